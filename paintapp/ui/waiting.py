"""Waiting without blocking: coroutines, threads and dialogs on the window's event loop."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog

Result = TypeVar("Result")


class Hop(QObject):
    """Brings calls from other threads to the thread that made it."""

    _called = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._called.connect(self._run)

    def post(self, call: Callable[[], object]) -> None:
        """Have ``call`` run on the window's thread soon. Safe from any thread."""
        with contextlib.suppress(RuntimeError):  # The window may have gone.
            self._called.emit(call)

    def _run(self, call: Callable[[], object]) -> None:
        call()


class Waiting:
    """Runs coroutines for the window and tells ``report`` of what they raise.

    Futures are made on the loop explicitly, so a coroutine goes on whenever Qt's events are
    handled, whoever handles them.
    """

    def __init__(
        self, loop: asyncio.AbstractEventLoop, report: Callable[[BaseException], None]
    ) -> None:
        self.loop = loop
        self.hop = Hop()
        self._report = report
        self._turn: asyncio.Future[None] | None = None
        self._tasks: set[asyncio.Task[Any]] = set()
        self._threads = ThreadPoolExecutor(2, "paintapp")

    @property
    def busy(self) -> bool:
        """Whether a coroutine has still to end."""
        return bool(self._tasks)

    def start(self, coroutine: Coroutine[Any, Any, Result]) -> asyncio.Task[Result]:
        """Run a coroutine beside the window."""
        task = self.loop.create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    async def thread(self, function: Callable[..., Result], *args: Any) -> Result:
        """Run a function on another thread and wait for what it returns or raises."""
        return await self.loop.run_in_executor(self._threads, function, *args)

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """One after the other: waits until those who asked before have had their turn."""
        before, mine = self._turn, self.loop.create_future()
        self._turn = mine
        try:
            if before is not None:
                await asyncio.shield(before)
            yield
        finally:
            mine.set_result(None)

    async def answer(self, dialog: QDialog) -> int:
        """Open a dialog over the window and wait until it is closed; its result."""
        closed: asyncio.Future[int] = self.loop.create_future()

        def done(result: int) -> None:
            if not closed.done():
                closed.set_result(result)

        dialog.finished.connect(done)
        dialog.open()
        try:
            return await closed
        finally:
            dialog.deleteLater()

    def close(self) -> None:
        """Let nothing more start; what runs on threads is not waited for."""
        for task in tuple(self._tasks):
            task.cancel()
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            self._report(error)
