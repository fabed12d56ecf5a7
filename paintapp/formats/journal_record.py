"""What a journal consists of: checksummed records, packed tiles, and commits that refer to them.

A journal is a header and records one after the other; it only grows. A tile record holds one tile,
a text record one long text; both are numbered in the order they come. A commit record holds a
document: its structure, and of each plane the tiles that are others than in the commit before, by
number. Each checksum covers the record and the checksum before it, so that a record counts only
where everything before it is whole: a file that ends in the middle, or in something else, is worth
its longest whole part.
"""

from __future__ import annotations

import itertools
import os
import struct
import time
import zlib
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import numpy as np

from paintapp.document import TILE, Document
from paintapp.document.pixels import Array, tile_shape

VERSION = 1
MAGIC = b"paintapp journal"
HEADER = struct.Struct("<16sI12s")
"""Magic, version, and random bytes that make the checksums of every file its own."""

FRAME = struct.Struct("<cIQ")
"""Before each record: kind, checksum, length of what follows in bytes."""

TILE_RECORD, TEXT_RECORD, COMMIT_RECORD = b"T", b"X", b"C"

TILE_BYTES = TILE * TILE * 8
MAXIMUM_BYTES = {TILE_RECORD: TILE_BYTES + 2, TEXT_RECORD: 1 << 30, COMMIT_RECORD: 1 << 30}
"""Of one record, by kind."""

ABSENT = -1
"""Stands for the number of a tile that is no longer there."""

_CONSTANT, _PACKED, _RAW = range(3)


@dataclass(frozen=True, slots=True)
class FileStamp:
    """What tells that a file is still the one we read or wrote: bytes and time in nanoseconds."""

    size: int
    modified: int


