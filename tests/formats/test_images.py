"""Flat pictures: in and out, profiles, orientation, odd kinds."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms
from PySide6.QtGui import QColorSpace

from paintapp.document import Document, Pixels, RasterLayer, Rect
from paintapp.formats import (
    FORMATS,
    FormatError,
    SaveOptions,
    layer_of_file,
    open_document,
    read_image_bytes,
    save_document,
)
from paintapp.painting.colour import from_8bit, to_8bit_rgb, to_straight_8bit
from paintapp.painting.composite import flatten
from tests.formats.documents import smooth_pixels, soft_pixels

WRITABLE = [row for row in FORMATS if row.write]


def picture(width: int = 90, height: int = 70) -> Document:
    """Two layers, opaque on the left, soft on the right."""
    random = np.random.default_rng(1)
    opaque = from_8bit(random.integers(0, 256, (height, width // 2, 3)).astype(np.uint8))
    layers = (
        RasterLayer(id=1, name="soft", pixels=smooth_pixels(1, width, height)),
        RasterLayer(id=2, name="opaque", pixels=Pixels.from_array(opaque)),
    )
    return Document(width, height, layers, resolution=300)


def pixels_of(document: Document, width: int, height: int) -> np.ndarray:
    return to_straight_8bit(flatten(document, Rect(0, 0, width, height)))


def bytes_of(image: Image.Image, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def straight(data: bytes) -> np.ndarray:
    found = read_image_bytes(data)
    return to_straight_8bit(found.pixels.read(Rect(0, 0, found.width, found.height)))


@pytest.mark.parametrize("row", WRITABLE, ids=lambda row: row.id)
def test_every_format_round_trips(row, tmp_path: Path) -> None:
    """Layered formats give the document back, others what it looks like."""
    document = picture()
    for extension in row.extensions:
        path = tmp_path / f"a{extension.upper()}"
        save_document(document, path, options=SaveOptions(quality=100))
        found = open_document(path)
        if row.layered:
            assert found == document
            continue
        assert (found.width, found.height) == (90, 70)
        assert found.resolution == pytest.approx(300, rel=0.01) or row.id == "webp"
        (layer,) = found.layers
        assert layer.name == "a"
        assert (layer.origin.kind, layer.origin.detail) == ("imported", path.name)
        if row.id == "jpeg":
            wanted, seen = to_8bit_rgb(flatten(document)), to_8bit_rgb(flatten(found))
            assert np.abs(wanted.astype(int) - seen).mean() < 3
        else:
            # Once at 8 bits, nothing changes any more; under thin alpha colours round.
            wanted, seen = pixels_of(document, 90, 70), pixels_of(found, 90, 70)
            assert np.array_equal(seen[..., 3], wanted[..., 3])
            solid = wanted[..., 3] == 255
            assert np.array_equal(seen[solid], wanted[solid])
            thin = wanted[..., 3:] / 255
            assert np.abs((seen.astype(int) - wanted) * thin).max() <= 1
            save_document(found, tmp_path / f"b{extension}", options=SaveOptions(quality=100))
            again = open_document(tmp_path / f"b{extension}")
            assert again.layers[0].pixels == layer.pixels


@pytest.mark.parametrize("extension", [".png", ".tif"])
def test_16_bits_survive_exactly(extension: str, tmp_path: Path) -> None:
    layer = RasterLayer(id=1, name="a", pixels=soft_pixels(1))
    document = Document(90, 70, (layer,))
    path = tmp_path / f"a{extension}"
    save_document(document, path, options=SaveOptions(depth=16))
    assert open_document(path).layers[0].pixels == layer.pixels


def test_jpeg_has_a_background(tmp_path: Path) -> None:
    document = Document(20, 20)
    for background in ((255, 255, 255), (10, 200, 30)):
        save_document(document, tmp_path / "a.jpg", options=SaveOptions(background=background))
        found = np.asarray(Image.open(tmp_path / "a.jpg"))
        assert np.abs(found.astype(int) - background).max() <= 3


def test_qualities_that_do_not_exist(tmp_path: Path) -> None:
    for quality in (0, -4, 101):
        with pytest.raises(FormatError, match="between 1 and 100"):
            save_document(
                Document(20, 20), tmp_path / "a.jpg", options=SaveOptions(quality=quality)
            )


@pytest.mark.parametrize(
    "mode", ["RGB", "RGBA", "L", "LA", "P", "PA", "1", "CMYK", "YCbCr", "LAB", "I;16"]
)
def test_kinds_of_pixels(mode: str) -> None:
    """Every mode that the kinds of files can hold."""
    down, right = np.mgrid[0:40, 0:50].astype(np.uint8) * 5
    colours = Image.fromarray(np.dstack([down, right, 255 - down]) // 2 + 64)  # CIELAB rounds
    if mode == "I;16":
        image = Image.fromarray(down.astype(np.uint16) * 257)
        wanted = np.dstack([down, down, down])
    elif mode == "LAB":
        profile = ImageCms.createProfile("sRGB")
        lab = ImageCms.createProfile("LAB")
        image = ImageCms.profileToProfile(colours, profile, lab, outputMode="LAB")
        wanted = np.asarray(colours)
    else:
        image = colours.convert("L" if mode in ("LA", "1") else "RGB").convert(mode)
        wanted = np.asarray(image.convert("RGB"))
    tolerance = {"LAB": 16, "CMYK": 1}.get(mode, 0)
    kinds = [
        kind
        for kind, modes in {
            "PNG": ("RGB", "RGBA", "L", "LA", "P", "1", "I;16"),
            "TIFF": ("RGB", "RGBA", "L", "LA", "P", "1", "CMYK", "YCbCr", "LAB", "I;16"),
            "GIF": ("P", "L", "1"),
            "BMP": ("RGB", "L", "P", "1"),
            "WEBP": ("RGBA",),
        }.items()
        if mode in modes
    ]
    for kind in kinds:
        found = straight(bytes_of(image, kind, **({"lossless": True} if kind == "WEBP" else {})))
        assert found.shape == (40, 50, 4)
        assert (found[..., 3] == 255).all()
        assert np.abs(found[..., :3].astype(int) - wanted).max() <= tolerance, kind


def test_transparent_palettes_and_colours() -> None:
    image = Image.fromarray(np.arange(256, dtype=np.uint8).reshape(16, 16))
    palette = image.convert("P")
    found = straight(bytes_of(palette, "PNG", transparency=7))
    assert found[0, 7, 3] == 0
    assert (np.delete(found[..., 3].ravel(), 7) == 255).all()
    found = straight(bytes_of(image, "PNG", transparency=9))
    assert found[0, 9, 3] == 0
    found = straight(bytes_of(image.convert("RGB"), "PNG", transparency=(3, 3, 3)))
    assert found[0, 3, 3] == 0
    assert found[0, 4].tolist() == [4, 4, 4, 255]


def test_a_cmyk_jpeg() -> None:
    image = Image.new("CMYK", (32, 32), (0, 255, 255, 0))
    red = straight(bytes_of(image, "JPEG", quality=95))[16, 16]
    assert red[0] > 200
    assert red[1] < 60
    assert red[2] < 60


def test_of_several_frames_the_first_is_taken() -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue", "lime")]
    for kind in ("GIF", "WEBP", "PNG", "TIFF"):
        options = {"lossless": True} if kind == "WEBP" else {}
        data = bytes_of(frames[0], kind, save_all=True, append_images=frames[1:], **options)
        assert straight(data)[5, 5].tolist() == [255, 0, 0, 255]


ORIENTED = np.arange(24, dtype=np.uint8).reshape(4, 6) * 10


def turned(array: np.ndarray, orientation: int) -> np.ndarray:
    """What a viewer shows for an EXIF orientation, from the table of the EXIF specification."""
    return {
        1: array,
        2: array[:, ::-1],
        3: array[::-1, ::-1],
        4: array[::-1],
        5: array.T,
        6: np.rot90(array, -1),
        7: array[::-1, ::-1].T,
        8: np.rot90(array),
    }[orientation]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_orientation_is_applied(orientation: int) -> None:
    exif = Image.Exif()
    exif[274] = orientation
    wanted = turned(ORIENTED, orientation)
    shallow = Image.fromarray(np.dstack([ORIENTED] * 3))
    for kind, options in (
        ("PNG", {"exif": exif}),
        ("TIFF", {"tiffinfo": {274: orientation}}),
        ("WEBP", {"exif": exif, "lossless": True}),
    ):
        assert np.array_equal(straight(bytes_of(shallow, kind, **options))[..., 0], wanted), kind
    big = Image.fromarray(np.kron(np.dstack([ORIENTED] * 3), np.ones((8, 8, 1), np.uint8)))
    found = straight(bytes_of(big, "JPEG", exif=exif, quality=100, subsampling=0))[4::8, 4::8, 0]
    assert np.abs(found.astype(int) - wanted).max() <= 4
    deep = Image.fromarray(ORIENTED.astype(np.uint16) * 257)
    for kind, options in (
        ("PNG", {"exif": exif}),
        ("TIFF", {"tiffinfo": {274: orientation}}),
    ):
        found = straight(bytes_of(deep, kind, **options))
        assert np.array_equal(found[..., 0], wanted), f"deep {kind}"


def profile(name: str) -> bytes:
    space = QColorSpace(getattr(QColorSpace.NamedColorSpace, name))
    return space.iccProfile().data()


@pytest.mark.parametrize("kind", ["PNG", "TIFF", "JPEG", "WEBP"])
def test_profiles_are_converted(kind: str) -> None:
    """(120, 200, 60) in Adobe RGB is much less red in sRGB."""
    image = Image.new("RGBA" if kind != "JPEG" else "RGB", (16, 16), (120, 200, 60))
    options = {"lossless": True} if kind == "WEBP" else {}
    data = bytes_of(image, kind, icc_profile=profile("AdobeRgb"), **options)
    reference = ImageCms.profileToProfile(
        Image.new("RGB", (1, 1), (120, 200, 60)),
        ImageCms.ImageCmsProfile(io.BytesIO(profile("AdobeRgb"))),
        ImageCms.createProfile("sRGB"),
    )
    wanted = reference.getpixel((0, 0))
    assert abs(wanted[0] - 120) > 30
    found = straight(data)[8, 8]
    assert np.abs(found[:3].astype(int) - wanted).max() <= (6 if kind == "JPEG" else 1)
    assert found[3] == 255


def test_profiles_of_deep_pictures_are_converted(tmp_path: Path) -> None:
    """16 bits by Qt agree with 8 bits by LittleCMS."""
    document = picture()
    save_document(document, tmp_path / "a.png", options=SaveOptions(depth=16))
    data = (tmp_path / "a.png").read_bytes()
    deep = with_profile(data, profile("DisplayP3"))
    save_document(document, tmp_path / "b.png", options=SaveOptions(depth=8))
    shallow = with_profile((tmp_path / "b.png").read_bytes(), profile("DisplayP3"))
    first, second = straight(deep).astype(int), straight(shallow).astype(int)
    assert np.abs((first - second) * (first[..., 3:] == 255)).max() <= 2
    assert np.array_equal(first[..., 3], second[..., 3])
    assert np.abs(first - straight(data)).max() > 10


def with_profile(data: bytes, icc: bytes) -> bytes:
    import struct
    import zlib

    body = b"iCCPp\0\0" + zlib.compress(icc)
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    start = 33  # after the header comes the chunk that names the colours
    end = start + 12 + int.from_bytes(data[start : start + 4], "big")
    assert data[start + 4 : start + 8] in (b"sRGB", b"iCCP")
    return data[:start] + chunk + data[end:]


def test_a_profile_that_is_srgb_changes_nothing() -> None:
    random = np.random.default_rng(1)
    array = random.integers(0, 256, (30, 30, 3)).astype(np.uint8)
    data = bytes_of(Image.fromarray(array), "PNG", icc_profile=profile("SRgb"))
    assert np.array_equal(straight(data)[..., :3], array)


@pytest.mark.parametrize("broken", [b"", b"rubbish", b"\0" * 200])
def test_a_broken_profile_counts_as_none(broken: bytes) -> None:
    image = Image.new("RGB", (16, 16), (120, 200, 60))
    data = bytes_of(image, "PNG", icc_profile=broken)
    assert straight(data)[3, 3].tolist() == [120, 200, 60, 255]


def test_a_profile_of_another_kind_of_colour_counts_as_none() -> None:
    image = Image.new("L", (16, 16), 99)
    data = bytes_of(image, "PNG", icc_profile=profile("AdobeRgb"))
    assert straight(data)[3, 3].tolist() == [99, 99, 99, 255]


def test_a_tiny_picture_lies_in_the_corner_of_the_smallest_canvas(tmp_path: Path) -> None:
    Image.new("RGB", (3, 5), "red").save(tmp_path / "tiny.png")
    document = open_document(tmp_path / "tiny.png")
    assert (document.width, document.height) == (16, 16)
    assert document.layers[0].pixels.bounds() == Rect(0, 0, 3, 5)


def test_a_dropped_file_becomes_a_layer(tmp_path: Path) -> None:
    Image.new("RGB", (3, 5), "red").save(tmp_path / "my.bird.png")
    layer = layer_of_file(tmp_path / "my.bird.png")
    assert layer.name == "my.bird"
    assert layer.pixels.bounds() == Rect(0, 0, 3, 5)
    with pytest.raises(FormatError, match="could not be opened"):
        layer_of_file(tmp_path / "none.png")
    (tmp_path / "text.png").write_text("hello")
    with pytest.raises(FormatError, match=r"“text\.png” could not be opened: it is damaged"):
        layer_of_file(tmp_path / "text.png")


@pytest.mark.parametrize("dpi", [(0, 0), (1e9, 1e9), (72, 72), (300.5, 300.5)])
def test_resolutions_that_make_no_sense(dpi: tuple[float, float]) -> None:
    data = bytes_of(Image.new("RGB", (16, 16)), "TIFF", dpi=dpi)
    expected = dpi[0] if 1 <= dpi[0] <= 30_000 else 72
    assert read_image_bytes(data).resolution == pytest.approx(expected)


def test_progress_and_cancelling(tmp_path: Path) -> None:
    document = picture(300, 300)

    class CancelledError(Exception):
        pass

    def cancel(done: float) -> None:
        raise CancelledError

    for row in WRITABLE:
        told: list[float] = []
        path = tmp_path / f"a{row.extensions[0]}"
        save_document(document, path, progress=told.append)
        assert told == sorted(told), row.id
        assert told[-1] == 1.0, row.id
        told.clear()
        open_document(path, progress=told.append)
        assert told == sorted(told), row.id
        assert told[-1] == 1.0, row.id
        before = path.read_bytes()
        with pytest.raises(CancelledError):
            save_document(document, path, progress=cancel)
        assert path.read_bytes() == before
        with pytest.raises(CancelledError):
            open_document(path, progress=cancel)
