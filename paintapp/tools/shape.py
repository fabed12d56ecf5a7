"""Shapes: lines, rectangles, ellipses, polygons and stars, stroked with the brush or filled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from paintapp.document import FULL, Pixels
from paintapp.document.edit import Edit, plane_of
from paintapp.editor import Editor, EditorError
from paintapp.gesture import TOGETHER, Colour, Gesture, Guide, PointerEvent, Work
from paintapp.painting import cutting, selection, shapes
from paintapp.painting.brush import Brush
from paintapp.painting.shapes import Line, Point
from paintapp.painting.stroke import Stroke
from paintapp.painting.symmetry import Symmetry, Turn
from paintapp.tools.brush import line_end, luminance
from paintapp.tools.options import choice, number
from paintapp.tools.select import box
from paintapp.tools.tool import Tool

PAINTS = (
    ("stroke", "Stroke with the brush", "shape-stroke"),
    ("fill", "Fill", "shape-fill"),
    ("both", "Stroke, and fill with the background colour", "shape-both"),
)


@dataclass(frozen=True, slots=True)
class ShapeOptions:
    """Which shape, and how it is painted."""

    kind: str = choice(
        "rectangle",
        "Shape",
        (
            ("line", "Line", "shape-line"),
            ("rectangle", "Rectangle", "shape-rectangle"),
            ("ellipse", "Ellipse", "shape-ellipse"),
            ("polygon", "Polygon", "shape-polygon"),
            ("star", "Star", "shape-star"),
        ),
    )
    paint: str = choice("stroke", "Paint", PAINTS)
    radius: float = number(
        0.0,
        "Corner radius",
        0,
        500,
        unit="px",
        tip="Rounds a rectangle",
        only=("kind", "rectangle"),
    )
    corners: float = number(
        5.0, "Corners", 3, 24, tip="Of a polygon or a star", only=("kind", "polygon", "star")
    )
    inset: float = number(
        50.0,
        "Inset",
        1,
        95,
        step=5,
        unit="%",
        tip="How far in a star's inner corners lie",
        only=("kind", "star"),
    )
    taper: float = number(
        0.0,
        "Taper",
        0,
        50,
        step=5,
        unit="%",
        only=("paint", "stroke", "both"),
        tip="Pressure rises and falls over this part of the stroke at either end",
    )


class ShapeTool(Tool):
    """Drag a shape. Shift makes it regular, or turns a line by 15 degrees; Alt grows it both ways.

    The stroke is the brush's own, with all that it does; what it is like can be seen meanwhile.
    """

    id = "shape"
    label = "Shape"
    tip = "Drag a shape. Shift makes it regular, Alt grows it from the middle"
    icon = "shape"
    strokes = True
    shortcut = "Y"
    defaults = ShapeOptions()

    def gesture(self, editor: Editor, press: PointerEvent) -> Gesture:
        drawing = Drawing(editor, press)
        values: ShapeOptions = self.values(editor)
        style = drawing.wanted(None, values.paint, values.taper / 100)
        with editor.edit("Shape") as edit:
            shown: Any = style
            event = press
            while True:
                line = shape(values, press, event)
                wanted = replace(style, line=line)
                if wanted != shown:
                    editor.guide = None if line is None else Guide("polyline", *_guide(line))
                    plane = yield Work(drawing.work(wanted))
                    shown = wanted
                    drawing.put(edit, plane)
                if event.kind == "release":
                    return
                event = (yield TOGETHER)[-1]


def shape(values: ShapeOptions, press: PointerEvent, event: PointerEvent) -> Line | None:
    """What is dragged out between two events; None while it has no extent."""
    first, here = (press.x, press.y), (event.x, event.y)
    if values.kind == "line":
        end = line_end(first, here) if event.shift else here
        start = (2 * first[0] - end[0], 2 * first[1] - end[1]) if event.alt else first
        return None if start == end else shapes.segment(start, end)
    low, high = box(press, event, event.shift, event.alt)
    if high[0] - low[0] < 0.5 or high[1] - low[1] < 0.5:
        return None
    if values.kind == "ellipse":
        return shapes.ellipse(low, high)
    if values.kind == "polygon":
        return shapes.polygon(low, high, round(values.corners))
    if values.kind == "star":
        return shapes.polygon(low, high, round(values.corners), values.inset / 100)
    return shapes.rectangle(low, high, values.radius)


@dataclass(frozen=True, slots=True)
class Wanted:
    """All that the pixels of a painted line depend on."""

    line: Line | None
    paint: str
    taper: float
    brush: Brush
    foreground: Colour
    background: Colour
    symmetry: Symmetry


class Drawing:
    """A line painted on the editor's target, over and over from how that was at the beginning.

    EditorError when the target cannot be painted on.
    """

    def __init__(self, editor: Editor, press: PointerEvent) -> None:
        reason = editor.paintable_reason()
        if reason:
            raise EditorError(reason)
        self._editor = editor
        # Whatever the brush does at random stays the same while the line is changed.
        self._seed = hash((round(press.x), round(press.y))) & 0x7FFFFFFF
        self._document = document = editor.document
        self._target = editor.target
        layer = editor.active_layer
        self._lock = editor.target == "pixels" and layer is not None and layer.lock_alpha
        self._limit = None if editor.target == "selection" else document.selection
        self._layer_id = editor.active_layer_id
        self._plane = plane_of(document, editor.target, editor.active_layer_id)

    def wanted(self, line: Line | None, paint: str, taper: float) -> Wanted:
        """How a line would look now."""
        editor = self._editor
        return Wanted(
            line,
            paint,
            taper,
            editor.brush,
            editor.foreground,
            editor.background,
            editor.hand.symmetry,
        )

    def put(self, edit: Edit, plane: Pixels | None) -> None:
        """Show what has been painted; None leaves what is shown."""
        if plane is self._plane:
            edit.document = edit.before
        elif plane is not None:
            edit.put_plane(self._target, self._layer_id, plane)

    def work(self, wanted: Wanted) -> Callable[[Callable[[], bool]], Pixels | None]:
        """Paints the line; None when that is not wanted any more."""

        def work(cancelled: Callable[[], bool]) -> Pixels | None:
            plane = self._plane
            if wanted.line is None:
                return plane
            turns = wanted.symmetry.turns(self._document.bounds)
            for turn in turns if wanted.paint != "stroke" else ():
                points = tuple(turn.place(x, y) for x, y in wanted.line.points)
                plane = self._filled(plane, points, wanted)
                if cancelled():
                    return None
            if wanted.paint != "fill":
                plane = self._stroked(plane, wanted.line, turns, wanted)
            return None if cancelled() else plane

        return work

    def _filled(self, plane: Pixels, points: Sequence[Point], wanted: Wanted) -> Pixels:
        bounds = self._document.bounds
        if len(points) < 3:
            return plane
        area = selection.polygon(bounds, points)
        if self._limit is not None:
            found = selection.combine(self._limit, area, "intersect")
            if found is None:
                return plane
            area = found
        colour = wanted.foreground if wanted.paint == "fill" else wanted.background
        if plane.channels == 1:
            return cutting.filled_mask(plane, self._value(colour), area, bounds)
        return cutting.filled(plane, colour, area, bounds, lock_alpha=self._lock)

    def _stroked(self, plane: Pixels, line: Line, turns: Sequence[Turn], wanted: Wanted) -> Pixels:
        stroke = Stroke(
            plane,
            replace(wanted.brush, erase=False),
            wanted.foreground,
            bounds=self._document.bounds,
            selection=self._limit,
            lock_alpha=self._lock,
            value=self._value(wanted.foreground),
            turns=turns,
            seed=self._seed,
        )
        changed = dict(stroke.moves(shapes.pen_points(line, wanted.taper)))
        changed.update(stroke.finish())
        return plane.with_tiles(changed)

    def _value(self, colour: Colour) -> int:
        return FULL if self._target == "selection" else luminance(colour)


def _guide(line: Line) -> tuple[tuple[Point, ...], bool]:
    return line.points, line.closed
