"""The move tool: shifts the chosen layers, groups with all they hold, or what is selected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from paintapp.document import Document, RasterLayer, Rect
from paintapp.editor import Editor
from paintapp.gesture import TOGETHER, Gesture, Guide, PointerEvent, Work
from paintapp.painting.composite import flatten_layers
from paintapp.tools.options import switch
from paintapp.tools.subject import Subject, subject_of
from paintapp.tools.tool import Tool

LIVE_TILES = 160
"""Up to so many tiles follow the pen; what is larger is an outline until it is put down."""

LABELS = {"layers": "Move layer", "part": "Move selection", "selection": "Move selection outline"}


@dataclass(frozen=True, slots=True)
class MoveOptions:
    """What is moved, and where it stops by itself."""

    pick: bool = switch(
        False, "Layer under the pen", tip="Move the topmost layer that shows under the pen"
    )
    snap: bool = switch(
        False, "Snap", tip="Stop at the edges and the middle of the canvas. Ctrl held: the opposite"
    )


class Move(Tool):
    """Drag to move the chosen layers, or what is selected of them; Shift keeps to one direction."""

    id = "move"
    label = "Move"
    tip = "Move the chosen layers, or what is selected of them; the arrow keys nudge them"
    icon = "move"
    shortcut = "V"
    cursor = "move"
    defaults = MoveOptions()

    def gesture(self, editor: Editor, press: PointerEvent) -> Gesture:
        values: MoveOptions = self.values(editor)
        if values.pick:
            found = layer_at(editor.document, press.x, press.y)
            if found is not None and found not in editor.chosen:
                editor.activate(found)
        subject = subject_of(editor)
        bounds = subject.bounds()
        live = sum(len(plane.tiles) for plane in subject.planes()) <= LIVE_TILES
        shown = (0, 0)
        with editor.edit(LABELS[subject.kind]) as edit:
            event = press
            while True:
                dx, dy = round(event.x - press.x), round(event.y - press.y)
                if event.shift:
                    dx, dy = (dx, 0) if abs(dx) >= abs(dy) else (0, dy)
                lines: tuple[Guide, ...] = ()
                if values.snap != event.control and not bounds.empty:
                    dx, dy, lines = snapped(
                        bounds, dx, dy, edit.before.bounds, event.reach, level=event.shift
                    )
                last = event.kind == "release"
                if last and not live:
                    edit.document = yield Work(_moving(subject, dx, dy))
                elif (dx, dy) != shown and live:
                    edit.document = moved(subject, dx, dy)
                    shown = (dx, dy)
                if last:
                    return
                if live and not lines:
                    editor.guide = None
                else:
                    outline = bounds.translated(dx, dy)
                    editor.guide = _outline(None if live else outline, lines)
                event = (yield TOGETHER)[-1]

    def nudge(self, editor: Editor, dx: int, dy: int) -> bool:
        subject = subject_of(editor)
        editor.apply(LABELS[subject.kind], lambda _: moved(subject, dx, dy))
        return True


def moved(subject: Subject, dx: int, dy: int) -> Document:
    """A subject's document with it moved by whole pixels."""
    if dx == 0 and dy == 0:
        return subject.document
    return subject.placed(
        lambda plane: plane.translated(dx, dy),
        lambda layer, pixels: replace(layer, pixels=pixels, text=layer.text.translated(dx, dy)),
    )


def snapped(
    bounds: Rect, dx: int, dy: int, canvas: Rect, reach: float, *, level: bool = False
) -> tuple[int, int, tuple[Guide, ...]]:
    """A move that stops where edges or the middle meet those of the canvas, and lines that say so.

    With ``level`` a direction that is not moved in stays so.
    """
    at = bounds.translated(dx, dy)
    lines: list[Guide] = []
    across = _nearest((at.x, at.right), at.x + at.width // 2, canvas.x, canvas.right, reach)
    down = _nearest((at.y, at.bottom), at.y + at.height // 2, canvas.y, canvas.bottom, reach)
    if across is not None and (dx or not level):
        dx += across[0]
        x = float(across[1])
        lines.append(Guide("polyline", ((x, canvas.y), (x, canvas.bottom)), closed=False))
    if down is not None and (dy or not level):
        dy += down[0]
        y = float(down[1])
        lines.append(Guide("polyline", ((canvas.x, y), (canvas.right, y)), closed=False))
    return dx, dy, tuple(lines)


def layer_at(document: Document, x: float, y: float) -> int | None:
    """The topmost visible raster layer that shows something at a point; None when none does."""
    spot = Rect(int(x // 1), int(y // 1), 1, 1)
    hidden: set[int] = set()
    found = None
    for layer in document.walk():
        parent = document.parent(layer.id)
        if not layer.visible or (parent is not None and parent.id in hidden):
            hidden.add(layer.id)
        elif isinstance(layer, RasterLayer) and flatten_layers((layer,), spot)[0, 0, 3] > 0:
            found = layer.id
    return found


def _moving(subject: Subject, dx: int, dy: int) -> Callable[[Callable[[], bool]], Document]:
    return lambda cancelled: moved(subject, dx, dy)


def _nearest(
    edges: tuple[int, int], middle: int, low: int, high: int, reach: float
) -> tuple[int, int] | None:
    """How far to the nearest stop within reach, and where it is."""
    ways = [(stop - edge, stop) for edge in edges for stop in (low, high)]
    ways.append(((low + high) // 2 - middle, (low + high) // 2))
    way = min(ways, key=lambda found: abs(found[0]))
    return way if abs(way[0]) <= reach else None


def _outline(rect: Rect | None, lines: tuple[Guide, ...]) -> Guide:
    if rect is None:
        return Guide("polyline", (), further=lines)
    left, top, right, bottom = rect.x, rect.y, rect.right, rect.bottom
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    return Guide("polyline", corners, further=lines)
