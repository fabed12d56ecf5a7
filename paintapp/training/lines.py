"""Stage: the line control, a small ControlNet that makes the denoiser follow a line drawing."""

from __future__ import annotations

import contextlib
import copy
import json
from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from diffusers import ControlNetModel, UNet2DConditionModel
from torch import Tensor, nn

from paintapp.training import attribution, checkpoint, denoiser, latents, shards
from paintapp.training.line_drawings import draw
from paintapp.training.loop import Loop
from paintapp.training.normalise import quicken
from paintapp.training.optimiser import Average, Optimiser
from paintapp.training.team import QUICKEST, Team

STEPS = 3000
BATCH = 8
LEARNING_RATE = 1e-3
CAPTION_DROPOUT = 0.25
"""Captions left out more often than in the denoiser's own training: lines have to say it all."""
EARLY_SHARE = 0.6
"""The share of examples from the noisy end, where lines decide what becomes of a picture."""
HINT_CHANNELS = (16, 32, 64, 128)
"""Channels from the drawing's pixels to a latent cell's."""


def config() -> dict[str, Any]:
    """A ControlNet of the denoiser's shapes, with its convolutions only.

    Words are left to the denoiser: without attention the control takes a sixth of its time.
    """
    unet = denoiser.CONFIG
    return {
        "in_channels": unet["in_channels"],
        "block_out_channels": unet["block_out_channels"],
        "down_block_types": ("DownBlock2D",) * len(unet["block_out_channels"]),
        "mid_block_type": "UNetMidBlock2D",
        "layers_per_block": unet["layers_per_block"],
        "norm_num_groups": unet["norm_num_groups"],
        "cross_attention_dim": unet["cross_attention_dim"],
        "attention_head_dim": unet["attention_head_dim"],
        "conditioning_embedding_out_channels": HINT_CHANNELS,
    }


def build(unet: UNet2DConditionModel) -> ControlNetModel:
    """A fresh control that begins with what it has in common with a denoiser."""
    model = ControlNetModel(**config())
    known = unet.state_dict()
    ours = model.state_dict()
    shared = {
        name: value
        for name, value in known.items()
        if name in ours and ours[name].shape == value.shape
    }
    model.load_state_dict({**ours, **shared})
    return model


class Guided(nn.Module):
    """The control with the frozen denoiser that it guides."""

    def __init__(self, control: ControlNetModel, unet: UNet2DConditionModel) -> None:
        super().__init__()
        self.control = control
        # In a tuple it is no part of the module: nothing trains or saves it, and twins share it.
        self._frozen = (unet,)

    def forward(self, noised: Tensor, timesteps: Tensor, words: Tensor, drawings: Tensor) -> Tensor:
        """v of (n, 4, h, w) latents by word states (n, tokens, width) and drawings (n, 3, H, W)."""
        down, middle = self.control(noised, timesteps, words, drawings, return_dict=False)
        guess: Tensor = self._frozen[0](
            noised,
            timesteps,
            words,
            down_block_additional_residuals=down,
            mid_block_additional_residual=middle,
        ).sample
        return guess

    def __deepcopy__(self, memo: dict[int, Any]) -> Guided:
        return Guided(copy.deepcopy(self.control, memo), self._frozen[0])


def path(folder: Path) -> Path:
    """Where the stage keeps its checkpoint."""
    return folder / "lines.pt"


def load(folder: Path) -> tuple[ControlNetModel, dict[str, Any]]:
    """The trained control with averaged weights, and what the checkpoint knows of its training."""
    state = checkpoint.load(path(folder))
    if state is None:
        raise SystemExit("No line control yet: run the lines stage first.")
    model = ControlNetModel(**config())
    model.load_state_dict(state["average"])
    return model.eval(), {key: state[key] for key in ("step", "seconds", "loss")}


@dataclass(frozen=True)
class Pictures:
    """The true pictures of all shards that have latents, in the order of the latents' cache."""

    parts: list[npt.NDArray[np.uint8]]

    @classmethod
    def open(cls, folder: Path) -> Pictures:
        numbers = sorted(
            int(file.stem.split("-")[1]) for file in (folder / "latents").glob("latents-???.npy")
        )
        return cls([shards.pictures(folder / "scenes", number) for number in numbers])

    def __getitem__(self, row: int) -> npt.NDArray[np.uint8]:
        for part in self.parts:
            if row < len(part):
                return np.array(part[row])
            row -= len(part)
        raise IndexError(row)


def to_input(drawings: npt.NDArray[np.uint8]) -> Tensor:
    """(n, h, w) uint8 light lines -> (n, 3, h, w) float32 in 0..1, as the pipelines give them."""
    grey = torch.from_numpy(drawings).float().div_(255)[:, None]
    return grey.repeat(1, 3, 1, 1).contiguous(memory_format=torch.channels_last)


