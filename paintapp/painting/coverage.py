"""How much of each pixel a stroke covers: the plane in which its dabs gather.

There are three laws. Hard dabs go by the largest: coverage is that of the strongest dab, so
outlines stay exact however many dabs make them. Soft dabs and thin paint melt together: each covers
its part of what is still bare, 1 - c = (1 - a) (1 - b) ..., which is kept as the sum of -log(1 - a)
in whole numbers. The largest and a sum do not ask for an order, so many dabs can be put down at
once, and however a stroke is cut into calls its pixels are the same. What the two give covers each
other like two dabs. Soft dabs that sensors keep from being opaque, up to a cap k, rise to it one
after the other: c += a max(0, k - c).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from paintapp.document import FULL, TILE, Rect, TileKey
from paintapp.document.pixels import Array
from paintapp.painting.brush import Brush
from paintapp.painting.crowd import Crowd, Sums, crowds, log_cover
from paintapp.painting.dabs import Dabs, Reals
from paintapp.painting.grain import Grain
from paintapp.painting.stamps import Stamps
from paintapp.painting.tips import SMOOTH_FROM

BLOCK = 8 * TILE
"""Side of a block of the plane in pixels: large enough that a large dab meets few."""

SMALL = 13.0
"""Radius up to which dabs are made many at once."""

CUT_AFTER = 1200
"""Dabs after which sums are cut down to what is full, well before whole numbers overflow."""

LIMIT = 12 * 65536
"""A sum from which on coverage is full: 65535 (1 - exp(-12)) rounds to 65535."""

Part = tuple[int, int, int, int]
"""Left, top, right and bottom within a tile."""


class Coverage:
    """The coverage plane of a stroke.

    ``dirty`` holds the part of each tile that has been drawn on since it was last cleared. Nothing
    is kept outside ``bounds`` rounded out to tiles. ``grain`` shapes every dab.
    """

    def __init__(self, brush: Brush, bounds: Rect, grain: Grain | None = None) -> None:
        self.dirty: dict[TileKey, Part] = {}
        self._brush = brush
        self._canvas = rounded_out(bounds)
        self._bounds = bounds
        self._grain = grain
        self._largest: dict[TileKey, Array] = {}
        self._sums: dict[TileKey, Sums] = {}
        self._since_cut: dict[TileKey, int] = {}
        self._thin = brush.build_up or brush.flow < 1 or bool(brush.driven("flow"))
        self._capped = bool(brush.driven("opacity")) and not brush.build_up
        softness = (1 - brush.hardness) * brush.radius
        self._rising = self._capped and (
            self._thin
            or softness >= SMOOTH_FROM
            or brush.tip is not None
            or bool(brush.driven("hardness"))
        )
        self._stamps = Stamps(brush)

    def add(self, dabs: Dabs) -> None:
        """Put some dabs down."""
        dabs = on_canvas(dabs, self._bounds)
        if not len(dabs):
            return
        flow, cap = amounts(self._brush, dabs)
        melting = self._melting(dabs)
        single = np.ones(len(dabs), np.bool_)
        if self._brush.tip is None and self._grain is None and not self._rising:
            single = dabs.each("radius") > SMALL
        if not single.all():
            soft = (1 - dabs.each("hardness")) * dabs.each("radius") >= SMOOTH_FROM
            for which in (~single & melting & soft, ~single & melting & ~soft):
                if which.any():
                    self._merge_all(crowds(dabs, which, flow * cap, True))
            which = ~single & ~melting
            if which.any():
                self._merge_all(crowds(dabs, which, cap, False))
        if single.any():
            for index in np.flatnonzero(single).tolist():
                self._add_one(dabs, index, _at(flow, index), _at(cap, index), bool(melting[index]))

    def value(self, key: TileKey, part: Part) -> Array | None:
        """The coverage (h, w) of a part of a tile, 0..65535; None where there is none.

        Not to be written to.
        """
        block = (key[0] * TILE // BLOCK, key[1] * TILE // BLOCK)
        top, left = key[1] * TILE % BLOCK, key[0] * TILE % BLOCK
        down, across = slice(top + part[1], top + part[3]), slice(left + part[0], left + part[2])
        largest, sums = self._largest.get(block), self._sums.get(block)
        if sums is None:
            return None if largest is None else largest[down, across]
        melted: Array = _covered().take(sums[down, across], mode="clip")
        if largest is None:
            return melted
        other = largest[down, across]
        if not other.any():
            return melted
        rest = np.subtract(np.uint16(FULL), melted)
        result: Array = cv2.add(melted, cv2.multiply(rest, other, scale=1 / FULL))
        return result

    def _melting(self, dabs: Dabs) -> NDArray[np.bool_]:
        if self._capped:
            return np.zeros(len(dabs), np.bool_)
        if self._thin:
            return np.ones(len(dabs), np.bool_)
        if self._brush.tip is not None:
            return np.full(len(dabs), self._grain is None)
        softness = (1 - dabs.each("hardness")) * dabs.each("radius")
        result: NDArray[np.bool_] = softness >= SMOOTH_FROM
        return result

    def _add_one(self, dabs: Dabs, index: int, flow: float, cap: float, melting: bool) -> None:
        if melting and self._grain is None:
            stamp: Array | Sums
            stamp, column, row = self._stamps.log_stamp(dabs, index, flow * cap)
        else:
            cover, column, row = self._stamps.cover(dabs, index)
            if self._grain is not None:
                cover = self._grain.shaped(cover, column, row, dabs, index)
            if melting:
                stamp = log_cover(cover, flow * cap)
            elif self._rising:
                stamp = cover if flow >= 1 else cv2.addWeighted(cover, flow, cover, 0, 0)
            else:
                stamp = cover if cap >= 1 else cv2.addWeighted(cover, cap, cover, 0, 0)
        height, width = stamp.shape
        rect = Rect(column, row, width, height).intersected(self._canvas)
        if rect.empty:
            return
        self._put(stamp, column, row, rect, melting, cap=cap)
        centre_x, centre_y = float(dabs.x[index]), float(dabs.y[index])
        reach = max(width, height) / 2 + 1
        for key, part in tiles_of(rect):
            x = max(key[0] * TILE - centre_x, centre_x - (key[0] + 1) * TILE, 0.0)
            y = max(key[1] * TILE - centre_y, centre_y - (key[1] + 1) * TILE, 0.0)
            if self._brush.tip is not None or x * x + y * y < reach * reach:
                self._mark(key, part)

    def _merge_all(self, crowds: Iterator[Crowd]) -> None:
        for crowd in crowds:
            stamp, column, row = crowd.stamp, crowd.column, crowd.row
            height, width = stamp.shape
            rect = Rect(column, row, width, height).intersected(self._canvas)
            if rect.empty:
                continue
            self._put(stamp, column, row, rect, crowd.melting, crowd.count)
            for key, (left, top, right, bottom) in tiles_of(rect):
                x, y = key[0] * TILE - column, key[1] * TILE - row
                if stamp[y + top : y + bottom, x + left : x + right].any():
                    self._mark(key, (left, top, right, bottom))

    def _put(
        self,
        stamp: Array | Sums,
        column: int,
        row: int,
        rect: Rect,
        melting: bool,
        count: int = 1,
        cap: float = 1.0,
    ) -> None:
        for top in range(rect.y // BLOCK * BLOCK, rect.bottom, BLOCK):
            for left in range(rect.x // BLOCK * BLOCK, rect.right, BLOCK):
                key = (left // BLOCK, top // BLOCK)
                part = rect.intersected(Rect(left, top, BLOCK, BLOCK))
                down = slice(part.y - top, part.bottom - top)
                across = slice(part.x - left, part.right - left)
                source = stamp[
                    part.y - row : part.bottom - row, part.x - column : part.right - column
                ]
                if melting:
                    sums = self._sums.get(key)
                    if sums is None:
                        sums = self._sums[key] = np.zeros((BLOCK, BLOCK), np.int32)
                        self._since_cut[key] = 0
                    self._since_cut[key] += count
                    if self._since_cut[key] > CUT_AFTER:
                        np.minimum(sums, LIMIT, out=sums)
                        self._since_cut[key] = count
                    view = sums[down, across]
                    np.add(view, source, out=view)
                else:
                    largest = self._largest.get(key)
                    if largest is None:
                        largest = self._largest[key] = np.zeros((BLOCK, BLOCK), np.uint16)
                    place = largest[down, across]
                    if self._rising:
                        _rise(place, source, round(FULL * cap))  # type: ignore[arg-type]
                    else:
                        np.maximum(place, source, out=place)

    def _mark(self, key: TileKey, part: Part) -> None:
        self.dirty[key] = merged_part(self.dirty.get(key), part)


def amounts(brush: Brush, dabs: Dabs) -> tuple[Reals | float, Reals | float]:
    """The flow and the cap of each dab, 0..1.

    When paint builds up the cap is the dab's opacity; otherwise opacity is the stroke's, and the
    cap what sensors leave of it.
    """
    flow, opacity = dabs.values["flow"], dabs.values["opacity"]
    if brush.build_up:
        return flow, opacity
    return flow, (opacity / brush.opacity if brush.opacity > 0 else 0.0)


def on_canvas(dabs: Dabs, bounds: Rect) -> Dabs:
    """The dabs that may reach into a rectangle."""
    reach = dabs.values["radius"] * 1.5 + 3
    seen = (
        (dabs.x > bounds.x - reach)
        & (dabs.x < bounds.right + reach)
        & (dabs.y > bounds.y - reach)
        & (dabs.y < bounds.bottom + reach)
    )
    return dabs if seen.all() else dabs.chosen(seen)


def tiles_of(rect: Rect) -> Iterator[tuple[TileKey, Part]]:
    """The tiles that a rectangle touches, and the part of each."""
    for row in range(rect.y // TILE, (rect.bottom - 1) // TILE + 1):
        top, bottom = max(0, rect.y - row * TILE), min(TILE, rect.bottom - row * TILE)
        for column in range(rect.x // TILE, (rect.right - 1) // TILE + 1):
            left = max(0, rect.x - column * TILE)
            yield (column, row), (left, top, min(TILE, rect.right - column * TILE), bottom)


def merged_part(known: Part | None, part: Part) -> Part:
    """The smallest part of a tile that holds both."""
    if known is None:
        return part
    return (
        min(known[0], part[0]),
        min(known[1], part[1]),
        max(known[2], part[2]),
        max(known[3], part[3]),
    )


def rounded_out(rect: Rect) -> Rect:
    """The rectangle of whole tiles that holds a rectangle."""
    return Rect.from_edges(
        rect.x // TILE * TILE,
        rect.y // TILE * TILE,
        -(-rect.right // TILE) * TILE,
        -(-rect.bottom // TILE) * TILE,
    )


def _rise(coverage: Array, stamp: Array, cap: int) -> None:
    """Let coverage rise towards a cap, in place, as far as a stamp says."""
    missing = np.minimum(coverage, np.uint16(cap))
    np.subtract(np.uint16(cap), missing, out=missing)
    cv2.multiply(missing, stamp, missing, scale=1 / FULL)
    np.add(coverage, missing, out=coverage)


def _at(values: Reals | float, index: int) -> float:
    return values if isinstance(values, float) else float(values[index])


@lru_cache(maxsize=1)
def _covered() -> Array:
    """Coverage 0..65535 for each sum of logarithms up to `LIMIT`."""
    sums = np.arange(LIMIT + 1, dtype=np.float64)
    table: Array = np.rint(FULL * -np.expm1(sums / -65536)).astype(np.uint16)
    return table
