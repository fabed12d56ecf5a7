"""A colour wheel: hue as a ring, saturation and value as a square inside it."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QConicalGradient,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from paintapp.ui import theme

RING = 16
"""Width of the ring."""


class ColourWheel(QWidget):
    """Hue, saturation and value, each 0..1; ``changed`` comes with every move by the artist.

    A grey keeps the hue that was set before, so that moving through black loses nothing.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hue, self.saturation, self.value = 0.0, 0.0, 0.0
        self._dragging = ""
        self._square_image: QImage | None = None
        self._square_of: tuple[float, int] = (-1.0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setMinimumSize(136, 136)
        self.setAccessibleName(self.tr("Colour wheel"))

    def sizeHint(self) -> QSize:
        return QSize(184, 184)

    def colour(self) -> QColor:
        return QColor.fromHsvF(min(self.hue, 0.999999), self.saturation, self.value)

    def show_colour(self, colour: QColor) -> None:
        """Show a colour without telling anyone."""
        now = self.colour()
        if now.rgba64().toArgb32() == colour.rgba64().toArgb32():
            return
        hue, saturation, value, _ = colour.getHsvF()
        if saturation > 0 and value > 0:
            self.hue = max(0.0, hue)
        if value > 0:
            self.saturation = saturation
        self.value = value
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wheel = self._wheel()
        middle = wheel.center()
        gradient = QConicalGradient(middle, 0)
        for sixth in range(7):
            gradient.setColorAt(sixth / 6, QColor.fromHsvF((sixth % 6) / 6, 1, 1))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(gradient)
        painter.drawEllipse(wheel)
        painter.setBrush(QColor(theme.PANEL))
        painter.drawEllipse(wheel.adjusted(RING, RING, -RING, -RING))
        square = self._square()
        painter.drawImage(square, self._square_picture(int(square.width())))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        angle = self.hue * 2 * math.pi
        radius = wheel.width() / 2 - RING / 2
        spot = QPointF(middle.x() + radius * math.cos(angle), middle.y() - radius * math.sin(angle))
        self._draw_spot(painter, spot, RING / 2 - 2)
        self._draw_spot(
            painter,
            QPointF(
                square.left() + self.saturation * square.width(),
                square.bottom() - self.value * square.height(),
            ),
            5,
        )
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.ACCENT_HOVER), 1))
            painter.drawEllipse(wheel.adjusted(-1.5, -1.5, 1.5, 1.5))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            away = event.position() - self._wheel().center()
            inner = self._wheel().width() / 2 - RING - 2
            outside = math.hypot(away.x(), away.y()) > inner
            self._dragging = "hue" if outside else "square"
            self._drag(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragging:
            self._drag(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragging = ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: (-0.02, 0.0),
            Qt.Key.Key_Right: (0.02, 0.0),
            Qt.Key.Key_Up: (0.0, 0.02),
            Qt.Key.Key_Down: (0.0, -0.02),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.hue = (self.hue + step[0] + step[1]) % 1.0
        else:
            self.saturation = min(1.0, max(0.0, self.saturation + step[0]))
            self.value = min(1.0, max(0.0, self.value + step[1]))
        self.update()
        self.changed.emit()

    def _drag(self, point: QPointF) -> None:
        if self._dragging == "hue":
            away = point - self._wheel().center()
            self.hue = (math.atan2(-away.y(), away.x()) / (2 * math.pi)) % 1.0
        else:
            square = self._square()
            self.saturation = min(1.0, max(0.0, (point.x() - square.left()) / square.width()))
            self.value = min(1.0, max(0.0, (square.bottom() - point.y()) / square.height()))
        self.update()
        self.changed.emit()

    def _wheel(self) -> QRectF:
        side = min(self.width(), self.height()) - 4
        return QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)

    def _square(self) -> QRectF:
        wheel = self._wheel()
        half = math.floor((wheel.width() / 2 - RING - 5) / math.sqrt(2))
        return QRectF(wheel.center().x() - half, wheel.center().y() - half, 2 * half, 2 * half)

    def _square_picture(self, side: int) -> QImage:
        """Saturation to the right, value upwards; made anew only for another hue or size."""
        if self._square_image is None or self._square_of != (self.hue, side):
            pure = QColor.fromHsvF(min(self.hue, 0.999999), 1, 1)
            hue = np.array([pure.redF(), pure.greenF(), pure.blueF()], np.float32)
            along = np.linspace(0, 1, side, dtype=np.float32)
            tint = 1 - along[:, None] * (1 - hue)
            rgb = np.zeros((side, side, 4), np.uint8)
            rgb[..., :3] = np.round(255 * along[::-1, None, None] * tint[None])
            rgb[..., 3] = 255
            image = QImage(rgb.tobytes(), side, side, side * 4, QImage.Format.Format_RGBX8888)
            self._square_image, self._square_of = image.copy(), (self.hue, side)
        return self._square_image

    def _draw_spot(self, painter: QPainter, centre: QPointF, radius: float) -> None:
        painter.setPen(QPen(QColor(0, 0, 0, 160), 3))
        painter.drawEllipse(centre, radius, radius)
        painter.setPen(QPen(QColor("#ffffff"), 1.5))
        painter.drawEllipse(centre, radius, radius)
