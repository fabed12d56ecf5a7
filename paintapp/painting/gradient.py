"""Gradients: stops of colour along a line, and what they look like on a canvas."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from paintapp.document import FULL, TILE, TileKey
from paintapp.document.pixels import Array
from paintapp.painting.colour import Colour
from paintapp.painting.covering import Paint

Shape = Literal["linear", "reflected", "radial", "conical"]
Repeat = Literal["none", "repeat", "mirror"]
Space = Literal["srgb", "linear", "oklab"]
Floats = NDArray[np.float64]

MOST_STOPS = 64
STEPS = 4096
"""Colours along one run of a gradient."""

LEVELS = 16
"""Thresholds of dithering."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A colour at a place 0..1 of a gradient.

    ``colour`` is straight 0..65535, or the name of one of the artist's two colours, which it then
    follows. ``opacity`` is 0..1.
    """

    place: float
    colour: Colour | Literal["foreground", "background"] = "foreground"
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Gradient:
    """Stops in the order of their places; two at the same place make a hard edge."""

    stops: tuple[Stop, ...]

    def __post_init__(self) -> None:
        if not 1 <= len(self.stops) <= MOST_STOPS:
            raise ValueError(f"a gradient has 1 to {MOST_STOPS} stops, not {len(self.stops)}")
        if any(a.place > b.place for a, b in zip(self.stops, self.stops[1:], strict=False)):
            raise ValueError("the stops of a gradient are in the order of their places")

    def text(self) -> str:
        """One line that `parsed` reads: ``0 foreground 1; 1 #ffff00008080 0.5``."""
        return "; ".join(
            f"{stop.place:.5g} {_colour_text(stop.colour)} {stop.opacity:.4g}"
            for stop in self.stops
        )

    def resolved(self, foreground: Colour, background: Colour) -> Gradient:
        """With the artist's colours in the place of their names."""
        named = {"foreground": foreground, "background": background}
        return Gradient(
            tuple(
                replace(stop, colour=named[stop.colour]) if isinstance(stop.colour, str) else stop
                for stop in self.stops
            )
        )

    def with_stop(self, index: int, stop: Stop) -> tuple[Gradient, int]:
        """With one stop replaced, which may pass others; and where it is then."""
        rest = [*self.stops[:index], *self.stops[index + 1 :]]
        return Gradient(tuple(rest)).added(stop) if rest else (Gradient((stop,)), 0)

    def added(self, stop: Stop) -> tuple[Gradient, int]:
        """With one more stop; and where it is."""
        index = sum(other.place <= stop.place for other in self.stops)
        return Gradient((*self.stops[:index], stop, *self.stops[index:])), index

    def without(self, index: int) -> Gradient:
        """With a stop less; the last one stays."""
        if len(self.stops) < 2:
            return self
        return Gradient((*self.stops[:index], *self.stops[index + 1 :]))

    def reversed(self) -> Gradient:
        return Gradient(tuple(replace(stop, place=1 - stop.place) for stop in reversed(self.stops)))


def parsed(text: str) -> Gradient:
    """A gradient from `Gradient.text`; ValueError when it is none."""
    stops = []
    for part in text.split(";"):
        words = part.split()
        if len(words) != 3:
            raise ValueError(f"a stop is a place, a colour and an opacity, not {part.strip()!r}")
        place, opacity = float(words[0]), float(words[2])
        if not (0 <= place <= 1 and 0 <= opacity <= 1):
            raise ValueError("places and opacities of stops are between 0 and 1")
        stops.append(Stop(place, _colour(words[1]), opacity))
    return Gradient(tuple(sorted(stops, key=lambda stop: stop.place)))


PLAIN = "0 foreground 1; 1 background 1"

