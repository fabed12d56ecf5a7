"""The whole image larger: layers by what is given, everything else along with them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from paintapp.document import FULL, Document, GroupLayer, Pixels, RasterLayer, Rect
from paintapp.generation import enlarge as module
from paintapp.generation.descriptors import Enlarger
from paintapp.generation.enlarge import blocks, enlarged_image, enlarger_of
from paintapp.generation.settings import GenerationError

Bytes = np.ndarray


class Repeating:
    """Enlarges by repeating pixels, and remembers what it was given."""

    def __init__(self) -> None:
        self.seen: list[tuple[int, ...]] = []

    def __call__(self, picture: Bytes, factor: int, report: Callable[[float], object]) -> Bytes:
        self.seen.append(picture.shape)
        report(0.5)
        return np.repeat(np.repeat(picture, factor, 0), factor, 1)


def document() -> Document:
    """Paper, a group with a noisy patch that has a mask, and a hidden layer; a selection."""
    random = np.random.default_rng(1)
    paper = np.full((120, 160, 4), FULL, np.uint16)
    patch = np.full((40, 70, 4), FULL, np.uint16)
    patch[..., :3] = random.integers(0, 256, (40, 70, 3)) * 257
    noisy = RasterLayer(
        id=3,
        name="Noisy",
        pixels=Pixels.from_array(patch, 30, 20),
        mask=Pixels.mask(FULL).written(np.zeros((10, 10), np.uint16), 40, 30),
        opacity=0.5,
    )
    return Document(
        160,
        120,
        (
            RasterLayer(id=1, name="Paper", pixels=Pixels.from_array(paper)),
            GroupLayer(id=2, name="Group", children=(noisy,)),
            RasterLayer(id=4, name="Hidden", pixels=Pixels.from_array(patch), visible=False),
        ),
        selection=Pixels.from_array(np.full((30, 20), FULL, np.uint16), 50, 60),
    )


def test_layers_go_through_the_model_and_the_rest_is_scaled(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "BLOCK", 32)
    monkeypatch.setattr(module, "MARGIN", 5)
    before, model = document(), Repeating()
    told: list[float] = []
    after = enlarged_image(before, 2, model, told.append)
    assert (after.width, after.height) == (320, 240)
    assert [layer.id for layer in after.walk()] == [1, 2, 3, 4]
    for id, place in ((1, Rect(0, 0, 160, 120)), (3, Rect(30, 20, 70, 40))):
        was = before.raster(id).pixels.read(place)
        now = after.raster(id).pixels
        assert now.bounds() == Rect(*(2 * value for value in place))
        assert np.array_equal(now.read(now.bounds()), np.repeat(np.repeat(was, 2, 0), 2, 1))
    assert max(side for shape in model.seen for side in shape[:2]) == 32 + 2 * 5
    assert all(shape[2] == 4 for shape in model.seen)
    noisy = after.raster(3)
    assert noisy.opacity == 0.5 and noisy.mask is not None
    assert noisy.mask.read(Rect(85, 65, 10, 10)).max() == 0
    assert noisy.mask.read(Rect(0, 0, 70, 50)).min() == FULL
    assert after.raster(4).pixels.bounds() == Rect(0, 0, 140, 80)
    assert after.selection is not None and after.selection.bounds() == Rect(100, 120, 40, 60)
    assert told == sorted(told) and told[-1] == 1.0 and 0 < told[0] < 0.1


def test_only_what_holds_something_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BLOCK", 64)
    dots = Pixels().written(np.full((4, 4, 4), FULL, np.uint16), 10, 10)
    dots = dots.written(np.full((4, 4, 4), FULL, np.uint16), 600, 400)
    assert len(blocks(dots, Rect(0, 0, 1000, 1000))) == 2
    model = Repeating()
    whole = Document(1000, 1000, (RasterLayer(id=1, name="Dots", pixels=dots),))
    after = enlarged_image(whole, 4, model).raster(1).pixels
    assert len(model.seen) == 2
    assert after.bounds() == Rect(40, 40, 2376, 1576)
    assert (after.read(Rect(2400, 1600, 16, 16)) == FULL).all()
    empty = Document(64, 64, (RasterLayer(id=1, name="Empty"),))
    assert enlarged_image(empty, 2, model).width == 128


def test_an_edge_within_the_canvas_is_soft_and_one_at_its_border_is_not() -> None:
    """What is sent shows nothing beyond the border, and some emptiness around inner edges."""
    model = Repeating()
    block = Pixels.from_array(np.full((20, 30, 4), FULL, np.uint16), 0, 40)
    enlarged_image(Document(100, 100, (RasterLayer(id=1, name="Block", pixels=block),)), 2, model)
    assert model.seen == [(24, 32, 4)]


def test_cancelling_and_sizes_out_of_range() -> None:
    class Ended(Exception):  # noqa: N818
        pass

    def end(fraction: float) -> None:
        raise Ended

    with pytest.raises(Ended):
        enlarged_image(document(), 2, Repeating(), end)
    huge = Document(10000, 16, (RasterLayer(id=1, name="Paper"),))
    with pytest.raises(GenerationError, match="pixels a side"):
        enlarged_image(huge, 2, Repeating())


def test_an_upscaler_of_ones_own_goes_first() -> None:
    def upscaler(id: str, scale: int) -> Enlarger:
        return Enlarger(id=id, label=id, architecture="", scale=scale)

    own, two, four = upscaler("upscaler", 2), upscaler("/two", 2), upscaler("/four", 4)
    assert enlarger_of((own,), 4) is own
    assert enlarger_of((own, two, four), 2) is two
    assert enlarger_of((own, two, four), 4) is four
    assert enlarger_of((own, four), 2) is own
    with pytest.raises(GenerationError, match="No upscaler"):
        enlarger_of((), 2)
