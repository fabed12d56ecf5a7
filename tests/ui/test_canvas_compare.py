"""Two pictures compared on the canvas: a line that the pen moves, and a document left alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from paintapp.document import Rect
from paintapp.editor import Editor
from paintapp.tools import tool
from paintapp.ui.canvas import CanvasWidget
from paintapp.ui.canvas_compare import CompareWipe
from tests.ui.hand import colour, drag, let_go, pen_drag
from tests.ui.studio import sheet

BOUNDS = Rect(20, 20, 100, 80)


@pytest.fixture
def canvas(qtbot: QtBot) -> Iterator[CanvasWidget]:
    editor = Editor(sheet())
    editor.tool = tool("brush")
    widget = CanvasWidget(editor)
    qtbot.addWidget(widget)
    widget.resize(400, 320)
    widget.show()
    qtbot.waitExposed(widget)
    widget.actual_size()
    widget.flush()
    yield widget


@pytest.fixture
def wipe(canvas: CanvasWidget) -> CompareWipe:
    wipe = CompareWipe()
    canvas.decorations.add(wipe)
    wipe.show(BOUNDS, plain("#ff0000"), plain("#0000ff"))
    return wipe


def plain(colour: str, width: int = 50, height: int = 40) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


def test_each_picture_shows_on_its_side(canvas: CanvasWidget, wipe: CompareWipe) -> None:
    assert colour(canvas, 40, 90) == "#ff0000"
    assert colour(canvas, 100, 90) == "#0000ff"
    assert colour(canvas, 130, 110) == "#ffffff"
    wipe.position = 0.1
    assert colour(canvas, 40, 90) == "#0000ff"
    wipe.hide()
    assert colour(canvas, 40, 90) == "#ffffff"
    assert wipe.bounds is None


def test_the_line_follows_the_pen_and_the_document_stays(
    canvas: CanvasWidget, wipe: CompareWipe
) -> None:
    before = canvas.editor.document
    drag(canvas, (30, 60), (50, 60), (110, 70))
    assert wipe.position == pytest.approx(0.9)
    assert colour(canvas, 90, 90) == "#ff0000"
    assert canvas.editor.document is before
    assert not canvas.decorations.held
    drag(canvas, (30, 60), (300, 60))
    assert wipe.position == 1.0


def test_escape_first_lets_go_of_the_line_then_ends_comparing(
    canvas: CanvasWidget, wipe: CompareWipe
) -> None:
    closed: list[bool] = []
    wipe.closed = lambda: closed.append(True)
    canvas.setFocus()
    drag(canvas, (30, 60), (40, 60), release=False)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert wipe.position == 0.5
    assert not closed
    let_go(canvas, 40, 60)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert wipe.bounds is None
    assert closed == [True]


def test_outside_the_pictures_the_pen_paints(canvas: CanvasWidget, wipe: CompareWipe) -> None:
    before = canvas.editor.document
    drag(canvas, (140, 110), (150, 115))
    assert canvas.editor.document is not before
    assert wipe.position == 0.5


def test_a_gesture_that_is_going_on_keeps_the_pen(canvas: CanvasWidget, wipe: CompareWipe) -> None:
    canvas.editor.tool = tool("select-polygon")
    drag(canvas, (140, 110))
    assert canvas.editor.busy
    drag(canvas, (60, 60))
    assert wipe.position == 0.5
    assert canvas.editor.cancel()


def test_a_pen_moves_the_line_as_a_mouse_does(canvas: CanvasWidget, wipe: CompareWipe) -> None:
    before = canvas.editor.document
    pen_drag(canvas, (40, 60), (100, 60))
    assert wipe.position == pytest.approx(0.8)
    assert canvas.editor.document is before


def test_masks_let_the_document_through(canvas: CanvasWidget, wipe: CompareWipe) -> None:
    mask = QImage(50, 40, QImage.Format.Format_Grayscale8)
    mask.fill(0)
    wipe.show(BOUNDS, plain("#ff0000"), plain("#0000ff"), second_mask=mask)
    assert colour(canvas, 40, 90) == "#ff0000"
    assert colour(canvas, 115, 90) == "#ffffff"


def test_turned_and_mirrored_views_keep_line_and_sides_together(
    canvas: CanvasWidget, wipe: CompareWipe
) -> None:
    canvas.mirror()
    canvas.rotate_by(90)
    canvas.flush()
    drag(canvas, (60, 50), (100, 50))
    assert wipe.position == pytest.approx(0.8, abs=0.02)
    assert colour(canvas, 40, 90) == "#ff0000"
    assert colour(canvas, 115, 90) == "#0000ff"


def test_what_moves_is_all_that_is_painted_anew(canvas: CanvasWidget, wipe: CompareWipe) -> None:
    canvas.grab()
    painted: list[int] = []
    canvas.decorations._update = lambda rect: painted.append(round(rect.width()))
    wipe.position = 0.55
    assert painted == [5 + 2 * 14]
