"""Drawing along rulers: which line a stroke keeps to, and its points on it."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator

from paintapp.document.rulers import Point, Ruler
from paintapp.painting.path import PenPoint, between

ELLIPSE_STEP = 4.0
"""Canvas pixels between the points that keep a quick stroke on an ellipse."""


class Track(ABC):
    """What a stroke keeps to."""

    @abstractmethod
    def nearest(self, x: float, y: float) -> Point:
        """The point on it that is nearest to a point."""

    def along(self, before: PenPoint, now: PenPoint) -> Iterator[PenPoint]:
        """The pen's way from one point on it to another; the last one is ``now``."""
        yield now


class Line(Track):
    """The straight line through a point; ``direction`` need not have a length of 1."""

    def __init__(self, through: Point, direction: Point) -> None:
        length = math.hypot(*direction) or 1.0
        self._through = through
        self.direction = (direction[0] / length, direction[1] / length)

    def nearest(self, x: float, y: float) -> Point:
        (from_x, from_y), (dx, dy) = self._through, self.direction
        part = (x - from_x) * dx + (y - from_y) * dy
        return from_x + part * dx, from_y + part * dy


class Ellipse(Track):
    """An ellipse with its middle and two half axes that are square to each other."""

    def __init__(self, middle: Point, first: Point, second: Point) -> None:
        self._middle = middle
        self._across, self._down = math.hypot(*first), math.hypot(*second)
        self._first = (first[0] / self._across, first[1] / self._across)
        self._second = (second[0] / self._down, second[1] / self._down)

    def nearest(self, x: float, y: float) -> Point:
        return self._at(self._angle(x, y))

    def along(self, before: PenPoint, now: PenPoint) -> Iterator[PenPoint]:
        start, end = self._angle(before.x, before.y), self._angle(now.x, now.y)
        turn = (end - start + math.pi) % (2 * math.pi) - math.pi
        count = min(256, math.ceil(abs(turn) * max(self._across, self._down) / ELLIPSE_STEP))
        for index in range(1, count):
            x, y = self._at(start + turn * index / count)
            yield between(before, now, index / count)._replace(x=x, y=y)
        yield now

    def _at(self, angle: float) -> Point:
        across, down = self._across * math.cos(angle), self._down * math.sin(angle)
        return (
            self._middle[0] + across * self._first[0] + down * self._second[0],
            self._middle[1] + across * self._first[1] + down * self._second[1],
        )

    def _angle(self, x: float, y: float) -> float:
        """The parameter of the nearest point.

        Found by going towards the point on the circle that fits the ellipse best where one is,
        over and over.
        """
        x, y = x - self._middle[0], y - self._middle[1]
        u = x * self._first[0] + y * self._first[1]
        v = x * self._second[0] + y * self._second[1]
        a, b = self._across, self._down
        far_u, far_v = abs(u), abs(v)
        cosine = sine = math.sqrt(0.5)
        for _ in range(6):
            centre_u = (a * a - b * b) * cosine**3 / a
            centre_v = (b * b - a * a) * sine**3 / b
            radius = math.hypot(a * cosine - centre_u, b * sine - centre_v)
            away = math.hypot(far_u - centre_u, far_v - centre_v) or 1e-9
            cosine = min(1.0, max(0.0, ((far_u - centre_u) * radius / away + centre_u) / a))
            sine = min(1.0, max(0.0, ((far_v - centre_v) * radius / away + centre_v) / b))
            length = math.hypot(cosine, sine) or 1.0
            cosine, sine = cosine / length, sine / length
        return math.atan2(math.copysign(sine, v), math.copysign(cosine, u))


def directions(ruler: Ruler, at: Point) -> Iterator[Point]:
    """The directions a stroke that begins at a point may take; none for lines and ellipses."""
    if ruler.kind == "parallel":
        yield _way(*ruler.points)
    elif ruler.kind not in ("straight", "ellipse"):
        for point in ruler.points:
            if math.dist(point, at) > 1e-3:
                yield _way(at, point)
        if ruler.kind == "one-point":
            yield (1.0, 0.0)
            yield (0.0, 1.0)
        elif ruler.kind == "two-point":
            dx, dy = _way(*ruler.points)
            yield (-dy, dx)


def track_of(ruler: Ruler) -> Track | None:
    """The line or ellipse that draws strokes near it; None for rulers that only give directions."""
    if ruler.kind == "straight":
        return Line(ruler.points[0], _way(*ruler.points))
    if ruler.kind == "ellipse":
        return Ellipse(ruler.points[0], *ruler.half_axes())
    return None


class Snapping:
    """Keeps one stroke to a ruler.

    A stroke that begins near a straight ruler or an ellipse keeps to it. Otherwise parallel rulers
    and perspectives give it directions: it waits until the pen has moved by ``reach`` canvas
    pixels, takes the direction that fits best and keeps to the line through its first point. With
    no rulers at all it goes where the pen goes. ``near`` is how near is near, in canvas pixels.
    """

    def __init__(self, rulers: Iterable[Ruler], reach: float, near: float) -> None:
        self._rulers = tuple(rulers)
        self._reach, self._near = reach, near
        self._track: Track | None = None
        self._waiting: list[PenPoint] = []
        self._last: PenPoint | None = None
        self._free = not self._rulers

    def follow(self, pen: PenPoint) -> Iterator[PenPoint]:
        """The points that are drawn now that the pen is here; none while it waits."""
        if self._free:
            yield pen
        elif self._track is not None or (not self._waiting and self._begins_on_a_track(pen)):
            yield from self._snapped(pen)
        else:
            yield from self._waited(pen)

    def finish(self) -> list[PenPoint]:
        """The pen is lifted: what has waited, where it began."""
        waited, self._waiting = self._waiting, []
        if not waited:
            return []
        first = waited[0]
        return [first, *(pen._replace(x=first.x, y=first.y) for pen in waited[1:])]

    def _begins_on_a_track(self, pen: PenPoint) -> bool:
        nearest = self._near
        for track in filter(None, map(track_of, self._rulers)):
            distance = math.dist(track.nearest(pen.x, pen.y), (pen.x, pen.y))
            if distance <= nearest:
                self._track, nearest = track, distance
        return self._track is not None

    def _waited(self, pen: PenPoint) -> Iterator[PenPoint]:
        first = self._waiting[0] if self._waiting else pen
        self._waiting.append(pen)
        at, moved = (first.x, first.y), (pen.x - first.x, pen.y - first.y)
        ways = [way for ruler in self._rulers for way in directions(ruler, at)]
        if ways and math.hypot(*moved) < self._reach:
            return
        if ways:
            best = max(ways, key=lambda way: abs(way[0] * moved[0] + way[1] * moved[1]))
            self._track = Line(at, best)
        else:
            self._free = True
        waited, self._waiting = self._waiting, []
        for point in waited:
            yield from (point,) if self._free else self._snapped(point)

    def _snapped(self, pen: PenPoint) -> Iterator[PenPoint]:
        assert self._track is not None
        x, y = self._track.nearest(pen.x, pen.y)
        now, before = pen._replace(x=x, y=y), self._last
        self._last = now
        if before is None:
            yield now
        else:
            yield from self._track.along(before, now)


def _way(start: Point, end: Point) -> Point:
    """The direction from one point to another, 1 long; to the right when they are one."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = math.hypot(dx, dy)
    return (dx / length, dy / length) if length > 1e-9 else (1.0, 0.0)
