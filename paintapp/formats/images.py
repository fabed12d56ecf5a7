"""Flat pictures into documents and layers: PNG, JPEG, WebP, TIFF, BMP and GIF."""

from __future__ import annotations

import io
import math
import os
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms, ImageOps
from PySide6.QtGui import QColorSpace, QImage, QImageReader

from paintapp.document import (
    MAXIMUM_SIDE,
    MINIMUM_SIDE,
    TILE,
    Document,
    Origin,
    Pixels,
    RasterLayer,
)
from paintapp.document.pixels import Array
from paintapp.formats.errors import FormatError
from paintapp.formats.png import SIGNATURE, png_header, read_whole
from paintapp.formats.progress import Progress, ignored
from paintapp.messages import Message, message_of
from paintapp.painting.colour import from_8bit, premultiply

_KINDS = ("PNG", "JPEG", "WEBP", "TIFF", "BMP", "GIF")
_ORIENTATION = 274
_BITS_PER_SAMPLE = 258
_MAXIMUM_BYTES = 4 << 30

# Our own limit is checked before anything is decoded; Pillow's is lower than the canvas.
Image.MAX_IMAGE_PIXELS = 1 << 40
# What is odd about a file is either an error or of no interest to an artist.
warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A decoded picture: its first pixel is at (0, 0). ``resolution`` is in pixels per inch."""

    pixels: Pixels
    width: int
    height: int
    resolution: float = 72.0

    def layer(self, name: str, layer_id: int = 1) -> RasterLayer:
        """The picture as an imported layer; ``name`` is its file's name."""
        return RasterLayer(
            id=layer_id,
            name=Path(name).stem or name,
            pixels=self.pixels,
            origin=Origin("imported", name),
        )

    def document(self, name: str) -> Document:
        """The picture as a document of one layer; a canvas has at least 16 pixels a side."""
        return Document(
            width=max(MINIMUM_SIDE, self.width),
            height=max(MINIMUM_SIDE, self.height),
            layers=(self.layer(name),),
            resolution=self.resolution,
        )


def read_image_bytes(data: bytes, *, progress: Progress = ignored) -> Picture:
    """Decode a picture, for example from the clipboard.

    Colour profiles are converted to sRGB, EXIF orientation is applied, 16 bits a channel are
    kept (PNG, TIFF), of several frames the first is taken. Each side may have 16384 pixels.
    Raises FormatError (a phrase that goes on from "it could not be opened:").
    """
    try:
        image = Image.open(io.BytesIO(data), formats=_KINDS)
    except Image.DecompressionBombError as error:
        raise FormatError(
            Message("it is too large; a side may have at most {limit} pixels", limit=MAXIMUM_SIDE)
        ) from error
    except Exception as error:  # decoders raise whatever they like on broken files
        raise FormatError("it is damaged, or not a picture of a known kind") from error
    width, height = image.size
    if not (0 < width <= MAXIMUM_SIDE and 0 < height <= MAXIMUM_SIDE):
        raise FormatError(
            Message(
                "it has {width} x {height} pixels; a side may have at most {limit}",
                width=width,
                height=height,
                limit=MAXIMUM_SIDE,
            )
        )
    resolution = _resolution(image.info.get("dpi"))
    try:
        straight = _deep(data, image) if _depth(data, image) == 16 else _shallow(image)
    except FormatError:
        raise
    except MemoryError as error:
        raise FormatError("it needs more memory than this computer has") from error
    except Exception as error:
        raise FormatError("it is damaged or cut short") from error
    height, width = straight.shape[:2]
    pixels = Pixels()
    for top, band in _bands(straight):
        pixels = pixels.written(band, 0, top)
        progress((top + len(band)) / height)
    return Picture(pixels, width, height, resolution)


def read_image(path: str | os.PathLike[str], *, progress: Progress = ignored) -> Picture:
    """Decode a picture file; see `read_image_bytes`. Raises FormatError and OSError."""
    path = Path(path)
    if path.stat().st_size > _MAXIMUM_BYTES:
        raise FormatError("the file is too large")
    return read_image_bytes(path.read_bytes(), progress=progress)


def _bands(straight: NDArray[Any]) -> Iterator[tuple[int, Array]]:
    """Premultiplied bands of a straight RGBA picture of 8 or 16 bits."""
    for top in range(0, len(straight), TILE):
        band = straight[top : top + TILE]
        yield top, from_8bit(band) if band.dtype == np.uint8 else premultiply(band)


def _resolution(dpi: Any) -> float:
    try:
        value = float(dpi[0])
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        return 72.0
    return value if math.isfinite(value) and 1 <= value <= 30_000 else 72.0


def _depth(data: bytes, image: Image.Image) -> int:
    """Bits a channel: 16 where a file has them and Pillow would drop half, else 8."""
    if data.startswith(SIGNATURE):
        return 16 if png_header(data[:33]).depth == 16 else 8
    tags: Any = getattr(image, "tag_v2", {})
    bits = tags.get(_BITS_PER_SAMPLE, (8,))
    return 16 if set(bits) == {16} and image.mode in ("RGB", "RGBA", "I;16", "I;16B") else 8


