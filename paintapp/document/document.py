"""The document: a frozen value."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from immutables import Map

from paintapp.document.geometry import Rect
from paintapp.document.layers import GroupLayer, Layer, RasterLayer, TextLayer, walk
from paintapp.document.pixels import Pixels
from paintapp.document.rulers import Ruler
from paintapp.messages import Message

MINIMUM_SIDE = 16
MAXIMUM_SIDE = 16384


class DocumentError(ValueError):
    """A document cannot be what was asked; the message is fit to show to the artist."""


@dataclass(frozen=True, slots=True)
class Document:
    """An image: its size in pixels, its layers (lowest first), selection and metadata.

    ``resolution`` is in pixels per inch. ``selection`` has one channel, 0..65535; None means
    that nothing is selected, which tools take as no restriction. ``rulers`` guide strokes.
    ``saved_selections`` are kept by name until they are wanted again.
    """

    width: int
    height: int
    layers: tuple[Layer, ...] = ()
    selection: Pixels | None = None
    resolution: float = 72.0
    metadata: Map[str, str] = field(default_factory=Map)
    rulers: tuple[Ruler, ...] = ()
    saved_selections: Map[str, Pixels] = field(default_factory=Map)

    def __post_init__(self) -> None:
        for name, side in (("width", self.width), ("height", self.height)):
            if not MINIMUM_SIDE <= side <= MAXIMUM_SIDE:
                raise DocumentError(
                    Message(
                        "The {name} must be between {least} and {most} pixels, not {side}.",
                        name=Message(name),
                        least=MINIMUM_SIDE,
                        most=MAXIMUM_SIDE,
                        side=side,
                    )
                )
        if not (math.isfinite(self.resolution) and self.resolution > 0):
            raise DocumentError("The resolution must be a positive number of pixels per inch.")

    @property
    def bounds(self) -> Rect:
        return Rect(0, 0, self.width, self.height)

    def walk(self) -> Iterator[Layer]:
        """Every layer, lowest first, a group before its children."""
        return walk(self.layers)

    def layer(self, layer_id: int) -> Layer:
        """The layer with this id; KeyError when there is none."""
        found = self.find(layer_id)
        if found is None:
            raise KeyError(layer_id)
        return found

    def find(self, layer_id: int | None) -> Layer | None:
        """The layer with this id, or None."""
        return next((layer for layer in self.walk() if layer.id == layer_id), None)

    def raster(self, layer_id: int) -> RasterLayer:
        """The layer with this id, to be painted on; KeyError when it is a group or a text."""
        layer = self.layer(layer_id)
        if not isinstance(layer, RasterLayer) or isinstance(layer, TextLayer):
            raise KeyError(layer_id)
        return layer

    def parent(self, layer_id: int) -> GroupLayer | None:
        """The group that holds a layer; None at the top level (or when there is no such layer)."""
        for layer in self.walk():
            if isinstance(layer, GroupLayer) and any(c.id == layer_id for c in layer.children):
                return layer
        return None

    def siblings(self, layer_id: int) -> tuple[Layer, ...]:
        """The layers beside and including a layer, lowest first."""
        parent = self.parent(layer_id)
        return self.layers if parent is None else parent.children

    def next_id(self) -> int:
        """An id that no layer of this document has."""
        return max((layer.id for layer in self.walk()), default=0) + 1

    def with_layer(self, layer: Layer) -> Document:
        """This document with the layer of the same id replaced."""
        return replace(self, layers=_replaced(self.layers, layer.id, (layer,)))

    def without(self, layer_id: int) -> Document:
        """This document without a layer (and, for a group, all it holds)."""
        return replace(self, layers=_replaced(self.layers, layer_id, ()))

    def inserted(self, layer: Layer, above: int | None = None) -> Document:
        """This document with a new layer right above another one; on top when None or missing."""
        below = self.find(above)
        if below is None:
            return replace(self, layers=(*self.layers, layer))
        return replace(self, layers=_replaced(self.layers, below.id, (below, layer)))

    def moved(self, layer_id: int, parent: int | None, index: int) -> Document:
        """This document with a layer moved into a group (None: top level) at a position.

        ``index`` counts from the lowest sibling, after the layer has been taken out. Moving a
        group into itself raises DocumentError.
        """
        layer = self.layer(layer_id)
        if parent is not None and any(inner.id == parent for inner in walk((layer,))):
            raise DocumentError("A group cannot be moved into itself.")
        rest = self.without(layer_id)
        if parent is None:
            return replace(rest, layers=(*rest.layers[:index], layer, *rest.layers[index:]))
        group = rest.layer(parent)
        if not isinstance(group, GroupLayer):
            raise DocumentError("Layers can only be moved into groups.")
        children = (*group.children[:index], layer, *group.children[index:])
        return rest.with_layer(replace(group, children=children))

    def with_selection(self, selection: Pixels | None) -> Document:
        return replace(self, selection=selection)

    def with_rulers(self, rulers: tuple[Ruler, ...]) -> Document:
        return replace(self, rulers=rulers)

    def with_saved_selection(self, name: str, selection: Pixels | None) -> Document:
        """This document with a selection kept under a name; None keeps none under it."""
        saved = self.saved_selections
        if selection is not None:
            return replace(self, saved_selections=saved.set(name, selection))
        return replace(self, saved_selections=saved.delete(name)) if name in saved else self

    def with_selections(self, change: Callable[[Pixels], Pixels]) -> Document:
        """This document with the selection and all saved ones changed alike."""
        return replace(
            self,
            selection=None if self.selection is None else change(self.selection),
            saved_selections=Map(
                {name: change(plane) for name, plane in self.saved_selections.items()}
            ),
        )


def _replaced(layers: tuple[Layer, ...], layer_id: int, by: tuple[Layer, ...]) -> tuple[Layer, ...]:
    """A tree with one layer replaced by none, one or two; untouched subtrees stay the same."""
    result: list[Layer] = []
    changed = False
    for layer in layers:
        if layer.id == layer_id:
            result.extend(by)
            changed = True
        elif isinstance(layer, GroupLayer):
            children = _replaced(layer.children, layer_id, by)
            same = children is layer.children
            result.append(layer if same else replace(layer, children=children))
            changed = changed or not same
        else:
            result.append(layer)
    return tuple(result) if changed else layers
