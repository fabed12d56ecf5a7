"""How reading and writing report how far they are."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[float], None]
"""Gets the part that is done, 0..1, now and then, on the thread that reads or writes.

An exception that it raises ends the work: that is how it is cancelled. A file that was being
written is left as it was.
"""


def ignored(done: float) -> None:
    """Nobody wants to know."""
