"""The preferences: how the pen's pressure counts, tried at once on a pad."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPointingDevice,
    QResizeEvent,
    QTabletEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from paintapp.painting.curve import Curve
from paintapp.ui import theme
from paintapp.ui.curve_editor import CurveEditor
from paintapp.ui.dialogs.dialog import Dialog

SOFT = Curve(((0.0, 0.0), (0.3, 0.52), (1.0, 1.0)))
FIRM = Curve(((0.0, 0.0), (0.6, 0.32), (1.0, 1.0)))

LINE = 22.0
"""Width of a line on the pad at full pressure, in device-independent pixels."""

CALM_MILLISECONDS = 600


class PreferencesDialog(Dialog):
    """Sets the curve through which every pressure goes; ``tried`` gets each curve at once."""

    def __init__(
        self, pressure: Curve, tried: Callable[[Curve], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("Preferences"), parent)
        self._tried = tried
        self._before = pressure
        title = QLabel(self.tr("Pressure of the pen"))
        title.setProperty("quiet", True)
        self.add(title)
        self.editor = CurveEditor(pressure)
        self.editor.setFixedSize(256, 256)
        self.editor.set_labels(self.tr("pressed"), self.tr("painted"))
        self.editor.changed.connect(self._changed)
        self.pad = Pad(pressure)
        self.pad.pressed.connect(self._pressed)
        line = QHBoxLayout()
        line.setSpacing(2 * theme.GRID)
        line.addWidget(self.editor)
        line.addWidget(self.pad)
        self.add(line)
        presets = QHBoxLayout()
        presets.setSpacing(theme.GRID)
        for text, tip, curve in (
            (self.tr("Soft"), self.tr("A light hand paints strongly"), SOFT),
            (self.tr("Straight"), self.tr("As the pen reports it"), Curve()),
            (self.tr("Firm"), self.tr("Only a heavy hand paints strongly"), FIRM),
        ):
            button = QPushButton(text)
            button.setToolTip(tip)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, curve=curve: self._choose(curve))
            presets.addWidget(button)
        presets.addStretch()
        clear = QPushButton(self.tr("Clear the pad"))
        clear.setAutoDefault(False)
        clear.clicked.connect(self.pad.clear)
        presets.addWidget(clear)
        self.add(presets)
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(CALM_MILLISECONDS)
        self._calm.timeout.connect(lambda: self.editor.set_marker(None))
        self.accept_button(self.tr("Apply"))
        self.cancel_button()
        self.rejected.connect(lambda: tried(self._before))

    @property
    def pressure(self) -> Curve:
        """The curve chosen."""
        return self.editor.curve

    def _choose(self, curve: Curve) -> None:
        self.editor.set_curve(curve)
        self._changed(curve)

    def _changed(self, curve: Curve) -> None:
        self.pad.curve = curve
        self._tried(curve)

    def _pressed(self, pressure: float) -> None:
        self.editor.set_marker(pressure)
        self._calm.start()


class Pad(QWidget):
    """A sheet to try the pen on: lines as wide as they are pressed.

    ``pressed`` tells each pressure 0..1 as the pen reports it.
    """

    pressed = Signal(float)

    def __init__(self, curve: Curve, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.curve = curve
        self._sheet = QImage()
        self._last: tuple[QPointF, float] | None = None
        self._empty = True
        self.setFixedSize(320, 256)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_TabletTracking)
        self.setAccessibleName(self.tr("Pad to try the pen on"))

    def clear(self) -> None:
        self._empty = True
        self._sheet.fill(Qt.GlobalColor.transparent)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        ratio = self.devicePixelRatioF()
        size = QSize(round(self.width() * ratio), round(self.height() * ratio))
        self._sheet = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        self._sheet.setDevicePixelRatio(ratio)
        self.clear()

    def tabletEvent(self, event: QTabletEvent) -> None:
        kind = event.type()
        if event.pointerType() == QPointingDevice.PointerType.Eraser:
            return
        if kind == QEvent.Type.TabletPress:
            self._last = None
        if kind == QEvent.Type.TabletRelease:
            self._last = None
        elif event.buttons() != Qt.MouseButton.NoButton:
            self._draw(event.position(), event.pressure())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._last = None
        self._draw(event.position(), 1.0)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._draw(event.position(), 1.0)

    def _draw(self, place: QPointF, pressure: float) -> None:
        self._empty = False
        counted = self.curve(pressure)
        before = self._last or (place, counted)
        self._last = (place, counted)
        self.pressed.emit(pressure)
        way = place - before[0]
        steps = max(1, math.ceil(math.hypot(way.x(), way.y())))
        with QPainter(self._sheet) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.TEXT))
            for step in range(1, steps + 1):
                part = step / steps
                radius = LINE / 2 * (before[1] + (counted - before[1]) * part)
                painter.drawEllipse(before[0] + way * part, radius, radius)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        frame = QRectF(self.rect()).adjusted(3.5, 3.5, -3.5, -3.5)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(theme.EDGE), 1))
            painter.setBrush(QColor(theme.FIELD))
            painter.drawRoundedRect(frame, 4, 4)
            if self._empty:
                painter.setPen(QColor(theme.TEXT_DISABLED))
                painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, self.tr("Draw here"))
            painter.drawImage(0, 0, self._sheet)
