"""What a brush looks like: a stroke that swells with pressure, drawn by the engine itself."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from paintapp.document import FULL, TILE, Pixels, Rect
from paintapp.document.pixels import Array
from paintapp.painting.brush import Brush
from paintapp.painting.colour import Colour
from paintapp.painting.path import PenPoint
from paintapp.painting.stroke import Stroke

LARGEST_PART = 0.30
"""Radius of the largest brush shown, as a part of the picture's height."""

SECONDS = 1.2
"""How long the hand takes for the stroke."""

BANDS: tuple[Colour, ...] = (
    (0xC9C9, 0x3E3E, 0x3A3A),
    (0xE8E8, 0xB0B0, 0x3C3C),
    (0x3A3A, 0x8282, 0xB9B9),
    (0xE6E6, 0xE2E2, 0xD8D8),
)
"""Wet paint for brushes that pick it up, straight 0..65535."""


def preview(
    brush: Brush,
    width: int,
    height: int,
    colour: Colour = (0, 0, 0),
    *,
    dabs: bool = False,
    points: bool = True,
    largest: float = LARGEST_PART,
) -> Array:
    """(height, width, 4) uint16 premultiplied: an S-shaped stroke, thin at both ends.

    A brush too large for the picture is drawn smaller, with its grain. With ``dabs`` three single
    dabs follow it, each pressed harder. Brushes that pick up paint get stripes of it to cross, and
    erasers a strip of ``colour`` to clear; that alone is drawn without ``points``.
    """
    fitted = fitting(brush, (min(height, width / 6) if dabs else height) * largest)
    plane = _ground(brush, width, height, colour)
    bounds = Rect(0, 0, width, height)
    reach = min(fitted.radius * (1 + fitted.scatter), height * 0.4)
    room = min(height, width / 6)
    length = width - (2.1 * room if dabs else 0)
    strokes = [s_stroke(length, height, reach)]
    if dabs:
        for number, pressure in enumerate((0.35, 0.65, 1.0)):
            x = width - (1.75 - 0.66 * number) * room
            strokes.append((PenPoint(x, height / 2, pressure),))
    for pen in strokes if points else ():
        stroke = Stroke(plane, fitted, colour, bounds=bounds)
        plane = plane.with_tiles(stroke.moves(pen))
        plane = plane.with_tiles(stroke.finish())
    return _array(plane, width, height)


def fitting(brush: Brush, radius: float) -> Brush:
    """The brush no larger than a radius in pixels; scattered dabs count as part of it."""
    wanted = radius / (1 + 0.5 * brush.scatter)
    if brush.radius <= wanted:
        return brush
    part = wanted / brush.radius
    grain = max(0.12, brush.grain_scale * math.sqrt(part))
    return replace(brush, radius=wanted, grain_scale=grain)


def s_stroke(width: float, height: float, reach: float) -> Sequence[PenPoint]:
    """Pen points from left to right, ``reach`` from the edges; pressure rises, then falls."""
    margin = min(reach + 4, width / 4)
    swing = max(0.0, min(height * 0.24, height / 2 - reach))
    count = max(24, round(width / 5))
    points = []
    for index in range(count + 1):
        part = index / count
        x = margin + part * (width - 2 * margin)
        y = height / 2 - swing * math.sin(2 * math.pi * part)
        pressure = max(0.02, math.sin(math.pi * part) ** 0.8)
        points.append(PenPoint(x, y, pressure, time=SECONDS * part))
    return points


def _ground(brush: Brush, width: int, height: int, colour: Colour) -> Pixels:
    """What the stroke is drawn on."""
    empty = Pixels(4)
    if not (brush.erase or brush.wet):
        return empty
    picture = np.zeros((height, width, 4), np.uint16)
    top, bottom = round(height * 0.08), round(height * 0.92)
    if brush.erase:
        picture[top:bottom, :, :3] = colour
        picture[top:bottom, :, 3] = FULL
        return Pixels.from_array(picture)
    band = max(6, round(height * 0.22))
    for number, left in enumerate(range(band, width - band, 2 * band)):
        stripe = picture[top:bottom, left : left + band]
        stripe[..., :3] = BANDS[number % len(BANDS)]
        stripe[..., 3] = FULL
    return Pixels.from_array(cv2.GaussianBlur(picture, (0, 0), 0.7))


def _array(plane: Pixels, width: int, height: int) -> Array:
    picture = np.zeros((height, width, 4), np.uint16)
    for column, row in plane.tiles:
        left, top = column * TILE, row * TILE
        part = picture[max(top, 0) : top + TILE, max(left, 0) : left + TILE]
        if left >= 0 and top >= 0 and part.size:
            part[...] = plane.tiles[column, row][: part.shape[0], : part.shape[1]]
    return picture
