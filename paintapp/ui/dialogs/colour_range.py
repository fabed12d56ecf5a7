"""Selecting a range of colours or tones, with a picture of what would be selected."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QWidget,
)

from paintapp.document import Layer, Pixels
from paintapp.editor import Editor
from paintapp.painting.by_colour import RANGES, ColourDistances, Measure, like
from paintapp.painting.colour import Bytes
from paintapp.painting.selection import CombineMode
from paintapp.tools.select import MODES
from paintapp.ui import theme
from paintapp.ui.controls import NumberBar, icon_button
from paintapp.ui.dialogs.dialog import Dialog
from paintapp.ui.labels import translated
from paintapp.ui.panels.thumbnails import reduced
from paintapp.ui.panels.toolbox import tool_text
from paintapp.ui.waiting import Waiting

WIDTH, HEIGHT = 320, 200
"""Of the picture, in logical pixels."""
FOREGROUND = "foreground"


class ColourRangeDialog(Dialog):
    """What is chosen shows as a grey picture, worked out on a thread; Apply selects it."""

    def __init__(self, editor: Editor, waiting: Waiting, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Select colour range"), parent)
        self._document = editor.document
        self._layer = editor.active_layer
        self._waiting = waiting
        self._foreground = like(_bytes_of(editor.foreground))
        self._measured: tuple[str, bool] | None = None
        self._distances: ColourDistances | None = None
        self._stale = self._working = False
        self.picture = QLabel()
        self.picture.setFixedSize(WIDTH, HEIGHT)
        self.kind = QComboBox()
        self.kind.addItem(self.tr("Foreground colour"), FOREGROUND)
        for row in RANGES:
            self.kind.addItem(translated(row.label), row.id)
        self.alone = QCheckBox(self.tr("Active layer only"))
        self.alone.setEnabled(self._layer is not None)
        self.tolerance = NumberBar(self.tr("Tolerance"), 0, 100, unit="%")
        self.tolerance.setToolTip(self.tr("How far colours may differ"))
        self.softness = NumberBar(self.tr("Softness"), 0, 100, unit="%")
        self.softness.setToolTip(self.tr("Over how much more of a difference it fades out"))
        self.modes = QButtonGroup(self)
        line = QHBoxLayout()
        line.setSpacing(2)
        for number, (_, text, icon) in enumerate(MODES):
            button = icon_button(icon, tool_text(text), checkable=True)
            self.modes.addButton(button, number)
            line.addWidget(button)
        self.modes.button(0).setChecked(True)
        line.addStretch()
        line.addWidget(self.alone)
        bars = QHBoxLayout()
        bars.setSpacing(theme.GRID)
        for bar in (self.tolerance, self.softness):
            bar.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            bars.addWidget(bar)
        for part in (self.picture, self.kind, bars, line):
            self.add(part)
        self.accept_button(self.tr("Apply"))
        self.cancel_button()
        self.kind.currentIndexChanged.connect(self._choose)
        self.alone.toggled.connect(lambda _: self._ask())
        self.tolerance.changed.connect(lambda _: self._ask())
        self.softness.changed.connect(lambda _: self._ask())
        self._choose()

    def values(self) -> tuple[tuple[Layer, ...], Measure, float, float, CombineMode]:
        """Layers to look at, measure, tolerance and softness (0..1), and how it is joined."""
        mode = MODES[self.modes.checkedId()][0]
        return (
            self._layers,
            self._measure,
            self.tolerance.value / 100,
            self.softness.value / 100,
            cast(CombineMode, mode),
        )

    @property
    def _layers(self) -> tuple[Layer, ...]:
        alone = self.alone.isChecked() and self._layer is not None
        return (self._layer,) if alone and self._layer is not None else self._document.layers

    @property
    def _measure(self) -> Measure:
        chosen = self.kind.currentData()
        found = (row.measure for row in RANGES if row.id == chosen)
        return next(found, self._foreground)

    def _choose(self) -> None:
        chosen = self.kind.currentData()
        for row in RANGES:
            if row.id == chosen:
                self.tolerance.set_value(row.tolerance * 100)
                self.softness.set_value(row.softness * 100)
        if chosen == FOREGROUND:
            self.tolerance.set_value(12)
            self.softness.set_value(4)
        self._ask()

    def _ask(self) -> None:
        self._stale = True
        if not self._working:
            self._working = True
            self._waiting.start(self._follow())

    async def _follow(self) -> None:
        """Show what is chosen, and again for as long as other things are chosen meanwhile."""
        bounds = self._document.bounds
        try:
            while self._stale:
                self._stale = False
                layers, measure, tolerance, softness, _ = self.values()
                wanted = self.kind.currentData(), self.alone.isChecked()
                if self._distances is None or wanted != self._measured:
                    self._distances = await self._waiting.thread(
                        ColourDistances, layers, bounds, measure
                    )
                    self._measured = wanted
                distances = self._distances
                found = await self._waiting.thread(distances.near, tolerance, softness)
                self._show(found)
        finally:
            self._working = False

    def _show(self, found: Pixels) -> None:
        ratio = self.devicePixelRatioF()
        width, height = self._document.width, self._document.height
        scale = min(WIDTH / width, HEIGHT / height) * ratio
        grey = reduced(found, width, height, max(1, round(max(width, height) * scale)))
        rows, columns = grey.shape
        image = QImage(grey.tobytes(), columns, rows, columns, QImage.Format.Format_Grayscale8)
        framed = QPixmap(round(WIDTH * ratio), round(HEIGHT * ratio))
        framed.fill(QColor(theme.SURROUND))
        with QPainter(framed) as painter:
            painter.drawImage((framed.width() - columns) // 2, (framed.height() - rows) // 2, image)
            painter.setPen(QColor(theme.EDGE))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(
                (framed.width() - columns) // 2, (framed.height() - rows) // 2, columns, rows
            )
        framed.setDevicePixelRatio(ratio)
        self.picture.setPixmap(framed)


def _bytes_of(colour: tuple[int, int, int]) -> Bytes:
    import numpy as np

    return np.array([*(round(value / 257) for value in colour), 255], np.uint8)
