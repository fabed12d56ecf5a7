"""The brush and the eraser: one brush, two ways of putting it down."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from paintapp.document import FULL
from paintapp.editor import TOGETHER, Colour, Editor, EditorError, Gesture, PointerEvent
from paintapp.painting.stroke import Stroke
from paintapp.tools.options import BRUSH_OPTIONS, Option
from paintapp.tools.picker import pick
from paintapp.tools.tool import Cursor, Tool


class BrushTool(Tool):
    """Paints on the target: pixels, a layer's mask, or the selection (the quick mask)."""

    id = "brush"
    label = "Brush"
    tip = "Paint. Shift draws a straight line from the last stroke, Ctrl takes a colour"
    icon = "brush"
    shortcut = "B"
    cursor = "brush"
    erases = False

    @property
    def options(self) -> tuple[Option, ...]:
        return BRUSH_OPTIONS

    def values(self, editor: Editor) -> Any:
        return editor.brush

    def change(self, editor: Editor, **changes: object) -> None:
        editor.brush = editor.brush.changed(**changes)

    def cursor_for(self, *, shift: bool, control: bool, alt: bool) -> Cursor:
        return "picker" if control or alt else "brush"

    def gesture(self, editor: Editor, press: PointerEvent) -> Gesture:
        if press.control or press.alt or press.button == "right":
            yield from pick(editor, press)
        else:
            yield from stroke(editor, press, erase=self.erases or press.eraser)


class Eraser(BrushTool):
    """Removes paint with the same brush; on masks it hides, on the selection it deselects."""

    id = "eraser"
    label = "Eraser"
    tip = "Erase with the brush. The back end of a pen erases too"
    icon = "eraser"
    shortcut = "E"
    erases = True


def stroke(editor: Editor, press: PointerEvent, *, erase: bool) -> Gesture:
    """One brush stroke on the editor's target, as one history entry."""
    reason = editor.paintable_reason()
    if reason:
        raise EditorError(reason)
    target, layer_id, document = editor.target, editor.active_layer_id, editor.document
    layer = editor.active_layer
    value = FULL if target == "selection" else luminance(editor.foreground)
    start = editor.last_point if press.shift else None
    with editor.edit("Erase" if erase else "Brush stroke") as edit:
        made = Stroke(
            edit.plane(target, layer_id),
            replace(editor.brush, erase=erase),
            editor.foreground,
            bounds=document.bounds,
            selection=None if target == "selection" else document.selection,
            lock_alpha=target == "pixels" and layer is not None and layer.lock_alpha,
            value=value,
        )
        if start is not None:
            edit.put_tiles(target, layer_id, made.move(*start, press.pressure))
        event, events = press, (press,)
        while event.kind != "release":
            for event in events:
                if event.kind in ("press", "move"):
                    edit.put_tiles(target, layer_id, made.move(event.x, event.y, event.pressure))
            if event.kind != "release":
                events = yield TOGETHER
        edit.put_tiles(target, layer_id, made.finish())
        selection = edit.document.selection
        if target == "selection" and selection is not None and not selection.tiles:
            edit.document = edit.document.with_selection(None)
        editor.last_point = (event.x, event.y)


def luminance(colour: Colour) -> int:
    """How far a colour reveals when painted on a mask: Rec. 709 luma of the encoded values."""
    red, green, blue = colour
    return min(FULL, round(0.2126 * red + 0.7152 * green + 0.0722 * blue))
