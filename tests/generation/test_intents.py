"""The table of intents, and what each means for a request."""

from dataclasses import replace

import msgspec
import numpy as np
import pytest

from paintapp.document import FULL, Document, Pixels, RasterLayer, Rect
from paintapp.generation.builtin import DESCRIPTOR, MODEL, make_picture
from paintapp.generation.expand import expand_canvas
from paintapp.generation.ground import is_flat
from paintapp.generation.intents import BY_ID, INTENTS, Intent, default_strength, task_of
from paintapp.generation.place import place_result
from paintapp.generation.prepare import prepare
from paintapp.generation.record import Generation
from paintapp.generation.region import plan
from paintapp.generation.request import Raster
from paintapp.generation.settings import GenerationError, Settings
from paintapp.painting.composite import flatten
from tests.generation.models import SD15, SMALL
from tests.generation.test_prepare import painted, selected


def asked(intent: Intent, **changes: object) -> Settings:
    values: dict[str, object] = {"prompt": "a boat", "seed": 3, "count": 1, **changes}
    return Settings(task=task_of(intent, True), intent=intent.id, **values)  # type: ignore[arg-type]


WHOLE = Rect(0, 0, 128, 96)


@pytest.mark.parametrize(
    ("intent", "rect"),
    [
        pytest.param(intent, rect, id=f"{intent.id}-{rect.width}")
        for intent in INTENTS
        for rect in (Rect(30, 20, 60, 50), Rect(0, 0, 1, 1), WHOLE)
        if not (intent.inverted and rect == WHOLE)  # nothing would be left to change
    ],
)
def test_every_intent_makes_a_request(intent: Intent, rect: Rect) -> None:
    document = selected(painted(), rect)
    prepared = prepare(document, asked(intent), SMALL, 3)
    prepared.request.check()
    assert prepared.request.strength == default_strength(intent, SMALL)
    assert prepared.placement.intent == intent.id
    assert prepare(document, asked(intent), SMALL, 3) == prepared
    record = Generation(prepared.request, prepared.placement)
    assert Generation.from_json(record.to_json()) == record
    again = Settings.from_request(prepared.request, prepared.placement.intent)
    assert again.wanted is intent
    if prepared.request.task == "inpaint":
        shown = prepared.placement.mask
        assert shown is not None
        inside = np.zeros((document.height, document.width), bool)
        inside[rect.y : rect.bottom, rect.x : rect.right] = True
        allowed = ~inside if intent.inverted else inside
        values = shown.read(document.bounds)
        assert values.any() and not values[~allowed].any()


@pytest.mark.parametrize(
    ("task", "strength", "expected"),
    [
        ("text", None, "create"),
        ("text", 0.5, "create"),
        ("image", None, "refine"),
        ("image", 1.0, "refine"),
        ("inpaint", None, "fill"),
        ("inpaint", 1.0, "fill"),
        ("inpaint", 0.9, "refine"),
    ],
)
def test_the_intent_that_is_meant(task: str, strength: float | None, expected: str) -> None:
    assert Settings(task=task, strength=strength).wanted is BY_ID[expected]  # type: ignore


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"intent": "dream"}, "no intent called dream"),
        ({"intent": "fill", "task": "image"}, "The intent fill is not done by the task image"),
        ({"context": Rect(5, 5, 0, 9)}, "frame is empty"),
        ({"context": -1}, "context must be"),
    ],
)
def test_what_makes_no_sense_is_refused(changes: dict[str, object], words: str) -> None:
    with pytest.raises(GenerationError, match=words):
        Settings(**changes)  # type: ignore[arg-type]


def test_remove_says_nothing_of_what_lies_in_the_prompt() -> None:
    document = selected(painted(), Rect(30, 30, 30, 30))
    assert prepare(document, asked(BY_ID["remove"]), SMALL, 1).request.prompt == ""
    assert prepare(document, asked(BY_ID["fill"]), SMALL, 1).request.prompt == "a boat"
    with pytest.raises(GenerationError, match="what to add"):
        prepare(document, asked(BY_ID["add"], prompt=" "), SMALL, 1)


@pytest.mark.parametrize(
    ("frame", "bounds", "extent"),
    [
        (Rect(500, 500, 512, 512), Rect(500, 500, 512, 512), (512, 512)),
        (Rect(600, 500, 200, 200), Rect(600, 500, 200, 200), (512, 512)),
        (Rect(-100, 500, 612, 640), Rect(0, 500, 512, 640), (512, 640)),
        (Rect(100, 100, 1800, 1800), Rect(100, 100, 1800, 1800), (768, 768)),
    ],
)
def test_the_artists_frame_is_the_context(
    frame: Rect, bounds: Rect, extent: tuple[int, int]
) -> None:
    mask = Rect(450, 550, 300, 100)
    for intent in INTENTS:
        found = plan((2048, 2048), mask, asked(intent, context=frame, passes=1), SD15)
        assert (found.bounds, (found.width, found.height)) == (bounds, extent)


def test_only_what_lies_in_the_frame_changes() -> None:
    document = selected(painted(128, 128), Rect(20, 20, 80, 80))
    frame = Rect(60, 0, 68, 128)
    prepared = prepare(document, asked(BY_ID["fill"], context=frame), SMALL, 1)
    assert prepared.placement.mask is not None
    assert prepared.placement.mask.bounds() == Rect(60, 20, 40, 80)
    for away in (Rect(500, 0, 50, 50), Rect(100, 100, 20, 20)):
        with pytest.raises(GenerationError, match=r"[Ff]rame"):
            prepare(document, asked(BY_ID["fill"], context=away), SMALL, 1)


