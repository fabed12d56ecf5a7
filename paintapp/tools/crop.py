"""The crop tool: a frame that the canvas is cut to, or grows to."""

from __future__ import annotations

import math
from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from typing import Any, ClassVar, cast

from paintapp.document import (
    MAXIMUM_SIDE,
    MINIMUM_SIDE,
    Document,
    Edit,
    Rect,
    operations,
)
from paintapp.editor import Editor
from paintapp.gesture import TOGETHER, Gesture, Guide, Handle, PointerEvent, Work
from paintapp.tools.options import choice, number, switch
from paintapp.tools.tool import Cursor, Tool, size_cursor

Point = tuple[float, float]

RATIOS = {
    "free": 0.0,
    "original": -1.0,
    "1:1": 1.0,
    "4:3": 4 / 3,
    "3:2": 3 / 2,
    "16:9": 16 / 9,
    "paper": math.sqrt(2),
}
"""Width to height of each choice, lying; standing frames have the inverse."""


@dataclass(frozen=True, slots=True)
class CropOptions:
    """The frame's proportions and size, and what becomes of what lies outside."""

    aspect: str = choice(
        "free",
        "Proportions",
        (
            ("free", "Free proportions", ""),
            ("original", "As the canvas", ""),
            ("1:1", "Square", ""),
            ("4:3", "4 : 3", ""),
            ("3:2", "3 : 2", ""),
            ("16:9", "16 : 9", ""),
            ("paper", "A4, A3 …", ""),
        ),
        tip="Width to height of the frame",
    )
    width: float = number(
        256, "W", MINIMUM_SIDE, MAXIMUM_SIDE, unit="px", slider=False, tip="Width"
    )
    height: float = number(
        256, "H", MINIMUM_SIDE, MAXIMUM_SIDE, unit="px", slider=False, tip="Height"
    )
    delete: bool = switch(
        False, "Delete what lies outside", tip="Otherwise layers keep it beyond the canvas"
    )


class Crop(Tool):
    """Drag a frame, or its edges and corners; Enter cuts the canvas to it, Escape leaves it."""

    id = "crop"
    label = "Crop"
    tip = "Drag a frame that the canvas is cut to. Enter applies, Escape cancels"
    icon = "crop"
    shortcut = "C"
    lasting = True
    defaults: ClassVar[Any] = CropOptions()
    passing = frozenset({"width", "height"})

    def values(self, editor: Editor) -> CropOptions:
        values = cast(CropOptions, super().values(editor))
        if editor.busy and editor.tool is self:
            return values
        return with_size(values, resting_frame(editor))

    def change(self, editor: Editor, **changes: object) -> None:
        starts = editor.tool is self and not editor.busy and bool({*changes} - {"delete"})
        editor.set_tool_options(
            self.id,
            replace(self.values(editor), **changes),  # type: ignore[arg-type]
        )
        if starts:
            editor.begin()

    def resting(self, editor: Editor, over: PointerEvent | None) -> Guide | None:
        frame = resting_frame(editor)
        return guide_of(frame, editor.document.bounds, over)

    def gesture(self, editor: Editor, press: PointerEvent) -> Gesture:
        with editor.edit("Crop") as edit:
            yield from _Session(self, editor).steps(edit, press)


