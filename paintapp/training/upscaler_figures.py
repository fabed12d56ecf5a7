"""The upscaler's figures on drawings it has never seen, beside plain resampling."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from paintapp.training import upscaler_pairs
from paintapp.training.scenes import Composer
from paintapp.training.upscaler_pairs import Image
from paintapp.worker.upscale import Upscaler

Enlarge = Callable[[Image], Image]
Float = npt.NDArray[np.float32]

EDGE = 24.0
"""Of 255: neighbouring pixels that differ by more make an edge."""


def resampled(kernel: int) -> Enlarge:
    """Plain resampling to twice the size."""

    def enlarge(small: Image) -> Image:
        size = (2 * small.shape[1], 2 * small.shape[0])
        return np.asarray(cv2.resize(small, size, interpolation=kernel), np.uint8)

    return enlarge


def psnr(picture: Image, truth: Image) -> float:
    """Peak signal to noise ratio in dB."""
    error = np.square(picture.astype(np.float32) - truth).mean()
    return float(10 * np.log10(255**2 / max(float(error), 1e-3)))


def slope(picture: Image) -> Float:
    """How much each pixel's grey value changes, (h, w), by Prewitt's operator (0..255)."""
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.float32)
    kernel = np.array([[1, 0, -1]] * 3, np.float32) / 3
    return np.asarray(
        np.hypot(cv2.filter2D(grey, -1, kernel), cv2.filter2D(grey, -1, kernel.T)), np.float32
    )


def gradient_deviation(picture: Image, truth: Image) -> float:
    """A perceptual distance, 0 for equal pictures: gradient magnitude similarity deviation.

    Xue et al., Gradient Magnitude Similarity Deviation, 2014: both are halved, and the standard
    deviation over all pixels is taken of (2 a b + c) / (a^2 + b^2 + c) with c = 170.
    """
    one, other = (slope(upscaler_pairs.halved(p)) for p in (picture, truth))
    similarity = (2 * one * other + 170) / (np.square(one) + np.square(other) + 170)
    return float(similarity.std())


def sharpness(picture: Image, truth: Image) -> float:
    """The mean slope at the truth's edges as a share of the truth's own; 1 is as sharp."""
    one, other = slope(picture), slope(truth)
    edges = other > EDGE
    return float(one[edges].mean() / other[edges].mean()) if edges.any() else 1.0


def ringing(picture: Image, truth: Image) -> float:
    """How far values leave the range of the truth within two pixels, mean over pixels near edges.

    Of 255, all channels: what a kernel with negative lobes adds beside an edge.
    """
    square = np.ones((5, 5), np.uint8)
    high, low = cv2.dilate(truth, square).astype(np.int16), cv2.erode(truth, square)
    beyond = np.maximum(picture - high, 0) + np.maximum(low.astype(np.int16) - picture, 0)
    near = cv2.dilate((slope(truth) > EDGE).astype(np.uint8), square).astype(bool)
    return float(beyond[near].mean()) if near.any() else 0.0


def run(folder: Path, target: Path, seed: int, count: int = 40) -> dict[str, float]:
    """Figures of the exported upscaler, of cubic and of Lanczos resampling.

    ``reduced`` pictures are halved scenes of held-out drawings, ``worn`` ones have also been
    through the starter model's autoencoder.
    """
    cache = upscaler_pairs.large_drawings(folder)
    rows = cache.rows(held_out=True)
    composer = Composer(cache, rows, cache.pixels.shape[1])
    rng = np.random.default_rng((seed, 3))
    truth = np.stack([composer.compose(rng, rows[i % len(rows)])[0] for i in range(count)])
    kinds = {
        "reduced": np.stack([upscaler_pairs.halved(picture) for picture in truth]),
        "worn": upscaler_pairs.worn(folder, truth, seed),
    }
    ways: dict[str, Enlarge] = {
        "model": Upscaler(target).enlarge,
        "cubic": resampled(cv2.INTER_CUBIC),
        "lanczos": resampled(cv2.INTER_LANCZOS4),
    }
    measures = {
        "psnr": psnr,
        "gradient_deviation": gradient_deviation,
        "sharpness": sharpness,
        "ringing": ringing,
    }
    figures: dict[str, float] = {}
    for kind, small in kinds.items():
        for way, enlarge in ways.items():
            made = [enlarge(picture) for picture in small]
            for name, measure in measures.items():
                values = [measure(one, true) for one, true in zip(made, truth, strict=True)]
                figures[f"{kind}_{way}_{name}"] = round(float(np.mean(values)), 4)
    figures["bytes"] = sum(path.stat().st_size for path in target.iterdir() if path.is_file())
    return figures
