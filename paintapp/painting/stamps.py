"""A brush's dabs one at a time, from stamps that are kept."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock
from typing import NamedTuple

import numpy as np

from paintapp.document.pixels import Array
from paintapp.painting.brush import Brush
from paintapp.painting.crowd import log_cover
from paintapp.painting.dabs import Dabs, Reals
from paintapp.painting.tips import TipShape, bitmap_tip, round_tip

AMOUNTS = 256
"""Steps of the strength of a dab."""

ANGLES = 128
"""Steps of a turn."""

SHARES = 64
"""Steps of hardness and roundness."""

VERY_SOFT = 8.0
"""Pixels of soft edge from which stamps may be less exact."""

FRAME_CHANNEL = 2

BUDGET_BYTES = 128 << 20


class Placed(NamedTuple):
    """A dab to be put down: its ``number`` among those asked for, its stamp (h, w) uint16, and
    where the stamp's first pixel lies on the canvas."""

    number: int
    stamp: Array
    column: int
    row: int


@dataclass(frozen=True, slots=True, eq=False)
class _Stamp:
    pixels: Array
    left: int
    top: int


_kept: OrderedDict[tuple[object, ...], _Stamp] = OrderedDict()
_keeping = Lock()
"""Strokes are drawn on several threads: the pen's, those of shapes, pictures of presets."""
_kept_bytes = 0


class Stamps:
    """The stamps of a brush's dabs.

    So that they recur, sizes, angles and places are rounded: to less than can be seen, the softer
    the edge the more. The latest of all brushes are kept.
    """

    def __init__(self, brush: Brush) -> None:
        self._brush = brush
        self._picture = brush.tip.digest if brush.tip is not None else ""

    def placed(self, dabs: Dabs, amounts: Reals | float | None = None) -> Iterator[Placed]:
        """The dabs in order, as coverage; with ``amounts`` 0..1 as `log_cover` of that much."""
        brush, count = self._brush, len(dabs)
        radius, hardness = dabs.each("radius"), dabs.values["hardness"]
        size: Reals | np.float64
        if brush.tip is None:
            very_soft = (1 - hardness) * radius >= VERY_SOFT
            size = brush.radius / np.where(very_soft, 64, 256)
            parts = np.where(very_soft, 1, np.where(radius < 16, 8, np.where(radius < 64, 4, 2)))
        else:
            size = np.float64(brush.radius / 256)
            parts = np.where(radius < 16, 8, np.where(radius < 64, 4, 2))
        radius = np.maximum(np.ceil(radius / size) * size, 0.25)
        x, y = np.floor(dabs.x * parts + 0.5) / parts, np.floor(dabs.y * parts + 0.5) / parts
        columns, rows = np.floor(x), np.floor(y)
        roundness = dabs.values["roundness"]
        if brush.tip is None and isinstance(roundness, float) and roundness >= 1:
            rounds, angles = [1.0] * count, [0.0] * count
        else:
            rounds = _listed(np.ceil(roundness * np.float64(SHARES)) / SHARES, count)
            turn = np.floor(dabs.values["angle"] * np.float64(ANGLES / 360) + 0.5) % ANGLES
            angles = _listed(turn * (360 / ANGLES), count)
        shares = [0.0] * count
        if amounts is not None:
            shares = _listed(np.ceil(amounts * np.float64(AMOUNTS)) / AMOUNTS, count)
        table = zip(
            radius.tolist(),
            _listed(np.floor(hardness * np.float64(SHARES) + 0.5) / SHARES, count),
            (x - columns).tolist(),
            (y - rows).tolist(),
            rounds,
            angles,
            self._mirrored(dabs),
            self._frames(dabs),
            shares,
            strict=True,
        )
        places = zip(columns.astype(int).tolist(), rows.astype(int).tolist(), strict=True)
        for number, (key, (column, row)) in enumerate(zip(table, places, strict=True)):
            stamp = self._stamp(key, amounts is not None)
            yield Placed(number, stamp.pixels, column - stamp.left, row - stamp.top)

    def _stamp(
        self,
        key: tuple[float, float, float, float, float, float, bool, int, float],
        logs: bool,
    ) -> _Stamp:
        global _kept_bytes
        full = (self._picture, logs, key)
        with _keeping:
            stamp = _kept.get(full)
            if stamp is not None:
                _kept.move_to_end(full)
                return stamp
        radius, hardness, x, y, roundness, angle, mirrored, frame, amount = key
        tip = self._brush.tip
        shape = TipShape(radius, hardness, x, y, roundness, angle, mirrored, tip, frame)
        made = round_tip(shape) if tip is None else bitmap_tip(shape)
        pixels = log_cover(made.cover, amount) if logs else made.cover
        stamp = _Stamp(pixels, made.left, made.top)
        with _keeping:
            if full not in _kept:
                _kept_bytes += pixels.nbytes
            _kept[full] = stamp
            while _kept_bytes > BUDGET_BYTES and len(_kept) > 1:
                _kept_bytes -= _kept.popitem(last=False)[1].pixels.nbytes
        return stamp

    def _mirrored(self, dabs: Dabs) -> list[bool]:
        if self._brush.tip is None or isinstance(dabs.mirrored, bool):
            return [self._brush.tip is not None and bool(dabs.mirrored)] * len(dabs)
        return list(dabs.mirrored.tolist())

    def _frames(self, dabs: Dabs) -> list[int]:
        tip = self._brush.tip
        if tip is None or tip.frames < 2:
            return [0] * len(dabs)
        if self._brush.tip_frames == "in-turn":
            return [number % tip.frames for number in dabs.number.tolist()]
        return [math.floor(part * tip.frames) for part in dabs.random(FRAME_CHANNEL).tolist()]


def _listed(values: Reals | np.float64, count: int) -> list[float]:
    if isinstance(values, np.ndarray) and values.ndim:
        return list(values.tolist())
    return [float(values)] * count
