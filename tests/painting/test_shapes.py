"""Shapes as lines, and the pen that draws them."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest

from paintapp.document import FULL, Rect
from paintapp.painting import selection, shapes
from paintapp.painting.shapes import Anchor, Line


def area(line: Line) -> float:
    plane = selection.polygon(Rect(0, 0, 300, 300), line.points)
    return float(plane.read(Rect(0, 0, 300, 300)).sum()) / FULL


def test_areas_are_those_of_the_formulas() -> None:
    assert area(shapes.rectangle((20, 30), (220, 130))) == pytest.approx(20000)
    rounded = area(shapes.rectangle((20, 30), (220, 130), 25))
    assert rounded == pytest.approx(20000 - (4 - math.pi) * 25 * 25, rel=1e-3)
    assert area(shapes.ellipse((20, 30), (220, 130))) == pytest.approx(math.pi * 5000, rel=1e-3)
    for corners in (3, 5, 8):
        wanted = corners / 2 * 100 * 100 * math.sin(math.tau / corners)
        found = area(shapes.polygon((20, 20), (220, 220), corners))
        assert found == pytest.approx(wanted, rel=1e-3)
    star = area(shapes.polygon((20, 20), (220, 220), 5, 0.5))
    assert star == pytest.approx(10 * 0.5 * 100 * 50 * math.sin(math.tau / 10), rel=2e-3)


def test_a_radius_has_no_more_room_than_there_is() -> None:
    disc = area(shapes.rectangle((20, 20), (120, 120), 500))
    assert disc == pytest.approx(math.pi * 2500, rel=2e-3)


def test_curves_pass_their_anchors_and_are_flattened_finely() -> None:
    start, end = Anchor(10, 100, ahead=(60, -120)), Anchor(200, 80, back=(-20, -150))
    line = shapes.curve([start, end])
    assert line.points[0] == (10, 100) and line.points[-1] == (200, 80)
    dense = np.array([shapes._cubic(*shapes.controls(start, end), t / 2000) for t in range(2001)])
    for first, last in pairwise(np.array(line.points)):
        direction = (last - first) / np.hypot(*(last - first))
        away = dense - first
        along, across = away @ direction, away @ np.array([-direction[1], direction[0]])
        between = (along >= 0) & (along <= np.hypot(*(last - first))) & (np.abs(across) < 3)
        assert np.abs(across[between]).max() < 0.1


def test_splitting_leaves_the_curve_where_it_is() -> None:
    start, end = Anchor(10, 100, ahead=(60, -120)), Anchor(200, 80, back=(-20, -150))
    before = shapes.curve([start, end])
    after = shapes.curve(shapes.split(start, end, 0.3))
    for x, y in after.points:
        _, distance = shapes.nearest(start, end, (x, y))
        assert distance < 0.02
    assert area(Line(before.points)) == pytest.approx(area(Line(after.points)), rel=1e-3)
    straight = shapes.split(Anchor(0, 0), Anchor(10, 20), 0.5)
    assert straight[1] == Anchor(5, 10)


def test_the_pen_keeps_to_corners_and_tapers() -> None:
    square = shapes.rectangle((0, 0), (400, 400))
    pens = shapes.pen_points(square)
    places = [(pen.x, pen.y) for pen in pens]
    assert places[0] == places[-1] == (0, 0)
    for corner in ((400, 0), (400, 400), (0, 400)):
        index = places.index(corner)
        assert math.dist(places[index - 1], corner) < 2.001
        assert math.dist(places[index + 1], corner) < 2.001
    assert all(pen.pressure == 1 for pen in pens)
    times = [pen.time for pen in pens]
    assert times == sorted(times)
    tapered = shapes.pen_points(shapes.segment((0, 0), (100, 0)), 0.5)
    pressures = [pen.pressure for pen in tapered]
    assert pressures[0] == pressures[-1] == 0 and max(pressures) > 0.97
    assert pressures[: len(pressures) // 2] == sorted(pressures[: len(pressures) // 2])
    assert len(shapes.pen_points(Line(((5, 5), (5, 5))))) == 1
    assert shapes.pen_points(Line(())) == []
