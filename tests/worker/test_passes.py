"""Pictures larger than the model's extent: small, enlarged, refined in tiles."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from paintapp.generation.request import ProtocolError, Raster
from tests.worker.window import Window, request, sketch, whole_mask

SIDE = 112


@pytest.mark.parametrize("whole", [(64, 64), (72, 112), (112, 112), (448, 256), (1344, 1344)])
@pytest.mark.parametrize("tile", [(64, 64), (64, 56)])
def test_tiles_cover_everything(whole: tuple[int, int], tile: tuple[int, int]) -> None:
    from paintapp.worker.passes import tile_corners

    corners = tile_corners(whole, tile, 8)
    assert len(set(corners)) == len(corners)
    covered = np.zeros(whole[::-1], int)
    for x, y in corners:
        assert x % 8 == y % 8 == 0 and x + tile[0] <= whole[0] and y + tile[1] <= whole[1]
        covered[y : y + tile[1], x : x + tile[0]] += 1
    assert covered.min() == 1
    columns = sorted({x for x, _ in corners})
    for left, right in itertools.pairwise(columns):
        assert left + tile[0] - right >= 8  # neighbours overlap by a cell at least


def test_two_passes(shared: Window) -> None:
    mask = np.zeros((SIDE, SIDE), np.uint8)
    mask[20:90, 30:100] = 255
    asked = request(
        "inpaint", side=SIDE, mask=Raster.from_array(mask), steps=5, first_pass=(64, 64)
    )
    picture = shared.picture(asked)
    image = sketch(SIDE).array()
    assert picture.shape == (SIDE, SIDE, 3)
    assert np.array_equal(picture[mask == 0], image[mask == 0])
    assert np.abs(picture.astype(int) - image)[mask > 0].mean() > 2
    assert np.array_equal(shared.picture(asked), picture)


def test_progress_goes_once_through_both_passes(shared: Window) -> None:
    from paintapp.generation.protocol import Finished, Progress

    job = shared.client.submit(request("image", side=SIDE, steps=5, first_pass=(64, 64)))
    assert isinstance(shared.outcome(job), Finished)
    steps = [(p.step, p.steps) for p in shared.of(job, Progress) if p.stage == "denoising"]
    total = steps[0][1]
    assert steps == [(step, total) for step in range(1, total + 1)]
    assert total >= 4 + 4 * 4  # the first pass and four tiles


def test_a_first_pass_that_makes_no_sense_is_refused() -> None:
    for first in ((120, 64), (4, 64)):
        with pytest.raises(ProtocolError, match="first pass"):
            request("inpaint", side=SIDE, mask=whole_mask(SIDE), first_pass=first).check()
