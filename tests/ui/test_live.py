"""Live painting in the real window: on, paint, keep, undo, over the canvas, off."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from paintapp.app import Session
from paintapp.document import RasterLayer
from paintapp.generation.live import Moment
from paintapp.generation.models import STARTER, choose
from paintapp.generation.place import layer_generation
from paintapp.generation.protocol import Finished
from paintapp.painting.composite import flatten
from paintapp.tools import tool
from paintapp.ui import welcome
from paintapp.ui.preferences import Preferences
from tests.generation.models import small_model
from tests.ui.hand import drag, let_go
from tests.ui.steps import settle

LEFT = Qt.MouseButton.LeftButton
PATIENCE = 300.0


class Desk:
    """A window with its worker, and all live pictures that it has shown."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.window = session.window
        self.live = session.window.live
        self.moments: list[Moment] = []
        self.live.live.pictured.append(self.moments.append)

    def wait(self, done: Callable[[], object], seconds: float = PATIENCE) -> None:
        end = time.monotonic() + seconds
        while not done():
            assert time.monotonic() < end, (self.live.status, self.window.generate.notice)
            QApplication.processEvents()
            time.sleep(0.002)

    def pause(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        self.wait(lambda: time.monotonic() > end)

    def rest(self) -> Moment:
        """Until the live picture shows the canvas."""
        self.wait(lambda: self.live.live.state == "resting")
        assert self.live.moment is not None
        return self.live.moment

    def press(self, name: str) -> None:
        """Click a button of the live bar or the prompt bar, found by its name."""
        button = self.window.foot.findChild(QToolButton, name)
        if button is None:
            button = getattr(self.window.live_bar, {"liveKeep": "keep"}[name])
        assert button.isVisible(), name
        QTest.mouseClick(button, LEFT)


@pytest.fixture
def desk(loop: asyncio.AbstractEventLoop, tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    choose(STARTER)
    preferences = Preferences(new_width=96, new_height=64, folder=str(tmp_path))
    command = [sys.executable, "-m", "paintapp.worker", "--starter", small_model()]
    session = Session(loop, preferences, command=command, results=tmp_path / "results")
    window = session.window
    window.resize(1280, 800)
    window.show()
    qtbot.waitExposed(window)
    window.editor.replace_document(welcome.empty(preferences), "New document")
    settle(window, qtbot)
    window.editor.tool = tool("brush")
    window.editor.foreground = (60000, 9000, 9000)
    session.client.start()
    yield Desk(session)
    window._may_close = True
    window.close()
    session.close()


def test_a_session(desk: Desk, qtbot: QtBot) -> None:
    window, live, editor = desk.window, desk.live, desk.window.editor
    assert not window.live_bar.isVisible()
    assert not window.live_view.isVisible()

    # On, by the button beside Generate: the picture of the canvas appears beside it.
    desk.press("live")
    assert live.on
    assert window.actions_by_id["live"].isChecked()
    assert window.live_bar.isVisible()
    assert window.live_view.isVisible()
    first = desk.rest()
    desk.wait(lambda: window.live_view.image is not None)
    assert live.status.startswith("Live")

    # Nothing runs while nothing changes.
    sent = live.live.sent
    desk.pause(0.6)
    assert live.live.sent == sent

    # A stroke in the canvas: other pictures, the last one of the stroke as it ended.
    drag(window.canvas, (20, 20), (40, 30), (60, 40), release=False)
    desk.wait(lambda: len(desk.moments) > 1)
    assert editor.busy
    let_go(window.canvas, 60, 40)
    second = desk.rest()
    assert second.image != first.image
    context = second.record.request.image
    assert context is not None
    shown = flatten(editor.document)
    assert np.abs(context.array().astype(int) - (shown[..., :3] >> 8)).max() <= 1

    # Keep: a layer above the one painted on, in the store, as one step of the history.
    painted, active = editor.document, editor.active_layer_id
    count = len(desk.session.store.identifiers())
    desk.press("liveKeep")
    desk.wait(lambda: editor.document is not painted)
    kept = editor.active_layer
    assert isinstance(kept, RasterLayer)
    siblings = [layer.id for layer in editor.document.layers]
    assert siblings.index(kept.id) == siblings.index(active) + 1
    (identifier,) = desk.session.store.identifiers()[count:]
    result = desk.session.store.read(identifier)
    assert result.image == second.image
    record = layer_generation(kept)
    assert record == result.generation == second.record
    # The canvas shows the picture now: it is not painted over itself.
    sent = live.live.sent
    desk.pause(0.6)
    assert live.live.sent == sent
    assert desk.rest() is second
    editor.undo()
    assert editor.document is painted
    assert desk.rest().image == second.image
    assert live.live.sent == sent
    editor.redo()

    # What was kept can be made again, exactly.
    finished: list[Finished] = []
    desk.session.client.on_event.append(
        lambda event: finished.append(event) if isinstance(event, Finished) else None
    )
    desk.session.client.submit(record.request)
    desk.wait(lambda: finished)
    assert finished[0].image == second.image

    # Over the canvas: it steps back while a stroke goes on.
    desk.rest()
    desk.press("liveOver")
    desk.wait(lambda: window.canvas.preview_bounds is not None)
    assert not window.live_view.isVisible()
    assert window.canvas._preview.opacity == 1.0
    drag(window.canvas, (10, 50), (30, 50), release=False)
    assert window.canvas._preview.opacity < 0.5
    let_go(window.canvas, 30, 50)
    desk.rest()
    desk.wait(lambda: window.canvas._preview.opacity == 1.0)

    # The artist's choices are followed; the seed stays until the die is thrown.
    seed = live.moment.record.request.seed
    window.live_bar.strength.changed.emit(80.0)
    desk.wait(lambda: live.moment.record.request.strength == 0.8)
    assert desk.rest().record.request.seed == seed
    desk.press("liveDice")
    desk.wait(lambda: live.moment.record.request.seed != seed)

    # Off: nothing shown, nothing runs.
    desk.press("liveStop")
    assert not live.on
    assert not window.live_bar.isVisible()
    assert window.canvas.preview_bounds is None
    moments = len(desk.moments)
    drag(window.canvas, (10, 10), (50, 50))
    desk.pause(0.6)
    assert len(desk.moments) == moments

    # Another document stops it as well.
    window.actions_by_id["live"].trigger()
    desk.rest()
    editor.replace_document(welcome.empty(Preferences(new_width=80, new_height=80)), "New")
    assert not live.on


def test_escape_leaves_unless_it_means_something_else(desk: Desk) -> None:
    """It first lets go of a stroke; the prompt's own Escape goes to the canvas, the next leaves."""
    window, live, editor = desk.window, desk.live, desk.window.editor
    window.canvas.setFocus()
    assert not window.actions_by_id["live-stop"].isEnabled()
    QTest.keyClick(window.canvas, Qt.Key.Key_Escape)
    desk.press("live")
    desk.rest()
    assert window.actions_by_id["live-stop"].isEnabled()
    before = editor.document
    drag(window.canvas, (20, 20), (60, 40), release=False)
    assert editor.busy
    QTest.keyClick(window.canvas, Qt.Key.Key_Escape)
    assert not editor.busy and editor.document is before
    assert live.on
    let_go(window.canvas, 60, 40)
    window.prompt_bar.prompt.setFocus()
    QTest.keyClick(window.prompt_bar.prompt, Qt.Key.Key_Escape)
    assert live.on and window.canvas.hasFocus()
    QTest.keyClick(window.canvas, Qt.Key.Key_Escape)
    assert not live.on
    assert not window.actions_by_id["live-stop"].isEnabled()
