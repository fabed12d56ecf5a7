"""Selection tools: rectangle, ellipse, lasso and polygon.

Held at the press, Shift adds to the selection, Alt takes away, both together keep what is in both.
Dragged from inside the selection without them, the pen moves its outline.
"""

from __future__ import annotations

import math
from abc import abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, cast

from paintapp.document import FULL, TILE, Document, Pixels
from paintapp.document.document import MAXIMUM_SIDE
from paintapp.editor import Editor
from paintapp.gesture import Gesture, Guide, Handle, PointerEvent
from paintapp.painting import reshape, selection
from paintapp.tools.options import Option, choice, number, switch
from paintapp.tools.tool import Cursor, Tool

CombineMode = Literal["replace", "add", "subtract", "intersect"]
Point = tuple[float, float]

LIVE_TILES = 160
"""Up to so many tiles a selection follows the pen; of a larger one only the edges do."""
MOVED = "Move outline"

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

    defaults: ClassVar[Any] = SelectOptions()
    moves_outline: ClassVar[bool] = True
    """Whether a drag from inside the selection moves its outline."""

    @property
    def options(self) -> tuple[Option, ...]:
        """How a shape joins the selection comes first, whatever else there is."""
        return tuple(sorted(super().options, key=lambda option: option.name != "mode"))

    @abstractmethod
    def draw(self, editor: Editor, press: PointerEvent) -> Gesture:
        """Select a new shape."""

    def clicked(self, editor: Editor, press: PointerEvent) -> Gesture:
        """Act on a click inside the selection, whose release has come already."""
        self.select(editor, None, self.combine_mode(editor, press))
        yield from ()

    def gesture(self, editor: Editor, press: PointerEvent) -> Gesture:
        if not self._holds(editor, press.x, press.y, press.shift or press.alt or press.control):
            yield from self.draw(editor, press)
            return
        event = press
        while event.kind != "release":
            if math.dist((event.x, event.y), (press.x, press.y)) >= press.reach / 2:
                yield from move_outline(editor, press, event)
                return
            event = yield
        yield from self.clicked(editor, press)

    def cursor_over(
        self, editor: Editor, x: float, y: float, *, shift: bool, control: bool, alt: bool
    ) -> Cursor:
        inside = self._holds(editor, x, y, shift or control or alt)
        return "move" if inside and not editor.busy else self.cursor

    def nudge(self, editor: Editor, dx: int, dy: int) -> bool:
        if editor.document.selection is None or editor.busy:
            return False
        editor.apply(MOVED, moved_outline, dx, dy)
        return True

    def _holds(self, editor: Editor, x: float, y: float, held: bool) -> bool:
        """Whether a press at a point takes hold of the selection's outline."""
        values: SelectOptions = self.values(editor)
        chosen = editor.document.selection
        return (
            self.moves_outline
            and not held
            and values.mode == "replace"
            and chosen is not None
            and max(abs(x), abs(y)) < MAXIMUM_SIDE * 2
            and value_at(chosen, math.floor(x), math.floor(y)) > FULL // 2
        )

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

    def draw(self, editor: Editor, press: PointerEvent) -> Gesture:
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

    def draw(self, editor: Editor, press: PointerEvent) -> Gesture:
        mode = self.combine_mode(editor, press)
        points: list[Point] = [(press.x, press.y)]
        event = press
        while event.kind != "release":
            event = yield
            if math.dist(points[-1], (event.x, event.y)) >= 0.5:
                points.append((event.x, event.y))
                editor.guide = Guide("polyline", tuple(points), closed=False)
        self.select(editor, outlined(self, editor, points), mode)


class PolygonLasso(SelectTool):
    id = "select-polygon"
    label = "Polygon"
    tip = "Click the corners, Shift keeps directions; Enter or the first corner closes"
    icon = "select-polygon"
    shortcut = "Shift+L"
    lasting = True

    def clicked(self, editor: Editor, press: PointerEvent) -> Gesture:
        yield from self.draw(editor, press)

    def draw(self, editor: Editor, press: PointerEvent) -> Gesture:
        mode = self.combine_mode(editor, press)
        points: list[Point] = [(press.x, press.y)]
        here, reach, shift = points[0], press.reach, False
        while True:
            closing = len(points) > 2 and math.dist(points[0], here) <= reach
            first = Handle(*points[0], "round", active=closing)
            editor.guide = Guide("polyline", (*points, here), closed=False, handles=(first,))
            event = yield
            if event.kind == "confirm":
                break
            if event.kind == "back":
                points.pop()
                if not points:
                    return
            if event.kind not in ("press", "move"):
                continue
            here, reach, shift = (event.x, event.y), event.reach, event.shift
            closing = len(points) > 2 and math.dist(points[0], here) <= reach
            if shift and not closing:
                here = in_steps(points[-1], here)
            if event.kind == "press":
                if closing:
                    break
                if math.dist(points[-1], here) >= 0.5:
                    points.append(here)
        self.select(editor, outlined(self, editor, points), mode)


def in_steps(start: Point, end: Point, degrees: float = 15.0) -> Point:
    """The point nearest to ``end`` in one of the directions that are so many degrees apart."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    step = math.radians(degrees)
    angle = round(math.atan2(dy, dx) / step) * step
    along = dx * math.cos(angle) + dy * math.sin(angle)
    return start[0] + along * math.cos(angle), start[1] + along * math.sin(angle)


def move_outline(editor: Editor, press: PointerEvent, event: PointerEvent) -> Gesture:
    """Drag the outline of the selection by whole pixels, and none of what is selected."""
    chosen = editor.document.selection
    assert chosen is not None
    live = len(chosen.tiles) <= LIVE_TILES
    edges, shown = chosen.bounds(), (0, 0)
    with editor.edit(MOVED) as edit:
        while True:
            dx, dy = round(event.x - press.x), round(event.y - press.y)
            if event.shift:
                dx, dy = (dx, 0) if abs(dx) >= abs(dy) else (0, dy)
            last = event.kind == "release"
            if (dx, dy) != shown and (live or last):
                edit.document = moved_outline(edit.before, dx, dy)
                shown = (dx, dy)
            if last:
                return
            if not live:
                moved = edges.translated(dx, dy)
                left, top, right, bottom = moved.x, moved.y, moved.right, moved.bottom
                corners = ((left, top), (right, top), (right, bottom), (left, bottom))
                editor.guide = Guide("polyline", corners)
            event = yield


def moved_outline(document: Document, dx: int, dy: int) -> Document:
    """A document with its selection moved, and cut at the canvas; None is left of it off there."""
    if document.selection is None or (dx, dy) == (0, 0):
        return document
    moved = document.selection.translated(dx, dy).cropped(document.bounds)
    return document.with_selection(None if moved.bounds().empty else moved)


def value_at(plane: Pixels, x: int, y: int) -> int:
    """A plane of one channel at a pixel."""
    tile = plane.tile((x // TILE, y // TILE))
    return int(tile[y % TILE, x % TILE])


def outlined(tool: SelectTool, editor: Editor, points: list[Point]) -> Pixels | None:
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
