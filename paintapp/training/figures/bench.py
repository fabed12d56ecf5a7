"""What the figures share: the models, and the pictures that several of them look at, made once."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np

from paintapp.training import drawings, retrieval, sampling
from paintapp.training.figures import pictures, prompting
from paintapp.training.figures.pictures import HeldOut, Pictures


@dataclass(frozen=True)
class Amounts:
    """How many pictures the figures look at."""

    rounds: int = 3
    """How often each held-out drawing is composed anew for the Frechet distance: with few pictures
    even true ones are far from each other."""
    seeds: int = 4
    """Pictures of each name."""
    pair_seeds: int = 1
    """Pictures of each unseen pair of a style and a thing."""
    scenes: int = 60
    """Pictures of two things."""
    edges: int = 16
    """Sketches that are refined at every strength."""


@dataclass
class Bench:
    """One evaluation of the exported ``model``; drawings and judge are the training folder's."""

    folder: Path
    model: Path
    seed: int = 1234
    amounts: Amounts = field(default_factory=Amounts)
    quiet: bool = False
    what: str = ""
    """What is being made, for the line that says how far it is."""
    began: float = field(default_factory=time.monotonic)

    def tell(self, done: int, total: int) -> None:
        """Say on standard error how far the work is."""
        if not self.quiet:
            seconds = time.monotonic() - self.began
            print(f"{seconds:6.0f} s  {self.what}: {done}/{total}", file=sys.stderr, flush=True)

    @cached_property
    def judge(self) -> retrieval.Judge:
        return retrieval.load(self.folder)

    @cached_property
    def sampler(self) -> sampling.Sampler:
        return sampling.load(self.model, self.tell)

    @cached_property
    def quick(self) -> sampling.Sampler:
        return sampling.load_quick(self.model, self.tell)

    @cached_property
    def cache(self) -> drawings.Drawings:
        return drawings.load(self.folder)

    @property
    def size(self) -> int:
        return self.sampler.size

    def held_out(self, offset: int, rounds: int = 1) -> HeldOut:
        """Held-out drawings at the model's native size, composed by ``seed + offset``."""
        return pictures.held_out(self.folder, self.seed + offset, rounds, self.size)

    @cached_property
    def single(self) -> HeldOut:
        """Each held-out drawing once."""
        return self.held_out(2)

    @cached_property
    def true(self) -> HeldOut:
        """Each held-out drawing several times, to be sketched."""
        return self.held_out(0, self.amounts.rounds)

    @cached_property
    def rough(self) -> Pictures:
        """Sketches of ``true``."""
        return pictures.sketches(self.true.pictures, self.seed)

    def refined(self, strength: float, count: int) -> Pictures:
        """The first ``count`` sketches refined at ``strength``; what is there already is reused."""
        known = self._refined.get(strength)
        have = 0 if known is None else len(known)
        if have < count:
            self.what = f"sketches at strength {strength}"
            captions = self.true.captions[have:count]
            more = self.sampler.refine(self.rough[have:count], captions, strength, self.seed + have)
            self._refined[strength] = more if known is None else np.concatenate([known, more])
        return self._refined[strength][:count]

    _refined: dict[float, Pictures] = field(default_factory=dict)

    @cached_property
    def names(self) -> list[str]:
        return prompting.favourite_names(self.cache, self.seed)

    def painted(self, prompts: list[str], quick: bool = False) -> Pictures:
        """Pictures from prompts, the i-th by ``seed + i``; the same prompt and seed is made once.

        Batches of other pictures around it do not change a picture by more than rounding does.
        """
        made = self._quick if quick else self._painted
        keys = [(prompt, self.seed + index) for index, prompt in enumerate(prompts)]
        lacking = [key for key in keys if key not in made]
        if lacking:
            sampler = self.quick if quick else self.sampler
            found = sampler.text([prompt for prompt, _ in lacking], [seed for _, seed in lacking])
            made.update(zip(lacking, found, strict=True))
        return np.stack([made[key] for key in keys])

    _painted: dict[tuple[str, int], Pictures] = field(default_factory=dict)
    _quick: dict[tuple[str, int], Pictures] = field(default_factory=dict)

    @cached_property
    def english(self) -> Pictures:
        """The names asked for in English, several pictures each."""
        self.what = "English prompts"
        return self.painted(prompting.english_prompts(self.names, self.amounts.seeds))


Figure = Callable[[Bench], dict[str, object]]
