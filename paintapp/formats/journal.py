"""The journal: whatever becomes of the program, the open document is on the disk.

After every step of the history the changed tiles and the structure are appended to a file by a
thread of its own and flushed to the disk. The file is replaced by a fresh one when it has grown to
twice what it began with; the old one counts until the new one is complete. It is deleted when the
document is safe in its own file or the artist has parted from it.
"""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from paintapp.document.history import planes_of
from paintapp.formats.journal_claim import Claim, decline, left_behind, new_claim
from paintapp.formats.journal_read import JournalScan
from paintapp.formats.journal_record import FileStamp, Moment, stamp_of
from paintapp.formats.journal_write import JournalFile

__all__ = [
    "Claim",
    "FileStamp",
    "Journal",
    "JournalScan",
    "LeftBehind",
    "Limits",
    "Moment",
    "Unsaved",
    "decline",
    "find_unsaved",
    "stamp_of",
]

log = logging.getLogger(__name__)

BREATH_SECONDS = 0.001


@dataclass(frozen=True, slots=True)
class Limits:
    """How a journal keeps house.

    It grows to twice its first size, at least by ``room_bytes``, before it is written afresh, and
    leaves ``spare_bytes`` of the disk for the artist's own files. A saved document of more than
    ``prepared_tiles`` different tiles is written before its first step, which would take long to
    keep otherwise. Steps within ``pause_seconds`` are kept together; after a failure it is tried
    again in ``retry_seconds``.
    """

    room_bytes: int = 64 << 20
    spare_bytes: int = 128 << 20
    prepared_tiles: int = 512
    pause_seconds: float = 0.2
    retry_seconds: float = 30.0


