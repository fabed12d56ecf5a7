"""Results become layers."""

from dataclasses import replace

import cv2
import msgspec
import numpy as np
import pytest

from paintapp.document import FULL, Document, GroupLayer, Pixels, RasterLayer, Rect
from paintapp.generation.place import (
    finished_image,
    layer_generation,
    paint_into,
    place_layer,
    place_result,
    result_layer,
    within_selection,
)
from paintapp.generation.prepare import prepare
from paintapp.generation.record import Generation
from paintapp.generation.request import Raster
from paintapp.generation.settings import GenerationError, Settings
from paintapp.painting.composite import flatten
from tests.generation.models import SMALL
from tests.generation.test_prepare import painted, selected


def made(document: Document, task: str = "inpaint") -> tuple[Generation, Raster]:
    prepared = prepare(document, Settings(task=task), SMALL, 3)  # type: ignore[arg-type]
    shape = (prepared.request.height, prepared.request.width, 3)
    image = np.random.default_rng(5).integers(0, 256, shape).astype(np.uint8)
    record = Generation(prepared.request, prepared.placement).single(3)
    return record, Raster.from_array(image)


@pytest.mark.parametrize("size", [(16, 16), (128, 96), (300, 200), (37, 410), (800, 640)])
@pytest.mark.parametrize("task", ["text", "image", "inpaint"])
def test_pixels_outside_the_mask_stay_bit_identical(size: tuple[int, int], task: str) -> None:
    width, height = size
    document = selected(painted(width, height), Rect(width // 4, 0, width // 3, height // 2))
    record, image = made(document, task)
    after = place_result(document, image, record, "Inpaint", 1)
    layer = after.layers[1]
    assert isinstance(layer, RasterLayer) and layer.mask is not None
    mask = layer.mask.read(document.bounds)
    before, now = flatten(document), flatten(after)
    assert (before[mask == 0] == now[mask == 0]).all()
    assert (before[mask == FULL] != now[mask == FULL]).any(axis=1).mean() > 0.9
    assert document.selection is not None
    chosen = document.selection.read(document.bounds)
    assert (mask[chosen == 0] == 0).all() and mask.any()


def test_a_whole_canvas_result_covers_the_canvas_and_nothing_else() -> None:
    document = painted(130, 129)
    record, image = made(document, "image")
    assert record.placement.bounds.right > 130
    layer = result_layer(image, record, "Image")
    assert layer.mask is None and layer.pixels.bounds() == document.bounds
    expected = image.array()[:129, :130].astype(np.uint16) * 257
    assert np.array_equal(layer.pixels.read(document.bounds)[..., :3], expected)
    assert (layer.pixels.read(document.bounds)[..., 3] == FULL).all()


@pytest.mark.parametrize("task", ["image", "inpaint"])
def test_a_result_shows_only_where_something_is_selected_now(task: str) -> None:
    document = selected(painted(300, 200), Rect(20, 10, 150, 120))
    record, image = made(document, task)
    layer = result_layer(image, record, "Image")
    now = selected(document, Rect(100, 60, 150, 100))
    cut = within_selection(layer, now)
    assert cut.mask is not None and now.selection is not None
    after = place_layer(now, cut, 1)
    chosen = now.selection.read(document.bounds)
    before, shown = flatten(now), flatten(after)
    assert (before[chosen == 0] == shown[chosen == 0]).all()
    assert (before[80:120, 110:150] != shown[80:120, 110:150]).any()
    if layer.mask is not None:
        both = np.minimum(layer.mask.read(document.bounds), chosen)
        assert (cut.mask.read(document.bounds) <= both).all()
    with pytest.raises(GenerationError, match="Nothing is selected"):
        within_selection(layer, document.with_selection(None))


def test_a_soft_selection_halves_a_result() -> None:
    document = painted(128, 128)
    record, image = made(document, "image")
    half = Pixels.from_array(np.full((64, 64), FULL // 2, np.uint16), 32, 32)
    cut = within_selection(result_layer(image, record, "x"), document.with_selection(half))
    assert cut.mask is not None
    assert (cut.mask.read(Rect(32, 32, 64, 64)) == FULL // 2).all()
    assert (cut.mask.read(Rect(0, 0, 128, 32)) == 0).all()


@pytest.mark.parametrize("soft", [False, True])
def test_painting_a_result_into_a_layer_looks_as_it_does_above_it(soft: bool) -> None:
    document = selected(painted(300, 200), Rect(20, 10, 150, 120))
    record, image = made(document)
    layer = result_layer(image, record, "Image")
    assert layer.mask is not None
    if not soft:
        hard = np.where(layer.mask.read(document.bounds) > FULL // 2, FULL, 0).astype(np.uint16)
        layer = replace(layer, mask=Pixels.from_array(hard))
    top = document.layers[-1]
    after = paint_into(document, layer, top.id)
    assert [one.id for one in after.layers] == [one.id for one in document.layers]
    mask = layer.mask.read(document.bounds)  # type: ignore[union-attr]
    old, new = (one.raster(top.id).pixels.read(document.bounds) for one in (document, after))
    assert np.array_equal(old[mask == 0], new[mask == 0])
    assert (old[mask == FULL] != new[mask == FULL]).any()
    above = flatten(place_layer(document, layer, top.id)).astype(int)
    assert np.abs(above - flatten(after)).max() <= 3


def test_locks_hold_when_a_result_is_painted_into_a_layer() -> None:
    document = painted(128, 96)
    block = Pixels.from_array(np.full((20, 20, 4), FULL, np.uint16), 10, 10)
    document = document.inserted(RasterLayer(id=9, name="Block", pixels=block))
    record, image = made(document, "image")
    layer = result_layer(image, record, "x")
    kept = paint_into(document.with_layer(replace(document.raster(9), lock_alpha=True)), layer, 9)
    assert kept.raster(9).pixels.bounds() == Rect(10, 10, 20, 20)
    assert kept.raster(9).pixels != block
    locked = document.with_layer(replace(document.raster(9), lock_pixels=True))
    with pytest.raises(GenerationError, match="locked"):
        paint_into(locked, layer, 9)
    for target in (None, 77):
        with pytest.raises(GenerationError, match="Choose a layer"):
            paint_into(document, layer, target)


def test_layers_go_above_the_active_one_or_on_top() -> None:
    document = painted()
    group = GroupLayer(id=5, name="G", children=(RasterLayer(id=6, name="B"),))
    document = document.inserted(group).inserted(RasterLayer(id=7, name="C"))
    record, image = made(selected(document, Rect(10, 10, 30, 30)))
    layer = result_layer(image, record, "Inpaint")
    inside = place_layer(document, layer, 6)
    parent = inside.layers[1]
    assert isinstance(parent, GroupLayer)
    assert [child.name for child in parent.children] == ["B", "Inpaint"]
    assert [child.id for child in place_layer(document, layer, 1).layers] == [1, 8, 5, 7]
    assert place_layer(document, layer, 99).layers[-1].name == "Inpaint"
    assert place_layer(document, layer, None).layers[-1].name == "Inpaint"


def test_a_layer_knows_how_it_was_made() -> None:
    document = selected(painted(), Rect(10, 10, 30, 30))
    record, image = made(document)
    layer = result_layer(image, record, "Inpaint")
    assert layer.origin.kind == "generated"
    assert layer_generation(layer) == record
    assert layer_generation(document.raster(1)) is None


def test_only_inpainting_is_colour_matched() -> None:
    document = selected(painted(128, 128), Rect(40, 40, 50, 50))
    record, _ = made(document)
    assert record.request.image is not None
    drifted = np.clip(record.request.image.array() * 0.8 + 30, 0, 255).astype(np.uint8)
    raster = Raster.from_array(drifted)
    assert finished_image(raster, record) != raster
    record, _ = made(document, "image")
    assert finished_image(raster, record) is raster


def test_an_enlarged_result_is_matched_and_keeps_its_detail() -> None:
    document = selected(painted(512, 512), Rect(160, 160, 200, 200))
    able = msgspec.structs.replace(SMALL, enlarger="upscaler")
    prepared = prepare(document, Settings(task="inpaint", seed=3), able, 3)
    record = Generation(prepared.request, prepared.placement).single(3)
    request = record.request
    assert request.image is not None and request.enlarged is not None
    width, height = request.enlarged
    drifted = np.clip(request.image.array() * 0.9 + 20, 0, 255).astype(np.uint8)
    large = cv2.resize(drifted, (width, height), interpolation=cv2.INTER_CUBIC)
    large[:, ::9] = 255 - large[:, ::9]  # detail that only the larger picture has
    finished = finished_image(Raster.from_array(large), record).array()
    assert finished.shape == large.shape
    small = cv2.resize(finished, (request.width, request.height), interpolation=cv2.INTER_AREA)
    seen = cv2.resize(large, (request.width, request.height), interpolation=cv2.INTER_AREA)
    context = request.image.array().astype(float)
    assert np.abs(small - context).mean() < np.abs(seen - context).mean()
    step = np.abs(finished[:, 9].astype(float) - finished[:, 10])
    was = np.abs(large[:, 9].astype(float) - large[:, 10])
    assert np.abs(step - was).mean() < 0.1 * was.mean()
    layer = result_layer(Raster.from_array(finished), record, "Result")
    applied = flatten(place_layer(document, layer, None))
    before = flatten(document)
    assert layer.mask is not None
    outside = layer.mask.read(document.bounds) == 0
    assert outside.any() and np.array_equal(applied[outside], before[outside])
