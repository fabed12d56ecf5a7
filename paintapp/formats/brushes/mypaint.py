"""MyPaint's brushes, .myb, as near as our parameters allow.

Format: JSON, version 3: ``settings`` hold for each setting a ``base_value`` and ``inputs``, curves
of points whose outputs are added to it. Ours multiply instead, so each input is measured with all
others at their most. What has no like here (the colour, colorize, grid maps, filters of the
pointer) is left out.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np

from paintapp.formats.brushes.preset import Preset, preset_id
from paintapp.formats.brushes.sampled import tidy_name
from paintapp.formats.errors import FormatError
from paintapp.painting.brush import Brush
from paintapp.painting.curve import Curve
from paintapp.painting.dynamics import Dynamic, SensorId

_LARGEST = 1 << 20
_MOST_POINTS = 64

Graph = Callable[[float], float]

_DEFAULTS = {
    "radius_logarithmic": 2.0,
    "opaque": 1.0,
    "hardness": 0.8,
    "dabs_per_actual_radius": 2.0,
    "elliptical_dab_ratio": 1.0,
    "elliptical_dab_angle": 90.0,
    "smudge_length": 0.5,
    "stroke_duration_logarithmic": 4.0,
    "speed1_gamma": 4.0,
    "speed2_gamma": 4.0,
}
"""Base values of settings that a file leaves out, where they are not 0."""

_PARTS = tuple(index / 32 for index in range(33))
"""Where curves are measured."""

_FASTEST = 2000.0
"""Speed in pixels a second at the end of our curves."""


def read_myb(data: bytes, name: str = "Brush") -> Preset:
    """The brush of a .myb file; FormatError when it is none."""
    if len(data) > _LARGEST:
        raise FormatError("the file is too large")
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise FormatError("it is no MyPaint brush, or one of before 2012") from error
    if not isinstance(found, dict) or found.get("version") != 3:
        raise FormatError("it is no MyPaint brush, or one of another version")
    settings = found.get("settings")
    if not isinstance(settings, dict):
        raise FormatError("it is no MyPaint brush, or one of another version")
    tidied = tidy_name(name.replace("_", " "), "Brush")
    return Preset(preset_id(tidied), tidied, _Settings(settings).brush())


class _Settings:
    """The settings of one file."""

    def __init__(self, found: Mapping[str, Any]) -> None:
        self._found = found
        self._dynamics: list[Dynamic] = []

    def brush(self) -> Brush:
        dabs = self.base("dabs_per_actual_radius") + self.base("dabs_per_basic_radius")
        self._shifts()
        return Brush(
            radius=self._radius(),
            flow=self._scaled("flow", ("opaque", "opaque_multiply")),
            hardness=self._scaled("hardness", ("hardness",)),
            spacing=1 / dabs if dabs > 0.2 else 0.5,
            angle=_turned(self.base("elliptical_dab_angle")),
            roundness=self._roundness(),
            # Theirs strays with a normal distribution, its deviation in radii; ours evenly.
            scatter=1.7 * abs(self._most("offset_by_random")),
            colour_rate=self._colour_rate(),
            smudge_length=min(1.0, max(0.0, self.base("smudge_length"))),
            erase=self.base("eraser") > 0.5,
            dynamics=tuple({(d.parameter, d.sensor): d for d in self._dynamics}.values()),
        )

    def base(self, setting: str) -> float:
        found = self._found.get(setting)
        value = found.get("base_value") if isinstance(found, dict) else None
        return _finite(value, _DEFAULTS.get(setting, 0.0))

    def inputs(self, setting: str) -> dict[SensorId, Graph]:
        """What is added to a setting, by our sensors, each 0..1."""
        found = self._found.get(setting)
        held = found.get("inputs") if isinstance(found, dict) else None
        graphs: dict[SensorId, Graph] = {}
        for name, points in held.items() if isinstance(held, dict) else ():
            graph = _graph(points)
            measured = self._measured(str(name))
            if graph is not None and measured is not None:
                sensor, place = measured
                graphs[sensor] = _after(graph, place)
        return graphs

    def _measured(self, name: str) -> tuple[SensorId, Graph] | None:
        """Our sensor for an input, and the input's value where the sensor's is 0..1."""
        if name == "pressure":
            return "pressure", lambda part: part
        if name == "random":
            return "random-dab", lambda part: part
        if name == "stroke":
            return "distance", lambda part: part
        if name in ("speed1", "speed2"):
            return "speed", _speed(self.base(f"{name}_gamma"))
        if name == "direction":
            return "direction", lambda part: _degrees(part, 180)
        if name == "direction_angle":
            return "direction", lambda part: _degrees(part, 360)
        if name == "tilt_declination":
            return "tilt", lambda part: 90 - 60 * part
        if name == "tilt_ascension":
            return "tilt-direction", lambda part: (part - 0.5) * 360
        if name == "barrel_rotation":
            return "rotation", lambda part: part * 360
        return None

    def _scale_of(self, sensor: SensorId) -> float:
        if sensor == "speed":
            return _FASTEST
        if sensor == "distance":
            radius = math.exp(self._radius_base())
            return radius * math.exp(min(9.0, self.base("stroke_duration_logarithmic")))
        return 0.0

    def _drive(self, parameter: str, sensor: SensorId, outputs: Iterable[float]) -> None:
        """Let a sensor drive a parameter; ``outputs`` are at `_PARTS`. A level curve does not."""
        values = [min(1.0, max(0.0, output)) for output in outputs]
        if max(values) - min(values) >= 1e-3:
            curve = Curve(_fewest(values))
            self._dynamics.append(Dynamic(parameter, sensor, curve, 1.0, self._scale_of(sensor)))

    def _radius_base(self) -> float:
        return min(6.9, max(-1.4, self.base("radius_logarithmic")))

    def _radius(self) -> float:
        """Its logarithms are added, so ours multiply to the same."""
        most = self._radius_base()
        inputs = self.inputs("radius_logarithmic")
        for sensor, graph in inputs.items():
            added = _sampled(graph)
            most += max(added)
            self._drive("radius", sensor, [math.exp(value - max(added)) for value in added])
        random = abs(self.base("radius_by_random"))
        if random > 0.01 and "random-dab" not in inputs:
            self._drive("radius", "random-dab", [math.exp(2 * random * (u - 1)) for u in _PARTS])
            most += random
        return math.exp(min(6.9, max(-1.4, most)))

    def _most(self, setting: str) -> float:
        """A setting with all inputs at their most."""
        return self.base(setting) + sum(max(_sampled(g)) for g in self.inputs(setting).values())

    def _scaled(self, parameter: str, settings: tuple[str, ...]) -> float:
        """The product of settings within 0..1 at their most, with what drives them."""
        value = 1.0
        for setting in settings:
            if setting == "opaque_multiply" and setting not in self._found:
                continue
            highest = self._most(setting)
            most = min(1.0, max(0.0, highest))
            value *= most
            for sensor, graph in self.inputs(setting).items() if most else ():
                added = _sampled(graph)
                rest = highest - max(added)
                self._drive(parameter, sensor, [(rest + value) / most for value in added])
        return value

    def _roundness(self) -> float:
        """The other way round: the roundest that a dab gets is the most of ours."""
        highest, least = self._most("elliptical_dab_ratio"), self.base("elliptical_dab_ratio")
        inputs = {sensor: _sampled(g) for sensor, g in self.inputs("elliptical_dab_ratio").items()}
        least = max(1.0, least + sum(min(added) for added in inputs.values()))
        for sensor, added in inputs.items():
            rest = highest - max(added)
            outputs = [least / max(1.0, rest + value) for value in added]
            self._drive("roundness", sensor, [output / max(outputs) for output in outputs])
        return 1 / least

    def _colour_rate(self) -> float:
        """What is not smudged is painted: the curves turn upside down."""
        inputs = {sensor: _sampled(graph) for sensor, graph in self.inputs("smudge").items()}
        least = self.base("smudge") + sum(min(added) for added in inputs.values())
        most = min(1.0, max(0.0, 1 - least))
        for sensor, added in inputs.items() if most else ():
            rest = least - min(added)
            self._drive("colour_rate", sensor, [(1 - rest - value) / most for value in added])
        return most

    def _shifts(self) -> None:
        """What is added to angles and colours, each as a part of half our range."""
        for parameter, setting, half in (
            ("angle", "elliptical_dab_angle", 180.0),
            ("hue", "change_color_h", 0.5),
            ("saturation", "change_color_hsl_s", 1.0),
            ("saturation", "change_color_hsv_s", 1.0),
            ("value", "change_color_l", 1.0),
            ("value", "change_color_v", 1.0),
        ):
            for sensor, graph in self.inputs(setting).items():
                added = _sampled(graph)
                if parameter == "angle" and sensor == "direction":
                    # The same for an ellipse, and without a leap in the middle.
                    added = [v - 180 * (u < 0.5) for u, v in zip(_PARTS, added, strict=True)]
                self._drive(parameter, sensor, [0.5 + value / (2 * half) for value in added])


def _degrees(part: float, turn: float) -> float:
    """The direction that our sensor calls ``part``, from 0 to one ``turn``."""
    degrees = (part - 0.5) * 360
    return degrees if degrees >= 0 else degrees + turn


def _sampled(graph: Graph) -> list[float]:
    return [graph(part) for part in _PARTS]


def _graph(points: object) -> Graph | None:
    """A curve through points, straight between them; None when it is none."""
    if not isinstance(points, list) or not 2 <= len(points) <= _MOST_POINTS:
        return None
    pairs = [tuple(p) for p in points if isinstance(p, list) and len(p) == 2]
    if len(pairs) < len(points) or not all(
        isinstance(number, int | float) and math.isfinite(number)
        for pair in pairs
        for number in pair
    ):
        return None
    across, upwards = zip(*sorted(pairs), strict=True)

    def value(place: float) -> float:
        return float(np.interp(place, across, upwards))

    return value


def _after(graph: Graph, place: Graph) -> Graph:
    return lambda part: graph(place(part))


def _speed(gamma: float) -> Graph:
    """MyPaint's measure of speed, from pixels a second: it grows with their logarithm.

    It is 0.5 at 45 pixels a second and rises there by 0.015 for each.
    """
    base = math.exp(min(20.0, max(-20.0, gamma)))
    slope = 0.015 * (45.0 + base)
    offset = 0.5 - slope * math.log(45.0 + base)
    return lambda part: slope * math.log(base + part * _FASTEST) + offset


def _fewest(values: list[float]) -> tuple[tuple[float, float], ...]:
    """Points that a curve needs to go within 1% of these values, evenly spaced over 0..1."""
    places = np.linspace(0, 1, len(values))
    kept = [0, len(values) - 1]
    while len(kept) < 17:
        kept.sort()
        drawn = np.interp(places, places[kept], [values[index] for index in kept])
        apart = np.abs(drawn - np.array(values))
        if apart.max() <= 0.01:
            break
        kept.append(int(apart.argmax()))
    kept.sort()
    return tuple((float(places[index]), values[index]) for index in kept)


def _turned(degrees: float) -> float:
    """The same ellipse with an angle of -90..90 degrees."""
    turned = degrees % 180
    return turned - 180 if turned > 90 else turned


def _finite(value: object, otherwise: float) -> float:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if number and math.isfinite(value) else otherwise  # type: ignore[arg-type]
