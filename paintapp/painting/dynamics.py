"""What the hand does to a brush: sensors, and the curves through which they drive parameters."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from paintapp.painting.curve import Curve

SensorId = Literal[
    "pressure",
    "tilt",
    "tilt-direction",
    "rotation",
    "direction",
    "speed",
    "distance",
    "time",
    "random-dab",
    "random-stroke",
]


@dataclass(frozen=True, slots=True)
class Sensor:
    """Something measured for every dab, as a number 0..1.

    ``label`` and ``tip`` are English; the window translates them in the context "Tool". ``scale``
    is the measured amount in ``unit`` that counts as 1, for sensors without an end of their own;
    0 for all others. Directions are 0.5 to the right and grow clockwise, half a turn each way.
    """

    id: SensorId
    label: str
    tip: str
    scale: float = 0.0
    unit: str = ""


SENSORS: tuple[Sensor, ...] = (
    Sensor("pressure", "Pressure", "How hard the pen is pressed"),
    Sensor("tilt", "Tilt", "How far the pen leans: upright is 0, 60 degrees is 1"),
    Sensor("tilt-direction", "Tilt direction", "Where the pen leans to; the middle is right"),
    Sensor("rotation", "Pen rotation", "How the pen is turned in the hand; the middle is unturned"),
    Sensor("direction", "Direction", "Where the stroke goes; the middle is right"),
    Sensor("speed", "Speed", "How fast the pen moves", 2000.0, "px/s"),
    Sensor("distance", "Distance", "How far the stroke has come", 500.0, "px"),
    Sensor("time", "Time", "How long the stroke has taken", 1.0, "s"),
    Sensor("random-dab", "Random, each dab", "Another number for each dab"),
    Sensor("random-stroke", "Random, each stroke", "Another number for each stroke"),
)

STEADY: frozenset[str] = frozenset({"random-stroke"})
"""Sensors that stay the same for a whole stroke."""


def sensor(sensor_id: str) -> Sensor:
    """The sensor with this id; KeyError when there is none."""
    for candidate in SENSORS:
        if candidate.id == sensor_id:
            return candidate
    raise KeyError(sensor_id)


@dataclass(frozen=True, slots=True)
class Dynamic:
    """One sensor driving one parameter of a brush through a curve.

    With c the curve's output, 0..1, and s the ``strength``, 0..1: a parameter that scales is
    multiplied by 1 - s (1 - c); one that shifts (an angle, a hue) gets s (2 c - 1) of half its
    range added, so that 0.5 leaves it alone. Several sensors on one parameter act together.
    ``scale`` stands in for the sensor's own where it has one; 0 keeps that.
    """

    parameter: str
    sensor: SensorId
    curve: Curve = field(default_factory=Curve)
    strength: float = 1.0
    scale: float = 0.0

    def __post_init__(self) -> None:
        object.__setattr__(self, "strength", min(max(self.strength, 0.0), 1.0))
        object.__setattr__(self, "scale", min(max(self.scale, 0.0), 1e5))