class _Session:
    """One crop while it goes on: the frame, and those before it."""

    def __init__(self, tool: Crop, editor: Editor) -> None:
        self._tool = tool
        self._editor = editor
        self._frame = resting_frame(editor)
        self._past: list[Rect] = []

    @property
    def values(self) -> CropOptions:
        found = self._editor.tool_options(self._tool.id)
        return cast(CropOptions, found or self._tool.defaults)

    def steps(self, edit: Edit, first: PointerEvent) -> Gesture:
        """Act on events until the crop is confirmed or taken back."""
        event = first
        while event.kind != "confirm":
            if event.kind == "back":
                if not self._past:
                    return
                self._frame = self._past.pop()
            elif event.kind == "options":
                self._become(with_set_size(self._frame, self.values, self._ratio()))
            elif event.kind == "press":
                event = yield from self._drag(event)
                if event.kind == "confirm":
                    break
            values = with_size(self.values, self._frame)
            if values != self.values:
                self._editor.set_tool_options(self._tool.id, values)
            self._show(event)
            event = _last((yield TOGETHER))
        edit.document = yield Work(_cropping(edit.before, fitted(self._frame), self.values.delete))

    def _become(self, frame: Rect) -> None:
        if frame != self._frame:
            self._past.append(self._frame)
            self._frame = frame

    def _drag(self, press: PointerEvent) -> Generator[Any, Any, PointerEvent]:
        """Follow the pen from a press to its release, or to a confirmation; that event."""
        before = self._frame
        whole = before == self._editor.document.bounds and not self._past
        grip = grip_at(before, press)
        start = (press.x, press.y)
        event = press
        frame = before
        while True:
            event = _last((yield TOGETHER))
            if event.kind in ("move", "release"):
                moved = math.dist(start, (event.x, event.y)) >= 1
                end = (event.x, event.y)
                if grip != (0, 0) or whole:
                    end = self._snapped(event, before, grip, start)
                ratio = self._ratio(square=event.shift)
                if grip is None or (grip == (0, 0) and whole):
                    frame = between(start, end, ratio) if moved else before
                elif grip == (0, 0):
                    frame = before.translated(round(end[0] - start[0]), round(end[1] - start[1]))
                else:
                    frame = pulled(before, grip, end[0] - start[0], end[1] - start[1], ratio)
                self._frame = frame
                self._show(event)
            if event.kind in ("release", "confirm"):
                self._frame = before
                self._become(frame)
                return event

    def _snapped(
        self, event: PointerEvent, frame: Rect, grip: tuple[int, int] | None, start: Point
    ) -> Point:
        """Where the pen is, drawn to the canvas's edges by what it pulls, unless Ctrl is held."""
        x, y = event.x, event.y
        if event.control:
            return x, y
        canvas = self._editor.document.bounds
        # What is pulled need not lie exactly under the pen.
        off_x = off_y = 0.0
        if grip is not None and grip != (0, 0):
            off_x = (frame.right if grip[0] > 0 else frame.x) - start[0] if grip[0] else 0.0
            off_y = (frame.bottom if grip[1] > 0 else frame.y) - start[1] if grip[1] else 0.0
        for edge in (canvas.x, canvas.right):
            if abs(x + off_x - edge) <= event.reach:
                x = edge - off_x
        for edge in (canvas.y, canvas.bottom):
            if abs(y + off_y - edge) <= event.reach:
                y = edge - off_y
        return x, y

    def _ratio(self, *, square: bool = False) -> float:
        """The frame's proportions; 0 when they are free."""
        ratio = RATIOS[self.values.aspect]
        if ratio < 0:
            canvas = self._editor.document.bounds
            ratio = max(canvas.width, canvas.height) / min(canvas.width, canvas.height)
        return 1.0 if square and ratio == 0 else ratio

    def _show(self, event: PointerEvent) -> None:
        over = event if event.kind in ("press", "move", "release") else None
        self._editor.guide = guide_of(self._frame, self._editor.document.bounds, over)


def resting_frame(editor: Editor) -> Rect:
    """The frame before it is pulled: what is selected, else the whole canvas."""
    selection, canvas = editor.document.selection, editor.document.bounds
    if selection is not None:
        frame = selection.bounds().intersected(canvas)
        if frame.width >= MINIMUM_SIDE and frame.height >= MINIMUM_SIDE:
            return frame
    return canvas


def cropped(document: Document, frame: Rect, *, delete: bool = False) -> Document:
    """A document whose canvas is cut to a frame; with ``delete`` so are its layers.

    Texts stay texts, and whole.
    """
    if delete:
        layers = operations.with_planes(
            document.layers, lambda plane: plane.cropped(frame), lambda layer, _: layer
        )
        document = replace(document, layers=layers)
    if frame == document.bounds:
        return document
    return operations.crop_to(document, frame)


def fitted(frame: Rect) -> Rect:
    """The nearest frame that a canvas can have."""
    width = min(max(frame.width, MINIMUM_SIDE), MAXIMUM_SIDE)
    height = min(max(frame.height, MINIMUM_SIDE), MAXIMUM_SIDE)
    return Rect(frame.x, frame.y, width, height)


def between(start: Point, end: Point, ratio: float) -> Rect:
    """A frame from one point towards another, in proportions that it follows when not 0."""
    dx, dy = _near(end[0]) - _near(start[0]), _near(end[1]) - _near(start[1])
    if ratio:
        across = ratio if abs(dx) >= abs(dy) else 1 / ratio
        side = max(abs(dx), abs(dy) * across)
        dx, dy = math.copysign(side, dx), math.copysign(side / across, dy)
    x, y = _near(start[0]), _near(start[1])
    left, right = sorted((round(x), round(x + dx)))
    top, bottom = sorted((round(y), round(y + dy)))
    return Rect.from_edges(left, top, max(right, left + 1), max(bottom, top + 1))


