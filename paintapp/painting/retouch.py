"""Pictures that retouching strokes bring forth: blurred, sharpened, taken from elsewhere.

Each is a `paintapp.painting.stroke.Source`; its tiles are made when a stroke first reaches them,
from pixels as they were when it began.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Literal

import cv2
import numpy as np

from paintapp.document import Pixels, Rect, TileKey
from paintapp.document.pixels import Array, tile_rect


class Blurred:
    """A plane blurred by a Gaussian of ``sigma`` pixels, 0.5 or more.

    What lies beyond ``bounds`` does not count: the last pixels within are repeated there.
    """

    mode: Literal["over", "replace"] = "replace"

    def __init__(self, plane: Pixels, sigma: float, bounds: Rect) -> None:
        self._plane = plane
        self._bounds = bounds
        self._sigma = max(0.5, sigma)
        self._tiles: dict[TileKey, Array] = {}

    def tile(self, key: TileKey) -> Array:
        tile = self._tiles.get(key)
        if tile is None:
            tile = self._tiles[key] = self._made(key)
        return tile

    def _made(self, key: TileKey) -> Array:
        return self._blurred(tile_rect(key))

    def _blurred(self, rect: Rect) -> Array:
        # Wide blurs are made at a lower resolution, where they are as exact and much quicker.
        factor = 1 if self._sigma < 4 else 2 if self._sigma < 8 else 4
        margin = math.ceil(3 * self._sigma / 8) * 8
        wide = self._around(rect.padded(margin))
        sigma = self._sigma / factor
        if factor > 1:
            small = (wide.shape[1] // factor, wide.shape[0] // factor)
            wide = cv2.resize(wide, small, interpolation=cv2.INTER_AREA)
        wide = cv2.GaussianBlur(wide, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE)
        if factor > 1:
            full = (rect.width + 2 * margin, rect.height + 2 * margin)
            wide = cv2.resize(wide, full, interpolation=cv2.INTER_LINEAR)
        inside: Array = wide[margin : margin + rect.height, margin : margin + rect.width].copy()
        return _within_alpha(inside)

    def _around(self, rect: Rect) -> Array:
        """The plane in a rectangle that meets the bounds."""
        seen = rect.intersected(self._bounds)
        pixels = self._plane.read(seen)
        if seen == rect:
            return pixels
        down = (seen.y - rect.y, rect.bottom - seen.bottom)
        across = (seen.x - rect.x, rect.right - seen.right)
        rest = ((0, 0),) * (pixels.ndim - 2)
        return np.pad(pixels, (down, across, *rest), mode="edge")


class Sharpened(Blurred):
    """A plane with its difference from the blurred one added once more."""

    def _made(self, key: TileKey) -> Array:
        plane = self._plane.tile(key)
        sharp: Array = cv2.addWeighted(plane, 2.0, self._blurred(tile_rect(key)), -1.0, 0)
        if sharp.ndim == 3:
            sharp[..., 3] = plane[..., 3]
        return _within_alpha(sharp)


class Cloned:
    """A picture moved by whole pixels: what is at (x, y) of it is brought to (x + dx, y + dy).

    ``read`` gives a rectangle of it.
    """

    mode: Literal["over", "replace"] = "over"

    def __init__(self, read: Callable[[Rect], Array], dx: int, dy: int) -> None:
        self._read = read
        self._dx, self._dy = dx, dy
        self._tiles: dict[TileKey, Array] = {}

    def tile(self, key: TileKey) -> Array:
        tile = self._tiles.get(key)
        if tile is None:
            tile = self._tiles[key] = self._read(tile_rect(key).translated(-self._dx, -self._dy))
        return tile


def _within_alpha(pixels: Array) -> Array:
    """Premultiplied pixels with rounding errors beyond alpha cut off, in place."""
    if pixels.ndim == 3:
        np.minimum(pixels[..., :3], pixels[..., 3:], out=pixels[..., :3])
    return pixels
