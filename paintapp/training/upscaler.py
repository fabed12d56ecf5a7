"""Stage: the upscaler, which makes pictures of this art twice as large."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import save as serialised
from torch import Tensor

from paintapp.training import attribution, checkpoint, upscaler_pairs
from paintapp.training.loop import Loop
from paintapp.training.optimiser import Average, Optimiser
from paintapp.training.team import Team
from paintapp.training.upscaler_pairs import Pairs
from paintapp.worker.upscaler_networks import Compact

STEPS = 1000
BATCH = 8
CROP = 40
"""The side of the small crops; twice the network's reach and some more."""
SCENES = 480
LEARNING_RATE = 3e-3
FEATURES = 32
DEPTH = 8
EDGES = 1.0
"""How much errors of the gradients count beside those of the pixels."""


def build() -> Compact:
    """A fresh network, which begins as enlargement without any smoothing."""
    network = Compact(FEATURES, DEPTH, 2)
    convolutions = [layer for layer in network.body if isinstance(layer, torch.nn.Conv2d)]
    for layer in convolutions:
        # Without this the features would vanish on their way through so many layers.
        torch.nn.init.kaiming_normal_(layer.weight, a=0.25)
        assert layer.bias is not None
        torch.nn.init.zeros_(layer.bias)
    torch.nn.init.zeros_(convolutions[-1].weight)
    return network


def path(folder: Path) -> Path:
    """Where the stage keeps its checkpoint."""
    return folder / "upscaler.pt"


def load(folder: Path) -> Compact:
    """The trained network with averaged weights, ready for use."""
    state = checkpoint.load(path(folder))
    if state is None:
        raise SystemExit("No upscaler yet: run the upscaler stage first.")
    model = build()
    model.load_state_dict(state["average"])
    return model.eval()


def to_tensor(pictures: np.ndarray[Any, np.dtype[np.uint8]]) -> Tensor:
    """(n, h, w, 3) uint8 -> (n, 3, h, w) float32 in 0..1."""
    tensor = torch.from_numpy(pictures).permute(0, 3, 1, 2).float().div_(255)
    return tensor.contiguous(memory_format=torch.channels_last)


def loss_of(model: Any, share: tuple[Tensor, Tensor]) -> Tensor:
    """Training loss over (small (n, 3, h, w), large (n, 3, 2 h, 2 w)) in 0..1.

    Absolute error of pixels, and of differences between neighbours one and two pixels apart: these
    are what makes an edge sharp, and an overshoot dear.
    """
    small, large = share
    difference = model(small).float() - large
    loss = difference.abs().mean()
    for axis in (2, 3):
        length = difference.shape[axis]
        for step in (1, 2):
            ahead = difference.narrow(axis, step, length - step)
            behind = difference.narrow(axis, 0, length - step)
            loss = loss + EDGES / step * (ahead - behind).abs().mean()
    return loss


def _batches(pairs: Pairs, seed: int, step: int) -> Iterator[tuple[Tensor, Tensor]]:
    while True:
        rng = np.random.default_rng((seed, step))
        made = [upscaler_pairs.example(pairs, CROP, rng) for _ in range(BATCH)]
        step += 1
        yield (
            to_tensor(np.stack([small for small, _ in made])),
            to_tensor(np.stack([large for _, large in made])),
        )


def train(folder: Path, seed: int, steps: int | None = None) -> None:
    """Train to ``steps`` in all, from the checkpoint where there is one."""
    steps = steps or STEPS
    torch.manual_seed(seed)
    cache = upscaler_pairs.large_drawings(folder)
    pairs = upscaler_pairs.build(folder, cache, seed, SCENES)
    model = build().to(memory_format=torch.channels_last)
    optimiser = Optimiser(model, LEARNING_RATE, skip=("body.0.", f"body.{2 * DEPTH + 2}."))
    loop = Loop("upscaler", path(folder), steps, model, optimiser, Average(model, 0.995))
    loop.resume()
    with Team(model.train()) as team:
        loop.run(team, loss_of, _batches(pairs, seed, loop.step))


def export(folder: Path, target: Path) -> None:
    """Write the model's folder: float16 weights, card and attributions."""
    model = load(folder)
    target.mkdir(parents=True, exist_ok=True)
    weights = {name: value.half().contiguous() for name, value in model.state_dict().items()}
    partial = target / "model.partial"
    partial.write_bytes(serialised(weights))
    partial.replace(target / "model.safetensors")
    card = {
        "label": "Starter upscaler 2x",
        "licence": "MIT (weights); drawings learnt from: see SOURCES.md",
    }
    (target / "paintapp.json").write_text(json.dumps(card, indent=2) + "\n", "utf-8")
    (target / "SOURCES.md").write_text(attribution.upscaler_page(), "utf-8")
