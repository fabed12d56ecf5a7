"""Sparse planes of tiles: reading, writing, moving, and sharing what does not change."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paintapp.document import FULL, TILE, Pixels, Rect
from paintapp.document.pixels import Array, constant_tile, tile_keys, tile_rect

AREA = Rect(-130, -70, 400, 330)
offsets = st.integers(-150, 150)
sides = st.integers(1, 140)


def noise(seed: int, height: int, width: int, channels: int = 4) -> Array:
    shape = (height, width) if channels == 1 else (height, width, channels)
    return np.random.default_rng(seed).integers(1, FULL + 1, shape).astype(np.uint16)


def part_of(array: Array, rect: Rect) -> Array:
    """A rectangle out of an array that covers AREA."""
    return array[rect.y - AREA.y : rect.bottom - AREA.y, rect.x - AREA.x : rect.right - AREA.x]


@given(offsets, offsets, sides, sides, st.sampled_from((1, 4)), st.sampled_from((0, FULL)))
@settings(max_examples=60, deadline=None)
def test_what_is_written_is_read(
    x: int, y: int, width: int, height: int, channels: int, fill: int
) -> None:
    picture = noise(1, height, width, channels)
    before = Pixels(channels, fill)
    plane = before.written(picture, x, y)
    assert (plane.read(Rect(x, y, width, height)) == picture).all()
    around = plane.read(Rect(x - 3, y - 3, width + 6, height + 6))
    around[3:-3, 3:-3] = fill
    assert (around == fill).all()
    assert not before.tiles


@given(offsets, offsets, st.integers(-200, 200), st.integers(-200, 200))
@settings(max_examples=60, deadline=None)
def test_moving(x: int, y: int, dx: int, dy: int) -> None:
    plane = Pixels.from_array(noise(2, 90, 70), x, y)
    moved = plane.translated(dx, dy)
    assert moved == Pixels.from_array(noise(2, 90, 70), x + dx, y + dy)
    assert moved.bounds() == Rect(x + dx, y + dy, 70, 90)
    assert moved.translated(-dx, -dy) == plane


def test_moving_by_whole_tiles_shares_them() -> None:
    plane = Pixels.from_array(noise(3, 100, 100))
    moved = plane.translated(TILE * 3, -TILE)
    assert {id(tile) for tile in moved.tiles.values()} == {id(t) for t in plane.tiles.values()}


@given(offsets, offsets, st.integers(0, 200), st.integers(0, 200), st.sampled_from((0, 5)))
@settings(max_examples=60, deadline=None)
def test_cropping(x: int, y: int, width: int, height: int, fill: int) -> None:
    values = noise(4, AREA.height, AREA.width, 1)
    plane = Pixels.from_array(values, AREA.x, AREA.y, fill)
    rect = Rect(x, y, width, height)
    truth = np.full_like(values, fill)
    inside = rect.intersected(AREA)
    if not inside.empty:
        part_of(truth, inside)[...] = part_of(values, inside)
    assert (plane.cropped(rect).read(AREA) == truth).all()


def test_bounds_are_those_of_what_is_there() -> None:
    assert Pixels().bounds().empty and Pixels().tile_bounds().empty
    values = np.zeros((200, 300), np.uint16)
    values[150, 70:90] = 9
    plane = Pixels.from_array(values, -100, -100)
    assert plane.bounds() == Rect(-30, 50, 20, 1)
    assert plane.tile_bounds().contains(plane.bounds())
    assert len(plane.tiles) == 1


def test_tiles_cannot_be_written_to() -> None:
    plane = Pixels.from_array(noise(5, 10, 10))
    for tile in (*plane.tiles.values(), plane.tile((50, 50)), constant_tile(1, 7)):
        with pytest.raises(ValueError):
            tile[...] = 0
    copy = plane.read(Rect(0, 0, 10, 10))
    copy[...] = 0
    assert plane.tile((0, 0)).any()


def test_planes_share_what_does_not_change() -> None:
    plane = Pixels.from_array(noise(6, 200, 200))
    other = plane.with_tiles({(1, 1): None, (9, 9): noise(7, TILE, TILE)})
    assert other.changed_keys(plane) == {(1, 1), (9, 9)} == plane.changed_keys(other)
    assert all(other.tiles[key] is plane.tiles[key] for key in plane.tiles if key != (1, 1))
    assert plane.with_tiles({}) is plane


def test_equality_is_about_pixels_not_tiles() -> None:
    empty_tile = Pixels(1, 0, {(0, 0): np.zeros((TILE, TILE), np.uint16)})
    assert empty_tile == Pixels.mask() and hash(empty_tile) == hash(Pixels.mask())
    assert Pixels.mask(0) != Pixels.mask(FULL)
    assert Pixels() != Pixels.mask()
    assert Pixels.from_array(noise(8, 9, 9)) != Pixels.from_array(noise(9, 9, 9))
    assert Pixels() != "pixels"


@pytest.mark.parametrize(("channels", "fill"), [(3, 0), (4, 7), (1, -1), (1, FULL + 1)])
def test_other_kinds_of_planes_are_refused(channels: int, fill: int) -> None:
    with pytest.raises(ValueError):
        Pixels(channels, fill)


@given(offsets, offsets, st.integers(0, 300), st.integers(0, 300))
def test_keys_of_a_rectangle(x: int, y: int, width: int, height: int) -> None:
    rect = Rect(x, y, width, height)
    keys = list(tile_keys(rect))
    assert len(keys) == len(set(keys))
    assert sum(tile_rect(key).intersected(rect).area for key in keys) == rect.area
    assert all(not tile_rect(key).intersected(rect).empty for key in keys)
    plane = Pixels(1, 0, {(c, r): constant_tile(1, 1) for c in range(-2, 3) for r in range(-2, 3)})
    assert set(plane.keys_in(rect)) == set(keys) & set(plane.tiles)


def test_rectangles() -> None:
    one, other = Rect(0, 0, 10, 10), Rect(5, -5, 10, 10)
    assert one.intersected(other) == Rect(5, 0, 5, 5)
    assert one.united(other) == Rect(0, -5, 15, 15)
    assert one.intersected(Rect(20, 20, 5, 5)).empty
    assert one.united(Rect(50, 50, 0, 0)) == one and Rect(0, 0, 0, 0).united(one) == one
    assert one.padded(-6).area == 0 and one.padded(2) == Rect(-2, -2, 14, 14)
    assert one.contains(Rect(2, 2, 8, 8)) and not one.contains(Rect(2, 2, 9, 8))
    assert one.contains(Rect(99, 99, 0, 5))
