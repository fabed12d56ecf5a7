"""Brush and eraser on pixels, masks and the selection."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from paintapp.document import FULL, Document, Pixels, RasterLayer, Rect
from paintapp.editor import Editor
from paintapp.painting import selection
from paintapp.tools import tool
from tests.pen import Pen

RED = (FULL, 0, 0)


@pytest.fixture
def editor() -> Editor:
    editor = Editor(Document(128, 96, (RasterLayer(id=1, name="Paint"),)))
    editor.foreground = RED
    editor.brush = replace(editor.brush, radius=6, hardness=1.0, dynamics=())
    return editor


def pixel(editor: Editor, x: int, y: int) -> tuple[int, ...]:
    return tuple(editor.document.raster(1).pixels.read(Rect(x, y, 1, 1))[0, 0].tolist())


def test_a_stroke_paints_and_the_eraser_removes(editor: Editor) -> None:
    pen = Pen(editor).line((20, 40), (100, 40))
    assert pixel(editor, 60, 40) == (FULL, 0, 0, FULL)
    assert pixel(editor, 60, 60) == (0, 0, 0, 0)
    pen.take("eraser").line((60, 20), (60, 60))
    assert pixel(editor, 60, 40) == (0, 0, 0, 0)
    assert pixel(editor, 30, 40) == (FULL, 0, 0, FULL)
    labels = [entry.label for entry in editor.history.entries]
    assert labels[1:] == ["Brush stroke", "Erase"]


def test_the_back_of_the_pen_erases(editor: Editor) -> None:
    pen = Pen(editor).line((20, 40), (100, 40))
    pen.turn().line((60, 40), (61, 40))
    assert pixel(editor, 60, 40)[3] == 0
    assert not editor.brush.erase


def test_shift_draws_a_straight_line_from_the_last_stroke(editor: Editor) -> None:
    pen = Pen(editor).click(20, 20)
    assert pixel(editor, 60, 50)[3] == 0
    pen.hold(shift=True).click(100, 80)
    assert pixel(editor, 60, 50) == (FULL, 0, 0, FULL)


def test_control_takes_a_colour_and_paints_nothing(editor: Editor) -> None:
    pen = Pen(editor).line((20, 40), (100, 40))
    after = editor.document
    editor.foreground = (0, 0, FULL)
    pen.hold(control=True).click(50, 40)
    assert editor.foreground == RED
    assert editor.document is after


def test_the_selection_limits_painting(editor: Editor) -> None:
    chosen = selection.rectangle(editor.document.bounds, (0, 0, 60, 96), True)
    editor.apply("Select", Document.with_selection, chosen)
    Pen(editor).line((20, 40), (100, 40))
    assert pixel(editor, 40, 40)[3] == FULL
    assert pixel(editor, 80, 40)[3] == 0


def test_painting_stays_on_the_canvas_and_locked_alpha_holds(editor: Editor) -> None:
    Pen(editor).line((20, 40), (100, 40))
    alpha = editor.document.raster(1).pixels.read(Rect(0, 0, 128, 96))[..., 3]
    editor.apply("Lock", lambda d: d.with_layer(replace(d.raster(1), lock_alpha=True)))
    editor.foreground = (0, FULL, 0)
    Pen(editor).line((60, 0), (60, 96))
    assert pixel(editor, 60, 40) == (0, FULL, 0, FULL)
    now = editor.document.raster(1).pixels.read(Rect(0, 0, 128, 96))[..., 3]
    assert np.array_equal(alpha, now)


def test_on_a_mask_dark_hides_and_light_shows(editor: Editor) -> None:
    editor.apply("Mask", lambda d: d.with_layer(replace(d.raster(1), mask=Pixels.mask(FULL))))
    editor.target = "mask"
    editor.foreground = (0, 0, 0)
    pen = Pen(editor).line((20, 40), (100, 40))

    def mask(x: int, y: int) -> int:
        plane = editor.document.raster(1).mask
        assert plane is not None
        return int(plane.read(Rect(x, y, 1, 1))[0, 0])

    assert (mask(60, 40), mask(60, 70)) == (0, FULL)
    editor.foreground = (FULL, FULL, FULL)
    pen.click(60, 40)
    assert mask(60, 40) == FULL
    assert not editor.document.raster(1).pixels.tiles


def test_the_quick_mask_is_the_selection(editor: Editor) -> None:
    editor.target = "selection"
    pen = Pen(editor).line((20, 40), (100, 40))
    chosen = editor.document.selection
    assert chosen is not None
    assert int(chosen.read(Rect(60, 40, 1, 1))[0, 0]) == FULL
    assert int(chosen.read(Rect(60, 70, 1, 1))[0, 0]) == 0
    pen.take("eraser")
    editor.brush = replace(editor.brush, radius=60)
    pen.line((20, 40), (100, 40))
    assert editor.document.selection is None  # an empty selection is none at all
    assert not editor.document.raster(1).pixels.tiles


def test_the_eraser_keeps_a_brush_of_its_own(editor: Editor) -> None:
    pen = Pen(editor)
    painting = editor.brush
    pen.take("eraser")
    assert editor.brush != painting
    editor.brush = replace(editor.brush, radius=33)
    pen.take("brush")
    assert editor.brush is painting
    pen.take("eraser")
    assert editor.brush.radius == 33
    assert editor.brush_of(tool("brush")) is painting


def test_shift_and_control_draw_a_line_in_steps_of_an_angle(editor: Editor) -> None:
    before = editor.document
    pen = Pen(editor).click(20, 20)
    pen.hold(shift=True, control=True).down(60, 26)
    pen.move(100, 24)
    assert editor.guide is not None
    assert editor.guide.points[1] == pytest.approx((100, 20), abs=1e-6)
    assert pixel(editor, 60, 20)[3] == 0  # painted at the end only
    pen.up()
    assert pixel(editor, 60, 20) == (FULL, 0, 0, FULL)
    assert pixel(editor, 60, 30)[3] == 0
    assert editor.last_point == pytest.approx((100, 20), abs=1e-6)
    editor.undo()
    editor.undo()
    assert editor.document is before


def test_the_string_is_shown_and_the_stroke_catches_up(editor: Editor) -> None:
    editor.hand = replace(editor.hand, stabiliser="string", string=40)
    pen = Pen(editor).down(20, 40).move(40, 40)
    assert editor.guide is not None
    assert editor.guide.points == ((20, 40), (40, 40))
    pen.move(100, 40)
    assert pixel(editor, 95, 40)[3] == 0
    pen.up()
    assert editor.guide is None
    assert pixel(editor, 95, 40) == (FULL, 0, 0, FULL)


def test_a_stroke_given_up_leaves_the_end_of_the_last_one(editor: Editor) -> None:
    pen = Pen(editor).line((20, 20), (40, 20))
    pen.down(80, 80).move(90, 90)
    editor.cancel()
    assert editor.last_point == (40, 20)
