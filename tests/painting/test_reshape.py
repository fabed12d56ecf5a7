"""Selections reshaped: edges move, and keep how soft they are."""

from __future__ import annotations

import math

import numpy as np
import pytest

from paintapp.document import FULL, Pixels, Rect
from paintapp.document.pixels import Array
from paintapp.painting import reshape, selection

CANVAS = Rect(0, 0, 200, 150)


def values(plane: Pixels, bounds: Rect = CANVAS) -> Array:
    return plane.read(bounds)


def test_growing_and_shrinking_move_the_edge_and_round_the_corners() -> None:
    box = selection.rectangle(CANVAS, (60, 50, 120, 100))
    grown = values(reshape.grow(box, CANVAS, 10))
    assert (grown[75, 50:130] == FULL).all()
    assert grown[75, 49] == 0 and grown[75, 130] == 0
    assert grown[41, 51] == 0  # beyond the round corner
    assert grown.sum() / FULL == pytest.approx(60 * 50 + 2 * 10 * 110 + math.pi * 100, rel=0.01)
    shrunk = values(reshape.shrink(box, CANVAS, 10))
    assert (shrunk == values(selection.rectangle(CANVAS, (70, 60, 110, 90)))).all()
    back = values(reshape.shrink(reshape.grow(box, CANVAS, 10), CANVAS, 10))
    assert np.abs(back.astype(np.int64) - values(box)).sum() / FULL < 4


def soft_edge(width: float) -> Pixels:
    """Selected to the left of 200, with an edge softened over some pixels, on WIDE."""
    return reshape.feather(selection.rectangle(WIDE, (0, 0, 200, 64)), WIDE, width)


WIDE = Rect(0, 0, 400, 64)


@pytest.mark.parametrize("width", [3, 12, 40])
@pytest.mark.parametrize("pixels", [1, 7.5, 30])
def test_a_soft_edge_moves_and_stays_as_soft(width: float, pixels: float) -> None:
    before = values(soft_edge(width), WIDE)[32].astype(float)
    places = np.arange(400)
    for change, step in ((reshape.grow, pixels), (reshape.shrink, -pixels)):
        after = values(change(soft_edge(width), WIDE, pixels), WIDE)[32]
        moved = np.interp(places - step, places, before)
        assert np.abs(after - moved)[100:300].max() / FULL < 0.04
        assert (np.diff(after.astype(int)) <= 0).all()


def test_an_edge_between_pixels_stays_between_them() -> None:
    box = selection.rectangle(CANVAS, (60.25, 50, 120.5, 100))
    grown = values(reshape.grow(box, CANVAS, 5))
    assert grown[75, 55] / FULL == pytest.approx(0.75, abs=0.04)
    assert grown[75, 125] / FULL == pytest.approx(0.5, abs=0.04)
    shrunk = values(reshape.shrink(box, CANVAS, 5))
    assert shrunk[75, 65] / FULL == pytest.approx(0.75, abs=0.04)
    assert shrunk[75, 115] / FULL == pytest.approx(0.5, abs=0.04)


def test_what_is_selected_by_half_grows_by_half() -> None:
    half = np.zeros((150, 200), np.uint16)
    half[40:80, 40:80] = 30000
    half[55:65, 55:65] = FULL
    half[100:110, 150:160] = 12345
    plane = Pixels.from_array(half)
    grown = values(reshape.grow(plane, CANVAS, 4)).astype(int)
    assert np.abs(grown[36:50, 40:80] - 30000).max() <= 1
    assert grown[60, 52] == FULL and abs(grown[60, 50] - 30000) <= 1
    assert np.abs(grown[96:114, 152:158] - 12345).max() <= 1
    shrunk = values(reshape.shrink(plane, CANVAS, 4)).astype(int)
    assert np.abs(shrunk[44:76, 44:50] - 30000).max() <= 1
    assert shrunk[60, 60] == FULL and abs(shrunk[56, 60] - 30000) <= 1
    assert shrunk[60, 42] == 0


def test_a_border_has_its_width_on_both_sides() -> None:
    box = selection.rectangle(CANVAS, (60, 50, 120, 100))
    band = values(reshape.border(box, CANVAS, 6))
    assert (band[75, 57:63] == FULL).all()
    assert band[75, 56] == 0 and band[75, 63] == 0 and band[75, 90] == 0
    everything = selection.rectangle(CANVAS, CANVAS)
    assert not reshape.border(everything, CANVAS, 6).tiles


def test_smoothing_takes_specks_and_notches_and_leaves_edges() -> None:
    ragged = np.zeros((150, 200), np.uint16)
    ragged[:, :100] = FULL
    ragged[70:73, 100:104] = FULL  # a bump
    ragged[20:23, 96:100] = 0  # a notch
    ragged[100:102, 150:152] = FULL  # a speck
    ragged[100:102, 50:52] = 0  # a hole
    smooth = values(reshape.smooth(Pixels.from_array(ragged), CANVAS, 10))
    assert (smooth[100:102, 150:152] == 0).all()
    assert (smooth[100:102, 50:52] == FULL).all()
    assert smooth[71, 102] == 0 and smooth[21, 97] == FULL
    assert (smooth[120:, 99] > 0.9 * FULL).all() and (smooth[120:, 100] < 0.1 * FULL).all()


def test_smoothing_keeps_a_soft_edge_soft() -> None:
    soft = soft_edge(20)
    before, after = values(soft, WIDE)[32] / FULL, values(reshape.smooth(soft, WIDE, 8), WIDE)[32]
    assert np.abs(after / FULL - before)[100:300].max() < 0.06


def test_nothing_and_all_stay() -> None:
    for change in (reshape.grow, reshape.shrink, reshape.smooth, reshape.feather):
        assert not change(Pixels.mask(), CANVAS, 5).tiles
    everything = Pixels.mask(FULL)
    for change in (reshape.grow, reshape.shrink, reshape.smooth, reshape.feather):
        assert (values(change(everything, CANVAS, 5)) == FULL).all()


def test_the_canvas_border_is_no_edge() -> None:
    everything = selection.rectangle(CANVAS, (0, 0, 200, 150))
    for change in (reshape.shrink, reshape.feather, reshape.grow):
        assert change(everything, CANVAS, 20) == everything
    assert not reshape.shrink(selection.rectangle(CANVAS, (9, 9, 19, 19)), CANVAS, 6).tiles


@pytest.mark.parametrize("pixels", [2, 4, 15, 40])
def test_feathering_is_a_gaussian(pixels: int) -> None:
    canvas = Rect(0, 0, 400, 64)
    half = selection.rectangle(canvas, (0, 0, 200, 64))
    soft = values(reshape.feather(half, canvas, pixels), canvas)[32] / FULL
    truth = [0.5 * math.erfc((x + 0.5 - 200) / (pixels / 2) / math.sqrt(2)) for x in range(400)]
    assert np.abs(soft - truth).max() < 0.05
    assert (np.diff(soft) <= 0).all()
