"""The brush: all that the artist sets of it, as one frozen value."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

from paintapp.painting.bitmaps import Bitmap
from paintapp.painting.curve import Curve
from paintapp.painting.dynamics import Dynamic, SensorId
from paintapp.painting.parameters import PARAMETER, PARAMETERS

MINIMUM_RADIUS = PARAMETER["radius"].minimum
MAXIMUM_RADIUS = PARAMETER["radius"].maximum

Frames = Literal["random", "in-turn"]
"""How the pictures of a bitmap tip take turns."""


@dataclass(frozen=True, slots=True)
class Brush:
    """What the artist sets; `PARAMETERS` and `SWITCHES` say more of each field.

    Numbers out of range are taken as the nearest allowed ones. ``radius`` is in canvas pixels,
    ``spacing``, ``scatter`` and the like are parts of the radius, angles are degrees.
    ``opacity`` caps the whole stroke, ``flow`` is how much of what is missing each dab adds; with
    ``build_up`` both hold for each dab, and nothing caps the stroke.

    ``tip`` is a bitmap whose longer side is the diameter; None is a round tip of ``hardness``. With
    ``dual`` a second tip draws the same stroke, and paint shows only where both are; ``dual_tip``
    None is a round one. ``grain`` None is smooth.

    Paint is mixed on the canvas when ``colour_rate`` is below 1 or driven. ``dynamics`` are the
    sensors that drive parameters; those of one parameter act together.
    """

    radius: float = PARAMETER["radius"].default
    hardness: float = PARAMETER["hardness"].default
    opacity: float = PARAMETER["opacity"].default
    flow: float = PARAMETER["flow"].default
    spacing: float = PARAMETER["spacing"].default
    angle: float = PARAMETER["angle"].default
    roundness: float = PARAMETER["roundness"].default
    scatter: float = PARAMETER["scatter"].default
    count: float = PARAMETER["count"].default
    hue: float = PARAMETER["hue"].default
    saturation: float = PARAMETER["saturation"].default
    value: float = PARAMETER["value"].default
    grain_scale: float = PARAMETER["grain_scale"].default
    grain_depth: float = PARAMETER["grain_depth"].default
    dual_size: float = PARAMETER["dual_size"].default
    dual_spacing: float = PARAMETER["dual_spacing"].default
    dual_scatter: float = PARAMETER["dual_scatter"].default
    colour_rate: float = PARAMETER["colour_rate"].default
    smudge_length: float = PARAMETER["smudge_length"].default
    build_up: bool = False
    erase: bool = False
    grain_each_dab: bool = False
    smear: bool = False
    dual: bool = False
    tip: Bitmap | None = None
    tip_frames: Frames = "random"
    dual_tip: Bitmap | None = None
    grain: Bitmap | None = None
    dynamics: tuple[Dynamic, ...] = (Dynamic("radius", "pressure"),)

    def __post_init__(self) -> None:
        for parameter in PARAMETERS:
            given = float(getattr(self, parameter.name))
            value = min(max(given, parameter.minimum), parameter.maximum)
            value = parameter.default if math.isnan(given) else value
            object.__setattr__(self, parameter.name, value)

    def driven(self, parameter: str) -> tuple[Dynamic, ...]:
        """The sensors that drive a parameter."""
        return tuple(dynamic for dynamic in self.dynamics if dynamic.parameter == parameter)

    def strength(self, parameter: str, sensor: SensorId) -> float:
        """How far, 0..1, a sensor drives a parameter; 0 when it does not."""
        found = (d.strength for d in self.driven(parameter) if d.sensor == sensor)
        return next(found, 0.0)

    def with_dynamic(self, dynamic: Dynamic) -> Brush:
        """With one sensor driving one parameter like this; one of no strength drives nothing."""
        same = (dynamic.parameter, dynamic.sensor)
        others = tuple(d for d in self.dynamics if (d.parameter, d.sensor) != same)
        return replace(self, dynamics=(*others, dynamic) if dynamic.strength else others)

    @property
    def pressure_size(self) -> float:
        """How far, 0..1, pressure governs the size."""
        return self.strength("radius", "pressure")

    @property
    def pressure_opacity(self) -> float:
        """How far, 0..1, pressure governs the opacity."""
        return self.strength("opacity", "pressure")

    def changed(self, **changes: Any) -> Brush:
        """With some fields replaced, also ``pressure_size`` and ``pressure_opacity``."""
        brush = replace(self, **{n: v for n, v in changes.items() if n in FIELDS})
        for name, parameter in (("pressure_size", "radius"), ("pressure_opacity", "opacity")):
            if name in changes:
                curves = (d.curve for d in self.driven(parameter) if d.sensor == "pressure")
                curve = next(curves, Curve())
                brush = brush.with_dynamic(Dynamic(parameter, "pressure", curve, changes[name]))
        return brush

    @property
    def wet(self) -> bool:
        """Whether it picks paint up from the canvas."""
        return self.colour_rate < 1 or bool(self.driven("colour_rate"))


FIELDS = frozenset(field.name for field in fields(Brush))
"""The names of all that a brush holds."""
