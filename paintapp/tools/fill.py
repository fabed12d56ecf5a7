"""The fill tool and the magic wand: both act on an area of alike colour."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from paintapp.document import FULL, Document, Layer, Pixels, RasterLayer
from paintapp.document.edit import plane_of
from paintapp.editor import Editor, EditorError, Gesture, PointerEvent, Work
from paintapp.painting import cutting, selection
from paintapp.painting.alike import alike_area
from paintapp.tools.brush import luminance
from paintapp.tools.options import choice, number, switch
from paintapp.tools.select import MODES, SelectTool
from paintapp.tools.tool import Tool


@dataclass(frozen=True, slots=True)
class FillOptions:
    """What counts as alike, and where it is looked for."""

    tolerance: float = number(
        12.0, "Tolerance", 0, 100, unit="%", tip="How far colours may differ from the one clicked"
    )
    contiguous: bool = switch(True, "Connected", tip="Only what is connected to the point clicked")
    active_layer: bool = switch(False, "Active layer only", tip="Look at the active layer alone")
    antialias: bool = switch(True, "Smooth edge")


@dataclass(frozen=True, slots=True)
class WandOptions(FillOptions):
    """As for filling, and how the area joins the selection."""

    mode: str = choice("replace", "Mode", MODES)
    feather: float = number(0.0, "Feather", 0, 250, unit="px", tip="Softens the edge")


class Fill(Tool):
    """Fills an area of alike colour with the foreground colour; within the selection, if any."""

    id = "fill"
    label = "Fill"
    tip = "Fill an area of alike colour with the foreground colour"
    icon = "fill"
    shortcut = "F"
    cursor = "fill"
    defaults = FillOptions()

    def gesture(self, editor: Editor, press: PointerEvent) -> Gesture:
        reason = editor.paintable_reason()
        if reason:
            raise EditorError(reason)
        document, target, layer = editor.document, editor.target, editor.active_layer
        layer_id = editor.active_layer_id
        colour, options = editor.foreground, self.values(editor)
        lock = layer is not None and layer.lock_alpha

        def filled(cancelled: Callable[[], bool]) -> Pixels | None:
            limit = None if target == "selection" else document.selection
            found = area_under(document, layer, press, options, cancelled)
            area = selection.combine(limit, found, "replace" if limit is None else "intersect")
            if area is None or cancelled():
                return None
            plane = plane_of(document, target, layer_id)
            if target == "pixels":
                return cutting.filled(plane, colour, area, document.bounds, lock_alpha=lock)
            value = FULL if target == "selection" else luminance(colour)
            return cutting.filled_mask(plane, value, area, document.bounds)

        plane: Pixels | None = yield Work(filled)
        with editor.edit("Fill") as edit:
            if plane is not None:
                edit.put_plane(target, layer_id, plane)
            while (yield).kind != "release":
                pass


class Wand(SelectTool):
    """Selects an area of alike colour."""

    id = "select-wand"
    label = "Magic wand"
    tip = "Select an area of alike colour. Shift adds, Alt subtracts, both intersect"
    icon = "select-wand"
    shortcut = "W"
    defaults = WandOptions()

    def gesture(self, editor: Editor, press: PointerEvent) -> Gesture:
        mode = self.combine_mode(editor, press)
        document, layer, options = editor.document, editor.active_layer, self.values(editor)

        def selected(cancelled: Callable[[], bool]) -> Document:
            area = area_under(document, layer, press, options, cancelled)
            return document if cancelled() else self.selected(editor, document, area, mode)

        found: Document = yield Work(selected)
        with editor.edit(f"{self.label} selection") as edit:
            edit.document = found
            while (yield).kind != "release":
                pass


def area_under(
    document: Document,
    layer: Layer | None,
    press: PointerEvent,
    options: FillOptions,
    cancelled: Callable[[], bool],
) -> Pixels:
    """A selection of what looks like the pixel under the pen; nothing when it is off the canvas."""
    alone = options.active_layer and isinstance(layer, RasterLayer)
    return alike_area(
        (layer,) if alone and layer is not None else document.layers,
        document.bounds,
        math.floor(press.x),
        math.floor(press.y),
        tolerance=options.tolerance / 100,
        connected=options.contiguous,
        antialias=options.antialias,
        cancelled=cancelled,
    )
