"""Symmetry: one stroke of the hand drawn several times at once."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from paintapp.document import Rect
from paintapp.painting.path import PenPoint

SymmetryKind = Literal["off", "left-right", "top-bottom", "both", "radial"]

MOST_ARMS = 32


class Turn(NamedTuple):
    """A plane turned, or mirrored and turned, about a point: (x, y) -> (x', y').

    x' = m11 x + m21 y + dx, y' = m12 x + m22 y + dy, as in QTransform. ``degrees`` is how far it is
    turned clockwise, after having been mirrored left to right where ``mirrored``.
    """

    m11: float = 1.0
    m12: float = 0.0
    m21: float = 0.0
    m22: float = 1.0
    dx: float = 0.0
    dy: float = 0.0
    degrees: float = 0.0
    mirrored: bool = False

    def place(self, x: float, y: float) -> tuple[float, float]:
        return self.m11 * x + self.m21 * y + self.dx, self.m12 * x + self.m22 * y + self.dy

    def pen(self, pen: PenPoint) -> PenPoint:
        """The pen as a hand would hold it over there: it leans and turns along."""
        x, y = self.place(pen.x, pen.y)
        return pen._replace(
            x=x,
            y=y,
            tilt_x=self.m11 * pen.tilt_x + self.m21 * pen.tilt_y,
            tilt_y=self.m12 * pen.tilt_x + self.m22 * pen.tilt_y,
            rotation=self.angle(pen.rotation),
        )

    def angle(self, degrees: float) -> float:
        """Something turned clockwise by an angle, as it is turned over there."""
        return (-degrees if self.mirrored else degrees) + self.degrees


IDENTITY = Turn()


@dataclass(frozen=True, slots=True)
class Symmetry:
    """How a stroke repeats: mirrored left and right, top and bottom, both, or around a point.

    ``angle`` turns axes and arms clockwise, in degrees. (``x``, ``y``) is the middle in canvas
    pixels; None is the middle of the canvas. A radial one has ``arms`` 2..32, each of them also
    mirrored with ``mirrored``. While ``locked`` the canvas shows no handles to move and turn it, so
    that strokes can begin anywhere.
    """

    kind: SymmetryKind = "off"
    arms: int = 6
    mirrored: bool = False
    angle: float = 0.0
    x: float | None = None
    y: float | None = None
    locked: bool = False

    def middle(self, canvas: Rect) -> tuple[float, float]:
        """The middle in canvas pixels."""
        x = canvas.x + canvas.width / 2 if self.x is None else self.x
        y = canvas.y + canvas.height / 2 if self.y is None else self.y
        return x, y

    def toggled(self, kind: SymmetryKind) -> Symmetry:
        """With one kind switched on or off; the two mirrors go together."""
        mirrors: dict[SymmetryKind, set[SymmetryKind]] = {
            "left-right": {"left-right"},
            "top-bottom": {"top-bottom"},
            "both": {"left-right", "top-bottom"},
        }
        if kind not in mirrors:
            return replace(self, kind="off" if self.kind == kind else kind)
        on = mirrors.get(self.kind, set()) ^ mirrors[kind]
        found = (name for name, which in mirrors.items() if which == on)
        return replace(self, kind=next(found, "off"))

    def axes(self) -> tuple[float, ...]:
        """The directions of the axes in degrees clockwise from the right: of the mirrors, or arms.

        A mirror's axis goes both ways from the middle, an arm's border one way.
        """
        if self.kind == "left-right":
            return (self.angle + 90,)
        if self.kind == "top-bottom":
            return (self.angle,)
        if self.kind == "both":
            return self.angle, self.angle + 90
        if self.kind == "radial":
            return tuple(self.angle + 360 * arm / self._arms - 90 for arm in range(self._arms))
        return ()

    def turns(self, canvas: Rect) -> tuple[Turn, ...]:
        """What a stroke is drawn through; the first one leaves it where it is."""
        middle = self.middle(canvas)
        if self.kind == "radial":
            steps = [360 * arm / self._arms for arm in range(self._arms)]
            turned = [_turn(middle, step, self.angle, False) for step in steps]
            mirrors = [_turn(middle, step, self.angle, True) for step in steps]
            return (IDENTITY, *turned[1:], *(mirrors if self.mirrored else ()))
        made = [IDENTITY]
        if self.kind in ("left-right", "both"):
            made.append(_turn(middle, 0, self.angle, True))
        if self.kind in ("top-bottom", "both"):
            made.append(_turn(middle, 180, self.angle, True))
        if self.kind == "both":
            made.append(_turn(middle, 180, self.angle, False))
        return tuple(made)

    @property
    def _arms(self) -> int:
        return min(max(round(self.arms), 2), MOST_ARMS)


def _turn(middle: tuple[float, float], degrees: float, axis: float, mirrored: bool) -> Turn:
    """Mirrored left to right about an axis that is upright but for ``axis``, then turned."""
    turned = degrees + 2 * axis if mirrored else degrees
    angle = math.radians(turned)
    cosine, sine = math.cos(angle), math.sin(angle)
    sign = -1.0 if mirrored else 1.0
    m11, m12, m21, m22 = cosine * sign, sine * sign, -sine, cosine
    x, y = middle
    return Turn(
        *(m11, m12, m21, m22),
        x - m11 * x - m21 * y,
        y - m12 * x - m22 * y,
        turned,
        mirrored,
    )
