"""The outline of a brush's tip."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from paintapp.painting.bitmaps import Bitmap
from paintapp.painting.brush import Brush
from paintapp.painting.footprint import footprint


def test_a_round_tip_is_a_circle_of_its_radius() -> None:
    (outline,) = footprint(Brush())
    assert np.hypot(*outline.T) == pytest.approx(1, abs=1e-6)


def test_roundness_squashes_and_the_angle_turns_clockwise() -> None:
    (outline,) = footprint(Brush(roundness=0.25, angle=90))
    assert np.abs(outline).max(axis=0) == pytest.approx([0.25, 1], abs=1e-6)
    (leaning,) = footprint(Brush(roundness=0.1, angle=30))
    x, y = leaning[np.argmax(leaning[:, 0])]
    assert np.degrees(np.arctan2(y, x)) == pytest.approx(30, abs=3)


def test_a_bitmap_shows_its_shape_and_not_its_grain() -> None:
    picture = np.zeros((100, 200), np.uint8)
    cv2.rectangle(picture, (20, 30), (120, 70), 255, -1)
    speckled = picture & np.random.default_rng(2).integers(0, 2, picture.shape, np.uint8) * 255
    for found in (picture, speckled.astype(np.uint8)):
        (outline,) = footprint(Brush(tip=Bitmap("box", found)))
        low, high = outline.min(axis=0), outline.max(axis=0)
        assert [*low, *high] == pytest.approx([-0.8, -0.2, 0.2, 0.2], abs=0.06)


def test_an_empty_bitmap_still_has_an_outline() -> None:
    assert len(footprint(Brush(tip=Bitmap("empty", np.zeros((9, 9), np.uint8))))) == 1