PRESETS: tuple[tuple[str, str], ...] = (
    ("Foreground to background", PLAIN),
    ("Foreground to transparent", "0 foreground 1; 1 foreground 0"),
    ("Black to white", "0 #000000 1; 1 #ffffff 1"),
    ("Spectrum", "0 #ff2d2d 1; 0.17 #ffb02d 1; 0.33 #e8f04a 1; 0.5 #3ed66b 1; 0.67 #35c3e8 1; "
                 "0.83 #5a55e0 1; 1 #d64bc8 1"),
    ("Dawn", "0 #1d2350 1; 0.35 #6b4a86 1; 0.6 #e07a6a 1; 0.8 #f9b872 1; 1 #fdeec2 1"),
    ("Clear sky", "0 #1f5fae 1; 0.55 #6fb1e4 1; 1 #e3f3fb 1"),
    ("Night", "0 #05070f 1; 0.5 #131c3f 1; 1 #3a4f86 1"),
    ("Fire", "0 #2b0503 1; 0.3 #b3200b 1; 0.6 #f68a16 1; 0.85 #ffd65a 1; 1 #fff9e0 1"),
    ("Sea", "0 #06283d 1; 0.45 #12708a 1; 0.8 #66c6bf 1; 1 #e4f7ea 1"),
    ("Meadow", "0 #1f3a1c 1; 0.5 #5c8f33 1; 1 #d5e38a 1"),
    ("Gold", "0 #5b3b0c 1; 0.3 #b9892c 1; 0.5 #fff0ae 1; 0.65 #c99a3a 1; 1 #6d4913 1"),
    ("Steel", "0 #2c3238 1; 0.35 #a9b4bd 1; 0.5 #f4f7f9 1; 0.65 #8d99a3 1; 1 #3a424a 1"),
    ("Skin", "0 #5a2f25 1; 0.4 #b06f55 1; 0.75 #e5ae8e 1; 1 #f8dcc6 1"),
    ("Soft shadow", "0 #0a0f1e 0.75; 0.6 #0a0f1e 0.25; 1 #0a0f1e 0"),
)  # fmt: skip
"""Gradients that come with the program: (label, text)."""


def ramp(gradient: Gradient, steps: int = STEPS, space: Space = "srgb") -> Floats:
    """The colours of a gradient without names at ``steps`` places from its start to its end.

    (steps, 4) premultiplied, 0..65535. Between stops premultiplied colours are mixed: as they are
    encoded, in linear light (IEC 61966-2-1), or in Oklab (B. Ottosson, 2020), where lightness and
    hue change evenly.
    """
    places = np.array([stop.place for stop in gradient.stops])
    alphas = np.array([stop.opacity for stop in gradient.stops])
    colours = np.array([stop.colour for stop in gradient.stops], np.float64) / FULL
    mixed = _FROM_SRGB[space](colours) * alphas[:, None]
    at = np.linspace(0, 1, steps)
    alpha = np.interp(at, places, alphas)
    parts = np.stack([np.interp(at, places, mixed[:, i]) for i in range(3)], axis=1)
    straight = np.divide(parts, alpha[:, None], out=np.zeros_like(parts), where=alpha[:, None] > 0)
    encoded = np.clip(_TO_SRGB[space](straight), 0, 1)
    return np.concatenate([encoded * alpha[:, None], alpha[:, None]], axis=1) * FULL


def painted_gradient(
    gradient: Gradient,
    start: tuple[float, float],
    end: tuple[float, float],
    *,
    shape: Shape = "linear",
    repeat: Repeat = "none",
    space: Space = "srgb",
    dither: bool = True,
    opacity: float = 1.0,
) -> Paint:
    """A gradient without names from one canvas point to another, which differ.

    "linear" runs along the line; "reflected" does so to both sides of its start; "radial" is round
    about the start, out to the end; "conical" turns clockwise about the start, from the line's
    direction on. ``repeat`` says what follows beyond the end. Edges are antialiased. ``dither``
    spreads what an 8-bit screen or file cannot show over neighbouring pixels.
    """
    colours = ramp(gradient, STEPS, space) * opacity
    if shape == "conical":
        return _Conical(colours, start, end, repeat, dither).tile
    length = math.dist(start, end)
    periodic = repeat != "none"
    if repeat == "mirror":
        colours = np.concatenate([colours, colours[::-1]])
    colours, margin = _averaged(colours, STEPS / length, periodic)
    return _Even(_tables(colours, dither), margin, start, end, shape, periodic).tile


