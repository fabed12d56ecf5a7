"""MyPaint's brushes: what their settings become here."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest

from paintapp.formats import FormatError
from paintapp.formats.brushes.mypaint import read_myb
from paintapp.painting.brush import Brush


def brush(**settings: Any) -> Brush:
    held = {
        name: value if isinstance(value, dict) else {"base_value": value, "inputs": {}}
        for name, value in settings.items()
    }
    return read_myb(json.dumps({"version": 3, "settings": held}).encode(), "a_brush").brush


def driven(base: float, **inputs: list[list[float]]) -> dict[str, Any]:
    return {"base_value": base, "inputs": inputs}


def radius_at(made: Brush, **sensors: float) -> float:
    radius = made.radius
    for dynamic in made.driven("radius"):
        radius *= 1 - dynamic.strength * (1 - dynamic.curve(sensors[dynamic.sensor]))
    return radius


def test_plain_settings() -> None:
    made = brush(radius_logarithmic=math.log(20), hardness=0.3, opaque=0.6)
    assert made.radius == pytest.approx(20)
    assert (made.hardness, made.flow, made.spacing) == (0.3, 0.6, 0.5)
    assert made.dynamics == ()
    assert brush(dabs_per_actual_radius=5.0, dabs_per_basic_radius=5.0).spacing == 0.1
    assert brush(eraser=1.0).erase


def test_sizes_multiply_as_their_logarithms_add() -> None:
    made = brush(
        radius_logarithmic=driven(
            math.log(10), pressure=[[0, -1], [0.5, 0], [1, 0.5]], random=[[0, -0.4], [1, 0.4]]
        )
    )
    for pressure, added in ((0, -1), (0.25, -0.5), (0.5, 0), (1, 0.5)):
        for random in (0, 0.5, 1):
            expected = 10 * math.exp(added + 0.8 * random - 0.4)
            got = radius_at(made, **{"pressure": pressure, "random-dab": random})
            assert got == pytest.approx(expected, rel=0.02)


def test_pressure_on_what_is_opaque_drives_the_flow() -> None:
    made = brush(opaque=0.8, opaque_multiply=driven(0.0, pressure=[[0, 0], [0.5, 0.2], [1, 1]]))
    (dynamic,) = made.driven("flow")
    assert made.flow == pytest.approx(0.8)
    assert dynamic.sensor == "pressure"
    assert dynamic.curve(0.5) == pytest.approx(0.2, abs=0.02)
    assert dynamic.curve(0.0) == pytest.approx(0, abs=0.02)


def test_smudging_is_the_rest_of_the_colour() -> None:
    made = brush(smudge=0.9, smudge_length=0.3)
    assert made.colour_rate == pytest.approx(0.1)
    assert made.smudge_length == 0.3
    made = brush(smudge=driven(0.5, pressure=[[0, 0.5], [1, -0.5]]))
    assert made.colour_rate == 1
    (dynamic,) = made.driven("colour_rate")
    assert dynamic.curve(0.0) == pytest.approx(0, abs=0.01)
    assert dynamic.curve(0.5) == pytest.approx(0.5, abs=0.01)


def test_ellipses_keep_their_shape() -> None:
    made = brush(elliptical_dab_ratio=4.0, elliptical_dab_angle=135.0)
    assert made.roundness == 0.25
    assert made.angle == -45


def test_an_ellipse_that_follows_the_stroke() -> None:
    made = brush(
        elliptical_dab_ratio=4.0, elliptical_dab_angle=driven(0.0, direction=[[0, 0], [180, 180]])
    )
    (dynamic,) = made.driven("angle")
    assert dynamic.sensor == "direction"
    for part in (0.1, 0.4, 0.6, 0.9):
        turned = made.angle + 180 * (2 * dynamic.curve(part) - 1)
        assert turned % 180 == pytest.approx((part - 0.5) * 360 % 180, abs=2)


def test_a_faster_pen_and_a_longer_way() -> None:
    made = brush(
        radius_logarithmic=driven(1.0, speed1=[[0, 0], [8, -1]], stroke=[[0, 0], [1, -0.5]]),
        stroke_duration_logarithmic=3.0,
    )
    sensors = {dynamic.sensor: dynamic for dynamic in made.driven("radius")}
    assert sensors["distance"].scale == pytest.approx(math.exp(3 + 1))
    curve = sensors["speed"].curve
    assert curve(0) > curve(0.05) > curve(0.3) > curve(0.6)


def test_colours_that_change() -> None:
    made = brush(change_color_h=driven(0.0, random=[[0, -0.1], [1, 0.1]]))
    (dynamic,) = made.driven("hue")
    assert 180 * (2 * dynamic.curve(1.0) - 1) == pytest.approx(36, abs=1)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"# mypaint brush file\nversion 2\n",
        b"[]",
        b'{"version": 2, "settings": {}}',
        b'{"version": 3}',
        b'{"version": 3, "settings": []}',
        b"[" * 100_000,
        b" " * (2 << 20),
    ],
)
def test_other_files_are_refused(data: bytes) -> None:
    with pytest.raises(FormatError):
        read_myb(data)


@pytest.mark.parametrize(
    "value",
    [
        None,
        7,
        {},
        {"base_value": "x"},
        {"base_value": 1e300, "inputs": {"pressure": [[0, 1e300], [1, -1e300]]}},
        {"base_value": float("nan")},
        {"base_value": 1, "inputs": {"pressure": 3, "nothing": [[0, 0], [1, 1]]}},
        {"base_value": 1, "inputs": {"pressure": [[0, 0], [0, "x"]]}},
        {"base_value": 1, "inputs": {"pressure": [[0, 0], [0, 1], [0, 0.5]]}},
    ],
)
def test_odd_values_do_no_harm(value: object) -> None:
    names = ("radius_logarithmic", "opaque", "hardness", "smudge", "elliptical_dab_ratio")
    names += ("change_color_h", "elliptical_dab_angle", "stroke_duration_logarithmic")
    data = {"version": 3, "settings": dict.fromkeys((*names, "speed1_gamma"), value)}
    assert isinstance(read_myb(json.dumps(data).encode()).brush, Brush)
