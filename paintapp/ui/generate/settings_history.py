"""The undo of the settings for generating: a list of choices of its own, beside the canvas's."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable

from paintapp.ui.generate.choices import Choices

MERGED_SECONDS = 1.5
"""Changes of the same setting that follow each other sooner than this are one step."""
LONGEST = 200
TEXTS = ("prompt", "negative_prompt")


class SettingsHistory:
    """The choices of one document, with undo and redo.

    Dragging a bar is one step, and so is a typed word. What the program writes itself (the seed
    it has drawn) is no step: see `amend`.
    """

    def __init__(self, choices: Choices, clock: Callable[[], float] = time.monotonic) -> None:
        self._entries = [choices]
        self._cursor = 0
        self._clock = clock
        self._last: tuple[tuple[frozenset[str], str], float] | None = None

    @property
    def choices(self) -> Choices:
        return self._entries[self._cursor]

    @property
    def can_undo(self) -> bool:
        return self._cursor > 0

    @property
    def can_redo(self) -> bool:
        return self._cursor + 1 < len(self._entries)

    def change(self, choices: Choices) -> None:
        """The artist has chosen something else."""
        before, now = self.choices, self._clock()
        changed = _changed(before, choices)
        if not changed:
            return
        kind = (changed, _direction(before, choices, changed))
        merged = (
            self._last is not None
            and self._last[0] == kind
            and now - self._last[1] < MERGED_SECONDS
            and not any(
                _new_word(getattr(before, name), getattr(choices, name))
                for name in changed & set(TEXTS)
            )
        )
        del self._entries[self._cursor + 1 :]
        if merged:
            self._entries[self._cursor] = choices
            if self._cursor and choices == self._entries[self._cursor - 1]:
                self._entries.pop()  # a bar dragged away and back
                self._cursor -= 1
                self._last = None
                return
        else:
            self._entries.append(choices)
            del self._entries[:-LONGEST]
            self._cursor = len(self._entries) - 1
        self._last = (kind, now)

    def amend(self, choices: Choices) -> None:
        """Change what is current without a step."""
        self._entries[self._cursor] = choices

    def seal(self) -> None:
        """The next change is a step of its own."""
        self._last = None

    def undo(self) -> Choices:
        """One step back; the same choices when there is none."""
        return self._go(self._cursor - 1)

    def redo(self) -> Choices:
        """One step forward; the same choices when there is none."""
        return self._go(self._cursor + 1)

    def _go(self, place: int) -> Choices:
        self._last = None
        self._cursor = max(0, min(place, len(self._entries) - 1))
        return self.choices


def _changed(before: Choices, after: Choices) -> frozenset[str]:
    return frozenset(
        name for name in before.__struct_fields__ if getattr(before, name) != getattr(after, name)
    )


def _direction(before: Choices, after: Choices, changed: frozenset[str]) -> str:
    """For texts whether they grow or shrink: a turn from typing to deleting begins a step."""
    texts = changed & set(TEXTS)
    if not texts:
        return ""
    grows = any(len(getattr(after, name)) > len(getattr(before, name)) for name in texts)
    return "grows" if grows else "shrinks"


def _new_word(old: str, new: str) -> bool:
    """Whether a change of a text begins another word, or puts in several letters at once."""
    pairs = zip(old, new, strict=False)
    start = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))
    added = new[start : start + len(new) - len(old)]
    if len(added) != 1:
        return len(added) > 1
    return start > 0 and new[start - 1].isspace() and not added.isspace()
