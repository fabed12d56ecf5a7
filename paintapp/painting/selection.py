"""Selections: shapes, how they combine, and what grows, shrinks and softens them.

A selection is a plane of one channel, 0 (not selected) to 65535 (fully), that is soft everywhere.
All work is done on the part of the canvas that holds a selection's edge, never on more.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPolygonF

from paintapp.document import FULL, TILE, Pixels, Rect, TileKey
from paintapp.document.pixels import Array, constant_tile, tile_keys

CombineMode = Literal["replace", "add", "subtract", "intersect"]

Polyline = NDArray[np.float64]
"""(n, 2) points x, y in canvas pixels; the last is joined to the first."""


def rectangle(
    bounds: Rect, corners: tuple[float, float, float, float], antialias: bool = True
) -> Pixels:
    """The rectangle between two opposite corners (x, y, x, y), cut to ``bounds``.

    With ``antialias`` a pixel is selected by the share of its area that is covered; else the
    corners are rounded to whole pixels.
    """
    left, right = sorted((corners[0], corners[2]))
    top, bottom = sorted((corners[1], corners[3]))
    if not antialias:
        left, right, top, bottom = (float(round(edge)) for edge in (left, right, top, bottom))
    area = _whole(left, top, right, bottom).intersected(bounds)
    if area.empty:
        return Pixels.mask()
    columns = _covered(area.x, area.right, left, right)
    rows = _covered(area.y, area.bottom, top, bottom)

    def tile(key: TileKey) -> Array:
        x, y = key[0] * TILE, key[1] * TILE
        across = _placed(columns, area.x - x)
        down = _placed(rows, area.y - y)
        return np.rint(np.outer(down, across) * FULL).astype(np.uint16)

    return _by_tiles(area, tile)


def ellipse(
    bounds: Rect, corners: tuple[float, float, float, float], antialias: bool = True
) -> Pixels:
    """The ellipse inside the rectangle between two opposite corners (x, y, x, y)."""
    left, right = sorted((corners[0], corners[2]))
    top, bottom = sorted((corners[1], corners[3]))
    path = QPainterPath()
    path.addEllipse(QRectF(left, top, right - left, bottom - top))
    return _drawn(bounds, path, antialias)


def polygon(bounds: Rect, points: Sequence[tuple[float, float]], antialias: bool = True) -> Pixels:
    """The inside of a closed line through points, by the even-odd rule."""
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
    path.closeSubpath()
    return _drawn(bounds, path, antialias)


def combine(old: Pixels | None, new: Pixels, mode: CombineMode) -> Pixels | None:
    """The selection after a shape has been added to, taken from or met with the old one.

    None as the old selection selects nothing; the result is None when nothing is selected.
    """
    if mode == "replace" or (old is None and mode == "add"):
        result = new
    elif old is None:
        return None
    elif mode == "add":
        result = _joined(old, new, np.maximum)
    elif mode == "intersect":
        result = _joined(old, new, np.minimum)
    else:
        result = _joined(old, new, _without)
    return result if result.fill or result.tiles else None


def inverted(pixels: Pixels, bounds: Rect) -> Pixels:
    """Selected where it was not, within ``bounds``; outside them nothing is selected."""
    if bounds.contains(pixels.tile_bounds()) and pixels.fill:
        return _tidy(_inverse(pixels))
    return _tidy(
        _inverse(pixels).cropped(bounds) if pixels.fill else _filled_inverse(pixels, bounds)
    )


def grow(pixels: Pixels, bounds: Rect, distance: int) -> Pixels:
    """Reaching ``distance`` pixels further in every direction, within ``bounds``."""
    return _processed(pixels, bounds, distance, lambda a: cv2.dilate(a, _disc(distance)))


def shrink(pixels: Pixels, bounds: Rect, distance: int) -> Pixels:
    """Drawn back by ``distance`` pixels from its edge; the canvas border counts as selected."""
    return _processed(pixels, bounds, distance, lambda a: cv2.erode(a, _disc(distance)))


def feather(pixels: Pixels, bounds: Rect, distance: int) -> Pixels:
    """Softened over about ``distance`` pixels on both sides of its edge (Gaussian, 2 sigma)."""
    sigma = max(0.1, distance / 2)
    return _processed(
        pixels,
        bounds,
        math.ceil(3 * sigma),
        lambda a: cv2.GaussianBlur(a, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE),
    )


def outline(pixels: Pixels, bounds: Rect) -> list[Polyline]:
    """Closed lines around what is at least half selected, for marching ants.

    They run along pixel edges, in canvas pixels.
    """
    area = bounds if pixels.fill else pixels.bounds().intersected(bounds)
    if area.empty:
        return []
    mask = (pixels.read(area) > FULL // 2).astype(np.uint8)
    # Contours run through pixel centres. With each pixel drawn as 2 x 2 and one of border, halving
    # a centre and rounding down gives the pixel's own edge on either side.
    if area.area <= 1 << 20:
        doubled = cv2.copyMakeBorder(
            cv2.resize(mask, None, fx=2, fy=2, interpolation=cv2.INTER_NEAREST),
            *(1, 1, 1, 1),
            cv2.BORDER_CONSTANT,
            value=0,
        )
        found, _ = cv2.findContours(doubled, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
        lines = [(line[:, 0] // 2).astype(np.float64) for line in found]
    else:
        found, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
        lines = [line[:, 0].astype(np.float64) + 0.5 for line in found]
    corner = np.array((area.x, area.y), np.float64)
    return [line + corner for line in lines if len(line) > 1]


def _whole(left: float, top: float, right: float, bottom: float) -> Rect:
    return Rect.from_edges(math.floor(left), math.floor(top), math.ceil(right), math.ceil(bottom))


def _covered(start: int, stop: int, low: float, high: float) -> NDArray[np.float64]:
    """The share of each pixel start .. stop-1 that lies between two edges."""
    edges = np.arange(start, stop, dtype=np.float64)
    share: NDArray[np.float64] = np.clip(np.minimum(edges + 1, high) - np.maximum(edges, low), 0, 1)
    return share


def _placed(values: NDArray[np.float64], offset: int) -> NDArray[np.float64]:
    """A tile's 64 values out of a longer run that begins ``offset`` pixels into the tile."""
    out = np.zeros(TILE)
    start, stop = max(0, offset), min(TILE, offset + len(values))
    out[start:stop] = values[start - offset : stop - offset]
    return out


