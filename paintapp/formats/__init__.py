"""Files: OpenRaster as the native format, flat pictures in and out; saves are atomic."""

from paintapp.formats.atomic import atomic_write, atomic_write_bytes
from paintapp.formats.errors import FormatError
from paintapp.formats.images import Picture, layer_of_file, read_image_bytes
from paintapp.formats.options import SaveOptions
from paintapp.formats.progress import Progress
from paintapp.formats.table import (
    FORMATS,
    Format,
    format_of,
    open_document,
    open_extra,
    read_extra,
    read_thumbnail,
    save_document,
    writable_format,
)

__all__ = [
    "FORMATS",
    "Format",
    "FormatError",
    "Picture",
    "Progress",
    "SaveOptions",
    "atomic_write",
    "atomic_write_bytes",
    "format_of",
    "layer_of_file",
    "open_document",
    "open_extra",
    "read_extra",
    "read_image_bytes",
    "read_thumbnail",
    "save_document",
    "writable_format",
]
