"""Start-up: builds the objects and wires them together, and nothing else does."""

from __future__ import annotations

import asyncio
import logging
import logging.handlers
import signal
import socket
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

import platformdirs
import qasync
from PySide6.QtCore import (
    QEvent,
    QLibraryInfo,
    QLocale,
    QObject,
    QSocketNotifier,
    QTimer,
    QTranslator,
)
from PySide6.QtWidgets import QApplication

from paintapp import __version__
from paintapp.document import Document
from paintapp.document.identity import identified
from paintapp.editor import Editor
from paintapp.generation.client import WorkerClient
from paintapp.generation.jobs import Jobs
from paintapp.generation.models import remembered
from paintapp.generation.results import ResultStore
from paintapp.resources import resource
from paintapp.ui import icons, theme, welcome
from paintapp.ui.preferences import (
    Preferences,
    load_preferences,
    preferences_path,
    save_preferences,
)
from paintapp.ui.waiting import Hop
from paintapp.ui.window import Window

log = logging.getLogger(__name__)


def run(
    path: Path | None = None,
    argv: Sequence[str] = (),
    *,
    painted: Callable[[Window], None] | None = None,
) -> int:
    """Open the window, with a document if one is named, and stay until it is closed.

    ``painted`` is called once the window has been painted and answers to the artist.
    """
    _log_to_file()
    application = QApplication([sys.argv[0], *argv])
    application.setApplicationName("paintapp")
    application.setApplicationDisplayName("paintapp")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("paintapp")
    application.setWindowIcon(icons.application_icon())
    theme.apply(application)
    translate(application, QLocale.system())
    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)
    session = Session(loop, load_preferences(preferences_path()))
    window = session.window
    _report_through(window)
    _close_on_signals(window)
    _FirstPaint(window, lambda: _after_first_paint(session, path, painted))
    window.show()
    try:
        with loop:
            loop.run_forever()
    finally:
        session.close()
        save_preferences(session.preferences, preferences_path())
    return 0


class Session:
    """All objects of one window, from the document to the worker; the worker is not started."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        preferences: Preferences,
        *,
        command: Sequence[str] | None = None,
        results: Path | None = None,
        journals: Path | None = None,
    ) -> None:
        self.preferences = preferences
        # What runs beside the window hands the interpreter back ten times sooner than it must.
        sys.setswitchinterval(0.0005)
        self.hop = Hop()
        first = identified(first_document(preferences))
        self.editor = Editor(first)
        self.client = WorkerClient(self.hop.post, command, sources=remembered().sources)
        data = platformdirs.user_data_path("paintapp", appauthor=False)
        self.journals = journals or data / "journals"
        budget = max(1, preferences.results_megabytes) << 20
        self.store = ResultStore(results or data / "results", budget)
        self.jobs = Jobs(self.client, self.store, self.hop.post)
        self.window = Window(self.editor, self.jobs, self.store, loop, preferences)

    def close(self) -> None:
        """End the worker and give up what it has not finished. Finished pictures are on disk.

        A document that the artist has not parted from comes back at the next start.
        """
        self.window.recovery.close(remove=False)
        self.jobs.close()
        self.client.close()


def first_document(preferences: Preferences) -> Document:
    """The bundled sketch until the artist has had a document of their own; then an empty one."""
    if not preferences.recent:
        sketch = welcome.document()
        if sketch is not None:
            return sketch
    return welcome.empty(preferences)


def translate(application: QApplication, locale: QLocale) -> None:
    """Put the window into a language where there is a translation; English otherwise."""
    folders = {
        "paintapp": str(resource("translations")),
        "qtbase": QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath),
    }
    for name, folder in folders.items():
        translator = QTranslator(application)
        if translator.load(locale, name, "_", folder):
            application.installTranslator(translator)


def _after_first_paint(
    session: Session, path: Path | None, painted: Callable[[Window], None] | None
) -> None:
    window = session.window
    window.waiting.start(_open_first(session, path))
    if path is None and not session.preferences.recent:
        welcome.prepare(window.generate)
    window.waiting.start(window.brush_presets.load())
    if painted is not None:
        painted(window)
    session.client.start()


async def _open_first(session: Session, path: Path | None) -> None:
    """What was left unsaved comes first; then the file that the program was started with."""
    window = session.window
    if await window.recovery.begin(session.journals, path) and path is not None:
        await window.files.open_path(path)


class _FirstPaint(QObject):
    """Calls once, after the canvas has been painted for the first time."""

    def __init__(self, window: Window, call: Callable[[], None]) -> None:
        super().__init__(window)
        self._canvas = window.canvas
        self._call = call
        self._canvas.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._canvas.removeEventFilter(self)
            QTimer.singleShot(0, self._call)
        return False


def _log_to_file() -> None:
    """Keep a log of what went wrong, of bounded size; do without where none can be written."""
    folder = platformdirs.user_log_path("paintapp", appauthor=False)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            folder / "window.log", maxBytes=1 << 20, backupCount=1, encoding="utf-8"
        )
    except OSError:
        return
    logging.basicConfig(
        level=logging.WARNING,
        handlers=[handler],
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )


def _report_through(window: Window) -> None:
    """What nobody caught becomes a line in the status bar and an entry in the log."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            window.close()
        else:
            window.report(error)

    def thread_hook(arguments: threading.ExceptHookArgs) -> None:
        log.error("on a thread", exc_info=arguments.exc_value)

    sys.excepthook = hook
    threading.excepthook = thread_hook


def _close_on_signals(window: Window) -> None:
    """Ctrl+C in the terminal, or a request to end, closes the window as its button does."""
    if threading.current_thread() is not threading.main_thread() or sys.platform == "win32":
        return
    near, far = socket.socketpair()
    near.setblocking(False)
    far.setblocking(False)
    notifier = QSocketNotifier(near.fileno(), QSocketNotifier.Type.Read, window)

    def awake() -> None:
        near.recv(64)
        window.close()

    notifier.activated.connect(awake)
    signal.set_wakeup_fd(far.fileno())
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: None)

    def forget() -> None:
        signal.set_wakeup_fd(-1)
        near.close()
        far.close()

    window.destroyed.connect(forget)
