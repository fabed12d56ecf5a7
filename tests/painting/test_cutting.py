"""Clearing, filling and copying within selections."""

from __future__ import annotations

import numpy as np
import pytest

from paintapp.document import FULL, Pixels, Rect
from paintapp.painting import cutting

BOUNDS = Rect(0, 0, 100, 90)
RED = (FULL, 0, 0)


def opaque(value: int = 30000) -> Pixels:
    array = np.full((90, 100, 4), value, np.uint16)
    array[..., 3] = FULL
    return Pixels.from_array(array)


def soft() -> Pixels:
    """A selection that is half everywhere from column 50 on."""
    array = np.zeros((90, 100), np.uint16)
    array[:, 50:] = 32768
    return Pixels.from_array(array)


def test_clear_is_in_proportion() -> None:
    cleared = cutting.cleared(opaque(), soft(), BOUNDS).read(BOUNDS)
    assert (cleared[:, :50] == opaque().read(BOUNDS)[:, :50]).all()
    assert (cleared[:, 50:, 3] == FULL - 32768).all()
    assert cutting.cleared(opaque(), None, BOUNDS).tiles.get((0, 0)) is None


def test_fill_stays_within_the_canvas() -> None:
    filled = cutting.filled(Pixels(), RED, None, BOUNDS)
    assert filled.bounds() == BOUNDS
    assert (filled.read(BOUNDS) == (FULL, 0, 0, FULL)).all()


def test_a_big_sheet_of_paper_is_one_tile() -> None:
    paper = cutting.filled(Pixels(), RED, None, Rect(0, 0, 4096, 4096))
    assert len({id(tile) for tile in paper.tiles.values()}) == 1


def test_fill_is_in_proportion() -> None:
    filled = cutting.filled(opaque(), RED, soft(), BOUNDS).read(BOUNDS).astype(int)
    assert (filled[:, :50] == opaque().read(BOUNDS)[:, :50]).all()
    assert (filled[..., 3] == FULL).all()
    assert abs(filled[0, 60, 0] - (30000 * 32767 + FULL * 32768) // FULL) <= 1
    assert abs(filled[0, 60, 1] - 30000 * 32767 // FULL) <= 1


def test_fill_with_locked_alpha_changes_colour_only() -> None:
    glass = Pixels.from_array(np.full((90, 100, 4), 20000, np.uint16))
    filled = cutting.filled(glass, RED, None, BOUNDS, lock_alpha=True).read(BOUNDS)
    assert (filled == (20000, 0, 0, 20000)).all()
    nothing = cutting.filled(Pixels(), RED, None, BOUNDS, lock_alpha=True)
    assert not nothing.tiles


@pytest.mark.parametrize("value", [0, 12345, FULL])
def test_fill_mask(value: int) -> None:
    everywhere = cutting.filled_mask(Pixels.mask(), value, None, BOUNDS)
    assert (everywhere.read(BOUNDS) == value).all()
    half = cutting.filled_mask(Pixels.mask(FULL), value, soft(), BOUNDS).read(BOUNDS)
    assert (half[:, :50] == FULL).all()
    assert abs(int(half[0, 60]) - (FULL + value) // 2) <= 1


def test_copy_and_clear_add_up() -> None:
    copied = cutting.copied(opaque(), soft(), BOUNDS).read(BOUNDS).astype(int)
    rest = cutting.cleared(opaque(), soft(), BOUNDS).read(BOUNDS).astype(int)
    assert np.abs(copied + rest - opaque().read(BOUNDS)).max() <= 1


def test_nothing_selected_nothing_copied() -> None:
    assert not cutting.copied(opaque(), Pixels.mask(), BOUNDS).tiles
