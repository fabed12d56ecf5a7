"""Tools that work on what is there: smudge, blur and sharpen, clone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Any, ClassVar

from paintapp.document import Rect
from paintapp.document.edit import Edit
from paintapp.editor import Editor, EditorError
from paintapp.gesture import TOGETHER, Gesture, Guide, PointerEvent
from paintapp.painting.brush import FIELDS, Brush
from paintapp.painting.composite import flatten
from paintapp.painting.dynamics import Dynamic
from paintapp.painting.retouch import Blurred, Cloned, Sharpened
from paintapp.painting.stroke import Stroke
from paintapp.tools.brush import StrokeTool
from paintapp.tools.options import Option, brush_option, choice, number, options_of, switch
from paintapp.tools.tool import Cursor, Tool

Point = tuple[float, float]


class Smudge(StrokeTool):
    """Pushes wet paint about; with some colour rate it brings the foreground colour along.

    A brush that does not mix paint by itself is taken as one that does.
    """

    id = "smudge"
    label = "Smudge"
    tip = "Push wet paint about. With a colour rate the brush brings its own paint along"
    icon = "smudge"
    shortcut = "U"
    entry = "Smudge"
    own_brush = Brush(
        radius=24,
        hardness=0.4,
        spacing=0.15,
        colour_rate=0.0,
        smudge_length=0.9,
        smear=True,
        dynamics=(Dynamic("opacity", "pressure"),),
    )

    @property
    def options(self) -> tuple[Option, ...]:
        return (
            brush_option("radius"),
            brush_option("hardness", step=5),
            brush_option("opacity", step=5, least=1),
            brush_option("smudge_length", step=5),
            brush_option("colour_rate", step=5),
            brush_option("smear"),
        )

    def stroke(self, editor: Editor, edit: Edit, press: PointerEvent) -> Stroke:
        brush = editor.brush
        if not brush.wet:
            brush = replace(brush, colour_rate=0.0, smear=True)
        return self.on_target(editor, edit, replace(brush, erase=press.eraser))


class BrushAndOptions(Tool):
    """A tool that has options of its own, ``defaults``, beside a brush."""

    def values(self, editor: Editor) -> Any:
        return _Together(editor.brush, self.own(editor))

    def change(self, editor: Editor, **changes: object) -> None:
        for_brush = {name: value for name, value in changes.items() if name in FIELDS}
        rest = {name: value for name, value in changes.items() if name not in FIELDS}
        if for_brush:
            editor.brush = editor.brush.changed(**for_brush)
        if rest:
            editor.set_tool_options(self.id, replace(self.own(editor), **rest))


class Retouch(BrushAndOptions, StrokeTool):
    """A stroke tool with options of its own beside those of its brush."""

    brush_options: ClassVar[tuple[Option, ...]] = (
        brush_option("radius"),
        brush_option("hardness", step=5),
        brush_option("opacity", step=5, least=1),
    )

    @property
    def options(self) -> tuple[Option, ...]:
        return (*self.brush_options, *options_of(type(self.defaults)))


@dataclass(frozen=True)
class _Together:
    """A brush and further options, read as one."""

    brush: Brush
    own: Any

    def __getattr__(self, name: str) -> Any:
        return getattr(self.brush if name in FIELDS else self.own, name)


@dataclass(frozen=True, slots=True)
class BlurOptions:
    kind: str = choice(
        "blur", "Effect", (("blur", "Blur", ""), ("sharpen", "Sharpen", "")), tip="Blur or sharpen"
    )
    width: float = number(
        3.0, "Width", 0.5, 20, step=0.5, decimals=1, unit="px", tip="How far details are blurred"
    )


class Blur(Retouch):
    """Blurs or sharpens what it goes over, once a stroke."""

    id = "blur"
    label = "Blur and sharpen"
    tip = "Blur or sharpen what the brush goes over; another stroke does it once more"
    icon = "blur"
    shortcut = "Shift+U"
    entry = "Blur"
    own_brush = Brush(radius=24, hardness=0.3, dynamics=(Dynamic("opacity", "pressure"),))
    defaults = BlurOptions()

    def label_for(self, editor: Editor, press: PointerEvent) -> str:
        return "Sharpen" if self.own(editor).kind == "sharpen" else self.entry

    def stroke(self, editor: Editor, edit: Edit, press: PointerEvent) -> Stroke:
        options = self.own(editor)
        plane = edit.plane(editor.target, editor.active_layer_id)
        made = Sharpened if options.kind == "sharpen" else Blurred
        source = made(plane, options.width, edit.document.bounds)
        return self.on_target(editor, edit, _dry(editor.brush), source=source)


@dataclass(frozen=True, slots=True)
class CloneOptions:
    """``source`` is the place that was chosen to clone from, ``offset`` from there to the stroke's
    begin; both in canvas pixels, None until there is one."""

    aligned: bool = switch(
        True, "Aligned", tip="Strokes go on with the same distance to where they clone from"
    )
    sample: str = choice(
        "layer",
        "Clone from",
        (("layer", "Active layer", ""), ("merged", "All layers", "")),
        tip="What is cloned",
    )
    source: Point | None = None
    offset: Point | None = None


class Clone(Retouch):
    """Paints with what is elsewhere. Alt click chooses where."""

    id = "clone"
    label = "Clone"
    tip = "Paint with what is elsewhere: Alt click chooses where"
    icon = "clone"
    shortcut = "K"
    entry = "Clone"
    own_brush = Brush(radius=24, hardness=0.6, dynamics=())
    defaults = CloneOptions()

    def cursor_for(self, *, shift: bool, control: bool, alt: bool) -> Cursor:
        return "crosshair" if alt else super().cursor_for(shift=shift, control=control, alt=alt)

    def gesture(self, editor: Editor, press: PointerEvent) -> Gesture:
        if not press.alt:
            yield from super().gesture(editor, press)
            return
        event = press
        while event.kind != "release":
            self._show(editor, (event.x, event.y))
            place = (event.x, event.y)
            event = yield
        options = replace(self.own(editor), source=place, offset=None)
        editor.set_tool_options(self.id, options)

    def stroke(self, editor: Editor, edit: Edit, press: PointerEvent) -> Stroke:
        options = self.own(editor)
        if options.source is None:
            raise EditorError("Alt click where to clone from first.")
        offset = options.offset
        if offset is None or not options.aligned:
            offset = (press.x - options.source[0], press.y - options.source[1])
            editor.set_tool_options(self.id, replace(options, offset=offset))
        plane = edit.plane(editor.target, editor.active_layer_id)
        read = plane.read
        if options.sample == "merged" and editor.target == "pixels":
            read = partial(_flattened, edit)
        source = Cloned(read, round(offset[0]), round(offset[1]))
        return self.on_target(editor, edit, _dry(editor.brush), source=source)

    def _by_hand(self, editor: Editor, press: PointerEvent) -> Gesture:
        """The stroke, with a mark where it clones from."""
        drawing = super()._by_hand(editor, press)
        try:
            next(drawing)
            event = press
            while True:
                offset = self.own(editor).offset
                if offset is not None:
                    self._show(editor, (event.x - offset[0], event.y - offset[1]))
                events = yield TOGETHER
                event = events[-1]
                drawing.send(events)
        except StopIteration:
            return
        finally:
            drawing.close()

    def _show(self, editor: Editor, place: Point) -> None:
        x, y = place
        reach = max(2.0, editor.brush.radius)
        editor.guide = Guide("ellipse", ((x - reach, y - reach), (x + reach, y + reach)))


def _dry(brush: Brush) -> Brush:
    """A brush that covers, whatever else it does."""
    return replace(brush, colour_rate=1.0, erase=False)


def _flattened(edit: Edit, rect: Rect) -> Any:
    return flatten(edit.before, rect)
