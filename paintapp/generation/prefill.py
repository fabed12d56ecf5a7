"""What a hole holds before the model begins: one function for each kind of filling."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from paintapp.generation.intents import Filling
from paintapp.painting.filling import cloud_fill, edge_fill, neutral_fill, smooth_fill
from paintapp.painting.patches import Stopped, patch_fill

SMALL_SIDE = 128
"""Smooth fillings are computed at up to this size: they hold nothing finer."""

EDGE_SIDE = 512
"""Edges are carried on at up to this size: where they enter the hole they are still sharp."""

PATCH_SIDE = 256
"""Patches are looked for at up to this size, so that it takes about a second."""

_SMOOTH = {
    "surroundings": smooth_fill,
    "edges": edge_fill,
    "cloud": cloud_fill,
    "neutral": neutral_fill,
}


class Cancelled(Exception):  # noqa: N818  not an error
    """The preparation was cancelled."""


def prefilled(
    image: NDArray[np.uint8],
    mask: NDArray[np.uint8],
    filling: Filling = "edges",
    seed: int = 0,
    cancelled: Callable[[], bool] = lambda: False,
) -> NDArray[np.uint8]:
    """A context whose hole is filled, so that what should vanish does.

    ``image`` (h, w, 3) and ``mask`` (h, w), uint8. The filling is faded in with the mask: a partly
    denoised pixel keeps some of what was there, a fully denoised one nothing. Only "exemplar"
    takes notice of ``seed``. Raises Cancelled.
    """
    height, width = mask.shape
    if filling == "none" or not mask.any():
        return image
    touched = (mask > 0).astype(np.uint8)
    if ((mask > 0) & (mask < 255)).any():
        # A soft edge says that the edge of what should go is soft too: it would be grown again.
        # A hard one is exact, and what lies beside it is the best there is to go by.
        touched = np.asarray(cv2.dilate(touched, np.ones((3, 3), np.uint8)), np.uint8)
    if filling == "exemplar":
        try:
            fill = patch_fill(image, touched > 0, seed, PATCH_SIDE, cancelled).astype(np.float32)
        except Stopped as stopped:
            raise Cancelled from stopped
    else:
        side = EDGE_SIDE if filling == "edges" else SMALL_SIDE
        shrink = max(1.0, max(height, width) / side)
        size = (max(1, round(width / shrink)), max(1, round(height / shrink)))
        small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
        hole = cv2.resize(touched.astype(np.float32), size, interpolation=cv2.INTER_AREA) > 0
        if hole.all() and filling != "neutral":
            fill = np.broadcast_to(small.mean(axis=(0, 1), dtype=np.float32), image.shape)
        else:
            small = _SMOOTH[filling](small, hole)
            fill = cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR)
    share = (mask.astype(np.float32) / 255)[..., None]
    return np.asarray(np.rint(image + (fill - image.astype(np.float32)) * share), np.uint8)
