"""Closing the window: what must be settled first, so that nothing is lost by it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from paintapp.generation.job import Job
from paintapp.ui.dialogs.jobs_running import JobsRunningDialog
from paintapp.ui.files import Files
from paintapp.ui.generate.controller import GenerateController
from paintapp.ui.waiting import Waiting

Ending = Literal["empty", "stay", "again"]
"""How waiting for the queue ends: it is empty, the artist stays, or wants to be asked again."""


class Leaving(QObject):
    """Asks about pictures still being made, then about unsaved changes; calls ``close`` if that
    may be. The artist can wait for the queue with the window open, and think again meanwhile."""

    def __init__(
        self,
        files: Files,
        controller: GenerateController,
        waiting: Waiting,
        close: Callable[[], object],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._files = files
        self._controller = controller
        self._waiting = waiting
        self._close = close
        self._window = window
        self._asking = False
        self._awaited: asyncio.Future[Ending] | None = None

    @property
    def needed(self) -> bool:
        """Whether something must be asked before the window may close."""
        return bool(self._controller.queue) or self._files.modified

    def begin(self) -> None:
        """The artist wants to close the window; while it waits for the queue, ask once more."""
        if self._awaited is not None:
            if not self._awaited.done():
                self._awaited.set_result("again")
        elif not self._asking and not self._waiting.busy:
            self._waiting.start(self.leave())

    async def leave(self) -> None:
        """Settle everything, then close; or stay."""
        if self._asking:
            return
        self._asking = True
        try:
            while True:
                jobs = await self._ask_about_jobs()
                if jobs == "stay" or not await self._files.may_leave():
                    return
                if jobs == "cancel":
                    self._controller.cancel_all()
                if jobs == "cancel" or not self._controller.queue:
                    self._close()
                    return
        finally:
            self._asking = False

    async def _ask_about_jobs(self) -> Literal["none", "cancel", "stay"]:
        """What becomes of the queue; "none" when there is nothing in it, perhaps after waiting."""
        while queue := self._controller.queue:
            left = self._controller.jobs.seconds_left
            dialog = JobsRunningDialog(len(queue), left, self._window)
            await self._waiting.answer(dialog)
            if dialog.choice != "wait":
                return dialog.choice
            if await self._queue_ends() == "stay":
                return "stay"
        return "none"

    async def _queue_ends(self) -> Ending:
        """Wait until nothing is queued, or until the artist has thought again."""
        controller, jobs = self._controller, self._controller.jobs
        awaited: asyncio.Future[Ending] = self._waiting.loop.create_future()
        self._awaited = awaited

        def end(ending: Ending) -> None:
            if not awaited.done():
                awaited.set_result(ending)

        def changed(_: Job | None) -> None:
            if not jobs.queue:
                end("empty")

        jobs.changed.append(changed)
        jobs.resume()
        controller.say_problem(
            self.tr("The window closes when the queue is empty."),
            self.tr("Stay open"),
            lambda: end("stay"),
        )
        changed(None)
        try:
            return await awaited
        finally:
            jobs.changed.remove(changed)
            self._awaited = None
            controller.dismiss()
