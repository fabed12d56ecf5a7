"""How long the pen waits: from a tablet event to the repainted view.

A real canvas widget shows a 4096x4096 document of 20 painted layers at 100%; tablet events go
through Qt to it, 12 pixels apart, at the pace of a pen. A time ends when the canvas has painted
what the event changed. For each radius it is measured alone and while the real worker makes
pictures all the time, in turns.
"""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from paintapp.document import TILE, Document, Pixels, RasterLayer
from paintapp.document.pixels import Array
from paintapp.generation.models import STARTER

if TYPE_CHECKING:
    from paintapp.editor import Editor

SIZE = (4096, 4096)
LAYERS = 20
RADII = (5, 25, 100, 250)

LARGE_SIZE = (12288, 8192)
LARGE_LAYERS = 50
LARGE_RADII = (25, 250)

TURNS = 8
"""Idle and busy take turns, so that both meet the machine in the same moods."""

DRAWN = 1200
"""Events for a figure, over all turns: enough for a 99th percentile that holds still."""

LEAST_DRAWN = 15
LONGEST_SECONDS = 2.0
"""On a machine too busy for a turn's events in this time, a figure is made of fewer."""

LOADING_SECONDS = 180.0
"""For the worker to start and to make its first picture."""

STEP = 12.0
"""Canvas pixels between events."""

PACE_SECONDS = 1 / 200
"""Tablets report some 200 times a second; events that draw nothing follow at once."""

WINDOW = (1600, 1000)


