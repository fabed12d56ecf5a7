"""The table of file formats, and opening and saving by it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from paintapp.document import Document, DocumentError
from paintapp.formats.atomic import atomic_write
from paintapp.formats.errors import FormatError
from paintapp.formats.image_export import write_jpeg, write_png, write_tiff, write_webp
from paintapp.formats.images import read_image
from paintapp.formats.options import SaveOptions
from paintapp.formats.ora_read import ExtraEntries, read_ora
from paintapp.formats.ora_read import read_extra as read_ora_extra
from paintapp.formats.ora_read import read_thumbnail as read_ora_thumbnail
from paintapp.formats.ora_write import write_ora
from paintapp.formats.progress import Progress, ignored
from paintapp.messages import Message, message_of
from paintapp.painting.colour import Bytes

Read = Callable[[Path, Progress], Document]
Write = Callable[[Document, BinaryIO, SaveOptions, Progress], None]


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: ``extensions`` with their dots, the usual one first.

    ``layered`` formats hold the whole document, others a flattened picture. A format without
    ``write`` can only be opened.
    """

    id: str
    label: str
    extensions: tuple[str, ...]
    read: Read
    write: Write | None
    layered: bool = False


def _read_ora(path: Path, progress: Progress) -> Document:
    with path.open("rb") as file:
        return read_ora(file, progress=progress)


def _write_ora(
    document: Document, file: BinaryIO, options: SaveOptions, progress: Progress
) -> None:
    write_ora(document, file, extra=options.extra, progress=progress)


def _read_image(path: Path, progress: Progress) -> Document:
    return read_image(path, progress=progress).document(path.name)


FORMATS: tuple[Format, ...] = (
    Format("ora", "OpenRaster", (".ora",), _read_ora, _write_ora, layered=True),
    Format("png", "PNG", (".png",), _read_image, write_png),
    Format("jpeg", "JPEG", (".jpg", ".jpeg", ".jfif"), _read_image, write_jpeg),
    Format("webp", "WebP", (".webp",), _read_image, write_webp),
    Format("tiff", "TIFF", (".tif", ".tiff"), _read_image, write_tiff),
    Format("bmp", "BMP", (".bmp",), _read_image, None),
    Format("gif", "GIF (first frame)", (".gif",), _read_image, None),
)


def format_of(path: str | os.PathLike[str]) -> Format | None:
    """The format that a file's name asks for; None when its extension is unknown."""
    extension = Path(path).suffix.lower()
    return next((row for row in FORMATS if extension in row.extensions), None)


def writable_format(path: str | os.PathLike[str]) -> Format:
    """The format to write a file in. Raises FormatError when there is none for its name."""
    found = format_of(path)
    if found is None or found.write is None:
        known = ", ".join(row.extensions[0] for row in FORMATS if row.write)
        suffix = Path(path).suffix
        if not suffix:
            raise FormatError(
                Message(
                    "Names without an extension cannot be written. Use one of {known}.", known=known
                )
            )
        raise FormatError(
            Message(
                "Files ending in “{suffix}” cannot be written. Use one of {known}.",
                suffix=suffix,
                known=known,
            )
        )
    return found


def open_document(path: str | os.PathLike[str], *, progress: Progress = ignored) -> Document:
    """Open a file of any known format, told by its content, not its name.

    Flat pictures become a document of one imported layer. Can run on any thread; an exception
    that ``progress`` raises passes through. Raises FormatError with a sentence to show.
    """
    path = Path(path)
    if "\0" in str(path):
        raise FormatError("That is not a usable file name. Choose another one.")
    try:
        with path.open("rb") as file:
            start = file.read(4)
        read = _read_ora if start[:2] == b"PK" else _read_image
        return read(path, progress)
    except (FormatError, OSError, DocumentError, MemoryError) as error:
        raise _unopened(path, error) from error


def save_document(
    document: Document,
    path: str | os.PathLike[str],
    *,
    options: SaveOptions | None = None,
    progress: Progress = ignored,
) -> None:
    """Save a document in the format that the file's name asks for.

    The file is replaced whole when everything is on the disk; any failure leaves the old one as
    it was. Can run on any thread, since documents never change; an exception that ``progress``
    raises cancels and passes through. Raises FormatError with a sentence to show.
    """
    write = writable_format(path).write
    assert write is not None
    try:
        with atomic_write(path) as file:
            write(document, file, options or SaveOptions(), progress)
    except MemoryError as error:
        raise FormatError(
            Message(
                "“{path}” could not be saved: there is not enough memory. Close something else.",
                path=path,
            )
        ) from error


def read_extra(path: str | os.PathLike[str]) -> dict[str, bytes]:
    """What was saved beside a document as ``SaveOptions.extra``; empty for other formats.

    Raises FormatError with a sentence to show.
    """
    path = Path(path)
    try:
        with path.open("rb") as file:
            return read_ora_extra(file) if file.read(2) == b"PK" else {}
    except (FormatError, OSError) as error:
        raise _unopened(path, error) from error


@contextmanager
def open_extra(path: str | os.PathLike[str]) -> Iterator[ExtraEntries | None]:
    """What was saved beside a document, to be read one by one; None for other formats.

    Raises FormatError with a sentence to show, also for what goes wrong inside.
    """
    path = Path(path)
    try:
        with path.open("rb") as file:
            yield ExtraEntries(file) if file.read(2) == b"PK" else None
    except (FormatError, OSError) as error:
        raise _unopened(path, error) from error


def read_thumbnail(path: str | os.PathLike[str]) -> Bytes | None:
    """The small picture inside a layered file, straight RGBA; None when there is none."""
    try:
        with Path(path).open("rb") as file:
            return read_ora_thumbnail(file)
    except (FormatError, OSError):
        return None


def _unopened(path: Path, error: Exception) -> FormatError:
    if isinstance(error, IsADirectoryError):
        return FormatError(Message("“{path}” is a folder. Choose a file inside it.", path=path))
    if isinstance(error, FileNotFoundError):
        return FormatError(Message("“{path}” does not exist. Check the name.", path=path))
    name: object = path.name
    if isinstance(error, PermissionError):
        name, reason = path, Message("you may not read it")
    elif isinstance(error, OSError):
        name, reason = path, Message(error.strerror or str(error))
    elif isinstance(error, MemoryError):
        reason = Message("there is not enough memory")
    else:
        reason = message_of(error)
    return FormatError(Message("“{name}” could not be opened: {reason}.", name=name, reason=reason))
