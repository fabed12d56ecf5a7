"""What passes between the editor and a gesture: events in, work and guides out.

A gesture is a generator that a tool makes for what the pen does from a press on. It knows no
window; tests and the command line drive it the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Literal

from paintapp.document.pixels import Array
from paintapp.painting.typeset import Move, Point, Polygon

Colour = tuple[int, int, int]
"""Straight sRGB-encoded red, green and blue, 0..65535 each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PointerEvent:
    """A pen or mouse event in canvas pixels.

    ``pressure`` is 0..1 (1 for a mouse), tilts are degrees from upright, ``rotation`` degrees,
    ``time`` seconds on any steady clock. "confirm" is Enter or a double click: it ends a gesture
    of several clicks. Gestures of lasting tools also get "back" (Backspace or undo: take back the
    latest point) and "options" (what the artist has set has changed). ``reach`` is how many canvas
    pixels away from a handle the pen still takes hold of it.
    """

    kind: Literal["press", "move", "release", "confirm", "back", "options"]
    x: float
    y: float
    pressure: float = 1.0
    tilt_x: float = 0.0
    tilt_y: float = 0.0
    rotation: float = 0.0
    time: float = 0.0
    shift: bool = False
    control: bool = False
    alt: bool = False
    button: Literal["left", "middle", "right"] = "left"
    eraser: bool = False
    reach: float = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TextInput:
    """Something typed, for a gesture that takes text.

    - "insert": ``text`` takes the place of what is selected.
    - "compose": ``text`` is what an input method has so far; it takes the place of what it had.
    - "caret": it goes where ``move`` says, taking the selection along with ``extend``.
    - "delete": what is selected goes, or else what lies between the caret and where ``move`` leads.
    - "select-word" around the caret, "select-all".
    - "redo" does again what an undo of the typing has taken back.
    """

    kind: Literal["insert", "compose", "caret", "delete", "select-word", "select-all", "redo"]
    text: str = ""
    move: Move = "forward"
    extend: bool = False


@dataclass(frozen=True, slots=True)
class Work:
    """Something that takes long: a gesture yields it and is sent what ``function`` returns.

    ``function`` may run on any thread, so it touches frozen values only; it is given a callable to
    ask now and then whether it is still wanted.
    """

    function: Callable[[Callable[[], bool]], object]


class Together:
    """What a gesture yields to get a tuple of pen events: all that have come since the last.

    The tuple holds moves, and at its end at most one event of another kind.
    """


TOGETHER = Together()

Gesture = Generator[Any, Any, None]
"""Yields None for the next pen event, `TOGETHER` for all that have come, `Work` for its result."""

Outcome = Callable[[], object]
"""Gives what a piece of work has returned, or raises what it has raised."""


def worked(work: Work, cancelled: Callable[[], bool]) -> Outcome:
    """Do a piece of work, on this thread."""
    future: Future[object] = Future()
    try:
        future.set_result(work.function(cancelled))
    except Exception as error:
        future.set_exception(error)
    return future.result


@dataclass(frozen=True, slots=True)
class Handle:
    """A point of a guide that can be taken hold of, in canvas pixels.

    An ``active`` one is under the pen or chosen. ``colour`` fills it, for example with that of a
    gradient's stop.
    """

    x: float
    y: float
    kind: Literal["square", "round", "diamond"] = "square"
    active: bool = False
    colour: Colour | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """Pixels that a guide carries about while they are on no layer.

    (h, w, 4) uint16 premultiplied, shown between four corners in canvas pixels: upper left, upper
    right, lower right, lower left.
    """

    pixels: Array
    corners: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Writing:
    """Text that a gesture is being given, and where it is given; points are canvas pixels.

    ``position`` is the caret's place in ``text``; what lies between it and ``anchor`` is selected.
    ``marked`` are areas to show as selected, ``composed`` lines under what an input method still
    works on. ``note`` is a sentence for the artist, empty when all is well.
    """

    text: str
    position: int
    anchor: int
    caret: tuple[Point, Point]
    marked: tuple[Polygon, ...] = ()
    composed: tuple[Polygon, ...] = ()
    note: str = ""

    @property
    def selected(self) -> str:
        """The selected part of the text."""
        return self.text[min(self.position, self.anchor) : max(self.position, self.anchor)]


@dataclass(frozen=True, slots=True)
class Guide:
    """A line that a gesture shows over the canvas while it goes on; never part of the document.

    ``points`` are canvas pixels; an "ellipse" has two opposite corners of its bounds, a "polyline"
    its vertices. ``handles`` are drawn over all lines, at one size whatever the zoom; ``further``
    are more lines of the same guide. With ``writing`` the gesture takes text. ``text`` stands
    beside the last point; it may be a `Message`. A ring around the first point shows ``colours``,
    the new one above and the old one below. With ``shaded`` all outside of ``points`` is darkened.
    ``cursor`` names what the pen does where it is now, as `paintapp.tools.tool.Cursor`; empty
    leaves that to the tool.
    """

    kind: Literal["polyline", "ellipse"]
    points: tuple[tuple[float, float], ...]
    closed: bool = True
    handles: tuple[Handle, ...] = ()
    further: tuple[Guide, ...] = ()
    writing: Writing | None = None
    text: str = ""
    colours: tuple[Colour, Colour] | None = None
    picture: Picture | None = None
    shaded: bool = False
    cursor: str = ""
