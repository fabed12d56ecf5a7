"""Gestures that compute for long do so beside the window."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from paintapp.document import FULL, Document, Pixels, RasterLayer
from paintapp.tools import tool
from paintapp.ui.window import Window
from tests.ui.hand import drag
from tests.ui.steps import settle


def large(window: Window, qtbot: QtBot) -> Document:
    """A canvas whose connected background is large."""
    picture = np.full((1536, 1536, 4), FULL, np.uint16)
    picture[700:800, 700:800] = (FULL, 0, 0, FULL)
    layer = RasterLayer(id=1, name="Paper", pixels=Pixels.from_array(picture))
    window.editor.replace_document(Document(1536, 1536, (layer,)), "Large")
    window.editor.tool = tool("fill")
    window.editor.foreground = (0, FULL, 0)
    settle(window, qtbot)
    return window.editor.document


def test_a_large_fill_leaves_the_window_alone_meanwhile(window: Window, qtbot: QtBot) -> None:
    before = large(window, qtbot)
    drag(window.canvas, (20, 20), (21, 20))
    assert window.editor.document is before, "the press has returned before the area is known"
    qtbot.waitUntil(lambda: window.editor.document is not before, timeout=60_000)
    settle(window, qtbot)
    assert not window.editor.busy
    filled = window.editor.document.raster(1).pixels
    assert filled.tile((0, 0))[5, 5].tolist() == [0, FULL, 0, FULL]
    assert filled.tile((11, 11))[40, 40].tolist() == [FULL, 0, 0, FULL]
    window.editor.undo()
    assert window.editor.document is before


def test_escape_gives_a_large_fill_up(window: Window, qtbot: QtBot) -> None:
    before = large(window, qtbot)
    drag(window.canvas, (20, 20), (21, 20))
    assert window.editor.busy
    QTest.keyClick(window.canvas, Qt.Key.Key_Escape)
    assert not window.editor.busy
    settle(window, qtbot)
    assert window.editor.document is before and not window.editor.can_undo
