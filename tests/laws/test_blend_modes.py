"""Every row of the table of blend modes against the formulas of W3C Compositing 1, in float64."""

from __future__ import annotations

import numpy as np
import pytest

from paintapp.document import FULL
from paintapp.document.pixels import Array
from paintapp.painting.blend import BLEND_MODES, BlendMode, blend_mode
from tests.w3c import Floats, blended, mixed, straight

SEPARABLE = (
    *("normal", "multiply", "screen", "overlay", "darken", "lighten", "color-dodge", "color-burn"),
    *("hard-light", "soft-light", "difference", "exclusion"),
)
W3C = (*SEPARABLE, "hue", "saturation", "color", "luminosity")

TOLERANCE = 4.0
"""Of 65535. QPainter's soft-light and exclusion round several times on the way."""


def picture(seed: int, side: int = 192) -> Array:
    """Premultiplied pixels of every kind: opaque, clear, nearly so, dark, bright, grey."""
    source = np.random.default_rng(seed)
    alpha = source.integers(0, FULL + 1, (side, side, 1))
    alpha[: side // 4] = FULL
    alpha[side // 4 : side // 3] = 0
    colour = source.integers(0, FULL + 1, (side, side, 3))
    colour[:, : side // 8] = FULL
    colour[:, side // 8 : side // 4] = 0
    colour[side // 2 :: 3] = colour[side // 2 :: 3, :, :1]
    colour[side // 2 + 1 :: 3, :, 1] = colour[side // 2 + 1 :: 3, :, 0]
    pixels = np.concatenate((np.rint(colour * (alpha / FULL)), alpha), axis=2)
    faint = source.integers(0, 40, (side // 8, side, 4))
    faint[..., :3] = np.minimum(faint[..., :3], faint[..., 3:])
    pixels[-side // 8 :] = faint
    return np.asarray(pixels, np.uint16)


def reference(mode: str, backdrop: Array, source: Array) -> Floats:
    return blended(mode, backdrop / FULL, source / FULL) * FULL


def test_the_table_has_every_mode_of_the_specification() -> None:
    assert [mode.id for mode in BLEND_MODES] == [*W3C, "plus"]
    for field in ("id", "label", "ora", "psd"):
        assert len({getattr(mode, field) for mode in BLEND_MODES}) == len(BLEND_MODES)
    assert all(len(mode.psd) == 4 and mode.ora.startswith("svg:") for mode in BLEND_MODES)
    assert blend_mode("no such mode").id == "normal"


@pytest.mark.parametrize("mode", BLEND_MODES, ids=lambda mode: mode.id)
def test_it_agrees_with_the_formula(mode: BlendMode) -> None:
    backdrop, source = picture(1), picture(2)
    out = backdrop.copy()
    mode.function(out, source)
    assert np.abs(out - reference(mode.id, backdrop, source)).max() <= TOLERANCE
    assert (out[..., :3] <= out[..., 3:]).all()


@pytest.mark.parametrize("mode", BLEND_MODES, ids=lambda mode: mode.id)
def test_transparency_changes_nothing(mode: BlendMode) -> None:
    backdrop, source, clear = picture(3), picture(4), np.zeros((192, 192, 4), np.uint16)
    out = backdrop.copy()
    mode.function(out, clear)
    assert np.abs(out.astype(np.int64) - backdrop).max() <= 1
    onto = clear.copy()
    mode.function(onto, source)
    assert np.abs(onto.astype(np.int64) - source).max() <= 1


@pytest.mark.parametrize("mode", BLEND_MODES, ids=lambda mode: mode.id)
def test_it_works_on_a_part_of_a_picture(mode: BlendMode) -> None:
    backdrop, source = picture(5), picture(6)
    whole, part = backdrop.copy(), backdrop.copy()
    mode.function(whole, source)
    mode.function(part[30:101, 17:90], source[30:101, 17:90])
    assert (part[30:101, 17:90] == whole[30:101, 17:90]).all()
    part[30:101, 17:90] = backdrop[30:101, 17:90]
    assert (part == backdrop).all()


@pytest.mark.parametrize("mode", BLEND_MODES, ids=lambda mode: mode.id)
def test_atop_keeps_the_backdrop_s_alpha(mode: BlendMode) -> None:
    backdrop, source = picture(7), picture(8)
    out = backdrop.copy()
    mode.atop(out, source)
    assert (out[..., 3] == backdrop[..., 3]).all()
    assert (out[..., :3] <= out[..., 3:]).all()
    below, above = backdrop / FULL, source / FULL
    alpha = above[..., 3:]
    if mode.id == "plus":
        colour = np.minimum(straight(below) + above[..., :3], 1)
    else:
        mixture = mixed(mode.id, straight(below), straight(above))
        colour = straight(below) * (1 - alpha) + alpha * mixture
    apart = np.abs(out[..., :3] - colour * below[..., 3:] * FULL)
    if mode.id == "color-burn":  # its quotient steepens a rounding of one
        assert np.mean(apart) < 1
    else:
        assert apart.max() <= TOLERANCE
