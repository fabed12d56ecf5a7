"""Resizing pictures and masks."""

from __future__ import annotations

from typing import TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

Sample = TypeVar("Sample", np.uint8, np.uint16)


def scaled(array: NDArray[Sample], width: int, height: int) -> NDArray[Sample]:
    """A picture or mask, (h, w) or (h, w, c) uint8 or uint16, resized to width x height pixels.

    Averages areas when it shrinks and uses a Lanczos kernel when it grows, each axis by itself.
    Premultiplied colours stay premultiplied: no channel exceeds the last of four, the alpha. The
    same size gives a copy. ValueError when a side would be below one.
    """
    if width < 1 or height < 1 or 0 in array.shape[:2]:
        raise ValueError(f"a picture cannot be resized to {width} x {height} pixels")
    rows, columns = array.shape[:2]
    sizes = [(width, height)]
    if (width - columns) * (height - rows) < 0:
        # One axis grows, the other shrinks: each gets its own kernel.
        sizes.insert(0, (width, rows))
    out = array
    for size in sizes:
        if size != out.shape[1::-1]:
            growing = size[0] > out.shape[1] or size[1] > out.shape[0]
            kernel = cv2.INTER_LANCZOS4 if growing else cv2.INTER_AREA
            out = cv2.resize(out, size, interpolation=kernel)
            out = out.reshape((size[1], size[0], *array.shape[2:]))
    if out is array:
        return array.copy()
    if array.ndim == 3 and array.shape[2] == 4 and array.dtype == np.uint16:
        # The kernel's negative lobes can lift a colour above its alpha.
        np.minimum(out, out[..., 3:], out=out)
    return out
