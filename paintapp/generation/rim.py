"""Where a filled hole meets its surroundings: what is known there says more than a model does."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from paintapp.generation.prefill import prefilled

REACH = 8.0
"""Model pixels over which the surroundings' word falls to a third: a latent cell, within which an
autoencoder cannot meet an edge."""


def rim_joined(
    image: NDArray[np.uint8], context: NDArray[np.uint8], shown: NDArray[np.uint8]
) -> NDArray[np.uint8]:
    """A result that grows out of its surroundings along the edge of the part that shows.

    All at the model's extent: ``image`` and ``context`` (h, w, 3) uint8 sRGB, ``shown`` (h, w)
    uint8, above 0 where the result shows. Right inside the edge the picture is what the edges
    around carry on (see `prefilled`), from where it passes into ``image``; what ``context`` holds
    in the part itself does not matter. Outside the part it is ``context``, bit for bit. With
    nothing or everything shown there is no edge, and the image is returned as it is.
    """
    hole = shown > 0
    if hole.all() or not hole.any():
        return image
    around = prefilled(context, np.where(hole, 255, 0).astype(np.uint8), "edges")
    depth = cv2.distanceTransform(hole.astype(np.uint8), cv2.DIST_L2, 5)
    share = np.exp(depth / np.float32(-REACH))[..., None]
    joined = image + (around - image.astype(np.float32)) * share
    return np.asarray(np.rint(joined), np.uint8)
