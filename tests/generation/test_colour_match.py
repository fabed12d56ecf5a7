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


def shown() -> NDArray[np.uint8]:
    """A composite mask: inside the denoise mask, fading in over eight pixels."""
    mask = np.zeros((128, 128), np.uint8)
    mask[46:84, 46:84] = 1
    depth = cv2.distanceTransform(mask, cv2.DIST_L2, 5)
    return np.asarray(np.clip(depth / 8, 0, 1) * 255, np.uint8)


def composited(result: Image, truth: Image) -> NDArray[np.float64]:
    share = shown()[..., None] / 255
    return result * share + truth * (1 - share)


def rim() -> NDArray[np.bool_]:
    """The band just inside the composite mask's edge."""
    edge = (shown() > 0).astype(np.uint8)
    return (edge - cv2.erode(edge, np.ones((13, 13), np.uint8))) > 0


def test_drift_of_the_hole_alone_is_met_at_its_edge() -> None:
    """Nothing differs where nothing was denoised, yet the hole has another tint."""
    truth, mask = scene(), hole()
    for tint in ((12, 4, -8), (-6, -10, 5)):
        result = truth.astype(int)
        result[mask > 0] += tint
        tinted = np.clip(result, 0, 255).astype(np.uint8)
        matched = colour_matched(tinted, truth, mask, shown())
        assert error(tinted, truth, shown() == 255) > 5
        assert error(matched, truth, shown() == 255) < 1.5
        step = np.abs(composited(matched, truth) - truth)[rim()].mean()
        assert step < 0.25 * np.abs(composited(tinted, truth) - truth)[rim()].mean()


def test_drift_that_differs_from_side_to_side_is_met_on_each() -> None:
    truth, mask = scene(), hole()
    result = truth.astype(float)
    ramp = np.linspace(-14, 14, 128)[None, :, None]
    result = np.where(mask[..., None] > 0, result + ramp, result)
    tilted = np.clip(result, 0, 255).astype(np.uint8)
    matched = colour_matched(tilted, truth, mask, shown())
    assert error(matched, truth, rim()) < 0.4 * error(tilted, truth, rim())


def test_something_painted_across_the_edge_keeps_its_colour() -> None:
    truth, mask = np.full((128, 128, 3), (200, 205, 210), np.uint8), hole()
    result = truth.copy()
    result[60:70, 40:90] = (150, 20, 20)  # a dark bar from side to side of the hole
    matched = colour_matched(result, truth, mask, shown())
    assert error(matched, result, shown() == 255) < 3
    assert np.abs(matched[64, 50:80].astype(int) - (150, 20, 20)).max() < 24


def test_detail_comes_back_along_the_edge_only() -> None:
    rng = np.random.default_rng(4)
    grain = rng.normal(0, 14, (128, 128, 1))
    truth = np.clip(scene() + grain, 0, 255).astype(np.uint8)
    soft = np.asarray(cv2.GaussianBlur(truth, (0, 0), 2.0))
    mask = hole()
    kept = colour_matched(soft, truth, mask, shown(), keep_detail=True)
    lost = colour_matched(soft, truth, mask, shown())
    assert error(kept, truth, rim()) < 0.7 * error(lost, truth, rim())
    middle = np.zeros_like(mask, bool)
    middle[62:68, 62:68] = True
    assert error(kept, lost, middle) < 1.5