def _shallow(image: Image.Image) -> NDArray[np.uint8]:
    """Straight RGBA of 8 bits, by Pillow."""
    image.load()
    profile = image.info.get("icc_profile")
    image = ImageOps.exif_transpose(image)
    if image.mode.startswith(("I", "F")):
        raise FormatError("its pixels are of a kind that paintings have no use for")
    if "transparency" in image.info or image.mode in ("P", "PA", "La", "RGBa"):
        image = image.convert("RGBA")
    alpha = image.getchannel("A") if image.mode in ("RGBA", "LA") else None
    if image.mode == "RGBA":
        image = image.convert("RGB")
    elif image.mode in ("LA", "1"):
        image = image.convert("L")
    image = _to_srgb(image, profile)
    if alpha is not None:
        image.putalpha(alpha)
    return np.asarray(image.convert("RGBA"))


def _to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """A picture without alpha as sRGB; a profile that does not fit counts as none."""
    if profile and not _is_srgb(profile):
        try:
            converted = ImageCms.profileToProfile(
                image,
                ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode="RGB",
            )
        except (ImageCms.PyCMSError, OSError, ValueError):
            converted = None
        if converted is not None:
            return converted
    if image.mode == "LAB":
        lab = ImageCms.createProfile("LAB")
        converted = ImageCms.profileToProfile(
            image, lab, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
        assert converted is not None
        return converted
    return image.convert("RGB")


def _is_srgb(profile: bytes) -> bool:
    """Whether a profile is sRGB anyway; converting would only round the colours again."""
    space = QColorSpace.fromIccProfile(profile)
    return (
        space.isValid()
        and space.primaries() == QColorSpace.Primaries.SRgb
        and space.transferFunction() == QColorSpace.TransferFunction.SRgb
    )


def _deep(data: bytes, image: Image.Image) -> Array:
    """Straight RGBA of 16 bits; Pillow has none."""
    profile = image.info.get("icc_profile")
    orientation = image.getexif().get(_ORIENTATION, 1)
    straight = read_whole(data) if data.startswith(SIGNATURE) else _by_qt(data, *image.size)
    if profile and not _is_srgb(profile):
        straight = _deep_to_srgb(straight, profile)
    return _oriented(straight, orientation)


def _by_qt(data: bytes, width: int, height: int) -> Array:
    """A picture decoded by Qt as straight RGBA of 16 bits, as it is stored."""
    # Megabytes; the sides have been checked, and Qt's own limit is lower than the canvas.
    QImageReader.setAllocationLimit(max(256, width * height * 8 // (1 << 20) + 64))
    found = QImage.fromData(data)
    if found.isNull():
        raise FormatError("it is damaged or cut short")
    return _array_of(found.convertToFormat(QImage.Format.Format_RGBA64))


def _deep_to_srgb(straight: Array, profile: bytes) -> Array:
    space = QColorSpace.fromIccProfile(profile)
    if not space.isValid():
        return straight
    height, width = straight.shape[:2]
    if space.colorModel() == QColorSpace.ColorModel.Gray:
        grey = np.zeros((height, (width + 1) // 2 * 2), np.uint16)  # Qt's rows are of 4 bytes
        grey[:, :width] = straight[..., 0]
        shape, stride, kind = grey, grey.strides[0], QImage.Format.Format_Grayscale16
    else:
        shape = np.ascontiguousarray(straight)
        stride, kind = shape.strides[0], QImage.Format.Format_RGBA64
    image = QImage(shape.data, width, height, stride, kind)
    image.setColorSpace(space)
    target = QColorSpace(QColorSpace.NamedColorSpace.SRgb)
    converted = image.convertedToColorSpace(target, QImage.Format.Format_RGBA64)
    if converted.isNull():
        return straight
    out = _array_of(converted)
    out[..., 3] = straight[..., 3]
    return out


def _array_of(image: QImage) -> Array:
    """A copy of an RGBA64 image."""
    row = image.bytesPerLine() // 8
    whole = np.frombuffer(image.constBits(), np.uint16).reshape(image.height(), row, 4)
    return whole[:, : image.width()].copy()


def _oriented(straight: Array, orientation: int) -> Array:
    """Turned and mirrored as an EXIF orientation (1..8) asks for."""
    if orientation in (5, 6, 7, 8):
        straight = straight.transpose(1, 0, 2)
    if orientation in (2, 3, 6, 7):
        straight = straight[:, ::-1]
    if orientation in (3, 4, 7, 8):
        straight = straight[::-1]
    return np.ascontiguousarray(straight)


def layer_of_file(path: str | os.PathLike[str]) -> RasterLayer:
    """A picture file as an imported layer with id 1, to be given a free id and a place.

    Raises FormatError with a whole sentence.
    """
    path = Path(path)
    try:
        return read_image(path).layer(path.name)
    except FormatError as error:
        raise _unopened(path, message_of(error)) from error
    except OSError as error:
        raise _unopened(path, Message(error.strerror or str(error))) from error


def _unopened(path: Path, reason: Message) -> FormatError:
    return FormatError(
        Message("“{name}” could not be opened: {reason}.", name=path.name, reason=reason)
    )
