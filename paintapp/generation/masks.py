"""Masks of a generation: where the model denoises, and where its result shows."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from paintapp.document import FULL, TILE, Pixels, Rect
from paintapp.document.pixels import Array, TileKey, constant_tile, tile_keys

BAND_PIXELS = 1 << 22
"""Canvas pixels worked on at a time, so that a huge canvas needs no huge arrays."""

BLOCK_TILES = 8
"""A composite mask is made in blocks of so many tiles squared."""


def bounded(selection: Pixels, canvas: Rect) -> Pixels:
    """A selection limited to the canvas, with fill 0 (an inverted one may select by default)."""
    if selection.fill:
        filled = constant_tile(1, selection.fill)
        tiles = {key: selection.tiles.get(key, filled) for key in tile_keys(canvas)}
        selection = Pixels(1, 0, tiles)
    if canvas.contains(selection.tile_bounds()):
        return selection
    return selection.cropped(canvas)


def bands(rect: Rect, multiple: int = 1) -> list[Rect]:
    """A rectangle cut into bands of whole rows, each (but the last) a multiple of rows high."""
    if rect.empty:
        return []
    rows = max(1, BAND_PIXELS // rect.width // multiple) * multiple
    return [
        Rect(rect.x, top, rect.width, min(rows, rect.bottom - top))
        for top in range(rect.y, rect.bottom, rows)
    ]


def selection_at(selection: Pixels, bounds: Rect, width: int, height: int) -> NDArray[np.uint8]:
    """A selection at a model's extent: (height, width) uint8.

    Reduced by the maximum and enlarged by repetition, so that a thin stroke keeps its value.
    """
    factor = max(1, min(bounds.width // width, bounds.height // height))
    rows: list[NDArray[np.uint8]] = []
    for band in bands(bounds, factor):
        part = to_8bit(selection.read(band))
        rows.append(_maximum_of_blocks(part, factor))
    found = np.concatenate(rows)
    if found.shape == (height, width):
        return found
    shrinking = found.shape[1] > width or found.shape[0] > height
    if shrinking:  # by less than two: spread by a pixel first, for the same reason
        found = _uint8(cv2.dilate(found, np.ones((2, 2), np.uint8)))
    method = cv2.INTER_AREA if shrinking else cv2.INTER_NEAREST
    return _uint8(cv2.resize(found, (width, height), interpolation=method))


def denoise_mask(soft: NDArray[np.uint8], grow: float, feather: float) -> NDArray[np.uint8]:
    """Where and how fully the model denoises: (h, w) uint8, from a selection at the same extent.

    Inside the selection each pixel keeps its own value. Outside, the value of the nearest
    selected pixel reaches ``grow`` pixels far and falls off over ``feather`` pixels around that
    distance. For a hard selection that is a dilation by grow and a blur by feather; a selection
    that already fades out softly stays as it was painted.
    """
    if grow <= 0 and feather <= 0:
        return soft
    # An anti-aliased edge is no softness: spread by one pixel before looking at the values.
    spread = _uint8(cv2.dilate(soft, np.ones((3, 3), np.uint8)))
    selected = soft > 0
    if not selected.any() or selected.all():
        return soft
    distance, labels = cv2.distanceTransformWithLabels(
        (~selected).astype(np.uint8),
        cv2.DIST_L2,
        5,
        labelType=cv2.DIST_LABEL_PIXEL,
    )
    values = np.zeros(int(labels.max()) + 1, np.float32)
    values[labels[selected]] = spread[selected]
    inner = grow - feather / 2
    fall = np.clip((grow + feather / 2 - distance) / max(feather, 1.0), 0, 1)
    fall[distance <= inner] = 1
    outside = values[labels] * (fall * fall * (3 - 2 * fall))
    if feather >= 4:
        size = 2 * math.ceil(feather / 4) + 1
        outside = cv2.GaussianBlur(outside.astype(np.float32), (size, size), feather / 8)
    inside = np.where(spread == 255, 255, soft)
    return np.where(selected, inside, np.clip(outside + 0.5, 0, 255)).astype(np.uint8)


def rimmed(soft: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A selection at a model's extent, (h, w) uint8, with the two pixels around it.

    What is prefilled: the rest of what is denoised around a selection keeps what it shows, which
    says what the result must agree with there.
    """
    return _uint8(cv2.dilate(soft, np.ones((5, 5), np.uint8)))


