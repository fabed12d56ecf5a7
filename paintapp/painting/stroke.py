"""One brush stroke: from pen events to new tiles.

Dabs gather in a coverage plane of the stroke's own; every touched tile is then made anew from the
tile as it was when the stroke began. So opacity holds for the stroke as a whole, flow for each dab,
and the same pen events always give the same pixels.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from paintapp.document import FULL, TILE, Pixels, Rect, TileKey
from paintapp.document.pixels import Array
from paintapp.painting.blend import Operator
from paintapp.painting.brush import Brush
from paintapp.painting.colour import Colour
from paintapp.painting.composite import new_tile_surface
from paintapp.painting.path import PenPoint, StrokePath
from paintapp.painting.tips import Tip, TipCache

BLOCK = 8
"""Side of a block of the coverage plane in tiles: large enough that a large dab meets few."""

Changed = dict[TileKey, Array | None]

_tips = TipCache()


class Stroke:
    """A stroke on a plane of pixels, a mask or a selection.

    On colour (4 channels) it paints ``colour``, straight 0..65535; with ``brush.erase`` it removes
    paint; with ``lock_alpha`` the plane's alpha stays as it is, so an eraser does nothing. On one
    channel it moves values towards ``value`` 0..65535 (towards 0 with ``brush.erase``).
    ``selection`` (one channel) limits it softly; None means no limit. Tiles outside ``bounds`` are
    never touched; give it the canvas.
    """

    def __init__(
        self,
        plane: Pixels,
        brush: Brush,
        colour: Colour = (0, 0, 0),
        *,
        bounds: Rect,
        selection: Pixels | None = None,
        lock_alpha: bool = False,
        value: int = FULL,
    ) -> None:
        self.plane = plane
        self.brush = brush
        self._bounds = bounds
        self._selection = selection
        self._opacity = min(max(brush.opacity, 0.0), 1.0)
        self._value = 0 if brush.erase else value
        self._needs_base = brush.erase or lock_alpha
        self._idle = brush.erase and lock_alpha and plane.channels == 4
        self._operator = Operator.CompositionMode_SourceOver
        if brush.erase:
            self._operator = Operator.CompositionMode_DestinationOut
        elif lock_alpha:
            self._operator = Operator.CompositionMode_SourceAtop
        self._paint = paint_table(colour, self._opacity)
        self._blocks: dict[TileKey, Array] = {}
        self._path = StrokePath(self._step)
        self._finished: set[TileKey] = set()
        self._solid: Array | None = None
        if self._opacity >= 1 and selection is None and not self._needs_base:
            self._solid = np.full((TILE, TILE), self._paint[FULL]).view(np.uint16)
            self._solid = self._solid.reshape(TILE, TILE, 4)
        self._scratch = new_tile_surface()

    def move(self, x: float, y: float, pressure: float = 1.0) -> Changed:
        """`moves` for one point."""
        return self.moves((PenPoint(x, y, pressure),))

    def moves(self, points: Iterable[PenPoint]) -> Changed:
        """The pen comes by these points, in order; the first one of all presses it.

        Returns the tiles that changed since the last call, as arrays that are never written to
        again; None where nothing is left. However the points are shared out among calls, the
        pixels are the same. Positions that are not numbers are ignored, and those far outside are
        pulled in.
        """
        dabs: list[PenPoint] = []
        for point in points:
            if all(map(math.isfinite, point)):
                dabs.extend(self._path.extend(self._pulled_in(point)))
        return self._drawn(dabs)

    def _pulled_in(self, point: PenPoint) -> PenPoint:
        bounds, margin = self._bounds, 2 * self.brush.radius + 512
        return point._replace(
            x=min(max(point.x, bounds.x - margin), bounds.right + margin),
            y=min(max(point.y, bounds.y - margin), bounds.bottom + margin),
            pressure=min(max(point.pressure, 0.0), 1.0),
        )

    def finish(self) -> Changed:
        """The pen is lifted: the tiles changed by the rest of the stroke, up to the pen."""
        return self._drawn(list(self._path.close()))

    def _step(self, pressure: float) -> float:
        return self.brush.step_at(self.brush.radius_at(pressure))

    def _drawn(self, dabs: list[PenPoint]) -> Changed:
        touched: set[TileKey] = set()
        if not self._idle:
            for dab in dabs:
                self._stamp(dab, touched)
        changed: Changed = {}
        make = self._colour_tile if self.plane.channels == 4 else self._mask_tile
        for key in sorted(touched):
            make(key, changed)
        return changed

    def _stamp(self, dab: PenPoint, touched: set[TileKey]) -> None:
        """Add a dab to the coverage plane, and the keys of the tiles it meets to ``touched``."""
        radius = self.brush.radius_at(dab.pressure)
        reach = radius + 1
        bounds = self._bounds
        if not (
            bounds.x - reach < dab.x < bounds.right + reach
            and bounds.y - reach < dab.y < bounds.bottom + reach
        ):
            return
        # Positions in eighths of a pixel (halves for large tips) let stamps be used again.
        parts = 8 if radius < 16 else 4 if radius < 64 else 2
        x, y = math.floor(dab.x * parts + 0.5) / parts, math.floor(dab.y * parts + 0.5) / parts
        column, row = math.floor(x), math.floor(y)
        tip = _tips.tip(radius, self.brush.hardness, x - column, y - row)
        rect = Rect(column - tip.margin, row - tip.margin, *tip.cover.shape)
        cap = round(FULL * self.brush.opacity_at(dab.pressure))
        flow = self.brush.flow_at(radius)
        if cap <= 0 or flow <= 0:
            return
        side = BLOCK * TILE
        seen = rect.intersected(_rounded_out(bounds))
        if seen.empty:
            return
        for block_row in range(seen.y // side, (seen.bottom - 1) // side + 1):
            for block_column in range(seen.x // side, (seen.right - 1) // side + 1):
                key = (block_column, block_row)
                block = self._blocks.get(key)
                if block is None:
                    block = self._blocks[key] = np.zeros((side, side), np.uint16)
                left, top = block_column * side, block_row * side
                part = seen.intersected(Rect(left, top, side, side))
                add_dab(
                    block[part.y - top : part.bottom - top, part.x - left : part.right - left],
                    tip,
                    (
                        slice(part.y - rect.y, part.bottom - rect.y),
                        slice(part.x - rect.x, part.right - rect.x),
                    ),
                    cap,
                    flow,
                )
        limit = reach * reach
        for tile_row in range(seen.y // TILE, (seen.bottom - 1) // TILE + 1):
            down = max(tile_row * TILE - y, y - (tile_row + 1) * TILE, 0.0)
            for tile_column in range(seen.x // TILE, (seen.right - 1) // TILE + 1):
                across = max(tile_column * TILE - x, x - (tile_column + 1) * TILE, 0.0)
                key = (tile_column, tile_row)
                if across * across + down * down < limit and key not in self._finished:
                    touched.add(key)

    def _coverage(self, key: TileKey) -> Array | None:
        """The stroke's coverage of a tile within the selection; None when there is none."""
        block = self._blocks[key[0] // BLOCK, key[1] // BLOCK]
        top, left = key[1] % BLOCK * TILE, key[0] % BLOCK * TILE
        coverage = block[top : top + TILE, left : left + TILE]
        if coverage[0, 0] == coverage[-1, -1] == FULL and coverage.min() == FULL:
            self._finished.add(key)  # no further dab can change it
        if self._selection is None:
            return coverage
        selected = self._selection.tiles.get(key)
        if selected is not None:
            product: Array = cv2.multiply(coverage, selected, scale=1 / FULL)
            return product
        if self._selection.fill == 0:
            return None
        return (
            coverage
            if self._selection.fill == FULL
            else (cv2.multiply(coverage, self._selection.tile(key), scale=1 / FULL))
        )

    def _colour_tile(self, key: TileKey, changed: Changed) -> None:
        base = self.plane.tiles.get(key)
        if base is None and self._needs_base:
            return
        coverage = self._coverage(key)
        if coverage is None:
            return
        if self._solid is not None and key in self._finished:
            changed[key] = self._solid
            return
        source = self._paint.take(coverage).view(np.uint16).reshape(TILE, TILE, 4)
        if base is None:
            if source.any():
                changed[key] = source
            return
        self._scratch.pixels[...] = base
        self._scratch.draw(source, self._operator)
        out = self._scratch.pixels.copy()
        changed[key] = out if not self.brush.erase or out.any() else None

    def _mask_tile(self, key: TileKey, changed: Changed) -> None:
        coverage = self._coverage(key)
        if coverage is None:
            return
        base = self.plane.tile(key).astype(np.float32)
        part = coverage * np.float32(self._opacity / FULL)
        part *= self._value - base
        part += base
        part += np.float32(0.5)
        out = part.astype(np.uint16)
        changed[key] = None if (out == self.plane.fill).all() else out


def add_dab(coverage: Array, tip: Tip, part: tuple[slice, slice], cap: int, flow: float) -> None:
    """Add part of a tip to a coverage plane (h, w) uint16 in place.

    With coverage c, tip t, build-up b, all 0..1: c += flow max(0, cap t - c (1 - b (1 - t))). Where
    t is 1 that is a step towards the cap; where it is less, towards cap t at b = 0 (the largest dab
    counts) and towards the cap at b = 1 (dabs melt together). Coverage never falls.
    """
    cover = tip.cover[part]
    if tip.build_up >= 1:
        missing = np.minimum(coverage, np.uint16(cap))
        np.subtract(np.uint16(cap), missing, out=missing)
        cv2.multiply(missing, cover, missing, scale=flow / FULL)
    else:
        wanted = cover if cap >= FULL else cv2.addWeighted(cover, cap / FULL, cover, 0, 0)
        if tip.keep is None:
            if flow >= 1:
                np.maximum(coverage, wanted, out=coverage)
                return
            missing = cv2.subtract(wanted, coverage)
        else:
            kept = cv2.multiply(coverage, tip.keep[part], scale=1 / FULL)
            missing = cv2.subtract(wanted, kept)
        if flow < 1:
            missing = cv2.addWeighted(missing, flow, missing, 0, 0)
    np.add(coverage, missing, out=coverage)


@lru_cache(maxsize=8)
def paint_table(colour: Colour, opacity: float) -> NDArray[np.uint64]:
    """Premultiplied paint for each coverage 0..65535, one 64-bit word (four channels) each."""
    alpha = np.arange(FULL + 1, dtype=np.float64)[:, None] * opacity
    straight = np.clip(np.array((*colour, FULL), np.float64), 0, FULL) / FULL
    words: NDArray[np.uint64] = np.rint(alpha * straight).astype(np.uint16).view(np.uint64)
    return words[:, 0]


def _rounded_out(rect: Rect) -> Rect:
    """The rectangle of whole tiles that holds a rectangle."""
    return Rect.from_edges(
        rect.x // TILE * TILE,
        rect.y // TILE * TILE,
        -(-rect.right // TILE) * TILE,
        -(-rect.bottom // TILE) * TILE,
    )
