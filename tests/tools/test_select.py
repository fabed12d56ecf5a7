"""Selection tools, the wand, fill, the eyedropper and move."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from paintapp.document import FULL, Document, GroupLayer, Pixels, RasterLayer, Rect
from paintapp.editor import Editor, EditorError
from paintapp.tools import tool
from paintapp.tools.move import LIVE_TILES
from tests.pen import Pen

GREEN = (0, FULL, 0, FULL)


@pytest.fixture
def editor() -> Editor:
    pixels = np.zeros((20, 30, 4), np.uint16)
    pixels[...] = GREEN
    layer = RasterLayer(id=1, name="Green", pixels=Pixels.from_array(pixels, 40, 30))
    return Editor(Document(128, 96, (layer,)))


def chosen(editor: Editor) -> np.ndarray:
    document = editor.document
    if document.selection is None:
        return np.zeros((document.height, document.width), np.uint16)
    return document.selection.read(document.bounds)


def test_rectangle_replaces_adds_subtracts_and_intersects(editor: Editor) -> None:
    pen = Pen(editor, "select-rectangle").line((10, 10), (50, 50))
    assert int((chosen(editor) == FULL).sum()) == 1600
    pen.line((60, 10), (100, 50))
    assert int((chosen(editor) == FULL).sum()) == 1600
    pen.hold(shift=True).line((10, 10), (50, 50))
    assert int((chosen(editor) == FULL).sum()) == 3200
    pen.hold(alt=True).line((0, 0), (30, 96))
    assert int((chosen(editor) == FULL).sum()) == 2400
    pen.hold(shift=True, alt=True).line((0, 0), (40, 96))
    assert int((chosen(editor) == FULL).sum()) == 400


def test_the_mode_option_and_a_click_that_deselects(editor: Editor) -> None:
    pen = Pen(editor, "select-rectangle").line((10, 10), (50, 50))
    tool("select-rectangle").change(editor, mode="add")
    pen.line((60, 10), (100, 50))
    assert int((chosen(editor) == FULL).sum()) == 3200
    tool("select-rectangle").change(editor, mode="replace")
    pen.click(5, 5)
    assert editor.document.selection is None
    assert editor.history.entries[-1].label == "Deselect"


def test_keys_pressed_later_make_squares_and_grow_from_the_middle(editor: Editor) -> None:
    pen = Pen(editor, "select-rectangle")
    pen.down(40, 40)
    pen.hold(shift=True).move(60, 50).up()
    assert int((chosen(editor) == FULL).sum()) == 400
    editor.apply("Deselect", Document.with_selection, None)
    pen.hold().down(40, 40)
    pen.hold(alt=True).move(50, 45).up()
    assert int((chosen(editor) == FULL).sum()) == 200


def test_ellipse_lasso_and_polygon(editor: Editor) -> None:
    pen = Pen(editor, "select-ellipse").line((20, 20), (60, 60))
    area = chosen(editor).sum() / FULL
    assert area == pytest.approx(np.pi * 400, rel=0.02)
    pen.take("select-lasso").line((20, 20), (60, 20), (60, 60), (20, 60))
    assert chosen(editor).sum() / FULL == pytest.approx(1600, rel=0.06)
    pen.take("select-polygon")
    for corner in ((20, 20), (60, 20), (60, 60), (20, 60)):
        pen.click(*corner)
        assert editor.busy
    pen.click(21, 21)
    assert not editor.busy
    assert chosen(editor).sum() / FULL == pytest.approx(1600, rel=0.06)


def test_feather_softens(editor: Editor) -> None:
    tool("select-rectangle").change(editor, feather=6.0)
    Pen(editor, "select-rectangle").line((30, 30), (90, 80))
    values = chosen(editor)
    assert 0 < values[55, 30] < FULL
    assert values[55, 60] == FULL


def test_wand_and_fill_find_what_is_alike(editor: Editor) -> None:
    tool("select-wand").change(editor, antialias=False)
    Pen(editor, "select-wand").click(50, 40)
    assert int((chosen(editor) == FULL).sum()) == 600
    editor.foreground = (FULL, 0, 0)
    tool("fill").change(editor, antialias=False)
    Pen(editor, "fill").click(50, 40)
    pixels = editor.document.raster(1).pixels.read(editor.document.bounds)
    assert int((pixels == (FULL, 0, 0, FULL)).all(axis=2).sum()) == 600
    editor.apply("Deselect", Document.with_selection, None)
    Pen(editor, "fill").click(5, 5)
    pixels = editor.document.raster(1).pixels.read(editor.document.bounds)
    assert (pixels == (FULL, 0, 0, FULL)).all()
    assert editor.document.raster(1).pixels.bounds() == editor.document.bounds


def test_eyedropper_takes_what_is_seen(editor: Editor) -> None:
    before = editor.document
    Pen(editor, "eyedropper").click(50, 40)
    assert editor.foreground == GREEN[:3]
    Pen(editor).take("eyedropper").hold(alt=True).click(50, 40)
    assert editor.background == GREEN[:3]
    Pen(editor, "eyedropper").click(5, 5)  # nothing there
    assert editor.foreground == GREEN[:3]
    assert editor.document is before


def test_eyedropper_takes_means_of_areas_and_of_one_layer(editor: Editor) -> None:
    red = np.zeros((96, 128, 4), np.uint16)
    red[:, 50:] = (FULL, 0, 0, FULL)
    above = RasterLayer(id=2, name="Red", pixels=Pixels.from_array(red))
    editor.apply("Layer", lambda d: d.inserted(above))
    editor.set_active(1)
    tool("eyedropper").change(editor, area="11")
    Pen(editor, "eyedropper").click(50, 40)
    share = 6 / 11
    assert editor.foreground == pytest.approx((FULL * share, FULL * (1 - share), 0), abs=2)
    tool("eyedropper").change(editor, area="101", active_layer=True)
    Pen(editor).click(50, 40)
    assert editor.foreground == GREEN[:3]
    Pen(editor).down(50, 40, button="right").up()
    assert editor.background == GREEN[:3]


def test_a_ring_shows_both_colours_and_escape_takes_the_old_one_back(editor: Editor) -> None:
    editor.foreground = before = (1000, 2000, 3000)
    Pen(editor, "eyedropper").down(5, 5).move(50, 40)
    assert editor.guide is not None
    assert editor.guide.colours == (GREEN[:3], before)
    assert editor.foreground == GREEN[:3]
    editor.cancel()
    assert editor.foreground == before
    assert editor.guide is None


def test_colours_taken_can_become_swatches(editor: Editor) -> None:
    kept: list[tuple[int, int, int]] = []
    editor.colour_kept.append(kept.append)
    Pen(editor, "eyedropper").click(50, 40)
    assert kept == []
    tool("eyedropper").change(editor, keep=True)
    Pen(editor).line((50, 40), (51, 40))
    assert kept == [GREEN[:3]]


def test_move_shifts_pixels_and_mask_by_whole_pixels(editor: Editor) -> None:
    mask = Pixels.mask().written(np.full((20, 30), FULL, np.uint16), 40, 30)
    editor.apply("Mask", lambda d: d.with_layer(replace(d.raster(1), mask=mask)))
    Pen(editor, "move").line((50, 40), (53.2, 44.7))
    layer = editor.document.raster(1)
    assert layer.pixels.bounds() == Rect(43, 35, 30, 20)
    assert layer.mask is not None
    assert layer.mask.bounds() == Rect(43, 35, 30, 20)
    tool("move").nudge(editor, -3, -5)
    assert editor.document.raster(1).pixels.bounds() == Rect(40, 30, 30, 20)
    Pen(editor).hold(shift=True).line((0, 0), (20, 5))
    assert editor.document.raster(1).pixels.bounds() == Rect(60, 30, 30, 20)


def test_move_takes_what_is_selected_along_with_the_selection(editor: Editor) -> None:
    pen = Pen(editor, "select-rectangle").line((40, 30), (55, 50))
    before = editor.document
    pen.take("move").line((45, 40), (55, 60))
    pixels = editor.document.raster(1).pixels.read(editor.document.bounds)
    assert not pixels[30:50, 40:55].any()
    assert (pixels[50:70, 50:65] == GREEN).all()
    assert (pixels[30:50, 55:70] == GREEN).all()
    assert (pixels[..., 3] > 0).sum() == 600
    assert (chosen(editor)[50:70, 50:65] == FULL).all()
    assert (chosen(editor) > 0).sum() == 300
    editor.undo()
    assert editor.document is before
    pen.line((45, 40), (46, 140))  # off the canvas: nothing is selected any more
    assert editor.document.selection is None


def test_move_takes_a_group_along_and_honours_locks(editor: Editor) -> None:
    group = GroupLayer(id=2, name="Group", children=(editor.document.raster(1),))
    editor.replace_document(replace(editor.document, layers=(group,)), "New")
    Pen(editor, "move").line((0, 0), (10, 0))
    assert editor.document.raster(1).pixels.bounds() == Rect(50, 30, 30, 20)
    editor.apply("Lock", lambda d: d.with_layer(replace(d.raster(1), lock_position=True)))
    with pytest.raises(EditorError, match="locked"):
        Pen(editor).down(0, 0)


def test_large_layers_move_as_an_outline_until_they_are_put_down() -> None:
    tile = np.full((64, 64, 4), FULL, np.uint16)
    tiles = {(x, 0): tile for x in range(LIVE_TILES + 1)}
    layer = RasterLayer(id=1, name="Wide", pixels=Pixels().with_tiles(tiles))
    editor = Editor(Document(12000, 64, (layer,)))
    before = editor.document
    pen = Pen(editor, "move").down(0, 0).move(10, 0)
    assert editor.document is before
    assert editor.guide is not None
    pen.up()
    assert editor.document.raster(1).pixels.bounds().x == 10


def test_dragging_inside_moves_the_outline_and_a_click_deselects(editor: Editor) -> None:
    pen = Pen(editor, "select-ellipse").line((20, 20), (60, 60))
    before = editor.document
    pen.line((40, 40), (50, 47))
    assert editor.document.selection == before.selection.translated(10, 7)
    assert editor.document.layers is before.layers
    assert editor.history.entries[-1].label == "Move outline"
    editor.undo()
    assert editor.document is before
    pen.down(40, 40).move(41, 90)
    editor.cancel()
    assert editor.document is before
    tool("select-ellipse").nudge(editor, 1, 0)
    assert editor.document.selection == before.selection.translated(1, 0)
    pen.line((40, 40), (40, 200))  # off the canvas
    assert editor.document.selection is None
    editor.undo()
    pen.click(40, 40)
    assert editor.document.selection is None
    assert editor.history.entries[-1].label == "Deselect"


def test_the_pointer_says_what_a_press_would_do(editor: Editor) -> None:
    Pen(editor, "select-lasso").line((20, 20), (60, 20), (60, 60), (20, 60))
    nothing = {"shift": False, "control": False, "alt": False}
    assert tool("select-lasso").cursor_over(editor, 40, 40, **nothing) == "move"
    assert tool("select-lasso").cursor_over(editor, 80, 40, **nothing) == "crosshair"
    adding = {**nothing, "shift": True}
    assert tool("select-lasso").cursor_over(editor, 40, 40, **adding) == "crosshair"


def test_the_wand_selects_within_the_selection_and_drags_it(editor: Editor) -> None:
    pen = Pen(editor, "select-rectangle").line((0, 0), (128, 96))
    pen.take("select-wand").click(50, 40)
    assert editor.document.selection.bounds() == Rect(39, 29, 32, 22)
    pen.line((50, 40), (60, 40))
    assert editor.document.selection.bounds() == Rect(49, 29, 32, 22)


def test_polygon_corners_can_be_taken_back_and_keep_to_directions(editor: Editor) -> None:
    pen = Pen(editor, "select-polygon")
    for corner in ((20, 20), (60, 20), (90, 90)):
        pen.click(*corner)
    editor.undo()
    pen.click(60, 60)
    pen.hold(shift=True).click(21, 63)
    pen.hold().confirm()
    assert chosen(editor).sum() / FULL == pytest.approx(1600, rel=0.06)
    before = editor.document
    pen.click(100, 10)
    editor.undo()
    assert not editor.busy
    assert editor.document is before
