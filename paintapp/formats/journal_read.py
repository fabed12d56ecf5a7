"""Reading a journal: the last whole commit in it, however it ends."""

from __future__ import annotations

import json
import logging
import os
import zlib
from pathlib import Path
from typing import BinaryIO, Literal

import msgspec
from immutables import Map

from paintapp.document import Pixels
from paintapp.document.pixels import Array, TileKey
from paintapp.formats import journal_record as record
from paintapp.formats.errors import FormatError
from paintapp.formats.journal_record import Commit, FileStamp, Moment
from paintapp.formats.ora_record import DocumentRecord, PlaneRecord, consistent, document_of
from paintapp.formats.progress import Progress, ignored
from paintapp.messages import Message

log = logging.getLogger(__name__)

Place = tuple[int, int]
"""Where the content of a record is: its first byte in the file, and bytes."""


class JournalScan:
    """What a journal holds: its records checked one by one, up to the first that is broken.

    ``state`` is "foreign" for files of a later version (to be left alone), "empty" where there
    is no whole commit, else "whole". Never raises for what is in the file; a disk that cannot be
    read counts as the end of it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.state: Literal["whole", "empty", "foreign"] = "empty"
        self.end = 0
        """Where the last whole commit ends in the file."""
        self.commit = Commit()
        self._structure = b""
        self._planes: dict[str, dict[TileKey, int]] = {}
        self._tiles: list[Place] = []
        self._texts: list[Place] = []
        try:
            with path.open("rb") as file:
                self._scan(file)
        except OSError as error:
            log.warning("the journal %s could not be read to its end: %s", path, error)

    @property
    def saved(self) -> bool:
        """Whether the document is safely in its file."""
        return self.commit.saved

    @property
    def file(self) -> Path | None:
        """The document's own file."""
        path = self.commit.path
        return None if path is None else Path(os.fsdecode(path))

    @property
    def when(self) -> float:
        """When the document was like this, in seconds since 1970."""
        return self.commit.when

    def moment(self, progress: Progress = ignored) -> Moment:
        """The last whole commit: the document bit for bit as it was.

        Raises FormatError when it cannot be had after all, and whatever ``progress`` raises.
        """
        if self.state != "whole":
            raise FormatError("there is no whole document in it")
        try:
            with self.path.open("rb") as file:
                return self._moment(file, progress)
        except OSError as error:
            raise FormatError(
                Message("its journal could not be read: {reason}", reason=error.strerror)
            ) from error
        except MemoryError as error:
            raise FormatError("there is not enough memory") from error
        except (ValueError, LookupError, RecursionError, OverflowError) as error:
            raise FormatError("its journal is damaged") from error

    # Inside

    def _scan(self, file: BinaryIO) -> None:
        size = os.fstat(file.fileno()).st_size
        header = file.read(record.HEADER.size)
        if len(header) < record.HEADER.size:
            return
        magic, version, _ = record.HEADER.unpack(header)
        if magic != record.MAGIC:
            return
        if version != record.VERSION:
            self.state = "foreign"
            return
        checksum, at = zlib.crc32(header), len(header)
        while True:
            frame = file.read(record.FRAME.size)
            if len(frame) < record.FRAME.size:
                return
            kind, expected, length = record.FRAME.unpack(frame)
            at += len(frame)
            if length > min(size - at, record.MAXIMUM_BYTES.get(kind, 0)):
                return
            payload = file.read(length)
            checksum = record.checksum_of(kind, payload, checksum)
            if len(payload) != length or checksum != expected:
                return
            if kind == record.TILE_RECORD:
                self._tiles.append((at, length))
            elif kind == record.TEXT_RECORD:
                self._texts.append((at, length))
            elif not self._take(payload):
                return
            at += length
            if kind == record.COMMIT_RECORD:
                self.state, self.end = "whole", at

    def _take(self, payload: bytes) -> bool:
        """Follow a commit; False when it makes no sense, which leaves everything as it was."""
        try:
            commit = record.parse_commit(payload)
            changes = {name: record.parse_tile_rows(data) for name, data in commit.planes.items()}
        except (ValueError, MemoryError, RecursionError):
            return False
        known = len(self._tiles)
        if any(number >= known for rows in changes.values() for _, _, number in rows):
            return False
        for name in commit.gone:
            self._planes.pop(name, None)
        for name, rows in changes.items():
            plane = self._planes.setdefault(name, {})
            for column, row, number in rows:
                if number < 0:
                    plane.pop((column, row), None)
                else:
                    plane[column, row] = number
        self._structure = commit.structure or self._structure
        self.commit = commit
        return True

    def _moment(self, file: BinaryIO, progress: Progress) -> Moment:
        found = msgspec.convert(json.loads(self._structure), DocumentRecord)
        if not consistent(found):
            raise ValueError("layers that make no tree")
        total = max(1, sum(len(plane) for plane in self._planes.values()))
        done = 0
        tiles: dict[int, Array] = {}

        def content(place: Place) -> bytes:
            file.seek(place[0])
            return file.read(place[1])

        def plane(wanted: PlaneRecord, channels: int) -> Pixels:
            nonlocal done
            keys: dict[TileKey, Array] = {}
            for key, number in self._planes.get(wanted.source, {}).items():
                if number not in tiles:
                    tiles[number] = record.unpack_tile(content(self._tiles[number]), channels)
                keys[key] = tiles[number]
                done += 1
                if done % 64 == 0:
                    progress(done / total)
            return Pixels(channels, wanted.fill, Map(keys))

        def text(source: str) -> str:
            data = record.inflated(content(self._texts[int(source)]), 1 << 30)
            return data.decode("utf-8", "surrogatepass")

        document = document_of(found, plane, text)
        progress(1.0)
        commit = self.commit
        return Moment(
            document=document,
            path=self.file,
            stamp=None if commit.stamp is None else FileStamp(*commit.stamp),
            saved=commit.saved,
            active=commit.active,
            when=commit.when,
        )
