"""Gradients: the colours between stops, and how they lie on a canvas."""

from __future__ import annotations

import numpy as np
import pytest

from paintapp.document import FULL, Pixels, Rect
from paintapp.painting.covering import covered
from paintapp.painting.gradient import (
    PRESETS,
    Gradient,
    Stop,
    painted_gradient,
    parsed,
    ramp,
)

BOUNDS = Rect(0, 0, 200, 130)
GREY = parsed("0 #000000 1; 1 #ffffff 1")


def drawn(gradient: Gradient = GREY, **how: object) -> np.ndarray:
    start = how.pop("start", (20.0, 60.0))
    end = how.pop("end", (120.0, 60.0))
    paint = painted_gradient(gradient, start, end, **{"dither": False, **how})
    return covered(Pixels(), paint, None, BOUNDS).read(BOUNDS).astype(int)


def wanted(t: np.ndarray) -> np.ndarray:
    return np.clip(t, 0, 1) * FULL


ROWS, COLUMNS = np.mgrid[0:130, 0:200] + 0.5


@pytest.mark.parametrize(
    ("shape", "t"),
    [
        ("linear", (COLUMNS - 20) / 100),
        ("reflected", abs(COLUMNS - 20) / 100),
        ("radial", np.hypot(COLUMNS - 20, ROWS - 60) / 100),
    ],
)
def test_the_shapes_are_what_they_are_called(shape: str, t: np.ndarray) -> None:
    found = drawn(shape=shape)
    assert (found[..., 3] == FULL).all()
    assert np.abs(found[..., 0] - wanted(t)).max() < 0.012 * FULL
    repeated = drawn(shape=shape, repeat="mirror")[..., 1]
    mirrored = np.abs((t + 1) % 2 - 1)
    assert np.abs(repeated - wanted(mirrored)).max() < 0.012 * FULL
    repeated = drawn(shape=shape, repeat="repeat")[..., 1]
    away = (np.abs(t % 1 - 0.5) < 0.48).nonzero()
    assert np.abs(repeated - wanted(t % 1))[away].max() < 0.012 * FULL


def test_conical_turns_clockwise_from_the_line() -> None:
    found = drawn(shape="conical", start=(100.0, 65.0), end=(150.0, 65.0))[..., 0] / FULL
    for x, y, part in ((101, 125, 0.25), (30, 65, 0.5), (100, 5, 0.75)):
        assert found[y, x] == pytest.approx(part, abs=0.02)
    seam = found[64:67, 160]
    assert 0.05 < seam[1] < 0.95 or np.diff(seam).max() > 0, "the seam is smooth"
    both = drawn(shape="conical", start=(100.0, 65.0), end=(150.0, 65.0), repeat="mirror")
    assert both[125, 101, 0] / FULL == pytest.approx(0.5, abs=0.02)
    assert both[5, 101, 0] / FULL == pytest.approx(0.5, abs=0.02)


def test_hard_stops_are_antialiased() -> None:
    hard = parsed("0 #000000 1; 0.5 #000000 1; 0.5 #ffffff 1; 1 #ffffff 1")
    found = drawn(hard, end=(120.0, 75.0))[..., 0]
    assert ((found > 0.1 * FULL) & (found < 0.9 * FULL)).sum() > 60
    row = found[60]
    assert ((row > 0.02 * FULL) & (row < 0.98 * FULL)).sum() <= 3


def test_transparency_keeps_the_colour_of_its_stop() -> None:
    found = drawn(parsed("0 #ff0000 1; 1 #ff0000 0"))
    assert (found[..., 0] == found[..., 3]).all() and not found[..., 1:3].any()
    assert found[60, 190].tolist() == [0, 0, 0, 0]


@pytest.mark.parametrize("space", ["srgb", "linear", "oklab"])
def test_every_way_of_mixing_begins_and_ends_with_the_stops(space: str) -> None:
    gradient = parsed("0 #e01020 1; 1 #1040e0 0.5")
    colours = ramp(gradient, 4096, space)  # type: ignore[arg-type]
    first, last = [0xE0E0, 0x1010, 0x2020, FULL], [0x1010 / 2, 0x4040 / 2, 0xE0E0 / 2, FULL / 2]
    assert np.abs(colours[0] - first).max() < 60 and np.abs(colours[-1] - last).max() < 60
    assert (colours[:, :3] <= colours[:, 3:] + 1e-6).all() and (colours >= 0).all()
    grey = ramp(GREY, 3, space)[1, 0] / FULL  # type: ignore[arg-type]
    expected = {"srgb": 0.5, "linear": 0.7354, "oklab": 0.3885}[space]
    assert grey == pytest.approx(expected, abs=0.002)


def test_dithering_is_fine_and_right_on_average() -> None:
    flat = drawn(parsed("0 #404040 1; 1 #414141 1"), start=(0.0, 0.0), end=(200.0, 0.0))
    noisy = drawn(
        parsed("0 #404040 1; 1 #414141 1"), start=(0.0, 0.0), end=(200.0, 0.0), dither=True
    )
    assert np.abs(noisy - flat).max() <= 129
    levels = np.rint(noisy[..., 0] / 257)
    assert set(np.unique(levels)) == {0x40, 0x41}
    for left in range(0, 200, 40):
        part = slice(left, left + 40)
        assert levels[:, part].mean() == pytest.approx(flat[:, part, 0].mean() / 257, abs=0.04)
    clear = drawn(parsed("0 #ffffff 0; 1 #ffffff 0"), dither=True)
    assert not clear.any()


def test_texts_come_back_and_nonsense_is_refused() -> None:
    for _, text in PRESETS:
        gradient = parsed(text)
        assert parsed(gradient.text()) == gradient
    for nonsense in ("", "0 red 1", "0 #123 1", "2 #ffffff 1", "0 #ffffff nan", "0 #gggggg 1", "1"):
        with pytest.raises(ValueError):
            parsed(nonsense)


def test_stops_can_pass_each_other() -> None:
    gradient = Gradient((Stop(0.0), Stop(0.4, (1, 2, 3)), Stop(1.0, "background")))
    moved, index = gradient.with_stop(0, Stop(0.7))
    assert index == 1 and [stop.place for stop in moved.stops] == [0.4, 0.7, 1.0]
    assert moved.without(1).stops[0].colour == (1, 2, 3)
    assert gradient.reversed().stops[0] == Stop(0.0, "background")
