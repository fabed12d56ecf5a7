"""Where the eye goes: how far each part of a picture stands out from its border.

Two measures are added. The minimum barrier distance (Zhang et al., "Minimum Barrier Salient Object
Detection at 80 FPS", 2015) says by how much colours change at least on a way from the border to a
pixel. The distance from the border's own colours (a Mahalanobis distance for each side, the side
that differs most being left out: a subject may touch one) says how unlike it is.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

ROUNDS = 3
"""How often the four sweeps of the barrier distance are repeated; more change next to nothing."""


def salience(picture: NDArray[np.uint8]) -> Floats:
    """How much each pixel of a small picture, (h, w, 3) RGB uint8, stands out: (h, w), 0..1.

    Takes time in proportion to the sides' product; 160 pixels a side are plenty. A picture of one
    colour is 0 throughout.
    """
    lab = cv2.cvtColor(picture.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    lab = cv2.GaussianBlur(lab, (0, 0), 0.8)
    found = _stretched(_barrier(lab)) + _stretched(_unlike_border(lab))
    # The root keeps the paler parts of a subject beside its most glaring one.
    out: Floats = np.sqrt(_stretched(cv2.GaussianBlur(found, (0, 0), 1.0)))
    return out


def _barrier(lab: Floats) -> Floats:
    """The least range of values on a way to the border, summed over channels: (h, w)."""
    highest, lowest = lab.copy(), lab.copy()
    distance = np.full_like(lab, np.inf)
    distance[[0, -1]] = 0
    distance[:, [0, -1]] = 0
    for _ in range(ROUNDS):
        for turned in (False, True):
            for step in (1, -1):
                planes = [lab, highest, lowest, distance]
                if turned:
                    planes = [plane.transpose(1, 0, 2) for plane in planes]
                _sweep(*(plane[::step] for plane in planes))
    out: Floats = distance.sum(axis=2, dtype=np.float32)
    return out


def _sweep(values: Floats, highest: Floats, lowest: Floats, distance: Floats) -> None:
    """Carry ways from each row to the next; changes the last three arrays."""
    for row in range(1, len(values)):
        high = np.maximum(highest[row - 1], values[row])
        low = np.minimum(lowest[row - 1], values[row])
        reach = high - low
        better = reach < distance[row]
        np.copyto(distance[row], reach, where=better)
        np.copyto(highest[row], high, where=better)
        np.copyto(lowest[row], low, where=better)


def _unlike_border(lab: Floats) -> Floats:
    """How far colours are from those of three of the four sides: (h, w)."""
    height, width = lab.shape[:2]
    depth = max(1, min(height, width) // 10)
    sides = (lab[:depth], lab[-depth:], lab[:, :depth], lab[:, -depth:])
    distances = []
    for side in sides:
        colours = side.reshape(-1, 3)
        mean = colours.mean(axis=0)
        spread = np.atleast_2d(np.cov(colours.T)) + 4.0 * np.eye(3)  # two steps of L, a and b
        away = lab - mean
        squares = np.einsum("hwi,ij,hwj->hw", away, np.linalg.inv(spread), away, optimize=True)
        distances.append(np.sqrt(np.maximum(squares, 0)))
    stacked = np.stack(distances)
    out: Floats = (stacked.sum(axis=0) - stacked.max(axis=0)).astype(np.float32)
    return out


def _stretched(values: Floats) -> Floats:
    """Values from their lowest to (nearly) their highest as 0..1."""
    low, high = float(values.min()), float(np.percentile(values, 99.5))
    if high - low < 1e-3:
        return np.zeros_like(values)
    out: Floats = np.clip((values - low) / (high - low), 0, 1).astype(np.float32)
    return out
