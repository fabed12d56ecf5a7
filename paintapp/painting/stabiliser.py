"""Steadying the hand: a point that the stroke follows in place of the pen."""

from __future__ import annotations

import math
from typing import Literal

from paintapp.painting.path import PenPoint, between

StabiliserKind = Literal["off", "smoothing", "string"]

SMOOTHING_LENGTH = 120.0
"""Pixels of the screen by which the stroke trails the pen with smoothing full on."""


class Stabiliser:
    """Turns positions of the pen into those of the point that draws.

    With "smoothing" that point covers 1 - exp(-d / length) of its distance to the pen when the pen
    has moved by d; pressure and tilt are smoothed alike. With "string" the pen pulls it by a string
    of a ``length`` in canvas pixels: it moves only while the string is taut, straight towards the
    pen, so that small movements leave no trace and corners are deliberate. `caught_up` gives the
    way that remains to the pen at the end.
    """

    def __init__(self, kind: StabiliserKind, length: float) -> None:
        self._kind = kind if length > 0 else "off"
        self._length = length
        self._pen: PenPoint | None = None
        self._point: PenPoint | None = None

    @property
    def string(self) -> tuple[PenPoint, PenPoint] | None:
        """From the point that draws to the pen; None where there is no string."""
        if self._kind != "string" or self._point is None or self._pen is None:
            return None
        return self._point, self._pen

    def follow(self, pen: PenPoint) -> PenPoint:
        """Where the point that draws is, now that the pen is here."""
        before, self._pen = self._pen, pen
        point = self._point
        if self._kind == "off" or before is None or point is None:
            self._point = pen
        elif self._kind == "string":
            distance = math.hypot(pen.x - point.x, pen.y - point.y)
            part = 1 - self._length / distance if distance > self._length else 0.0
            x, y = point.x + (pen.x - point.x) * part, point.y + (pen.y - point.y) * part
            self._point = pen._replace(x=x, y=y)
        else:
            travelled = math.hypot(pen.x - before.x, pen.y - before.y)
            self._point = between(point, pen, 1 - math.exp(-travelled / self._length))
        return self._point

    def caught_up(self) -> PenPoint | None:
        """The pen's last place, when the point that draws is not there yet."""
        pen, point = self._pen, self._point
        if pen is None or point is None or (pen.x, pen.y) == (point.x, point.y):
            return None
        return self._pen
