"""Stage: the denoiser, a small text-guided U-Net on 20x20 latents with v-prediction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from diffusers import DDIMScheduler, UNet2DConditionModel
from torch import Tensor

from paintapp.training import checkpoint, latents
from paintapp.training.loop import Loop
from paintapp.training.normalise import quicken
from paintapp.training.optimiser import Average, Optimiser, schedule
from paintapp.training.team import QUICKEST, Team

STEPS = 16000
LEARNING_RATE = 1e-3
CAPTION_DROPOUT = 0.1
SPOILED_SHARE = 0.5
CONFIG: dict[str, Any] = {
    "sample_size": 20,
    "in_channels": 4,
    "out_channels": 4,
    "block_out_channels": (128, 256, 256),
    "down_block_types": ("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
    "up_block_types": ("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"),
    "layers_per_block": 1,
    "attention_head_dim": 4,
    "cross_attention_dim": 384,
    "use_linear_projection": True,
    "norm_num_groups": 32,
}


BEND = 2.2
"""How mild the noise curve is at low strengths, see `_betas`: 1 has even steps of the angle."""


def _betas(bend: float = BEND) -> list[float]:
    """The noise of each timestep: the angle of signal and noise is 90 degrees times share ** bend.

    The usual schedule is made for 64x64 latents. At 20x20 each latent matters, and the same noise
    wipes out a sketch by strength 0.4; this one keeps its outlines up to about 0.6 and leaves it
    readable up to about 0.8.
    """
    share = (torch.arange(1001, dtype=torch.float64) / 1000) ** bend
    kept = torch.cos(share * torch.pi / 2) ** 2
    betas = 1 - kept[1:] / kept[:-1]
    betas[-1] = 1.0
    return [round(beta, 9) for beta in betas.tolist()]


SCHEDULER: dict[str, Any] = {
    "num_train_timesteps": 1000,
    "trained_betas": _betas(),
    "prediction_type": "v_prediction",
    "rescale_betas_zero_snr": True,
    "timestep_spacing": "trailing",
    "clip_sample": False,
    "set_alpha_to_one": True,
}


def build() -> UNet2DConditionModel:
    """A fresh denoiser."""
    return UNet2DConditionModel(**CONFIG)


def path(folder: Path) -> Path:
    """Where the stage keeps its checkpoint."""
    return folder / "denoiser.pt"


def load(folder: Path) -> tuple[UNet2DConditionModel, dict[str, Any]]:
    """The trained denoiser with averaged weights, and what the checkpoint knows of its training."""
    state = checkpoint.load(path(folder))
    if state is None:
        raise SystemExit("No denoiser yet: run the denoiser stage first.")
    model = build()
    model.load_state_dict(state["average"])
    return model.eval(), {key: state[key] for key in ("step", "seconds", "pictures", "loss")}


@dataclass(frozen=True)
class Noise:
    """The schedule's signal and noise shares, (1000,) float32 each."""

    signal: Tensor
    noise: Tensor


def noise_shares() -> Noise:
    """alpha and sigma of every timestep, from the very scheduler that samples."""
    scheduler = DDIMScheduler(**SCHEDULER)
    kept = scheduler.alphas_cumprod
    return Noise(kept.sqrt().float(), (1 - kept).sqrt().float())


def batch_size(step: int, steps: int) -> int:
    """Small batches first, for many steps; larger ones later, for steadier ones."""
    share = step / steps
    return 16 if share < 0.4 else 32


