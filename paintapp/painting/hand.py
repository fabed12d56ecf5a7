"""What guides the hand: stabiliser, rulers and symmetry, the same for every brush."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from paintapp.document.rulers import Ruler
from paintapp.painting.path import PenPoint
from paintapp.painting.snapping import Snapping
from paintapp.painting.stabiliser import SMOOTHING_LENGTH, Stabiliser, StabiliserKind
from paintapp.painting.symmetry import Symmetry

LONGEST_STRING = 500.0

REACH = 8.0
"""The pen's reach in pixels of the screen: by it the hand's lengths follow the zoom."""

NEAR = 24.0
"""How near a ruler a stroke begins to be drawn along it, in pixels of the screen."""

WAIT = 6.0
"""How far the pen moves before a stroke takes a direction, in pixels of the screen."""


@dataclass(frozen=True, slots=True)
class Hand:
    """What the artist has set to help the hand; it stays when the brush changes.

    ``smoothing`` 0..1 is how much the stabiliser "smoothing" smooths, ``string`` 0..500 the length
    of the string of "string" in pixels of the screen. With ``catch_up`` the stroke reaches the pen
    at its end. ``rulers``: the document's rulers are shown, and with ``snap`` strokes keep to them.
    """

    stabiliser: StabiliserKind = "off"
    smoothing: float = 0.5
    string: float = 40.0
    catch_up: bool = True
    rulers: bool = True
    snap: bool = True
    symmetry: Symmetry = field(default_factory=Symmetry)


class Guidance:
    """Guides one stroke: from where the pen is to where the stroke goes.

    ``reach`` is the pen's reach in canvas pixels, so that the hand feels the same at every zoom.
    However the points are shared out among calls, what comes out is the same.
    """

    def __init__(self, hand: Hand, rulers: Iterable[Ruler] = (), reach: float = REACH) -> None:
        scale = reach / REACH
        length = scale * min(max(hand.string, 0.0), LONGEST_STRING)
        if hand.stabiliser == "smoothing":
            length = scale * SMOOTHING_LENGTH * min(max(hand.smoothing, 0.0), 1.0) ** 2
        self._catch_up = hand.catch_up
        self._stabiliser = Stabiliser(hand.stabiliser, length)
        self._snapping = Snapping(
            rulers if hand.rulers and hand.snap else (), WAIT * scale, NEAR * scale
        )

    @property
    def string(self) -> tuple[PenPoint, PenPoint] | None:
        """From the point that draws to the pen, where the pen pulls it by a string."""
        return self._stabiliser.string

    def follow(self, pens: Iterable[PenPoint]) -> list[PenPoint]:
        """The points of the stroke that follow from these places of the pen."""
        return [
            point for pen in pens for point in self._snapping.follow(self._stabiliser.follow(pen))
        ]

    def finish(self) -> list[PenPoint]:
        """The pen is lifted: the rest of the stroke."""
        points: list[PenPoint] = []
        pen = self._stabiliser.caught_up() if self._catch_up else None
        if pen is not None:
            points.extend(self._snapping.follow(pen))
        return [*points, *self._snapping.finish()]
