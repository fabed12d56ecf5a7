"""The status bar: one line of messages, work in progress, and the view's figures."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QProgressBar, QSizePolicy, QStatusBar, QWidget

from paintapp.ui.controls import icon_button

MESSAGE_MILLISECONDS = 8000


class Work:
    """One running piece of work, shown until `end`."""

    def __init__(self, status: Status, text: str, cancel: Callable[[], None]) -> None:
        self.text = text
        self.cancel = cancel
        self.fraction = 0.0
        self._status = status

    def show(self, fraction: float) -> None:
        """How much is done, 0..1; 0 for not known."""
        self.fraction = fraction
        self._status.advanced(self)

    def end(self) -> None:
        self._status.ended(self)


class Status(QStatusBar):
    """Says what happens. Problems stay until something else is said."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.message = QLabel()
        self.message.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setFixedSize(120, 6)
        self.stop = icon_button("close", self.tr("Cancel"))
        self.stop.clicked.connect(self._stop)
        self.size = QLabel()
        self.size.setToolTip(self.tr("Size of the canvas in pixels"))
        self.zoom = QLabel()
        self.zoom.setToolTip(self.tr("Zoom of the view"))
        self.zoom.setMinimumWidth(56)
        self.zoom.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.addWidget(self.message, 1)
        self.addPermanentWidget(self.progress)
        self.addPermanentWidget(self.stop)
        self.target = QLabel()
        self.target.setObjectName("target")
        self.addPermanentWidget(self.target)
        self.addPermanentWidget(self.size)
        self.addPermanentWidget(self.zoom)
        self._works: list[Work] = []
        self._clear = QTimer(self)
        self._clear.setSingleShot(True)
        self._clear.setInterval(MESSAGE_MILLISECONDS)
        self._clear.timeout.connect(self._calm)
        self._show_work()

    def say(self, text: str) -> None:
        """A line that goes away by itself."""
        self._show(text, problem=False)
        self._clear.start()

    def complain(self, text: str) -> None:
        """A line about a problem; it stays."""
        self._clear.stop()
        self._show(text.splitlines()[0] if text else "", problem=True)
        self.message.setToolTip(text)

    def show_target(self, target: str) -> None:
        """Remind of what the brush paints on when that is not a layer's pixels."""
        text = {
            "mask": self.tr("Painting on the mask"),
            "selection": self.tr("Painting the selection"),
        }.get(target, "")
        self.target.setText(text)
        self.target.setVisible(bool(text))

    def begin(self, text: str, cancel: Callable[[], None]) -> Work:
        """Show that work is going on, with a button that calls ``cancel``."""
        work = Work(self, text, cancel)
        self._works.append(work)
        self._show_work()
        return work

    def advanced(self, work: Work) -> None:
        """Called by `Work.show`."""
        if self._works and work is self._works[-1]:
            self.progress.setRange(0, 100 if work.fraction > 0 else 0)
            self.progress.setValue(round(100 * work.fraction))

    def ended(self, work: Work) -> None:
        """Called by `Work.end`."""
        if work in self._works:
            self._works.remove(work)
            self._show_work()

    def _show_work(self) -> None:
        working = bool(self._works)
        self.progress.setVisible(working)
        self.stop.setVisible(working)
        if working:
            self._clear.stop()
            self.advanced(self._works[-1])
            self._show(self._works[-1].text + "…", problem=False)
        else:
            self._calm()

    def _stop(self) -> None:
        if self._works:
            self._works[-1].cancel()

    def _calm(self) -> None:
        if not self._works and not self.message.property("problem"):
            self._show("", problem=False)

    def _show(self, text: str, *, problem: bool) -> None:
        self.message.setText(text)
        self.message.setToolTip("")
        if bool(self.message.property("problem")) != problem:
            self.message.setProperty("problem", problem)
            self.message.style().polish(self.message)
