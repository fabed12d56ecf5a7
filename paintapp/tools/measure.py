"""The measuring tool: lengths and angles on the canvas. It changes nothing."""

from __future__ import annotations

import math

from paintapp.editor import Editor
from paintapp.gesture import Gesture, Guide, Handle, PointerEvent
from paintapp.messages import Message
from paintapp.tools.select import Point, in_steps
from paintapp.tools.tool import Tool

MILLIMETRES_PER_INCH = 25.4
ARC = 4.0
"""Radius of the arc between two lines, as a multiple of the pen's reach."""


class Measure(Tool):
    """Drag a line; drag its ends; with Alt drag a second line from an end to measure an angle."""

    id = "measure"
    label = "Measure"
    tip = "Drag to measure; drag an end to move it, with Alt to measure an angle there"
    icon = "measure"
    shortcut = "Shift+I"
    lasting = True

    def gesture(self, editor: Editor, press: PointerEvent) -> Gesture:
        ppi = editor.document.resolution
        points = [(press.x, press.y), (press.x, press.y)]
        held: int | None = 1
        while True:
            self._show(editor, points, held, press.reach, ppi)
            event: PointerEvent = yield
            here = (event.x, event.y)
            if event.kind == "confirm":
                return
            if event.kind == "back":
                if len(points) == 2:
                    return
                points.pop()
                held = None
            elif event.kind == "press":
                press = event
                held = _nearest(points, here, event.reach)
                if held is None:
                    points, held = [here, here], 1
                elif event.alt and not (len(points) == 3 and held == 1):
                    corner = points[held]
                    other = points[1 if len(points) == 3 or held == 0 else 0]
                    points, held = [other, corner, corner], 2
            elif event.kind == "move" and held is not None:
                points[held] = here
                if event.shift:
                    points[held] = in_steps(points[1 if held != 1 else 0], here)
            elif event.kind == "release":
                held = None

    def _show(
        self, editor: Editor, points: list[Point], held: int | None, reach: float, ppi: float
    ) -> None:
        handles = tuple(
            Handle(*point, "round", active=index == held) for index, point in enumerate(points)
        )
        further: tuple[Guide, ...] = ()
        if len(points) == 3:
            arc = _arc(points[0], points[1], points[2], ARC * reach)
            further = (Guide("polyline", arc, closed=False),)
        editor.guide = Guide(
            "polyline",
            tuple(points),
            closed=False,
            handles=handles,
            further=further,
            text=described(points, ppi),
        )


def described(points: list[Point], ppi: float) -> Message:
    """Length, direction and extent of a line of two points; of three, the angle between both.

    Directions are counted against the clock from the right.
    """
    (x, y), (end_x, end_y) = points[:2]
    dx, dy = end_x - x, end_y - y
    length = math.hypot(dx, dy)
    if len(points) == 3:
        second = math.dist(points[1], points[2])
        return Message(
            "{angle}°\n{first} px and {second} px",
            angle=f"{angle_between(*points):.1f}",
            first=f"{length:.1f}",
            second=f"{second:.1f}",
        )
    return Message(
        "{length} px = {millimetres} mm\n{angle}°   ΔX {dx}   ΔY {dy}",
        length=f"{length:.1f}",
        millimetres=f"{length / ppi * MILLIMETRES_PER_INCH:.1f}",
        angle=f"{math.degrees(math.atan2(-dy, dx)) + 0.0:.1f}",
        dx=f"{dx:.0f}",
        dy=f"{dy:.0f}",
    )


def angle_between(first: Point, corner: Point, second: Point) -> float:
    """The angle at a corner, 0..180 degrees."""
    one = math.atan2(first[1] - corner[1], first[0] - corner[0])
    other = math.atan2(second[1] - corner[1], second[0] - corner[0])
    turn = abs(math.degrees(other - one)) % 360
    return min(turn, 360 - turn)


def _nearest(points: list[Point], here: Point, reach: float) -> int | None:
    """Which point the pen takes hold of."""
    distances = [math.dist(point, here) for point in points]
    nearest = min(range(len(points)), key=distances.__getitem__)
    return nearest if distances[nearest] <= reach else None


def _arc(first: Point, corner: Point, second: Point, radius: float) -> tuple[Point, ...]:
    """The shorter arc about a corner from one line to the other, within both."""
    radius = min(radius, math.dist(first, corner), math.dist(second, corner))
    start = math.atan2(first[1] - corner[1], first[0] - corner[0])
    end = math.atan2(second[1] - corner[1], second[0] - corner[0])
    turn = (end - start + math.pi) % (2 * math.pi) - math.pi
    steps = 24
    angles = [start + turn * step / steps for step in range(steps + 1)]
    return tuple(
        (corner[0] + radius * math.cos(a), corner[1] + radius * math.sin(a)) for a in angles
    )
