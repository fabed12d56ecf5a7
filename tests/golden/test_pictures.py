"""Strokes and composites against pictures kept beside this file.

They agree within 2 of 255: other versions of Qt and OpenCV may round otherwise. To make them anew
after a change that is meant, and to look at them before keeping them:

    PAINTAPP_NEW_GOLDEN=1 python -m pytest tests/golden
"""

from __future__ import annotations

import math
import os
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from paintapp.document import FULL, Document, GroupLayer, Layer, Pixels, RasterLayer, Rect
from paintapp.painting import reshape, selection
from paintapp.painting.bitmaps import Bitmap
from paintapp.painting.blend import BLEND_MODES
from paintapp.painting.brush import Brush
from paintapp.painting.colour import to_8bit_rgb
from paintapp.painting.composite import flatten
from paintapp.painting.dynamics import Dynamic
from paintapp.painting.path import PenPoint
from paintapp.painting.stroke import Stroke

TOLERANCE = 2


def check(name: str, document: Document) -> None:
    picture = to_8bit_rgb(flatten(document))[..., ::-1]
    path = Path(__file__).parent / f"{name}.png"
    if os.environ.get("PAINTAPP_NEW_GOLDEN"):
        cv2.imwrite(str(path), picture, [cv2.IMWRITE_PNG_COMPRESSION, 9])
    kept: NDArray[np.uint8] = cv2.imread(str(path))
    assert kept is not None, path
    assert kept.shape == picture.shape
    apart = np.abs(kept.astype(np.int64) - picture)
    assert apart.max() <= TOLERANCE, f"{name}: {(apart > TOLERANCE).sum()} values differ"


def paint(
    pixels: Pixels, bounds: Rect, brush: Brush, colour: tuple[int, int, int], row: float
) -> Pixels:
    """A wave from left to right whose pressure swells and fades."""
    stroke = Stroke(pixels, brush, colour, bounds=bounds)
    for n in range(41):
        part = n / 40
        y = row + 9 * math.sin(part * 9)
        pixels = pixels.with_tiles(stroke.move(16 + 224 * part, y, math.sin(math.pi * part)))
    return pixels.with_tiles(stroke.finish())


def test_strokes() -> None:
    bounds = Rect(0, 0, 256, 256)
    rows = (
        (Brush(radius=0.5, hardness=1, dynamics=()), (0, 0, 0)),
        (Brush(radius=1.5, hardness=1), (0, 0, 0)),
        (Brush(radius=4, hardness=0.5), (0, 0, 0)),
        (Brush(radius=12, hardness=1), (50000, 8000, 8000)),
        (Brush(radius=12, hardness=0.5, dynamics=()), (8000, 8000, 50000)),
        (Brush(radius=12, hardness=0, dynamics=(Dynamic("opacity", "pressure"),)), (0, 30000, 0)),
        (Brush(radius=12, hardness=1, dynamics=(), flow=0.15), (0, 30000, 40000)),
        (
            Brush(
                radius=12,
                hardness=0.8,
                dynamics=(Dynamic("radius", "pressure", strength=0.5),),
                opacity=0.4,
            ),
            (0, 0, 0),
        ),
    )
    pixels = Pixels()
    for index, (brush, colour) in enumerate(rows):
        pixels = paint(pixels, bounds, brush, colour, 18 + 31 * index)
    pixels = paint(pixels, bounds, Brush(radius=6, hardness=0.6, erase=True), (0, 0, 0), 128)
    check("strokes", Document(256, 256, (RasterLayer(id=1, name="", pixels=pixels),)))


