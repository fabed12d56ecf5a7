"""Distances of pictures and of sets of pictures, in the features of the judge."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn import functional

from paintapp.training import autoencoder, retrieval
from paintapp.training.figures.pictures import Pictures

Features = npt.NDArray[np.float64]
STAGE = 6
"""Layers of a stage of the judge's trunk; each halves the sides."""
EARLY_STAGES = 3
SIZES = 12
"""Sizes of samples from which the distance of endless samples is extrapolated."""
DRAWS = 3


def features(judge: retrieval.Judge, pictures: Pictures) -> Features:
    """(n, h, w, 3) uint8 -> (n, WIDTH): the judge's pooled features."""
    with torch.no_grad():
        parts = [
            judge.features(retrieval.small(pictures[i : i + 128])).double().numpy()
            for i in range(0, len(pictures), 128)
        ]
    return np.concatenate(parts)


def frechet(one: Features, other: Features) -> float:
    """Frechet distance of two sets of features (n, d), as if both were Gaussian.

    Heusel et al., GANs Trained by a Two Time-Scale Update Rule, 2017, in the judge's features:
    0 for the same distribution, without upper bound. Finite samples make it larger than it is.
    """
    mean = float(((one.mean(0) - other.mean(0)) ** 2).sum())
    first, second = np.cov(one.T), np.cov(other.T)
    # trace of sqrt(AB) from the eigenvalues of AB, which are real and not negative.
    values = np.linalg.eigvals(first @ second).real.clip(0)
    return mean + float(np.trace(first) + np.trace(second) - 2 * np.sqrt(values).sum())


def frechet_unbiased(one: Features, other: Features, seed: int = 0) -> float:
    """The Frechet distance that endless samples would have.

    Chong and Forsyth, Effectively Unbiased FID and Inception Score, 2020: the bias falls as 1/N,
    so that the distances of samples of several sizes N lie on a line over 1/N whose value at 0 is
    wanted. Both sets shrink together, and each size is the mean of a few draws. Chance may bring
    it below 0 where the distributions are the same.
    """
    rng = np.random.default_rng(seed)
    shares = np.linspace(0.25, 1.0, SIZES)
    inverse, distances = [], []
    for share in shares:
        sizes = [max(2, int(len(features) * share)) for features in (one, other)]
        found = [
            frechet(
                one[rng.choice(len(one), sizes[0], replace=False)],
                other[rng.choice(len(other), sizes[1], replace=False)],
            )
            for _ in range(DRAWS if share < 1 else 1)
        ]
        inverse.append(1 / sizes[0])
        distances.append(float(np.mean(found)))
    return float(np.polyfit(inverse, distances, 1)[1])


def early(judge: retrieval.Judge, pictures: Tensor) -> list[Tensor]:
    """Maps of the judge's first stages, each position a unit vector over the channels.

    ``pictures`` is (n, 3, h, w) in -1..1; stage k gives (n, channels, h / 2^k, w / 2^k).
    """
    maps, found = pictures, []
    for stage in range(EARLY_STAGES):
        maps = judge.trunk[stage * STAGE : (stage + 1) * STAGE](maps)
        found.append(functional.normalize(maps, dim=1))
    return found


def perceptual(judge: retrieval.Judge, one: Pictures, other: Pictures) -> float:
    """How different pictures look, pair by pair, the mean over all; 0 for equal ones.

    As LPIPS without learnt weights (Zhang et al., The Unreasonable Effectiveness of Deep Features
    as a Perceptual Metric, 2018), with the first three stages of the judge, a small network trained
    apart on captions, instead of a classifier of photographs: at each position the squared distance
    of the unit feature vectors, averaged over positions, then over stages. Values cannot be
    compared with LPIPS itself; unrelated pictures give the scale.
    """
    distances = []
    with torch.no_grad():
        for start in range(0, len(one), 32):
            pairs = zip(
                early(judge, autoencoder.to_tensor(one[start : start + 32])),
                early(judge, autoencoder.to_tensor(other[start : start + 32])),
                strict=True,
            )
            stages = [(a - b).square().sum(1).mean((1, 2)) for a, b in pairs]
            distances.append(torch.stack(stages).mean(0))
    return float(torch.cat(distances).mean())
