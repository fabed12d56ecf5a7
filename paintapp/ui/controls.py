"""Controls that the panels share: a number one drags, icon buttons, and row layouts."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QLocale, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QLineEdit, QSizePolicy, QToolButton, QWidget

from paintapp.ui import icons, theme


class NumberBar(QWidget):
    """A number in a bar: drag to change it, double-click or Enter to type it, or use the wheel.

    Values are in shown units. ``changed`` comes with every change by the artist, ``settled`` when
    a drag or an entry has ended. Shift makes drags and keys finer.
    """

    changed = Signal(float)
    settled = Signal(float)

    def __init__(
        self,
        label: str,
        minimum: float,
        maximum: float,
        *,
        step: float = 1.0,
        decimals: int = 0,
        unit: str = "",
        logarithmic: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._label = label
        self._minimum, self._maximum = minimum, maximum
        self._step, self._decimals, self._unit = step, decimals, unit
        self._logarithmic = logarithmic
        self._value = minimum
        self._press: tuple[float, float] | None = None
        self._moved = False
        self._entry: QLineEdit | None = None
        self._hover = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(label)

    @property
    def value(self) -> float:
        return self._value

    def set_value(self, value: float) -> None:
        """Show a value without telling anyone."""
        value = self._rounded(value)
        if value != self._value:
            self._value = value
            self.update()

    def text(self) -> str:
        """The number with its unit, as shown."""
        decimals = self._decimals if abs(self._value) < 100 else 0
        number = QLocale.c().toString(float(self._value), "f", decimals)
        if "." in number:
            number = number.rstrip("0").rstrip(".")
        return f"{number}{self._unit}" if self._unit == "%" else f"{number} {self._unit}".strip()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        widest = metrics.horizontalAdvance(f"{self._label}  {self._maximum:.0f} {self._unit}")
        return QSize(widest + 24, theme.CONTROL)

    def minimumSizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        widest = metrics.horizontalAdvance(f"{self._label} {self._maximum:.0f}{self._unit}")
        return QSize(widest + 20, theme.CONTROL)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        shape = QPainterPath()
        shape.addRoundedRect(frame, 4, 4)
        painter.fillPath(shape, QColor(theme.FIELD))
        painter.save()
        painter.setClipPath(shape)
        filled = QRectF(frame)
        filled.setWidth(frame.width() * self._position(self._value))
        colour = theme.ACCENT_QUIET if self.isEnabled() else theme.RAISED
        painter.fillRect(filled, QColor(colour))
        painter.restore()
        edge = theme.ACCENT if self.hasFocus() else theme.EDGE
        if self._hover and not self.hasFocus():
            edge = theme.TEXT_DISABLED
        painter.setPen(QPen(QColor(edge if self.isEnabled() else theme.RAISED), 1))
        painter.drawPath(shape)
        inner = self.rect().adjusted(8, 0, -8, 0)
        disabled = not self.isEnabled()
        painter.setPen(QColor(theme.TEXT_DISABLED if disabled else theme.TEXT))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
                         self.text())  # fmt: skip
        painter.setPen(QColor(theme.TEXT_DISABLED if disabled else theme.TEXT_QUIET))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
                         self._label)  # fmt: skip

    def enterEvent(self, event: QEvent) -> None:
        self._hover = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = False
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._press = (event.position().x(), self._position(self._value))
            self._moved = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._press is None:
            return
        x, start = self._press
        distance = event.position().x() - x
        if not self._moved and abs(distance) < QApplication.startDragDistance() // 2:
            return
        self._moved = True
        fine = 0.1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1.0
        self._change(self._at(start + fine * distance / max(1, self.width())))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._press is not None and event.button() == Qt.MouseButton.LeftButton:
            if not self._moved:
                # A click jumps there, as on a slider.
                self._change(self._at(event.position().x() / max(1, self.width())))
            self._press = None
            self.settled.emit(self._value)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._press = None
        self.type_value()

    def wheelEvent(self, event: QWheelEvent) -> None:
        notches = event.angleDelta().y() / 120
        if notches:
            self._nudge(notches, event.modifiers())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.type_value()
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Up):
            self._nudge(1, event.modifiers())
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Down):
            self._nudge(-1, event.modifiers())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    def type_value(self) -> None:
        """Let the artist type the number."""
        if self._entry is not None:
            return
        entry = QLineEdit(f"{self._value:.{self._decimals}f}", self)
        entry.setGeometry(self.rect())
        entry.setAlignment(Qt.AlignmentFlag.AlignRight)
        entry.selectAll()
        entry.editingFinished.connect(self._typed)
        entry.installEventFilter(self)
        self._entry = entry
        entry.show()
        entry.setFocus()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if (
            watched is self._entry
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
        ):
            self._close_entry()
            return True
        return False

    def _typed(self) -> None:
        if self._entry is None:
            return
        text = self._entry.text().replace(",", ".").replace(self._unit or "\0", "").strip()
        self._close_entry()
        try:
            value = float(text)
        except ValueError:
            return
        if math.isfinite(value):
            self._change(value)
            self.settled.emit(self._value)

    def _close_entry(self) -> None:
        entry, self._entry = self._entry, None
        if entry is not None:
            entry.hide()
            entry.deleteLater()

    def _nudge(self, steps: float, modifiers: Qt.KeyboardModifier) -> None:
        fine = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        if self._logarithmic:
            factor = 1.02 if fine else 1.1
            value = self._value * factor**steps
            least = 10**-self._decimals
            if abs(value - self._value) < least:
                value = self._value + math.copysign(least, steps)
        else:
            value = self._value + steps * (self._step / 5 if fine else self._step)
        self._change(value)
        self.settled.emit(self._value)

    def _change(self, value: float) -> None:
        value = self._rounded(value)
        if value != self._value:
            self._value = value
            self.update()
            self.changed.emit(value)

    def _rounded(self, value: float) -> float:
        return round(min(self._maximum, max(self._minimum, value)), self._decimals)

    def _position(self, value: float) -> float:
        """Where along the bar a value is, 0..1."""
        if self._logarithmic and self._minimum == 0:
            # No logarithm begins at zero; a cube root gives small values as much room.
            return math.cbrt(value / self._maximum)
        if self._logarithmic:
            return math.log(value / self._minimum) / math.log(self._maximum / self._minimum)
        return (value - self._minimum) / (self._maximum - self._minimum)

    def _at(self, position: float) -> float:
        """The value at a place along the bar."""
        position = min(1.0, max(0.0, position))
        if self._logarithmic:
            if self._minimum == 0:
                value = self._maximum * position**3
            else:
                value = self._minimum * (self._maximum / self._minimum) ** position
            return round(value, 0) if value >= 20 else value
        return self._minimum + position * (self._maximum - self._minimum)


def icon_button(
    icon: str, tip: str, *, checkable: bool = False, parent: QWidget | None = None
) -> QToolButton:
    """A flat button that shows only an icon. It takes the keyboard only by Tab."""
    button = QToolButton(parent)
    button.setIcon(icons.icon(icon))
    button.setIconSize(QSize(icons.SIZE, icons.SIZE))
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    button.setCheckable(checkable)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAutoRaise(True)
    return button


def action_button(action: QAction, parent: QWidget | None = None) -> QToolButton:
    """A flat button for an action of the table: its icon, tooltip and state."""
    button = QToolButton(parent)
    button.setDefaultAction(action)
    button.setIconSize(QSize(icons.SIZE, icons.SIZE))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAutoRaise(True)
    return button


def draw_checkerboard(painter: QPainter, rect: QRectF, side: int = 4) -> None:
    """The pattern behind transparent things."""
    painter.fillRect(rect, QColor("#ffffff"))
    painter.save()
    painter.setClipRect(rect)
    origin = QPointF(rect.topLeft())
    for row in range(math.ceil(rect.height() / side)):
        for column in range(row % 2, math.ceil(rect.width() / side), 2):
            painter.fillRect(
                QRectF(origin.x() + column * side, origin.y() + row * side, side, side),
                QColor("#cccccc"),
            )
    painter.restore()
