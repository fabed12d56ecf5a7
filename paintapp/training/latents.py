"""The cache the denoiser reads: latents of every scene, true and spoiled, and caption states."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from diffusers import AutoencoderKL
from torch import Tensor

from paintapp.training import autoencoder, shards, text
from paintapp.training.team import autocast


@dataclass(frozen=True)
class Cache:
    """``true`` and ``spoiled`` are (n, 4, h, w) float32 scaled latents; ``states`` float16.

    ``caption[i]`` is the row of ``states`` (rows, TOKENS, WIDTH) for scene i; row 0 is the empty
    caption. ``hole[i]`` says whether the spoiled copy has a filled hole or is a sketch.
    """

    true: Tensor
    spoiled: Tensor
    hole: Tensor
    caption: Tensor
    states: Tensor


def _encode(folder: Path, index: int, model: AutoencoderKL) -> None:
    target = folder / "latents" / f"latents-{index:03d}.npy"
    if target.exists():
        return
    parts = []
    with torch.no_grad(), autocast():
        for spoiled in (False, True):
            pictures = shards.pictures(folder / "scenes", index, spoiled)
            encoded = [
                model.encode(autoencoder.to_tensor(pictures[i : i + 25])).latent_dist.mean.float()
                for i in range(0, len(pictures), 25)
            ]
            parts.append(torch.cat(encoded) * model.config.scaling_factor)
    partial = target.with_suffix(".partial.npy")
    np.save(partial, torch.stack(parts).half().numpy())
    partial.replace(target)


def _caption_states(folder: Path, numbers: list[int]) -> None:
    """Encode the captions of shards not encoded yet: one file of distinct captions a shard."""
    tokenizer, encoder = text.load()
    for index in numbers:
        target = folder / "latents" / f"states-{index:03d}.npy"
        if target.exists():
            continue
        words = sorted({caption for caption, _ in shards.captions(folder / "scenes", index)})
        target.with_suffix(".json").write_text(json.dumps(words), "utf-8")
        partial = target.with_suffix(".partial.npy")
        np.save(partial, text.encode(words, tokenizer, encoder).numpy())
        partial.replace(target)


def build(folder: Path, limit: int | None = None) -> None:
    """Encode every complete shard that is not encoded yet, or the first ``limit`` of them."""
    (folder / "latents").mkdir(parents=True, exist_ok=True)
    numbers = shards.complete(folder / "scenes")[:limit]
    _caption_states(folder, numbers)
    if all((folder / "latents" / f"latents-{n:03d}.npy").exists() for n in numbers):
        return
    model = autoencoder.load(folder)
    for index in numbers:
        _encode(folder, index, model)
        print(f"latents: shard {index}", flush=True)


def load(folder: Path) -> Cache:
    """All encoded shards in memory."""
    true, spoiled, holes, rows = [], [], [], []
    tokenizer, encoder = text.load()
    states = [text.encode([""], tokenizer, encoder)]
    offset = 1
    for file in sorted((folder / "latents").glob("latents-???.npy")):
        index = int(file.stem.split("-")[1])
        pair = torch.from_numpy(np.load(file))
        true.append(pair[0])
        spoiled.append(pair[1])
        words = json.loads((folder / "latents" / f"states-{index:03d}.json").read_text("utf-8"))
        row = {caption: offset + i for i, caption in enumerate(words)}
        scenes = shards.captions(folder / "scenes", index)
        rows += [row[caption] for caption, _ in scenes]
        holes += [hole for _, hole in scenes]
        states.append(torch.from_numpy(np.load(folder / "latents" / f"states-{index:03d}.npy")))
        offset += len(words)
    return Cache(
        torch.cat(true).float(),
        torch.cat(spoiled).float(),
        torch.tensor(holes),
        torch.tensor(rows),
        torch.cat(states),
    )
