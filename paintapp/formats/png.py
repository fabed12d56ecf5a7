"""PNG in bands of rows: large pictures are written and read a strip at a time.

The libraries at hand hold the whole picture in memory, have no 16-bit RGBA, or compress on one
core; a layered file is mostly PNG, so this decides how long saving takes. Format: PNG
Specification, Third Edition (W3C 2025).
"""

from __future__ import annotations

import itertools
import math
import struct
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, NamedTuple, TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColorSpace

from paintapp.document import FULL
from paintapp.document.pixels import Array
from paintapp.formats.errors import FormatError

SIGNATURE = b"\x89PNG\r\n\x1a\n"

Samples = Literal["grey16", "rgb8", "rgb16", "rgba8", "rgba16"]

_SAMPLES: dict[str, tuple[int, int, int]] = {  # channels, bits, PNG colour type
    "grey16": (1, 16, 0),
    "rgb8": (3, 8, 2),
    "rgb16": (3, 16, 2),
    "rgba8": (4, 8, 6),
    "rgba16": (4, 16, 6),
}
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
_BAND_BYTES = 1 << 19
_MAXIMUM_BAND_BYTES = 1 << 26
_AHEAD = 4
_ROWS = 64
"""Rows in a band of pictures that are not ours."""
_SUB, _UP = 1, 2
_BAND_CHUNK = b"paBD"
"""Ours: says that each IDAT chunk but the last holds this many rows and stands alone.

Ancillary, private and not safe to copy, so that programs which change the picture drop it.
"""

Result = TypeVar("Result")

Rows = Callable[[int, int], NDArray[Any] | None]
"""(first row, number of rows) -> samples (rows, width[, channels]); None where all are 0."""


def band_height(row_bytes: int) -> int:
    """Rows that are compressed together: whole tiles, about half a megabyte."""
    return max(64, _BAND_BYTES // max(1, row_bytes) // 64 * 64)


def png_chunks(
    width: int,
    height: int,
    samples: Samples,
    rows: Rows,
    pool: Executor,
    *,
    band: int | None = None,
    pixels_per_inch: float | None = None,
    compact: bool = False,
) -> Iterator[bytes]:
    """The parts of a PNG file, in order; ``rows`` is asked for bands on the pool's threads.

    Samples are straight alpha, sRGB, uint8 or uint16 as ``samples`` says. Each band is a deflate
    stream of its own that ends on a byte (as pigz does), so bands compress side by side and
    the file does not depend on the number of threads. ``compact`` searches for repetitions,
    which halves flat drawings but takes several times as long on soft painting.
    """
    channels, bits, colour_type = _SAMPLES[samples]
    pixel_bytes = channels * bits // 8
    step = band or band_height(width * pixel_bytes)
    yield SIGNATURE + _chunk(
        b"IHDR", struct.pack(">IIBBBBB", width, height, bits, colour_type, 0, 0, 0)
    )
    if bits == 16:
        # Krita asks which profile is meant when a picture of 16 bits holds none.
        yield _chunk(b"iCCP", b"sRGB\0\0" + zlib.compress(_srgb_profile(), 9))
    else:
        yield _chunk(b"sRGB", b"\0")
    if pixels_per_inch is not None:
        per_metre = min(0x7FFFFFFF, max(1, round(pixels_per_inch / 0.0254)))
        yield _chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1))

    yield _chunk(_BAND_CHUNK, struct.pack(">I", step))

    def compressed(top: int) -> tuple[bytes, int, int]:
        count = min(step, height - top)
        array = rows(top, count)
        if array is None or not array.any():
            return _blank_band(count, width * pixel_bytes)
        return _deflated(_filtered(array, count, pixel_bytes), compact)

    checksum, head = 1, b"\x78\x01"
    for data, adler, length in in_order(pool, compressed, range(0, height, step)):
        checksum = _adler_combined(checksum, adler, length)
        yield _chunk(b"IDAT", head + data)
        head = b""
    yield _chunk(b"IDAT", b"\x03\x00" + struct.pack(">I", checksum)) + _chunk(b"IEND", b"")


