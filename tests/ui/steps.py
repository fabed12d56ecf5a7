"""What tests of the window do again and again."""

from __future__ import annotations

import numpy as np
from pytestqt.qtbot import QtBot

from paintapp.document import FULL, Document, Pixels, RasterLayer
from paintapp.ui.window import Window


def settle(window: Window, qtbot: QtBot) -> None:
    """Wait until commands have ended and the panels have followed the editor."""
    qtbot.waitUntil(lambda: not window.waiting.busy and not window._refreshing.isActive())


def paint(window: Window, value: int = 30000) -> None:
    """Something opaque on the active layer, as one step of the history."""
    array = np.full((40, 50, 4), value, np.uint16)
    array[..., 3] = FULL
    layer = window.editor.active_layer
    assert isinstance(layer, RasterLayer)
    with window.editor.edit("Brush stroke") as edit:
        edit.put_plane("pixels", layer.id, Pixels.from_array(array, 20, 30))


def names(document: Document) -> list[str]:
    """Names of the layers, lowest first, groups before what they hold."""
    return [layer.name for layer in document.walk()]
