"""The lines that guide a model, taken from a document."""

from __future__ import annotations

from dataclasses import replace

from paintapp.document import Document, RasterLayer
from paintapp.generation.descriptors import Descriptor
from paintapp.generation.request import Control, Raster
from paintapp.generation.settings import GenerationError, Lines
from paintapp.painting import line_art

KIND = "lines"
"""The kind of control that descriptors declare."""


def wanted(lines: Lines | None, descriptor: Descriptor) -> Lines | None:
    """The lines that count for a model; None where there are none, or it knows no lines."""
    return lines if lines is not None and lines.counts and KIND in descriptor.controls else None


def drawn(document: Document, lines: Lines) -> Document:
    """What of a document the lines are taken from, alone on its canvas.

    A hidden layer counts, at its full opacity: lines are often hidden while colours are painted.
    Raises GenerationError when the layer has gone.
    """
    if lines.source is None:
        return document
    if isinstance(lines.source, int):
        layer = document.find(lines.source)
        if layer is None:
            raise GenerationError("The layer with the lines has gone. Choose another one.")
        shown = replace(layer, visible=True, opacity=1.0, blend_mode="normal", clipping=False)
    else:
        shown = RasterLayer(id=1, name="Lines", pixels=lines.source)
    return replace(document, layers=(shown,), selection=None)


def control(lines: Lines, picture: Raster) -> Control:
    """The control that guides by the lines of a picture: RGB at the request's extent, on white."""
    found = Raster.from_array(line_art.of_picture(picture.array()))
    return Control(KIND, found, lines.weight, lines.start, lines.end)
