"""Tool options as data: enough for the window to make their controls without knowing any tool.

An options dataclass declares each field with `number`, `switch` or `choice`; `options_of` reads
the declarations back. `BRUSH_OPTIONS` describes the brush, which is defined below the tools.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any, Literal

from paintapp.painting.brush import Brush
from paintapp.painting.parameters import PARAMETER, SWITCHES

OPTION = "option"
"""The key of a field's declaration in its metadata."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One option of a tool.

    ``label`` and ``tip`` are English; the window translates them in the context "Tool". A number
    is shown as value times ``factor`` with ``decimals`` and ``unit``; ``minimum``, ``maximum`` and
    ``step`` are in shown units. A ``logarithmic`` slider gives small values more room. ``choices``
    are (value, label, icon) of a choice; a "gradient" is a text (`painting.gradient`). A ``quick``
    option belongs in the bar, the others may go behind a button. A switch with an ``icon`` is a
    button that shows it. A number that is no ``slider`` is typed. An "action" is a button with an
    ``icon``; it has no value but calls `Tool.act`.
    """

    name: str
    label: str
    kind: Literal["number", "switch", "choice", "font", "gradient", "pattern", "action"]
    tip: str = ""
    minimum: float = 0.0
    maximum: float = 1.0
    step: float = 1.0
    decimals: int = 0
    unit: str = ""
    factor: float = 1.0
    logarithmic: bool = False
    choices: tuple[tuple[str, str, str], ...] = ()
    quick: bool = True
    only: tuple[str, ...] = ()
    """The name of a choice, and with which values of it the option means anything; else always."""
    slider: bool = True
    icon: str = ""

    def shown(self, value: float) -> float:
        """A stored number as it is shown."""
        return value * self.factor

    def stored(self, shown: float) -> float:
        """A shown number as it is stored, within the option's range."""
        return min(self.maximum, max(self.minimum, shown)) / self.factor


def number(default: float, label: str, minimum: float, maximum: float, **more: Any) -> Any:
    """A dataclass field that is a number; see `Option` for ``more``."""
    return _declared(default, label, "number", minimum=minimum, maximum=maximum, **more)


def switch(default: bool, label: str, **more: Any) -> Any:
    """A dataclass field that is on or off."""
    return _declared(default, label, "switch", **more)


def choice(default: str, label: str, choices: tuple[tuple[str, str, str], ...], **more: Any) -> Any:
    """A dataclass field that is one of some (value, label, icon)."""
    return _declared(default, label, "choice", choices=choices, **more)


def font(default: str, label: str, **more: Any) -> Any:
    """A dataclass field that is the name of a font's family; empty for the system's own."""
    return _declared(default, label, "font", **more)


def gradient(default: str, label: str, **more: Any) -> Any:
    """A dataclass field that is a gradient, as `paintapp.painting.gradient` writes it."""
    return _declared(default, label, "gradient", **more)


def action(name: str, label: str, icon: str, **more: Any) -> Option:
    """An option that does something when it is pressed."""
    return Option(name=name, label=label, kind="action", icon=icon, **more)


def pattern(default: str, label: str, **more: Any) -> Any:
    """A dataclass field that is the id of a pattern."""
    return _declared(default, label, "pattern", **more)


def options_of(options: type[Any]) -> tuple[Option, ...]:
    """The declared options of an options dataclass, in order."""
    found = []
    for declared in fields(options):
        if OPTION in declared.metadata:
            kind, label, more = declared.metadata[OPTION]
            found.append(Option(name=declared.name, label=label, kind=kind, **more))
    return tuple(found)


def _declared(default: object, label: str, kind: str, **more: Any) -> Any:
    return field(default=default, metadata={OPTION: (kind, label, more)})


def brush_option(
    name: str, *, quick: bool = True, step: float = 1, least: float | None = None
) -> Option:
    """An option made from a parameter or a switch of the brush."""
    for turned in SWITCHES:
        if turned.name == name:
            return Option(name=name, label=turned.label, kind="switch", tip=turned.tip, quick=quick)
    parameter = PARAMETER[name]
    minimum = parameter.minimum * parameter.factor
    return Option(
        name=name,
        label=parameter.label,
        kind="number",
        tip=parameter.tip,
        minimum=minimum if least is None else least,
        maximum=parameter.maximum * parameter.factor,
        step=step,
        decimals=parameter.decimals,
        unit=parameter.unit,
        factor=parameter.factor,
        logarithmic=parameter.logarithmic,
        quick=quick,
    )


def _pressure(name: str, label: str, tip: str) -> Option:
    return Option(
        name=name, label=label, kind="number", tip=tip, maximum=100, step=5, unit="%", factor=100
    )


BRUSH_OPTIONS: tuple[Option, ...] = (
    brush_option("radius"),
    brush_option("hardness", step=5),
    brush_option("opacity", step=5, least=1),
    brush_option("flow", step=5, least=1),
    _pressure("pressure_size", "Pressure to size", "How far pressure governs the size"),
    _pressure("pressure_opacity", "Pressure to opacity", "How far pressure governs the opacity"),
    brush_option("spacing", step=5, quick=False),
)
"""How `paintapp.painting.brush.Brush` is shown in the bar; its values live in ``editor.brush``."""

assert all(hasattr(Brush(), option.name) for option in BRUSH_OPTIONS)
