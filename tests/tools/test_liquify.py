"""The liquify tool: many strokes, one step."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import numpy as np
import pytest

from paintapp.document import FULL, Document, GroupLayer, Pixels, RasterLayer
from paintapp.editor import Editor, EditorError
from paintapp.tools import tool
from paintapp.tools.liquify import Liquify
from tests.pen import Pen

LIQUIFY = cast(Liquify, tool("liquify"))


@pytest.fixture
def editor() -> Editor:
    colours = np.random.default_rng(2).integers(0, FULL, (150, 200, 4)).astype(np.uint16)
    colours[..., 3] = FULL
    paper = RasterLayer(id=1, name="Paper", pixels=Pixels.from_array(colours))
    block = np.full((40, 40, 4), FULL, np.uint16)
    inner = RasterLayer(id=2, name="Block", pixels=Pixels.from_array(block, 80, 50))
    group = GroupLayer(id=3, name="Group", children=(inner,))
    editor = Editor(Document(200, 150, (paper, group)))
    editor.set_active(2)
    editor.tool = LIQUIFY
    return editor


def right(editor: Editor) -> int:
    return editor.document.raster(2).pixels.bounds().right


def test_several_strokes_are_one_step(editor: Editor) -> None:
    before = editor.document
    pen = Pen(editor).line((110, 70), (125, 70), (140, 70))
    first = right(editor)
    assert first > 122
    pen.line((125, 70), (150, 70))
    assert right(editor) > first
    assert len(editor.history.entries) == 1
    pen.confirm()
    assert len(editor.history.entries) == 2
    assert right(editor) > first
    assert editor.document.raster(1) is before.raster(1)
    editor.undo()
    assert editor.document is before


def test_undo_takes_back_stroke_by_stroke_and_escape_all(editor: Editor) -> None:
    before = editor.document
    pen = Pen(editor).line((110, 70), (130, 70))
    once = editor.document.raster(2).pixels
    pen.line((120, 70), (150, 70))
    editor.undo()
    assert editor.document.raster(2).pixels == once
    editor.undo()
    assert editor.document.raster(2).pixels == before.raster(2).pixels
    pen.line((110, 70), (130, 70))
    editor.cancel()
    assert editor.document is before


def test_keys_do_the_opposite_and_bring_back(editor: Editor) -> None:
    before = editor.document.raster(2).pixels
    LIQUIFY.change(editor, effect="grow")
    pen = Pen(editor).click(100, 70).click(100, 70)
    assert right(editor) > 120
    pen.hold(alt=True).click(100, 70).click(100, 70).click(100, 70).click(100, 70)
    assert right(editor) < 123
    pen.hold(control=True)
    for _ in range(40):
        pen.line((80, 50), (120, 90), (80, 90))
    off = editor.document.raster(2).pixels.read(before.bounds()).astype(int)
    assert np.abs(off - before.read(before.bounds())).mean() < 1000
    editor.cancel()
    LIQUIFY.change(editor, effect="push")


def test_a_group_is_bent_with_all_it_holds(editor: Editor) -> None:
    editor.choose([1, 3])
    before = editor.document
    Pen(editor).line((110, 70), (140, 70)).confirm()
    assert right(editor) > 122
    assert editor.document.raster(1).pixels != before.raster(1).pixels


def test_size_and_strength_are_the_tool_s_own(editor: Editor) -> None:
    LIQUIFY.change(editor, radius=30.0, strength=0.5)
    assert editor.brush.radius == 30
    assert LIQUIFY.values(editor).strength == 0.5
    editor.tool = tool("brush")
    assert editor.brush.radius != 30


def test_a_locked_layer_is_left_alone(editor: Editor) -> None:
    editor.apply("Lock", lambda d: d.with_layer(replace(d.layer(2), lock_pixels=True)))
    with pytest.raises(EditorError, match="locked"):
        Pen(editor).line((110, 70), (140, 70))


def test_the_pen_down_when_turning_to_another_tool(editor: Editor) -> None:
    Pen(editor).down(110, 70).move(140, 70)
    editor.tool = tool("brush")
    assert right(editor) > 122
    assert len(editor.history.entries) == 2