def _by_tiles(area: Rect, make: Callable[[TileKey], Array]) -> Pixels:
    """A plane of made tiles; wholly selected ones share one constant tile."""
    full = constant_tile(1, FULL)
    tiles: dict[TileKey, Array] = {}
    for key in tile_keys(area):
        tile = make(key)
        if tile.all() and (tile == FULL).all():
            tiles[key] = full
        elif tile.any():
            tiles[key] = tile
    return Pixels(1, 0, tiles)


def _drawn(bounds: Rect, path: QPainterPath, antialias: bool) -> Pixels:
    """The inside of a path as Qt's raster painter covers it (8 bits of coverage)."""
    box = path.boundingRect()
    area = _whole(box.left(), box.top(), box.right(), box.bottom()).intersected(bounds)
    if area.empty:
        return Pixels.mask()
    image = QImage(area.width, area.height, QImage.Format.Format_Grayscale8)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, antialias)
    painter.translate(-area.x, -area.y)
    painter.fillPath(path, Qt.GlobalColor.white)
    painter.end()
    stride = image.bytesPerLine()
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(area.height, stride)
    coverage = rows[:, : area.width]

    def tile(key: TileKey) -> Array:
        x, y = key[0] * TILE, key[1] * TILE
        both = Rect(x, y, TILE, TILE).intersected(area)
        out = np.zeros((TILE, TILE), np.uint16)
        out[both.y - y : both.bottom - y, both.x - x : both.right - x] = coverage[
            both.y - area.y : both.bottom - area.y, both.x - area.x : both.right - area.x
        ].astype(np.uint16) * np.uint16(257)
        return out

    return _by_tiles(area, tile)


def _joined(old: Pixels, new: Pixels, join: Callable[[Array, Array], Array]) -> Pixels:
    fill = int(join(np.array(old.fill, np.uint16), np.array(new.fill, np.uint16)))
    tiles: dict[TileKey, Array] = {}
    for key in set(old.tiles) | set(new.tiles):
        tile = join(old.tile(key), new.tile(key))
        if (tile != fill).any():
            tiles[key] = tile
    return Pixels(1, fill, tiles)


def _without(old: Array, new: Array) -> Array:
    return np.minimum(old, FULL - new)


def _inverse(pixels: Pixels) -> Pixels:
    tiles = {key: np.asarray(FULL - tile, np.uint16) for key, tile in pixels.tiles.items()}
    return Pixels(1, FULL - pixels.fill, tiles)


def _filled_inverse(pixels: Pixels, bounds: Rect) -> Pixels:
    """The inverse of a plane whose fill is 0: whole tiles inside ``bounds``, cut at its edge."""
    full = constant_tile(1, FULL)
    whole = Pixels(1, 0, dict.fromkeys(tile_keys(bounds), full))
    inside = _inverse(pixels)
    return whole.with_tiles(
        {key: tile for key, tile in inside.tiles.items() if key in whole.tiles}
    ).cropped(bounds)


def _tidy(pixels: Pixels) -> Pixels:
    """The same plane without tiles that hold only the fill value."""
    empty = [key for key, tile in pixels.tiles.items() if not (tile != pixels.fill).any()]
    return pixels.with_tiles(dict.fromkeys(empty))


def _disc(radius: int) -> NDArray[np.uint8]:
    side = 2 * radius + 1
    shape: NDArray[np.uint8] = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    return shape


def _processed(
    pixels: Pixels, bounds: Rect, reach: int, process: Callable[[Array], NDArray[np.uint16]]
) -> Pixels:
    """A selection after a filter that reaches ``reach`` pixels, computed where it is not even."""
    area = pixels.tile_bounds().padded(reach).intersected(bounds)
    if pixels.fill:
        area = bounds
    if area.empty or reach <= 0:
        return pixels
    changed = process(pixels.read(area)).astype(np.uint16)

    def tile(key: TileKey) -> Array:
        x, y = key[0] * TILE, key[1] * TILE
        both = Rect(x, y, TILE, TILE).intersected(area)
        out = np.zeros((TILE, TILE), np.uint16)
        out[both.y - y : both.bottom - y, both.x - x : both.right - x] = changed[
            both.y - area.y : both.bottom - area.y, both.x - area.x : both.right - area.x
        ]
        return out

    return _by_tiles(area, tile)
