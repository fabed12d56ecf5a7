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
from paintapp.painting.connected import Mask, closed_area, connected_area


def alike_area(
    layers: Sequence[Layer],
    bounds: Rect,
    x: int,
    y: int,
    *,
    tolerance: float = 0.0,
    connected: bool = True,
    antialias: bool = True,
    gap: int = 0,
    sample: tuple[int, int] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Pixels:
    """A selection of where some layers together look like they do at pixel (x, y).

    Premultiplied colours are compared at 8 bits by the channel that differs most; ``tolerance``
    0..1 is how far they may. ``connected`` leaves out what cannot be reached over edges of alike
    pixels. ``gap`` closes openings up to so many pixels wide in what bounds a
    connected area; see `closed_area`. ``antialias`` softens the outline by half a pixel.
    ``sample`` is the pixel to be compared with if that is not (x, y); nothing is found when (x, y)
    does not look like it, or is out of bounds. ``cancelled`` is asked for every tile; nothing is
    found then.
    """
    sampled_x, sampled_y = (x, y) if sample is None else sample
    for place in ((x, y), (sampled_x, sampled_y)):
        if bounds.intersected(Rect(*place, 1, 1)).empty:
            return Pixels.mask()
    units = units_of(layers)

    def picture(key: TileKey) -> NDArray[np.uint8] | None:
        tile = composited(units, key)
        return None if tile is None else cv2.convertScaleAbs(tile, alpha=255 / 65535)

    start = (x // TILE, y // TILE)
    first = picture((sampled_x // TILE, sampled_y // TILE))
    here = np.zeros(4)
    if first is not None:
        here = first[sampled_y % TILE, sampled_x % TILE].astype(np.float64)
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

    if not alike(start)[y % TILE, x % TILE]:
        return Pixels.mask()
    if connected and gap > 0:
        masks = closed_area(alike, (x, y), gap, bounds, cancelled)
    elif connected:
        masks = connected_area(alike, start, (x % TILE, y % TILE), bounds, cancelled)
    else:
        masks = {key: alike(key) for key in tile_keys(bounds) if not cancelled()}
    if cancelled():
        return Pixels.mask()
    tiles: dict[TileKey, Array | None] = {
        key: mask.astype(np.uint16) * np.uint16(257) for key, mask in masks.items() if mask.any()
    }
    area = Pixels.mask().with_tiles(tiles)
    return _softened(area, bounds) if antialias else area


def _softened(area: Pixels, bounds: Rect) -> Pixels:
    """An outline softened by half a pixel: what was selected stays at least half selected."""
    rect = area.tile_bounds().padded(1).intersected(bounds)
    if rect.empty:
        return area
    hard = area.read(rect)
    soft = cv2.blur(hard, (3, 3), borderType=cv2.BORDER_REPLICATE)
    values = np.where(hard > 0, np.maximum(soft, 32768), np.minimum(soft, 32767))
    return Pixels.mask().written(values, rect.x, rect.y)