class _Even:
    """A gradient whose colours change as quickly everywhere."""

    def __init__(
        self,
        tables: NDArray[np.uint64],
        margin: int,
        start: tuple[float, float],
        end: tuple[float, float],
        shape: Shape,
        periodic: bool,
    ) -> None:
        self._count = tables.shape[1]
        self._margin = margin
        self._words = tables.reshape(-1)
        self._offsets = (_NOISE % len(tables)).astype(np.int32) * np.int32(self._count)
        dx, dy = end[0] - start[0], end[1] - start[1]
        self._start = start
        self._scale = STEPS / math.hypot(dx, dy)
        self._along = (dx / math.hypot(dx, dy), dy / math.hypot(dx, dy))
        self._shape = shape
        self._periodic = periodic

    def tile(self, key: TileKey) -> Array:
        x = _MIDDLES + (key[0] * TILE - self._start[0])
        y = _MIDDLES + (key[1] * TILE - self._start[1])
        if self._shape == "radial":
            at = np.sqrt((x * x)[None, :] + (y * y)[:, None]) * self._scale
        else:
            at = (x * (self._along[0] * self._scale))[None, :] + (
                y * (self._along[1] * self._scale)
            )[:, None]
            if self._shape == "reflected":
                np.abs(at, out=at)
        if self._periodic:
            at %= self._count
        else:
            at += self._margin
        index = np.clip(at, 0, self._count - 1).astype(np.int32)
        index += self._offsets
        pixels: Array = self._words.take(index).view(np.uint16).reshape(TILE, TILE, 4)
        return pixels