def corrupt(
    true: Tensor, spoiled: Tensor, hole: Tensor, noise: Noise, generator: torch.Generator
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Noised inputs, timesteps, v targets and loss weights for one batch.

    For a share of the pictures the noised input comes from the spoiled copy while the target
    still leads to the true picture: with x = a s + b e, the v for which a x - b v = true. So the
    model learns to repair what it is given, which is what refining a sketch asks of it. As the
    sampler only slowly forgets its input, the copy is mixed with the true picture at random.
    """
    count = len(true)
    uniform = torch.rand(count, generator=generator)
    # A third over all timesteps, the rest towards the middle, where sketches are refined; one in
    # fifteen at the very last step, from which pictures without an input start.
    middle = 0.55 + 0.22 * torch.randn(count, generator=generator)
    share = torch.where(
        torch.rand(count, generator=generator) < 0.4, uniform, middle.clamp(0.02, 1)
    )
    share = torch.where(torch.rand(count, generator=generator) < 0.06, torch.ones(()), share)
    # Both are shares of a curve of bend 1.4, whatever the one is that samples.
    timesteps = (share ** (1.4 / BEND) * 1000).long().clamp(0, 999)
    repair = torch.rand(count, generator=generator) < SPOILED_SHARE
    # With less noise than this v would blow up, with more nothing is left to repair.
    amount = noise.noise[timesteps]
    repair &= (amount >= 0.25) & (amount <= 0.985)
    mix = torch.rand(count, generator=generator).sqrt() * repair
    start = true + mix.view(-1, 1, 1, 1) * (spoiled - true)
    a = noise.signal[timesteps].view(-1, 1, 1, 1)
    b = noise.noise[timesteps].view(-1, 1, 1, 1)
    drawn = torch.randn(true.shape, generator=generator)
    noised = a * start + b * drawn
    target = a * drawn - b * true
    # v = (a x - true) / b, of which a drawn - b true is the part without the spoiling.
    target = target + a * a / b.clamp_min(1e-3) * (start - true)
    weight = torch.where(repair, b.flatten() ** 2, torch.ones(count))
    return noised, timesteps, target, weight


def loss_of(model: UNet2DConditionModel, share: tuple[Tensor, ...]) -> Tensor:
    """Weighted squared error of v over (noised, timesteps, word states, target, weight)."""
    noised, timesteps, words, target, weight = share
    noised = noised.contiguous(memory_format=torch.channels_last)
    guess = model(noised, timesteps, words.to(QUICKEST)).sample.float()
    return ((guess - target).square().mean(dim=(1, 2, 3)) * weight).mean()


def _batches(
    cache: latents.Cache, generator: torch.Generator, step: int, steps: int
) -> Iterator[tuple[Tensor, ...]]:
    """Examples without end, see `loss_of`."""
    noise = noise_shares()
    while True:
        size = batch_size(step, steps)
        rows = torch.randint(len(cache.true), (size,), generator=generator)
        dropped = torch.rand(size, generator=generator) < CAPTION_DROPOUT
        words = cache.states[cache.caption[rows].masked_fill(dropped, 0)]
        noised, timesteps, target, weight = corrupt(
            cache.true[rows], cache.spoiled[rows], cache.hole[rows], noise, generator
        )
        step += 1
        yield noised, timesteps, words, target, weight


class _Loop(Loop):
    """The ordinary loop, which warms up again after an optimiser's new beginning."""

    def rate(self) -> float:
        rising = min(1.0, (self.step - self.begun + 1) / 200)
        return rising * schedule(self.step, self.steps, warm_up=1)


def train(folder: Path, seed: int, steps: int | None = None) -> None:
    """Train to ``steps`` in all, from the checkpoint where there is one."""
    steps = steps or STEPS
    cache = latents.load(folder)
    torch.manual_seed(seed)
    model = build().to(memory_format=torch.channels_last)
    optimiser = Optimiser(model, LEARNING_RATE, skip=("conv_in", "conv_out"), rounds=3)
    average = Average(model, 0.999)
    loop = _Loop(
        "denoiser",
        path(folder),
        steps,
        model,
        optimiser,
        average,
        memory=0.99,
        loss=0.5,
        save_every=500,
    )
    loop.resume()
    generator = torch.Generator().manual_seed(seed + loop.step)
    with Team(quicken(model).train()) as team:
        loop.run(team, loss_of, _batches(cache, generator, loop.step, steps))
