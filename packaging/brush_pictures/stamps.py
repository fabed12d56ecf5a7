"""The tips that are pictures of things: 1 where a stamp covers."""

from __future__ import annotations

import math
from collections.abc import Callable

import cv2
import numpy as np
from fields import FINER, Grey, dots, equalised, noise, polar, polygon, reduced, step, wobbly


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


STAMPS: dict[str, Callable[[], Grey]] = {
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