class _Conical:
    """A gradient about a point, which is the finer the nearer.

    Near the point colours are averaged for each pixel; elsewhere each tile takes them from tables
    that are averaged over about the width of a pixel there.
    """

    NEAR = 3 * TILE

    def __init__(
        self,
        colours: Floats,
        start: tuple[float, float],
        end: tuple[float, float],
        repeat: Repeat,
        dither: bool,
    ) -> None:
        if repeat == "mirror":
            colours = np.concatenate([colours[::2], colours[::-2]])
        self._colours = colours
        self._levels: dict[int, NDArray[np.uint64]] = {}
        self._count = count = len(colours)
        sums = np.concatenate([np.zeros((1, 4)), np.cumsum(np.tile(colours, (3, 1)), axis=0)])
        self._sums = sums
        self._start = start
        self._from = math.atan2(end[1] - start[1], end[0] - start[0]) / math.tau * count
        self._dither = dither

    def tile(self, key: TileKey) -> Array:
        count = self._count
        x = (_MIDDLES + (key[0] * TILE - self._start[0]))[None, :]
        y = (_MIDDLES + (key[1] * TILE - self._start[1]))[:, None]
        distance = math.hypot(x[0, TILE // 2], y[TILE // 2, 0])
        if distance > self.NEAR:
            turn = np.arctan2(y.astype(np.float32), x.astype(np.float32))
            turn *= np.float32(count / math.tau)
            turn -= np.float32(self._from)
            index = np.floor(turn).astype(np.int32) % count
            tables = self._tables(round(math.log2(count / (math.tau * distance))))
            index += (_NOISE % len(tables)).astype(np.int32) * np.int32(count)
            pixels: Array = tables.reshape(-1).take(index).view(np.uint16)
            return pixels.reshape(TILE, TILE, 4)
        at = (np.arctan2(y, x) * (count / math.tau) - self._from) % count
        width = np.clip(count / (math.tau * np.maximum(np.hypot(x, y), 0.1)), 1, count)
        first = np.floor(at + (count - width / 2 + 0.5)).astype(np.int64)
        last = first + np.round(width).astype(np.int64)
        values = (self._sums[last] - self._sums[first]) / (last - first)[..., None]
        if self._dither:
            part = ((_NOISE % LEVELS) + 0.5) / LEVELS - 0.5
            values = _dithered(values, part[..., None])
        return _pixels(values)

    def _tables(self, level: int) -> NDArray[np.uint64]:
        """The colours averaged over 2^level of them."""
        level = max(0, level)
        if level not in self._levels:
            averaged, _ = _averaged(self._colours, 2.0**level, True)
            self._levels[level] = _tables(averaged, self._dither)
        return self._levels[level]


def _tables(colours: Floats, dither: bool) -> NDArray[np.uint64]:
    """Words of four channels, (thresholds, colours): each row is dithered by another threshold."""
    levels = LEVELS if dither else 1
    parts = ((np.arange(levels) + 0.5) / levels - 0.5)[:, None, None]
    values = _dithered(colours[None], parts) if dither else colours[None]
    words: NDArray[np.uint64] = _pixels(values).view(np.uint64)[..., 0]
    return words


def _dithered(values: Floats, part: Floats) -> Floats:
    """Values moved by a part (-0.5..0.5) of an 8-bit step; clear and opaque stay what they are."""
    moved = values + part * 257
    alpha, whole = moved[..., 3:], values[..., 3:]
    alpha = np.where((whole <= 0) | (whole >= FULL), whole, np.clip(alpha, 0, FULL))
    colour = np.where(values[..., :3] > 0, moved[..., :3], 0)
    return np.concatenate([np.clip(colour, 0, alpha), alpha], axis=-1)


def _pixels(values: Floats) -> Array:
    out: Array = np.rint(np.clip(values, 0, FULL)).astype(np.uint16)
    np.minimum(out[..., :3], out[..., 3:], out=out[..., :3])
    return out


def _averaged(colours: Floats, width: float, periodic: bool) -> tuple[Floats, int]:
    """Each colour averaged with those within a pixel's width, so that hard edges are smooth.

    Unless they are periodic there are more colours before and after, up to where only the end's
    own is averaged; the second value says how many.
    """
    reach = min(max(1, round(width / 2)), len(colours))
    if periodic:
        padded = np.pad(colours, ((reach, reach), (0, 0)), mode="wrap")
    else:
        padded = np.pad(colours, ((2 * reach, 2 * reach), (0, 0)), mode="edge")
    sums = np.concatenate([np.zeros((1, 4)), np.cumsum(padded, axis=0)])
    size = 2 * reach + 1
    averaged: Floats = (sums[size:] - sums[:-size]) / size
    if not periodic:
        averaged[0], averaged[-1] = colours[0], colours[-1]  # sums are not that exact
    return averaged, 0 if periodic else reach


_MIDDLES = np.arange(TILE) + 0.5

_NOISE = np.random.default_rng(1).permutation(TILE * TILE).reshape(TILE, TILE)
"""A fixed order of a tile's pixels, for dithering."""


def _same(colours: Floats) -> Floats:
    return colours


def _to_linear(encoded: Floats) -> Floats:
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)


def _from_linear(linear: Floats) -> Floats:
    linear = np.clip(linear, 0, 1)
    return np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)


_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_OKLAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
"""https://bottosson.github.io/posts/oklab/: linear sRGB to cone responses, their roots to Lab."""


def _to_oklab(encoded: Floats) -> Floats:
    lab: Floats = np.cbrt(_to_linear(encoded) @ _LMS.T) @ _OKLAB.T
    return lab


def _from_oklab(lab: Floats) -> Floats:
    return _from_linear((lab @ np.linalg.inv(_OKLAB).T) ** 3 @ np.linalg.inv(_LMS).T)


_FROM_SRGB = {"srgb": _same, "linear": _to_linear, "oklab": _to_oklab}
_TO_SRGB = {"srgb": _same, "linear": _from_linear, "oklab": _from_oklab}


def _colour_text(colour: Colour | str) -> str:
    if isinstance(colour, str):
        return colour
    return "#" + "".join(f"{channel:04x}" for channel in colour)


def _colour(word: str) -> Colour | Literal["foreground", "background"]:
    if word == "foreground":
        return "foreground"
    if word == "background":
        return "background"
    digits = word.removeprefix("#")
    if not word.startswith("#") or len(digits) not in (6, 12):
        raise ValueError(f"a colour is #rrggbb or #rrrrggggbbbb, not {word!r}")
    size = len(digits) // 3
    values: Iterable[int] = (int(digits[i : i + size], 16) for i in range(0, len(digits), size))
    red, green, blue = (value * 257 if size == 2 else value for value in values)
    return red, green, blue