def noised(
    true: Tensor,
    spoiled: Tensor,
    hole: Tensor,
    noise: denoiser.Noise,
    generator: torch.Generator,
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """As `denoiser.corrupt`, with a share of pure noise and of little else."""
    inputs, timesteps, target, weight = denoiser.corrupt(true, spoiled, hole, noise, generator)
    count = len(true)
    share = 1 - 0.45 * torch.rand(count, generator=generator)
    share = torch.where(torch.rand(count, generator=generator) < 0.35, torch.ones(()), share)
    chosen = torch.rand(count, generator=generator) < EARLY_SHARE
    early = (share * 1000).long().clamp(0, 999)
    a, b = (values[early].view(-1, 1, 1, 1) for values in (noise.signal, noise.noise))
    drawn = torch.randn(true.shape, generator=generator)
    wide = chosen.view(-1, 1, 1, 1)
    return (
        torch.where(wide, a * true + b * drawn, inputs),
        torch.where(chosen, early, timesteps),
        torch.where(wide, a * drawn - b * true, target),
        torch.where(chosen, torch.ones(()), weight),
    )


def loss_of(model: Any, share: tuple[Tensor, ...]) -> Tensor:
    """Weighted squared error of v over (noised, timesteps, words, drawings, target, weight)."""
    inputs, timesteps, words, drawings, target, weight = share
    inputs = inputs.contiguous(memory_format=torch.channels_last)
    guess = model(inputs, timesteps, words.to(QUICKEST), drawings).float()
    return ((guess - target).square().mean(dim=(1, 2, 3)) * weight).mean()


def _drawings(
    pictures: Pictures, total: int, seed: int, step: int
) -> Generator[tuple[Tensor, Tensor]]:
    """Rows and the drawings of their pictures, batch by batch, drawn one batch ahead."""

    def batch(step: int) -> tuple[Tensor, Tensor]:
        rng = np.random.default_rng((seed, step))
        rows = rng.integers(total, size=BATCH)
        drawn = np.stack([draw(pictures[int(row)], rng) for row in rows])
        return torch.from_numpy(rows), to_input(drawn)

    with ThreadPoolExecutor(1, thread_name_prefix="drawings") as pool:
        ahead = pool.submit(batch, step)
        while True:
            made = ahead.result()
            step += 1
            ahead = pool.submit(batch, step)
            yield made


def _batches(
    cache: latents.Cache, drawn: Iterator[tuple[Tensor, Tensor]], generator: torch.Generator
) -> Iterator[tuple[Tensor, ...]]:
    """Examples without end, see `loss_of`."""
    noise = denoiser.noise_shares()
    for rows, drawings in drawn:
        dropped = torch.rand(len(rows), generator=generator) < CAPTION_DROPOUT
        words = cache.states[cache.caption[rows].masked_fill(dropped, 0)]
        inputs, timesteps, target, weight = noised(
            cache.true[rows], cache.spoiled[rows], cache.hole[rows], noise, generator
        )
        yield inputs, timesteps, words, drawings, target, weight


def train(folder: Path, seed: int, steps: int | None = None) -> None:
    """Train to ``steps`` in all, from the checkpoint where there is one."""
    steps = steps or STEPS
    cache = latents.load(folder)
    pictures = Pictures.open(folder)
    unet, _ = denoiser.load(folder)
    torch.manual_seed(seed)
    model = build(unet).to(memory_format=torch.channels_last)
    skip = ("conv_in", "controlnet_cond_embedding.conv", "controlnet_down", "controlnet_mid")
    optimiser = Optimiser(model, LEARNING_RATE, skip=skip, rounds=3)
    average = Average(model, 0.998)
    loop = Loop("lines", path(folder), steps, model, optimiser, average, warm_up=50, tell_every=25)
    loop.resume()
    # In training mode the quick norms are used; nothing else differs, as there is no dropout.
    quicken(unet).train().requires_grad_(False)
    unet.to(QUICKEST).to(memory_format=torch.channels_last)
    generator = torch.Generator().manual_seed(seed + loop.step)
    with (
        Team(Guided(quicken(model).train(), unet)) as team,
        contextlib.closing(_drawings(pictures, len(cache.true), seed, loop.step)) as drawn,
    ):
        loop.run(team, loss_of, _batches(cache, drawn, generator))


def export(folder: Path, target: Path) -> None:
    """Write the model's folder: a diffusers ControlNet in float16, card and attributions."""
    model, trained = load(folder)
    model.half().save_pretrained(target, safe_serialization=True)
    card = {
        "label": "Starter lines",
        "for": "starter",
        "control": "lines",
        "licence": "MIT (weights); drawings learnt from: see SOURCES.md",
        "steps_trained": int(trained["step"]),
        "seconds_trained": round(trained["seconds"]),
        "loss": round(trained["loss"], 4),
    }
    (target / "paintapp.json").write_text(json.dumps(card, indent=2) + "\n", "utf-8")
    (target / "SOURCES.md").write_text(attribution.lines_page(), "utf-8")
    size = sum(file.stat().st_size for file in target.iterdir() if file.is_file())
    print(f"exported {trained['step']} steps to {target}: {size / 1e6:.1f} MB", flush=True)
