"""Image > Enlarge with the model, in a real window with the worker and its own upscaler."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from paintapp.document import FULL, Pixels, RasterLayer, Rect
from paintapp.ui.window import Window
from tests.ui.steps import settle


@pytest.fixture
def drawn(window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Window:
    """Two flat blocks beside each other on the upper layer, and a worker that is ready."""
    array = np.full((60, 80, 4), FULL, np.uint16)
    array[..., :3] = (50000, 8000, 6000)
    array[:, 40:, :3] = (9000, 30000, 52000)
    layer = window.editor.active_layer
    assert isinstance(layer, RasterLayer)
    with window.editor.edit("Paste") as edit:
        pixels = Pixels.from_array(array, 40, 50)
        edit.document = edit.document.with_layer(replace(layer, pixels=pixels))
    monkeypatch.setenv("PAINTAPP_PRIORITY", "normal")  # on a busy machine it would wait for long
    window.generate.client.start()
    qtbot.waitUntil(lambda: bool(window.generate.client.enlargers), timeout=120_000)
    return window


def finish(window: Window, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.waiting.busy, timeout=240_000)
    settle(window, qtbot)


def test_the_image_is_twice_as_large_in_one_step(drawn: Window, qtbot: QtBot) -> None:
    editor = drawn.editor
    before, entries = editor.document, len(editor.history.entries)
    drawn.actions_by_id["enlarge-twice"].trigger()
    finish(drawn, qtbot)
    after = editor.document
    assert (after.width, after.height) == (512, 384), drawn.status.message.text()
    assert len(editor.history.entries) == entries + 1
    assert editor.active_layer_id is not None
    pixels = after.raster(editor.active_layer_id).pixels
    assert abs(pixels.bounds().x - 80) <= 2 and abs(pixels.bounds().right - 240) <= 2
    shown = pixels.read(Rect(80, 100, 160, 120)).astype(int)
    assert np.abs(shown[20:100, 20:70] - (50000, 8000, 6000, FULL)).max() < 6 * 257
    assert np.abs(shown[20:100, 90:140] - (9000, 30000, 52000, FULL)).max() < 6 * 257
    slope = np.abs(np.diff(shown[60, 70:90, 0]))
    assert slope.max() > 0.35 * (50000 - 9000)  # the border between them is no blur
    editor.undo()
    assert editor.document is before


def test_cancelling_leaves_the_document_alone(drawn: Window, qtbot: QtBot) -> None:
    before = drawn.editor.document
    drawn.actions_by_id["enlarge-four-times"].trigger()
    qtbot.waitUntil(lambda: drawn.status.stop.isVisible())
    drawn.status.stop.click()
    finish(drawn, qtbot)
    assert drawn.editor.document is before
    assert not drawn.status.message.property("problem")


def test_what_is_painted_meanwhile_is_kept(drawn: Window, qtbot: QtBot) -> None:
    editor = drawn.editor
    drawn.actions_by_id["enlarge-twice"].trigger()
    qtbot.waitUntil(lambda: drawn.status.stop.isVisible())
    editor.apply(
        "Rename", lambda document: document.with_layer(replace(document.layers[0], name="X"))
    )
    painted = editor.document
    finish(drawn, qtbot)
    assert editor.document is painted
    assert "changed meanwhile" in drawn.status.message.text()


def test_without_an_upscaler_a_line_says_so(window: Window, qtbot: QtBot) -> None:
    window.actions_by_id["enlarge-twice"].trigger()
    finish(window, qtbot)
    assert "No upscaler" in window.status.message.text()
