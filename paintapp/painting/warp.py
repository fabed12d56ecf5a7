"""Planes put elsewhere: turned, mirrored, scaled, in perspective, or bent by a grid of points.

Coordinates are continuous: pixel (i, j) covers i..i+1 and j..j+1. Colours are sampled
premultiplied, as they are stored, and no channel comes to exceed alpha. Work goes block by block
over the target and reads only the tiles that lie under each, so empty parts cost nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

import cv2
import numpy as np
from immutables import Map

from paintapp.document import FULL, TILE, Pixels, Rect, TileKey
from paintapp.document.pixels import Array, constant_tile, tile_keys
from paintapp.painting.mapping import Homography, Mapping, Point, Samples
from paintapp.painting.selection import polygon

Interpolation = Literal["nearest", "bilinear", "bicubic", "lanczos"]

BLOCK = 8 * TILE
"""Side of the square of target pixels that is sampled at once."""

REACH = {"nearest": 1, "bilinear": 2, "bicubic": 3, "lanczos": 5}
"""How many pixels around a point each kernel looks at."""

KERNELS = {
    "nearest": cv2.INTER_NEAREST,
    "bilinear": cv2.INTER_LINEAR,
    "bicubic": cv2.INTER_CUBIC,
    "lanczos": cv2.INTER_LANCZOS4,
}


def mapped(
    plane: Pixels,
    mapping: Mapping,
    interpolation: Interpolation = "bicubic",
    limit: Rect | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Pixels:
    """A plane with its content put where a mapping says.

    What is only moved by whole pixels, turned by right angles or mirrored stays the same to the
    bit. What becomes smaller is averaged first. Straight borders of the content become straight
    smooth borders. Only pixels within ``limit`` are made.
    """
    content = plane.bounds()
    if content.empty:
        return plane
    edge = None
    if isinstance(mapping, Homography):
        exact = _exact(plane, mapping)
        if exact is not None:
            return exact
        if interpolation != "nearest":
            edge = mapping.outline(content)
    target = mapping.reach(content).padded(0 if edge else REACH[interpolation])
    if limit is not None:
        target = target.intersected(limit)
    halvings = [0, 0]
    if interpolation != "nearest":
        halvings = [_halvings(scale) for scale in mapping.scales()]
    for step in range(max(halvings)):
        across, down = step < halvings[0], step < halvings[1]
        plane, content = _halved_whole(plane, content, across, down)
    shrunk_x, shrunk_y = (np.float32(2.0**-count) for count in halvings)
    tiles: dict[TileKey, Array] = {}
    for block in _blocks(target):
        if cancelled():
            break
        x, y = mapping.sources(block)
        # Sampling counts from the middle of the first pixel.
        x, y = x * shrunk_x - np.float32(0.5), y * shrunk_y - np.float32(0.5)
        out = sampled(plane, content, x, y, interpolation, replicated=edge is not None)
        if out is None:
            continue
        if edge is not None:
            _cut_out(out, block, edge, plane.fill)
        put(out, block, plane.fill, tiles)
    return Pixels(plane.channels, plane.fill, tiles)


def sampled(
    plane: Pixels,
    content: Rect,
    x: Samples,
    y: Samples,
    interpolation: Interpolation,
    *,
    replicated: bool = False,
) -> Array | None:
    """What lies at some places of a plane, counted from the middle of pixel (0, 0).

    ``content`` is the part of the plane that is not fill. With ``replicated`` its border goes on
    beyond it. (h, w) or (h, w, 4), as the plane; None where there is nothing but fill.
    """
    reach = REACH[interpolation]
    near = content.padded(reach)
    inside = (x > near.x) & (x < near.right) & (y > near.y) & (y < near.bottom)
    if not inside.any():
        return None
    seen_x, seen_y = x[inside], y[inside]
    source = Rect.from_edges(
        math.floor(seen_x.min()) - reach,
        math.floor(seen_y.min()) - reach,
        math.floor(seen_x.max()) + reach + 2,
        math.floor(seen_y.max()) + reach + 2,
    )
    if replicated:
        source = source.intersected(content)
    if not plane.keys_in(source):
        return None
    out: Array = cv2.remap(
        plane.read(source),
        x - np.float32(source.x),
        y - np.float32(source.y),
        KERNELS[interpolation],
        borderMode=cv2.BORDER_REPLICATE if replicated else cv2.BORDER_CONSTANT,
        borderValue=(float(plane.fill),) * plane.channels,
    )
    if plane.channels == 4:
        # The negative parts of a kernel can lift a colour above its alpha.
        np.minimum(out, out[..., 3:], out=out)
    return out


def _cut_out(values: Array, rect: Rect, edge: Sequence[Point], fill: int) -> None:
    """Make what lies outside a convex outline the fill value, with a smooth edge."""
    if _inside(rect, edge):
        return
    local = [(x - rect.x, y - rect.y) for x, y in edge]
    bounds = Rect(0, 0, rect.width, rect.height)
    coverage = polygon(bounds, local).read(bounds)
    if coverage.min() == FULL:
        return
    wide = values.astype(np.uint32)
    part = coverage.astype(np.uint32)
    if values.ndim == 3:
        part = part[..., None]
    values[...] = (wide * part + np.uint32(fill) * (FULL - part) + FULL // 2) // FULL


def _inside(rect: Rect, edge: Sequence[Point]) -> bool:
    """Whether a rectangle lies wholly within a convex outline, which may run either way."""
    corners = ((rect.x, rect.y), (rect.right, rect.y), (rect.right, rect.bottom),
               (rect.x, rect.bottom))  # fmt: skip
    sides = [
        (bx - ax) * (y - ay) - (by - ay) * (x - ax)
        for (ax, ay), (bx, by) in zip(edge, (*edge[1:], edge[0]), strict=True)
        for x, y in corners
    ]
    return min(sides) >= 0 or max(sides) <= 0


def _halved_whole(plane: Pixels, content: Rect, across: bool, down: bool) -> tuple[Pixels, Rect]:
    """A plane at half size and its content; borders at odd places go on by a pixel, so that they
    are not mixed with what lies outside."""
    for side in ("left", "right") if across else ():
        edge = content.x if side == "left" else content.right
        if edge % 2:
            inner, outer = (edge, edge - 1) if side == "left" else (edge - 1, edge)
            strip = plane.read(Rect(inner, content.y, 1, content.height))
            plane = plane.written(strip, outer, content.y)
            content = content.united(Rect(outer, content.y, 1, content.height))
    for side in ("top", "bottom") if down else ():
        edge = content.y if side == "top" else content.bottom
        if edge % 2:
            inner, outer = (edge, edge - 1) if side == "top" else (edge - 1, edge)
            strip = plane.read(Rect(content.x, inner, content.width, 1))
            plane = plane.written(strip, content.x, outer)
            content = content.united(Rect(content.x, outer, content.width, 1))
    left, top, right, bottom = content.x, content.y, content.right, content.bottom
    if across:
        left, right = left // 2, right // 2
    if down:
        top, bottom = top // 2, bottom // 2
    return halved(plane, across, down), Rect.from_edges(left, top, right, bottom)


def put(values: Array, rect: Rect, fill: int, tiles: dict[TileKey, Array]) -> None:
    """Cut an array that covers a rectangle into tiles; those that are all fill are left out."""
    channels = 1 if values.ndim == 2 else values.shape[2]
    for key in tile_keys(rect):
        x, y = key[0] * TILE - rect.x, key[1] * TILE - rect.y
        part = values[max(0, y) : y + TILE, max(0, x) : x + TILE]
        if not (part != fill).any():
            continue
        if part.shape[:2] == (TILE, TILE):
            tiles[key] = part.copy()
        else:
            tile = tiles.get(key, constant_tile(channels, fill)).copy()
            left, top = max(0, -x), max(0, -y)
            tile[top : top + part.shape[0], left : left + part.shape[1]] = part
            tiles[key] = tile


def halved(plane: Pixels, across: bool = True, down: bool = True) -> Pixels:
    """A plane at half its width, its height or both: averages of two or four pixels."""
    step_x, step_y = 1 + across, 1 + down
    size = (TILE // step_x, TILE // step_y)
    tiles: dict[TileKey, Array] = {}
    for (column, row), tile in plane.tiles.items():
        key = (column // step_x, row // step_y)
        if key not in tiles:
            tiles[key] = constant_tile(plane.channels, plane.fill).copy()
        left, top = (column % step_x) * size[0], (row % step_y) * size[1]
        part = cv2.resize(tile, size, interpolation=cv2.INTER_AREA)
        tiles[key][top : top + size[1], left : left + size[0]] = part
    return Pixels(plane.channels, plane.fill, tiles)


def turned(plane: Pixels, quarters: int, mirrored: bool, dx: int, dy: int) -> Pixels:
    """A plane mirrored left to right about x = 0, then turned clockwise about (0, 0) by quarters,
    then moved by whole pixels. Nothing is lost."""
    quarters %= 4
    if not mirrored and quarters == 0:
        return plane if dx == dy == 0 else plane.translated(dx, dy)
    tiles: dict[TileKey, Array] = {}
    for (column, row), tile in plane.tiles.items():
        made = tile[:, ::-1] if mirrored else tile
        x, y = (-1 - column, row) if mirrored else (column, row)
        for _ in range(quarters):
            x, y = -1 - y, x
        tiles[x, y] = np.ascontiguousarray(np.rot90(made, -quarters))
        tiles[x, y].flags.writeable = False
    out = Pixels(plane.channels, plane.fill, Map(tiles))
    return out if dx == dy == 0 else out.translated(dx, dy)


def _exact(plane: Pixels, mapping: Homography) -> Pixels | None:
    """A plane by a mapping that loses nothing; None when the mapping is of another kind."""
    if not mapping.affine:
        return None
    (a, b, c), (d, e, f), _ = mapping.rows
    linear = [round(value) for value in (a, b, d, e)]
    offset = [round(value) for value in (c, f)]
    off = max(abs(v - w) for v, w in zip((a, b, d, e), linear, strict=True))
    if off > 1e-9 or max(abs(c - offset[0]), abs(f - offset[1])) > 1e-6:
        return None
    for mirrored in (False, True):
        for quarters in range(4):
            sine, cosine = (0, 1, 0, -1)[quarters], (1, 0, -1, 0)[quarters]
            flip = -1 if mirrored else 1
            if linear == [cosine * flip, -sine, sine * flip, cosine]:
                return turned(plane, quarters, mirrored, *offset)
    return None


def _halvings(scale: float) -> int:
    """How often a side is halved before it is sampled at a scale: a little blur is better than
    pixels left out, so from a scale of 0.78 down."""
    return max(0, min(10, math.floor(0.36 - math.log2(max(scale, 1e-4)))))


def _blocks(rect: Rect) -> Iterator[Rect]:
    """Squares of whole tiles that cover a rectangle, cut to it."""
    if rect.empty:
        return
    for top in range(rect.y // BLOCK * BLOCK, rect.bottom, BLOCK):
        for left in range(rect.x // BLOCK * BLOCK, rect.right, BLOCK):
            yield Rect(left, top, BLOCK, BLOCK).intersected(rect)
