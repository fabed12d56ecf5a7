"""Planes turned, scaled, put in perspective and bent."""

from __future__ import annotations

import math

import numpy as np
import pytest

from paintapp.document import FULL, Pixels, Rect
from paintapp.painting.mapping import GridWarp, Homography, Quad, convex
from paintapp.painting.warp import halved, mapped, turned

BOX = (-30.0, 10.0, 70.0, 90.0)


def noise(width: int = 100, height: int = 80, x: int = -30, y: int = 10) -> Pixels:
    """Premultiplied noise, partly transparent."""
    random = np.random.default_rng(5)
    alpha = random.integers(0, FULL + 1, (height, width, 1))
    colours = random.integers(0, FULL + 1, (height, width, 3)) * alpha // FULL
    return Pixels.from_array(np.concatenate((colours, alpha), 2).astype(np.uint16), x, y)


def smooth(width: int = 100, height: int = 80, x: int = -30, y: int = 10) -> Pixels:
    """A soft opaque gradient: what is resampled well stays close to it."""
    across, down = np.meshgrid(np.linspace(0, 1, width), np.linspace(0, 1, height))
    array = np.stack((across, down, (across + down) / 2, np.ones_like(across)), 2)
    return Pixels.from_array((array * FULL).astype(np.uint16), x, y)


def quad(*corners: tuple[float, float]) -> Quad:
    one, two, three, four = corners
    return one, two, three, four


def test_identity_gives_the_very_same_plane() -> None:
    plane = noise()
    same = Homography.between(BOX, quad((-30, 10), (70, 10), (70, 90), (-30, 90)))
    assert mapped(plane, same) is plane


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("quarters", range(4))
def test_right_angles_and_mirrors_lose_nothing(quarters: int, mirrored: bool) -> None:
    plane = noise()
    array = plane.read(Rect(-30, 10, 100, 80))
    expected = np.rot90(array[:, ::-1] if mirrored else array, -quarters)
    height, width = expected.shape[:2]
    corners = [(200.0, 50.0), (200.0 + width, 50.0), (200.0 + width, 50.0 + height),
               (200.0, 50.0 + height)]  # fmt: skip
    order = [corners[(index - -quarters) % 4] for index in range(4)]
    if mirrored:
        order = [order[1], order[0], order[3], order[2]]
    out = mapped(plane, Homography.between(BOX, quad(*order)))
    assert np.array_equal(out.read(Rect(200, 50, width, height)), expected)
    assert out.bounds() == Rect(200, 50, width, height)


def test_four_quarters_and_two_mirrors_come_back_to_the_same() -> None:
    plane = noise()
    out = plane
    for _ in range(4):
        out = turned(out, 1, False, 3, -7)
    assert turned(out, 0, False, -out.bounds().x - 30, -out.bounds().y + 10) == plane
    assert turned(turned(plane, 0, True, 0, 0), 0, True, 0, 0) == plane


@pytest.mark.parametrize("interpolation", ["nearest", "bilinear", "bicubic", "lanczos"])
@pytest.mark.parametrize(
    "corners",
    [
        quad((-10.3, 4.2), (120.7, 30.1), (100.0, 160.5), (-31.0, 134.6)),
        quad((0, 0), (90, 20), (80, 120), (-20, 60)),
        quad((0, 0), (400, -30), (300, 500), (10, 260)),
        quad((0, 0), (9, 1), (8, 7), (0, 6)),
    ],
    ids=["turned", "perspective", "larger", "smaller"],
)
def test_colours_never_exceed_alpha(corners: Quad, interpolation: str) -> None:
    out = mapped(noise(), Homography.between(BOX, corners), interpolation)
    assert out.tiles
    for tile in out.tiles.values():
        assert (tile[..., :3] <= tile[..., 3:]).all()


def test_a_turn_and_its_opposite_keep_a_smooth_picture() -> None:
    plane = smooth()
    angle = math.radians(30)
    centre = (20.0, 50.0)

    def turn(x: float, y: float) -> tuple[float, float]:
        dx, dy = x - centre[0], y - centre[1]
        return (
            centre[0] + dx * math.cos(angle) - dy * math.sin(angle),
            centre[1] + dx * math.sin(angle) + dy * math.cos(angle),
        )

    corners = [(-30.0, 10.0), (70.0, 10.0), (70.0, 90.0), (-30.0, 90.0)]
    there = Homography.between(BOX, quad(*(turn(*corner) for corner in corners)))
    angle = -angle
    back = Homography.between(BOX, quad(*(turn(*corner) for corner in corners)))
    out = mapped(mapped(plane, there), back)
    inner = Rect(-25, 15, 90, 70)
    off = np.abs(out.read(inner).astype(int) - plane.read(inner))
    assert off.max() < 300  # of 65535


def test_a_point_of_a_perspective_lands_where_the_mapping_says() -> None:
    mapping = Homography.between(BOX, quad((0, 0), (200, 40), (160, 220), (-40, 130)))
    plane = Pixels.from_array(np.full((5, 5, 4), FULL, np.uint16), 30, 40)
    out = mapped(plane, mapping)
    bounds = out.read(out.bounds())[..., 3].astype(float)
    y, x = np.indices(bounds.shape)
    middle = (
        out.bounds().x + 0.5 + (x * bounds).sum() / bounds.sum(),
        out.bounds().y + 0.5 + (y * bounds).sum() / bounds.sum(),
    )
    assert math.dist(middle, mapping.point(32.5, 42.5)) < 0.2


