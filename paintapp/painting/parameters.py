"""The brush's parameters as a table: controls, limits, files and dynamics all follow from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Group = Literal["shape", "paint", "scatter", "colour", "grain", "dual", "wet"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A number of a brush.

    ``name`` is the field of `paintapp.painting.brush.Brush`; ``minimum``, ``maximum`` and
    ``default`` are its values as stored. It is shown as value times ``factor`` with ``decimals``
    and ``unit``. ``label`` and ``tip`` are English; the window translates them in the context
    "Tool". ``driven`` says how sensors act: they scale it or shift it (see `Dynamic`), or None.
    """

    name: str
    label: str
    tip: str
    group: Group
    minimum: float
    maximum: float
    default: float
    factor: float = 1.0
    decimals: int = 0
    unit: str = ""
    logarithmic: bool = False
    driven: Literal["scale", "shift"] | None = "scale"


def _part(
    name: str, label: str, tip: str, group: Group, default: float, **more: float
) -> Parameter:
    """A parameter shown in percent."""
    return Parameter(
        name=name,
        label=label,
        tip=tip,
        group=group,
        minimum=more.get("minimum", 0.0),
        maximum=more.get("maximum", 1.0),
        default=default,
        factor=100,
        unit="%",
        logarithmic=more.get("maximum", 1.0) > 2,
    )


PARAMETERS: tuple[Parameter, ...] = (
    Parameter(
        name="radius",
        label="Size",
        tip="Diameter of the brush",
        group="shape",
        minimum=0.25,
        maximum=1000,
        default=12,
        factor=2,
        decimals=1,
        unit="px",
        logarithmic=True,
    ),
    _part("opacity", "Opacity", "The most paint that one stroke puts down", "paint", 1),
    _part("flow", "Flow", "How quickly paint builds up within a stroke", "paint", 1),
    _part("hardness", "Hardness", "How sharp the edge of the brush is", "shape", 0.8),
    _part(
        "spacing",
        "Spacing",
        "Distance between dabs, as a part of the radius",
        "shape",
        0.5,
        minimum=0.02,
        maximum=4,
    ),
    Parameter(
        name="angle",
        label="Angle",
        tip="How far the tip is turned, clockwise",
        group="shape",
        minimum=-180,
        maximum=180,
        default=0,
        unit="°",
        driven="shift",
    ),
    _part("roundness", "Roundness", "Height of the tip beside its width", "shape", 1, minimum=0.02),
    _part(
        "scatter",
        "Scatter",
        "How far dabs stray from the stroke, as a part of the radius",
        "scatter",
        0,
        maximum=10,
    ),
    Parameter(
        name="count",
        label="Count",
        tip="Dabs at every step of the stroke",
        group="scatter",
        minimum=1,
        maximum=16,
        default=1,
    ),
    Parameter(
        name="hue",
        label="Hue",
        tip="Turns the hue of the paint",
        group="colour",
        minimum=-180,
        maximum=180,
        default=0,
        unit="°",
        driven="shift",
    ),
    *(
        Parameter(
            name=name,
            label=label,
            tip=tip,
            group="colour",
            minimum=-1,
            maximum=1,
            default=0,
            factor=100,
            unit="%",
            driven="shift",
        )
        for name, label, tip in (
            ("saturation", "Saturation", "Makes the paint more or less colourful"),
            ("value", "Brightness", "Makes the paint lighter or darker"),
        )
    ),
    Parameter(
        name="grain_scale",
        label="Grain size",
        tip="Size of the grain; at 100% its pixels are the canvas's",
        group="grain",
        minimum=0.05,
        maximum=10,
        default=1,
        factor=100,
        unit="%",
        logarithmic=True,
        driven=None,
    ),
    _part("grain_depth", "Grain depth", "How much paint the hollows keep out", "grain", 0.5),
    _part(
        "dual_size",
        "Second tip's size",
        "Size of the second tip, as a part of the brush's",
        "dual",
        0.5,
        minimum=0.05,
        maximum=4,
    ),
    _part(
        "dual_spacing",
        "Second tip's spacing",
        "Distance between dabs of the second tip, as a part of its radius",
        "dual",
        1,
        minimum=0.05,
        maximum=10,
    ),
    _part(
        "dual_scatter",
        "Second tip's scatter",
        "How far dabs of the second tip stray, as a part of the brush's radius",
        "dual",
        0,
        maximum=10,
    ),
    _part(
        "colour_rate",
        "Colour rate",
        "How much of the paint is the brush's own; the rest is picked up from the canvas",
        "wet",
        1,
    ),
    _part(
        "smudge_length",
        "Smudge length",
        "How far the brush carries what it has picked up",
        "wet",
        0.5,
    ),
)
"""Every number of a brush, in the order in which it is shown."""

PARAMETER: dict[str, Parameter] = {parameter.name: parameter for parameter in PARAMETERS}
"""The same by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """A parameter that is on or off; see `Parameter`."""

    name: str
    label: str
    tip: str
    group: Group


SWITCHES: tuple[Switch, ...] = (
    Switch(
        name="build_up",
        label="Build-up",
        tip="Paint gets stronger wherever dabs overlap; opacity holds for each dab, not the stroke",
        group="paint",
    ),
    Switch(name="erase", label="Eraser", tip="Removes paint", group="paint"),
    Switch(
        name="grain_each_dab",
        label="Grain moves along",
        tip="Every dab carries the grain with it; otherwise it lies still like paper",
        group="grain",
    ),
    Switch(
        name="smear",
        label="Smear",
        tip="What is picked up keeps its picture; otherwise it melts to one colour",
        group="wet",
    ),
)
"""Every switch of a brush."""
