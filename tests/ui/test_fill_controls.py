"""Gradients and patterns in the options bar, patterns on disk, reference layers in the menu."""

from __future__ import annotations

import logging
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from paintapp.document import FULL, Document, Pixels, RasterLayer
from paintapp.editor import Editor
from paintapp.painting import selection
from paintapp.painting.gradient import PRESETS, parsed
from paintapp.tools import tool
from paintapp.ui.gradient_edit import GradientEdit
from paintapp.ui.patterns import PatternButton, PatternShelf
from paintapp.ui.window import Window
from tests.ui.steps import settle


def gradient_edit(window: Window, qtbot: QtBot) -> GradientEdit:
    window.editor.tool = tool("gradient")
    settle(window, qtbot)
    edit = window.tool_options.control("stops")
    assert isinstance(edit, GradientEdit)
    return edit


def stops(window: Window) -> list[float]:
    return [round(s.place, 1) for s in parsed(tool("gradient").values(window.editor).stops).stops]


def test_stops_are_added_moved_and_dragged_away(window: Window, qtbot: QtBot) -> None:
    bar = gradient_edit(window, qtbot).bar
    left, width = bar._bar.left(), bar._bar.width()
    low = bar.height() - 5

    def at(place: float, y: int = low) -> QPoint:
        return QPoint(round(left + place * width), y)

    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=at(0.5))
    assert stops(window) == [0, 0.5, 1]
    QTest.mousePress(bar, Qt.MouseButton.LeftButton, pos=at(0.5))
    QTest.mouseMove(bar, at(0.8))
    QTest.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=at(0.8))
    assert stops(window) == [0, 0.8, 1]
    QTest.mousePress(bar, Qt.MouseButton.LeftButton, pos=at(0.8))
    QTest.mouseMove(bar, at(0.8, 120))
    assert stops(window) == [0, 1]
    QTest.mouseMove(bar, at(0.3))
    assert stops(window) == [0, 0.3, 1], "brought back it is there again"
    QTest.mouseMove(bar, at(0.3, 120))
    QTest.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=at(0.3, 120))
    assert stops(window) == [0, 1]


def test_the_stop_panel_and_presets(window: Window, qtbot: QtBot) -> None:
    edit = gradient_edit(window, qtbot)
    edit.panel.opacity.changed.emit(40.0)
    edit.panel._from_wheel()
    first = parsed(tool("gradient").values(window.editor).stops).stops[0]
    assert first.opacity == 0.4 and not isinstance(first.colour, str)
    edit.panel.foreground.click()
    assert parsed(tool("gradient").values(window.editor).stops).stops[0].colour == "foreground"
    name = edit.keep()
    assert window.preferences.gradients[name] == edit.bar.gradient.text()
    edit._fill_presets()
    buttons = edit.presets_menu.findChildren(QToolButton)
    labels = [button.text().strip() for button in buttons]
    assert labels[: len(PRESETS)] == [label for label, _ in PRESETS] and name in labels
    buttons[3].click()
    assert tool("gradient").values(window.editor).stops == PRESETS[3][1]


def test_a_broken_gradient_shows_as_the_plain_one(window: Window, qtbot: QtBot) -> None:
    edit = gradient_edit(window, qtbot)
    tool("gradient").change(window.editor, stops="nonsense")
    settle(window, qtbot)
    assert len(edit.bar.gradient.stops) == 2


def test_options_that_mean_nothing_now_are_hidden(window: Window, qtbot: QtBot) -> None:
    window.editor.tool = tool("shape")
    for kind, shown in (("rectangle", "radius"), ("star", "inset")):
        tool("shape").change(window.editor, kind=kind)
        settle(window, qtbot)
        for name in ("radius", "inset"):
            assert window.tool_options.control(name).isHidden() == (name != shown)


def test_a_pattern_is_made_of_the_selection_used_and_forgotten(
    window: Window, qtbot: QtBot
) -> None:
    editor = window.editor
    picture = np.zeros((64, 64, 4), np.uint16)
    picture[10:14, 10:20] = (FULL, 0, 0, FULL)
    layer = RasterLayer(id=1, name="Paint", pixels=Pixels.from_array(picture))
    editor.replace_document(Document(64, 64, (layer,)), "New")
    chosen = selection.rectangle(editor.document.bounds, (10, 10, 20, 18), False)
    editor.apply("Select", Document.with_selection, chosen)
    settle(window, qtbot)
    window.actions_by_id["make-pattern"].trigger()
    qtbot.waitUntil(lambda: bool(editor.patterns), timeout=20_000)
    (name,) = editor.patterns
    folder = window.patterns._folder
    assert (folder / f"{name}.png").is_file()
    again = Editor(editor.document)
    PatternShelf(folder, again)
    assert np.array_equal(again.patterns[name].pixels, picture[10:18, 10:20])
    editor.apply("Deselect", Document.with_selection, None)
    before = editor.document
    window.actions_by_id["fill-pattern"].trigger()
    qtbot.waitUntil(lambda: editor.document is not before, timeout=20_000)
    found = editor.document.raster(1).pixels.read(editor.document.bounds)
    assert found[1, 1].tolist() == [FULL, 0, 0, FULL] and found[9, 30].tolist()[3] == FULL
    editor.undo()
    assert editor.document is before
    editor.tool = tool("fill")
    settle(window, qtbot)
    button = window.tool_options.control("pattern")
    assert isinstance(button, PatternButton) and button.isVisible()
    button._fill()
    button.forgotten.emit(name)
    assert not editor.patterns and not (folder / f"{name}.png").exists()


def test_what_is_no_pattern_is_left_out(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "broken.png").write_bytes(b"not a picture")
    editor = Editor(Document(64, 64))
    with caplog.at_level(logging.WARNING):
        PatternShelf(tmp_path, editor)
    assert not editor.patterns and "broken.png" in caplog.text


def test_a_layer_becomes_a_reference_by_the_menu(window: Window, qtbot: QtBot) -> None:
    before = window.editor.document
    window.actions_by_id["layer-reference"].trigger()
    assert window.editor.active_layer is not None and window.editor.active_layer.reference
    window.editor.undo()
    assert window.editor.document is before
