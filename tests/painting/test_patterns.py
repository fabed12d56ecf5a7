"""Patterns: they repeat without a seam, in the artist's colour, at any scale."""

from __future__ import annotations

import numpy as np
import pytest

from paintapp.document import FULL, Pixels, Rect
from paintapp.painting.covering import covered
from paintapp.painting.patterns import LABELS, Pattern, bundled_pattern

COLOUR = (FULL, 30000, 0)


@pytest.mark.parametrize("name", LABELS)
def test_every_pattern_repeats_and_keeps_its_colour(name: str) -> None:
    pattern = bundled_pattern(name)
    repeat = pattern.coloured(COLOUR).astype(int)
    height, width = repeat.shape[:2]
    bounds = Rect(0, 0, 2 * width, 2 * height)
    plane = covered(Pixels(), pattern.paint(COLOUR), None, bounds)
    assert np.array_equal(plane.read(bounds), np.tile(repeat, (2, 2, 1)))
    alpha = repeat[..., 3]
    assert np.abs(repeat[..., 0] - alpha).max() <= 1 and not repeat[..., 2].any()
    assert np.abs(repeat[..., 1] - alpha * (30000 / FULL)).max() <= 1
    assert 0.02 < alpha.mean() / FULL < 0.98 and alpha.std() > 2000, "something is drawn"
    # Across the seam it is no rougher than the roughest place within.
    steps = np.abs(np.diff(np.concatenate([alpha, alpha[:, :1]], axis=1), axis=1)).mean(axis=0)
    assert steps[-1] <= steps[:-1].max() * 1.05 + 1
    steps = np.abs(np.diff(np.concatenate([alpha, alpha[:1]], axis=0), axis=0)).mean(axis=1)
    assert steps[-1] <= steps[:-1].max() * 1.05 + 1


@pytest.mark.parametrize("scale", [0.1, 0.37, 1.6, 4.0])
def test_scaled_patterns_repeat_too(scale: float) -> None:
    pattern = bundled_pattern("dots")
    repeat = pattern.coloured(COLOUR, scale).astype(int)
    side = max(1, round(24 * scale))
    assert repeat.shape == (side, side, 4)
    assert (repeat[..., :3] <= repeat[..., 3:]).all()
    share = pattern.coloured(COLOUR)[..., 3].mean()
    assert repeat[..., 3].mean() == pytest.approx(share, rel=0.12)


def test_what_is_too_large_is_refused() -> None:
    with pytest.raises(ValueError, match="sides"):
        Pattern("x", "x", np.zeros((1, 4000), np.uint16))
    with pytest.raises(KeyError):
        bundled_pattern("nothing")


def test_paint_on_one_channel_moves_towards_its_lightness() -> None:
    bounds = Rect(0, 0, 70, 20)
    half = np.zeros((64, 64, 4), np.uint16)
    half[...] = (FULL // 2, FULL // 2, FULL // 2, FULL // 2)  # white, half opaque
    half.flags.writeable = False
    mask = covered(Pixels.mask(20000), lambda key: half, None, bounds)
    values = mask.read(Rect(0, 0, 80, 30))
    assert abs(int(values[5, 5]) - (20000 + FULL) // 2) <= 1
    assert values[5, 75] == values[25, 5] == 20000, "nothing beyond the canvas"
    stopped = Pixels.mask(20000)
    assert covered(stopped, lambda key: half, None, bounds, cancelled=lambda: True) is stopped
