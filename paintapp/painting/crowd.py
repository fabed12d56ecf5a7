"""Many small dabs at once: at these sizes the cost of a dab is that of calling for it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from paintapp.document import FULL
from paintapp.document.pixels import Array
from paintapp.painting.dabs import Dabs, Reals
from paintapp.painting.tips import SMOOTH_FROM, Floats, elliptic, falloff, smoothed

ONE = 5456
"""What stands for 1 in sums of logarithms: 12 is then nearly the largest 16-bit number, and
65535 (1 - exp(-12)) rounds to 65535."""

FULL_SUM = 12 * ONE
"""A sum from which on coverage is full. Sums stay at the largest number once they are there."""

LARGEST_PART = 1 - math.exp(-12)
"""Of a dab's coverage, so that its logarithm is not too large."""

CROWD = 96
"""Dabs that are made at once."""

Sums = NDArray[np.uint32]

PROFILE = 8192
"""Steps of a table of the fall-off, over the square of the distance."""


@dataclass(frozen=True, slots=True, eq=False)
class Crowd:
    """Some dabs in one picture, its first pixel at (``column``, ``row``) of the canvas.

    ``stamp`` (h, w) uint16 is the largest coverage, or sums of logarithms of dabs that melt.
    """

    stamp: Array
    column: int
    row: int


def log_cover(cover: Array, amount: float) -> Array:
    """-log(1 - amount c) of a coverage (h, w) 0..65535, in units of 1 / `ONE`."""
    return _logs(cover * np.float32(-amount / FULL)).astype(np.uint16)


def crowds(
    dabs: Dabs, which: NDArray[np.bool_], amount: Reals | float, melting: bool
) -> Iterator[Crowd]:
    """Some of the dabs, each as strong as its ``amount`` 0..1, in a few pictures."""
    chosen = np.flatnonzero(which)
    radius = dabs.each("radius")
    for start in range(0, len(chosen), CROWD):
        yield from _crowd(dabs, chosen[start : start + CROWD], radius, amount, melting)


def _crowd(
    dabs: Dabs, index: NDArray[np.intp], radii: Reals, amount: Reals | float, melting: bool
) -> Iterator[Crowd]:
    x, y, radius = dabs.x[index], dabs.y[index], radii[index].astype(np.float32)
    columns, rows = np.floor(x), np.floor(y)
    left, top = int(columns.min()), int(rows.min())
    softness = ((1 - _of(dabs.values["hardness"], index)) * radius).astype(np.float32)
    # Pixels further from that of the centre have their own centres outside the dab.
    outer = radius + np.maximum(1 - softness, 0) * np.float32(0.5)
    margin = max(1, math.ceil(float(outer.max()) - 0.5))
    side = 2 * margin + 1
    width, height = int(columns.max()) - left + side, int(rows.max()) - top + side
    if width * height > 8192 + 4 * len(index) * side * side and len(index) > 1:
        half = len(index) // 2  # far apart: two smaller pictures
        yield from _crowd(dabs, index[:half], radii, amount, melting)
        yield from _crowd(dabs, index[half:], radii, amount, melting)
        return
    offsets = np.arange(-margin, margin + 1, dtype=np.float32) + np.float32(0.5)
    across = offsets[None, :] - (x - columns).astype(np.float32)[:, None]
    down = offsets[None, :] - (y - rows).astype(np.float32)[:, None]
    values = _values(dabs, index, radius, softness, across, down, amount, melting)
    places = (rows.astype(np.intp) - top) * width + (columns.astype(np.intp) - left)
    within = np.arange(side)[:, None] * width + np.arange(side)
    at = (places[:, None, None] + within).ravel()
    if melting:
        sums = np.zeros(width * height, np.uint32)
        np.add.at(sums, at, values.ravel())
        stamp = np.minimum(sums, FULL).astype(np.uint16)
    else:
        stamp = np.zeros(width * height, np.uint16)
        np.maximum.at(stamp, at, values.ravel())
    yield Crowd(stamp.reshape(height, width), left - margin, top - margin)


def _values(
    dabs: Dabs,
    index: NDArray[np.intp],
    radius: Floats,
    softness: Floats,
    across: Floats,
    down: Floats,
    amount: Reals | float,
    melting: bool,
) -> Array | Sums:
    """What each dab adds, (n, side, side)."""
    hardness, roundness = dabs.values["hardness"], dabs.values["roundness"]
    plain = isinstance(roundness, float) and roundness >= 1
    softest = float(softness.min())
    steady = isinstance(hardness, float) and isinstance(amount, float)
    if plain and steady and melting and softest >= SMOOTH_FROM:
        assert isinstance(hardness, float) and isinstance(amount, float)
        square = (down * down)[:, :, None] + (across * across)[:, None, :]
        square *= (np.float32(PROFILE) / (radius * radius))[:, None, None]
        return _profile(hardness, amount).take(square.astype(np.intp), mode="clip")
    flat = radius[:, None, None]
    soft = softness[:, None, None]
    if plain:
        square = (down * down)[:, :, None] + (across * across)[:, None, :]
        cover = falloff(np.sqrt(square, out=square), flat, soft)
        narrow = radius
    else:
        rounds = _of(roundness, index).astype(np.float32)
        turn = np.radians(_of(dabs.values["angle"], index)).astype(np.float32)
        cover = elliptic(
            *(across[:, None, :], down[:, :, None], flat, soft, rounds[:, None, None]),
            *(np.cos(turn)[:, None, None], np.sin(turn)[:, None, None]),
        )
        narrow = radius * rounds
    if softness.max() >= SMOOTH_FROM:
        smooth = smoothed(cover)
        cover = smooth if softest >= SMOOTH_FROM else np.where(soft >= SMOOTH_FROM, smooth, cover)
    strength = np.minimum(1, 2 * narrow) * _of(amount, index).astype(np.float32)
    strength = strength.astype(np.float32)
    if melting:
        cover *= -strength[:, None, None]
        return _logs(cover)
    cover *= (strength * np.float32(FULL))[:, None, None]
    cover += np.float32(0.5)
    result: Array = cover.astype(np.uint16)
    return result


def _logs(minus: Floats) -> Sums:
    """-log(1 + minus) in units of 1 / `ONE`, of -1..0, which is overwritten."""
    np.maximum(minus, np.float32(-LARGEST_PART), out=minus)
    np.log1p(minus, out=minus)
    minus *= np.float32(-ONE)
    minus += np.float32(0.5)
    return minus.astype(np.uint32)


def _of(values: Reals | float, index: NDArray[np.intp]) -> Reals:
    return np.full(len(index), values) if isinstance(values, float) else values[index]


@lru_cache(maxsize=32)
def _profile(hardness: float, amount: float) -> Sums:
    """`log_cover` of a soft round dab over the square of the distance, 1 at the radius."""
    square = (np.arange(PROFILE + 1) + 0.5) / PROFILE
    fall = np.clip((1 - np.sqrt(square)) / (1 - hardness), 0, 1)
    cover = fall * fall * (3 - 2 * fall)
    logs = -np.log1p(-np.minimum(cover * amount, LARGEST_PART))
    table: Sums = np.rint(logs * ONE).astype(np.uint32)
    table[-1] = 0
    return table
