"""Making the whole image larger by a model, beside the window."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject

from paintapp.document import Document
from paintapp.editor import Editor, EditorError
from paintapp.generation.client import WorkerClient
from paintapp.generation.enlarge import ModelEnlarger, enlarged_image, enlarger_of
from paintapp.ui.commands import Commands
from paintapp.ui.status import Status
from paintapp.ui.waiting import Waiting

BUSY_SECONDS = 0.05
"""How often a finished image looks whether the stroke going on has ended."""


class _CancelledError(Exception):
    """The artist wants no more of it."""


class EnlargeCommands(Commands):
    """Enlarges the image by an upscaler of the worker's; one history entry.

    The work runs on a thread, says in the status bar how far it is and can be cancelled there.
    """

    def __init__(
        self,
        editor: Editor,
        waiting: Waiting,
        status: Status,
        client: WorkerClient,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(editor, waiting, parent)
        self._status = status
        self._client = client
        self._stop: Callable[[], None] | None = None

    async def enlarge(self, factor: int) -> None:
        """Make the image ``factor`` times as large: 2 or 4. A second call ends the first."""
        if self._stop is not None:
            self._stop()
        before, history = self.editor.document, self.editor.history
        enlarger = enlarger_of(self._client.enlargers, factor)
        enlarge = ModelEnlarger(self._client, self.waiting.hop.post, enlarger.id)
        stopped = threading.Event()
        self._stop = stopped.set
        work = self._status.begin(self.tr("Enlarging the image"), stopped.set)

        def report(fraction: float) -> None:
            if stopped.is_set():
                raise _CancelledError
            self.waiting.hop.post(lambda: work.show(fraction))

        try:
            result = await self.waiting.thread(enlarged_image, before, factor, enlarge, report)
        except _CancelledError:
            return
        finally:
            work.end()
        while self.editor.busy:
            await asyncio.sleep(BUSY_SECONDS)
        if stopped.is_set():
            return
        if self.editor.history is not history or self.editor.document is not before:
            raise EditorError(self.tr("The image has changed meanwhile: try again."))
        self._apply(result)

    def _apply(self, result: Document) -> None:
        self.editor.apply(self.tr("Enlarge image"), lambda _: result)
