"""The command line's own thread to which workers and jobs post."""

from __future__ import annotations

import queue
from collections.abc import Callable


class Loop:
    """Runs posted callables on the thread that waits; what a window's event loop does elsewhere."""

    def __init__(self) -> None:
        self._calls: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()

    def post(self, call: Callable[[], None]) -> None:
        """Have a callable run soon by `run_until`; from any thread."""
        self._calls.put(call)

    def run_until(self, done: Callable[[], bool]) -> None:
        """Run what is posted until ``done()`` is true."""
        while not done():
            try:
                call = self._calls.get(timeout=0.5)
            except queue.Empty:
                continue
            call()
