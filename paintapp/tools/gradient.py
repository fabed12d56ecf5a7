"""The gradient tool: a line between two colours or more, editable until Enter."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from paintapp.document import Pixels
from paintapp.editor import Editor, EditorError
from paintapp.gesture import TOGETHER, Colour, Gesture, Guide, Handle, PointerEvent, Work
from paintapp.painting.covering import covered
from paintapp.painting.gradient import PLAIN, Gradient, painted_gradient, parsed
from paintapp.tools import options
from paintapp.tools.brush import line_end
from paintapp.tools.options import choice, number, switch
from paintapp.tools.tool import Tool

Point = tuple[float, float]

SHORTEST = 0.5
"""Pixels below which a line has no direction."""


@dataclass(frozen=True, slots=True)
class GradientOptions:
    """The colours and how they lie on the canvas."""

    stops: str = options.gradient(PLAIN, "Colours")
    shape: str = choice(
        "linear",
        "Shape",
        (
            ("linear", "Linear", "gradient-linear"),
            ("radial", "Radial", "gradient-radial"),
            ("conical", "Conical", "gradient-conical"),
            ("reflected", "Reflected", "gradient-reflected"),
        ),
    )
    repeat: str = choice(
        "none",
        "Repeat",
        (("none", "No repeat", ""), ("repeat", "Repeat", ""), ("mirror", "Mirror", "")),
        tip="What follows beyond the end of the line",
    )
    opacity: float = number(100.0, "Opacity", 1, 100, step=5, unit="%")
    reverse: bool = switch(False, "Reverse", quick=False)
    space: str = choice(
        "srgb",
        "Mix colours",
        (
            ("srgb", "Mix as painted", ""),
            ("linear", "Mix as light", ""),
            ("oklab", "Mix evenly (Oklab)", ""),
        ),
        tip="How the colours between two stops are found",
        quick=False,
    )
    dither: bool = switch(
        True, "Dither", tip="Fine noise against bands on 8-bit screens", quick=False
    )


@dataclass(frozen=True, slots=True)
class _Wanted:
    """All that the gradient's pixels depend on."""

    start: Point
    end: Point
    values: GradientOptions
    foreground: Colour
    background: Colour

    @property
    def gradient(self) -> Gradient:
        found = gradient_of(self.values).resolved(self.foreground, self.background)
        return found.reversed() if self.values.reverse else found


class GradientTool(Tool):
    """Drag a line; its ends and the stops on it can be moved until Enter. Shift keeps to 15°."""

    id = "gradient"
    label = "Gradient"
    tip = "Drag from the first colour to the last, then move the handles; Enter applies"
    icon = "gradient"
    shortcut = "G"
    defaults = GradientOptions()
    lasting = True

    def gesture(self, editor: Editor, press: PointerEvent) -> Gesture:
        reason = editor.paintable_reason()
        if reason:
            raise EditorError(reason)
        target, layer_id = editor.target, editor.active_layer_id
        with editor.edit("Gradient") as edit:
            plane = edit.plane(target, layer_id)
            line = _Line(self, editor, press)
            shown: _Wanted | None = None
            while True:
                wanted = line.wanted
                if wanted is not None and wanted != shown:
                    made = yield Work(_work(editor, plane, wanted))
                    shown = wanted
                    if made is not None:
                        edit.put_plane(target, layer_id, made)
                    continue
                if line.done:
                    return
                editor.guide = line.guide()
                for event in (yield TOGETHER):
                    line.take(event)
                if line.empty:
                    edit.document = edit.before
                    return


