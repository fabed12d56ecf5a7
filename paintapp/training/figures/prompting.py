"""Whether pictures show what their prompts say, as the judge sees it."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt
import torch

from paintapp.training import retrieval
from paintapp.training.drawings import Drawings
from paintapp.training.figures.pictures import Pictures
from paintapp.training.scenes import STYLE_WORDS, article, spoken_name
from paintapp.training.sources import FAVOURITES
from paintapp.worker.prompt_words import PromptWords

NAMES = 50
"""Among how many names the judge picks: chance is one in so many."""
AROUND = "on a white background"
SIDES = ("left of", "right of", "above")


def _distinct(spoken: list[str]) -> list[str]:
    return list(dict.fromkeys(spoken))


def _said(name: str) -> str:
    """A name as a person says it, always the same way."""
    return spoken_name(name, np.random.default_rng(0))


def favourite_names(cache: Drawings, seed: int) -> list[str]:
    """NAMES spoken names of the things a person sketches first, drawn by ``seed``."""
    known = {entry.name for entry in cache.entries}
    names = sorted(FAVOURITES & known)
    order = np.random.default_rng(seed).permutation(len(names))
    return _distinct([_said(names[int(index)]) for index in order])[:NAMES]


def picked(judge: retrieval.Judge, pictures: Pictures, names: list[str]) -> npt.NDArray[np.int64]:
    """For each picture (n, h, w, 3) the index of the name the judge finds it to show."""
    with torch.no_grad():
        choices = retrieval.sentence([f"{article(name)} {AROUND}" for name in names])
        scores = judge(retrieval.small(pictures), choices)
    return np.asarray(scores.argmax(1).numpy(), np.int64)


def english_prompts(names: list[str], seeds: int) -> list[str]:
    """``seeds`` prompts in a row for each name."""
    return [f"{article(name)} {AROUND}" for name in names for _ in range(seeds)]


def chinese_prompts(names: list[str], words: PromptWords, seeds: int) -> list[str]:
    """The same prompts said in Chinese and understood by the program's own words.

    A name without a Chinese word is asked for as "thing", which cannot be right.
    """
    chinese = {english: word for word, english in words.words.items()}
    asked = [words.english(f"白色背景上的{chinese.get(name, '东西')}") for name in names]
    return [prompt for prompt in asked for _ in range(seeds)]


def agreement(judge: retrieval.Judge, pictures: Pictures, names: list[str]) -> float:
    """Share of pictures whose own name the judge picks among all; chance is 1 / len(names).

    ``pictures`` come in the order of the names, as many for each.
    """
    right = np.arange(len(pictures)) // (len(pictures) // len(names))
    return float((picked(judge, pictures, names) == right).mean())


@dataclass(frozen=True)
class Pair:
    """A held-out drawing: row ``row`` of the cache, what its thing and its style are called."""

    row: int
    name: str
    style: str

    @property
    def prompt(self) -> str:
        return f"{article(self.style + ' drawing')} of {article(self.name)} {AROUND}"


def unseen_pairs(cache: Drawings, seed: int) -> list[Pair]:
    """NAMES held-out drawings of different things: the model has seen the thing in other styles
    and the style in other things, but never both together."""
    found: dict[str, Pair] = {}
    rows = cache.rows(held_out=True)
    for index in np.random.default_rng(seed).permutation(len(rows)):
        entry = cache.entries[rows[int(index)]]
        pair = Pair(rows[int(index)], _said(entry.name), STYLE_WORDS[entry.style][0])
        found.setdefault(pair.name, pair)
    return list(found.values())[:NAMES]


@dataclass(frozen=True)
class Scene:
    """Two different things, indices into the names, and where the first is to be."""

    first: int
    second: int
    side: str

    def prompt(self, names: list[str]) -> str:
        one, other = article(names[self.first]), article(names[self.second])
        return f"{one} {self.side} {other} {AROUND}"


def two_objects(names: list[str], count: int, seed: int) -> list[Scene]:
    """``count`` scenes of two things, the sides in turn."""
    rng = np.random.default_rng(seed)
    found = []
    for index in range(count):
        first, second = (int(i) for i in rng.choice(len(names), 2, replace=False))
        found.append(Scene(first, second, SIDES[index % len(SIDES)]))
    return found


def halves(picture: npt.NDArray[np.uint8], side: str) -> list[npt.NDArray[np.uint8]]:
    """The halves in which the first and the second thing belong, each made square by its rims."""
    middle = len(picture) // 2
    if side == "above":
        parts = [picture[:middle], picture[middle:]]
    else:
        parts = [picture[:, :middle], picture[:, middle:]]
    if side == "right of":
        parts.reverse()
    return [_squared(np.asarray(part, np.uint8)) for part in parts]


def _squared(part: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    height, width = part.shape[:2]
    side = max(height, width)
    above, left = (side - height) // 2, (side - width) // 2
    return np.asarray(
        cv2.copyMakeBorder(
            part,
            above,
            side - height - above,
            left,
            side - width - left,
            cv2.BORDER_REPLICATE,
        ),
        np.uint8,
    )


def places_agreement(
    judge: retrieval.Judge, pictures: Pictures, scenes: list[Scene], names: list[str]
) -> float:
    """Share of pictures with both things right and in their places.

    Each half is judged by itself: the judge picks among all names, and both picks have to be
    right. Chance is 1 / len(names)^2, one in 2,500 for fifty names; both things in each other's
    places count as wrong.
    """
    parts = [half for p, s in zip(pictures, scenes, strict=True) for half in halves(p, s.side)]
    choices = picked(judge, np.stack(parts), names).reshape(-1, 2)
    wanted = np.array([(scene.first, scene.second) for scene in scenes])
    return float((choices == wanted).all(1).mean())


def true_scene(
    cache: Drawings, scene: Scene, names: list[str], size: int, rng: np.random.Generator
) -> npt.NDArray[np.uint8]:
    """A scene as it ought to be, (size, size, 3): drawings of both things in their halves."""
    canvas = np.full((size, size, 3), 255, np.float32)
    # Both centres as shares of the sides, (x, y).
    centres = {
        "left of": ((0.26, 0.5), (0.74, 0.5)),
        "right of": ((0.74, 0.5), (0.26, 0.5)),
        "above": ((0.5, 0.26), (0.5, 0.74)),
    }[scene.side]
    for index, (across, down) in zip((scene.first, scene.second), centres, strict=True):
        rows = [i for i, entry in enumerate(cache.entries) if _said(entry.name) == names[index]]
        side = int(size * rng.uniform(0.4, 0.48))
        drawn = cv2.resize(
            np.array(cache.pixels[rows[rng.integers(len(rows))]]),
            (side, side),
            interpolation=cv2.INTER_AREA,
        ).astype(np.float32)
        left, top = int(size * across - side / 2), int(size * down - side / 2)
        part = canvas[top : top + side, left : left + side]
        part *= 1 - drawn[..., 3:] / 255
        part += drawn[..., :3]
    return np.clip(canvas + 0.5, 0, 255).astype(np.uint8)
