"""The context of live painting: kept by tiles, equal to one that is made anew."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from paintapp.document import FULL, Document, Pixels, RasterLayer, Rect
from paintapp.generation.live_context import LiveContext, changed_part
from paintapp.generation.prepare import Cancelled, context_image
from paintapp.generation.region import Plan

WORLD = np.random.default_rng(5)


def cloudy(width: int, height: int, layers: int = 2) -> Document:
    """Soft colours all over, the upper layers half transparent."""
    made = []
    for number in range(layers):
        coarse = WORLD.integers(0, FULL, (height // 16 + 2, width // 16 + 2, 4))
        full = np.kron(coarse, np.ones((16, 16, 1))).astype(np.uint16)[:height, :width]
        full[..., 3] = FULL if number == 0 else np.maximum(full[..., 3], 9000)
        np.minimum(full[..., :3], full[..., 3:], out=full[..., :3])
        made.append(RasterLayer(id=number + 1, name=str(number), pixels=Pixels.from_array(full)))
    return Document(width, height, tuple(made))


def painted(document: Document, x: int, y: int, side: int = 30) -> Document:
    """A red square painted on the first layer."""
    red = np.zeros((side, side, 4), np.uint16)
    red[:] = (FULL, 0, 0, FULL)
    layer = document.raster(1)
    return document.with_layer(replace(layer, pixels=layer.pixels.written(red, x, y)))


@pytest.mark.parametrize(
    ("size", "bounds", "extent"),
    [
        ((160, 128), Rect(0, 0, 160, 128), (160, 128)),
        ((100, 90), Rect(0, 0, 104, 96), (104, 96)),  # past the border
        ((64, 48), Rect(0, 0, 64, 48), (128, 96)),  # enlarged
        ((500, 300), Rect(0, 0, 500, 300), (168, 104)),
        ((1000, 700), Rect(130, 90, 301, 299), (128, 128)),
        ((900, 600), Rect(0, 0, 900, 600), (96, 64)),
    ],
)
def test_changes_make_the_same_picture_as_beginning_anew(size, bounds, extent) -> None:
    document = cloudy(*size)
    context = LiveContext(document, bounds, *extent)
    whole = context_image(document, Plan(context.bounds, *extent))
    # Two stages of averaging instead of one: no more than a shade of difference.
    assert np.abs(context.picture.astype(int) - whole).mean() < 1.5
    for x, y in ((bounds.x + 3, bounds.y + 5), (size[0] - 20, size[1] - 18), (-10, -10)):
        document = painted(document, x, y)
        context.update(document)
        anew = LiveContext(document, bounds, *extent)
        np.testing.assert_array_equal(context.picture, anew.picture)
        assert context.bounds == anew.bounds
    assert context.bounds.contains(bounds)


def test_a_stroke_costs_the_tiles_that_it_touched() -> None:
    document = cloudy(2048, 1024, layers=1)
    context = LiveContext(document, document.bounds, 192, 96)
    before = context.picture
    assert context.update(painted(document, 300, 300)) <= 4
    part = changed_part(before, context.picture)
    assert Rect(25, 25, 12, 12).contains(part)
    assert not part.empty
    # What lies outside of the bounds or changes nothing costs nothing.
    inner = LiveContext(document, Rect(0, 0, 256, 256), 128, 128)
    shown = inner.picture
    assert inner.update(painted(document, 1000, 800)) == 0
    assert inner.picture is shown


def test_it_can_be_cancelled() -> None:
    document = cloudy(256, 256)
    with pytest.raises(Cancelled):
        LiveContext(document, document.bounds, 128, 128, lambda: True)


def test_it_asks_before_each_tile_and_so_lets_others_come_first() -> None:
    document = cloudy(256, 256)
    asked: list[None] = []
    context = LiveContext(document, document.bounds, 128, 128, lambda: bool(asked.append(None)))
    assert len(asked) == 16
    asked.clear()
    assert context.update(painted(document, 50, 50)) == len(asked) == 4


def test_nothing_differs_between_equal_pictures() -> None:
    picture = np.zeros((8, 9, 3), np.uint8)
    assert changed_part(picture, picture.copy()).empty
    other = picture.copy()
    other[2, 3] = other[6, 8] = 1
    assert changed_part(picture, other) == Rect(3, 2, 6, 5)
    other = picture.copy()
    other[7, 4, 2] = 1  # one channel of one pixel
    assert changed_part(picture, other) == Rect(4, 7, 1, 1)
