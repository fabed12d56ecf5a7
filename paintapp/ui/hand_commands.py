"""What menus and keys do to the artist's hand: its tool, its brush and what guides it."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

from paintapp.document import TextLayer
from paintapp.editor import Editor, EditorError
from paintapp.gesture import PointerEvent
from paintapp.painting.symmetry import SymmetryKind
from paintapp.painting.typeset import Typeset
from paintapp.tools import Tool
from paintapp.tools import tool as tool_named


class HandCommands:
    """Commands on what the next stroke is made with."""

    def __init__(self, editor: Editor) -> None:
        self.editor = editor

    def choose_tool(self, tool: Tool) -> None:
        self.editor.tool = tool

    def edit_text(self) -> None:
        """Take the text tool to the end of the active layer's text."""
        layer = self.editor.active_layer
        if not isinstance(layer, TextLayer):
            return
        if not layer.visible:
            raise EditorError("The active layer is hidden.")
        self.editor.tool = tool_named("text")
        (x, top), (_, bottom) = Typeset(layer.text).caret(len(layer.text.text))
        press = PointerEvent(kind="press", x=x, y=(top + bottom) / 2)
        self.editor.pointers((press, replace(press, kind="release")))

    def transform(self, mode: str) -> None:
        """Take the transform tool, in one of its modes."""
        tool = tool_named("transform")
        self.editor.tool = tool
        tool.change(self.editor, mode=mode)

    def transform_selection(self) -> None:
        """Take the transform tool to the selection's outline."""
        tool = tool_named("transform")
        self.editor.tool = tool
        tool.change(self.editor, selection=True)

    def set_brush_opacity(self, opacity: float) -> None:
        self.editor.brush = replace(self.editor.brush, opacity=opacity)

    def scale_brush(self, steps: int) -> None:
        """Make the brush larger or smaller by about a tenth."""
        radius = self.editor.brush.radius
        scaled = max(abs(radius * 1.15**steps - radius), 0.5)
        radius = min(1000.0, max(0.5, radius + math.copysign(scaled, steps)))
        self.editor.brush = replace(self.editor.brush, radius=round(radius * 2) / 2)

    def mirror_strokes(self, kind: SymmetryKind) -> None:
        """Switch one way of symmetry on or off; the two mirrors go together."""
        self.set(symmetry=self.editor.hand.symmetry.toggled(kind))

    def set(self, **changes: Any) -> None:
        """Change some of what guides the hand; see `paintapp.painting.hand.Hand`."""
        self.editor.hand = replace(self.editor.hand, **changes)

    def toggle(self, name: str) -> None:
        """Turn one switch of the hand."""
        self.set(**{name: not getattr(self.editor.hand, name)})
