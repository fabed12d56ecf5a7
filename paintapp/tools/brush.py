"""The brush and the eraser, and what all tools have in common that draw strokes with a brush."""

from __future__ import annotations

import math
from abc import abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, ClassVar

from paintapp.document import FULL
from paintapp.document.edit import Edit
from paintapp.editor import Editor, EditorError
from paintapp.gesture import TOGETHER, Colour, Gesture, Guide, PointerEvent
from paintapp.painting.brush import Brush
from paintapp.painting.hand import Guidance
from paintapp.painting.path import PenPoint
from paintapp.painting.stroke import Changed, Source, Stroke
from paintapp.tools.options import BRUSH_OPTIONS, Option
from paintapp.tools.picker import pick
from paintapp.tools.tool import Cursor, Tool

LINE_STEP = 15.0
"""Degrees between the directions of a straight line that keeps to some."""

Point = tuple[float, float]


class StrokeTool(Tool):
    """A tool that draws strokes with the editor's brush; a class made from it says with which.

    Shift draws a straight line from the end of the last stroke; with Ctrl as well the line follows
    the pen until that is lifted, in steps of 15 degrees. Ctrl alone takes a colour.
    """

    cursor = "brush"
    strokes = True
    entry: ClassVar[str]
    """What a stroke is called in the history."""

    @property
    def options(self) -> tuple[Option, ...]:
        return BRUSH_OPTIONS

    def values(self, editor: Editor) -> Any:
        return editor.brush

    def change(self, editor: Editor, **changes: object) -> None:
        editor.brush = editor.brush.changed(**changes)

    def cursor_for(self, *, shift: bool, control: bool, alt: bool) -> Cursor:
        return "picker" if alt or (control and not shift) else "brush"

    @abstractmethod
    def stroke(self, editor: Editor, edit: Edit, press: PointerEvent) -> Stroke:
        """A new stroke on the plane that the editor paints on."""

    def label_for(self, editor: Editor, press: PointerEvent) -> str:
        """What the stroke of a press is called in the history."""
        return self.entry

    def on_target(
        self, editor: Editor, edit: Edit, brush: Brush, *, source: Source | None = None
    ) -> Stroke:
        """A stroke of a brush on what the editor paints on, within the selection."""
        target, layer, document = editor.target, editor.active_layer, editor.document
        symmetry = editor.hand.symmetry
        return Stroke(
            edit.plane(target, editor.active_layer_id),
            brush,
            editor.foreground,
            bounds=document.bounds,
            selection=None if target == "selection" else document.selection,
            lock_alpha=target == "pixels" and layer is not None and layer.lock_alpha,
            value=FULL if target == "selection" else luminance(editor.foreground),
            source=source,
            turns=symmetry.turns(document.bounds) if symmetry.kind != "off" else (),
        )

    def gesture(self, editor: Editor, press: PointerEvent) -> Gesture:
        if press.alt or press.button == "right" or (press.control and not press.shift):
            yield from pick(editor, press)
        elif press.control:
            yield from self._line(editor, press)
        else:
            yield from self._by_hand(editor, press)

    def _by_hand(self, editor: Editor, press: PointerEvent) -> Gesture:
        """A stroke that follows the pen; with Shift a line from the last one leads to it."""
        guidance = Guidance(editor.hand, editor.document.rulers, press.reach)
        with self._drawing(editor, press) as drawing:
            if press.shift and editor.last_point is not None:
                x, y = editor.last_point
                drawing.draw([pen_of(press)._replace(x=x, y=y)])
            events: tuple[PointerEvent, ...] = (press,)
            while True:
                pens = [pen_of(event) for event in events if event.kind in ("press", "move")]
                drawing.draw(guidance.follow(pens))
                if guidance.string is not None:
                    string = tuple((pen.x, pen.y) for pen in guidance.string)
                    editor.guide = Guide("polyline", string, closed=False)
                if events[-1].kind == "release":
                    break
                events = yield TOGETHER
            drawing.draw(guidance.finish())

    def _line(self, editor: Editor, press: PointerEvent) -> Gesture:
        """A straight line that is painted once the pen is lifted."""
        start = editor.last_point or (press.x, press.y)
        pen, event = pen_of(press), press
        end = line_end(start, (press.x, press.y))
        with self._drawing(editor, press) as drawing:
            while event.kind != "release":
                here = (event.x, event.y)
                end = line_end(start, here) if event.control else here
                editor.guide = Guide("polyline", (start, end), closed=False)
                pen = pen._replace(pressure=max(pen.pressure, event.pressure))
                event = yield
            drawing.draw([pen._replace(x=x, y=y) for x, y in (start, end)])

    @contextmanager
    def _drawing(self, editor: Editor, press: PointerEvent) -> Iterator[_Drawing]:
        """A stroke that becomes one history entry on a clean exit and leaves no trace otherwise."""
        reason = editor.paintable_reason()
        if reason:
            raise EditorError(reason)
        with editor.edit(self.label_for(editor, press)) as edit:
            drawing = _Drawing(editor, edit, self.stroke(editor, edit, press))
            yield drawing
            drawing.finish()


