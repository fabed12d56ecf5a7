"""The fill tool: where it looks, what it closes, and several areas in one drag."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from paintapp.document import FULL, Document, Pixels, RasterLayer
from paintapp.editor import Editor, EditorError
from paintapp.painting.patterns import Pattern
from paintapp.tools import tool
from tests.pen import Pen

RED = (FULL, 0, 0)


def lines() -> np.ndarray:
    """Three rooms side by side, 40 px wide each, with a hole in the wall between the first two."""
    ink = np.zeros((80, 130, 4), np.uint16)
    for x in (2, 42, 82, 122):
        ink[4:76, x : x + 2] = (0, 0, 0, FULL)
    ink[4:6, 2:124] = ink[74:76, 2:124] = (0, 0, 0, FULL)
    ink[38:42, 42:44] = 0
    return ink


@pytest.fixture
def editor() -> Editor:
    ink = RasterLayer(id=1, name="Ink", pixels=Pixels.from_array(lines()))
    colour = RasterLayer(id=2, name="Colour")
    editor = Editor(Document(130, 80, (ink, colour)))
    editor.set_active(2)
    editor.foreground = RED
    tool("fill").change(editor, antialias=False)
    return editor


def painted(editor: Editor) -> np.ndarray:
    return editor.document.raster(2).pixels.read(editor.document.bounds)[..., 3] > 0


def test_gaps_are_closed(editor: Editor) -> None:
    Pen(editor, "fill").click(20, 20)
    assert painted(editor)[20, 60]
    editor.undo()
    tool("fill").change(editor, gap=8.0)
    Pen(editor, "fill").click(20, 20)
    found = painted(editor)
    assert found[6:74, 4:42].all() and not found[20, 60]


def test_dragging_fills_further_areas_but_not_the_lines_between(editor: Editor) -> None:
    tool("fill").change(editor, gap=8.0)
    before = editor.document
    Pen(editor, "fill").line((20, 20), (100, 22))
    found = painted(editor)
    assert found[10, 10] and found[10, 60] and found[10, 100]
    assert not found[20, 42:44].any() and not found[20, 82:84].any()
    assert not found[1].any()
    assert [entry.label for entry in editor.history.entries][1:] == ["Fill"]
    editor.undo()
    assert editor.document is before


def test_it_grows_under_the_lines_and_feathers(editor: Editor) -> None:
    tool("fill").change(editor, gap=8.0, grow=1.0)
    Pen(editor, "fill").click(100, 20)
    assert painted(editor)[30, 83] and painted(editor)[30, 122]
    editor.undo()
    tool("fill").change(editor, grow=0.0, feather=6.0)
    Pen(editor, "fill").click(100, 20)
    alpha = editor.document.raster(2).pixels.read(editor.document.bounds)[..., 3]
    assert alpha[40, 103] > 0.95 * FULL and 0 < alpha[40, 82] < 0.6 * FULL


def test_it_looks_where_it_is_told(editor: Editor) -> None:
    tool("fill").change(editor, sample="layer")
    Pen(editor, "fill").click(100, 20)
    assert painted(editor).all(), "the layer itself is empty"
    editor.undo()
    tool("fill").change(editor, sample="reference")
    with pytest.raises(EditorError, match="reference"):
        Pen(editor, "fill").click(100, 20)
    editor.apply("Mark", lambda d: d.with_layer(replace(d.raster(1), reference=True)))
    noise = np.random.default_rng(1).integers(0, FULL, (80, 130, 1)).astype(np.uint16)
    above = RasterLayer(id=3, name="Noise", pixels=Pixels.from_array(noise.repeat(4, axis=2)))
    editor.apply("Noise", lambda d: d.inserted(above))
    editor.set_active(2)
    Pen(editor, "fill").click(100, 20)
    found = painted(editor)
    assert found[6:74, 84:122].all() and found.sum() == 68 * 38


def test_alt_takes_the_background_colour(editor: Editor) -> None:
    editor.background = (0, FULL, 0)
    Pen(editor, "fill").hold(alt=True).click(100, 20)
    assert editor.document.raster(2).pixels.tile((1, 0))[20, 36].tolist() == [0, FULL, 0, FULL]


def test_a_pattern_fills_an_area_in_the_foreground_colour(editor: Editor) -> None:
    tool("fill").change(editor, fill="pattern", pattern="checks")
    Pen(editor, "fill").click(100, 20)
    found = editor.document.raster(2).pixels.read(editor.document.bounds)
    assert found[20, 90].tolist() == [*RED, FULL], "from the canvas's corner on"
    assert not found[20, 100].any() and not found[20, 60].any()
    editor.undo()
    tool("fill").change(editor, scale=50.0)
    Pen(editor, "fill").click(100, 20)
    small = editor.document.raster(2).pixels.read(editor.document.bounds)
    assert small[20, 100].tolist() == [*RED, FULL] and not small[20, 90].any()
    tool("fill").change(editor, pattern="of nobody")
    with pytest.raises(EditorError, match="pattern"):
        Pen(editor, "fill").click(100, 20)


def test_a_pattern_of_the_artists_own_keeps_its_colours(editor: Editor) -> None:
    picture = np.zeros((7, 5, 4), np.uint16)
    picture[:3] = (0, 0, FULL, FULL)
    editor.patterns["Own"] = Pattern("Own", "Own", picture)
    tool("fill").change(editor, fill="pattern", pattern="Own")
    Pen(editor, "fill").click(100, 20)
    found = editor.document.raster(2).pixels.read(editor.document.bounds)
    assert (found[7:74, 84:122, 3].any(axis=1) == (np.arange(7, 74) % 7 < 3)).all()
    assert found[8, 100].tolist() == [0, 0, FULL, FULL]
