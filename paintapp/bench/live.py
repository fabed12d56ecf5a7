"""Live painting with the starter model: pictures a second, how late they are, and the pen beside.

The whole window is there, offscreen or not, with a canvas of 1024 x 1024 and five painted layers.
A scripted hand draws strokes of most of a second with pauses between, an event every 5 ms, four
times: alone; with live painting; and beside each of two naive loops. A naive loop makes the whole
request of the newest canvas and calls the plain pipeline with it, in a process of its own, again
and again: once as the model is meant to be called (its own steps and guidance), once with the
steps and the guidance of live painting.

- ``pictures_per_s``: finished pictures shown; first predictions do not count.
- ``delay``: from each pen event to the first finished picture shown that has it in it.
- ``live_step_ms``: what the worker takes for a finished picture, median, beside the drawing hand.
- ``pen_p99_ratio``: from the moment an event is due to the painted canvas, live over alone. An
  event that is late because the window was busy counts as late.
"""

from __future__ import annotations

import asyncio
import bisect
import math
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from paintapp.bench.pen import painted_document
from paintapp.document import Document
from paintapp.generation.models import starter_folder
from paintapp.generation.prepare import prepare
from paintapp.generation.settings import Settings

if TYPE_CHECKING:
    from paintapp.app import Session
    from paintapp.generation.live import Moment

SIDE = 1024
LAYERS = 5
RADIUS = 25.0
PACE_SECONDS = 0.005
STROKE_SECONDS = 0.8
PAUSE_SECONDS = 0.35
ALONE_SECONDS = 8.0
LIVE_SECONDS = 14.0
NAIVE_SECONDS = 8.0
LOADING_SECONDS = 180.0
WINDOW = (1600, 1000)
PROMPT = "a red sailboat on the sea"


def measure(scale: float = 1.0) -> dict[str, Any]:
    """The figures above; ``scale`` shortens all times. RuntimeError when the worker cannot paint,
    or when a picture was shown that is older than the last stroke."""
    with _window() as session, _Naive(starter_folder()) as naive:
        hand = _Hand(session)
        live = session.window.live
        hand.until(lambda: not session.window.generate.warming_up and naive.ready.is_set())
        session.window.generate.choose(prompt=PROMPT)
        alone = hand.draw(ALONE_SECONDS * scale)
        hand.undo()

        live.toggle()
        hand.until(lambda: live.live.state == "resting")
        watcher = _Watcher(session)
        beside = hand.draw(LIVE_SECONDS * scale)
        hand.until(lambda: live.live.state == "resting")
        watcher.stop()
        shown = [at for at, _ in watcher.finished if at < beside.end]
        settings, same_settings = _settings(session), live.controller.choices.live_settings()
        descriptor = live.controller.descriptor
        live.toggle()
        hand.undo()
        if not shown or descriptor is None:
            raise RuntimeError("No live picture was finished while the hand was drawing.")
        painter = live.live.painter(descriptor.id) or descriptor
        same_settings = replace(
            same_settings,
            steps=painter.live_steps,
            guidance_scale=painter.live_guidance_scale,
        )
        rates = []
        for one in (settings, same_settings):
            naive.begin(lambda: session.editor.document, one, descriptor)
            hand.until(lambda: naive.finished)  # the first call chooses kernels; it is not counted
            drawn = hand.draw(NAIVE_SECONDS * scale)
            rates.append(naive.end(drawn.begin, drawn.end))
            hand.undo()
    delays = _delays(beside.sent, watcher.finished)
    pictures = len(shown) / (beside.end - beside.begin)
    idle, busy = np.percentile(alone.late, 99), np.percentile(beside.late, 99)
    return {
        "pictures_per_s": round(pictures, 2),
        "naive_pictures_per_s": round(rates[0], 2),
        "ratio": round(pictures / rates[0], 2),
        "delay_p50_ms": round(float(np.percentile(delays, 50)) * 1000, 1),
        "delay_p99_ms": round(float(np.percentile(delays, 99)) * 1000, 1),
        "live_step_ms": round(float(np.median(watcher.seconds)) * 1000, 1),
        "pen_p99_ratio": round(float(busy / idle), 2),
        "pen_idle_p99_ms": round(float(idle) * 1000, 2),
        "pen_live_p99_ms": round(float(busy) * 1000, 2),
        "same_steps_pictures_per_s": round(rates[1], 2),
        "same_steps_ratio": round(pictures / rates[1], 2),
        "older_than_last_stroke": watcher.older,
        "first_predictions": watcher.early,
    }


