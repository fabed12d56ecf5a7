"""Holding colours: a result is fitted to the canvas where both should be equal."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from paintapp.painting.filling import membrane

LEAST_PIXELS = 64
"""Fewer common pixels say nothing about colours."""

DRIFT = 25.0
"""In CIE L*a*b* units: differences below are drift and taken out, larger ones are content."""

LARGEST_SHIFT = 20.0
LARGEST_GAIN = 1.25
"""Of the correction that is the same for the whole picture."""

NEAR = 6.0
"""In CIE L*a*b* units: a result is near the original where its low frequencies differ by less."""

Float = NDArray[np.float32]


def colour_matched(
    image: NDArray[np.uint8],
    context: NDArray[np.uint8],
    mask: NDArray[np.uint8],
    shown: NDArray[np.uint8] | None = None,
    *,
    keep_detail: bool = False,
) -> NDArray[np.uint8]:
    """A result without the colour drift that its surroundings show, and without a step at its edge.

    All at the model's extent: ``image`` and ``context`` (h, w, 3) uint8 sRGB, ``mask`` (h, w) uint8
    the denoise mask, ``shown`` (h, w) uint8 how far the result is to show (the composite mask;
    None: the denoise mask). Computed in CIE L*a*b*, in three stages:

    1. Where nothing was denoised both should be equal: the mean and the standard deviation of each
       channel are matched over those pixels (Reinhard et al., Color Transfer between Images, 2001,
       on masked statistics).
    2. What then differs just outside the part that shows is a step the eye would find. Its low
       frequencies are taken as the boundary values of a membrane, which carries them smoothly into
       the part (as the offset of Perez et al., Poisson Image Editing, 2003); details stay the
       model's. Differences beyond `DRIFT` are something painted, not drift, and are left alone.
    3. With ``keep_detail`` the fine structure of the context comes back along the edge where the
       result is near it: an autoencoder softens what it has only passed on.

    Without enough common pixels the result stays as it is.
    """
    known = mask == 0
    # The rim of the mask is not compared: a latent pixel covers eight pixels and bleeds there.
    core = cv2.erode(known.astype(np.uint8), np.ones((9, 9), np.uint8)).astype(bool)
    if core.sum() >= LEAST_PIXELS:
        known = core
    if known.sum() < LEAST_PIXELS:
        return image
    visible = np.asarray(mask if shown is None else shown, np.float32) / np.float32(255)
    result, wanted = _lab(image), _lab(context)
    mean, spread = _statistics(result, known)
    aim, aim_spread = _statistics(wanted, known)
    # Flat surroundings have no spread to compare: their gain tends to 1.
    gain = np.clip((aim_spread + 2) / (spread + 2), 1 / LARGEST_GAIN, LARGEST_GAIN)
    shift = np.clip(aim - mean, -LARGEST_SHIFT, LARGEST_SHIFT)
    matched = result * gain + (mean + shift - mean * gain)
    matched += _offset(wanted - matched, visible)
    if keep_detail:
        matched += _lost_detail(matched, wanted, visible)
    if float(np.abs(matched - result).max()) < 0.5:
        return image
    return _rgb(matched)


def _offset(difference: Float, visible: Float) -> Float:
    """The low frequencies of a difference outside the visible part, extended smoothly over it.

    ``difference`` (h, w, 3), ``visible`` (h, w) 0..1. A pixel that shows partly counts by as much
    as the canvas shows through it.
    """
    trust = np.asarray(np.square(1 - visible), np.float32)
    sigma = max(2.0, max(visible.shape) / 64)
    low = _blurred(difference * trust[..., None], sigma)
    weight = _blurred(trust, sigma)
    low /= np.maximum(weight, 1e-4)[..., None]
    size = np.linalg.norm(low, axis=2)
    drift = 1 / (1 + np.power(size / DRIFT, 4))
    # Content speaks for itself only: what is painted beside it should not change for it.
    return membrane(low * drift[..., None], np.asarray(trust * drift, np.float32))


def _lost_detail(result: Float, wanted: Float, visible: Float) -> Float:
    """The fine structure of the context that a result lacks along the edge of its visible part."""
    sigma = 3.0
    low, low_wanted = _blurred(result, sigma), _blurred(wanted, sigma)
    near = np.exp(-np.square(np.linalg.norm(low - low_wanted, axis=2) / NEAR))
    depth = cv2.distanceTransform((visible > 0).astype(np.uint8), cv2.DIST_L2, 5)
    ramp = depth[(visible > 0) & (visible < 0.99)]
    reach = 2.0 * (float(ramp.max()) if ramp.size else 0.0) + 2.0
    share = near * np.clip(1 - depth / reach, 0, 1)
    detail = (wanted - low_wanted) - (result - low)
    return np.asarray(detail * share[..., None], np.float32)


def _statistics(lab: Float, known: NDArray[np.bool_]) -> tuple[Float, Float]:
    """Mean and standard deviation of each channel over the known pixels."""
    mean, spread = cv2.meanStdDev(lab, mask=known.astype(np.uint8))
    return mean[:, 0].astype(np.float32), spread[:, 0].astype(np.float32)


def _blurred(array: Float, sigma: float) -> Float:
    return np.asarray(
        cv2.GaussianBlur(array, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE), np.float32
    )


def _lab(image: NDArray[np.uint8]) -> Float:
    return np.asarray(cv2.cvtColor(image.astype(np.float32) / 255, cv2.COLOR_RGB2Lab), np.float32)


def _rgb(lab: Float) -> NDArray[np.uint8]:
    rgb = cv2.cvtColor(lab.astype(np.float32), cv2.COLOR_Lab2RGB)
    return np.asarray(np.rint(np.clip(rgb, 0, 1) * 255), np.uint8)
