"""Pictures that brushes use: bitmap tips, and the grain of papers."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from paintapp.resources import resource

LARGEST_SIDE = 4096
"""Pixels; a larger picture is refused."""

MOST_FRAMES = 256

Kind = Literal["tips", "grains"]


@dataclass(frozen=True, slots=True)
class Bitmap:
    """A named grey picture, or several of one size that take turns.

    ``pixels`` is (frames, height, width) uint8, read-only: the coverage of a tip, 0..255, or the
    height of a grain, 255 where the paper stands out most and takes paint first. Two are equal when
    name and pixels are. ValueError when it is empty or too large.
    """

    name: str
    pixels: NDArray[np.uint8] = field(repr=False, compare=False)
    digest: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        pixels = np.ascontiguousarray(self.pixels, np.uint8)
        if pixels.ndim == 2:
            pixels = pixels[None]
        if pixels.ndim != 3 or not pixels.size:
            raise ValueError("a brush picture is grey and not empty")
        if max(pixels.shape[1:]) > LARGEST_SIDE or len(pixels) > MOST_FRAMES:
            raise ValueError("this brush picture is too large")
        pixels = pixels.copy() if pixels.flags.writeable else pixels
        pixels.flags.writeable = False
        object.__setattr__(self, "pixels", pixels)
        shape = "x".join(map(str, pixels.shape)).encode()
        object.__setattr__(self, "digest", hashlib.blake2b(shape + pixels.tobytes()).hexdigest())

    @property
    def frames(self) -> int:
        return len(self.pixels)


Find = Callable[[Kind, str], Bitmap]
"""Finds a picture by name; KeyError when there is none."""


@lru_cache(maxsize=256)
def bundled(kind: Kind, name: str) -> Bitmap:
    """A picture that comes with the program; KeyError when there is none of that name."""
    if name not in bundled_names(kind):
        raise KeyError(name)
    picture = cv2.imread(str(resource(f"brushes/{kind}/{name}.png")), cv2.IMREAD_GRAYSCALE)
    if picture is None:
        raise KeyError(name)
    return Bitmap(name, picture)


@lru_cache(maxsize=2)
def bundled_names(kind: Kind) -> tuple[str, ...]:
    """The names of the pictures that come with the program, in order."""
    return tuple(sorted(path.stem for path in resource(f"brushes/{kind}").glob("*.png")))
