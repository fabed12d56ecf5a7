"""What a tool is."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Generator
from dataclasses import replace
from typing import Any, ClassVar, Literal

from paintapp.editor import Editor
from paintapp.gesture import Gesture, Guide, PointerEvent
from paintapp.painting.brush import Brush
from paintapp.tools.options import Option, options_of

Cursor = Literal[
    "brush",
    "crosshair",
    "picker",
    "fill",
    "move",
    "hand",
    "zoom",
    "rotate",
    "text",
    "pull",
    "size-across",
    "size-falling",
    "size-down",
    "size-rising",
]
"""What the pen looks like over the canvas; "brush" is the brush's outline. The sizes are arrows
to both sides as they run on the canvas: level, to the lower right, upright, to the upper right."""

SIZE_CURSORS: tuple[Cursor, ...] = ("size-across", "size-falling", "size-down", "size-rising")

Events = Generator[None, PointerEvent, None]


class Tool(ABC):
    """A gesture with a name.

    ``label`` and ``tip`` are English; the window translates them in the context "Tool". ``icon`` is
    a name in resources/icons, ``shortcut`` a key in Qt's notation. ``defaults`` is a frozen
    dataclass of options made with `paintapp.tools.options`, None when there are none.
    """

    id: ClassVar[str]
    label: ClassVar[str]
    tip: ClassVar[str] = ""
    icon: ClassVar[str]
    shortcut: ClassVar[str] = ""
    cursor: ClassVar[Cursor] = "crosshair"
    defaults: ClassVar[Any] = None
    passing: ClassVar[frozenset[str]] = frozenset()
    """Options that belong to a gesture going on; they are not remembered for the next session."""
    strokes: ClassVar[bool] = False
    """Whether it draws strokes with the brush in hand, so that presets are for it."""
    own_brush: ClassVar[Brush | None] = None
    """The brush that this tool has at first, where it keeps one of its own."""
    lasting: ClassVar[bool] = False
    """Whether the gesture goes on over many presses until Enter; see `paintapp.editor.Tool`."""

    @abstractmethod
    def gesture(self, editor: Editor, press: PointerEvent) -> Gesture:
        """Act on events from a press on; see `paintapp.editor.Tool`."""

    @property
    def options(self) -> tuple[Option, ...]:
        """What the artist can set, in order."""
        return () if self.defaults is None else options_of(type(self.defaults))

    def own(self, editor: Editor) -> Any:
        """The options dataclass as it is set now; None when there is none."""
        return editor.tool_options(self.id) or self.defaults

    def values(self, editor: Editor) -> Any:
        """What has the options' values as attributes: the options dataclass, or the brush, or
        both together; None when there is nothing to set."""
        return self.own(editor)

    def change(self, editor: Editor, **changes: object) -> None:
        """Set some options by name."""
        editor.set_tool_options(self.id, replace(self.values(editor), **changes))

    def cursor_for(self, *, shift: bool, control: bool, alt: bool) -> Cursor:
        """The cursor while these keys are held."""
        return self.cursor

    def cursor_over(
        self, editor: Editor, x: float, y: float, *, shift: bool, control: bool, alt: bool
    ) -> Cursor:
        """The cursor over a canvas point while these keys are held."""
        return self.cursor_for(shift=shift, control=control, alt=alt)

    def resting(self, editor: Editor, over: PointerEvent | None) -> Guide | None:
        """What the tool shows over the canvas while no gesture goes on; the pen is at ``over``."""
        return None

    def act(self, editor: Editor, name: str) -> None:
        """Do what an option of the kind "action" stands for."""
        raise KeyError(name)

    def nudge(self, editor: Editor, dx: int, dy: int) -> bool:
        """Move by whole canvas pixels for an arrow key; whether the tool does such a thing."""
        return False


def drag_events() -> Generator[None, PointerEvent, PointerEvent]:
    """The next event of a drag, whatever it is: ``event = yield from drag_events()``."""
    event = yield
    return event


def size_cursor(across: float, down: float) -> Cursor:
    """The arrows that run along a direction on the canvas."""
    return SIZE_CURSORS[round(math.degrees(math.atan2(down, across)) / 45) % 4]
