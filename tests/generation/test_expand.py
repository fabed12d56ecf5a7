"""A canvas that grows together with its result: asked for, recorded, applied and undone."""

from __future__ import annotations

import numpy as np
import pytest

from paintapp.document import FULL, Document, Rect
from paintapp.editor import Editor
from paintapp.generation.expand import grown_for, offset_of
from paintapp.generation.place import place_result
from paintapp.generation.prepare import prepare
from paintapp.generation.record import Generation, RecordError
from paintapp.generation.request import Raster
from paintapp.generation.settings import Settings
from paintapp.painting.composite import flatten
from tests.generation.models import SMALL
from tests.generation.test_prepare import painted

FRAME = Rect(-40, 0, 40 + 128 + 24, 96)
"""The painted document with something new on its left and on its right."""


def asked(frame: Rect = FRAME) -> Settings:
    return Settings(task="inpaint", intent="expand", canvas=frame, prompt="more", count=1, seed=5)


def generation(document: Document) -> Generation:
    prepared = prepare(document, asked(), SMALL, 5)
    return Generation(prepared.request, prepared.placement)


def test_the_request_is_for_the_grown_canvas() -> None:
    document = painted()
    placement = generation(document).placement
    assert (placement.canvas_width, placement.canvas_height) == (192, 96)
    assert placement.old_canvas == Rect(40, 0, 128, 96)
    assert placement.mask is not None
    shown = placement.mask.read(Rect(0, 0, 192, 96))
    assert (shown[:, [0, 191]] > FULL // 2).all()
    assert not shown[:, 70:140].any()


def test_records_hold_where_the_canvas_was() -> None:
    record = generation(painted())
    assert Generation.from_json(record.to_json()) == record
    broken = record.to_json().replace('"old_canvas":[40,', '"old_canvas":[90,')
    with pytest.raises(RecordError, match="old canvas"):
        Generation.from_json(broken)


def test_growing_and_the_result_are_one_step_and_the_old_pixels_stay() -> None:
    document = painted()
    record = generation(document)
    editor = Editor(document)
    request = record.request
    picture = Raster.from_array(np.full((request.height, request.width, 3), 90, np.uint8))

    def applied(document: Document) -> Document:
        return place_result(grown_for(document, record.placement), picture, record, "New", None)

    before = flatten(document)
    editor.apply("Expand", applied)
    after = editor.document
    assert (after.width, after.height) == (192, 96)
    seen = flatten(after)
    mask = record.placement.mask
    assert mask is not None
    kept = mask.read(after.bounds)[:, 40:168] == 0
    assert np.array_equal(seen[:, 40:168][kept], before[kept])
    assert (seen[:, :30, 3] == FULL).all()
    editor.undo()
    assert editor.document is document


def test_a_second_result_for_the_same_canvas_does_not_grow_it_again() -> None:
    document = painted()
    placement = generation(document).placement
    grown = grown_for(document, placement)
    assert grown_for(grown, placement) is grown
    other = Document(300, 300, document.layers)
    assert grown_for(other, placement) is other


def test_results_are_shown_beside_the_canvas_until_it_has_grown() -> None:
    placement = generation(painted()).placement
    assert offset_of(placement, (128, 96)) == (-40, 0)
    assert offset_of(placement, (192, 96)) == (0, 0)


def test_a_frame_goes_along_with_the_canvas() -> None:
    context = Rect(-40, 0, 100, 96)
    settings = Settings(
        task="inpaint", intent="expand", canvas=FRAME, context=context, prompt="more", seed=5
    )
    placement = prepare(painted(), settings, SMALL, 5).placement
    assert placement.bounds.x == 0
    assert placement.mask is not None
    assert placement.mask.bounds().right <= 100
