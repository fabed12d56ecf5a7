"""Gestures that go on until Enter, in the window: keys, the two buttons, handles, other tools."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from paintapp.gesture import Guide, Handle
from paintapp.tools import tool
from paintapp.ui.canvas_overlays import Outline
from paintapp.ui.view import View
from paintapp.ui.window import Window
from tests.ui.hand import drag
from tests.ui.steps import settle

KEY = Qt.Key


def click(window: Window, qtbot: QtBot, x: float, y: float) -> None:
    drag(window.canvas, (x, y))
    qtbot.waitUntil(lambda: not window.editor._runner.waiting, timeout=20_000)
    settle(window, qtbot)


def begin_path(window: Window, qtbot: QtBot) -> None:
    window.editor.tool = tool("path")
    settle(window, qtbot)
    for x, y in ((40, 40), (200, 50), (120, 150)):
        click(window, qtbot, x, y)
    assert window.editor.lasting


def press(window: Window, qtbot: QtBot, key: Qt.Key) -> None:
    QTest.keyClick(window.canvas, key)
    qtbot.waitUntil(lambda: not window.editor._runner.waiting, timeout=20_000)
    settle(window, qtbot)


def handles(window: Window) -> int:
    guide = window.editor.guide
    return 0 if guide is None else len(guide.handles)


def test_backspace_takes_a_point_away_and_enter_applies(window: Window, qtbot: QtBot) -> None:
    before = window.editor.document
    begin_path(window, qtbot)
    assert handles(window) == 3
    press(window, qtbot, KEY.Key_Backspace)
    assert handles(window) == 2
    window.actions_by_id["undo"].trigger()
    qtbot.waitUntil(lambda: handles(window) == 1, timeout=20_000)
    click(window, qtbot, 200, 50)
    press(window, qtbot, KEY.Key_Return)
    assert not window.editor.busy and window.editor.document is not before
    window.actions_by_id["undo"].trigger()
    assert window.editor.document is before


def test_escape_leaves_the_document_as_it_was(window: Window, qtbot: QtBot) -> None:
    before = window.editor.document
    begin_path(window, qtbot)
    press(window, qtbot, KEY.Key_Escape)
    assert not window.editor.busy and window.editor.document is before


def test_the_bar_has_buttons_to_apply_and_to_cancel(window: Window, qtbot: QtBot) -> None:
    assert not window.tool_options._ends_shown.isVisible()
    begin_path(window, qtbot)
    assert window.tool_options._ends_shown.isVisible()
    apply, cancel = (window.tool_options._ends.layout().itemAt(index).widget() for index in (0, 1))
    assert "Enter" in apply.toolTip() and "Esc" in cancel.toolTip()
    before = window.editor.history.document
    cancel.click()
    assert not window.editor.busy and window.editor.document is before
    settle(window, qtbot)
    assert not window.tool_options._ends_shown.isVisible()
    begin_path(window, qtbot)
    apply.click()
    assert not window.editor.busy and window.editor.document is not before


def test_another_tool_keeps_what_was_begun(window: Window, qtbot: QtBot) -> None:
    entries = len(window.editor.history.entries)
    begin_path(window, qtbot)
    window.hand.choose_tool(tool("brush"))
    assert not window.editor.busy and len(window.editor.history.entries) == entries + 1


def test_handles_are_drawn_at_one_size_whatever_the_zoom() -> None:
    outline = Outline()
    handle = Handle(50, 50, colour=(65535, 0, 0))
    outline.set_guide(Guide("polyline", ((50, 50), (90, 50)), False, (handle,)))
    areas = []
    for zoom in (0.5, 1.0, 4.0):
        view = View(width=400, height=400, zoom=zoom, focus_x=50, focus_y=50)
        image = QImage(400, 400, QImage.Format.Format_RGB32)
        image.fill(QColor("#808080"))
        with QPainter(image) as painter:
            outline.draw(painter, view)
        x, y = view.to_widget(50, 50)
        assert QRectF(outline.bounds(view)).contains(QPointF(x - 4, y - 4))
        assert image.pixelColor(QPoint(round(x), round(y))) == QColor(255, 0, 0)
        area = [image.pixelColor(i, j) for i in range(160, 240) for j in range(160, 240)]
        areas.append(sum(colour == QColor(255, 0, 0) for colour in area))
    assert areas[0] == areas[1] == areas[2] > 30
