"""The document's rulers over the canvas: lines to draw along, with handles for the rulers' tool."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from paintapp.document import Document, Ruler
from paintapp.document.rulers import Point
from paintapp.editor import Editor
from paintapp.gesture import Handle
from paintapp.tools.rulers import Rulers, handles
from paintapp.ui.canvas_decorations import Decoration
from paintapp.ui.canvas_overlays import draw_handle
from paintapp.ui.view import View

COLOURS = ("#3d8bff", "#ff8a3d", "#2fbf71")
"""One for each vanishing point of a perspective; the first one for all other rulers."""

FAN = 15
"""Degrees between the lines shown through a vanishing point."""

ELLIPSE_PIECES = 180

GAP = 48.0
"""Device pixels between the lines shown of parallel ones."""


class RulerLines(Decoration):
    """Shows the editor's rulers; the pen goes through to the tool."""

    def __init__(self, editor: Editor) -> None:
        super().__init__()
        self._editor = editor
        self._shown: object = None
        self._drawn_for: object = None
        self._drawn: dict[_Pen, list[QLineF]] = {}
        editor.document_changed.append(self._document_changed)
        editor.state_changed.append(self._state_changed)

    def area(self, view: View) -> QRectF:
        shown = self._editor.document.rulers and self._editor.hand.rulers
        return QRectF(0, 0, view.width, view.height) if shown else QRectF()

    def _document_changed(self, old: Document, new: Document) -> None:
        if old.rulers is not new.rulers:
            self.refresh()

    def _state_changed(self) -> None:
        state = (self._editing, self._editor.hand.rulers, self._editor.hand.snap)
        if state != self._shown:
            self._shown = state
            self.refresh()

    @property
    def _editing(self) -> bool:
        return isinstance(self._editor.tool, Rulers)

    def draw(self, painter: QPainter, view: View) -> None:
        rulers = self._editor.document.rulers
        if self._drawn_for != (view, rulers):
            self._drawn_for = (view, rulers)
            self._drawn = _lines_of(view, rulers)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1.0 if self._editing or self._editor.hand.snap else 0.45)
        for pen, lines in self._drawn.items():
            if pen.halo:
                painter.setPen(QPen(QColor(255, 255, 255, 120), pen.width + 2))
                painter.drawLines(lines)
            colour = QColor(pen.colour)
            colour.setAlpha(pen.alpha)
            painter.setPen(QPen(colour, pen.width))
            painter.drawLines(lines)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for ruler in rulers:
            if ruler.kind not in ("straight", "parallel", "ellipse"):
                for point, colour_name in zip(ruler.points, COLOURS, strict=False):
                    painter.setPen(QPen(QColor(colour_name), 2))
                    painter.drawEllipse(QPointF(*view.to_widget(*point)), 6, 6)
        if self._editing:
            painter.setOpacity(1.0)
            for ruler in rulers:
                for index, (x, y) in enumerate(handles(ruler)):
                    kind = "round" if index or ruler.kind != "ellipse" else "diamond"
                    draw_handle(painter, Handle(x, y, kind), QPointF(*view.to_widget(x, y)))


class _Pen(NamedTuple):
    """What lines of one look are drawn with; a ``halo`` is a light rim."""

    colour: str
    alpha: int
    width: float = 1.0
    halo: bool = False


QUIET, LOUD = _Pen(COLOURS[0], 110), _Pen(COLOURS[0], 255, 1.5, True)


def _lines_of(view: View, rulers: tuple[Ruler, ...]) -> dict[_Pen, list[QLineF]]:
    """The lines of all rulers in device pixels, within the widget."""
    found: dict[_Pen, list[QLineF]] = {}
    for ruler in rulers:
        for pen, line in _ellipse(view, ruler) if ruler.kind == "ellipse" else _rays(view, ruler):
            if line is not None:
                found.setdefault(pen, []).append(line)
    return found


def _rays(view: View, ruler: Ruler) -> Iterator[tuple[_Pen, QLineF | None]]:
    """The lines of all rulers but an ellipse."""
    room = QRectF(0, 0, view.width, view.height)
    points = [view.to_widget(*point) for point in ruler.points]
    if ruler.kind in ("straight", "parallel"):
        way = _minus(points[1], points[0])
        through = [points[0]] if ruler.kind == "straight" else _parallel(room, points[0], way)
        for start in through:
            yield QUIET, _clipped(room, start, way)
        yield LOUD, QLineF(QPointF(*points[0]), QPointF(*points[1]))
        return
    for point, colour in zip(points, COLOURS, strict=False):
        for way in _fan():
            yield _Pen(colour, 70), _clipped(room, point, way)
    if ruler.kind != "vanishing-point":
        if len(points) > 1:
            level = _minus(points[1], points[0])
        else:  # along the canvas's rows, however the view is turned
            level = _minus(view.to_widget(1, 0), view.to_widget(0, 0))
        yield LOUD, _clipped(room, points[0], level)


def _ellipse(view: View, ruler: Ruler) -> Iterator[tuple[_Pen, QLineF]]:
    """An ellipse's outline and its axes."""
    middle, (first, second) = ruler.points[0], ruler.half_axes()

    def at(across: float, down: float) -> QPointF:
        return QPointF(
            *view.to_widget(
                middle[0] + across * first[0] + down * second[0],
                middle[1] + across * first[1] + down * second[1],
            )
        )

    yield QUIET, QLineF(at(-1, 0), at(1, 0))
    yield QUIET, QLineF(at(0, -1), at(0, 1))
    angles = [2 * math.pi * step / ELLIPSE_PIECES for step in range(ELLIPSE_PIECES + 1)]
    outline = [at(math.cos(angle), math.sin(angle)) for angle in angles]
    for start, end in pairwise(outline):
        yield LOUD, QLineF(start, end)


def _fan() -> Iterator[Point]:
    for degrees in range(0, 180, FAN):
        angle = math.radians(degrees)
        yield math.cos(angle), math.sin(angle)


def _parallel(room: QRectF, through: Point, way: Point) -> Iterator[Point]:
    """A point of each line that runs the same way, a gap apart, as far as there is room."""
    length = math.hypot(*way)
    if length < 1e-6:
        return
    across = (-way[1] / length, way[0] / length)
    corners = (room.topLeft(), room.topRight(), room.bottomLeft(), room.bottomRight())
    reach = [
        (corner.x() - through[0]) * across[0] + (corner.y() - through[1]) * across[1]
        for corner in corners
    ]
    for step in range(math.ceil(min(reach) / GAP), math.floor(max(reach) / GAP) + 1):
        yield through[0] + step * GAP * across[0], through[1] + step * GAP * across[1]


def _clipped(room: QRectF, through: Point, way: Point) -> QLineF | None:
    """The part of a line within a rectangle (Liang and Barsky); None when there is none."""
    low, high = -math.inf, math.inf
    for start, step, least, most in (
        (through[0], way[0], room.left(), room.right()),
        (through[1], way[1], room.top(), room.bottom()),
    ):
        if abs(step) < 1e-9:
            if not least <= start <= most:
                return None
            continue
        first, second = sorted(((least - start) / step, (most - start) / step))
        low, high = max(low, first), min(high, second)
    if low >= high or math.isinf(low):
        return None
    ends = ((through[0] + part * way[0], through[1] + part * way[1]) for part in (low, high))
    start_end = [QPointF(*end) for end in ends]
    return QLineF(start_end[0], start_end[1])


def _minus(end: Point, start: Point) -> Point:
    return end[0] - start[0], end[1] - start[1]
