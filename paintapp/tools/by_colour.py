"""Selects all that looks like the pixel clicked, wherever it is."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from paintapp.document import Document, Rect
from paintapp.editor import Editor
from paintapp.gesture import Gesture, Guide, PointerEvent, Work
from paintapp.messages import Message
from paintapp.painting.by_colour import ColourDistances, like_pixel, nothing
from paintapp.painting.selection import CombineMode
from paintapp.tools.fill import SAMPLES, sampled_layers
from paintapp.tools.options import choice, number
from paintapp.tools.select import MODES, SelectTool

PERCENT_PER_REACH = 2.0
"""How much wider the tolerance gets for each of the pen's reach that it is dragged."""


@dataclass(frozen=True, slots=True)
class ColourOptions:
    """How alike a colour must be, where it is looked for, and how it joins the selection."""

    mode: str = choice("replace", "Mode", MODES)
    tolerance: float = number(
        12.0, "Tolerance", 0, 100, unit="%", tip="How far colours may differ from the one clicked"
    )
    softness: float = number(
        4.0, "Softness", 0, 100, unit="%", tip="Over how much more of a difference it fades out"
    )
    sample: str = choice("all", "Look at", SAMPLES, tip="Where the colours are compared")
    feather: float = number(0.0, "Feather", 0, 250, unit="px", tip="Softens the edge", quick=False)


class ColourSelect(SelectTool):
    """Click a colour; dragged to the right or up the pen takes in more, to the left less."""

    id = "select-colour"
    label = "Select by colour"
    tip = "Select a colour everywhere; drag right for more of it, left for less"
    icon = "select-colour"
    shortcut = "Shift+W"
    defaults = ColourOptions()
    moves_outline = False

    def draw(self, editor: Editor, press: PointerEvent) -> Gesture:
        mode = self.combine_mode(editor, press)
        options: ColourOptions = self.values(editor)
        document = editor.document
        layers = sampled_layers(document, editor.active_layer, options.sample)
        x, y = math.floor(press.x), math.floor(press.y)
        bounds = document.bounds

        def measured(cancelled: Callable[[], bool]) -> ColourDistances:
            inside = not bounds.intersected(Rect(x, y, 1, 1)).empty
            looked_at = layers if inside else ()
            measure = like_pixel(layers, x, y) if inside else nothing
            return ColourDistances(looked_at, bounds, measure, cancelled)

        distances: ColourDistances = yield Work(measured)
        with editor.edit("Select by colour") as edit:
            event, tolerance, shown = press, options.tolerance, -1.0
            while True:
                if event.kind in ("press", "move"):
                    along = (event.x - press.x) - (event.y - press.y)
                    wider = along / press.reach * PERCENT_PER_REACH
                    tolerance = min(100.0, max(0.0, round(options.tolerance + wider)))
                if tolerance != shown:
                    shown = tolerance
                    wanted = replace(options, tolerance=tolerance)
                    edit.document = yield Work(
                        partial(self._found, editor, document, distances, wanted, mode)
                    )
                if event.kind == "release":
                    break
                if event.kind == "move":
                    text = Message("Tolerance {value}%", value=round(tolerance))
                    editor.guide = Guide("polyline", ((event.x, event.y),), text=text)
                event = yield
        if tolerance != options.tolerance:
            self.change(editor, tolerance=tolerance)

    def _found(
        self,
        editor: Editor,
        document: Document,
        distances: ColourDistances,
        options: ColourOptions,
        mode: CombineMode,
        cancelled: Callable[[], bool],
    ) -> Document:
        near = distances.near(options.tolerance / 100, options.softness / 100)
        return self.selected(editor, document, near, mode)
