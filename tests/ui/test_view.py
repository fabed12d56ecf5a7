"""The canvas's place in its widget: pure geometry."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paintapp.document import Rect
from paintapp.ui.view import MAXIMUM_ZOOM, MINIMUM_ZOOM, View

views = st.builds(
    View,
    width=st.integers(1, 4000),
    height=st.integers(1, 4000),
    focus_x=st.floats(0, 16384),
    focus_y=st.floats(0, 16384),
    zoom=st.floats(MINIMUM_ZOOM, MAXIMUM_ZOOM),
    rotation=st.sampled_from([0.0, 90.0, 180.0, 270.0, 15.0, 33.3, 200.5]),
    mirrored=st.booleans(),
)
points = st.tuples(st.floats(0, 4000), st.floats(0, 4000))


@given(views, points)
@settings(max_examples=200, deadline=None)
def test_there_and_back(view: View, point: tuple[float, float]) -> None:
    assert view.to_widget(*view.to_canvas(*point)) == pytest.approx(point, abs=1e-4)


@given(views, points, st.floats(MINIMUM_ZOOM, MAXIMUM_ZOOM), st.floats(-180, 180))
@settings(max_examples=200, deadline=None)
def test_zoom_and_rotation_keep_the_point_under_the_cursor(
    view: View, point: tuple[float, float], zoom: float, degrees: float
) -> None:
    under = view.to_canvas(*point)
    for changed in (view.zoomed(zoom, point), view.rotated(degrees, point)):
        # Right angles round the origin to whole pixels.
        assert changed.to_widget(*under) == pytest.approx(point, abs=1.01)


@given(views, points, st.floats(-500, 500), st.floats(-500, 500))
@settings(max_examples=100, deadline=None)
def test_pan_moves_by_device_pixels(
    view: View, point: tuple[float, float], dx: float, dy: float
) -> None:
    before, after = view.to_widget(*point), view.panned(dx, dy).to_widget(*point)
    assert after[0] - before[0] == pytest.approx(dx, abs=1.01)
    assert after[1] - before[1] == pytest.approx(dy, abs=1.01)


def test_mirror_swaps_left_and_right_on_the_screen() -> None:
    view = View(800, 600, 400, 300, 0.5, 30.0)
    x, y = view.to_widget(120, 45)
    assert view.mirror().to_widget(120, 45) == pytest.approx((800 - x, y), abs=1)
    assert view.mirror().mirror() == view


def test_zoom_is_clamped_and_steps_reach_both_ends() -> None:
    view = View(100, 100)
    assert view.zoomed(1000).zoom == MAXIMUM_ZOOM
    assert view.zoomed(0).zoom == MINIMUM_ZOOM
    for direction, end in ((1, MAXIMUM_ZOOM), (-1, MINIMUM_ZOOM)):
        current = view
        for _ in range(40):
            current = current.stepped(direction)
        assert current.zoom == end
    assert view.stepped(1).stepped(-1).zoom == 1.0


def test_fit_shows_the_whole_canvas_and_enlarges_nothing() -> None:
    for rotation in (0.0, 45.0, 90.0):
        view = View(800, 600, rotation=rotation).fitted(4000, 1000)
        shown = view.widget_rect(Rect(0, 0, 4000, 1000))
        assert Rect(0, 0, 800, 600).contains(shown)
    assert View(800, 600).fitted(100, 50).zoom == 1.0
    assert View(200, 200).fitted(16384, 16384).zoom == MINIMUM_ZOOM


def test_rectangles_round_outwards() -> None:
    view = View(800, 600, 0, 0, 1.0)
    assert view.widget_rect(Rect(1, 2, 3, 4)) == Rect(401, 302, 3, 4)
    assert view.canvas_rect(Rect(401, 302, 3, 4)) == Rect(1, 2, 3, 4)
    assert view.visible == Rect(-400, -300, 800, 600)


def test_the_canvas_cannot_be_lost() -> None:
    view = View(800, 600, 50, 50).panned(1e6, -1e6).kept(100, 100)
    assert (view.focus_x, view.focus_y) == (0.0, 100.0)


def test_a_canvas_shown_whole_stays_so_when_its_size_changes() -> None:
    view = View(800, 600).fitted(400, 300)
    shrunk = view.following((400, 300), (200, 300))
    assert (shrunk.zoom, shrunk.focus_x, shrunk.focus_y) == (1.0, 100, 150)
    grown = view.following((400, 300), (1600, 300))
    assert grown.widget_rect(Rect(0, 0, 1600, 300)).width < 800
    near = view.zoomed(8.0)
    assert near.following((400, 300), (1600, 300)) is near
