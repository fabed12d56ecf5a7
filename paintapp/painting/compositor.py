"""Incremental compositing for the canvas: only what changed, from cached halves.

The layer painted on splits its siblings, and those of the groups around it, into what lies below
and what lies above. What lies below is kept composited per tile, and so is the topmost run of
normal layers above, because normal blending is associative; the rest is composited in order.
Repainting a tile then takes a few blends, however many layers there are.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np

from paintapp.document import FULL, TILE, Document, GroupLayer, Layer, TileKey
from paintapp.document.pixels import Array
from paintapp.painting.blend import NORMAL, BlendMode
from paintapp.painting.colour import Bytes
from paintapp.painting.composite import (
    Surface,
    Unit,
    composited,
    new_tile_surface,
    units_of,
)
from paintapp.painting.difference import difference

Slot = tuple[int, str]
"""Depth of a level, and "below" or "above"."""


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    """Siblings split at the one that is painted on: lowest first, ``below``, ``unit``, ``between``,
    ``above``; ``inner`` are the unit's children when it is a group. Without a unit everything is
    below."""

    below: tuple[Unit, ...]
    unit: Unit | None = None
    between: tuple[Unit, ...] = ()
    above: tuple[Unit, ...] = ()
    inner: Level | None = None


class Compositor:
    """The composite of a document that changes, tile by tile.

    It takes the layer whose tiles changed last for the one painted on. ``cached_tiles`` bounds
    what is kept, at most 32 KiB each.
    """

    def __init__(self, document: Document, cached_tiles: int = 12288) -> None:
        self._document = document
        self._cached_tiles = cached_tiles
        self._cache: OrderedDict[tuple[Slot, TileKey], Array | None] = OrderedDict()
        self._surfaces: list[Surface] = []
        self._painted: int | None = None
        self._top = split(units_of(document.layers), frozenset())

    @property
    def document(self) -> Document:
        return self._document

    def update(self, old: Document, new: Document) -> set[TileKey]:
        """Go on from one state of the document to the next; the tiles that may look different."""
        found = difference(self._document, new)
        tiles = found.tiles
        if old is not self._document:
            tiles = tiles | difference(old, new).tiles
        self._document = new
        if len(found.painted) == 1:
            self._painted = next(iter(found.painted))
        top = split(units_of(new.layers), path_to(new.layers, self._painted))
        self._invalidate(self._top, top, tiles)
        self._top = top
        return tiles

    def focus(self, layer_id: int | None) -> bool:
        """Say which layer will be painted on, so that what lies around it can be kept beforehand.

        Whether that is another one than before: then `tile` is slower until it has been called.
        """
        if layer_id == self._painted:
            return False
        self._painted = layer_id
        top = split(units_of(self._document.layers), path_to(self._document.layers, layer_id))
        self._invalidate(self._top, top, set())
        self._top = top
        return True

    def tile(self, key: TileKey) -> Array | None:
        """A tile of the composite, (64, 64, 4) uint16 premultiplied; None where it is transparent.

        Do not write to it: it may be a layer's own tile.
        """
        return self._level_tile(self._top, 0, key)

    def view_tile(self, key: TileKey) -> Bytes:
        """A tile as (64, 64, 4) uint8 premultiplied BGRA: QImage.Format_ARGB32_Premultiplied."""
        tile = self.tile(key)
        if tile is None:
            return np.zeros((TILE, TILE, 4), np.uint8)
        out: Bytes = cv2.cvtColor(cv2.convertScaleAbs(tile, alpha=255 / FULL), cv2.COLOR_RGBA2BGRA)
        return out

    def _level_tile(self, level: Level, depth: int, key: TileKey) -> Array | None:
        sources = [(self._kept((depth, "below"), level.below, key), NORMAL)]
        if level.unit is not None:
            if level.inner is None:
                tile = level.unit.tile(key)
            else:
                tile = self._level_tile(level.inner, depth + 1, key)
                tile = None if tile is None else level.unit.finished(tile, key)
            sources.append((tile, level.unit.mode))
            sources.extend((unit.tile(key), unit.mode) for unit in level.between)
            sources.append((self._kept((depth, "above"), level.above, key), NORMAL))
        present = [(tile, mode) for tile, mode in sources if tile is not None]
        if len(present) < 2:
            return present[0][0] if present else None
        return self._blended(present, depth)

    def _blended(self, sources: list[tuple[Array, BlendMode]], depth: int) -> Array:
        while len(self._surfaces) <= depth:
            self._surfaces.append(new_tile_surface())
        return self._surfaces[depth].blended(sources).copy()

    def _kept(self, slot: Slot, units: tuple[Unit, ...], key: TileKey) -> Array | None:
        """The composite of a run of units at a tile, from the cache or made now."""
        if not units:
            return None
        try:
            tile = self._cache[slot, key]
            self._cache.move_to_end((slot, key))
        except KeyError:
            tile = self._cache[slot, key] = composited(units, key)
            if len(self._cache) > self._cached_tiles:
                self._cache.popitem(last=False)
        return tile

    def _invalidate(self, old: Level, new: Level, changed: set[TileKey]) -> None:
        """Drop what is no longer true of the cached runs."""
        stale: list[Slot] = []
        before, after, depth = _runs(old), _runs(new), 0
        for depth in range(max(len(before), len(after))):
            for index, side in enumerate(("below", "above")):
                one = before[depth][index] if depth < len(before) else ()
                other = after[depth][index] if depth < len(after) else ()
                if _same(one, other):
                    continue
                if one and [u.layer.id for u in one] == [u.layer.id for u in other]:
                    for key in changed:
                        self._cache.pop(((depth, side), key), None)
                elif one:
                    stale.append((depth, side))
        if stale:
            for entry in [entry for entry in self._cache if entry[0] in stale]:
                del self._cache[entry]


def path_to(layers: Iterable[Layer], layer_id: int | None) -> frozenset[int]:
    """The ids of a layer and of the groups around it; empty when there is no such layer."""
    for layer in layers:
        if layer.id == layer_id:
            return frozenset((layer.id,))
        if isinstance(layer, GroupLayer):
            inner = path_to(layer.children, layer_id)
            if inner:
                return inner | {layer.id}
    return frozenset()


def split(units: tuple[Unit, ...], path: frozenset[int]) -> Level:
    """Units split at the one on the path, and its children in turn."""
    for index, unit in enumerate(units):
        on_path = unit.layer.id in path
        if not on_path and not any(clipped.layer.id in path for clipped in unit.clipped):
            continue
        above = units[index + 1 :]
        normal = len(above)
        while normal and above[normal - 1].mode is NORMAL:
            normal -= 1
        inner = None
        if on_path and isinstance(unit.content, tuple):
            inner = split(unit.content, path)
        return Level(units[:index], unit, above[:normal], above[normal:], inner)
    return Level(units)


def _runs(level: Level) -> list[tuple[tuple[Unit, ...], tuple[Unit, ...]]]:
    """The cached runs, below and above, of a level and those within it."""
    runs = [(level.below, level.above)]
    while level.inner is not None:
        level = level.inner
        runs.append((level.below, level.above))
    return runs


def _same(one: tuple[Unit, ...], other: tuple[Unit, ...]) -> bool:
    """Whether two runs are of the very same layers, what is clipped to them included."""
    return len(one) == len(other) and all(
        a.layer is b.layer
        and len(a.clipped) == len(b.clipped)
        and all(c.layer is d.layer for c, d in zip(a.clipped, b.clipped, strict=True))
        for a, b in zip(one, other, strict=True)
    )
