"""What a gesture shows over the canvas: its lines and handles, a few words, a ring of colours."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QPainter,
    QPainterPath,
    QPen,
    QRgba64,
)

from paintapp.gesture import Colour, Guide
from paintapp.ui import theme
from paintapp.ui.canvas_overlays import Outline
from paintapp.ui.labels import translated
from paintapp.ui.view import View

RING = 44.0
"""Outer radius of the ring of colours in logical pixels."""
RING_WIDTH = 14.0
AWAY = 18.0
"""How far words stand from the point that they belong to."""


class GuideView(Outline):
    """Draws the editor's guide in device pixels."""

    def __init__(self) -> None:
        super().__init__()
        self._guide: Guide | None = None
        self.ratio = 1.0
        """Device pixels in a logical one."""

    def set_guide(self, guide: Guide | None) -> None:
        super().set_guide(guide)
        self._guide = guide

    def bounds(self, view: View) -> QRectF:
        box = super().bounds(view)
        for extra in (self._text_box(view), self._ring_box(view)):
            if not extra.isEmpty():
                box = extra if self.empty else box.united(extra)
        return box

    def draw(self, painter: QPainter, view: View) -> None:
        super().draw(painter, view)
        guide = self._guide
        if guide is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if guide.colours is not None:
            self._draw_ring(painter, self._ring_box(view), *guide.colours)
        if guide.text:
            self._draw_text(painter, self._text_box(view), translated(guide.text))
        painter.restore()

    def _text_box(self, view: View) -> QRectF:
        guide = self._guide
        if guide is None or not guide.text or not guide.points:
            return QRectF()
        size = QFontMetricsF(self._font()).size(0, translated(guide.text))
        width, height = size.width() + 14 * self.ratio, size.height() + 6 * self.ratio
        x, y = view.to_widget(*guide.points[-1])
        away = AWAY * self.ratio
        left = x + away if x + away + width < view.width else x - away - width
        top = y + away if y + away + height < view.height else y - away - height
        return QRectF(left, top, width, height)

    def _ring_box(self, view: View) -> QRectF:
        guide = self._guide
        if guide is None or guide.colours is None or not guide.points:
            return QRectF()
        x, y = view.to_widget(*guide.points[0])
        reach = (RING + 2) * self.ratio
        return QRectF(x - reach, y - reach, 2 * reach, 2 * reach)

    def _draw_text(self, painter: QPainter, box: QRectF, text: str) -> None:
        shape = QPainterPath()
        shape.addRoundedRect(box, 4 * self.ratio, 4 * self.ratio)
        ground = QColor(theme.PANEL)
        ground.setAlphaF(0.92)
        painter.fillPath(shape, ground)
        painter.setFont(self._font())
        painter.setPen(QColor(theme.TEXT))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _draw_ring(self, painter: QPainter, box: QRectF, new: Colour, old: Colour) -> None:
        rim, width = 1.5 * self.ratio, RING_WIDTH * self.ratio
        outer = box.adjusted(rim, rim, -rim, -rim)
        middle = outer.adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for shade, thick in ((theme.ON_ACCENT, 2 * rim), (theme.SURROUND, rim)):
            painter.setPen(QPen(QColor(shade), width + thick))
            painter.drawEllipse(middle)
        for colour, start in ((new, 0), (old, 180)):
            shade = QColor.fromRgba64(QRgba64.fromRgba64(*colour, 65535))
            flat = Qt.PenCapStyle.FlatCap
            painter.setPen(QPen(shade, width, Qt.PenStyle.SolidLine, flat))
            painter.drawArc(middle, start * 16, 180 * 16)
        point, side = QPointF(box.center()), 3 * self.ratio
        for shade, thick in ((theme.SURROUND, 2.5), (theme.ON_ACCENT, 1.0)):
            painter.setPen(QPen(QColor(shade), thick * self.ratio))
            painter.drawLine(point - QPointF(side, 0), point + QPointF(side, 0))
            painter.drawLine(point - QPointF(0, side), point + QPointF(0, side))

    def _font(self) -> QFont:
        font = QGuiApplication.font()
        font.setPixelSize(round(theme.TEXT_SIZE * self.ratio))
        return font
