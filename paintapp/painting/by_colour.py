"""Selecting by colour wherever it is, with a tolerance that can change as one looks.

How far a pixel is from what is looked for is measured once, 0..255; a selection is then a table of
256 values. Measures take premultiplied RGBA at 8 bits, (h, w, 4).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import cv2
import numpy as np
from numpy.typing import NDArray

from paintapp.document import FULL, TILE, Layer, Pixels, Rect, TileKey
from paintapp.document.pixels import Array, constant_tile, tile_keys
from paintapp.painting.composite import composited, units_of
from paintapp.painting.selection import within

Bytes = NDArray[np.uint8]
Measure = Callable[[Bytes], Bytes]

_FURTHEST = 255
_VIVID = 0.25
"""Below this saturation a colour counts less and less as one of a hue."""


class ColourDistances:
    """How far each pixel of some layers together is from what is looked for.

    Tiles of one distance are kept as a number. ``cancelled`` is asked for every tile; what comes
    of it then is of no use.
    """

    def __init__(
        self,
        layers: Sequence[Layer],
        bounds: Rect,
        measure: Measure,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> None:
        self._bounds = bounds
        self._tiles: dict[TileKey, Bytes | int] = {}
        units = units_of(layers)
        empty = int(measure(np.zeros((1, 1, 4), np.uint8))[0, 0])
        for key in tile_keys(bounds):
            if cancelled():
                return
            tile = composited(units, key)
            if tile is None:
                self._tiles[key] = empty
                continue
            distance = measure(cv2.convertScaleAbs(tile, alpha=255 / FULL))
            low, high = int(distance.min()), int(distance.max())
            self._tiles[key] = low if low == high else distance

    def near(self, tolerance: float, softness: float = 0.0) -> Pixels:
        """A selection of what is at most ``tolerance`` away, 0..1, fading out over ``softness``."""
        distance = np.arange(_FURTHEST + 1, dtype=np.float64) / _FURTHEST
        if softness > 0:
            part = np.clip((tolerance + softness - distance) / softness, 0, 1)
        else:
            part = (distance <= tolerance + 1e-9).astype(np.float64)
        table: Array = (part * FULL + 0.5).astype(np.uint16)
        tiles: dict[TileKey, Array] = {}
        for key, found in self._tiles.items():
            if isinstance(found, int):
                if table[found]:
                    tiles[key] = constant_tile(1, int(table[found]))
            else:
                tile = table[found]
                if tile.any():
                    tiles[key] = tile
        return within(Pixels(1, 0, tiles), self._bounds)


def like(colour: Bytes) -> Measure:
    """How far from one premultiplied colour, (4,), in the channel that differs most."""

    def measure(pixels: Bytes) -> Bytes:
        same = np.ascontiguousarray(np.broadcast_to(colour, pixels.shape))
        far: Bytes = cv2.absdiff(pixels, same).max(axis=2)
        return far

    return measure


def like_pixel(layers: Sequence[Layer], x: int, y: int) -> Measure:
    """How far from the colour that some layers together have at a pixel."""
    tile = composited(units_of(layers), (x // TILE, y // TILE))
    if tile is None:
        return like(np.zeros(4, np.uint8))
    pixel = np.ascontiguousarray(tile[y % TILE : y % TILE + 1, x % TILE : x % TILE + 1])
    return like(cv2.convertScaleAbs(pixel, alpha=255 / FULL).reshape(4))


def nothing(pixels: Bytes) -> Bytes:
    """All is as far away as can be."""
    return np.full(pixels.shape[:2], _FURTHEST, np.uint8)


@dataclass(frozen=True, slots=True)
class ColourRange:
    """A range of colours one often looks for; tolerance and softness (0..1) are to begin with."""

    id: str
    label: str
    measure: Measure
    tolerance: float
    softness: float


def _hue(pixels: Bytes, degrees: float) -> Bytes:
    """How far the hue is from one, as a part of the half circle; grey is far from all."""
    straight, opaque = _straight(pixels)
    hue, saturation, value = cv2.split(cv2.cvtColor(straight, cv2.COLOR_RGB2HSV))
    apart = np.abs((hue - np.float32(degrees) + 180) % 360 - 180) / 180
    dull = np.clip(1 - saturation / _VIVID, 0, 1) + np.clip(1 - value / _VIVID, 0, 1)
    return _far(np.minimum(apart + dull, 1), opaque)


def _tone(pixels: Bytes, wanted: float) -> Bytes:
    """How far the luma (Rec. 709, of encoded values) is from one, both 0..1."""
    straight, opaque = _straight(pixels)
    weights = np.array((0.2126, 0.7152, 0.0722), np.float32)
    return _far(np.abs(straight @ weights - np.float32(wanted)), opaque)


def _straight(pixels: Bytes) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Straight RGB 0..1, and where there is any colour at all."""
    alpha = pixels[..., 3:].astype(np.float32)
    straight = pixels[..., :3].astype(np.float32)
    straight /= np.maximum(alpha, 1)
    return straight, pixels[..., 3] > 0


def _far(distance: NDArray[np.float32], opaque: NDArray[np.bool_]) -> Bytes:
    far: Bytes = np.where(opaque, np.clip(distance * 255 + 0.5, 0, 255), 255).astype(np.uint8)
    return far


RANGES: tuple[ColourRange, ...] = (
    *(
        ColourRange(name, label, partial(_hue, degrees=degrees), 0.15, 0.06)
        for name, label, degrees in (
            ("reds", "Reds", 0),
            ("yellows", "Yellows", 60),
            ("greens", "Greens", 120),
            ("cyans", "Cyans", 180),
            ("blues", "Blues", 240),
            ("magentas", "Magentas", 300),
        )
    ),
    ColourRange("shadows", "Shadows", partial(_tone, wanted=0.0), 0.2, 0.15),
    ColourRange("midtones", "Midtones", partial(_tone, wanted=0.5), 0.15, 0.15),
    ColourRange("highlights", "Highlights", partial(_tone, wanted=1.0), 0.2, 0.15),
)
