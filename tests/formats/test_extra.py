"""What is kept beside a document, and words inside PNG files."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from paintapp import formats
from paintapp.document import Document
from paintapp.formats import png_texts
from paintapp.formats.errors import FormatError
from tests.formats.documents import busy_document


def test_entries_are_read_one_by_one_and_pictures_are_not_packed_again(tmp_path: Path) -> None:
    path = tmp_path / "kept.ora"
    extra = {"settings.json": b"{}" * 500, "results/a.png": bytes(range(256)) * 8}
    document = busy_document(1)
    formats.save_document(document, path, options=formats.SaveOptions(extra=extra))
    assert formats.open_document(path) == document
    with formats.open_extra(path) as found:
        assert found is not None
        assert set(found.names) == set(extra)
        for name, data in extra.items():
            assert found.read(name, len(data)) == data
    with zipfile.ZipFile(path) as archive:
        kinds = {i.filename: i.compress_type for i in archive.infolist()}
    assert kinds["paintapp/extra/results/a.png"] == zipfile.ZIP_STORED
    assert kinds["paintapp/extra/settings.json"] == zipfile.ZIP_DEFLATED


def test_an_entry_beyond_its_limit_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.ora"
    extra = {"settings.json": bytes(8 << 20)}  # packed it is small
    formats.save_document(Document(20, 20), path, options=formats.SaveOptions(extra=extra))
    assert path.stat().st_size < 1 << 20
    with (
        pytest.raises(FormatError, match="larger than allowed"),
        formats.open_extra(path) as found,
    ):
        assert found is not None
        found.read("settings.json", 1 << 20)


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\3\4" + bytes(100), b"plain text"])
def test_what_is_no_archive_has_nothing_beside_it(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.ora"
    path.write_bytes(content)
    if content[:2] == b"PK":
        with pytest.raises(FormatError), formats.open_extra(path):
            pass
    else:
        with formats.open_extra(path) as found:
            assert found is None


def test_a_flat_file_keeps_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "flat.png"
    options = formats.SaveOptions(extra={"settings.json": b"{}"})
    formats.save_document(Document(20, 20), path, options=options)
    with formats.open_extra(path) as found:
        assert found is None


def test_words_go_into_a_png_and_its_pixels_stay(tmp_path: Path) -> None:
    picture = np.random.default_rng(1).integers(0, 256, (20, 30, 3)).astype(np.uint8)
    path = tmp_path / "picture.png"
    Image.fromarray(picture).save(path)
    packet = png_texts.digital_source(png_texts.TRAINED, "paint & <app>")
    texts = {"parameters": "a ✿\nSteps: 4", "Software": "x\0y", png_texts.XMP_KEYWORD: packet}
    path.write_bytes(png_texts.with_texts(path.read_bytes(), texts))
    with Image.open(path) as image:
        assert np.array_equal(np.asarray(image), picture)
        assert image.text["parameters"] == "a ✿\nSteps: 4"  # type: ignore[attr-defined]
        assert image.text["Software"] == "xy"  # type: ignore[attr-defined]
        root = ElementTree.fromstring(image.text[png_texts.XMP_KEYWORD])  # type: ignore[attr-defined]
    told = {text for node in root.iter() for text in (*node.attrib.values(), node.text)}
    assert "paint & <app>" in told


@pytest.mark.parametrize("data", [b"", b"GIF89a" + bytes(60), b"\x89PNG\r\n\x1a\n" + bytes(60)])
def test_only_png_files_take_words(data: bytes) -> None:
    with pytest.raises(FormatError):
        png_texts.with_texts(data, {"Software": "x"})
    with pytest.raises(FormatError):
        png_texts.with_texts(b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR" + bytes(40), {"": "x"})
