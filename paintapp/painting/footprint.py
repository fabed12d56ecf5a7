"""The outline of what a brush's tip covers, for the pointer."""

from __future__ import annotations

import math
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from paintapp.painting.bitmaps import Bitmap
from paintapp.painting.brush import Brush

Outline = NDArray[np.float32]
"""(n, 2): the vertices of a closed polygon."""

SIDE = 128
"""Pixels of the longer side at which a bitmap's outline is looked for."""

COVERED = 56
"""From this coverage of 255 on a bitmap counts as covered, once its grain is blurred away."""

MOST_OUTLINES = 24
LEAST_AREA = 0.002
"""Specks smaller than this part of the bitmap are left out."""


def footprint(brush: Brush) -> tuple[Outline, ...]:
    """The outlines of a brush's tip about its centre, in units of its radius, x right and y down.

    It is the tip at full pressure, before sensors turn or squash it.
    """
    return _footprint(brush.tip, round(brush.roundness, 3), round(brush.angle, 1))


@lru_cache(maxsize=32)
def _footprint(tip: Bitmap | None, roundness: float, angle: float) -> tuple[Outline, ...]:
    turn = math.radians(angle)
    cosine, sine = math.cos(turn), math.sin(turn)
    matrix = np.array([[cosine, sine], [-sine * roundness, cosine * roundness]], np.float32)
    return tuple(outline @ matrix for outline in _outlines(tip))


@lru_cache(maxsize=32)
def _outlines(tip: Bitmap | None) -> tuple[Outline, ...]:
    if tip is None:
        angles = np.linspace(0, 2 * np.pi, 72, endpoint=False)
        return (np.stack([np.cos(angles), np.sin(angles)], 1).astype(np.float32),)
    picture = tip.pixels[0]
    scale = SIDE / max(picture.shape)
    size = tuple(max(1, round(side * scale)) for side in reversed(picture.shape))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    framed = cv2.copyMakeBorder(small, 4, 4, 4, 4, cv2.BORDER_CONSTANT, value=0)
    blurred = cv2.GaussianBlur(framed, (0, 0), 1.6)
    covered = (blurred >= COVERED).astype(np.uint8)
    found, _ = cv2.findContours(covered, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    large = [line for line in found if cv2.contourArea(line) >= LEAST_AREA * SIDE * SIDE]
    large.sort(key=cv2.contourArea, reverse=True)
    middle = (np.array(framed.shape[::-1], np.float32) - 1) / 2
    outlines = tuple(
        (cv2.approxPolyDP(line, 0.6, True)[:, 0].astype(np.float32) - middle) * (2 / SIDE)
        for line in large[:MOST_OUTLINES]
    )
    return outlines or _outlines(None)
