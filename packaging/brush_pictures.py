"""Draws the pictures that brushes use: tips and grains, into resources/brushes.

Run it after changing a drawing: ``python packaging/brush_pictures.py [NAME ...]``. Randomness is
seeded, so the same code draws the same pictures. Grains repeat without a seam.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.float32]
"""(side, side) values 0..1."""

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "brushes"
FINER = 4
"""Shapes are drawn this many times larger and then reduced, which smooths their edges."""


# Fields


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


def turned(shape: Grey, degrees: float, scale: float = 1.0, x: float = 0, y: float = 0) -> Grey:
    """A shape turned about its middle, scaled and moved by parts of the side."""
    side = shape.shape[0]
    matrix = cv2.getRotationMatrix2D(((side - 1) / 2, (side - 1) / 2), degrees, scale)
    matrix[:, 2] += (x * side, y * side)
    moved: Grey = cv2.warpAffine(shape, matrix, (side, side), flags=cv2.INTER_AREA)
    return moved


# Grains: 1 where the paper stands out and takes paint first


def paper() -> Grey:
    return equalised(noise(256, 1, 1.6, 5) + 0.45 * noise(256, 2, 4, 14))


def rough_paper() -> Grey:
    hills = noise(512, 3, 7, 22) + 0.35 * noise(512, 4, 2, 6)
    return equalised(hills)


def weave(side: int, threads: int, seed: int, unevenness: float) -> Grey:
    place = np.arange(side) / side * threads
    shift = noise(side, seed, side / 24, side / 3) * unevenness
    drift = noise(side, seed + 1, side / 24, side / 3) * unevenness
    x, y = place[None, :] + shift, place[:, None] + drift
    warp = np.abs(np.sin(np.pi * x)) ** 0.7
    weft = np.abs(np.sin(np.pi * y)) ** 0.7
    over = (np.floor(x) + np.floor(y)) % 2
    along_x, along_y = np.abs(np.sin(np.pi * x / 1)), np.abs(np.sin(np.pi * y / 1))
    cloth = np.where(over > 0.5, warp * (0.55 + 0.45 * along_y), weft * (0.55 + 0.45 * along_x))
    return equalised((cloth + 0.10 * noise(side, seed + 2, 1.5, 6)).astype(np.float32))


def canvas() -> Grey:
    return weave(256, 32, 5, 0.05)


def linen() -> Grey:
    return weave(512, 128, 8, 0.28)


def chalk_grit() -> Grey:
    return equalised(
        noise(256, 11, 1.1, 3) + 0.8 * noise(256, 12, 3, 9) + 0.5 * noise(256, 13, 9, 30)
    )


def clouds() -> Grey:
    octaves = [noise(512, 20 + i, 2.0 ** (i + 1), 2.0 ** (i + 2.5)) * 1.8**i for i in range(6)]
    return equalised(np.sum(octaves, axis=0).astype(np.float32))


def fibres() -> Grey:
    return equalised(noise(512, 31, 2, 12, 14) + 0.5 * noise(512, 32, 5, 40, 8))


def concrete() -> Grey:
    base = noise(512, 35, 1.2, 4) * 0.5 + noise(512, 36, 6, 40)
    pits = equalised(noise(512, 37, 3, 9))
    return equalised((base - 6 * step(pits, 0.9, 0.97)).astype(np.float32))


def halftone() -> Grey:
    place = np.arange(256) / 256 * 24
    x, y = np.meshgrid(place, place)
    return ((np.cos(np.pi * (x + y)) + np.cos(np.pi * (x - y))) / 4 + 0.5).astype(np.float32)


def hatching() -> Grey:
    place = np.arange(256) / 256
    x, y = np.meshgrid(place, place)
    waver = 0.07 * noise(256, 41, 40, 160)
    lines = np.cos(2 * np.pi * (26 * (x + y) + waver))
    return equalised((lines + 0.25 * noise(256, 42, 2.5, 9)).astype(np.float32))


def sponge_holes() -> Grey:
    cells = np.abs(noise(512, 45, 8, 30)) + 0.25 * np.abs(noise(512, 46, 3, 10))
    return equalised(cells.astype(np.float32))


# Tips: 1 where a stamp covers


def pencil_tip() -> Grey:
    ragged = wobbly(128, 51, 0.06, 5)
    grit = equalised(noise(128, 52, 1.4, 5))
    return step(1 - ragged, 0.0, 0.35) * (0.35 + 0.65 * step(grit, 0.25, 0.6))


def charcoal_tip() -> Grey:
    ragged = wobbly(192, 54, 0.09, 7)
    grit = equalised(noise(192, 55, 1.6, 7) + 0.8 * noise(192, 56, 5, 20))
    return step(1 - ragged, 0.02, 0.22) * step(grit, 0.30, 0.62)


def chalk_tip() -> Grey:
    side = 192
    place = (np.arange(side) + 0.5) / side * 2 - 1
    x, y = np.meshgrid(place, place)
    box = np.maximum(np.abs(x) / 0.92, np.abs(y) / 0.58)
    box = box * (1 + 0.06 * noise(side, 58, 7, 40))
    grit = equalised(noise(side, 59, 1.8, 6) + noise(side, 60, 6, 24))
    return step((1 - box).astype(np.float32), 0.0, 0.08) * step(grit, 0.28, 0.55)


def crayon_tip() -> Grey:
    ragged = wobbly(160, 62, 0.05, 4)
    grit = equalised(noise(160, 63, 2.2, 8))
    return step(1 - ragged, 0.0, 0.12) * (0.25 + 0.75 * step(grit, 0.32, 0.5))


def bristles(seed: int, count: int, flat: float, thick: tuple[float, float]) -> Grey:
    """Ends of hairs within an ellipse of height ``flat`` beside width 1."""
    rng = np.random.default_rng(seed)
    places: list[tuple[float, float, float, float]] = []
    while len(places) < count:
        x, y = rng.uniform(-1, 1, 2)
        if x * x + y * y > 1:
            continue
        radius = rng.uniform(*thick)
        value = rng.uniform(0.35, 1.0)
        places.append((0.5 + 0.46 * x, 0.5 + 0.46 * y * flat, radius, value))
    return dots(256, places)


def round_bristles() -> Grey:
    soft = cv2.GaussianBlur(bristles(65, 190, 1.0, (0.008, 0.022)), (0, 0), 1.2)
    distance, _ = polar(256)
    return np.clip(soft + 0.18 * step(1 - distance, 0, 0.3), 0, 1)


def flat_bristles() -> Grey:
    soft = cv2.GaussianBlur(bristles(66, 150, 0.24, (0.008, 0.020)), (0, 0), 1.2)
    return np.clip(1.1 * soft, 0, 1)


def dry_bristles() -> Grey:
    return cv2.GaussianBlur(bristles(67, 46, 0.30, (0.005, 0.013)), (0, 0), 0.9)


def hair_ends() -> Grey:
    return dots(128, [(x, y, 0.035, v) for x, y, v in (
        (0.16, 0.44, 1.0), (0.30, 0.57, 0.8), (0.43, 0.40, 1.0), (0.55, 0.60, 0.9),
        (0.68, 0.46, 1.0), (0.80, 0.55, 0.75), (0.90, 0.42, 0.9))])  # fmt: skip


def knife() -> Grey:
    side = 256
    place = (np.arange(side) + 0.5) / side * 2 - 1
    x, y = np.meshgrid(place, place)
    box = np.maximum(np.abs(x) / 0.97, np.abs(y) / 0.16)
    ridge = equalised(noise(side, 70, 1.2, 8, 2.2).mean(axis=0, keepdims=True).repeat(side, 0))
    return step((1 - box).astype(np.float32), 0.0, 0.15) * (0.35 + 0.65 * ridge)


def sponge() -> Grey:
    ragged = wobbly(256, 72, 0.09, 4)
    holes = equalised(noise(256, 73, 14, 44) + 0.3 * noise(256, 74, 4, 12))
    return step(1 - ragged, 0.02, 0.25) * step(holes, 0.42, 0.58)


def spatter() -> Grey:
    rng = np.random.default_rng(76)
    places = []
    for _ in range(90):
        distance, angle = abs(rng.normal(0, 0.23)), rng.uniform(0, 2 * math.pi)
        if distance > 0.46:
            continue
        size = 0.004 + 0.022 * rng.random() ** 4 + 0.012 * rng.random() * (distance < 0.2)
        places.append(
            (0.5 + distance * math.cos(angle), 0.5 + distance * math.sin(angle), size, 1.0)
        )
    return dots(256, places)


def splash() -> Grey:
    side = 256
    distance, angle = polar(side)
    rng = np.random.default_rng(78)
    outline = np.full_like(distance, 0.34)
    for _ in range(15):
        towards, width, reach = (
            rng.uniform(-math.pi, math.pi),
            rng.uniform(0.05, 0.16),
            rng.uniform(0.06, 0.5),
        )
        apart = np.abs(np.angle(np.exp(1j * (angle - towards))))
        outline = outline + reach * np.exp(-((apart / width) ** 2)) * 0.62
    blot = step((outline - distance).astype(np.float32), -0.012, 0.012)
    drops = []
    for _ in range(26):
        far, towards = rng.uniform(0.28, 0.48), rng.uniform(0, 2 * math.pi)
        drops.append(
            (
                0.5 + far * math.cos(towards),
                0.5 + far * math.sin(towards),
                rng.uniform(0.004, 0.016),
                1.0,
            )
        )
    return np.maximum(blot, dots(side, drops))


def wash() -> Grey:
    """A puddle: pale within, darker along its shore."""
    ragged = wobbly(256, 80, 0.05, 2.6)
    inside = step(1 - ragged, 0.0, 0.035)
    shore = np.exp(-((((1 - ragged) - 0.05) / 0.045) ** 2))
    mottled = 0.07 * noise(256, 81, 24, 90)
    return np.clip(inside * (0.50 + 0.38 * shore + mottled), 0, 1).astype(np.float32)


def bloom() -> Grey:
    """A soft puddle that has run at its edge."""
    ragged = wobbly(256, 83, 0.10, 4)
    mottled = equalised(noise(256, 84, 30, 120))
    return step(1 - ragged, 0.0, 0.55) * (0.5 + 0.5 * mottled)


def block() -> Grey:
    return polygon(128, [((0.06, 0.06), (0.94, 0.06), (0.94, 0.94), (0.06, 0.94))])


def chisel() -> Grey:
    fine = np.zeros((128 * FINER, 128 * FINER), np.uint8)
    start, end = (round(0.11 * 512), 256), (round(0.89 * 512), 256)
    cv2.line(fine, start, end, 255, round(0.17 * 512), cv2.LINE_AA)
    return reduced(fine)


def soft_cloud() -> Grey:
    distance, _ = polar(256)
    puffs = equalised(clouds()[:256, :256])
    return step(1 - distance, 0.0, 0.75) * step(puffs * (1.15 - 0.5 * distance), 0.22, 0.85)


def leaf() -> Grey:
    side = 256

    def half(sign: float) -> list[tuple[float, float]]:
        return [
            (
                0.08 + 0.74 * t,
                0.5 + sign * 0.27 * math.sin(math.pi * t**0.8) ** 1.25 * (1 - 0.15 * t),
            )
            for t in np.linspace(0, 1, 60)
        ]

    blade = polygon(side, [half(-1) + half(1)[::-1]])
    fine = np.zeros((side * FINER, side * FINER), np.uint8)
    scale = side * FINER

    def vein(x0: float, y0: float, x1: float, y1: float, thick: float) -> None:
        cv2.line(
            fine,
            (round(x0 * scale), round(y0 * scale)),
            (round(x1 * scale), round(y1 * scale)),
            255,
            max(1, round(thick * scale)),
            cv2.LINE_AA,
        )

    vein(0.08, 0.5, 0.80, 0.5, 0.012)
    for t in np.linspace(0.2, 0.68, 6):
        for sign in (-1, 1):
            reach = 0.23 * math.sin(math.pi * ((t - 0.08) / 0.74) ** 0.8)
            vein(t, 0.5, t + 0.11, 0.5 + sign * reach, 0.006)
    veins = reduced(fine)
    shade = 0.82 + 0.18 * equalised(noise(side, 90, 12, 60))
    fine[:] = 0
    vein(0.80, 0.5, 0.95, 0.535, 0.016)
    return np.clip(blade * shade * (1 - 0.75 * veins) + reduced(fine), 0, 1).astype(np.float32)


def maple_leaf() -> Grey:
    half = [
        *((0.5, 0.03), (0.555, 0.17), (0.63, 0.135), (0.62, 0.37), (0.745, 0.235), (0.765, 0.31)),
        *((0.90, 0.285), (0.855, 0.41), (0.945, 0.455)),
        *((0.71, 0.63), (0.745, 0.725), (0.52, 0.695)),
        *((0.512, 0.78), (0.525, 0.97), (0.5, 0.975)),
    ]  # fmt: skip
    return polygon(256, [half + [(1 - x, y) for x, y in reversed(half)]])


def blade(bend: float, width: float, x: float, height: float) -> list[tuple[float, float]]:
    side1, side2 = [], []
    for t in np.linspace(0, 1, 24):
        centre = x + bend * t * t
        half = width * (1 - t) ** 0.8 / 2
        y = 0.96 - height * t
        side1.append((centre - half, y))
        side2.append((centre + half, y))
    return side1 + side2[::-1]


def grass() -> Grey:
    rng = np.random.default_rng(93)
    tuft = np.zeros((256, 256), np.float32)
    for _ in range(13):
        x = rng.normal(0.5, 0.07)
        shape = polygon(
            256,
            [
                blade(
                    (x - 0.5) * 2 + rng.normal(0, 0.12),
                    rng.uniform(0.022, 0.04),
                    x,
                    rng.uniform(0.45, 0.9),
                )
            ],
        )
        tuft = np.maximum(tuft, shape * rng.uniform(0.6, 1))
    return tuft


def star() -> Grey:
    points = [
        (0.5 + r * math.sin(a), 0.5 - r * math.cos(a))
        for i in range(10)
        for r, a in [(0.46 if i % 2 == 0 else 0.185, math.pi * i / 5)]
    ]
    return polygon(192, [points])


def sparkle() -> Grey:
    distance, angle = polar(256)
    rays = 0.018 / (np.abs(np.sin(2 * angle)) + 0.02)
    glow = np.exp(-((distance / 0.13) ** 2)) + 2 * rays * np.exp(-distance * 2.4) * (
        1 - distance
    ).clip(0)
    return np.clip(glow * 1.5, 0, 1).astype(np.float32)


def flower() -> Grey:
    distance, angle = polar(256)
    petals = 0.58 + 0.36 * np.abs(np.cos(2.5 * angle)) ** 0.7
    shape = step((petals - distance).astype(np.float32), -0.008, 0.012)
    crease = np.exp(-(((np.abs(np.sin(2.5 * angle)) - 1) / 0.05) ** 2)) * (distance > 0.25)
    eye = step(0.2 - distance, -0.01, 0.01)
    ring = step(0.25 - distance, -0.01, 0.01) - eye
    shade = (0.62 + 0.38 * distance) * (1 - 0.55 * crease)
    return np.clip(np.maximum(shape * shade * (1 - ring), eye), 0, 1).astype(np.float32)


def snowflake() -> Grey:
    fine = np.zeros((256 * FINER, 256 * FINER), np.uint8)
    scale = 256 * FINER

    def line(x0: float, y0: float, x1: float, y1: float, thick: float) -> None:
        cv2.line(
            fine,
            (round(x0 * scale), round(y0 * scale)),
            (round(x1 * scale), round(y1 * scale)),
            255,
            round(thick * scale),
            cv2.LINE_AA,
        )

    for i in range(6):
        a = math.pi * i / 3
        c, s = math.cos(a), math.sin(a)
        line(0.5, 0.5, 0.5 + 0.44 * c, 0.5 + 0.44 * s, 0.026)
        for at, reach in ((0.15, 0.09), (0.25, 0.13), (0.35, 0.08)):
            for sign in (-1, 1):
                b = a + sign * math.pi / 3
                line(
                    0.5 + at * c,
                    0.5 + at * s,
                    0.5 + at * c + reach * math.cos(b),
                    0.5 + at * s + reach * math.sin(b),
                    0.02,
                )
    return reduced(fine)


def feather() -> Grey:
    side = 256
    fine = np.zeros((side * FINER, side * FINER), np.uint8)
    scale = side * FINER
    rng = np.random.default_rng(96)
    for t in np.linspace(0, 1, 120):
        x = 0.22 + 0.68 * t
        reach = 0.17 * math.sin(math.pi * min(1, t * 1.02 + 0.02)) ** 0.6
        for sign in (-1, 1):
            if rng.random() < 0.06:
                continue
            start = (round(x * scale), round(0.5 * scale))
            end = (
                round((x + 0.10) * scale),
                round((0.5 + sign * reach * rng.uniform(0.9, 1)) * scale),
            )
            cv2.line(
                fine, start, end, int(rng.integers(130, 220)), round(0.006 * scale), cv2.LINE_AA
            )
    cv2.line(
        fine,
        (round(0.05 * scale), scale // 2),
        (round(0.92 * scale), scale // 2),
        255,
        round(0.010 * scale),
        cv2.LINE_AA,
    )
    return reduced(fine)


def fir() -> Grey:
    rng = np.random.default_rng(97)
    outlines = [[(0.485, 0.97), (0.515, 0.97), (0.505, 0.1), (0.495, 0.1)]]
    for t in np.linspace(0, 1, 15):
        y, reach = 0.10 + 0.78 * t, 0.03 + 0.30 * t
        for sign in (-1, 1):
            tip = (0.5 + sign * reach * rng.uniform(0.8, 1.1), y + 0.05 + 0.05 * t)
            outlines.append(
                [(0.5, y - 0.05), tip, (tip[0] - sign * 0.05 * t, tip[1] + 0.012), (0.5, y + 0.02)]
            )
    return np.clip(polygon(256, outlines) * (0.8 + 0.2 * equalised(noise(256, 98, 4, 20))), 0, 1)


def bubble() -> Grey:
    distance, angle = polar(192)
    rim = np.exp(-(((distance - 0.86) / 0.055) ** 2))
    shine = np.exp(-(((distance - 0.62) / 0.07) ** 2)) * np.exp(
        -((np.angle(np.exp(1j * (angle + 2.3))) / 0.42) ** 2)
    )
    return np.clip(rim + shine + 0.08 * step(0.86 - distance, 0, 0.02), 0, 1).astype(np.float32)


def heart() -> Grey:
    t = np.linspace(0, 2 * math.pi, 120)
    x = 16 * np.sin(t) ** 3
    y = 13 * np.cos(t) - 5 * np.cos(2 * t) - 2 * np.cos(3 * t) - np.cos(4 * t)
    return polygon(160, [[(0.5 + a / 36, 0.47 - b / 36) for a, b in zip(x, y, strict=True)]])


def paw() -> Grey:
    pad = dots(160, [(0.40, 0.5, 0.20, 1.0), (0.34, 0.38, 0.13, 1.0), (0.34, 0.62, 0.13, 1.0)])
    toes = dots(
        160,
        [
            (0.62, 0.22, 0.085, 1.0),
            (0.76, 0.40, 0.09, 1.0),
            (0.76, 0.60, 0.09, 1.0),
            (0.62, 0.78, 0.085, 1.0),
        ],
    )
    return np.maximum(pad, toes)


def stone() -> Grey:
    ragged = wobbly(192, 101, 0.06, 3)
    place = (np.arange(192) + 0.5) / 96 - 1
    x, y = np.meshgrid(place, place)
    light = 0.72 + 0.30 * (x + y) / 2 + 0.05 * noise(192, 102, 3, 14)
    return np.clip(step(1 - ragged, 0.0, 0.03) * light, 0, 1).astype(np.float32)


def link() -> Grey:
    distance = np.abs(_stadium(192, 0.88, 0.34) - 0.0)
    return step(0.085 - distance, 0, 0.02)


def _stadium(side: int, width: float, height: float) -> Grey:
    """Signed distance to the outline of a rounded bar, in halves of the side."""
    place = (np.arange(side) + 0.5) / side * 2 - 1
    x, y = np.meshgrid(place, place)
    flat = width - height - 0.09
    return (np.hypot(np.maximum(np.abs(x) - flat, 0), y) - height).astype(np.float32)


def strand() -> Grey:
    """One lay of a rope."""
    side = 192
    place = (np.arange(side) + 0.5) / side * 2 - 1
    x, y = np.meshgrid(place, place)
    across = x * 1.0 + 0.42 * np.sin(y * math.pi / 2 / 0.8)
    box = np.maximum(np.abs(across) / 0.36, np.abs(y) / 0.8)
    body = step((1 - box).astype(np.float32), 0, 0.12)
    return np.clip(body * (1 - 0.75 * np.abs(across) / 0.36), 0, 1).astype(np.float32)


def smoke() -> Grey:
    distance, angle = polar(256)
    swirl = equalised(noise(256, 106, 44, 200))
    rolled = np.cos(7 * distance + angle + 6 * swirl)
    return np.clip(step(1 - distance, 0.0, 0.9) * (0.55 + 0.45 * rolled), 0, 1).astype(np.float32)


def brick() -> Grey:
    ragged = noise(192, 108, 16, 60)
    place = (np.arange(192) + 0.5) / 96 - 1
    x, y = np.meshgrid(place, place)
    box = np.maximum(np.abs(x) / 0.93, np.abs(y) / 0.44) * (1 + 0.012 * ragged)
    worn = 0.75 + 0.25 * equalised(noise(192, 109, 1.6, 10))
    return np.clip(step((1 - box).astype(np.float32), 0, 0.035) * worn, 0, 1).astype(np.float32)


def rain() -> Grey:
    outline = [
        (0.5 + 0.40 * math.cos(t), 0.5 + 0.16 * math.sin(t) * math.sin(t / 2) ** 1.5)
        for t in np.linspace(0, 2 * math.pi, 80)
    ]
    return polygon(128, [outline])


GRAINS: dict[str, Callable[[], Grey]] = {
    "paper": paper,
    "rough-paper": rough_paper,
    "canvas": canvas,
    "linen": linen,
    "chalk": chalk_grit,
    "clouds": clouds,
    "fibres": fibres,
    "concrete": concrete,
    "halftone": halftone,
    "hatching": hatching,
    "sponge": sponge_holes,
}

TIPS: dict[str, Callable[[], Grey]] = {
    "pencil": pencil_tip,
    "charcoal": charcoal_tip,
    "chalk": chalk_tip,
    "crayon": crayon_tip,
    "round-bristles": round_bristles,
    "flat-bristles": flat_bristles,
    "dry-bristles": dry_bristles,
    "hair": hair_ends,
    "knife": knife,
    "sponge": sponge,
    "spatter": spatter,
    "splash": splash,
    "wash": wash,
    "bloom": bloom,
    "block": block,
    "chisel": chisel,
    "cloud": soft_cloud,
    "smoke": smoke,
    "leaf": leaf,
    "maple-leaf": maple_leaf,
    "grass": grass,
    "fir": fir,
    "flower": flower,
    "feather": feather,
    "star": star,
    "sparkle": sparkle,
    "snowflake": snowflake,
    "bubble": bubble,
    "heart": heart,
    "paw": paw,
    "stone": stone,
    "brick": brick,
    "chain": link,
    "rope": strand,
    "rain": rain,
}


def main(names: Sequence[str]) -> None:
    for folder, drawings in (("grains", GRAINS), ("tips", TIPS)):
        (FOLDER / folder).mkdir(parents=True, exist_ok=True)
        for name, draw in drawings.items():
            if names and name not in names:
                continue
            grey = np.round(255 * np.clip(draw(), 0, 1)).astype(np.uint8)
            path = FOLDER / folder / f"{name}.png"
            cv2.imwrite(str(path), grey, [cv2.IMWRITE_PNG_COMPRESSION, 9])


if __name__ == "__main__":
    main(sys.argv[1:])
