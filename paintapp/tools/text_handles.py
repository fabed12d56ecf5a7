"""What a text is held by: the handles of its frame, and the text as it is when one is dragged."""

from __future__ import annotations

import math
from dataclasses import replace

from paintapp.document import Text
from paintapp.gesture import PointerEvent
from paintapp.painting.text import transformed
from paintapp.painting.typeset import Point, Typeset
from paintapp.tools.tool import Cursor, size_cursor

SNAP = 15.0
"""With Shift a text turns by steps of so many degrees."""

CURSORS: dict[str, Cursor] = {
    "": "crosshair",
    "caret": "text",
    "move": "move",
    "turn": "rotate",
}


def handles_of(typeset: Typeset, reach: float) -> dict[str, Point]:
    """What can be taken hold of: corners scale, sides of a box make it wider, one turns.

    ``reach`` is how near the pen must come, in canvas pixels. A text without a letter has none.
    """
    if not typeset.text.text:
        return {}
    corners = typeset.frame
    found = {f"corner-{index}": corner for index, corner in enumerate(corners)}
    if typeset.text.width is not None:
        found["left"] = _middle(corners[0], corners[3])
        found["right"] = _middle(corners[1], corners[2])
    top, bottom = _middle(corners[0], corners[1]), _middle(corners[2], corners[3])
    away = 3 * reach / max(1e-6, math.dist(top, bottom))
    found["turn"] = (
        top[0] + (top[0] - bottom[0]) * away,
        top[1] + (top[1] - bottom[1]) * away,
    )
    return found


def grip_at(typeset: Typeset, reach: float, press: PointerEvent) -> str:
    """What the pen takes hold of: a handle, "caret" or "move"; empty when it is beside the text.

    ``reach`` is the one with which the handles are shown.
    """
    at = press.x, press.y
    handles = handles_of(typeset, reach)
    nearest = min(handles, key=lambda name: math.dist(handles[name], at), default="")
    if nearest and math.dist(handles[nearest], at) <= press.reach:
        return nearest
    inner = min(press.reach, typeset.box.height() / 4)
    if typeset.contains(*at, -inner):
        return "move" if press.control else "caret"
    return "move" if typeset.contains(*at, press.reach) else ""


def cursor_of(grip: str, typeset: Typeset, reach: float) -> Cursor:
    """What the pen does where it has, or could take, a grip."""
    if grip in CURSORS:
        return CURSORS[grip]
    (left, top), (right, bottom) = typeset.frame[0], typeset.frame[2]
    x, y = handles_of(typeset, reach).get(grip, (right, bottom))
    return size_cursor(x - (left + right) / 2, y - (top + bottom) / 2)


def dragged(
    before: Text, typeset: Typeset, grip: str, press: PointerEvent, event: PointerEvent
) -> Text | None:
    """A text as it is when something of it has been dragged. None where it cannot be so."""
    if grip == "move":
        return before.translated(round(event.x - press.x), round(event.y - press.y))
    corners = typeset.frame
    if grip == "turn":
        x, y = _middle(corners[0], corners[2])
        turn = math.degrees(
            math.atan2(event.y - y, event.x - x) - math.atan2(press.y - y, press.x - x)
        )
        if event.shift:
            turn = round((before.rotation + turn) / SNAP) * SNAP - before.rotation
        cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        return transformed(before, _about((x, y), ((cos, -sin), (sin, cos))))
    if grip in ("left", "right"):
        box = typeset.box
        least = box.height() / 20 + 1
        x = typeset.local(event.x, event.y)[0]
        scale = math.dist(corners[0], corners[1]) / box.width()
        if grip == "right":
            return replace(before, width=scale * max(least, x - box.left()))
        x = min(x, box.right() - least)
        left, top = typeset.outer(x, 0.0)
        return replace(before, x=left, y=top, width=scale * (box.right() - x))
    index = int(grip.removeprefix("corner-"))
    corner, fixed = corners[index], corners[(index + 2) % 4]
    across, down = corner[0] - fixed[0], corner[1] - fixed[1]
    along = (event.x - press.x) * across + (event.y - press.y) * down
    scale = max(0.02, 1 + along / (across * across + down * down))
    return transformed(before, _about(fixed, ((scale, 0.0), (0.0, scale))))


def _about(
    point: Point, matrix: tuple[tuple[float, float], tuple[float, float]]
) -> tuple[tuple[float, float, float], tuple[float, float, float]]:
    """A transformation that leaves a point where it is."""
    (a, b), (c, d) = matrix
    x, y = point
    return (a, b, x - a * x - b * y), (c, d, y - c * x - d * y)


def _middle(first: Point, second: Point) -> Point:
    return (first[0] + second[0]) / 2, (first[1] + second[1]) / 2
