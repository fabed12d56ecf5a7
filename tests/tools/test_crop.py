"""The crop tool: what frame a drag makes, and what becomes of the document."""

from __future__ import annotations

from typing import cast

import numpy as np
import pytest

from paintapp.document import FULL, Document, Pixels, RasterLayer, Rect
from paintapp.editor import Editor
from paintapp.painting import selection
from paintapp.tools import tool
from paintapp.tools.crop import Crop
from tests.pen import Pen

CROP = cast(Crop, tool("crop"))


@pytest.fixture
def editor() -> Editor:
    """Colours over a canvas of 200x150, half selected above."""
    colours = np.random.default_rng(2).integers(0, FULL, (150, 200, 4)).astype(np.uint16)
    colours[..., 3] = FULL
    layer = RasterLayer(
        id=1, name="Colours", pixels=Pixels.from_array(colours), mask=Pixels.mask(FULL)
    )
    editor = Editor(Document(200, 150, (layer,)))
    editor.tool = CROP
    return editor


def test_a_dragged_frame_cuts_the_canvas_as_one_step(editor: Editor) -> None:
    before = editor.document
    pen = Pen(editor).line((30, 20), (130, 100))
    assert editor.document is before
    assert editor.guide is not None and editor.guide.shaded
    pen.confirm()
    after = editor.document
    assert after.bounds == Rect(0, 0, 100, 80)
    assert np.array_equal(
        after.raster(1).pixels.read(after.bounds),
        before.raster(1).pixels.read(Rect(30, 20, 100, 80)),
    )
    assert after.raster(1).pixels.bounds() == Rect(-30, -20, 200, 150)
    assert len(editor.history.entries) == 2
    editor.undo()
    assert editor.document is before


def test_edges_corners_and_the_inside_can_be_pulled(editor: Editor) -> None:
    pen = Pen(editor).line((30, 20), (130, 100))
    pen.line((130, 60), (150, 60)).line((30, 20), (20, 10)).line((80, 60), (85, 65))
    pen.confirm()
    assert editor.document.bounds == Rect(0, 0, 130, 90)
    assert editor.document.raster(1).pixels.bounds()[:2] == (-25, -15)


def test_pulled_outwards_the_canvas_grows(editor: Editor) -> None:
    Pen(editor).line((200, 75), (240, 75)).confirm()
    assert editor.document.bounds == Rect(0, 0, 240, 150)


def test_proportions_are_kept_lying_or_standing(editor: Editor) -> None:
    CROP.change(editor, aspect="4:3")
    editor.cancel()
    pen = Pen(editor).line((20, 20), (100, 50))
    assert CROP.values(editor).width / CROP.values(editor).height == pytest.approx(4 / 3, abs=0.03)
    editor.cancel()
    pen.line((20, 20), (60, 120))
    assert CROP.values(editor).height / CROP.values(editor).width == pytest.approx(4 / 3, abs=0.03)


def test_numbers_set_the_frame_about_its_middle(editor: Editor) -> None:
    CROP.change(editor, width=100.0)
    assert editor.busy
    CROP.change(editor, height=50.0)
    editor.finish()
    assert editor.document.bounds == Rect(0, 0, 100, 50)
    assert editor.document.raster(1).pixels.bounds()[:2] == (-50, -50)


def test_the_frame_begins_around_what_is_selected(editor: Editor) -> None:
    chosen = selection.rectangle(editor.document.bounds, (40, 30, 90, 100), True)
    editor.apply("Select", Document.with_selection, chosen)
    assert (CROP.values(editor).width, CROP.values(editor).height) == (50, 70)
    pen = Pen(editor).down(60, 60)
    pen.up().confirm()
    assert editor.document.bounds == Rect(0, 0, 50, 70)
    assert editor.document.selection is not None
    assert editor.document.selection.bounds() == Rect(0, 0, 50, 70)


def test_what_lies_outside_can_be_deleted(editor: Editor) -> None:
    CROP.change(editor, delete=True)
    assert not editor.busy
    Pen(editor).line((30, 20), (130, 100)).confirm()
    assert editor.document.raster(1).pixels.bounds() == Rect(0, 0, 100, 80)
    CROP.change(editor, delete=False)


def test_undo_goes_back_through_frames_and_escape_leaves_all(editor: Editor) -> None:
    before = editor.document
    pen = Pen(editor).line((30, 20), (130, 100))
    pen.line((130, 60), (150, 60))
    assert CROP.values(editor).width == 120
    editor.undo()
    assert CROP.values(editor).width == 100
    editor.cancel()
    assert editor.document is before
    assert CROP.values(editor).width == 200


def test_a_click_keeps_the_frame(editor: Editor) -> None:
    pen = Pen(editor).line((30, 20), (130, 100))
    pen.click(180, 140)
    assert CROP.values(editor).width == 100


def test_edges_stop_at_the_canvas_unless_control_is_held(editor: Editor) -> None:
    pen = Pen(editor).line((30, 20), (130, 100))
    pen.line((130, 60), (197, 60))
    assert CROP.values(editor).width == 170
    pen.hold(control=True).line((200, 60), (197, 60))
    assert CROP.values(editor).width == 167
