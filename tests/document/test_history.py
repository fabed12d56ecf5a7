"""Undo, redo, and a budget that counts each tile once, whatever way the history took."""

from __future__ import annotations

import random
import time
from dataclasses import replace

import numpy as np
import pytest

from paintapp.document import FULL, TILE, Document, History, Pixels, RasterLayer
from paintapp.document.history import planes_of
from paintapp.document.pixels import Array, constant_tile


def tile(channels: int = 4) -> Array:
    return np.ones((TILE, TILE, 4) if channels == 4 else (TILE, TILE), np.uint16)


def changed(choice: random.Random, document: Document, tiles: list[Array]) -> Document:
    """A random step: paint, put an old tile back, add, remove or copy a layer, select."""
    layers = [layer for layer in document.walk() if isinstance(layer, RasterLayer)]
    action = choice.randrange(8)
    if not layers or action == 0:
        return document.inserted(RasterLayer(id=document.next_id(), name=""))
    layer = choice.choice(layers)
    key = (choice.randrange(3), choice.randrange(2))
    if action < 4:
        tiles.append(tile())
        return document.with_layer(
            replace(layer, pixels=layer.pixels.with_tiles({key: choice.choice((tiles[-1], None))}))
        )
    if action == 4 and tiles:
        again = layer.pixels.with_tiles({key: choice.choice(tiles)})
        return document.with_layer(replace(layer, pixels=again))
    if action == 5:
        return document.inserted(replace(layer, id=document.next_id()))
    if action == 6:
        return document.without(layer.id)
    selection = (document.selection or Pixels.mask()).with_tiles({key: constant_tile(1, FULL)})
    return replace(document, selection=choice.choice((None, selection)))


@pytest.mark.parametrize("seed", range(25))
def test_the_budget_counts_every_tile_held_once(seed: int) -> None:
    choice = random.Random(seed)
    history = History(Document(192, 128), "New", budget_bytes=choice.choice((1 << 40, 12 << 15)))
    tiles: list[Array] = []
    for _ in range(60):
        if choice.random() < 0.3:
            history.go_to(choice.randrange(len(history.entries)))
        else:
            history.commit("Step", changed(choice, history.document, tiles))
        held = {
            id(found): found.nbytes
            for entry in history.entries
            for plane in planes_of(entry.document).values()
            for found in plane.tiles.values()
        }
        assert history.bytes_held == sum(held.values())
        assert history.bytes_held <= history.budget_bytes or len(history.entries) <= 2


def test_undo_and_redo_give_the_very_same_documents() -> None:
    documents = [Document(64, 64, resolution=72.0 + n) for n in range(5)]
    history = History(documents[0], "New")
    assert not history.can_undo and history.undo() is documents[0]
    for n, document in enumerate(documents[1:]):
        history.commit(f"Step {n}", document)
    assert not history.can_redo and history.redo() is documents[4]
    assert [history.undo() for _ in range(6)] == [*documents[3::-1], documents[0], documents[0]]
    assert history.redo() is documents[1]
    assert history.go_to(3) is documents[3]
    history.commit("Other way", documents[0])
    assert [entry.label for entry in history.entries][-2:] == ["Step 2", "Other way"]
    assert not history.can_redo
    with pytest.raises(IndexError):
        history.go_to(9)


def test_a_step_costs_the_time_of_what_it_changed() -> None:
    shared = tile()
    keys = [(x, y) for x in range(200) for y in range(200)]
    layer = RasterLayer(id=1, name="", pixels=Pixels(4, 0, dict.fromkeys(keys, shared)))
    document = Document(16384, 16384, (layer,))
    history = History(document, "New")
    start = time.process_time()
    for n in range(200):
        layer = replace(layer, pixels=layer.pixels.with_tiles({(n, 0): tile()}))
        document = document.with_layer(layer)
        history.commit("Paint", document)
    assert time.process_time() - start < 1.0  # all tiles each time would take some ten
    assert history.bytes_held == 201 * shared.nbytes
