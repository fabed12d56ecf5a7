"""Stage: the quick version of the denoiser, a LoRA with which one to four steps are enough.

The teacher is the denoiser with all its steps and its guidance; from one start it always comes to
the same picture. First such pairs of start and end are gathered, for pure noise and for noised
sketches and filled holes as live painting begins with; then the student learns to jump from a
start to its end. Regression on pairs of a deterministic sampler is Luhman and Luhman's
"Knowledge distillation in iterative generative models" (2021); that the guidance becomes part of
the student is Meng et al.'s "On distillation of guided diffusion models" (2023).

A jump that misses is put right by the next one: half of the examples start where the student's
own first jump leads, as its sampler will go on from there, with the same end as the aim.

A latent consistency model (Luo et al. 2023) needs no pairs, but each of its steps teaches a
sixteenth of the way only, and the rest has to trickle through from step to step; that takes many
times the pictures that two cores can pass.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from diffusers import UNet2DConditionModel
from peft import LoraConfig, get_peft_model_state_dict, set_peft_model_state_dict
from torch import Tensor, nn

from paintapp.training import checkpoint, denoiser, export, latents
from paintapp.training.latents import Cache
from paintapp.training.loop import Loop
from paintapp.training.normalise import quicken
from paintapp.training.optimiser import AdamOptimiser, Average
from paintapp.training.team import QUICKEST, Team, autocast, cores

STEPS = 900
BATCH = 16
PAIRS = 1280
"""Starts and ends that are gathered before the student trains."""
SHARD = 16
"""Pairs that are made together and kept in one file."""
LEARNING_RATE = 1e-3
RANK = 32
TARGETS = (
    r".*(to_[qkv]|to_out\.0|ff\.net\.0\.proj|ff\.net\.2|proj_in|proj_out|conv1|conv2"
    r"|conv_shortcut|time_emb_proj)$"
)
"""The layers that the LoRA changes: attention, feed-forwards, and the convolutions of blocks."""
FROM_NOISE = 0.2
"""The share of the pairs that start from nothing, as pictures from text do."""


_noise = functools.cache(denoiser.noise_shares)


def path(folder: Path) -> Path:
    """Where the stage keeps its checkpoint."""
    return folder / "quick.pt"


@dataclass(frozen=True)
class Pairs:
    """What the teacher has made: ``start`` and ``end`` are (n, 4, h, w) float32 latents.

    ``start`` has the noise of ``timestep`` (n,), 0..999; ``words`` (n, tokens, width) float16 are
    the caption's states. ``seconds`` is what making them has taken.
    """

    start: Tensor
    end: Tensor
    timestep: Tensor
    words: Tensor
    seconds: float


def _shares(noise: denoiser.Noise, timesteps: Tensor) -> tuple[Tensor, Tensor]:
    """Signal and noise of timesteps (n,) as (n, 1, 1, 1); at -1 there is no noise."""
    clean = timesteps < 0
    kept = timesteps.clamp_min(0)
    signal = torch.where(clean, 1.0, noise.signal[kept])
    return signal.view(-1, 1, 1, 1), torch.where(clean, 0.0, noise.noise[kept]).view(-1, 1, 1, 1)


def step_to(
    noised: Tensor, guess: Tensor, noise: denoiser.Noise, now: Tensor, then: Tensor
) -> tuple[Tensor, Tensor]:
    """DDIM (Song et al. 2021) for v (n, 4, h, w): (clean latents, latents at ``then``)."""
    a, b = _shares(noise, now)
    clean, drawn = a * noised - b * guess, b * noised + a * guess
    a, b = _shares(noise, then)
    return clean, a * clean + b * drawn


@torch.no_grad()
def end_of(
    teacher: UNet2DConditionModel,
    start: Tensor,
    timestep: Tensor,
    words: Tensor,
    empty: Tensor,
    steps: int,
    noise: denoiser.Noise,
) -> Tensor:
    """Where the teacher, guided, comes to in ``steps`` even steps from (n, 4, h, w) ``start``.

    ``timestep`` (n,) says how noisy each start is; ``words`` and ``empty`` are (n, tokens, width)
    states of the captions and of the empty caption.
    """
    present, states = start, torch.cat([empty, words]).to(QUICKEST)
    for done in range(steps):
        now, then = (
            ((timestep + 1) * (steps - at) / steps).round().long() - 1 for at in (done, done + 1)
        )
        both = torch.cat([present, present]).contiguous(memory_format=torch.channels_last)
        with autocast():
            guess = teacher(both, torch.cat([now, now]), states).sample.float()
        plain, guided = guess.chunk(2)
        guess = plain + export.GUIDANCE * (guided - plain)
        present = step_to(present, guess, noise, now, then)[1]
    return present


def _starts(
    cache: Cache, count: int, noise: denoiser.Noise, generator: torch.Generator
) -> tuple[int, Tensor, Tensor, Tensor]:
    """Steps of the teacher, and starts, timesteps and cache rows of ``count`` pairs."""
    rows = torch.randint(len(cache.true), (count,), generator=generator)
    drawn = torch.randn(cache.true[rows].shape, generator=generator)
    if torch.rand((), generator=generator) < FROM_NOISE:
        return export.STEPS, drawn, torch.full((count,), 999), rows
    # As a strength of a quarter to nearly one asks for; the middle, where sketches are refined,
    # comes most often.
    mean = torch.rand(2, generator=generator).mean()
    steps = int((0.25 + 0.7 * mean) * export.STEPS + 0.5)
    spread = 0.85 + 0.15 * torch.rand(count, generator=generator)
    timesteps = (1000 * steps / export.STEPS * spread).long() - 1
    mix = torch.rand(count, generator=generator).sqrt().view(-1, 1, 1, 1)
    begun = cache.true[rows] + mix * (cache.spoiled[rows] - cache.true[rows])
    a, b = _shares(noise, timesteps)
    return steps, a * begun + b * drawn, timesteps, rows


def _pair_files(folder: Path, teacher_step: int) -> list[Path]:
    return sorted((folder / "quick").glob(f"pairs-{teacher_step}-????.pt"))


def gather(folder: Path, seed: int, pairs: int, stop: checkpoint.Stop) -> None:
    """Let the teacher make ``pairs`` pairs in all, those that are there already included."""
    cache = latents.load(folder)
    teacher, about = denoiser.load(folder)
    teacher = teacher.to(memory_format=torch.channels_last)
    noise = _noise()
    done = {int(file.stem[-4:]) for file in _pair_files(folder, about["step"])}
    wanted = [index for index in range(-(-pairs // SHARD)) if index not in done]
    members, begin = cores(), time.monotonic()

    def make(index: int) -> None:
        if stop.wanted:
            return
        before = time.monotonic()
        generator = torch.Generator().manual_seed(seed * 100_003 + index)
        steps, start, timesteps, rows = _starts(cache, SHARD, noise, generator)
        words = cache.states[cache.caption[rows]]
        empty = cache.states[:1].expand_as(words)
        end = end_of(teacher, start, timesteps, words, empty, steps, noise)
        seconds = (time.monotonic() - before) / members
        made = Pairs(start, end, timesteps, words, seconds)
        checkpoint.save(folder / "quick" / f"pairs-{about['step']}-{index:04d}.pt", vars(made))

    with Team(nn.Identity()) as team:
        for first in range(0, len(wanted), members):
            numbers = wanted[first : first + members]
            list(team.pool.map(make, numbers))
            if stop.wanted:
                break
            seconds = time.monotonic() - begin
            print(f"quick: pairs {(numbers[-1] + 1) * SHARD}/{pairs} {seconds:.0f} s", flush=True)


def load_pairs(folder: Path, teacher_step: int) -> Pairs:
    """All pairs of the teacher as it was after ``teacher_step`` steps."""
    found = [checkpoint.load(file) for file in _pair_files(folder, teacher_step)]
    whole = {
        name: torch.cat([pairs[name] for pairs in found if pairs])
        for name in ("start", "end", "timestep", "words")
    }
    return Pairs(**whole, seconds=sum(pairs["seconds"] for pairs in found if pairs))


def student(teacher: UNet2DConditionModel) -> UNet2DConditionModel:
    """The teacher, frozen, with a LoRA that changes nothing yet and can be trained."""
    teacher.requires_grad_(False)
    teacher.add_adapter(LoraConfig(r=RANK, lora_alpha=RANK, target_modules=TARGETS), "quick")
    for parameter in teacher.parameters():
        parameter.data = parameter.data.float()
    return teacher.to(memory_format=torch.channels_last)


def weights(model: UNet2DConditionModel) -> dict[str, Tensor]:
    """The LoRA's weights by the names that peft knows them under."""
    found: dict[str, Tensor] = get_peft_model_state_dict(model, adapter_name="quick")
    return found


