"""From documents to requests."""

import msgspec
import numpy as np
import pytest

from paintapp.document import FULL, Document, Pixels, RasterLayer, Rect
from paintapp.generation import masks
from paintapp.generation import prepare as module
from paintapp.generation.prefill import prefilled
from paintapp.generation.prepare import Cancelled, context_image, prepare
from paintapp.generation.region import Plan
from paintapp.generation.request import Request
from paintapp.generation.settings import GenerationError, Settings
from tests.generation.models import SD15, SMALL, descriptor


def painted(width: int = 128, height: int = 96, seed: int = 1) -> Document:
    """A document with one opaque layer of smooth colours."""
    rows, columns = np.mgrid[0:height, 0:width]
    array = np.full((height, width, 4), FULL, np.uint16)
    array[..., 0] = columns * FULL // width
    array[..., 1] = rows * FULL // height
    array[..., 2] = (seed * 9973) % FULL
    return Document(width, height, (RasterLayer(id=1, name="A", pixels=Pixels.from_array(array)),))


def selected(document: Document, rect: Rect, value: int = FULL) -> Document:
    array = np.full((rect.height, rect.width), value, np.uint16)
    return document.with_selection(Pixels.from_array(array, rect.x, rect.y))


INPAINT = Settings(task="inpaint", prompt="a boat", seed=7, count=2)


def test_equal_arguments_give_equal_requests() -> None:
    document = selected(painted(), Rect(30, 30, 40, 20))
    first = prepare(document, INPAINT, SMALL, 7)
    again = prepare(selected(painted(), Rect(30, 30, 40, 20)), INPAINT, SMALL, 7)
    assert first.request == again.request
    assert first.placement == again.placement
    assert prepare(document, INPAINT, SMALL, 8).request != first.request
    other = selected(painted(seed=2), Rect(30, 30, 40, 20))
    assert prepare(other, INPAINT, SMALL, 7).request.image != first.request.image


