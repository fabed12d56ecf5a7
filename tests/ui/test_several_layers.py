"""Several layers chosen together, and what is done to all of them at once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from paintapp.document import GroupLayer
from paintapp.ui.panels.layer_rows import eye_rect
from paintapp.ui.window import Window
from tests.ui.steps import names, settle
from tests.ui.test_layers_panel import index_of, three_layers

NO_KEY = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def click(window: Window, qtbot: QtBot, name: str, keys: Qt.KeyboardModifier = NO_KEY) -> None:
    tree = window.layers_panel.tree
    rect = tree.visualRect(index_of(window, name))
    left = Qt.MouseButton.LeftButton
    place = rect.center()
    place.setX(rect.right() - 12)
    qtbot.mouseClick(tree.viewport(), left, keys, pos=place)
    settle(window, qtbot)


def chosen(window: Window) -> list[str]:
    return [window.editor.document.layer(i).name for i in window.editor.chosen]


def test_control_and_shift_choose_several(window: Window, qtbot: QtBot) -> None:
    three_layers(window, qtbot)
    click(window, qtbot, "Layer 3")
    assert chosen(window) == ["Layer 3"]
    click(window, qtbot, "Layer 1", CONTROL)
    assert chosen(window) == ["Layer 1", "Layer 3"]
    assert window.editor.active_layer is not None
    assert window.editor.active_layer.name == "Layer 1"
    click(window, qtbot, "Layer 1", CONTROL)
    assert chosen(window) == ["Layer 3"]
    click(window, qtbot, "Paper", SHIFT)
    assert "Paper" in chosen(window) and len(chosen(window)) > 1
    click(window, qtbot, "Layer 2")
    assert chosen(window) == ["Layer 2"]


def choose_two(window: Window, qtbot: QtBot) -> None:
    three_layers(window, qtbot)
    click(window, qtbot, "Layer 1")
    click(window, qtbot, "Layer 3", CONTROL)
    assert chosen(window) == ["Layer 1", "Layer 3"]


def test_each_action_on_several_is_one_step(window: Window, qtbot: QtBot) -> None:
    choose_two(window, qtbot)
    before, entries = window.editor.document, len(window.editor.history.entries)
    for action, expected in (
        ("layer-delete", ["Paper", "Layer 2"]),
        ("layer-lock", ["Paper", "Layer 1", "Layer 2", "Layer 3"]),
        ("layer-lower", ["Layer 1", "Paper", "Layer 3", "Layer 2"]),
        (
            "layer-duplicate",
            ["Paper", "Layer 1", "Layer 1 copy", "Layer 2", "Layer 3", "Layer 3 copy"],
        ),
    ):
        window.actions_by_id[action].trigger()
        settle(window, qtbot)
        assert names(window.editor.document) == expected
        assert len(window.editor.history.entries) == entries + 1
        if action == "layer-lock":
            assert [layer.lock_pixels for layer in window.editor.document.layers] == [
                *(False, True),
                *(False, True),
            ]
        if action == "layer-duplicate":
            assert chosen(window) == ["Layer 1 copy", "Layer 3 copy"]
        window.editor.undo()
        settle(window, qtbot)
        assert window.editor.document is before
        window.editor.choose([2, 4])


def test_one_eye_hides_all_that_are_chosen(window: Window, qtbot: QtBot) -> None:
    choose_two(window, qtbot)
    tree = window.layers_panel.tree
    rect = tree.visualRect(index_of(window, "Layer 3"))
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(tree.viewport(), left, pos=eye_rect(rect).center())
    settle(window, qtbot)
    assert [layer.visible for layer in window.editor.document.layers] == [True, False, True, False]
    assert chosen(window) == ["Layer 1", "Layer 3"]


def test_several_become_a_group_and_stay_chosen_through_undo(window: Window, qtbot: QtBot) -> None:
    choose_two(window, qtbot)
    window.actions_by_id["layer-group"].trigger()
    settle(window, qtbot)
    group = window.editor.document.layers[-1]
    assert isinstance(group, GroupLayer)
    assert [layer.name for layer in group.children] == ["Layer 1", "Layer 3"]
    window.editor.undo()
    settle(window, qtbot)
    assert names(window.editor.document) == ["Paper", "Layer 1", "Layer 2", "Layer 3"]


def test_opacity_and_mode_go_to_all(window: Window, qtbot: QtBot) -> None:
    choose_two(window, qtbot)
    panel = window.layers_panel
    panel.opacity.changed.emit(40.0)
    panel.opacity.settled.emit(40.0)
    panel.mode.setCurrentIndex(panel.mode.findData("multiply"))
    panel.mode.activated.emit(panel.mode.currentIndex())
    layers = window.editor.document.layers
    assert [layer.opacity for layer in layers] == [1.0, 0.4, 1.0, 0.4]
    assert [layer.blend_mode for layer in layers] == ["normal", "multiply", "normal", "multiply"]
