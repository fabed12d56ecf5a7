"""A curve to draw with the pen: points to drag, what goes in across, what comes out upwards."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from paintapp.painting.curve import Curve
from paintapp.ui import theme

REACH = 10.0
"""How near the pen must be to a point to take it, in device-independent pixels."""

LOST = 24.0
"""How far outside a point is dragged to be taken away."""

MARGIN = 8
POINT_RADIUS = 4.5
NUDGE = 0.01


class CurveEditor(QWidget):
    """Shows a `Curve` and lets the artist change it.

    Click the curve for a new point, drag points, take one away with a double click, with Delete or
    by dragging it out; arrow keys move the chosen one. ``changed`` comes with every change,
    ``settled`` when a drag has ended, each with the curve.
    """

    changed = Signal(object)
    settled = Signal(object)

    def __init__(self, curve: Curve | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curve = curve or Curve()
        self._across = self._upwards = ""
        self._chosen: int | None = None
        self._held: Curve | None = None
        """The curve without the point that is held; None while none is."""
        self._before: Curve | None = None
        self._marker: float | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(96, 96)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Curve"))
        self.setToolTip(
            self.tr("Click for a new point and drag it. A double click or Delete takes it away.")
        )

    @property
    def curve(self) -> Curve:
        return self._curve

    def set_curve(self, curve: Curve) -> None:
        """Show a curve without telling anyone; a drag that is going on ends."""
        if curve.points != self._curve.points:
            self._curve, self._chosen, self._held = curve, None, None
            self.update()

    def set_labels(self, across: str, upwards: str) -> None:
        """What goes in and what comes out, written along the sides."""
        self._across, self._upwards = across, upwards
        self.update()

    def set_marker(self, value: float | None) -> None:
        """Show where on the curve an input 0..1 is now; None for nowhere."""
        if value != self._marker:
            self._marker = value
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(208, 208)

    # Places

    def _area(self) -> QRectF:
        area = QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        return area.adjusted(14, 0, 0, -14) if self._across or self._upwards else area

    def place_of(self, x: float, y: float) -> QPointF:
        """Where in the widget a point of the curve is."""
        area = self._area()
        return QPointF(area.left() + x * area.width(), area.bottom() - y * area.height())

    def _point_of(self, place: QPointF) -> tuple[float, float]:
        area = self._area()
        return (
            (place.x() - area.left()) / max(1.0, area.width()),
            (area.bottom() - place.y()) / max(1.0, area.height()),
        )

    def _at(self, place: QPointF) -> int | None:
        """The nearest point within reach."""
        distances = [
            math.hypot(shown.x() - place.x(), shown.y() - place.y())
            for shown in (self.place_of(x, y) for x, y in self._curve.points)
        ]
        nearest = min(range(len(distances)), key=distances.__getitem__)
        return nearest if distances[nearest] <= REACH else None

    # Changing it

    def _change(self, curve: Curve, chosen: int | None) -> None:
        self._chosen = chosen
        if curve.points != self._curve.points:
            self._curve = curve
            self.changed.emit(curve)
        self.update()

    def _settle(self) -> None:
        self._held = self._before = None
        self.settled.emit(self._curve)

    def _take_away(self, index: int) -> None:
        self._change(self._curve.without(index), None)
        self._settle()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._before = self._curve
        found = self._at(event.position())
        if found is None:
            x, y = self._point_of(event.position())
            near = abs(self.place_of(x, self._curve(x)).y() - event.position().y()) <= REACH
            curve, found = self._curve.with_point((x, self._curve(x) if near else y))
            self._change(curve, found)
        self._chosen = found
        self._held = self._curve.without(found)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position()
        if self._held is None or self._chosen is None:
            shape = Qt.CursorShape.CrossCursor
            self.setCursor(shape if self._at(place) is None else Qt.CursorShape.SizeAllCursor)
            return
        if len(self._curve.points) > len(self._held.points):
            outside = self._area().adjusted(-LOST, -LOST, LOST, LOST)
            inner = 0 < self._chosen < len(self._curve.points) - 1
            if inner and not outside.contains(place):
                self._held, chosen = self._curve, self._chosen
                self._change(self._curve.without(chosen), chosen)
                return
        elif len(self._curve.points) < len(self._held.points):  # dragged out: it may come back
            if not self._area().contains(place):
                return
            curve, self._held = self._held, self._curve
            self._change(curve.moved(self._chosen, self._point_of(place)), self._chosen)
            return
        self._change(self._curve.moved(self._chosen, self._point_of(place)), self._chosen)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._held is not None:
            if len(self._curve.points) < len(self._held.points):
                self._chosen = None
            self._settle()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position())
        if found is not None and 0 < found < len(self._curve.points) - 1:
            self._take_away(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, chosen = event.key(), self._chosen
        if key == Qt.Key.Key_Escape and self._before is not None:
            self._held, before = None, self._before
            self._change(before, None)
            self._settle()
        elif chosen is None:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._take_away(chosen)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            x, y = self._curve.points[chosen]
            x += NUDGE * ((key == Qt.Key.Key_Right) - (key == Qt.Key.Key_Left))
            y += NUDGE * ((key == Qt.Key.Key_Up) - (key == Qt.Key.Key_Down))
            self._change(self._curve.moved(chosen, (x, y)), chosen)
            self._settle()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self._chosen is None and event.reason() == Qt.FocusReason.TabFocusReason:
            self._chosen = 0
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    # Showing it

    def paintEvent(self, event: QPaintEvent) -> None:
        area, enabled = self._area(), self.isEnabled()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(theme.ACCENT if self.hasFocus() else theme.EDGE), 1))
            painter.setBrush(QColor(theme.FIELD))
            painter.drawRoundedRect(area.adjusted(-4.5, -4.5, 4.5, 4.5), 4, 4)
            painter.setPen(QPen(QColor(theme.RAISED), 1))
            for part in (0.25, 0.5, 0.75):
                painter.drawLine(self.place_of(part, 0), self.place_of(part, 1))
                painter.drawLine(self.place_of(0, part), self.place_of(1, part))
            painter.drawLine(self.place_of(0, 0), self.place_of(1, 1))
            self._draw_labels(painter, area)
            line = QColor(theme.TEXT if enabled else theme.TEXT_DISABLED)
            steps = max(2, round(area.width() / 2))
            painter.setPen(QPen(line, 1.6))
            painter.drawPolyline(
                QPolygonF(
                    [self.place_of(i / steps, self._curve(i / steps)) for i in range(steps + 1)]
                )
            )
            if self._marker is not None:
                self._draw_marker(painter, self._marker)
            for index, (x, y) in enumerate(self._curve.points):
                chosen = index == self._chosen and self.hasFocus()
                painter.setPen(QPen(line, 1.4))
                painter.setBrush(QColor(theme.ACCENT if chosen else theme.PANEL))
                painter.drawEllipse(self.place_of(x, y), POINT_RADIUS, POINT_RADIUS)

    def _draw_marker(self, painter: QPainter, value: float) -> None:
        place = self.place_of(value, self._curve(value))
        painter.setPen(QPen(QColor(theme.ACCENT), 1))
        painter.drawLine(QPointF(place.x(), self._area().bottom()), place)
        painter.drawLine(QPointF(self._area().left(), place.y()), place)

    def _draw_labels(self, painter: QPainter, area: QRectF) -> None:
        if not (self._across or self._upwards):
            return
        painter.setPen(QColor(theme.TEXT_QUIET))
        middle = Qt.AlignmentFlag.AlignCenter
        below = QRectF(area.left(), area.bottom() + 6, area.width(), 16)
        painter.drawText(below, middle, self._across)
        painter.save()
        painter.translate(area.left() - 14, area.center().y())
        painter.rotate(-90)
        painter.drawText(QRectF(-area.height() / 2, -8, area.height(), 16), middle, self._upwards)
        painter.restore()
