"""From the points of a stroke to dabs: a smooth curve, spacing, and what sensors make of a brush.

All of it works on arrays: what a call costs hardly depends on how many points it brings.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from paintapp.painting.brush import Brush
from paintapp.painting.dynamics import STEADY, Dynamic, sensor
from paintapp.painting.parameters import PARAMETER
from paintapp.painting.path import PenPoint

Reals = NDArray[np.float64]
Whole = NDArray[np.uint64]

X, Y, PRESSURE, TILT_X, TILT_Y, ROTATION, TIME, SPEED = range(8)
"""Columns of the arrays of points."""

CORNER = 0.25
"""Cosine of the least turn that is a corner, some 75 degrees."""

STRAIGHT = 0.4
"""Bend of a piece in pixels up to which a straight line lies within 0.1 px of it."""

MOST_PIECES = 64

SMALLEST_STEP = 0.5
"""Pixels between dabs at least."""

SPEED_SMOOTHING = 0.03
"""Seconds over which the speed is averaged."""

TILT_FULL = 60.0
"""Degrees of tilt that count as 1."""

OWN_CHANNELS = 16
"""Channels of the random numbers that are kept for things other than parameters."""

WET_SPACING = 0.2
"""Of the radius, at most: what a wet brush carries must not jump."""

_RANDOM = frozenset({"random-dab"})
_CHANNELS = {name: index + OWN_CHANNELS for index, name in enumerate(PARAMETER)}


@dataclass(frozen=True, slots=True, eq=False)
class Dabs:
    """Some dabs in the order in which they are put down.

    ``x``, ``y`` are (n,) canvas pixels; ``values`` holds each parameter, (n,) where sensors drive
    it and one number where all dabs share it. ``flow`` includes the correction for dabs that lie
    closer than the spacing asks. ``number`` (n,) numbers the dabs of the whole stroke; random
    numbers follow from it. ``mirrored`` tips are flipped left to right before they are turned.
    """

    x: Reals
    y: Reals
    values: dict[str, Reals | float]
    number: Whole
    seed: int
    mirrored: NDArray[np.bool_] | bool = False

    def __len__(self) -> int:
        return len(self.x)

    def each(self, name: str) -> Reals:
        """A parameter of every dab, (n,)."""
        value = self.values[name]
        return np.full(len(self.x), value) if isinstance(value, float) else value

    def varies(self, name: str) -> bool:
        return not isinstance(self.values[name], float)

    def random(self, channel: int) -> Reals:
        """A random number 0..1 for each dab; another one in each channel 0..15."""
        return random_numbers(self.seed, self.number, channel)

    def chosen(self, which: NDArray[np.bool_]) -> Dabs:
        """Some of them."""
        values = {
            name: value if isinstance(value, float) else value[which]
            for name, value in self.values.items()
        }
        mirrored = self.mirrored if isinstance(self.mirrored, bool) else self.mirrored[which]
        return Dabs(self.x[which], self.y[which], values, self.number[which], self.seed, mirrored)


def random_numbers(seed: int, number: Whole, channel: int) -> Reals:
    """Numbers 0..1 that follow from a seed, a dab's number and a channel alone.

    A counter through the finaliser of splitmix64 (Steele, Lea and Flood, OOPSLA 2014).
    """
    start = np.uint64((seed + channel * 0xD1342543DE82EF95) & 0xFFFFFFFFFFFFFFFF)
    mixed = number * np.uint64(0x9E3779B97F4A7C15) + start
    mixed ^= mixed >> np.uint64(30)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(27)
    mixed *= np.uint64(0x94D049BB133111EB)
    mixed ^= mixed >> np.uint64(31)
    return (mixed >> np.uint64(11)).astype(np.float64) * 2.0**-53


def seed_of(point: PenPoint) -> int:
    """A seed that follows from where, how and when a stroke begins."""
    words = struct.unpack("7Q", struct.pack("7d", *point))
    seed = 0
    for word in words:
        seed = (seed ^ word) * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF
        seed ^= seed >> 29
    return seed


class DabPath:
    """Turns the points of a stroke into the dabs of a brush.

    A curve of quadratic pieces through the middles between points, with the points as controls,
    smooths the path between events; where the pen turns sharply it goes to the very corner. It
    reaches the last point only when it is closed. Between two dabs lies one step as `Steps` has it.
    However the points are shared out among calls, the dabs are the same.
    """

    def __init__(self, brush: Brush, seed: int | None = None) -> None:
        self._brush = brush
        self._seed = seed
        self._apart = Steps(brush)
        self._last: Reals | None = None
        self._before: Reals | None = None
        self._end: Reals | None = None
        self._start_time = 0.0
        self._distance = 0.0
        self._steps = 0.0
        self._given = 0
        self._moved = False
        self._hardest_tap = -1.0
        driven = {dynamic.sensor for dynamic in brush.dynamics}
        self._needs_direction = "direction" in driven
        self._needs_speed = "speed" in driven
        self._needs_distance = "distance" in driven
        self._nothing = np.zeros(0)
        self._direction: Reals | None = None
        self._dynamics: dict[str, list[Dynamic]] = {}
        for dynamic in brush.dynamics:
            if dynamic.strength > 0:
                self._dynamics.setdefault(dynamic.parameter, []).append(dynamic)
        self._values: dict[str, Reals | float] = {n: getattr(brush, n) for n in PARAMETER}

    def extend(self, points: Reals) -> Dabs:
        """The dabs that follow from the pen's having come by points (n, 7): rows of `PenPoint`."""
        if not len(points):
            return self._none()
        table = self._with_speed(points) if self._needs_speed else points
        dabs: list[Dabs] = []
        start = 0
        if self._last is None:
            row = table[0]
            self._last = self._before = self._end = row
            self._start_time = float(row[TIME])
            if self._seed is None:
                self._seed = seed_of(PenPoint(*points[0].tolist()))
            if not self._needs_direction:
                dabs.append(self._tap(row))
            start = 1
        fresh = self._moves(table[start:], dabs)
        if len(fresh):
            self._moved = True
            self._last = fresh[-1]
            dabs.append(self._along(self._curve(fresh)))
        return joined(dabs) if dabs else self._none()

    def close(self) -> Dabs:
        """The dabs up to the last point."""
        if self._last is None:
            return self._none()
        if not self._moved:
            return self._tap(self._last) if self._needs_direction else self._none()
        return self._along(self._last[None])

    # Points

    def _with_speed(self, points: Reals) -> Reals:
        """The points with their speed, (n, 8)."""
        table = np.column_stack((points, np.zeros(len(points))))
        last = self._last
        for row in table:
            if last is not None:
                row[SPEED] = _speed(last, row)
            last = row
        return table

    def _moves(self, table: Reals, dabs: list[Dabs]) -> Reals:
        """The points (k, c) that the pen has moved to, each elsewhere than the one before.

        A pen that is pressed harder before it moves makes another dab.
        """
        last = self._last
        assert last is not None
        if self._moved and len(table):
            before = np.concatenate((last[None, :2], table[:-1, :2]))
            moved = (table[:, :2] != before).any(axis=1)
            return table if moved.all() else table[moved]
        kept: list[Reals] = []
        for row in table:
            if row[X] != last[X] or row[Y] != last[Y]:
                kept.append(row)
                last = row
            elif not kept and row[PRESSURE] > self._hardest_tap:
                self._last = self._before = self._end = last = row
                if not self._needs_direction:
                    dabs.append(self._tap(row))
        return np.array(kept)

    def _curve(self, fresh: Reals) -> Reals:
        """The vertices (m, c) of the curve that goes on through fresh points (k, c)."""
        assert self._last is not None and self._before is not None and self._end is not None
        known = np.concatenate((self._before[None], fresh))
        control = known[:-1]
        end = (control + known[1:]) * 0.5
        start = np.concatenate((self._end[None], end[:-1]))
        self._before = fresh[-1]
        inward, outward = (control - start)[:, :2], (end - control)[:, :2]
        product = (inward * outward).sum(axis=1)
        lengths = (inward * inward).sum(axis=1) * (outward * outward).sum(axis=1)
        corner = product < CORNER * np.sqrt(lengths)
        turn = outward - inward
        bend = np.sqrt((turn * turn).sum(axis=1))
        if not corner.any() and bend.max() <= STRAIGHT:
            return end
        pieces = np.ceil(np.sqrt(bend / STRAIGHT))
        pieces = np.clip(pieces, 1, MOST_PIECES).astype(np.intp)
        pieces[corner] = 2
        of = np.repeat(np.arange(len(pieces)), pieces)
        first = np.cumsum(pieces) - pieces
        part = (np.arange(len(of)) - first[of] + 1) / pieces[of]
        at_corner = corner[of]
        middle = np.where(at_corner, (part == 0.5) * 1.0, 2 * part * (1 - part))
        late = np.where(at_corner, (part == 1) * 1.0, part * part)
        early = 1 - middle - late
        vertices: Reals = (
            early[:, None] * start[of] + middle[:, None] * control[of] + late[:, None] * end[of]
        )
        vertices[first + pieces - 1] = end  # exactly, however a piece is cut
        return vertices

    # Dabs

    def _along(self, vertices: Reals) -> Dabs:
        """The dabs on the straight ways through vertices (m, 8), from where the path has got."""
        assert self._end is not None
        line = np.concatenate((self._end[None], vertices))
        self._end = vertices[-1]
        way = line[1:, :2] - line[:-1, :2]
        lengths = np.sqrt((way * way).sum(axis=1))
        distance = direction = around = self._nothing
        if self._needs_distance:
            distance = np.cumsum(np.concatenate(([self._distance], lengths)))
            self._distance = float(distance[-1])
        if self._needs_direction:
            direction = np.arctan2(way[:, 1], way[:, 0]) * (0.5 / math.pi) + 0.5
            before = direction[:1] if self._direction is None else self._direction
            self._direction = direction[-1:]
            around = np.concatenate((before, direction))
        pace = 1 / self._step(line, distance, around)
        if isinstance(pace, float):
            counted = lengths * pace
        else:
            counted = lengths * (pace[:-1] + pace[1:]) * 0.5
        steps = np.cumsum(np.concatenate(([self._steps], counted)))
        self._steps = float(steps[-1])
        wanted = np.arange(self._given, math.floor(self._steps) + 1, dtype=np.float64)
        if not len(wanted):
            return self._none()
        self._given += len(wanted)
        piece = np.maximum(steps.searchsorted(wanted, "left") - 1, 0)
        from_here = steps[piece]
        width = steps[piece + 1] - from_here
        part = (wanted - from_here) / np.maximum(width, 1e-300)
        rows = line[piece]
        rows += (line[piece + 1] - rows) * part[:, None]
        if self._needs_distance:
            distance = distance[piece] + lengths[piece] * part
        if self._needs_direction:
            direction = direction[piece]
        return self._dabs(rows, distance, direction, wanted.astype(np.uint64))

    def _tap(self, row: Reals) -> Dabs:
        """One dab where the pen is."""
        self._hardest_tap = float(row[PRESSURE])
        number = np.array([self._given], np.uint64)
        self._given, self._steps = 1, 0.0
        return self._dabs(row[None], np.zeros(1), np.full(1, 0.5), number)

    def _step(self, rows: Reals, distance: Reals, direction: Reals) -> Reals | float:
        """Pixels between dabs at some points of the path (m,)."""
        radius, roundness, spacing = (
            self._value(name, rows, distance, direction, None)
            for name in ("radius", "roundness", "spacing")
        )
        return self._apart.between(radius, roundness, spacing)

    def _dabs(self, rows: Reals, distance: Reals, direction: Reals, number: Whole) -> Dabs:
        values = self._values.copy()
        count = self._value("count", rows, distance, direction, number)
        if not isinstance(count, float) or count > 1.5:
            times = np.rint(count * np.ones(len(rows))).astype(np.intp)
            of = np.repeat(np.arange(len(rows)), times)
            within = np.arange(len(of)) - (np.cumsum(times) - times)[of]
            number = number[of] * np.uint64(16) + within.astype(np.uint64)
            rows = rows[of]
            distance = distance[of] if self._needs_distance else distance
            direction = direction[of] if self._needs_direction else direction
        for name in self._dynamics:
            values[name] = self._value(name, rows, distance, direction, number)
        self._correct_flow(values)
        x, y = rows[:, X], rows[:, Y]
        seed = self._seed or 0
        scatter = values["scatter"]
        if not isinstance(scatter, float) or scatter > 0:
            turn = 2 * math.pi * random_numbers(seed, number, 0)
            away = scatter * values["radius"] * np.sqrt(random_numbers(seed, number, 1))
            x, y = x + away * np.cos(turn), y + away * np.sin(turn)
        return Dabs(x, y, values, number, seed)

    def _correct_flow(self, values: dict[str, Reals | float]) -> None:
        """Closer dabs add less each, so that the stroke stays as strong."""
        flow = values["flow"]
        if (isinstance(flow, float) and flow >= 1) or self._brush.spacing > 1:
            return
        radius, roundness = values["radius"], values["roundness"]
        asked = values["spacing"] * radius
        part = np.minimum(1, self._apart.between(radius, roundness, values["spacing"]) / asked)
        corrected = 1 - (1 - flow) ** part
        values["flow"] = corrected if isinstance(corrected, np.ndarray) else float(corrected)

    def _value(
        self, name: str, rows: Reals, distance: Reals, direction: Reals, number: Whole | None
    ) -> Reals | float:
        """A parameter at some points; without their numbers, as if nothing were random there."""
        base = float(getattr(self._brush, name))
        parameter = PARAMETER[name]
        value: Reals | float = base
        for dynamic in self._dynamics.get(name, ()):
            if number is None and dynamic.sensor in _RANDOM:
                continue
            sensed = self._sensed(dynamic, rows, distance, direction, number)
            driven: Reals | float
            if dynamic.curve.straight:
                driven = sensed
            elif isinstance(sensed, float):
                driven = dynamic.curve(sensed)
            else:
                driven = dynamic.curve.many(sensed).astype(np.float64)
            if parameter.driven == "shift":
                half = (parameter.maximum - parameter.minimum) / 2
                value = value + half * dynamic.strength * (2 * driven - 1)
            else:
                value = value * (1 - dynamic.strength * (1 - driven))
        if value is base or parameter.driven == "shift":
            return value
        if isinstance(value, float):
            return min(max(value, parameter.minimum), parameter.maximum)
        return np.minimum(np.maximum(value, parameter.minimum), parameter.maximum)

    def _sensed(
        self,
        dynamic: Dynamic,
        rows: Reals,
        distance: Reals,
        direction: Reals,
        number: Whole | None,
    ) -> Reals | float:
        """What a sensor says at some points, 0..1."""
        name = dynamic.sensor
        if name in STEADY:
            start = np.zeros(1, np.uint64)
            return float(
                random_numbers(self._seed or 0, start, _CHANNELS[dynamic.parameter] + 64)[0]
            )
        if name == "pressure":
            return rows[:, PRESSURE]
        if name == "tilt":
            return np.minimum(np.hypot(rows[:, TILT_X], rows[:, TILT_Y]) / TILT_FULL, 1.0)
        if name == "tilt-direction":
            return np.arctan2(rows[:, TILT_Y], rows[:, TILT_X]) * (0.5 / math.pi) + 0.5
        if name == "rotation":
            return np.mod(rows[:, ROTATION] / 360 + 0.5, 1.0)
        if name == "direction":
            return direction
        scale = dynamic.scale or sensor(name).scale
        if name == "speed":
            return np.minimum(rows[:, SPEED] / scale, 1.0)
        if name == "distance":
            return np.minimum(distance / scale, 1.0)
        if name == "time":
            return np.clip((rows[:, TIME] - self._start_time) / scale, 0.0, 1.0)
        assert number is not None
        return random_numbers(self._seed or 0, number, _CHANNELS[dynamic.parameter])

    def _none(self) -> Dabs:
        return self._dabs(
            np.zeros((0, SPEED + 1)), np.zeros(0), np.zeros(0), np.zeros(0, np.uint64)
        )


