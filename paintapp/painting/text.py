"""What a text layer's pixels are made from: texts drawn, moved, turned and scaled."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
from PySide6.QtGui import QPainter

from paintapp.document import TILE, Pixels, Rect, Text, TextLayer, TileKey
from paintapp.document.pixels import Array
from paintapp.painting.blend import image_of
from paintapp.painting.typeset import Typeset

STRETCH = 1.005
"""How much longer than wide a text may become and still be taken as scaled."""

_BAND = 4 * TILE


def drawn(
    typeset: Typeset,
    before: tuple[Typeset, Pixels] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Pixels:
    """A text as a colour plane.

    With the setting and the plane that it takes the place of, only lines that differ are drawn, and
    tiles that are the same stay the same objects. What comes of it when ``cancelled`` says so is of
    no use.
    """
    if before is None:
        area, plane = typeset.bounds, Pixels()
    else:
        area, plane = typeset.changed(before[0]), before[1]
    tiles: dict[TileKey, Array | None] = {}
    for band in _bands(area):
        if cancelled():
            break
        pixels: Array = np.zeros((band.height, band.width, 4), np.uint16)
        image = image_of(pixels)
        painter = QPainter(image)
        painter.translate(-band.x, -band.y)
        typeset.draw(painter, band)
        painter.end()
        for column in range(0, band.width, TILE):
            inked = np.any(pixels[:, column : column + TILE, 3], axis=1, keepdims=True)
            for row in range(0, band.height, TILE):
                key = ((band.x + column) // TILE, (band.y + row) // TILE)
                if inked[row : row + TILE].any():
                    tile = pixels[row : row + TILE, column : column + TILE]
                    if key not in plane.tiles or not np.array_equal(plane.tiles[key], tile):
                        tiles[key] = tile.copy()
                elif key in plane.tiles:
                    tiles[key] = None
    return plane.with_tiles(tiles)


def with_text(layer: TextLayer, text: Text) -> TextLayer:
    """A text layer that says or looks otherwise. DocumentError when it would be too large."""
    return replace(layer, text=text, pixels=drawn(Typeset(text)))


def transformed(
    text: Text, matrix: tuple[tuple[float, float, float], tuple[float, float, float]]
) -> Text | None:
    """A text moved, turned and scaled by ((a, b, dx), (c, d, dy)): x' = a x + b y + dx and so on.

    None where a text cannot follow: skewed, mirrored, stretched by more than rounding an image's
    size to whole pixels does, or out of range.
    """
    (a, b, dx), (c, d, dy) = matrix
    area = a * d - b * c
    # The longest and the shortest that a circle of radius 1 becomes: its singular values.
    half, apart = math.hypot(a + d, c - b) / 2, math.hypot(a - d, b + c) / 2
    if area <= 0 or half + apart > STRETCH * (half - apart):
        return None
    scale, turn = math.sqrt(area), math.degrees(math.atan2(c - b, a + d))
    try:
        return replace(
            text,
            x=a * text.x + b * text.y + dx,
            y=c * text.x + d * text.y + dy,
            size=text.size * scale,
            width=None if text.width is None else text.width * scale,
            rotation=(text.rotation + turn + 180) % 360 - 180,
        )
    except ValueError:
        return None


def _bands(area: Rect) -> Iterator[Rect]:
    """An area in bands of whole tiles.

    They always begin at the same rows: large letters come out a little different, by some levels in
    a few pixels, where a picture that they are drawn into ends.
    """
    if area.empty:
        return
    left, right = area.x // TILE * TILE, -(-area.right // TILE) * TILE
    for top in range(area.y // _BAND * _BAND, area.bottom, _BAND):
        yield Rect.from_edges(left, top, right, top + _BAND)
