"""One brush stroke: from points of the pen to new tiles.

Dabs gather in a plane of the stroke's own; what they have touched of a tile is then made anew from
the tile as it was when the stroke began. So opacity holds for the stroke as a whole, flow for each
dab, and the same points always give the same pixels, however they are shared out among calls.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Literal, Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from paintapp.document import FULL, TILE, Pixels, Rect, TileKey
from paintapp.document.pixels import Array, constant_tile
from paintapp.painting.blend import Operator, multiplied
from paintapp.painting.brush import Brush
from paintapp.painting.colour import Colour, premultiply, unpremultiply
from paintapp.painting.composite import new_tile_surface
from paintapp.painting.coverage import WHOLE, Coverage, Part, covered_by_sum, merged_part
from paintapp.painting.crowd import FULL_SUM
from paintapp.painting.dabs import DabPath, Dabs, joined
from paintapp.painting.dynamics import STEADY
from paintapp.painting.grain import Grain
from paintapp.painting.path import PenPoint
from paintapp.painting.symmetry import Turn
from paintapp.painting.tinted import TintedPaint, shifted
from paintapp.painting.wet import WetPaint

Changed = dict[TileKey, Array | None]


class Source(Protocol):
    """A picture that a stroke brings forth in place of a colour.

    ``tile`` gives a tile of it, of the kind that the stroke's plane has; an "over" source is laid
    over what was there, a "replace" source takes its place as far as the stroke covers it.
    """

    mode: Literal["over", "replace"]

    def tile(self, key: TileKey) -> Array: ...


class Stroke:
    """A stroke on a plane of pixels, a mask or a selection.

    On colour (4 channels) it paints ``colour``, straight 0..65535; with ``brush.erase`` it removes
    paint; with ``lock_alpha`` the plane's alpha stays as it is, so an eraser does nothing. On one
    channel it moves values towards ``value`` 0..65535 (towards 0 with ``brush.erase``). With a
    ``source`` it brings forth that picture instead. ``selection`` (one channel) limits it softly;
    None means no limit. Tiles outside ``bounds`` are never touched; give it the canvas. ``turns``
    repeat the stroke as a symmetry does; without any it is drawn once, as it is. Random numbers
    follow from ``seed``; None takes one from the first point.
    """

    def __init__(
        self,
        plane: Pixels,
        brush: Brush,
        colour: Colour = (0, 0, 0),
        *,
        bounds: Rect,
        selection: Pixels | None = None,
        lock_alpha: bool = False,
        value: int = FULL,
        source: Source | None = None,
        turns: Sequence[Turn] = (),
        seed: int | None = None,
    ) -> None:
        self.plane = plane
        self.brush = brush
        self._colour = colour
        self._bounds = bounds
        self._selection = selection
        self._source = source
        self._turns = tuple(turns)
        self._value = 0 if brush.erase else value
        self._opacity = 1.0 if brush.build_up else brush.opacity
        self._needs_base = brush.erase or lock_alpha
        self._locked = lock_alpha
        self._idle = brush.opacity <= 0 or (brush.erase and lock_alpha and plane.channels == 4)
        self._operator = Operator.CompositionMode_SourceOver
        if brush.erase:
            self._operator = Operator.CompositionMode_DestinationOut
        elif lock_alpha:
            self._operator = Operator.CompositionMode_SourceAtop
        self._path = DabPath(brush, seed)
        self._second_path = DabPath(second_brush(brush), seed) if brush.dual else None
        self._second: Coverage | None = None
        self._layer: Coverage | TintedPaint | WetPaint | None = None
        self._grain: Grain | None = None
        self._depth = 0.0
        self._paint: NDArray[np.uint64] | None = None
        self._by_sum: NDArray[np.uint64] | None = None
        self._plain = False
        """Whether paint is laid as far as it covers and nothing else limits it."""
        self._solid: Array | None = None
        """The tile that is covered all over, shared by all that are."""
        self._made: Changed = {}
        self.dabs = 0
        """How many dabs have been put down."""
        self._finished: set[TileKey] = set()
        self._scratch = new_tile_surface()

    def move(self, x: float, y: float, pressure: float = 1.0) -> Changed:
        """`moves` for one point."""
        return self.moves((PenPoint(x, y, pressure),))

    def moves(self, points: Iterable[PenPoint]) -> Changed:
        """The pen comes by these points, in order; the first one of all presses it.

        Returns the tiles that changed since the last call, as arrays that are never written to
        again; None where nothing is left. However the points are shared out among calls, the
        pixels are the same. Positions that are not numbers are ignored, and those far outside are
        pulled in.
        """
        table = self._followed(points)
        if not len(table) or self._idle:
            return {}
        dabs = self._path.extend(table)
        second = self._second_path.extend(table) if self._second_path is not None else None
        return self._drawn(dabs, second)

    def finish(self) -> Changed:
        """The pen is lifted: the tiles changed by the rest of the stroke, up to the pen."""
        if self._idle:
            return {}
        second = self._second_path.close() if self._second_path is not None else None
        return self._drawn(self._path.close(), second)

    def _followed(self, points: Iterable[PenPoint]) -> NDArray[np.float64]:
        """The points that are numbers, none of them too far away, (n, 7)."""
        table = np.array(list(points), np.float64).reshape(-1, len(PenPoint._fields))
        bounds, margin = self._bounds, 2 * self.brush.radius + 512
        least = (bounds.x - margin, bounds.y - margin, 0.0)
        most = (bounds.right + margin, bounds.bottom + margin, 1.0)
        if not np.isfinite(table).all():
            table = table[np.isfinite(table).all(axis=1)]
        part = table[:, :3]
        part[...] = np.minimum(np.maximum(part, least), most)
        return table

    def _drawn(self, dabs: Dabs, second: Dabs | None) -> Changed:
        if not len(dabs) and (second is None or not len(second)):
            return {}
        if self._layer is None:
            self._layer = self._begin(dabs)
        dirty: dict[TileKey, Part] = {}
        if self._second is not None and second is not None:
            self._second.add(self._repeated(second))
            dirty.update(self._second.dirty)
            self._second.dirty = {}
        layer = self._layer
        dabs = self._repeated(dabs)
        self.dabs += len(dabs)
        layer.add(dabs)
        for key, part in layer.dirty.items():
            dirty[key] = merged_part(dirty.get(key), part)
        layer.dirty = {}
        changed: Changed = {}
        for key in sorted(dirty):
            if key not in self._finished:
                self._tile(key, dirty[key], changed)
        self._made.update(changed)
        return changed

    def _begin(self, dabs: Dabs) -> Coverage | TintedPaint | WetPaint:
        """Now that the first dabs are known, so is what stays the same for the whole stroke."""
        brush, bounds = self.brush, self._bounds
        grain = None
        if brush.grain is not None:
            grain = Grain(brush.grain, brush.grain_scale, moves=brush.grain_each_dab)
            if not brush.grain_each_dab and not dabs.varies("grain_depth"):
                self._grain, grain = grain, None
                depth = dabs.values["grain_depth"]
                self._depth = depth if isinstance(depth, float) else 0.0
        if brush.dual:
            self._second = Coverage(second_brush(brush), bounds)
        tints = {d.sensor for name in ("hue", "saturation", "value") for d in brush.driven(name)}
        colour = self._colour
        if not tints - STEADY:
            shifts = [dabs.values[name] for name in ("hue", "saturation", "value")]
            colour = shifted(colour, *(s for s in shifts if isinstance(s, float)))
        elif self._source is None and self.plane.channels == 4 and not (brush.erase or brush.wet):
            return TintedPaint(brush, colour, bounds, grain)
        if brush.wet and self._source is None:
            paint: tuple[int, ...] = (self._value,)
            if self.plane.channels == 4:
                paint = (0, 0, 0, 0) if brush.erase else (*colour, FULL)
            return WetPaint(self.plane, brush, paint, bounds, grain)
        self._paint = paint_table(colour, self._opacity)
        self._by_sum = paint_by_sum(colour, self._opacity)
        self._plain = (
            self._grain or self._selection or self._source or self._second
        ) is None and self.plane.channels == 4
        if self._opacity >= 1 and not self._needs_base and self._plain:
            self._solid = np.full((TILE, TILE), self._paint[FULL]).view(np.uint16)
            self._solid = self._solid.reshape(TILE, TILE, 4)
        return Coverage(brush, bounds, grain)

    def _repeated(self, dabs: Dabs) -> Dabs:
        """The dabs through every turn of the symmetry."""
        if not self._turns or not len(dabs):
            return dabs
        return joined([turned(dabs, turn) for turn in self._turns])

    # Coverage

    def _shaped(self, coverage: Array, key: TileKey, part: Part) -> Array | None:
        """A coverage within grain, second tip and selection; None when nothing is left."""
        if self._grain is not None:
            x, y = key[0] * TILE + part[0], key[1] * TILE + part[1]
            coverage = self._grain.left(coverage, x, y, self._depth)
        if self._second is not None:
            second = self._second.value(key, part)
            if second is None:
                return None
            coverage = cv2.multiply(coverage, second, scale=1 / FULL)
        return self._selected(coverage, key, part)

    def _selected(self, coverage: Array, key: TileKey, part: Part) -> Array | None:
        if self._selection is None:
            return coverage
        selected = self._selection.tiles.get(key)
        if selected is None:
            if self._selection.fill == 0:
                return None
            if self._selection.fill == FULL:
                return coverage
            selected = self._selection.tile(key)
        product: Array = cv2.multiply(coverage, selected[_slices(part)], scale=1 / FULL)
        return product

    def _covered(self, key: TileKey, part: Part) -> Array | None:
        assert isinstance(self._layer, Coverage)
        coverage = self._layer.value(key, part)
        if coverage is None:
            return None
        if self._second is None and part == WHOLE:
            corners = coverage[0, 0] == coverage[-1, -1] == FULL
            if corners and coverage.min() == FULL:
                self._finished.add(key)  # no further dab can change it
        return self._shaped(coverage, key, part)

    # Tiles

    def _tile(self, key: TileKey, part: Part, changed: Changed) -> None:
        """Make a part of a tile anew."""
        if isinstance(self._layer, WetPaint):
            self._wet_tile(self._layer, key, part, changed)
        elif self.plane.channels == 1 or (self._source and self._source.mode == "replace"):
            self._moved_tile(key, part, changed)
        else:
            self._laid_tile(key, part, changed)

    def _laid_tile(self, key: TileKey, part: Part, changed: Changed) -> None:
        """Paint laid over what was there, or taking it away."""
        base = self.plane.tiles.get(key)
        if base is None and self._needs_base:
            return
        source = self._laid_paint(key, part)
        if source is None:
            return
        if self._solid is not None and key in self._finished:
            changed[key] = self._solid
            return
        if base is None:
            if key in self._made or source.any():
                self._put(key, part, source, changed)
            return
        place = _slices(part)
        self._scratch.pixels[place] = base[place]
        self._scratch.draw(source, self._operator, part[0], part[1])
        self._put(key, part, self._scratch.pixels[place], changed, emptied=self.brush.erase)

    def _laid_paint(self, key: TileKey, part: Part) -> Array | None:
        """Premultiplied paint (h, w, 4) for a part of a tile."""
        if isinstance(self._layer, TintedPaint):
            return self._tinted_paint(self._layer, key, part)
        if self._plain and isinstance(self._layer, Coverage):
            sums = self._layer.sums(key, part)
            if sums is not None:
                return self._melted_paint(sums, key, part)
        coverage = self._covered(key, part)
        if coverage is None:
            return None
        if self._source is not None:
            picture = self._source.tile(key)[_slices(part)]
            return multiplied(picture, coverage, round(FULL * self._opacity))
        assert self._paint is not None
        words = self._paint.take(coverage)
        return words.view(np.uint16).reshape(*words.shape, 4)

    def _melted_paint(self, sums: Array, key: TileKey, part: Part) -> Array:
        """Paint straight from the sums of dabs that melt together."""
        assert self._by_sum is not None
        if part == WHOLE and sums[0, 0] >= FULL_SUM <= sums[-1, -1] and sums.min() >= FULL_SUM:
            self._finished.add(key)  # no further dab can change it
        words = self._by_sum.take(sums)
        return words.view(np.uint16).reshape(*words.shape, 4)

    def _tinted_paint(self, tinted: TintedPaint, key: TileKey, part: Part) -> Array | None:
        source = tinted.value(key, part)
        if source is None:
            return None
        if self._grain is None and self._second is None and self._selection is None:
            if self._opacity >= 1:
                return source
            scaled: Array = cv2.addWeighted(source, self._opacity, source, 0, 0)
            return scaled
        alpha = np.ascontiguousarray(source[..., 3])
        kept = self._shaped(alpha, key, part)
        if kept is None:
            return None
        share = kept * np.float32(FULL * self._opacity) / np.maximum(alpha, 1)
        share += np.float32(0.5)
        return multiplied(source, np.minimum(share, np.float32(FULL)).astype(np.uint16))

    def _moved_tile(self, key: TileKey, part: Part, changed: Changed) -> None:
        """Values moved towards one value, or towards those of a picture."""
        coverage = self._covered(key, part)
        if coverage is None:
            return
        wanted: Array | int = self._value
        if self._source is not None:
            wanted = self._source.tile(key)[_slices(part)]
        moved = self._towards(key, part, wanted, coverage)
        if moved is not None:
            self._put(key, part, moved, changed, emptied=True)

    def _wet_tile(self, wet: WetPaint, key: TileKey, part: Part, changed: Changed) -> None:
        pixels: Array | None = wet.value(key, part)
        assert pixels is not None
        if (
            self._grain is not None
            or self._second is not None
            or self._selection is not None
            or (self._opacity < 1)
        ):
            full = np.full(pixels.shape[:2], FULL, np.uint16)
            coverage = self._shaped(full, key, part)
            pixels = None if coverage is None else self._towards(key, part, pixels, coverage)
        elif self._locked and self.plane.channels == 4:
            pixels = self._with_old_alpha(key, part, pixels)
        if pixels is not None:
            self._put(key, part, pixels, changed, emptied=True)

    def _towards(
        self, key: TileKey, part: Part, wanted: Array | int, coverage: Array
    ) -> Array | None:
        """A part of the tile as it was, moved towards what is wanted as far as it is covered."""
        base = self.plane.tile(key)[_slices(part)]
        share = coverage * np.float32(self._opacity / FULL)
        old = base.astype(np.float32)
        difference = wanted - old
        difference *= cv2.merge([share] * 4) if base.ndim == 3 else share
        difference += old
        difference += np.float32(0.5)
        moved: Array = difference.astype(np.uint16)
        if moved.ndim == 3:
            np.minimum(moved[..., :3], moved[..., 3:], out=moved[..., :3])
            if self._locked:
                return self._with_old_alpha(key, part, moved)
        return moved

    def _with_old_alpha(self, key: TileKey, part: Part, pixels: Array) -> Array | None:
        """The colours of pixels, where the plane is opaque."""
        base = self.plane.tiles.get(key)
        if base is None:
            return None
        alpha = base[_slices(part)][..., 3]
        straight = unpremultiply(pixels)
        straight[..., :3][pixels[..., 3] == 0] = 0
        straight[..., 3] = alpha
        return premultiply(straight)

    def _put(
        self, key: TileKey, part: Part, pixels: Array, changed: Changed, *, emptied: bool = False
    ) -> None:
        """Put a part of a tile into the tile as it was last made."""
        if part == WHOLE:
            tile = pixels.copy() if pixels.base is not None else pixels
        else:
            before = self._made.get(key, self.plane.tiles.get(key))
            if before is None:
                before = constant_tile(self.plane.channels, self.plane.fill)
            tile = before.copy()
            tile[_slices(part)] = pixels
        if emptied and (tile == self.plane.fill).all():
            changed[key] = None
        else:
            changed[key] = tile


def second_brush(brush: Brush) -> Brush:
    """The brush that the second tip draws with."""
    names = {
        "radius": "radius",
        "angle": "angle",
        "dual_size": "radius",
        "dual_spacing": "spacing",
        "dual_scatter": "scatter",
    }
    return Brush(
        radius=brush.radius * brush.dual_size,
        hardness=brush.hardness,
        spacing=min(brush.dual_spacing, 4.0),
        angle=brush.angle,
        scatter=min(10.0, brush.dual_scatter / brush.dual_size),
        tip=brush.dual_tip,
        dynamics=tuple(
            replace(dynamic, parameter=names[dynamic.parameter])
            for dynamic in brush.dynamics
            if dynamic.parameter in names
        ),
    )


def turned(dabs: Dabs, turn: Turn) -> Dabs:
    """Dabs as a symmetry repeats them."""
    angle = dabs.values["angle"]
    return replace(
        dabs,
        x=turn.m11 * dabs.x + turn.m21 * dabs.y + turn.dx,
        y=turn.m12 * dabs.x + turn.m22 * dabs.y + turn.dy,
        values={**dabs.values, "angle": (-angle if turn.mirrored else angle) + turn.degrees},
        mirrored=dabs.mirrored != np.full(len(dabs), turn.mirrored),
    )


def _slices(part: Part) -> tuple[slice, slice]:
    return slice(part[1], part[3]), slice(part[0], part[2])


@lru_cache(maxsize=8)
def paint_table(colour: Colour, opacity: float) -> NDArray[np.uint64]:
    """Premultiplied paint for each coverage 0..65535, one 64-bit word (four channels) each."""
    alpha = np.arange(FULL + 1, dtype=np.float64)[:, None] * opacity
    straight = np.clip(np.array((*colour, FULL), np.float64), 0, FULL) / FULL
    words: NDArray[np.uint64] = np.rint(alpha * straight).astype(np.uint16).view(np.uint64)
    return words[:, 0]


@lru_cache(maxsize=8)
def paint_by_sum(colour: Colour, opacity: float) -> NDArray[np.uint64]:
    """`paint_table` for each sum of logarithms 0..65535."""
    paint: NDArray[np.uint64] = paint_table(colour, opacity).take(covered_by_sum())
    return paint
