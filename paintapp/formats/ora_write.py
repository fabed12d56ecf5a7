"""Writing OpenRaster files: the native format.

Layers are PNG entries of 16 bits in straight alpha, as the specification wants. What
`unpremultiply_for_bytes` of `paintapp.painting.colour` gives, `premultiply` takes back exactly for
colour <= alpha, so these entries serve our own record as well, see `ora_record`. Specification:
https://www.freedesktop.org/wiki/Specifications/OpenRaster/
"""

from __future__ import annotations

import math
import os
import zipfile
from collections.abc import Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import BinaryIO

import cv2
import numpy as np

from paintapp.document import TILE, Document, Pixels, RasterLayer, Rect
from paintapp.document.pixels import Array
from paintapp.formats.errors import FormatError
from paintapp.formats.ora_composition import EMPTY, PngEntry, composition, pixels_picture
from paintapp.formats.ora_record import (
    EXTRA,
    MAXIMUM_AREA,
    MERGED,
    MIMETYPE,
    RECORD,
    SELECTION,
    THUMBNAIL,
    PlaneRecord,
    check_saveable,
    mask_entry,
    origin_entry,
    pixels_entry,
    record_of,
    saved_entry,
)
from paintapp.formats.ora_record import MAXIMUM_SIDE as MAXIMUM_LAYER_SIDE
from paintapp.formats.ora_stack import written_stack
from paintapp.formats.png import Samples, png_chunks, thumbnail_size
from paintapp.formats.progress import Progress, ignored
from paintapp.messages import Message
from paintapp.painting.colour import Bytes, to_straight_8bit
from paintapp.painting.composite import flatten

_THUMBNAIL_SIDE = 256


def write_ora(
    document: Document,
    file: BinaryIO,
    *,
    extra: Mapping[str, bytes] | None = None,
    progress: Progress = ignored,
) -> None:
    """Write a document; the same document always gives the same bytes.

    ``extra`` are entries of our own to keep beside it, by name. Raises FormatError where the
    document is beyond what can be read again, OSError, and whatever ``progress`` raises.
    """
    check_saveable(document)
    planes = {
        name: (pixels, _picture(name, pixels, document)) for name, pixels in _planes(document)
    }
    root, derived = composition(
        document,
        {
            layer.id: planes[pixels_entry(layer.id)][1]
            for layer in document.walk()
            if isinstance(layer, RasterLayer)
        },
    )
    own = [picture for _, picture in planes.values() if picture is not None]
    origins = {
        layer.id: origin_entry(layer.id)
        for layer in document.walk()
        if layer.origin.kind == "generated"
    }
    with (
        ThreadPoolExecutor(min(4, os.cpu_count() or 1), "save") as pool,
        zipfile.ZipFile(file, "w") as archive,
    ):
        merged = _Merged(document)
        writer = _Writer(archive, pool, progress, [*own, *derived, merged.picture])
        writer.store(MIMETYPE[0], MIMETYPE[1])
        stack = written_stack(root)
        writer.pack("stack.xml", stack)
        blank = png_chunks(1, 1, "rgba16", lambda _, __: None, pool)
        writer.store(EMPTY, b"".join(blank))
        for picture in (*own, *derived):
            writer.picture(picture, "grey16" if picture.grey else "rgba16")
        writer.picture(merged.picture, "rgba8", document.resolution)
        thumbnail = merged.thumbnail()
        height, width = thumbnail.shape[:2]
        small = png_chunks(
            width, height, "rgba8", lambda y, n: thumbnail[y : y + n], pool, compact=True
        )
        writer.store(THUMBNAIL, b"".join(small))
        for layer_id, entry in origins.items():
            detail = document.layer(layer_id).origin.detail
            writer.pack(entry, detail.encode("utf-8", "surrogatepass"))
        for name, data in (extra or {}).items():
            # Pictures are packed already.
            keep = writer.store if name.endswith(".png") else writer.pack
            keep(EXTRA + name, data)

        def plane(name: str) -> PlaneRecord:
            pixels, picture = planes[name]
            if picture is None:
                return PlaneRecord(fill=pixels.fill)
            return PlaneRecord(name, picture.bounds.x, picture.bounds.y, pixels.fill)

        checksums = {picture.name: archive.getinfo(picture.name).CRC for picture in own}
        writer.pack(RECORD, record_of(document, stack, checksums, plane, origins))
    progress(1.0)


