"""What masks do to a picture, and the arithmetic of steps and latent cells."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from paintapp.generation.request import Raster
from tests.worker.window import Window, request, sketch, whole_mask

SIDE = 128

Inpainted = Callable[..., np.ndarray]


@pytest.fixture
def inpainted(shared: Window, small_models: Path) -> Inpainted:
    """Inpaints with a mask (or one value for all) and an autoencoder that acts locally."""

    def inpainted(mask: np.ndarray | int, **changes: object) -> np.ndarray:
        raster = whole_mask(SIDE, mask) if isinstance(mask, int) else Raster.from_array(mask)
        model = str(small_models / "stable-diffusion-local")
        asked = request("inpaint", model, side=SIDE, steps=8, mask=raster, **changes)
        return shared.picture(asked).astype(int)

    return inpainted


def distance(first: np.ndarray, second: np.ndarray) -> float:
    return float(np.abs(first - second).mean())


def test_the_part_outside_is_what_the_autoencoder_gives_back(inpainted: Inpainted) -> None:
    trip = inpainted(0)
    mask = np.zeros((SIDE, SIDE), np.uint8)
    mask[:, SIDE // 2 :] = 255
    half = inpainted(mask)
    # But for the border, which the decoder's convolutions reach over.
    # A convolution's rounding depends on how it was cut into blocks: 1 of 255.
    assert np.abs(half[:, : SIDE // 4] - trip[:, : SIDE // 4]).max() <= 1
    assert (half[:, -SIDE // 4 :] != trip[:, -SIDE // 4 :]).mean() > 0.05


def test_greys_denoise_partly(inpainted: Inpainted) -> None:
    trip, full = inpainted(0), inpainted(255)
    change = [distance(inpainted(grey), trip) for grey in (0, 64, 160, 255)]
    assert change == sorted(change)
    assert 0 == change[0] < change[1] < change[2] < change[3]
    assert distance(full, trip) == change[3]


@pytest.mark.parametrize("corner", [(0, 0), (SIDE // 2 + 3, 5), (SIDE - 1, SIDE - 1)])
def test_one_pixel_is_not_lost(inpainted: Inpainted, corner: tuple[int, int]) -> None:
    mask = np.zeros((SIDE, SIDE), np.uint8)
    mask[corner] = 255
    assert (inpainted(mask) != inpainted(0)).any()


def test_a_thin_line_is_not_lost(inpainted: Inpainted) -> None:
    mask = np.zeros((SIDE, SIDE), np.uint8)
    mask[:, 33:38] = 255  # between two of the places where nearest-neighbour sampling looks
    assert (inpainted(mask) != inpainted(0)).any()


def test_the_input_shines_through(inpainted: Inpainted) -> None:
    black = Raster.from_array(np.zeros((SIDE, SIDE, 3), np.uint8))
    mask = np.zeros((SIDE, SIDE), np.uint8)
    mask[40:80, 40:80] = 255
    first = inpainted(mask, image=sketch(SIDE), strength=0.5)
    second = inpainted(mask, image=black, strength=0.5)
    assert (first[50:70, 50:70] != second[50:70, 50:70]).any()


def test_latent_cells_take_their_largest_value() -> None:
    from paintapp.worker.sampling import pooled_mask

    mask = np.zeros((16, 24), np.uint8)
    mask[3, 9] = 51
    mask[15, 23] = 255
    expected = np.zeros((2, 3), np.float32)
    expected[0, 1], expected[1, 2] = 0.2, 1
    np.testing.assert_allclose(pooled_mask(mask, 8), expected)


@pytest.mark.parametrize(
    ("steps", "strength", "planned"),
    [
        (20, 1.0, (20, 20)),
        (20, 0.5, (20, 10)),
        (20, 0.29, (20, 5)),
        (20, 0.1, (40, 4)),
        (10, 0.3, (14, 4)),
        (2, 0.5, (4, 2)),
        (1, 0.9, (2, 1)),
        (1, 1.0, (1, 1)),
        (20, 0.004, (1000, 4)),
        (20, 0.001, (1000, 1)),
        (20, 0.0001, (1000, 0)),
        (20, 0.0, (20, 0)),
    ],
)
def test_steps(steps: int, strength: float, planned: tuple[int, int]) -> None:
    from paintapp.worker.sampling import plan_steps

    assert plan_steps(steps, strength) == planned


def test_every_strength_runs_enough_steps() -> None:
    from paintapp.worker.sampling import plan_steps

    for steps in (1, 3, 4, 7, 20, 50, 200):
        for percent in range(1, 101):
            schedule, run = plan_steps(steps, percent / 100)
            assert min(steps, 4) <= run <= schedule <= 1000
            assert run == int(schedule * percent / 100) or run == int(schedule * (percent / 100))