def _trained(model: nn.Module) -> nn.ParameterList:
    return nn.ParameterList([p for p in model.parameters() if p.requires_grad])


def batches(pairs: Pairs, generator: torch.Generator) -> Iterator[tuple[Tensor, ...]]:
    """Examples without end, see `loss_of`."""
    while True:
        rows = torch.randint(len(pairs.start), (BATCH,), generator=generator)
        now = pairs.timestep[rows]
        # Every second example is a later jump; two to four steps bring it to these levels.
        share = 0.25 + 0.5 * torch.rand(BATCH, generator=generator)
        later = ((now + 1) * share).long().clamp_min(1) - 1
        then = torch.where(torch.arange(BATCH) % 2 == 1, later, now)
        yield pairs.start[rows], now, then, pairs.words[rows], pairs.end[rows]


def loss_of(model: UNet2DConditionModel, share: tuple[Tensor, ...]) -> Tensor:
    """Mean distance between the ends that the student jumps to and the teacher's.

    ``share`` is starts (n, 4, h, w), their timesteps, the timesteps to jump from, word states and
    ends. Where both timesteps differ the student first goes from one to the other by itself. The
    distance of each value is pseudo-Huber (Song and Dhariwal 2024), which asks less than a square
    for the mean of all that is possible, and so for a blur.
    """
    start, now, then, words, end = share
    noise, words = _noise(), words.to(QUICKEST)
    moved = then != now
    if bool(moved.any()):
        with torch.no_grad():
            guess = model(start[moved], now[moved], words[moved]).sample.float()
        start = start.clone()
        start[moved] = step_to(start[moved], guess, noise, now[moved], then[moved])[1]
    start = start.contiguous(memory_format=torch.channels_last)
    guess = model(start, then, words).sample.float()
    clean, _ = step_to(start, guess, noise, then, torch.full_like(then, -1))
    difference = (clean - end).square()
    return ((difference + 0.03**2).sqrt() - 0.03).mean()


