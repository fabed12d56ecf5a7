"""Holding colours: a result is matched to its context where both should be equal."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

LEAST_PIXELS = 64
"""Fewer common pixels say nothing about colours."""

LARGEST_SHIFT = 20.0
"""In CIE L*a*b* units; a larger difference is content, not drift."""

LARGEST_GAIN = 1.25

Float = NDArray[np.float32]


def colour_matched(
    image: NDArray[np.uint8], context: NDArray[np.uint8], mask: NDArray[np.uint8]
) -> NDArray[np.uint8]:
    """A result with the colour drift taken out that its unmasked pixels show.

    All (h, w, 3) uint8 sRGB at the model's extent, ``mask`` (h, w) uint8 the denoise mask. Only
    pixels with mask 0 are compared: they should be equal in both. First the mean and the standard
    deviation of each L*a*b* channel are matched (the transfer of Reinhard et al., 2001, on masked
    statistics); then the low frequencies of what still differs around the mask are carried
    smoothly into it. Without enough common pixels the result stays as it is.
    """
    known = mask == 0
    # The rim of the mask is not compared: a latent pixel covers eight pixels and bleeds there.
    core = cv2.erode(known.astype(np.uint8), np.ones((9, 9), np.uint8)).astype(bool)
    if core.sum() >= LEAST_PIXELS:
        known = core
    if known.sum() < LEAST_PIXELS:
        return image
    result, wanted = _lab(image), _lab(context)
    mean, spread = _statistics(result, known)
    aim, aim_spread = _statistics(wanted, known)
    # Flat surroundings have no spread to compare: their gain tends to 1.
    gain = np.clip((aim_spread + 2) / (spread + 2), 1 / LARGEST_GAIN, LARGEST_GAIN)
    shift = np.clip(aim - mean, -LARGEST_SHIFT, LARGEST_SHIFT)
    matched = result * gain + (mean + shift - mean * gain)
    matched += _field(wanted - matched, known)
    if float(np.abs(matched - result).max()) < 0.5:
        return image
    return _rgb(matched)


def _field(difference: Float, known: NDArray[np.bool_]) -> Float:
    """The low frequencies of a difference, known in part, extended smoothly to everywhere."""
    height, width = known.shape
    weight = known.astype(np.float32)
    limited = np.clip(difference, -LARGEST_SHIFT, LARGEST_SHIFT) * weight[..., None]
    total = np.zeros_like(difference)
    share = np.full((height, width, 1), 1e-3, np.float32)
    for fraction, importance in ((1 / 8, 1.0), (1 / 3, 0.05)):
        sigma = max(2.0, max(height, width) * fraction)
        total += importance * _blur(limited, sigma)
        share += importance * _blur(weight, sigma)[..., None]
    return np.asarray(total / share, np.float32)


def _statistics(lab: Float, known: NDArray[np.bool_]) -> tuple[Float, Float]:
    """Mean and standard deviation of each channel over the known pixels."""
    mean, spread = cv2.meanStdDev(lab, mask=known.astype(np.uint8))
    return mean[:, 0].astype(np.float32), spread[:, 0].astype(np.float32)


def _blur(array: Float, sigma: float) -> Float:
    """A wide Gaussian blur, computed at reduced size."""
    height, width = array.shape[:2]
    factor = max(1.0, sigma / 4)
    size = (max(1, round(width / factor)), max(1, round(height / factor)))
    small = cv2.resize(array, size, interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), sigma / factor, borderType=cv2.BORDER_REPLICATE)
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR))


def _lab(image: NDArray[np.uint8]) -> Float:
    return np.asarray(cv2.cvtColor(image.astype(np.float32) / 255, cv2.COLOR_RGB2Lab), np.float32)


def _rgb(lab: Float) -> NDArray[np.uint8]:
    rgb = cv2.cvtColor(lab.astype(np.float32), cv2.COLOR_Lab2RGB)
    return np.asarray(np.rint(np.clip(rgb, 0, 1) * 255), np.uint8)
