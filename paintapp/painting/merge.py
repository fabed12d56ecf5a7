"""Merging layers: several become one that looks the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from PySide6.QtGui import QPainter

from paintapp.document import (
    Document,
    DocumentError,
    GroupLayer,
    Layer,
    Pixels,
    RasterLayer,
    Rect,
    TextLayer,
    walk,
)
from paintapp.document.operations import roots
from paintapp.document.pixels import Array, TileKey, tile_rect
from paintapp.messages import Message
from paintapp.painting.blend import painted
from paintapp.painting.composite import flatten_layers
from paintapp.painting.cutting import masked


def merge_down(document: Document, layer_id: int) -> Document:
    """A layer merged into the one below it, which keeps its id and name.

    Both are composited with their masks, opacities and modes into a plain layer. DocumentError
    when there is nothing below or what is below cannot take it.
    """
    siblings = document.siblings(layer_id)
    index = [layer.id for layer in siblings].index(layer_id)
    if index == 0:
        raise DocumentError("There is no layer below to merge into.")
    upper, lower = siblings[index], siblings[index - 1]
    for layer in (upper, lower):
        if not layer.visible:
            raise DocumentError(
                Message("“{name}” is hidden: show it before merging.", name=layer.name)
            )
    if lower.lock_pixels:
        raise DocumentError(Message("“{name}” is locked.", name=lower.name))
    if lower.clipping and upper.clipping:
        # Both are clipped to the same base and stay so: the run goes on below them.
        merged = _merged((replace(lower, clipping=False), replace(upper, clipping=False)), lower)
        merged = replace(merged, clipping=True)
    elif lower.clipping:
        raise DocumentError(
            Message("“{name}” is clipped: merge it into its base first.", name=lower.name)
        )
    else:
        merged = _merged((lower, upper), lower)
    return document.without(layer_id).with_layer(merged)


def merge_layers(document: Document, layer_ids: Iterable[int]) -> Document:
    """Some layers composited into one, in place of the topmost; hidden ones are left out.

    The result takes the topmost layer's name.
    """
    chosen = roots(document, layer_ids)
    if len(chosen) == 1 and not isinstance(chosen[0], GroupLayer):
        return merge_down(document, chosen[0].id)
    if not chosen:
        return document
    top = chosen[-1]
    merged = _merged(chosen, top)
    for layer in chosen[:-1]:
        document = document.without(layer.id)
    return document.with_layer(merged)


def flatten_image(document: Document, name: str) -> Document:
    """All visible layers as one; hidden layers are dropped."""
    merged = _merged(document.layers, None)
    return replace(document, layers=(replace(merged, id=1, name=name),))


def apply_mask(document: Document, layer_id: int) -> Document:
    """A layer's mask multiplied into its pixels, which rasterises a text.

    DocumentError when there is no mask.
    """
    layer = document.layer(layer_id)
    if not isinstance(layer, RasterLayer) or layer.mask is None:
        raise DocumentError("The layer has no mask to apply.")
    pixels = masked(layer.pixels, layer.mask)
    if isinstance(layer, TextLayer):
        layer = layer.rasterised()
    return document.with_layer(replace(layer, pixels=pixels, mask=None, mask_enabled=True))


def painted_over(pixels: Pixels, source: Pixels, *, keep_alpha: bool = False) -> Pixels:
    """A colour plane with another one painted over it, as by a brush of full opacity.

    With ``keep_alpha`` what is transparent stays so. Where ``source`` is transparent, nothing
    changes, not by a bit; neither do tiles that it does not hold.
    """
    modes = QPainter.CompositionMode
    operator = modes.CompositionMode_SourceAtop if keep_alpha else modes.CompositionMode_SourceOver
    changed: dict[TileKey, Array | None] = {}
    for key, above in source.tiles.items():
        below = pixels.tile(key)
        over = below.copy()
        painted(over, np.ascontiguousarray(above), operator)
        untouched = above[..., 3] == 0
        over[untouched] = below[untouched]
        if not np.array_equal(over, below):
            changed[key] = over
    return pixels.with_tiles(changed)


def content_bounds(layers: Iterable[Layer]) -> Rect:
    """The rectangle of all tiles that some layers hold, hidden ones too."""
    bounds = Rect(0, 0, 0, 0)
    for layer in walk(layers):
        if isinstance(layer, RasterLayer):
            bounds = bounds.united(layer.pixels.tile_bounds())
    return bounds


def _merged(layers: Sequence[Layer], like: Layer | None) -> RasterLayer:
    """Layers composited tile by tile, so that memory follows what is painted."""
    tiles: dict[TileKey, Array] = {}
    keys: set[TileKey] = set()
    for layer in walk(layers):
        if isinstance(layer, RasterLayer):
            keys.update(layer.pixels.tiles)
    for key in keys:
        tile = flatten_layers(layers, tile_rect(key))
        if tile.any():
            tiles[key] = tile
    pixels = Pixels(4, 0, tiles)
    if like is None:
        return RasterLayer(id=1, name="", pixels=pixels)
    return RasterLayer(id=like.id, name=like.name, pixels=pixels)
