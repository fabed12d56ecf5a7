"""Where the points of a plane go: in perspective, or bent by a grid of points.

Coordinates are continuous: pixel (i, j) covers i..i+1 and j..j+1.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from paintapp.document import Rect

Point = tuple[float, float]
Quad = tuple[Point, Point, Point, Point]
"""Corners in the order upper left, upper right, lower right, lower left of what they came from."""
Floats = NDArray[np.float64]
Samples = NDArray[np.float32]
NOWHERE = -1e6
"""A coordinate that no plane has: what comes from there is the plane's fill value."""


class Mapping(Protocol):
    """Where the points of a plane go."""

    def point(self, x: float, y: float) -> Point:
        """Where a point of the source goes."""

    def sources(self, rect: Rect) -> tuple[Samples, Samples]:
        """For the middle of each pixel of a target rectangle, the x and y it comes from.

        Two (h, w) float32 arrays; `NOWHERE` for what comes from nowhere.
        """

    def reach(self, content: Rect) -> Rect:
        """The target pixels that the content of a source rectangle may touch."""

    def scales(self) -> tuple[float, float]:
        """How much longer the columns and rows of the source become, where they become longest."""


@dataclass(frozen=True, slots=True)
class Homography:
    """A projective mapping: (x, y) goes to ((a x + b y + c) / w, (d x + e y + f) / w) with
    w = g x + h y + i; ``rows`` are (a, b, c), (d, e, f), (g, h, i).

    ``box`` (left, top, right, bottom) is the part of the source that w is positive in.
    """

    rows: tuple[tuple[float, float, float], ...]
    box: tuple[float, float, float, float]

    @classmethod
    def between(cls, box: tuple[float, float, float, float], quad: Quad) -> Homography:
        """The mapping of a box onto four corners; ValueError unless they are convex.

        Heckbert, Fundamentals of Texture Mapping and Image Warping, 1989, section 2.2.3.
        """
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = quad
        left, top, right, bottom = box
        width, height = right - left, bottom - top
        if not convex(quad) or width <= 0 or height <= 0:
            raise ValueError("the corners do not span an area")
        sx, sy = x0 - x1 + x2 - x3, y0 - y1 + y2 - y3
        g = h = 0.0
        size = max(abs(x) + abs(y) for x, y in quad) + 1.0
        if max(abs(sx), abs(sy)) > 1e-9 * size:
            dx1, dx2, dy1, dy2 = x1 - x2, x3 - x2, y1 - y2, y3 - y2
            determinant = dx1 * dy2 - dx2 * dy1
            g = (sx * dy2 - dx2 * sy) / determinant
            h = (dx1 * sy - sx * dy1) / determinant
        unit = (
            (x1 - x0 + g * x1, x3 - x0 + h * x3, x0),
            (y1 - y0 + g * y1, y3 - y0 + h * y3, y0),
            (g, h, 1.0),
        )
        rows = []
        for a, b, c in unit:  # from the box to the unit square first
            a, b = a / width, b / height
            rows.append((a, b, c - a * left - b * top))
        return cls(tuple(rows), box)

    @property
    def affine(self) -> bool:
        return self.rows[2][:2] == (0.0, 0.0)

    def point(self, x: float, y: float) -> Point:
        """Where a point of the source goes."""
        (a, b, c), (d, e, f), (g, h, i) = self.rows
        w = g * x + h * y + i
        return (a * x + b * y + c) / w, (d * x + e * y + f) / w

    def sources(self, rect: Rect) -> tuple[Samples, Samples]:
        inverse = np.linalg.inv(np.array(self.rows, np.float64))
        x = np.arange(rect.x, rect.right, dtype=np.float64) + 0.5
        y = np.arange(rect.y, rect.bottom, dtype=np.float64)[:, None] + 0.5
        across, down, weight = (row[0] * x + row[1] * y + row[2] for row in inverse)
        if self.affine:
            return (across / inverse[2, 2]).astype(np.float32), (down / inverse[2, 2]).astype(
                np.float32
            )
        # The inverse's weight is one over w, which is positive on this side of the horizon.
        behind = weight <= 1e-12
        weight = np.where(behind, 1.0, weight)
        return (
            np.where(behind, NOWHERE, across / weight).astype(np.float32),
            np.where(behind, NOWHERE, down / weight).astype(np.float32),
        )

    def outline(self, content: Rect) -> tuple[Point, ...]:
        """Where the corners of a part of the source go; nothing beyond the box in perspective."""
        left, top, right, bottom = map(float, (content.x, content.y, content.right, content.bottom))
        if not self.affine:
            # Only inside the box is it certain that nothing crosses the horizon.
            left, top = max(left, self.box[0]), max(top, self.box[1])
            right, bottom = min(right, self.box[2]), min(bottom, self.box[3])
            if left >= right or top >= bottom:
                return ()
        corners = ((left, top), (right, top), (right, bottom), (left, bottom))
        return tuple(self.point(x, y) for x, y in corners)

    def reach(self, content: Rect) -> Rect:
        corners = self.outline(content)
        return around(corners) if corners else Rect(0, 0, 0, 0)

    def scales(self) -> tuple[float, float]:
        left, top, right, bottom = self.box
        one, two, three, four = (
            self.point(x, y)
            for x, y in ((left, top), (right, top), (right, bottom), (left, bottom))
        )
        return (
            max(math.dist(one, two), math.dist(four, three)) / (right - left),
            max(math.dist(one, four), math.dist(two, three)) / (bottom - top),
        )


