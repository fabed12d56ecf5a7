"""Blend modes: the sixteen of W3C Compositing and Blending Level 1, and ``plus``.

Formulas: https://www.w3.org/TR/compositing-1/. With straight colours cb (backdrop) and cs (source)
and alphas ab and as, the premultiplied result is

    co = cs as (1 - ab) + cb ab (1 - as) + as ab B(cb, cs)        ao = as + ab - as ab

Most modes run in QPainter's compiled raster engine on 16-bit channels. Those it lacks, and
color-dodge, whose quotient needs more precision than it has there, run in float32. Every mode
keeps colour <= alpha and lies within 4 of 65535 of the formula.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage, QPainter

from paintapp.document import FULL
from paintapp.document.pixels import Array
from paintapp.painting.colour import unpremultiply

Floats = NDArray[np.float32]
Operator = QPainter.CompositionMode


@dataclass(frozen=True, slots=True)
class BlendMode:
    """One row of the table of blend modes.

    ``id`` is the name of the W3C specification, ``ora`` the composite-op in OpenRaster, ``psd``
    the four-character key in Photoshop files. Exactly one of ``operator`` (QPainter's compiled
    mode) and ``formula`` is given; a formula takes premultiplied backdrop and source, (h, w, 4)
    float32 in 0..1, and returns as ab B(cb, cs), (h, w, 3).
    """

    id: str
    label: str
    ora: str
    psd: str
    operator: Operator | None = None
    formula: Callable[[Floats, Floats], Floats] | None = None

    def function(self, backdrop: Array, source: Array) -> None:
        """Blend ``source`` onto ``backdrop`` in place; both (h, w, 4) uint16 premultiplied.

        The backdrop must be writeable and its pixels contiguous within a row.
        """
        if self.formula is not None:
            _blend_by_formula(backdrop, source, self.formula)
            return
        assert self.operator is not None
        painted(backdrop, source, self.operator)

    def atop(self, backdrop: Array, source: Array) -> None:
        """Blend in place only where the backdrop is opaque; its alpha stays as it is.

        co = cb ab (1 - as) + as ab B(cb, cs), the source-atop operator of W3C Compositing.
        """
        if self.formula is not None:
            _blend_by_formula(backdrop, source, self.formula, atop=True)
        elif self.operator is Operator.CompositionMode_SourceOver:
            painted(backdrop, source, Operator.CompositionMode_SourceAtop)
        else:
            # Onto the opaque backdrop, and then made as transparent again.
            alpha = backdrop[..., 3].copy()
            opaque = unpremultiply(backdrop)
            opaque[..., 3] = FULL
            self.function(opaque, source)
            backdrop[...] = multiplied(opaque, alpha)


FORMAT = QImage.Format.Format_RGBA64_Premultiplied
"""Of all colours: 16 bits a channel, premultiplied."""


def multiplied(tile: Array, mask: Array, opacity: int = FULL) -> Array:
    """(h, w, 4) uint16 times a mask (h, w) uint16 times an opacity, 65535 meaning 1.

    One multiplication for all four channels keeps colour <= alpha.
    """
    factor = cv2.merge((mask, mask, mask, mask))
    out: Array = cv2.multiply(tile, factor, scale=opacity / FULL / FULL)
    return out


def image_of(pixels: Array) -> QImage:
    """A QImage on the memory of ``pixels`` ((h, w, 4) uint16, rows may be apart), not a copy.

    The array must outlive the image.
    """
    height, width, _ = pixels.shape
    memory = pixels if pixels.flags.c_contiguous else _row_memory(pixels)
    return QImage(memory.data, width, height, pixels.strides[0], FORMAT)


def _row_memory(pixels: Array) -> NDArray[np.uint8]:
    """The bytes from the first pixel to the last, as one contiguous view."""
    height, width = pixels.shape[:2]
    size = (height - 1) * pixels.strides[0] + width * 8
    return np.lib.stride_tricks.as_strided(
        pixels.view(np.uint8), (size,), (1,), writeable=bool(pixels.flags.writeable)
    )


def painted(backdrop: Array, source: Array, operator: Operator) -> None:
    """Combine ``source`` with ``backdrop`` in place by one of QPainter's operators."""
    target = image_of(backdrop)
    painter = QPainter(target)
    painter.setCompositionMode(operator)
    painter.drawImage(0, 0, image_of(source))
    painter.end()


def _blend_by_formula(
    backdrop: Array,
    source: Array,
    formula: Callable[[Floats, Floats], Floats],
    atop: bool = False,
) -> None:
    """Blend in place; ``atop`` leaves out what the source adds where the backdrop is not."""
    scale = np.float32(1 / FULL)
    below = backdrop * scale
    above = source * scale
    alpha_below, alpha_above = below[..., 3:], above[..., 3:]
    out = formula(below, above)
    out += below[..., :3] * (1 - alpha_above)
    if not atop:
        out += above[..., :3] * (1 - alpha_below)
        alpha = alpha_above + alpha_below - alpha_above * alpha_below
        backdrop[..., 3:] = alpha * FULL + np.float32(0.5)
    out *= FULL
    out += np.float32(0.5)
    np.clip(out, 0, backdrop[..., 3:], out=out)
    backdrop[..., :3] = out


def _color_dodge(below: Floats, above: Floats) -> Floats:
    """as ab min(1, cb / (1 - cs)), and 0 where cb is 0."""
    alpha = above[..., 3:]
    rest = alpha - above[..., :3]
    limit = alpha * below[..., 3:]
    backdrop = below[..., :3]
    out: Floats = (backdrop > 0) * limit
    np.divide(backdrop * alpha * alpha, rest, out=out, where=rest > 0)
    np.minimum(out, limit, out=out)
    return out


