"""What a kind of control declares."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from paintapp.generation.request import Raster


@dataclass(frozen=True)
class Kind:
    """One kind of further condition. ``id`` is what descriptors and requests call it.

    ``names`` are words in the names of files and folders that tell of a network of this kind,
    where no card says so. ``picture`` makes what the network sees, (h, w, 3) uint8, of a request's
    control picture.
    """

    id: str
    names: tuple[str, ...]
    picture: Callable[[Raster], NDArray[np.uint8]]
