"""What documents look like by the formulas of W3C Compositing 1, in float64: a witness.

https://www.w3.org/TR/compositing-1/. Written from the formulas and apart from the program's own
compositing: whole pictures, nothing rounded on the way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from paintapp.document import FULL, Document, GroupLayer, Layer, RasterLayer, Rect

Floats = NDArray[np.float64]


def luminosity(colour: Floats) -> Floats:
    return (colour @ np.array([0.3, 0.59, 0.11]))[..., None]


def saturation(colour: Floats) -> Floats:
    return np.ptp(colour, axis=-1, keepdims=True)


def clip_color(colour: Floats) -> Floats:
    light = luminosity(colour)
    least, greatest = colour.min(-1, keepdims=True), colour.max(-1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        colour = np.where(least < 0, light + (colour - light) * light / (light - least), colour)
        over = light + (colour - light) * (1 - light) / (greatest - light)
    return np.where(greatest > 1, over, colour)


def set_lum(colour: Floats, light: Floats) -> Floats:
    return clip_color(colour + light - luminosity(colour))


def set_sat(colour: Floats, amount: Floats) -> Floats:
    least, span = colour.min(-1, keepdims=True), saturation(colour)
    return np.where(span > 0, (colour - least) * amount / np.where(span > 0, span, 1), 0)


def mixed(mode: str, below: Floats, above: Floats) -> Floats:
    """B(cb, cs) as the specification has it."""
    with np.errstate(divide="ignore", invalid="ignore"):
        match mode:
            case "normal":
                return above
            case "multiply":
                return below * above
            case "screen":
                return below + above - below * above
            case "overlay":
                return mixed("hard-light", above, below)
            case "darken":
                return np.minimum(below, above)
            case "lighten":
                return np.maximum(below, above)
            case "color-dodge":
                full = np.where(above >= 1, 1, np.minimum(1, below / (1 - above)))
                return np.where(below == 0, 0, full)
            case "color-burn":
                full = np.where(above <= 0, 0, 1 - np.minimum(1, (1 - below) / above))
                return np.where(below >= 1, 1, full)
            case "hard-light":
                screened = mixed("screen", below, 2 * above - 1)
                return np.where(above <= 0.5, below * 2 * above, screened)
            case "soft-light":
                root = np.where(
                    below <= 0.25, ((16 * below - 12) * below + 4) * below, np.sqrt(below)
                )
                dark = below - (1 - 2 * above) * below * (1 - below)
                return np.where(above <= 0.5, dark, below + (2 * above - 1) * (root - below))
            case "difference":
                return np.abs(below - above)
            case "exclusion":
                return below + above - 2 * below * above
            case "hue":
                return set_lum(set_sat(above, saturation(below)), luminosity(below))
            case "saturation":
                return set_lum(set_sat(below, saturation(above)), luminosity(below))
            case "color":
                return set_lum(above, luminosity(below))
            case "luminosity":
                return set_lum(below, luminosity(above))
    raise AssertionError(mode)


def straight(pixels: Floats) -> Floats:
    alpha = pixels[..., 3:]
    return np.where(alpha > 0, pixels[..., :3] / np.where(alpha > 0, alpha, 1), 0)


def blended(mode: str, below: Floats, above: Floats) -> Floats:
    """A source on a backdrop, all (h, w, 4) premultiplied in 0..1."""
    if mode == "plus":
        return np.minimum(below + above, 1)
    alpha_below, alpha = below[..., 3:], above[..., 3:]
    colour = above[..., :3] * (1 - alpha_below) + below[..., :3] * (1 - alpha)
    colour += alpha * alpha_below * mixed(mode, straight(below), straight(above))
    together = alpha + alpha_below - alpha * alpha_below
    return np.concatenate((colour, together), axis=2)


def atop(mode: str, below: Floats, above: Floats) -> Floats:
    """A source that shows only where the backdrop does: blended onto the backdrop made opaque."""
    alpha = below[..., 3:]
    opaque = np.concatenate((straight(below), np.ones_like(alpha)), axis=2)
    return blended(mode, opaque, above) * alpha


def as_they_are(pixels: Floats) -> Floats:
    return pixels


@dataclass(frozen=True)
class Rules:
    """How pictures are put together; other programs' rules differ in one of these.

    ``opacity`` is what becomes of an opacity; ``kept`` of pixels that lie in memory: a layer's own,
    and what has been composited.
    """

    blended: Callable[[str, Floats, Floats], Floats] = blended
    opacity: Callable[[float], float] = float
    kept: Callable[[Floats], Floats] = as_they_are


W3C = Rules()


def flattened(document: Document, rules: Rules = W3C) -> Floats:
    """A document over transparency: (h, w, 4) premultiplied, 0..1."""
    return _onto(_clear(document.bounds), document.layers, document.bounds, rules)


def _clear(rect: Rect) -> Floats:
    return np.zeros((rect.height, rect.width, 4))


def _onto(backdrop: Floats, layers: Sequence[Layer], rect: Rect, rules: Rules) -> Floats:
    index = 0
    while index < len(layers):
        base, index = layers[index], index + 1
        clipped = []
        while index < len(layers) and layers[index].clipping:
            clipped.append(layers[index])
            index += 1
        clipped = [layer for layer in clipped if layer.visible and layer.opacity > 0]
        if not base.visible or base.opacity <= 0:
            continue
        masked = base.mask is not None and base.mask_enabled
        plain = base.opacity >= 1 and base.blend_mode == "normal" and not masked
        if isinstance(base, GroupLayer) and base.pass_through and plain and not clipped:
            backdrop = _onto(backdrop, base.children, rect, rules)
            continue
        run = _content(base, rect, rules)
        for layer in clipped:
            run = atop(
                layer.blend_mode, run, _content(layer, rect, rules) * rules.opacity(layer.opacity)
            )
        source = run * rules.opacity(base.opacity)
        backdrop = rules.kept(rules.blended(base.blend_mode, backdrop, source))
    return backdrop


def _content(layer: Layer, rect: Rect, rules: Rules) -> Floats:
    """A layer alone, masked, without its opacity."""
    if isinstance(layer, GroupLayer):
        found = _onto(_clear(rect), layer.children, rect, rules)
    else:
        assert isinstance(layer, RasterLayer)
        found = rules.kept(layer.pixels.read(rect) / FULL)
    if layer.mask is None or not layer.mask_enabled:
        return found
    return found * (layer.mask.read(rect) / FULL)[..., None]
