"""Selection tools: rectangle, ellipse, lasso and polygon.

Held at the press, Shift adds to the selection, Alt takes away, both together keep what is in both.
"""

from __future__ import annotations

import math
from abc import abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, cast

from paintapp.document import Document, Pixels
from paintapp.editor import Editor, Gesture, Guide, PointerEvent
from paintapp.painting import reshape, selection
from paintapp.tools.options import choice, number, switch
from paintapp.tools.tool import Tool

CombineMode = Literal["replace", "add", "subtract", "intersect"]
Point = tuple[float, float]

MODES = (
    ("replace", "Replace", "mode-replace"),
    ("add", "Add", "mode-add"),
    ("subtract", "Subtract", "mode-subtract"),
    ("intersect", "Intersect", "mode-intersect"),
)


MODE_BY_KEYS: dict[tuple[bool, bool], CombineMode] = {
    (False, False): "replace",
    (True, False): "add",
    (False, True): "subtract",
    (True, True): "intersect",
}
"""How a shape joins the selection while Shift and Alt are held."""


@dataclass(frozen=True, slots=True)
class SelectOptions:
    """How a new shape joins the selection, and what its edge is like."""

    mode: str = choice("replace", "Mode", MODES)
    antialias: bool = switch(True, "Smooth edge")
    feather: float = number(0.0, "Feather", 0, 250, unit="px", tip="Softens the edge")


class SelectTool(Tool):
    """What all selection tools have in common."""

    cursor = "crosshair"
    defaults: ClassVar[Any] = SelectOptions()

    def combine_mode(self, editor: Editor, press: PointerEvent) -> CombineMode:
        """How the shape joins the selection, by the keys held at the press, else the option."""
        values: SelectOptions = self.values(editor)
        held = press.shift or press.alt
        return MODE_BY_KEYS[press.shift, press.alt] if held else cast(CombineMode, values.mode)

    def select(self, editor: Editor, shape: Pixels | None, mode: CombineMode) -> None:
        """Join a shape to the selection as one history entry; None is an empty shape."""
        label = "Deselect" if shape is None else f"{self.label} selection"
        with editor.edit(label) as edit:
            edit.document = self.selected(editor, edit.document, shape, mode)

    def selected(
        self, editor: Editor, document: Document, shape: Pixels | None, mode: CombineMode
    ) -> Document:
        """A document with a shape joined to its selection; None is an empty shape."""
        if shape is None:
            nothing = mode != "replace" or document.selection is None
            return document if nothing else document.with_selection(None)
        values: SelectOptions = self.values(editor)
        if round(values.feather) > 0:
            shape = reshape.feather(shape, document.bounds, round(values.feather))
        return document.with_selection(selection.combine(document.selection, shape, mode))


class BoxTool(SelectTool):
    """A shape between two corners: Shift held later makes it regular, Alt grows it both ways."""

    guide: Literal["polyline", "ellipse"]

    def gesture(self, editor: Editor, press: PointerEvent) -> Gesture:
        mode = self.combine_mode(editor, press)
        square_key, centre_key = not press.shift, not press.alt
        event = press
        while event.kind != "release":
            event = yield
            square_key = square_key or not event.shift  # held from the press on, it means the mode
            centre_key = centre_key or not event.alt
            corners = box(press, event, event.shift and square_key, event.alt and centre_key)
            editor.guide = self.outline(*corners)
        (left, top), (right, bottom) = corners
        empty = right - left < 0.5 or bottom - top < 0.5
        self.select(editor, None if empty else self.shape(editor, *corners), mode)

    @abstractmethod
    def shape(self, editor: Editor, first: Point, last: Point) -> Pixels: ...

    def outline(self, first: Point, last: Point) -> Guide:
        if self.guide == "ellipse":
            return Guide("ellipse", (first, last))
        (left, top), (right, bottom) = first, last
        return Guide("polyline", ((left, top), (right, top), (right, bottom), (left, bottom)))


class RectangleSelect(BoxTool):
    id = "select-rectangle"
    label = "Rectangle"
    tip = "Select a rectangle. Shift adds, Alt subtracts, both intersect"
    icon = "select-rectangle"
    shortcut = "S"
    guide = "polyline"

    def shape(self, editor: Editor, first: Point, last: Point) -> Pixels:
        values: SelectOptions = self.values(editor)
        return selection.rectangle(editor.document.bounds, (*first, *last), values.antialias)


class EllipseSelect(BoxTool):
    id = "select-ellipse"
    label = "Ellipse"
    tip = "Select an ellipse. Shift adds, Alt subtracts, both intersect"
    icon = "select-ellipse"
    shortcut = "Shift+S"
    guide = "ellipse"

    def shape(self, editor: Editor, first: Point, last: Point) -> Pixels:
        values: SelectOptions = self.values(editor)
        return selection.ellipse(editor.document.bounds, (*first, *last), values.antialias)


class Lasso(SelectTool):
    id = "select-lasso"
    label = "Lasso"
    tip = "Draw around what is to be selected. Shift adds, Alt subtracts, both intersect"
    icon = "select-lasso"
    shortcut = "L"

    def gesture(self, editor: Editor, press: PointerEvent) -> Gesture:
        mode = self.combine_mode(editor, press)
        points: list[Point] = [(press.x, press.y)]
        event = press
        while event.kind != "release":
            event = yield
            if math.dist(points[-1], (event.x, event.y)) >= 0.5:
                points.append((event.x, event.y))
                editor.guide = Guide("polyline", tuple(points), closed=False)
        self.select(editor, _polygon(self, editor, points), mode)


class PolygonLasso(SelectTool):
    id = "select-polygon"
    label = "Polygon"
    tip = "Click the corners; Enter, a double click or the first corner closes the outline"
    icon = "select-polygon"
    shortcut = "Shift+L"

    closing_distance = 6.0

    def gesture(self, editor: Editor, press: PointerEvent) -> Gesture:
        mode = self.combine_mode(editor, press)
        points: list[Point] = [(press.x, press.y)]
        while True:
            event = yield
            here = (event.x, event.y)
            if event.kind == "confirm":
                break
            if event.kind == "press":
                if len(points) > 2 and math.dist(points[0], here) <= self.closing_distance:
                    break
                if math.dist(points[-1], here) >= 0.5:
                    points.append(here)
            editor.guide = Guide("polyline", (*points, here), closed=False)
        self.select(editor, _polygon(self, editor, points), mode)


def _polygon(tool: SelectTool, editor: Editor, points: list[Point]) -> Pixels | None:
    """The inside of an outline; None when it has none."""
    across, down = [p[0] for p in points], [p[1] for p in points]
    if len(points) < 3 or max(across) - min(across) < 0.5 or max(down) - min(down) < 0.5:
        return None
    values: SelectOptions = tool.values(editor)
    return selection.polygon(editor.document.bounds, points, values.antialias)


def box(
    press: PointerEvent, event: PointerEvent, square: bool, centred: bool
) -> tuple[Point, Point]:
    """Upper left and lower right corner of a dragged box."""
    dx, dy = event.x - press.x, event.y - press.y
    if square:
        side = max(abs(dx), abs(dy))
        dx, dy = math.copysign(side, dx), math.copysign(side, dy)
    x, y = (press.x - dx, press.y - dy) if centred else (press.x, press.y)
    right, bottom = press.x + dx, press.y + dy
    return (min(x, right), min(y, bottom)), (max(x, right), max(y, bottom))
