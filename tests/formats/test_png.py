"""PNG in bands: what is written is right for other decoders, what they write is read."""

from __future__ import annotations

import io
import struct
import zlib
from concurrent.futures import ThreadPoolExecutor

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from paintapp.formats.errors import FormatError
from paintapp.formats.png import png_chunks, png_header, read_bands
from paintapp.painting.colour import premultiply, unpremultiply


def encoded(array: np.ndarray, samples: str, band: int | None = None, **options: object) -> bytes:
    with ThreadPoolExecutor(2) as pool:
        height, width = array.shape[:2]
        rows = lambda top, count: array[top : top + count]  # noqa: E731
        return b"".join(png_chunks(width, height, samples, rows, pool, band=band, **options))


def decoded(data: bytes) -> np.ndarray:
    with ThreadPoolExecutor(2) as pool:
        bands = list(read_bands(data, pool))
    header = png_header(data)
    shape = next((band.shape[1:] for _, band in bands if band is not None), (header.width, 4))
    return np.concatenate(
        [np.zeros((rows, *shape), np.uint16) if band is None else band for rows, band in bands]
    )


def assembled(width: int, height: int, lines: bytes, interlaced: int = 0) -> bytes:
    """A 16-bit RGBA file made of filtered rows."""
    header = struct.pack(">IIBBBBB", width, height, 16, 6, 0, 0, interlaced)
    data = b"\x89PNG\r\n\x1a\n"
    for kind, body in ((b"IHDR", header), (b"IDAT", zlib.compress(lines)), (b"IEND", b"")):
        checksum = struct.pack(">I", zlib.crc32(kind + body))
        data += struct.pack(">I", len(body)) + kind + body + checksum
    return data


@pytest.mark.parametrize("alpha", [*range(1, 40), 255, 257, 32767, 32768, 65533, 65534, 65535])
def test_straight_alpha_loses_nothing(alpha: int) -> None:
    values = np.arange(alpha + 1, dtype=np.uint16)
    pixels = np.stack([values, values, values, np.full_like(values, alpha)], axis=-1)
    assert np.array_equal(premultiply(unpremultiply(pixels)), pixels)


@given(st.integers(0, 65535))
@settings(max_examples=40, deadline=None)
def test_straight_alpha_loses_nothing_at_any_alpha(alpha: int) -> None:
    values = np.arange(alpha + 1, dtype=np.uint16)
    pixels = np.stack([values, values[::-1], values, np.full_like(values, alpha)], axis=-1)
    assert np.array_equal(premultiply(unpremultiply(pixels)), pixels)


@pytest.mark.parametrize("compact", [False, True])
@pytest.mark.parametrize("band", [64, 7, None])
def test_other_decoders_read_what_is_written(compact: bool, band: int | None) -> None:
    random = np.random.default_rng(1)
    array = random.integers(0, 65536, (150, 33, 4)).astype(np.uint16)
    array[40:110] = 0
    data = encoded(array, "rgba16", band, compact=compact)
    theirs = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    assert np.array_equal(theirs[..., [2, 1, 0, 3]], array)
    Image.open(io.BytesIO(data)).verify()
    assert np.array_equal(decoded(data), array)


@pytest.mark.parametrize(
    ("samples", "shape", "kind"),
    [
        ("grey16", (70, 51), np.uint16),
        ("rgb8", (70, 51, 3), np.uint8),
        ("rgba8", (70, 51, 4), np.uint8),
        ("rgb16", (70, 51, 3), np.uint16),
    ],
)
def test_every_kind_of_samples(samples: str, shape: tuple[int, ...], kind: type) -> None:
    array = np.random.default_rng(2).integers(0, np.iinfo(kind).max + 1, shape).astype(kind)
    data = encoded(array, samples, pixels_per_inch=300)
    image = Image.open(io.BytesIO(data))
    assert round(image.info["dpi"][0]) == 300
    if kind == np.uint8:
        assert np.array_equal(np.asarray(image), array)
    found = decoded(data)
    wanted = array if kind == np.uint16 else array.astype(np.uint16) * 257
    assert np.array_equal(found if found.ndim == 2 else found[..., : shape[2]], wanted)


