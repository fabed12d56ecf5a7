"""Line drawings of pictures, light lines on dark, as a model is guided by them.

A drawing's own ink is taken where there is one; of a painted picture the edges are drawn instead.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Lines = NDArray[np.uint8]

WEAK, STRONG = 40.0, 100.0
"""Gradients, of 8-bit colours, from which an edge goes on and from which one begins."""
BROAD = 1 / 24
"""The share of a picture's shorter side from which a stroke is a painted area, not a line."""
MOST_INK, MOST_AREA = 0.4, 0.35
"""The shares of a picture covered with ink, and of its ink in areas, up to which it is a drawing in
lines."""
MOST_GAIN = 8.0
"""How far faint lines are strengthened: a pixel's line on a large canvas is an eighth of one."""

# ITU-R BT.709's weights of red, green and blue.
_LUMA = np.array([0.2126, 0.7152, 0.0722], np.float32)


def of_picture(picture: NDArray[np.uint8]) -> Lines:
    """The lines that a picture is guided by, (h, w) uint8, of (h, w, 3) uint8 on white paper.

    Its ink where it is drawn in lines, dark on light or light on dark; else its edges.
    """
    dark = ink(picture)
    for drawing in (dark, 1 - dark):
        if is_drawn_in_lines(drawing):
            return strengthened(drawing)
    return edges(picture)


def ink(picture: NDArray[np.uint8]) -> NDArray[np.float32]:
    """How dark each pixel of (h, w, 3) uint8 is, 0..1; on white paper that is its ink."""
    dark: NDArray[np.float32] = 1 - picture.astype(np.float32) @ (_LUMA / np.float32(255))
    return np.clip(dark, 0, 1)


def is_drawn_in_lines(dark: NDArray[np.float32]) -> bool:
    """Whether ink as `ink` gives it is thin lines on empty paper, and not painted areas.

    Some of it may be filled in, such as the pupils of eyes; a picture without ink is no drawing.
    """
    drawn = (dark > max(0.06, 0.4 * float(dark.max(initial=0)))).astype(np.uint8)
    covered = float(drawn.mean()) if drawn.size else 0.0
    # What is grey all over is paint, not paper, however thin the strokes on it are.
    if not 0 < covered <= MOST_INK or float(np.median(dark)) > 0.1:
        return False
    side = max(2, round(min(dark.shape) * BROAD))
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    areas = cv2.morphologyEx(drawn, cv2.MORPH_OPEN, disc)
    return float(areas.mean()) <= MOST_AREA * covered


def strengthened(dark: NDArray[np.float32]) -> Lines:
    """Ink as (h, w) uint8 lines, 255 where it is darkest; faint drawings become clear ones."""
    drawn = dark[dark > 0.02]
    if not drawn.size:
        return np.zeros(dark.shape, np.uint8)
    gain = min(MOST_GAIN, 1 / max(1e-3, float(np.percentile(drawn, 90))))
    return np.asarray(np.clip(np.rint(dark * gain * 255), 0, 255), np.uint8)


def edges(picture: NDArray[np.uint8], weak: float = WEAK, strong: float = STRONG) -> Lines:
    """The edges of an (h, w, 3) uint8 picture as soft lines about a pixel wide, (h, w) uint8.

    Canny's edges: "A computational approach to edge detection", 1986.
    """
    soft = cv2.GaussianBlur(picture, (0, 0), 0.8)
    found = cv2.Canny(soft, weak, strong, L2gradient=True)
    return softened(found)


def softened(lines: Lines) -> Lines:
    """Hard lines as a pen draws them: soft by about a pixel, as bright as before."""
    blurred = cv2.GaussianBlur(lines.astype(np.float32), (0, 0), 0.6)
    return np.asarray(np.clip(blurred * 1.7, 0, 255), np.uint8)
