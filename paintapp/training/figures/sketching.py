"""How true a refined sketch stays to its lines."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from paintapp.training.figures.pictures import Pictures

NEAR = 2 / 160
"""As a share of the side: how far an edge may be from the one it agrees with."""


def edges(picture: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    """Where a picture (h, w, 3) has edges, (h, w): Canny (1986) on its slightly blurred greys."""
    grey = cv2.GaussianBlur(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), (0, 0), 1.0)
    return np.asarray(cv2.Canny(grey, 30, 80, L2gradient=True) > 0, np.bool_)


def _far(marked: npt.NDArray[np.bool_]) -> npt.NDArray[np.float32]:
    """Each pixel's distance from the nearest marked one."""
    empty = (~marked).astype(np.uint8)
    return np.asarray(cv2.distanceTransform(empty, cv2.DIST_L2, 5), np.float32)


def edge_agreement(sketches: Pictures, refined: Pictures) -> float:
    """Mean F1 of the edges of pictures and of the sketches they come from, 0..1.

    An edge agrees when the other picture has one within NEAR of the side. The harmonic mean of two
    shares: of the sketch's edges that are kept, and of the picture's edges that the sketch had; a
    picture that adds detail loses some of the latter. 1 when nothing has changed; chance is what
    the sketches of other pictures score.
    """
    near = max(1.0, NEAR * sketches.shape[1])
    found = []
    for sketch, picture in zip(sketches, refined, strict=True):
        drawn, made = edges(sketch), edges(picture)
        if not drawn.any() or not made.any():
            found.append(float(not drawn.any() and not made.any()))
            continue
        kept = float((_far(made)[drawn] <= near).mean())
        asked = float((_far(drawn)[made] <= near).mean())
        found.append(2 * kept * asked / max(kept + asked, 1e-9))
    return float(np.mean(found))
