"""Patterns that fill areas: tiles that repeat without a seam.

Those that come with the program are marks in the artist's colour on transparency. The artist's own
keep the colours of the picture they were made from.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from paintapp.document import FULL, TILE, TileKey
from paintapp.document.pixels import Array
from paintapp.painting.bitmaps import bundled
from paintapp.painting.colour import Colour
from paintapp.painting.covering import Paint

LARGEST_SIDE = 2048
"""Pixels of a pattern's side."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """A named picture that repeats.

    ``pixels`` is read-only uint16: (h, w) says how much of the artist's colour there is, (h, w, 4)
    is a premultiplied picture. ValueError when it is empty or too large.
    """

    id: str
    label: str
    pixels: Array = field(repr=False)

    def __post_init__(self) -> None:
        height, width = self.pixels.shape[:2]
        if not (1 <= height <= LARGEST_SIDE and 1 <= width <= LARGEST_SIDE):
            raise ValueError(f"a pattern has sides of 1 to {LARGEST_SIDE} pixels")
        self.pixels.flags.writeable = False

    def coloured(self, colour: Colour, scale: float = 1.0) -> Array:
        """One repeat, premultiplied (h, w, 4), its sides scaled to whole pixels."""
        pixels = self.pixels
        if pixels.ndim == 2:
            straight = np.array([*colour, FULL], np.float32) / FULL
            pixels = np.rint(pixels[..., None] * straight).astype(np.uint16)
        width, height = (max(1, round(side * scale)) for side in pixels.shape[1::-1])
        if (height, width) == pixels.shape[:2]:
            return pixels
        # Scaled with its neighbours around it, so that the edges still meet.
        around = np.tile(pixels, (3, 3, 1)).astype(np.float32)
        method = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        larger = cv2.resize(around, (3 * width, 3 * height), interpolation=method)
        middle = larger[height : 2 * height, width : 2 * width]
        out: Array = np.rint(np.clip(middle, 0, FULL)).astype(np.uint16)
        np.minimum(out[..., :3], out[..., 3:], out=out[..., :3])
        return out

    def paint(self, colour: Colour, scale: float = 1.0, opacity: float = 1.0) -> Paint:
        """The pattern all over the canvas, from the upper left corner on."""
        repeat = self.coloured(colour, scale)
        if opacity < 1:
            repeat = np.rint(repeat * np.float32(opacity)).astype(np.uint16)
            np.minimum(repeat[..., :3], repeat[..., 3:], out=repeat[..., :3])
        height, width = repeat.shape[:2]
        steps = np.arange(TILE)

        def tile(key: TileKey) -> Array:
            rows, columns = (key[1] * TILE + steps) % height, (key[0] * TILE + steps) % width
            pixels: Array = repeat[rows[:, None], columns[None, :]]
            return pixels

        return tile


def _grid(side: int, parts: int = 4) -> tuple[Floats, Floats]:
    """Places of a finer grid's points in pixels: x (1, n) and y (n, 1)."""
    at = ((np.arange(side * parts) + 0.5) / parts).astype(np.float32)
    return at[None, :], at[:, None]


def _drawn(side: int, inside: Callable[[Floats, Floats], NDArray[np.bool_]]) -> Array:
    """What a test says of a square repeat, antialiased by 8 x 8 points a pixel."""
    x, y = _grid(side, 8)
    fine = np.broadcast_to(inside(x, y), (side * 8, side * 8)).astype(np.float32)
    small = cv2.resize(fine, (side, side), interpolation=cv2.INTER_AREA)
    out: Array = np.rint(small * FULL).astype(np.uint16)
    return out


def _dots() -> Array:
    """Rows of dots, every other one shifted."""
    return _drawn(
        24,
        lambda x, y: np.hypot((x + 12 * (np.floor(y / 12) % 2)) % 24 - 12, y % 12 - 6) < 4,
    )


def _checks() -> Array:
    return _drawn(32, lambda x, y: (np.floor(x / 16) + np.floor(y / 16)) % 2 == 0)


def _stripes() -> Array:
    return _drawn(16, lambda x, y: (x + y) % 16 < 7)


def _hatching() -> Array:
    return _drawn(8, lambda x, y: np.abs((x + y) % 8 - 4) < 0.9)


