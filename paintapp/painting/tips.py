"""Stamps of a brush's tip: round ones from a formula, bitmaps scaled and turned."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from paintapp.document import FULL
from paintapp.document.pixels import Array
from paintapp.painting.bitmaps import Bitmap

Floats = NDArray[np.float32]

SMOOTH_FROM = 1.25
"""Pixels: a soft edge at least this wide falls off along a smoothstep, a narrower one linearly."""


@dataclass(frozen=True, slots=True, eq=False)
class Tip:
    """One stamp: ``cover`` (h, w) uint16 is the coverage of each pixel, 0..65535.

    ``left`` and ``top`` are how many pixels lie left of and above the pixel that holds the centre.
    """

    cover: Array
    left: int
    top: int


@dataclass(frozen=True, slots=True)
class TipShape:
    """What a stamp is made from, the same for all dabs that may share it.

    ``x``, ``y`` are the centre within its pixel, 0 <= x, y < 1; ``angle`` is degrees clockwise.
    ``bitmap`` None is a round tip; otherwise one ``frame`` of it, whose longer side is the
    diameter.
    """

    radius: float
    hardness: float = 1.0
    x: float = 0.0
    y: float = 0.0
    roundness: float = 1.0
    angle: float = 0.0
    mirrored: bool = False
    bitmap: Bitmap | None = None
    frame: int = 0


def falloff(distance: Floats, radius: Floats | float, softness: Floats | float) -> Floats:
    """Coverage 0..1 at a distance from the centre, in place of it: 1 within, 0 outside the radius.

    It falls over a band of ``softness`` pixels inside the radius, or of one pixel across the
    outline where that is wider.
    """
    band = np.maximum(np.asarray(softness, np.float32), np.float32(1))
    outer = radius + (band - softness) * np.float32(0.5)
    np.subtract(np.asarray(outer, np.float32), distance, out=distance)
    distance *= np.float32(1) / band
    np.maximum(distance, 0, out=distance)
    np.minimum(distance, 1, out=distance)
    return distance


def smoothed(cover: Floats) -> Floats:
    """A smoothstep of a coverage 0..1."""
    result: Floats = cover * cover * (np.float32(3) - np.float32(2) * cover)
    return result


def round_tip(shape: TipShape) -> Tip:
    """A round or elliptic tip. One thinner than a pixel is as much fainter as it is thinner."""
    radius, softness = shape.radius, (1 - shape.hardness) * shape.radius
    outer = radius + max(0.0, 1 - softness) / 2
    if shape.roundness >= 1:
        whole = shape.x == shape.y == 0
        margin = math.ceil(outer) if whole else math.floor(outer) + 1
        start = 0 if whole else -margin
        offsets = np.arange(start, margin + (not whole), dtype=np.float32) + np.float32(0.5)
        across, down = ((offsets - np.float32(c)) ** 2 for c in (shape.x, shape.y))
        distance = np.sqrt(down[:, None] + across[None, :])
        cover = falloff(distance, radius, softness)
        left = top = margin
    else:
        turn = math.radians(shape.angle)
        c, s = math.cos(turn), math.sin(turn)
        left = math.floor(math.hypot(outer * c, outer * s * shape.roundness)) + 2
        top = math.floor(math.hypot(outer * s, outer * c * shape.roundness)) + 2
        x = (np.arange(-left, left + 1, dtype=np.float32) + np.float32(0.5 - shape.x))[None, :]
        y = (np.arange(-top, top + 1, dtype=np.float32) + np.float32(0.5 - shape.y))[:, None]
        cover = elliptic(x, y, radius, softness, shape.roundness, c, s)
        whole = False
    if softness >= SMOOTH_FROM:
        cover = smoothed(cover)
    cover *= np.float32(thinness(radius * shape.roundness) * FULL)
    cover += np.float32(0.5)
    stamp: Array = cover.astype(np.uint16)
    if whole:  # the other three quarters mirror it
        stamp = np.concatenate((stamp[::-1], stamp))
        stamp = np.concatenate((stamp[:, ::-1], stamp), axis=1)
    return Tip(stamp, left, top)


def elliptic(
    x: Floats,
    y: Floats,
    radius: Floats | float,
    softness: Floats | float,
    roundness: Floats | float,
    cosine: Floats | float,
    sine: Floats | float,
) -> Floats:
    """Coverage 0..1 of an ellipse, before it is smoothed, at offsets from its centre.

    Distances are measured as on a circle; the edge is smoothed over one pixel by dividing them by
    their gradient.
    """
    along = x * cosine + y * sine
    aside = (y * cosine - x * sine) / roundness
    distance = np.sqrt(along * along + aside * aside)
    steep = aside / roundness
    gradient = np.sqrt(along * along + steep * steep) / np.maximum(distance, np.float32(1e-3))
    band = np.maximum(softness, np.minimum(gradient, np.float32(1) / roundness))
    band = np.maximum(band, np.float32(1e-6))  # in the very centre there is no gradient
    cover = (radius + (band - softness) * np.float32(0.5) - distance) / band
    result: Floats = np.clip(cover, 0, 1)
    return result


def thinness(radius: float) -> float:
    """How strong a tip is that may be thinner than a pixel."""
    return min(1.0, 2 * radius)


def bitmap_tip(shape: TipShape) -> Tip:
    """A bitmap scaled so that its longer side is the diameter, turned, and placed exactly."""
    assert shape.bitmap is not None
    height, width = shape.bitmap.pixels.shape[1:]
    wanted = 2 * max(shape.radius, 0.5) / max(height, width)
    level = max(0, math.floor(math.log2(1 / wanted))) if wanted < 1 else 0
    picture = _reduced(shape.bitmap, shape.frame % shape.bitmap.frames, level)
    scale_x = wanted * width / picture.shape[1]
    scale_y = wanted * height / picture.shape[0] * shape.roundness
    turn = math.radians(shape.angle)
    c, s = math.cos(turn), math.sin(turn)
    half_width = scale_x * picture.shape[1] / 2 + 1
    half_height = scale_y * picture.shape[0] / 2 + 1
    left = math.ceil(abs(half_width * c) + abs(half_height * s)) + 1
    top = math.ceil(abs(half_width * s) + abs(half_height * c)) + 1
    if shape.mirrored:
        picture = picture[:, ::-1]
    middle_x, middle_y = picture.shape[1] / 2 - 0.5, picture.shape[0] / 2 - 0.5
    matrix = np.array([[c * scale_x, -s * scale_y, 0.0], [s * scale_x, c * scale_y, 0.0]])
    matrix[:, 2] = (left + shape.x - 0.5, top + shape.y - 0.5)
    matrix[:, 2] -= matrix[:, :2] @ (middle_x, middle_y)
    cover = cv2.warpAffine(
        np.ascontiguousarray(picture),
        matrix,
        (2 * left + 1, 2 * top + 1),
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=0,
    )
    stamp: Array = cover
    return Tip(stamp, left, top)


@lru_cache(maxsize=64)
def _reduced(bitmap: Bitmap, frame: int, level: int) -> Array:
    """A frame at 16 bits with a transparent rim, halved ``level`` times."""
    picture: Array = bitmap.pixels[frame].astype(np.uint16) * np.uint16(257)
    for _ in range(level):
        height, width = (max(1, (side + 1) // 2) for side in picture.shape)
        picture = cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA)
    return picture
