"""A curve that an artist draws: what goes in, 0..1, against what comes out, 0..1."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

MOST_POINTS = 32

LEAST_GAP = 1 / 256
"""The least distance between two points along the input."""

STEPS = 1024
"""Pieces that a curve is drawn with."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Curve:
    """A smooth curve through points (input, output), both 0..1, in the order of their inputs.

    Before the first point and after the last it is level. Between them it is a cubic whose slopes
    keep it monotone wherever the points are (Fritsch and Carlson, SIAM J. Numer. Anal. 17, 1980),
    so it never leaves 0..1. Points are put in order, pulled into range and kept apart; a curve
    without any is the straight one.
    """

    points: tuple[Point, ...] = ((0.0, 0.0), (1.0, 1.0))
    table: NDArray[np.float32] = field(init=False, repr=False, compare=False)
    """The output at `STEPS` + 1 inputs from 0 to 1, read-only."""

    def __post_init__(self) -> None:
        points = _in_order(self.points) or ((0.0, 0.0), (1.0, 1.0))
        object.__setattr__(self, "points", points)
        table = _sampled(points)
        table.flags.writeable = False
        object.__setattr__(self, "table", table)

    def __call__(self, value: float) -> float:
        """The output for one input; inputs out of range count as the nearest."""
        place = min(max(value, 0.0), 1.0) * STEPS
        below = min(int(place), STEPS - 1)
        table = self.table
        low, high = float(table[below]), float(table[below + 1])
        return low + (high - low) * (place - below)

    def many(self, values: NDArray[np.floating]) -> NDArray[np.float32]:
        """The outputs for an array of inputs."""
        place = np.clip(values, 0.0, 1.0) * STEPS
        below = np.minimum(place.astype(np.intp), STEPS - 1)
        low = self.table[below]
        result: NDArray[np.float32] = low + (self.table[below + 1] - low) * (place - below).astype(
            np.float32
        )
        return result

    @property
    def straight(self) -> bool:
        """Whether what comes out is what went in."""
        return self.points == ((0.0, 0.0), (1.0, 1.0))

    def moved(self, index: int, to: Point) -> Curve:
        """With one point elsewhere: between its neighbours, and in range."""
        points = self.points
        low = points[index - 1][0] + LEAST_GAP if index > 0 else 0.0
        high = points[index + 1][0] - LEAST_GAP if index + 1 < len(points) else 1.0
        place = (min(max(to[0], low), max(low, high)), min(max(to[1], 0.0), 1.0))
        return Curve((*points[:index], place, *points[index + 1 :]))

    def with_point(self, at: Point) -> tuple[Curve, int]:
        """With one more point, and its index; an input that has a point moves that one."""
        near = [i for i, (x, _) in enumerate(self.points) if abs(x - at[0]) < LEAST_GAP]
        if near or len(self.points) >= MOST_POINTS:
            index = min(range(len(self.points)), key=lambda i: abs(self.points[i][0] - at[0]))
            return self.moved(index, at), index
        curve = Curve((*self.points, at))
        return curve, min(range(len(curve.points)), key=lambda i: abs(curve.points[i][0] - at[0]))

    def without(self, index: int) -> Curve:
        """Without one point; two remain at least."""
        if len(self.points) <= 2:
            return self
        return Curve((*self.points[:index], *self.points[index + 1 :]))


def curve_of(found: object) -> Curve:
    """A curve from what JSON gives, a list of pairs of numbers; ValueError when it is none."""
    if not isinstance(found, Sequence) or not 1 <= len(found) <= MOST_POINTS:
        raise ValueError("a curve is a list of 1 to 32 points")
    points: list[Point] = []
    for pair in found:
        if not isinstance(pair, Sequence) or len(pair) != 2:
            raise ValueError("a point of a curve is a pair of numbers")
        x, y = pair
        numbers = all(isinstance(n, int | float) and not isinstance(n, bool) for n in (x, y))
        if not numbers or not (math.isfinite(x) and math.isfinite(y)):
            raise ValueError("a point of a curve is a pair of numbers")
        points.append((float(x), float(y)))
    return Curve(tuple(points))


def _in_order(points: Iterable[Point]) -> tuple[Point, ...]:
    kept: list[Point] = []
    pulled = ((min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0)) for x, y in points)
    for x, y in sorted(pulled, key=lambda point: point[0])[:MOST_POINTS]:
        if not kept or x - kept[-1][0] >= LEAST_GAP * 0.999:
            kept.append((x, y))
    return tuple(kept)


def _sampled(points: tuple[Point, ...]) -> NDArray[np.float32]:
    across = np.linspace(0.0, 1.0, STEPS + 1)
    if len(points) == 1:
        return np.full(STEPS + 1, points[0][1], np.float32)
    x = np.array([point[0] for point in points])
    y = np.array([point[1] for point in points])
    width, slope = np.diff(x), np.diff(y) / np.diff(x)
    tangent = np.concatenate(([slope[0]], (slope[:-1] + slope[1:]) / 2, [slope[-1]]))
    turns = np.concatenate(([False], slope[:-1] * slope[1:] <= 0, [False]))
    tangent[turns] = 0.0
    for index, rise in enumerate(slope):  # the circle of radius 3 of the paper
        if abs(rise) < 1e-9:
            tangent[index] = tangent[index + 1] = 0.0
            continue
        size = math.hypot(tangent[index] / rise, tangent[index + 1] / rise)
        if size > 3.0:
            tangent[index] *= 3.0 / size
            tangent[index + 1] *= 3.0 / size
    piece = np.clip(np.searchsorted(x, across, "right") - 1, 0, len(points) - 2)
    part = np.clip((across - x[piece]) / width[piece], 0.0, 1.0)
    square, cube = part * part, part * part * part
    table = (
        (2 * cube - 3 * square + 1) * y[piece]
        + (cube - 2 * square + part) * width[piece] * tangent[piece]
        + (3 * square - 2 * cube) * y[piece + 1]
        + (cube - square) * width[piece] * tangent[piece + 1]
    )
    sampled: NDArray[np.float32] = np.clip(table, 0.0, 1.0).astype(np.float32)
    return sampled
