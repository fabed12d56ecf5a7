"""Areas of alike colour, for filling and selecting by colour.

Worked out tile by tile from the point asked for: a small area on a large canvas takes the time of
the small area.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from paintapp.document import TILE, Layer, Pixels, Rect, TileKey
from paintapp.document.pixels import Array, tile_keys, tile_rect
from paintapp.painting.composite import composited, units_of

Mask = NDArray[np.uint8]
"""(64, 64), 255 or 0."""


def alike_area(
    layers: Sequence[Layer],
    bounds: Rect,
    x: int,
    y: int,
    *,
    tolerance: float = 0.0,
    connected: bool = True,
    antialias: bool = True,
    cancelled: Callable[[], bool] = lambda: False,
) -> Pixels:
    """A selection of where some layers together look like they do at pixel (x, y).

    Premultiplied colours are compared at 8 bits by the channel that differs most; ``tolerance``
    0..1 is how far they may. ``connected`` leaves out what cannot be reached over edges of alike
    pixels. ``antialias`` softens the outline by half a pixel. Nothing when (x, y) is out of bounds.
    ``cancelled`` is asked for every tile; nothing is found then.
    """
    if bounds.intersected(Rect(x, y, 1, 1)).empty:
        return Pixels.mask()
    units = units_of(layers)

    def picture(key: TileKey) -> NDArray[np.uint8] | None:
        tile = composited(units, key)
        return None if tile is None else cv2.convertScaleAbs(tile, alpha=255 / 65535)

    start = (x // TILE, y // TILE)
    first = picture(start)
    here = np.zeros(4) if first is None else first[y % TILE, x % TILE].astype(np.float64)
    low = np.clip(np.ceil(here - tolerance * 255), 0, 255)
    high = np.clip(np.floor(here + tolerance * 255), 0, 255)
    empty_is_alike = bool((low <= 0).all())

    def alike(key: TileKey) -> Mask:
        pixels = picture(key)
        if pixels is None:
            mask = np.full((TILE, TILE), 255 if empty_is_alike else 0, np.uint8)
        else:
            mask = cv2.inRange(pixels, low, high)
        inside = tile_rect(key).intersected(bounds)
        if inside != tile_rect(key):
            cut = np.zeros_like(mask)
            part = (
                slice(inside.y - key[1] * TILE, inside.bottom - key[1] * TILE),
                slice(inside.x - key[0] * TILE, inside.right - key[0] * TILE),
            )
            cut[part] = mask[part]
            mask = cut
        return mask

    if connected:
        masks = _connected(alike, start, (x % TILE, y % TILE), bounds, cancelled)
    else:
        masks = {key: alike(key) for key in tile_keys(bounds) if not cancelled()}
    if cancelled():
        return Pixels.mask()
    tiles: dict[TileKey, Array | None] = {
        key: mask.astype(np.uint16) * np.uint16(257) for key, mask in masks.items() if mask.any()
    }
    area = Pixels.mask().with_tiles(tiles)
    return _softened(area, bounds) if antialias else area


def _connected(
    alike: Callable[[TileKey], Mask],
    start: TileKey,
    point: tuple[int, int],
    bounds: Rect,
    cancelled: Callable[[], bool],
) -> dict[TileKey, Mask]:
    """What can be reached from a pixel: a walk over the connected parts of each tile."""
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


def _softened(area: Pixels, bounds: Rect) -> Pixels:
    """An outline softened by half a pixel: what was selected stays at least half selected."""
    rect = area.tile_bounds().padded(1).intersected(bounds)
    if rect.empty:
        return area
    hard = area.read(rect)
    soft = cv2.blur(hard, (3, 3), borderType=cv2.BORDER_REPLICATE)
    values = np.where(hard > 0, np.maximum(soft, 32768), np.minimum(soft, 32767))
    return Pixels.mask().written(values, rect.x, rect.y)
