"""The sketch that a first start opens with, drawn the way a child does: thick uneven strokes."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

SIZE = 512
Point = tuple[float, float]
Colour = tuple[int, int, int]
REQUEST = {"prompt": "a sailboat on the sea under a blue sky", "strength": 0.5, "seed": 4}


class Sheet:
    """A picture under strokes; all positions are shares of the side, 0..1."""

    def __init__(self, paper: Colour, seed: int) -> None:
        self.rng = np.random.default_rng(seed)
        self.pixels: npt.NDArray[np.floating] = np.full((SIZE, SIZE, 3), paper, np.float32)

    def stroke(self, points: list[Point], colour: Colour, width: float) -> None:
        """One stroke of a round pen through ``points``, its path and width trembling a little."""
        path = np.array(points, np.float64) * SIZE
        lengths = np.concatenate([[0], np.hypot(*np.diff(path, axis=0).T).cumsum()])
        count = max(2, int(lengths[-1] / 3))
        places = np.linspace(0, lengths[-1], count)
        line = np.stack([np.interp(places, lengths, path[:, axis]) for axis in range(2)], 1)
        cells = max(2, count // 14)
        for axis in range(2):
            tremble = np.interp(
                np.linspace(0, 1, count), np.linspace(0, 1, cells), self.rng.normal(size=cells)
            )
            line[:, axis] += tremble * 3.5
        widths = np.interp(
            np.linspace(0, 1, count), np.linspace(0, 1, cells), self.rng.uniform(0.8, 1.15, cells)
        )
        cover = np.zeros((SIZE, SIZE), np.uint8)
        for (x, y), share in zip(line, widths, strict=True):
            radius = round(width * SIZE / 2 * share * 16)
            cv2.circle(cover, (round(x * 16), round(y * 16)), radius, 255, -1, cv2.LINE_AA, 4)
        paint = (cover.astype(np.float32) / 255)[..., None]
        self.pixels = self.pixels * (1 - paint) + np.array(colour, np.float32) * paint

    def fill(self, corners: list[Point], colour: Colour, width: float) -> None:
        """Fill a convex outline by zig-zag strokes from its top to its bottom."""
        outline = np.array(corners) * SIZE
        mask = np.zeros((SIZE, SIZE), np.uint8)
        cv2.fillPoly(mask, [outline.astype(np.int32)], 255)
        zigzag: list[Point] = []
        rows = np.arange(outline[:, 1].min(), outline[:, 1].max(), width * SIZE * 0.55)
        for index, row in enumerate(rows):
            inside = np.nonzero(mask[min(int(row), SIZE - 1)])[0]
            if len(inside):
                left, right = inside[0] / SIZE, inside[-1] / SIZE
                ends = (left, right) if index % 2 else (right, left)
                zigzag += [(ends[0], row / SIZE), (ends[1], row / SIZE)]
        self.stroke(zigzag, colour, width)


def sailboat(seed: int = 3) -> npt.NDArray[np.uint8]:
    """A blob of a boat with a sail on blue water, (SIZE, SIZE, 3) uint8."""
    sheet = Sheet((190, 224, 246), seed)
    sheet.fill([(-0.02, 0.7), (1.02, 0.69), (1.02, 1.02), (-0.02, 1.02)], (56, 124, 196), 0.1)
    sheet.stroke([(0.86, 0.13), (0.87, 0.14)], (250, 206, 66), 0.15)
    sheet.fill([(0.2, 0.66), (0.8, 0.66), (0.7, 0.82), (0.3, 0.82)], (196, 62, 48), 0.07)
    sheet.stroke([(0.49, 0.64), (0.5, 0.16)], (110, 72, 44), 0.026)
    sheet.fill([(0.54, 0.2), (0.56, 0.2), (0.77, 0.58), (0.54, 0.6)], (252, 250, 242), 0.06)
    sheet.fill([(0.45, 0.28), (0.46, 0.28), (0.46, 0.59), (0.29, 0.59)], (248, 208, 92), 0.05)
    return np.clip(sheet.pixels + 0.5, 0, 255).astype(np.uint8)


def write(folder: Path) -> None:
    """Write ``welcome.png`` and the request that goes with it, ``welcome.json``."""
    folder.mkdir(parents=True, exist_ok=True)
    Image.fromarray(sailboat()).save(folder / "welcome.png", optimize=True)
    (folder / "welcome.json").write_text(json.dumps(REQUEST, indent=2) + "\n", "utf-8")
