"""Whose journal is whose: a lock of the operating system, which ends with its program.

A journal is three files of one name in one folder: ``NAME.journal``, ``NAME.part`` while its
replacement is being written, and ``NAME.lock``, which the program it belongs to holds locked. The
system drops the lock when that program ends, however it ends; so a journal whose lock can be had
is one that was left behind. An empty ``NAME.declined`` beside it says that the artist was offered
what it holds and did not want it, and since when.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import sys
import threading
from collections.abc import Iterable
from pathlib import Path

from paintapp.formats.atomic import flush_folder

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


_ENDINGS = (".journal", ".part", ".lock", ".declined")
_NAME = re.compile(r"[0-9a-f]{16}")
BROKEN = "damaged.journal-broken"
"""The last journal of which nothing could be read, kept for those who want to look into it."""


class Claim:
    """One journal that belongs to this program until `release` or `remove`."""

    def __init__(self, folder: Path, name: str, handle: int) -> None:
        self.folder = folder
        self.journal = folder / f"{name}.journal"
        self.part = folder / f"{name}.part"
        self._mark = folder / f"{name}.declined"
        self._lock = _lock_path(folder, name)
        self._handle: int | None = handle
        self._handle_lock = threading.Lock()

    @property
    def attempts(self) -> int:
        """How often programs have begun to go on with this and not told that it went well."""
        with self._handle_lock:
            return 0 if self._handle is None else os.fstat(self._handle).st_size

    @property
    def declined(self) -> float | None:
        """When the artist did not want it, in seconds since 1970; None when that has not been."""
        try:
            return self._mark.stat().st_mtime
        except OSError:
            return None

    def decline(self) -> None:
        """Note that the artist was offered it and did not want it; the first time counts."""
        with contextlib.suppress(OSError):
            self._mark.touch(exist_ok=False)

    def attempt(self) -> None:
        """Note that this program is about to go on with what the journal holds."""
        with contextlib.suppress(OSError):
            self._mark.unlink(missing_ok=True)
        with self._handle_lock, contextlib.suppress(OSError):
            if self._handle is not None:
                os.lseek(self._handle, 0, os.SEEK_END)
                os.write(self._handle, b".")

    def succeeded(self) -> None:
        """Note that going on with it went well."""
        with self._handle_lock, contextlib.suppress(OSError):
            if self._handle is not None:
                os.ftruncate(self._handle, 0)

    def release(self) -> None:
        """Leave the journal to whichever program starts next."""
        with self._handle_lock:
            if self._handle is not None:
                handle, self._handle = self._handle, None
                os.close(handle)

    def clear(self) -> None:
        """Delete what has been written, so that nothing comes back. Raises OSError."""
        for path in (self.part, self.journal, self._mark):
            path.unlink(missing_ok=True)
        flush_folder(self.folder)

    def remove(self) -> None:
        """Delete the journal and give up the claim. What cannot be deleted stays."""
        if self._handle is None:
            return
        with contextlib.suppress(OSError):
            self.clear()
        if sys.platform == "win32":  # where open files cannot be deleted
            self.release()
        # Deleted while still locked: whoever opened the old file sees that its name has gone.
        with contextlib.suppress(OSError):
            self._lock.unlink()
        self.release()

    def set_aside(self) -> None:
        """Put a journal of no use out of the way, in place of the one before, and give it up."""
        with contextlib.suppress(OSError):
            self.journal.replace(self.folder / BROKEN)
        self.remove()


def new_claim(folder: Path) -> Claim:
    """A claim to a new journal, making the folder if need be. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    while True:
        claim = _claimed(folder, secrets.token_hex(8))
        if claim is not None:
            return claim


def left_behind(folder: Path) -> list[Claim]:
    """Claims to all journals whose programs have ended, in no particular order.

    A folder that cannot be read holds none; leftovers without a journal are deleted.
    """
    try:
        files = list(folder.iterdir())
    except OSError:
        return []
    names = {f.stem for f in files if _NAME.fullmatch(f.stem) and f.suffix in _ENDINGS}
    claims = []
    for name in sorted(names):
        try:
            claim = _claimed(folder, name)
        except OSError:
            continue
        if claim is None:
            continue
        with contextlib.suppress(OSError):
            claim.part.unlink(missing_ok=True)
        if claim.journal.exists():
            claims.append(claim)
        else:
            claim.remove()
    return claims


def decline(journals: Iterable[Path]) -> None:
    """Note of journals that the artist was offered them and wanted none of them.

    Those that a program has opened meanwhile are left alone.
    """
    for journal in journals:
        with contextlib.suppress(OSError):
            claim = _claimed(journal.parent, journal.stem)
            if claim is not None:
                claim.decline()
                claim.release()


def _lock_path(folder: Path, name: str) -> Path:
    return folder / f"{name}.lock"


def _claimed(folder: Path, name: str) -> Claim | None:
    """A claim to a name; None while another program has it. Raises OSError."""
    path = _lock_path(folder, name)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _lock(handle)
        # Another program may have deleted the file between the two calls.
        if not os.path.samestat(os.fstat(handle), path.stat()):
            raise FileNotFoundError(errno.ENOENT, "the lock has gone")
    except OSError as error:
        os.close(handle)
        if error.errno in (errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.ENOENT):
            return None
        raise
    return Claim(folder, name, handle)
