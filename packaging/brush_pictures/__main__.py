"""Draws the pictures that brushes use: tips and grains, into resources/brushes.

Run it after changing a drawing: ``python packaging/brush_pictures [NAME ...]``. Randomness is
seeded, so the same code draws the same pictures.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from grains import GRAINS
from stamps import STAMPS
from tips import TIPS

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "brushes"


def main(names: Sequence[str]) -> None:
    for folder, drawings in (("grains", GRAINS), ("tips", TIPS | STAMPS)):
        (FOLDER / folder).mkdir(parents=True, exist_ok=True)
        for name, draw in drawings.items():
            if names and name not in names:
                continue
            grey = np.round(255 * np.clip(draw(), 0, 1)).astype(np.uint8)
            path = FOLDER / folder / f"{name}.png"
            cv2.imwrite(str(path), grey, [cv2.IMWRITE_PNG_COMPRESSION, 9])


if __name__ == "__main__":
    main(sys.argv[1:])
