"""Finding the subject of a picture by the matte model, and without it where there is none."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from paintapp.generation.client import WorkerClient
from paintapp.generation.request import Raster
from paintapp.painting.cut_out import NoSubjectError, Progress, Reduced, grab_cut, matted

PATIENCE_SECONDS = 20.0
"""A worker that has not answered for so long is waited for no longer."""

STARTING_SECONDS = 60.0
"""The same for one that is still loading its libraries."""

LOOK_SECONDS = 0.05
"""How often someone who waits looks whether the artist has cancelled."""

Floats = NDArray[np.float32]


class SubjectFinder:
    """Finds subjects as `painting.cut_out.subject` wants them found.

    Made on the thread that owns the client, called on any other: ``post`` brings calls from there
    to the client's thread.
    """

    def __init__(self, client: WorkerClient, post: Callable[[Callable[[], None]], object]) -> None:
        self._client = client
        self._post = post

    def __call__(self, picture: Reduced, progress: Progress = lambda fraction: None) -> Floats:
        """How much each pixel belongs to the subject: (h, w), 0..1. Raises NoSubjectError."""
        matte = self._ask(picture, progress)
        if matte is not None:
            with contextlib.suppress(NoSubjectError):
                return matted(picture, matte, progress)
        return grab_cut(picture, progress)

    def _ask(self, picture: Reduced, progress: Progress) -> NDArray[np.uint8] | None:
        """What the model says; None when there is no worker, or none that answers."""
        colours = Raster.from_array(picture.colours)
        hint = None if picture.hint is None else Raster.from_array(picture.hint)
        answers: list[Raster | None] = []
        answered = threading.Event()

        def take(answer: Raster | None) -> None:
            answers.append(answer)
            answered.set()

        self._post(lambda: self._client.find_subject(colours, hint, take))
        patience = PATIENCE_SECONDS if self._client.device else STARTING_SECONDS
        end = time.monotonic() + patience
        while not answered.wait(LOOK_SECONDS):
            progress(0.0)
            if time.monotonic() > end or self._client.state == "stopped":
                return None
        return None if answers[0] is None else answers[0].array()
