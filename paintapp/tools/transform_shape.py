"""The box that a transform pulls at: where its corners are, how it is bent, what a drag does.

Pure geometry in canvas pixels. Every change gives another `Shape`, or the same one when it would
fold the box over itself.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from paintapp.document import Rect
from paintapp.painting.mapping import GridWarp, Homography, Mapping, Point, Quad, convex

Mode = Literal["free", "skew", "perspective", "warp"]

FOLLOW = 0.75
"""How many cells around the pen a bent surface follows it when it is pulled between its nodes."""


@dataclass(frozen=True, slots=True)
class Grip:
    """What the pen has taken hold of.

    ``index`` is the corner (0 upper left, then clockwise), the edge (0 the upper one, then
    clockwise) or the node. "outside" turns the box.
    """

    kind: Literal["corner", "edge", "node", "pivot", "inside", "outside"]
    index: int = 0


@dataclass(frozen=True, slots=True)
class Shape:
    """A box (left, top, right, bottom) put on four corners, or bent by the nodes of a grid.

    ``nodes`` are empty while it is not bent, else rows of ``columns``. ``pivot`` is the point it
    turns about.
    """

    box: tuple[float, float, float, float]
    corners: Quad
    pivot: Point
    nodes: tuple[Point, ...] = ()
    columns: int = 0

    @classmethod
    def around(cls, rect: Rect) -> Shape:
        """The box as it is before anything is done to it."""
        left, top, right, bottom = map(float, (rect.x, rect.y, rect.right, rect.bottom))
        corners = ((left, top), (right, top), (right, bottom), (left, bottom))
        return cls((left, top, right, bottom), corners, ((left + right) / 2, (top + bottom) / 2))

    @property
    def mapping(self) -> Mapping:
        """Where the points of the box go."""
        if not convex(self.corners):
            return self.warp
        straight = Homography.between(self.box, self.corners)
        if not self.nodes:
            return straight
        places = zip(self._places(self.columns), self.nodes, strict=True)
        bent = any(math.dist(straight.point(*place), node) > 1e-6 for place, node in places)
        return self.warp if bent else straight

    @property
    def warp(self) -> GridWarp:
        """Where the points of the box go by its nodes."""
        return GridWarp(self.box, self.columns, self.nodes)

    @property
    def edges(self) -> Quad:
        """The middles of the upper, right, lower and left edge."""
        a, b, c, d = self.corners
        return _middle(a, b), _middle(b, c), _middle(c, d), _middle(d, a)

    @property
    def centre(self) -> Point:
        x = sum(point[0] for point in self.corners) / 4
        return x, sum(point[1] for point in self.corners) / 4

    # Numbers

    @property
    def place(self) -> Point:
        """The upper left corner of the rectangle around it."""
        points = self.nodes or self.corners
        return min(point[0] for point in points), min(point[1] for point in points)

    @property
    def size(self) -> tuple[float, float]:
        """The lengths of its upper and its left edge."""
        a, b, _, d = self.corners
        return math.dist(a, b), math.dist(a, d)

    @property
    def angle(self) -> float:
        """How far its upper edge is turned clockwise, -180..180 degrees."""
        (ax, ay), (bx, by), *_ = self.corners
        return math.degrees(math.atan2(by - ay, bx - ax))

    # Changes of the whole

    def moved(self, dx: float, dy: float) -> Shape:
        return self._each(lambda x, y: (x + dx, y + dy), pivot=True)

    def turned(self, degrees: float, about: Point | None = None) -> Shape:
        """Turned clockwise about a point, the pivot when None; right angles are exact."""
        px, py = self.pivot if about is None else about
        cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        if degrees % 90 == 0:
            quarter = int(degrees // 90) % 4
            cosine, sine = (1, 0, -1, 0)[quarter], (0, 1, 0, -1)[quarter]

        def turn(x: float, y: float) -> Point:
            x, y = x - px, y - py
            return px + x * cosine - y * sine, py + x * sine + y * cosine

        return self._each(turn, pivot=True)

    def scaled(self, across: float, down: float, about: Point) -> Shape:
        """Scaled along its own edges about a point that stays."""
        (ux, uy), (vx, vy) = self._axes()
        determinant = ux * vy - vx * uy
        if abs(determinant) < 1e-9:
            return self

        def scale(x: float, y: float) -> Point:
            x, y = x - about[0], y - about[1]
            u = (x * vy - y * vx) / determinant * across
            v = (y * ux - x * uy) / determinant * down
            return about[0] + u * ux + v * vx, about[1] + u * uy + v * vy

        return self._each(scale, pivot=True)

    def flipped(self, *, vertical: bool = False) -> Shape:
        """Mirrored along its own edges about its middle."""
        across, down = (1, -1) if vertical else (-1, 1)
        return self.scaled(across, down, self.centre)

    def quarter_turned(self, quarters: int) -> Shape:
        """Turned clockwise by right angles about its middle, staying on whole pixels."""
        x, y = self.centre
        turned = self.turned(90 * quarters, (x, y))
        if all(_whole(value) for point in self.corners for value in point):
            # Half a pixel forth, or back when turned the other way.
            whole = math.floor if quarters > 0 else math.ceil
            dx, dy = (whole(round(2 * v) / 2) - v for v in turned.corners[0])
            turned = turned.moved(dx, dy)
        return turned

    def with_place(self, x: float | None = None, y: float | None = None) -> Shape:
        left, top = self.place
        return self.moved(0 if x is None else x - left, 0 if y is None else y - top)

    def with_size(self, width: float | None = None, height: float | None = None) -> Shape:
        """With edges of other lengths, its upper left corner staying."""
        old = self.size
        return self.scaled(
            1 if width is None else width / max(old[0], 1e-6),
            1 if height is None else height / max(old[1], 1e-6),
            self.corners[0],
        )

    def with_angle(self, degrees: float) -> Shape:
        return self.turned(degrees - self.angle)

    # Changes of parts

    def with_corners(self, corners: Quad) -> Shape:
        """With other corners, to which nodes and pivot follow in perspective."""
        if not convex(corners):
            return self
        shape = replace(self, corners=corners)
        if not convex(self.corners):
            return self
        old = Homography.between(self.box, self.corners)
        new = Homography.between(self.box, corners)

        def follow(point: Point) -> Point:
            return new.point(*_unmapped(old, point))

        nodes = tuple(follow(node) for node in self.nodes)
        pivot = self.pivot
        if math.dist(pivot, self.centre) < 1e-6:
            return replace(shape, nodes=nodes, pivot=shape.centre)
        return replace(shape, nodes=nodes, pivot=follow(pivot))

    def with_corner(self, index: int, point: Point) -> Shape:
        corners = list(self.corners)
        corners[index] = point
        return self.with_corners((corners[0], corners[1], corners[2], corners[3]))

    def with_edge_moved(self, index: int, dx: float, dy: float) -> Shape:
        """With both corners of an edge moved alike."""
        corners = list(self.corners)
        for corner in (index, (index + 1) % 4):
            corners[corner] = (corners[corner][0] + dx, corners[corner][1] + dy)
        return self.with_corners((corners[0], corners[1], corners[2], corners[3]))

    def sheared(self, index: int, dx: float, dy: float) -> Shape:
        """With an edge moved along itself, as far as (dx, dy) goes that way."""
        (ax, ay), (bx, by) = self.corners[index], self.corners[(index + 1) % 4]
        length = math.hypot(bx - ax, by - ay)
        if length < 1e-6:
            return self
        ux, uy = (bx - ax) / length, (by - ay) / length
        along = dx * ux + dy * uy
        return self.with_edge_moved(index, along * ux, along * uy)

    def bent(self, columns: int) -> Shape:
        """With a grid of ``columns`` nodes each way, where it has none of that many yet."""
        if columns == self.columns and self.nodes:
            return self
        mapping = self.mapping
        nodes = tuple(mapping.point(x, y) for x, y in self._places(columns))
        return replace(self, nodes=nodes, columns=columns)

    def _places(self, columns: int) -> list[Point]:
        """Where the nodes of a grid lie in the box, row by row."""
        left, top, right, bottom = self.box
        steps = [index / (columns - 1) for index in range(columns)]
        return [(left + (right - left) * u, top + (bottom - top) * v) for v in steps for u in steps]

    def with_node(self, index: int, point: Point) -> Shape:
        nodes = (*self.nodes[:index], point, *self.nodes[index + 1 :])
        return self._with_nodes(nodes)

    def pulled(self, at: Point, dx: float, dy: float) -> Shape:
        """The bent surface pulled at a point: the nodes around it follow, the nearer the more."""
        across, down = self.size
        cell = FOLLOW * max(across, down) / (self.columns - 1)
        nodes = []
        for x, y in self.nodes:
            part = math.exp(-(((x - at[0]) ** 2 + (y - at[1]) ** 2) / (cell * cell)))
            nodes.append((x + part * dx, y + part * dy))
        return self._with_nodes(tuple(nodes))

    def _with_nodes(self, nodes: tuple[Point, ...]) -> Shape:
        last = self.columns - 1
        corners = (nodes[0], nodes[last], nodes[-1], nodes[len(nodes) - 1 - last])
        shape = replace(self, nodes=nodes, corners=corners)
        moved = math.dist(self.pivot, self.centre) > 1e-6
        return shape if moved else replace(shape, pivot=shape.centre)

    def _each(self, move: Callable[[float, float], Point], *, pivot: bool) -> Shape:
        a, b, c, d = (move(*point) for point in self.corners)
        return replace(
            self,
            corners=(a, b, c, d),
            nodes=tuple(move(*node) for node in self.nodes),
            pivot=move(*self.pivot) if pivot else self.pivot,
        )

    def _axes(self) -> tuple[Point, Point]:
        """The means of the two pairs of opposite edges."""
        a, b, c, d = self.corners
        u = ((b[0] - a[0] + c[0] - d[0]) / 2, (b[1] - a[1] + c[1] - d[1]) / 2)
        return u, ((d[0] - a[0] + c[0] - b[0]) / 2, (d[1] - a[1] + c[1] - b[1]) / 2)

    # The pen

    def grip_at(self, mode: Mode, x: float, y: float, reach: float) -> Grip:
        """What the pen takes hold of at a point; the nearest of what is within reach."""
        here = (x, y)
        near: list[tuple[float, Grip]] = []
        # What is small on the screen must leave room to be moved by.
        within = 1.25 * reach
        if self._holds(here):
            within = min(within, max(min(self.size) / 4, reach / 2))
        if mode == "warp" and self.nodes:
            near += [(math.dist(p, here), Grip("node", i)) for i, p in enumerate(self.nodes)]
        else:
            near += [(math.dist(p, here), Grip("corner", i)) for i, p in enumerate(self.corners)]
            near += [
                # In a small box corners are easier to reach than what lies between them.
                (math.dist(p, here) + within / 4, Grip("edge", i))
                for i, p in enumerate(self.edges)
            ]
            # Who wants to move the box often begins near its middle.
            near.append((math.dist(self.pivot, here) + within / 2, Grip("pivot")))
        distance, grip = min(near, key=lambda found: found[0])
        if distance <= within:
            return grip
        return Grip("inside" if self._holds(here) else "outside")

    def dragged(
        self,
        grip: Grip,
        mode: Mode,
        start: Point,
        end: Point,
        *,
        proportional: bool = False,
        about_pivot: bool = False,
        free: bool = False,
        steps: bool = False,
    ) -> Shape:
        """What a drag of the pen makes of it.

        ``proportional`` keeps the proportions, ``about_pivot`` leaves the pivot where it is,
        ``free`` moves a corner alone or shears an edge, ``steps`` turns by 15 degrees and moves
        level or upright.
        """
        dx, dy = end[0] - start[0], end[1] - start[1]
        if grip.kind == "pivot":
            return replace(self, pivot=(self.pivot[0] + dx, self.pivot[1] + dy))
        if grip.kind == "node":
            x, y = self.nodes[grip.index]
            return self.with_node(grip.index, (x + dx, y + dy))
        if grip.kind == "outside":
            return self._swung(start, end, steps)
        if grip.kind == "inside":
            if mode == "warp" and self.nodes:
                return self.pulled(start, dx, dy)
            if steps:
                dx, dy = (dx, 0.0) if abs(dx) >= abs(dy) else (0.0, dy)
            return self.moved(round(dx), round(dy))  # whole pixels lose nothing
        if grip.kind == "corner" and (mode == "perspective" or free):
            x, y = self.corners[grip.index]
            return self.with_corner(grip.index, (x + dx, y + dy))
        if grip.kind == "edge" and mode == "perspective":
            return self.with_edge_moved(grip.index, dx, dy)
        if mode == "skew" or free:
            return self.sheared(self._sheared_edge(grip, dx, dy), dx, dy)
        return self._stretched(grip, dx, dy, proportional, about_pivot)

    def _swung(self, start: Point, end: Point, steps: bool) -> Shape:
        first = math.atan2(start[1] - self.pivot[1], start[0] - self.pivot[0])
        second = math.atan2(end[1] - self.pivot[1], end[0] - self.pivot[0])
        degrees = math.degrees(second - first)
        if steps:
            degrees = round((self.angle + degrees) / 15) * 15 - self.angle
        return self.turned(degrees)

    def _sheared_edge(self, grip: Grip, dx: float, dy: float) -> int:
        """The edge that a grip shears: itself, or beside a corner the one the pen goes along."""
        if grip.kind == "edge":
            return grip.index
        candidates = (grip.index, (grip.index + 3) % 4)

        def along(index: int) -> float:
            (ax, ay), (bx, by) = self.corners[index], self.corners[(index + 1) % 4]
            length = math.hypot(bx - ax, by - ay) or 1.0
            return abs(dx * (bx - ax) + dy * (by - ay)) / length

        return max(candidates, key=along)

    def _stretched(
        self, grip: Grip, dx: float, dy: float, proportional: bool, about_pivot: bool
    ) -> Shape:
        if grip.kind == "corner":
            held, opposite = self.corners[grip.index], self.corners[(grip.index + 2) % 4]
        else:
            held, opposite = self.edges[grip.index], self.edges[(grip.index + 2) % 4]
        anchor = self.pivot if about_pivot else opposite
        (ux, uy), (vx, vy) = self._axes()
        determinant = ux * vy - vx * uy
        if abs(determinant) < 1e-9:
            return self

        def along(x: float, y: float) -> Point:
            x, y = x - anchor[0], y - anchor[1]
            return (x * vy - y * vx) / determinant, (y * ux - x * uy) / determinant

        before, after = along(*held), along(held[0] + dx, held[1] + dy)
        across = after[0] / before[0] if abs(before[0]) > 1e-3 else 1.0
        down = after[1] / before[1] if abs(before[1]) > 1e-3 else 1.0
        if grip.kind == "edge":
            if grip.index % 2:
                down = 1.0
            else:
                across = 1.0
        elif proportional:
            x, y = held[0] - anchor[0], held[1] - anchor[1]
            across = down = 1 + (x * dx + y * dy) / max(x * x + y * y, 1e-9)
        width, height = self.size
        return self.scaled(
            _kept(across, 1 / max(width, 1)), _kept(down, 1 / max(height, 1)), anchor
        )

    def _holds(self, point: Point) -> bool:
        """Whether a point lies within the corners."""
        x, y = point
        inside = False
        for index in range(4):
            (ax, ay), (bx, by) = self.corners[index], self.corners[(index + 1) % 4]
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                inside = not inside
        return inside


def _kept(factor: float, least: float) -> float:
    """A factor that leaves a pixel at least, of either sign."""
    return math.copysign(max(abs(factor), least), factor)


def _middle(a: Point, b: Point) -> Point:
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2


def _whole(value: float) -> bool:
    return abs(value - round(value)) < 1e-6


def _unmapped(mapping: Homography, point: Point) -> Point:
    """Where a point comes from."""
    (a, b, c), (d, e, f), (g, h, i) = mapping.rows
    x, y = point
    # Two linear equations in the source's x and y.
    m11, m12, m1 = a - g * x, b - h * x, i * x - c
    m21, m22, m2 = d - g * y, e - h * y, i * y - f
    determinant = m11 * m22 - m12 * m21
    return (m1 * m22 - m12 * m2) / determinant, (m11 * m2 - m1 * m21) / determinant