def _planes(document: Document) -> list[tuple[str, Pixels]]:
    """Every plane of pixels, by the entry it goes to."""
    planes = []
    for layer in document.walk():
        if isinstance(layer, RasterLayer):
            planes.append((pixels_entry(layer.id), layer.pixels))
        if layer.mask is not None:
            planes.append((mask_entry(layer.id), layer.mask))
    if document.selection is not None:
        planes.append((SELECTION, document.selection))
    planes.extend(
        (saved_entry(name), plane) for name, plane in sorted(document.saved_selections.items())
    )
    return planes


def _picture(name: str, pixels: Pixels, document: Document) -> PngEntry | None:
    picture = pixels_picture(name, pixels, document.bounds)
    if picture is not None:
        bounds = picture.bounds
        if max(bounds.width, bounds.height) > MAXIMUM_LAYER_SIDE or bounds.area > MAXIMUM_AREA:
            raise FormatError(
                Message(
                    "A layer or mask reaches too far beyond the canvas ({width} x {height} "
                    "pixels). Erase what lies far outside, or crop the layers.",
                    width=bounds.width,
                    height=bounds.height,
                )
            )
    return picture


class _Writer:
    """Writes entries and says how far it is."""

    def __init__(
        self,
        archive: zipfile.ZipFile,
        pool: Executor,
        progress: Progress,
        pictures: list[PngEntry],
    ) -> None:
        self.archive = archive
        self.pool = pool
        self.progress = progress
        self.total = sum(picture.bounds.area for picture in pictures)
        self.done = 0.0

    def store(self, name: str, data: bytes) -> None:
        self.archive.writestr(_entry(name), data)

    def pack(self, name: str, data: bytes) -> None:
        self.archive.writestr(_entry(name), data, zipfile.ZIP_DEFLATED)

    def picture(
        self, picture: PngEntry, samples: Samples, pixels_per_inch: float | None = None
    ) -> None:
        bounds = picture.bounds
        bands = -(-bounds.height // picture.band) + 1  # and an end
        with self.archive.open(_entry(picture.name), "w", force_zip64=True) as stream:
            for chunk in png_chunks(
                bounds.width,
                bounds.height,
                samples,
                picture.rows,
                self.pool,
                band=picture.band,
                pixels_per_inch=pixels_per_inch,
            ):
                stream.write(chunk)
                if chunk[4:8] == b"IDAT":
                    self.done += bounds.area / bands
                    self.progress(min(1.0, self.done / self.total))


def _entry(name: str) -> zipfile.ZipInfo:
    """An entry without a date, so that equal documents make equal files."""
    entry = zipfile.ZipInfo(name)
    entry.external_attr = 0o644 << 16
    return entry


class _Merged:
    """The flattened picture, and on the way a small one for the thumbnail."""

    def __init__(self, document: Document) -> None:
        self.document = document
        # A power of two, so that bands of whole tiles shrink to whole rows.
        longest = max(document.width, document.height)
        self.factor = 1 << max(0, (longest // _THUMBNAIL_SIDE).bit_length() - 1)
        self.small: dict[int, Array] = {}
        self.picture = PngEntry(MERGED, document.bounds, self.rows)
        planes = [pixels for _, pixels in _planes(document) if pixels.channels == 4]
        self.filled = any(pixels.fill for pixels in planes)
        self.tile_rows = {row for pixels in planes for _, row in pixels.tiles}

    def rows(self, top: int, count: int) -> Bytes | None:
        covered = range(top // TILE, (top + count - 1) // TILE + 1)
        if not self.filled and self.tile_rows.isdisjoint(covered):
            return None
        strip = flatten(self.document, Rect(0, top, self.document.width, count))
        self.small[top] = self._reduced(strip)
        return to_straight_8bit(strip)

    def _reduced(self, strip: Array) -> Array:
        height, width = (-(-side // self.factor) for side in strip.shape[:2])
        bottom, right = height * self.factor, width * self.factor
        padded = cv2.copyMakeBorder(
            strip, 0, bottom - strip.shape[0], 0, right - strip.shape[1], cv2.BORDER_REPLICATE
        )
        reduced: Array = cv2.resize(padded, (width, height), interpolation=cv2.INTER_AREA)
        return reduced

    def thumbnail(self) -> Bytes:
        """Straight RGBA; to be called when all rows have been asked for."""
        height, width = (
            math.ceil(side / self.factor) for side in (self.document.height, self.document.width)
        )
        whole: Array = np.zeros((height, width, 4), np.uint16)
        for top, strip in self.small.items():
            whole[top // self.factor :][: len(strip)] = strip
        size = thumbnail_size(self.document.width, self.document.height, _THUMBNAIL_SIDE)
        resized: Array = cv2.resize(whole, size, interpolation=cv2.INTER_AREA)
        return to_straight_8bit(resized)
