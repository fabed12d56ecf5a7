"""The brush as a value: limits, dynamics, and its form in files."""

from __future__ import annotations

import json
import math
from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paintapp.painting.bitmaps import Bitmap, Kind
from paintapp.painting.brush import FIELDS, Brush
from paintapp.painting.brush_json import PICTURES, BrushError, decoded, encoded
from paintapp.painting.curve import Curve
from paintapp.painting.dynamics import SENSORS, Dynamic
from paintapp.painting.parameters import PARAMETER, PARAMETERS, SWITCHES

LEAF = Bitmap("leaf", np.arange(24, dtype=np.uint8).reshape(4, 6))
STARS = Bitmap("stars", np.arange(24, dtype=np.uint8).reshape(2, 4, 3))
SAND = Bitmap("sand", np.arange(16, dtype=np.uint8).reshape(4, 4))


def find(kind: Kind, name: str) -> Bitmap:
    return {("tips", "leaf"): LEAF, ("tips", "stars"): STARS, ("grains", "sand"): SAND}[kind, name]


def number(name: str) -> st.SearchStrategy[float]:
    return st.floats(PARAMETER[name].minimum, PARAMETER[name].maximum)


dynamics = st.builds(
    Dynamic,
    st.sampled_from([parameter.name for parameter in PARAMETERS if parameter.driven]),
    st.sampled_from([sensor.id for sensor in SENSORS]),
    st.sampled_from([Curve(), Curve(((0.0, 1.0), (0.5, 0.2), (1.0, 0.3)))]),
    st.floats(0, 1),
    st.floats(0, 5000),
)
brushes = st.builds(
    Brush,
    **{parameter.name: number(parameter.name) for parameter in PARAMETERS},
    **{switch.name: st.booleans() for switch in SWITCHES},
    dual=st.booleans(),
    tip=st.sampled_from([None, LEAF, STARS]),
    dual_tip=st.sampled_from([None, LEAF]),
    grain=st.sampled_from([None, SAND]),
    tip_frames=st.sampled_from(["random", "in-turn"]),
    dynamics=st.lists(dynamics, max_size=6, unique_by=lambda d: (d.parameter, d.sensor)).map(tuple),
)


@given(brushes)
def test_json_gives_the_same_brush_back(brush: Brush) -> None:
    assert decoded(json.loads(json.dumps(encoded(brush))), find) == brush


def test_the_table_names_every_field_and_its_defaults() -> None:
    assert set(PARAMETER) | {switch.name for switch in SWITCHES} <= FIELDS
    others = FIELDS - set(PARAMETER) - {switch.name for switch in SWITCHES} - set(PICTURES)
    assert others == {"dynamics", "tip_frames", "dual"}
    for parameter in PARAMETERS:
        assert getattr(Brush(), parameter.name) == parameter.default
        assert parameter.minimum <= parameter.default <= parameter.maximum
    assert len({field.name for field in fields(Brush)}) == len(FIELDS)


def test_missing_keys_keep_the_defaults_and_unknown_ones_are_ignored() -> None:
    assert decoded({}) == Brush()
    assert decoded({"radius": 5, "of a later version": [1]}) == Brush(radius=5)
    assert decoded({"radius": 1e8, "hardness": -3}) == Brush(radius=1000, hardness=0)


@pytest.mark.parametrize(
    "found",
    [
        [],
        "brush",
        {"radius": "12"},
        {"radius": math.nan},
        {"radius": True},
        {"radius": 10**400},
        {"erase": 1},
        {"tip": 5},
        {"tip": "../../etc/passwd"},
        {"grain": "leaf"},
        {"tip_frames": "backwards"},
        {"dynamics": {}},
        {"dynamics": [3]},
        {"dynamics": [{"parameter": "grain_scale", "sensor": "pressure"}]},
        {"dynamics": [{"parameter": "radius", "sensor": "mood"}]},
        {"dynamics": [{"parameter": ["radius"], "sensor": "pressure"}]},
        {"dynamics": [{"parameter": "radius", "sensor": "pressure", "curve": [[0]]}]},
        {"dynamics": [{"parameter": "radius", "sensor": "pressure", "strength": None}]},
        {"dynamics": [{"parameter": "radius", "sensor": "pressure"}] * 129},
    ],
)
def test_what_is_no_brush_is_refused_in_words(found: object) -> None:
    with pytest.raises(BrushError, match=r"\.$"):
        decoded(found, find)


def test_pictures_are_equal_by_name_and_pixels() -> None:
    assert Bitmap("leaf", LEAF.pixels[0]) == LEAF
    assert Bitmap("leaf", LEAF.pixels[0].T) != LEAF
    assert Bitmap("twig", LEAF.pixels[0]) != LEAF
    assert not LEAF.pixels.flags.writeable
    assert replace(Brush(tip=LEAF)) == Brush(tip=Bitmap("leaf", LEAF.pixels.copy()))


@pytest.mark.parametrize("shape", [(0, 4), (2, 5000), (300, 2, 2), (2, 2, 2, 2)])
def test_pictures_that_are_empty_or_too_large_are_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="picture"):
        Bitmap("", np.zeros(shape, np.uint8))


def test_pressure_is_one_sensor_among_others() -> None:
    brush = Brush(dynamics=()).changed(pressure_size=0.5, radius=20)
    assert (brush.radius, brush.pressure_size) == (20, 0.5)
    assert brush.dynamics == (Dynamic("radius", "pressure", strength=0.5),)
    bent = brush.with_dynamic(Dynamic("radius", "pressure", Curve(((0.0, 1.0), (1.0, 0.0)))))
    assert bent.changed(pressure_size=0.2).dynamics[0].curve == bent.dynamics[0].curve
    assert bent.changed(pressure_size=0).dynamics == ()
    assert brush.with_dynamic(Dynamic("angle", "direction")).driven("angle")[0].strength == 1


def test_a_brush_is_wet_when_it_picks_paint_up() -> None:
    assert not Brush().wet
    assert Brush(colour_rate=0.9).wet
    assert Brush(dynamics=(Dynamic("colour_rate", "pressure"),)).wet
