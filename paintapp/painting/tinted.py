"""Strokes whose dabs differ in colour: they are stamped onto a picture of the stroke's own."""

from __future__ import annotations

import colorsys

import cv2
import numpy as np

from paintapp.document import FULL, TILE, Rect, TileKey
from paintapp.document.pixels import Array
from paintapp.painting.blend import Operator
from paintapp.painting.brush import Brush
from paintapp.painting.colour import Colour
from paintapp.painting.composite import Surface
from paintapp.painting.coverage import (
    BLOCK,
    Part,
    amounts,
    merged_part,
    on_canvas,
    rounded_out,
    tiles_of,
)
from paintapp.painting.dabs import Dabs
from paintapp.painting.grain import Grain
from paintapp.painting.stamps import Stamps


class TintedPaint:
    """The paint of a stroke, each dab over those before it. See `Coverage` for ``dirty``."""

    def __init__(
        self, brush: Brush, colour: Colour, bounds: Rect, grain: Grain | None = None
    ) -> None:
        self.dirty: dict[TileKey, Part] = {}
        self._brush = brush
        self._colour = colour
        self._bounds = bounds
        self._canvas = rounded_out(bounds)
        self._grain = grain
        self._stamps = Stamps(brush)
        self._blocks: dict[TileKey, Surface] = {}

    def add(self, dabs: Dabs) -> None:
        """Put some dabs down."""
        dabs = on_canvas(dabs, self._bounds)
        flow, cap = amounts(self._brush, dabs)
        strength = np.broadcast_to(np.asarray(flow * cap), (len(dabs),))
        shifts = [dabs.each(name) for name in ("hue", "saturation", "value")]
        for index, made, column, row in self._stamps.placed(dabs):
            cover = made
            if self._grain is not None:
                cover = self._grain.shaped(cover, column, row, dabs, index)
            colour = shifted(self._colour, *(float(shift[index]) for shift in shifts))
            self._stamp(tinted(cover, colour, float(strength[index])), column, row)

    def value(self, key: TileKey, part: Part) -> Array | None:
        """The paint (h, w, 4) on a part of a tile; None where there is none. Not to be written."""
        block = self._blocks.get((key[0] * TILE // BLOCK, key[1] * TILE // BLOCK))
        if block is None:
            return None
        top, left = key[1] * TILE % BLOCK, key[0] * TILE % BLOCK
        return block.pixels[top + part[1] : top + part[3], left + part[0] : left + part[2]]

    def _stamp(self, stamp: Array, column: int, row: int) -> None:
        height, width = stamp.shape[:2]
        rect = Rect(column, row, width, height).intersected(self._canvas)
        if rect.empty:
            return
        for top in range(rect.y // BLOCK, (rect.bottom - 1) // BLOCK + 1):
            for left in range(rect.x // BLOCK, (rect.right - 1) // BLOCK + 1):
                surface = self._blocks.get((left, top))
                if surface is None:
                    surface = Surface(np.zeros((BLOCK, BLOCK, 4), np.uint16))
                    self._blocks[left, top] = surface
                place = (column - left * BLOCK, row - top * BLOCK)
                surface.draw(stamp, Operator.CompositionMode_SourceOver, *place)
        for key, part in tiles_of(rect):
            self.dirty[key] = merged_part(self.dirty.get(key), part)


def tinted(cover: Array, colour: Colour, strength: float) -> Array:
    """Premultiplied paint (h, w, 4) of a coverage (h, w)."""
    alpha = cv2.addWeighted(cover, strength, cover, 0, 0) if strength < 1 else cover
    planes = [cv2.addWeighted(alpha, part / FULL, alpha, 0, 0) for part in colour]
    result: Array = cv2.merge([*planes, alpha])
    return result


def shifted(colour: Colour, hue: float, saturation: float, value: float) -> Colour:
    """A colour with its hue turned by degrees, and saturation and value of HSV moved by parts."""
    if hue == saturation == value == 0:
        return colour
    h, s, v = colorsys.rgb_to_hsv(*(part / FULL for part in colour))
    s, v = min(max(s + saturation * (s > 0), 0.0), 1.0), min(max(v + value, 0.0), 1.0)
    red, green, blue = colorsys.hsv_to_rgb((h + hue / 360) % 1.0, s, v)
    return round(red * FULL), round(green * FULL), round(blue * FULL)
