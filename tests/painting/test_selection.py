"""Selections: exact shapes, soft combination, and outlines along pixel edges."""

from __future__ import annotations

import math
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paintapp.document import FULL, Pixels, Rect
from paintapp.document.pixels import Array
from paintapp.painting import selection

CANVAS = Rect(0, 0, 200, 150)


def values(plane: Pixels | None, bounds: Rect = CANVAS) -> Array:
    return (
        np.zeros((bounds.height, bounds.width), np.uint16) if plane is None else plane.read(bounds)
    )


def area_of(lines: list) -> float:
    """What closed lines enclose, holes taken off (shoelace formula)."""
    total = 0.0
    for line in lines:
        x, y = line.T
        total += float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y)) / 2
    return total


def test_rectangle_covers_exactly() -> None:
    made = values(selection.rectangle(CANVAS, (90.25, 100.5, 10.0, 20.0)))
    assert made.sum() / FULL == pytest.approx(80.25 * 80.5, abs=0.1)
    assert (made[20, 10], made[19, 10], made[50, 90]) == (FULL, 0, round(FULL / 4))
    hard = values(selection.rectangle(CANVAS, (10.4, 20.4, 90.6, 100.5), antialias=False))
    assert hard.sum() == FULL * 81 * 81 or hard.sum() == FULL * 81 * 80
    assert set(np.unique(hard)) == {0, FULL}


def test_shapes_are_cut_at_the_canvas() -> None:
    for made in (
        selection.rectangle(CANVAS, (-50, -50, 1000, 1000)),
        selection.ellipse(CANVAS, (-9000, -9000, 9000, 9000)),
        selection.polygon(CANVAS, [(-1e6, -1e6), (1e6, -1e6), (1e6, 1e6), (-1e6, 1e6)]),
    ):
        assert (values(made) == FULL).all()
        assert values(made, CANVAS.padded(40)).sum() == FULL * CANVAS.area
    assert not selection.rectangle(CANVAS, (-50, -50, -1, -1)).tiles
    assert not selection.ellipse(CANVAS, (500, 500, 600, 600)).tiles


def test_ellipse_and_polygon_have_the_right_area_and_smooth_edges() -> None:
    round_one = values(selection.ellipse(CANVAS, (20, 30, 120, 90)))
    assert round_one.sum() / FULL == pytest.approx(math.pi * 50 * 30, rel=2e-3)
    assert len(np.unique(round_one)) > 20
    three = values(selection.polygon(CANVAS, [(10, 10), (110, 10), (10, 110)]))
    assert three.sum() / FULL == pytest.approx(5000, rel=2e-3)
    hard = values(selection.ellipse(CANVAS, (20, 30, 120, 90), antialias=False))
    assert set(np.unique(hard)) == {0, FULL}


def test_a_line_that_crosses_itself_encloses_all_it_goes_around() -> None:
    twice = [
        (50 + 40 * math.cos(t), 70 + 40 * math.sin(t)) for t in np.linspace(0, 4 * math.pi, 90)
    ]
    assert values(selection.polygon(CANVAS, twice))[70, 50] == FULL


def test_combining() -> None:
    left = selection.rectangle(CANVAS, (0, 0, 100, 100))
    right = selection.rectangle(CANVAS, (50, 50, 150, 150.5))
    a, b = values(left), values(right)
    expected = {
        "replace": b,
        "add": np.maximum(a, b),
        "subtract": np.minimum(a, FULL - b),
        "intersect": np.minimum(a, b),
    }
    for mode, truth in expected.items():
        assert (values(selection.combine(left, right, mode)) == truth).all(), mode
    assert selection.combine(left, left, "subtract") is None
    assert selection.combine(None, left, "intersect") is None
    assert selection.combine(None, left, "add") == left
    assert selection.combine(left, Pixels.mask(), "replace") is None


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=20, deadline=None)
def test_inverting_twice_gives_the_same(seed: int) -> None:
    source = np.random.default_rng(seed)
    plane = Pixels.from_array(source.integers(0, FULL + 1, (150, 200)).astype(np.uint16))
    other = selection.inverted(plane, CANVAS)
    assert (values(other) == FULL - values(plane)).all()
    assert not values(other, CANVAS.padded(64))[:64].any()
    assert selection.inverted(other, CANVAS) == plane
    assert not selection.inverted(selection.rectangle(CANVAS, CANVAS), CANVAS).tiles


@given(st.integers(0, 2**32 - 1), st.floats(0.05, 0.95))
@settings(max_examples=25, deadline=None)
def test_the_outline_encloses_exactly_what_is_selected(seed: int, density: float) -> None:
    source = np.random.default_rng(seed)
    inside = source.random((150, 200)) < density
    inside[60:130, 50:150] = True
    plane = Pixels.from_array(np.where(inside, FULL, 0).astype(np.uint16))
    lines = selection.outline(plane, CANVAS)
    assert area_of(lines) == inside.sum()
    for line in lines:
        assert len(line) >= 4
        steps = np.roll(line, -1, axis=0) - line
        assert ((steps != 0).sum(axis=1) == 1).all()  # along pixel edges, no needless points


def test_the_outline_of_simple_shapes() -> None:
    box = selection.rectangle(CANVAS, (60, 50, 130, 140))
    (line,) = selection.outline(box, CANVAS)
    assert sorted(map(tuple, line.tolist())) == [(60, 50), (60, 140), (130, 50), (130, 140)]
    assert selection.outline(Pixels.mask(), CANVAS) == []
    whole = selection.outline(Pixels.mask(FULL), CANVAS)
    assert area_of(whole) == CANVAS.area
    beyond = Pixels.from_array(np.full((192, 256), FULL, np.uint16))
    assert area_of(selection.outline(beyond, CANVAS)) == CANVAS.area


def test_large_canvases_stay_quick() -> None:
    canvas = Rect(0, 0, 16384, 16384)
    start = time.process_time()
    made = selection.rectangle(canvas, (1000, 1000, 15000, 15000))
    lines = selection.outline(made, canvas)
    turned = selection.inverted(made, canvas)
    assert selection.combine(made, turned, "intersect") is None
    assert len(lines) == 1
    assert len({id(tile) for tile in made.tiles.values()}) < 2000  # inner tiles are shared
    assert time.process_time() - start < 10
