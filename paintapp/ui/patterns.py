"""The artist's own patterns on disk, and the control that chooses a pattern."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QGridLayout, QMenu, QToolButton, QWidget, QWidgetAction

from paintapp.document import TILE
from paintapp.document.pixels import Array
from paintapp.editor import Editor
from paintapp.painting.blend import image_of
from paintapp.painting.patterns import LABELS, LARGEST_SIDE, Pattern, bundled_pattern
from paintapp.ui import theme
from paintapp.ui.labels import translated

log = logging.getLogger(__name__)

SWATCH = 44
COLUMNS = 6


class PatternShelf:
    """A folder of PNG files, 16 bits a channel; each is a pattern named like its file."""

    def __init__(self, folder: Path, editor: Editor) -> None:
        self._folder = folder
        self._editor = editor
        for path in sorted(folder.glob("*.png")) if folder.is_dir() else ():
            pixels = _read(path)
            if pixels is not None:
                self._put(path.stem, pixels)

    def keep(self, pixels: Array, stem: str) -> Pattern:
        """Keep premultiplied pixels (h, w, 4) as a pattern with a name of its own.

        OSError when that cannot be written.
        """
        number = 1
        while (name := f"{stem} {number}") in self._editor.patterns:
            number += 1
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{name}.png"
        part = path.with_name(f"{path.name}.{os.getpid()}.part")
        image = image_of(np.ascontiguousarray(pixels))
        if not image.save(str(part), "PNG"):
            part.unlink(missing_ok=True)
            raise OSError(f"{path} cannot be written")
        part.replace(path)
        return self._put(name, pixels)

    def forget(self, pattern_id: str) -> None:
        """Take a pattern away, also from the disk."""
        if self._editor.patterns.pop(pattern_id, None) is not None:
            (self._folder / f"{pattern_id}.png").unlink(missing_ok=True)

    def _put(self, name: str, pixels: Array) -> Pattern:
        pattern = Pattern(name, name, np.ascontiguousarray(pixels))
        self._editor.patterns[name] = pattern
        return pattern


def _read(path: Path) -> Array | None:
    """A picture's pixels; None, with a line in the log, when it is none or too large."""
    image = QImage(str(path))
    if image.isNull() or max(image.width(), image.height()) > LARGEST_SIDE:
        log.warning("%s is no pattern", path)
        return None
    image = image.convertToFormat(QImage.Format.Format_RGBA64_Premultiplied)
    rows = np.frombuffer(image.constBits(), np.uint16)
    pixels: Array = rows.reshape(image.height(), -1, 4)[:, : image.width()].copy()
    np.minimum(pixels[..., :3], pixels[..., 3:], out=pixels[..., :3])
    return pixels


class PatternButton(QToolButton):
    """Shows a pattern; pressed, it shows all of them. ``chosen`` brings an id.

    The right button forgets one of the artist's own: ``forgotten`` brings its id.
    """

    chosen = Signal(str)
    forgotten = Signal(str)

    def __init__(self, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._shown = ""
        self.setIconSize(QSize(theme.CONTROL - 8, theme.CONTROL - 8))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_of_patterns = QMenu(self)
        self.menu_of_patterns.aboutToShow.connect(self._fill)
        self.setMenu(self.menu_of_patterns)

    def show_pattern(self, pattern_id: str) -> None:
        """Show a pattern without telling anyone."""
        if pattern_id == self._shown:
            return
        self._shown = pattern_id
        pattern = self._pattern(pattern_id)
        self.setIcon(QIcon() if pattern is None else pattern_icon(pattern, theme.CONTROL - 8))
        self.setText("" if pattern is not None else "?")

    def _pattern(self, pattern_id: str) -> Pattern | None:
        try:
            return self._editor.patterns.get(pattern_id) or bundled_pattern(pattern_id)
        except KeyError:
            return None

    def _fill(self) -> None:
        menu = self.menu_of_patterns
        menu.clear()
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(theme.GRID, theme.GRID, theme.GRID, theme.GRID)
        grid.setSpacing(4)
        for index, name in enumerate((*LABELS, *self._editor.patterns)):
            pattern = self._pattern(name)
            if pattern is None:
                continue
            swatch = QToolButton()
            swatch.setIcon(pattern_icon(pattern, SWATCH))
            swatch.setIconSize(QSize(SWATCH, SWATCH))
            own = name in self._editor.patterns
            label = pattern.label if own else translated(pattern.label)
            tip = self.tr("{name}\nRight click forgets it").format(name=label) if own else label
            swatch.setToolTip(tip)
            swatch.setAccessibleName(label)
            swatch.setCheckable(True)
            swatch.setChecked(name == self._shown)
            swatch.clicked.connect(lambda _=False, name=name: self._choose(name))
            if own:
                swatch.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
                swatch.customContextMenuRequested.connect(
                    lambda _, name=name, swatch=swatch: self._forget(name, swatch)
                )
            grid.addWidget(swatch, index // COLUMNS, index % COLUMNS)
        entry = QWidgetAction(menu)
        entry.setDefaultWidget(box)
        menu.addAction(entry)

    def _choose(self, name: str) -> None:
        self.menu_of_patterns.close()
        self.chosen.emit(name)

    def _forget(self, name: str, swatch: QToolButton) -> None:
        swatch.setEnabled(False)
        self.forgotten.emit(name)


def pattern_icon(pattern: Pattern, side: int) -> QIcon:
    """A square of a pattern in black on white, large ones made smaller."""
    scale = min(1.0, side / max(pattern.pixels.shape[:2]) * 1.5)
    if pattern.pixels.ndim == 2 and max(pattern.pixels.shape) <= 2 * TILE:
        scale = 1.0
    repeat = np.ascontiguousarray(pattern.coloured((0, 0, 0), scale))
    tile = QPixmap.fromImage(image_of(repeat).convertToFormat(QImage.Format.Format_ARGB32))
    picture = QPixmap(side, side)
    picture.fill(QColor("#ffffff"))
    with QPainter(picture) as painter:
        painter.drawTiledPixmap(QRectF(0, 0, side, side), tile)
    return QIcon(picture)
