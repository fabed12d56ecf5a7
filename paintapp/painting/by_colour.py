"""Selecting all that looks like one colour, with a tolerance that can change as one looks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from paintapp.document import FULL, TILE, Layer, Pixels, Rect, TileKey
from paintapp.document.pixels import Array, constant_tile, tile_keys
from paintapp.painting.composite import composited, units_of
from paintapp.painting.selection import within

_FURTHEST = 255


class ColourDistances:
    """How far each pixel of some layers together is from the colour of one of them.

    The distance is that of the channel that differs most, of premultiplied colours at 8 bits.
    Tiles of one distance are kept as a number. ``cancelled`` is asked for every tile; what comes
    of it then is of no use.
    """

    def __init__(
        self,
        layers: Sequence[Layer],
        bounds: Rect,
        x: int,
        y: int,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> None:
        """The colour is that of pixel (x, y); off the canvas nothing is near it."""
        self._bounds = bounds
        self._tiles: dict[TileKey, NDArray[np.uint8] | int] = {}
        if bounds.intersected(Rect(x, y, 1, 1)).empty:
            return
        units = units_of(layers)

        def picture(key: TileKey) -> NDArray[np.uint8] | None:
            tile = composited(units, key)
            return None if tile is None else cv2.convertScaleAbs(tile, alpha=255 / FULL)

        found = picture((x // TILE, y // TILE))
        colour = np.zeros(4, np.uint8) if found is None else found[y % TILE, x % TILE]
        like = np.broadcast_to(colour, (TILE, TILE, 4)).copy()
        empty = int(colour.max())
        for key in tile_keys(bounds):
            if cancelled():
                return
            pixels = picture(key)
            if pixels is None:
                self._tiles[key] = empty
                continue
            distance = cv2.absdiff(pixels, like).max(axis=2)
            low, high = int(distance.min()), int(distance.max())
            self._tiles[key] = low if low == high else distance

    def near(self, tolerance: float, softness: float = 0.0) -> Pixels:
        """A selection of what is at most ``tolerance`` away, 0..1, fading out over ``softness``."""
        distance = np.arange(_FURTHEST + 1, dtype=np.float64) / _FURTHEST
        if softness > 0:
            part = np.clip((tolerance + softness - distance) / softness, 0, 1)
        else:
            part = (distance <= tolerance + 1e-9).astype(np.float64)
        table: Array = (part * FULL + 0.5).astype(np.uint16)
        tiles: dict[TileKey, Array] = {}
        for key, found in self._tiles.items():
            if isinstance(found, int):
                if table[found]:
                    tiles[key] = constant_tile(1, int(table[found]))
            else:
                tile = table[found]
                if tile.any():
                    tiles[key] = tile
        return within(Pixels(1, 0, tiles), self._bounds)
