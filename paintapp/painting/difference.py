"""Where two documents look different, found by comparing layers and tiles by identity."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from paintapp.document import TILE, Document, GroupLayer, Layer, Pixels, RasterLayer, Rect, TileKey
from paintapp.document.pixels import tile_keys
from paintapp.painting.composite import active_mask, clipping_runs, is_shown, pixel_keys


@dataclass(slots=True)
class Difference:
    """``tiles``: keys within the canvas whose composite may differ. ``painted``: ids of the layers
    whose pixels or mask have other tiles."""

    tiles: set[TileKey] = field(default_factory=set)
    painted: set[int] = field(default_factory=set)


def difference(old: Document, new: Document) -> Difference:
    """Where two documents may look different.

    Takes the time of what differs: a changed property (opacity, mode, visibility, order) counts
    wherever the layer has content, a painted layer only where its tiles are other objects.
    """
    found = Difference()
    if old is new:
        return found
    if old.bounds != new.bounds:
        found.tiles.update(tile_keys(old.bounds.united(new.bounds)))
        return found
    _compare(old.layers, new.layers, new.bounds, found)
    return found


def content_keys(layers: Iterable[Layer], rect: Rect) -> set[TileKey]:
    """Keys of the tiles touching a rectangle where visible layers have pixels."""
    keys: set[TileKey] = set()
    for layer in layers:
        if not layer.visible:
            continue
        if isinstance(layer, GroupLayer):
            keys |= content_keys(layer.children, rect)
        else:
            keys |= pixel_keys(layer.pixels, rect)
    return keys


def _compare(old: Sequence[Layer], new: Sequence[Layer], rect: Rect, found: Difference) -> None:
    """Compare siblings. Layers are paired from both ends; what lies between has moved."""
    if old is new:
        return
    before, after = clipping_runs(old), clipping_runs(new)
    while before and after and _ids(before[0]) == _ids(after[0]):
        _compare_run(before.pop(0), after.pop(0), rect, found)
    while before and after and _ids(before[-1]) == _ids(after[-1]):
        _compare_run(before.pop(), after.pop(), rect, found)
    for run in (*before, *after):
        found.tiles |= content_keys(run, rect)


def _ids(layers: Iterable[Layer]) -> list[int]:
    return [layer.id for layer in layers]


def _compare_run(old: list[Layer], new: list[Layer], rect: Rect, found: Difference) -> None:
    if isinstance(new[0], GroupLayer) and any(map(is_shown, old[1:])) != any(
        map(is_shown, new[1:])
    ):  # a group that passes through is isolated by what is clipped to it
        found.tiles |= content_keys((*old, *new), rect)
        return
    for before, after in zip(old, new, strict=True):
        if before is not after and (before.visible or after.visible):
            _compare_layer(before, after, rect, found)


def _compare_layer(old: Layer, new: Layer, rect: Rect, found: Difference) -> None:
    if _appearance(old) != _appearance(new):
        shown = (layer for layer in (old, new) if layer.visible)
        found.tiles |= content_keys(shown, rect)
        return
    if isinstance(old, GroupLayer) and isinstance(new, GroupLayer):
        _compare(old.children, new.children, rect, found)
    elif isinstance(old, RasterLayer) and isinstance(new, RasterLayer):
        _compare_planes(old.pixels, new.pixels, new.id, rect, found)
    before, after = active_mask(old), active_mask(new)
    if before is not None and after is not None:
        _compare_planes(before, after, new.id, rect, found)


def _appearance(layer: Layer) -> tuple[object, ...]:
    """All that a layer's look depends on, save the tiles of its planes and its children."""
    mask = active_mask(layer)
    return (
        layer.visible,
        layer.opacity,
        layer.blend_mode,
        None if mask is None else mask.fill,
        layer.pass_through if isinstance(layer, GroupLayer) else layer.pixels.fill,
        type(layer),
    )


def _compare_planes(old: Pixels, new: Pixels, layer_id: int, rect: Rect, found: Difference) -> None:
    changed = new.changed_keys(old)
    if changed:
        found.painted.add(layer_id)
        found.tiles.update(key for key in changed if touches(key, rect))


def touches(key: TileKey, rect: Rect) -> bool:
    """Whether a tile has pixels in a rectangle."""
    x, y = key[0] * TILE, key[1] * TILE
    return rect.x - TILE < x < rect.right and rect.y - TILE < y < rect.bottom