class _Strokes:
    """What a hand has done: when each drawing event was sent, how late each was painted."""

    def __init__(self) -> None:
        self.sent: list[float] = []
        self.late: list[float] = []
        self.begin = self.end = time.monotonic()


class _Hand:
    """Draws on the window's canvas with tablet events, at a pen's pace."""

    def __init__(self, session: Session) -> None:
        from PySide6.QtGui import QInputDevice, QPointingDevice
        from PySide6.QtWidgets import QApplication

        self._application: Any = QApplication.instance()
        self._session = session
        self._canvas = session.window.canvas
        self._pen = QPointingDevice(
            "bench pen",
            1,
            QInputDevice.DeviceType.Stylus,
            QPointingDevice.PointerType.Pen,
            QInputDevice.Capability.Position | QInputDevice.Capability.Pressure,
            1,
            1,
        )
        editor = session.editor
        editor.brush = replace(editor.brush, radius=RADIUS, hardness=0.5)
        editor.foreground = (52000, 21000, 9000)

    def until(self, done: Callable[[], object]) -> None:
        """Let the window live until something has come about."""
        end = time.monotonic() + LOADING_SECONDS
        while not done():
            if time.monotonic() > end:
                raise RuntimeError("The worker does not answer.")
            self._live(0.02)

    def draw(self, seconds: float) -> _Strokes:
        """Strokes for some seconds."""
        from PySide6.QtCore import QEvent

        kind = QEvent.Type
        made = _Strokes()
        turn = 0
        while time.monotonic() - made.begin < seconds:
            turn += 1
            path = self._path(turn)
            self._send(kind.TabletPress, *path[0], 0.3)
            start = time.perf_counter()
            for index, (x, y) in enumerate(path[1:], 1):
                if time.monotonic() - made.begin > seconds + STROKE_SECONDS:
                    break  # a machine so busy that the pen is far behind
                due = start + index * PACE_SECONDS
                while (now := time.perf_counter()) < due:
                    self._application.processEvents()
                    time.sleep(min(0.0004, max(0.0, due - now)))
                document = self._session.editor.document
                sent = time.monotonic()
                self._send(kind.TabletMove, x, y, 0.7 + 0.3 * math.sin(index / 9))
                while self._canvas.behind:
                    self._application.processEvents()
                if self._session.editor.document is not document:
                    made.sent.append(sent)
                    made.late.append(time.perf_counter() - due)
            self._send(kind.TabletRelease, *path[-1], 0.0)
            self._live(PAUSE_SECONDS)
        made.end = time.monotonic()
        return made

    def undo(self) -> None:
        """Take all strokes back."""
        while self._session.editor.can_undo:
            self._session.editor.undo()
        self._live(0.5)

    def _path(self, turn: int) -> list[tuple[float, float]]:
        """A wavy line over the canvas, another one each turn, as points of the widget."""
        view, ratio = self._canvas.view, self._canvas.devicePixelRatioF()
        count = round(STROKE_SECONDS / PACE_SECONDS)
        points = []
        for index in range(count):
            x = 60 + (SIDE - 120) * index / count
            y = 120 + (turn * 137) % (SIDE - 240) + 60 * math.sin(index / 14 + turn)
            px, py = view.to_widget(x, y)
            points.append((px / ratio, py / ratio))
        return points

    def _live(self, seconds: float) -> None:
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            self._application.processEvents()
            time.sleep(0.0005)

    def _send(self, kind: Any, x: float, y: float, pressure: float) -> None:
        from PySide6.QtCore import QPointF, Qt
        from PySide6.QtGui import QTabletEvent

        none, left = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
        button = none if kind == QTabletEvent.Type.TabletMove else left
        held = none if kind == QTabletEvent.Type.TabletRelease else left
        keys = Qt.KeyboardModifier.NoModifier
        point = QPointF(x, y)
        rest = (0.0,) * 5
        event = QTabletEvent(kind, self._pen, point, point, pressure, *rest, keys, button, held)
        self._application.sendEvent(self._canvas, event)


