"""Tips as other programs' brush files hold them, and reading such files within bounds."""

from __future__ import annotations

import struct
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from paintapp.formats.errors import FormatError
from paintapp.messages import Message

Bytes = NDArray[np.uint8]

MAXIMUM_FILE = 128 << 20
"""Bytes of a brush file."""
MAXIMUM_SIDE = 8192
"""Pixels of a side of a tip."""
MAXIMUM_PIXELS = 1 << 27
"""Pixels of all tips of a file together."""
MAXIMUM_TIPS = 2000

NAME_LENGTH = 80


class EmptyTipError(FormatError):
    """A tip without any paint."""


@dataclass(frozen=True, slots=True, eq=False)
class SampledTip:
    """One tip: ``cover`` (h, w) uint8 is how much paint each pixel gets, 255 all.

    ``spacing`` is the distance between dabs as a fraction of the tip's longer side, None where
    the file says nothing. ``angle`` in degrees, counterclockwise, and ``roundness`` 0..1 turn and
    flatten it; ``diameter`` is the size in pixels that the file's author meant.
    """

    name: str
    cover: Bytes
    spacing: float | None = None
    diameter: float | None = None
    angle: float = 0.0
    roundness: float = 1.0


@dataclass(frozen=True, slots=True)
class ComputedTip:
    """A round tip that a file describes by numbers: pixels, degrees, 0..1."""

    name: str
    diameter: float
    hardness: float
    spacing: float | None = None
    angle: float = 0.0
    roundness: float = 1.0


class Reader:
    """Reads big-endian values from bytes; FormatError where they end too early."""

    def __init__(self, data: bytes | memoryview) -> None:
        self._data = memoryview(data)
        self.position = 0

    @property
    def left(self) -> int:
        return len(self._data) - self.position

    def take(self, count: int) -> memoryview:
        """The next ``count`` bytes."""
        if not 0 <= count <= self.left:
            raise FormatError("it ends too early or is damaged")
        start = self.position
        self.position += count
        return self._data[start : self.position]

    def skip(self, count: int) -> None:
        self.take(count)

    def values(self, code: str) -> tuple[int, ...]:
        """Several integers, as `struct` writes their types."""
        return struct.unpack(f">{code}", self.take(struct.calcsize(f">{code}")))

    def value(self, code: str) -> int:
        return self.values(code)[0]

    def number(self) -> float:
        """A double."""
        return float(struct.unpack(">d", self.take(8))[0])


class Budget:
    """Counts what a file's tips amount to before they are decoded."""

    def __init__(self) -> None:
        self._pixels = 0
        self._tips = 0

    def claim(self, width: int, height: int) -> None:
        """FormatError when a tip of this size, or this many, would be too much."""
        if not (0 < width <= MAXIMUM_SIDE and 0 < height <= MAXIMUM_SIDE):
            raise FormatError(
                Message(
                    "a tip of {width} x {height} pixels is empty or too large",
                    width=width,
                    height=height,
                )
            )
        self._pixels += width * height
        self._tips += 1
        if self._pixels > MAXIMUM_PIXELS or self._tips > MAXIMUM_TIPS:
            raise FormatError("it holds more tips than can be read at once")


def tidy_name(name: str, otherwise: str) -> str:
    """A name of one line from an untrusted file; ``otherwise`` when nothing is left of it."""
    shown = "".join(letter if letter.isprintable() else " " for letter in name)
    return " ".join(shown.split())[:NAME_LENGTH].strip() or otherwise


def trimmed(cover: Bytes) -> Bytes:
    """A tip without its empty borders; EmptyTipError when there is no paint at all."""
    rows, columns = np.flatnonzero(cover.any(axis=1)), np.flatnonzero(cover.any(axis=0))
    if not rows.size:
        raise EmptyTipError("a tip is empty")
    return np.ascontiguousarray(cover[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1])


def cover_of_picture(rgba: Bytes) -> Bytes:
    """What a coloured tip (h, w, 4) straight RGBA covers, since ours take the artist's colour.

    Its alpha; where it is opaque throughout, its darkness (Rec. 709 luma).
    """
    alpha = rgba[..., 3]
    if alpha.min() < 255:
        return np.ascontiguousarray(alpha)
    luma = rgba[..., :3] @ np.array([0.2126, 0.7152, 0.0722], np.float32)
    return (255.5 - luma).astype(np.uint8)
