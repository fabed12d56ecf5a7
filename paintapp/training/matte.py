"""Stage: the matte model, which finds the subject of a picture."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
import torch.nn.functional as F  # noqa: N812 - everybody's name for it
from safetensors.torch import save as serialised
from torch import Tensor

from paintapp.training import attribution, autoencoder, checkpoint, drawings
from paintapp.training.loop import Loop
from paintapp.training.matte_scenes import ExampleMaker, SubjectComposer
from paintapp.training.normalise import quicken
from paintapp.training.optimiser import Average, Optimiser
from paintapp.training.team import Team, autocast
from paintapp.worker.matte import CONFIG, MatteNetwork, to_input

STEPS = 2000
BATCH = 16
LEARNING_RATE = 1.5e-3
CANVAS = 160
"""The side of the scenes that examples are cut from."""
SIZES = ((128, 128), (128, 128), (128, 96), (96, 128))
"""Height and width of a batch; the largest side is the one the model is used at."""
WORN = 320
"""How many scenes are passed through the starter model's autoencoder."""


def build() -> MatteNetwork:
    """A fresh network."""
    return MatteNetwork(CONFIG["channels"])


def path(folder: Path) -> Path:
    """Where the stage keeps its checkpoint."""
    return folder / "matte.pt"


def load(folder: Path) -> MatteNetwork:
    """The trained network with averaged weights, ready for use."""
    state = checkpoint.load(path(folder))
    if state is None:
        raise SystemExit("No matte model yet: run the matte stage first.")
    model = build()
    model.load_state_dict(state["average"])
    return model.eval()


def worn_pictures(
    composer: SubjectComposer, folder: Path, seed: int, count: int
) -> npt.NDArray[np.uint8]:
    """Scenes as the starter model's autoencoder gives them back, with the subjects' alpha.

    (count, size, size, 4) uint8; made once and kept in ``folder``.
    """
    kept = folder / "matte-worn.npy"
    if not kept.exists():
        model = autoencoder.load(folder)
        rng = np.random.default_rng((seed, 1))
        made = np.empty((count, composer.size, composer.size, 4), np.uint8)
        for start in range(0, count, 8):
            scenes = [composer.subjects(rng) for _ in range(min(8, count - start))]
            batch = autoencoder.to_tensor(np.stack([picture for picture, _ in scenes]))
            with torch.inference_mode(), autocast():
                latents = model.encode(batch).latent_dist.mean
                latents = latents + 0.1 * latents.std() * torch.randn(latents.shape)
                restored = model.decode(latents).sample.float()
            values = restored.add(1).mul(127.5).clamp(0, 255).permute(0, 2, 3, 1).numpy()
            for i, (_, covers) in enumerate(scenes):
                made[start + i, ..., :3] = values[i].astype(np.uint8)
                made[start + i, ..., 3] = np.clip(np.sum(covers, axis=0) * 255, 0, 255)
        partial = kept.with_suffix(".partial.npy")
        np.save(partial, made)
        partial.replace(kept)
    opened: npt.NDArray[np.uint8] = np.load(kept, mmap_mode="r")
    return opened


def loss_of(model: Any, share: tuple[Tensor, Tensor]) -> Tensor:
    """Training loss over (inputs (n, 4, h, w), alphas (n, 1, h, w) in 0..1).

    Cross entropy and absolute error for every pixel, the error of gradients for the edges, and one
    minus the soft Dice coefficient, so that small subjects count as much as large ones.
    """
    inputs, alpha = share
    logits = model(inputs).float()
    matte = torch.sigmoid(logits)
    difference = matte - alpha
    loss = F.binary_cross_entropy_with_logits(logits, alpha) + difference.abs().mean()
    for axis in (2, 3):
        loss = loss + 0.5 * difference.diff(dim=axis).abs().mean()
    both = (matte * alpha).sum((1, 2, 3))
    dice = (2 * both + 16) / (matte.sum((1, 2, 3)) + alpha.sum((1, 2, 3)) + 16)
    return loss + 0.5 * (1 - dice).mean()


def _batches(maker: ExampleMaker, seed: int, step: int) -> Iterator[tuple[Tensor, Tensor]]:
    while True:
        rng = np.random.default_rng((seed, step))
        height, width = SIZES[rng.integers(len(SIZES))]
        made = [maker.example(rng, height, width) for _ in range(BATCH)]
        inputs = to_input(
            np.stack([example.picture for example in made]),
            np.stack([example.hint for example in made]),
        )
        alphas = torch.from_numpy(np.stack([example.alpha for example in made])).float() / 255
        step += 1
        yield inputs, alphas[:, None]


def train(folder: Path, seed: int, steps: int | None = None) -> None:
    """Train to ``steps`` in all, from the checkpoint where there is one."""
    steps = steps or STEPS
    torch.manual_seed(seed)
    cache = drawings.load(folder)
    composer = SubjectComposer(cache, cache.rows(held_out=False), CANVAS)
    maker = ExampleMaker(composer, worn_pictures(composer, folder, seed, WORN))
    model = build().to(memory_format=torch.channels_last)
    optimiser = Optimiser(model, LEARNING_RATE, skip=("stem", "head"), rounds=3)
    loop = Loop("matte", path(folder), steps, model, optimiser, Average(model, 0.99))
    loop.resume()
    with Team(quicken(model).train()) as team:
        loop.run(team, loss_of, _batches(maker, seed, loop.step))


def export(folder: Path, target: Path) -> None:
    """Write the model's folder: float16 weights, config and attributions."""
    model = load(folder)
    target.mkdir(parents=True, exist_ok=True)
    weights = {name: value.half().contiguous() for name, value in model.state_dict().items()}
    partial = target / "model.partial"
    partial.write_bytes(serialised(weights))
    partial.replace(target / "model.safetensors")
    (target / "config.json").write_text(json.dumps(CONFIG, indent=2) + "\n", "utf-8")
    (target / "SOURCES.md").write_text(attribution.matte_page(), "utf-8")
