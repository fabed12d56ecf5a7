"""Results become layers."""

import numpy as np
import pytest

from paintapp.document import FULL, Document, GroupLayer, RasterLayer, Rect
from paintapp.generation.place import (
    finished_image,
    layer_generation,
    place_layer,
    place_result,
    result_layer,
)
from paintapp.generation.prepare import prepare
from paintapp.generation.protocol import Raster
from paintapp.generation.record import Generation
from paintapp.generation.settings import Settings
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
