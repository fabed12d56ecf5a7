"""Brush files: our own, and those of GIMP, Photoshop and MyPaint."""

from paintapp.formats.brushes.library import Library, brushes_path
from paintapp.formats.brushes.preset import TAGS, Preset, preset_id
from paintapp.formats.brushes.shared import read_shared, write_shared
from paintapp.formats.brushes.table import BRUSH_FORMATS, BrushFormat, read_brushes, write_brushes

__all__ = [
    "BRUSH_FORMATS",
    "TAGS",
    "BrushFormat",
    "Library",
    "Preset",
    "brushes_path",
    "preset_id",
    "read_brushes",
    "read_shared",
    "write_brushes",
    "write_shared",
]
