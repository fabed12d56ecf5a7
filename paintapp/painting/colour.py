"""Between 16-bit premultiplied pixels and the straight 8-bit colours of files and models."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from paintapp.document import FULL
from paintapp.document.pixels import Array

Bytes = NDArray[np.uint8]

Colour = tuple[int, int, int]
"""Straight red, green and blue, 0..65535, sRGB-encoded."""


def to_8bit(values: Array) -> Bytes:
    """16-bit channels rounded to the nearest of 256 levels (65535 -> 255); any shape."""
    # (255 v + 32895) >> 16 is v / 257 rounded to nearest, exactly, for every v.
    out = values.astype(np.uint32)
    out *= 255
    out += 32895
    out >>= 16
    return out.astype(np.uint8)


def to_16bit(values: Bytes) -> Array:
    """8-bit channels at 16 bits: each value times 257, so 255 becomes 65535; any shape."""
    return values.astype(np.uint16) * np.uint16(257)


def premultiply(straight: Array) -> Array:
    """Straight RGBA (..., 4) uint16 to premultiplied, rounded to nearest."""
    out = straight.copy()
    alpha = straight[..., 3:].astype(np.uint32)
    colour = straight[..., :3] * alpha
    colour += FULL // 2
    colour //= FULL
    out[..., :3] = colour
    return out


def unpremultiply(premultiplied: Array) -> Array:
    """Premultiplied RGBA (..., 4) uint16 to straight, rounded; transparent pixels become black.

    `premultiply` gives the same pixels back exactly, for colour <= alpha: the rounding error of
    1/2 at most shrinks by alpha / 65535 on the way back.
    """
    alpha = premultiplied[..., 3]
    colour = premultiplied * _RECIPROCALS[alpha][..., None]
    # Quotients lie at least 1/65535 apart, so the small term only decides ties: upwards.
    colour += 0.5 + 1e-6
    np.minimum(colour, FULL, out=colour)
    out: Array = colour.astype(np.uint16)
    out[..., 3] = alpha
    return out


def unpremultiply_for_bytes(premultiplied: Array) -> Array:
    """As `unpremultiply`, for files that others may read at 8 bits: (..., 4) uint16 to the same.

    Where alpha is below 65535, several straight values premultiply to one and the same. Of those
    this takes a multiple of 257, a value of 8 bits, if there is one: some programs drop the lower
    byte instead of rounding, and the colour that came in at 8 bits would come out one darker.
    """
    out = unpremultiply(premultiplied)
    if (premultiplied[..., 3] == FULL).all():
        return out
    rounded = to_8bit(out) * np.uint16(257)
    # (rounded * alpha + 32767) // 65535 == premultiplied, without the division; below 0 it wraps
    # around to something large.
    apart = rounded * premultiplied[..., 3:].astype(np.uint32)
    apart += np.uint32(FULL // 2)
    apart -= premultiplied * np.uint32(FULL)
    np.copyto(out[..., :3], rounded[..., :3], where=apart[..., :3] < FULL)
    return out


_RECIPROCALS = np.zeros(FULL + 1)
"""65535 / alpha; 0 for alpha 0. A table, because dividing takes seven times as long."""
_RECIPROCALS[1:] = FULL / np.arange(1, FULL + 1)


def over_background(premultiplied: Array, background: Colour) -> Array:
    """Premultiplied RGBA (h, w, 4) uint16 over one opaque colour: RGB (h, w, 3) uint16."""
    rest = np.uint32(FULL) - premultiplied[..., 3:]
    behind = rest * np.asarray(background, np.uint32)
    behind += FULL // 2
    behind //= FULL
    behind += premultiplied[..., :3]
    out: Array = np.minimum(behind, FULL).astype(np.uint16)
    return out


def to_8bit_rgb(premultiplied: Array, background: tuple[int, int, int] = (255, 255, 255)) -> Bytes:
    """Premultiplied RGBA (h, w, 4) uint16 over an 8-bit background colour: (h, w, 3) uint8."""
    red, green, blue = background
    return to_8bit(over_background(premultiplied, (red * 257, green * 257, blue * 257)))


def to_straight_8bit(premultiplied: Array) -> Bytes:
    """Premultiplied RGBA (h, w, 4) uint16 to straight RGBA (h, w, 4) uint8."""
    return to_8bit(unpremultiply(premultiplied))


def from_8bit(straight: Bytes) -> Array:
    """Straight RGB or RGBA (h, w, 3 or 4) uint8 to premultiplied (h, w, 4) uint16.

    Opaque pixels come back exactly from `to_8bit_rgb` and `to_straight_8bit`.
    """
    if straight.ndim != 3 or straight.shape[2] not in (3, 4):
        raise ValueError(f"an RGB or RGBA picture is expected, not shape {straight.shape}")
    height, width, channels = straight.shape
    out: Array = np.full((height, width, 4), FULL, np.uint16)
    out[..., :channels] = to_16bit(straight)
    return premultiply(out) if channels == 4 else out
