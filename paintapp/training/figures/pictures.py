"""What the figures are measured on: pictures of held-out drawings, as sketches and with holes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from paintapp.training import degrade, drawings
from paintapp.training.scenes import Composer

SKETCH = degrade.Roughness(colours=5, smoothing=2.5)
Pictures = npt.NDArray[np.uint8]
"""(n, h, w, 3) RGB."""


@dataclass(frozen=True)
class HeldOut:
    """Pictures (n, size, size, 3) uint8 of held-out drawings, one thing each, with captions."""

    pictures: Pictures
    captions: list[str]


def held_out(folder: Path, seed: int, rounds: int = 1, size: int | None = None) -> HeldOut:
    """Every held-out drawing composed ``rounds`` times by itself, ``size`` pixels a side.

    Scenes have their own size; for another they are reduced or enlarged.
    """
    cache = drawings.load(folder)
    rows = cache.rows(held_out=True)
    composer = Composer(cache, rows)
    rng = np.random.default_rng(seed)
    scenes = [composer.compose(rng, row, count=1) for _ in range(rounds) for row in rows]
    pictures = np.stack([picture for picture, _ in scenes])
    return HeldOut(resized(pictures, size or composer.size), [words for _, words in scenes])


def resized(pictures: Pictures, size: int) -> Pictures:
    """Square pictures at ``size`` pixels a side; the very same ones where they have it already."""
    if pictures.shape[1:3] == (size, size):
        return pictures
    kernel = cv2.INTER_AREA if pictures.shape[1] > size else cv2.INTER_CUBIC
    return np.stack([cv2.resize(p, (size, size), interpolation=kernel) for p in pictures]).astype(
        np.uint8
    )


def sketches(pictures: Pictures, seed: int) -> Pictures:
    """The pictures as at most five flat colours with smoothed outlines."""
    rng = np.random.default_rng(seed)
    return np.stack([degrade.sketch(picture, SKETCH, rng) for picture in pictures])


def holes(pictures: Pictures, seed: int) -> list[degrade.Mask]:
    """For each picture the busiest of four holes of a quarter to a half of its side."""
    rng = np.random.default_rng(seed)
    found = []
    for picture in pictures:
        masks = [degrade.random_hole(len(picture), rng, 0.25, 0.5) for _ in range(4)]
        found.append(max(masks, key=lambda mask: float(picture[mask > 127].std())))
    return found


def error_inside(pictures: Pictures, filled: Pictures, masks: list[degrade.Mask]) -> float:
    """Mean absolute difference inside the holes, 0..255, each picture weighing the same."""
    errors = [
        np.abs(a.astype(np.int16) - b)[mask > 127].mean()
        for a, b, mask in zip(pictures, filled, masks, strict=True)
    ]
    return float(np.mean(errors))
