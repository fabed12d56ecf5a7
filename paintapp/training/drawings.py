"""The icons as pixels: rasterised once, cached as one memory-mapped array."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from paintapp.training.sources import Icon

SIZE = 192
_RENAMED = {"paper-cut": "poster"}
"""Styles whose word has changed since some caches were made."""


@dataclass(frozen=True)
class Drawing:
    """What is known of one row of the pixel array; ``colour`` is its main colour or empty."""

    name: str
    style: str
    category: str
    held_out: bool
    colour: str


@dataclass(frozen=True)
class Drawings:
    """Drawings: ``pixels`` is (n, side, side, 4) uint8, premultiplied RGBA."""

    pixels: npt.NDArray[np.uint8]
    entries: tuple[Drawing, ...]

    def rows(self, held_out: bool) -> list[int]:
        return [i for i, entry in enumerate(self.entries) if entry.held_out == held_out]


_HUES = ((12, "red"), (35, "orange"), (68, "yellow"), (165, "green"), (195, "cyan"), (255, "blue"))
_LATE_HUES = ((290, "purple"), (335, "pink"), (361, "red"))


def colour_word(rgb: npt.NDArray[np.float64]) -> str:
    """A plain word for a colour; ``rgb`` is three floats 0..1."""
    high, low = float(rgb.max()), float(rgb.min())
    spread = high - low
    if spread < 0.12:
        return "white" if high > 0.85 else "black" if high < 0.25 else "grey"
    red, green, blue = (float(value) for value in rgb)
    if high == red:
        hue = (60 * (green - blue) / spread) % 360
    elif high == green:
        hue = 60 * (blue - red) / spread + 120
    else:
        hue = 60 * (red - green) / spread + 240
    if 10 <= hue < 45 and high < 0.72:
        return "brown"
    for limit, word in _HUES + _LATE_HUES:
        if hue < limit:
            return word
    return "red"


def main_colour(pixels: npt.NDArray[np.uint8]) -> str:
    """The colour word most of a drawing's opaque pixels share, or empty when none has half."""
    opaque = pixels[::6, ::6][pixels[::6, ::6, 3] > 200][:, :3].astype(np.float64) / 255
    if len(opaque) < 20:
        return ""
    words = [colour_word(rgb) for rgb in opaque]
    best = max(sorted(set(words)), key=words.count)
    return best if words.count(best) >= 0.55 * len(words) else ""


def rasterise(svg: bytes, size: int = SIZE) -> npt.NDArray[np.uint8]:
    """Draw an SVG into (size, size, 4) uint8, premultiplied RGBA; blank when it is not drawable."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QByteArray, QRectF
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_RGBA8888_Premultiplied)
    image.fill(0)
    renderer = QSvgRenderer(QByteArray(svg))
    if renderer.isValid():
        painter = QPainter(image)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(size, image.bytesPerLine())
    return rows[:, : size * 4].reshape(size, size, 4).copy()


def build(
    icons: Iterable[Icon], folder: Path, size: int = SIZE, name: str = "drawings"
) -> Drawings:
    """Rasterise icons to ``size`` pixels into ``folder`` unless that is done, and open the result.

    Caches of different sizes go by different names.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / f"{name}.json").exists():
        kept: list[Drawing] = []
        pixels: list[npt.NDArray[np.uint8]] = []
        for icon in icons:
            drawn = rasterise(icon.svg, size)
            # A near-empty drawing is one the renderer could not draw.
            if np.count_nonzero(drawn[..., 3] > 64) < 0.03 * size * size:
                continue
            colour = main_colour(drawn)
            kept.append(Drawing(icon.name, icon.style, icon.category, icon.held_out, colour))
            pixels.append(drawn)
        np.save(folder / f"{name}.npy", np.stack(pixels))
        rows = [asdict(entry) for entry in kept]
        (folder / f"{name}.json").write_text(json.dumps(rows), "utf-8")
    return load(folder, name)


def load(folder: Path, name: str = "drawings") -> Drawings:
    """Open the cache that ``build`` made."""
    rows = json.loads((folder / f"{name}.json").read_text("utf-8"))
    entries = tuple(
        Drawing(**{**row, "style": _RENAMED.get(row["style"], row["style"])}) for row in rows
    )
    return Drawings(np.load(folder / f"{name}.npy", mmap_mode="r"), entries)
