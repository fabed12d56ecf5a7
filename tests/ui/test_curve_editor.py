"""The curve that one drags."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from paintapp.painting.curve import Curve
from paintapp.ui.curve_editor import CurveEditor

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def editor(qtbot: QtBot) -> CurveEditor:
    editor = CurveEditor()
    qtbot.addWidget(editor)
    editor.resize(216, 216)
    editor.show()
    return editor


def at(editor: CurveEditor, x: float, y: float) -> QPoint:
    return editor.place_of(x, y).toPoint()


def drag(editor: CurveEditor, *points: QPointF | QPoint) -> None:
    QTest.mousePress(editor, LEFT, pos=points[0])
    for point in points[1:]:
        QTest.mouseMove(editor, point)
    QTest.mouseRelease(editor, LEFT, pos=points[-1])


def test_a_click_on_the_curve_makes_a_point_that_follows_the_drag(editor: CurveEditor) -> None:
    heard: list[Curve] = []
    settled: list[Curve] = []
    editor.changed.connect(heard.append)
    editor.settled.connect(settled.append)
    drag(editor, at(editor, 0.5, 0.5), at(editor, 0.5, 0.8))
    assert len(editor.curve.points) == 3
    assert editor.curve.points[1] == pytest.approx((0.5, 0.8), abs=0.02)
    assert heard[-1] == editor.curve == settled[0]
    assert len(settled) == 1


def test_a_point_dragged_out_goes_and_may_come_back(editor: CurveEditor) -> None:
    editor.set_curve(Curve(((0, 0), (0.5, 0.8), (1, 1))))
    inside, outside = at(editor, 0.5, 0.8), at(editor, 0.5, 1.6)
    drag(editor, inside, outside)
    assert editor.curve == Curve()
    editor.set_curve(Curve(((0, 0), (0.5, 0.8), (1, 1))))
    drag(editor, inside, outside, at(editor, 0.4, 0.6))
    assert editor.curve.points[1] == pytest.approx((0.4, 0.6), abs=0.02)


def test_double_click_and_delete_take_a_point_away_but_never_the_ends(
    editor: CurveEditor,
) -> None:
    three = Curve(((0, 0), (0.5, 0.8), (1, 1)))
    editor.set_curve(three)
    QTest.mouseDClick(editor, LEFT, pos=at(editor, 0, 0))
    assert editor.curve == three
    QTest.mouseDClick(editor, LEFT, pos=at(editor, 0.5, 0.8))
    assert editor.curve == Curve()
    editor.set_curve(three)
    editor.setFocus()
    QTest.mouseClick(editor, LEFT, pos=at(editor, 0.5, 0.8))
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    assert editor.curve == Curve()


def test_arrow_keys_move_the_chosen_point_and_escape_gives_up_a_drag(editor: CurveEditor) -> None:
    QTest.mouseClick(editor, LEFT, pos=at(editor, 1, 1))
    QTest.keyClick(editor, Qt.Key.Key_Down)
    assert editor.curve.points[-1] == pytest.approx((1.0, 0.99))
    before = editor.curve
    QTest.mousePress(editor, LEFT, pos=at(editor, 0, 0))
    QTest.mouseMove(editor, at(editor, 0, 0.5))
    assert editor.curve != before
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert editor.curve == before


def test_a_marker_is_drawn_on_the_curve(editor: CurveEditor) -> None:
    without = editor.grab().toImage()
    editor.set_marker(0.5)
    assert editor.grab().toImage() != without
