"""A text being typed: caret, selection, and a way back that is the text's own."""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass, replace

from paintapp.document import Text
from paintapp.gesture import TextInput
from paintapp.painting.typeset import Typeset

DOUBLE_CLICK = 0.4
"""Seconds within which another click belongs to the one before."""


@dataclass(frozen=True, slots=True)
class _State:
    text: Text
    position: int
    anchor: int


class Typing:
    """What has been typed so far; ``position`` and ``anchor`` count characters of the text.

    Letters typed one after the other are taken back together, up to the last space.
    """

    def __init__(self, text: Text) -> None:
        self.text = text
        self.position = self.anchor = len(text.text)
        self.composed = ""
        """What an input method has so far; it stands at the caret and is not part of the text."""
        self._past: list[_State] = []
        self._future: list[_State] = []
        self._running = ""
        self._clicks = 0
        self._last_click = (-math.inf, 0.0, 0.0)

    @property
    def shown(self) -> Text:
        """The text with what an input method has so far."""
        if not self.composed:
            return self.text
        string = self.text.text
        place = self.position
        return replace(self.text, text=string[:place] + self.composed + string[place:])

    def take(self, given: TextInput, typeset: Typeset) -> None:
        """Act on something typed. ValueError, and no change, when the text would be too long."""
        if given.kind == "compose":
            self._compose(cleaned(given.text))
        elif given.kind == "insert":
            self.composed = ""
            self._insert(cleaned(given.text))
        elif given.kind == "delete":
            self._delete(given, typeset)
        elif given.kind == "select-word":
            self.select(*typeset.word_at(self.position))
        elif given.kind == "select-all":
            self.select(0, len(self.text.text))
        elif given.kind == "caret":
            self._move(given, typeset)

    def compose_end(self) -> None:
        """What an input method has becomes part of the text."""
        composed, self.composed = self.composed, ""
        if composed:
            self._insert(composed)

    def select(self, anchor: int, position: int) -> None:
        self.compose_end()
        self.anchor, self.position = anchor, position
        self._running = ""
        self._column: float | None = None

    def change(self, text: Text, kind: str) -> None:
        """Another look or place. Changes of one kind that follow each other are one step."""
        if text != self.text:
            self._remember(kind)
            self.text = text

    def settle(self) -> None:
        """The next change is a step of its own."""
        self._running = ""

    def undo(self, *, forget: bool = False) -> None:
        """One step back. With ``forget`` it cannot be done again."""
        self.composed = ""
        self._running = ""
        if self._past:
            if not forget:
                self._future.append(self._state())
            self._restore(self._past.pop())

    def redo(self) -> None:
        self.composed = ""
        self._running = ""
        if self._future:
            self._past.append(self._state())
            self._restore(self._future.pop())

    def clicked(self, x: float, y: float, time: float, reach: float) -> int:
        """How many clicks have come quickly at one place with this one."""
        before, old_x, old_y = self._last_click
        again = time - before <= DOUBLE_CLICK and math.dist((x, y), (old_x, old_y)) <= reach
        self._clicks = self._clicks + 1 if again else 1
        self._last_click = (time, x, y)
        return self._clicks

    # Inside

    _column: float | None = None

    def _compose(self, text: str) -> None:
        if text and self.position != self.anchor:
            self._replace("", "compose")
        self.composed = text

    def _insert(self, text: str) -> None:
        if not text and self.position == self.anchor:
            return
        kind = "insert" if len(text) == 1 else ""
        self._replace(text, kind)
        if text.isspace():
            self._running = ""

    def _replace(self, text: str, kind: str) -> None:
        """Put text in the place of what is selected."""
        first, last = sorted((self.position, self.anchor))
        string = self.text.text
        changed = replace(self.text, text=string[:first] + text + string[last:])
        if first != last:
            self._running = ""
        self._remember(kind)
        self.text = changed
        self.position = self.anchor = first + len(text)
        self._column = None

    def _delete(self, given: TextInput, typeset: Typeset) -> None:
        self.compose_end()
        if self.position == self.anchor:
            beyond = typeset.moved(self.position, given.move)
            if beyond == self.position:
                return
            if given.move == "back" and unicodedata.combining(self.text.text[self.position - 1]):
                beyond = self.position - 1  # accents go one by one
            self.anchor, running = beyond, self._running
            self._replace("", given.move)
            if running == given.move and self._past:
                self._past.pop()
            self._running = given.move
        else:
            self._replace("", "")

    def _move(self, given: TextInput, typeset: Typeset) -> None:
        self.compose_end()
        self._running = ""
        first, last = sorted((self.position, self.anchor))
        vertical = given.move in ("up", "down")
        if first != last and not given.extend and given.move in ("left", "right"):
            # The caret goes to an end of what was selected.
            ends = (typeset.caret(first)[0], typeset.caret(last)[0])
            leftmost = first if ends[0] <= ends[1] else last
            other = last if leftmost == first else first
            self.position = leftmost if given.move == "left" else other
        else:
            if vertical and self._column is None:
                self._column = typeset.column(self.position)
            self.position = typeset.moved(self.position, given.move, self._column)
        if not vertical:
            self._column = None
        if not given.extend:
            self.anchor = self.position

    def _state(self) -> _State:
        return _State(self.text, self.position, self.anchor)

    def _remember(self, kind: str) -> None:
        if not kind or kind != self._running:
            self._past.append(self._state())
        self._running = kind
        self._future.clear()

    def _restore(self, state: _State) -> None:
        self.text, self.position, self.anchor = state.text, state.position, state.anchor
        self._column = None


def cleaned(text: str) -> str:
    """Text from elsewhere with one kind of line break and without control characters."""
    for ending in ("\r\n", "\r", "\u2028", "\u2029", "\v", "\f"):
        text = text.replace(ending, "\n")
    # Cc are control characters, Cs halves of characters.
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
