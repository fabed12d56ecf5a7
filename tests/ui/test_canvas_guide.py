"""What gestures show over the canvas: a ring of colours, words beside the pen."""

from __future__ import annotations

from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from paintapp.tools import tool
from paintapp.ui import theme
from paintapp.ui.canvas_guide import RING, RING_WIDTH
from paintapp.ui.window import Window
from tests.ui.hand import at, drag, let_go
from tests.ui.steps import paint, settle


def test_the_ring_shows_the_new_colour_above_and_the_old_one_below(
    window: Window, qtbot: QtBot
) -> None:
    paint(window, 30000)
    settle(window, qtbot)
    canvas, editor = window.canvas, window.editor
    editor.foreground = (65535, 0, 0)
    editor.tool = tool("eyedropper")
    drag(canvas, (40, 50), release=False)
    canvas.flush()
    image = canvas.grab().toImage()
    ratio = image.devicePixelRatio()
    centre = at(canvas, 40, 50) * ratio
    away = round((RING - RING_WIDTH / 2) * ratio)
    taken = QColor.fromRgb(*(value >> 8 for value in editor.foreground))
    above = image.pixelColor(centre.x(), centre.y() - away)
    below = image.pixelColor(centre.x(), centre.y() + away)
    assert max(abs(above.red() - taken.red()), abs(above.blue() - taken.blue())) <= 1
    assert below.name() == "#ff0000"
    let_go(canvas, 40, 50)
    canvas.flush()
    shown = canvas.grab().toImage().pixelColor(centre.x(), centre.y() + away)
    assert shown.name() != "#ff0000"


def test_words_stand_beside_the_pen_and_in_the_status_bar(window: Window, qtbot: QtBot) -> None:
    window.editor.tool = tool("measure")
    canvas = window.canvas
    drag(canvas, (40, 50), (100, 130))
    canvas.flush()
    settle(window, qtbot)
    assert "100.0 px" in window.status.message.text()
    box = canvas._guide._text_box(canvas.view)
    assert not box.isEmpty()
    assert canvas._guide.bounds(canvas.view).contains(box)
    image = canvas.grab().toImage()
    ground = image.pixelColor(round(box.left() + 4), round(box.center().y()))
    assert abs(ground.lightness() - QColor(theme.PANEL).lightness()) < 30
    drag(canvas, (250, 186), (250, 190))  # in the corner: the words stay in sight
    assert canvas.view.width >= canvas._guide._text_box(canvas.view).right()
    assert canvas.view.height >= canvas._guide._text_box(canvas.view).bottom()
