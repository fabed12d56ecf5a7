"""Rulers: what strokes are drawn along. They belong to the document, but are never painted."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Literal

from paintapp.document.geometry import Rect

RulerKind = Literal[
    "straight", "parallel", "ellipse", "vanishing-point", "one-point", "two-point", "three-point"
]

POINTS: dict[RulerKind, int] = {
    "straight": 2,
    "parallel": 2,
    "ellipse": 3,
    "vanishing-point": 1,
    "one-point": 1,
    "two-point": 2,
    "three-point": 3,
}
"""How many points make a ruler of each kind."""

MOST_RULERS = 100

FARTHEST = 1e6
"""No point lies farther from the canvas's corner than this, in pixels."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Ruler:
    """One ruler; its points are in canvas pixels and may lie outside the canvas.

    "straight" is the line through two points, "parallel" all lines that run as the one through two
    points does. An "ellipse" has its middle, the end of one half axis, and a point whose distance
    from that axis is the length of the other. The others are perspectives with their vanishing
    points: lines through the point; with "one-point" also level and upright lines; with
    "two-point" also those square to the horizon, which goes through both; with "three-point" none.

    ValueError when the points are too few, too many or no numbers.
    """

    kind: RulerKind
    points: tuple[Point, ...]

    def __post_init__(self) -> None:
        if len(self.points) != POINTS.get(self.kind):
            raise ValueError(f"a ruler of the kind {self.kind} does not have these points")
        if not all(math.isfinite(number) for point in self.points for number in point):
            raise ValueError("a ruler's points are numbers")
        if any(abs(number) > FARTHEST for point in self.points for number in point):
            pulled = tuple((_pulled_in(x), _pulled_in(y)) for x, y in self.points)
            object.__setattr__(self, "points", pulled)

    def translated(self, dx: float, dy: float) -> Ruler:
        return replace(self, points=tuple((x + dx, y + dy) for x, y in self.points))

    def with_point(self, index: int, point: Point) -> Ruler:
        """With one of its points elsewhere; an ellipse moves whole with its middle."""
        if self.kind == "ellipse" and index == 0:
            (x, y), *_ = self.points
            return self.translated(point[0] - x, point[1] - y)
        return replace(self, points=(*self.points[:index], point, *self.points[index + 1 :]))

    def half_axes(self) -> tuple[Point, Point]:
        """The two half axes of an ellipse from its middle, square to each other, 1 px at least."""
        (x, y), (end_x, end_y), (side_x, side_y) = self.points
        first = (end_x - x, end_y - y)
        length = math.hypot(*first)
        if length < 1:
            first, length = (1.0, 0.0), 1.0
        across = (-first[1] / length, first[0] / length)
        second = max(1.0, abs((side_x - x) * across[0] + (side_y - y) * across[1]))
        return first, (across[0] * second, across[1] * second)


def ruler_in(kind: RulerKind, start: Point, end: Point, canvas: Rect) -> Ruler:
    """A ruler as a drag from one point to another gives it; a mere click gives a sensible one."""
    (x, y), (right, bottom) = start, end
    click = math.dist(start, end) < 1
    side = max(canvas.width, canvas.height)
    if kind == "ellipse":
        if click:
            right, bottom = x + side / 4, y + side / 4
        middle = ((x + right) / 2, (y + bottom) / 2)
        return Ruler(kind, (middle, (right, middle[1]), (middle[0], bottom)))
    if kind in ("vanishing-point", "one-point"):
        return Ruler(kind, (end,))
    if kind in ("straight", "parallel"):
        return Ruler(kind, (start, (x + side / 4, y) if click else end))
    if click:
        start, end = (x - side, y), (x + side, y)
    if kind == "two-point":
        return Ruler(kind, (start, end))
    (x, y), (right, bottom) = start, end
    third = ((x + right - (bottom - y)) / 2, (y + bottom + (right - x)) / 2)
    return Ruler(kind, (start, end, third))


def _pulled_in(number: float) -> float:
    return min(max(number, -FARTHEST), FARTHEST)
