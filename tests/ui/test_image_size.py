"""The dialogs for the size of the canvas and of the image, and the actions beside them."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from paintapp.ui.dialogs.canvas_size import CanvasSizeDialog
from paintapp.ui.dialogs.scale_image import ScaleImageDialog
from paintapp.ui.window import Window
from tests.ui.steps import settle


def test_sides_and_size_of_the_canvas_follow_each_other(qtbot: QtBot) -> None:
    dialog = CanvasSizeDialog(200, 100)
    qtbot.addWidget(dialog)
    assert dialog.values() == (200, 100, 0, 0)
    dialog.width_field.setValue(260)
    assert dialog.values() == (260, 100, 30, 0)
    dialog.anchor.button(2).click()
    assert dialog.values() == (260, 100, 60, 0)
    dialog.sides["left"].setValue(-50)
    dialog.sides["bottom"].setValue(25)
    assert dialog.values() == (150, 125, -50, 0)


def test_the_size_of_the_image_keeps_its_proportions(qtbot: QtBot) -> None:
    dialog = ScaleImageDialog(200, 100, 72.0)
    qtbot.addWidget(dialog)
    dialog.width_field.setValue(300)
    assert dialog.values() == (300, 150, "bicubic", 72.0)
    assert dialog.percent.value() == 150
    dialog.percent.setValue(50)
    assert dialog.values()[:2] == (100, 50)
    dialog.keep.setChecked(False)
    dialog.height_field.setValue(300)
    assert dialog.values()[:2] == (100, 300)


def test_the_image_turns_and_flips_in_one_step_each(window: Window, qtbot: QtBot) -> None:
    before = window.editor.document
    assert (before.width, before.height) == (256, 192)
    for action in ("turn-image-right", "turn-image-left"):
        window.actions_by_id[action].trigger()
        settle(window, qtbot)
        qtbot.waitUntil(lambda: window.editor.document is not before)
        assert (window.editor.document.width, window.editor.document.height) == (192, 256)
        window.editor.undo()
        assert window.editor.document is before
    for action in ("flip-image-horizontal", "flip-image-vertical", "turn-image-half"):
        window.actions_by_id[action].trigger()
        settle(window, qtbot)
        qtbot.waitUntil(lambda: window.editor.document is not before)
        assert window.editor.document.bounds == before.bounds
        window.editor.undo()
        assert window.editor.document is before
