"""How long a stroke takes: the brush engine alone, without a window, on one thread.

A zig-zag of 2,000 pen events, 12 px apart, on an empty layer of 4096x4096: a soft round brush of
hardness 0.5, two dabs per radius, pressure a sine between 0.5 and 1 that governs the size. Events
come as the window hands them on, those of a frame at once. Every tile that a call gives back is put
into the layer's plane. Times are those of the processor, the smallest of some runs.
"""

from __future__ import annotations

import math
import time
from dataclasses import replace
from typing import Any

import cv2
import numpy as np

from paintapp.document import TILE, Pixels, Rect
from paintapp.painting.bitmaps import Bitmap
from paintapp.painting.brush import Brush
from paintapp.painting.path import PenPoint
from paintapp.painting.stroke import Stroke

SIDE = 4096
EVENTS = 2000
STEP = 12.0
RADII = (5, 25, 100, 250)
TOGETHER = 16
"""Events a call: those of a mouse of 1000 Hz in a frame of a screen of 60 Hz."""

FEW = 4
"""Those of a tablet of 200 Hz."""

RUNS = 3
COLOUR = (52000, 21000, 9000)
MARGIN = 300.0


def measure(events: int = EVENTS, side: int = SIDE, runs: int = RUNS) -> dict[str, Any]:
    """Microseconds an event and a dab for each radius; see the module.

    ``us_per_event_4_together`` is with four events a call; ``painted`` is on a layer that is
    painted all over. ``smudge`` and ``texture`` are the same stroke, at radius 25, with a wet brush
    that smears what is there, and with grain.
    """
    threads = cv2.getNumThreads()
    cv2.setNumThreads(1)
    try:
        return _measure(zig_zag(events, side), side, runs)
    finally:
        cv2.setNumThreads(threads)


def _measure(path: list[PenPoint], side: int, runs: int) -> dict[str, Any]:
    soft = Brush(hardness=0.5, spacing=0.5)
    empty, painted = Pixels(), painted_plane(side)
    rows = {}
    for radius in RADII:
        brush = replace(soft, radius=radius)
        rows[str(radius)] = {
            **_figures(brush, empty, path, side, runs, TOGETHER),
            "us_per_event_4_together": _figures(brush, empty, path, side, runs, FEW)[
                "us_per_event"
            ],
            "us_per_event_painted": _figures(brush, painted, path, side, runs, TOGETHER)[
                "us_per_event"
            ],
        }
    wet = replace(soft, radius=25, colour_rate=0.0, smudge_length=0.8, smear=True)
    rough = replace(soft, radius=25, grain=paper(), grain_depth=0.6)
    return {
        "size": side,
        "events": len(path),
        "events_together": TOGETHER,
        "radius": rows,
        "smudge": _figures(wet, painted, path, side, runs, TOGETHER),
        "texture": _figures(rough, empty, path, side, runs, TOGETHER),
    }


def _figures(
    brush: Brush, plane: Pixels, path: list[PenPoint], side: int, runs: int, together: int
) -> dict[str, float]:
    def run() -> tuple[float, int]:
        stroke = Stroke(plane, brush, COLOUR, bounds=Rect(0, 0, side, side))
        start = time.process_time()
        pixels = plane
        for first in range(0, len(path), together):
            pixels = pixels.with_tiles(stroke.moves(path[first : first + together]))
        pixels = pixels.with_tiles(stroke.finish())
        taken = time.process_time() - start
        return taken, stroke.dabs

    results = [run() for _ in range(runs)]
    seconds, dabs = min(results)
    return {
        "dabs": dabs,
        "us_per_event": round(seconds / len(path) * 1e6, 2),
        "us_per_dab": round(seconds / max(1, dabs) * 1e6, 2),
    }


def zig_zag(events: int, side: int) -> list[PenPoint]:
    """Points a step apart, to and fro over a canvas, with pressure between 0.5 and 1."""
    points = []
    x, y, direction = MARGIN, MARGIN, 1
    slope = 0.35
    across, down = STEP / math.hypot(1, slope), STEP * slope / math.hypot(1, slope)
    for index in range(events):
        pressure = 0.75 + 0.25 * math.sin(index / 9)
        points.append(PenPoint(x, y, pressure, time=index * 0.005))
        x += direction * across
        y += down
        if not MARGIN <= x <= side - MARGIN:
            direction = -direction
            x += 2 * direction * across
        if not MARGIN <= y <= side - MARGIN:
            down = -down
            y += 2 * down
    return points


def painted_plane(side: int) -> Pixels:
    """Soft clouds of colour, partly transparent, all over."""
    rng = np.random.default_rng(1)
    coarse = rng.integers(20000, 65536, (12, 12, 4)).astype(np.uint16)
    pixels = cv2.resize(coarse, (1024, 1024), interpolation=cv2.INTER_LINEAR)
    np.minimum(pixels[..., :3], pixels[..., 3:], out=pixels[..., :3])
    clouds = Pixels.from_array(pixels).tiles
    count = -(-side // TILE)
    return Pixels(
        tiles={(c, r): clouds[c % 16, r % 16] for r in range(count) for c in range(count)}
    )


def paper() -> Bitmap:
    """A rough grain."""
    noise = np.random.default_rng(2).integers(0, 256, (128, 128)).astype(np.uint8)
    return Bitmap("paper", cv2.GaussianBlur(noise, (0, 0), 1.5, borderType=cv2.BORDER_REFLECT))
