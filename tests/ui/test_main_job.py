"""The main job in the real window: paint, select, ask, apply, undo, redo, save, open."""

from __future__ import annotations

import asyncio
import itertools
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from paintapp.app import Session
from paintapp.document import RasterLayer
from paintapp.document.identity import identified
from paintapp.generation.models import STARTER, choose, starter_folder
from paintapp.generation.place import layer_generation
from paintapp.painting.composite import flatten
from paintapp.tools import tool
from paintapp.ui import welcome
from paintapp.ui.preferences import Preferences
from paintapp.ui.window import Window
from tests.generation.models import small_model
from tests.ui.steps import settle

PATIENCE = 300.0


@pytest.fixture
def session(loop: asyncio.AbstractEventLoop, tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    """A window with its worker and the starter model (in its place a model of small weights,
    where the starter has not been fetched)."""
    folder = starter_folder()
    starter = str(folder) if (folder / "model_index.json").exists() else small_model()
    choose(STARTER)
    preferences = Preferences(new_width=256, new_height=192, folder=str(tmp_path))
    session = Session(
        loop,
        preferences,
        command=[sys.executable, "-m", "paintapp.worker", "--starter", starter],
        results=tmp_path / "results",
    )
    window = session.window
    window.resize(1280, 800)
    window.show()
    qtbot.waitExposed(window)
    window.editor.replace_document(identified(welcome.empty(preferences)), "New document")
    settle(window, qtbot)
    session.client.start()
    yield session
    window._may_close = True
    window.close()
    session.close()


class HardwarePen:
    """A pen on the canvas of a window: tablet events as the system sends them."""

    def __init__(self, window: Window) -> None:
        self._canvas = window.canvas
        self._device = QPointingDevice(
            "Pen",
            1,
            QInputDevice.DeviceType.Stylus,
            QPointingDevice.PointerType.Pen,
            QInputDevice.Capability.Position | QInputDevice.Capability.Pressure,
            1,
            3,
        )

    def line(self, *points: tuple[float, float], pressure: float = 0.8) -> None:
        """Press at the first canvas point, through the others, release at the last."""
        none, left = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
        self._send(QEvent.Type.TabletPress, points[0], pressure, left, left)
        for start, end in itertools.pairwise(points):
            for part in np.linspace(0.1, 1, 10):
                place = (
                    start[0] + (end[0] - start[0]) * part,
                    start[1] + (end[1] - start[1]) * part,
                )
                self._send(QEvent.Type.TabletMove, place, pressure, none, left)
        self._send(QEvent.Type.TabletRelease, points[-1], 0.0, left, none)

    def _send(
        self,
        kind: QEvent.Type,
        place: tuple[float, float],
        pressure: float,
        button: Qt.MouseButton,
        buttons: Qt.MouseButton,
    ) -> None:
        ratio = self._canvas.devicePixelRatioF()
        x, y = self._canvas.view.to_widget(*place)
        position = QPointF(x / ratio, y / ratio)
        event = QTabletEvent(
            kind,
            self._device,
            position,
            self._canvas.mapToGlobal(position),
            pressure,
            0.0,
            0.0,
            0.0,
            0.0,
            0.0,
            Qt.KeyboardModifier.NoModifier,
            button,
            buttons,
        )
        QApplication.sendEvent(self._canvas, event)


def wait(done: Callable[[], object], state: Callable[[], object] = lambda: "") -> None:
    deadline = time.monotonic() + PATIENCE
    while not done() and time.monotonic() < deadline:
        QApplication.processEvents()
        time.sleep(0.002)
    assert done(), state()


def test_paint_select_generate_apply_undo_redo_save_and_open(
    session: Session, run: Callable[..., object], tmp_path: Path, qtbot: QtBot
) -> None:
    window, editor = session.window, session.editor
    controller = window.generate
    pen = HardwarePen(window)

    # Paint a blob.
    window.hand.choose_tool(tool("brush"))
    editor.foreground = (50000, 9000, 7000)
    blank = editor.document
    for y in range(70, 130, 12):
        pen.line((80, y), (180, y))
    painted = editor.document
    assert painted is not blank
    assert len(editor.history.entries) == 6  # the new document and five strokes
    assert editor.history.entries[-1].label == "Brush stroke"

    # Select a part of it with the pen.
    window.hand.choose_tool(tool("select-rectangle"))
    pen.line((90, 60), (170, 140))
    selected = editor.document
    assert selected.selection is not None
    region = selected.selection.read(selected.bounds)
    assert 0 < np.count_nonzero(region) < region.size

    # Ask.
    prompt = window.prompt_bar.prompt
    prompt.setFocus()
    prompt.selectAll()
    QTest.keyClicks(prompt, "a red house")
    wait(lambda: window.prompt_bar.intent.currentText() == "Auto: Fill")
    controller.choose(count=2)
    controller.choose_for_model(steps=6)
    QTest.keyClick(prompt, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait(lambda: controller.queue)
    job = controller.queue[0]
    previewed: list[bool] = []
    wait(
        lambda: previewed.append(window.canvas.preview_bounds is not None) or job.ended,
        lambda: (job.state, job.stage, job.step, job.prepared is not None, session.client.state),
    )
    assert job.state == "finished", job.message
    assert any(previewed)
    assert editor.document is selected  # nothing has happened to the document yet
    assert len(session.store.identifiers()) == 2  # and both results are on disk

    # Apply by a click on the strip: one step.
    view = window.results_strip.view
    assert view.model().rowCount() == 2
    steps = len(editor.history.entries)
    place = view.visualRect(view.model().index(0, 0)).center()
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place
    )
    wait(lambda: editor.document is not selected)
    applied = editor.document
    assert len(editor.history.entries) == steps + 1
    assert editor.history.entries[-1].label == "Fill"
    layer = editor.active_layer
    assert isinstance(layer, RasterLayer)
    assert layer.mask is not None
    assert layer.origin.kind == "generated"
    generation = layer_generation(layer)
    assert generation is not None
    assert generation.request.prompt == "a red house"
    before, after = flatten(selected), flatten(applied)
    assert np.array_equal(before[region == 0], after[region == 0])
    assert not np.array_equal(before, after)

    # Undo once, redo.
    window.actions_by_id["undo"].trigger()
    assert editor.document is selected
    settle(window, qtbot)
    window.actions_by_id["redo"].trigger()
    assert editor.document is applied

    # Save, open, compare.
    path = tmp_path / "job.ora"
    window.files.path = path
    assert run(window.files.save())
    settle(window, qtbot)
    assert not editor.modified
    assert run(window.files.open_path(path))
    settle(window, qtbot)
    opened = editor.document
    assert opened is not applied
    assert opened == applied
    again = opened.find(layer.id)
    assert isinstance(again, RasterLayer)
    assert layer_generation(again) == generation
    assert np.array_equal(flatten(opened), after)
