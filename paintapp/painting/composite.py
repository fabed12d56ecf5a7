"""Compositing layers: what a document looks like.

Layers are composited by tiles, some at a time, so absent tiles cost nothing and the pixels being
worked on stay in the processor's cache.

- A layer counts as its pixels times its mask times its opacity, at 16 bits.
- A group is composited alone, on transparency, and then counts like one layer, unless it passes
  through: ``pass_through`` with opacity 1, mode normal, no mask and nothing clipped to it.
- A clipping run (a layer and the clipping layers right above it) is composited alone too: each
  clipped layer shows only where the base is opaque (W3C's source-atop with the layer's own blend
  mode), and the base's mode and opacity count for the whole run.
"""

from __future__ import annotations

import os
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import cast

import cv2
import numpy as np
from PySide6.QtGui import QImage, QPainter

from paintapp.document import FULL, TILE, Document, GroupLayer, Layer, Pixels, Rect, TileKey
from paintapp.document.pixels import Array, tile_keys
from paintapp.document.tile_blocks import run_memory
from paintapp.painting.blend import (
    FORMAT,
    NORMAL,
    BlendMode,
    Operator,
    blend_mode,
    image_of,
    multiplied,
)

STACK_TILES = 64 * min(4, max(2, os.cpu_count() or 1)) - 32
"""Tiles that are flattened at once, each a row of pixels: few enough to stay in the cache, as many
as QPainter needs to share them out among all cores. It gives each thread about 64 rows of the at
most 256 that it takes at a time, and rounds to nearest."""

MANY_KEYS = 65536
"""Tiles of a rectangle that are not looked at one by one: few of them will be painted."""


