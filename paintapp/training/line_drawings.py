"""The line drawings of pictures that the line control learns from, as many hands draw them."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from paintapp.painting import line_art
from paintapp.training import degrade

Image = npt.NDArray[np.uint8]
Lines = npt.NDArray[np.uint8]


def draw(picture: Image, rng: np.random.Generator) -> Lines:
    """Some drawing of an (h, w, 3) uint8 picture: light lines on dark, (h, w) uint8.

    Edges as the program finds them, borders of flat colours as an artist outlines them, or dark
    ridges; then thicker or thinner, shaken, with gaps, and here and there left out.
    """
    kind = rng.random()
    if kind < 0.35:
        weak = float(rng.uniform(20, 60))
        lines = line_art.edges(picture, weak, weak * float(rng.uniform(1.8, 3.0)))
    elif kind < 0.8:
        lines = _outlines(picture, rng)
    else:
        lines = _ridges(picture, rng)
    lines = _thickened(lines, rng)
    if rng.random() < 0.5:
        lines = _shaken(lines, float(rng.uniform(0.2, 1.2)), rng)
    if rng.random() < 0.35:
        lines = _interrupted(lines, rng)
    if rng.random() < 0.15:
        lines = _partly(lines, rng)
    if rng.random() < 0.4:
        lines = np.asarray(lines * rng.uniform(0.55, 1.0), np.uint8)
    return lines


def _outlines(picture: Image, rng: np.random.Generator) -> Lines:
    """The borders of a few flat colours, their corners rounded."""
    palette = degrade.palette_of(picture, int(rng.integers(4, 9)), int(rng.integers(1 << 30)))
    far = (palette**2).sum(1) - 2 * picture.reshape(-1, 3).astype(np.float32) @ palette.T
    flat = far.argmin(1).astype(np.uint8).reshape(picture.shape[:2])
    flat = cv2.medianBlur(flat, int(rng.choice([3, 5])))
    border = cv2.morphologyEx(flat, cv2.MORPH_GRADIENT, np.ones((2, 2), np.uint8)) > 0
    return line_art.softened(border.astype(np.uint8) * np.uint8(255))


def _ridges(picture: Image, rng: np.random.Generator) -> Lines:
    """Where a picture is darker than around: the difference of two blurs, sharpened.

    Winnemöller, Kyprianidis and Olsen, "XDoG", 2012: thin shapes and shaded sides become ink.
    """
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.float32) / 255
    sigma = float(rng.uniform(0.6, 1.2))
    near, far = (cv2.GaussianBlur(grey, (0, 0), sigma * scale) for scale in (1.0, 1.6))
    share = np.clip((far - near) * rng.uniform(12, 30), 0, 1)
    return np.asarray(share * 255, np.uint8)


def _thickened(lines: Lines, rng: np.random.Generator) -> Lines:
    """Lines of one to four pixels at a side of 160."""
    thick = int(rng.choice([1, 1, 1, 2, 2, 3, 4]))
    if thick == 1:
        return lines
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (thick, thick))
    return np.asarray(cv2.GaussianBlur(cv2.dilate(lines, disc), (0, 0), 0.5), np.uint8)


def _shaken(lines: Lines, amount: float, rng: np.random.Generator) -> Lines:
    """Lines moved by some ``amount`` of pixels, smoothly."""
    height, width = lines.shape
    field = rng.normal(size=(2, 8, 8)).astype(np.float32) * amount
    x, y = (cv2.resize(part, (width, height), interpolation=cv2.INTER_CUBIC) for part in field)
    rows, columns = np.mgrid[:height, :width].astype(np.float32)
    return np.asarray(cv2.remap(lines, columns + x, rows + y, cv2.INTER_LINEAR), np.uint8)


def _interrupted(lines: Lines, rng: np.random.Generator) -> Lines:
    """Lines with gaps, as a quick hand leaves them."""
    field = rng.random((20, 20)).astype(np.float32)
    field = cv2.resize(field, lines.shape[::-1], interpolation=cv2.INTER_LINEAR)
    kept = np.clip((field - rng.uniform(0.1, 0.35)) * 10, 0, 1)
    return np.asarray(lines * kept, np.uint8)


def _partly(lines: Lines, rng: np.random.Generator) -> Lines:
    """Only some part of the drawing: the rest is left to the model."""
    mask = degrade.random_hole(len(lines), rng, 0.4, 0.9)
    inside = rng.random() < 0.7
    return np.where((mask > 0) == inside, lines, np.uint8(0))
