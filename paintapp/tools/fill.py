"""The fill tool and the magic wand: both act on an area of alike colour."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np

from paintapp.document import FULL, Pixels, RasterLayer, Rect
from paintapp.editor import Editor, EditorError, Gesture, PointerEvent
from paintapp.painting import cutting, selection
from paintapp.painting.colour import to_8bit
from paintapp.painting.composite import flatten, flatten_layers
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
        target, layer_id, layer = editor.target, editor.active_layer_id, editor.active_layer
        area = alike_area(editor, press, self.values(editor))
        bounds = editor.document.bounds
        limit = None if target == "selection" else editor.document.selection
        if area is not None and limit is not None:
            area = selection.combine(limit, area, "intersect")
        with editor.edit("Fill") as edit:
            if area is not None:
                plane = edit.plane(target, layer_id)
                if target == "pixels":
                    lock = layer is not None and layer.lock_alpha
                    plane = cutting.filled(plane, editor.foreground, area, bounds, lock_alpha=lock)
                else:
                    value = FULL if target == "selection" else luminance(editor.foreground)
                    plane = cutting.filled_mask(plane, value, area, bounds)
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
        area = alike_area(editor, press, self.values(editor))
        mode = self.combine_mode(editor, press)
        with editor.edit(f"{self.label} selection") as edit:
            edit.document = self.selected(editor, edit.document, area, mode)
            while (yield).kind != "release":
                pass


def alike_area(editor: Editor, press: PointerEvent, options: FillOptions) -> Pixels | None:
    """A selection of what looks like the pixel under the pen; None when it is off the canvas.

    Colours are compared premultiplied at 8 bits, by the channel that differs most.
    """
    document = editor.document
    x, y = math.floor(press.x), math.floor(press.y)
    if document.bounds.intersected(Rect(x, y, 1, 1)).empty:
        return None
    layer = editor.active_layer
    if options.active_layer and isinstance(layer, RasterLayer):
        picture = to_8bit(flatten_layers((layer,), document.bounds))
    else:
        picture = to_8bit(flatten(document))
    tolerance = options.tolerance * 255 / 100
    here = picture[y, x].astype(np.int16)
    low = np.clip(here - tolerance, 0, 255)
    high = np.clip(here + tolerance, 0, 255)
    alike = cv2.inRange(picture, low, high)
    if options.contiguous:
        filled = np.zeros((document.height + 2, document.width + 2), np.uint8)
        cv2.floodFill(alike, filled, (x, y), 0, flags=4 | cv2.FLOODFILL_MASK_ONLY | (255 << 8))
        alike = filled[1:-1, 1:-1]
    if options.antialias:
        soft = cv2.blur(alike, (3, 3))
        alike = np.where(alike > 0, np.maximum(soft, 128), np.minimum(soft, 127))
    return Pixels.from_array(alike.astype(np.uint16) * np.uint16(257))