@pytest.mark.parametrize(
    ("frame", "new"),
    [
        (Rect(0, 0, 200, 96), Rect(104, 0, 96, 96)),  # to the right, over 24 old pixels
        (Rect(-40, 0, 168, 96), Rect(0, 0, 64, 96)),
        (Rect(0, -30, 128, 126), Rect(0, 0, 128, 54)),
        (Rect(0, 0, 128, 100), Rect(0, 72, 128, 28)),
        (Rect(20, 0, 200, 96), Rect(84, 0, 116, 96)),  # cut on the left
    ],
)
def test_a_canvas_grows(frame: Rect, new: Rect) -> None:
    document = painted()
    grown = expand_canvas(document, frame)
    assert grown.bounds == Rect(0, 0, frame.width, frame.height)
    assert grown.selection is not None and grown.selection.bounds() == new
    both = document.bounds.intersected(frame)
    place = both.translated(-frame.x, -frame.y)
    assert np.array_equal(flatten(grown, place), flatten(document, both))
    prepared = prepare(grown, asked(BY_ID["expand"]), SMALL, 1)
    shown = prepared.placement.mask
    assert shown is not None
    beyond = shown.read(grown.bounds)[
        tuple(slice(*edge) for edge in ((new.y, new.bottom), (new.x, new.right)))
    ]
    assert (beyond == FULL).any()
    outside = np.ones((grown.height, grown.width), bool)
    outside[place.y : place.bottom, place.x : place.right] = False
    # Where there was no canvas the result shows fully: nothing lies below.
    assert (shown.read(grown.bounds)[outside] == FULL).all()


def test_a_canvas_that_does_not_grow_is_refused() -> None:
    for frame in (painted().bounds, Rect(10, 10, 50, 50), Rect(500, 0, 50, 50)):
        with pytest.raises(GenerationError):
            expand_canvas(painted(), frame)


def test_something_is_removed_without_a_model() -> None:
    document = painted()
    layer = document.raster(1)
    spot = np.full((20, 20, 4), (FULL, 0, 0, FULL), np.uint16)
    with_spot: Document = document.with_layer(
        type(layer)(id=1, name="A", pixels=layer.pixels.written(spot, 50, 40))
    )
    rect = Rect(46, 36, 28, 28)
    settings = asked(BY_ID["remove"], model=MODEL)
    prepared = prepare(selected(with_spot, rect), settings, DESCRIPTOR, 3)
    picture = make_picture(prepared.request, 0)
    assert np.array_equal(picture, make_picture(prepared.request, 0))
    record = Generation(prepared.request, prepared.placement)
    after = place_result(with_spot, Raster.from_array(picture), record, "Removed", None)
    near = np.abs(flatten(after).astype(int) - flatten(document))[36:64, 46:74]
    assert near.max() < FULL // 6  # the spot is off by up to its whole red


def test_a_model_may_ask_for_prefilled_holes_to_shine_through() -> None:
    cautious = msgspec.structs.replace(SMALL, filling_strength=0.7)
    assert default_strength(BY_ID["fill"], cautious) == 0.7
    assert default_strength(BY_ID["remove"], cautious) == BY_ID["remove"].strength
    assert default_strength(BY_ID["add"], cautious) == 1.0
    assert default_strength(BY_ID["create"], cautious) == 1.0
    assert default_strength(BY_ID["refine"], cautious) == SMALL.default_strength


CAUTIOUS = msgspec.structs.replace(SMALL, filling_strength=0.6)


def test_words_over_flat_ground_take_the_whole_strength() -> None:
    fill = BY_ID["fill"]
    assert default_strength(fill, CAUTIOUS, "a boat", flat=True) == 1.0
    assert default_strength(fill, CAUTIOUS, "a boat") == 0.6
    assert fill.wordless is not None
    assert default_strength(fill, CAUTIOUS, " ", flat=True) == fill.wordless.strength
    others = (intent for intent in INTENTS if intent is not fill)
    for intent in others:
        for prompt in ("", "a boat"):
            usual = default_strength(intent, CAUTIOUS, prompt)
            assert default_strength(intent, CAUTIOUS, prompt, flat=True) == usual


def sky(colours: float) -> Document:
    """A sky that differs from top to bottom by so many of 255, and a dark spot in its middle."""
    array = np.full((96, 128, 4), FULL, np.uint16)
    array[..., 0] = 30000 + (np.arange(96) * 257 * colours / 96)[:, None]
    array[40:56, 56:72, :3] = 3000
    return Document(128, 96, (RasterLayer(id=1, name="Sky", pixels=Pixels.from_array(array)),))


@pytest.mark.parametrize(
    ("document", "rect", "flat"),
    [
        # What is in the selection does not count: it is what goes.
        (sky(0), Rect(50, 36, 28, 24), True),
        (sky(20), Rect(50, 36, 28, 24), True),
        (sky(120), Rect(10, 10, 100, 76), False),
        (sky(0), Rect(60, 44, 30, 30), False),
        (sky(0), Rect(0, 0, 128, 96), True),
        (sky(0), Rect(-5, -5, 20, 20), True),
        (painted(), Rect(30, 30, 40, 30), False),
        (Document(128, 96), Rect(30, 30, 40, 30), True),
    ],
)
def test_flat_ground(document: Document, rect: Rect, flat: bool) -> None:
    assert is_flat(document, rect) is flat
    inside = selected(document, rect.intersected(document.bounds))
    words = asked(BY_ID["fill"])
    for settings in (words, replace(words, intent=None)):
        prepared = prepare(inside, settings, CAUTIOUS, 3)
        assert prepared.request.strength == (1.0 if flat else 0.6)
        assert prepared.placement.intent == "fill"
    chosen = prepare(inside, replace(words, strength=0.3), CAUTIOUS, 3)
    assert chosen.request.strength == 0.3
