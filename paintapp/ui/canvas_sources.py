"""What the canvas shows tile by tile: the composited document, and masks as a coloured veil."""

from __future__ import annotations

import numpy as np

from paintapp.document import FULL, TILE, Document, Pixels, RasterLayer, Rect
from paintapp.document.edit import Target
from paintapp.document.pixels import Array, TileKey, tile_keys
from paintapp.painting.compositor import Compositor

VEIL = (65535, 20000, 20000)
"""The colour that quick masks are shown in, as painters know it: red, half transparent."""

VEIL_OPACITY = 0.5


class DocumentSource:
    """The document, composited; transparent tiles are found out without compositing."""

    def __init__(self, document: Document) -> None:
        self._compositor = Compositor(document)
        self._planes = planes_of(document)

    def update(self, old: Document, new: Document) -> set[TileKey]:
        """Go on to the next state of the document; the tiles that look different."""
        self._planes = planes_of(new)
        return self._compositor.update(old, new)

    def focus(self, layer_id: int | None) -> bool:
        """Get ready for painting on a layer; whether tiles are worth compositing beforehand."""
        return self._compositor.focus(layer_id)

    def occupied(self, rect: Rect) -> set[TileKey]:
        everywhere = _tile_count(rect)
        found: set[TileKey] = set()
        for plane in self._planes:
            found.update(plane.keys_in(rect))
            if len(found) == everywhere:
                break
        return found

    def tile(self, key: TileKey) -> Array | None:
        if not any(key in plane.tiles for plane in self._planes):
            return None
        return self._compositor.tile(key)


def planes_of(document: Document) -> list[Pixels]:
    """The pixels of every raster layer, the fullest first."""
    planes = [layer.pixels for layer in document.walk() if isinstance(layer, RasterLayer)]
    return sorted(planes, key=lambda plane: -len(plane.tiles))


class VeilSource:
    """A selection or a mask as a veil: what is selected, or what a layer mask hides, is red."""

    def __init__(self, plane: Pixels, hides: bool = False) -> None:
        self.plane = plane
        self._hides = hides
        self._colour = np.array([*VEIL, FULL], np.float32) * np.float32(VEIL_OPACITY / FULL)

    def update(self, plane: Pixels) -> set[TileKey]:
        """Go on to the next state of the plane; the tiles that look different."""
        changed = self.plane.changed_keys(plane)
        self.plane = plane
        return changed

    def occupied(self, rect: Rect) -> set[TileKey]:
        empty = self.plane.fill == (FULL if self._hides else 0)
        return set(self.plane.keys_in(rect) if empty else tile_keys(rect))

    def tile(self, key: TileKey) -> Array | None:
        found = self.plane.tiles.get(key)
        if found is None:
            value = FULL - self.plane.fill if self._hides else self.plane.fill
            if value == 0:
                return None
            found = np.full((TILE, TILE), self.plane.fill, np.uint16)
        amount = FULL - found if self._hides else found
        return (amount[..., np.newaxis] * self._colour).astype(np.uint16)


def _tile_count(rect: Rect) -> int:
    """How many tiles a rectangle touches."""
    columns = (rect.right - 1) // TILE - rect.x // TILE + 1
    return columns * ((rect.bottom - 1) // TILE - rect.y // TILE + 1)


def veiled_plane(
    document: Document, target: Target, layer_id: int | None
) -> tuple[Pixels, bool] | None:
    """The plane shown as a veil while it is painted on, and whether it hides; else None."""
    if target == "selection":
        return document.selection or Pixels.mask(), False
    if target == "mask":
        layer = document.find(layer_id)
        if layer is not None and layer.mask is not None:
            return layer.mask, True
    return None
