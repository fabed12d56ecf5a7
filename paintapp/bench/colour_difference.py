"""CIEDE2000: how different two colours look."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def ciede2000(first: Array, second: Array) -> Array:
    """The CIEDE2000 colour difference of two arrays of CIE L*a*b* colours, (..., 3) -> (...).

    After Sharma, Wu and Dalal, The CIEDE2000 Color-Difference Formula: Implementation Notes,
    Supplementary Test Data, and Mathematical Observations, Color Research and Application 30(1),
    2005, equations 2 to 22, with the parametric weights kL = kC = kH = 1.
    """
    l1, a1, b1 = np.moveaxis(np.asarray(first, np.float64), -1, 0)
    l2, a2, b2 = np.moveaxis(np.asarray(second, np.float64), -1, 0)
    chroma = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    g = 0.5 * (1 - np.sqrt(chroma**7 / (chroma**7 + 25.0**7)))
    a1, a2 = (1 + g) * a1, (1 + g) * a2
    c1, c2 = np.hypot(a1, b1), np.hypot(a2, b2)
    h1 = np.degrees(np.arctan2(b1, a1)) % 360
    h2 = np.degrees(np.arctan2(b2, a2)) % 360

    grey = c1 * c2 == 0
    turn = h2 - h1
    turn = np.where(turn > 180, turn - 360, np.where(turn < -180, turn + 360, turn))
    turn = np.where(grey, 0.0, turn)
    dl, dc = l2 - l1, c2 - c1
    dh = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn / 2))

    lightness, c = (l1 + l2) / 2, (c1 + c2) / 2
    apart = np.abs(h1 - h2) > 180
    total = h1 + h2
    h = np.where(apart, np.where(total < 360, total + 360, total - 360), total) / 2
    h = np.where(grey, total, h)
    t = (
        1
        - 0.17 * np.cos(np.radians(h - 30))
        + 0.24 * np.cos(np.radians(2 * h))
        + 0.32 * np.cos(np.radians(3 * h + 6))
        - 0.20 * np.cos(np.radians(4 * h - 63))
    )
    rotation = 30 * np.exp(-np.square((h - 275) / 25))
    rc = 2 * np.sqrt(c**7 / (c**7 + 25.0**7))
    square = np.square(lightness - 50)
    sl = 1 + 0.015 * square / np.sqrt(20 + square)
    sc, sh = 1 + 0.045 * c, 1 + 0.015 * c * t
    rt = -np.sin(np.radians(2 * rotation)) * rc
    difference: Array = np.sqrt(
        np.square(dl / sl) + np.square(dc / sc) + np.square(dh / sh) + rt * (dc / sc) * (dh / sh)
    )
    return difference
