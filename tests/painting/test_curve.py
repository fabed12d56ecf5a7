"""Curves that artists draw."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paintapp.painting.curve import MOST_POINTS, Curve, curve_of

part = st.floats(0, 1)
curves = st.lists(st.tuples(part, part), max_size=8).map(lambda points: Curve(tuple(points)))


def test_the_straight_one_changes_nothing() -> None:
    curve = Curve()
    assert curve.straight
    assert [curve(value) for value in (0.0, 0.25, 1.0, 7.0, -1.0)] == [0.0, 0.25, 1.0, 1.0, 0.0]


def test_it_goes_through_its_points_and_is_level_outside() -> None:
    curve = Curve(((0.25, 0.1), (0.5, 0.8), (0.75, 0.6)))
    for x, y in curve.points:
        assert curve(x) == pytest.approx(y, abs=1e-3)
    assert curve(0.0) == pytest.approx(0.1)
    assert curve(1.0) == pytest.approx(0.6)


@given(curves)
def test_it_is_monotone_between_points_and_stays_in_range(curve: Curve) -> None:
    table = curve.table
    assert table.min() >= 0
    assert table.max() <= 1
    for (x0, y0), (x1, y1) in zip(curve.points, curve.points[1:], strict=False):
        piece = table[int(np.ceil(x0 * 1024)) : int(np.floor(x1 * 1024)) + 1].astype(float)
        steps = np.diff(piece) * (1 if y1 >= y0 else -1)
        assert (steps >= -1e-6).all()


@given(curves, st.lists(part, min_size=1, max_size=20))
def test_many_agrees_with_one(curve: Curve, values: list[float]) -> None:
    many = curve.many(np.array(values))
    assert many == pytest.approx([curve(value) for value in values], abs=1e-5)


@given(curves, st.integers(0, 7), st.tuples(st.floats(-1, 2), st.floats(-1, 2)))
def test_moving_a_point_keeps_the_order_and_the_number(
    curve: Curve, index: int, to: tuple[float, float]
) -> None:
    index %= len(curve.points)
    moved = curve.moved(index, to)
    assert len(moved.points) == len(curve.points)
    inputs = [x for x, _ in moved.points]
    assert inputs == sorted(inputs)
    assert curve.points[:index] == moved.points[:index]


def test_points_are_added_and_taken_away() -> None:
    curve, index = Curve().with_point((0.5, 0.9))
    assert (index, curve.points) == (1, ((0.0, 0.0), (0.5, 0.9), (1.0, 1.0)))
    assert curve.with_point((0.5, 0.2))[0].points[1] == (0.5, 0.2)
    assert curve.without(1) == Curve()
    assert Curve().without(0) == Curve()


@pytest.mark.parametrize(
    "found",
    [None, [], "ab", [[0]], [[0, "1"]], [[0, float("nan")]], [[0, True]], [[0, 0]] * 40, 3],
)
def test_what_is_no_curve_is_refused(found: object) -> None:
    with pytest.raises(ValueError, match="curve"):
        curve_of(found)


def test_a_curve_comes_back_from_its_points() -> None:
    curve = Curve(((0.0, 0.2), (0.5, 0.9), (1.0, 1.0)))
    assert curve_of([list(point) for point in curve.points]) == curve
    assert len(curve_of([[i / 40, 0] for i in range(MOST_POINTS)]).points) == MOST_POINTS
