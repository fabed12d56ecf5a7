"""Writing one journal file. See `paintapp.formats.journal_record` for what it holds."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import weakref
import zlib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from paintapp.document import Document, Pixels
from paintapp.document.history import SAVED, planes_of
from paintapp.document.pixels import Array, TileKey
from paintapp.formats import journal_record as record
from paintapp.formats.atomic import flush_folder
from paintapp.formats.journal_record import Moment
from paintapp.formats.ora_record import (
    SELECTION,
    PlaneRecord,
    check_saveable,
    mask_entry,
    pixels_entry,
    saved_entry,
    structure_of,
)

HURRIED_TILES = 1024
"""A step that changes more tiles than this is written as it is: it would take long to pack."""

STRIDE_BYTES = 1 << 18
"""Writing pauses after so many bytes, so that something more urgent can come first."""

_LONG_TEXT = 256


class JournalFile:
    """A journal being written: what was written before is referred to, not written again.

    Not for several threads at once. Holds on to the document written last and to no other; tiles
    of earlier ones that still live somewhere (in the history) are known again. After an error the
    file has a broken end and must not be written to any more.
    """

    def __init__(self, path: Path) -> None:
        """Start a file in place of any at that path. Raises OSError."""
        self.path = path
        self._file = path.open("wb")
        header = record.HEADER.pack(record.MAGIC, record.VERSION, secrets.token_bytes(12))
        self._file.write(header)
        self._checksum = zlib.crc32(header)
        self.size = len(header)
        """Bytes written so far."""
        self._document: Document | None = None
        self._structure = b""
        self._tiles: dict[int, tuple[weakref.ref[Array], int]] = {}
        self._tile_count = 0
        self._texts: dict[str, int] = {}

    def append(self, moment: Moment, *, hurried: bool = True) -> Iterator[None]:
        """Write a moment; pauses after every stride and is complete when it has ended.

        ``hurried`` leaves the tiles of a large step unpacked. Raises OSError, and FormatError
        where the document is beyond what can be read again.
        """
        document = moment.document
        before = {} if self._document is None else planes_of(self._document)
        now = planes_of(document)
        gone = [_plane_name(*place) for place in before if place not in now]
        changed: dict[str, tuple[Pixels, set[TileKey]]] = {}
        planes: dict[str, PlaneRecord] = {}
        for place, plane in now.items():
            name = _plane_name(*place)
            planes[name] = PlaneRecord(name, fill=plane.fill)
            other = before.get(place)
            keys = set(plane.tiles) if other is None else plane.changed_keys(other)
            if keys:
                changed[name] = plane, keys
        check_saveable(document)
        hurried = hurried and sum(len(keys) for _, keys in changed.values()) > HURRIED_TILES
        rows: dict[str, bytes] = {}
        pause_at = self.size + STRIDE_BYTES
        for name, (plane, keys) in changed.items():
            numbers: dict[TileKey, int] = {}
            for key in keys:
                tile = plane.tiles.get(key)
                numbers[key] = record.ABSENT if tile is None else self._number(tile, hurried)
                if self.size >= pause_at:
                    yield
                    pause_at = self.size + STRIDE_BYTES
            rows[name] = record.tile_rows(numbers)
        origins = {
            layer.id: str(self._text(layer.origin.detail))
            for layer in document.walk()
            if len(layer.origin.detail) > _LONG_TEXT
        }
        found = structure_of(document, planes.__getitem__, origins)
        # The standard encoder, because names may hold lone surrogates (undecodable file names).
        structure = json.dumps(msgspec.to_builtins(found), separators=(",", ":")).encode()
        same = structure == self._structure
        commit = record.commit_of(moment, b"" if same else structure, rows, gone)
        self._write(record.COMMIT_RECORD, commit)
        self._document, self._structure = document, structure

    def sync(self) -> None:
        """Have everything appended so far on the disk. Raises OSError."""
        self._file.flush()
        os.fsync(self._file.fileno())

    def replace(self, path: Path) -> None:
        """Put the file, which goes on being written, in the place of another. Raises OSError."""
        self._file.close()  # Open files cannot be renamed everywhere.
        self.path.replace(path)
        self.path = path
        flush_folder(path.parent)
        self._file = path.open("ab")

    def close(self) -> None:
        # After a full disk even closing fails, since it flushes what is left.
        with contextlib.suppress(OSError):
            self._file.close()

    def _number(self, tile: Array, hurried: bool) -> int:
        known = self._tiles.get(id(tile))
        if known is not None and known[0]() is tile:
            return known[1]
        self._write(record.TILE_RECORD, record.pack_tile(tile, hurried=hurried))
        number = self._tile_count
        self._tile_count += 1
        self._tiles[id(tile)] = weakref.ref(tile), number
        return number

    def _text(self, text: str) -> int:
        number = self._texts.get(text)
        if number is None:
            number = self._texts[text] = len(self._texts)
            data = text.encode("utf-8", "surrogatepass")
            self._write(record.TEXT_RECORD, zlib.compress(data, 1))
        return number

    def _write(self, kind: bytes, payload: bytes) -> None:
        frame, self._checksum = record.framed(kind, payload, self._checksum)
        self._file.write(frame)
        self._file.write(payload)
        self.size += len(frame) + len(payload)


def _plane_name(layer_id: int, kind: str) -> str:
    if kind == "selection":
        return SELECTION
    if kind.startswith(SAVED):
        return saved_entry(kind.removeprefix(SAVED))
    return mask_entry(layer_id) if kind == "mask" else pixels_entry(layer_id)
