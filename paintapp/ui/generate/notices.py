"""The one line that tells the artist what is going on, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

NOTICE_MILLISECONDS = 8000


@dataclass(frozen=True)
class Notice:
    """A line for the artist, and what can be done about it."""

    text: str
    problem: bool = False
    action: str = ""
    act: Callable[[], object] | None = None


class Notices(QObject):
    """News stay for a while, problems until they are dismissed or something else is asked for."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._notice: Notice | None = None
        self._forget = QTimer(self)
        self._forget.setSingleShot(True)
        self._forget.setInterval(NOTICE_MILLISECONDS)
        self._forget.timeout.connect(self.dismiss)

    @property
    def current(self) -> Notice | None:
        return self._notice

    def say(self, text: str, action: str = "", act: Callable[[], object] | None = None) -> None:
        """Say something for a while."""
        self._set(Notice(text, False, action, act))

    def say_problem(
        self, text: str, action: str = "", act: Callable[[], object] | None = None
    ) -> None:
        """Say that something went wrong, until it is dismissed or something else is asked for."""
        self._set(Notice(text, True, action, act))

    def dismiss(self) -> None:
        """Take back what was said."""
        self._set(None)

    def close(self) -> None:
        self._forget.stop()

    def _set(self, notice: Notice | None) -> None:
        if notice is not None and not notice.problem:
            self._forget.start()
        else:
            self._forget.stop()
        if notice is not self._notice:
            self._notice = notice
            self.changed.emit()
