"""Files that are replaced whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from paintapp.formats.errors import FormatError
from paintapp.messages import Message

_REASONS = {
    errno.ENOSPC: Message(
        "there is no space left on the disk. Free some space or choose another folder"
    ),
    errno.EDQUOT: Message("your disk quota is used up. Free some space or choose another folder"),
    errno.EFBIG: Message("the file would be larger than this disk allows. Choose another folder"),
    errno.EROFS: Message("the folder is read-only. Choose another folder"),
    errno.EACCES: Message("you may not write there. Choose another folder"),
    errno.EPERM: Message("you may not write there. Choose another folder"),
    errno.ENOENT: Message("the folder does not exist. Create it or choose another one"),
    errno.ENOTDIR: Message("the folder does not exist. Create it or choose another one"),
    errno.ENAMETOOLONG: Message("the name is too long. Choose a shorter one"),
    errno.ELOOP: Message("the name is a link that leads back to itself. Choose another name"),
}


@contextlib.contextmanager
def atomic_write(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """A binary file that takes the place of ``path`` when the block ends without an error.

    The bytes go to a temporary file in the same folder, are flushed to the disk, and the
    temporary file then replaces the old one in a single step; the folder is flushed as well, so
    that the new name survives a power cut. Whatever goes wrong before that step leaves the old
    file as it was and takes the temporary file away. A link is followed: the file it points at
    is replaced, the link stays. The permissions of an existing file are kept.

    Raises FormatError, fit to show, where the system refuses (no space, read-only, no folder);
    errors of other kinds that the block raises pass through.
    """
    shown = Path(path)
    try:
        target = Path(os.path.realpath(shown))
        mode = _mode(target)
        handle, name = tempfile.mkstemp(
            prefix=f".{target.name[:40]}.", suffix=".part", dir=target.parent
        )
    except (OSError, ValueError) as error:
        raise _explained(shown, error) from error
    temporary = Path(name)
    file = os.fdopen(handle, "wb")
    try:
        yield file
        file.flush()
        os.fsync(file.fileno())
        file.close()
        temporary.chmod(mode)
        temporary.replace(target)
    except OSError as error:
        raise _explained(shown, error) from error
    finally:
        # After a full disk even closing fails again, since it flushes what is left.
        with contextlib.suppress(OSError):
            file.close()
        with contextlib.suppress(OSError):
            temporary.unlink()
    flush_folder(target.parent)


def atomic_write_bytes(path: str | os.PathLike[str], data: bytes) -> None:
    """Replace a file by ``data`` whole or not at all; see `atomic_write`."""
    with atomic_write(path) as file:
        file.write(data)


def _mode(target: Path) -> int:
    """The permissions the new file gets; refuses targets that are not plain files."""
    try:
        status = target.stat()
    except FileNotFoundError:
        # The process's umask can only be read by setting it, which would race with threads.
        return 0o666 & ~_UMASK
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, "is a folder")
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "is not a plain file")
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "is read-only")
    return stat.S_IMODE(status.st_mode)


def _read_umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


_UMASK = _read_umask()


def flush_folder(folder: Path) -> None:
    """Have new, changed and deleted names of a folder on the disk, where that can be had."""
    # Folders cannot be opened on Windows, and some network disks refuse; the file is complete
    # either way.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _explained(path: Path, error: OSError | ValueError) -> FormatError:
    number = error.errno if isinstance(error, OSError) else None
    if number == errno.EISDIR:
        return FormatError(
            Message("“{path}” is a folder. Choose a file name inside it.", path=path)
        )
    if number == errno.EINVAL and str(error).endswith("is not a plain file"):
        return FormatError(Message("“{path}” is not a plain file. Choose another name.", path=path))
    if number == errno.EACCES and str(error).endswith("is read-only"):
        return FormatError(
            Message("“{path}” is read-only. Choose another name or make it writable.", path=path)
        )
    if isinstance(error, ValueError):
        return FormatError(
            Message("“{path}” is not a usable file name. Choose another one.", path=path)
        )
    reason = _REASONS.get(number or 0)
    if reason is None:
        reason = Message("{reason}. Choose another folder", reason=error.strerror or error)
    return FormatError(Message("“{path}” could not be saved: {reason}.", path=path, reason=reason))
