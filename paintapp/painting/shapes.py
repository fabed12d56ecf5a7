"""Shapes as lines: outlines of dense points that can be filled, or stroked with a brush."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from paintapp.painting.path import PenPoint

Point = tuple[float, float]

FINE = 0.05
"""Pixels by which the points of a curve may miss it."""

MOST_PIECES = 512

PACE = 500.0
"""Pixels a second at which shapes are drawn, for brushes that mind the speed."""


@dataclass(frozen=True, slots=True)
class Line:
    """Points in canvas pixels with straight pieces between them, and one back when ``closed``."""

    points: tuple[Point, ...]
    closed: bool = True


class Anchor(NamedTuple):
    """A point of a Bezier path and its two handles, in canvas pixels from the point."""

    x: float
    y: float
    back: Point = (0.0, 0.0)
    """Where the curve comes from."""
    ahead: Point = (0.0, 0.0)
    """Where it goes."""

    @property
    def at(self) -> Point:
        return self.x, self.y


def segment(first: Point, last: Point) -> Line:
    return Line((first, last), closed=False)


def rectangle(first: Point, last: Point, radius: float = 0.0) -> Line:
    """A rectangle between two corners, its corners rounded as far as there is room."""
    left, right = sorted((first[0], last[0]))
    top, bottom = sorted((first[1], last[1]))
    radius = min(max(0.0, radius), (right - left) / 2, (bottom - top) / 2)
    if radius <= 0:
        return Line(((left, top), (right, top), (right, bottom), (left, bottom)))
    points: list[Point] = []
    for x, y, turn in (
        (right - radius, top + radius, -90),
        (right - radius, bottom - radius, 0),
        (left + radius, bottom - radius, 90),
        (left + radius, top + radius, 180),
    ):
        points.extend(_arc((x, y), radius, radius, turn, 90))
    return Line(tuple(points))


def ellipse(first: Point, last: Point) -> Line:
    """The ellipse in a box between two corners, clockwise from its top."""
    across, down = abs(last[0] - first[0]) / 2, abs(last[1] - first[1]) / 2
    middle = ((first[0] + last[0]) / 2, (first[1] + last[1]) / 2)
    return Line(tuple(_arc(middle, across, down, -90, 360))[:-1])


def polygon(first: Point, last: Point, corners: int, inset: float = 0.0) -> Line:
    """A regular polygon in a box between two corners, one of its own on top.

    With ``inset`` 0..1 it is a star whose inner corners lie so much nearer to the middle.
    """
    across, down = abs(last[0] - first[0]) / 2, abs(last[1] - first[1]) / 2
    x, y = (first[0] + last[0]) / 2, (first[1] + last[1]) / 2
    corners = max(3, corners)
    count = 2 * corners if inset > 0 else corners
    points = []
    for index in range(count):
        angle = math.tau * index / count - math.pi / 2
        out = 1 - min(max(inset, 0.0), 1.0) if inset > 0 and index % 2 else 1.0
        points.append((x + across * out * math.cos(angle), y + down * out * math.sin(angle)))
    return Line(tuple(points))


def curve(anchors: Sequence[Anchor], closed: bool = False) -> Line:
    """A Bezier path through anchors, flattened."""
    if not anchors:
        return Line((), closed)
    points: list[Point] = [anchors[0].at]
    following = [*anchors[1:], anchors[0]] if closed else anchors[1:]
    for start, end in zip(anchors, following, strict=False):
        points.extend(_bezier(*controls(start, end)))
    if closed and len(points) > 1:
        points.pop()
    return Line(tuple(points), closed)


def controls(start: Anchor, end: Anchor) -> tuple[Point, Point, Point, Point]:
    """The four points of the cubic between two anchors."""
    return (
        start.at,
        (start.x + start.ahead[0], start.y + start.ahead[1]),
        (end.x + end.back[0], end.y + end.back[1]),
        end.at,
    )


def split(start: Anchor, end: Anchor, part: float) -> tuple[Anchor, Anchor, Anchor]:
    """Two anchors and a new one between them that leave the curve as it is (de Casteljau)."""
    p0, p1, p2, p3 = controls(start, end)
    a, b, c = _mix(p0, p1, part), _mix(p1, p2, part), _mix(p2, p3, part)
    d, e = _mix(a, b, part), _mix(b, c, part)
    x, y = _mix(d, e, part)
    if not any((*start.ahead, *end.back)):
        return start, Anchor(x, y), end
    return (
        start._replace(ahead=_minus(a, p0)),
        Anchor(x, y, _minus(d, (x, y)), _minus(e, (x, y))),
        end._replace(back=_minus(c, p3)),
    )


def nearest(start: Anchor, end: Anchor, point: Point) -> tuple[float, float]:
    """Of the curve between two anchors, the place 0..1 nearest to a point, and how far it is."""
    p0, p1, p2, p3 = controls(start, end)
    best, distance = 0.0, math.inf
    low, high = 0.0, 1.0
    for _ in range(6):
        step = (high - low) / 16
        for index in range(17):
            part = min(1.0, low + index * step)
            away = math.dist(point, _cubic(p0, p1, p2, p3, part))
            if away < distance:
                best, distance = part, away
        low, high = max(0.0, best - step), min(1.0, best + step)
    return best, distance


def pen_points(line: Line, taper: float = 0.0, step: float = 2.0) -> list[PenPoint]:
    """A line as the places of a pen that draws it at an even pace.

    Pressure is 1; with ``taper`` 0..0.5 it rises from none over that part of the length and falls
    off at the end. Points lie at most ``step`` pixels apart beside corners, so that these stay
    sharp, and not too far apart between them.
    """
    corners = [*line.points, line.points[0]] if line.closed and line.points else [*line.points]
    pieces = list(pairwise(corners))
    lengths = [math.dist(start, end) for start, end in pieces]
    total = sum(lengths)
    if not corners:
        return []
    if total <= 0:
        return [PenPoint(*corners[0])]
    widest = max(step, total / 256) if taper > 0 else max(step, total / 64)

    def pen(point: Point, travelled: float) -> PenPoint:
        pressure = 1.0
        if taper > 0:
            part = travelled / total
            pressure = min(1.0, part / taper, (1 - part) / taper)
            pressure = max(0.0, pressure) ** 0.8
        return PenPoint(*point, pressure=pressure, time=travelled / PACE)

    pens = [pen(corners[0], 0.0)]
    done = 0.0
    for (start, end), length in zip(pieces, lengths, strict=True):
        if length <= 0:
            continue
        inner = length > 3 * step
        between = length - 2 * step
        count = math.ceil(between / widest) if inner else 1
        stops = [step + between * i / count for i in range(count + 1)] if inner else []
        pens.extend(pen(_mix(start, end, at / length), done + at) for at in (*stops, length))
        done += length
    return pens


def _arc(middle: Point, across: float, down: float, start: float, turn: float) -> Iterable[Point]:
    """Points of an elliptic arc; angles in degrees, clockwise from the right."""
    radius = max(across, down, 1e-6)
    # A chord over the angle a misses its arc by r (1 - cos(a / 2)).
    angle = 2 * math.acos(max(0.0, 1 - min(1.0, FINE / radius)))
    pieces = min(MOST_PIECES, max(4, math.ceil(math.radians(turn) / angle)))
    for index in range(pieces + 1):
        at = math.radians(start + turn * index / pieces)
        yield middle[0] + across * math.cos(at), middle[1] + down * math.sin(at)


def _bezier(p0: Point, p1: Point, p2: Point, p3: Point) -> list[Point]:
    """Points of a cubic after its first."""
    if p0 == p1 and p2 == p3:
        return [p3]
    # A piece of n misses the curve by at most the second difference times 3 / 4 n^2.
    bend = max(
        math.hypot(p0[0] - 2 * p1[0] + p2[0], p0[1] - 2 * p1[1] + p2[1]),
        math.hypot(p1[0] - 2 * p2[0] + p3[0], p1[1] - 2 * p2[1] + p3[1]),
    )
    pieces = min(MOST_PIECES, max(1, math.ceil(math.sqrt(0.75 * bend / FINE))))
    return [_cubic(p0, p1, p2, p3, index / pieces) for index in range(1, pieces + 1)]


def _cubic(p0: Point, p1: Point, p2: Point, p3: Point, t: float) -> Point:
    s = 1 - t
    a, b, c, d = s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t
    return (
        a * p0[0] + b * p1[0] + c * p2[0] + d * p3[0],
        a * p0[1] + b * p1[1] + c * p2[1] + d * p3[1],
    )


def _mix(first: Point, last: Point, part: float) -> Point:
    rest = 1 - part
    return first[0] * rest + last[0] * part, first[1] * rest + last[1] * part


def _minus(point: Point, other: Point) -> Point:
    return point[0] - other[0], point[1] - other[1]
