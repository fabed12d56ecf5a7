"""Laws that hold for every tool in `TOOLS`."""

from __future__ import annotations

import re
from dataclasses import is_dataclass, replace
from pathlib import Path

import numpy as np
import pytest

from paintapp.document import Document, Pixels, RasterLayer
from paintapp.editor import Editor
from paintapp.gesture import PointerEvent
from paintapp.painting import gradient, selection
from paintapp.resources import resource
from paintapp.tools import TOOLS, Tool
from paintapp.tools.measure import Measure
from paintapp.tools.view import ViewTool
from tests.pen import Pen

pytestmark = pytest.mark.usefixtures("qapp")  # for its fonts

PATH = ((20.0, 20.0), (60.0, 30.0), (70.0, 70.0), (25.0, 60.0))

tools = pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.id)
document_tools = pytest.mark.parametrize(
    "tool", [t for t in TOOLS if not isinstance(t, (ViewTool, Measure))], ids=lambda tool: tool.id
)
targets = pytest.mark.parametrize("target", ["pixels", "mask", "selection"])


def painted() -> Document:
    """A blue square with a mask on a transparent canvas of 100x90, partly selected."""
    pixels = np.zeros((40, 40, 4), np.uint16)
    pixels[...] = (0, 0, 40000, 65535)
    layer = RasterLayer(
        id=1,
        name="Square",
        pixels=Pixels.from_array(pixels, 15, 15),
        mask=Pixels.mask(65535),
    )
    document = Document(100, 90, (layer,))
    chosen = selection.rectangle(document.bounds, (10, 10, 80, 80), True)
    return document.with_selection(chosen)


def editor_with(tool: Tool, target: str = "pixels") -> Editor:
    editor = Editor(painted())
    editor.brush = replace(editor.brush, radius=8)
    editor.foreground = (65535, 20000, 0)
    editor.target = target
    editor.tool = tool
    if tool.id == "clone":  # it asks for a place to clone from
        Pen(editor).hold(alt=True).click(30, 30)
    return editor


def go_on(pen: Pen) -> None:
    """Whatever a gesture still needs after its first drag."""
    if pen.editor.writing is not None:
        pen.write("Ab")
    elif pen.editor.busy:
        for point in PATH[1:]:
            pen.click(*point)
    if pen.editor.busy:
        pen.confirm()


@tools
@targets
@pytest.mark.parametrize("events", range(1, len(PATH) + 1))
def test_cancelling_at_any_point_leaves_the_same_document(
    tool: Tool, target: str, events: int
) -> None:
    editor = editor_with(tool, target)
    before, entries = editor.document, len(editor.history.entries)
    editor.pointer(PointerEvent(kind="press", x=PATH[0][0], y=PATH[0][1]))
    for x, y in PATH[1:events]:
        editor.pointer(PointerEvent(kind="move", x=x, y=y))
    assert editor.busy
    editor.cancel()
    assert editor.document is before
    assert editor.guide == tool.resting(editor, None)
    assert not editor.busy
    assert len(editor.history.entries) == entries


@document_tools
@targets
def test_one_gesture_is_at_most_one_entry_and_undo_gives_the_same_object(
    tool: Tool, target: str
) -> None:
    editor = editor_with(tool, target)
    before = editor.document
    pen = Pen(editor)
    pen.line(*PATH)
    go_on(pen)
    assert not editor.busy
    entries = editor.history.entries
    assert len(entries) == (1 if editor.document is before else 2)
    after = editor.document
    editor.undo()
    assert editor.document is before
    editor.redo()
    assert editor.document is after


@document_tools
def test_something_happens(tool: Tool) -> None:
    """No tool is a stub: each changes the document, or a colour."""
    editor = editor_with(tool)
    editor.apply("Deselect", Document.with_selection, None)
    before = (editor.document, editor.foreground)
    pen = Pen(editor).line(*PATH)
    go_on(pen)
    assert (editor.document, editor.foreground) != before


@tools
def test_numbers_that_are_none_and_places_far_away_do_no_harm(tool: Tool) -> None:
    editor = editor_with(tool)
    pen = Pen(editor)
    for x, y in ((-1e7, 5.0), (1e7, 1e7), (50.0, -1e7)):
        pen.down(x, y).move(y, x).up()
        if editor.busy:
            pen.confirm()
    assert not editor.busy


@tools
def test_options_make_their_controls(tool: Tool) -> None:
    editor = editor_with(tool)
    values = tool.values(editor)
    if values is None:
        assert tool.options == ()
        return
    assert is_dataclass(values)
    assert len({option.name for option in tool.options}) == len(tool.options)
    named = (option.name for option in tool.options if option.kind != "action")
    assert all(hasattr(values, name) for name in named)
    for option in tool.options:
        if option.kind == "action":
            assert Path(resource(f"icons/{option.icon}.svg")).is_file()
            continue
        value = getattr(values, option.name)
        if option.kind == "number":
            assert option.minimum <= option.shown(value) <= option.maximum
            changed: object = option.stored(option.maximum)
            assert option.stored(option.shown(value)) == pytest.approx(value)
        elif option.kind == "switch":
            changed = not value
        elif option.kind == "font":
            changed = "DejaVu Sans Mono"
        elif option.kind == "pattern":
            changed = "weave"
        elif option.kind == "gradient":
            assert gradient.parsed(value).text() == value
            changed = gradient.PRESETS[3][1]
        else:
            assert value in [choice[0] for choice in option.choices]
            changed = option.choices[-1][0]
        tool.change(editor, **{option.name: changed})
        assert getattr(tool.values(editor), option.name) == changed


def test_names_are_unique_and_icons_exist() -> None:
    assert len({tool.id for tool in TOOLS}) == len(TOOLS)
    shortcuts = [tool.shortcut for tool in TOOLS if tool.shortcut]
    assert len(set(shortcuts)) == len(shortcuts)
    for tool in TOOLS:
        assert tool.label
        assert re.fullmatch(r"[a-z-]+", tool.id)
        assert Path(resource(f"icons/{tool.icon}.svg")).is_file()
