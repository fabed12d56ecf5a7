"""Layer operations: plain functions from one document to the next.

Each is given to `Editor.apply` and so becomes one step of the history. Where several layers are
named, a layer inside a named group goes along with its group. Operations that leave everything
as it was return the same document. Unknown layer ids raise KeyError.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from paintapp.document.document import Document, DocumentError
from paintapp.document.geometry import Rect
from paintapp.document.layers import GroupLayer, Layer, RasterLayer, TextLayer, walk
from paintapp.document.pixels import FULL, Pixels


def add_layer(document: Document, name: str, above: int | None = None) -> Document:
    """A new empty raster layer right above another layer; inside it when that is a group."""
    layer = RasterLayer(id=document.next_id(), name=name)
    group = document.find(above)
    if isinstance(group, GroupLayer):
        return document.with_layer(replace(group, children=(*group.children, layer)))
    return document.inserted(layer, above)


def place_layer(document: Document, layer: RasterLayer, above: int | None = None) -> Document:
    """A ready layer right above another one, with an id of its own."""
    return document.inserted(replace(layer, id=document.next_id()), above)


def place_group(
    document: Document,
    layers: tuple[Layer, ...],
    name: str,
    above: int | None = None,
) -> Document:
    """Layers of another document as a group above a layer, with ids of their own."""
    group = GroupLayer(id=0, name=name, children=layers)
    return document.inserted(with_new_ids(group, document.next_id()), above)


def delete_layers(document: Document, layer_ids: Iterable[int]) -> Document:
    """Without some layers. A document keeps at least one: DocumentError otherwise."""
    result = document
    for layer in roots(document, layer_ids):
        result = result.without(layer.id)
    if not result.layers and document.layers:
        raise DocumentError("A document needs at least one layer.")
    return result


def duplicate_layers(document: Document, layer_ids: Iterable[int], suffix: str) -> Document:
    """A copy of each layer right above it; top-level names get ``suffix``, all ids are new."""
    for layer in roots(document, layer_ids):
        copy = with_new_ids(layer, document.next_id())
        document = document.inserted(replace(copy, name=f"{layer.name}{suffix}"), layer.id)
    return document


def with_new_ids(layer: Layer, first_id: int) -> Layer:
    """The same layer tree with ids ``first_id``, ``first_id + 1``, ..."""

    def renumbered(layer: Layer, ids: Iterator[int]) -> Layer:
        own = next(ids)
        if isinstance(layer, GroupLayer):
            children = tuple(renumbered(child, ids) for child in layer.children)
            return replace(layer, id=own, children=children)
        return replace(layer, id=own)

    count = sum(1 for _ in walk((layer,)))
    return renumbered(layer, iter(range(first_id, first_id + count)))


def group_layers(document: Document, layer_ids: Iterable[int], name: str) -> Document:
    """A new group in place of the topmost of some layers, holding them in their order."""
    chosen = roots(document, layer_ids)
    if not chosen:
        return document
    group_id = document.next_id()
    top = chosen[-1].id
    document = document.inserted(GroupLayer(id=group_id, name=name), top)
    for layer in chosen:
        document = document.without(layer.id)
    return document.with_layer(GroupLayer(id=group_id, name=name, children=chosen))


def ungroup(document: Document, group_id: int) -> Document:
    """A group's children in its place; its opacity, mode and mask go with it."""
    group = document.layer(group_id)
    if not isinstance(group, GroupLayer):
        raise DocumentError("Only a group can be ungrouped.")
    if not group.children and len(document.layers) == 1 and document.layers[0].id == group_id:
        raise DocumentError("A document needs at least one layer.")
    document = document.with_layer(replace(group, children=()))
    below = group_id
    for child in group.children:
        document = document.inserted(child, below)
        below = child.id
    return document.without(group_id)


def move_layers(
    document: Document, layer_ids: Iterable[int], parent: int | None, index: int
) -> Document:
    """Layers moved together into a group (None: top level).

    ``index`` is the place among the siblings as they are now, counted from the lowest. Moving a
    group into itself raises DocumentError.
    """
    chosen = roots(document, layer_ids)
    siblings = document.layers if parent is None else _group(document, parent).children
    moved = {layer.id for layer in chosen}
    if any(inner.id == parent for layer in chosen for inner in walk((layer,))):
        raise DocumentError("A group cannot be moved into itself.")
    target = sum(1 for sibling in siblings[:index] if sibling.id not in moved)
    order = [sibling.id for sibling in siblings if sibling.id not in moved]
    order[target:target] = [layer.id for layer in chosen]
    if order == [sibling.id for sibling in siblings]:
        return document
    for layer in chosen:
        document = document.without(layer.id)
    for offset, layer in enumerate(chosen):
        document = _inserted_at(document, layer, parent, target + offset)
    return document


def shift_layer(document: Document, layer_id: int, steps: int) -> Document:
    """A layer moved up (positive) or down among its siblings, as far as there is room."""
    siblings = [layer.id for layer in document.siblings(layer_id)]
    parent = document.parent(layer_id)
    index = siblings.index(layer_id)
    target = min(max(index + steps, 0), len(siblings) - 1)
    if target == index:
        return document
    return document.moved(layer_id, None if parent is None else parent.id, target)


def shift_layers(document: Document, layer_ids: Iterable[int], steps: int) -> Document:
    """Some layers moved up (positive) or down, each among its siblings, keeping their order."""
    chosen = [layer.id for layer in roots(document, layer_ids)]
    up = 1 if steps > 0 else -1
    for _ in range(abs(steps)):
        stuck: set[int] = set()
        for layer_id in reversed(chosen) if up > 0 else chosen:
            siblings = [layer.id for layer in document.siblings(layer_id)]
            target = siblings.index(layer_id) + up
            if not 0 <= target < len(siblings) or siblings[target] in stuck:
                stuck.add(layer_id)
            else:
                document = shift_layer(document, layer_id, up)
    return document


