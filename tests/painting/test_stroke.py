"""Brush strokes as an artist sees them: strength, edges, limits, and the same pixels each time."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from paintapp.document import FULL, Pixels, Rect
from paintapp.document.pixels import Array
from paintapp.painting.brush import Brush
from paintapp.painting.dynamics import Dynamic
from paintapp.painting.stroke import Stroke
from paintapp.painting.tips import TipShape, round_tip

CANVAS = Rect(0, 0, 256, 192)
RED = (FULL, 0, 0)
Event = tuple[float, float] | tuple[float, float, float]


def drawn(plane: Pixels, brush: Brush, events: Sequence[Event], **more: object) -> Pixels:
    """A plane after a stroke, put together from what each event changes."""
    stroke = Stroke(plane, brush, RED, bounds=CANVAS, **more)  # type: ignore[arg-type]
    result = plane
    for event in events:
        result = result.with_tiles(stroke.move(*event))
    return result.with_tiles(stroke.finish())


def read(plane: Pixels) -> Array:
    return plane.read(CANVAS)


def paper(value: int = FULL) -> Pixels:
    return Pixels.from_array(np.full((CANVAS.height, CANVAS.width, 4), value, np.uint16))


def wave(count: int = 40) -> list[Event]:
    return [(20 + 210 * n / count, 90 + 40 * math.sin(n / 5), 1.0) for n in range(count + 1)]


PLAIN = Brush(radius=8, hardness=0.5, dynamics=())


@pytest.mark.parametrize("hardness", [0.0, 0.5, 0.9, 1.0])
@pytest.mark.parametrize("flow", [0.2, 1.0])
def test_colour_never_exceeds_alpha_and_the_same_events_give_the_same_pixels(
    hardness: float, flow: float
) -> None:
    brush = Brush(radius=11, hardness=hardness, flow=flow, opacity=0.7)
    one, other = (read(drawn(Pixels(), brush, wave())) for _ in range(2))
    assert (one == other).all()
    assert one.any()
    assert (one[..., :3] <= one[..., 3:]).all()


@pytest.mark.parametrize("opacity", [0.1, 0.5, 0.9])
def test_opacity_caps_the_whole_stroke(opacity: float) -> None:
    brush = Brush(radius=10, hardness=0.7, opacity=opacity, dynamics=())
    back_and_forth: list[Event] = [(40, 60), (200, 60), (40, 60), (200, 60)]
    alpha = read(drawn(Pixels(), brush, back_and_forth))[..., 3]
    assert alpha.max() == round(FULL * opacity)
    assert (alpha[60, 60:180] == alpha.max()).all()


def test_flow_builds_up_with_each_pass() -> None:
    brush = Brush(radius=10, hardness=1, flow=0.1, dynamics=())
    once = read(drawn(Pixels(), brush, [(40, 60), (200, 60)]))[60, 120, 3]
    twice = read(drawn(Pixels(), brush, [(40, 60), (200, 60), (40, 60)]))[60, 120, 3]
    assert 0 < once < twice < FULL


@pytest.mark.parametrize("radius", [0.5, 1.0, 1.7, 3.0, 9.0])
@pytest.mark.parametrize("row", [90.0, 90.25, 90.5, 90.8])
def test_a_straight_line_is_as_wide_as_the_brush(radius: float, row: float) -> None:
    brush = Brush(radius=radius, hardness=1, dynamics=())
    alpha = read(drawn(Pixels(), brush, [(20, row), (200, row)]))[..., 3] / FULL
    widths = alpha[:, 60:160].sum(axis=0)
    assert widths.mean() == pytest.approx(2 * radius, abs=0.15)
    assert np.ptp(widths) <= 0.35 + 0.02 * radius


@pytest.mark.parametrize("hardness", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("radius", [2.0, 5.0, 20.0, 60.0])
def test_a_stroke_does_not_show_its_dabs(hardness: float, radius: float) -> None:
    canvas_row = 96
    brush = Brush(radius=radius, hardness=hardness, dynamics=())
    alpha = read(drawn(Pixels(), brush, [(-50, canvas_row), (300, canvas_row)]))[..., 3] / FULL
    for down in (0.0, 0.5, 0.8):
        along = alpha[canvas_row + int(radius * down), 20:236]
        assert np.ptp(along) < 0.09, down


def test_the_eraser_takes_away_and_leaves_no_empty_tiles() -> None:
    big = Brush(radius=300, hardness=1, dynamics=(), erase=True)
    assert not drawn(paper(), big, [(120, 90)]).tiles
    half = Brush(radius=300, hardness=1, dynamics=(), erase=True, opacity=0.25)
    left = read(drawn(paper(), half, [(120, 90)]))
    assert np.abs(left.astype(np.int64) - round(FULL * 0.75)).max() <= 1
    assert not drawn(Pixels(), big, [(120, 90)]).tiles


def test_locked_alpha_stays_as_it_is() -> None:
    disc = drawn(Pixels(), PLAIN, [(100, 90)])
    over = drawn(disc, Brush(radius=60, hardness=1), [(100, 90)], lock_alpha=True)
    assert (read(over)[..., 3] == read(disc)[..., 3]).all()
    assert set(over.tiles) == set(disc.tiles)
    eraser = Brush(radius=60, hardness=1, erase=True)
    assert drawn(disc, eraser, wave(), lock_alpha=True) is disc


def test_a_selection_limits_softly() -> None:
    values = np.zeros((CANVAS.height, CANVAS.width), np.uint16)
    values[:, :100] = FULL
    values[:, 100:150] = FULL // 2
    selection = Pixels.from_array(values)
    brush = Brush(radius=20, hardness=1, dynamics=())
    alpha = read(drawn(Pixels(), brush, [(20, 90), (230, 90)], selection=selection))[90, :, 3]
    assert (alpha[30:100] == FULL).all()
    assert (np.abs(alpha[100:150].astype(np.int64) - FULL // 2) <= 1).all()
    assert not alpha[150:].any()
    inverse = Pixels(1, FULL, {(1, 1): np.zeros((64, 64), np.uint16)})
    outside = read(drawn(Pixels(), brush, [(20, 90), (230, 90)], selection=inverse))[90, :, 3]
    assert (outside[30:64] == FULL).all() and not outside[64:128].any()


def test_on_a_mask_it_goes_towards_a_value() -> None:
    mask = Pixels.mask(FULL)
    brush = Brush(radius=20, hardness=1, dynamics=())
    grey = drawn(mask, brush, [(120, 90)], value=10000)
    assert grey.fill == FULL and grey.channels == 1
    assert read(grey)[90, 120] == 10000 and read(grey)[90, 160] == FULL
    half = Brush(radius=20, hardness=1, dynamics=(), opacity=0.5)
    assert abs(int(read(drawn(grey, half, [(120, 90)], value=20000))[90, 120]) - 15000) <= 1
    hidden = Brush(radius=20, hardness=1, dynamics=(), erase=True)
    assert read(drawn(mask, hidden, [(120, 90)]))[90, 120] == 0
    shown_again = Brush(radius=400, hardness=1, dynamics=())
    assert not drawn(grey, shown_again, [(120, 90)], value=FULL).tiles


def test_each_event_reports_exactly_the_tiles_it_changed() -> None:
    stroke = Stroke(Pixels(), Brush(radius=30, hardness=0.4), RED, bounds=CANVAS)
    plane, told = Pixels(), 0
    for event in wave():
        changed = stroke.move(*event)
        after = plane.with_tiles(changed)
        for key in changed:
            assert after.tile(key).shape == (64, 64, 4)
        assert after.changed_keys(plane) <= set(changed)
        told += len(changed)
        plane = after
    assert told < 40 * len(plane.tiles)
    assert plane.with_tiles(stroke.finish()) == drawn(
        Pixels(), Brush(radius=30, hardness=0.4), wave()
    )


def test_pressure_governs_size_and_opacity() -> None:
    sizes = Brush(radius=30, hardness=1)
    narrow, wide = (
        read(drawn(Pixels(), sizes, [(120, 90, pressure)]))[..., 3].sum() / FULL
        for pressure in (0.5, 1.0)
    )
    assert narrow == pytest.approx(math.pi * 15**2, rel=0.02)
    assert wide == pytest.approx(math.pi * 30**2, rel=0.02)
    faint = Brush(radius=30, hardness=1, dynamics=(Dynamic("opacity", "pressure"),))
    alpha = read(drawn(Pixels(), faint, [(60, 90, 0.25), (200, 90, 0.25)]))[..., 3]
    assert abs(int(alpha.max()) - FULL / 4) <= 1
    assert not drawn(Pixels(), faint, [(60, 90, 0.0), (200, 90, 0.0)]).tiles


def test_the_pen_s_turning_points_are_reached() -> None:
    brush = Brush(radius=2, hardness=1, dynamics=())
    alpha = read(drawn(Pixels(), brush, [(20, 30), (200, 30), (200, 150), (30, 150), (200, 140)]))
    for x, y in ((20, 30), (200, 30), (200, 150), (30, 150), (200, 140)):
        assert alpha[y, x, 3] == FULL


def test_a_curve_is_smooth_between_events() -> None:
    brush = Brush(radius=1.5, hardness=1, dynamics=())
    turns = [2 * math.pi * n / 12 for n in range(13)]
    ring = [(128 + 80 * math.cos(turn), 96 + 80 * math.sin(turn)) for turn in turns]
    rows, columns = np.nonzero(read(drawn(Pixels(), brush, ring))[..., 3] > FULL // 2)
    radii = np.hypot(columns + 0.5 - 128, rows + 0.5 - 96)[columns < 190]
    assert np.ptp(radii) < 3 + 3.2  # the line is 3 px wide; a dodecagon alone strays by 2.7


def test_a_tap_grows_with_its_pressure() -> None:
    light = drawn(Pixels(), Brush(radius=30, hardness=1), [(120, 90, 0.1)])
    pressed = drawn(Pixels(), Brush(radius=30, hardness=1), [(120, 90, 0.1), (120, 90, 0.9)])
    assert read(pressed)[..., 3].sum() > 20 * read(light)[..., 3].sum()


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_positions_that_are_no_numbers_are_ignored(bad: float) -> None:
    events: list[Event] = [(20, 90), (bad, 90), (100, bad), (50, 50, bad), (200, 90)]
    good: list[Event] = [(20, 90), (200, 90)]
    assert drawn(Pixels(), PLAIN, events) == drawn(Pixels(), PLAIN, good)


def test_what_lies_far_outside_costs_no_tiles_and_no_time() -> None:
    far: list[Event] = [(1e12, 1e12), (-1e12, 1e12), (120, 90), (1e9, -1e9)]
    tiny = Brush(radius=0.25, dynamics=())
    made = drawn(Pixels(), tiny, far)
    inside = CANVAS.padded(64)
    assert all(inside.contains(Rect(64 * c, 64 * r, 64, 64)) for c, r in made.tiles)
    assert not drawn(Pixels(), PLAIN, [(-500, -500), (-400, -300)]).tiles
    small_canvas = Rect(0, 0, 16, 16)
    stroke = Stroke(Pixels(), Brush(radius=1000), RED, bounds=small_canvas)
    assert set(stroke.move(8, 8)) == {(0, 0)}


@pytest.mark.parametrize("hardness", [0.0, 0.5, 0.9, 1.0])
@pytest.mark.parametrize("radius", [0.5, 3.0, 13.3, 40.0])
def test_dabs_that_just_miss_or_touch_the_canvas(hardness: float, radius: float) -> None:
    brush = Brush(radius=radius, hardness=hardness, dynamics=())
    for distance in np.arange(-1.5, 2.5, 0.25):
        reach = radius + distance
        for x, y in ((-reach, 90), (256 + reach, 90), (120, -reach), (120, 192 + reach)):
            for more in ({}, {"flow": 0.5}, {"dynamics": (Dynamic("opacity", "pressure"),)}):
                drawn(Pixels(), replace(brush, **more), [(x, y, 0.7)])


def test_settings_out_of_range_are_taken_as_the_nearest() -> None:
    wild = Brush(radius=-3, hardness=7, opacity=9, flow=4, spacing=0)
    assert drawn(Pixels(), wild, [(20, 90), (60, 90)]).tiles
    nothing = Brush(opacity=-1)
    assert not drawn(Pixels(), nothing, wave()).tiles


def test_a_stroke_starts_from_the_tiles_as_they_were() -> None:
    start = drawn(paper(30000), PLAIN, [(60, 60)])
    brush = Brush(radius=20, hardness=0.3, opacity=0.5, dynamics=())
    one = drawn(start, brush, [(50, 90), (150, 90), (50, 90)])
    once = drawn(start, brush, [(50, 90), (150, 90)])
    assert np.abs(read(one).astype(np.int64) - read(once))[90, 60:140].max() <= 2


@pytest.mark.parametrize("radius", [0.25, 0.5, 1, 2.5, 7, 40])
@pytest.mark.parametrize("hardness", [0, 0.5, 1])
def test_tips_are_round_and_fall_off_outwards(radius: float, hardness: float) -> None:
    tip = round_tip(TipShape(radius, hardness, 0.5, 0.5))
    cover = tip.cover.astype(np.int64)
    assert (cover == cover.T).all() and (cover == cover[::-1, ::-1]).all()
    middle = cover[tip.top, tip.left :]
    assert (np.diff(middle) <= 0).all()
    assert not cover[0].any() and not cover[-1].any()
    if hardness == 1 and radius >= 1:
        assert cover.sum() / FULL == pytest.approx(math.pi * radius**2, rel=0.07)
