"""What a tool moves or transforms: layers, the selected part of some, or the selection itself."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

import cv2
import numpy as np

from paintapp.document import (
    Document,
    GroupLayer,
    Layer,
    Pixels,
    RasterLayer,
    Rect,
    TextLayer,
    TileKey,
    walk,
)
from paintapp.document.operations import roots, with_planes
from paintapp.document.pixels import Array
from paintapp.editor import TEXT_REASON, Editor, EditorError
from paintapp.painting import cutting
from paintapp.painting.blend import Operator, painted
from paintapp.painting.composite import flatten_layers
from paintapp.painting.warp import halved

Put = Callable[[Pixels], Pixels]
"""A plane with its content put elsewhere."""

Retype = Callable[[TextLayer, Pixels], RasterLayer]

Kind = Literal["layers", "part", "selection"]

PICTURE_SIDE = 1024
"""The greatest side of the picture that stands for a subject while it is carried about."""


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """What is moved, lifted off a document.

    "layers" are ``ids`` with their masks and all that groups hold, a "part" is what is selected of
    the raster layers ``ids``, "selection" is that alone.
    """

    kind: Kind
    document: Document
    ids: tuple[int, ...] = ()
    _parts: dict[int, tuple[Pixels, Pixels]] = field(default_factory=dict)

    def placed(self, put: Put, retype: Retype | None = None) -> Document:
        """The document with the subject put elsewhere; ``retype`` as for `with_planes`."""
        document = self.document
        if self.kind == "layers":
            for layer in roots(document, self.ids):
                (changed,) = with_planes((layer,), put, retype)
                document = document if changed is layer else document.with_layer(changed)
            return document
        for layer_id in self.ids:
            layer = document.raster(layer_id)
            lifted, rest = self.part(layer_id)
            moved = put(lifted)
            if moved is not lifted:
                pixels = laid_over(rest, moved)
                document = document.with_layer(replace(layer, pixels=pixels))
        assert document.selection is not None
        moved = put(document.selection)
        if moved is document.selection:
            return document
        selection = moved.cropped(document.bounds)
        return document.with_selection(None if selection.bounds().empty else selection)

    def without(self) -> Document:
        """The document with the subject taken away."""
        if self.kind == "layers":
            return self.placed(lambda plane: plane if plane.channels == 1 else Pixels())
        document = self.document
        for layer_id in self.ids:
            layer = replace(document.raster(layer_id), pixels=self.part(layer_id)[1])
            document = document.with_layer(layer)
        return document

    def part(self, layer_id: int) -> tuple[Pixels, Pixels]:
        """The selected pixels of a layer, and the rest."""
        if layer_id not in self._parts:
            pixels, selection = self.document.raster(layer_id).pixels, self.document.selection
            bounds = self.document.bounds
            self._parts[layer_id] = (
                cutting.copied(pixels, selection, bounds),
                cutting.cleared(pixels, selection, bounds),
            )
        return self._parts[layer_id]

    def planes(self) -> Iterator[Pixels]:
        """Every plane that is put elsewhere."""
        if self.kind == "layers":
            for layer in walk(roots(self.document, self.ids)):
                if isinstance(layer, RasterLayer):
                    yield layer.pixels
                if layer.mask is not None:
                    yield layer.mask
        else:
            for layer_id in self.ids:
                yield self.part(layer_id)[0]
            assert self.document.selection is not None
            yield self.document.selection

    def bounds(self) -> Rect:
        """The rectangle of all that shows of it; of the selection where nothing does."""
        found = Rect(0, 0, 0, 0)
        for layer in walk(roots(self.document, self.ids)):
            if isinstance(layer, RasterLayer):
                found = found.united(layer.pixels.bounds())
        if self.kind == "layers":
            return found
        assert self.document.selection is not None
        selected = self.document.selection.bounds()
        found = found.intersected(selected)
        return selected if found.empty else found

    def layers(self) -> tuple[Layer, ...]:
        """What shows of it as layers, lowest first."""
        if self.kind == "layers":
            return roots(self.document, self.ids)
        layers = (self.document.raster(layer_id) for layer_id in self.ids)
        return tuple(replace(layer, pixels=self.part(layer.id)[0]) for layer in layers)

    def picture(self, bounds: Rect) -> Array:
        """How it looks within a rectangle, (h, w, 4) uint16, at most `PICTURE_SIDE` long."""
        halvings = max(0, math.ceil(math.log2(max(bounds.width, bounds.height) / PICTURE_SIDE)))
        layers = tuple(replace(layer, visible=True) for layer in self.layers())
        small = with_planes(layers, lambda plane: _reduced(plane, halvings))
        scale = 1 << halvings
        rect = Rect.from_edges(
            bounds.x // scale,
            bounds.y // scale,
            -(-bounds.right // scale),
            -(-bounds.bottom // scale),
        )
        seen = flatten_layers(small, rect)
        if halvings == 0:
            return seen
        # Cut to the very bounds, which need not lie at whole small pixels.
        size = (max(1, bounds.width // scale), max(1, bounds.height // scale))
        move = np.array(
            [
                [bounds.width / scale / size[0], 0, bounds.x / scale - rect.x],
                [0, bounds.height / scale / size[1], bounds.y / scale - rect.y],
            ]
        )
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        out: Array = cv2.warpAffine(seen, move, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
        return out


def subject_of(editor: Editor, *, selection_only: bool = False) -> Subject:
    """What the chosen layers and the selection give to move; EditorError when they give nothing."""
    document = editor.document
    if selection_only or editor.target == "selection":
        if document.selection is None:
            raise EditorError("Nothing is selected.")
        return Subject("selection", document)
    chosen = roots(document, editor.chosen)
    if not chosen:
        raise EditorError("There is no active layer.")
    inner = tuple(walk(chosen))
    if any(layer.lock_position for layer in inner):
        raise EditorError("The position of this layer is locked.")
    groups = all(isinstance(layer, GroupLayer) for layer in chosen)
    if document.selection is None or groups:
        return Subject("layers", document, tuple(layer.id for layer in chosen))
    ids = []
    for layer in inner:
        if not isinstance(layer, RasterLayer):
            continue
        if layer.lock_pixels:
            raise EditorError("The active layer is locked.")
        if isinstance(layer, TextLayer):
            raise EditorError(TEXT_REASON)
        ids.append(layer.id)
    return Subject("part", document, tuple(ids))


def laid_over(below: Pixels, above: Pixels) -> Pixels:
    """Two colour planes as one, by normal blending."""
    changed: dict[TileKey, Array | None] = {}
    for key, tile in above.tiles.items():
        base = below.tiles.get(key)
        if base is not None:
            base = base.copy()
            painted(base, tile, Operator.CompositionMode_SourceOver)
        changed[key] = tile if base is None else base
    return below.with_tiles(changed)


def _reduced(plane: Pixels, halvings: int) -> Pixels:
    for _ in range(halvings):
        plane = halved(plane)
    return plane
