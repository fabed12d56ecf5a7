"""Colour drift is taken out, content is not."""

import cv2
import numpy as np
from numpy.typing import NDArray

from paintapp.generation.colour_match import colour_matched

Image = NDArray[np.uint8]


def scene(seed: int = 1) -> Image:
    rng = np.random.default_rng(seed)
    noise = cv2.resize(rng.random((9, 9, 3)).astype(np.float32), (128, 128))
    return np.asarray(np.clip(noise * 200 + 20, 0, 255), np.uint8)


def hole() -> Image:
    mask = np.zeros((128, 128), np.uint8)
    mask[40:90, 40:90] = 255
    return mask


def drifted(image: Image) -> Image:
    return np.asarray(np.clip(image * 0.9 + np.array([12, 4, -6]), 0, 255), np.uint8)


def error(first: Image, second: Image, where: NDArray[np.bool_]) -> float:
    return float(np.abs(first.astype(float) - second)[where].mean())


def test_drift_is_taken_out_inside_the_mask_too() -> None:
    truth, mask = scene(), hole()
    matched = colour_matched(drifted(truth), truth, mask)
    inside = mask > 0
    assert error(drifted(truth), truth, inside) > 6
    assert error(matched, truth, inside) < 2


def test_what_is_in_the_hole_does_not_count() -> None:
    """A bright object in the hole leaves the correction as it was: masked statistics."""
    truth, mask = scene(), hole()
    filled = drifted(truth)
    filled[50:80, 50:80] = 255
    matched = colour_matched(filled, truth, mask)
    assert error(matched, truth, mask == 0) < 2
    assert matched[60:70, 60:70].min() > 230


def test_drift_that_varies_over_the_picture_is_taken_out() -> None:
    truth, mask = scene(), hole()
    ramp = np.linspace(-15, 15, 128)[None, :, None]
    matched = colour_matched(np.clip(truth + ramp, 0, 255).astype(np.uint8), truth, mask)
    assert error(matched, truth, mask == 0) < 2.5
    assert error(matched, truth, mask > 0) < 4


def test_equal_surroundings_change_nothing() -> None:
    truth, mask = scene(), hole()
    filled = truth.copy()
    filled[mask > 0] = 255 - filled[mask > 0]
    assert np.array_equal(colour_matched(filled, truth, mask), filled)


def test_too_few_common_pixels_change_nothing() -> None:
    truth = scene()
    mask = np.full((128, 128), 255, np.uint8)
    assert np.array_equal(colour_matched(drifted(truth), truth, mask), drifted(truth))
    mask[0, :20] = 0
    assert np.array_equal(colour_matched(drifted(truth), truth, mask), drifted(truth))


def test_flat_surroundings_do_not_flatten_the_filling() -> None:
    context = np.full((128, 128, 3), 200, np.uint8)
    filled = np.full((128, 128, 3), 190, np.uint8)
    mask = hole()
    filled[mask > 0] = scene()[mask > 0]
    matched = colour_matched(filled, context, mask)
    assert matched[mask > 0].std() > 0.85 * filled[mask > 0].std()
    assert error(matched, context, mask == 0) < 1.5
