"""The axes of symmetry over the canvas, with handles to move and to turn them."""

from __future__ import annotations

import math
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from paintapp.editor import Editor
from paintapp.gesture import Handle
from paintapp.painting.hand import Hand
from paintapp.painting.symmetry import Symmetry
from paintapp.ui.canvas_decorations import Decoration
from paintapp.ui.canvas_overlays import draw_handle
from paintapp.ui.view import Point, View

COLOUR = "#c757ff"
ARM = 96.0
"""How far from the middle the handle is that turns the axes, in logical pixels."""

REACH = 10.0
STEP = 15.0
"""With Shift axes turn in steps of so many degrees."""


class SymmetryAxes(Decoration):
    """Shows the editor's symmetry while there is one.

    The middle moves it (a double click brings it back to the middle of the canvas), the round
    handle turns it; both can be dragged outside the canvas.
    """

    def __init__(self, editor: Editor, ratio: float = 1.0) -> None:
        super().__init__()
        self._editor = editor
        self._ratio = ratio
        self._grip = ""
        self._before: Hand | None = None
        self._shown = editor.hand.symmetry
        self._canvas = editor.document.bounds
        editor.state_changed.append(self._changed)

    def _changed(self) -> None:
        symmetry, canvas = self._editor.hand.symmetry, self._editor.document.bounds
        if symmetry != self._shown or canvas != self._canvas:
            self._shown, self._canvas = symmetry, canvas
            self.refresh()

    @property
    def _symmetry(self) -> Symmetry:
        return self._editor.hand.symmetry

    def area(self, view: View) -> QRectF:
        off = self._symmetry.kind == "off"
        return QRectF() if off else QRectF(0, 0, view.width, view.height)

    def handles(self, view: View) -> tuple[Point, Point]:
        """Where the middle is and the handle that turns, in device pixels."""
        symmetry = self._symmetry
        x, y = symmetry.middle(self._editor.document.bounds)
        middle = view.to_widget(x, y)
        angle = math.radians(symmetry.axes()[0])
        end = view.to_widget(x + math.cos(angle), y + math.sin(angle))
        part = ARM * self._ratio / view.zoom
        return middle, (
            middle[0] + (end[0] - middle[0]) * part,
            middle[1] + (end[1] - middle[1]) * part,
        )

    def draw(self, painter: QPainter, view: View) -> None:
        symmetry = self._symmetry
        x, y = symmetry.middle(self._editor.document.bounds)
        middle, turning = self.handles(view)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        far = (view.width + view.height + math.dist(middle, (0, 0))) / view.zoom
        for axis in symmetry.axes():
            dx, dy = far * math.cos(math.radians(axis)), far * math.sin(math.radians(axis))
            start = middle if symmetry.kind == "radial" else view.to_widget(x - dx, y - dy)
            end = view.to_widget(x + dx, y + dy)
            for colour, width in ((QColor(255, 255, 255, 110), 3.0), (QColor(COLOUR), 1.2)):
                painter.setPen(QPen(colour, width))
                painter.drawLine(QPointF(*start), QPointF(*end))
        if symmetry.locked:
            return
        for place, kind in ((middle, "diamond"), (turning, "round")):
            shown = Handle(0, 0, kind, active=self._grip == kind)
            draw_handle(painter, shown, QPointF(*place))

    # The pen

    def _at(self, view: View, here: Point) -> str:
        if self._symmetry.locked:
            return ""
        middle, turning = self.handles(view)
        if math.dist(turning, here) <= REACH * self._ratio:
            return "round"
        return "diamond" if math.dist(middle, here) <= REACH * self._ratio else ""

    def cursor(self, view: View, here: Point) -> Qt.CursorShape | None:
        found = self._at(view, here)
        if not found:
            return None
        moving = found == "diamond"
        return Qt.CursorShape.SizeAllCursor if moving else Qt.CursorShape.PointingHandCursor

    def press(self, view: View, here: Point, held: Qt.KeyboardModifier) -> None:
        self._grip = self._at(view, here)
        self._before = self._editor.hand

    def drag(self, view: View, here: Point, held: Qt.KeyboardModifier) -> None:
        symmetry = self._symmetry
        x, y = view.to_canvas(*here)
        if self._grip == "diamond":
            self._set(replace(symmetry, x=x, y=y))
            return
        middle = symmetry.middle(self._editor.document.bounds)
        if math.dist(middle, (x, y)) * view.zoom < REACH:
            return
        pointed = math.degrees(math.atan2(y - middle[1], x - middle[0]))
        angle = pointed - (symmetry.axes()[0] - symmetry.angle)
        if held & Qt.KeyboardModifier.ShiftModifier:
            angle = round(angle / STEP) * STEP
        self._set(replace(symmetry, angle=(angle + 180) % 360 - 180))

    def release(self) -> None:
        self._grip, self._before = "", None
        self.refresh()

    def cancel(self) -> None:
        before = self._before
        self.release()
        if before is not None:
            self._editor.hand = before

    def double_click(self, view: View, here: Point) -> bool:
        found = self._at(view, here)
        if found == "diamond":
            self._set(replace(self._symmetry, x=None, y=None))
        elif found:
            self._set(replace(self._symmetry, angle=0.0))
        return bool(found)

    def _set(self, symmetry: Symmetry) -> None:
        self._editor.hand = replace(self._editor.hand, symmetry=symmetry)
