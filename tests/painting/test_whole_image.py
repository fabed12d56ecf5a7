"""The whole image scaled, turned and mirrored."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from paintapp.document import FULL, Document, DocumentError, GroupLayer, Pixels, RasterLayer, Rect
from paintapp.document.rulers import Ruler
from paintapp.painting import selection
from paintapp.painting.composite import flatten
from paintapp.painting.whole_image import mirrored_image, scaled_image, turned_image


def picture() -> Document:
    """Paper and, in a group, a masked block that reaches beyond the canvas of 90x70."""
    random = np.random.default_rng(3)
    paper = np.full((70, 90, 4), FULL, np.uint16)
    paper[..., :3] = random.integers(0, FULL + 1, (70, 90, 3))
    block = np.full((30, 50, 4), FULL, np.uint16)
    block[..., 1] = 9000
    mask = Pixels.mask(FULL).written(random.integers(0, FULL, (20, 20)).astype(np.uint16), 60, 10)
    layers = (
        RasterLayer(id=1, name="Paper", pixels=Pixels.from_array(paper)),
        GroupLayer(
            id=2,
            name="Group",
            children=(
                RasterLayer(id=3, name="Block", pixels=Pixels.from_array(block, 55, -5), mask=mask),
            ),
        ),
    )
    document = Document(90, 70, layers)
    chosen = selection.rectangle(document.bounds, (10, 5, 40.5, 60), True)
    ruler = Ruler("straight", ((10.0, 20.0), (50.0, 20.0)))
    return replace(document.with_selection(chosen), rulers=(ruler,))


def test_a_quarter_turn_turns_what_is_seen() -> None:
    before = picture()
    after = turned_image(before, 1)
    assert (after.width, after.height) == (70, 90)
    seen = flatten(before, before.bounds)
    assert np.array_equal(flatten(after, after.bounds), np.rot90(seen, -1))
    assert after.selection is not None and before.selection is not None
    chosen = before.selection.read(before.bounds)
    assert np.array_equal(after.selection.read(after.bounds), np.rot90(chosen, -1))


def test_four_quarters_and_two_mirrors_give_the_same_picture() -> None:
    before = picture()
    after = before
    for _ in range(4):
        after = turned_image(after, 1)
    assert after == before
    assert turned_image(turned_image(before, 2), 2) == before
    for vertical in (False, True):
        once = mirrored_image(before, vertical=vertical)
        axis = 0 if vertical else 1
        seen = flatten(before, before.bounds)
        assert np.array_equal(flatten(once, once.bounds), np.flip(seen, axis))
        assert mirrored_image(once, vertical=vertical) == before


def test_rulers_go_along() -> None:
    assert turned_image(picture(), 1).rulers[0].points == ((50.0, 10.0), (50.0, 50.0))
    assert mirrored_image(picture()).rulers[0].points == ((80.0, 20.0), (40.0, 20.0))
    assert scaled_image(picture(), 180, 70).rulers[0].points == ((20.0, 20.0), (100.0, 20.0))


def test_what_lies_outside_the_canvas_goes_along() -> None:
    after = turned_image(picture(), 1)
    assert after.raster(3).pixels.bounds() == Rect(45, 55, 30, 50)


@pytest.mark.parametrize("size", [(180, 140), (45, 35), (100, 31)])
def test_scaling_keeps_places_and_opaque_borders(size: tuple[int, int]) -> None:
    before = picture()
    after = scaled_image(before, *size, resolution=300.0)
    assert (after.width, after.height, after.resolution) == (*size, 300.0)
    assert flatten(after, after.bounds)[..., 3].min() == FULL
    assert after.selection is not None and before.selection is not None
    part = after.selection.read(after.bounds).astype(float).mean()
    assert part == pytest.approx(before.selection.read(before.bounds).mean(), rel=0.03)
    bounds = after.raster(3).pixels.bounds()
    across, down = size[0] / 90, size[1] / 70
    assert abs(bounds.x - 55 * across) <= 1 and abs(bounds.right - 105 * across) <= 1
    assert abs(bounds.y + 5 * down) <= 1 and abs(bounds.bottom - 25 * down) <= 1


def test_scaling_to_the_same_size_is_the_same_document() -> None:
    before = picture()
    assert scaled_image(before, 90, 70) is before
    assert scaled_image(before, 90, 70, resolution=300.0) == replace(before, resolution=300.0)


def test_nearest_invents_no_colours() -> None:
    before = picture()
    after = scaled_image(before, 270, 210, "nearest")
    colours = {tuple(c) for c in before.raster(1).pixels.read(before.bounds).reshape(-1, 4)}
    assert {tuple(c) for c in after.raster(1).pixels.read(after.bounds).reshape(-1, 4)} == colours


def test_a_size_out_of_range_is_refused() -> None:
    with pytest.raises(DocumentError):
        scaled_image(picture(), 4, 70)
