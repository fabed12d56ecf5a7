"""Stage: the model's figures on drawings it has never seen, each beside what it must beat."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch

from paintapp.training import autoencoder, degrade, drawings, retrieval, sampling
from paintapp.training.scenes import Composer, spoken_name
from paintapp.training.sources import FAVOURITES
from paintapp.worker import prompt_words
from paintapp.worker.prompt_words import PromptWords

SKETCH = degrade.Roughness(colours=5, smoothing=2.5)
STRENGTH = 0.6
NAMES = 50
ROUNDS = 6
"""How often each held-out drawing is composed anew for the Frechet distance: with few pictures
even true ones are far from each other."""
SEEDS = 4
Pictures = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class HeldOut:
    """Pictures (n, size, size, 3) uint8 of held-out drawings, one thing each, with captions."""

    pictures: Pictures
    captions: list[str]


def held_out(folder: Path, seed: int, rounds: int = 1) -> HeldOut:
    """Every held-out drawing composed ``rounds`` times by itself."""
    cache = drawings.load(folder)
    rows = cache.rows(held_out=True)
    composer = Composer(cache, rows)
    rng = np.random.default_rng(seed)
    scenes = [composer.compose(rng, row, count=1) for _ in range(rounds) for row in rows]
    return HeldOut(np.stack([picture for picture, _ in scenes]), [words for _, words in scenes])


def sketches(pictures: Pictures, seed: int) -> Pictures:
    """The pictures as at most five flat colours with smoothed outlines."""
    rng = np.random.default_rng(seed)
    return np.stack([degrade.sketch(picture, SKETCH, rng) for picture in pictures])


def frechet(one: npt.NDArray[np.float64], other: npt.NDArray[np.float64]) -> float:
    """Frechet distance of two sets of features (n, d), as if both were Gaussian."""
    mean = float(((one.mean(0) - other.mean(0)) ** 2).sum())
    first, second = np.cov(one.T), np.cov(other.T)
    # trace of sqrt(AB) from the eigenvalues of AB, which are real and not negative.
    values = np.linalg.eigvals(first @ second).real.clip(0)
    return mean + float(np.trace(first) + np.trace(second) - 2 * np.sqrt(values).sum())


def _features(judge: retrieval.Judge, pictures: Pictures) -> npt.NDArray[np.float64]:
    with torch.no_grad():
        found: npt.NDArray[np.float64] = judge.features(retrieval.small(pictures)).double().numpy()
    return found


def _error(pictures: Pictures, filled: Pictures, masks: list[degrade.Mask]) -> float:
    """Mean absolute difference inside the holes, 0..255, each picture weighing the same."""
    errors = [
        np.abs(a.astype(np.int16) - b)[mask > 127].mean()
        for a, b, mask in zip(pictures, filled, masks, strict=True)
    ]
    return float(np.mean(errors))


def holes(pictures: Pictures, seed: int) -> list[degrade.Mask]:
    """For each picture the busiest of four holes of a quarter to a half of its side."""
    rng = np.random.default_rng(seed)
    found = []
    for picture in pictures:
        masks = [degrade.random_hole(len(picture), rng, 0.25, 0.5) for _ in range(4)]
        found.append(max(masks, key=lambda mask: float(picture[mask > 127].std())))
    return found


def agreement(
    judge: retrieval.Judge,
    sampler: sampling.Sampler,
    folder: Path,
    seed: int,
    words: PromptWords | None = None,
) -> float:
    """Share of pictures, made from prompts with NAMES names, whose name the judge picks.

    With ``words`` the prompts are in Chinese; a name without a Chinese word cannot be right.
    """
    known = {entry.name for entry in drawings.load(folder).entries}
    names = sorted(FAVOURITES & known)
    rng = np.random.default_rng(seed)
    spoken: list[str] = []
    for index in rng.permutation(len(names)):
        name = spoken_name(names[int(index)], np.random.default_rng(0))
        if name not in spoken:
            spoken.append(name)
    spoken = spoken[:NAMES]
    prompts = [f"a {name} on a white background" for name in spoken for _ in range(SEEDS)]
    if words is not None:
        chinese = {english: word for word, english in words.words.items()}
        prompts = [
            words.english(f"白色背景上的{chinese.get(name, '东西')}")
            for name in spoken
            for _ in range(SEEDS)
        ]
    pictures = sampler.text(prompts, seed)
    with torch.no_grad():
        choices = retrieval.sentence([f"a {name} on a white background" for name in spoken])
        scores = judge(retrieval.small(pictures), choices)
    right = scores.argmax(1).numpy() == np.arange(len(prompts)) // SEEDS
    return float(right.mean())


def run(folder: Path, model: Path, seed: int = 1234) -> dict[str, float]:
    """All figures of the exported ``model``; drawings and judge come from the training folder."""
    judge = retrieval.load(folder)
    sampler = sampling.load(model)
    true = held_out(folder, seed, ROUNDS)
    reference = held_out(folder, seed + 1, 2 * ROUNDS)
    rough = sketches(true.pictures, seed)
    refined = sampler.refine(rough, true.captions, STRENGTH, seed)
    real = _features(judge, reference.pictures)
    single = held_out(folder, seed + 2)
    masks = holes(single.pictures, seed)
    filled = sampler.fill(single.pictures, masks, single.captions, seed)
    plain = np.stack(
        [
            degrade.inpainted(picture, mask)
            for picture, mask in zip(single.pictures, masks, strict=True)
        ]
    )
    sampler.text(["a cat"], seed)
    began = time.perf_counter()
    for index in range(3):
        sampler.text(["a red car on grass"], seed + index)
    seconds = (time.perf_counter() - began) / 3
    return {
        "psnr": round(autoencoder.psnr(sampler.text_pipeline.vae, single.pictures), 2),
        "sketch_distance": round(frechet(_features(judge, refined), real), 4),
        "raw_sketch_distance": round(frechet(_features(judge, rough), real), 4),
        "inpaint_error": round(_error(single.pictures, filled, masks), 2),
        "opencv_inpaint_error": round(_error(single.pictures, plain, masks), 2),
        "agreement": round(agreement(judge, sampler, folder, seed), 3),
        "agreement_chinese": round(
            agreement(judge, sampler, folder, seed, prompt_words.load(model) or PromptWords({})), 3
        ),
        "native": sampler.size,
        "bytes": sum(path.stat().st_size for path in model.rglob("*") if path.is_file()),
        "seconds_per_picture": round(seconds, 3),
    }
