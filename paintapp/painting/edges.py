"""Lines along the edges in a picture, for the magnetic lasso.

A least-cost path between two points, cheap where the picture changes: intelligent scissors
(Mortensen and Barrett, Intelligent Scissors for Image Composition, 1995), as OpenCV has it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from paintapp.document import Layer, Rect
from paintapp.painting.colour import to_straight_8bit
from paintapp.painting.composite import flatten_layers

Point = tuple[float, float]

SIDE = 320
"""About the side of the map in pixels of its own; what it shows may be larger."""
_WEAK, _STRONG = 24, 72
"""Differences at 8 bits from which an edge goes on, and from which one begins."""


class EdgeMap:
    """The neighbourhood of an anchor, ready for paths from there to any point in it.

    ``reach`` is how far it extends on each side of the anchor in canvas pixels. Making one takes
    some 30 ms, asking for a path far less than a frame. Points are in canvas pixels.
    """

    def __init__(self, layers: Sequence[Layer], bounds: Rect, anchor: Point, reach: float) -> None:
        x, y = math.floor(anchor[0]), math.floor(anchor[1])
        side = max(8, math.ceil(reach))
        self.rect = Rect(x - side, y - side, 2 * side + 1, 2 * side + 1).intersected(bounds)
        self.anchor = anchor
        self._scale = min(1.0, SIDE / max(1, self.rect.width, self.rect.height))
        self._scissors = cv2.segmentation.IntelligentScissorsMB()
        self._strength: NDArray[np.float32] = np.zeros((0, 0), np.float32)
        if min(self.rect.width, self.rect.height) < 3:
            return
        picture = _picture(layers, self.rect, self._scale)
        self._strength = _strength(picture)
        self._scissors.setEdgeFeatureCannyParameters(_WEAK, _STRONG)
        # No limit to gradients: stronger ones would cost less than nothing, and paths then loop.
        self._scissors.applyImage(picture)
        self._scissors.buildMap(self._inside(anchor))

    @property
    def empty(self) -> bool:
        """Whether there is nothing to follow: the anchor is off the canvas."""
        return self._strength.size == 0

    def contains(self, point: Point) -> bool:
        left, top, width, height = self.rect
        return left <= point[0] < left + width and top <= point[1] < top + height

    def snapped(self, point: Point, width: float) -> Point:
        """The strongest edge within ``width`` pixels of a point, nearer ones first; else itself."""
        if self.empty or not self.contains(point):
            return point
        x, y = self._inside(point)
        radius = max(0, round(width * self._scale))
        top, left = max(0, y - radius), max(0, x - radius)
        part = self._strength[top : y + radius + 1, left : x + radius + 1]
        rows, columns = np.ogrid[top : top + part.shape[0], left : left + part.shape[1]]
        far = np.hypot(rows - y, columns - x)
        weighed = np.where(far <= radius, part * (1 - 0.5 * far / (radius + 1)), 0)
        if weighed.max() < _WEAK:
            return point
        row, column = divmod(int(weighed.argmax()), part.shape[1])
        return self._outside(left + column, top + row)

    def path(self, point: Point) -> list[Point]:
        """From the anchor to a point along edges, both included; a straight line beyond the map."""
        if self.empty or not self.contains(point):
            return [self.anchor, point]
        contour = self._scissors.getContour(self._inside(point)).reshape(-1, 2)
        line = contour.astype(np.float64)
        if len(line) > 6:
            line = _evened(line)
        between = [self._outside(x, y) for x, y in line[1:-1].tolist()]
        return [self.anchor, *between, point]

    def _inside(self, point: Point) -> tuple[int, int]:
        """The pixel of the map that shows a canvas point."""
        rows, columns = self._strength.shape
        x = math.floor((point[0] - self.rect.x) * self._scale)
        y = math.floor((point[1] - self.rect.y) * self._scale)
        return min(max(x, 0), columns - 1), min(max(y, 0), rows - 1)

    def _outside(self, x: float, y: float) -> Point:
        """The canvas point in the middle of a pixel of the map."""
        return self.rect.x + (x + 0.5) / self._scale, self.rect.y + (y + 0.5) / self._scale


def _picture(layers: Sequence[Layer], rect: Rect, scale: float) -> NDArray[np.uint8]:
    """What layers show in a rectangle over grey, (h, w, 3), at the map's scale."""
    pixels = flatten_layers(layers, rect)
    if scale < 1:
        size = max(3, round(rect.width * scale)), max(3, round(rect.height * scale))
        pixels = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    colour = to_straight_8bit(pixels)
    alpha = colour[..., 3:].astype(np.float32) / 255
    over = colour[..., :3] * alpha + 128 * (1 - alpha)
    return np.ascontiguousarray(over.astype(np.uint8))


def _strength(picture: NDArray[np.uint8]) -> NDArray[np.float32]:
    """How much each pixel differs from those beside it: the largest channel's Sobel gradient."""
    soft = cv2.GaussianBlur(picture, (3, 3), 0)
    across = cv2.Sobel(soft, cv2.CV_32F, 1, 0, scale=0.25)
    down = cv2.Sobel(soft, cv2.CV_32F, 0, 1, scale=0.25)
    strength: NDArray[np.float32] = np.hypot(across, down).max(axis=2)
    return strength


def _evened(line: NDArray[np.float64]) -> NDArray[np.float64]:
    """A line of neighbouring pixels without its steps: the mean of five points at a time."""
    padded = np.concatenate((line[:1], line[:1], line, line[-1:], line[-1:]))
    total = np.cumsum(np.concatenate((np.zeros((1, 2)), padded)), axis=0)
    return (total[5:] - total[:-5]) / 5
