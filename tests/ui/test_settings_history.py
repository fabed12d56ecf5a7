"""The undo of settings: what is one step, and that it is not the canvas's."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from paintapp.document import Rect
from paintapp.ui.generate.choices import Choices
from paintapp.ui.generate.settings_history import LONGEST, SettingsHistory
from tests.ui.studio import Studio, repainted, sheet


class Hand:
    """Changes settings at times of its own."""

    def __init__(self) -> None:
        self.now = 0.0
        self.history = SettingsHistory(Choices(), lambda: self.now)

    def choose(self, after: float = 0.1, **changes: object) -> None:
        self.now += after
        self.history.change(msgspec.structs.replace(self.history.choices, **changes))

    def type(self, text: str, after: float = 0.1) -> None:
        for letter in text:
            self.choose(after, prompt=self.history.choices.prompt + letter)

    def steps(self, name: str = "prompt") -> list[object]:
        """What undo comes by until there is none."""
        found = []
        while self.history.can_undo:
            found.append(getattr(self.history.undo(), name))
        return found


def test_a_dragged_bar_is_one_step_and_a_later_drag_another() -> None:
    hand = Hand()
    for value in (0.2, 0.3, 0.4):
        hand.choose(strengths={"fill": value})
    hand.choose(10, strengths={"fill": 0.5})
    hand.choose(count=4)
    hand.choose(strengths={"fill": 0.6})
    assert hand.steps("strengths") == [{"fill": 0.5}, {"fill": 0.5}, {"fill": 0.4}, {}]
    assert hand.history.redo().strengths == {"fill": 0.4}
    hand.choose(count=3)
    assert not hand.history.can_redo


def test_words_are_steps() -> None:
    hand = Hand()
    hand.type("a red boat")
    assert hand.steps() == ["a red ", "a ", ""]


def test_a_pause_a_paste_and_deleting_begin_steps() -> None:
    hand = Hand()
    hand.type("boat")
    hand.type("s", 10)
    hand.choose(prompt="boat")
    hand.choose(prompt="boa")
    hand.choose(prompt="a whole boa")
    assert hand.steps() == ["boa", "boats", "boat", ""]


def test_a_bar_dragged_away_and_back_is_no_step() -> None:
    hand = Hand()
    hand.choose(count=5)
    hand.choose(count=2)
    assert not hand.history.can_undo


def test_what_the_program_writes_is_no_step() -> None:
    hand = Hand()
    hand.choose(count=5)
    hand.history.amend(msgspec.structs.replace(hand.history.choices, seed=77))
    assert hand.history.choices.seed == 77
    assert hand.history.undo().count == 2
    assert not hand.history.can_undo


def test_the_history_is_bounded() -> None:
    hand = Hand()
    for seed in range(2 * LONGEST):
        hand.choose(10, seed=seed + 1)
    assert len(hand.steps("seed")) == LONGEST - 1


def test_control_z_in_the_prompt_undoes_settings_and_leaves_the_canvas(studio: Studio) -> None:
    studio.controller.begin_choices()
    studio.editor.apply("Paint", repainted)
    document, bar = studio.editor.document, studio.bar
    bar.prompt.setFocus()
    QTest.keyClicks(bar.prompt, " now")
    studio.controller.choose(count=3)
    assert studio.controller.choices.prompt == "a red boat now"
    for control in (bar.prompt, bar.count):
        QTest.keyClick(control, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert studio.controller.choices.count == 1
    assert bar.prompt.toPlainText() == studio.controller.choices.prompt == "a red boat "
    redo = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(bar.prompt, Qt.Key.Key_Z, redo)
    QTest.keyClick(bar.prompt, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert studio.controller.choices.prompt == "a red boat now"
    assert studio.controller.choices.count == 3
    assert studio.editor.document is document
    studio.editor.undo()
    assert studio.editor.document is not document
    assert studio.controller.choices.count == 3


def test_typing_goes_on_where_it_was_after_an_undo(studio: Studio) -> None:
    studio.controller.begin_choices()
    prompt = studio.bar.prompt
    cursor = prompt.textCursor()
    cursor.setPosition(2)
    prompt.setTextCursor(cursor)
    QTest.keyClicks(prompt, "big ")
    assert prompt.toPlainText() == "a big red boat"
    QTest.keyClick(prompt, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert prompt.toPlainText() == "a red boat"
    assert prompt.textCursor().position() == 2


def test_the_panels_buttons_undo_and_redo(studio: Studio) -> None:
    studio.controller.begin_choices()
    row = studio.panel.undo_row
    assert not row.undo.isEnabled() and not row.redo.isEnabled()
    studio.panel.sampling.steps.changed.emit(9)
    assert studio.controller.choices.for_model().steps == 9
    row.undo.click()
    assert studio.controller.choices.for_model().steps == 4
    assert row.redo.isEnabled()
    row.redo.click()
    assert studio.controller.choices.for_model().steps == 9


@pytest.mark.parametrize("name", ["seed_fixed", "grow", "intent", "frame", "negative_prompt"])
def test_every_setting_can_be_undone(studio: Studio, name: str) -> None:
    studio.controller.begin_choices()
    before = studio.controller.choices
    value = {
        "seed_fixed": True,
        "grow": 7,
        "intent": "create",
        "frame": Rect(0, 0, 64, 64),
        "negative_prompt": "no",
    }[name]
    studio.controller.choose(**{name: value})
    assert getattr(studio.controller.choices, name) == value
    studio.controller.undo_choice()
    assert studio.controller.choices == before


def test_a_new_document_goes_on_with_the_settings_and_without_their_history(
    studio: Studio,
) -> None:
    studio.controller.choose(prompt="a green tree")
    studio.editor.replace_document(sheet(), "Another")
    assert studio.controller.choices.prompt == "a green tree"
    assert not studio.controller.settings.can_undo


def test_generating_is_no_step_of_the_settings(studio: Studio) -> None:
    studio.controller.begin_choices()
    job = studio.generate()
    studio.finish(job)
    assert studio.controller.choices.seed == job.settings.seed
    assert not studio.controller.settings.can_undo
