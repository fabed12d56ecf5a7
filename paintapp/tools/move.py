"""The move tool: shifts a layer, or a group with all it holds."""

from __future__ import annotations

from dataclasses import replace

from paintapp.document import Document, GroupLayer, Layer, Pixels, RasterLayer, Rect, walk
from paintapp.editor import Editor, EditorError, Gesture, Guide, PointerEvent
from paintapp.tools.tool import Tool

LIVE_TILES = 160
"""Up to so many tiles a layer follows the pen; a larger one is an outline until it is put down."""


class Move(Tool):
    """Drag to move the active layer by whole pixels; Shift keeps to one direction."""

    id = "move"
    label = "Move"
    tip = "Move the active layer; the arrow keys nudge it"
    icon = "move"
    shortcut = "V"
    cursor = "move"

    def gesture(self, editor: Editor, press: PointerEvent) -> Gesture:
        layer = movable(editor)
        live = sum(len(plane.tiles) for plane in _planes(layer)) <= LIVE_TILES
        bounds = Rect(0, 0, 0, 0)
        for plane in _planes(layer):
            bounds = bounds.united(plane.tile_bounds() if not live else Rect(0, 0, 0, 0))
        shown = (0, 0)
        with editor.edit("Move layer") as edit:
            event = press
            while True:
                dx, dy = round(event.x - press.x), round(event.y - press.y)
                if event.shift:
                    dx, dy = (dx, 0) if abs(dx) >= abs(dy) else (0, dy)
                last = event.kind == "release"
                if (dx, dy) != shown and (live or last):
                    edit.document = moved_layer(edit.before, layer.id, dx, dy)
                    shown = (dx, dy)
                if not live:
                    editor.guide = _outline(bounds.translated(dx, dy))
                if last:
                    return
                event = yield

    def nudge(self, editor: Editor, dx: int, dy: int) -> bool:
        layer = movable(editor)
        editor.apply("Move layer", moved_layer, layer.id, dx, dy)
        return True


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
    return replace(layer, pixels=layer.pixels.translated(dx, dy), mask=mask)


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
