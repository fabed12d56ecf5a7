"""What a document offers the model: whether anything is painted, and where it is selected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from paintapp.document import (
    TILE,
    Document,
    GroupLayer,
    Layer,
    Pixels,
    RasterLayer,
    Rect,
    TileKey,
)
from paintapp.document.pixels import tile_keys, tile_rect
from paintapp.generation.ground import is_flat


@dataclass(frozen=True, slots=True)
class Survey:
    """``blank``: every visible layer has one colour. ``selected``: bounds of the selection.

    ``flat``: there is a selection, and the ground around it has about one colour.
    """

    blank: bool
    selected: Rect | None
    flat: bool = False


def survey(document: Document) -> Survey:
    """Look at a document. Takes time on large canvases: meant for a thread."""
    selected = _selected(document.selection, document.bounds)
    return Survey(
        all(_one_colour(pixels, document.bounds) for pixels in _visible(document.layers)),
        selected,
        selected is not None and is_flat(document, selected),
    )


def _visible(layers: Iterable[Layer]) -> Iterable[Pixels]:
    """The pixels of visible raster layers, topmost first: new paint is found soonest there."""
    for layer in reversed(tuple(layers)):
        if not layer.visible or layer.opacity == 0.0:
            continue
        if isinstance(layer, RasterLayer):
            yield layer.pixels
        elif isinstance(layer, GroupLayer):
            yield from _visible(layer.children)


def _one_colour(pixels: Pixels, bounds: Rect) -> bool:
    keys = list(pixels.keys_in(bounds))
    colours: set[bytes] = set()
    if len(keys) < sum(1 for _ in tile_keys(bounds)):
        colours.add(np.full(pixels.channels, pixels.fill, np.uint16).tobytes())
    known: set[tuple[int, bool]] = set()
    for key in keys:
        tile, inside = pixels.tiles[key], bounds.contains(tile_rect(key))
        if inside and (id(tile), inside) in known:
            continue
        known.add((id(tile), inside))
        part = tile if inside else tile[_inside(key, bounds)]
        first = part[0, 0]
        if not (part == first).all():
            return False
        colours.add(first.tobytes())
        if len(colours) > 1:
            return False
    return True


def _inside(key: TileKey, bounds: Rect) -> tuple[slice, slice]:
    x, y = key[0] * TILE, key[1] * TILE
    both = bounds.intersected(tile_rect(key))
    return slice(both.y - y, both.bottom - y), slice(both.x - x, both.right - x)


def _selected(selection: Pixels | None, bounds: Rect) -> Rect | None:
    if selection is None:
        return None
    if selection.fill:
        return bounds
    found = selection.bounds().intersected(bounds)
    return None if found.empty else found