def test_a_file_does_not_depend_on_the_number_of_threads() -> None:
    array = np.random.default_rng(3).integers(0, 99, (300, 40, 4)).astype(np.uint16)
    rows = lambda top, count: array[top : top + count]  # noqa: E731
    files = []
    for workers in (1, 4):
        with ThreadPoolExecutor(workers) as pool:
            files.append(b"".join(png_chunks(40, 300, "rgba16", rows, pool, band=64)))
    assert files[0] == files[1]


@pytest.mark.parametrize("filters", [[0, 1, 2], [2, 2, 1, 1, 0], [3], [4], [1, 2, 4, 0, 3]])
def test_rows_of_every_filter_are_read(filters: list[int]) -> None:
    array = np.random.default_rng(4).integers(0, 65536, (130, 9, 4)).astype(np.uint16)
    raw = array.byteswap().view(np.uint8).reshape(130, 72).astype(int)
    lines = []
    for y in range(130):
        kind = filters[y % len(filters)] if y > 70 else 2
        above = raw[y - 1] if y else np.zeros(72, int)
        left, corner = np.zeros(72, int), np.zeros(72, int)
        left[8:], corner[8:] = raw[y, :-8], above[:-8]
        guess = left + above - corner
        distances = np.stack([abs(guess - left), abs(guess - above), abs(guess - corner)])
        paeth = np.choose(distances.argmin(axis=0), [left, above, corner])
        predicted = [0, left, above, (left + above) // 2, paeth][kind]
        lines.append(bytes([kind]) + ((raw[y] - predicted) % 256).astype(np.uint8).tobytes())
    data = assembled(9, 130, b"".join(lines))
    assert np.array_equal(decoded(data), array)


@pytest.mark.parametrize("mode", ["RGBA", "RGB", "L", "LA", "P", "1", "I;16"])
@pytest.mark.parametrize("transparency", [False, True])
def test_kinds_of_png_that_others_write(mode: str, transparency: bool) -> None:
    colours = np.random.default_rng(5).integers(0, 256, (20, 31, 4)).astype(np.uint8)
    if mode == "I;16":
        grey = colours[..., 0].astype(np.uint16) * 200
        image = Image.fromarray(grey)
    else:
        image = Image.fromarray(colours).convert("RGB" if mode in ("P", "1") else mode)
        image = image.convert(mode) if image.mode != mode else image
    options = {"transparency": 3} if transparency and mode == "P" else {}
    file = io.BytesIO()
    image.save(file, "PNG", **options)
    found = decoded(file.getvalue())
    if mode == "I;16":
        assert np.array_equal(found, grey)
    else:
        wanted = np.asarray(Image.open(io.BytesIO(file.getvalue())).convert("RGBA"))
        assert np.array_equal(found, wanted.astype(np.uint16) * 257)


def test_interlaced_pictures_are_read() -> None:
    array = np.random.default_rng(6).integers(0, 65536, (21, 20, 4)).astype(np.uint16)
    lines = []
    adam7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2)]
    for x, y, step_x, step_y in (*adam7, (0, 1, 1, 2)):
        rows = array[y::step_y, x::step_x].astype(">u2")
        lines.extend(b"\0" + row.tobytes() for row in rows)
    assert np.array_equal(decoded(assembled(20, 21, b"".join(lines), interlaced=1)), array)


def test_a_picture_that_claims_more_than_it_holds_is_refused_at_once() -> None:
    data = bytearray(encoded(np.zeros((4, 4, 4), np.uint16), "rgba16"))
    data[16:24] = struct.pack(">II", 60000, 60000)
    data[29:33] = struct.pack(">I", zlib.crc32(data[12:29]))
    with pytest.raises(FormatError, match="cut short"):
        decoded(bytes(data))
