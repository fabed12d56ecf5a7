"""From pen events to evenly spaced points: stabiliser, smooth curve, spacing."""

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

    The stabiliser draws a point after the pen, which covers 1 - exp(-d / length) of its distance
    to it when the pen has moved by d. A curve of quadratic pieces through the middles between such
    points, with the points as controls, smooths the path between events; where the pen turns
    sharply it goes to the very corner. It reaches the pen only when the path is closed. Dabs lie on
    it ``step(pressure)`` pixels apart.
    """

    CORNER = 0.25
    """Cosine of the least turn that is a corner, some 75 degrees."""

    STABILISER_LENGTH = 120.0
    """Pixels by which the stroke trails the pen with the stabiliser full on."""

    def __init__(self, step: Callable[[float], float], stabiliser: float = 0.0) -> None:
        self._step = step
        self._length = self.STABILISER_LENGTH * min(max(stabiliser, 0.0), 1.0) ** 2
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
        yield from self._curve_to(self._steadied(pen, travelled))

    def close(self) -> Iterator[PenPoint]:
        """The dabs up to where the pen was lifted."""
        if self._pen is None or not self._moved:
            return
        yield from self._line_to(self._control)
        if self._length:
            yield from self._line_to(self._pen)

    def _steadied(self, pen: PenPoint, travelled: float) -> PenPoint:
        if not self._length:
            return pen
        part = 1 - math.exp(-travelled / self._length)
        return _between(self._control, pen, part)

    def _curve_to(self, point: PenPoint) -> Iterator[PenPoint]:
        """The piece from the last middle to the next one, the last point being its control."""
        start, control = self._end, self._control
        end = _between(control, point, 0.5)
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
                _between(_between(start, control, part), _between(control, end, part), part)
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
            yield self._dab(_between(start, end, at / length))
            at += self._until_next
        self._until_next = at - length

    def _dab(self, point: PenPoint) -> PenPoint:
        self._last_dab = point
        self._until_next = self._step(point.pressure)
        return point


def _between(start: PenPoint, end: PenPoint, part: float) -> PenPoint:
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
