"""The size of a brush set by a drag: its outline stays where the pen came down."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from paintapp.gesture import PointerEvent
from paintapp.ui.view import Point

if TYPE_CHECKING:
    from paintapp.ui.canvas import CanvasWidget

START = 4.0
"""Logical pixels that the pen moves before the size changes."""


class BrushSizeDrag:
    """One press of the pen: to the right the brush grows, to the left it shrinks.

    ``press`` is the event that was held back; it is still owed to the tool where the pen has not
    moved. Places are device pixels.
    """

    def __init__(self, canvas: CanvasWidget, press: PointerEvent, here: Point) -> None:
        self.press = press
        self.anchor = here
        self.moved = False
        self._canvas = canvas
        self._before = canvas.editor.brush

    def move(self, here: Point, pressure: float) -> None:
        """The pen is at a point now."""
        start = START * self._canvas.devicePixelRatioF()
        if not self.moved and math.dist(here, self.anchor) < start:
            self.press = replace(self.press, pressure=max(self.press.pressure, pressure))
            return
        self.moved = True
        way = (here[0] - self.anchor[0]) / self._canvas.view.zoom
        radius = max(0.5, round(2 * (self._before.radius + way)) / 2)
        self._canvas.editor.brush = self._before.changed(radius=radius)

    def cancel(self) -> None:
        """The brush is what it was."""
        if self.moved:
            self._canvas.editor.brush = self._before
