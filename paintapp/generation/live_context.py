"""The context of live painting, kept at the model's extent while the canvas changes.

Only tiles that look different are composited and scaled again, so a stroke costs what it touched,
however large the canvas is. Scaling has two stages: tiles are reduced by a power of two, each for
itself, to a picture less than twice the extent, and that one is scaled to the extent as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import cv2
import numpy as np
from numpy.typing import NDArray

from paintapp.document import TILE, Document, Rect
from paintapp.document.pixels import Array, TileKey, tile_rect
from paintapp.generation.prepare import Cancelled
from paintapp.painting.colour import to_8bit_rgb
from paintapp.painting.compositor import Compositor
from paintapp.painting.difference import content_keys
from paintapp.painting.resample import scaled

CACHED_TILES = 2048
"""Composited tiles that are kept below and above the painted layer, 32 KiB each."""


class LiveContext:
    """The visible document within some bounds as the model sees it.

    ``bounds`` are those given, grown outwards until a power of two of canvas pixels makes a pixel
    of the first stage; they may reach past the canvas, where its last pixels are repeated.
    Transparent parts show white. Belongs to one thread at a time.

    ``cancelled`` is asked before each tile is drawn and may take its time, so that others come
    first. Once it has said yes, and Cancelled was raised, the context is of no further use.
    """

    def __init__(
        self,
        document: Document,
        bounds: Rect,
        width: int,
        height: int,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> None:
        self.width, self.height = width, height
        self._factor = factor = _factor(min(bounds.width / width, bounds.height / height))
        left, top = bounds.x // factor * factor, bounds.y // factor * factor
        self.bounds = Rect(
            left,
            top,
            -(-bounds.right // factor) * factor - left,
            -(-bounds.bottom // factor) * factor - top,
        )
        self._inside = self.bounds.intersected(document.bounds)
        self._cancelled = cancelled
        self._compositor = Compositor(document, CACHED_TILES)
        self._reduced: Array = np.zeros(
            (-(-self._inside.height // factor), -(-self._inside.width // factor), 4), np.uint16
        )
        self._draw(sorted(content_keys(document.layers, self._inside)))
        self._picture = self._scaled()

    @property
    def document(self) -> Document:
        """The document that the picture shows."""
        return self._compositor.document

    @property
    def picture(self) -> NDArray[np.uint8]:
        """(height, width, 3) uint8; a new array after each change, never written to again."""
        return self._picture

    def update(self, document: Document) -> int:
        """Go on to a document of the same size; the number of tiles that were drawn again."""
        changed = self._compositor.update(self._compositor.document, document)
        touched = [key for key in changed if not self._inside.intersected(tile_rect(key)).empty]
        if touched:
            self._draw(touched)
            self._picture = self._scaled()
        return len(touched)

    def _draw(self, keys: Iterable[TileKey]) -> None:
        side = TILE // self._factor
        rows, columns = self._reduced.shape[:2]
        for key in keys:
            if self._cancelled():
                raise Cancelled
            block = self._block(key)
            x = key[0] * side - self.bounds.x // self._factor
            y = key[1] * side - self.bounds.y // self._factor
            left, top = max(0, -x), max(0, -y)
            right, bottom = min(side, columns - x), min(side, rows - y)
            part = 0 if block is None else block[top:bottom, left:right]
            self._reduced[y + top : y + bottom, x + left : x + right] = part

    def _block(self, key: TileKey) -> Array | None:
        """A tile of the composite, reduced; None where it is transparent."""
        tile = self._compositor.tile(key)
        if tile is None:
            return None
        place = tile_rect(key)
        shown = place.intersected(self._compositor.document.bounds)
        if shown != place:  # what lies beyond the border is not seen
            cut = tile[: shown.height, : shown.width]
            tile = _extended(cut, TILE, TILE)
        if self._factor == 1:
            return tile
        side = TILE // self._factor
        block: Array = cv2.resize(tile, (side, side), interpolation=cv2.INTER_AREA)
        return block

    def _scaled(self) -> NDArray[np.uint8]:
        width, height = self.bounds.width // self._factor, self.bounds.height // self._factor
        picture = _extended(self._reduced, width, height)
        if (width, height) != (self.width, self.height):
            picture = scaled(picture, self.width, self.height)
        return to_8bit_rgb(picture)


def changed_part(old: NDArray[np.uint8], new: NDArray[np.uint8]) -> Rect:
    """The least rectangle that holds all pixels in which two pictures of one size differ."""
    height, width, channels = old.shape
    differs = cv2.absdiff(old, new).reshape(height, width * channels)
    x, top, across, down = cv2.boundingRect(differs)
    left = x // channels
    return Rect(left, top, -(-(x + across) // channels) - left, down)


def _factor(scale: float) -> int:
    """The largest power of two up to a number of canvas pixels a model pixel, 1..64."""
    factor = 1
    while factor < TILE and factor * 2 <= scale:
        factor *= 2
    return factor


def _extended(picture: Array, width: int, height: int) -> Array:
    """A picture made wider and higher by repeating its last column and row."""
    below, beside = height - picture.shape[0], width - picture.shape[1]
    if below or beside:
        picture = np.pad(picture, ((0, below), (0, beside), (0, 0)), mode="edge")
    return picture