class _Watcher:
    """Notes what live painting shows, and that none of it is older than the last stroke."""

    def __init__(self, session: Session) -> None:
        self.finished: list[tuple[float, float]] = []
        """When each finished picture was shown, and when its canvas had been taken."""
        self.seconds: list[float] = []
        self.early = 0
        self.older = 0
        self._session = session
        self._live = session.window.live.live
        self._base = self._live.stroke
        self._commits = 0
        self._document = session.editor.history.document
        session.editor.state_changed.append(self._follow)
        self._live.pictured.append(self._shown)

    def stop(self) -> None:
        self._session.editor.state_changed.remove(self._follow)
        self._live.pictured.remove(self._shown)
        if self.older:
            raise RuntimeError(f"{self.older} pictures older than the last stroke were shown.")

    def _follow(self) -> None:
        document = self._session.editor.history.document
        if document is not self._document:
            self._document = document
            self._commits += 1

    def _shown(self, moment: Moment) -> None:
        self.older += moment.stroke - self._base < self._commits
        if moment.early:
            self.early += 1
        else:
            self.finished.append((time.monotonic(), moment.taken))
            self.seconds.append(moment.seconds)


class _Naive:
    """A loop that asks the plain pipeline for a picture of the newest canvas, all the time."""

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(
            (sys.executable, "-m", "paintapp.worker.bare", str(folder)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # Its threads wait as the worker's do: that is not what is to be compared.
            env={**os.environ, "HF_HUB_OFFLINE": "1", "GOMP_SPINCOUNT": "20000"},
            text=True,
        )
        self.ready = threading.Event()
        self._answers: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._running = False
        self.finished: list[float] = []
        """When each of the loop's pictures was finished."""
        self._thread = threading.Thread(target=lambda: None)
        threading.Thread(target=self._read, daemon=True).start()

    def __enter__(self) -> _Naive:
        return self

    def __exit__(self, *_: object) -> None:
        self._running = False
        self._process.kill()
        self._process.wait()

    def begin(self, canvas: Callable[[], Document], settings: Settings, descriptor: Any) -> None:
        """Start the loop."""
        self._running, self.finished = True, []

        def loop() -> None:
            before: Document | None = None
            while self._running:
                document = canvas()
                if document is before:
                    time.sleep(0.001)
                    continue
                before = document
                request = prepare(document, settings, descriptor, settings.seed or 0).request
                assert self._process.stdin is not None
                self._process.stdin.write(request.to_json() + "\n")
                self._process.stdin.flush()
                self._answers.get()
                self.finished.append(time.monotonic())

        self._thread = threading.Thread(target=loop, daemon=True)
        self._thread.start()

    def end(self, begin: float, end: float) -> float:
        """Stop the loop; its pictures a second between two times."""
        self._running = False
        self._thread.join(LOADING_SECONDS)
        count = sum(begin < at <= end for at in self.finished)
        if count == 0:  # slower than could be measured: the one that was being made
            count, end = 1, max(end, self.finished[-1])
        return count / (end - begin)

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.strip() == "ready":
                self.ready.set()
            else:
                self._answers.put(line)


def _delays(sent: list[float], finished: list[tuple[float, float]]) -> list[float]:
    """Seconds from each event to the first picture with a canvas taken after it."""
    taken = [at for _, at in finished]
    delays = []
    for at in sent:
        place = bisect.bisect_left(taken, at)
        if place < len(finished):
            delays.append(finished[place][0] - at)
    return delays or [math.nan]


def _settings(session: Session) -> Settings:
    """The same picture as the model is usually asked for it."""
    choices = session.window.generate.choices
    return replace(choices.live_settings(), steps=None, guidance_scale=None)


@contextmanager
def _window() -> Iterator[Session]:
    """The program's window with its worker; it leaves nothing in the artist's folders."""
    import qasync
    from PySide6.QtWidgets import QApplication

    names = [f"XDG_{name}_HOME" for name in ("CONFIG", "DATA", "STATE", "CACHE")]
    before = {name: os.environ.get(name) for name in names}
    with tempfile.TemporaryDirectory() as home:
        for name in names:
            os.environ[name] = str(Path(home) / name.lower())
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        from paintapp.app import Session
        from paintapp.tools import tool
        from paintapp.ui import theme
        from paintapp.ui.preferences import Preferences

        application = QApplication.instance() or QApplication(["paintapp"])
        theme.apply(application)  # type: ignore[arg-type]
        loop = qasync.QEventLoop(application)
        asyncio.set_event_loop(loop)
        session = Session(loop, Preferences())
        window = session.window
        try:
            window.resize(*WINDOW)
            window.show()
            session.editor.replace_document(painted_document((SIDE, SIDE), LAYERS), "Painted")
            session.editor.tool = tool("brush")
            session.editor.set_active(LAYERS // 2)
            window.canvas.flush()
            session.client.start()
            yield session
        finally:
            window._may_close = True
            window.close()
            session.close()
            asyncio.set_event_loop(None)
            loop.close()
            for name, value in before.items():
                if value is None:
                    del os.environ[name]
                else:
                    os.environ[name] = value
