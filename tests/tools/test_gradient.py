"""The gradient tool: live, editable until Enter, one step of the history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from paintapp.document import FULL, Document, Pixels, RasterLayer
from paintapp.editor import Editor
from paintapp.gesture import Outcome, Work, worked
from paintapp.painting import selection
from paintapp.tools import tool
from tests.pen import Pen


@pytest.fixture
def editor() -> Editor:
    editor = Editor(Document(160, 100, (RasterLayer(id=1, name="Layer"),)))
    editor.foreground, editor.background = (0, 0, 0), (FULL, FULL, FULL)
    tool("gradient").change(editor, dither=False)
    return editor


def row(editor: Editor, y: int = 50) -> np.ndarray:
    return editor.document.raster(1).pixels.read(editor.document.bounds)[y].astype(int)


def test_it_is_seen_while_it_is_dragged_and_can_be_changed_until_enter(editor: Editor) -> None:
    before = editor.document
    pen = Pen(editor, "gradient").down(20, 50).move(120, 50)
    assert editor.document is not before
    assert abs(row(editor)[70, 0] - FULL / 2) < 900
    pen.up()
    assert editor.lasting
    pen.line((120, 50), (60, 50))  # the end's handle
    assert abs(row(editor)[40, 0] - FULL / 2) < 2000
    editor.background = (FULL, 0, 0)
    assert row(editor)[100].tolist() == [FULL, 0, 0, FULL]
    tool("gradient").change(editor, reverse=True)
    assert row(editor)[2].tolist() == [FULL, 0, 0, FULL]
    pen.line((40, 50), (40, 80))  # the line itself
    assert editor.guide is not None and editor.guide.points == ((20, 80), (60, 80))
    pen.confirm()
    assert not editor.busy and [e.label for e in editor.history.entries][1:] == ["Gradient"]
    editor.undo()
    assert editor.document is before


def test_stops_are_dragged_on_the_canvas(editor: Editor) -> None:
    tool("gradient").change(editor, stops="0 #000000 1; 0.5 #ff0000 1; 1 #000000 1")
    pen = Pen(editor, "gradient").line((10, 50), (110, 50))
    assert int(row(editor)[:, 0].argmax()) in (59, 60)
    pen.line((60, 50), (90, 50))
    assert int(row(editor)[:, 0].argmax()) in (89, 90)
    pen.confirm()


def test_a_click_does_nothing_and_undo_gives_the_line_up(editor: Editor) -> None:
    before = editor.document
    pen = Pen(editor, "gradient").click(30, 30)
    assert not editor.busy and editor.document is before
    pen.line((20, 50), (120, 50))
    editor.undo()
    assert not editor.busy and editor.document is before and not editor.can_undo


def test_selection_and_locked_alpha_limit_it(editor: Editor) -> None:
    half = np.zeros((100, 160, 4), np.uint16)
    half[:, 40:, 2:] = 20000
    editor.apply("Paint", lambda d: d.with_layer(
        replace(d.raster(1), pixels=Pixels.from_array(half), lock_alpha=True)
    ))  # fmt: skip
    chosen = selection.rectangle(editor.document.bounds, (0, 0, 100, 100), True)
    editor.apply("Select", Document.with_selection, chosen)
    Pen(editor, "gradient").line((20, 50), (120, 50)).confirm()
    after = editor.document.raster(1).pixels.read(editor.document.bounds)
    assert (after[..., 3] == half[..., 3]).all()
    assert (after[:, 100:] == half[:, 100:]).all() and (after[:, 50:90] != half[:, 50:90]).any()
    assert (after[..., :3] <= after[..., 3:]).all()


def test_on_a_mask_and_on_the_selection_lightness_counts(editor: Editor) -> None:
    editor.apply("Mask", lambda d: d.with_layer(replace(d.raster(1), mask=Pixels.mask(FULL))))
    editor.target = "mask"
    Pen(editor, "gradient").line((20, 50), (120, 50)).confirm()
    mask = editor.document.raster(1).mask
    assert mask is not None
    values = mask.read(editor.document.bounds)[50].astype(int)
    assert values[5] == 0 and values[150] == FULL and abs(values[70] - FULL / 2) < 900
    editor.target = "selection"
    Pen(editor, "gradient").line((20, 50), (120, 50)).confirm()
    chosen = editor.document.selection
    assert chosen is not None
    assert np.array_equal(chosen.read(editor.document.bounds)[50], values)


def test_a_slow_canvas_shows_the_newest_line_only(editor: Editor) -> None:
    """What the pen has passed while one picture was worked out is not drawn any more."""
    waiting: list[tuple[Work, Callable[[Outcome], None]]] = []
    editor.elsewhere = lambda work, cancelled, done: waiting.append((work, done))
    pen = Pen(editor, "gradient").down(20, 50)
    for x in range(30, 120, 2):
        pen.move(x, 50)
    pen.up()
    rounds = 0
    while waiting:
        rounds += 1
        work, done = waiting.pop(0)
        done(worked(work, lambda: False))
    assert rounds == 2
    assert editor.guide is not None and editor.guide.points[1] == (118, 50)
    assert abs(row(editor)[69, 0] - FULL / 2) < 900
    editor.finish()
    assert len(editor.history.entries) == 2
