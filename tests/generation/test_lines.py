"""Lines from documents to requests."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from paintapp.document import FULL, Document, Pixels, RasterLayer
from paintapp.generation.live_source import Source, Wanted
from paintapp.generation.prepare import prepare
from paintapp.generation.request import Control, ProtocolError, Raster, Request
from paintapp.generation.settings import GenerationError, Lines, Settings
from tests.generation.models import descriptor

MODEL = descriptor(128, 64, 256, 256 * 256, controls=("lines",), live_steps=3)
WISH = Settings(task="image", prompt="a boat", seed=7, lines=Lines(source=2, weight=0.8))


def inked(x: int) -> Pixels:
    array = np.zeros((200, 256, 4), np.uint16)
    array[40:160, x : x + 5, 3] = FULL
    return Pixels.from_array(array)


def document(visible: bool = True) -> Document:
    paper = np.full((200, 256, 4), FULL, np.uint16)
    paper[:, 180:, :2] = 9000  # a painted edge
    return Document(
        256,
        200,
        (
            RasterLayer(id=1, name="Paper", pixels=Pixels.from_array(paper)),
            RasterLayer(id=2, name="Lines", pixels=inked(100), visible=visible, opacity=0.2),
        ),
    )


def control(settings: Settings, model: object = MODEL, source: Document | None = None) -> Control:
    request = prepare(source or document(), settings, model, 7).request
    request.check()
    assert Request.from_json(request.to_json()) == request
    (found,) = request.controls
    assert (found.image.width, found.image.height) == (request.width, request.height)
    return found


def test_a_layers_lines_alone_go_into_the_request_shown_or_not() -> None:
    shown, hidden = control(WISH), control(WISH, source=document(visible=False))
    assert shown == hidden and (shown.kind, shown.weight) == ("lines", 0.8)
    lines = shown.image.array()
    column = round(102 * shown.image.width / 256)
    middle = len(lines) // 2
    assert lines.ndim == 2 and lines[middle, column] > 200
    assert not lines[:, : column - 4].any() and not lines[:, column + 4 :].any()


def test_of_the_whole_picture_its_edges_count() -> None:
    lines = control(replace(WISH, lines=Lines())).image.array()
    edge = round(180 * lines.shape[1] / 256)
    assert lines[len(lines) // 2, edge - 2 : edge + 3].max() > 150


def test_a_drawing_from_elsewhere_counts_like_a_layer() -> None:
    assert control(replace(WISH, lines=Lines(source=inked(100), weight=0.8))) == control(WISH)


def test_lines_that_do_not_count_are_not_sent() -> None:
    for lines in (None, Lines(source=2, weight=0), Lines(source=2, start=0.4, end=0.4)):
        assert prepare(document(), replace(WISH, lines=lines), MODEL, 7).request.controls == ()
    plain = descriptor(128, 64, 256, 256 * 256)
    assert prepare(document(), WISH, plain, 7).request.controls == ()


def test_a_layer_that_has_gone_is_said() -> None:
    with pytest.raises(GenerationError, match="has gone"):
        prepare(document(), replace(WISH, lines=Lines(source=9)), MODEL, 7)


def test_a_request_says_how_its_lines_counted() -> None:
    request = prepare(document(), WISH, MODEL, 7).request
    assert Settings.from_request(request).lines == Lines(weight=0.8)
    assert Settings.from_request(replace_controls(request, ())).lines is None


def replace_controls(request: Request, controls: tuple[Control, ...]) -> Request:
    import msgspec

    return msgspec.structs.replace(request, controls=controls)


@pytest.mark.parametrize(
    "changes",
    [
        {"weight": -0.1},
        {"weight": 2.1},
        {"weight": float("nan")},
        {"start": 0.6, "end": 0.5},
        {"end": 1.5},
    ],
)
def test_values_out_of_range_are_refused(changes: dict[str, float]) -> None:
    request = prepare(document(), WISH, MODEL, 7).request
    picture = Raster.from_array(np.zeros((request.height, request.width), np.uint8))
    with pytest.raises(ProtocolError):
        replace_controls(request, (Control("lines", picture, **changes),)).check()
    if not {"start"} & set(changes):
        with pytest.raises(GenerationError):
            Lines(**changes)


def test_live_painting_follows_the_layer_and_draws_it_anew_only_when_it_changes() -> None:
    source = Source(lambda: None)
    live = replace(WISH, strength=0.5, count=1)

    def controls(canvas: Document, settings: Settings = live) -> tuple[Control, ...]:
        wanted = Wanted(canvas, canvas, settings, MODEL)
        request = source.prepare(wanted, None).request
        request.check()
        return request.controls

    canvas = document()
    (first,) = controls(canvas)
    assert first == control(WISH)
    painted = canvas.with_layer(replace(canvas.raster(1), pixels=inked(20)))
    (second,) = controls(painted)
    assert second is first
    (third,) = controls(canvas.with_layer(replace(canvas.raster(2), pixels=inked(60))))
    assert third.image != first.image
    (whole,) = controls(canvas, replace(live, lines=Lines()))
    assert whole == control(replace(WISH, lines=Lines()))
