"""The layers panel shows the editor's layers and changes them by clicks, keys and drags."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from paintapp.document import GroupLayer, Origin, operations
from paintapp.ui.panels.layer_model import LAYER
from paintapp.ui.panels.layer_rows import eye_rect, layer_tip, mask_rect, picture_rect
from paintapp.ui.window import Window
from tests.ui.steps import names, paint, settle


def three_layers(window: Window, qtbot: QtBot) -> None:
    window.actions_by_id["layer-add"].trigger()
    window.actions_by_id["layer-add"].trigger()
    settle(window, qtbot)
    assert names(window.editor.document) == ["Paper", "Layer 1", "Layer 2", "Layer 3"]


def shown(window: Window) -> list[str]:
    """Names in the panel from top to bottom, those in groups indented."""
    model = window.layers_panel.model

    def rows(parent: QModelIndex, depth: int) -> list[str]:
        found = []
        for row in range(model.rowCount(parent)):
            index = model.index(row, 0, parent)
            found.append("  " * depth + str(index.data()))
            found.extend(rows(index, depth + 1))
        return found

    return rows(QModelIndex(), 0)


def index_of(window: Window, name: str) -> QModelIndex:
    layer = next(layer for layer in window.editor.document.walk() if layer.name == name)
    return window.layers_panel.model.index_of(layer.id)


def drop(window: Window, name: str, row: int, parent: QModelIndex) -> None:
    """What the view does when a row is dropped before ``row`` of a parent (-1: onto it)."""
    model = window.layers_panel.model
    data = model.mimeData([index_of(window, name)])
    action = Qt.DropAction.MoveAction
    if model.canDropMimeData(data, action, row, 0, parent):
        assert model.dropMimeData(data, action, row, 0, parent) is False


def test_topmost_first(window: Window, qtbot: QtBot) -> None:
    three_layers(window, qtbot)
    assert shown(window) == ["Layer 3", "Layer 2", "Layer 1", "Paper"]
    current = window.layers_panel.tree.currentIndex()
    assert current.data(LAYER).id == window.editor.active_layer_id


def test_clicking_a_row_makes_it_active(window: Window, qtbot: QtBot) -> None:
    three_layers(window, qtbot)
    tree = window.layers_panel.tree
    rect = tree.visualRect(index_of(window, "Paper"))
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert window.editor.active_layer is not None
    assert window.editor.active_layer.name == "Paper"


def test_the_eye_hides_without_choosing(window: Window, qtbot: QtBot) -> None:
    three_layers(window, qtbot)
    tree = window.layers_panel.tree
    rect = tree.visualRect(index_of(window, "Paper"))
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=eye_rect(rect).center())
    assert not window.editor.document.layers[0].visible
    window.editor.undo()
    assert window.editor.document.layers[0].visible


def test_dragging_reorders_as_one_step(window: Window, qtbot: QtBot) -> None:
    three_layers(window, qtbot)
    before = window.editor.document
    drop(window, "Layer 3", 3, QModelIndex())
    settle(window, qtbot)
    assert shown(window) == ["Layer 2", "Layer 1", "Layer 3", "Paper"]
    window.editor.undo()
    assert window.editor.document is before
    drop(window, "Paper", 0, QModelIndex())
    settle(window, qtbot)
    assert shown(window) == ["Paper", "Layer 3", "Layer 2", "Layer 1"]
    drop(window, "Paper", -1, QModelIndex())
    settle(window, qtbot)
    assert shown(window) == ["Layer 3", "Layer 2", "Layer 1", "Paper"]


def test_dragging_into_and_out_of_a_group(window: Window, qtbot: QtBot) -> None:
    three_layers(window, qtbot)
    window.actions_by_id["layer-group"].trigger()
    settle(window, qtbot)
    assert shown(window) == ["Group 1", "  Layer 3", "Layer 2", "Layer 1", "Paper"]
    drop(window, "Layer 1", -1, index_of(window, "Group 1"))
    settle(window, qtbot)
    assert shown(window) == ["Group 1", "  Layer 1", "  Layer 3", "Layer 2", "Paper"]
    drop(window, "Layer 2", 2, index_of(window, "Group 1"))
    settle(window, qtbot)
    assert shown(window) == ["Group 1", "  Layer 1", "  Layer 3", "  Layer 2", "Paper"]
    drop(window, "Layer 3", 2, QModelIndex())
    settle(window, qtbot)
    assert shown(window) == ["Group 1", "  Layer 1", "  Layer 2", "Paper", "Layer 3"]
    before = window.editor.document
    drop(window, "Group 1", -1, index_of(window, "Group 1"))
    drop(window, "Group 1", 1, index_of(window, "Group 1"))
    assert window.editor.document is before


def test_a_real_drag_moves_nothing_twice(window: Window, qtbot: QtBot) -> None:
    """The view must not remove the dragged rows itself."""
    three_layers(window, qtbot)
    model = window.layers_panel.model
    assert model.removeRows(0, 1, QModelIndex()) is False
    assert len(window.editor.document.layers) == 4


def test_folded_groups_stay_folded(window: Window, qtbot: QtBot) -> None:
    three_layers(window, qtbot)
    window.actions_by_id["layer-group"].trigger()
    settle(window, qtbot)
    tree = window.layers_panel.tree
    assert tree.isExpanded(index_of(window, "Group 1"))
    window.editor.set_active(window.editor.document.layers[0].id)
    settle(window, qtbot)
    tree.collapse(index_of(window, "Group 1"))
    window.actions_by_id["layer-add"].trigger()
    settle(window, qtbot)
    assert not tree.isExpanded(index_of(window, "Group 1"))


def test_rename_in_place(window: Window, qtbot: QtBot) -> None:
    window.actions_by_id["layer-rename"].trigger()
    entry = window.layers_panel.tree.findChild(QLineEdit)
    entry.selectAll()
    qtbot.keyClicks(entry, "Sky")
    # A new thumbnail has the row painted anew; what is being typed stays.
    assert window.editor.active_layer_id is not None
    window.layers_panel.model.touch(window.editor.active_layer_id)
    assert entry.text() == "Sky"
    qtbot.keyClick(entry, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names(window.editor.document) == ["Paper", "Sky"])
    assert window.editor.history.entries[-1].label == "Rename layer"


def test_one_drag_of_the_opacity_is_one_step(window: Window, qtbot: QtBot) -> None:
    before = window.editor.document
    bar = window.layers_panel.opacity
    middle = bar.height() // 2
    qtbot.mousePress(bar, Qt.MouseButton.LeftButton, pos=QPoint(bar.width() - 2, middle))
    for x in range(bar.width() - 10, bar.width() // 2, -10):
        qtbot.mouseMove(bar, QPoint(x, middle))
    qtbot.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=QPoint(bar.width() // 2, middle))
    settle(window, qtbot)
    assert window.editor.active_layer is not None
    assert 0.4 < window.editor.active_layer.opacity < 0.7
    assert len(window.editor.history.entries) == 2
    window.editor.undo()
    assert window.editor.document is before
    settle(window, qtbot)
    assert bar.value == 100


def test_blend_mode(window: Window, qtbot: QtBot) -> None:
    combo = window.layers_panel.mode
    index = combo.findData("multiply")
    combo.setCurrentIndex(index)
    combo.activated.emit(index)
    assert window.editor.active_layer is not None
    assert window.editor.active_layer.blend_mode == "multiply"
    window.editor.undo()
    settle(window, qtbot)
    assert combo.currentData() == "normal"


def test_mask_add_paint_switch_remove(window: Window, qtbot: QtBot) -> None:
    actions = window.actions_by_id
    actions["mask-add"].trigger()
    settle(window, qtbot)
    layer = window.editor.active_layer
    assert layer is not None
    assert layer.mask is not None
    assert window.editor.target == "mask"
    assert actions["mask-edit"].isChecked()
    tree = window.layers_panel.tree
    rect = tree.visualRect(window.layers_panel.model.index_of(layer.id))
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(tree.viewport(), left, pos=picture_rect(rect, layer).center())
    assert window.editor.target == "pixels"
    place = mask_rect(rect, layer).center()
    qtbot.mouseClick(tree.viewport(), left, pos=place)
    assert window.editor.target == "mask"
    qtbot.mouseClick(tree.viewport(), left, Qt.KeyboardModifier.ShiftModifier, place)
    assert window.editor.active_layer is not None
    assert not window.editor.active_layer.mask_enabled
    actions["mask-remove"].trigger()
    assert window.editor.active_layer.mask is None
    assert window.editor.target == "pixels"


def test_locks_are_switches(window: Window, qtbot: QtBot) -> None:
    for name, field in (
        ("layer-lock", "lock_pixels"),
        ("layer-lock-alpha", "lock_alpha"),
        ("layer-lock-position", "lock_position"),
        ("layer-clip", "clipping"),
    ):
        window.actions_by_id[name].trigger()
        assert getattr(window.editor.active_layer, field)
        settle(window, qtbot)
        assert window.actions_by_id[name].isChecked()
        window.actions_by_id[name].trigger()
        assert not getattr(window.editor.active_layer, field)


def test_thumbnails_come_when_the_hand_rests(window: Window, qtbot: QtBot) -> None:
    layer_id = window.editor.active_layer_id
    assert layer_id is not None
    thumbnails = window.layers_panel.thumbnails
    with qtbot.waitSignal(thumbnails.changed, check_params_cb=lambda ids: layer_id in ids):
        paint(window)
    picture = thumbnails.picture(layer_id)
    assert picture is not None
    image = picture.toImage()
    assert image.width() == 36
    # The painted part is at (20..70, 30..70) of 256 x 192.
    assert image.pixelColor(6, 7).alpha() == 255
    assert image.pixelColor(30, 20).alpha() == 0


def test_generated_layers_offer_their_request(window: Window, qtbot: QtBot) -> None:
    layer_id = window.editor.active_layer_id
    assert layer_id is not None
    panel = window.layers_panel
    usual = [action.text() for action in panel.context_menu().actions()]
    assert "Generate again" not in usual
    window.editor.apply(
        "x", operations.set_properties, layer_id, origin=Origin("generated", "broken {")
    )
    settle(window, qtbot)
    texts = [action.text() for action in panel.context_menu().actions()]
    assert texts[:3] == ["Generate again", "Copy seed", "Edit request"]
    layer = window.editor.document.layer(layer_id)
    assert layer_tip(layer) == layer.name


def test_several_layers_are_grouped_and_merged_together(window: Window, qtbot: QtBot) -> None:
    three_layers(window, qtbot)
    tree = window.layers_panel.tree
    left, control = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
    for name in ("Layer 1", "Layer 2"):
        rect = tree.visualRect(index_of(window, name))
        modifier = Qt.KeyboardModifier.NoModifier if name == "Layer 1" else control
        qtbot.mouseClick(tree.viewport(), left, modifier, rect.center())
    window.actions_by_id["layer-group"].trigger()
    settle(window, qtbot)
    assert shown(window) == ["Layer 3", "Group 1", "  Layer 2", "  Layer 1", "Paper"]
    assert isinstance(window.editor.active_layer, GroupLayer)
    window.actions_by_id["layer-merge-down"].trigger()
    settle(window, qtbot)
    assert shown(window) == ["Layer 3", "Group 1", "Paper"]