def joined(parts: Sequence[Dabs]) -> Dabs:
    """Dabs of one stroke, one part after the other."""
    if len(parts) == 1:
        return parts[0]
    values: dict[str, Reals | float] = {}
    for name, value in parts[0].values.items():
        if isinstance(value, float) and all(part.values[name] == value for part in parts):
            values[name] = value
        else:
            values[name] = np.concatenate([part.each(name) for part in parts])
    mirrored = np.concatenate([np.broadcast_to(np.asarray(p.mirrored), len(p)) for p in parts])
    return Dabs(
        np.concatenate([part.x for part in parts]),
        np.concatenate([part.y for part in parts]),
        values,
        np.concatenate([part.number for part in parts]),
        parts[0].seed,
        mirrored if mirrored.any() else False,
    )


class Steps:
    """How far apart the dabs of a brush lie.

    Discs at a distance s leave an outline that is wavy by about s^2 / 8r; that much may be 0.06 px,
    or a little more where the edge is soft anyway. Dabs that shine through need to be closer still,
    or their edges show. A spacing above 1 is meant to show its dabs, so is scatter, and so are
    bitmaps. Wet brushes take small steps.
    """

    def __init__(self, brush: Brush) -> None:
        self._softness = 1 - brush.hardness
        self._most = WET_SPACING if brush.wet else math.inf
        meant = brush.spacing > 1 or bool(brush.scatter) or brush.count > 1.5
        self._even = brush.tip is None and not meant
        if self._even and (brush.flow < 1 or brush.driven("opacity") or brush.driven("flow")):
            self._most = min(self._most, 0.1 + 0.15 * self._softness)

    def between(
        self, radius: Reals | float, roundness: Reals | float, spacing: Reals | float
    ) -> Reals | float:
        """Pixels from dabs of these radii, (m,) or one for all, to the next ones."""
        narrow = radius * roundness
        wanted = np.minimum(spacing, self._most) * narrow
        if self._even:
            band = self._softness * narrow
            wavy = np.maximum(0.06, np.where(band < 4, 0.0625, 0.15) * band)
            wanted = np.minimum(wanted, np.sqrt(8 * narrow * wavy))
        result = np.maximum(wanted, SMALLEST_STEP)
        return result if isinstance(result, np.ndarray) else float(result)


def _speed(last: Reals, row: Reals) -> float:
    """Canvas pixels a second, averaged over `SPEED_SMOOTHING` seconds."""
    passed = float(row[TIME] - last[TIME])
    if passed <= 0:
        return float(last[SPEED])
    now = math.hypot(row[X] - last[X], row[Y] - last[Y]) / passed
    part = 1 - math.exp(-passed / SPEED_SMOOTHING)
    return float(last[SPEED] + (now - last[SPEED]) * part)
