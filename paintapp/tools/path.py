"""The path tool: a Bezier curve through anchors, editable until Enter."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from paintapp.editor import Editor
from paintapp.gesture import TOGETHER, Gesture, Guide, Handle, PointerEvent, Work
from paintapp.painting import shapes
from paintapp.painting.shapes import Anchor, Line, Point
from paintapp.tools.brush import line_end
from paintapp.tools.options import choice, number
from paintapp.tools.shape import PAINTS, Drawing
from paintapp.tools.tool import Tool

Side = Literal["back", "ahead"]
Held = Callable[[Point, PointerEvent], None]


@dataclass(frozen=True, slots=True)
class PathOptions:
    """How the curve is painted."""

    paint: str = choice("stroke", "Paint", PAINTS)
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


class PathTool(Tool):
    """Click corners, drag curves; a click on the first point closes the path.

    Until Enter points and handles can be dragged. A click on the line adds a point, Alt on a point
    makes a corner of it or pulls new handles out, Alt on a handle moves it alone, Backspace removes
    the chosen point.
    """

    id = "path"
    label = "Path"
    tip = "Click corners, drag curves, click the first point to close; Enter paints the path"
    icon = "path"
    strokes = True
    shortcut = "P"
    defaults = PathOptions()
    lasting = True

    def gesture(self, editor: Editor, press: PointerEvent) -> Gesture:
        drawing = Drawing(editor, press)
        path = _Path()
        path.take(press)
        with editor.edit("Path") as edit:
            shown: Any = None
            while True:
                values: PathOptions = self.values(editor)
                wanted = drawing.wanted(path.line, values.paint, values.taper / 100)
                if wanted != shown:
                    editor.guide = path.guide()
                    plane = yield Work(drawing.work(wanted))
                    shown = wanted
                    drawing.put(edit, plane)
                    continue
                if path.done:
                    return
                editor.guide = path.guide()
                for event in (yield TOGETHER):
                    path.take(event)
                if not path.anchors:
                    edit.document = edit.before
                    return


class _Path:
    """Anchors, and what the pen does to them."""

    def __init__(self) -> None:
        self.anchors: list[Anchor] = []
        self.closed = False
        self.done = False
        self._chosen = 0
        self._held: Held | None = None
        self._hover: Point | None = None
        self._over: tuple[int, Side | None] | None = None

    @property
    def line(self) -> Line | None:
        """The curve; None while there is a point only."""
        return shapes.curve(self.anchors, self.closed) if len(self.anchors) > 1 else None

    def take(self, event: PointerEvent) -> None:
        here = (event.x, event.y)
        if event.kind == "confirm":
            self.done = True
        elif event.kind == "back":
            self._remove()
        elif event.kind == "press":
            self._hover = None
            self._held = self._grip(here, event)
        elif event.kind == "move" and self._held is None:
            self._hover = here
            self._over = self._at(here, event.reach)
        elif event.kind in ("move", "release"):
            if self._held is not None:
                self._held(here, event)
            if event.kind == "release":
                self._held = None

    def guide(self) -> Guide:
        """The curve, the handles of the chosen point, and a line to where the pen is."""
        further: list[Guide] = []
        handles: list[Handle] = []
        if self.anchors:
            chosen = self.anchors[self._chosen]
            for side in ("back", "ahead"):
                tip = _tip(chosen, side)
                if tip != chosen.at:
                    further.append(Guide("polyline", (chosen.at, tip), closed=False))
                    active = self._over == (self._chosen, side)
                    handles.append(Handle(*tip, kind="round", active=active))
        for index, anchor in enumerate(self.anchors):
            active = index == self._chosen or self._over == (index, None)
            handles.append(Handle(*anchor.at, active=active))
        if self._hover is not None and self._growing and self._over is None:
            ahead = shapes.curve([self.anchors[-1], Anchor(*self._hover)])
            further.append(Guide("polyline", ahead.points, closed=False))
        points = shapes.curve(self.anchors, self.closed).points
        return Guide("polyline", points, self.closed, tuple(handles), tuple(further))

    @property
    def _growing(self) -> bool:
        """Whether a click beside all points adds one at the end."""
        return bool(self.anchors) and not self.closed

    # What the pen takes hold of

    def _at(self, here: Point, reach: float) -> tuple[int, Side | None] | None:
        """The chosen point's handle, or the point, that is under the pen."""
        sides: tuple[Side, Side] = ("ahead", "back")
        if self.anchors:
            chosen = self.anchors[self._chosen]
            for side in sides:
                tip = _tip(chosen, side)
                if tip != chosen.at and math.dist(here, tip) <= reach:
                    return self._chosen, side
        for index, anchor in enumerate(self.anchors):
            if math.dist(here, anchor.at) <= reach:
                return index, None
        return None

    def _grip(self, here: Point, event: PointerEvent) -> Held:
        found = self._at(here, event.reach)
        if found is None:
            return self._insert(here, event) or self._add(here, event)
        index, side = found
        first = index == 0 and self._growing and len(self.anchors) > 1
        if side is None and first and self._chosen == len(self.anchors) - 1:
            self.closed = True
            self._chosen = 0
            return self._pull(0)
        self._chosen = index
        if side is not None:
            return self._move_handle(index, side, event.alt)
        return self._turn_corner(index) if event.alt else self._move_anchor(index, here)

    def _add(self, here: Point, event: PointerEvent) -> Held:
        """A new point at the end, whose handles come out while the pen is dragged."""
        if self.closed:
            return _nothing
        if event.shift and self.anchors:
            here = line_end(self.anchors[-1].at, here)
        self.anchors.append(Anchor(*here))
        self._chosen = len(self.anchors) - 1
        return self._pull(self._chosen)

    def _insert(self, here: Point, event: PointerEvent) -> Held | None:
        """A new point on the curve, if the pen is on it."""
        count = len(self.anchors)
        for index in range(count if self.closed else count - 1):
            following = (index + 1) % count
            start, end = self.anchors[index], self.anchors[following]
            part, distance = shapes.nearest(start, end, here)
            if distance <= event.reach and 0.02 < part < 0.98:
                parts = shapes.split(start, end, part)
                self.anchors[index], self.anchors[following] = parts[0], parts[2]
                self.anchors.insert(index + 1, parts[1])
                self._chosen = index + 1
                return self._move_anchor(index + 1, here)
        return None

    def _pull(self, index: int) -> Held:
        """Handles on both sides of a point, once the pen has moved away from it."""

        def pull(here: Point, event: PointerEvent) -> None:
            anchor = self.anchors[index]
            if math.dist(here, anchor.at) < event.reach / 2:
                return
            self.anchors[index] = _with_handle(anchor, "ahead", _turned(anchor, here, event), True)

        return pull

    def _turn_corner(self, index: int) -> Held:
        """Alt on a point: a corner without handles; dragged on it gets new ones."""
        self.anchors[index] = Anchor(*self.anchors[index].at)
        return self._pull(index)

    def _move_anchor(self, index: int, grip: Point) -> Held:
        begun = self.anchors[index]

        def move(here: Point, event: PointerEvent) -> None:
            place = (begun.x + here[0] - grip[0], begun.y + here[1] - grip[1])
            if event.shift:
                place = line_end(begun.at, place, 45)
            self.anchors[index] = begun._replace(x=place[0], y=place[1])

        return move

    def _move_handle(self, index: int, side: Side, alone: bool) -> Held:
        anchor = self.anchors[index]
        smooth = not alone and _is_smooth(anchor)

        def move(here: Point, event: PointerEvent) -> None:
            anchor = self.anchors[index]
            both = smooth and not event.alt
            self.anchors[index] = _with_handle(anchor, side, _turned(anchor, here, event), both)

        return move

    def _remove(self) -> None:
        """Take the chosen point away; the one before it is chosen then."""
        self._held = None
        del self.anchors[self._chosen]
        self._chosen = max(0, self._chosen - 1)
        self._over = None
        if len(self.anchors) < 2:
            self.closed = False


