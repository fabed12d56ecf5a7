"""Sheets for the eye: pictures side by side, with a title and labels."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

MARGIN = 8
LINE = 18


def write_sheet(path: Path, title: str, pictures: dict[str, NDArray[np.uint8]]) -> None:
    """A PNG of equally large RGB pictures in a row, each with its name above it."""
    height, width = next(iter(pictures.values())).shape[:2]
    count = len(pictures)
    size = (count * (width + MARGIN) + MARGIN, height + 2 * LINE + 3 * MARGIN)
    sheet = Image.new("RGB", size, (46, 46, 46))
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.load_default(13)
    draw.text((MARGIN, MARGIN), title, (235, 235, 235), font)
    for index, (name, picture) in enumerate(pictures.items()):
        left = MARGIN + index * (width + MARGIN)
        draw.text((left, MARGIN + LINE), name, (170, 170, 170), font)
        sheet.paste(Image.fromarray(picture), (left, 2 * MARGIN + 2 * LINE))
    sheet.save(path)
