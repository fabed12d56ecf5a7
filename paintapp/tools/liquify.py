"""Liquify: a round brush that pushes, swells, shrinks and swirls what is there."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any, cast

from paintapp.document import Document, Edit, RasterLayer, TextLayer, TileKey, walk
from paintapp.document.edit import Target, plane_of
from paintapp.document.operations import roots
from paintapp.editor import TEXT_REASON, Editor, EditorError
from paintapp.gesture import TOGETHER, Gesture, PointerEvent, Work
from paintapp.painting.brush import Brush
from paintapp.painting.liquify import Effect, Field, keys_of, liquified, stroke_dabs
from paintapp.tools.options import Option, brush_option, choice, number, options_of
from paintapp.tools.retouch import BrushAndOptions
from paintapp.tools.tool import Cursor

Place = tuple[Target, int | None]

MOST_BACK = 30
"""So many strokes can be taken back one by one."""

OPPOSITE: dict[Effect, Effect] = {
    "grow": "shrink",
    "shrink": "grow",
    "swirl-right": "swirl-left",
    "swirl-left": "swirl-right",
}


@dataclass(frozen=True, slots=True)
class LiquifyOptions:
    """What the brush does, and how strongly."""

    effect: str = choice(
        "push",
        "Effect",
        (
            ("push", "Push", "liquify"),
            ("grow", "Grow", "liquify-grow"),
            ("shrink", "Shrink", "liquify-shrink"),
            ("swirl-right", "Swirl to the right", "rotate-right"),
            ("swirl-left", "Swirl to the left", "rotate-left"),
            ("reconstruct", "Bring back", "liquify-back"),
        ),
        tip="What the brush does; Alt does the opposite, Ctrl brings back",
    )
    strength: float = number(
        0.7, "Strength", 1, 100, unit="%", factor=100, step=5, tip="How strongly a stroke works"
    )


class Liquify(BrushAndOptions):
    """Strokes bend what is chosen, within the selection if there is one, until Enter applies them.

    On layers it bends their pixels, on a mask or the selection that alone.
    """

    id = "liquify"
    label = "Liquify"
    tip = "Push, swell and swirl what is there. Enter applies all strokes, Escape drops them"
    icon = "liquify"
    shortcut = "Shift+T"
    cursor = "brush"
    lasting = True
    own_brush = Brush(radius=60, hardness=0.0)
    defaults = LiquifyOptions()

    @property
    def options(self) -> tuple[Option, ...]:
        effect, strength = options_of(LiquifyOptions)
        return effect, brush_option("radius"), strength

    def cursor_for(self, *, shift: bool, control: bool, alt: bool) -> Cursor:
        return "brush"

    def gesture(self, editor: Editor, press: PointerEvent) -> Gesture:
        places = _places(editor)
        with editor.edit("Liquify") as edit:
            yield from _Session(self, editor, places).steps(edit, press)


class _Session:
    """All strokes until they are confirmed: one field, and the planes as they were."""

    def __init__(self, tool: Liquify, editor: Editor, places: list[Place]) -> None:
        self._tool = tool
        self._editor = editor
        document = editor.document
        within = None if editor.target == "selection" else document.selection
        self._field = Field(document.bounds, within)
        self._past: list[Field] = []
        self._planes = {place: plane_of(document, *place) for place in places}
        self._contents = {place: plane.bounds() for place, plane in self._planes.items()}

    def steps(self, edit: Edit, first: PointerEvent) -> Gesture:
        """Act on events until the strokes are confirmed or all taken back."""
        event = first
        while event.kind != "confirm":
            if event.kind == "back":
                if not self._past:
                    edit.document = edit.before
                    return
                later = self._field
                self._field = self._past.pop()
                self._show(edit, later.touched() | self._field.touched())
            elif event.kind == "press":
                event = yield from self._stroke(edit, event)
                continue
            event = _last((yield TOGETHER))
        edit.document = yield Work(self._finished(edit.before))

    def _stroke(self, edit: Edit, press: PointerEvent) -> Generator[Any, Any, PointerEvent]:
        """Bend along the pen until it is lifted; the event after that, or a confirmation."""
        before = self._field
        self._field = before.copy()
        self._past = [*self._past[-MOST_BACK + 1 :], before]
        last = press
        self._show(edit, self._dabs(last, press))
        while True:
            events = yield TOGETHER
            keys: set[TileKey] = set()
            for event in events if isinstance(events, tuple) else (events,):
                if event.kind in ("move", "release"):
                    keys |= self._dabs(last, event)
                    last = event
                if event.kind == "confirm":
                    self._show(edit, keys)
                    return cast(PointerEvent, event)
                if event.kind == "release":
                    self._show(edit, keys)
                    return _last((yield TOGETHER))
            self._show(edit, keys)

    def _dabs(self, last: PointerEvent, event: PointerEvent) -> set[TileKey]:
        """Bend along the way from one event to the next; the tiles that have changed."""
        own: LiquifyOptions = self._tool.own(self._editor)
        effect = cast(Effect, own.effect)
        if event.control:
            effect = "reconstruct"
        elif event.alt:
            effect = OPPOSITE.get(effect, effect)
        radius = max(2.0, self._editor.brush.radius)
        keys: set[TileKey] = set()
        reach = 4 * max(self._field.bounds.width, self._field.bounds.height)
        start, end = _held((last.x, last.y), reach), _held((event.x, event.y), reach)
        pressure = last.pressure if event.kind == "release" else event.pressure
        if event is not last and start == end:
            return keys
        for x, y, dx, dy in stroke_dabs(start, end, radius):
            strength = own.strength * pressure
            keys |= keys_of(self._field.dab(x, y, radius, strength, effect, (dx, dy)))
        return keys

    def _show(self, edit: Edit, keys: set[TileKey]) -> None:
        for place, plane in self._planes.items():
            shown = plane_of(edit.document, *place)
            content = self._contents[place]
            made = liquified(plane, shown, self._field, keys, content=content)
            if made is not shown:
                edit.put_plane(*place, made)

    def _finished(self, before: Document) -> Callable[[Callable[[], bool]], Document]:
        """All of it again, as well as can be."""
        field, planes = self._field, self._planes

        def finish(cancelled: Callable[[], bool]) -> Document:
            edit = Edit(before, "")
            keys = field.touched()
            for place, plane in planes.items():
                made = liquified(plane, plane, field, keys, "bicubic", cancelled)
                if made is not plane:
                    edit.put_plane(*place, made)
            return edit.document

        return finish


def _places(editor: Editor) -> list[Place]:
    """The planes that are bent; EditorError when there are none, or they are locked."""
    if editor.target != "pixels":
        reason = editor.paintable_reason()
        if reason:
            raise EditorError(reason)
        return [(editor.target, editor.active_layer_id)]
    places: list[Place] = []
    for layer in walk(roots(editor.document, editor.chosen)):
        if not isinstance(layer, RasterLayer):
            continue
        if isinstance(layer, TextLayer):
            raise EditorError(TEXT_REASON)
        if layer.lock_pixels:
            raise EditorError("The active layer is locked.")
        places.append(("pixels", layer.id))
    if not places:
        raise EditorError("There is no active layer.")
    return places


def _last(events: Any) -> PointerEvent:
    return cast(PointerEvent, events[-1] if isinstance(events, tuple) else events)


def _held(point: tuple[float, float], reach: float) -> tuple[float, float]:
    """A point no farther away than makes a difference."""
    x, y = (min(max(value, -reach), reach) for value in point)
    return x, y
