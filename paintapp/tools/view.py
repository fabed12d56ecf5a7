"""Hand, zoom and rotate: they move the view, never the document; the canvas acts on them."""

from __future__ import annotations

from paintapp.editor import Editor
from paintapp.gesture import Gesture, PointerEvent
from paintapp.tools.tool import Tool


class ViewTool(Tool):
    """A tool for the view. The canvas keeps its events to itself, so its gesture is empty."""

    def gesture(self, editor: Editor, press: PointerEvent) -> Gesture:
        while (yield).kind != "release":
            pass


class Hand(ViewTool):
    id = "hand"
    label = "Hand"
    tip = "Drag the view; double click fits the canvas. Space does the same with any tool"
    icon = "hand"
    shortcut = "H"
    cursor = "hand"


class Zoom(ViewTool):
    id = "zoom"
    label = "Zoom"
    tip = "Drag right to zoom in, left to zoom out; Alt click zooms out"
    icon = "zoom"
    shortcut = "Z"
    cursor = "zoom"
