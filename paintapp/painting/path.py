"""From the points of a stroke to evenly spaced dabs: smooth curve, spacing."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import NamedTuple


class PenPoint(NamedTuple):
    """Where the pen is and how it is held.

    ``x``, ``y`` are canvas pixels, ``pressure`` 0..1, tilts degrees from upright, ``rotation``
    degrees, ``time`` seconds on any steady clock.
    """

    x: float
    y: float
    pressure: float = 1.0
    tilt_x: float = 0.0
    tilt_y: float = 0.0
    rotation: float = 0.0
    time: float = 0.0


class StrokePath:
    """Turns pen positions into dabs.

    A curve of quadratic pieces through the middles between points, with the points as controls,
    smooths the path between events; where the pen turns sharply it goes to the very corner. It
    reaches the pen only when the path is closed. Dabs lie on it ``step(pressure)`` pixels apart.
    """

    CORNER = 0.25
    """Cosine of the least turn that is a corner, some 75 degrees."""

    def __init__(self, step: Callable[[float], float]) -> None:
        self._step = step
        self._pen: PenPoint | None = None
        self._control = self._end = self._last_dab = PenPoint(0, 0, 0)
        self._until_next = 0.0
        self._moved = False

    def extend(self, pen: PenPoint) -> Iterator[PenPoint]:
        """The dabs that follow from the pen's being at a place now."""
        if self._pen is None:
            self._pen = self._control = self._end = pen
            yield self._dab(pen)
            return
        travelled = math.hypot(pen.x - self._pen.x, pen.y - self._pen.y)
        self._pen = pen
        if travelled == 0:
            if not self._moved and pen.pressure > self._last_dab.pressure:
                yield self._dab(pen)  # a tap that is pressed harder
                self._control = self._end = pen
            return
        self._moved = True
        yield from self._curve_to(pen)

    def close(self) -> Iterator[PenPoint]:
        """The dabs up to where the pen was lifted."""
        if self._pen is None or not self._moved:
            return
        yield from self._line_to(self._control)

    def _curve_to(self, point: PenPoint) -> Iterator[PenPoint]:
        """The piece from the last middle to the next one, the last point being its control."""
        start, control = self._end, self._control
        end = between(control, point, 0.5)
        self._control = point
        inward = (control.x - start.x, control.y - start.y)
        outward = (end.x - control.x, end.y - control.y)
        straight = math.hypot(*inward) * math.hypot(*outward)
        if inward[0] * outward[0] + inward[1] * outward[1] < self.CORNER * straight:
            yield from self._line_to(control)
            yield from self._line_to(end)
            return
        bend = math.hypot(start.x - 2 * control.x + end.x, start.y - 2 * control.y + end.y)
        pieces = min(64, math.ceil(math.sqrt(bend / 0.4)))  # within 0.1 px of the curve
        for index in range(1, pieces):
            part = index / pieces
            yield from self._line_to(
                between(between(start, control, part), between(control, end, part), part)
            )
        yield from self._line_to(end)

    def _line_to(self, end: PenPoint) -> Iterator[PenPoint]:
        start = self._end
        length = math.hypot(end.x - start.x, end.y - start.y)
        self._end = end
        if length == 0:
            return
        at = self._until_next
        while at <= length:
            yield self._dab(between(start, end, at / length))
            at += self._until_next
        self._until_next = at - length

    def _dab(self, point: PenPoint) -> PenPoint:
        self._last_dab = point
        self._until_next = self._step(point.pressure)
        return point


def between(start: PenPoint, end: PenPoint, part: float) -> PenPoint:
    """The pen on the straight way from one point (0) to another (1)."""
    rest = 1 - part
    return PenPoint(
        start.x * rest + end.x * part,
        start.y * rest + end.y * part,
        start.pressure * rest + end.pressure * part,
        start.tilt_x * rest + end.tilt_x * part,
        start.tilt_y * rest + end.tilt_y * part,
        end.rotation,
        start.time * rest + end.time * part,
    )
