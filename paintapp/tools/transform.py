"""The transform tool: a box around what is chosen that is moved, scaled, turned and bent."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, ClassVar, cast

from paintapp.document import Document, Edit, Pixels, RasterLayer, Rect, TextLayer
from paintapp.document.pixels import Array
from paintapp.editor import Editor, EditorError
from paintapp.gesture import TOGETHER, Gesture, Guide, PointerEvent, Work
from paintapp.painting.mapping import Homography, Mapping
from paintapp.painting.warp import Interpolation, mapped
from paintapp.painting.whole_image import retyped
from paintapp.tools.options import Option, action, choice, number, options_of, switch
from paintapp.tools.subject import Subject, subject_of
from paintapp.tools.tool import Cursor, Tool
from paintapp.tools.transform_guide import carried_picture, guide_of, small
from paintapp.tools.transform_shape import Grip, Mode, Shape

LIVE_AREA = 96 * 64 * 64
"""Up to so many pixels are transformed in place while the pen drags; more are a picture above."""

NUMBERS = ("x", "y", "width", "height", "angle")
FAR = 100_000

LABELS = {"layers": "Transform", "part": "Transform", "selection": "Transform selection"}


@dataclass(frozen=True, slots=True)
class TransformOptions:
    """How the box is pulled, how pixels are made, and where the box is in numbers."""

    mode: str = choice(
        "free",
        "Transform",
        (
            ("free", "Free: move, scale and turn", "transform"),
            ("skew", "Skew", "transform-skew"),
            ("perspective", "Perspective", "transform-perspective"),
            ("warp", "Warp", "transform-warp"),
        ),
    )
    x: float = number(0.0, "X", -FAR, FAR, decimals=1, unit="px", slider=False, tip="Left edge")
    y: float = number(0.0, "Y", -FAR, FAR, decimals=1, unit="px", slider=False, tip="Upper edge")
    width: float = number(1.0, "W", 1, FAR, decimals=1, unit="px", slider=False, tip="Width")
    height: float = number(1.0, "H", 1, FAR, decimals=1, unit="px", slider=False, tip="Height")
    angle: float = number(0.0, "∠", -180, 180, decimals=1, unit="°", slider=False, tip="Angle")
    proportional: bool = switch(
        True, "Proportional", tip="Corners keep the proportions; Shift held: the opposite"
    )
    interpolation: str = choice(
        "bicubic",
        "Interpolation",
        (
            ("bicubic", "Bicubic", ""),
            ("lanczos", "Lanczos", ""),
            ("bilinear", "Bilinear", ""),
            ("nearest", "Nearest", ""),
        ),
        tip="How pixels are made: smooth, sharp, soft, or unmixed for pixel art",
    )
    columns: str = choice(
        "4",
        "Warp grid",
        (
            ("3", "Warp grid: 2 × 2", ""),
            ("4", "Warp grid: 3 × 3", ""),
            ("6", "Warp grid: 5 × 5", ""),
        ),
        quick=False,
    )
    selection: bool = switch(
        False, "Selection only", tip="Transform the selection's outline, not pixels", quick=False
    )
    asked: str = ""
    """What a button has asked for; the gesture takes it away."""


ACTIONS = (
    action("flip-horizontal", "Flip horizontally", "flip-horizontal"),
    action("flip-vertical", "Flip vertically", "flip-vertical"),
    action("turn-left", "Rotate left by 90°", "turn-left"),
    action("turn-right", "Rotate right by 90°", "turn-right"),
)

DONE: dict[str, Callable[[Shape], Shape]] = {
    "flip-horizontal": lambda shape: shape.flipped(),
    "flip-vertical": lambda shape: shape.flipped(vertical=True),
    "turn-left": lambda shape: shape.quarter_turned(-1),
    "turn-right": lambda shape: shape.quarter_turned(1),
}


class Transform(Tool):
    """Pull at the box: inside moves, outside turns, corners and edges do what the mode says.

    Shift keeps or frees the proportions and turns in steps, Alt works about the pivot, Ctrl moves
    a corner alone. Enter applies, Escape leaves all as it was.
    """

    id = "transform"
    label = "Transform"
    tip = "Move, scale, turn, skew or bend what is chosen. Enter applies, Escape cancels"
    icon = "transform"
    shortcut = "Ctrl+T"
    cursor = "move"
    lasting = True
    defaults: ClassVar[Any] = TransformOptions()
    passing = frozenset({*NUMBERS, "asked", "selection"})

    def __init__(self) -> None:
        self._seen: tuple[object, Shape | None] = (None, None)

    @property
    def options(self) -> tuple[Option, ...]:
        declared = options_of(TransformOptions)
        split = next(i for i, option in enumerate(declared) if option.name == "proportional")
        return (*declared[:split], *ACTIONS, *declared[split:])

    def values(self, editor: Editor) -> TransformOptions:
        values = cast(TransformOptions, super().values(editor))
        if editor.busy and editor.tool is self:
            return values
        shape = self._resting_shape(editor, values)
        return values if shape is None else with_numbers(values, shape)

    def change(self, editor: Editor, **changes: object) -> None:
        values = replace(self.values(editor), **changes)  # type: ignore[arg-type]
        starts = editor.tool is self and not editor.busy and bool({*NUMBERS, "asked"} & {*changes})
        editor.set_tool_options(self.id, values)
        if starts:
            # Beginning takes the numbers as they are set now.
            editor.begin()

    def act(self, editor: Editor, name: str) -> None:
        self.change(editor, asked=name)

    def cursor_for(self, *, shift: bool, control: bool, alt: bool) -> Cursor:
        return "rotate"

    # Without a gesture

    def resting(self, editor: Editor, over: PointerEvent | None) -> Guide | None:
        values = cast(TransformOptions, super().values(editor))
        shape = self._resting_shape(editor, values)
        if shape is None:
            return None
        return guide_of(shape, _mode(values), over)

    def _resting_shape(self, editor: Editor, values: TransformOptions) -> Shape | None:
        """The box before anything is done to it; looked up again only for another subject."""
        document = editor.document
        key = (document, editor.chosen, editor.target, values.selection)
        if self._seen[0] is None or not _same(self._seen[0], key):
            try:
                bounds = subject_of(editor, selection_only=values.selection).bounds()
            except EditorError:
                bounds = Rect(0, 0, 0, 0)
            self._seen = (key, None if bounds.empty else Shape.around(bounds))
        shape = self._seen[1]
        if shape is not None and values.mode == "warp":
            shape = shape.bent(int(values.columns))
        return shape

    # The gesture

    def gesture(self, editor: Editor, press: PointerEvent) -> Gesture:
        values = cast(TransformOptions, super().values(editor))
        subject = subject_of(editor, selection_only=values.selection)
        bounds = subject.bounds()
        if bounds.empty:
            raise EditorError("There is nothing to transform.")
        try:
            with editor.edit(LABELS[subject.kind]) as edit:
                yield from _Session(self, editor, subject, bounds).steps(edit, press)
        finally:
            if values.selection:
                now = cast(TransformOptions, super().values(editor))
                editor.set_tool_options(self.id, replace(now, selection=False))


class _Session:
    """One transform while it goes on: its subject, its box, and the boxes it had before."""

    def __init__(self, tool: Transform, editor: Editor, subject: Subject, bounds: Rect) -> None:
        self._tool = tool
        self._editor = editor
        self._subject = subject
        self._bounds = bounds
        self._shape = Shape.around(bounds)
        self._past: list[Shape] = []
        self._made: tuple[Shape, str] | None = (self._shape, self.values.interpolation)
        """The box and interpolation that the document shows; None while it shows neither."""
        self._picture: Array | None = None
        self._small: Array | None = None
        """The same at the size at which it is bent."""
        self._lifted = False
        """Whether the document shows what is left without the subject."""

    @property
    def values(self) -> TransformOptions:
        found = self._editor.tool_options(self._tool.id)
        return cast(TransformOptions, found or self._tool.defaults)

    def steps(self, edit: Edit, first: PointerEvent) -> Gesture:
        """Act on events until the transform is confirmed or taken back."""
        event = first
        if first.kind != "options":
            self._publish()
        while event.kind != "confirm":
            if event.kind == "back":
                if not self._past:
                    edit.document = edit.before
                    return
                self._shape = self._past.pop()
            elif event.kind == "options":
                self._follow_options()
            elif event.kind == "press":
                event = yield from self._drag(edit, event)
            wanted = (self._shape, self.values.interpolation)
            if wanted != self._made:
                edit.document = yield Work(partial(self._placed, cast(Interpolation, wanted[1])))
                self._made, self._lifted = wanted, False
            self._publish()
            self._show(event)
            if event.kind != "confirm":
                event = _last((yield TOGETHER))

    def _become(self, shape: Shape) -> None:
        if shape != self._shape:
            self._past.append(self._shape)
            self._shape = shape

    def _follow_options(self) -> None:
        """Do what the artist has set or asked for in the options."""
        values = self.values
        if values.asked:
            self._become(DONE[values.asked](self._shape))
        else:
            self._become(with_changed_numbers(self._shape, values))
        if values.mode == "warp":
            self._shape = self._shape.bent(int(values.columns))

    def _publish(self) -> None:
        """Show in the options where the box is now."""
        values = replace(with_numbers(self.values, self._shape), asked="")
        if values != self.values:
            self._editor.set_tool_options(self._tool.id, values)

    def _drag(self, edit: Edit, press: PointerEvent) -> Generator[Any, Any, PointerEvent]:
        """Follow the pen from a press to its release, or to a confirmation; that event."""
        mode = _mode(self.values)
        if mode == "warp":
            self._shape = self._shape.bent(int(self.values.columns))
        start = (press.x, press.y)
        before = self._shape
        grip = before.grip_at(mode, *start, press.reach)
        event = press
        while True:
            event = _last((yield TOGETHER))
            if event.kind in ("move", "release"):
                self._shape = before.dragged(
                    grip,
                    mode,
                    start,
                    (event.x, event.y),
                    proportional=self.values.proportional != event.shift,
                    about_pivot=event.alt,
                    free=event.control,
                    steps=event.shift,
                )
            if event.kind in ("release", "confirm"):
                if self._shape != before:
                    self._past.append(before)
                if grip.kind == "pivot" and self._made is not None:
                    self._made = (self._shape, self._made[1])
                return event
            if event.kind != "move":
                continue
            if grip.kind == "pivot":
                pass
            elif self._live():
                edit.document = self._placed("bilinear", lambda: False)
                self._made, self._lifted = None, False
            elif self._subject.kind != "selection":
                if self._picture is None:
                    self._picture = yield Work(lambda _: self._subject.picture(self._bounds))
                if not self._lifted:
                    edit.document = yield Work(lambda _: self._subject.without())
                    self._made, self._lifted = None, True
            self._show(event, grip)

    def _live(self) -> bool:
        reach = self._shape.mapping.reach(self._bounds)
        seen = reach.intersected(self._editor.document.bounds)
        dear = 3 if self._shape.nodes else 1
        return dear * max(seen.area, self._bounds.area) <= LIVE_AREA

    def _placed(self, interpolation: Interpolation, cancelled: Callable[[], bool]) -> Document:
        return transformed_document(
            self._subject, self._shape.mapping, interpolation, self._bounds, cancelled
        )

    def _show(self, event: PointerEvent, grip: Grip | None = None) -> None:
        over = event if event.kind in ("press", "move", "release") else None
        guide = guide_of(self._shape, _mode(self.values), over, grip)
        if grip is not None and self._lifted and self._picture is not None:
            pixels = self._picture
            if self._shape.nodes:
                pixels = self._small = small(pixels) if self._small is None else self._small
            guide = replace(guide, picture=carried_picture(pixels, self._shape, self._bounds))
        self._editor.guide = guide


def _last(events: Any) -> PointerEvent:
    """The last of some events that came together, or the only one."""
    return cast(PointerEvent, events[-1] if isinstance(events, tuple) else events)


def transformed_document(
    subject: Subject,
    mapping: Mapping,
    interpolation: Interpolation,
    box: Rect,
    cancelled: Callable[[], bool] = lambda: False,
) -> Document:
    """A subject's document with it put where a mapping says.

    ``box`` is what of a mask or selection counts where the mapping is no affine one.
    """
    canvas = subject.document.bounds
    # Far beyond the canvas nobody misses what an extreme perspective would make.
    limit = canvas.united(box).padded(max(canvas.width, canvas.height))
    affine = isinstance(mapping, Homography) and mapping.affine

    def put(plane: Pixels) -> Pixels:
        if not affine and plane.channels == 1:
            plane = plane.cropped(box)
        return mapped(plane, mapping, interpolation, limit, cancelled)

    def retype(layer: TextLayer, pixels: Pixels) -> RasterLayer:
        if affine:
            return retyped(mapping.point)(layer, pixels)
        return replace(layer.rasterised(), pixels=pixels)

    return subject.placed(put, retype)


def turn_at_once(editor: Editor, name: str) -> None:
    """Flip or turn what is chosen, by a name of `DONE`, as one step and without loss.

    EditorError when there is nothing, or it must not be moved.
    """
    editor.finish()
    subject = subject_of(editor)
    bounds = subject.bounds()
    if bounds.empty:
        raise EditorError("There is nothing to transform.")
    mapping = DONE[name](Shape.around(bounds)).mapping
    editor.apply(
        LABELS[subject.kind],
        lambda _: transformed_document(subject, mapping, "bicubic", bounds),
    )


def with_numbers(values: TransformOptions, shape: Shape) -> TransformOptions:
    """Options that say where a box is."""
    x, y = shape.place
    width, height = shape.size
    numbers = (x, y, width, height, shape.angle)
    x, y, width, height, angle = (round(value, 3) for value in numbers)
    return replace(values, x=x, y=y, width=width, height=height, angle=angle)


def with_changed_numbers(shape: Shape, values: TransformOptions) -> Shape:
    """A box that is where options say, changed only where these differ from it."""
    now = with_numbers(values, shape)
    if values.angle != now.angle:
        shape = shape.with_angle(values.angle)
    if values.width != now.width:
        both = values.width / max(now.width, 1e-6)
        kept = values.proportional and values.height == now.height
        shape = shape.with_size(values.width, now.height * both if kept else None)
    if values.height != now.height:
        both = values.height / max(now.height, 1e-6)
        kept = values.proportional and values.width == now.width
        shape = shape.with_size(now.width * both if kept else None, values.height)
    if values.x != now.x:
        shape = shape.with_place(x=values.x)
    if values.y != now.y:
        shape = shape.with_place(y=values.y)
    return shape


def _mode(values: TransformOptions) -> Mode:
    return cast(Mode, values.mode)


def _same(one: object, other: object) -> bool:
    """Whether two keys are of the very same document and otherwise alike."""
    assert isinstance(one, tuple) and isinstance(other, tuple)
    return one[0] is other[0] and one[1:] == other[1:]
