"""What shows where the pen is: the pointer's shape, the brush's footprint, the line to be drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QTransform,
)

from paintapp.painting.brush import Brush
from paintapp.painting.footprint import footprint
from paintapp.tools import Cursor
from paintapp.tools.brush import line_end
from paintapp.ui.canvas_cursors import cursor_for, turned
from paintapp.ui.canvas_overlays import Outline
from paintapp.ui.view import Point, View

if TYPE_CHECKING:
    from paintapp.ui.canvas import CanvasWidget
    from paintapp.ui.canvas_input import CanvasInput

LARGE_OUTLINE = 24.0
"""From this radius on a brush's outline is drawn without smoothing: Qt has a fast way for that."""


class PenCursor:
    """The canvas's cursor: it follows the pen, the tool and the keys held.

    ``hands`` says what the pen does where it is. Places are device pixels.
    """

    def __init__(self, canvas: CanvasWidget, hands: CanvasInput) -> None:
        self._canvas = canvas
        self._hands = hands
        self._kind: Cursor = "crosshair"
        self._brush = BrushCursor()
        self._line = Outline()

    @property
    def here(self) -> Point | None:
        """Where the pen is; None while it is away."""
        return self._brush.centre

    @property
    def hovered(self) -> Point | None:
        """The canvas point that the pen is over; None while it is away."""
        centre = self._brush.centre
        return None if centre is None else self._canvas.view.to_canvas(*centre)

    def hover(self, here: Point) -> None:
        """The pen is over a point."""
        canvas, busy = self._canvas, self._canvas.editor.busy
        changed = canvas.decorations.hover(None if busy else here)
        self.place(here)
        if changed or (not busy and self._hands.cursor != self._kind):
            self.refresh()
        canvas.cursorMoved.emit(*canvas.view.to_canvas(*here))

    def refresh(self) -> None:
        """Show what the pen does with the tool and the keys held now."""
        canvas = self._canvas
        shape = canvas.decorations.cursor
        if shape is not None:
            canvas.setCursor(shape)
        else:
            kind = self._kind = self._hands.cursor
            radius = self._brush.radius if kind == "brush" else 0.0
            canvas.setCursor(cursor_for(turned(kind, canvas.view), radius))
        self.place(self.here)

    def place(self, here: Point | None) -> None:
        """Show the brush and its line at a point, as the view and the brush are now."""
        canvas, brush = self._canvas, self._brush
        here = self._hands.anchor or here
        before = brush.bounds
        shown = brush.visible
        brush.centre = here
        shown_here = here is not None and canvas.decorations.cursor is None
        brush.visible = shown_here and self._hands.cursor == "brush"
        brush.show(canvas.editor.brush, canvas.view)
        if shown:
            canvas.update_device(before)
        if brush.visible:
            canvas.update_device(brush.bounds)
        self._place_line(here)

    def _place_line(self, here: Point | None) -> None:
        """While Shift is held over the canvas: the line that a click would draw."""
        canvas, modifier = self._canvas, Qt.KeyboardModifier
        start, held = canvas.editor.last_point, QGuiApplication.keyboardModifiers()
        shown = self._brush.visible and held & modifier.ShiftModifier and not canvas.editor.busy
        if not shown and self._line.empty:
            return
        canvas.update_device(self._line.bounds(canvas.view))
        self._line.clear()
        if shown and here is not None and start is not None and self._hands.anchor is None:
            end = canvas.view.to_canvas(*here)
            if held & modifier.ControlModifier:
                end = line_end(start, end)
            self._line.set_lines([(start, end)], closed=False)
            canvas.update_device(self._line.bounds(canvas.view))

    def draw_line(self, painter: QPainter) -> None:
        """Draw the line, which lies below a gesture's guide."""
        self._line.draw(painter, self._canvas.view)

    def draw(self, painter: QPainter) -> None:
        """Draw the brush, which lies above all."""
        self._brush.draw(painter)


