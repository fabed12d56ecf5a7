"""Selections: shapes, combining, and their outline; `reshape` grows and softens them.

A selection is a plane of one channel, 0 (not selected) to 65535 (selected), soft in between, and 0
outside the canvas. Wholly selected tiles are one shared array, so large selections are cheap.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath

from paintapp.document import FULL, TILE, Layer, Pixels, Rect, TileKey
from paintapp.document.pixels import Array, constant_tile, tile_keys, tile_rect
from paintapp.painting.composite import composited, units_of

CombineMode = Literal["replace", "add", "subtract", "intersect"]
Edges = tuple[float, float, float, float]
"""Left, top, right, bottom in canvas pixels, in any order of opposites."""

_ALL = constant_tile(1, FULL)
_NONE = constant_tile(1, 0)
_BAND = 16 * TILE
"""Rows that a shape is drawn in at a time, so that memory stays small on large canvases."""


def rectangle(bounds: Rect, edges: Edges, antialias: bool = True) -> Pixels:
    """A rectangle within a canvas; border pixels are selected as far as they are covered.

    Without antialias the edges are rounded to whole pixels.
    """
    left, right = sorted((edges[0], edges[2]))
    top, bottom = sorted((edges[1], edges[3]))
    if not antialias:
        left, top, right, bottom = (math.floor(edge + 0.5) for edge in (left, top, right, bottom))
    left, right = max(left, bounds.x), min(right, bounds.right)
    top, bottom = max(top, bounds.y), min(bottom, bounds.bottom)
    rect = _around((left, top, right, bottom)).intersected(bounds)
    if rect.empty:
        return Pixels.mask()
    columns = {
        column: (across, bool(across.min() == 1))
        for column in range(rect.x // TILE, (rect.right - 1) // TILE + 1)
        if (across := _covered(column * TILE, left, right)).any()
    }
    tiles: dict[TileKey, Array] = {}
    for row in range(rect.y // TILE, (rect.bottom - 1) // TILE + 1):
        down = _covered(row * TILE, top, bottom)
        whole = down.min() == 1
        for column, (across, whole_across) in columns.items():
            if whole and whole_across:
                tiles[column, row] = _ALL
            else:
                tile = (down[:, None] * across * FULL + 0.5).astype(np.uint16)
                if tile.any():
                    tiles[column, row] = tile
    return Pixels(1, 0, tiles)


def ellipse(bounds: Rect, edges: Edges, antialias: bool = True) -> Pixels:
    """The ellipse that fills a rectangle, cut at the canvas."""
    path = QPainterPath()
    path.addEllipse(QRectF(QPointF(edges[0], edges[1]), QPointF(edges[2], edges[3])).normalized())
    return _filled(bounds, path, antialias)


def polygon(bounds: Rect, points: Iterable[tuple[float, float]], antialias: bool = True) -> Pixels:
    """The inside of a closed outline; where it crosses itself, all that it goes around."""
    path = QPainterPath()
    path.addPolygon([QPointF(x, y) for x, y in points])
    path.closeSubpath()
    path.setFillRule(Qt.FillRule.WindingFill)
    return _filled(bounds, path, antialias)


def combine(old: Pixels | None, new: Pixels, mode: CombineMode) -> Pixels | None:
    """Two selections joined: the greater, what is left, or the lesser, pixel by pixel.

    None as the old selection selects nothing; the result is None when nothing is selected.
    """
    if mode == "replace":
        return new if new.tiles or new.fill else None
    old = old or Pixels.mask()
    keys = {*old.tiles, *new.tiles}
    tiles = {key: _JOINED[mode](old.tile(key), new.tile(key)) for key in keys}
    one, other = (constant_tile(1, fill) for fill in (old.fill, new.fill))
    fill = int(_JOINED[mode](one, other)[0, 0])
    kept = {key: tile for key, tile in tiles.items() if tile is not constant_tile(1, fill)}
    if fill == 0:
        kept = {key: tile for key, tile in kept.items() if tile is _ALL or tile.any()}
    return Pixels(1, fill, kept) if kept or fill else None


def inverted(selection: Pixels, bounds: Rect) -> Pixels:
    """What is not selected of a canvas."""
    tiles: dict[TileKey, Array] = {}
    inner = _whole_tiles(bounds)
    for key in tile_keys(bounds):
        tile = _without(_ALL, selection.tile(key))
        if not _within(key, inner):
            tile = _cut(tile, key, bounds)
        if tile is _ALL or tile.any():
            tiles[key] = tile
    return Pixels(1, 0, tiles)


def within(plane: Pixels, bounds: Rect) -> Pixels:
    """A plane of one channel as a selection of a canvas: nothing is selected outside of it."""
    return combine(plane, rectangle(bounds, _edges(bounds)), "intersect") or Pixels.mask()


def of_layer(layer: Layer, bounds: Rect) -> Pixels:
    """What a layer covers of a canvas, as far as it is opaque there.

    Its mask counts, but not its opacity, nor whether it is shown.
    """
    plain = replace(layer, visible=True, opacity=1.0, clipping=False)
    units = units_of((plain,))
    keys = set().union(*(unit.keys(bounds) for unit in units))
    tiles: dict[TileKey, Array] = {}
    for key in keys:
        tile = composited(units, key)
        if tile is not None and (alpha := tile[..., 3]).any():
            tiles[key] = _ALL if alpha.min() == FULL else np.ascontiguousarray(alpha)
    return within(Pixels(1, 0, tiles), bounds)


def outline(selection: Pixels, bounds: Rect) -> list[NDArray[np.float64]]:
    """Closed lines along the pixels' edges where a selection passes one half.

    Each is (n, 2), x and y in canvas pixels, the last point joining the first; outer lines run
    clockwise on the screen, holes against it. Only tiles with an edge in or beside them cost time.
    """
    found = list(_edged_tiles(selection, bounds))
    if not found:
        return []
    corners = np.array([corner for corner, _ in found])
    starts, ends = _directed_edges(corners, np.stack([inside for _, inside in found]))
    return _chained(starts, ends)


def _greater(old: Array, new: Array) -> Array:
    if old is _ALL or new is _NONE or new is old:
        return old
    if new is _ALL or old is _NONE:
        return new
    return np.maximum(old, new)


def _lesser(old: Array, new: Array) -> Array:
    if old is _NONE or new is _ALL or new is old:
        return old
    if new is _NONE or old is _ALL:
        return new
    return np.minimum(old, new)


def _without(old: Array, new: Array) -> Array:
    if new is _NONE or old is _NONE:
        return old
    if new is _ALL:
        return _NONE
    return np.minimum(old, FULL - new)


_JOINED: dict[CombineMode, Callable[[Array, Array], Array]] = {
    "add": _greater,
    "subtract": _without,
    "intersect": _lesser,
}


def _edges(rect: Rect) -> Edges:
    return rect.x, rect.y, rect.right, rect.bottom


def _around(edges: Edges) -> Rect:
    """The smallest rectangle of whole pixels around some edges."""
    left, top, right, bottom = edges
    return Rect.from_edges(math.floor(left), math.floor(top), math.ceil(right), math.ceil(bottom))


def _covered(start: int, low: float, high: float) -> NDArray[np.float64]:
    """How much of each of 64 pixels from ``start`` on lies between two edges."""
    pixels = np.arange(start, start + TILE, dtype=np.float64)
    share: NDArray[np.float64] = np.clip(
        np.minimum(pixels + 1, high) - np.maximum(pixels, low), 0, 1
    )
    return share


def _filled(bounds: Rect, path: QPainterPath, antialias: bool) -> Pixels:
    """What a path encloses, drawn by QPainter with 256 steps of coverage."""
    extent = path.boundingRect()
    edges = (extent.left(), extent.top(), extent.right(), extent.bottom())
    if not all(map(math.isfinite, edges)):
        return Pixels.mask()
    limits = (bounds.x, bounds.y, bounds.right, bounds.bottom)
    low, high = (limits[0], limits[1]) * 2, (limits[2], limits[3]) * 2
    clamped = [min(max(edges[i], low[i]), high[i]) for i in range(4)]
    rect = _around((clamped[0], clamped[1], clamped[2], clamped[3]))
    tiles: dict[TileKey, Array] = {}
    for top in range(rect.y // TILE * TILE, rect.bottom, _BAND):
        band = Rect(rect.x, top, rect.width, _BAND).intersected(rect)
        if band.empty:
            continue
        image = QImage(band.width, band.height, QImage.Format.Format_Grayscale8)
        image.fill(0)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, antialias)
        painter.translate(-band.x, -band.y)
        painter.fillPath(path, Qt.GlobalColor.white)
        painter.end()
        rows = np.frombuffer(image.constBits(), np.uint8).reshape(band.height, -1)
        values = rows[:, : band.width].astype(np.uint16) * np.uint16(257)
        tiles.update(from_values(values, band).tiles)
    return Pixels(1, 0, tiles)


def from_values(values: Array, rect: Rect) -> Pixels:
    """A selection from its values in a rectangle."""
    tiles: dict[TileKey, Array] = {}
    for key in tile_keys(rect):
        x, y = key[0] * TILE - rect.x, key[1] * TILE - rect.y
        part = values[max(0, y) : y + TILE, max(0, x) : x + TILE]
        if not part.any():
            continue
        if part.shape == (TILE, TILE):
            tiles[key] = _ALL if part.min() == FULL else part.copy()
        else:
            tile = np.zeros((TILE, TILE), np.uint16)
            left, top = max(0, -x), max(0, -y)
            tile[top : top + part.shape[0], left : left + part.shape[1]] = part
            tiles[key] = tile
    return Pixels(1, 0, tiles)


def _whole_tiles(bounds: Rect) -> Edges:
    """First and last column and row, (left, top, right, bottom), of tiles within a canvas."""
    return (
        -(-bounds.x // TILE),
        -(-bounds.y // TILE),
        bounds.right // TILE - 1,
        bounds.bottom // TILE - 1,
    )


def _within(key: TileKey, edges: Edges) -> bool:
    return edges[0] <= key[0] <= edges[2] and edges[1] <= key[1] <= edges[3]


def _cut(tile: Array, key: TileKey, bounds: Rect) -> Array:
    """A tile with what lies outside the canvas not selected."""
    x, y = key[0] * TILE, key[1] * TILE
    part = (
        slice(max(0, bounds.y - y), max(0, bounds.bottom - y)),
        slice(max(0, bounds.x - x), max(0, bounds.right - x)),
    )
    out = np.zeros_like(tile)
    out[part] = tile[part]
    return out


def _edged_tiles(selection: Pixels, bounds: Rect) -> Iterator[tuple[TileKey, NDArray[np.bool_]]]:
    """Tiles in which the outline may run, each with its neighbours' last row and column.

    Yields the canvas position of the upper left pixel and (65, 65) bool, the first row and column
    being the neighbours'.
    """

    inner = _whole_tiles(bounds)
    fill = constant_tile(1, selection.fill)
    get = selection.tiles.get

    def tile(key: TileKey) -> Array:
        if _within(key, inner):
            return get(key, fill)
        outside = tile_rect(key).intersected(bounds).empty
        return _NONE if outside else _cut(get(key, fill), key, bounds)

    keys = set(tile_keys(bounds)) if selection.fill else set(selection.tiles)
    keys |= {(c + 1, r) for c, r in keys} | {(c, r + 1) for c, r in keys}
    for column, row in keys:
        here, left, above = tile((column, row)), tile((column - 1, row)), tile((column, row - 1))
        if here is left and here is above and (here is _ALL or here is _NONE):
            continue
        inside = np.zeros((TILE + 1, TILE + 1), np.bool_)
        inside[1:, 1:] = here > FULL // 2
        inside[1:, 0] = left[:, -1] > FULL // 2
        inside[0, 1:] = above[-1] > FULL // 2
        yield (column * TILE, row * TILE), inside


def _directed_edges(
    corners: NDArray[np.int64], inside: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Starts and ends, each (n, 2) as x, y, of pixel edges that have the inside to their right.

    ``inside`` is (tiles, 65, 65), ``corners`` (tiles, 2) the positions of [:, 1, 1].
    """
    here, left, above = inside[:, 1:, 1:], inside[:, 1:, :-1], inside[:, :-1, 1:]
    starts, ends = [], []
    for neighbour, step in ((above, (1, 0)), (left, (0, 1))):
        tiles, rows, columns = np.nonzero(here != neighbour)
        first = corners[tiles] + np.stack((columns, rows), axis=1)
        last = first + np.array(step)
        forward = here[tiles, rows, columns] == (step == (1, 0))
        starts.append(np.where(forward[:, None], first, last))
        ends.append(np.where(forward[:, None], last, first))
    return np.concatenate(starts), np.concatenate(ends)


def _chained(starts: NDArray[np.int64], ends: NDArray[np.int64]) -> list[NDArray[np.float64]]:
    """Directed edges joined end to start into closed lines, without points on straight runs."""
    # As many edges end in a corner as start there, so sorting both by corner pairs them up.
    following = np.empty(len(starts), np.int64)
    following[np.lexsort(ends.T)] = np.lexsort(starts.T)
    steps = following.tolist()
    turning = ((ends - starts) != (ends - starts)[following]).any(axis=1).tolist()
    corners = ends.tolist()
    seen = bytearray(len(steps))
    lines: list[NDArray[np.float64]] = []
    for first in range(len(steps)):
        points: list[Sequence[int]] = []
        edge = first
        while not seen[edge]:
            seen[edge] = 1
            if turning[edge]:
                points.append(corners[edge])
            edge = steps[edge]
        if points:
            lines.append(np.array(points, np.float64))
    return lines
