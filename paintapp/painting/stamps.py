"""A brush's dabs one at a time, from stamps that are kept."""

from __future__ import annotations

import math
from collections import OrderedDict

from paintapp.document.pixels import Array
from paintapp.painting.brush import Brush
from paintapp.painting.crowd import Sums, log_cover
from paintapp.painting.dabs import Dabs
from paintapp.painting.tips import TipCache, TipShape

AMOUNTS = 256
"""Steps of the strength of a dab."""

ANGLES = 128
"""Steps of a turn."""

VERY_SOFT = 8.0
"""Pixels of soft edge from which stamps may be less exact."""

FRAME_CHANNEL = 2

_tips = TipCache()


class Stamps:
    """The stamps of a brush's dabs.

    So that they recur, sizes, angles and places are rounded: to less than can be seen, the softer
    the edge the more.
    """

    def __init__(self, brush: Brush, budget_bytes: int = 64 << 20) -> None:
        self._brush = brush
        self._budget = budget_bytes
        self._bytes = 0
        self._logs: OrderedDict[tuple[TipShape, float], Sums] = OrderedDict()

    def cover(self, dabs: Dabs, index: int) -> tuple[Array, int, int]:
        """The coverage (h, w) of a dab, 0..65535, and where its first pixel lies."""
        shape, column, row = self.shape(dabs, index)
        tip = _tips.tip(shape)
        return tip.cover, column - tip.left, row - tip.top

    def log_stamp(self, dabs: Dabs, index: int, amount: float) -> tuple[Sums, int, int]:
        """`log_cover` of a dab, and where its first pixel lies."""
        shape, column, row = self.shape(dabs, index)
        amount = math.ceil(amount * AMOUNTS) / AMOUNTS if amount < 1 else 1.0
        tip = _tips.tip(shape)
        key = (shape, amount)
        stamp = self._logs.get(key)
        if stamp is None:
            stamp = self._logs[key] = log_cover(tip.cover, amount)
            self._bytes += stamp.nbytes
            while self._bytes > self._budget and len(self._logs) > 1:
                self._bytes -= self._logs.popitem(last=False)[1].nbytes
        else:
            self._logs.move_to_end(key)
        return stamp, column - tip.left, row - tip.top

    def shape(self, dabs: Dabs, index: int) -> tuple[TipShape, int, int]:
        """The stamp of a dab, and the pixel in which its centre lies."""
        brush = self._brush
        radius, hardness = _number(dabs, "radius", index), _number(dabs, "hardness", index)
        roundness = math.ceil(_number(dabs, "roundness", index) * 64) / 64
        softness = (1 - hardness) * radius if brush.tip is None else 0.0
        step = brush.radius / (64 if softness >= VERY_SOFT else 256)
        radius = max(0.25, math.ceil(radius / step) * step)
        parts = 8 if radius < 16 else 4 if radius < 64 else 2
        if softness >= VERY_SOFT:
            parts = 1
        x, y = float(dabs.x[index]), float(dabs.y[index])
        x, y = math.floor(x * parts + 0.5) / parts, math.floor(y * parts + 0.5) / parts
        column, row = math.floor(x), math.floor(y)
        angle, frame = 0.0, 0
        if roundness < 1 or brush.tip is not None:
            turn = _number(dabs, "angle", index) / 360
            angle = math.floor(turn * ANGLES + 0.5) % ANGLES * (360 / ANGLES)
        if brush.tip is not None and brush.tip.frames > 1:
            number = dabs.number[index : index + 1]
            if brush.tip_frames == "in-turn":
                frame = int(number[0]) % brush.tip.frames
            else:
                frame = int(dabs.random(FRAME_CHANNEL)[index] * brush.tip.frames)
        shape = TipShape(
            radius,
            math.floor(hardness * 64 + 0.5) / 64,
            x - column,
            y - row,
            roundness,
            angle,
            brush.tip is not None and _mirrored(dabs, index),
            brush.tip,
            frame,
        )
        return shape, column, row


def _number(dabs: Dabs, name: str, index: int) -> float:
    value = dabs.values[name]
    return value if isinstance(value, float) else float(value[index])


def _mirrored(dabs: Dabs, index: int) -> bool:
    mirrored = dabs.mirrored
    return mirrored if isinstance(mirrored, bool) else bool(mirrored[index])
