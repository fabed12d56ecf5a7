"""The toolbox: one button a group, which shows the tool that was used last."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from paintapp.tools import GROUPS, TOOLS, tool
from paintapp.ui.panels.toolbox import GroupButton, Toolbox
from paintapp.ui.window import Window
from tests.ui.steps import settle

LEFT = Qt.MouseButton.LeftButton


def button_of(window: Window, tool_id: str) -> GroupButton:
    """The button whose group has this tool."""
    action = window.toolbox.actions_by_tool[tool_id]
    return next(b for b in window.toolbox.buttons if action in b.tool_actions)


def test_every_tool_is_in_one_group() -> None:
    assert [one for group in GROUPS for one in group] == list(TOOLS)
    assert all(GROUPS)


def test_a_click_chooses_and_a_second_click_opens(window: Window, qtbot: QtBot) -> None:
    button = button_of(window, "select-ellipse")
    qtbot.mouseClick(button, LEFT)
    assert window.editor.tool is tool("select-rectangle")
    settle(window, qtbot)
    assert not button.fly_out.isVisible()
    qtbot.mouseClick(button, LEFT)
    assert button.fly_out.isVisible()
    assert [a.text() for a in button.fly_out.actions()] == ["Rectangle", "Ellipse"]
    place = button.fly_out.actionGeometry(window.toolbox.actions_by_tool["select-ellipse"])
    qtbot.mouseMove(button.fly_out, place.center() + QPoint(1, 1))
    qtbot.mouseClick(button.fly_out, LEFT, pos=place.center())
    assert not button.fly_out.isVisible()
    assert window.editor.tool is tool("select-ellipse")
    settle(window, qtbot)
    assert button.defaultAction().text() == "Ellipse"
    assert button.isChecked()


def test_a_long_press_and_a_right_click_open(window: Window, qtbot: QtBot) -> None:
    button = button_of(window, "select-lasso")
    before = window.editor.tool
    qtbot.mousePress(button, LEFT)
    qtbot.waitUntil(button.fly_out.isVisible)
    qtbot.mouseRelease(button, LEFT)
    assert window.editor.tool is before
    button.fly_out.close()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(5, 5), QPoint(50, 50))
    QApplication.sendEvent(button, event)
    assert button.fly_out.isVisible()
    button.fly_out.close()


def test_keys_choose_within_a_group_even_while_panels_are_hidden(
    window: Window, qtbot: QtBot
) -> None:
    window.canvas.setFocus()
    window.toggle_panels()
    qtbot.keyClick(window.canvas, Qt.Key.Key_L, Qt.KeyboardModifier.ShiftModifier)
    assert window.editor.tool is tool("select-polygon")
    window.toggle_panels()
    settle(window, qtbot)
    assert button_of(window, "select-polygon").defaultAction().text() == "Polygon"


def test_what_buttons_show_is_remembered(window: Window, qtbot: QtBot) -> None:
    window.editor.tool = tool("zoom")
    settle(window, qtbot)
    window._remember()
    assert "zoom" in window.preferences.shown_tools
    again = Toolbox(GROUPS, window.hand.choose_tool, window, window.preferences.shown_tools)
    assert again.shown == window.toolbox.shown
    assert "hand" not in again.shown


def test_all_buttons_fit_a_small_window(window: Window, qtbot: QtBot) -> None:
    window.resize(1280, 800)
    settle(window, qtbot)
    assert all(button.isVisible() for button in window.toolbox.buttons)
    assert window.toolbox.sizeHint().height() <= window.toolbox.height()
