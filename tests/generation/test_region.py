"""The geometry of generations: tables, and laws over any canvas and selection."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paintapp.document import Rect
from paintapp.generation.descriptors import Descriptor
from paintapp.generation.region import Plan, native_extent, plan
from paintapp.generation.settings import GenerationError, Settings
from tests.generation.models import FLOW, MODELS, SD15, SDXL, SMALL

TEXT = Settings(task="text")
IMAGE = Settings(task="image")
INPAINT = Settings(task="inpaint", prompt="a boat")
REFINE = Settings(task="inpaint", strength=0.5)


@pytest.mark.parametrize(
    ("width", "height", "model", "extent"),
    [
        (512, 512, SD15, (512, 512)),  # its own size
        (640, 768, SD15, (640, 768)),  # between native and largest: no resampling
        (641, 767, SD15, (648, 768)),  # rounded out, to be extended instead of resampled
        (256, 256, SD15, (512, 512)),  # small: enlarged to the native area
        (16, 16, SD15, (512, 512)),
        (16, 16, SMALL, (128, 128)),
        (1, 1, SMALL, (128, 128)),
        (1024, 1024, SD15, (768, 768)),  # large: reduced to what the model can do
        (2000, 1000, SD15, (1024, 512)),
        (4096, 4096, SMALL, (256, 256)),
        (1920, 1080, SDXL, (1520, 856)),
        (1000, 1000, FLOW, (1024, 1024)),
        (16384, 16384, FLOW, (1536, 1536)),
        (16384, 16, SD15, (1024, 256)),  # beyond any aspect: squeezed
        (16, 16384, SDXL, (512, 2048)),
        (300, 100, SMALL, (256, 88)),
    ],
)
def test_native_extents(
    width: int, height: int, model: Descriptor, extent: tuple[int, int]
) -> None:
    assert native_extent(width, height, model) == extent


@pytest.mark.parametrize(
    ("canvas", "mask", "asked", "model", "bounds", "extent"),
    [
        # text: the whole canvas or the selection
        ((512, 512), None, TEXT, SD15, (0, 0, 512, 512), (512, 512)),
        ((1000, 700), None, TEXT, SDXL, (0, 0, 1000, 700), (1224, 856)),
        ((16, 16), None, TEXT, SMALL, (0, 0, 16, 16), (128, 128)),
        ((512, 512), (100, 100, 50, 50), TEXT, SD15, (100, 100, 50, 50), (512, 512)),
        # image: the same, with some surroundings for small selections
        ((600, 604), None, IMAGE, SD15, (0, 0, 600, 608), (600, 608)),  # past the border by 4
        ((512, 512), (0, 0, 1, 1), IMAGE, SD15, (0, 0, 128, 128), (512, 512)),
        ((900, 900), (300, 300, 256, 128), IMAGE, SMALL, (300, 300, 256, 128), (256, 128)),
        # inpaint: small selections get surroundings, within the canvas
        ((1024, 1024), (500, 500, 1, 1), INPAINT, SD15, (373, 373, 256, 256), (512, 512)),
        ((1024, 1024), (0, 0, 1, 1), INPAINT, SD15, (0, 0, 256, 256), (512, 512)),
        ((1024, 1024), (1023, 1023, 1, 1), INPAINT, SD15, (768, 768, 256, 256), (512, 512)),
        ((16, 16), (3, 4, 5, 6), INPAINT, SMALL, (0, 0, 16, 16), (128, 128)),
        ((512, 512), (0, 0, 512, 512), INPAINT, SD15, (0, 0, 512, 512), (512, 512)),
        ((2048, 2048), (600, 600, 300, 300), INPAINT, SD15, (450, 450, 600, 600), (600, 600)),
        ((2048, 2048), (500, 500, 600, 400), INPAINT, SD15, (250, 250, 1100, 900), (848, 688)),
    ],
)
def test_plans(
    canvas: tuple[int, int],
    mask: tuple[int, int, int, int] | None,
    asked: Settings,
    model: Descriptor,
    bounds: tuple[int, int, int, int],
    extent: tuple[int, int],
) -> None:
    found = plan(canvas, Rect(*mask) if mask else None, asked, model)
    assert (found.bounds, (found.width, found.height)) == (Rect(*bounds), extent)


def test_margins_follow_strength_and_settings() -> None:
    mask = Rect(400, 400, 300, 400)
    whole = plan((2048, 2048), mask, INPAINT, SD15)
    half = plan((2048, 2048), mask, REFINE, SD15)
    assert (whole.feather, whole.grow, whole.blend) == (50, 29, 25)
    assert (half.feather, half.grow, half.blend) == (25, 16, 12)
    assert half.bounds.area < whole.bounds.area
    exact = Settings(task="inpaint", grow=0, feather=0, blend=0, context=100)
    found = plan((2048, 2048), mask, exact, SD15)
    assert (found.grow, found.feather, found.blend) == (0, 0, 0)
    assert found.bounds == Rect(300, 300, 504, 600)


@pytest.mark.parametrize(
    ("side", "model", "changes", "extent", "first"),
    [
        (900, SD15, {}, (904, 904), None),  # reduced by 1.2 only
        (1100, SD15, {}, (1096, 1096), (768, 768)),
        (4096, SD15, {}, (1344, 1344), (768, 768)),
        (4096, SD15, {"passes": 1}, (768, 768), None),
        (4096, SMALL, {}, (256, 256), None),
        (4096, SMALL, {"passes": 2}, (448, 448), (256, 256)),
        (512, SD15, {"passes": 2}, (512, 512), None),
    ],
)
def test_large_parts_get_a_second_pass(
    side: int,
    model: Descriptor,
    changes: dict[str, object],
    extent: tuple[int, int],
    first: tuple[int, int] | None,
) -> None:
    for task in ("text", "image", "inpaint"):
        asked = Settings(task=task, prompt="a boat", **changes)  # type: ignore[arg-type]
        found = plan((side, side), Rect(0, 0, side, side), asked, model)
        if first is not None:
            assert ((found.width, found.height), found.first_pass) == (extent, first)
        else:
            assert found.first_pass is None


@pytest.mark.parametrize("model", [SMALL, SD15, SDXL, FLOW])
@pytest.mark.parametrize("asked", [INPAINT, REFINE])
def test_a_face_on_a_large_canvas_gets_the_models_own_size(
    model: Descriptor, asked: Settings
) -> None:
    face = Rect(1800, 900, 220, 260)
    found = plan((4096, 4096), face, asked, model)
    assert found.bounds.contains(face) and max(found.bounds[2:]) <= 3 * 260
    native = model.native_width * model.native_height
    assert 0.7 * native <= found.width * found.height <= model.maximum_pixels
    if model.native_width >= 512:
        assert found.scale >= 1


def test_nothing_to_work_on_is_refused() -> None:
    with pytest.raises(GenerationError, match="Nothing is selected"):
        plan((64, 64), None, INPAINT, SMALL)
    for asked in (TEXT, IMAGE, INPAINT):
        with pytest.raises(GenerationError, match="mask is empty"):
            plan((64, 64), Rect(80, 80, 5, 5), asked, SMALL)


sides = st.integers(16, 16384)


@st.composite
def cases(draw: st.DrawFn) -> tuple[int, int, Rect | None, Settings, Descriptor]:
    width, height = draw(sides), draw(sides)
    task = draw(st.sampled_from(["text", "image", "inpaint"]))
    mask = None
    if task == "inpaint" or draw(st.booleans()):
        x, y = draw(st.integers(0, width - 1)), draw(st.integers(0, height - 1))
        mask = Rect(x, y, draw(st.integers(1, width - x)), draw(st.integers(1, height - y)))
    asked = Settings(task=task, strength=draw(st.sampled_from([None, 0.0, 0.3, 1.0])))
    return width, height, mask, asked, draw(st.sampled_from(list(MODELS.values())))


@settings(max_examples=300, deadline=None)
@given(cases())
def test_laws_of_every_plan(
    case: tuple[int, int, Rect | None, Settings, Descriptor],
) -> None:
    width, height, mask, asked, model = case
    found = plan((width, height), mask, asked, model)
    canvas, bounds = Rect(0, 0, width, height), found.bounds
    # The extent, or that of its first pass, is one the model can do.
    assert found.width % model.multiple == found.height % model.multiple == 0
    first = found.first_pass or (found.width, found.height)
    assert first[0] % model.multiple == first[1] % model.multiple == 0
    assert model.minimum_side <= min(first)
    assert max(first) <= model.maximum_side
    assert first[0] * first[1] <= model.maximum_pixels
    if found.first_pass:
        assert found.width >= first[0] and found.height >= first[1]
        assert found.width <= bounds.width + model.multiple
        assert found.height <= bounds.height + model.multiple
    # The context holds all that is selected and reaches past the canvas by rounding only.
    assert bounds.x >= 0 and bounds.y >= 0
    assert bounds.contains(mask if mask else canvas)
    assert bounds.right < width + model.multiple and bounds.bottom < height + model.multiple
    if bounds.right > width or bounds.bottom > height:
        assert (bounds.width, bounds.height) == (found.width, found.height)
    # The aspect is kept but for multiples, unless the canvas itself is a strip.
    lowest, highest = model.minimum_side, min(model.maximum_side, 2 * model.minimum_side)
    if max(width, height) * lowest <= min(width, height) * highest:
        error = abs(math.log(found.width * bounds.height / (found.height * bounds.width)))
        assert error <= math.log1p(model.multiple / lowest) + 0.02
    # The surroundings hold what is denoised around the selection, where there is canvas.
    if asked.task == "inpaint" and mask:
        reach = math.ceil(found.grow + found.feather / 2)
        assert bounds.contains(mask.padded(reach).intersected(canvas))


@given(cases())
def test_plans_are_pure(case: tuple[int, int, Rect | None, Settings, Descriptor]) -> None:
    width, height, mask, asked, model = case
    first: Plan = plan((width, height), mask, asked, model)
    assert plan((width, height), mask, asked, model) == first