@dataclass(frozen=True, slots=True)
class GridWarp:
    """A box bent so that a regular grid on it passes through given points.

    ``points`` are the targets of the grid's nodes, row by row, ``columns`` to a row. Between them
    runs a Catmull-Rom surface; beyond the border it goes on straight.
    """

    box: tuple[float, float, float, float]
    columns: int
    points: tuple[Point, ...]

    @property
    def stride(self) -> int:
        """The inverse is found at every so many pixels, a power of two, and interpolated."""
        nodes = np.array(self.points)
        rows = len(self.points) // self.columns
        width, height = nodes.max(axis=0) - nodes.min(axis=0)
        cell = min(width / (self.columns - 1), height / (rows - 1))
        return 1 << max(0, min(4, math.floor(math.log2(max(cell / 16, 1)))))

    @property
    def lattice(self) -> Floats:
        """The points as (rows, columns, 2), with a straight continuation on every side."""
        nodes = np.array(self.points, np.float64).reshape(-1, self.columns, 2)
        nodes = np.concatenate(
            (2 * nodes[:1] - nodes[1:2], nodes, 2 * nodes[-1:] - nodes[-2:-1]), axis=0
        )
        return np.concatenate(
            (2 * nodes[:, :1] - nodes[:, 1:2], nodes, 2 * nodes[:, -1:] - nodes[:, -2:-1]), axis=1
        )

    def targets(self, u: Floats, v: Floats) -> tuple[Floats, Floats, Floats]:
        """Where points go that lie at (u, v) in units of the grid's cells, from its corner.

        The points and their derivatives by u and by v, each (..., 2).
        """
        lattice = self.lattice
        rows, columns = lattice.shape[0] - 2, lattice.shape[1] - 2
        inside_u, inside_v = np.clip(u, 0, columns - 1), np.clip(v, 0, rows - 1)
        left = np.minimum(inside_u.astype(np.int64), columns - 2)
        top = np.minimum(inside_v.astype(np.int64), rows - 2)
        weights_u, slopes_u = _catmull_rom(inside_u - left)
        weights_v, slopes_v = _catmull_rom(inside_v - top)
        point = np.zeros((*u.shape, 2))
        by_u, by_v = np.zeros_like(point), np.zeros_like(point)
        for row in range(4):
            for column in range(4):
                node = lattice[top + row, left + column]
                point += (weights_v[row] * weights_u[column])[..., None] * node
                by_u += (weights_v[row] * slopes_u[column])[..., None] * node
                by_v += (slopes_v[row] * weights_u[column])[..., None] * node
        point += by_u * (u - inside_u)[..., None] + by_v * (v - inside_v)[..., None]
        return point, by_u, by_v

    def point(self, x: float, y: float) -> Point:
        """Where a point of the source goes."""
        left, top, right, bottom = self.box
        rows = len(self.points) // self.columns
        u = np.array([(x - left) / (right - left) * (self.columns - 1)])
        v = np.array([(y - top) / (bottom - top) * (rows - 1)])
        found = self.targets(u, v)[0][0]
        return float(found[0]), float(found[1])

    def sources(self, rect: Rect) -> tuple[Samples, Samples]:
        stride = self.stride
        columns, rows = -(-rect.width // stride) + 1, -(-rect.height // stride) + 1
        x = rect.x + 0.5 + stride * np.arange(columns, dtype=np.float64)
        y = rect.y + 0.5 + stride * np.arange(rows, dtype=np.float64)
        # Few places are searched for; from those between them Newton's steps find the others.
        every = 8
        few_x = rect.x + 0.5 + every * stride * np.arange(-(-columns // every) + 1)
        few_y = rect.y + 0.5 + every * stride * np.arange(-(-rows // every) + 1)
        u, v = (
            _between(plane, columns, rows, every).astype(np.float64)
            for plane in self._nearest(*np.meshgrid(few_x, few_y))
        )
        u, v = self._inverse(*np.meshgrid(x, y), u, v)
        left, top, right, bottom = self.box
        cells = len(self.points) // self.columns - 1
        sx = left + u * ((right - left) / (self.columns - 1))
        sy = top + v * ((bottom - top) / cells)
        found = [_between(plane, rect.width, rect.height, stride) for plane in (sx, sy)]
        return found[0], found[1]

    def _nearest(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Where in the grid targets come from, roughly: the nearest of many samples."""
        rows = len(self.points) // self.columns
        margin = 0.25
        grid_u, grid_v = np.meshgrid(
            np.linspace(-margin, self.columns - 1 + margin, 8 * self.columns),
            np.linspace(-margin, rows - 1 + margin, 8 * rows),
        )
        samples = self.targets(grid_u, grid_v)[0].reshape(-1, 2)
        wanted = np.stack((x, y), axis=-1).reshape(-1, 2)
        # |a - b|^2 without its part that is the same for all samples.
        nearest = ((samples**2).sum(axis=1) - 2 * (wanted @ samples.T)).argmin(axis=1)
        u, v = grid_u.reshape(-1)[nearest], grid_v.reshape(-1)[nearest]
        return self._inverse(x, y, u.reshape(x.shape), v.reshape(x.shape), lost=False)

    def _inverse(
        self, x: Floats, y: Floats, u: Floats, v: Floats, *, lost: bool = True
    ) -> tuple[Floats, Floats]:
        """Where in the grid targets come from, by Newton's steps from a guess.

        What is not found is `NOWHERE` unless ``lost`` is False.
        """
        wanted = np.stack((x, y), axis=-1)
        for _ in range(8):
            point, by_u, by_v = self.targets(u, v)
            off = wanted - point
            if np.abs(off).max() < 0.02:
                return u, v
            determinant = by_u[..., 0] * by_v[..., 1] - by_v[..., 0] * by_u[..., 1]
            determinant = np.where(np.abs(determinant) < 1e-6, 1e-6, determinant)
            step_u = (off[..., 0] * by_v[..., 1] - by_v[..., 0] * off[..., 1]) / determinant
            step_v = (by_u[..., 0] * off[..., 1] - off[..., 0] * by_u[..., 1]) / determinant
            u = u + np.clip(step_u, -0.5, 0.5)
            v = v + np.clip(step_v, -0.5, 0.5)
        if not lost:
            return u, v
        missed = np.abs(wanted - self.targets(u, v)[0]).max(axis=-1) > 1.0
        return np.where(missed, NOWHERE, u), np.where(missed, NOWHERE, v)

    def reach(self, content: Rect) -> Rect:
        across, down = self.columns - 1, len(self.points) // self.columns - 1
        grid = np.meshgrid(np.linspace(0, across, 8 * across), np.linspace(0, down, 8 * down))
        found = self.targets(*grid)[0].reshape(-1, 2)
        return around([tuple(found.min(axis=0)), tuple(found.max(axis=0))]).padded(2)

    def scales(self) -> tuple[float, float]:
        left, top, right, bottom = self.box
        nodes = np.array(self.points).reshape(-1, self.columns, 2)
        across = np.linalg.norm(np.diff(nodes, axis=1), axis=2).max()
        down = np.linalg.norm(np.diff(nodes, axis=0), axis=2).max()
        return (
            float(across) * (self.columns - 1) / (right - left),
            float(down) * (nodes.shape[0] - 1) / (bottom - top),
        )


def convex(quad: Sequence[Point]) -> bool:
    """Whether four corners turn the same way all around, and span an area."""
    turns = []
    for index in range(4):
        (ax, ay), (bx, by), (cx, cy) = (quad[(index + step) % 4] for step in range(3))
        turns.append((bx - ax) * (cy - by) - (by - ay) * (cx - bx))
    return min(turns) > 1e-6 or max(turns) < -1e-6


def around(points: Sequence[Point]) -> Rect:
    """The smallest rectangle of whole pixels that holds some points."""
    tiny = 1e-6  # rounding must not add a row
    across, down = [p[0] for p in points], [p[1] for p in points]
    return Rect.from_edges(
        math.floor(min(across) + tiny),
        math.floor(min(down) + tiny),
        math.ceil(max(across) - tiny),
        math.ceil(max(down) - tiny),
    )


def _catmull_rom(t: Floats) -> tuple[tuple[Floats, ...], tuple[Floats, ...]]:
    """The weights of four neighbours at a place between the middle two, and their slopes."""
    t2, t3 = t * t, t * t * t
    return (
        (
            (-t3 + 2 * t2 - t) / 2,
            (3 * t3 - 5 * t2 + 2) / 2,
            (-3 * t3 + 4 * t2 + t) / 2,
            (t3 - t2) / 2,
        ),
        (
            (-3 * t2 + 4 * t - 1) / 2,
            (9 * t2 - 10 * t) / 2,
            (-9 * t2 + 8 * t + 1) / 2,
            (3 * t2 - 2 * t) / 2,
        ),
    )


def _between(nodes: Floats, width: int, height: int, stride: int) -> Samples:
    """(height, width): what lies at each place between nodes that are ``stride``, a power of two,
    apart. OpenCV takes fractions of 1/32, so these are exact."""
    scale = np.array([[1 / stride, 0, 0], [0, 1 / stride, 0]])
    out: Samples = cv2.warpAffine(
        nodes.astype(np.float32),
        scale,
        (width, height),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return out
