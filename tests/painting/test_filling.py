"""Holes filled without a model."""

import cv2
import numpy as np
import pytest

from paintapp.bench.art import gradient, texture
from paintapp.painting.filling import cloud_fill, edge_fill, membrane, neutral_fill, smooth_fill
from paintapp.painting.patches import Stopped, patch_fill

FILLS = (smooth_fill, edge_fill, cloud_fill, neutral_fill, patch_fill)


def oval(height: int = 320, width: int = 320) -> np.ndarray:
    mask = np.zeros((height, width), np.uint8)
    cv2.ellipse(mask, (width // 2, height // 2), (width // 6, height // 8), 20, 0, 360, 1, -1)
    return mask.astype(bool)


@pytest.mark.parametrize("fill", FILLS)
@pytest.mark.parametrize("size", [(1, 1), (3, 200), (40, 40), (61, 90)])
def test_any_hole_in_any_picture(fill: object, size: tuple[int, int]) -> None:
    rng = np.random.default_rng(1)
    image = rng.integers(0, 256, (*size, 3)).astype(np.uint8)
    holes = [np.ones(size, bool), np.zeros(size, bool), rng.random(size) < 0.4, oval(*size)]
    edge = np.zeros(size, bool)
    edge[: size[0] // 2 + 1] = True
    for hole in (*holes, edge):
        filled = fill(image, hole)  # type: ignore[operator]
        assert filled.shape == image.shape and filled.dtype == np.uint8
        assert np.array_equal(filled[~hole], image[~hole])
        assert np.array_equal(filled, fill(image, hole))  # type: ignore[operator]


def test_a_membrane_is_smooth_and_meets_its_edge() -> None:
    """A plane is its own smooth continuation: what the Laplace equation gives."""
    rows, columns = np.mgrid[0:128, 0:128].astype(np.float32)
    plane = np.stack([rows, columns, 40 + rows / 2 - columns / 3], axis=-1)
    known = (~oval(128, 128)).astype(np.float32)
    found = membrane(plane, known)
    assert np.array_equal(found[known > 0], plane[known > 0])
    assert np.abs(found - plane).max() < 6
    assert np.abs(np.diff(found, axis=0)).max() < 4
    constant = membrane(np.full((64, 64, 1), 7.0, np.float32), known[:64, :64])
    assert np.allclose(constant, 7, atol=1e-3)
    assert not membrane(plane, np.zeros_like(known)).any()


def test_patches_keep_a_texture_where_smooth_fillings_lose_it() -> None:
    for seed in (0, 1):
        image, hole = texture(seed), oval()
        around = float(image[~hole].std(axis=0).mean())
        assert float(patch_fill(image, hole)[hole].std(axis=0).mean()) > 0.6 * around
        assert float(smooth_fill(image, hole)[hole].std(axis=0).mean()) < 0.4 * around


def test_patches_carry_on_what_repeats() -> None:
    """Stripes have one right answer, also at a size where patches are looked for smaller."""
    for side, width in ((200, 20), (600, 40)):
        stripes = np.where(np.arange(side) // (width // 2) % 2, 220, 40).astype(np.uint8)
        image = np.repeat(np.repeat(stripes[None, :, None], side, axis=0), 3, axis=2)
        hole = oval(side, side)
        filled = patch_fill(image, hole, seed=3)
        assert np.abs(filled[hole].astype(int) - image[hole]).mean() < 12
        assert np.abs(edge_fill(image, hole)[hole].astype(int) - image[hole]).mean() > 30


def test_patches_follow_the_light() -> None:
    image, hole = gradient(2), oval()
    filled = patch_fill(image, hole)
    assert np.abs(filled[hole].astype(int) - image[hole]).mean() < 6


def test_patches_can_be_stopped() -> None:
    asked = []

    def cancelled() -> bool:
        asked.append(True)
        return len(asked) > 2

    with pytest.raises(Stopped):
        patch_fill(texture(0), oval(), cancelled=cancelled)
    assert len(asked) == 3


def test_edges_are_carried_on_from_an_exact_rim() -> None:
    """Two halves of one colour each stay two halves, and nothing steps at the rim."""
    image = np.empty((160, 160, 3), np.uint8)
    image[:80], image[80:] = (210, 60, 40), (30, 90, 200)
    hole = np.zeros((160, 160), bool)
    hole[50:110, 50:110] = True
    filled = edge_fill(image, hole)
    assert np.abs(filled[hole].astype(int) - image[hole]).mean() < 12
    rim = hole & ~cv2.erode(hole.astype(np.uint8), np.ones((3, 3), np.uint8)).astype(bool)
    assert np.abs(filled[rim].astype(int) - image[rim]).mean() < 3


def test_edges_err_no_more_than_those_of_the_plain_method() -> None:
    ours = plain = 0.0
    for seed in range(6):
        image, hole = np.asarray(cv2.GaussianBlur(texture(seed), (0, 0), 6)), oval(200, 200)
        image = np.asarray(cv2.resize(image, (200, 200)))
        telea = cv2.inpaint(image, hole.astype(np.uint8), 3, cv2.INPAINT_TELEA)
        ours += np.abs(edge_fill(image, hole)[hole].astype(int) - image[hole]).mean()
        plain += np.abs(telea[hole].astype(int) - image[hole]).mean()
    assert ours < plain
