"""Transforming in the window: the key, the numbers, the buttons, the menus."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDoubleSpinBox, QToolButton
from pytestqt.qtbot import QtBot

from paintapp.document import FULL, Document, Pixels, RasterLayer, Rect
from paintapp.document.identity import identified
from paintapp.tools import tool
from paintapp.ui.remembering import recall
from paintapp.ui.window import Window
from tests.ui.steps import settle


def block(window: Window, qtbot: QtBot) -> None:
    """A block of 60x40 at (40, 50) on a canvas of 256x192."""
    random = np.random.default_rng(1)
    colours = random.integers(0, FULL, (40, 60, 4)).astype(np.uint16)
    colours[..., 3] = FULL
    layer = RasterLayer(id=1, name="Block", pixels=Pixels.from_array(colours, 40, 50))
    window.editor.replace_document(identified(Document(256, 192, (layer,))), "New")
    window.canvas.setFocus()
    settle(window, qtbot)


def bounds(window: Window) -> Rect:
    return window.editor.document.raster(1).pixels.bounds()


def field(window: Window, name: str) -> QDoubleSpinBox:
    return window.tool_options.control(name).findChild(QDoubleSpinBox)


def test_numbers_and_buttons_of_the_bar(window: Window, qtbot: QtBot) -> None:
    block(window, qtbot)
    before = window.editor.document
    window.toolbox.actions_by_tool["transform"].trigger()
    settle(window, qtbot)
    assert (field(window, "x").value(), field(window, "width").value()) == (40, 60)
    field(window, "x").setValue(100)
    qtbot.waitUntil(lambda: bounds(window).x == 100)
    settle(window, qtbot)
    qtbot.keyClick(field(window, "x").lineEdit(), Qt.Key.Key_Return)
    assert window.canvas.hasFocus() or window.focusWidget() is window.canvas
    button = window.tool_options.control("turn-right")
    assert isinstance(button, QToolButton)
    button.click()
    qtbot.waitUntil(lambda: bounds(window)[2:] == (40, 60))
    settle(window, qtbot)
    assert window.editor.busy
    qtbot.keyClick(window.canvas, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.editor.busy)
    assert len(window.editor.history.entries) == 2
    window.editor.undo()
    assert window.editor.document is before


def test_escape_in_the_window_leaves_all_as_it_was(window: Window, qtbot: QtBot) -> None:
    block(window, qtbot)
    before = window.editor.document
    window.toolbox.actions_by_tool["transform"].trigger()
    settle(window, qtbot)
    field(window, "width").setValue(120)
    qtbot.waitUntil(lambda: bounds(window).width == 120)
    qtbot.keyClick(window.canvas, Qt.Key.Key_Escape)
    assert window.editor.document is before


def test_the_menus_choose_modes_and_flip_at_once(window: Window, qtbot: QtBot) -> None:
    block(window, qtbot)
    old = window.editor.document.raster(1).pixels.read(Rect(40, 50, 60, 40))
    window.actions_by_id["layer-flip-horizontal"].trigger()
    new = window.editor.document.raster(1).pixels.read(Rect(40, 50, 60, 40))
    assert np.array_equal(new, old[:, ::-1])
    assert len(window.editor.history.entries) == 2
    for mode in ("skew", "perspective", "warp", "free"):
        window.actions_by_id[f"transform-{mode}"].trigger()
        assert window.editor.tool is not None and window.editor.tool.id == "transform"
        assert window.editor.tool.values(window.editor).mode == mode  # type: ignore[attr-defined]
    assert window.editor.guide is not None and len(window.editor.guide.handles) == 9


def test_transforming_the_selection_only(window: Window, qtbot: QtBot) -> None:
    block(window, qtbot)
    window.actions_by_id["select-all"].trigger()
    qtbot.waitUntil(lambda: window.editor.document.selection is not None)
    settle(window, qtbot)
    layers = window.editor.document.layers
    window.actions_by_id["select-transform"].trigger()
    settle(window, qtbot)
    field(window, "width").setValue(128)
    window.editor.finish()
    assert window.editor.document.selection is not None
    assert window.editor.document.selection.bounds().width == 128
    assert window.editor.document.layers is layers


def test_nothing_to_transform_is_said_in_the_status_line(window: Window, qtbot: QtBot) -> None:
    settle(window, qtbot)
    window.actions_by_id["layer-flip-vertical"].trigger()
    assert "nothing to transform" in window.status.message.text()


def test_modes_are_remembered_but_not_where_the_box_was(window: Window, qtbot: QtBot) -> None:
    block(window, qtbot)
    window.actions_by_id["transform-skew"].trigger()
    settle(window, qtbot)
    field(window, "x").setValue(80)
    window.editor.finish()
    tool("liquify").change(window.editor, effect="grow", radius=33.0)
    window._remember()
    remembered = window.preferences.tools["transform"]
    assert remembered["mode"] == "skew"
    assert not {"x", "width", "asked", "selection"} & set(remembered)
    assert window.preferences.tools["liquify"] == {"effect": "grow", "strength": 0.7}
    tool("transform").change(window.editor, mode="free")
    tool("liquify").change(window.editor, effect="push")
    before = window.editor.document
    recall(window.editor, window.preferences)
    assert tool("transform").values(window.editor).mode == "skew"
    assert tool("liquify").values(window.editor).effect == "grow"
    assert window.editor.document is before
    assert not window.editor.busy