def stamp_of(path: Path) -> FileStamp | None:
    """The stamp of a file; None when there is none."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return FileStamp(status.st_size, status.st_mtime_ns)


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """An open document at one moment, as the journal keeps it.

    ``path`` is the document's own file, which ``stamp`` describes as we left it. ``saved``: the
    file holds this very document, or it is new and empty. ``active`` is the active layer's id,
    ``when`` in seconds since 1970.
    """

    document: Document
    path: Path | None = None
    stamp: FileStamp | None = None
    saved: bool = False
    active: int | None = None
    when: float = field(default_factory=time.time)


class Commit(msgspec.Struct, frozen=True, omit_defaults=True):
    """A commit record.

    ``structure`` is a `DocumentRecord` as JSON, empty when it is that of the commit before.
    ``planes`` holds, by the names that the structure uses, rows of little-endian int32: column,
    row and number of each tile that differs from the commit before, `ABSENT` for none. ``gone``
    names planes of the commit before that are there no longer.
    """

    structure: bytes = b""
    planes: dict[str, bytes] = {}
    gone: list[str] = []
    path: bytes | None = None
    stamp: tuple[int, int] | None = None
    saved: bool = False
    active: int | None = None
    when: float = 0.0


def commit_of(moment: Moment, structure: bytes, planes: dict[str, bytes], gone: list[str]) -> bytes:
    """The content of a commit record."""
    stamp = moment.stamp
    commit = Commit(
        structure=structure,
        planes=planes,
        gone=gone,
        path=None if moment.path is None else os.fsencode(moment.path),
        stamp=None if stamp is None else (stamp.size, stamp.modified),
        saved=moment.saved,
        active=moment.active,
        when=moment.when,
    )
    return zlib.compress(msgspec.msgpack.encode(commit), 1)


def parse_commit(payload: bytes) -> Commit:
    """The commit in a record; ValueError when it is none."""
    try:
        return msgspec.msgpack.decode(inflated(payload, 1 << 30), type=Commit)
    except msgspec.MsgspecError as error:
        raise ValueError(str(error)) from error


def framed(kind: bytes, payload: bytes, before: int) -> tuple[bytes, int]:
    """The frame of a record and its checksum, given the checksum of the record before it."""
    checksum = checksum_of(kind, payload, before)
    return FRAME.pack(kind, checksum, len(payload)), checksum


def checksum_of(kind: bytes, payload: bytes, before: int) -> int:
    """CRC-32 of a record with its kind and length, going on from the checksum before it."""
    return zlib.crc32(payload, zlib.crc32(FRAME.pack(kind, 0, len(payload)), before))


def pack_tile(tile: Array, *, hurried: bool = False) -> bytes:
    """A tile as bytes: channels, encoding, data. ``hurried`` leaves them as large as they are.

    Pixels are stored as differences from their left neighbour, byte by byte apart: soft paint
    becomes runs of alike bytes, which the quickest kind of deflate packs well.
    """
    channels = 1 if tile.ndim == 2 else tile.shape[2]
    rows = np.ascontiguousarray(tile, "<u2").reshape(TILE, TILE * channels)
    head = bytes((channels,))
    if (rows[:, channels:] == rows[:, :-channels]).all() and (rows[1:] == rows[:-1]).all():
        return head + bytes((_CONSTANT,)) + rows[0, :channels].tobytes()
    if not hurried:
        steps = rows.copy()
        steps[:, channels:] -= rows[:, :-channels]
        planes = np.ascontiguousarray(steps.view(np.uint8).reshape(-1, 2 * channels).T)
        packer = zlib.compressobj(1, zlib.DEFLATED, -15, 8, zlib.Z_RLE)
        data = packer.compress(planes.data) + packer.flush()
        if len(data) < rows.nbytes:
            return head + bytes((_PACKED,)) + data
    return head + bytes((_RAW,)) + rows.tobytes()


def unpack_tile(data: bytes, channels: int) -> Array:
    """The tile in the content of a record, read-only; ValueError when it is not of that kind."""
    if len(data) < 2 or data[0] != channels:
        raise ValueError("not a tile of this kind")
    encoding, content = data[1], data[2:]
    count = TILE * TILE * channels
    if encoding == _CONSTANT:
        found = np.tile(_words(content, channels), TILE * TILE)
    elif encoding == _RAW:
        found = _words(content, count)
    elif encoding == _PACKED:
        planes = np.frombuffer(inflated(content, 2 * count, -15), np.uint8)
        if planes.size != 2 * count:
            raise ValueError("a tile of the wrong size")
        steps = np.ascontiguousarray(planes.reshape(2 * channels, -1).T).view("<u2")
        found = np.cumsum(steps.reshape(TILE, TILE, channels), axis=1, dtype=np.uint16)
    else:
        raise ValueError("an unknown kind of tile")
    tile: Array = np.ascontiguousarray(found, np.uint16).reshape(tile_shape(channels))
    tile.flags.writeable = False
    return tile


def _words(content: bytes, count: int) -> Array:
    if len(content) != 2 * count:
        raise ValueError("a tile of the wrong size")
    return np.frombuffer(content, "<u2")


def inflated(data: bytes, limit: int, window: int = 15) -> bytes:
    """Deflated bytes; ValueError when they are damaged or more than ``limit``."""
    try:
        packer = zlib.decompressobj(window)
        found = packer.decompress(data, limit + 1)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    if len(found) > limit or not packer.eof:
        raise ValueError("damaged or too large")
    return found


def tile_rows(changes: dict[tuple[int, int], int]) -> bytes:
    """Changed tiles, (column, row) -> number, as a commit holds them."""
    flat = itertools.chain.from_iterable((c, r, number) for (c, r), number in changes.items())
    return np.fromiter(flat, "<i4", 3 * len(changes)).tobytes()


def parse_tile_rows(data: bytes) -> list[tuple[int, int, int]]:
    """(column, row, number) of every changed tile; ValueError when damaged."""
    rows = np.frombuffer(data, "<i4").reshape(-1, 3)
    return [(column, row, number) for column, row, number in rows.tolist()]
