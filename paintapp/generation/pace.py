"""How long a job and a queue will still take, by the pace so far."""

from __future__ import annotations

import time
from collections.abc import Sequence

Share = tuple[float, int, float | None]
"""Of a job: how much of it is made (0..1), of how many pictures, and its seconds left if known."""


class Pace:
    """Estimates the time left of a job from the pace since its first denoising step."""

    def __init__(self) -> None:
        self._first: tuple[float, float] | None = None

    def seconds_left(self, fraction: float) -> float | None:
        now = time.monotonic()
        if self._first is None:
            self._first = (now, fraction)
            return None
        start, before = self._first
        if fraction <= before or now <= start:
            return None
        return (1 - fraction) * (now - start) / (fraction - before)


def seconds_left(queue: Sequence[Share], each: float | None) -> float | None:
    """Seconds until a queue is empty; None while that is unknown.

    ``each`` is what a picture took lately. The job that runs tells better, when it can.
    """
    running = next((share for share in queue if share[2] is not None), None)
    waiting = sum(count for fraction, count, left in queue if left is None)
    own = None if running is None else running[2]
    if running is None or own is None:
        return None if each is None or not waiting else each * waiting
    if not waiting:
        return own
    rest = (1 - running[0]) * running[1]
    if rest > 0:
        each = own / rest
    return None if each is None else own + each * waiting
