"""Line drawings of pictures: ink of drawings, edges of paintings."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from paintapp.painting import line_art


def drawn(ink: int = 0, thick: int = 2, paper: int = 255) -> np.ndarray:
    picture = np.full((160, 160, 3), paper, np.uint8)
    cv2.circle(picture, (80, 80), 50, (ink,) * 3, thick, cv2.LINE_AA)
    cv2.line(picture, (20, 140), (140, 150), (ink,) * 3, thick, cv2.LINE_AA)
    return picture


@pytest.mark.parametrize("ink", [0, 120, 225])
def test_ink_becomes_light_lines_however_faint(ink: int) -> None:
    lines = line_art.of_picture(drawn(ink))
    assert lines.shape == (160, 160) and lines.dtype == np.uint8
    assert lines[80, 30] > 200 and lines[80, 80] == 0 and lines[0, 0] == 0
    # A stroke is one line, not its two borders.
    assert np.count_nonzero(lines[80, 20:40] > 60) <= 6


def test_light_lines_on_dark_are_taken_as_they_are() -> None:
    dark, light = (line_art.of_picture(picture) for picture in (drawn(), 255 - drawn()))
    assert np.abs(dark.astype(int) - light).max() <= 1


def test_a_few_filled_spots_do_not_make_a_painting() -> None:
    picture = drawn()
    cv2.circle(picture, (70, 70), 6, (0, 0, 0), -1)
    assert line_art.is_drawn_in_lines(line_art.ink(picture))
    assert line_art.of_picture(picture)[70, 70] > 200


def test_a_painting_becomes_its_edges() -> None:
    picture = np.full((160, 160, 3), 235, np.uint8)
    cv2.circle(picture, (80, 80), 50, (200, 40, 30), -1, cv2.LINE_AA)
    lines = line_art.of_picture(picture)
    assert lines[80, 80] == 0 and lines[80, 26:34].max() > 200
    picture[:] = 90
    cv2.circle(picture, (80, 80), 50, (20, 20, 20), 2, cv2.LINE_AA)  # on dark paper
    assert not line_art.is_drawn_in_lines(line_art.ink(picture))


def test_empty_paper_has_no_lines() -> None:
    assert not line_art.of_picture(np.full((64, 64, 3), 255, np.uint8)).any()
    assert not line_art.strengthened(np.zeros((4, 4), np.float32)).any()
