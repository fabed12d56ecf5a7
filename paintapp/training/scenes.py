"""Scenes composed from drawings, each with a caption and a spoiled copy to learn repair from."""

# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from paintapp.training import backgrounds, degrade, looks
from paintapp.training.drawings import Drawing, Drawings
from paintapp.training.sources import FAVOURITES, PLAIN_NAMES

Image = npt.NDArray[np.uint8]

SIZE = 160
RENDERED = 0.22
"""Share of the scenes for training that are given one of the looks which no source has."""

_WATER = frozenset(
    "sailboat ship motor-boat speedboat canoe ferry passenger-ship duck swan water-wave "
    "ring-buoy person-surfing person-swimming spouting-whale whale dolphin".split()
)
_SWIMMERS = frozenset(
    "fish tropical-fish blowfish shark octopus squid crab lobster dolphin whale "
    "spouting-whale turtle seal jellyfish coral orca shrimp mermaid merman spiral-shell".split()
)
_FLIERS = frozenset(
    "airplane small-airplane rocket helicopter bird eagle butterfly honeybee balloon kite "
    "sun cloud crescent-moon star rainbow flying-saucer parachute dove owl parrot bat "
    "lady-beetle dragon full-moon sun-with-face ringed-planet comet satellite shooting-star "
    "glowing-star".split()
)
_RECOLOURED = {
    "red": 4,
    "orange": 15,
    "yellow": 26,
    "green": 55,
    "blue": 108,
    "purple": 138,
    "pink": 165,
}
_COUNTS = {2: ("two", "two", "a pair of"), 3: ("three",)}
NAMED_STYLE = 0.3
"""Share of the captions that name the style of the source."""
_STYLE_TEMPLATES = ("{thing}, {style} style", "{drawing} of {thing}", "{style} {bare}")
STYLE_WORDS = {
    "shaded": ("shaded",),
    "glossy": ("glossy",),
    "flat": ("flat",),
    "simple": ("simple", "simple", "flat"),
    "cartoon": ("cartoon",),
    "poster": ("poster", "flat"),
}
"""What a person may call each source's style: three of them are flat."""


@dataclass(frozen=True)
class Scene:
    """``picture`` and ``spoiled`` are (SIZE, SIZE, 3) uint8; ``hole`` says how it was spoiled."""

    picture: Image
    spoiled: Image
    hole: bool
    caption: str


def article(words: str) -> str:
    """The words with "a" or "an", or as they are when they are plural."""
    plural = words.endswith("s") and not words.endswith(("ss", "us", "bus", "cactus", "octopus"))
    if plural:
        return words
    return f"an {words}" if words[0] in "aeiou" else f"a {words}"


def _plural(words: str) -> str:
    if words.endswith(("ss", "x", "sh", "ch")):
        return f"{words}es"
    if words.endswith("s"):
        return words
    return f"{words[:-1]}ies" if words.endswith("y") and words[-2] not in "aeiou" else f"{words}s"


def spoken_name(name: str, rng: np.random.Generator) -> str:
    """What a person would call the thing: its plain name, or its official one."""
    plain = PLAIN_NAMES.get(name)
    if plain and rng.random() < 0.85:
        return plain[rng.integers(len(plain))]
    words = name.replace("-", " ")
    if words.endswith(" face") and rng.random() < 0.4:
        animal = words.removesuffix(" face")
        if animal in (
            "cat",
            "dog",
            "cow",
            "pig",
            "mouse",
            "horse",
            "monkey",
            "rabbit",
            "tiger",
            "dragon",
        ):
            return animal
    return words


def _recolour(pixels: Image, target: int) -> Image:
    """Turn all saturated colours of a drawing to one hue; ``target`` is OpenCV's hue 0..179."""
    hsv = cv2.cvtColor(pixels[..., :3], cv2.COLOR_RGB2HSV)
    saturated = hsv[..., 1] > 60
    if not saturated.any():
        return pixels
    main = int(np.median(hsv[..., 0][saturated]))
    hsv[..., 0] = ((hsv[..., 0].astype(np.int16) - main + target) % 180).astype(np.uint8)
    return np.dstack([cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB), pixels[..., 3]])


