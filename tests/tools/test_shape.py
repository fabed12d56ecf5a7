"""Shapes and paths: stroked with the brush, filled, edited until Enter."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from paintapp.document import FULL, Document, Pixels, RasterLayer
from paintapp.editor import Editor, EditorError
from paintapp.painting import selection
from paintapp.painting.symmetry import Symmetry
from paintapp.tools import tool
from tests.pen import Pen

RED, GREEN = (FULL, 0, 0), (0, FULL, 0)


@pytest.fixture
def editor() -> Editor:
    editor = Editor(Document(200, 160, (RasterLayer(id=1, name="Layer"),)))
    editor.brush = replace(editor.brush, radius=3.0, hardness=1.0)
    editor.foreground, editor.background = RED, GREEN
    return editor


def pixels(editor: Editor) -> np.ndarray:
    return editor.document.raster(1).pixels.read(editor.document.bounds)


def shape(editor: Editor, **options: object) -> Pen:
    tool("shape").change(editor, **options)
    return Pen(editor, "shape")


def test_a_rectangle_is_stroked_filled_or_both(editor: Editor) -> None:
    before = editor.document
    shape(editor, kind="rectangle").line((30, 30), (150, 120))
    found = pixels(editor)
    for x, y in ((30, 75), (150, 75), (90, 30), (90, 120), (30, 30), (150, 120)):
        assert found[y, x].tolist() == [*RED, FULL]
    assert not found[75, 90].any() and not found[75, 20].any()
    editor.undo()
    assert editor.document is before
    shape(editor, paint="fill").line((30, 30), (150, 120))
    assert int((pixels(editor) == (*RED, FULL)).all(axis=2).sum()) == 120 * 90
    editor.undo()
    shape(editor, paint="both").line((30, 30), (150, 120))
    found = pixels(editor)
    assert found[75, 90].tolist() == [*GREEN, FULL] and found[75, 30].tolist() == [*RED, FULL]


def test_keys_make_it_regular_and_grow_it_from_the_middle(editor: Editor) -> None:
    shape(editor, kind="ellipse", paint="fill").hold(shift=True).line((40, 40), (120, 60))
    found = pixels(editor)[..., 3] > FULL // 2
    rows, columns = found.any(axis=1).nonzero()[0], found.any(axis=0).nonzero()[0]
    assert (columns[0], columns[-1], rows[0], rows[-1]) == (40, 119, 40, 119)
    editor.undo()
    shape(editor).hold(alt=True).line((100, 80), (130, 100))
    found = pixels(editor)[..., 3] > FULL // 2
    rows, columns = found.any(axis=1).nonzero()[0], found.any(axis=0).nonzero()[0]
    assert (columns[0], columns[-1], rows[0], rows[-1]) == (70, 129, 60, 99)
    editor.undo()
    shape(editor, kind="line", paint="stroke").hold(shift=True).line((20, 80), (150, 90))
    assert pixels(editor)[80, 140, 3] == FULL, "the line is level"


def test_a_tapered_line_is_thin_at_its_ends(editor: Editor) -> None:
    editor.brush = replace(editor.brush, radius=10.0)
    shape(editor, kind="line", taper=50.0).line((20, 80), (180, 80))
    widths = (pixels(editor)[..., 3] > FULL // 2).sum(axis=0)
    assert widths[100] >= 18 and widths[25] < 8 and widths[175] < 8


def test_what_is_not_selected_or_locked_stays(editor: Editor) -> None:
    chosen = selection.rectangle(editor.document.bounds, (0, 0, 100, 160), True)
    editor.apply("Select", Document.with_selection, chosen)
    shape(editor, kind="star", paint="both").line((50, 20), (150, 140))
    found = pixels(editor)
    assert found[:, :100].any() and not found[:, 100:].any()
    editor.apply("Lock", lambda d: d.with_layer(replace(d.raster(1), lock_alpha=True)))
    alpha = pixels(editor)[..., 3].copy()
    shape(editor, kind="rectangle", paint="both").line((10, 10), (90, 150))
    assert np.array_equal(pixels(editor)[..., 3], alpha)
    editor.apply("Lock", lambda d: d.with_layer(replace(d.raster(1), lock_pixels=True)))
    with pytest.raises(EditorError, match="locked"):
        Pen(editor, "shape").down(10, 10)


def test_masks_and_the_selection_can_be_drawn_on(editor: Editor) -> None:
    editor.apply("Mask", lambda d: d.with_layer(replace(d.raster(1), mask=Pixels.mask(FULL))))
    editor.target = "mask"
    editor.foreground = (0, 0, 0)
    shape(editor, kind="rectangle", paint="fill").line((30, 30), (60, 60))
    mask = editor.document.raster(1).mask
    assert mask is not None and mask.read(editor.document.bounds)[45, 45] == 0
    editor.target = "selection"
    shape(editor, kind="rectangle", paint="both").line((30, 30), (60, 60))
    chosen = editor.document.selection
    assert chosen is not None and chosen.read(editor.document.bounds)[45, 45] == FULL


def test_symmetry_repeats_shapes(editor: Editor) -> None:
    editor.hand = replace(editor.hand, symmetry=Symmetry("left-right"))
    shape(editor, kind="rectangle", paint="both").line((20, 30), (60, 90))
    found = pixels(editor)
    assert np.array_equal(found[60, 45], found[60, 154]) and found[60, 154].any()


def test_a_click_paints_nothing(editor: Editor) -> None:
    before = editor.document
    shape(editor, kind="ellipse").click(50, 50)
    assert editor.document is before and len(editor.history.entries) == 1


def path(editor: Editor, **options: object) -> Pen:
    tool("path").change(editor, **options)
    return Pen(editor, "path")


def test_a_path_is_painted_while_it_grows_and_committed_by_enter(editor: Editor) -> None:
    before = editor.document
    pen = path(editor, paint="stroke").click(20, 80).click(100, 80)
    assert pixels(editor)[80, 60].tolist() == [*RED, FULL], "it is seen at once"
    pen.click(100, 20)
    assert pixels(editor)[50, 100].tolist() == [*RED, FULL]
    editor.foreground = GREEN
    assert pixels(editor)[50, 100].tolist() == [*GREEN, FULL], "and follows what is chosen"
    pen.confirm()
    assert not editor.busy and [e.label for e in editor.history.entries][1:] == ["Path"]
    editor.undo()
    assert editor.document is before


def test_points_are_moved_inserted_and_taken_back(editor: Editor) -> None:
    pen = path(editor, paint="stroke").click(20, 80).click(120, 80)
    pen.line((70, 80), (70, 40))  # the line: a new point
    assert pixels(editor)[40, 70].any() and not pixels(editor)[80, 70].any()
    pen.line((70, 40), (70, 120))  # the point
    assert pixels(editor)[120, 70].any()
    editor.undo()
    assert pixels(editor)[80, 70].any(), "the chosen point is gone"
    editor.undo()
    editor.undo()
    assert not editor.busy and not editor.can_undo


def test_dragging_pulls_handles_that_bend_the_path(editor: Editor) -> None:
    pen = path(editor, paint="stroke").click(20, 100)
    pen.line((100, 100), (140, 100))
    straight = pixels(editor)[100, 60, 3]
    pen.line((140, 100), (100, 40))  # the handle ahead; the one behind turns along
    assert straight == FULL and pixels(editor)[100, 60, 3] == 0
    assert editor.guide is not None
    tips = [handle for handle in editor.guide.handles if handle.kind == "round"]
    assert len(tips) == 2
    assert {(round(t.x), round(t.y)) for t in tips} == {(100, 40), (100, 160)}
    pen.hold(alt=True).line((100, 40), (140, 40))
    assert editor.guide is not None
    tips = [handle for handle in editor.guide.handles if handle.kind == "round"]
    assert {(round(t.x), round(t.y)) for t in tips} == {(140, 40), (100, 160)}, "it moves alone"
    pen.confirm()


def test_a_click_on_the_first_point_closes_the_path(editor: Editor) -> None:
    pen = path(editor, paint="fill")
    for corner in ((30, 30), (130, 30), (130, 130), (30, 130)):
        pen.click(*corner)
    pen.click(30, 30)
    assert editor.guide is not None and editor.guide.closed
    pen.click(180, 20)  # beside a closed path nothing is added
    pen.confirm()
    assert int((pixels(editor) == (*RED, FULL)).all(axis=2).sum()) == 10000


def test_another_tool_confirms_a_path(editor: Editor) -> None:
    path(editor, paint="stroke").click(20, 80).click(100, 80)
    Pen(editor, "brush")
    assert not editor.busy and len(editor.history.entries) == 2