class _Line:
    """The handles, and what the pen does to them."""

    def __init__(self, tool: GradientTool, editor: Editor, press: PointerEvent) -> None:
        self._tool, self._editor = tool, editor
        self._start = self._end = (press.x, press.y)
        self._drawn = False
        self._held: Callable[[Point, PointerEvent], None] | None = self._draw_from(press)
        self._over: str | int | None = None
        self.done = False
        self.empty = False

    @property
    def wanted(self) -> _Wanted | None:
        """What is to be seen; None while the line has no length."""
        if math.dist(self._start, self._end) < SHORTEST:
            return None
        editor = self._editor
        values = self._tool.values(editor)
        return _Wanted(self._start, self._end, values, editor.foreground, editor.background)

    def take(self, event: PointerEvent) -> None:
        here = (event.x, event.y)
        if event.kind == "confirm":
            self.done = True
        elif event.kind == "back":
            self.empty = True
        elif event.kind == "press":
            self._held = self._grip(here, event) or self._draw_from(event)
        elif event.kind in ("move", "release"):
            if self._held is not None:
                self._held(here, event)
                if event.kind == "release":
                    self._held = None
                    self.empty = not self._drawn
            else:
                self._over = self._at(here, event.reach)

    def guide(self) -> Guide:
        editor, values = self._editor, self._tool.values(self._editor)
        handles = [
            Handle(*self._end, kind="square", active=self._over == "end"),
            Handle(*self._start, kind="round", active=self._over == "start"),
        ]
        shown = gradient_of(values)
        colours = shown.resolved(editor.foreground, editor.background).stops
        for index, stop in enumerate(colours):
            if 0 < stop.place < 1:
                x, y = self._point(1 - stop.place if values.reverse else stop.place)
                assert not isinstance(stop.colour, str)
                active = self._over == index
                handles.append(Handle(x, y, kind="diamond", active=active, colour=stop.colour))
        return Guide("polyline", (self._start, self._end), False, tuple(handles))

    # What the pen holds

    def _at(self, here: Point, reach: float) -> str | int | None:
        """The handle at a point: an end, or the number of a stop."""
        for name, point in (("end", self._end), ("start", self._start)):
            if math.dist(here, point) <= reach:
                return name
        values = self._tool.values(self._editor)
        for index, stop in enumerate(gradient_of(values).stops):
            place = 1 - stop.place if values.reverse else stop.place
            if 0 < place < 1 and math.dist(here, self._point(place)) <= reach:
                return index
        return None

    def _grip(
        self, here: Point, event: PointerEvent
    ) -> Callable[[Point, PointerEvent], None] | None:
        held = self._at(here, event.reach)
        if held == "start":
            return self._move_start
        if held == "end":
            return self._move_end
        if isinstance(held, int):
            return self._move_stop(held)
        if _distance(here, self._start, self._end) <= event.reach:
            return self._move_line(here)
        return None

    def _draw_from(self, press: PointerEvent) -> Callable[[Point, PointerEvent], None]:
        """A new line, once the pen has really moved."""
        origin = (press.x, press.y)
        before = (self._start, self._end) if self._drawn else None

        def draw(here: Point, event: PointerEvent) -> None:
            if math.dist(origin, here) < min(2.0, event.reach / 2):
                if before is not None:
                    self._start, self._end = before
                return
            self._drawn = True
            self._start = origin
            self._move_end(here, event)

        return draw

    def _move_start(self, here: Point, event: PointerEvent) -> None:
        self._start = line_end(self._end, here) if event.shift else here

    def _move_end(self, here: Point, event: PointerEvent) -> None:
        self._end = line_end(self._start, here) if event.shift else here

    def _move_line(self, grip: Point) -> Callable[[Point, PointerEvent], None]:
        (x, y), (end_x, end_y) = self._start, self._end

        def move(here: Point, event: PointerEvent) -> None:
            dx, dy = here[0] - grip[0], here[1] - grip[1]
            self._start, self._end = (x + dx, y + dy), (end_x + dx, end_y + dy)

        return move

    def _move_stop(self, index: int) -> Callable[[Point, PointerEvent], None]:
        held = index

        def move(here: Point, event: PointerEvent) -> None:
            nonlocal held
            values = self._tool.values(self._editor)
            shown = gradient_of(values)
            place = min(0.999, max(0.001, self._place(here)))
            stop = replace(shown.stops[held], place=1 - place if values.reverse else place)
            changed, held = shown.with_stop(held, stop)
            self._tool.change(self._editor, stops=changed.text())
            self._over = held

        return move

    def _point(self, place: float) -> Point:
        (x, y), (end_x, end_y) = self._start, self._end
        return x + (end_x - x) * place, y + (end_y - y) * place

    def _place(self, point: Point) -> float:
        """Where along the line a point is, 0..1 between its ends."""
        (x, y), (end_x, end_y) = self._start, self._end
        dx, dy = end_x - x, end_y - y
        squared = dx * dx + dy * dy
        return 0.0 if squared == 0 else ((point[0] - x) * dx + (point[1] - y) * dy) / squared


def gradient_of(values: GradientOptions) -> Gradient:
    """The gradient that is set; the plain one when its text cannot be read."""
    try:
        return parsed(values.stops)
    except ValueError:
        return parsed(PLAIN)


def _work(
    editor: Editor, plane: Pixels, wanted: _Wanted
) -> Callable[[Callable[[], bool]], Pixels | None]:
    document, target, layer = editor.document, editor.target, editor.active_layer
    limit = None if target == "selection" else document.selection
    lock = target == "pixels" and layer is not None and layer.lock_alpha
    values = wanted.values

    def work(cancelled: Callable[[], bool]) -> Pixels | None:
        paint = painted_gradient(
            wanted.gradient,
            wanted.start,
            wanted.end,
            shape=values.shape,  # type: ignore[arg-type]
            repeat=values.repeat,  # type: ignore[arg-type]
            space=values.space,  # type: ignore[arg-type]
            dither=values.dither,
            opacity=values.opacity / 100,
        )
        keys = None if limit is None or limit.fill else sorted(limit.tiles)
        made = covered(
            plane, paint, limit, document.bounds, lock_alpha=lock, keys=keys, cancelled=cancelled
        )
        return None if cancelled() else made

    return work


def _distance(point: Point, start: Point, end: Point) -> float:
    """From a point to the nearest one of a line between two others."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    squared = dx * dx + dy * dy
    if squared == 0:
        return math.dist(point, start)
    part = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / squared
    part = min(1.0, max(0.0, part))
    return math.dist(point, (start[0] + dx * part, start[1] + dy * part))