class Surface:
    """A writeable picture, (h, w, 4) uint16 premultiplied, that sources are blended onto.

    It holds an open QPainter, which makes blending one tile cheap; closing ends it. Use it as a
    context manager.
    """

    __slots__ = ("_image", "_operator", "_painter", "pixels")

    def __init__(self, pixels: Array) -> None:
        self.pixels = pixels
        self._image = image_of(pixels)
        self._painter = QPainter(self._image)
        self._operator = Operator.CompositionMode_SourceOver

    def __enter__(self) -> Surface:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        self.close()

    def close(self) -> None:
        """End the painter; the pixels are complete and the surface is of no further use."""
        if self._painter.isActive():
            self._painter.end()

    def blended(self, sources: Sequence[tuple[Array, BlendMode]]) -> Array:
        """Pictures of the surface's size composited on transparency, lowest first.

        The pixels of the surface, or the only picture itself: in either case not to be kept.
        """
        lowest = sources[0][0]  # on transparency, every mode gives the source
        if len(sources) == 1:
            return lowest
        self.pixels[...] = lowest
        for source, mode in sources[1:]:
            self.blend(source, mode)
        return self.pixels

    def draw(self, source: Array, operator: Operator, x: int = 0, y: int = 0) -> None:
        """Combine a picture with its first pixel at (x, y) by one of QPainter's operators."""
        self._use(operator)
        self._painter.drawImage(x, y, image_of(source))

    def _use(self, operator: Operator) -> None:
        if operator is not self._operator:
            self._operator = operator
            self._painter.setCompositionMode(operator)

    def draw_image(self, image: QImage, operator: Operator, y: int) -> None:
        """Combine an image as wide as the surface with its rows from ``y`` on."""
        self._use(operator)
        self._painter.drawImage(0, y, image)

    def draw_rows(self, image: QImage, operator: Operator, first: int, end: int) -> None:
        """Combine some rows of an image as wide as the surface with the same rows of it."""
        self._use(operator)
        self._painter.drawImage(0, first, image, 0, first, self._image.width(), end - first)

    def blend(self, source: Array, mode: BlendMode, x: int = 0, y: int = 0) -> None:
        """Blend a picture with its first pixel at (x, y); what lies outside is left out."""
        if mode.operator is not None:
            self.draw(source, mode.operator, x, y)
            return
        height, width = source.shape[:2]
        rows, columns = self.pixels.shape[:2]
        left, top = max(0, x), max(0, y)
        right, bottom = min(columns, x + width), min(rows, y + height)
        if left < right and top < bottom:
            part = source[top - y : bottom - y, left - x : right - x]
            mode.function(self.pixels[top:bottom, left:right], part)


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """A visible layer as compositing sees it.

    ``mask`` is None when there is none or it is switched off; ``opacity`` is 0..65535.
    ``content`` is the layer's pixels, or the units of a group, lowest first. ``clipped`` are the
    units clipped to this one, lowest first.
    """

    layer: Layer
    mode: BlendMode
    opacity: int
    mask: Pixels | None
    content: Pixels | tuple[Unit, ...]
    clipped: tuple[Unit, ...] = ()

    def keys(self, rect: Rect) -> set[TileKey]:
        """Keys of the tiles touching a rectangle where this unit may show something."""
        if isinstance(self.content, Pixels):
            return pixel_keys(self.content, rect)
        return set().union(*(unit.keys(rect) for unit in self.content))

    def tile(self, key: TileKey) -> Array | None:
        """The unit alone: content, mask, clipped layers, opacity. Read-only; None when empty."""
        content = self.content
        if isinstance(content, Pixels):
            found = content.tiles.get(key)
            if found is None and content.fill:
                found = content.tile(key)
        else:
            found = composited(content, key)
        if found is None or (self.opacity == FULL and self.mask is None and not self.clipped):
            return found
        return self.finished(found, key)

    def tiles(self, keys: Sequence[TileKey]) -> list[Array | None]:
        """The unit's tiles at some keys, as `tile` gives them."""
        content = self.content
        if (
            isinstance(content, Pixels)
            and self.opacity == FULL
            and self.mask is None
            and not self.clipped
            and not content.fill
        ):
            return list(map(content.tiles.get, keys))
        return [self.tile(key) for key in keys]

    def finished(self, content: Array, key: TileKey) -> Array | None:
        """The unit's tile from its content: masked, with what is clipped to it, at its opacity."""
        if not self.clipped:
            return scaled(content, self.mask, key, self.opacity)
        run = scaled(content, self.mask, key, FULL)
        if run is None:
            return None
        sources = [(unit.tile(key), unit.mode) for unit in self.clipped]
        if any(source is not None for source, _ in sources):
            run = run.copy()
            for source, mode in sources:
                if source is not None:
                    mode.atop(run, source)
        return scaled(run, None, key, self.opacity)


def pixel_keys(pixels: Pixels, rect: Rect) -> set[TileKey]:
    """Keys of the tiles touching a rectangle that are not transparent throughout."""
    return set(tile_keys(rect) if pixels.fill else pixels.keys_in(rect))


def clipping_runs(layers: Sequence[Layer]) -> list[list[Layer]]:
    """Layers, lowest first, cut into runs of a base and the layers clipped to it.

    A clipping layer with nothing below it is a base like any other.
    """
    runs: list[list[Layer]] = []
    for layer in layers:
        if layer.clipping and runs:
            runs[-1].append(layer)
        else:
            runs.append([layer])
    return runs


def units_of(layers: Sequence[Layer], skip: Container[int] = ()) -> tuple[Unit, ...]:
    """What is to be composited, lowest first; hidden layers and those whose id is in ``skip`` are
    left out, and a hidden base hides what is clipped to it."""
    units: list[Unit] = []
    for base, *clipped in clipping_runs(layers):
        if not is_shown(base) or base.id in skip:
            continue
        above = tuple(
            _unit(layer, skip) for layer in clipped if is_shown(layer) and layer.id not in skip
        )
        if isinstance(base, GroupLayer) and not above and passes_through(base):
            units.extend(units_of(base.children, skip))
        else:
            units.append(_unit(base, skip, above))
    return tuple(units)


