"""Stage: the autoencoder, (h, w, 3) pictures to 4 latent channels at an eighth of the size."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from diffusers import AutoencoderKL
from torch import Tensor

from paintapp.training import checkpoint, shards
from paintapp.training.critic import Critic, telling_loss
from paintapp.training.loop import Batch, Loop
from paintapp.training.normalise import quicken
from paintapp.training.optimiser import Average, Optimiser
from paintapp.training.team import Team

STEPS = 9000
BATCH = 16
CROP = 64
LEARNING_RATE = 1e-3
KL_WEIGHT = 3e-4
LATENT_NOISE = 0.15
"""How far latents are off at most when the decoder is trained alone, in their deviation."""
CONFIG: dict[str, Any] = {
    "block_out_channels": (32, 64, 96, 128),
    "down_block_types": ("DownEncoderBlock2D",) * 4,
    "up_block_types": ("UpDecoderBlock2D",) * 4,
    "layers_per_block": 1,
    "latent_channels": 4,
    "norm_num_groups": 16,
    "mid_block_add_attention": False,
    "sample_size": 160,
}


def build() -> AutoencoderKL:
    """A fresh autoencoder."""
    return AutoencoderKL(**CONFIG)


def path(folder: Path) -> Path:
    """Where the stage keeps its checkpoint."""
    return folder / "autoencoder.pt"


def load(folder: Path) -> AutoencoderKL:
    """The trained autoencoder with averaged weights and its scaling factor, ready for use."""
    state = checkpoint.load(path(folder))
    if state is None:
        raise SystemExit("No autoencoder yet: run the autoencoder stage first.")
    model = build()
    model.load_state_dict(state["average"])
    model.register_to_config(scaling_factor=state["scaling_factor"])
    return model.eval()


def to_tensor(pictures: np.ndarray[Any, np.dtype[np.uint8]]) -> Tensor:
    """(n, h, w, 3) uint8 -> (n, 3, h, w) float32 in -1..1."""
    tensor = torch.from_numpy(np.array(pictures)).permute(0, 3, 1, 2)
    return tensor.float().div_(127.5).sub_(1).contiguous(memory_format=torch.channels_last)


def _crops(folder: Path, seed: int, step: int) -> Iterator[Tensor]:
    """Batches of crops, four in five from true pictures; shards that appear meanwhile join in."""
    rng = np.random.default_rng((seed, step))
    opened: list[np.ndarray[Any, np.dtype[np.uint8]]] = []
    while True:
        if step % 200 == 0 or not opened:
            numbers = shards.complete(folder)
            opened = [
                shards.pictures(folder, n, spoiled) for n in numbers for spoiled in (False, True)
            ]
        batch = np.empty((BATCH, CROP, CROP, 3), np.uint8)
        for i in range(BATCH):
            number = 2 * int(rng.integers(len(opened) // 2)) + int(rng.random() < 0.2)
            picture = opened[number][rng.integers(len(opened[number]))]
            room = picture.shape[0] - CROP
            best = -1.0
            # Of two crops the busier: bare background is learnt soon enough.
            for _ in range(2):
                x, y = rng.integers(0, room + 1, 2)
                crop = picture[y : y + CROP, x : x + CROP]
                busy = float(crop[::4, ::4, 1].std())
                if busy > best:
                    best, batch[i] = busy, crop
            if rng.random() < 0.5:
                batch[i] = batch[i][:, ::-1].copy()
        step += 1
        yield to_tensor(batch)


def _with_noise(pictures: Tensor) -> tuple[Tensor, Tensor]:
    """A batch with the noise for its latents, drawn here so that threads cannot reorder it."""
    count, _, height, width = pictures.shape
    return pictures, torch.randn(count, 4, height // 8, width // 8)


def loss_of(model: AutoencoderKL, share: tuple[Tensor, Tensor]) -> Tensor:
    """Training loss over (pictures, noise of the latents' shape)."""
    pictures, noise = share
    posterior = model.encode(pictures).latent_dist
    restored = model.decode(posterior.mean + posterior.std * noise).sample.float()
    difference = restored - pictures
    loss = difference.abs().mean()
    for axis in (2, 3):
        loss = loss + 0.5 * difference.diff(dim=axis).abs().mean()
    mean, logvar = posterior.mean.float(), posterior.logvar.float()
    divergence = 0.5 * (mean.square() + logvar.exp() - 1 - logvar).mean()
    return loss + KL_WEIGHT * divergence


def _spread(pictures: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """A batch with noise for its latents and how much of it each takes, drawn before threads."""
    pictures, noise = _with_noise(pictures)
    return pictures, noise, LATENT_NOISE * torch.rand(len(pictures), 1, 1, 1)


class Restoring:
    """Losses of the decoder alone, on latents as the denoiser makes them: a little off.

    Beside the error of pixels and gradients a critic looks on: what its features tell from the true
    picture, and whether it takes the patches for true ones, keeps the decoder from answering with
    a blur wherever it is unsure. ``critics`` has the member's own critic to look with, and
    ``restored`` what each member made last.
    """

    def __init__(self, critics: dict[int, Critic]) -> None:
        self.critics = critics
        self.restored: dict[int, Tensor] = {}

    def __call__(self, model: AutoencoderKL, share: tuple[Tensor, ...]) -> Tensor:
        pictures, noise, amount = share
        with torch.no_grad():
            latents = model.encode(pictures).latent_dist.mean
            latents = latents + amount * latents.std() * noise
        restored = model.decode(latents).sample.float()
        self.restored[id(model)] = restored.detach()
        difference = restored - pictures
        loss = difference.abs().mean()
        for axis in (2, 3):
            loss = loss + 0.5 * difference.diff(dim=axis).abs().mean()
        critic = self.critics[id(model)]
        return loss + critic.looks_true(restored, pictures)


@torch.no_grad()
def psnr(model: AutoencoderKL, pictures: np.ndarray[Any, np.dtype[np.uint8]]) -> float:
    """Mean peak signal to noise ratio in dB over (n, h, w, 3) uint8 pictures."""
    values = []
    for start in range(0, len(pictures), 16):
        batch = to_tensor(pictures[start : start + 16])
        restored = model.decode(model.encode(batch).latent_dist.mean).sample.clamp(-1, 1)
        error = ((restored - batch) / 2).square().mean(dim=(1, 2, 3)).clamp_min(1e-10)
        values += (-10 * error.log10()).tolist()
    return sum(values) / len(values)


@torch.no_grad()
def _scaling_factor(model: AutoencoderKL, folder: Path) -> float:
    pictures = shards.pictures(folder, shards.complete(folder)[0])[:64]
    latents = model.encode(to_tensor(pictures)).latent_dist.mean
    return float(1 / latents.std())


@dataclass(kw_only=True)
class _DecoderLoop(Loop):
    """Trains the decoder alone, and after each of its steps the critic that judges it."""

    known: dict[str, Any]
    """The autoencoder's checkpoint, of which all that this loop does not change stays."""
    restoring: Restoring
    critic: Critic
    critics: Team
    doubt: float = 1.0
    """The critic's own loss, smoothed."""

    def __post_init__(self) -> None:
        self.telling = torch.optim.Adam(self.critic.parameters(), 4e-4, betas=(0.5, 0.99))

    def learn(self, team: Team, loss_of: Callable[[Any, Any], Tensor], batch: Batch) -> None:
        super().learn(team, loss_of, batch)
        restored = torch.cat([self.restoring.restored[id(member)] for member in team.members])
        told = self.critics.gradients(telling_loss, (restored, batch[0]))
        self.telling.step()
        self.telling.zero_grad(set_to_none=True)
        self.doubt = self.smoothed(self.doubt, told)

    def rate(self) -> float:
        return min(1.0, (self.step - self.begun + 1) / 50) * (1 - self.step / self.steps)

    def told(self) -> str:
        return f"{super().told()} critic {self.doubt:.3f}"

    def state(self) -> dict[str, Any]:
        return {
            **self.known,
            "average": self.average.weights,
            "decoding": self.model.state_dict(),
            "critic": self.critic.state_dict(),
            "polished": self.step,
            "seconds": self.clock.seconds,
        }


def polish(folder: Path, seed: int, steps: int = 1000) -> None:
    """Train the decoder alone for ``steps``: the latents stay, so a denoiser stays valid."""
    known = checkpoint.load(path(folder))
    if known is None:
        raise SystemExit("No autoencoder yet: run the autoencoder stage first.")
    torch.manual_seed(seed)
    model = build().to(memory_format=torch.channels_last)
    model.load_state_dict(known.get("decoding", known["average"]))
    for part in (model.encoder, model.quant_conv):
        part.requires_grad_(False)
    critic = Critic().to(memory_format=torch.channels_last)
    if "critic" in known:
        critic.load_state_dict(known["critic"])
    begun = known.get("polished", 0)
    average = Average(model, 0.995, begun)
    average.weights = {name: value.clone() for name, value in known["average"].items()}
    with Team(quicken(critic).train()) as critics, Team(quicken(model).train()) as team:
        onlookers = [member.onlooker() for member in critics.members]
        restoring = Restoring(dict(zip(map(id, team.members), onlookers, strict=True)))
        loop = _DecoderLoop(
            "decoder",
            path(folder),
            steps,
            model,
            Optimiser(model, LEARNING_RATE, skip=("conv_out", "quant_conv")),
            average,
            loss=0.1,
            step=begun,
            begun=begun,
            clock=checkpoint.Clock(known["seconds"]),
            known=known,
            restoring=restoring,
            critic=critic,
            critics=critics,
        )
        loop.run(team, restoring, map(_spread, _crops(folder / "scenes", seed + 1, begun)))


@dataclass(kw_only=True)
class _Loop(Loop):
    """The ordinary loop, which also keeps by how much latents are to be scaled."""

    scenes: Path

    def state(self) -> dict[str, Any]:
        averaged = build()
        averaged.load_state_dict(self.average.weights)
        factor = _scaling_factor(averaged.eval(), self.scenes)
        return {**super().state(), "scaling_factor": factor}


def train(folder: Path, seed: int, steps: int | None = None) -> None:
    """Train to ``steps`` in all, from the checkpoint where there is one."""
    steps = steps or STEPS
    torch.manual_seed(seed)
    model = build().to(memory_format=torch.channels_last)
    loop = _Loop(
        "autoencoder",
        path(folder),
        steps,
        model,
        Optimiser(model, LEARNING_RATE, skip=("conv_in", "conv_out", "quant_conv")),
        Average(model, 0.998),
        loss=0.5,
        save_every=500,
        scenes=folder / "scenes",
    )
    loop.resume()
    if loop.step:
        torch.manual_seed(seed + loop.step)
    with Team(quicken(model).train()) as team:
        loop.run(team, loss_of, map(_with_noise, _crops(folder / "scenes", seed, loop.step)))
