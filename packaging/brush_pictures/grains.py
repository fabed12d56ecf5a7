"""The grains, which repeat without a seam: 1 where the paper stands out and takes paint first."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from fields import Grey, equalised, noise, step


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
