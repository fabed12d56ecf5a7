"""Brushes as JSON: `encoded` and `decoded` are each other's inverse, pictures by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, get_args

from paintapp.messages import Message
from paintapp.painting.bitmaps import Bitmap, Find, Kind, bundled
from paintapp.painting.brush import Brush, Frames
from paintapp.painting.curve import Curve, curve_of
from paintapp.painting.dynamics import SENSORS, Dynamic
from paintapp.painting.parameters import PARAMETER, PARAMETERS

MOST_DYNAMICS = 128
LARGEST = 1e9
"""No number of a brush comes near it."""

PICTURES: dict[str, Kind] = {"tip": "tips", "dual_tip": "tips", "grain": "grains"}
"""The fields of a brush that hold a picture."""

_SENSORS = {sensor.id: sensor.id for sensor in SENSORS}


class BrushError(ValueError):
    """What was read is not a brush; the message says why, fit to show to the artist."""


def encoded(brush: Brush) -> dict[str, Any]:
    """A brush as plain JSON values; pictures are named only."""
    found: dict[str, Any] = {}
    for declared in fields(brush):
        value = getattr(brush, declared.name)
        if declared.name == "dynamics":
            value = [_encoded_dynamic(dynamic) for dynamic in value]
        elif isinstance(value, Bitmap):
            value = value.name
        found[declared.name] = value
    return found


def decoded(found: object, find: Find = bundled) -> Brush:
    """A brush from what `json.loads` gives; BrushError when it is none.

    Keys that are missing keep the brush's defaults, unknown keys are ignored, numbers out of range
    are taken as the nearest. ``find`` gives the pictures by name.
    """
    if not isinstance(found, Mapping):
        raise BrushError(Message("A brush is a JSON object."))
    changes: dict[str, Any] = {}
    for declared in fields(Brush):
        name = declared.name
        if name not in found:
            continue
        value = found[name]
        if name in PARAMETER:
            changes[name] = _number(name, value)
        elif name in PICTURES:
            changes[name] = _picture(PICTURES[name], value, find)
        elif name == "dynamics":
            changes[name] = _dynamics(value)
        elif name == "tip_frames":
            if value not in get_args(Frames):
                raise BrushError(Message("“{name}” has an unknown value.", name=name))
            changes[name] = value
        elif not isinstance(value, bool):
            raise BrushError(Message("“{name}” is neither true nor false.", name=name))
        else:
            changes[name] = value
    return Brush(**changes)


def _encoded_dynamic(dynamic: Dynamic) -> dict[str, Any]:
    found: dict[str, Any] = {"parameter": dynamic.parameter, "sensor": dynamic.sensor}
    if dynamic.curve != Curve():
        found["curve"] = [list(point) for point in dynamic.curve.points]
    if dynamic.strength != 1:
        found["strength"] = dynamic.strength
    if dynamic.scale:
        found["scale"] = dynamic.scale
    return found


def _dynamics(found: object) -> tuple[Dynamic, ...]:
    if not isinstance(found, list) or len(found) > MOST_DYNAMICS:
        raise BrushError(Message("The dynamics of a brush are a list of at most 128."))
    made = {}
    for entry in found:
        if not isinstance(entry, Mapping):
            raise BrushError(Message("The dynamics of a brush are JSON objects."))
        parameter, sensor = entry.get("parameter"), entry.get("sensor")
        if not isinstance(parameter, str) or parameter not in _DRIVEN:
            raise BrushError(Message("“{name}” cannot be driven.", name=_short(parameter)))
        if not isinstance(sensor, str) or sensor not in _SENSORS:
            raise BrushError(Message("There is no sensor “{name}”.", name=_short(sensor)))
        try:
            curve = curve_of(entry["curve"]) if "curve" in entry else Curve()
        except ValueError as error:
            raise BrushError(Message("A curve of this brush is not a list of points.")) from error
        made[parameter, sensor] = Dynamic(
            parameter,
            _SENSORS[sensor],
            curve,
            _number("strength", entry.get("strength", 1.0)),
            _number("scale", entry.get("scale", 0.0)),
        )
    return tuple(made.values())


def _number(name: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BrushError(Message("“{name}” is not a number.", name=name))
    if not -LARGEST < value < LARGEST:
        raise BrushError(Message("“{name}” is out of range.", name=name))
    return float(value)


def _picture(kind: Kind, value: object, find: Find) -> Bitmap | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise BrushError(Message("A picture of a brush is given by its name."))
    try:
        return find(kind, value)
    except KeyError as error:
        raise BrushError(
            Message("The brush's picture “{name}” is missing.", name=_short(value))
        ) from error


def _short(value: object) -> str:
    return str(value)[:60]


_DRIVEN = frozenset(parameter.name for parameter in PARAMETERS if parameter.driven)
