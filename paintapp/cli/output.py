"""Where a command writes: checked before the work, replaced whole after it."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from paintapp.cli.errors import CommandError
from paintapp.formats import writable_format


def checked_output(path: Path) -> Path:
    """A path that can be written; CommandError or FormatError says why not, before any work."""
    writable_format(path)
    folder = path.parent
    if path.is_dir():
        raise CommandError(f"{path} is a folder; give the name of a file.")
    if not folder.is_dir():
        raise CommandError(f"{path}: there is no folder {folder}.")
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise CommandError(f"{path} cannot be written: {error.strerror or error}.") from error
    if path.exists() and not os.access(path, os.W_OK):
        raise CommandError(f"{path} is read-only; choose another name.")
    return path


def numbered(path: Path, index: int) -> Path:
    """The name of picture ``index`` where a format holds one only: out.png, out-2.png, ..."""
    return path if index == 0 else path.with_stem(f"{path.stem}-{index + 1}")


def is_layered(path: Path) -> bool:
    """Whether a file of this name holds layers."""
    return writable_format(path).layered
