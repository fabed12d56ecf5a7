"""Rectangles on the canvas that the pen pulls: the context's frame and the canvas's edges."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from paintapp.document import MAXIMUM_SIDE, Rect
from paintapp.editor import Editor
from paintapp.tools import tool
from paintapp.ui.canvas import CanvasWidget
from paintapp.ui.generate.canvas_edges import CanvasEdges
from paintapp.ui.generate.context_frame import ContextFrame
from tests.ui.hand import colour, double_click, drag, hover, let_go, pen_drag
from tests.ui.studio import sheet

CANVAS = Rect(0, 0, 400, 300)
START = Rect(100, 80, 160, 120)
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def canvas(qtbot: QtBot) -> Iterator[CanvasWidget]:
    editor = Editor(sheet(CANVAS.width, CANVAS.height))
    editor.tool = tool("brush")
    widget = CanvasWidget(editor)
    qtbot.addWidget(widget)
    widget.resize(760, 560)
    widget.show()
    qtbot.waitExposed(widget)
    widget.actual_size()
    widget.flush()
    yield widget


class Hand:
    """A frame on a canvas, and what it has told."""

    def __init__(self, canvas: CanvasWidget) -> None:
        self.canvas = canvas
        self.frame = ContextFrame()
        self.settled: list[Rect] = []
        self.resets = 0
        self.frame.measure = lambda rect: (rect.width // 2, rect.height // 2)
        self.frame.settled = self.settled.append
        self.frame.reset = self._reset
        canvas.decorations.add(self.frame)
        self.show()

    def show(self, custom: bool = False) -> None:
        self.frame.show(
            START, (80, 60), CANVAS, selected=Rect(150, 100, 30, 30), native=(128, 128),
            custom=custom,
        )  # fmt: skip

    def _reset(self) -> None:
        self.resets += 1


@pytest.fixture
def frame(canvas: CanvasWidget) -> Hand:
    return Hand(canvas)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ((260, 150), (290, 170), Rect(100, 80, 190, 120)),
        ((100, 130), (60, 10), Rect(60, 80, 200, 120)),
        ((200, 80), (10, 50), Rect(100, 50, 160, 150)),
        ((260, 200), (300, 240), Rect(100, 80, 200, 160)),
        ((100, 80), (70, 40), Rect(70, 40, 190, 160)),
        ((260, 150), (105, 150), Rect(100, 80, 32, 120)),
        ((260, 150), (900, 150), Rect(100, 80, 300, 120)),
        ((100, 80), (-300, -300), Rect(0, 0, 260, 200)),
    ],
)
def test_edges_and_corners_follow_the_pen(
    frame: Hand, start: tuple[float, float], end: tuple[float, float], expected: Rect
) -> None:
    before = frame.canvas.editor.document
    drag(frame.canvas, start, end, keys=CONTROL)
    assert frame.frame.rect == expected
    assert frame.settled == [expected]
    assert frame.canvas.editor.document is before


def test_a_pen_pulls_as_a_mouse_does(frame: Hand) -> None:
    pen_drag(frame.canvas, (260, 150), (275, 150), (303, 150))
    assert frame.settled == [Rect(100, 80, 203, 120)]


@pytest.mark.parametrize(
    ("end", "right"),
    [((395, 150), 400), ((183, 150), 180), ((225, 150), 228), ((352, 150), 356), ((300, 150), 300)],
)
def test_edges_snap_to_canvas_selection_and_the_models_size(
    frame: Hand, end: tuple[float, float], right: int
) -> None:
    drag(frame.canvas, (260, 150), end)
    assert frame.frame.rect is not None
    assert frame.frame.rect.right == right


def test_the_label_tells_sizes_and_moves_the_frame(frame: Hand) -> None:
    assert frame.frame.label == "160 × 120 → 80 × 60"
    label = frame.frame._label_box(frame.canvas.view)
    x, y = frame.canvas.view.to_canvas(label.center().x(), label.center().y())
    drag(frame.canvas, (x, y), (x + 40, y + 30), release=False)
    assert frame.frame.rect == START.translated(40, 30)
    let_go(frame.canvas, x + 40, y + 30)
    assert frame.settled == [START.translated(40, 30)]
    drag(frame.canvas, (260 + 40, 150), (340, 150), keys=CONTROL, release=False)
    assert frame.frame.label == "200 × 120 → 100 × 60"


def test_inside_the_pen_paints_until_the_label_is_clicked(frame: Hand) -> None:
    canvas = frame.canvas
    before = canvas.editor.document
    drag(canvas, (180, 140), (200, 150))
    assert canvas.editor.document is not before
    canvas.editor.undo()
    label = frame.frame._label_box(canvas.view).center()
    on_label = canvas.view.to_canvas(label.x(), label.y())
    drag(canvas, on_label)
    assert frame.frame.armed
    drag(canvas, (180, 140), (200, 150), keys=CONTROL)
    assert canvas.editor.document is before
    assert frame.settled == [START.translated(20, 10)]
    drag(canvas, (20, 20))  # beside it: enough of that
    assert not frame.frame.armed
    assert canvas.editor.document is before
    drag(canvas, (180, 140), (200, 150))
    assert canvas.editor.document is not before


def test_escape_while_pulling_leaves_the_frame_as_it_was(frame: Hand) -> None:
    frame.canvas.setFocus()
    drag(frame.canvas, (260, 150), (330, 150), release=False)
    QTest.keyClick(frame.canvas, Qt.Key.Key_Escape)
    assert frame.frame.rect == START
    assert frame.frame.label == "160 × 120 → 80 × 60"
    let_go(frame.canvas, 330, 150)
    assert frame.settled == []
    assert frame.resets == 0


def test_escape_and_a_double_click_bring_the_automatic_frame_back(frame: Hand) -> None:
    frame.canvas.setFocus()
    QTest.keyClick(frame.canvas, Qt.Key.Key_Escape)
    assert frame.resets == 0  # it is automatic
    frame.show(custom=True)
    QTest.keyClick(frame.canvas, Qt.Key.Key_Escape)
    assert frame.resets == 1
    double_click(frame.canvas, 260, 150)
    assert frame.resets == 2


def test_a_press_that_pulls_nothing_settles_nothing(frame: Hand) -> None:
    drag(frame.canvas, (260, 150), (270, 150), (260, 150))
    assert frame.settled == []


def test_the_cursor_says_what_can_be_pulled(frame: Hand) -> None:
    canvas = frame.canvas
    shapes = Qt.CursorShape
    for point, shape in (
        ((260, 150), shapes.SizeHorCursor),
        ((180, 80), shapes.SizeVerCursor),
        ((100, 80), shapes.SizeFDiagCursor),
        ((260, 80), shapes.SizeBDiagCursor),
    ):
        hover(canvas, *point)
        assert canvas.cursor().shape() == shape
    hover(canvas, 180, 140)
    assert canvas.cursor().shape() not in (shapes.SizeHorCursor, shapes.SizeVerCursor)
    canvas.mirror()
    hover(canvas, 100, 80)
    assert canvas.cursor().shape() == shapes.SizeBDiagCursor


def test_in_a_turned_view_edges_follow_the_pen_too(frame: Hand) -> None:
    frame.canvas.rotate_by(90)
    frame.canvas.flush()
    drag(frame.canvas, (260, 150), (300, 150), keys=CONTROL)
    assert frame.settled == [Rect(100, 80, 200, 120)]


def test_a_hidden_frame_is_not_in_the_way(frame: Hand) -> None:
    frame.frame.hide()
    before = frame.canvas.editor.document
    drag(frame.canvas, (260, 150), (290, 150))
    assert frame.canvas.editor.document is not before
    assert frame.settled == []


# The canvas's edges


@pytest.fixture
def edges(canvas: CanvasWidget) -> CanvasEdges:
    edges = CanvasEdges()
    canvas.decorations.add(edges)
    edges.show(CANVAS, CANVAS)
    return edges


def test_canvas_edges_go_outwards_only(canvas: CanvasWidget, edges: CanvasEdges) -> None:
    before = canvas.editor.document
    drag(canvas, (400, 150), (480, 150), keys=CONTROL)
    assert edges.rect == Rect(0, 0, 480, 300)
    assert edges.label == "480 × 300  right +80"
    drag(canvas, (480, 150), (300, 150), keys=CONTROL)
    assert edges.rect == CANVAS
    drag(canvas, (0, 0), (-30, -20), keys=CONTROL)
    assert edges.rect == Rect(-30, -20, 430, 320)
    assert canvas.editor.document is before


def test_new_edges_snap_to_steps_and_keep_to_the_largest_canvas(
    canvas: CanvasWidget, edges: CanvasEdges
) -> None:
    drag(canvas, (400, 150), (461, 150))
    assert edges.rect == Rect(0, 0, 464, 300)
    drag(canvas, (464, 150), (90000, 150))
    assert edges.rect == Rect(0, 0, MAXIMUM_SIDE, 300)


def test_what_is_new_is_hatched_outside_of_the_canvas(
    canvas: CanvasWidget, edges: CanvasEdges
) -> None:
    plain = colour(canvas, 430, 150)
    inside = colour(canvas, 200, 150)
    drag(canvas, (400, 150), (464, 150))
    assert colour(canvas, 430, 150) != plain
    assert colour(canvas, 200, 150) == inside


def test_escape_takes_the_edges_back(canvas: CanvasWidget, edges: CanvasEdges) -> None:
    edges.reset = lambda: edges.show(CANVAS, CANVAS)
    canvas.setFocus()
    assert not edges.dismissable
    drag(canvas, (400, 150), (464, 150))
    assert edges.pulled
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert not edges.pulled
