"""What the desktop is told of the queue: progress in the task bar, and that a job has ended.

Progress goes to the launcher over D-Bus where there is one (the LauncherEntry interface, which the
docks of most Linux desktops understand) and into the window's title everywhere. A notification
comes only while the window is in the background. What a desktop does not have is done without.
"""

from __future__ import annotations

import logging
import os
import sys
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from paintapp.generation.job import Job
from paintapp.ui import icons
from paintapp.ui.generate.controller import GenerateController

UPDATE_MILLISECONDS = 250
MESSAGE_MILLISECONDS = 8000

log = logging.getLogger(__name__)


class Launcher:
    """The window's entry in the desktop's dock, as far as there is one."""

    PATH = "/com/canonical/unity/launcherentry/1"
    INTERFACE = "com.canonical.Unity.LauncherEntry"

    def __init__(self) -> None:
        self._bus: Any = None
        self._tried = False

    def show(self, fraction: float | None) -> None:
        """Show progress, 0..1, or none."""
        bus = self._connected()
        if bus is None:
            return
        from PySide6.QtDBus import QDBusMessage

        message = QDBusMessage.createSignal(self.PATH, self.INTERFACE, "Update")
        name = QGuiApplication.desktopFileName() or "paintapp"
        state = {"progress": float(fraction or 0.0), "progress-visible": fraction is not None}
        message.setArguments([f"application://{name}.desktop", state])
        bus.send(message)

    def _connected(self) -> Any:
        if not self._tried:
            self._tried = True
            # Without an address the library would go looking for a bus, and that takes time.
            if sys.platform.startswith("linux") and os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
                try:
                    from PySide6.QtDBus import QDBusConnection

                    bus = QDBusConnection.sessionBus()
                    self._bus = bus if bus.isConnected() else None
                except (ImportError, RuntimeError) as error:
                    log.info("no progress in the dock: %s", error)
        return self._bus


class Taskbar(QObject):
    """Follows the queue. ``progress`` is 0..1 while something is made, else None."""

    changed = Signal()
    """``progress`` is another; comes at most a few times a second."""

    def __init__(self, controller: GenerateController, window: QWidget) -> None:
        super().__init__(window)
        self._controller = controller
        self._window = window
        self.launcher = Launcher()
        self.progress: float | None = None
        self._tray: QSystemTrayIcon | None = None
        self._ended: list[Job] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(UPDATE_MILLISECONDS)
        self._timer.timeout.connect(self._update)
        controller.jobs.changed.append(self._job_changed)
        window.installEventFilter(self)

    def close(self) -> None:
        if self._job_changed in self._controller.jobs.changed:
            self._controller.jobs.changed.remove(self._job_changed)
        self._timer.stop()
        if self.progress is not None:
            self.launcher.show(None)
        self._hide_tray()

    def _job_changed(self, job: Job) -> None:
        if job.ended and job.state != "cancelled" and job not in self._ended:
            self._ended.append(job)
        if not self._timer.isActive():
            self._timer.start()

    def _update(self) -> None:
        jobs = self._controller.jobs
        progress = jobs.fraction if jobs.queue else None
        if progress != self.progress:
            self.progress = progress
            self.launcher.show(progress)
            self.changed.emit()
        if not jobs.queue and self._ended:
            ended, self._ended = self._ended, []
            if not self._window.isActiveWindow():
                self.notify(*self._news(ended))

    def _news(self, ended: list[Job]) -> tuple[str, str]:
        """A title and a line for what has ended."""
        pictures = sum(len(job.results) for job in ended)
        failed = next((job for job in ended if job.state == "failed"), None)
        if pictures == 1:
            title = self.tr("The result is ready")
        elif pictures:
            title = self.tr("{count} results are ready").format(count=pictures)
        else:
            title = self.tr("The picture could not be made")
        if failed is not None:
            return title, failed.message
        return title, " ".join(ended[-1].settings.prompt.split())

    def notify(self, title: str, text: str) -> None:
        """Tell the artist, who is looking at another program."""
        QApplication.alert(self._window)
        if not QSystemTrayIcon.isSystemTrayAvailable() or not QSystemTrayIcon.supportsMessages():
            return
        if self._tray is None:
            self._tray = QSystemTrayIcon(icons.application_icon(), self)
            self._tray.messageClicked.connect(self._come_forward)
            self._tray.activated.connect(lambda _: self._come_forward())
        self._tray.show()
        self._tray.showMessage(title, text, icons.application_icon(), MESSAGE_MILLISECONDS)

    def _come_forward(self) -> None:
        self._window.raise_()
        self._window.activateWindow()

    def _hide_tray(self) -> None:
        if self._tray is not None:
            self._tray.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate:
            self._hide_tray()
        return False
