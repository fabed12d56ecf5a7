"""Where the pen has been."""

from __future__ import annotations

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