_RED, _GREEN, _BLUE = np.float32(0.3), np.float32(0.59), np.float32(0.11)


def _luminosity(colour: Floats) -> Floats:
    """Lum(C), (h, w, 1)."""
    light: Floats = colour[..., :1] * _RED + colour[..., 1:2] * _GREEN + colour[..., 2:3] * _BLUE
    return light


def _extent(colour: Floats) -> tuple[Floats, Floats]:
    """The least and the greatest channel, each (h, w, 1)."""
    red, green, blue = colour[..., :1], colour[..., 1:2], colour[..., 2:3]
    return (
        np.minimum(np.minimum(red, green), blue),
        np.maximum(np.maximum(red, green), blue),
    )


def _with_luminosity(colour: Floats, luminosity: Floats, limit: Floats) -> Floats:
    """SetLum and ClipColor, for colours scaled by ``limit`` (as ab) instead of 1."""
    colour = colour + (luminosity - _luminosity(colour))
    least, greatest = _extent(colour)
    light = _luminosity(colour)
    chroma = colour - light
    factor = np.ones_like(light)
    np.divide(light, light - least, out=factor, where=(least < 0) & (least < light))
    upper = np.ones_like(light)
    np.divide(
        limit - light, greatest - light, out=upper, where=(greatest > limit) & (greatest > light)
    )
    return light + chroma * np.minimum(factor, upper)


def _with_saturation(colour: Floats, saturation: Floats) -> Floats:
    """SetSat; the ratios are taken from ``colour`` as it is, premultiplied, so nothing is lost."""
    least, greatest = _extent(colour)
    span = greatest - least
    factor = np.zeros_like(span)
    np.divide(saturation, span, out=factor, where=span > 0)
    return (colour - least) * factor


def _hue(below: Floats, above: Floats) -> Floats:
    """SetLum(SetSat(Cs, Sat(Cb)), Lum(Cb))"""
    alpha = above[..., 3:]
    least, greatest = _extent(below)
    colour = _with_saturation(above[..., :3], (greatest - least) * alpha)
    return _with_luminosity(colour, _luminosity(below) * alpha, alpha * below[..., 3:])


def _saturation(below: Floats, above: Floats) -> Floats:
    """SetLum(SetSat(Cb, Sat(Cs)), Lum(Cb))"""
    alpha_below, alpha = below[..., 3:], above[..., 3:]
    least, greatest = _extent(above)
    colour = _with_saturation(below[..., :3], (greatest - least) * alpha_below)
    return _with_luminosity(colour, _luminosity(below) * alpha, alpha * alpha_below)


def _color(below: Floats, above: Floats) -> Floats:
    """SetLum(Cs, Lum(Cb))"""
    alpha_below, alpha = below[..., 3:], above[..., 3:]
    return _with_luminosity(
        above[..., :3] * alpha_below, _luminosity(below) * alpha, alpha * alpha_below
    )


def _luminosity_mode(below: Floats, above: Floats) -> Floats:
    """SetLum(Cb, Lum(Cs))"""
    alpha_below, alpha = below[..., 3:], above[..., 3:]
    return _with_luminosity(
        below[..., :3] * alpha, _luminosity(above) * alpha_below, alpha * alpha_below
    )


BLEND_MODES: tuple[BlendMode, ...] = (
    BlendMode("normal", "Normal", "svg:src-over", "norm", Operator.CompositionMode_SourceOver),
    BlendMode("multiply", "Multiply", "svg:multiply", "mul ", Operator.CompositionMode_Multiply),
    BlendMode("screen", "Screen", "svg:screen", "scrn", Operator.CompositionMode_Screen),
    BlendMode("overlay", "Overlay", "svg:overlay", "over", Operator.CompositionMode_Overlay),
    BlendMode("darken", "Darken", "svg:darken", "dark", Operator.CompositionMode_Darken),
    BlendMode("lighten", "Lighten", "svg:lighten", "lite", Operator.CompositionMode_Lighten),
    BlendMode("color-dodge", "Colour dodge", "svg:color-dodge", "div ", formula=_color_dodge),
    BlendMode(
        "color-burn", "Colour burn", "svg:color-burn", "idiv", Operator.CompositionMode_ColorBurn
    ),
    BlendMode(
        "hard-light", "Hard light", "svg:hard-light", "hLit", Operator.CompositionMode_HardLight
    ),
    BlendMode(
        "soft-light", "Soft light", "svg:soft-light", "sLit", Operator.CompositionMode_SoftLight
    ),
    BlendMode(
        "difference", "Difference", "svg:difference", "diff", Operator.CompositionMode_Difference
    ),
    BlendMode(
        "exclusion", "Exclusion", "svg:exclusion", "smud", Operator.CompositionMode_Exclusion
    ),
    BlendMode("hue", "Hue", "svg:hue", "hue ", formula=_hue),
    BlendMode("saturation", "Saturation", "svg:saturation", "sat ", formula=_saturation),
    BlendMode("color", "Colour", "svg:color", "colr", formula=_color),
    BlendMode("luminosity", "Luminosity", "svg:luminosity", "lum ", formula=_luminosity_mode),
    BlendMode("plus", "Plus (add light)", "svg:plus", "lddg", Operator.CompositionMode_Plus),
)

NORMAL = BLEND_MODES[0]

_BY_ID = {mode.id: mode for mode in BLEND_MODES}


def blend_mode(mode_id: str) -> BlendMode:
    """The blend mode with this id; normal when there is none."""
    return _BY_ID.get(mode_id, NORMAL)
