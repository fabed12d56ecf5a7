"""Areas that do not leak through openings in their outline."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from paintapp.document import FULL, Pixels, RasterLayer, Rect
from paintapp.painting.alike import alike_area

BOUNDS = Rect(0, 0, 300, 260)


def outlined(gap: int) -> tuple[RasterLayer, np.ndarray]:
    """A box with sharp corners whose right side has an opening; and what lies inside of it."""
    ink = np.zeros((BOUNDS.height, BOUNDS.width), np.uint8)
    cv2.rectangle(ink, (50, 50), (200, 200), 255, 2)
    if gap:
        ink[100 : 100 + gap, 195:206] = 0
    inside = np.zeros(ink.shape, bool)
    inside[52:199, 52:199] = True
    pixels = np.zeros((*ink.shape, 4), np.uint16)
    pixels[ink > 0] = (0, 0, 0, FULL)
    return RasterLayer(id=1, name="Ink", pixels=Pixels.from_array(pixels)), inside


def area(layer: RasterLayer, x: int, y: int, gap: int) -> np.ndarray:
    found = alike_area((layer,), BOUNDS, x, y, gap=gap, antialias=False)
    return found.read(BOUNDS) > 0


@pytest.mark.parametrize("opening", [1, 6, 15])
def test_an_opening_narrower_than_the_gap_does_not_leak(opening: int) -> None:
    layer, inside = outlined(opening)
    assert area(layer, 120, 120, 0)[10, 10], "without closing it leaks"
    for x, y in ((120, 120), (60, 190)):
        found = area(layer, x, y, opening + 2)
        assert not found[10, 10]
        assert found[inside].all(), "the corners are filled as well"
        beyond = found & ~inside
        assert beyond.sum() <= 4 * opening * opening, "at most into the opening itself"
    outside = area(layer, 10, 10, opening + 2)
    assert not outside[120, 120] and outside[2, 2] and outside[258, 298]


def test_a_wider_opening_leaks_and_a_closed_outline_stays_the_same() -> None:
    layer, _ = outlined(20)
    assert area(layer, 120, 120, 8)[10, 10]
    layer, inside = outlined(0)
    assert np.array_equal(area(layer, 120, 120, 8), inside)
    assert np.array_equal(area(layer, 120, 120, 0), inside)


def test_a_place_narrower_than_the_gap_can_still_be_filled() -> None:
    ink = np.zeros((BOUNDS.height, BOUNDS.width, 4), np.uint16)
    ink[100:102, 20:280] = ink[106:108, 20:280] = (0, 0, 0, FULL)
    ink[100:108, 20:22] = ink[100:108, 278:280] = (0, 0, 0, FULL)
    layer = RasterLayer(id=1, name="Ink", pixels=Pixels.from_array(ink))
    found = area(layer, 150, 104, 30)
    assert found[102:106, 22:278].all() and found.sum() == 4 * 256


def test_no_line_is_jumped() -> None:
    layer, inside = outlined(0)
    everywhere = area(layer, 10, 10, 64)
    assert not (everywhere & inside).any()
    ink = layer.pixels.read(BOUNDS)[..., 3] > 0
    assert np.array_equal(everywhere, ~inside & ~ink), "all of the outside, up to the line"