@dataclass(frozen=True)
class _Thing:
    pixels: Image
    name: str
    colour: str
    entry: Drawing

    def words(self, rng: np.random.Generator) -> str:
        name = spoken_name(self.name, rng)
        if (
            self.colour
            and self.colour not in name
            and not name.startswith(("red", "green", "blue"))
        ):
            return f"{self.colour} {name}"
        return name


def _dressed(things: list[_Thing], look: looks.Look, rng: np.random.Generator) -> list[_Thing]:
    """The things in a look; one thing several times is drawn once, so that it stays the same."""
    if all(thing is things[0] for thing in things):
        return [replace(things[0], pixels=look.thing(things[0].pixels, rng))] * len(things)
    return [replace(thing, pixels=look.thing(thing.pixels, rng)) for thing in things]


class Composer:
    """Draws scenes of ``size`` pixels from some rows of the drawings.

    One generator state gives one scene. ``rendered`` (0..1) is the share of scenes that get one of
    the looks which no source has.
    """

    def __init__(
        self, drawings: Drawings, rows: list[int], size: int = SIZE, rendered: float = 0.0
    ) -> None:
        self.drawings = drawings
        self.rendered = rendered
        self.size = size
        self.rows = rows
        weights = np.array([self._weight(drawings.entries[row]) for row in rows], np.float64)
        self.chances = weights / weights.sum()
        kinds = ("Animals & Nature", "Travel & Places", "People & Body")
        self.outdoors = frozenset(e.name for e in drawings.entries if e.category in kinds)

    @staticmethod
    def _weight(entry: Drawing) -> float:
        if entry.name in FAVOURITES:
            return 12.0  # few things, drawn well, rather than many badly
        return 0.6 if entry.category in ("Smileys & Emotion", "People & Body") else 1.0

    def _thing(self, rng: np.random.Generator, row: int | None = None) -> _Thing:
        row = int(rng.choice(self.rows, p=self.chances)) if row is None else row
        entry = self.drawings.entries[row]
        pixels = np.array(self.drawings.pixels[row])
        colour = entry.colour if rng.random() < 0.35 else ""
        paintable = entry.category in ("Travel & Places", "Objects", "Activities")
        if (
            paintable
            and entry.colour not in ("", "grey", "white", "black", "brown")
            and rng.random() < 0.45
        ):
            colour = list(_RECOLOURED)[rng.integers(len(_RECOLOURED))]
            pixels = _recolour(pixels, _RECOLOURED[colour])
        elif rng.random() < 0.2:
            gain = rng.uniform(0.9, 1.1, 3).astype(np.float32)
            rgb = np.minimum(pixels[..., :3] * gain, pixels[..., 3:])
            pixels = np.dstack([rgb.astype(np.uint8), pixels[..., 3]])
        if rng.random() < 0.5:
            pixels = pixels[:, ::-1]
        if rng.random() < 0.25:
            side = len(pixels)
            middle = (side / 2 - 0.5, side / 2 - 0.5)
            turn = cv2.getRotationMatrix2D(middle, float(rng.uniform(-18, 18)), 1.0)
            pixels = cv2.warpAffine(pixels, turn, (side, side), flags=cv2.INTER_LINEAR)
        return _Thing(np.ascontiguousarray(pixels), entry.name, colour, entry)

    def _background(self, names: list[str], rng: np.random.Generator) -> backgrounds.Background:
        first = names[0]
        if first in _WATER and rng.random() < 0.6:
            return backgrounds.water(self.size, rng)
        if first in _SWIMMERS and rng.random() < 0.5:
            return backgrounds.underwater(self.size, rng)
        if first in _FLIERS and rng.random() < 0.5:
            return backgrounds.open_sky(self.size, rng)
        kinds = (backgrounds.plain, backgrounds.painted, backgrounds.landscape, backgrounds.indoors)
        outdoors = not self.outdoors.isdisjoint(names)
        shares = (0.38, 0.16, 0.46, 0.0) if outdoors else (0.48, 0.22, 0.1, 0.2)
        return kinds[rng.choice(4, p=shares)](self.size, rng)

    def compose(
        self, rng: np.random.Generator, row: int | None = None, count: int | None = None
    ) -> tuple[Image, str]:
        """One picture and its caption; ``row`` picks the (first) drawing, ``count`` how many."""
        if count is None:
            draw = rng.random()
            count = 1 if draw < 0.68 else 2 if draw < 0.94 else 3
        if count == 1:
            things = [self._thing(rng, row)]
        elif count == 2 and rng.random() < 0.75:
            things = [self._thing(rng, row), self._thing(rng)]
        else:
            things = [self._thing(rng, row)] * count
        look = None
        if self.rendered and rng.random() < self.rendered:
            look = looks.LOOKS[rng.integers(len(looks.LOOKS))]
            things = _dressed(things, look, rng)
        background = self._background([thing.name for thing in things], rng)
        canvas = background.picture
        if len(things) == 1:
            place = self._single(canvas, things[0], background, rng)
            words = article(things[0].words(rng))
        elif things[0] is things[1]:
            self._row(canvas, things, background, rng)
            name = things[0].words(rng)
            amounts = _COUNTS[len(things)]
            place, words = "", f"{amounts[rng.integers(len(amounts))]} {_plural(name)}"
        else:
            place, words = "", self._pair(canvas, things, background, rng)
        if look is not None:
            canvas = look.finish(canvas, rng)
        caption = self._caption(
            words, place, self._style(things[0], look, rng), background.words, rng
        )
        return np.clip(canvas + 0.5, 0, 255).astype(np.uint8), caption

    @staticmethod
    def _style(thing: _Thing, look: looks.Look | None, rng: np.random.Generator) -> str:
        """The word for the scene's style, or nothing: a look is always named."""
        words = STYLE_WORDS[thing.entry.style] if look is None else look.words
        if look is None and rng.random() >= NAMED_STYLE:
            return ""
        return words[rng.integers(len(words))]

    @staticmethod
    def _caption(words: str, place: str, style: str, around: str, rng: np.random.Generator) -> str:
        if style:
            template = _STYLE_TEMPLATES[rng.integers(3)]
            bare = words.removeprefix("a ").removeprefix("an ")
            words = template.format(
                thing=words, bare=bare, style=style, drawing=article(f"{style} drawing")
            )
        if (around == "on a white background" and rng.random() < 0.5) or rng.random() < 0.1:
            around = ""
        return " ".join(part for part in (words, place, around) if part)

    def _paste(self, canvas: backgrounds.Canvas, pixels: Image, size: int, x: int, y: int) -> None:
        """Lay a drawing of ``size`` pixels with its top left at (x, y), cut at the borders."""
        size = max(size, 8)
        drawn = cv2.resize(pixels, (size, size), interpolation=cv2.INTER_AREA).astype(np.float32)
        left, top = max(x, 0), max(y, 0)
        right, bottom = min(x + size, self.size), min(y + size, self.size)
        if right <= left or bottom <= top:
            return
        part = drawn[top - y : bottom - y, left - x : right - x]
        target = canvas[top:bottom, left:right]
        target *= 1 - part[..., 3:] / 255
        target += part[..., :3]

    def _shadow(self, canvas: backgrounds.Canvas, size: int, x: int, y: int) -> None:
        shade = np.zeros((self.size, self.size), np.float32)
        centre = (x + size // 2, min(y + int(size * 0.97), self.size - 2))
        cv2.ellipse(shade, centre, (int(size * 0.42), max(2, int(size * 0.06))), 0, 0, 360, 0.3, -1)
        canvas *= 1 - cv2.GaussianBlur(shade, (0, 0), 2.0)[..., None]

    def _foot(
        self, background: backgrounds.Background, size: int, name: str, rng: np.random.Generator
    ) -> int:
        """The y where a drawing of ``size`` starts: standing on the ground where there is one."""
        if background.ground == 0 or name in _FLIERS:
            low, high = -0.04 * size, self.size - 0.96 * size
            return int(rng.uniform(min(low, high), max(low, high)))
        foot = rng.uniform(background.ground + 0.05, 1.0) * self.size
        return int(np.clip(foot - size * 0.97, -0.05 * size, self.size - size * 0.96))

    def _single(
        self,
        canvas: backgrounds.Canvas,
        thing: _Thing,
        background: backgrounds.Background,
        rng: np.random.Generator,
    ) -> str:
        small = rng.random() < 0.2
        size = int(self.size * (rng.uniform(0.28, 0.5) if small else rng.uniform(0.58, 0.98)))
        x = int(rng.uniform(-0.03 * self.size, self.size * 1.03 - size))
        y = self._foot(background, size, thing.name, rng)
        if background.ground and thing.name not in _FLIERS | _WATER and rng.random() < 0.4:
            self._shadow(canvas, size, x, y)
        self._paste(canvas, thing.pixels, size, x, y)
        if small and rng.random() < 0.6:
            centre = (x + size / 2) / self.size
            side = "left" if centre < 0.38 else "right" if centre > 0.62 else ""
            return f"on the {side}" if side else "in the middle"
        return ""

    def _row(
        self,
        canvas: backgrounds.Canvas,
        things: list[_Thing],
        background: backgrounds.Background,
        rng: np.random.Generator,
    ) -> None:
        step = self.size / len(things)
        size = int(step * rng.uniform(0.85, 1.05))
        y = self._foot(background, size, things[0].name, rng)
        for index, thing in enumerate(things):
            x = int(step * (index + 0.5) - size / 2 + rng.normal() * 2)
            self._paste(canvas, thing.pixels, size, x, int(y + rng.normal() * 2))

    def _pair(
        self,
        canvas: backgrounds.Canvas,
        things: list[_Thing],
        background: backgrounds.Background,
        rng: np.random.Generator,
    ) -> str:
        first, second = things
        one, two = article(first.words(rng)), article(second.words(rng))
        above = (first.name in _FLIERS and second.name not in _FLIERS) or rng.random() < 0.15
        if above:
            size = int(self.size * rng.uniform(0.3, 0.48))
            other = int(self.size * rng.uniform(0.42, 0.56))
            self._paste(
                canvas,
                second.pixels,
                other,
                int(rng.uniform(0, self.size - other)),
                self.size - int(other * 1.02),
            )
            self._paste(
                canvas,
                first.pixels,
                size,
                int(rng.uniform(0, self.size - size)),
                int(rng.uniform(-2, 6)),
            )
            return f"{one} {('above', 'over')[rng.integers(2)]} {two}"
        sizes = [int(self.size * rng.uniform(0.38, 0.56)) for _ in things]
        mirrored = rng.random() < 0.5
        order = (second, first) if mirrored else (first, second)
        for index, (thing, size) in enumerate(zip(order, sizes, strict=True)):
            x = int(self.size * (0.27 + 0.46 * index) - size / 2 + rng.normal() * 3)
            self._paste(
                canvas, thing.pixels, size, x, self._foot(background, size, thing.name, rng)
            )
        if rng.random() < 0.3:
            return f"{one} and {two}"
        side = "right" if mirrored else "left"
        joint = f"{side} of" if rng.random() < 0.5 else f"to the {side} of"
        return f"{one} {joint} {two}"

    def scene(self, rng: np.random.Generator) -> Scene:
        """A picture with its caption and a spoiled copy: two thirds sketches, one third holes."""
        picture, caption = self.compose(rng)
        hole = bool(rng.random() < 0.35)
        if hole:
            # Of three holes the one over the busiest part: filling bare background teaches little.
            masks = [degrade.random_hole(self.size, rng) for _ in range(3)]
            mask = max(masks, key=lambda hole: float(picture[hole > 127].std()))
            spoiled = degrade.fill_hole(picture, mask, int(rng.choice([0, 0, 1, 1, 2])))
        else:
            spoiled = degrade.sketch(picture, degrade.random_roughness(rng), rng)
        return Scene(picture, spoiled, hole, caption)