def passes_through(group: GroupLayer) -> bool:
    """Whether a group's children are composited straight into what lies below the group."""
    return (
        group.pass_through
        and group.opacity >= 1
        and group.blend_mode == NORMAL.id
        and active_mask(group) is None
    )


def active_mask(layer: Layer) -> Pixels | None:
    """A layer's mask, if it has one and it is switched on."""
    return layer.mask if layer.mask_enabled else None


def is_shown(layer: Layer) -> bool:
    """Whether a layer can have any effect; without one it does not isolate its base either."""
    return layer.visible and layer.opacity > 0


def _unit(layer: Layer, skip: Container[int], clipped: tuple[Unit, ...] = ()) -> Unit:
    return Unit(
        layer=layer,
        mode=blend_mode(layer.blend_mode),
        opacity=round(min(1.0, layer.opacity) * FULL),
        mask=active_mask(layer),
        content=units_of(layer.children, skip) if isinstance(layer, GroupLayer) else layer.pixels,
        clipped=clipped,
    )


def composited(units: Iterable[Unit], key: TileKey) -> Array | None:
    """One tile of some units, composited on transparency; None when it is empty.

    The result may be a tile of a layer itself: do not write to it.
    """
    sources = sources_of(units, key)
    if len(sources) < 2:
        return sources[0][0] if sources else None
    with new_tile_surface() as surface:
        return surface.blended(sources)


def sources_of(units: Iterable[Unit], key: TileKey) -> list[tuple[Array, BlendMode]]:
    """The tiles of some units that are there, lowest first, each with its mode."""
    return [(tile, unit.mode) for unit in units if (tile := unit.tile(key)) is not None]


def new_tile_surface() -> Surface:
    """A surface of the size of a tile."""
    return Surface(np.zeros((TILE, TILE, 4), np.uint16))


def scaled(tile: Array, mask: Pixels | None, key: TileKey, opacity: int) -> Array | None:
    """A tile times the mask's tile at ``key`` times an opacity (0..65535), rounded to nearest.

    The tile itself where nothing changes it, None where nothing is left. One multiplication for
    all four channels keeps colour <= alpha.
    """
    if mask is not None:
        present = mask.tiles.get(key)
        if present is not None:
            return multiplied(tile, present, opacity)
        opacity = round(opacity * mask.fill / FULL)
    if opacity >= FULL:
        return tile
    if opacity <= 0:
        return None
    out: Array = cv2.addWeighted(tile, opacity / FULL, tile, 0, 0)
    return out


def flatten(document: Document, rect: Rect | None = None, *, skip: Container[int] = ()) -> Array:
    """The composite of a document: (h, w, 4) uint16 premultiplied, over transparency.

    ``rect`` is in canvas pixels, the whole canvas when None; layers whose id is in ``skip`` are
    left out, with all they hold.
    """
    return flatten_layers(document.layers, document.bounds if rect is None else rect, skip=skip)


def flatten_layers(layers: Sequence[Layer], rect: Rect, *, skip: Container[int] = ()) -> Array:
    """The composite of some layers, lowest first, in a rectangle of the canvas."""
    out: Array = np.zeros((max(0, rect.height), max(0, rect.width), 4), np.uint16)
    units = units_of(layers, skip)
    ordered = _shown_keys(units, rect)
    if not ordered:
        return out
    with _Stack(min(len(ordered), STACK_TILES)) as stack:
        for start in range(0, len(ordered), STACK_TILES):
            for (column, row), tile in stack.composited(
                units, ordered[start : start + STACK_TILES]
            ):
                x, y = column * TILE - rect.x, row * TILE - rect.y
                left, top = max(0, -x), max(0, -y)
                part = out[y + top : y + TILE, x + left : x + TILE]
                height, width = part.shape[:2]
                part[...] = tile[top : top + height, left : left + width]
    return out


