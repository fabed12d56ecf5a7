"""Files that nobody has vouched for: a clear message or a document, never anything else."""

from __future__ import annotations

import contextlib
import io
import struct
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from paintapp.document import Document, GroupLayer, Origin, RasterLayer
from paintapp.formats import (
    FORMATS,
    FormatError,
    SaveOptions,
    open_document,
    read_extra,
    read_image_bytes,
    read_thumbnail,
    save_document,
)
from tests.formats.documents import soft_mask, soft_pixels

SMALL = Document(
    40,
    30,
    (
        RasterLayer(id=1, name="a", pixels=soft_pixels(1, 40, 30), mask=soft_mask(1)),
        GroupLayer(
            id=2,
            name="g",
            children=(
                RasterLayer(
                    id=3, name="b", pixels=soft_pixels(2, 8, 8), origin=Origin("generated", "{}")
                ),
            ),
        ),
    ),
    selection=soft_mask(2),
)


def opened(path: Path, data: bytes) -> Document | None:
    """The document in the data; None after a FormatError that can be shown."""
    path.write_bytes(data)
    with contextlib.suppress(FormatError):
        read_extra(path)
    read_thumbnail(path)
    try:
        return open_document(path)
    except FormatError as error:
        message = str(error)
        assert path.name in message
        assert message.endswith(".")
        assert "Error" not in message
        assert "\n" not in message
        return None


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A small file of each format that can be written, and deep ones."""
    folder = tmp_path_factory.mktemp("originals")
    files = {}
    for row in FORMATS:
        for depth in (8, 16):
            if row.write:
                path = folder / f"a{row.extensions[0]}"
                save_document(SMALL, path, options=SaveOptions(depth=depth))
                files[f"{row.id}{depth}"] = path.read_bytes()
    for kind in ("BMP", "GIF"):
        file = io.BytesIO()
        Image.fromarray(np.arange(1200, dtype=np.uint8).reshape(30, 40)).save(file, kind)
        files[kind] = file.getvalue()
    return files


def test_cut_short_anywhere(originals: dict[str, bytes], tmp_path: Path) -> None:
    for name, data in originals.items():
        random = np.random.default_rng(1)
        lengths = {*range(0, 60, 3), *random.integers(0, len(data), 30).tolist(), len(data) - 1}
        for length in lengths:
            found = opened(tmp_path / "x.ora", data[:length])
            if name not in ("GIF", "BMP", "tiff8", "tiff16", "jpeg8", "jpeg16"):
                assert found is None or length >= len(data) - 16, (name, length)
        assert opened(tmp_path / "x.ora", data) is not None


def test_flipped_bits_anywhere(originals: dict[str, bytes], tmp_path: Path) -> None:
    for name, data in originals.items():
        random = np.random.default_rng(2)
        for _ in range(150 if name.startswith("ora") else 40):
            broken = bytearray(data)
            for at in random.integers(0, len(data), random.integers(1, 4)):
                broken[at] ^= 1 << int(random.integers(0, 8))
            opened(tmp_path / "x", bytes(broken))


def test_garbage(tmp_path: Path) -> None:
    random = np.random.default_rng(3)
    for start in (b"", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF", b"II*\0"):
        for length in (0, 5, 40, 3000):
            assert opened(tmp_path / "x", start + random.bytes(length)) is None


def entries_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return file.getvalue()


def png_of(width: int, height: int, data: bytes) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 16, 6, 0, 0, 0)
    out = b"\x89PNG\r\n\x1a\n"
    for kind, body in ((b"IHDR", header), (b"IDAT", data), (b"IEND", b"")):
        checksum = struct.pack(">I", zlib.crc32(kind + body))
        out += struct.pack(">I", len(body)) + kind + body + checksum
    return out


def stack(inside: str, size: str = 'w="40" h="30"') -> dict[str, bytes]:
    return {
        "mimetype": b"image/openraster",
        "stack.xml": f"<image {size}><stack>{inside}</stack></image>".encode(),
        "data/a.png": png_of(1, 1, zlib.compress(bytes(9))),
    }


LAYER = '<layer src="data/a.png" {}/>'


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        (stack(LAYER.format('opacity="nan"')), "is not a number"),
        (stack(LAYER.format('opacity="inf"')), "is not a number"),
        (stack(LAYER.format('opacity="much"')), "is not a number"),
        (stack(LAYER.format('x="1e300"')), "too large"),
        (stack(LAYER.format('x="-99999999"')), "too large"),
        (stack('<layer src="data/b.png"/>'), "is missing"),
        (stack('<layer src="../../etc/passwd"/>'), "is missing"),
        (stack('<layer src="stack.xml"/>'), "not a PNG image"),
        (stack("<layer/>"), "has no picture"),
        (stack("", 'w="-5" h="30"'), "states no size"),
        (stack("", 'w="5"'), "states no size"),
        (stack("", 'w="20000" h="30"'), "between 16 and 16384"),
        (stack("<stack>" * 400 + "</stack>" * 400), "nested too deeply"),
        (stack("<layer src='data/a.png'/>" * 30_000), "too many layers"),
        (stack("<stack>"), "stack.xml is damaged"),
        ({"mimetype": b"application/x-krita", "stack.xml": b"<image/>"}, "another program"),
        ({"mimetype": b"image/openraster"}, "not an OpenRaster file"),
        ({"stack.xml": b"<image w='40' h='30'/>"}, "holds no layers"),
        (
            {"stack.xml": b'<!DOCTYPE x [<!ENTITY a "aa">]><image w="40" h="30"/>'},
            "document type declaration",
        ),
        (
            {"stack.xml": b'<?xml version="1.0" encoding="no-such"?><image/>'},
            "stack.xml is damaged",
        ),
    ],
)
def test_broken_openraster(entries: dict[str, bytes], words: str, tmp_path: Path) -> None:
    path = tmp_path / "broken.ora"
    path.write_bytes(zipped(entries))
    with pytest.raises(FormatError, match=words) as caught:
        open_document(path)
    assert str(caught.value).startswith("“broken.ora” could not be opened: ")


def test_two_entries_of_one_name_are_refused(tmp_path: Path) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive, pytest.warns(UserWarning):
        archive.writestr("stack.xml", b"<image/>")
        archive.writestr("stack.xml", b"<image/>")
    path = tmp_path / "twice.ora"
    path.write_bytes(file.getvalue())
    with pytest.raises(FormatError, match="two entries with the same name"):
        open_document(path)


def bomb_of_entry() -> bytes:
    entries = stack(LAYER.format(""))
    entries["stack.xml"] += b" " * (20 << 20)
    return zipped(entries)


def bomb_of_picture() -> bytes:
    """Three thousand million pixels in a few kilobytes."""
    entries = stack(LAYER.format(""))
    entries["data/a.png"] = png_of(60_000, 50_000, zlib.compress(bytes(1 << 20)))
    return zipped(entries)


def bomb_of_claims() -> bytes:
    """A picture within the limits by its header, but next to no data."""
    entries = stack(LAYER.format("") * 100)
    entries["data/a.png"] = png_of(30_000, 30_000, zlib.compress(bytes(1 << 20)))
    return zipped(entries)


def bomb_of_entities() -> bytes:
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 20))
    xml = f'<!DOCTYPE x [<!ENTITY e0 "ha">{lines}]><image w="40" h="30" a="&e19;"/>'
    return zipped({"stack.xml": xml.encode()})


@pytest.mark.parametrize("bomb", [bomb_of_entry, bomb_of_picture, bomb_of_claims, bomb_of_entities])
def test_bombs_are_refused_before_they_go_off(bomb: Callable[[], bytes], tmp_path: Path) -> None:
    path = tmp_path / "bomb.ora"
    path.write_bytes(bomb())
    start = time.process_time()
    with pytest.raises(FormatError):
        open_document(path)
    assert time.process_time() - start < 10


def test_a_layer_of_many_copies_of_one_picture_is_bounded(tmp_path: Path) -> None:
    """The same well-packed picture, referred to again and again."""
    lines = np.zeros((4096, 4096 * 8 + 1), np.uint8)
    entries = stack(LAYER.format("") * 3_000)
    entries["data/a.png"] = png_of(4096, 4096, zlib.compress(lines.data, 1))
    path = tmp_path / "bomb.ora"
    path.write_bytes(zipped(entries))

    class EnoughError(Exception):
        pass

    def give_up(done: float) -> None:
        if time.process_time() - start > 1:
            raise EnoughError

    start = time.process_time()
    with pytest.raises((FormatError, EnoughError)):
        open_document(path, progress=give_up)
    assert time.process_time() - start < 20


@pytest.mark.parametrize("kind", ["PNG", "TIFF", "WEBP", "JPEG", "BMP"])
def test_an_oversized_picture_is_refused_before_decoding(kind: str) -> None:
    width = 16_385 if kind != "WEBP" else 16_383
    file = io.BytesIO()
    Image.new("L" if kind != "WEBP" else "RGB", (width, 1)).save(file, kind)
    if kind == "WEBP":  # its own limit is below ours
        assert read_image_bytes(file.getvalue()).width == width
        return
    with pytest.raises(FormatError, match="16385 x 1 pixels; a side may have at most 16384"):
        read_image_bytes(file.getvalue())


def test_a_png_that_claims_to_be_huge() -> None:
    with pytest.raises(FormatError, match="at most 16384"):
        read_image_bytes(png_of(2_000_000_000, 2_000_000_000, b""))
    with pytest.raises(FormatError, match="cut short"):
        read_image_bytes(png_of(16_384, 16_384, zlib.compress(bytes(9))))


def test_missing_files_and_folders(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="does not exist"):
        open_document(tmp_path / "no.ora")
    with pytest.raises(FormatError, match="is a folder"):
        open_document(tmp_path)
    with pytest.raises(FormatError):
        open_document(tmp_path / "a\0b.png")


@pytest.mark.parametrize("name", ["x.kra", "x", "x.exe", ".ora"])
def test_names_that_no_format_has(name: str, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"cannot be written. Use one of \.ora, \.png"):
        save_document(SMALL, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_documents_that_could_not_be_read_again_are_not_written(tmp_path: Path) -> None:
    layer = RasterLayer(id=1, name="a", pixels=soft_pixels(1, 4, 4))
    nested: RasterLayer | GroupLayer = layer
    for depth in range(2, 80):
        nested = GroupLayer(id=depth, name="g", children=(nested,))
    far = layer.pixels.written(soft_pixels(2, 4, 4).read(soft_pixels(2).bounds()), 90_000, 0)
    for layers, words in (
        ((nested,), "nested more than 64 deep"),
        ((layer, layer), "same number"),
        ((RasterLayer(id=1, name="a", opacity=float("nan")),), "opacity of the layer “a”"),
        ((RasterLayer(id=1, name="a", pixels=far),), "reaches too far beyond the canvas"),
    ):
        with pytest.raises(FormatError, match=words):
            save_document(Document(20, 20, layers), tmp_path / "a.ora")
    assert list(tmp_path.iterdir()) == []
