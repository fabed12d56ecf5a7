"""The eyedropper: takes a colour from what is seen."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from paintapp.document import FULL, RasterLayer, Rect
from paintapp.editor import Editor
from paintapp.gesture import Colour, Gesture, Guide, PointerEvent
from paintapp.painting.composite import flatten, flatten_layers
from paintapp.tools.options import choice, switch
from paintapp.tools.tool import Tool

SIDES = (1, 3, 5, 11, 31, 51, 101)


@dataclass(frozen=True, slots=True)
class PickerOptions:
    """What the eyedropper takes the colour from, and what becomes of it."""

    area: str = choice(
        "1",
        "Area",
        tuple(
            (str(side), f"{side} × {side} average" if side > 1 else "One pixel", "")
            for side in SIDES
        ),
        tip="How many pixels the colour is the mean of",
    )
    active_layer: bool = switch(False, "Active layer only", tip="Look at the active layer alone")
    keep: bool = switch(False, "Keep as swatch", tip="Add each colour taken to the swatches")


class Picker(Tool):
    """Press or drag to take the colour under the pen; Alt takes it as the background colour."""

    id = "eyedropper"
    label = "Eyedropper"
    tip = "Take a colour from the picture; with Alt or the right button as background colour"
    icon = "eyedropper"
    shortcut = "I"
    cursor = "picker"
    defaults = PickerOptions()

    def gesture(self, editor: Editor, press: PointerEvent) -> Gesture:
        values: PickerOptions = self.values(editor)
        background = press.alt or press.button == "right"
        yield from pick(
            editor,
            press,
            background=background,
            side=int(values.area),
            active_layer=values.active_layer,
        )
        if values.keep:
            editor.keep_colour(editor.background if background else editor.foreground)


def pick(
    editor: Editor,
    press: PointerEvent,
    *,
    background: bool = False,
    side: int = 1,
    active_layer: bool = False,
) -> Gesture:
    """Take colours until the pen is lifted; a ring shows the new one and the one before."""
    before = editor.background if background else editor.foreground

    def take(colour: Colour) -> None:
        if background:
            editor.background = colour
        else:
            editor.foreground = colour

    event, taken = press, before
    try:
        while True:
            colour = colour_at(editor, event.x, event.y, side, active_layer)
            if colour is not None and colour != taken:
                taken = colour
                take(colour)
            if event.kind == "release":
                return
            editor.guide = Guide("polyline", ((event.x, event.y),), colours=(taken, before))
            event = yield
    except GeneratorExit:
        take(before)
        raise


def colour_at(
    editor: Editor, x: float, y: float, side: int = 1, active_layer: bool = False
) -> Colour | None:
    """The straight colour around a canvas point; None where all is transparent or off it."""
    document = editor.document
    rect = Rect(math.floor(x) - side // 2, math.floor(y) - side // 2, side, side)
    rect = rect.intersected(document.bounds)
    if rect.empty:
        return None
    layer = editor.active_layer
    if active_layer and isinstance(layer, RasterLayer):
        pixels = flatten_layers((layer,), rect)
    else:
        pixels = flatten(document, rect)
    total = pixels.reshape(-1, 4).sum(axis=0, dtype=np.int64)
    alpha = int(total[3])
    if alpha == 0:
        return None
    red, green, blue = (min(FULL, (int(v) * FULL + alpha // 2) // alpha) for v in total[:3])
    return red, green, blue
