"""Grain: paper or bristles that let paint through more in some places than in others."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from paintapp.document import FULL, TILE
from paintapp.document.pixels import Array
from paintapp.painting.bitmaps import Bitmap
from paintapp.painting.dabs import Dabs

LARGEST = 4096
"""Pixels of a scaled grain along a side."""


class Grain:
    """A grain at some scale, repeated without end.

    With coverage c, depth d and height h, all 0..1, what remains is
    min(c, (c - d (1 - h)) (1 + 2 d)): strong paint fills all but the deepest hollows, thin paint
    stays on the peaks. ``moves`` is for grain that moves along with every dab.
    """

    def __init__(self, bitmap: Bitmap, scale: float, *, moves: bool = False) -> None:
        self._moves = moves
        hollow = np.uint8(255) - bitmap.pixels[0]
        height, width = hollow.shape
        self._width = min(LARGEST, max(1, round(width * scale)))
        self._height = min(LARGEST, max(1, round(height * scale)))
        if (self._width, self._height) != (width, height):
            hollow = _scaled(hollow, self._width, self._height)
        wide = hollow.astype(np.uint16) * np.uint16(257)
        # With room for a tile from any place on.
        self._hollow: Array = np.pad(wide, ((0, TILE), (0, TILE)), mode="wrap")

    def left(self, cover: Array, x: int, y: int, depth: float) -> Array:
        """What remains of a coverage (h, w) whose first pixel is at (x, y) of the grain."""
        height, width = cover.shape
        x, y = x % self._width, y % self._height
        if height <= TILE and width <= TILE:
            hollow = self._hollow[y : y + height, x : x + width]
        else:
            rows = np.arange(y, y + height) % self._height
            columns = np.arange(x, x + width) % self._width
            hollow = self._hollow.take(rows, axis=0).take(columns, axis=1)
        kept_out = cv2.addWeighted(hollow, depth, hollow, 0, 0)
        paint = cv2.subtract(cover, kept_out)
        paint = cv2.addWeighted(paint, 1 + 2 * depth, paint, 0, 0)
        result: Array = np.minimum(paint, cover)
        return result

    def shaped(self, cover: Array, column: int, row: int, dabs: Dabs, index: int) -> Array:
        """What remains of one dab's coverage whose first pixel is at (column, row)."""
        depth = dabs.values["grain_depth"]
        if not isinstance(depth, float):
            depth = float(depth[index])
        if self._moves:
            column, row = -cover.shape[1] // 2, -cover.shape[0] // 2
        return self.left(cover, column, row, depth)


def _scaled(picture: NDArray[np.uint8], width: int, height: int) -> NDArray[np.uint8]:
    """A picture that repeats at another size, without a seam."""
    rim = 8
    across, down = width / picture.shape[1], height / picture.shape[0]
    wide = np.pad(picture, rim, mode="wrap")
    matrix = np.array(
        [[across, 0, (0.5 - rim) * across - 0.5], [0, down, (0.5 - rim) * down - 0.5]]
    )
    if across < 1 or down < 1:
        blur = (max(0.01, 0.4 / across), max(0.01, 0.4 / down))
        wide = cv2.GaussianBlur(wide, (0, 0), sigmaX=blur[0], sigmaY=blur[1])
    scaled: NDArray[np.uint8] = cv2.warpAffine(
        wide, matrix, (width, height), flags=cv2.INTER_LINEAR
    )
    return scaled


assert FULL == 255 * 257
