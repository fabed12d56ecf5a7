"""Line drawings: light lines on dark, as networks for line art, edges and scribbles expect them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from paintapp.generation.request import Raster
from paintapp.worker.controls.kind import Kind


def picture(raster: Raster) -> NDArray[np.uint8]:
    """The drawing with equal channels, (h, w, 3) uint8."""
    array = raster.array()
    if raster.channels == 1:
        array = np.repeat(array[..., None], 3, axis=2)
    return np.ascontiguousarray(array[..., :3])


KIND = Kind("lines", ("lines", "lineart", "canny", "scribble", "softedge", "hed", "mlsd"), picture)