def test_kinds_of_strokes() -> None:
    """A brush of each kind over stripes; what they are is in the order of the rows."""
    bounds = Rect(0, 0, 512, 416)
    stripes = np.full((bounds.height, bounds.width, 4), FULL, np.uint16)
    stripes[:, 200:212, :2] = 20000
    stripes[:, 260:300, 1:3] = (30000, 8000)
    pixels = Pixels.from_array(stripes)
    rng = np.random.default_rng(4)
    noise = cv2.resize(rng.integers(0, 256, (24, 24)).astype(np.uint8), (48, 48))
    sand = Bitmap("sand", noise)
    leaf = np.zeros((40, 24), np.uint8)
    cv2.ellipse(leaf, (12, 20), (9, 18), 0, 0, 360, 255, -1)
    cv2.line(leaf, (12, 2), (12, 38), 90, 2)
    leaves = Bitmap("leaf", leaf)
    hue, angle = Dynamic("hue", "random-dab", strength=0.2), Dynamic("angle", "direction")
    rows = (
        Brush(radius=14, hardness=1, roundness=0.2, angle=45, dynamics=()),
        Brush(radius=14, hardness=0.9, grain=sand, grain_depth=0.9),
        Brush(
            radius=14, hardness=0.7, grain=sand, grain_each_dab=True, grain_depth=0.8, dynamics=()
        ),
        Brush(radius=6, hardness=0.9, scatter=2.5, count=3, spacing=1, dynamics=(hue,)),
        Brush(radius=16, tip=leaves, spacing=1.6, dynamics=(hue, angle)),
        Brush(radius=15, hardness=0.9, dual=True, dual_size=0.2, dual_spacing=1.5, dual_scatter=1),
        Brush(radius=14, hardness=0.5, opacity=0.25, flow=0.5, build_up=True, dynamics=()),
        Brush(radius=14, hardness=0.7, colour_rate=0.15, smudge_length=0.95, dynamics=()),
        Brush(radius=14, hardness=0.6, colour_rate=0, smudge_length=0.97, smear=True, dynamics=()),
    )
    for index, brush in enumerate(rows):
        stroke = Stroke(pixels, brush, (8000, 20000, 52000), bounds=bounds, seed=7)
        points = []
        for n in range(61):
            part = n / 60
            y = 28 + 45 * index + 9 * math.sin(part * 12)
            points.append(PenPoint(24 + 464 * part, y, math.sin(math.pi * part)))
        pixels = pixels.with_tiles(stroke.moves(points)).with_tiles(stroke.finish())
    check("brush-kinds", Document(512, 416, (RasterLayer(id=1, name="", pixels=pixels),)))


def gradient(across: bool, first: tuple[int, ...], last: tuple[int, ...]) -> Pixels:
    part = np.linspace(0, 1, 48)[None, :, None] if across else np.linspace(0, 1, 48)[:, None, None]
    straight = np.broadcast_to(
        np.array(first) * (1 - part) + np.array(last) * part, (48, 48, 4)
    ).copy()
    straight[..., :3] *= straight[..., 3:] / FULL
    return Pixels.from_array(np.rint(straight).astype(np.uint16))


def test_blend_modes() -> None:
    below = gradient(True, (FULL, 20000, 0, FULL), (0, 30000, FULL, FULL))
    above = gradient(False, (FULL, FULL, 5000, FULL), (9000, 0, 40000, FULL // 3))
    groups: list[Layer] = []
    for index, mode in enumerate(BLEND_MODES):
        x, y = 52 * (index % 5), 52 * (index // 5)
        inner = (
            RasterLayer(id=3 * index + 2, name="", pixels=below.translated(x, y)),
            RasterLayer(
                id=3 * index + 3, name="", pixels=above.translated(x, y), blend_mode=mode.id
            ),
        )
        groups.append(GroupLayer(id=3 * index + 1, name=mode.id, children=inner))
    check("blend-modes", Document(260, 208, tuple(groups)))


def test_masks_clipping_and_groups() -> None:
    bounds = Rect(0, 0, 192, 128)
    disc = reshape.feather(selection.ellipse(bounds, (20, 14, 172, 114)), bounds, 12)
    paper = Pixels.from_array(np.full((128, 192, 4), (60000, 58000, 50000, FULL), np.uint16))
    base = paint(
        Pixels(),
        bounds,
        Brush(radius=26, hardness=1, dynamics=(Dynamic("radius", "pressure", strength=0.3),)),
        (0, 0, 40000),
        60,
    )
    stripes = Pixels()
    for row in (40, 58, 76):
        stripes = paint(stripes, bounds, Brush(radius=5, hardness=0.5), (FULL, 40000, 0), row)
    run = (
        RasterLayer(id=2, name="base", pixels=base, opacity=0.8),
        RasterLayer(id=3, name="stripes", pixels=stripes, clipping=True, blend_mode="screen"),
    )
    group = GroupLayer(id=4, name="", children=run, mask=disc, blend_mode="multiply")
    check("layers", Document(192, 128, (RasterLayer(id=1, name="", pixels=paper), group)))