def _shown_keys(units: Sequence[Unit], rect: Rect) -> list[TileKey]:
    """Keys of the tiles touching a rectangle where something may show, row by row."""
    everywhere = list(tile_keys(rect))
    if len(everywhere) > MANY_KEYS:
        found = set().union(*(unit.keys(rect) for unit in units))
        return sorted(found, key=lambda key: (key[1], key[0]))
    shown: set[TileKey] = set()
    missing = everywhere
    for unit in units:
        if not missing:  # a full layer is enough
            return everywhere
        content = unit.content
        if isinstance(content, Pixels) and not content.fill:
            shown.update(filter(content.tiles.__contains__, missing))
        else:
            shown |= unit.keys(rect)
        missing = [key for key in everywhere if key not in shown]
    return [key for key in everywhere if key in shown]


class _Stack:
    """Room for some tiles that are composited together, wherever they lie on the canvas.

    A pixel's composite knows nothing of its neighbours, so that each tile can be one row of a
    picture 64 x 64 pixels wide. The tiles of a layer are drawn at once: straight from memory where
    they lie in a row (as in layers that came from a file), otherwise gathered first, because one
    call and a copy cost less than a call for each tile. Use it as a context manager.
    """

    def __init__(self, count: int) -> None:
        shape = (count, TILE, TILE, 4)
        self._tiles: Array = np.empty(shape, np.uint16)
        self._gathered: Array = np.empty(shape, np.uint16)
        rows = (count, TILE * TILE, 4)
        self._image = image_of(self._gathered.reshape(rows))
        self._surface = Surface(self._tiles.reshape(rows))

    def __enter__(self) -> _Stack:
        return self

    def __exit__(self, *_: object) -> None:
        self._surface.close()

    def composited(
        self, units: Iterable[Unit], keys: Sequence[TileKey]
    ) -> Iterator[tuple[TileKey, Array]]:
        """The tiles of some units, composited on transparency; empty ones are left out.

        At most as many keys as there is room for. What is given is not to be kept.
        """
        begun = [False] * len(keys)
        complete = False
        for unit in units:
            tiles = unit.tiles(keys)
            if complete and self._run(tiles, unit.mode.operator, 0):
                continue
            first = 0
            for (drawn, there), run in groupby(zip(begun, tiles, strict=True), _state):
                end = first + sum(1 for _ in run)
                if there:
                    found = cast(list[Array], tiles[first:end])
                    if drawn:
                        self._blend(found, unit.mode, first)
                    else:  # on transparency, every mode gives the source
                        if not self._run(found, Operator.CompositionMode_Source, first):
                            _gather(found, self._tiles, first)
                        begun[first:end] = [True] * (end - first)
                first = end
            complete = complete or all(begun)
        return ((keys[i], self._tiles[i]) for i, drawn in enumerate(begun) if drawn)

    def _blend(self, tiles: Sequence[Array], mode: BlendMode, first: int) -> None:
        """Blend tiles onto those from ``first`` on."""
        if mode.operator is None:
            for below, tile in zip(self._tiles[first:], tiles, strict=False):
                mode.function(below, tile)
            return
        if not self._run(tiles, mode.operator, first):
            _gather(tiles, self._gathered, first)
            self._surface.draw_rows(self._image, mode.operator, first, first + len(tiles))

    def _run(self, tiles: Sequence[Array | None], operator: Operator | None, first: int) -> bool:
        """Draw tiles straight from their memory, if all are there and lie in a row."""
        memory = run_memory(tiles) if operator is not None else None
        if memory is None or operator is None:
            return False
        rows = QImage(memory, TILE * TILE, len(tiles), TILE * TILE * 8, FORMAT)
        self._surface.draw_image(rows, operator, first)
        return True


def _state(tile: tuple[bool, Array | None]) -> tuple[bool, bool]:
    """Whether something has been drawn where a tile belongs, and whether the tile is there."""
    return tile[0], tile[1] is not None


def _gather(tiles: Sequence[Array], into: Array, first: int) -> None:
    np.concatenate(tiles, out=into[first : first + len(tiles)].reshape(-1, TILE, 4))