def composite_mask(selection: Pixels, canvas: Rect, blend: int) -> Pixels:
    """Where a result shows: one channel, 0..65535, never outside the selection.

    The result fades in over ``blend`` pixels inside the selection's edge (less in thin parts, so
    that they still show; the canvas border is no edge). Pixels that are selected by less than a
    quarter fade out too: hardly anything was denoised there.
    """
    bounds = selection.bounds().intersected(canvas)
    halo = 3 * blend + 2
    tiles: dict[TileKey, Array | None] = {}
    for block in _blocks(bounds):
        wide = block.padded(halo).intersected(canvas)
        soft = selection.read(wide)
        if not soft.any():
            continue
        if (soft == FULL).all():  # deep inside, as most of a large selection is
            tiles.update(dict.fromkeys(tile_keys(block), constant_tile(1, FULL)))
            continue
        mask = Pixels.from_array(_composite(soft, wide, canvas, blend), wide.x, wide.y)
        tiles.update({key: mask.tiles[key] for key in tile_keys(block) if key in mask.tiles})
    return Pixels.mask().with_tiles(tiles).cropped(canvas)


def _blocks(bounds: Rect) -> list[Rect]:
    """Blocks of whole tiles that cover a rectangle."""
    side = BLOCK_TILES * TILE
    return [
        Rect(x, y, side, side)
        for y in range(bounds.y // side * side, bounds.bottom, side)
        for x in range(bounds.x // side * side, bounds.right, side)
    ]


def _composite(soft: Array, rect: Rect, canvas: Rect, blend: int) -> Array:
    shown = np.minimum(soft.astype(np.float32) * (4.0 / FULL), 1.0)
    if blend > 0:
        border = 2 * blend + 1
        sides = (
            border if rect.y <= canvas.y else 0,
            border if rect.bottom >= canvas.bottom else 0,
            border if rect.x <= canvas.x else 0,
            border if rect.right >= canvas.right else 0,
        )
        selected = cv2.copyMakeBorder((soft > 0).astype(np.uint8), *sides, cv2.BORDER_REPLICATE)
        if not selected.all():
            distance = cv2.distanceTransform(selected, cv2.DIST_L2, 5)
            size = 4 * blend + 1
            thickness = cv2.dilate(distance, np.ones((size, size), np.uint8))
            width = np.clip((thickness - 1) / 2, 0, blend)
            ramp = np.minimum(distance / (width + 1), 1)
            ramp = ramp * ramp * (3 - 2 * ramp)
            height = rect.height
            shown = shown * ramp[sides[0] : sides[0] + height, sides[2] : sides[2] + rect.width]
    result: Array = np.rint(shown * FULL).astype(np.uint16)
    return result


def to_8bit(mask: Array) -> NDArray[np.uint8]:
    """0..65535 to 0..255, rounded; a value above 0 never becomes 0."""
    result = ((mask.astype(np.uint32) + 128) // 257).astype(np.uint8)
    result[(result == 0) & (mask > 0)] = 1
    return result


def _maximum_of_blocks(array: NDArray[np.uint8], factor: int) -> NDArray[np.uint8]:
    if factor == 1:
        return array
    height, width = array.shape
    padded = np.pad(array, ((0, -height % factor), (0, -width % factor)))
    blocks = padded.reshape(padded.shape[0] // factor, factor, -1, factor)
    return _uint8(blocks.max(axis=(1, 3)))


def _uint8(array: object) -> NDArray[np.uint8]:
    return np.asarray(array, np.uint8)