@dataclass(kw_only=True)
class _Loop(Loop):
    """The ordinary loop, which keeps the LoRA by peft's names, and what it has learnt from."""

    student: UNet2DConditionModel
    teacher_step: int
    pairs: Pairs

    def state(self) -> dict[str, Any]:
        return {
            **super().state(),
            "model": weights(self.student),
            "teacher_step": self.teacher_step,
            "pairs": len(self.pairs.start),
            "gathering_seconds": self.pairs.seconds,
        }


def train(folder: Path, seed: int, steps: int | None = None, pairs: int | None = None) -> None:
    """Gather the pairs, then train to ``steps`` in all, from the checkpoint where there is one.

    A checkpoint of an earlier denoiser lends its weights only.
    """
    with checkpoint.Stop() as stop:
        gather(folder, seed, pairs or PAIRS, stop)
        if not stop.wanted:
            _learn(folder, seed, steps or STEPS, stop)


def _learn(folder: Path, seed: int, steps: int, stop: checkpoint.Stop) -> None:
    teacher, about = denoiser.load(folder)
    pairs = load_pairs(folder, about["step"])
    torch.manual_seed(seed)
    model = student(teacher)
    state = checkpoint.load(path(folder))
    if state is not None:
        set_peft_model_state_dict(model, state["model"], adapter_name="quick")
    trained = _trained(model)
    loop = _Loop(
        "quick",
        path(folder),
        steps,
        trained,
        AdamOptimiser(trained, LEARNING_RATE),
        Average(trained, 0.99),
        warm_up=30,
        loss=0.5,
        tell_every=20,
        save_every=200,
        student=model,
        teacher_step=about["step"],
        pairs=pairs,
    )
    if state is not None and state["teacher_step"] == about["step"]:
        loop.take_up(state)
    generator = torch.Generator().manual_seed(seed + loop.step)
    with Team(quicken(model).train()) as team:
        loop.run(team, loss_of, batches(pairs, generator), stop)


def load(folder: Path) -> tuple[UNet2DConditionModel, dict[str, Any]]:
    """The denoiser with the trained LoRA (averaged weights), and what is known of the training."""
    state = checkpoint.load(path(folder))
    if state is None:
        raise SystemExit("No quick version yet: run the quick stage first.")
    teacher, about = denoiser.load(folder)
    if about["step"] != state["teacher_step"]:
        raise SystemExit("The quick version is one of another denoiser: run the quick stage again.")
    model = student(teacher)
    _trained(model).load_state_dict(state["average"])
    kept = ("step", "pictures", "pairs", "gathering_seconds", "seconds", "loss")
    return model.eval(), {key: state[key] for key in kept}
