"""What guides the hand: stabiliser, rulers, symmetry."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paintapp.document import Rect, Ruler
from paintapp.document.rulers import RulerKind, ruler_in
from paintapp.painting.hand import Guidance, Hand
from paintapp.painting.path import PenPoint
from paintapp.painting.snapping import Ellipse, Line, track_of
from paintapp.painting.symmetry import Symmetry

CANVAS = Rect(0, 0, 240, 180)
places = st.tuples(st.floats(-300, 300), st.floats(-300, 300))
Point = tuple[float, float]


def guided(hand: Hand, points: list[Point], rulers: tuple[Ruler, ...] = ()) -> list[PenPoint]:
    guidance = Guidance(hand, rulers)
    return [*guidance.follow([PenPoint(x, y) for x, y in points]), *guidance.finish()]


def shaky(seed: int = 1) -> list[Point]:
    source = np.random.default_rng(seed)
    return [(20.0 + 2 * n, 90.0 + source.normal(0, 4)) for n in range(100)]


def roughness(points: list[PenPoint]) -> float:
    return float(np.abs(np.diff([point.y for point in points])).mean())


# The stabiliser


@pytest.mark.parametrize("kind", ["smoothing", "string"])
def test_the_stabiliser_steadies_and_arrives_if_it_is_to_catch_up(kind: str) -> None:
    plain = guided(Hand(), shaky())
    hand = Hand(stabiliser=kind, smoothing=0.8, string=20)  # type: ignore[arg-type]
    steady = guided(hand, shaky())
    assert roughness(steady[:-1]) < roughness(plain) / 3
    assert (steady[-1].x, steady[-1].y) == (plain[-1].x, plain[-1].y)
    short = guided(
        Hand(stabiliser=kind, smoothing=0.8, string=20, catch_up=False),  # type: ignore[arg-type]
        shaky(),
    )
    assert short == steady[:-1]


def test_a_string_moves_only_while_it_is_taut() -> None:
    guidance = Guidance(Hand(stabiliser="string", string=30))
    assert guidance.follow([PenPoint(0, 0), PenPoint(25, 0), PenPoint(0, 20)])[-1][:2] == (0, 0)
    (point,) = guidance.follow([PenPoint(100, 0)])
    assert point[:2] == pytest.approx((70, 0))
    ends = guidance.string
    assert ends is not None
    assert [end[:2] for end in ends] == [pytest.approx((70, 0)), (100, 0)]


@given(
    st.sampled_from(["off", "smoothing", "string"]),
    st.lists(places, min_size=1, max_size=20),
    st.lists(st.integers(1, 20), max_size=4),
    st.booleans(),
)
def test_it_does_not_matter_how_events_are_shared_out(
    kind: str, points: list[Point], cuts: list[int], ruled: bool
) -> None:
    hand = Hand(stabiliser=kind)  # type: ignore[arg-type]
    rulers = (Ruler("two-point", ((-300, 50), (500, 60))),) if ruled else ()
    together = guided(hand, points, rulers)
    guidance = Guidance(hand, rulers)
    pens = [PenPoint(x, y) for x, y in points]
    apart: list[PenPoint] = []
    for start, end in zip([0, *sorted(cuts)], [*sorted(cuts), 20], strict=True):
        apart.extend(guidance.follow(pens[start:end]))
    assert [*apart, *guidance.finish()] == together


# Rulers


@given(places, places, places, places)
def test_the_nearest_point_of_an_ellipse_is_the_nearest(
    middle: Point, first: Point, side: Point, place: Point
) -> None:
    ruler = Ruler("ellipse", (middle, first, side))
    track = track_of(ruler)
    assert isinstance(track, Ellipse)
    found = math.dist(track.nearest(*place), place)
    (ax, ay), (bx, by) = ruler.half_axes()
    angles = np.linspace(0, 2 * np.pi, 2000)
    x = middle[0] + ax * np.cos(angles) + bx * np.sin(angles)
    y = middle[1] + ay * np.cos(angles) + by * np.sin(angles)
    least = float(np.hypot(x - place[0], y - place[1]).min())
    assert found <= least + 0.01 * max(math.hypot(ax, ay), math.hypot(bx, by))


@given(places, places.filter(lambda way: math.hypot(*way) > 1e-3), places)
def test_the_nearest_point_of_a_line_is_square_to_it(
    through: Point, way: Point, place: Point
) -> None:
    x, y = Line(through, way).nearest(*place)
    length = math.hypot(*way)
    across = ((place[0] - x) * way[0] + (place[1] - y) * way[1]) / length
    assert across == pytest.approx(0, abs=1e-6)


def test_a_stroke_that_begins_near_a_straight_ruler_keeps_to_it_others_are_free() -> None:
    ruler = Ruler("straight", ((0, 100), (50, 100)))
    near = guided(Hand(), [(10, 90), (60, 130), (200, 40)], (ruler,))
    assert [(p.x, p.y) for p in near] == [(10, 100), (60, 100), (200, 100)]
    far: list[Point] = [(10, 40), (60, 130), (200, 40)]
    assert [(p.x, p.y) for p in guided(Hand(), far, (ruler,))] == far
    assert [(p.x, p.y) for p in guided(Hand(snap=False), [(10, 90)], (ruler,))] == [(10, 90)]


def test_a_quick_stroke_stays_on_an_ellipse() -> None:
    ruler = ruler_in("ellipse", (20, 20), (220, 160), CANVAS)
    points = [(220.0, 95.0), (120.0, 165.0), (18.0, 90.0)]
    drawn = guided(Hand(), points, (ruler,))
    assert len(drawn) > 40
    for point in drawn:
        across, down = (point.x - 120) / 100, (point.y - 90) / 70
        assert math.hypot(across, down) == pytest.approx(1, abs=1e-6)


WAYS: list[tuple[RulerKind, tuple[Point, ...], Point, Point]] = [
    ("parallel", ((0, 0), (10, 10)), (90, 30), (1, 1)),
    ("vanishing-point", ((100, 50),), (30, -40), (0, -50)),
    ("one-point", ((100, 50),), (90, 0), (90, 0)),
    ("one-point", ((100, 50),), (0, -40), (0, -40)),
    ("one-point", ((100, 50),), (20, -45), (0, -50)),
    ("two-point", ((-100, 50), (300, 50)), (3, 90), (0, 90)),
    ("two-point", ((-100, 50), (300, 50)), (80, -15), (200, -50)),
    ("three-point", ((-100, 50), (300, 50), (100, 900)), (3, 90), (0, 800)),
]


@pytest.mark.parametrize(("kind", "points", "moved", "way"), WAYS)
def test_perspectives_take_the_direction_that_fits_best(
    kind: RulerKind, points: tuple[Point, ...], moved: Point, way: Point
) -> None:
    start = (100.0, 100.0)
    end = (start[0] + moved[0], start[1] + moved[1])
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    drawn = guided(Hand(), [start, (101, 101), middle, end], (Ruler(kind, points),))
    assert (drawn[0].x, drawn[0].y) == start
    for point in drawn:
        across = (point.x - start[0]) * way[1] - (point.y - start[1]) * way[0]
        assert across / math.hypot(*way) == pytest.approx(0, abs=1e-6)
    assert math.dist(drawn[-1][:2], start) > 10


def test_a_tap_under_a_perspective_is_still_a_dab() -> None:
    ruler = Ruler("one-point", ((100, 50),))
    assert [p[:2] for p in guided(Hand(), [(10, 20), (11, 20)], (ruler,))] == [(10, 20)] * 2


@pytest.mark.parametrize("points", [(), ((0, 0),), ((0, 0), (math.nan, 1))])
def test_points_that_make_no_ruler_are_refused(points: tuple[Point, ...]) -> None:
    with pytest.raises(ValueError, match="ruler"):
        Ruler("straight", points)


@pytest.mark.parametrize(
    "kind",
    ["straight", "parallel", "ellipse", "vanishing-point", "one-point", "two-point", "three-point"],
)
def test_a_click_gives_a_ruler_too(kind: RulerKind) -> None:
    ruler = ruler_in(kind, (50, 60), (50, 60), CANVAS)
    assert len(set(ruler.points)) == len(ruler.points)


# Symmetry

KINDS = ["left-right", "top-bottom", "both", "radial"]
symmetries = st.builds(
    Symmetry,
    st.sampled_from(KINDS),
    st.integers(2, 12),
    st.booleans(),
    st.floats(-180, 180),
    st.floats(0, 200),
    st.floats(0, 200),
)


@given(symmetries, places)
def test_turns_keep_the_distance_to_the_middle_and_form_a_group(
    symmetry: Symmetry, place: Point
) -> None:
    turns = symmetry.turns(CANVAS)
    middle = symmetry.middle(CANVAS)
    assert turns[0].place(*place) == place
    images = [turn.place(*place) for turn in turns]
    for image in images:
        assert math.dist(image, middle) == pytest.approx(math.dist(place, middle), abs=1e-6)
    for turn in turns:  # an image's images are the same images
        for image in images:
            again = turn.place(*image)
            assert min(math.dist(again, other) for other in images) < 1e-6


@pytest.mark.parametrize(
    ("symmetry", "images"),
    [
        (Symmetry(), {(10, 20)}),
        (Symmetry("left-right"), {(10, 20), (230, 20)}),
        (Symmetry("top-bottom"), {(10, 20), (10, 160)}),
        (Symmetry("both"), {(10, 20), (230, 20), (10, 160), (230, 160)}),
        (Symmetry("radial", arms=2), {(10, 20), (230, 160)}),
        (
            Symmetry("radial", arms=2, mirrored=True),
            {(10, 20), (230, 20), (10, 160), (230, 160)},
        ),
        (Symmetry("left-right", angle=45, x=0, y=0), {(10, 20), (-20, -10)}),
    ],
)
def test_where_a_stroke_repeats(symmetry: Symmetry, images: set[Point]) -> None:
    found = {
        tuple(round(number, 6) + 0.0 for number in turn.place(10, 20))
        for turn in symmetry.turns(CANVAS)
    }
    assert found == images


def test_the_pen_leans_and_turns_along() -> None:
    pen = PenPoint(10, 20, 0.5, tilt_x=30, tilt_y=10, rotation=40)
    mirrored = Symmetry("left-right").turns(CANVAS)[1].pen(pen)
    assert mirrored[:6] == pytest.approx((230, 20, 0.5, -30, 10, -40))
    turned = Symmetry("radial", arms=4).turns(CANVAS)[1].pen(pen)
    assert turned[3:6] == pytest.approx((-10, 30, 130))
