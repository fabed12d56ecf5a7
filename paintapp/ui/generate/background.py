"""Work beside the window: one thread, answers on the window's thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QObject

from paintapp.ui.waiting import Hop

Answer = TypeVar("Answer")

_log = logging.getLogger(__name__)


class Background:
    """Runs calls one after the other on a thread of its own."""

    def __init__(self, name: str, parent: QObject) -> None:
        self._thread = ThreadPoolExecutor(1, name)
        self._hop = Hop(parent)
        self._closed = False

    def run(
        self,
        work: Callable[[], Answer],
        then: Callable[[Answer], object],
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Do ``work`` on the thread, then call ``then`` (or ``failed``) on the window's."""

        def job() -> None:
            try:
                answer = work()
            except Exception as error:  # whatever it is, the window must hear of it
                problem = error
                self._hop.post(lambda: self._fail(problem, failed))
            else:
                self._hop.post(lambda: None if self._closed else then(answer))

        if not self._closed:
            self._thread.submit(job)

    def close(self) -> None:
        """Nothing more is begun or answered; what is being done is finished."""
        self._closed = True
        self._thread.shutdown(wait=True, cancel_futures=True)

    def _fail(self, error: Exception, failed: Callable[[Exception], object] | None) -> None:
        if self._closed:
            return
        if failed is None:
            _log.error("a task beside the window failed", exc_info=error)
        else:
            failed(error)
