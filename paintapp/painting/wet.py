"""Wet strokes: dabs pick paint up from the canvas, carry it along and mix it with their own."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from paintapp.document import FULL, TILE, Pixels, Rect, TileKey
from paintapp.document.pixels import Array
from paintapp.painting.brush import Brush
from paintapp.painting.coverage import (
    BLOCK,
    Part,
    amounts,
    merged_part,
    rounded_out,
    tiles_of,
)
from paintapp.painting.dabs import Dabs
from paintapp.painting.grain import Grain
from paintapp.painting.stamps import Placed, Stamps

Floats = NDArray[np.float32]

SAMPLES = 24
"""Pixels along a side that the mean under a dab is taken from."""


class WetPaint:
    """What the plane looks like while a wet brush goes over it. See `Coverage` for ``dirty``.

    Each dab moves what lies under it, as far as its coverage says, towards a mixture: a part
    ``colour_rate`` of the brush's own ``paint`` (one value per channel, 0..65535), for the rest
    what the brush carries. With ``smear`` it carries the picture that lay under the dab before,
    otherwise one colour, the mean of what it has come over. ``smudge_length`` is how much of that
    remains from dab to dab.
    """

    def __init__(
        self,
        plane: Pixels,
        brush: Brush,
        paint: tuple[int, ...],
        bounds: Rect,
        grain: Grain | None = None,
    ) -> None:
        self.dirty: dict[TileKey, Part] = {}
        self._plane = plane
        self._brush = brush
        self._paint = np.array(paint, np.float32)
        self._bounds = bounds
        self._canvas = rounded_out(bounds)
        self._grain = grain
        self._stamps = Stamps(brush)
        self._blocks: dict[TileKey, Array] = {}
        self._load: Floats | None = None
        self._before: tuple[float, float] | None = None

    def add(self, dabs: Dabs) -> None:
        """Put some dabs down."""
        flow, cap = amounts(self._brush, dabs)
        strength = np.broadcast_to(np.asarray(flow * cap), (len(dabs),))
        rate, length = dabs.each("colour_rate"), dabs.each("smudge_length")
        for placed in self._stamps.placed(dabs):
            index = placed.number
            self._dab(
                placed, dabs, float(strength[index]), float(rate[index]), float(length[index])
            )

    def value(self, key: TileKey, part: Part) -> Array:
        """A part of a tile as it is now, (h, w) or (h, w, 4). Not to be written to."""
        block = self._block((key[0] * TILE // BLOCK, key[1] * TILE // BLOCK))
        top, left = key[1] * TILE % BLOCK, key[0] * TILE % BLOCK
        return block[top + part[1] : top + part[3], left + part[0] : left + part[2]]

    def _dab(self, placed: Placed, dabs: Dabs, strength: float, rate: float, length: float) -> None:
        index, cover, column, row = placed
        height, width = cover.shape
        here = Rect(column, row, width, height)
        before, self._before = self._before, (column + width / 2, row + height / 2)
        rect = here.intersected(self._canvas)
        if rect.empty:
            return
        if self._grain is not None:
            cover = self._grain.shaped(cover, column, row, dabs, index)
        cover = cover[rect.y - row : rect.bottom - row, rect.x - column : rect.right - column]
        under = self._read(rect)
        cover = _times(cover, strength)
        own = _times(cover, rate)
        if self._brush.smear:
            dx = dy = 0
            if before is not None:
                dx, dy = round(before[0] - self._before[0]), round(before[1] - self._before[1])
            carried = np.zeros_like(cover)
            if dx or dy:
                carried = _times(cv2.subtract(cover, own), length)
            after = self._left(under, own, carried)
            if dx or dy:
                after += _masked(self._read(rect.translated(dx, dy)), carried)
        else:
            load = self._pick_up(cover, under, length)
            carried = cv2.subtract(cover, own)
            after = self._left(under, own, carried)
            after += _spread(load, carried)
        if rate > 0:
            after += _spread(self._paint, own)
        self._write(rect, after)
        for key, part in tiles_of(rect):
            self.dirty[key] = merged_part(self.dirty.get(key), part)

    def _left(self, under: Array, own: Array, carried: Array) -> Array:
        """What stays of what lies under a dab that brings paint of its own and carried paint.

        The three shares make a whole, so opaque pixels stay opaque, and each is rounded alike in
        all channels, so colour stays within alpha.
        """
        rest: Array = np.subtract(np.uint16(FULL), own)
        rest -= carried
        return _masked(under, rest)

    def _pick_up(self, cover: Array, under: Array, length: float) -> Floats:
        """Load the brush with the mean of what lies under a dab."""
        stride = max(1, min(cover.shape) // SAMPLES)
        weight = cover[::stride, ::stride].astype(np.float32).ravel()
        total = float(weight.sum())
        if total <= 0:
            weight, total = np.ones_like(weight), float(weight.size)
        sampled = under[::stride, ::stride].reshape(len(weight), -1).astype(np.float32)
        mean = (weight @ sampled) / np.float32(total)
        if self._load is None:
            self._load = mean
        self._load = self._load * np.float32(length) + mean * np.float32(1 - length)
        return self._load

    def _block(self, key: TileKey) -> Array:
        block = self._blocks.get(key)
        if block is None:
            rect = Rect(key[0] * BLOCK, key[1] * BLOCK, BLOCK, BLOCK)
            block = self._blocks[key] = self._plane.read(rect)
        return block

    def _read(self, rect: Rect) -> Array:
        """A copy of a rectangle; outside the canvas its edge goes on."""
        inside = rect.intersected(self._canvas)
        if inside.empty:
            inside = Rect(
                min(max(rect.x, self._canvas.x), self._canvas.right - 1),
                min(max(rect.y, self._canvas.y), self._canvas.bottom - 1),
                1,
                1,
            )
        shape = (inside.height, inside.width)
        out: Array = np.empty(shape if self._plane.channels == 1 else (*shape, 4), np.uint16)
        for block, there, here in _blocks_of(inside):
            out[here] = self._block(block)[there]
        if inside != rect:
            rows = np.clip(np.arange(rect.y, rect.bottom) - inside.y, 0, inside.height - 1)
            columns = np.clip(np.arange(rect.x, rect.right) - inside.x, 0, inside.width - 1)
            out = out[rows][:, columns]
        return out

    def _write(self, rect: Rect, values: Array) -> None:
        for block, there, here in _blocks_of(rect):
            self._block(block)[there] = values[here]


def _times(cover: Array, part: float) -> Array:
    """A part 0..1 of a coverage."""
    result: Array = cover if part >= 1 else cv2.addWeighted(cover, part, cover, 0, 0)
    return result


def _masked(pixels: Array, mask: Array) -> Array:
    """Pixels (h, w) or (h, w, 4) times a mask (h, w)."""
    factor = mask if pixels.ndim == 2 else cv2.merge((mask, mask, mask, mask))
    result: Array = cv2.multiply(pixels, factor, scale=1 / FULL)
    return result


def _spread(paint: Floats, mask: Array) -> Array:
    """One value per channel, 0..65535, times a mask (h, w)."""
    planes = [cv2.addWeighted(mask, float(value) / FULL, mask, 0, 0) for value in paint]
    result: Array = planes[0] if len(planes) == 1 else cv2.merge(planes)
    return result


def _blocks_of(rect: Rect) -> list[tuple[TileKey, tuple[slice, slice], tuple[slice, slice]]]:
    """The blocks that a rectangle meets: each with its rows and columns, and the rectangle's."""
    found = []
    for top in range(rect.y // BLOCK * BLOCK, rect.bottom, BLOCK):
        for left in range(rect.x // BLOCK * BLOCK, rect.right, BLOCK):
            part = rect.intersected(Rect(left, top, BLOCK, BLOCK))
            there = (
                slice(part.y - top, part.bottom - top),
                slice(part.x - left, part.right - left),
            )
            here = (
                slice(part.y - rect.y, part.bottom - rect.y),
                slice(part.x - rect.x, part.right - rect.x),
            )
            found.append(((left // BLOCK, top // BLOCK), there, here))
    return found
