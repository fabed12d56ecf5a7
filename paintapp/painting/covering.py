"""Covering a plane with paint that differs from place to place: gradients, patterns, shapes."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import cv2
import numpy as np

from paintapp.document import FULL, Pixels, Rect, TileKey
from paintapp.document.pixels import Array, tile_keys, tile_rect
from paintapp.painting.blend import Operator, multiplied
from paintapp.painting.composite import new_tile_surface
from paintapp.painting.cutting import coverage_of

Paint = Callable[[TileKey], Array | None]
"""The paint of a tile, premultiplied (64, 64, 4) uint16, None for none.

A new array each time, or a read-only one.
"""


def covered(
    plane: Pixels,
    paint: Paint,
    selection: Pixels | None,
    bounds: Rect,
    *,
    lock_alpha: bool = False,
    keys: Iterable[TileKey] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Pixels:
    """A plane with paint laid over it, as far as it is selected (None: everywhere in ``bounds``).

    On colour that is normal blending; with ``lock_alpha`` only where something is there already.
    On one channel the paint moves values towards its lightness by as much as it is opaque.
    ``keys`` are the tiles that the paint may be in, all of ``bounds`` when None. The plane itself
    when cancelled.
    """
    changed: dict[TileKey, Array | None] = {}
    colour = plane.channels == 4
    operator = Operator.CompositionMode_SourceOver
    if lock_alpha:
        operator = Operator.CompositionMode_SourceAtop
    with new_tile_surface() as surface:
        for key in tile_keys(bounds) if keys is None else keys:
            if cancelled():
                return plane
            base = plane.tiles.get(key)
            if colour and lock_alpha and base is None:
                continue
            coverage = None
            if selection is not None or not bounds.contains(tile_rect(key)):
                coverage = coverage_of(selection, bounds, key)
                if coverage is None:
                    continue
            source = paint(key)
            if source is None:
                continue
            if coverage is not None and coverage.min() < FULL:
                source = multiplied(source, coverage)
            if not colour:
                tile = _towards(plane.tile(key), source)
                changed[key] = None if (tile == plane.fill).all() else tile
            elif base is None:
                if source.any():
                    changed[key] = source
            else:
                surface.pixels[...] = base
                surface.draw(source, operator)
                changed[key] = surface.pixels.copy()
    return plane.with_tiles(changed)


def _towards(base: Array, source: Array) -> Array:
    """Values of one channel moved towards the lightness (Rec. 709) of paint over them."""
    straight = source.astype(np.float32)
    light = straight[..., 0] * np.float32(0.2126)
    light += straight[..., 1] * np.float32(0.7152)
    light += straight[..., 2] * np.float32(0.0722)
    rest = np.float32(1) - straight[..., 3] * np.float32(1 / FULL)
    light += base * rest
    out: Array = cv2.min(light + np.float32(0.5), float(FULL)).astype(np.uint16)
    return out
