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

from collections.abc import Iterator, Sequence
from functools import lru_cache

import cv2
import numpy as np

from paintapp.document import FULL, TILE, Rect, TileKey
from paintapp.document.pixels import Array
from paintapp.painting.brush import Brush
from paintapp.painting.crowd import FULL_SUM, ONE, Crowd, crowds, log_cover
from paintapp.painting.dabs import Dabs, Reals
from paintapp.painting.grain import Grain
from paintapp.painting.stamps import Stamps
from paintapp.painting.tips import SMOOTH_FROM

BLOCK = 4 * TILE
"""Side of a block of the plane in pixels: large enough that a large dab meets few, small enough
that a thin stroke touches little memory."""

SMALL = 13.0
"""Radius up to which dabs are made many at once."""

Part = tuple[int, int, int, int]
"""Left, top, right and bottom within a tile."""

WHOLE: Part = (0, 0, TILE, TILE)

Blocks = dict[TileKey, Array]


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
        self._largest: Blocks = {}
        self._sums: Blocks = {}
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
        if self._brush.tip is not None or self._grain is not None or self._rising:
            self._add_each(dabs)
            return
        small = dabs.each("radius") <= SMALL
        if small.all():
            self._add_crowds(dabs)
        elif not small.any():
            self._add_each(dabs)
        else:
            self._add_crowds(dabs.chosen(small))
            self._add_each(dabs.chosen(~small))

    def value(self, key: TileKey, part: Part) -> Array | None:
        """The coverage (h, w) of a part of a tile, 0..65535; None where there is none.

        Not to be written to.
        """
        block, place = _place(key, part)
        largest, sums = self._largest.get(block), self._sums.get(block)
        if sums is None:
            return None if largest is None else largest[place]
        melted: Array = covered_by_sum().take(sums[place])
        if largest is None:
            return melted
        other = largest[place]
        if not other.any():
            return melted
        rest = np.subtract(np.uint16(FULL), melted)
        result: Array = cv2.add(melted, cv2.multiply(rest, other, scale=1 / FULL))
        return result

    def sums(self, key: TileKey, part: Part) -> Array | None:
        """The sums (h, w) of logarithms of a part of a tile where only dabs that melt have been;
        `covered_by_sum` says what they cover. None elsewhere."""
        block, place = _place(key, part)
        return (
            None if block in self._largest or block not in self._sums else self._sums[block][place]
        )

    # Dabs

    def _melting(self, dabs: Dabs) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Which dabs melt together."""
        if self._capped:
            return np.zeros(len(dabs), np.bool_)
        if self._thin:
            return np.ones(len(dabs), np.bool_)
        if self._grain is not None:
            return np.zeros(len(dabs), np.bool_)
        if self._brush.tip is not None:
            return np.ones(len(dabs), np.bool_)
        softness = (1 - dabs.each("hardness")) * dabs.each("radius")
        return np.asarray(softness >= SMOOTH_FROM)

    def _add_crowds(self, dabs: Dabs) -> None:
        flow, cap = amounts(self._brush, dabs)
        melting = self._melting(dabs)
        if melting.any():
            soft = (1 - dabs.each("hardness")) * dabs.each("radius") >= SMOOTH_FROM
            for which in (melting & soft, melting & ~soft):
                if which.any():
                    self._merge(crowds(dabs, which, flow * cap, True), True)
        if not melting.all():
            self._merge(crowds(dabs, ~melting, cap, False), False)

    def _merge(self, made: Iterator[Crowd], melting: bool) -> None:
        for stamp, column, row in ((crowd.stamp, crowd.column, crowd.row) for crowd in made):
            height, width = stamp.shape
            rect = Rect(column, row, width, height).intersected(self._canvas)
            if rect.empty:
                continue
            self._put(stamp, column, row, rect, melting)
            for key, part in tiles_of(rect):
                x, y = key[0] * TILE - column, key[1] * TILE - row
                if stamp[y + part[1] : y + part[3], x + part[0] : x + part[2]].any():
                    self.dirty[key] = merged_part(self.dirty.get(key), part)

    def _add_each(self, dabs: Dabs) -> None:
        melting = self._melting(dabs)
        if melting.all() or not melting.any():
            self._add_alike(dabs, bool(melting[0]))
        else:
            self._add_alike(dabs.chosen(melting), True)
            self._add_alike(dabs.chosen(~melting), False)

    def _add_alike(self, dabs: Dabs, melting: bool) -> None:
        flow, cap = amounts(self._brush, dabs)
        count = len(dabs)
        flows, caps = (np.broadcast_to(np.asarray(v), (count,)).tolist() for v in (flow, cap))
        logs = melting and self._grain is None
        xs, ys = dabs.x.tolist(), dabs.y.tolist()
        touched: list[Rect] = []
        canvas = self._canvas
        for number, made, column, row in self._stamps.placed(dabs, flow * cap if logs else None):
            stamp = made
            height, width = stamp.shape
            rect = Rect(column, row, width, height)
            if not (
                canvas.x <= column
                and canvas.y <= row
                and column + width <= canvas.right
                and row + height <= canvas.bottom
            ):
                rect = rect.intersected(canvas)
                if rect.empty:
                    continue
            if self._grain is not None:
                stamp = self._grain.shaped(stamp, column, row, dabs, number)
            if melting:
                if not logs:
                    stamp = log_cover(stamp, flows[number] * caps[number])
            else:
                share = flows[number] if self._rising else caps[number]
                stamp = stamp if share >= 1 else cv2.addWeighted(stamp, share, stamp, 0, 0)
            self._put(stamp, column, row, rect, melting, caps[number])
            if self._brush.tip is None and width > 2 * TILE:
                mark_disc(self.dirty, rect, xs[number], ys[number], max(width, height) / 2 + 1)
            else:
                touched.append(rect)
        mark_rectangles(self.dirty, touched)

    def _put(
        self, stamp: Array, column: int, row: int, rect: Rect, melting: bool, cap: float = 1.0
    ) -> None:
        """Add the part of a stamp within a rectangle of the canvas to the plane."""
        blocks = self._sums if melting else self._largest
        right, bottom = rect.right, rect.bottom
        for top in range(rect.y // BLOCK * BLOCK, bottom, BLOCK):
            y0, y1 = max(rect.y, top), min(bottom, top + BLOCK)
            for left in range(rect.x // BLOCK * BLOCK, right, BLOCK):
                key = (left // BLOCK, top // BLOCK)
                block = blocks.get(key)
                if block is None:
                    block = blocks[key] = np.zeros((BLOCK, BLOCK), np.uint16)
                x0, x1 = max(rect.x, left), min(right, left + BLOCK)
                place = block[y0 - top : y1 - top, x0 - left : x1 - left]
                source = stamp[y0 - row : y1 - row, x0 - column : x1 - column]
                if melting:
                    cv2.add(place, source, place)  # stays at the largest number
                elif self._rising:
                    _rise(place, source, round(FULL * cap))
                else:
                    np.maximum(place, source, out=place)


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


def mark_rectangles(dirty: dict[TileKey, Part], rects: Sequence[Rect]) -> None:
    """Mark the tiles that rectangles meet, each as far as their common bounds reach."""
    if not rects:
        return
    left, top = min(r.x for r in rects), min(r.y for r in rects)
    right, bottom = max(r.x + r.width for r in rects), max(r.y + r.height for r in rects)
    first_row, first_column = top // TILE, left // TILE
    rows, columns = (bottom - 1) // TILE + 1 - first_row, (right - 1) // TILE + 1 - first_column
    met = np.zeros((rows, columns), np.bool_)
    for x, y, width, height in rects:
        met[
            y // TILE - first_row : (y + height - 1) // TILE + 1 - first_row,
            x // TILE - first_column : (x + width - 1) // TILE + 1 - first_column,
        ] = True
    for row, column in np.argwhere(met).tolist():
        x, y = (first_column + column) * TILE, (first_row + row) * TILE
        part = (
            max(0, left - x),
            max(0, top - y),
            min(TILE, right - x),
            min(TILE, bottom - y),
        )
        key = (first_column + column, first_row + row)
        known = dirty.get(key)
        dirty[key] = part if known is None else merged_part(known, part)


def mark_disc(dirty: dict[TileKey, Part], rect: Rect, x: float, y: float, reach: float) -> None:
    """Mark the tiles of a rectangle that a disc about (x, y) meets."""
    left, top, right, bottom = rect.x, rect.y, rect.right, rect.bottom
    for row in range(top // TILE, (bottom - 1) // TILE + 1):
        away = max(row * TILE - y, y - (row + 1) * TILE, 0.0)
        half = reach * reach - away * away
        if half <= 0:
            continue
        half = half**0.5
        first = max(left // TILE, int((x - half) // TILE))
        last = min((right - 1) // TILE, int((x + half) // TILE))
        y0, y1 = max(0, top - row * TILE), min(TILE, bottom - row * TILE)
        for column in range(first, last + 1):
            key = (column, row)
            x0, x1 = max(0, left - column * TILE), min(TILE, right - column * TILE)
            part = (x0, y0, x1, y1)
            known = dirty.get(key)
            if known is None or part == WHOLE:
                dirty[key] = part
            elif known != WHOLE:
                dirty[key] = merged_part(known, part)


def _place(key: TileKey, part: Part) -> tuple[TileKey, tuple[slice, slice]]:
    """The block that holds a tile, and where a part of the tile lies in it."""
    x, y = key[0] * TILE, key[1] * TILE
    left, top = x % BLOCK, y % BLOCK
    place = (slice(top + part[1], top + part[3]), slice(left + part[0], left + part[2]))
    return (x // BLOCK, y // BLOCK), place


@lru_cache(maxsize=1)
def covered_by_sum() -> Array:
    """Coverage 0..65535 for each sum of logarithms 0..65535."""
    sums = np.minimum(np.arange(FULL + 1), FULL_SUM)
    table: Array = np.rint(FULL * -np.expm1(sums / -ONE)).astype(np.uint16)
    return table
