"""Rulers: placed on the canvas, moved by their points, taken away."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple, cast

from paintapp.document import Ruler
from paintapp.document.rulers import MOST_RULERS, Point, RulerKind, ruler_in
from paintapp.editor import Editor, EditorError
from paintapp.gesture import Gesture, Guide, Handle, PointerEvent
from paintapp.painting.snapping import track_of
from paintapp.tools.brush import line_end
from paintapp.tools.options import choice
from paintapp.tools.tool import Tool

KINDS = (
    ("straight", "Straight ruler", "ruler-straight"),
    ("parallel", "Parallel lines", "ruler-parallel"),
    ("ellipse", "Ellipse", "ruler-ellipse"),
    ("vanishing-point", "Vanishing point", "ruler-vanishing-point"),
    ("one-point", "One-point perspective", "ruler-one-point"),
    ("two-point", "Two-point perspective", "ruler-two-point"),
    ("three-point", "Three-point perspective", "ruler-three-point"),
)


@dataclass(frozen=True, slots=True)
class RulerOptions:
    """What kind a new ruler is of."""

    kind: str = choice("straight", "Kind", KINDS)


class Grip(NamedTuple):
    """What of a ruler the pen has hold of: one of its points, or all of it (None)."""

    ruler: int
    point: int | None


class Rulers(Tool):
    """Places, moves and removes rulers; strokes are drawn along them."""

    id = "rulers"
    label = "Rulers"
    tip = (
        "Drag a ruler, or the points of one; strokes are drawn along them. Shift keeps to "
        "angles, Alt click or a right click removes a ruler"
    )
    icon = "ruler"
    shortcut = "Shift+G"
    defaults: ClassVar[Any] = RulerOptions()

    def resting(self, editor: Editor, over: PointerEvent | None) -> Guide | None:
        rulers = editor.document.rulers
        grip = None if over is None else grip_at(rulers, over)
        if grip is None:
            return None
        held: tuple[Handle, ...] = ()
        if grip.point is not None:
            x, y = handles(rulers[grip.ruler])[grip.point]
            held = (Handle(x, y, "round", active=True),)
        return Guide("polyline", (), handles=held, cursor="move")

    def gesture(self, editor: Editor, press: PointerEvent) -> Gesture:
        rulers = editor.document.rulers
        grip = grip_at(rulers, press)
        if press.alt or press.button == "right":
            event = press
            with editor.edit("Remove ruler") as edit:
                if grip is not None:
                    rest = (*rulers[: grip.ruler], *rulers[grip.ruler + 1 :])
                    edit.document = edit.before.with_rulers(rest)
                while event.kind != "release":
                    event = yield
        elif grip is not None:
            yield from self._moved(editor, press, grip)
        else:
            yield from self._placed(editor, press)

    def _placed(self, editor: Editor, press: PointerEvent) -> Gesture:
        rulers = editor.document.rulers
        if len(rulers) >= MOST_RULERS:
            raise EditorError("There are too many rulers; remove some of them.")
        kind = cast(RulerKind, self.values(editor).kind)
        start, event = (press.x, press.y), press
        with editor.edit("Ruler") as edit:
            while True:
                if event.kind in ("press", "move"):
                    end = (event.x, event.y)
                    if event.shift and kind == "ellipse":
                        side = max(abs(end[0] - start[0]), abs(end[1] - start[1]))
                        end = (
                            start[0] + math.copysign(side, end[0] - start[0]),
                            start[1] + math.copysign(side, end[1] - start[1]),
                        )
                    elif event.shift:
                        end = line_end(start, end)
                    ruler = ruler_in(kind, start, end, editor.document.bounds)
                    edit.document = edit.before.with_rulers((*rulers, ruler))
                    editor.guide = _slope(ruler)
                if event.kind == "release":
                    break
                event = yield

    def _moved(self, editor: Editor, press: PointerEvent, grip: Grip) -> Gesture:
        rulers = editor.document.rulers
        before = rulers[grip.ruler]
        event = press
        with editor.edit("Move ruler") as edit:
            while event.kind != "release":
                event = yield
                if event.kind == "move":
                    after = moved(before, grip, press, event)
                    others = (*rulers[: grip.ruler], after, *rulers[grip.ruler + 1 :])
                    edit.document = edit.before.with_rulers(others)
                    editor.guide = _slope(after)


def moved(before: Ruler, grip: Grip, press: PointerEvent, event: PointerEvent) -> Ruler:
    """A ruler pulled from a press to where the pen is now."""
    dx, dy = event.x - press.x, event.y - press.y
    if grip.point is None:
        return before.translated(dx, dy)
    x, y = before.points[grip.point]
    to = (x + dx, y + dy)
    others = [point for index, point in enumerate(before.points) if index != grip.point]
    if event.shift and others:
        to = line_end(others[0], to)
    return before.with_point(grip.point, to)


def handles(ruler: Ruler) -> tuple[Point, ...]:
    """Where the points of a ruler can be taken hold of; those of an ellipse are on its outline."""
    if ruler.kind != "ellipse":
        return ruler.points
    middle, end, _ = ruler.points
    _, (dx, dy) = ruler.half_axes()
    return middle, end, (middle[0] + dx, middle[1] + dy)


def grip_at(rulers: tuple[Ruler, ...], pen: PointerEvent) -> Grip | None:
    """What the pen would take hold of: the nearest point within reach, else a ruler's line."""
    here, reach = (pen.x, pen.y), 1.25 * pen.reach
    points = [
        (math.dist(point, here), Grip(index, number))
        for index, ruler in enumerate(rulers)
        for number, point in enumerate(handles(ruler))
    ]
    distance, grip = min(points, default=(math.inf, None))
    if grip is not None and distance <= reach:
        return grip
    lines = [
        (math.dist(near, here), Grip(index, None))
        for index, ruler in enumerate(rulers)
        for near in _on_line(ruler, here)
    ]
    distance, grip = min(lines, default=(math.inf, None))
    return grip if distance <= 0.75 * reach else None


def _slope(ruler: Ruler) -> Guide | None:
    """How steep a straight ruler is, in degrees, beside its last point; None for other kinds."""
    if ruler.kind not in ("straight", "parallel"):
        return None
    (x, y), (right, bottom) = ruler.points
    degrees = math.degrees(math.atan2(y - bottom, right - x))
    return Guide("polyline", ruler.points[1:], text=f"{degrees:.1f}°", cursor="crosshair")


def _on_line(ruler: Ruler, at: Point) -> Iterator[Point]:
    """The nearest point of the line that stands for a whole ruler, where it has one."""
    track = track_of(ruler)
    if track is None and len(ruler.points) > 1:
        track = track_of(Ruler("straight", ruler.points[:2]))
    if track is not None:
        near = track.nearest(*at)
        start, end = ruler.points[:2]
        between = math.dist(near, start) + math.dist(near, end) <= math.dist(start, end) + 1e-6
        if ruler.kind in ("straight", "ellipse") or between:
            yield near
