"""Pictures with what they look like at half the size: what the upscaler learns from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import torch

from paintapp.training import autoencoder, drawings, sources
from paintapp.training.drawings import Drawings
from paintapp.training.scenes import Composer
from paintapp.training.sources import Icon
from paintapp.training.team import autocast

SIDE = 320
"""The side of the large pictures; the small ones are the starter model's 160 px."""
SHARE = 4
"""One in so many drawings is used (of those held out all): a larger cache would teach no more."""
CACHE = "upscaler-drawings"

Image = npt.NDArray[np.uint8]
Float = npt.NDArray[np.float32]

KERNELS = (cv2.INTER_AREA, cv2.INTER_LINEAR, cv2.INTER_CUBIC)


@dataclass(frozen=True)
class Pairs:
    """``large`` (n, side, side, 3) uint8; ``worn`` (n, side / 2, side / 2, 3) uint8 shows the same
    as the starter model's autoencoder gives it back."""

    large: Image
    worn: Image


def chosen(icons: Iterator[Icon]) -> Iterator[Icon]:
    """Every held-out drawing and one in `SHARE` of the others."""
    for number, icon in enumerate(icons):
        if icon.held_out or number % SHARE == 0:
            yield icon


def large_drawings(folder: Path) -> Drawings:
    """Drawings at `SIDE` pixels; made of the fetched sources once and kept in ``folder``."""
    if (folder / f"{CACHE}.json").exists():
        return drawings.load(folder, CACHE)
    return drawings.build(chosen(sources.icons(folder / "sources")), folder, SIDE, CACHE)


def build(folder: Path, cache: Drawings, seed: int, count: int) -> Pairs:
    """Compose ``count`` scenes and their worn copies; made once and kept in ``folder``."""
    kept = {name: folder / f"upscaler-{name}.npy" for name in ("large", "worn")}
    if not all(path.exists() for path in kept.values()):
        composer = Composer(cache, cache.rows(held_out=False), cache.pixels.shape[1])
        rng = np.random.default_rng((seed, 2))
        large = np.stack([composer.compose(rng)[0] for _ in range(count)])
        made = {"large": large, "worn": worn(folder, large, seed)}
        for name, pictures in made.items():
            partial = kept[name].with_suffix(".partial.npy")
            np.save(partial, pictures)
            partial.replace(kept[name])
    return Pairs(*(np.load(path, mmap_mode="r") for path in kept.values()))


def worn(folder: Path, large: Image, seed: int) -> Image:
    """Pictures (n, h, w, 3) at half the size as they leave the autoencoder, latents a little off.

    Half of them are reduced by areas, half by a cubic kernel.
    """
    model = autoencoder.load(folder)
    generator = torch.Generator().manual_seed(seed)
    small = np.stack([halved(p, KERNELS[2 * (i % 2)]) for i, p in enumerate(large)])
    for start in range(0, len(small), 8):
        batch = autoencoder.to_tensor(small[start : start + 8])
        with torch.inference_mode(), autocast():
            latents = model.encode(batch).latent_dist.mean
            noise = torch.randn(latents.shape, generator=generator)
            restored = model.decode(latents + 0.04 * latents.std() * noise).sample.float()
        values = restored.add(1).mul(127.5).round().clamp(0, 255).permute(0, 2, 3, 1)
        small[start : start + 8] = values.to(torch.uint8).numpy()
    return small


def halved(picture: Image, kernel: int = cv2.INTER_AREA) -> Image:
    """A picture at half the size; other kernels than areas are blurred first, against aliasing."""
    height, width = picture.shape[:2]
    if kernel != cv2.INTER_AREA:
        picture = np.asarray(cv2.GaussianBlur(picture, (0, 0), 0.6), np.uint8)
    half = cv2.resize(picture, (width // 2, height // 2), interpolation=kernel)
    return np.asarray(half, np.uint8)


def spoiled(large: Image, rng: np.random.Generator) -> Image:
    """A picture at half the size, often a little blurred, noisy or compressed. uint8 throughout."""
    small = halved(large, KERNELS[rng.integers(3)])
    if rng.random() < 0.3:
        small = np.asarray(cv2.GaussianBlur(small, (0, 0), float(rng.uniform(0.3, 0.8))), np.uint8)
    if rng.random() < 0.25:
        noise = rng.normal(size=small.shape) * rng.uniform(0.5, 4)
        small = np.clip(np.rint(small + noise), 0, 255).astype(np.uint8)
    if rng.random() < 0.25:
        quality = [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(70, 97))]
        small = np.asarray(cv2.imdecode(cv2.imencode(".jpg", small, quality)[1], 1), np.uint8)
    return small


def example(pairs: Pairs, crop: int, rng: np.random.Generator) -> tuple[Image, Image]:
    """A small crop (crop, crop, 3) and what it should become, (2 crop, 2 crop, 3); uint8.

    Half of them worn, the others spoiled by common means. Turned and mirrored at random.
    """
    number = int(rng.integers(len(pairs.large)))
    large = pairs.large[number]
    room = large.shape[0] // 2 - crop
    best, place = -1.0, (0, 0)
    # Of three crops the busiest: bare background is learnt soon enough.
    for _ in range(3):
        y, x = (int(v) for v in rng.integers(0, room + 1, 2))
        busy = float(large[2 * y : 2 * (y + crop) : 4, 2 * x : 2 * (x + crop) : 4].std())
        if busy > best:
            best, place = busy, (y, x)
    y, x = place
    target = np.asarray(large[2 * y : 2 * (y + crop), 2 * x : 2 * (x + crop)])
    if rng.random() < 0.5:
        small = np.asarray(pairs.worn[number][y : y + crop, x : x + crop])
    else:
        small = spoiled(target, rng)
    turns = int(rng.integers(4))
    small, target = np.rot90(small, turns), np.rot90(target, turns)
    if rng.random() < 0.5:
        small, target = small[:, ::-1], target[:, ::-1]
    return np.ascontiguousarray(small), np.ascontiguousarray(target)