def test_what_becomes_much_smaller_is_averaged() -> None:
    board = np.indices((256, 256)).sum(axis=0) % 2 * FULL
    plane = Pixels.from_array(
        np.dstack((*(board,) * 3, np.full_like(board, FULL))).astype(np.uint16)
    )
    mapping = Homography.between((0, 0, 256, 256), quad((0, 0), (60, 0), (60, 60), (0, 60)))
    inner = mapped(plane, mapping).read(Rect(5, 5, 50, 50))
    assert np.abs(inner[..., 0].astype(int) - FULL // 2).max() < 700


def test_a_mask_that_shows_everything_stays_so_outside() -> None:
    hole = Pixels.mask(FULL).written(np.zeros((20, 20), np.uint16), 10, 20)
    mapping = Homography.between(BOX, quad((0, 0), (80, 30), (60, 110), (-20, 80)))
    out = mapped(hole, mapping)
    assert out.fill == FULL
    x, y = mapping.point(20, 30)
    assert out.read(Rect(int(x), int(y), 1, 1))[0, 0] == 0
    assert out.read(Rect(500, 500, 1, 1))[0, 0] == FULL


def test_only_what_the_limit_allows_is_made() -> None:
    mapping = Homography.between(BOX, quad((0, 0), (1000, 10), (1000, 810), (0, 800)))
    out = mapped(noise(), mapping, limit=Rect(100, 100, 64, 50))
    assert Rect(100, 100, 64, 50).contains(out.bounds())


def test_halving_keeps_averages() -> None:
    plane = noise(x=-64, y=64)
    small = halved(plane)
    assert small.bounds() == Rect(-32, 32, 50, 40)
    expected = plane.read(Rect(-64, 64, 2, 2)).reshape(-1, 4).astype(float).mean(axis=0)
    assert np.abs(small.read(Rect(-32, 32, 1, 1))[0, 0] - expected).max() <= 1


def straight(columns: int, rows: int) -> list[tuple[float, float]]:
    return [
        (BOX[0] + 100 * column / (columns - 1), BOX[1] + 80 * row / (rows - 1))
        for row in range(rows)
        for column in range(columns)
    ]


def test_an_unbent_grid_changes_nearly_nothing() -> None:
    plane = noise()
    out = mapped(plane, GridWarp(BOX, 4, tuple(straight(4, 3))))
    whole = Rect(-30, 10, 100, 80)
    assert np.abs(out.read(whole).astype(int) - plane.read(whole)).max() < 40


def test_a_bent_grid_passes_through_its_points() -> None:
    points = straight(4, 4)
    points[5] = (points[5][0] + 12, points[5][1] - 7)
    warp = GridWarp(BOX, 4, tuple(points))
    across, down = np.meshgrid(np.arange(4.0), np.arange(4.0))
    assert np.allclose(warp.targets(across, down)[0].reshape(-1, 2), points)
    x, y = points[5]
    dot = Rect(int(straight(4, 4)[5][0]) - 3, int(straight(4, 4)[5][1]) - 3, 7, 7)
    plane = Pixels.from_array(np.full((7, 7, 4), FULL, np.uint16), dot.x, dot.y)
    out = mapped(plane, warp)
    alpha = out.read(Rect(-100, -100, 300, 300))[..., 3].astype(float)
    rows, columns = np.indices(alpha.shape)
    assert abs((columns * alpha).sum() / alpha.sum() - 100 + 0.5 - x) < 1.5
    assert abs((rows * alpha).sum() / alpha.sum() - 100 + 0.5 - y) < 1.5


def test_the_inverse_of_a_bent_grid_is_its_inverse() -> None:
    points = straight(4, 4)
    points[5] = (points[5][0] + 15, points[5][1] - 10)
    points[15] = (points[15][0] + 30, points[15][1] + 25)
    warp = GridWarp(BOX, 4, tuple(points))
    x, y = warp.sources(Rect(-20, 20, 64, 50))
    u, v = (x - BOX[0]) / 100 * 3, (y - BOX[1]) / 80 * 3
    found = warp.targets(u.astype(float), v.astype(float))[0]
    wanted_x, wanted_y = np.meshgrid(np.arange(-20, 44) + 0.5, np.arange(20, 70) + 0.5)
    assert np.abs(found[..., 0] - wanted_x).max() < 0.25
    assert np.abs(found[..., 1] - wanted_y).max() < 0.25


def test_corners_that_span_nothing_are_refused() -> None:
    assert not convex(quad((0, 0), (10, 0), (2, 2), (0, 10)))
    with pytest.raises(ValueError, match="span"):
        Homography.between(BOX, quad((0, 0), (10, 0), (20, 0), (5, 0)))


@pytest.mark.parametrize("side", [63, 100, 333, 1500])
def test_a_full_sheet_stays_full_to_its_border(side: int) -> None:
    sheet = Pixels.from_array(np.full((321, 321, 4), FULL, np.uint16))
    corners = quad((0, 0), (side, 0), (side, side), (0, side))
    out = mapped(sheet, Homography.between((0, 0, 321, 321), corners))
    assert out.bounds() == Rect(0, 0, side, side)
    assert out.read(Rect(0, 0, side, side)).min() == FULL
