"""What changed between two planes, and what the history's budget counts."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from paintapp.document import TILE, Document, History, Pixels, RasterLayer, TileKey
from paintapp.document.pixels import MOST_STEPS, Array

keys = st.tuples(st.integers(0, 3), st.integers(0, 3))
changes = st.lists(st.dictionaries(keys, st.booleans(), max_size=4), max_size=MOST_STEPS + 10)


def tile(value: int = 1) -> Array:
    return np.full((TILE, TILE, 4), value, np.uint16)


def by_identity(one: Pixels, other: Pixels) -> set[TileKey]:
    return {
        key for key in {*one.tiles, *other.tiles} if one.tiles.get(key) is not other.tiles.get(key)
    }


@given(changes, changes)
@settings(max_examples=60, deadline=None)
def test_changed_keys_are_exact_on_any_way(one_way: list, other_way: list) -> None:
    start = Pixels().with_tiles({(0, 0): tile(), (5, 5): tile()})
    planes = [start]
    for way in (one_way, other_way):
        plane = start
        for step in way:
            plane = plane.with_tiles({key: tile() if full else None for key, full in step.items()})
            planes.append(plane)
    for one in (planes[0], planes[len(planes) // 2], planes[-1]):
        for other in planes:
            assert one.changed_keys(other) == by_identity(one, other)


def test_a_tile_that_came_back_has_not_changed() -> None:
    first = tile()
    start = Pixels().with_tiles({(0, 0): first})
    back = start.with_tiles({(0, 0): tile(2)}).with_tiles({(0, 0): first})
    assert back.changed_keys(start) == set()


def test_history_counts_each_tile_once() -> None:
    paper = Pixels().with_tiles({(x, y): tile() for x in range(4) for y in range(4)})
    size = tile().nbytes
    layers = tuple(RasterLayer(id=index, name="", pixels=paper) for index in (1, 2))
    document = Document(256, 256, layers)
    history = History(document, "New")
    assert history.bytes_held == 16 * size
    for number in range(3):
        layer = document.raster(1)
        painted = layer.pixels.with_tiles({(number, 0): tile(number)})
        document = document.with_layer(RasterLayer(id=1, name="", pixels=painted))
        history.commit("Paint", document)
    assert history.bytes_held == 19 * size
    history.undo()
    history.undo()
    history.commit("Other way", document.without(1))
    assert history.bytes_held == 17 * size


def test_history_drops_the_oldest_over_its_budget() -> None:
    document = Document(256, 256, (RasterLayer(id=1, name=""),))
    history = History(document, "New", budget_bytes=3 * tile().nbytes)
    for number in range(8):
        layer = RasterLayer(id=1, name="", pixels=Pixels().with_tiles({(number, 0): tile()}))
        document = document.with_layer(layer)
        history.commit(str(number), document)
    assert [entry.label for entry in history.entries] == ["5", "6", "7"]
    assert history.bytes_held == 3 * tile().nbytes
