"""Frozen sparse pixels: a persistent map of read-only 64x64 tiles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import numpy as np
from immutables import Map
from numpy.typing import NDArray

from paintapp.document.geometry import Rect
from paintapp.document.tile_blocks import new_tiles

TILE = 64
"""Side of a tile in pixels."""

FULL = 65535
"""The largest channel value: opaque, fully selected, white."""

TileKey = tuple[int, int]
"""(column, row) of a tile; its first pixel is at (64 * column, 64 * row). May be negative."""

Array = NDArray[np.uint16]


@lru_cache(maxsize=64)
def constant_tile(channels: int, value: int) -> Array:
    """The shared read-only tile that holds one value everywhere."""
    tile: Array = np.full(tile_shape(channels), value, np.uint16)
    tile.flags.writeable = False
    return tile


def tile_shape(channels: int) -> tuple[int, ...]:
    """(64, 64) for masks of one channel, (64, 64, channels) for colour."""
    return (TILE, TILE) if channels == 1 else (TILE, TILE, channels)


def tile_keys(rect: Rect) -> Iterator[TileKey]:
    """Keys of all tiles that a rectangle touches, row by row."""
    if rect.empty:
        return
    for row in range(rect.y // TILE, (rect.bottom - 1) // TILE + 1):
        for column in range(rect.x // TILE, (rect.right - 1) // TILE + 1):
            yield column, row


def tile_rect(key: TileKey) -> Rect:
    """The pixels that a tile covers."""
    return Rect(key[0] * TILE, key[1] * TILE, TILE, TILE)


class _Step:
    """How a plane came from another one: the keys that were replaced. Holds no tiles."""

    __slots__ = ("keys", "parent")

    def __init__(self, parent: _Step | None, keys: frozenset[TileKey]) -> None:
        self.parent = parent
        self.keys = keys
        ancestor = self
        for _ in range(MOST_STEPS):
            if ancestor.parent is None:
                return
            ancestor = ancestor.parent
        ancestor.parent = None


MOST_STEPS = 32
"""How many steps back a plane can be compared with without looking at all tiles."""


class Pixels:
    """An unbounded, frozen plane of 16-bit pixels.

    Colour planes have 4 channels: RGBA, premultiplied, sRGB-encoded, 0..65535. Masks and
    selections have 1 channel, 0..65535. A tile that is absent reads as ``fill`` in every channel
    (0: transparent or unselected). Tiles are uint16 arrays of `tile_shape` and never writeable;
    two planes share the tiles in which they do not differ, so comparing tiles by identity tells
    quickly what has changed.
    """

    __slots__ = ("_step", "channels", "fill", "tiles")

    channels: int
    fill: int
    tiles: Map[TileKey, Array]
    _step: _Step

    def __init__(
        self, channels: int = 4, fill: int = 0, tiles: Mapping[TileKey, Array] | None = None
    ) -> None:
        if channels not in (1, 4):
            raise ValueError(f"pixels have 1 or 4 channels, not {channels}")
        if not 0 <= fill <= FULL or (channels == 4 and fill not in (0, FULL)):
            raise ValueError(f"fill value {fill} out of range")
        self.channels = channels
        self.fill = fill
        self.tiles = tiles if isinstance(tiles, Map) else Map(_frozen(tiles or {}))
        self._step = _Step(None, frozenset())

    @classmethod
    def mask(cls, fill: int = 0) -> Pixels:
        """A one-channel plane that is ``fill`` everywhere."""
        return cls(1, fill)

    @classmethod
    def from_array(cls, array: Array, x: int = 0, y: int = 0, fill: int = 0) -> Pixels:
        """A plane holding ``array`` ((h, w) or (h, w, 4), uint16), its first pixel at (x, y)."""
        channels = 1 if array.ndim == 2 else array.shape[2]
        return cls(channels, fill).written(array, x, y)

    def tile(self, key: TileKey) -> Array:
        """The tile at ``key``, the shared constant tile when absent. Read-only."""
        found = self.tiles.get(key)
        return constant_tile(self.channels, self.fill) if found is None else found

    def with_tiles(self, changed: Mapping[TileKey, Array | None]) -> Pixels:
        """This plane with some tiles replaced; None makes a tile absent.

        Takes ownership of the arrays and makes them read-only.
        """
        if not changed:
            return self
        with self.tiles.mutate() as mutation:
            for key, tile in changed.items():
                if tile is None:
                    mutation.pop(key, None)
                else:
                    tile.flags.writeable = False
                    mutation[key] = tile
            tiles = mutation.finish()
        made = Pixels(self.channels, self.fill, tiles)
        made._step = _Step(self._step, frozenset(changed))
        return made

    def read(self, rect: Rect) -> Array:
        """A writeable copy of a rectangle: (h, w) or (h, w, 4) uint16."""
        shape = (max(0, rect.height), max(0, rect.width))
        out: Array = np.full(
            shape if self.channels == 1 else (*shape, self.channels), self.fill, np.uint16
        )
        for key in self.keys_in(rect):
            tile = self.tiles[key]
            inside, source = _overlap(rect, key)
            out[inside] = tile[source]
        return out

    def written(self, array: Array, x: int = 0, y: int = 0) -> Pixels:
        """This plane with ``array`` ((h, w) or (h, w, channels)) copied over it at (x, y)."""
        height, width = array.shape[:2]
        rect = Rect(x, y, width, height)
        changed: dict[TileKey, Array | None] = {}
        kept: list[tuple[TileKey, Any, Any]] = []
        for key in tile_keys(rect):
            inside, target = _overlap(rect, key)
            if self._shows(key, array[inside], target):
                kept.append((key, inside, target))
            else:
                changed[key] = None
        for (key, inside, target), tile in zip(kept, self._new_tiles(len(kept)), strict=True):
            part = array[inside]
            if part.shape != tile.shape:
                tile[...] = self.tile(key)
            tile[target] = part
            changed[key] = tile
        return self.with_tiles(changed)

    def _shows(self, key: TileKey, part: Array, target: Any) -> bool:
        """Whether a tile holds anything but the fill value once ``part`` is copied over it."""
        if (part != self.fill).any():
            return True
        under = self.tiles.get(key)
        if under is None or part.shape == under.shape:
            return False
        under = under.copy()
        under[target] = part
        return bool((under != self.fill).any())

    def _new_tiles(self, count: int) -> list[Array]:
        if self.channels == 4:
            return new_tiles(count)
        return [np.empty(tile_shape(self.channels), np.uint16) for _ in range(count)]

    def keys_in(self, rect: Rect) -> Iterable[TileKey]:
        """Keys of the present tiles that touch a rectangle."""
        if rect.empty:
            return []
        left, top = rect.x // TILE, rect.y // TILE
        right, bottom = (rect.right - 1) // TILE, (rect.bottom - 1) // TILE
        if (right - left + 1) * (bottom - top + 1) <= len(self.tiles):
            return [key for key in tile_keys(rect) if key in self.tiles]
        return [key for key in self.tiles if left <= key[0] <= right and top <= key[1] <= bottom]

    def translated(self, dx: int, dy: int) -> Pixels:
        """This plane moved by whole pixels; tiles are shared when both are multiples of 64."""
        if dx % TILE == 0 and dy % TILE == 0:
            columns, rows = dx // TILE, dy // TILE
            moved = {(c + columns, r + rows): tile for (c, r), tile in self.tiles.items()}
            return Pixels(self.channels, self.fill, Map(moved))
        result: dict[TileKey, Array] = {}
        for key, tile in self.tiles.items():
            rect = tile_rect(key).translated(dx, dy)
            for target in tile_keys(rect):
                source_part, target_part = _overlap(rect, target)
                if target not in result:
                    result[target] = constant_tile(self.channels, self.fill).copy()
                result[target][target_part] = tile[source_part]
        return Pixels(self.channels, self.fill, result)

    def cropped(self, rect: Rect) -> Pixels:
        """This plane with everything outside ``rect`` set to the fill value."""
        kept: dict[TileKey, Array] = {}
        for key in self.keys_in(rect):
            if rect.contains(tile_rect(key)):
                kept[key] = self.tiles[key]
                continue
            _, part = _overlap(rect, key)
            tile = constant_tile(self.channels, self.fill).copy()
            tile[part] = self.tiles[key][part]
            kept[key] = tile
        return Pixels(self.channels, self.fill, kept)

    def tile_bounds(self) -> Rect:
        """The rectangle of all present tiles: quick, but rounded out to tiles."""
        if not self.tiles:
            return Rect(0, 0, 0, 0)
        columns = [key[0] for key in self.tiles]
        rows = [key[1] for key in self.tiles]
        return Rect.from_edges(
            min(columns) * TILE,
            min(rows) * TILE,
            (max(columns) + 1) * TILE,
            (max(rows) + 1) * TILE,
        )

    def bounds(self) -> Rect:
        """The smallest rectangle holding every pixel that is not the fill value.

        Takes the time of the outermost tiles, as long as these are not empty.
        """
        columns: dict[int, list[Array]] = {}
        rows: dict[int, list[Array]] = {}
        for (column, row), tile in self.tiles.items():
            columns.setdefault(column, []).append(tile)
            rows.setdefault(row, []).append(tile)
        across, down = sorted(columns), sorted(rows)
        left = self._first_used(((c * TILE, columns[c]) for c in across), 0, 0)
        if left is None:
            return Rect(0, 0, 0, 0)
        right = self._first_used(((c * TILE, columns[c]) for c in reversed(across)), 0, -1)
        top = self._first_used(((r * TILE, rows[r]) for r in down), 1, 0)
        bottom = self._first_used(((r * TILE, rows[r]) for r in reversed(down)), 1, -1)
        assert right is not None and top is not None and bottom is not None
        return Rect.from_edges(left, top, right + 1, bottom + 1)

    def _first_used(
        self, lines: Iterable[tuple[int, list[Array]]], axis: int, end: int
    ) -> int | None:
        """The first (end 0) or last (end -1) place along an axis of the tiles that is not fill."""
        for start, tiles in lines:
            found = []
            for tile in tiles:
                used = tile != self.fill
                if self.channels > 1:
                    used = used.any(axis=2)
                places = np.flatnonzero(used.any(axis=axis))
                if len(places):
                    found.append(int(places[end]))
            if found:
                return start + (min(found) if end == 0 else max(found))
        return None

    def changed_keys(self, other: Pixels) -> set[TileKey]:
        """Keys whose tiles are not the same object in both planes.

        Takes the time of what changed when one plane was made from the other by a few calls of
        `with_tiles`, otherwise that of all tiles.
        """
        if self is other or self.tiles is other.tiles:
            return set()
        steps = _keys_between(self._step, other._step) or _keys_between(other._step, self._step)
        if steps is not None:
            get, other_get = self.tiles.get, other.tiles.get
            return {key for key in steps if get(key) is not other_get(key)}
        changed = {key for key, tile in self.tiles.items() if other.tiles.get(key) is not tile}
        changed.update(key for key in other.tiles if key not in self.tiles)
        return changed

    def __eq__(self, other: object) -> bool:
        """Equal pixels everywhere, whichever tiles are present."""
        if self is other:
            return True
        if not isinstance(other, Pixels):
            return NotImplemented
        if (self.channels, self.fill) != (other.channels, other.fill):
            return False
        return all(
            np.array_equal(self.tile(key), other.tile(key)) for key in self.changed_keys(other)
        )

    def __hash__(self) -> int:
        return hash((self.channels, self.fill))

    def __repr__(self) -> str:
        return f"Pixels(channels={self.channels}, fill={self.fill}, {len(self.tiles)} tiles)"


def _keys_between(later: _Step, earlier: _Step) -> set[TileKey] | None:
    """The keys replaced on the way from one plane to another; None when there is no such way."""
    keys: set[TileKey] = set()
    step: _Step | None = later
    while step is not None:
        if step is earlier:
            return keys
        keys |= step.keys
        step = step.parent
    return None


def _frozen(tiles: Mapping[TileKey, Array]) -> Mapping[TileKey, Array]:
    for tile in tiles.values():
        tile.flags.writeable = False
    return tiles


def _overlap(rect: Rect, key: TileKey) -> tuple[Any, Any]:
    """Slices of (an array covering rect, the tile at key) that meet."""
    both = rect.intersected(tile_rect(key))
    x, y = key[0] * TILE, key[1] * TILE
    return (
        (slice(both.y - rect.y, both.bottom - rect.y), slice(both.x - rect.x, both.right - rect.x)),
        (slice(both.y - y, both.bottom - y), slice(both.x - x, both.right - x)),
    )
