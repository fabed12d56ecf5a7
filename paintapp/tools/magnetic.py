"""The magnetic lasso: an outline that follows the edges in the picture."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

from paintapp.editor import Editor
from paintapp.gesture import Gesture, Guide, Handle, PointerEvent, Work
from paintapp.painting.edges import EdgeMap
from paintapp.tools.options import choice, number
from paintapp.tools.select import Point, SelectOptions, SelectTool, outlined

SIGHT = 18.0
"""How far edges are followed from an anchor, as a multiple of the pen's reach."""
LONGEST = 8.0
"""A line longer than so many times the pen's reach gets an anchor on the way: what has been
followed so far no longer changes."""

REACH = 8.0
"""The pen's reach in pixels of the screen."""

SAMPLES = (("all", "All layers", ""), ("layer", "Active layer", ""))


@dataclass(frozen=True, slots=True)
class MagneticOptions(SelectOptions):
    """How near an edge must be, and where edges are looked for."""

    width: float = number(
        10.0, "Width", 0, 40, unit="px", tip="How near on the screen an edge must be to be followed"
    )
    sample: str = choice("all", "Look at", SAMPLES, tip="Where edges are looked for")


@dataclass(frozen=True, slots=True)
class Leg:
    """The outline from one anchor to the next; the first leg is the first anchor alone."""

    points: tuple[Point, ...]

    @property
    def end(self) -> Point:
        return self.points[-1]


class MagneticLasso(SelectTool):
    """Click and follow an edge roughly: the outline clings to it."""

    id = "select-magnetic"
    label = "Magnetic lasso"
    tip = "Click, then follow an edge; Enter, a double click or the first point closes"
    icon = "select-magnetic"
    shortcut = "N"
    defaults = MagneticOptions()
    lasting = True

    def clicked(self, editor: Editor, press: PointerEvent) -> Gesture:
        yield from self.draw(editor, press)

    def draw(self, editor: Editor, press: PointerEvent) -> Gesture:
        mode = self.combine_mode(editor, press)
        first = (press.x, press.y)
        edges: EdgeMap = yield self._look(editor, first, press.reach)
        snapped = edges.snapped(first, self._width(editor, press.reach))
        if snapped != first:
            first = snapped
            edges = yield self._look(editor, first, press.reach)
        legs, here, reach = [Leg((first,))], first, press.reach
        while True:
            live = edges.path(here)
            closing = len(legs) > 2 and math.dist(first, here) <= reach
            self._show(editor, legs, live, closing)
            event = yield
            if event.kind == "confirm":
                break
            if event.kind == "back":
                legs.pop()
                if not legs:
                    return
                edges = yield self._look(editor, legs[-1].end, reach)
            if event.kind not in ("press", "move"):
                continue
            reach = event.reach
            near_first = len(legs) > 2 and math.dist(first, (event.x, event.y)) <= reach
            here = (event.x, event.y)
            if near_first:
                here = first
            elif not edges.empty:
                here = edges.snapped(here, self._width(editor, reach))
            if event.kind == "press":
                if near_first:
                    break
                if math.dist(legs[-1].end, here) >= 0.5:
                    legs.append(Leg(tuple(edges.path(here)[1:])))
                    edges = yield self._look(editor, here, reach)
            else:
                kept = held(edges.path(here), LONGEST * reach)
                if kept:
                    legs.append(Leg(tuple(kept[1:])))
                    edges = yield self._look(editor, legs[-1].end, reach)
        points = [point for leg in legs for point in leg.points]
        if len(legs) > 1:
            points.extend(edges.path(first)[1:-1])
        self.select(editor, outlined(self, editor, points), mode)

    def _look(self, editor: Editor, anchor: Point, reach: float) -> Work:
        """Finds the edges around an anchor."""
        document, layer = editor.document, editor.active_layer
        values: MagneticOptions = self.values(editor)
        alone = values.sample == "layer" and layer is not None
        layers = (layer,) if alone and layer is not None else document.layers
        return Work(lambda _: EdgeMap(layers, document.bounds, anchor, SIGHT * reach))

    def _width(self, editor: Editor, reach: float) -> float:
        """The option, given on the screen, in canvas pixels."""
        values: MagneticOptions = self.values(editor)
        return values.width * reach / REACH

    def _show(self, editor: Editor, legs: list[Leg], live: list[Point], closing: bool) -> None:
        line = (*(point for leg in legs for point in leg.points), *live[1:])
        ends = tuple(Handle(*leg.end, active=False) for leg in legs[1:])
        start = Handle(*legs[0].end, "round", active=closing)
        editor.guide = Guide("polyline", line, closed=False, handles=(start, *ends))


def held(path: list[Point], longest: float) -> list[Point]:
    """The first half of a path that is longer than that; empty when it is not."""
    lengths = [math.dist(one, other) for one, other in pairwise(path)]
    whole = sum(lengths)
    if whole <= longest:
        return []
    gone = 0.0
    for index, length in enumerate(lengths):
        gone += length
        if gone >= whole / 2:
            return path[: index + 2]
    return path