def set_each(document: Document, layer_ids: Iterable[int], **properties: Any) -> Document:
    """Some layers with some of their fields changed alike."""
    for layer_id in layer_ids:
        document = set_properties(document, layer_id, **properties)
    return document


def set_properties(document: Document, layer_id: int, **properties: Any) -> Document:
    """A layer with some of its fields changed, such as ``opacity=0.5`` or ``visible=False``."""
    layer = document.layer(layer_id)
    if all(getattr(layer, name) == value for name, value in properties.items()):
        return document
    return document.with_layer(replace(layer, **properties))


def add_mask(document: Document, layer_id: int, *, from_selection: bool = True) -> Document:
    """A mask for a layer: the selection when there is one, else one that shows everything."""
    layer = document.layer(layer_id)
    selection = document.selection if from_selection else None
    mask = Pixels.mask(FULL) if selection is None else selection.cropped(document.bounds)
    return document.with_layer(replace(layer, mask=mask, mask_enabled=True))


def remove_mask(document: Document, layer_id: int) -> Document:
    """A layer without its mask: everything shows again."""
    return set_properties(document, layer_id, mask=None, mask_enabled=True)


def rasterise(document: Document, layer_ids: Iterable[int]) -> Document:
    """Text layers, also those inside named groups, as plain raster layers of the same look."""
    for root in roots(document, layer_ids):
        for layer in walk((root,)):
            if isinstance(layer, TextLayer):
                document = document.with_layer(layer.rasterised())
    return document


def resize_canvas(
    document: Document, width: int, height: int, dx: int = 0, dy: int = 0
) -> Document:
    """Another canvas size, with all layers and rulers moved by (dx, dy). No layer is cut.

    Selections are cut to the new canvas. DocumentError for a size out of range.
    """
    result = replace(document, width=width, height=height)
    if (dx, dy) != (0, 0):
        result = replace(
            result,
            layers=translated_layers(document.layers, dx, dy),
            rulers=tuple(ruler.translated(dx, dy) for ruler in document.rulers),
        )
    bounds = result.bounds
    return result.with_selections(lambda plane: plane.translated(dx, dy).cropped(bounds))


def crop_to(document: Document, rect: Rect) -> Document:
    """The canvas cut to a rectangle; DocumentError when it is too small."""
    return resize_canvas(document, rect.width, rect.height, -rect.x, -rect.y)


def with_planes(
    layers: Iterable[Layer],
    put: Callable[[Pixels], Pixels],
    retype: Callable[[TextLayer, Pixels], RasterLayer] | None = None,
) -> tuple[Layer, ...]:
    """Layers with each of their planes, pixels and masks, replaced by ``put(plane)``.

    A plane that several layers share is asked for once; layers whose planes stay are the same.
    ``retype`` makes a layer of a text layer and its new pixels; without it texts are rasterised.
    """
    made: dict[int, Pixels] = {}

    def plane_for(plane: Pixels) -> Pixels:
        if id(plane) not in made:
            made[id(plane)] = put(plane)
        return made[id(plane)]

    def changed(layer: Layer) -> Layer:
        mask = None if layer.mask is None else plane_for(layer.mask)
        if isinstance(layer, GroupLayer):
            children = tuple(changed(child) for child in layer.children)
            same = all(a is b for a, b in zip(children, layer.children, strict=True))
            if same and mask is layer.mask:
                return layer
            return replace(layer, children=children, mask=mask)
        pixels = plane_for(layer.pixels)
        if pixels is layer.pixels and mask is layer.mask:
            return layer
        if isinstance(layer, TextLayer):
            if retype is not None and pixels is not layer.pixels:
                return replace(retype(layer, pixels), mask=mask)
            if pixels is not layer.pixels:
                layer = layer.rasterised()
        return replace(layer, pixels=pixels, mask=mask)

    return tuple(changed(layer) for layer in layers)


def translated_layers(layers: Iterable[Layer], dx: int, dy: int) -> tuple[Layer, ...]:
    """Layers with masks, texts and all that groups hold, moved by whole pixels."""
    return with_planes(
        layers,
        lambda plane: plane.translated(dx, dy),
        lambda layer, pixels: replace(layer, pixels=pixels, text=layer.text.translated(dx, dy)),
    )


def roots(document: Document, layer_ids: Iterable[int]) -> tuple[Layer, ...]:
    """The named layers, lowest first, without those that lie inside another named one."""
    wanted = set(layer_ids)
    missing = wanted - {layer.id for layer in document.walk()}
    if missing:
        raise KeyError(min(missing))

    def found(layers: Iterable[Layer]) -> Iterator[Layer]:
        for layer in layers:
            if layer.id in wanted:
                yield layer
            elif isinstance(layer, GroupLayer):
                yield from found(layer.children)

    return tuple(found(document.layers))


def _inserted_at(document: Document, layer: Layer, parent: int | None, index: int) -> Document:
    if parent is None:
        layers = (*document.layers[:index], layer, *document.layers[index:])
        return replace(document, layers=layers)
    group = _group(document, parent)
    children = (*group.children[:index], layer, *group.children[index:])
    return document.with_layer(replace(group, children=children))


def _group(document: Document, group_id: int) -> GroupLayer:
    group = document.layer(group_id)
    if not isinstance(group, GroupLayer):
        raise DocumentError("Layers can only be moved into groups.")
    return group
