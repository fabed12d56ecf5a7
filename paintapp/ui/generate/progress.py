"""The progress of a job: a bar with words in it."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from paintapp.generation.job import Job
from paintapp.ui import theme

translate = QCoreApplication.translate


class ProgressField(QWidget):
    """As high as a button, filled from the left to a fraction, with a text over it."""

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fraction = 0.0
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Progress"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def text(self) -> str:
        return self._text

    @property
    def fraction(self) -> float:
        return self._fraction

    def show_progress(self, fraction: float, text: str) -> None:
        """Show a fraction, 0..1, and what is being done."""
        if (fraction, text) != (self._fraction, self._text):
            self._fraction, self._text = fraction, text
            self.setAccessibleDescription(text)
            self.setToolTip(
                translate("Progress", "{text}\nClick to see the queue").format(text=text)
            )
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()
            event.accept()

    def sizeHint(self) -> QSize:
        return QSize(168, theme.CONTROL)

    def minimumSizeHint(self) -> QSize:
        return QSize(96, theme.CONTROL)

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
        filled.setWidth(frame.width() * self._fraction)
        painter.fillRect(filled, QColor(theme.ACCENT_QUIET))
        painter.restore()
        painter.setPen(QPen(QColor(theme.EDGE), 1))
        painter.drawPath(shape)
        painter.setPen(QColor(theme.TEXT))
        inner = self.rect().adjusted(8, 0, -8, 0)
        text = self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, text)


def progress_text(job: Job, *, warming_up: bool) -> str:
    """What a job is doing, in a few words: its step, and the time left once that is known."""
    if job.cancelling and not job.ended:
        return translate("Progress", "Cancelling…")
    if job.state == "waiting":
        if warming_up:
            return translate("Progress", "Waiting for the model…")
        return translate("Progress", "Waiting…")
    if job.state == "finished":
        return translate("Progress", "Done")
    if job.state == "failed":
        return translate("Progress", "Failed")
    if job.state == "cancelled":
        return translate("Progress", "Cancelled")
    if job.stage == "loading" or (not job.stage and warming_up):
        return translate("Progress", "Loading the model…")
    if not job.stage:
        return translate("Progress", "Starting…")
    if job.stage == "encoding":
        return translate("Progress", "Reading the picture…")
    parts = [translate("Progress", "Step {step} of {steps}").format(step=job.step, steps=job.steps)]
    if job.stage == "decoding":
        parts = [translate("Progress", "Finishing…")]
    if job.settings.count > 1:
        parts.insert(0, f"{job.index + 1}/{job.settings.count}")
    if job.seconds_left is not None:
        parts.append(time_left(job.seconds_left))
    return " · ".join(parts)


def time_left(seconds: float) -> str:
    """A rough time: "3 s", "2 min"."""
    if seconds < 90:
        return translate("Progress", "{seconds} s left").format(seconds=max(1, math.ceil(seconds)))
    return translate("Progress", "{minutes} min left").format(minutes=math.ceil(seconds / 60))