def measure(drawn: int = DRAWN, model: str = STARTER) -> dict[str, Any]:
    """Milliseconds from event to view for each radius, idle and while the worker is busy.

    Only events that draw count, ``drawn`` of them for each figure; ``p99_ratio`` is busy over
    idle. "large" is a document of 12288x8192 with 50 layers. RuntimeError when the worker cannot
    make pictures.
    """
    result = _rows(SIZE, LAYERS, RADII, drawn, model)
    result["large"] = _rows(LARGE_SIZE, LARGE_LAYERS, LARGE_RADII, drawn // 2, model)
    return result


def _rows(
    size: tuple[int, int], layers: int, radii: Iterable[int], drawn: int, model: str
) -> dict[str, Any]:
    rows = {}
    with _Session(size, layers) as session, _Worker(session, model) as worker:
        for radius in radii:
            quiet: list[float] = []
            loaded: list[float] = []
            for _ in range(TURNS):
                quiet += session.times(radius, drawn // TURNS)
                with worker.busy():
                    loaded += session.times(radius, drawn // TURNS)
            rows[str(radius)] = _figures(quiet, loaded)
        steps = worker.steps
    return {"size": size, "layers": layers, "radius": rows, "worker_steps_meanwhile": steps}


def _figures(quiet: list[float], loaded: list[float]) -> dict[str, float]:
    return {
        "idle_p50_ms": _percentile(quiet, 50),
        "idle_p99_ms": _percentile(quiet, 99),
        "busy_p50_ms": _percentile(loaded, 50),
        "busy_p99_ms": _percentile(loaded, 99),
        "p99_ratio": round(_percentile(loaded, 99) / _percentile(quiet, 99), 2),
    }


def painted_document(size: tuple[int, int], layers: int) -> Document:
    """A document whose layers are painted all over: soft clouds of colour, partly transparent.

    The clouds of a layer repeat every 1024 pixels and share their memory there, and every tenth
    layer is painted alike, which makes them quick to make; ten are still far larger than any cache
    of a processor.
    """
    columns, rows = (-(-side // TILE) for side in size)
    picture = 1024
    painted: list[Pixels] = []
    for index in range(min(layers, 10)):
        rng = np.random.default_rng(index)
        coarse = rng.integers(0, 65536, (12, 12, 4)).astype(np.uint16)
        coarse[..., 3] = 65535 if index == 0 else np.maximum(coarse[..., 3], 8000)
        pixels: Array = cv2.resize(coarse, (picture, picture), interpolation=cv2.INTER_LINEAR)
        np.minimum(pixels[..., :3], pixels[..., 3:], out=pixels[..., :3])
        clouds = Pixels.from_array(pixels).tiles
        repeat = picture // TILE
        tiles = {
            (column, row): clouds[column % repeat, row % repeat]
            for row in range(rows)
            for column in range(columns)
        }
        painted.append(Pixels(tiles=tiles))
    # Only the lowest layer is opaque.
    chosen = [*range(len(painted)), *(1 + index % 9 for index in range(layers - len(painted)))]
    made = (
        RasterLayer(id=index + 1, name=f"Layer {index + 1}", pixels=painted[which])
        for index, which in enumerate(chosen)
    )
    return Document(*size, tuple(made))


def _percentile(seconds: list[float], percent: float) -> float:
    return round(float(np.percentile(seconds, percent)) * 1000, 3)


class _Session:
    """A canvas on a document, and the pen over it."""

    def __init__(self, size: tuple[int, int], layers: int) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtGui import QInputDevice, QPointingDevice
        from PySide6.QtWidgets import QApplication

        from paintapp.editor import Editor
        from paintapp.tools import tool
        from paintapp.ui.canvas import CanvasWidget

        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        self._application = QApplication.instance() or QApplication(["paintapp"])
        self.editor: Editor = Editor(painted_document(size, layers))
        self.editor.tool = tool("brush")
        # The active layer lies in the middle, with as much above it as below.
        self.editor.set_active(max(1, layers // 2))
        self._painted = 0.0
        session = self

        class Canvas(CanvasWidget):
            """Notes when it has painted."""

            def paintEvent(self, event: Any) -> None:
                super().paintEvent(event)
                session._painted = time.perf_counter()

        self.canvas = Canvas(self.editor)
        self.canvas.resize(*WINDOW)
        self.canvas.show()
        self.canvas.actual_size()
        self.canvas.flush()
        self._pen = QPointingDevice(
            "bench pen",
            1,
            QInputDevice.DeviceType.Stylus,
            QPointingDevice.PointerType.Pen,
            QInputDevice.Capability.Position | QInputDevice.Capability.Pressure,
            1,
            1,
        )
        self._button = Qt.MouseButton.LeftButton
        self.process_events(0.2)

    def __enter__(self) -> _Session:
        return self

    def __exit__(self, *_: object) -> None:
        self.canvas.close()
        self.canvas.deleteLater()

    def process_events(self, seconds: float = 0.0) -> None:
        """Let Qt work for a time."""
        until = time.perf_counter() + seconds
        self._application.processEvents()
        while time.perf_counter() < until:
            self._application.processEvents()
            time.sleep(0.0005)

    def times(self, radius: float, drawn: int) -> list[float]:
        """Seconds from each event that draws to the view that shows it, over some strokes.

        Events that draw nothing are not waited for, as a pen does not wait: what the view still
        has to paint for them (the brush's outline) is painted with the next one that draws, and
        counts in its time.
        """
        from PySide6.QtCore import QEvent

        kind = QEvent.Type
        self.editor.brush = replace(self.editor.brush, radius=radius, hardness=0.5)
        self.editor.foreground = (52000, 21000, 9000)
        path = _zig_zag(*WINDOW, margin=60)
        taken: list[float] = []
        index = 0
        self._send(kind.TabletPress, *path[0], 0.2)
        self.process_events(0.05)
        end = time.perf_counter() + LONGEST_SECONDS
        while len(taken) < drawn:
            if time.perf_counter() > end and len(taken) >= LEAST_DRAWN:
                break
            index += 1
            x, y = path[index % len(path)]
            document = self.editor.document
            start = time.perf_counter()
            # Pressure comes and goes as in a hand.
            self._send(kind.TabletMove, x, y, 0.75 + 0.25 * math.sin(index / 9))
            while self.canvas.pen_waits:
                self._application.processEvents()
            if self.editor.document is not document:
                self._wait_for_paint(start)
                taken.append(self._painted - start)
                self.process_events(max(0.0, PACE_SECONDS - (time.perf_counter() - start)))
            if index % 200 == 0:  # a new stroke, as hands make them
                self._send(kind.TabletRelease, x, y, 0.0)
                self.process_events(0.02)
                self._send(kind.TabletPress, x, y, 0.2)
                self.process_events(0.02)
        self._send(kind.TabletRelease, *path[index % len(path)], 0.0)
        self.process_events(0.05)
        while self.editor.can_undo:
            self.editor.undo()
        self.canvas.flush()
        self.process_events(0.1)
        return taken

    def _wait_for_paint(self, start: float) -> None:
        """Until what the event changed has been painted."""
        while self.canvas.behind or self._painted < start:
            self._application.processEvents()
            if time.perf_counter() - start > 10.0:
                raise RuntimeError("the canvas did not repaint")

    def _send(self, kind: Any, x: float, y: float, pressure: float) -> None:
        from PySide6.QtCore import QPointF, Qt
        from PySide6.QtGui import QTabletEvent

        none = Qt.MouseButton.NoButton
        moving = kind == QTabletEvent.Type.TabletMove
        released = kind == QTabletEvent.Type.TabletRelease
        point = QPointF(x, y)
        event = QTabletEvent(
            kind,
            self._pen,
            point,
            point,
            pressure,
            0.0,
            0.0,
            0.0,
            0.0,
            0.0,
            Qt.KeyboardModifier.NoModifier,
            none if moving else self._button,
            none if released else self._button,
        )
        self._application.sendEvent(self.canvas, event)


class _Worker:
    """The real worker, with its model loaded. While `busy` it makes one picture after the other."""

    def __init__(self, session: _Session, model: str) -> None:
        from PySide6.QtCore import QObject, Qt, Signal

        from paintapp.generation.client import WorkerClient

        class Poster(QObject):
            posted = Signal(object)

        self._poster = Poster()
        self._poster.posted.connect(lambda call: call(), Qt.ConnectionType.QueuedConnection)
        self._session = session
        self._model = model
        self.pictures = 0
        self.steps = 0
        self._busy = False
        self._job: int | None = None
        self._problem = ""
        known = (model,) if model != STARTER else ()
        self._client = WorkerClient(self._poster.posted.emit, sources=known)
        self._client.on_event.append(self._received)

    def __enter__(self) -> _Worker:
        self._client.load(self._model)
        self._client.start()
        try:
            with self.busy():
                self._until(lambda: self.pictures > 0)
        except BaseException:
            self._client.close()
            raise
        self.steps = 0
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    @contextmanager
    def busy(self) -> Iterator[None]:
        """Make pictures all the time, from a first step to the end of the block."""
        self._busy, before = True, self.steps
        self._ask()
        try:
            self._until(lambda: self.steps > before)
            yield
        finally:
            self._busy = False
            if self._job is not None:
                self._client.cancel(self._job)
        self._until(lambda: self._job is None)

    def _until(self, done: Callable[[], bool]) -> None:
        end = time.perf_counter() + LOADING_SECONDS
        while not done():
            self._session.process_events(0.02)
            if self._busy and self._job is None:
                self._ask()
            if not self._problem and time.perf_counter() > end:
                self._problem = "the worker made no picture within three minutes"
            if self._problem:
                raise RuntimeError(self._problem)

    def _ask(self) -> None:
        from paintapp.generation.request import Request

        found = next((m for m in self._client.models if m.id == self._model), None)
        if found is None:
            return
        self._job = self._client.submit(
            Request(
                task="text",
                model=self._model,
                prompt="a red sailboat on the sea",
                width=found.native_width,
                height=found.native_height,
                seed=self.pictures,
                steps=found.default_steps,
                guidance_scale=found.default_guidance_scale,
            )
        )

    def _received(self, event: object) -> None:
        from paintapp.generation.protocol import Cancelled, Failed, Finished, Progress, Stopped

        if isinstance(event, Progress):
            self.steps += 1
        if isinstance(event, Failed) or (isinstance(event, Stopped) and not event.restarting):
            self._problem = event.message
        if isinstance(event, Cancelled | Finished):
            self._job = None
        if isinstance(event, Finished):
            self.pictures += 1
            if self._busy:
                self._ask()


def _zig_zag(width: int, height: int, margin: int) -> list[tuple[float, float]]:
    """Points of the widget, a step apart, slanting to and fro over all of it."""
    points: list[tuple[float, float]] = []
    x, y, direction = float(margin), float(margin), 1
    slope = 0.35
    while y < height - margin:
        points.append((x, y))
        x += direction * STEP / math.hypot(1, slope)
        y += STEP * slope / math.hypot(1, slope)
        if not margin <= x <= width - margin:
            direction = -direction
            x += 2 * direction * STEP
    return points
