"""The canvas's compositor always shows what flattening gives, and says where that changed."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from paintapp.document import FULL, TILE, Document, GroupLayer, Layer, Pixels, RasterLayer, Rect
from paintapp.document.pixels import Array, TileKey, tile_keys
from paintapp.painting.blend import BLEND_MODES
from paintapp.painting.composite import flatten
from paintapp.painting.compositor import Compositor

SIDE = 192
MODES = [mode.id for mode in BLEND_MODES if mode.id not in ("color-dodge", "color-burn")]
"""Without the two modes that turn a rounding of one into anything at all."""


def some_tile(choice: random.Random, channels: int = 4) -> Array:
    source = np.random.default_rng(choice.randrange(1 << 30))
    if channels == 1:
        return source.integers(0, FULL + 1, (TILE, TILE)).astype(np.uint16)
    alpha = source.integers(0, FULL + 1, (TILE, TILE, 1))
    colour = source.integers(0, FULL + 1, (TILE, TILE, 3)) * alpha // FULL
    return np.concatenate((colour, alpha), axis=2).astype(np.uint16)


def some_pixels(choice: random.Random, channels: int = 4, fill: int = 0) -> Pixels:
    keys = [key for key in tile_keys(Rect(0, 0, SIDE, SIDE)) if choice.random() < 0.5]
    return Pixels(channels, fill, {key: some_tile(choice, channels) for key in keys})


def some_layer(choice: random.Random, layer_id: int, depth: int = 0) -> Layer:
    common = {
        "id": layer_id,
        "name": str(layer_id),
        "visible": choice.random() < 0.9,
        "opacity": choice.choice((1.0, 1.0, 0.4, 0.0)),
        "blend_mode": choice.choice(("normal", "normal", "normal", choice.choice(MODES))),
        "clipping": choice.random() < 0.3,
        "mask": some_pixels(choice, 1, choice.choice((0, FULL))) if choice.random() < 0.3 else None,
    }
    if depth < 2 and choice.random() < 0.35:
        count = choice.randrange(4)
        children = [some_layer(choice, layer_id * 10 + n, depth + 1) for n in range(count)]
        through = choice.random() < 0.5
        return GroupLayer(**common, children=tuple(children), pass_through=through)
    return RasterLayer(**common, pixels=some_pixels(choice))


def some_document(choice: random.Random) -> Document:
    return Document(SIDE, SIDE, tuple(some_layer(choice, n + 1) for n in range(7)))


def painted(choice: random.Random, document: Document, layer_id: int | None = None) -> Document:
    rasters = [layer for layer in document.walk() if isinstance(layer, RasterLayer)]
    layer = document.raster(layer_id) if layer_id is not None else choice.choice(rasters)
    key = (choice.randrange(3), choice.randrange(3))
    tile = None if choice.random() < 0.2 else some_tile(choice)
    return document.with_layer(replace(layer, pixels=layer.pixels.with_tiles({key: tile})))


def changed_at_random(choice: random.Random, document: Document) -> Document:
    layer = choice.choice(list(document.walk()))
    action = choice.randrange(9)
    if action < 3:
        return painted(choice, document)
    if action == 3:
        return document.with_layer(replace(layer, opacity=choice.choice((1.0, 0.7, 0.0))))
    if action == 4:
        return document.with_layer(replace(layer, visible=not layer.visible))
    if action == 5:
        return document.with_layer(replace(layer, clipping=not layer.clipping))
    if action == 6:
        mask = some_pixels(choice, 1, FULL) if layer.mask is None else None
        return document.with_layer(replace(layer, mask=mask))
    if action == 7:
        parent = document.parent(layer.id)
        count = len(document.siblings(layer.id))
        return document.moved(layer.id, parent.id if parent else None, choice.randrange(count))
    if isinstance(layer, GroupLayer):
        return document.with_layer(replace(layer, pass_through=not layer.pass_through))
    return document.inserted(some_layer(choice, document.next_id(), 2), layer.id)


def shown(compositor: Compositor, key: TileKey) -> Array:
    tile = compositor.tile(key)
    return np.zeros((TILE, TILE, 4), np.uint16) if tile is None else tile


@pytest.mark.parametrize("seed", range(30))
def test_it_shows_what_flattening_gives_after_any_change(seed: int) -> None:
    choice = random.Random(seed)
    document = some_document(choice)
    compositor = Compositor(document, cached_tiles=20)
    keys = list(tile_keys(document.bounds))
    view = {key: shown(compositor, key) for key in keys}
    for _ in range(12):
        after = changed_at_random(choice, document)
        for key in compositor.update(document, after):
            view[key] = shown(compositor, key)
        document = after
        truth = Pixels.from_array(flatten(document))
        for key in keys:
            apart = np.abs(view[key].astype(np.int64) - truth.tile(key))
            assert apart.max() <= 12, (seed, key)  # roundings of merged runs, steepened by modes


def test_painting_reports_just_the_painted_tiles() -> None:
    choice = random.Random(1)
    rasters = tuple(RasterLayer(id=n, name="", pixels=some_pixels(choice)) for n in range(1, 5))
    document = Document(SIDE, SIDE, rasters)
    compositor = Compositor(document)
    layer = document.raster(2)
    after = document.with_layer(
        replace(layer, pixels=layer.pixels.with_tiles({(1, 2): some_tile(choice)}))
    )
    assert compositor.update(document, after) == {(1, 2)}
    renamed = after.with_layer(replace(after.raster(3), name="other", lock_alpha=True))
    assert compositor.update(after, renamed) == set()
    assert compositor.update(renamed, document) == {(1, 2)}


@pytest.mark.parametrize(
    "change",
    [
        lambda layer: replace(layer, opacity=0.5),
        lambda layer: replace(layer, visible=False),
        lambda layer: replace(layer, blend_mode="multiply"),
        lambda layer: replace(layer, mask=Pixels.mask(FULL // 2)),
    ],
)
def test_a_property_counts_only_where_the_layer_has_pixels(
    change: Callable[[Layer], Layer],
) -> None:
    pixels = Pixels(4, 0, {(0, 1): some_tile(random.Random(2))})
    paper = Pixels(4, 0, {key: some_tile(random.Random(3)) for key in ((0, 0), (0, 1), (1, 1))})
    layers = (RasterLayer(id=1, name="", pixels=paper), RasterLayer(id=2, name="", pixels=pixels))
    document = Document(SIDE, SIDE, layers)
    after = document.with_layer(change(document.layer(2)))
    assert Compositor(document).update(document, after) == {(0, 1)}


def test_the_largest_canvas_costs_what_is_painted() -> None:
    document = Document(16384, 16384, tuple(RasterLayer(id=n, name="") for n in range(1, 21)))
    compositor = Compositor(document)
    after = painted(random.Random(5), document, 7)
    assert len(compositor.update(document, after)) <= 1
    assert compositor.tile((200, 200)) is None
    assert not compositor.view_tile((200, 200)).any()


def test_the_view_is_premultiplied_bgra() -> None:
    tile = np.full((TILE, TILE, 4), (65535 // 2, 0, 1000, 65535 // 2), np.uint16)
    document = Document(64, 64, (RasterLayer(id=1, name="", pixels=Pixels.from_array(tile)),))
    assert Compositor(document).view_tile((0, 0))[5, 5].tolist() == [4, 0, 127, 127]
