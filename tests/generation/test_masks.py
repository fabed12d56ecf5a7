"""Denoise masks and composite masks."""

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paintapp.document import FULL, Pixels, Rect
from paintapp.generation import masks
from paintapp.generation.masks import (
    bounded,
    composite_mask,
    denoise_mask,
    selection_at,
)

CANVAS = Rect(0, 0, 256, 192)


def block(x: int, y: int, width: int, height: int, value: int = FULL) -> Pixels:
    return Pixels.from_array(np.full((height, width), value, np.uint16), x, y)


def test_a_hard_selection_is_grown_and_feathered() -> None:
    soft = np.zeros((100, 100), np.uint8)
    soft[40:60, 40:60] = 255
    mask = denoise_mask(soft, grow=10, feather=8)
    assert (mask[40:60, 40:60] == 255).all()
    row = mask[50].astype(int)
    assert row[63] == 255  # 4 pixels out: still whole
    assert row[69] in range(90, 166)  # 10 pixels out: half
    assert row[76] == 0  # beyond grow + feather / 2
    assert (np.diff(row[59:80]) <= 0).all()
    # As a dilation and a blur of the same size would have it.
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (21, 21))
    expected = cv2.GaussianBlur(cv2.dilate(soft, disc), (9, 9), 2)
    assert np.abs(expected.astype(int) - mask).mean() < 3


def test_soft_selections_are_honoured_pixel_by_pixel() -> None:
    soft = np.zeros((64, 200), np.uint8)
    soft[:, 20:180] = np.linspace(1, 200, 160).astype(np.uint8)
    mask = denoise_mask(soft, grow=6, feather=6)
    assert (mask[:, 20:180] == soft[:, 20:180]).all()
    assert mask[:, :19].max() <= 3  # next to the faint end, nothing new is denoised
    assert mask[32, 182] > 150  # next to the strong end, the selection is grown
    half = np.full((32, 32), 128, np.uint8)
    assert (denoise_mask(half, 6, 6) == 128).all()


def test_an_anti_aliased_edge_is_hard() -> None:
    soft = np.zeros((64, 64), np.uint8)
    soft[20:40, 20:40] = 255
    soft[20:40, 40] = 100
    mask = denoise_mask(soft, grow=6, feather=4)
    assert (mask[25:35, 20:43] == 255).all()


def test_thin_strokes_survive_reduction() -> None:
    plane = Pixels.from_array(np.zeros((1000, 1000), np.uint16)).written(
        np.full((1000, 1), FULL, np.uint16), 333, 0
    )
    found = selection_at(plane, Rect(0, 0, 1000, 1000), 64, 64)
    assert found.shape == (64, 64)
    assert (found.max(axis=1) > 100).all()
    single = selection_at(block(700, 21, 1, 1), Rect(0, 0, 1000, 1000), 664, 664)
    assert single.max() > 100


def test_reduction_in_bands_is_seamless(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(3)
    array = (rng.random((190, 250)) > 0.98).astype(np.uint16) * FULL
    plane = Pixels.from_array(array)
    whole = selection_at(plane, CANVAS, 64, 48)
    composite = composite_mask(plane, CANVAS, 7)
    monkeypatch.setattr(masks, "BAND_PIXELS", 256 * 16)
    monkeypatch.setattr(masks, "BLOCK_TILES", 1)
    assert (selection_at(plane, CANVAS, 64, 48) == whole).all()
    assert composite_mask(plane, CANVAS, 7) == composite


def test_the_composite_mask_fades_in_inside_the_selection() -> None:
    mask = composite_mask(block(50, 50, 80, 60), CANVAS, blend=10).read(CANVAS)
    assert mask[:50].max() == mask[110:].max() == mask[:, :50].max() == mask[:, 130:].max() == 0
    row = mask[80, 49:70].astype(int)
    assert 0 < row[1] < FULL // 8
    assert (np.diff(row) >= 0).all()
    assert (mask[61:99, 61:119] == FULL).all()


def test_without_blend_the_composite_mask_is_the_selection() -> None:
    plane = block(50, 50, 80, 60)
    assert composite_mask(plane, CANVAS, 0) == plane


def test_the_canvas_border_is_no_edge() -> None:
    mask = composite_mask(block(0, 0, 100, 192), CANVAS, blend=8).read(CANVAS)
    assert (mask[:, :90] == FULL).all()
    everything = composite_mask(block(0, 0, 256, 192), CANVAS, blend=8).read(CANVAS)
    assert (everything == FULL).all()


@pytest.mark.parametrize(("width", "least"), [(1, FULL), (2, FULL), (4, FULL // 2)])
def test_thin_parts_still_show(width: int, least: int) -> None:
    """A thin part fades in over less, even where it hangs on a thick one."""
    plane = block(20, 20, 60, 60).written(np.full((100, width), FULL, np.uint16), 150, 40)
    mask = composite_mask(plane, CANVAS, blend=12).read(CANVAS)
    assert (mask[60:120, 150 : 150 + width].max(axis=1) >= least).all()


def test_one_selected_pixel_shows_whole() -> None:
    mask = composite_mask(block(100, 100, 1, 1), CANVAS, blend=12)
    assert mask == block(100, 100, 1, 1)


def test_hardly_selected_pixels_fade_out() -> None:
    mask = composite_mask(block(50, 50, 80, 60, FULL // 8), CANVAS, blend=0).read(CANVAS)
    assert abs(int(mask[80, 80]) - FULL // 2) < 8
    half = composite_mask(block(50, 50, 80, 60, FULL // 2), CANVAS, blend=0).read(CANVAS)
    assert half[80, 80] == FULL


def test_inverted_selections_are_bounded() -> None:
    plane = Pixels(1, FULL).written(np.zeros((10, 10), np.uint16), 5, 5)
    found = bounded(plane, CANVAS)
    array = found.read(Rect(-10, -10, 300, 300))
    assert found.fill == 0
    assert int((array > 0).sum()) == CANVAS.area - 100
    assert found.bounds() == CANVAS


def test_selections_past_the_canvas_are_cut() -> None:
    assert bounded(block(-20, -20, 400, 30), CANVAS).bounds() == Rect(0, 0, 256, 10)
    inside = block(3, 3, 5, 5)
    assert bounded(inside, CANVAS) is inside


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_results_never_show_outside_the_selection(data: st.DataObject) -> None:
    canvas = Rect(0, 0, data.draw(st.integers(16, 150)), data.draw(st.integers(16, 150)))
    rng = np.random.default_rng(data.draw(st.integers(0, 1000)))
    array = rng.integers(0, FULL + 1, (canvas.height, canvas.width)).astype(np.uint16)
    array[rng.random(array.shape) > data.draw(st.floats(0, 1))] = 0
    plane = Pixels.from_array(array)
    shown = composite_mask(plane, canvas, data.draw(st.integers(0, 25))).read(canvas)
    assert (shown[array == 0] == 0).all()
    assert ((shown > 0) == (array > 0)).mean() > 0.99
