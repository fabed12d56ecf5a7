"""Connected areas on a canvas, worked out tile by tile from a point.

Masks are asked for one tile at a time, so a small area on a large canvas takes the time of the
small area.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

import cv2
import numpy as np
from numpy.typing import NDArray

from paintapp.document import TILE, Rect, TileKey

Mask = NDArray[np.uint8]
"""(64, 64), 255 or 0."""

MOST_GAP = 64
"""The widest opening, in pixels, that can be closed."""

_BLOCK = 4
"""Side in tiles of what is grown back at a time: large enough that its margin costs little."""


def connected_area(
    alike: Callable[[TileKey], Mask],
    start: TileKey,
    point: tuple[int, int],
    bounds: Rect,
    cancelled: Callable[[], bool],
) -> dict[TileKey, Mask]:
    """What can be reached from a pixel of a tile: a walk over the connected parts of each tile."""
    labels: dict[TileKey, NDArray[np.int32]] = {}
    left, top = bounds.x // TILE, bounds.y // TILE
    right, bottom = (bounds.right - 1) // TILE, (bounds.bottom - 1) // TILE

    def parts(key: TileKey) -> NDArray[np.int32]:
        found = labels.get(key)
        if found is None:
            mask = alike(key)
            if mask.all():
                found = np.ones((TILE, TILE), np.int32)
            else:
                found = cv2.connectedComponents(mask, connectivity=4)[1]
            labels[key] = found
        return found

    reached: dict[TileKey, Mask] = {}
    first = int(parts(start)[point[1], point[0]])
    seen = {(start, first)}
    waiting = [(start, first)]
    while waiting and not cancelled():
        key, label = waiting.pop()
        part = parts(key) == label
        mask = reached.setdefault(key, np.zeros((TILE, TILE), np.uint8))
        mask[part] = 255
        column, row = key
        for neighbour, edge, facing in (
            ((column - 1, row), part[:, 0], (slice(None), -1)),
            ((column + 1, row), part[:, -1], (slice(None), 0)),
            ((column, row - 1), part[0], (-1, slice(None))),
            ((column, row + 1), part[-1], (0, slice(None))),
        ):
            if not (left <= neighbour[0] <= right and top <= neighbour[1] <= bottom):
                continue
            if not edge.any():
                continue
            for other in np.unique(parts(neighbour)[facing][edge]).tolist():
                if other and (neighbour, other) not in seen:
                    seen.add((neighbour, other))
                    waiting.append((neighbour, other))
    return reached


def closed_area(
    alike: Callable[[TileKey], Mask],
    point: tuple[int, int],
    gap: int,
    bounds: Rect,
    cancelled: Callable[[], bool],
) -> dict[TileKey, Mask]:
    """What can be reached from a pixel without passing openings narrower than ``gap`` pixels.

    The walk keeps half a gap away from whatever is not alike; then what it has found grows back to
    the edges by as much (a morphological opening, so no line is jumped), and on into corners that
    are too narrow for the walk, unless another area that the walk could have covered is nearer. In
    a place narrower than the gap itself the gap counts as that much smaller.
    """
    known: dict[TileKey, Mask] = {}

    def there(key: TileKey) -> Mask:
        mask = known.get(key)
        if mask is None:
            mask = known[key] = alike(key)
        return mask

    radius = min(max(gap, 1), MOST_GAP) / 2
    x, y = point
    reach = math.ceil(radius) + 1
    around = _read(there, Rect(x - reach, y - reach, 2 * reach + 1, 2 * reach + 1), bounds)
    radius = min(radius, float(_distance(around)[reach, reach]) - 0.5)
    if radius <= 0:
        return connected_area(
            there, (x // TILE, y // TILE), (x % TILE, y % TILE), bounds, cancelled
        )
    margin = math.ceil(radius) + 1

    def passable(key: TileKey) -> Mask:
        rect = Rect(key[0] * TILE, key[1] * TILE, TILE, TILE)
        if _is_full(key, there, bounds):
            return there(key)
        wide = _distance(_read(there, rect.padded(margin), bounds)) > radius
        inner: Mask = wide[margin:-margin, margin:-margin].astype(np.uint8) * 255
        return inner & there(key)

    walk: dict[TileKey, Mask] = {}

    def walkable(key: TileKey) -> Mask:
        mask = walk.get(key)
        if mask is None:
            mask = walk[key] = passable(key)
        return mask

    start = (x // TILE, y // TILE)
    reached = connected_area(walkable, start, (x % TILE, y % TILE), bounds, cancelled)
    return _grown_back(reached, walkable, there, radius, bounds, cancelled)


def _grown_back(
    reached: dict[TileKey, Mask],
    walkable: Callable[[TileKey], Mask],
    alike: Callable[[TileKey], Mask],
    radius: float,
    bounds: Rect,
    cancelled: Callable[[], bool],
) -> dict[TileKey, Mask]:
    """An eroded area with its edges, and the corners only it can have, added again."""
    nothing = np.zeros((TILE, TILE), np.uint8)
    further = math.ceil(2 * radius)
    """How far into narrow corners it grows."""
    margin = math.ceil(radius) + further + 1
    result: dict[TileKey, Mask] = {}
    around = -(-margin // TILE)
    blocks = {
        ((column + dx) // _BLOCK, (row + dy) // _BLOCK)
        for column, row in reached
        for dx in (-around, 0, around)
        for dy in (-around, 0, around)
    }
    side = _BLOCK * TILE
    disc = _disc(radius)
    step = cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3))
    whole = cv2.getStructuringElement(cv2.MORPH_RECT, (3, 3))
    for column, row in sorted(blocks):
        if cancelled():
            return {}
        block = Rect(column * side, row * side, side, side)
        if block.intersected(bounds).empty:
            continue
        rect = block.padded(margin)
        mine = _read(lambda key: reached.get(key, nothing), rect, bounds, 0)
        if not mine.any():
            continue
        free = _read(alike, rect, bounds, 0)
        if not np.array_equal(mine, free):
            other = _read(walkable, rect, bounds, 0) & ~mine
            mine = cv2.dilate(mine, disc) & free
            other = cv2.dilate(other, disc) & free & ~mine
            for turn in range(further):
                # By turns a cross and a square: nearly a circle.
                kernel = step if turn % 2 else whole
                grown = cv2.dilate(mine, kernel) & free & ~other
                other = cv2.dilate(other, kernel) & free & ~grown
                if kernel is whole and np.array_equal(grown, mine):
                    break
                mine = grown
        inner = mine[margin:-margin, margin:-margin]
        for down in range(_BLOCK):
            for across in range(_BLOCK):
                tile = inner[down * TILE : (down + 1) * TILE, across * TILE : (across + 1) * TILE]
                if tile.any():
                    result[column * _BLOCK + across, row * _BLOCK + down] = tile.copy()
    return result


def _is_full(key: TileKey, alike: Callable[[TileKey], Mask], bounds: Rect) -> bool:
    """Whether a tile and all around it is alike, so that nothing there is narrow."""
    left, top = bounds.x // TILE, bounds.y // TILE
    right, bottom = (bounds.right - 1) // TILE, (bounds.bottom - 1) // TILE
    near: Iterable[TileKey] = (
        (key[0] + dx, key[1] + dy)
        for dx in (0, -1, 1)
        for dy in (0, -1, 1)
        if left <= key[0] + dx <= right and top <= key[1] + dy <= bottom
    )
    return all(alike(tile).all() for tile in near)


def _read(
    masks: Callable[[TileKey], Mask], rect: Rect, bounds: Rect, beyond: int = 255
) -> NDArray[np.uint8]:
    """A rectangle of a mask given by tiles; outside of the canvas all is ``beyond``."""
    out: NDArray[np.uint8] = np.full((rect.height, rect.width), beyond, np.uint8)
    seen = rect.intersected(bounds)
    if seen.empty:
        return out
    for row in range(seen.y // TILE, (seen.bottom - 1) // TILE + 1):
        for column in range(seen.x // TILE, (seen.right - 1) // TILE + 1):
            part = Rect(column * TILE, row * TILE, TILE, TILE).intersected(seen)
            x, y = part.x - column * TILE, part.y - row * TILE
            out[part.y - rect.y : part.bottom - rect.y, part.x - rect.x : part.right - rect.x] = (
                masks((column, row))[y : y + part.height, x : x + part.width]
            )
    return out


def _distance(mask: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Of each pixel that is not 0, the distance to the nearest that is."""
    if mask.all():
        return np.full(mask.shape, 1e9, np.float32)
    out: NDArray[np.float32] = cv2.distanceTransform(mask, cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    return out


def _disc(radius: float) -> NDArray[np.uint8]:
    """The pixels within a radius."""
    reach = math.ceil(radius)
    offsets = np.arange(-reach, reach + 1)
    inside = offsets[:, None] ** 2 + offsets[None, :] ** 2 <= radius * radius
    disc: NDArray[np.uint8] = inside.astype(np.uint8)
    return disc
