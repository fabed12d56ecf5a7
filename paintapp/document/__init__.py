"""The frozen document: pixels, layers, the document itself, edits and history."""

from paintapp.document.document import MAXIMUM_SIDE, MINIMUM_SIDE, Document, DocumentError
from paintapp.document.edit import Edit
from paintapp.document.geometry import Rect
from paintapp.document.history import History, HistoryEntry
from paintapp.document.layers import (
    GroupLayer,
    Layer,
    Origin,
    RasterLayer,
    TextLayer,
    walk,
)
from paintapp.document.pixels import FULL, TILE, Pixels, TileKey
from paintapp.document.rulers import Ruler
from paintapp.document.text import Text

__all__ = [
    "FULL",
    "MAXIMUM_SIDE",
    "MINIMUM_SIDE",
    "TILE",
    "Document",
    "DocumentError",
    "Edit",
    "GroupLayer",
    "History",
    "HistoryEntry",
    "Layer",
    "Origin",
    "Pixels",
    "RasterLayer",
    "Rect",
    "Ruler",
    "Text",
    "TextLayer",
    "TileKey",
    "walk",
]
