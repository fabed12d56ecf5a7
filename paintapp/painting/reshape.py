"""Selections reshaped: grown, shrunk, softened, smoothed, or reduced to their border.

All but softening work on level sets: for each level, what is selected at least so much is a plain
area, which is reshaped with a smooth edge; their sum over all levels is the result. So an edge
keeps its profile, however soft, and areas that are selected by half stay so.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from paintapp.document import FULL, TILE, Pixels, Rect, TileKey
from paintapp.document.pixels import Array
from paintapp.painting.selection import combine, from_values

Plane = NDArray[np.float32]
Area = NDArray[np.uint8]
"""1 inside, 0 outside."""
Number = TypeVar("Number", np.uint16, np.float32)

_LEVELS = (1, *(round(FULL * part / 64) for part in (1, 2, *range(4, 64, 4), 62, 63)))
"""Levels at which profiles are sampled: closer together where they may run out slowly."""
_BLOCK = 256
"""Least side of the blocks that are worked on one by one, so that memory and time are spent only
where there is an edge."""
_PLATEAU = 1 / 256
"""A value that so large a part of what is selected in part has counts as a plateau."""
_MOST_PLATEAUS = 6


def grow(selection: Pixels, bounds: Rect, pixels: float) -> Pixels:
    """A selection enlarged by some pixels in all directions, with round corners.

    Every degree of softness moves outwards alike. Pixels of selections are squares: a hard edge
    moves by exactly so many pixels.
    """
    if pixels <= 0:
        return selection
    reach = math.ceil(pixels) + 2
    return _changed(
        selection, bounds, reach, lambda values: np.maximum(values, _grown(values, pixels))
    )


def shrink(selection: Pixels, bounds: Rect, pixels: float) -> Pixels:
    """A selection made smaller by some pixels; the border of the canvas is no edge of it.

    The reverse of `grow`: what is not selected grows.
    """
    if pixels <= 0:
        return selection
    reach = math.ceil(pixels) + 2
    return _changed(
        selection,
        bounds,
        reach,
        lambda values: np.minimum(values, FULL - _grown(FULL - values, pixels)),
    )


def border(selection: Pixels, bounds: Rect, pixels: float) -> Pixels:
    """A band of a width of some pixels along the edge of a selection, half of it on each side."""
    outer = grow(selection, bounds, pixels / 2)
    inner = shrink(selection, bounds, pixels / 2)
    return combine(outer, inner, "subtract") or Pixels.mask()


def smooth(selection: Pixels, bounds: Rect, pixels: float) -> Pixels:
    """A selection without what is smaller than about ``pixels``: bumps, notches, specks and holes.

    A straight edge stays where it is, and as soft as it is. Each level set becomes where the
    greater part around, weighted by a Gaussian with a standard deviation of half of that, is in it.
    """
    if pixels <= 0:
        return selection
    deviation = pixels / 2
    steepness = max(1.0, deviation * math.sqrt(2 * math.pi))  # of a straight edge, once blurred

    def coverage(area: Area) -> Plane:
        soft = _blurred(area.astype(np.float32), pixels)
        soft -= np.float32(0.5)
        soft *= np.float32(steepness)
        soft += np.float32(0.5)
        return soft

    reach = math.ceil(1.5 * pixels) + 2
    return _changed(selection, bounds, reach, lambda values: _by_levels(values, coverage))


def feather(selection: Pixels, bounds: Rect, pixels: float) -> Pixels:
    """A selection with an edge softened over about ``pixels`` on each side.

    A Gaussian with a standard deviation of half of that; a wide one as three box averages, which
    cost the same for any width. The border of the canvas is not softened.
    """
    if pixels <= 0:
        return selection
    reach = math.ceil(1.5 * pixels) + 2
    return _changed(selection, bounds, reach, lambda values: _blurred(values, pixels))


def _changed(
    selection: Pixels, bounds: Rect, reach: int, change: Callable[[Array], Array]
) -> Pixels:
    """A selection changed block by block; each pixel depends on those up to ``reach`` away.

    What is alike all over stays as it is. Nothing is selected outside the canvas afterwards, and
    what lies there has no influence.
    """
    rect = bounds if selection.fill else selection.bounds().padded(reach).intersected(bounds)
    tiles: dict[TileKey, Array] = {}
    side = -(-max(_BLOCK, 4 * reach) // TILE) * TILE
    for top in range(rect.y // TILE * TILE, rect.bottom, side):
        for left in range(rect.x // TILE * TILE, rect.right, side):
            block = Rect(left, top, side, side).intersected(rect)
            around = block.padded(reach).intersected(bounds)
            values = selection.read(around)
            if values.min() != values.max():
                values = change(values)
            x, y = block.x - around.x, block.y - around.y
            inner = values[y : y + block.height, x : x + block.width]
            tiles.update(from_values(inner, block).tiles)
    return Pixels(1, 0, tiles)


def _blurred(values: NDArray[Number], pixels: float) -> NDArray[Number]:
    replicate = cv2.BORDER_REPLICATE
    out = values
    if pixels <= 24:
        out = cv2.GaussianBlur(values, (0, 0), pixels / 2, borderType=replicate)
    else:
        # The variance of a box of odd width w is (w^2 - 1) / 12.
        width = 2 * round((math.sqrt(pixels * pixels + 1) - 1) / 2) + 1
        for _ in range(3):
            out = cv2.blur(out, (width, width), borderType=replicate)
    return out


def _grown(values: Array, pixels: float) -> Array:
    def coverage(area: Area) -> Plane:
        distance: Plane = cv2.distanceTransform(1 - area, cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
        # Neighbours of the area are at distance 1, half a pixel beyond its edge.
        return np.subtract(np.float32(pixels + 1), distance, out=distance)

    return _by_levels(values, coverage)


def _by_levels(values: Array, coverage: Callable[[Area], Plane]) -> Array:
    """Level sets reshaped one by one and summed up.

    ``coverage`` gives of an area how far each pixel is within its reshaped one: 0 or less outside,
    1 or more inside. Between the levels that are sampled it is taken to change evenly.
    """
    levels = _levels(values)
    total = np.zeros(values.shape, np.float32)
    lower = np.float32(0)
    below: Plane | None = None
    for level in levels:
        above = coverage((values >= level).astype(np.uint8))
        mean = np.clip(above, 0, 1) if below is None else _mean_clipped(below, above)
        mean *= np.float32(level) - lower
        total += mean
        lower, below = np.float32(level), above
    total += np.float32(0.5)
    return total.astype(np.uint16)


def _levels(values: Array) -> list[int]:
    """Rising levels that tell of some values: the sampled ones, and both sides of plateaus."""
    counts = np.bincount(values.reshape(-1), minlength=FULL + 1)
    top = int(np.flatnonzero(counts)[-1])
    counts[0] = counts[FULL] = 0
    soft = int(counts.sum())
    if soft == 0:
        return [FULL]
    often = np.argsort(counts)[-_MOST_PLATEAUS:]
    plateaus = {int(value) for value in often if counts[value] > max(64, soft * _PLATEAU)}
    sampled = {level for level in (*_LEVELS, top) if level <= top}
    beside = {value + step for value in plateaus for step in (0, 1) if value + step <= top}
    return sorted(sampled | beside)


def _mean_clipped(first: Plane, last: Plane) -> Plane:
    """The mean of a quantity clipped to 0..1 while it goes evenly from one value to another.

    With F(x) the integral of clip(x, 0, 1), that is (F(last) - F(first)) / (last - first).
    """
    difference = last - first
    even = np.abs(difference) < np.float32(1e-3)
    difference[even] = 1
    mean: Plane = (_integral(last) - _integral(first)) / difference
    middle = (first + last) * np.float32(0.5)
    np.copyto(mean, np.clip(middle, 0, 1), where=even)
    return mean


def _integral(x: Plane) -> Plane:
    """Of clip(t, 0, 1) over t up to x."""
    inside = np.clip(x, 0, 1)
    out: Plane = inside * inside * np.float32(0.5) + np.maximum(x - 1, 0)
    return out
