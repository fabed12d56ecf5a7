"""The newest of what live painting has asked for. Nothing here imports torch."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
import numpy as np
from numpy.typing import NDArray

from paintapp.generation.protocol import LiveStart, LiveStop, LiveUpdate
from paintapp.generation.request import ProtocolError, Raster, Request


@dataclass(frozen=True)
class LiveWork:
    """A live picture to make."""

    serial: int
    """The number of commands up to it; unlike generations it never begins anew."""
    generation: int
    request: Request


class Mailbox:
    """The newest of what live painting has asked for, put together from patches.

    Written by the thread that reads commands and read by the one that owns the device; whoever
    calls holds the service's lock, except for `is_stale`, which only reads numbers.
    """

    def __init__(self) -> None:
        self._request: Request | None = None
        self._context: NDArray[np.uint8] = np.zeros((0, 0, 3), np.uint8)
        self._generation = 0
        self._serial = 0
        self._urgent = 0
        self._done = 0

    def take(self, command: LiveStart | LiveUpdate | LiveStop) -> None:
        """Follow a command. ProtocolError, with a text fit to show, when it makes no sense; live
        painting has ended then."""
        self._serial += 1
        if isinstance(command, LiveStop):
            self._request = None
            return
        try:
            if isinstance(command, LiveStart):
                self._start(command)
            elif self._request is not None:
                self._update(command, self._request)
        except ProtocolError:
            self._request = None
            raise

    @property
    def waiting(self) -> bool:
        """Whether there is something to paint."""
        return self._request is not None and self._done < self._serial

    def next(self) -> LiveWork:
        """The newest request. It counts as waiting until it is `done`."""
        assert self._request is not None
        return LiveWork(self._serial, self._generation, self._request)

    def done(self, work: LiveWork) -> None:
        """Some work is finished or has failed: it is not done again."""
        self._done = max(self._done, work.serial)

    def is_stale(self, work: LiveWork) -> bool:
        """Whether nobody will look at it any more."""
        return self._request is None or work.serial < self._urgent

    def _start(self, command: LiveStart) -> None:
        request = command.request
        if request.task != "image" or request.image is None:
            raise ProtocolError("Only image to image can be painted live.")
        self._context = request.image.array().copy()
        self._request = request
        self._generation, self._urgent = command.generation, self._serial

    def _update(self, command: LiveUpdate, request: Request) -> None:
        if command.request is not None:
            request = command.request
            if request.task != "image":
                raise ProtocolError("Only image to image can be painted live.")
        for patch in command.patches:
            height, width = self._context.shape[:2]
            picture = patch.image.array()
            if patch.image.channels != 3 or not (
                patch.x + patch.image.width <= width and patch.y + patch.image.height <= height
            ):
                raise ProtocolError("A part of the live picture lies outside of it.")
            rows = slice(patch.y, patch.y + patch.image.height)
            self._context[rows, patch.x : patch.x + patch.image.width] = picture
        request = msgspec.structs.replace(request, image=Raster.from_array(self._context))
        request.check()
        self._request = request
        self._generation = command.generation
        if command.urgent:
            self._urgent = self._serial