class BrushCursor:
    """The brush's footprint under the pen: dark outside, light inside, so it shows on any ground.

    A brush that scatters its dabs has a dashed circle around all that they may cover.
    """

    def __init__(self) -> None:
        self.centre: tuple[float, float] | None = None
        """In device pixels; None while the pen is away."""
        self.visible = False
        self.radius = 0.0
        """The brush's, in device pixels."""
        self._shown: object = None
        self._path: QPainterPath | None = None
        self._spread = 0.0
        self._reach = 0.0

    def show(self, brush: Brush, view: View) -> None:
        """Take the shape of a brush as the view shows it."""
        shown = (brush, view.matrix[:4])
        if shown == self._shown:
            return
        self._shown = shown
        self.radius = self._reach = brush.radius * view.zoom
        self._spread = self.radius * (1 + brush.scatter) if brush.scatter > 0.05 else 0.0
        self._path = None
        if brush.tip is not None or brush.roundness < 1:
            path = QPainterPath()
            for outline in footprint(brush):
                path.addPolygon(QPolygonF([QPointF(float(x), float(y)) for x, y in outline]))
                path.closeSubpath()
            m11, m12, m21, m22 = (number * brush.radius for number in view.matrix[:4])
            self._path = QTransform(m11, m12, m21, m22, 0, 0).map(path)
            box = self._path.boundingRect()
            self._reach = max(map(abs, box.getCoords()))

    @property
    def bounds(self) -> QRectF:
        """Where it shows, in device pixels; empty when it does not."""
        if self.centre is None:
            return QRectF()
        reach = max(self._reach, self._spread, 2.0) + 2.5
        return QRectF(self.centre[0] - reach, self.centre[1] - reach, 2 * reach, 2 * reach)

    def draw(self, painter: QPainter) -> None:
        if self.centre is None or not self.visible:
            return
        painter.save()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        x, y = self.centre
        if self._path is not None:
            self._draw_path(painter, self._path, x, y)
        elif self.radius < LARGE_OUTLINE:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            radius, middle = max(self.radius, 1.5), QPointF(x, y)
            painter.setPen(QPen(QColor(0, 0, 0, 170), 1.2))
            painter.drawEllipse(middle, radius + 0.6, radius + 0.6)
            painter.setPen(QPen(QColor(255, 255, 255, 210), 1.2))
            painter.drawEllipse(middle, radius - 0.6, radius - 0.6)
        else:
            self._draw_circle(painter, self.radius, dashed=False)
        if self._spread:
            self._draw_circle(painter, self._spread, dashed=True)
        painter.restore()

    def _draw_path(self, painter: QPainter, path: QPainterPath, x: float, y: float) -> None:
        painter.save()
        painter.translate(x, y)
        if self.radius < LARGE_OUTLINE:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for pen in (QPen(QColor(0, 0, 0, 170), 2.6), QPen(QColor(255, 255, 255, 220), 1.1)):
                pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
                painter.setPen(pen)
                painter.drawPath(path)
        else:
            painter.setPen(QPen(QColor(0, 0, 0, 150), 0))
            for way in ((1, 0), (0, 1), (-1, 0), (0, -1)):  # far quicker than a wide pen
                painter.drawPath(path.translated(*way))
            painter.setPen(QPen(QColor(255, 255, 255), 0))
            painter.drawPath(path)
        painter.restore()

    def _draw_circle(self, painter: QPainter, radius: float, *, dashed: bool) -> None:
        assert self.centre is not None
        side = round(2 * radius)
        left, top = round(self.centre[0] - side / 2), round(self.centre[1] - side / 2)
        box = QRect(left, top, side, side)
        dark, light = QPen(QColor(0, 0, 0), 0), QPen(QColor(255, 255, 255), 0)
        if dashed:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            light.setDashPattern([3.0, 5.0])
            dark.setColor(QColor(0, 0, 0, 110))
        painter.setPen(dark)
        painter.drawEllipse(box)
        painter.setPen(light)
        painter.drawEllipse(box if dashed else box.adjusted(1, 1, -1, -1))
