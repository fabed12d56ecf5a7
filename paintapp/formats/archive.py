"""Reading zip files that nobody has vouched for."""

from __future__ import annotations

import struct
import zipfile
import zlib
from typing import BinaryIO

from paintapp.formats.errors import FormatError
from paintapp.messages import Message

_MAXIMUM_ENTRIES = 50_000
_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,  # encrypted entries
    UnicodeError,
    ValueError,
    struct.error,
)


class Archive:
    """The entries of a zip file; nothing is ever extracted to the disk.

    Raises FormatError for files that are not zip files, are broken, hold the same name twice, or
    are encrypted or packed in another way than deflate.
    """

    def __init__(self, file: BinaryIO) -> None:
        try:
            self._zip = zipfile.ZipFile(file)
        except _BROKEN as error:
            raise FormatError("it is damaged or cut short (no zip directory)") from error
        entries = self._zip.infolist()
        if len(entries) > _MAXIMUM_ENTRIES:
            raise FormatError("it holds too many entries")
        self._entries = {entry.filename: entry for entry in entries}
        if len(self._entries) != len(entries):
            raise FormatError("it holds two entries with the same name")

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._entries)

    def checksum(self, name: str) -> int:
        """The CRC-32 that the file's directory states for an entry; it is checked on reading."""
        return self._entry(name).CRC

    def start(self, name: str, count: int) -> bytes:
        """The first bytes of an entry."""
        entry = self._entry(name)
        try:
            with self._zip.open(entry) as stream:
                return stream.read(count)
        except _BROKEN as error:
            raise FormatError(Message("its entry “{name}” is damaged", name=name)) from error

    def read(self, name: str, limit: int) -> bytes:
        """A whole entry; FormatError when it is missing, damaged or longer than ``limit`` bytes."""
        entry = self._entry(name)
        # Deflate shrinks by 1032 at most, so what claims more is damaged, not large.
        if entry.file_size > limit or entry.file_size > 1032 * entry.compress_size + 1024:
            raise FormatError(Message("its entry “{name}” is larger than allowed", name=name))
        try:
            return self._zip.read(entry)
        except _BROKEN as error:
            raise FormatError(Message("its entry “{name}” is damaged", name=name)) from error

    def _entry(self, name: str) -> zipfile.ZipInfo:
        entry = self._entries.get(name)
        if entry is None:
            raise FormatError(Message("its entry “{name}” is missing", name=name))
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise FormatError(Message("its entry “{name}” is packed in an unknown way", name=name))
        return entry
