"""What pictures are made of: noise, distances and shapes with smooth edges."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.float32]
"""(side, side) values 0..1."""

FINER = 4
"""Shapes are drawn this many times larger and then reduced, which smooths their edges."""


def noise(side: int, seed: int, low: float, high: float, stretch: float = 1.0) -> Grey:
    """Seamless noise with features between ``low`` and ``high`` pixels, mean 0, deviation 1.

    ``stretch`` lengthens the features sideways.
    """
    rng = np.random.default_rng(seed)
    across = np.fft.fftfreq(side)[None, :] * stretch
    down = np.fft.fftfreq(side)[:, None]
    frequency = np.hypot(across, down)
    band = np.exp(-((frequency * low) ** 2)) - np.exp(-((frequency * high) ** 2))
    field = np.fft.ifft2(np.fft.fft2(rng.standard_normal((side, side))) * band).real
    return ((field - field.mean()) / field.std()).astype(np.float32)


def equalised(field: Grey) -> Grey:
    """The same order of values, spread evenly over 0..1: thresholds keep their share of pixels."""
    ranks = field.ravel().argsort(kind="stable").argsort(kind="stable")
    return (ranks.reshape(field.shape) / (field.size - 1)).astype(np.float32)


def step(field: Grey, low: float, high: float) -> Grey:
    """0 below ``low``, 1 above ``high``, smooth between."""
    part = np.clip((field - low) / (high - low), 0, 1)
    return (part * part * (3 - 2 * part)).astype(np.float32)


def polar(side: int) -> tuple[Grey, Grey]:
    """Distance from the centre as a part of half the side, and angle in radians."""
    place = (np.arange(side, dtype=np.float32) + 0.5) / (side / 2) - 1
    x, y = np.meshgrid(place, place)
    return np.hypot(x, y).astype(np.float32), np.arctan2(y, x).astype(np.float32)


def wobbly(side: int, seed: int, depth: float, detail: float) -> Grey:
    """Distance from the centre, 1 at the outline of an uneven disc."""
    distance, _ = polar(side)
    return distance * (1 + depth * noise(side, seed, side / detail, side / 2)) / (1 - depth)


def polygon(side: int, outlines: Sequence[Sequence[tuple[float, float]]], value: float = 1) -> Grey:
    """Filled outlines; coordinates are 0..1."""
    fine = np.zeros((side * FINER, side * FINER), np.uint8)
    for outline in outlines:
        points = np.array([[(x * side * FINER, y * side * FINER) for x, y in outline]])
        cv2.fillPoly(
            fine, np.round(points * 16).astype(np.int32), round(255 * value), cv2.LINE_AA, 4
        )
    return reduced(fine)


def reduced(fine: NDArray[np.uint8]) -> Grey:
    side = fine.shape[0] // FINER
    return (cv2.resize(fine, (side, side), interpolation=cv2.INTER_AREA) / 255).astype(np.float32)


def dots(side: int, places: Sequence[tuple[float, float, float, float]]) -> Grey:
    """Discs (x, y, radius, value), all 0..1; the largest value counts."""
    fine = np.zeros((side * FINER, side * FINER), np.uint8)
    scale = side * FINER
    for x, y, radius, value in sorted(places, key=lambda place: place[3]):
        centre = (round(x * scale * 16), round(y * scale * 16))
        cv2.circle(fine, centre, round(radius * scale * 16), round(255 * value), -1, cv2.LINE_AA, 4)
    return reduced(fine)
