"""Checkpoints that are whole or absent, and the log of what a stage has cost."""

from __future__ import annotations

import signal
import time
from pathlib import Path
from typing import Any

import torch


def save(path: Path, state: dict[str, Any]) -> None:
    """Write a checkpoint so that being killed at any moment leaves the old one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    torch.save(state, partial)
    partial.replace(path)


def load(path: Path) -> dict[str, Any] | None:
    """The checkpoint, or None; tensors and plain values only."""
    if not path.exists():
        return None
    state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    return state


class Clock:
    """Seconds of training over all starts; a gap of over ten seconds (a pause) counts as none."""

    def __init__(self, before: float = 0.0) -> None:
        self.seconds = before
        self.last = time.monotonic()

    def tick(self) -> float:
        now = time.monotonic()
        if now - self.last < 10:
            self.seconds += now - self.last
        self.last = now
        return self.seconds


class Stop:
    """Turns the first SIGTERM or SIGINT into a wish, so that a stage saves before it ends.

    From being made until its ``with`` block ends; the second signal ends the stage there and then.
    """

    def __init__(self) -> None:
        self.wanted = False
        self.before = {
            name: signal.signal(name, self._note) for name in (signal.SIGTERM, signal.SIGINT)
        }

    def _note(self, number: int, frame: object) -> None:
        if self.wanted:
            raise KeyboardInterrupt
        self.wanted = True

    def __enter__(self) -> Stop:
        return self

    def __exit__(self, *_: object) -> None:
        """Give the signals back to whoever had them."""
        for name, handler in self.before.items():
            signal.signal(name, handler)