def _nothing(here: Point, event: PointerEvent) -> None:
    """What holding nothing does."""


def _tip(anchor: Anchor, side: str) -> Point:
    x, y = anchor.back if side == "back" else anchor.ahead
    return anchor.x + x, anchor.y + y


def _turned(anchor: Anchor, here: Point, event: PointerEvent) -> Point:
    """Where a handle's tip is dragged to, from its anchor; Shift keeps to 15 degrees."""
    x, y = line_end(anchor.at, here) if event.shift else here
    return x - anchor.x, y - anchor.y


def _is_smooth(anchor: Anchor) -> bool:
    """Whether the handles lie opposite to each other."""
    (bx, by), (ax, ay) = anchor.back, anchor.ahead
    lengths = math.hypot(bx, by) * math.hypot(ax, ay)
    return lengths > 0 and bx * ax + by * ay < -0.999 * lengths


def _with_handle(anchor: Anchor, side: Side, to: Point, both: bool) -> Anchor:
    """A handle put somewhere; ``both`` turns the other one along, as long as it is or as this."""
    other = anchor.ahead if side == "back" else anchor.back
    if both:
        length, own = math.hypot(*other), math.hypot(*to)
        scale = -1.0 if length == 0 or own == 0 else -length / own
        same = math.hypot(anchor.back[0] + anchor.ahead[0], anchor.back[1] + anchor.ahead[1])
        if same <= 1e-6 * max(1.0, length):
            scale = -1.0  # they have been alike and stay so
        other = (to[0] * scale, to[1] * scale)
    if side == "back":
        return anchor._replace(back=to, ahead=other)
    return anchor._replace(back=other, ahead=to)
