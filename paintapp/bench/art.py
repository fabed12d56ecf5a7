"""Pictures for the seam bench: drawn in code, the same every time, and crops of bundled art."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from paintapp.resources import resource

SIDE = 320
Picture = NDArray[np.uint8]
Float = NDArray[np.float32]


def flat(seed: int) -> Picture:
    """One colour."""
    colour = np.random.default_rng(seed).integers(30, 230, 3)
    return np.full((SIDE, SIDE, 3), colour, np.uint8)


def gradient(seed: int) -> Picture:
    """Two or three colours that run into each other, straight or from a centre."""
    rng = np.random.default_rng(seed)
    rows, columns = np.mgrid[0:SIDE, 0:SIDE].astype(np.float32) / SIDE
    angle = rng.random() * 2 * np.pi
    along = (columns - 0.5) * np.cos(angle) + (rows - 0.5) * np.sin(angle) + 0.5
    if seed % 2:
        x, y = rng.random(2)
        along = np.hypot(columns - x, rows - y)
    stops = rng.integers(20, 236, (3, 3)).astype(np.float32)
    channels = [np.interp(along, (0.0, 0.5, 1.0), stops[:, channel]) for channel in range(3)]
    return _picture(np.stack(channels, axis=-1))


def texture(seed: int) -> Picture:
    """Grain, weave, foliage or stone: irregular, with the same statistics everywhere."""
    rng = np.random.default_rng(seed)
    base, other = rng.integers(40, 216, (2, 3)).astype(np.float32)
    amount = np.zeros((SIDE, SIDE), np.float32)
    kind = seed % 4
    for sigma, weight in ((1.0, 0.6), (3.0, 1.0), (8.0, 0.6)):
        noise = rng.standard_normal((SIDE, SIDE)).astype(np.float32)
        across = (sigma, sigma) if kind in (0, 3) else (sigma * 4, sigma / 2)
        soft = np.asarray(cv2.GaussianBlur(noise, (0, 0), sigmaX=across[0], sigmaY=across[1]))
        amount += np.asarray(weight * soft / soft.std(), np.float32)
    if kind == 2:
        amount = np.asarray((amount + amount.T) / 2, np.float32)
    if kind == 3:
        amount = np.asarray(np.abs(amount) * 1.6 - 1.2, np.float32)
    share = 1 / (1 + np.exp(-1.3 * amount[..., None]))
    return _picture(base + (other - base) * share * 0.7)


def line_art(seed: int) -> Picture:
    """Ink strokes and outlines on paper, some of them filled."""
    rng = np.random.default_rng(seed)
    scale = 4
    paper = np.full((SIDE * scale, SIDE * scale, 3), rng.integers(225, 256, 3), np.uint8)
    for index in range(10):
        centre = rng.integers(0, SIDE, 2) * scale
        size = rng.integers(20, 90, 2) * scale
        turn = int(rng.integers(0, 180))
        if index % 3 == 0:
            colour = tuple(int(value) for value in rng.integers(90, 250, 3))
            cv2.ellipse(paper, centre, size, turn, 0, 360, colour, -1, cv2.LINE_AA)
        width = int(rng.integers(2, 5)) * scale
        cv2.ellipse(paper, centre, size, turn, 0, 360, (25, 22, 30), width, cv2.LINE_AA)
    for _ in range(6):
        points = np.cumsum(rng.integers(-50, 51, (12, 2)), axis=0) + rng.integers(60, 260, 2)
        curve = _curve(points.astype(np.float32)) * scale
        cv2.polylines(paper, [curve.astype(np.int32)], False, (25, 22, 30), 2 * scale, cv2.LINE_AA)
    return np.asarray(cv2.resize(paper, (SIDE, SIDE), interpolation=cv2.INTER_AREA), np.uint8)


def painted(seed: int) -> Picture:
    """Soft and bristly brush strokes over a landscape's colours."""
    rng = np.random.default_rng(seed)
    sky, ground = rng.integers(110, 230, 3), rng.integers(40, 150, 3)
    rows = np.linspace(0, 1, SIDE, dtype=np.float32)[:, None, None]
    picture = sky + (ground - sky) * np.clip((rows - 0.45) * 6, 0, 1)
    picture = np.broadcast_to(picture, (SIDE, SIDE, 3)).astype(np.float32)
    for index in range(90):
        radius = float(rng.uniform(4, 22))
        start = rng.integers(0, SIDE, 2)
        points = np.cumsum(rng.normal(0, 16, (5, 2)), axis=0) + start
        cover = np.zeros((SIDE, SIDE), np.uint8)
        curve = _curve(points.astype(np.float32)).astype(np.int32)
        cv2.polylines(cover, [curve], False, 255, max(1, int(radius)), cv2.LINE_AA)
        soft = np.asarray(cv2.GaussianBlur(cover, (0, 0), radius / 5), np.float32) / 255
        if index % 2:
            bristles = rng.random((SIDE, 1) if index % 4 == 1 else (1, SIDE)).astype(np.float32)
            soft *= 0.6 + 0.4 * np.asarray(cv2.GaussianBlur(bristles, (0, 0), 1.0)).reshape(
                bristles.shape
            )
        y = min(SIDE - 1, max(0, int(start[1])))
        colour = picture[y, min(SIDE - 1, int(start[0]))] + rng.normal(0, 38, 3)
        picture += (colour - picture) * soft[..., None] * 0.8
    return _picture(picture)


@cache
def _sketch() -> Picture:
    with Image.open(resource("sketches/welcome.png")) as image:
        return np.asarray(image.convert("RGB"), np.uint8)


def bundled(seed: int) -> Picture:
    """A part of the sketch that travels with the program."""
    sketch = _sketch()
    height, width = sketch.shape[:2]
    side = min(height, width) * 2 // 3
    rng = np.random.default_rng(seed)
    x, y = int(rng.integers(0, width - side + 1)), int(rng.integers(0, height - side + 1))
    part = sketch[y : y + side, x : x + side]
    method = cv2.INTER_AREA if side > SIDE else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(part, (SIDE, SIDE), interpolation=method), np.uint8)


ART: dict[str, Callable[[int], Picture]] = {
    "flat": flat,
    "gradient": gradient,
    "texture": texture,
    "line art": line_art,
    "painted": painted,
    "bundled": bundled,
}


def _curve(points: Float) -> Float:
    """A smooth line through the neighbourhood of some points: Chaikin's corner cutting, thrice."""
    for _ in range(3):
        first, second = points[:-1], points[1:]
        cut = np.stack([first * 0.75 + second * 0.25, first * 0.25 + second * 0.75], axis=1)
        points = cut.reshape(-1, 2)
    return points


def _picture(values: NDArray[np.generic]) -> Picture:
    return np.asarray(np.clip(np.rint(values), 0, 255), np.uint8)
