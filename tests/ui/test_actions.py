"""The table of actions: complete, reachable, unambiguous, and every row does something."""

from __future__ import annotations

import collections
import inspect
from typing import Any

from pytestqt.qtbot import QtBot

from paintapp.tools import TOOLS
from paintapp.ui.actions import ACTIONS, MENUS, ids
from paintapp.ui.window import Window
from tests.ui.steps import settle

NOT_IN_A_MENU = {row.id for row in ACTIONS if row.id.startswith("opacity-")}
"""Reached by their keys alone; the shortcuts dialog lists them."""


def test_ids_are_unique() -> None:
    assert len({row.id for row in ACTIONS}) == len(ACTIONS)


def test_every_action_is_in_a_menu() -> None:
    listed = [name for _, entries in MENUS for name in ids(entries)]
    assert len(set(listed)) == len(listed)
    assert set(listed) - {"recent", "docks"} == {row.id for row in ACTIONS} - NOT_IN_A_MENU


def test_shortcuts_are_unique(window: Window) -> None:
    keys = collections.Counter(
        sequence.toString() for action in window.actions_by_id.values()
        for sequence in action.shortcuts()
    )  # fmt: skip
    keys.update(
        action.shortcut().toString()
        for action in window.toolbox.actions_by_tool.values()
        if not action.shortcut().isEmpty()
    )
    assert "" not in keys
    assert [key for key, count in keys.items() if count > 1] == []


def test_tooltips_name_the_shortcut(window: Window) -> None:
    for row in ACTIONS:
        tip = window.actions_by_id[row.id].toolTip()
        assert tip
        assert (tip.endswith(")")) == bool(row.shortcuts)
    for tool in TOOLS:
        assert tool.shortcut in window.toolbox.actions_by_tool[tool.id].toolTip()


class Probe:
    """Stands for a real object: gives what it has, but does not really call it."""

    def __init__(self, real: Any, calls: list[Any]) -> None:
        self._real = real
        self._calls = calls

    def __getattr__(self, name: str) -> Any:
        return Probe(getattr(self._real, name), self._calls)

    def __call__(self, *args: object, **options: object) -> None:
        assert callable(self._real)
        inspect.signature(self._real).bind(*args, **options)
        self._calls.append(self._real)


def test_no_dead_entry(window: Window) -> None:
    """Each row calls one thing that the real window has, with arguments which that takes."""
    for row in ACTIONS:
        calls: list[Any] = []
        row.call(Probe(window, calls))  # type: ignore[arg-type]
        assert len(calls) == 1, row.id


def test_states_follow_the_editor(window: Window, qtbot: QtBot) -> None:
    actions = window.actions_by_id
    assert not actions["undo"].isEnabled()
    assert not actions["select-grow"].isEnabled()
    actions["select-all"].trigger()
    settle(window, qtbot)
    assert actions["undo"].isEnabled()
    assert actions["select-grow"].isEnabled()
    actions["quick-mask"].trigger()
    settle(window, qtbot)
    assert actions["quick-mask"].isChecked()
    assert window.editor.target == "selection"
    actions["quick-mask"].trigger()
    actions["undo"].trigger()
    settle(window, qtbot)
    assert not actions["quick-mask"].isChecked()
    assert window.editor.document.selection is None


def test_an_error_is_one_line_in_the_status_bar(window: Window, qtbot: QtBot) -> None:
    window.perform(lambda w: w.layers.merge_down())
    settle(window, qtbot)
    before = window.editor.document
    window.perform(lambda w: w.layers.merge_down())
    settle(window, qtbot)
    assert window.editor.document is before
    assert "no layer below" in window.status.message.text()
    assert window.status.message.property("problem")
    window.perform(lambda w: 1 / 0)
    assert "ZeroDivisionError" in window.status.message.text()
    assert "Traceback" not in window.status.message.text()
