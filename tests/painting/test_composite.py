"""Groups, masks, clipping, opacity: flattening against the formulas, in float64."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from paintapp.document import FULL, TILE, Document, GroupLayer, Layer, Pixels, RasterLayer, Rect
from paintapp.document.pixels import Array
from paintapp.painting.blend import BLEND_MODES, BlendMode
from paintapp.painting.composite import composited, flatten, flatten_layers, units_of

SIDE = 96
Floats = NDArray[np.float64]


def noise(seed: int, width: int = SIDE, height: int = SIDE) -> Array:
    source = np.random.default_rng(seed)
    alpha = source.integers(0, FULL + 1, (height, width, 1))
    colour = source.integers(0, FULL + 1, (height, width, 3)) * alpha // FULL
    return np.concatenate((colour, alpha), axis=2).astype(np.uint16)


def grey(seed: int) -> Array:
    return np.random.default_rng(seed).integers(0, FULL + 1, (SIDE, SIDE)).astype(np.uint16)


def raster(layer_id: int, pixels: Array | None = None, **more: object) -> RasterLayer:
    plane = Pixels.from_array(noise(layer_id) if pixels is None else pixels)
    return RasterLayer(id=layer_id, name=str(layer_id), pixels=plane, **more)  # type: ignore


def shown(*layers: Layer) -> Floats:
    return flatten(Document(SIDE, SIDE, layers)) / FULL


def over(below: Floats, above: Floats) -> Floats:
    return above + below * (1 - above[..., 3:])


def plain(layer_id: int) -> Floats:
    return noise(layer_id) / FULL


def near(one: Floats, other: Floats, units: float = 2) -> bool:
    return bool(np.abs(one - other).max() * FULL <= units)


def test_layers_lie_over_each_other() -> None:
    assert near(shown(raster(1), raster(2)), over(plain(1), plain(2)))
    assert not shown().any()


@pytest.mark.parametrize("opacity", [0.0, 0.003, 0.25, 1 / 3, 0.5004, 0.999, 1.0])
def test_opacity_has_sixteen_bits(opacity: float) -> None:
    truth = over(plain(1), plain(2) * opacity)
    assert near(shown(raster(1), raster(2, opacity=opacity)), truth)


def test_hidden_layers_do_not_show() -> None:
    hidden = GroupLayer(id=3, name="", children=(raster(4),), visible=False)
    assert near(shown(raster(1), raster(2, visible=False), hidden), plain(1), 0)


def test_masks_hide_in_proportion() -> None:
    values = grey(9)
    mask = Pixels.from_array(values)
    truth = over(plain(1), plain(2) * (values / FULL)[..., None] * 0.5)
    masked = raster(2, mask=mask, opacity=0.5)
    assert near(shown(raster(1), masked), truth)
    off = replace(masked, mask_enabled=False)
    assert near(shown(raster(1), off), over(plain(1), plain(2) * 0.5))


@pytest.mark.parametrize("fill", [0, 20000, FULL])
def test_a_mask_s_fill_counts_where_it_has_no_tile(fill: int) -> None:
    mask = Pixels(1, fill, {(0, 0): np.full((TILE, TILE), 30000, np.uint16)})
    factor = np.full((SIDE, SIDE, 1), fill / FULL)
    factor[:TILE, :TILE] = 30000 / FULL
    assert near(shown(raster(1), raster(2, mask=mask)), over(plain(1), plain(2) * factor))


def test_a_group_is_composited_alone() -> None:
    inner = (raster(2), raster(3, blend_mode="multiply"))
    alone = shown(*inner)
    group = GroupLayer(id=4, name="", children=inner)
    assert near(shown(raster(1), group), over(plain(1), alone))
    assert near(shown(raster(1), replace(group, opacity=0.3)), over(plain(1), alone * 0.3))
    assert not near(shown(raster(1), group), shown(raster(1), *inner), 100)


def test_a_group_passes_through_only_when_nothing_speaks_against_it() -> None:
    inner = (raster(2), raster(3, blend_mode="multiply"))
    through = GroupLayer(id=4, name="", children=inner, pass_through=True)
    isolated = replace(through, pass_through=False)
    assert near(shown(raster(1), through), shown(raster(1), *inner), 0)
    for change in ({"opacity": 0.5}, {"blend_mode": "screen"}, {"mask": Pixels.mask(30000)}):
        one, other = replace(through, **change), replace(isolated, **change)
        assert near(shown(raster(1), one), shown(raster(1), other), 0)
    switched_off = replace(through, mask=Pixels.mask(30000), mask_enabled=False)
    assert near(shown(raster(1), switched_off), shown(raster(1), *inner), 0)


def atop(below: Floats, above: Floats) -> Floats:
    out = above * below[..., 3:] + below * (1 - above[..., 3:])
    out[..., 3] = below[..., 3]
    return out


def test_clipped_layers_show_where_the_base_is() -> None:
    run = (raster(2, opacity=0.6), raster(3, clipping=True), raster(4, clipping=True, opacity=0.4))
    truth = atop(atop(plain(2), plain(3)), plain(4) * 0.4) * 0.6
    assert near(shown(raster(1), *run), over(plain(1), truth), 3)


def test_a_hidden_base_hides_its_run_and_a_run_without_base_is_plain() -> None:
    hidden = (raster(2, visible=False), raster(3, clipping=True))
    assert near(shown(raster(1), *hidden), plain(1), 0)
    assert near(shown(raster(1, clipping=True), raster(2)), over(plain(1), plain(2)))


def test_the_mode_of_the_base_counts_for_the_run() -> None:
    run = (raster(2, blend_mode="multiply"), raster(3, clipping=True))
    merged = atop(plain(2), plain(3))
    flat = raster(5, np.rint(merged * FULL).astype(np.uint16), blend_mode="multiply")
    assert near(shown(raster(1), *run), shown(raster(1), flat), 3)


def test_a_group_can_be_a_base() -> None:
    group = GroupLayer(id=4, name="", children=(raster(2),), pass_through=True)
    clipped = raster(3, clipping=True)
    assert near(shown(raster(1), group, clipped), over(plain(1), atop(plain(2), plain(3))), 3)


def test_a_part_is_the_same_as_that_part_of_the_whole() -> None:
    layers = (
        raster(1),
        raster(2, blend_mode="hue", opacity=0.7),
        RasterLayer(id=3, name="", pixels=Pixels.from_array(noise(3, 90, 50), -30, -17)),
    )
    document = Document(SIDE, SIDE, layers)
    whole = flatten(document)
    for rect in (Rect(5, 9, 70, 60), Rect(63, 63, 2, 2), Rect(-20, -20, 150, 150)):
        part = flatten(document, rect)
        inside = rect.intersected(document.bounds)
        left, top = inside.x - rect.x, inside.y - rect.y
        expected = whole[inside.y : inside.bottom, inside.x : inside.right]
        assert (part[top : top + inside.height, left : left + inside.width] == expected).all()
    assert flatten(document, Rect(4, 4, 0, 9)).shape == (9, 0, 4)


def test_skipped_layers_are_left_out() -> None:
    group = GroupLayer(id=4, name="", children=(raster(2), raster(3)))
    document = Document(SIDE, SIDE, (raster(1), group))
    assert (flatten(document, skip={4}) == noise(1)).all()
    assert near(flatten(document, skip={2}) / FULL, over(plain(1), plain(3)))
    assert (flatten_layers(document.layers[:1], document.bounds) == noise(1)).all()


def test_a_white_fill_counts_everywhere() -> None:
    paper = RasterLayer(id=1, name="", pixels=Pixels(4, FULL))
    assert (shown(paper) == 1).all()


def test_empty_layers_on_the_largest_canvas_cost_nothing() -> None:
    layers = tuple(RasterLayer(id=n, name="") for n in range(1, 40))
    document = Document(16384, 16384, (*layers, raster(50)))
    assert (flatten(document, Rect(0, 0, SIDE, SIDE)) == noise(50)).all()


def apart(document: Document, keep: float = 1.0) -> Document:
    """The same picture in tiles that lie anywhere in memory; some of them only when keep < 1."""
    random = np.random.default_rng(3)
    layers = []
    for layer in document.layers:
        assert isinstance(layer, RasterLayer)
        tiles = {
            key: tile.copy() if random.random() < keep else tile
            for key, tile in layer.pixels.tiles.items()
        }
        layers.append(replace(layer, pixels=Pixels(4, 0, tiles)))
    return replace(document, layers=tuple(layers))


@pytest.mark.parametrize("mode", BLEND_MODES, ids=lambda mode: mode.id)
def test_where_tiles_lie_in_memory_makes_no_difference(mode: BlendMode) -> None:
    side = TILE * 11  # 121 tiles: more than are drawn at once on two cores
    opaque = noise(1, side, side)
    opaque[..., 3] = FULL
    small = raster(4, noise(4, TILE * 5 + 7, TILE * 9), blend_mode=mode.id)
    layers = (
        raster(1, opaque),
        raster(2, noise(2, side, side), blend_mode=mode.id),
        raster(3, noise(3, side, side), opacity=0.6),
        replace(small, pixels=small.pixels.translated(30, TILE)),
    )
    document = Document(side, side, layers)
    truth = flatten(document)
    for keep in (1.0, 0.05):
        assert np.array_equal(flatten(apart(document, keep)), truth)
    units = units_of(layers)
    for key in ((0, 0), (10, 10), (3, 5), (10, 0)):
        part = truth[key[1] * TILE : (key[1] + 1) * TILE, key[0] * TILE : (key[0] + 1) * TILE]
        assert np.array_equal(composited(units, key), part)
    rect = Rect(100, 37, 333, 411)
    assert np.array_equal(flatten(document, rect), truth[37 : 37 + 411, 100 : 100 + 333])
