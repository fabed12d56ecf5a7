"""Documents into flat pictures: PNG, JPEG, WebP and TIFF."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColorSpace, QImage, QImageWriter

from paintapp.document import TILE, Document, Rect
from paintapp.document.pixels import Array
from paintapp.formats.errors import FormatError
from paintapp.formats.options import SaveOptions
from paintapp.formats.png import band_height, png_chunks
from paintapp.formats.progress import Progress
from paintapp.messages import Message
from paintapp.painting.colour import to_8bit_rgb, to_straight_8bit, unpremultiply
from paintapp.painting.composite import flatten

_WEBP_SIDE = 16383


def write_png(document: Document, file: BinaryIO, options: SaveOptions, progress: Progress) -> None:
    """The flattened picture as PNG, 8 or 16 bits a channel, straight alpha."""
    convert = to_straight_8bit if options.depth == 8 else unpremultiply
    width, height = document.width, document.height
    bands = -(-height // band_height(width * 4 * options.depth // 8)) + 1

    def rows(top: int, count: int) -> NDArray[Any]:
        return convert(flatten(document, Rect(0, top, width, count)))

    with ThreadPoolExecutor(min(4, os.cpu_count() or 1), "export") as pool:
        done = 0
        for chunk in png_chunks(
            width,
            height,
            "rgba8" if options.depth == 8 else "rgba16",
            rows,
            pool,
            pixels_per_inch=document.resolution,
            compact=True,
        ):
            file.write(chunk)
            if chunk[4:8] == b"IDAT":
                done += 1
                progress(done / bands)


def write_jpeg(
    document: Document, file: BinaryIO, options: SaveOptions, progress: Progress
) -> None:
    """The flattened picture as JPEG, over the background colour."""
    picture = _gathered(document, 3, lambda strip: to_8bit_rgb(strip, options.background), progress)
    Image.fromarray(picture).save(
        file,
        "JPEG",
        quality=_quality(options),
        subsampling=0 if options.quality >= 90 else -1,
        dpi=(document.resolution, document.resolution),
    )
    progress(1.0)


def write_webp(
    document: Document, file: BinaryIO, options: SaveOptions, progress: Progress
) -> None:
    """The flattened picture as WebP; lossless at quality 100."""
    if max(document.width, document.height) > _WEBP_SIDE:
        raise FormatError(
            Message(
                "WebP pictures have at most {limit} pixels a side. Choose PNG or JPEG.",
                limit=_WEBP_SIDE,
            )
        )
    picture = _gathered(document, 4, to_straight_8bit, progress)
    quality = _quality(options)
    # ``exact`` keeps the colour of pixels that are almost transparent.
    Image.fromarray(picture).save(
        file, "WEBP", quality=quality, lossless=quality == 100, exact=True
    )
    progress(1.0)


def write_tiff(
    document: Document, file: BinaryIO, options: SaveOptions, progress: Progress
) -> None:
    """The flattened picture as TIFF (LZW), 8 or 16 bits a channel, straight alpha."""
    deep = options.depth == 16
    picture = _gathered(document, 4, unpremultiply if deep else to_straight_8bit, progress, deep)
    kind = QImage.Format.Format_RGBA64 if deep else QImage.Format.Format_RGBA8888
    image = QImage(picture.data, document.width, document.height, picture.strides[0], kind)
    image.setColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    per_metre = max(1, round(document.resolution / 0.0254))
    image.setDotsPerMeterX(per_metre)
    image.setDotsPerMeterY(per_metre)
    memory = QBuffer()
    memory.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(memory, b"tiff")
    writer.setCompression(1)
    if not writer.write(image):
        raise FormatError("The picture could not be written as TIFF. Choose PNG.")
    file.write(memory.data().data())
    progress(1.0)


def _quality(options: SaveOptions) -> int:
    if not 1 <= options.quality <= 100:
        raise FormatError(
            Message("The quality must be between 1 and 100, not {value}.", value=options.quality)
        )
    return options.quality


def _gathered(
    document: Document,
    channels: int,
    convert: Callable[[Array], NDArray[Any]],
    progress: Progress,
    deep: bool = False,
) -> NDArray[Any]:
    """The whole flattened picture, made strip by strip; takes progress to a half."""
    shape = (document.height, document.width, channels)
    picture = np.empty(shape, np.uint16 if deep else np.uint8)
    for top in range(0, document.height, TILE):
        count = min(TILE, document.height - top)
        strip = flatten(document, Rect(0, top, document.width, count))
        picture[top : top + count] = convert(strip)
        progress((top + count) / document.height / 2)
    return picture