class BrushTool(StrokeTool):
    """Paints on the target: pixels, a layer's mask, or the selection (the quick mask)."""

    id = "brush"
    label = "Brush"
    tip = (
        "Paint. Shift click draws a straight line from the last stroke, Shift drag sets the size, "
        "Ctrl takes a colour"
    )
    icon = "brush"
    shortcut = "B"
    entry = "Brush stroke"
    erases = False

    def label_for(self, editor: Editor, press: PointerEvent) -> str:
        return "Erase" if press.eraser else self.entry

    def stroke(self, editor: Editor, edit: Edit, press: PointerEvent) -> Stroke:
        erase = self.erases or press.eraser
        return self.on_target(editor, edit, replace(editor.brush, erase=erase))


class Eraser(BrushTool):
    """Removes paint with a brush of its own; on masks it hides, on the selection it deselects."""

    id = "eraser"
    label = "Eraser"
    tip = "Erase with a brush of its own. The back end of a pen takes it"
    icon = "eraser"
    shortcut = "E"
    entry = "Erase"
    own_brush = Brush(radius=20, hardness=0.9)
    erases = True


class _Drawing:
    """A stroke and the edit that takes up what it makes."""

    def __init__(self, editor: Editor, edit: Edit, stroke: Stroke) -> None:
        self._editor, self._edit, self._stroke = editor, edit, stroke
        self._target, self._layer_id = editor.target, editor.active_layer_id
        self._last: Point | None = None

    def draw(self, pens: Sequence[PenPoint]) -> None:
        """The stroke goes on through these points."""
        if pens:
            self._put(self._stroke.moves(pens))
            self._last = (pens[-1].x, pens[-1].y)

    def finish(self) -> None:
        edit = self._edit
        self._put(self._stroke.finish())
        selection = edit.document.selection
        if self._target == "selection" and selection is not None and not selection.tiles:
            edit.document = edit.document.with_selection(None)
        self._editor.last_point = self._last

    def _put(self, tiles: Changed) -> None:
        self._edit.put_tiles(self._target, self._layer_id, tiles)


def pen_of(event: PointerEvent) -> PenPoint:
    """Where the pen is and how it is held."""
    return PenPoint(
        *(event.x, event.y, event.pressure),
        *(event.tilt_x, event.tilt_y, event.rotation, event.time),
    )


def line_end(start: Point, end: Point, step: float = LINE_STEP) -> Point:
    """The point of a line's end that is nearest among the directions of a step in degrees."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    angle = math.radians(round(math.degrees(math.atan2(dy, dx)) / step) * step)
    length = dx * math.cos(angle) + dy * math.sin(angle)
    return start[0] + length * math.cos(angle), start[1] + length * math.sin(angle)


def luminance(colour: Colour) -> int:
    """How far a colour reveals when painted on a mask: Rec. 709 luma of the encoded values."""
    red, green, blue = colour
    return min(FULL, round(0.2126 * red + 0.7152 * green + 0.0722 * blue))
