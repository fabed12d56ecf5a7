"""What menus and keys do to the selection, and the selections kept by name."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from paintapp.document import FULL, Document, Pixels, Rect, operations
from paintapp.ui.dialogs.colour_range import ColourRangeDialog
from paintapp.ui.dialogs.name import NameDialog
from paintapp.ui.dialogs.saved_selections import SavedSelectionsDialog
from paintapp.ui.panels.layer_rows import mask_rect, picture_rect
from paintapp.ui.window import Window
from tests.pen import Pen
from tests.ui.conftest import Run
from tests.ui.steps import paint, settle

LEFT = Qt.MouseButton.LeftButton
KEYS = Qt.KeyboardModifier


def bounds(document: Document) -> Rect:
    return Rect(0, 0, 0, 0) if document.selection is None else document.selection.bounds()


def click_picture(window: Window, qtbot: QtBot, keys: KEYS, *, mask: bool = False) -> None:
    panel = window.layers_panel
    index = panel.model.index_of(window.editor.active_layer_id)
    layer = window.editor.active_layer
    rect = panel.tree.visualRect(index)
    place = (mask_rect if mask else picture_rect)(rect, layer).center()
    qtbot.mouseClick(panel.tree.viewport(), LEFT, keys, place)
    settle(window, qtbot)


def test_a_click_on_a_picture_selects_what_the_layer_covers(window: Window, qtbot: QtBot) -> None:
    paint(window)
    settle(window, qtbot)
    click_picture(window, qtbot, KEYS.ControlModifier)
    assert bounds(window.editor.document) == Rect(20, 30, 50, 40)
    Pen(window.editor, "select-rectangle").line((100, 30), (120, 50))
    click_picture(window, qtbot, KEYS.ControlModifier | KEYS.ShiftModifier)
    assert bounds(window.editor.document) == Rect(20, 30, 100, 40)
    click_picture(window, qtbot, KEYS.ControlModifier | KEYS.AltModifier)
    assert bounds(window.editor.document) == Rect(100, 30, 20, 20)
    assert len(window.layers_panel.selected_ids()) == 1


def test_opacity_and_the_eye_do_not_count_but_the_mask_does(window: Window, run: Run) -> None:
    paint(window)
    layer = window.editor.active_layer
    assert layer is not None
    mask = Pixels.mask().written(np.full((40, 25), FULL, np.uint16), 20, 30)
    changed = replace(layer, opacity=0.3, visible=False, mask=mask)
    window.editor.apply("Mask", lambda d: d.with_layer(changed))
    run(window.selection.from_layer())
    assert bounds(window.editor.document) == Rect(20, 30, 25, 40)
    assert window.editor.document.selection.read(Rect(30, 40, 1, 1))[0, 0] == FULL


def test_a_click_on_a_mask_selects_what_it_shows(window: Window, qtbot: QtBot) -> None:
    paint(window)
    before = window.editor.active_layer_id
    window.editor.apply("Mask", operations.add_mask, before)
    settle(window, qtbot)
    click_picture(window, qtbot, KEYS.ControlModifier, mask=True)
    assert bounds(window.editor.document) == Rect(0, 0, 256, 192)


def test_again_and_undo(window: Window, qtbot: QtBot) -> None:
    assert not window.actions_by_id["select-again"].isEnabled()
    Pen(window.editor, "select-rectangle").line((10, 10), (50, 60))
    settle(window, qtbot)
    window.actions_by_id["select-none"].trigger()
    settle(window, qtbot)
    assert window.editor.document.selection is None
    window.actions_by_id["select-again"].trigger()
    assert bounds(window.editor.document) == Rect(10, 10, 40, 50)
    window.editor.undo()
    assert window.editor.document.selection is None


def test_border_and_smooth_ask_for_a_width(window: Window, qtbot: QtBot) -> None:
    Pen(window.editor, "select-rectangle").line((50, 50), (150, 150))
    settle(window, qtbot)
    for name in ("select-smooth", "select-border"):
        window.actions_by_id[name].trigger()
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
        QApplication.activeModalWidget().accept()
        settle(window, qtbot)
    assert bounds(window.editor.document) == Rect(46, 46, 108, 108)
    assert window.editor.document.selection.read(Rect(100, 100, 1, 1))[0, 0] == 0


def test_selections_are_kept_loaded_renamed_and_deleted(
    window: Window, qtbot: QtBot, run: Run
) -> None:
    Pen(window.editor, "select-rectangle").line((10, 10), (50, 60))
    window.editor.apply(
        "Save", Document.with_saved_selection, "Eye", window.editor.document.selection
    )
    Pen(window.editor).line((90, 90), (40, 40))
    dialog = SavedSelectionsDialog(window.selection, window)
    qtbot.addWidget(dialog)
    dialog.show()
    assert [dialog.list.item(i).text() for i in range(dialog.list.count())] == ["Eye"]
    qtbot.mouseClick(dialog.load_buttons["add"], LEFT)
    settle(window, qtbot)
    assert bounds(window.editor.document) == Rect(10, 10, 80, 80)
    window.editor.undo()
    qtbot.mouseClick(dialog.load_buttons["intersect"], LEFT)
    settle(window, qtbot)
    assert bounds(window.editor.document) == Rect(40, 40, 10, 20)
    dialog.list.item(0).setText("Left eye")
    assert list(window.editor.document.saved_selections) == ["Left eye"]
    qtbot.mouseClick(dialog.delete_button, LEFT)
    assert not window.editor.document.saved_selections
    assert not dialog.load_buttons["add"].isEnabled()
    window.editor.undo()
    assert list(window.editor.document.saved_selections) == ["Left eye"]


def test_a_name_that_is_taken_warns(qtbot: QtBot, window: Window) -> None:
    dialog = NameDialog("Save", "Name", "Hand", {"Eye"}, "It is taken.", window)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog._warning.isVisible()
    dialog.field.setText("Eye")
    assert dialog._warning.isVisible()
    dialog.field.setText("  ")
    assert not dialog._accept.isEnabled()


def test_the_outline_can_be_hidden(window: Window, qtbot: QtBot) -> None:
    Pen(window.editor, "select-rectangle").line((10, 10), (50, 60))
    settle(window, qtbot)
    assert not window.canvas._ants.empty
    window.actions_by_id["select-outline"].trigger()
    assert window.canvas._ants.empty
    window.actions_by_id["select-outline"].trigger()
    assert not window.canvas._ants.empty


def test_a_range_of_colours_is_seen_before_it_is_selected(window: Window, qtbot: QtBot) -> None:
    paint(window, 9000)  # dark grey on white paper
    settle(window, qtbot)
    window.actions_by_id["select-colour-range"].trigger()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ColourRangeDialog)
    dialog.kind.setCurrentIndex(dialog.kind.findData("shadows"))
    qtbot.waitUntil(lambda: not dialog._working)
    image = dialog.picture.pixmap().toImage()
    scale = 200 / 192
    left = (320 - 256 * scale) / 2
    assert image.pixelColor(int(left + 40 * scale), int(50 * scale)).name() == "#ffffff"
    assert image.pixelColor(int(left + 150 * scale), int(150 * scale)).name() == "#000000"
    assert window.editor.document.selection is None
    dialog.accept()
    settle(window, qtbot)
    assert bounds(window.editor.document) == Rect(20, 30, 50, 40)
