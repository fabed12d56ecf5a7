"""An edit: the next document while it is being made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from paintapp.document.document import Document
from paintapp.document.pixels import Array, Pixels, TileKey

Target = Literal["pixels", "mask", "selection"]
"""What a tool paints on: a layer's pixels, a layer's mask, or the selection itself."""


class Edit:
    """Builds the next document; committed whole or dropped whole.

    ``before`` is the document that the edit started from and never changes; ``document`` is what
    would be committed now. Each assignment publishes a frozen value, so an edit can be shown
    while it is still going on.
    """

    __slots__ = ("before", "document", "label")

    def __init__(self, document: Document, label: str) -> None:
        self.before = document
        self.document = document
        self.label = label

    @property
    def changed(self) -> bool:
        return self.document is not self.before

    def plane(self, target: Target, layer_id: int | None) -> Pixels:
        """The plane a tool paints on, as it is now. A missing mask or selection reads as empty."""
        return plane_of(self.document, target, layer_id)

    def put_tiles(
        self, target: Target, layer_id: int | None, tiles: Mapping[TileKey, Array | None]
    ) -> None:
        """Replace tiles of a plane; takes ownership of the arrays. None makes a tile absent."""
        if tiles:
            self.put_plane(target, layer_id, self.plane(target, layer_id).with_tiles(tiles))

    def put_plane(self, target: Target, layer_id: int | None, plane: Pixels) -> None:
        """Replace a whole plane."""
        if target == "selection":
            self.document = self.document.with_selection(plane)
        elif layer_id is None:
            raise KeyError("no layer")
        elif target == "mask":
            self.document = self.document.with_layer(
                replace(self.document.layer(layer_id), mask=plane)
            )
        else:
            layer = self.document.raster(layer_id)
            self.document = self.document.with_layer(replace(layer, pixels=plane))


def plane_of(document: Document, target: Target, layer_id: int | None) -> Pixels:
    """The plane that a target names in a document; KeyError when there is no such layer."""
    if target == "selection":
        return document.selection or Pixels.mask()
    if layer_id is None:
        raise KeyError("no layer")
    if target == "mask":
        return document.layer(layer_id).mask or Pixels.mask()
    return document.raster(layer_id).pixels
