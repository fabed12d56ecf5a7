"""Clearing, filling and copying within a selection.

Planes are `Pixels`; a selection of None means everywhere inside ``bounds``. Soft selections act
per pixel, in proportion. Products of two 16-bit values are divided by 65535 and rounded.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from paintapp.document import FULL, TILE, Pixels, Rect, TileKey
from paintapp.document.pixels import Array, constant_tile, tile_keys, tile_rect


def cleared(pixels: Pixels, selection: Pixels | None, bounds: Rect) -> Pixels:
    """A colour plane with the selected part made transparent."""
    changed: dict[TileKey, Array | None] = {}
    for key in pixels.keys_in(bounds):
        coverage = coverage_of(selection, bounds, key)
        if coverage is None:
            continue
        tile = scaled_by(pixels.tiles[key], FULL - coverage)
        changed[key] = tile if tile.any() else None
    return pixels.with_tiles(changed)


def filled(
    pixels: Pixels,
    colour: tuple[int, int, int],
    selection: Pixels | None,
    bounds: Rect,
    *,
    lock_alpha: bool = False,
) -> Pixels:
    """A colour plane with the selected part painted in one opaque colour (straight, 16-bit).

    With ``lock_alpha`` only the colour of what is there changes, never how opaque it is.
    """
    changed: dict[TileKey, Array | None] = {}
    opaque = np.array([*colour, FULL], np.uint16)
    # Wholly filled tiles are one shared array: a big sheet of paper costs next to nothing.
    whole: Array = np.broadcast_to(opaque, (TILE, TILE, 4)).copy()
    for key in pixels.keys_in(bounds) if lock_alpha else tile_keys(bounds):
        coverage = coverage_of(selection, bounds, key)
        if coverage is None:
            continue
        if selection is None and not lock_alpha and bounds.contains(tile_rect(key)):
            changed[key] = whole
            continue
        tile = pixels.tile(key)
        paint: Array = np.broadcast_to(opaque, tile.shape)
        if lock_alpha:
            paint = scaled_by(paint, tile[..., 3])
        mixed = scaled_by(tile, FULL - coverage) + scaled_by(paint, coverage)
        if lock_alpha:
            # Two roundings may differ from the alpha by one.
            mixed[..., 3] = tile[..., 3]
        np.minimum(mixed[..., :3], mixed[..., 3:], out=mixed[..., :3])
        changed[key] = mixed
    return pixels.with_tiles(changed)


def filled_mask(mask: Pixels, value: int, selection: Pixels | None, bounds: Rect) -> Pixels:
    """A one-channel plane with the selected part set to a value, 0..65535."""
    changed: dict[TileKey, Array | None] = {}
    for key in tile_keys(bounds):
        coverage = coverage_of(selection, bounds, key)
        if coverage is None:
            continue
        if selection is None and bounds.contains(tile_rect(key)):
            changed[key] = constant_tile(1, value)
            continue
        old = mask.tile(key).astype(np.int64)
        weight = coverage.astype(np.int64)
        mixed = (old * (FULL - weight) + value * weight + FULL // 2) // FULL
        changed[key] = mixed.astype(np.uint16)
    return mask.with_tiles(changed)


def copied(pixels: Pixels, selection: Pixels | None, bounds: Rect) -> Pixels:
    """Only the selected part of a colour plane, at its place."""
    kept: dict[TileKey, Array] = {}
    for key in pixels.keys_in(bounds):
        coverage = coverage_of(selection, bounds, key)
        if coverage is None:
            continue
        tile = scaled_by(pixels.tiles[key], coverage)
        if tile.any():
            kept[key] = tile
    return Pixels(4, 0, kept)


def masked(pixels: Pixels, mask: Pixels) -> Pixels:
    """A colour plane multiplied by a mask: what applying a layer's mask leaves."""
    changed: dict[TileKey, Array | None] = {}
    for key, tile in pixels.tiles.items():
        product = scaled_by(tile, mask.tile(key))
        changed[key] = product if product.any() else None
    return pixels.with_tiles(changed)


def both(mask: Pixels, other: Pixels) -> Pixels:
    """The product of two masks whose fill is 0: what lies in both."""
    kept: dict[TileKey, Array] = {}
    for key, tile in mask.tiles.items():
        if key not in other.tiles:
            continue
        wide = tile.astype(np.uint32) * other.tiles[key] + FULL // 2
        product = (wide // FULL).astype(np.uint16)
        if product.any():
            kept[key] = product
    return Pixels(1, 0, kept)


def scaled_by(tile: Array, factor: NDArray[np.uint16]) -> Array:
    """A premultiplied tile (h, w, 4) times a coverage (h, w), 65535 being one."""
    product = tile.astype(np.uint32) * factor[..., None] + FULL // 2
    return (product // FULL).astype(np.uint16)


def coverage_of(selection: Pixels | None, bounds: Rect, key: TileKey) -> Array | None:
    """How far each pixel of a tile is selected; None when no pixel is."""
    rect = tile_rect(key)
    inside = rect.intersected(bounds)
    if inside.empty:
        return None
    if selection is None:
        coverage: Array = np.full((rect.height, rect.width), FULL, np.uint16)
    else:
        coverage = selection.tile(key)
    if not bounds.contains(rect):
        cut = np.zeros_like(coverage)
        part = (
            slice(inside.y - rect.y, inside.bottom - rect.y),
            slice(inside.x - rect.x, inside.right - rect.x),
        )
        cut[part] = coverage[part]
        coverage = cut
    return coverage if coverage.any() else None