def pulled(frame: Rect, grip: tuple[int, int], dx: float, dy: float, ratio: float) -> Rect:
    """A frame whose edges (-1 the left or upper one, 1 the other, 0 none) have been pulled."""
    left, top, right, bottom = map(float, (frame.x, frame.y, frame.right, frame.bottom))
    dx, dy = _near(dx), _near(dy)
    across, down = grip
    if across and down:
        held = (right if across > 0 else left, bottom if down > 0 else top)
        anchor = (left if across > 0 else right, top if down > 0 else bottom)
        end = (held[0] + dx, held[1] + dy)
        return between(anchor, end, ratio)
    if across < 0:
        left = min(left + dx, right - 1)
    elif across > 0:
        right = max(right + dx, left + 1)
    if down < 0:
        top = min(top + dy, bottom - 1)
    elif down > 0:
        bottom = max(bottom + dy, top + 1)
    if ratio:
        ratio = ratio if frame.width >= frame.height else 1 / ratio
        if across:
            middle, half = (top + bottom) / 2, (right - left) / ratio / 2
            top, bottom = middle - half, middle + half
        else:
            middle, half = (left + right) / 2, (bottom - top) * ratio / 2
            left, right = middle - half, middle + half
    x, y = round(left), round(top)
    return Rect.from_edges(x, y, max(round(right), x + 1), max(round(bottom), y + 1))


def with_size(values: CropOptions, frame: Rect) -> CropOptions:
    """Options that say how large a frame is."""
    frame = fitted(frame)
    return replace(values, width=float(frame.width), height=float(frame.height))


def with_set_size(frame: Rect, values: CropOptions, ratio: float) -> Rect:
    """A frame of the size and proportions that options say, about its middle."""
    width, height = float(frame.width), float(frame.height)
    now = with_size(values, frame)
    if ratio:
        ratio = ratio if width >= height else 1 / ratio
    if values.width != now.width:
        width = values.width
        height = width / ratio if ratio else height
    elif values.height != now.height:
        height = values.height
        width = height * ratio if ratio else width
    elif ratio and abs(width / height - ratio) > 0.5 / height:
        width, height = min(width, height * ratio), min(height, width / ratio)
    size = (round(width), round(height))
    if size == (frame.width, frame.height):
        return frame
    x = round(frame.x + (frame.width - size[0]) / 2)
    return Rect(x, round(frame.y + (frame.height - size[1]) / 2), *size)


def grip_at(frame: Rect, at: PointerEvent) -> tuple[int, int] | None:
    """What of a frame the pen takes hold of: edges, or (0, 0) all of it; None outside."""
    reach = at.reach
    inner_x, inner_y = min(reach, frame.width / 4), min(reach, frame.height / 4)
    if not (
        frame.x - reach <= at.x <= frame.right + reach
        and frame.y - reach <= at.y <= frame.bottom + reach
    ):
        return None
    across = -1 if at.x <= frame.x + inner_x else int(at.x >= frame.right - inner_x)
    down = -1 if at.y <= frame.y + inner_y else int(at.y >= frame.bottom - inner_y)
    return across, down


def guide_of(frame: Rect, canvas: Rect, over: PointerEvent | None) -> Guide:
    """The frame with its handles and lines at its thirds; what lies outside is shaded."""
    left, top, right, bottom = map(float, (frame.x, frame.y, frame.right, frame.bottom))
    grip = None if over is None else grip_at(frame, over)
    handles = []
    for down, y in ((-1, top), (0, (top + bottom) / 2), (1, bottom)):
        for across, x in ((-1, left), (0, (left + right) / 2), (1, right)):
            if across or down:
                handles.append(Handle(x, y, active=grip == (across, down)))
    lines = []
    if frame != canvas:
        for part in (1 / 3, 2 / 3):
            x, y = left + (right - left) * part, top + (bottom - top) * part
            lines.append(Guide("polyline", ((x, top), (x, bottom)), closed=False))
            lines.append(Guide("polyline", ((left, y), (right, y)), closed=False))
    cursor: Cursor = "crosshair"
    if grip == (0, 0) and frame != canvas:
        cursor = "move"
    elif grip is not None and grip != (0, 0):
        cursor = size_cursor(*grip)
    return Guide(
        "polyline",
        ((left, top), (right, top), (right, bottom), (left, bottom)),
        handles=tuple(handles),
        further=tuple(lines),
        shaded=frame != canvas,
        cursor=cursor,
    )


def _cropping(
    document: Document, frame: Rect, delete: bool
) -> Callable[[Callable[[], bool]], Document]:
    return lambda cancelled: cropped(document, frame, delete=delete)


def _last(events: Any) -> PointerEvent:
    return cast(PointerEvent, events[-1] if isinstance(events, tuple) else events)


def _near(value: float) -> float:
    """A coordinate that a canvas could still reach."""
    return min(max(value, -float(MAXIMUM_SIDE)), 2.0 * MAXIMUM_SIDE)