def _cross_hatching() -> Array:
    return _drawn(
        10, lambda x, y: (np.abs((x + y) % 10 - 5) < 0.8) | (np.abs((x - y) % 10 - 5) < 0.8)
    )


def _squares() -> Array:
    return _drawn(20, lambda x, y: (np.abs(x - 10) < 0.8) | (np.abs(y - 10) < 0.8))


def _bricks() -> Array:
    """The joints of a wall in stretcher bond."""

    def joint(x: Floats, y: Floats) -> NDArray[np.bool_]:
        course = np.floor(y / 24) % 2
        upright = np.abs((x + 24 * course) % 48 - 24) < 1.4
        found: NDArray[np.bool_] = upright | (np.abs(y % 24 - 12 - 10.6) < 1.4)
        return found

    return _drawn(48, joint)


def _scales() -> Array:
    """The edges of overlapping discs, as on fish and roofs; nearer rows cover those behind."""

    def edge(x: Floats, y: Floats) -> NDArray[np.bool_]:
        found = np.zeros((y.shape[0], x.shape[1]), bool)
        done = np.zeros_like(found)
        for row in range(5, -3, -1):
            shift = 16 * (row % 2)
            distance = np.hypot((x + shift) % 32 - 16, y - row * 16)
            inside = (distance < 17) & (y >= row * 16 - 0.01) & ~done
            found |= inside & (distance > 14.8)
            done |= inside
        return found

    return _drawn(32, edge)


def _waves() -> Array:
    return _drawn(32, lambda x, y: np.abs((y + 4 * np.sin(x * (2 * math.pi / 32))) % 16 - 8) < 1.2)


def _weave() -> Array:
    """Bands that go over and under each other."""

    def band(x: Floats, y: Floats) -> NDArray[np.bool_]:
        across = (np.floor(x / 12) + np.floor(y / 12)) % 2 == 0
        u, v = np.where(across, y % 12, x % 12), np.where(across, x % 12, y % 12)
        edge = (np.abs(u - 6) > 4.2) & (np.abs(u - 6) < 5.4)
        found: NDArray[np.bool_] = edge & (v > 0.4) & (v < 11.6)
        return found

    return _drawn(24, band)


def _stars() -> Array:
    def star(x: Floats, y: Floats) -> NDArray[np.bool_]:
        shift = 20 * (np.floor(y / 20) % 2)
        u, v = (x + shift) % 40 - 20, y % 20 - 10
        angle = np.arctan2(v, u) + math.pi / 2
        part = np.abs((angle / (2 * math.pi / 5)) % 1 - 0.5) * 2
        found: NDArray[np.bool_] = np.hypot(u, v) < 3.2 + 4.6 * (part**1.6)
        return found

    return _drawn(40, star)


def _grain(name: str) -> Callable[[], Array]:
    def read() -> Array:
        pixels = bundled("grains", name).pixels[0]
        out: Array = pixels.astype(np.uint16) * np.uint16(257)
        return out

    return read


_MAKERS: tuple[tuple[str, str, Callable[[], Array]], ...] = (
    ("dots", "Dots", _dots),
    ("stars", "Stars", _stars),
    ("stripes", "Stripes", _stripes),
    ("checks", "Checks", _checks),
    ("squares", "Squares", _squares),
    ("hatching", "Hatching", _hatching),
    ("cross-hatching", "Cross-hatching", _cross_hatching),
    ("bricks", "Bricks", _bricks),
    ("scales", "Scales", _scales),
    ("waves", "Waves", _waves),
    ("weave", "Weave", _weave),
    ("halftone", "Halftone", _grain("halftone")),
    ("paper", "Paper", _grain("paper")),
    ("canvas", "Canvas", _grain("canvas")),
    ("linen", "Linen", _grain("linen")),
    ("clouds", "Clouds", _grain("clouds")),
)

LABELS = {pattern: label for pattern, label, _ in _MAKERS}
"""The patterns that come with the program: labels by id."""


@lru_cache(maxsize=64)
def bundled_pattern(pattern_id: str) -> Pattern:
    """A pattern that comes with the program; KeyError when there is none of that id."""
    for name, label, make in _MAKERS:
        if name == pattern_id:
            return Pattern(name, label, make())
    raise KeyError(pattern_id)
