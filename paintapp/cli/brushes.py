"""`paintapp brushes`: the brushes there are, a sheet of them, and brush files in and out."""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from paintapp.cli.errors import CommandError
from paintapp.cli.output import checked_output
from paintapp.formats import atomic_write_bytes
from paintapp.formats.brushes import (
    Library,
    Preset,
    brushes_path,
    read_brushes,
    write_brushes,
)
from paintapp.painting.colour import to_8bit_rgb
from paintapp.painting.preview import preview

CELL = (420, 104)
"""Width and height of a stroke on the sheet, in pixels."""
COLUMNS = 3
LABEL = 24
MARGIN = 20
INK = (0x1C1C, 0x2424, 0x3333)
PAPER = (250, 248, 244)


def run(arguments: argparse.Namespace) -> int:
    """The command; raises CommandError and FormatError."""
    library = Library(brushes_path())
    if arguments.sheet is not None:
        return _sheet(library, arguments.sheet, arguments.tag)
    action = arguments.action or "list"
    if action == "import":
        return _import(library, arguments.files)
    if action == "export":
        return _export(library, arguments.output, arguments.names)
    return _list(library, arguments.json)


def _list(library: Library, as_json: bool) -> int:
    for preset in library.presets:
        if as_json:
            row = {
                "id": preset.id,
                "name": preset.name,
                "tags": list(preset.tags),
                "own": library.is_own(preset.id),
                "favourite": library.is_favourite(preset.id),
            }
            print(json.dumps(row, ensure_ascii=False))
        else:
            star = "*" if library.is_favourite(preset.id) else " "
            print(f"{star} {preset.id:<28} {preset.name} ({', '.join(preset.tags)})")
    return 0


def _import(library: Library, files: list[Path]) -> int:
    read = [(path, read_brushes(path)) for path in files]  # all of them, before anything is kept
    for path, presets in read:
        for preset in presets:
            print(f"{path} -> {library.add(preset).id}")
    return 0


def _export(library: Library, output: Path, names: list[str]) -> int:
    chosen: list[Preset] = []
    for name in names or [p.id for p in library.presets if library.is_own(p.id)]:
        preset = library.find(name) or next((p for p in library.presets if p.name == name), None)
        if preset is None:
            raise CommandError(f"There is no brush “{name}”; see paintapp brushes list.")
        chosen.append(preset)
    if not chosen:
        raise CommandError("There are no brushes of your own; name some to export.")
    write_brushes(chosen, output)
    print(f"{len(chosen)} -> {output}")
    return 0


def _sheet(library: Library, output: Path, tag: str) -> int:
    presets = library.matching(tag=tag)
    if output.suffix.lower() != ".png":
        raise CommandError(f"{output}: a sheet is a .png picture.")
    if not presets:
        raise CommandError(f"There are no brushes with the tag “{tag}”.")
    checked_output(output)
    atomic_write_bytes(output, _png(sheet(presets)))
    print(f"{len(presets)} brushes -> {output}")
    return 0


def sheet(presets: tuple[Preset, ...]) -> NDArray[np.uint8]:
    """(h, w, 3) RGB: for each preset a stroke, three dabs and its name."""
    width, height = CELL
    rows = -(-len(presets) // COLUMNS)
    step_x, step_y = width + MARGIN, height + LABEL + MARGIN
    page = np.empty((rows * step_y + MARGIN, COLUMNS * step_x + MARGIN, 3), np.uint8)
    page[:] = PAPER
    for number, preset in enumerate(presets):
        left = MARGIN + number % COLUMNS * step_x
        top = MARGIN + number // COLUMNS * step_y
        drawn = to_8bit_rgb(preview(preset.brush, width, height, INK, dabs=True), PAPER)
        page[top : top + height, left : left + width] = drawn
    return _labelled(page, presets, step_x, step_y)


def _labelled(
    page: NDArray[np.uint8], presets: tuple[Preset, ...], step_x: int, step_y: int
) -> NDArray[np.uint8]:
    from PySide6.QtCore import QRect, Qt
    from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter

    # Fonts need an application, though no window is opened.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication.instance() or QGuiApplication(["paintapp"])
    rows, columns = page.shape[:2]
    image = QImage(page.data, columns, rows, columns * 3, QImage.Format.Format_RGB888)
    with QPainter(image) as painter:
        font = QFont(painter.font())
        font.setPixelSize(14)
        painter.setFont(font)
        width, height = CELL
        for number, preset in enumerate(presets):
            box = QRect(
                MARGIN + number % COLUMNS * step_x,
                MARGIN + number // COLUMNS * step_y + height,
                width,
                LABEL,
            )
            painter.setPen(QColor(40, 44, 52))
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft, preset.name)
            painter.setPen(QColor(140, 140, 140))
            painter.drawText(box, Qt.AlignmentFlag.AlignRight, ", ".join(preset.tags))
    del application
    return page


def _png(page: NDArray[np.uint8]) -> bytes:
    import cv2

    done, data = cv2.imencode(".png", page[..., ::-1])
    assert done
    return data.tobytes()
