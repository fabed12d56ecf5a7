"""Asking for another canvas size and where the picture stays."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QGridLayout, QSpinBox, QToolButton, QWidget

from paintapp.document import MAXIMUM_SIDE, MINIMUM_SIDE
from paintapp.ui.dialogs.dialog import Dialog


class CanvasSizeDialog(Dialog):
    """Width, height, and one of nine places for what is there."""

    def __init__(self, width: int, height: int, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Canvas size"), parent)
        self._old = (width, height)
        self.width_field, self.height_field = QSpinBox(), QSpinBox()
        for field, value in ((self.width_field, width), (self.height_field, height)):
            field.setRange(MINIMUM_SIDE, MAXIMUM_SIDE)
            field.setValue(value)
            field.setSuffix(self.tr(" px"))
            field.setMinimumWidth(120)
        self.anchor = QButtonGroup(self)
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(2)
        for place in range(9):
            button = QToolButton()
            button.setCheckable(True)
            button.setChecked(place == 4)
            button.setFixedSize(24, 24)
            button.setStyleSheet(
                "QToolButton { background: palette(button); }"
                "QToolButton:checked { background: palette(highlight); }"
            )
            button.setToolTip(self.tr("The picture stays here"))
            self.anchor.addButton(button, place)
            grid.addWidget(button, place // 3, place % 3)
        grid.setColumnStretch(3, 1)
        form = self.form()
        form.addRow(self.tr("Width"), self.width_field)
        form.addRow(self.tr("Height"), self.height_field)
        form.addRow(self.tr("Keep at"), box)
        self.add_text(self.tr("What lies outside the canvas is kept on its layers."), quiet=True)
        self.accept_button(self.tr("Apply"))
        self.cancel_button()

    def values(self) -> tuple[int, int, int, int]:
        """Width, height, and how far the layers move to the right and down."""
        width, height = self.width_field.value(), self.height_field.value()
        row, column = divmod(self.anchor.checkedId(), 3)
        dx = (width - self._old[0]) * column // 2
        dy = (height - self._old[1]) * row // 2
        return width, height, dx, dy