class Journal:
    """Keeps the newest moment of one open document; the caller never waits for the disk.

    ``failed`` is called, from the journal's thread, with the first error of a row of them, and
    with None when the steps are being kept again; ``kept`` with each moment that is safely on the
    disk: from then on no older one comes back. Without a ``claim`` a new file is made in the
    folder, with one that file is taken over.
    """

    def __init__(
        self,
        folder: Path,
        claim: Claim | None = None,
        *,
        failed: Callable[[Exception | None], None] = lambda error: None,
        kept: Callable[[Moment], None] = lambda moment: None,
        limits: Limits | None = None,
    ) -> None:
        self._folder = folder
        self._claim = claim
        self._tell_failed = failed
        self._tell_kept = kept
        self._limits = limits or Limits()
        self._condition = threading.Condition()
        self._newest: Moment | None = None
        self._kept: Moment | None = None
        self._ending = False
        self._remove = False
        self._failing = False
        # The thread's own:
        self._file: JournalFile | None = None
        self._successor: JournalFile | None = None
        self._begun: Moment | None = None
        self._writing: Iterator[None] = iter(())
        self._limit = 0
        self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
        self._thread.start()

    def keep(self, moment: Moment) -> None:
        """Have a moment written soon; one that has not been written yet is superseded."""
        with self._condition:
            self._newest = moment
            self._condition.notify_all()

    def flush(self, seconds: float) -> bool:
        """Wait until the newest moment is on the disk; whether it is."""
        with self._condition:
            return self._condition.wait_for(lambda: self._kept is self._newest, seconds)

    def close(self, *, remove: bool, seconds: float = 5.0) -> None:
        """End the thread. ``remove``: the artist has no further need of the document.

        Otherwise the newest moment is written first, if that is done in time.
        """
        if not remove and not self._failing:
            self.flush(seconds)
        with self._condition:
            self._remove = remove
            self._ending = True
            self._condition.notify_all()
        self._thread.join(seconds)

    # The thread

    def _run(self) -> None:
        try:
            while not self._wait(None, lambda: self._newest is not self._kept or self._unfinished):
                try:
                    self._work()
                except Exception as error:
                    self._fail(error)
                    self._wait(self._limits.retry_seconds, lambda: False)
                else:
                    if not self._unfinished:
                        self._wait(self._limits.pause_seconds, lambda: False)
        finally:
            self._give_up()

    def _wait(self, seconds: float | None, condition: Callable[[], bool]) -> bool:
        """Wait for a condition or the end; whether it is the end."""
        with self._condition:
            self._condition.wait_for(lambda: self._ending or condition(), seconds)
            return self._ending

    @property
    def _unfinished(self) -> bool:
        return self._successor is not None

    def _work(self) -> None:
        with self._condition:
            newest, kept = self._newest, self._kept
        assert newest is not None
        if newest is not kept:
            if newest.saved and self._is_small(newest):
                self._clear()
                self._done(newest)
            elif self._file is not None:
                self._check_space()
                self._finish(self._file.append(newest))
                self._file.sync()
                self._done(newest)
            elif self._successor is None:
                self._begin(newest)
        if self._successor is not None:
            self._go_on(newest)
        elif self._file is not None and self._file.size > self._limit:
            self._begin(newest)

    def _begin(self, moment: Moment) -> None:
        """Start to write a fresh file."""
        if self._claim is None:
            self._claim = new_claim(self._folder)
        self._check_space()
        self._successor, self._begun = JournalFile(self._claim.part), moment
        # Where an older file counts meanwhile, there is time to pack everything.
        self._writing = self._successor.append(moment, hurried=self._file is None)

    def _go_on(self, turn: Moment) -> None:
        """Write on at the fresh file; when it is complete it takes the place of the old one.

        ``turn`` is the moment that this turn of the thread began with.
        """
        assert self._successor is not None and self._claim is not None
        for _ in self._writing:
            self._breathe()
            with self._condition:
                urgent = self._newest is not turn and self._file is not None
                if urgent or self._ending:
                    return
        with self._condition:
            newest = self._newest
        assert newest is not None
        if newest is not self._begun:
            if newest.saved and self._is_small(newest):
                self._drop_successor()
                return
            self._finish(self._successor.append(newest))
        self._successor.sync()
        if self._file is not None:
            self._file.close()
            self._file = None
        self._successor.replace(self._claim.journal)
        self._file, self._successor = self._successor, None
        self._begun, self._writing = None, iter(())
        self._limit = self._file.size + max(self._file.size, self._limits.room_bytes)
        self._done(newest)

    def _finish(self, writing: Iterator[None]) -> None:
        for _ in writing:
            self._breathe()
            if self._ending and self._remove:
                raise OSError(errno.ECANCELED, os.strerror(errno.ECANCELED))

    def _breathe(self) -> None:
        """Between two strides: Python runs one thread at a time, and the pen comes first."""
        time.sleep(BREATH_SECONDS)
        self._check_space()

    def _check_space(self) -> None:
        if shutil.disk_usage(self._folder).free < self._limits.spare_bytes:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self._folder))

    def _is_small(self, moment: Moment) -> bool:
        tiles: set[int] = set()
        for plane in planes_of(moment.document).values():
            tiles.update(map(id, plane.tiles.values()))
            if len(tiles) > self._limits.prepared_tiles:
                return False
        return True

    def _clear(self) -> None:
        """Nothing is to come back."""
        self._drop_successor()
        if self._file is not None:
            self._file.close()
            self._file = None
        if self._claim is not None:
            self._claim.clear()

    def _done(self, moment: Moment) -> None:
        with self._condition:
            self._kept = moment
            self._condition.notify_all()
        self._tell_kept(moment)
        if self._failing:
            self._failing = False
            self._tell_failed(None)

    def _fail(self, error: Exception) -> None:
        """After an error both files have a broken end: it is tried again with a fresh one.

        What the old file holds up to there still counts, unless the document has been saved.
        """
        self._drop_successor()
        if self._file is not None:
            self._file.close()
            self._file = None
        if self._newest is not None and self._newest.saved:
            with contextlib.suppress(OSError):
                self._clear()
        if not self._failing and not self._ending:
            log.warning("the journal could not be written", exc_info=error)
            self._failing = True
            self._tell_failed(error)

    def _drop_successor(self) -> None:
        if self._successor is not None:
            self._successor.close()
            with contextlib.suppress(OSError):
                self._successor.path.unlink()
        self._successor, self._begun, self._writing = None, None, iter(())

    def _give_up(self) -> None:
        self._drop_successor()
        if self._file is not None:
            self._file.close()
        if self._claim is None:
            return
        if self._remove:
            self._claim.remove()
        else:
            self._claim.release()


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A document that an earlier program left unsaved, and the claim to its journal."""

    claim: Claim
    scan: JournalScan


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """What earlier programs left: the ``unsaved`` document to go on with, if there is one.

    ``others`` are the journals of what else there is, for later; ``damaged`` is how many were
    beyond reading.
    """

    unsaved: Unsaved | None
    others: tuple[Path, ...] = ()
    damaged: int = 0

    @property
    def waiting(self) -> int:
        """How many there are for later."""
        return len(self.others)


MOST_ATTEMPTS = 3
"""A document that the program has not survived so many times waits until it is asked for."""

DECLINED_SECONDS = 30 * 86400.0
"""What the artist was offered and did not want is deleted so long after that."""

DECLINED_BYTES = 4 << 30
"""Sooner, those declined first, where all of them take more room than this."""


def find_unsaved(
    folder: Path, preferred: Path | None = None, *, asked_for: bool = False
) -> LeftBehind:
    """Look through the journals whose programs have ended; never raises for what is in them.

    The unsaved document is that of the file ``preferred`` if there is one, else the latest that
    the artist has not declined (see `decline`). The journals of saved documents are deleted, and
    those declined long ago or beyond the room for them; damaged ones are put aside, and what a
    later version of the program wrote is left alone. Whoever goes on with the document calls
    `Claim.attempt` before, and `Claim.succeeded` when that went well; ``asked_for`` takes even a
    document with which it did not go well again and again, or that was declined.
    """
    found: list[Unsaved] = []
    damaged = 0
    for claim in left_behind(folder):
        scan = JournalScan(claim.journal)
        if scan.state == "foreign":
            claim.release()
        elif scan.state == "empty":
            damaged += 1
            claim.set_aside()
        elif scan.saved:
            claim.remove()
        else:
            found.append(Unsaved(claim, scan))

    found = _without_declined(found)

    def wanted(one: Unsaved) -> bool:
        return preferred is not None and one.scan.file == preferred

    def by_itself(one: Unsaved) -> bool:
        """Whether it comes back without being asked for."""
        declined = one.claim.declined is not None and not wanted(one)
        return one.claim.attempts < MOST_ATTEMPTS and not declined

    found.sort(key=lambda one: (by_itself(one), wanted(one), one.scan.when))
    chosen = None
    if found and (asked_for or by_itself(found[-1])):
        chosen = found.pop()
    for other in found:
        other.claim.release()
    return LeftBehind(chosen, tuple(other.claim.journal for other in found), damaged)


def _without_declined(found: list[Unsaved]) -> list[Unsaved]:
    """What is left when the journals have gone that were declined long ago, or take much room."""
    now, room = time.time(), DECLINED_BYTES
    kept: list[Unsaved] = []
    for one in sorted(found, key=lambda one: one.claim.declined or now, reverse=True):
        declined = one.claim.declined
        if declined is not None:
            room -= one.claim.journal.stat().st_size
            if room < 0 or now - declined > DECLINED_SECONDS:
                one.claim.remove()
                continue
        kept.append(one)
    return kept