def in_order(
    pool: Executor, work: Callable[[int], Result], items: Iterable[int]
) -> Iterator[Result]:
    """Results in the order of the items; a few are worked on ahead, on the pool's threads."""
    pending: deque[Future[Result]] = deque()
    try:
        for item in items:
            pending.append(pool.submit(work, item))
            if len(pending) >= _AHEAD:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()
    finally:
        for future in pending:
            future.cancel()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return (
        struct.pack(">I", len(data))
        + kind
        + data
        + struct.pack(">I", zlib.crc32(data, zlib.crc32(kind)))
    )


@lru_cache(maxsize=1)
def _srgb_profile() -> bytes:
    return bytes(QColorSpace(QColorSpace.NamedColorSpace.SRgb).iccProfile().data())


def _filtered(array: NDArray[Any], count: int, pixel_bytes: int) -> NDArray[np.uint8]:
    """Filtered rows with their filter bytes: differences to the row above.

    The first row of a band takes differences to its left instead, so bands stand alone.
    """
    if array.dtype == np.uint16:
        array = array.byteswap()
    raw = np.ascontiguousarray(array).view(np.uint8).reshape(count, -1)
    out = np.empty((count, raw.shape[1] + 1), np.uint8)
    out[0, 0] = _SUB
    out[0, 1 : 1 + pixel_bytes] = raw[0, :pixel_bytes]
    np.subtract(raw[0, pixel_bytes:], raw[0, :-pixel_bytes], out=out[0, 1 + pixel_bytes :])
    out[1:, 0] = _UP
    np.subtract(raw[1:], raw[:-1], out=out[1:, 1:])
    return out


def _deflated(filtered: NDArray[np.uint8], compact: bool) -> tuple[bytes, int, int]:
    """(raw deflate bytes ending on a byte, Adler-32, uncompressed length)."""
    # Runs and Huffman codes only: on soft painting as small as searching for matches, in half
    # the time.
    if compact:
        packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    else:
        packer = zlib.compressobj(1, zlib.DEFLATED, -15, 9, zlib.Z_RLE)
    data = packer.compress(filtered.data) + packer.flush(zlib.Z_SYNC_FLUSH)
    return data, zlib.adler32(filtered.data), filtered.nbytes


@lru_cache(maxsize=16)
def _blank_band(count: int, row_bytes: int) -> tuple[bytes, int, int]:
    return _deflated(np.zeros((count, row_bytes + 1), np.uint8), compact=True)


def _adler_combined(first: int, second: int, second_length: int) -> int:
    """Adler-32 of two joined pieces from the checksum of each (zlib's adler32_combine)."""
    base = 65521
    a1, b1 = first & 0xFFFF, first >> 16
    a2, b2 = second & 0xFFFF, second >> 16
    a = (a1 + a2 - 1) % base
    b = (b1 + b2 + (second_length % base) * (a1 - 1)) % base
    return b << 16 | a


@dataclass(frozen=True, slots=True)
class PngHeader:
    """What a PNG file says of itself. ``depth`` is bits a sample."""

    width: int
    height: int
    depth: int
    colour_type: int
    interlaced: bool

    @property
    def row_bytes(self) -> int:
        return (self.width * self.depth * _CHANNELS[self.colour_type] + 7) // 8


def png_header(data: bytes) -> PngHeader:
    """The header, from the first 33 bytes of a file. Raises FormatError."""
    if data[:8] != SIGNATURE or data[12:16] != b"IHDR" or len(data) < 33:
        raise FormatError("a picture in it is not a PNG image")
    fields = struct.unpack(">IIBBBBB", data[16:29])
    width, height, depth, colour_type, compression, filtering, interlace = fields
    if not (
        width
        and height
        and depth in _DEPTHS.get(colour_type, ())
        and compression == filtering == 0
        and interlace in (0, 1)
    ):
        raise FormatError("a picture in it has a broken PNG header")
    return PngHeader(width, height, depth, colour_type, bool(interlace))


