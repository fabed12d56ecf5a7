"""The move tool: shifts a layer, or a group with all it holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

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
from paintapp.document.pixels import Array
from paintapp.editor import TEXT_REASON, Editor, EditorError, Gesture, Guide, PointerEvent
from paintapp.painting import cutting
from paintapp.painting.blend import Operator, painted
from paintapp.tools.tool import Tool

LIVE_TILES = 160
"""Up to so many tiles a layer follows the pen; a larger one is an outline until it is put down."""


Mover = Callable[[Document, int, int], Document]
"""A document with something in it moved by whole pixels from where it is."""


class Move(Tool):
    """Drag to move the active layer, or what is selected of it; Shift keeps to one direction."""

    id = "move"
    label = "Move"
    tip = "Move the active layer, or what is selected of it; the arrow keys nudge it"
    icon = "move"
    shortcut = "V"
    cursor = "move"

    def gesture(self, editor: Editor, press: PointerEvent) -> Gesture:
        label, moved, planes = mover(editor)
        live = sum(len(plane.tiles) for plane in planes) <= LIVE_TILES
        bounds = Rect(0, 0, 0, 0)
        for plane in planes:
            bounds = bounds.united(plane.tile_bounds())
        shown = (0, 0)
        with editor.edit(label) as edit:
            event = press
            while True:
                dx, dy = round(event.x - press.x), round(event.y - press.y)
                if event.shift:
                    dx, dy = (dx, 0) if abs(dx) >= abs(dy) else (0, dy)
                last = event.kind == "release"
                if (dx, dy) != shown and (live or last):
                    edit.document = moved(edit.before, dx, dy)
                    shown = (dx, dy)
                if not live:
                    editor.guide = _outline(bounds.translated(dx, dy))
                if last:
                    return
                event = yield

    def nudge(self, editor: Editor, dx: int, dy: int) -> bool:
        label, moved, _ = mover(editor)
        editor.apply(label, moved, dx, dy)
        return True


def mover(editor: Editor) -> tuple[str, Mover, list[Pixels]]:
    """What there is to move: a label, how to move it, and the planes that it consists of."""
    layer, chosen = movable(editor), editor.document.selection
    if chosen is None or not isinstance(layer, RasterLayer):

        def moved(document: Document, dx: int, dy: int) -> Document:
            return moved_layer(document, layer.id, dx, dy)

        return "Move layer", moved, _planes(layer)
    if layer.lock_pixels:
        raise EditorError("The active layer is locked.")
    if isinstance(layer, TextLayer):
        raise EditorError(TEXT_REASON)
    bounds = editor.document.bounds
    lifted = cutting.copied(layer.pixels, chosen, bounds)
    rest = cutting.cleared(layer.pixels, chosen, bounds)

    def moved_part(document: Document, dx: int, dy: int) -> Document:
        if dx == 0 and dy == 0:
            return document
        pixels = laid_over(rest, lifted.translated(dx, dy))
        selection = chosen.translated(dx, dy).cropped(bounds)
        moved = document.with_layer(replace(document.raster(layer.id), pixels=pixels))
        return moved.with_selection(None if selection.bounds().empty else selection)

    return "Move selection", moved_part, [lifted, chosen]


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


def movable(editor: Editor) -> Layer:
    """The active layer; EditorError when it cannot be moved."""
    layer = editor.active_layer
    if layer is None:
        raise EditorError("There is no active layer.")
    if any(inner.lock_position for inner in walk((layer,))):
        raise EditorError("The position of this layer is locked.")
    return layer


def moved_layer(document: Document, layer_id: int, dx: int, dy: int) -> Document:
    """A layer with its mask (and all that a group holds) moved by whole pixels."""
    if dx == 0 and dy == 0:
        return document
    return document.with_layer(_moved(document.layer(layer_id), dx, dy))


def _moved(layer: Layer, dx: int, dy: int) -> Layer:
    mask = None if layer.mask is None else layer.mask.translated(dx, dy)
    if isinstance(layer, GroupLayer):
        children = tuple(_moved(child, dx, dy) for child in layer.children)
        return replace(layer, children=children, mask=mask)
    pixels = layer.pixels.translated(dx, dy)
    if isinstance(layer, TextLayer):
        return replace(layer, pixels=pixels, mask=mask, text=layer.text.translated(dx, dy))
    return replace(layer, pixels=pixels, mask=mask)


def _planes(layer: Layer) -> list[Pixels]:
    planes = []
    for inner in walk((layer,)):
        if isinstance(inner, RasterLayer):
            planes.append(inner.pixels)
        if inner.mask is not None:
            planes.append(inner.mask)
    return planes


def _outline(rect: Rect) -> Guide:
    left, top, right, bottom = rect.x, rect.y, rect.right, rect.bottom
    return Guide("polyline", ((left, top), (right, top), (right, bottom), (left, bottom)))
