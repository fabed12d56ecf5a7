"""Reading OpenRaster files, our own and those of other programs."""

from __future__ import annotations

import os
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import BinaryIO

import numpy as np

from paintapp.document import TILE, Document, Pixels, Rect
from paintapp.document.pixels import Array
from paintapp.formats.archive import Archive
from paintapp.formats.errors import FormatError
from paintapp.formats.ora_import import imported
from paintapp.formats.ora_record import (
    EXTRA,
    MAXIMUM_AREA,
    MAXIMUM_SIDE,
    MIMETYPE,
    RECORD,
    THUMBNAIL,
    PlaneRecord,
    document_of,
    parse_record,
    planes_of,
)
from paintapp.formats.ora_stack import parse_stack
from paintapp.formats.png import SIGNATURE, png_header, read_bands, read_whole, rgba_of
from paintapp.formats.progress import Progress, ignored
from paintapp.messages import Message
from paintapp.painting.colour import Bytes, premultiply, to_8bit

_STACK_BYTES = 16 << 20
_RECORD_BYTES = 64 << 20
_ORIGIN_BYTES = 256 << 20
_EXTRA_BYTES = 1 << 30


def read_ora(file: BinaryIO, *, progress: Progress = ignored) -> Document:
    """The document in an OpenRaster file: exactly as written when it is ours and untouched.

    Raises FormatError, DocumentError and whatever ``progress`` raises.
    """
    archive = Archive(file)
    if "stack.xml" not in archive:
        raise FormatError("it is not an OpenRaster file")
    name, kind = MIMETYPE
    if name in archive and archive.read(name, 256).strip() != kind:
        raise FormatError("it belongs to another program; save it as OpenRaster (.ora) there")
    stack = archive.read("stack.xml", _STACK_BYTES)
    root = parse_stack(stack)
    record = None
    if RECORD in archive:
        record = parse_record(archive.read(RECORD, _RECORD_BYTES), stack, archive.checksum)
    with ThreadPoolExecutor(min(4, os.cpu_count() or 1), "open") as pool:
        if record is None:
            loader = _Loader(archive, pool, progress, stack.count(b"src="))
            document = imported(root, loader.layer)
        else:
            loader = _Loader(archive, pool, progress, sum(1 for _ in planes_of(record)))
            document = document_of(record, loader.plane, loader.text)
    progress(1.0)
    return document


class ExtraEntries:
    """The entries that `write_ora` was given as ``extra``, by name; read one by one.

    Raises FormatError when the file is no archive.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._archive = Archive(file)
        self.names = tuple(
            name.removeprefix(EXTRA) for name in self._archive.names if name.startswith(EXTRA)
        )

    def read(self, name: str, limit: int) -> bytes:
        """An entry; FormatError when it is missing, damaged or longer than ``limit`` bytes."""
        return self._archive.read(EXTRA + name, limit)


def read_extra(file: BinaryIO) -> dict[str, bytes]:
    """All `ExtraEntries` at once. Raises FormatError."""
    entries = ExtraEntries(file)
    left = _EXTRA_BYTES
    found = {}
    for name in entries.names:
        found[name] = data = entries.read(name, left)
        left -= len(data)
    return found


def read_thumbnail(file: BinaryIO) -> Bytes:
    """The thumbnail of an OpenRaster file: straight RGBA, (h, w, 4). Raises FormatError."""
    data = Archive(file).read(THUMBNAIL, 4 << 20)
    header = png_header(data)
    if max(header.width, header.height) > 1024:
        raise FormatError("its thumbnail is too large")
    return to_8bit(read_whole(data))


class _Loader:
    """Reads the planes of a file within the memory that this computer has."""

    def __init__(self, archive: Archive, pool: Executor, progress: Progress, count: int) -> None:
        self.archive = archive
        self.pool = pool
        self.progress = progress
        self.count = max(1, count)
        self.done = 0.0
        self.bytes_left = _memory() * 3 // 4
        self.area_left = 32 * MAXIMUM_AREA

    def text(self, name: str) -> str:
        try:
            return self.archive.read(name, _ORIGIN_BYTES).decode("utf-8", "surrogatepass")
        except UnicodeDecodeError as error:
            raise FormatError(Message("its entry “{name}” is damaged", name=name)) from error

    def layer(self, name: str, x: int, y: int) -> Pixels:
        """The pixels of a layer of any OpenRaster file."""
        return self._read(name, Pixels(), x, y)

    def plane(self, record: PlaneRecord, channels: int) -> Pixels:
        """A plane of our own record."""
        try:
            blank = Pixels(channels, record.fill)
        except ValueError as error:
            raise FormatError("its record is damaged") from error
        if not record.source:
            self._advance(1.0)
            return blank
        return self._read(record.source, blank, record.x, record.y)

    def _read(self, name: str, plane: Pixels, x: int, y: int) -> Pixels:
        start = self.archive.start(name, 33)
        if start[:8] != SIGNATURE:
            raise FormatError(Message("its picture “{name}” is not a PNG image", name=name))
        header = png_header(start)
        area = header.width * header.height
        if max(header.width, header.height) > MAXIMUM_SIDE or area > MAXIMUM_AREA:
            raise FormatError(
                Message(
                    "its picture “{name}” is too large ({width} x {height} pixels)",
                    name=name,
                    width=header.width,
                    height=header.height,
                )
            )
        self.area_left -= area
        if self.area_left < 0:
            raise FormatError("its layers together are too large")
        # Even data that cannot be packed grows only a little.
        limit = (header.row_bytes + 1) * header.height * 11 // 10 + (8 << 20)
        data = self.archive.read(name, limit)
        row = 0
        for count, band in read_bands(data, self.pool):
            if band is not None or plane.fill:
                plane = self._with_band(plane, name, band, Rect(x, y + row, header.width, count))
            row += count
            self._advance(count / header.height)
        return plane

    def _with_band(self, plane: Pixels, name: str, band: Array | None, place: Rect) -> Pixels:
        """A plane with a band of samples (None: all 0) written to a place."""
        if plane.channels == 1:
            if band is None:
                band = np.zeros((place.height, place.width), np.uint16)
            if band.ndim == 3:
                raise FormatError(Message("its picture “{name}” is not a mask", name=name))
        elif band is None:
            band = np.zeros((place.height, place.width, 4), np.uint16)
        else:
            band = premultiply(rgba_of(band))
        before = len(plane.tiles)
        plane = plane.written(band, place.x, place.y)
        self.bytes_left -= (len(plane.tiles) - before) * TILE * TILE * 2 * plane.channels
        if self.bytes_left < 0:
            raise FormatError("it needs more memory than this computer has")
        return plane

    def _advance(self, part: float) -> None:
        self.done += part
        self.progress(min(1.0, self.done / self.count))


def _memory() -> int:
    """Bytes of memory in this computer; a guess where the system does not say."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, OSError, ValueError):
        return 8 << 30