@pytest.mark.parametrize("task", ["text", "image", "inpaint"])
@pytest.mark.parametrize("size", [(16, 16), (100, 37), (640, 480), (16, 500), (1000, 1000)])
@pytest.mark.parametrize("strength", [0.0, 0.4, 1.0])
def test_every_request_makes_sense(task: str, size: tuple[int, int], strength: float) -> None:
    width, height = size
    document = selected(painted(width, height), Rect(width // 3, 0, width // 3, height // 2))
    asked = Settings(task=task, strength=strength)  # type: ignore[arg-type]
    prepared = prepare(document, asked, SMALL, 1)
    request = prepared.request
    request.check()
    assert (request.image is None) == (task == "text")
    assert (request.mask is None) == (task != "inpaint")
    assert request.strength == (1.0 if task == "text" else strength)
    assert prepared.placement.mask is not None
    assert document.bounds.contains(prepared.placement.mask.bounds())
    assert Request.from_json(request.to_json()) == request


def test_automatic_values_come_from_the_model() -> None:
    model = descriptor(128, 64, 256, 65536, default_steps=12, default_guidance_scale=3.0)
    request = prepare(painted(), Settings(task="image"), model, 1).request
    assert (request.steps, request.guidance_scale) == (12, 3.0)
    assert request.strength == model.default_strength
    fixed = Settings(task="image", strength=0.1, steps=5, guidance_scale=0)
    request = prepare(painted(), fixed, model, 1).request
    assert (request.steps, request.guidance_scale) == (5, 0)
    silent = descriptor(uses_negative_prompt=False)
    asked = Settings(task="text", negative_prompt="fog")
    assert prepare(painted(), asked, silent, 1).request.negative_prompt == ""


def test_what_cannot_be_done_is_said() -> None:
    with pytest.raises(GenerationError, match="Nothing is selected"):
        prepare(painted(), INPAINT, SMALL, 1)
    with pytest.raises(GenerationError, match="mask is empty"):
        prepare(painted().with_selection(Pixels.mask()), INPAINT, SMALL, 1)
    only_text = msgspec.structs.replace(SMALL, tasks=("text",))
    with pytest.raises(GenerationError, match="cannot do inpainting"):
        prepare(selected(painted(), Rect(0, 0, 9, 9)), INPAINT, only_text, 1)
    with pytest.raises(Cancelled):
        prepare(painted(), Settings(task="image"), SMALL, 1, lambda: True)


def test_an_empty_selection_restricts_nothing_else() -> None:
    document = painted().with_selection(Pixels.mask())
    assert prepare(document, Settings(task="text"), SMALL, 1).placement.mask is None


@pytest.mark.parametrize(
    "rect", [Rect(60, 50, 1, 1), Rect(0, 0, 20, 20), Rect(127, 95, 1, 1), Rect(0, 0, 128, 96)]
)
def test_any_selection_is_denoised(rect: Rect) -> None:
    prepared = prepare(selected(painted(), rect), INPAINT, SMALL, 1)
    mask, shown = prepared.request.mask, prepared.placement.mask
    assert mask is not None and mask.array().max() == 255
    assert shown is not None and shown.bounds() == rect


def test_the_context_is_what_is_seen() -> None:
    document = painted(128, 128)
    request = prepare(document, Settings(task="image"), SMALL, 1).request
    assert request.image is not None
    image = request.image.array()
    assert image.shape == (128, 128, 3)
    layer = document.raster(1)
    expected = np.rint(layer.pixels.read(document.bounds)[..., :3] / 257)
    assert np.array_equal(image, expected)
    blank = Document(64, 64)
    request = prepare(blank, Settings(task="image"), SMALL, 1).request
    assert request.image is not None and (request.image.array() == 255).all()


def test_the_context_past_the_border_repeats_the_last_pixels() -> None:
    document = painted(130, 129)
    geometry = Plan(Rect(0, 0, 136, 136), 136, 136)
    image = context_image(document, geometry)
    assert (image[:, 130:] == image[:, 129:130]).all()
    assert (image[129:] == image[128:129]).all()


def test_a_huge_context_is_read_in_bands(monkeypatch: pytest.MonkeyPatch) -> None:
    document = painted(500, 400)
    geometry = Plan(document.bounds, 120, 96)
    whole = context_image(document, geometry)
    monkeypatch.setattr(module, "WHOLE_CANVAS", 1)
    monkeypatch.setattr(masks, "BAND_PIXELS", 500 * 40)
    banded = context_image(document, geometry)
    assert np.abs(whole.astype(int) - banded).max() <= 3


def test_prefill_takes_out_what_should_vanish() -> None:
    image = np.full((128, 128, 3), (40, 120, 200), np.uint8)
    image[50:70, 50:70] = (255, 0, 0)
    mask = np.zeros((128, 128), np.uint8)
    mask[46:74, 46:74] = 255
    for filling in ("surroundings", "edges", "cloud", "exemplar"):
        filled = prefilled(image, mask, filling)  # type: ignore[arg-type]
        assert np.abs(filled.astype(int) - (40, 120, 200)).max() <= 2
    assert np.array_equal(prefilled(image, np.zeros_like(mask)), image)
    everything = prefilled(image, np.full_like(mask, 255))
    assert everything.std(axis=(0, 1)).max() == 0


def test_what_lies_beside_a_hard_mask_is_gone_by() -> None:
    """A line one pixel wide right beside the hole is known, so it counts; a soft edge is not."""
    image = np.full((96, 96, 3), 200, np.uint8)
    image[:, 39] = 20
    mask = np.zeros((96, 96), np.uint8)
    mask[30:60, 40:60] = 255
    filled = prefilled(image, mask, "edges")
    assert np.array_equal(filled[mask == 0], image[mask == 0])
    assert filled[35:55, 40].mean() < 140
    mask[30:60, 60] = 128
    soft = prefilled(image, mask, "edges")
    assert soft[35:55, 40].mean() > 180


def test_prefill_happens_at_full_strength_only() -> None:
    document = selected(painted(128, 128), Rect(40, 40, 40, 40))

    def picture(**changes: object) -> np.ndarray:
        asked = Settings(task="inpaint", **changes)  # type: ignore[arg-type]
        request = prepare(document, asked, SMALL, 1).request
        assert request.image is not None
        return request.image.array()

    original = picture(prefill="none")
    assert not np.array_equal(picture(), original)
    assert not np.array_equal(picture(prefill="cloud"), original)
    half = picture(strength=0.5)
    assert np.array_equal(half, picture(strength=0.5, prefill="none"))


@pytest.mark.parametrize("model", [SMALL, SD15])
def test_outside_the_mask_prefill_changes_nothing(model: object) -> None:
    document = selected(painted(256, 256), Rect(100, 100, 40, 40))
    plain = Settings(task="inpaint", prefill="none")
    before = prepare(document, plain, model, 1).request  # type: ignore[arg-type]
    after = prepare(document, Settings(task="inpaint"), model, 1).request  # type: ignore[arg-type]
    assert before.image and after.image and after.mask
    outside = after.mask.array() == 0
    assert outside.any()
    assert np.array_equal(before.image.array()[outside], after.image.array()[outside])


def test_a_result_does_not_fade_into_nothing() -> None:
    """Half of the canvas is painted: there the result fades in, over the rest it shows fully."""
    half = painted(64, 96).raster(1).pixels
    document = Document(128, 96, (RasterLayer(id=1, name="A", pixels=half),))
    chosen = selected(document, Rect(40, 20, 48, 48))
    shown = prepare(chosen, INPAINT, SMALL, 1).placement.mask
    assert shown is not None
    values = shown.read(document.bounds)
    assert values[44, 40] < FULL // 2 and (values[20:68, 64:88] == FULL).all()
    assert not values[:20].any() and not values[:, 88:].any()


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((128, 128), None),
        ((280, 280), None),  # at 256 by the model itself: too little to gain
        ((300, 300), (300, 300)),
        ((600, 450), (600, 450)),
        ((4096, 4096), (1024, 1024)),  # four times what the model makes
        ((3000, 16), None),
    ],
)
def test_results_that_must_grow_go_through_the_upscaler(
    size: tuple[int, int], expected: tuple[int, int] | None
) -> None:
    able = msgspec.structs.replace(SMALL, enlarger="upscaler")
    asked = Settings(task="image", seed=1, passes=1)
    request = prepare(painted(*size), asked, able, 1).request
    request.check()
    if expected is not None:
        assert request.enlarged == expected and request.enlarger == "upscaler"
        assert request.extent == expected
        assert Request.from_json(request.to_json()) == request
    elif size != (3000, 16):  # where a strip's sides grow unevenly it need only be right
        assert request.enlarged is None and request.enlarger == ""
        assert request.extent == (request.width, request.height)
    plain = prepare(painted(*size), asked, SMALL, 1).request
    assert plain.enlarged is None
    assert plain == msgspec.structs.replace(request, enlarged=None, enlarger="")