def read_bands(data: bytes, pool: Executor) -> Iterator[tuple[int, Array | None]]:
    """The rows of a PNG file from the top, in bands: (number of rows, samples).

    Samples are straight RGBA (rows, width, 4), or (rows, width) for 16-bit grey without alpha;
    uint16 whatever the file's depth; None where all are 0. Files that `png_chunks` wrote are
    decoded on the pool's threads and take a few bands of memory, others one band or, where
    their filters or their kind are others, the whole picture. Colour profiles are left alone.
    Raises FormatError.
    """
    header = png_header(data)
    chunks = _checked_chunks(data, header)
    if header.depth != 16 or header.colour_type not in (0, 6) or header.interlaced:
        yield from _sliced(_decoded(data, header), 0)
    elif chunks.band and len(chunks.data) == -(-header.height // chunks.band) + 1:
        yield from _own_bands(chunks, header, pool)
    else:
        done = 0
        try:
            for array in _simple_bands(b"".join(chunks.data), header):
                yield len(array), array
                done += len(array)
        except _OtherFilterError:
            # The bands so far are right; go on from there with the library.
            yield from _sliced(_decoded(data, header), done)


def _sliced(whole: Array, done: int) -> Iterator[tuple[int, Array]]:
    for top in range(done, len(whole), _ROWS):
        band = whole[top : top + _ROWS]
        yield len(band), band


def read_whole(data: bytes) -> Array:
    """A PNG file as straight RGBA (h, w, 4) uint16. Raises FormatError."""
    header = png_header(data)
    whole: Array = np.zeros((header.height, header.width, 4), np.uint16)
    top = 0
    with ThreadPoolExecutor(1) as pool:
        for count, band in read_bands(data, pool):
            if band is not None:
                whole[top : top + count] = rgba_of(band)
            top += count
    return whole


def rgba_of(samples: Array) -> Array:
    """Straight RGBA of samples as `read_bands` gives them."""
    if samples.ndim == 3:
        return samples
    rgba: Array = np.full((*samples.shape, 4), FULL, np.uint16)
    rgba[..., :3] = samples[..., None]
    return rgba


class _Chunks(NamedTuple):
    data: list[memoryview]
    band: int
    """Rows in each piece of data; 0 where the file does not say."""


def _checked_chunks(data: bytes, header: PngHeader) -> _Chunks:
    """The pieces of image data, after checking that the file is whole and undamaged."""
    parts: list[memoryview] = []
    band = 0
    position, size = 8, len(data)
    while True:
        length = int.from_bytes(data[position : position + 4], "big")
        kind = data[position + 4 : position + 8]
        end = position + 8 + length
        if end + 4 > size:
            raise FormatError("a picture in it is cut short")
        body = memoryview(data)[position + 4 : end]
        if zlib.crc32(body) != int.from_bytes(data[end : end + 4], "big"):
            raise FormatError("a picture in it is damaged (wrong checksum)")
        if kind == b"IDAT":
            parts.append(body[4:])
        elif kind == _BAND_CHUNK and length == 4:
            rows = int.from_bytes(body[4:], "big")
            band = rows if rows * header.row_bytes <= _MAXIMUM_BAND_BYTES else 0
        elif kind == b"IEND":
            break
        position = end + 4
    # Deflate shrinks by 1032 at most: a huge picture in a few bytes is a lie.
    if sum(map(len, parts)) * 1032 < header.row_bytes * header.height:
        raise FormatError("a picture in it is cut short")
    return _Chunks(parts, band)


def _own_bands(
    chunks: _Chunks, header: PngHeader, pool: Executor
) -> Iterator[tuple[int, Array | None]]:
    """Bands of a file in which each piece of data is a band that stands alone."""

    def unpacked(index: int) -> tuple[int, Array | None]:
        count = min(chunks.band, header.height - index * chunks.band)
        packed = chunks.data[index]
        if index == 0:
            packed = packed[2:]  # zlib's header
        if packed == _blank_band(count, header.row_bytes)[0]:
            return count, None
        length = count * (header.row_bytes + 1)
        try:
            lines = zlib.decompressobj(-15).decompress(packed, length)
        except zlib.error as error:
            raise FormatError("a picture in it is damaged") from error
        if len(lines) != length:
            raise FormatError("a picture in it is damaged")
        above = np.zeros(header.row_bytes, np.uint8)
        try:
            return count, _samples(_unfiltered(lines, count, header, above), header)
        except _OtherFilterError as error:
            raise FormatError("a picture in it is damaged") from error

    yield from in_order(pool, unpacked, range(len(chunks.data) - 1))


class _OtherFilterError(Exception):
    """The picture uses row filters that cannot be undone on whole bands."""


def _simple_bands(packed: bytes, header: PngHeader) -> Iterator[Array]:
    """Bands of a 16-bit picture whose rows are filtered by None, Sub or Up."""
    line = header.row_bytes + 1
    above = np.zeros(header.row_bytes, np.uint8)
    unpacker = zlib.decompressobj()
    rest = packed
    for top in range(0, header.height, _ROWS):
        count = min(_ROWS, header.height - top)
        wanted = count * line
        pieces = []
        while wanted:
            try:
                piece = unpacker.decompress(rest, wanted)
            except zlib.error as error:
                raise FormatError("a picture in it is damaged") from error
            rest = unpacker.unconsumed_tail
            if not piece:
                raise FormatError("a picture in it is cut short")
            pieces.append(piece)
            wanted -= len(piece)
        raw = _unfiltered(b"".join(pieces), count, header, above)
        above = raw[-1]
        yield _samples(raw, header)


def _unfiltered(
    lines: bytes, count: int, header: PngHeader, above: NDArray[np.uint8]
) -> NDArray[np.uint8]:
    """Rows of bytes from filtered rows; _OtherFilterError for Average and Paeth."""
    block = np.frombuffer(lines, np.uint8).reshape(count, header.row_bytes + 1)
    raw = np.empty((count, header.row_bytes), np.uint8)
    _unfilter(block, raw, above, 2 * _CHANNELS[header.colour_type])
    return raw


def _samples(raw: NDArray[np.uint8], header: PngHeader) -> Array:
    channels = _CHANNELS[header.colour_type]
    shape = (len(raw), header.width) if channels == 1 else (len(raw), header.width, channels)
    samples: Array = raw.view(">u2").reshape(shape).astype(np.uint16)
    return samples


def _unfilter(
    block: NDArray[np.uint8], raw: NDArray[np.uint8], above: NDArray[np.uint8], pixel_bytes: int
) -> None:
    """Undo row filters into ``raw``; _OtherFilterError for Average and Paeth."""
    filters = block[:, 0]
    if (filters > _UP).any():
        raise _OtherFilterError
    starts = np.flatnonzero(filters != _UP)
    edges = [0, *(int(s) for s in starts if s), len(block)]
    for start, end in itertools.pairwise(edges):
        first = block[start, 1:]
        if filters[start] == _UP:
            np.add(first, above, out=raw[start])
        elif filters[start] == _SUB:
            left = first.reshape(-1, pixel_bytes)
            np.add.accumulate(left, axis=0, dtype=np.uint8, out=raw[start].reshape(-1, pixel_bytes))
        else:
            raw[start] = first
        # Rows filtered by Up are running sums down each column, modulo 256.
        if end > start + 1:
            raw[start + 1 : end] = block[start + 1 : end, 1:]
            np.add.accumulate(raw[start:end], axis=0, dtype=np.uint8, out=raw[start:end])
        above = raw[end - 1]


def _decoded(data: bytes, header: PngHeader) -> Array:
    """Any PNG as straight RGBA uint16 (or 16-bit grey), decoded whole by OpenCV."""
    try:
        found = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    except cv2.error as error:
        raise FormatError("a picture in it cannot be decoded") from error
    if found is None or found.shape[:2] != (header.height, header.width):
        raise FormatError("a picture in it cannot be decoded")
    if found.dtype == np.uint8:
        found = found.astype(np.uint16)
        found *= 257
    if found.dtype != np.uint16:
        raise FormatError("a picture in it cannot be decoded")
    if found.ndim == 2:
        if header.colour_type == 0 and header.depth == 16:
            grey: Array = found
            return grey
        found = found[..., None]
    rgba: Array = np.empty((*found.shape[:2], 4), np.uint16)
    channels = found.shape[2]
    rgba[..., :3] = found[..., 2::-1] if channels >= 3 else found[..., :1]
    rgba[..., 3] = found[..., -1] if channels in (2, 4) else FULL
    return rgba


def thumbnail_size(width: int, height: int, side: int) -> tuple[int, int]:
    """The largest size with the same proportions that fits a square, at least 1x1; no larger."""
    scale = min(1.0, side / max(width, height))
    return max(1, math.floor(width * scale)), max(1, math.floor(height * scale))
