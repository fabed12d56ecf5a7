"""The tips of pencils, brushes and the like: 1 where a stamp covers."""

from __future__ import annotations

import math
from collections.abc import Callable

import cv2
import numpy as np
from fields import FINER, Grey, dots, equalised, noise, polar, polygon, reduced, step, wobbly
from grains import clouds


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
}
