"""Asking for another size of the whole image."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QSpinBox, QWidget

from paintapp.document import MAXIMUM_SIDE, MINIMUM_SIDE
from paintapp.ui.dialogs.dialog import Dialog


class ScaleImageDialog(Dialog):
    """Width and height in pixels or as a percentage, the resolution, and how pixels are made."""

    def __init__(
        self, width: int, height: int, resolution: float, parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("Scale image"), parent)
        self._old = (width, height)
        self.width_field, self.height_field = QSpinBox(), QSpinBox()
        for field, value in ((self.width_field, width), (self.height_field, height)):
            field.setRange(MINIMUM_SIDE, MAXIMUM_SIDE)
            field.setValue(value)
            field.setSuffix(self.tr(" px"))
            field.setMinimumWidth(140)
        self.percent = _number(0.1, 10000, 100.0, " %")
        self.keep = QCheckBox(self.tr("Keep proportions"))
        self.keep.setChecked(True)
        self.resolution = _number(1, 10000, resolution, self.tr(" pixels/inch"))
        self.method = QComboBox()
        for text, name in (
            (self.tr("Bicubic (smooth)"), "bicubic"),
            (self.tr("Lanczos (sharp)"), "lanczos"),
            (self.tr("Nearest (pixel art)"), "nearest"),
        ):
            self.method.addItem(text, name)
        form = self.form()
        form.addRow(self.tr("Width"), self.width_field)
        form.addRow(self.tr("Height"), self.height_field)
        form.addRow(self.tr("Scale"), self.percent)
        form.addRow("", self.keep)
        form.addRow(self.tr("Resolution"), self.resolution)
        form.addRow(self.tr("Method"), self.method)
        self.add_text(self.tr("All layers, masks and the selection are scaled."), quiet=True)
        self.accept_button(self.tr("Scale"))
        self.cancel_button()
        self.width_field.valueChanged.connect(lambda value: self._follow(0, value))
        self.height_field.valueChanged.connect(lambda value: self._follow(1, value))
        self.percent.valueChanged.connect(self._scale)
        self.keep.toggled.connect(lambda on: on and self._follow(0, self.width_field.value()))

    def values(self) -> tuple[int, int, str, float]:
        """Width, height, the interpolation and the resolution."""
        return (
            self.width_field.value(),
            self.height_field.value(),
            self.method.currentData(),
            self.resolution.value(),
        )

    def _follow(self, axis: int, value: int) -> None:
        """The other side keeps the proportions; the percentage is that of the side changed."""
        part = value / self._old[axis]
        if self.keep.isChecked():
            other = (self.height_field, self.width_field)[axis]
            _show(other, max(MINIMUM_SIDE, round(self._old[1 - axis] * part)))
        _show(self.percent, 100 * part)

    def _scale(self, percent: float) -> None:
        for field, side in zip((self.width_field, self.height_field), self._old, strict=True):
            _show(field, max(MINIMUM_SIDE, round(side * percent / 100)))


def _number(least: float, most: float, value: float, unit: str) -> QDoubleSpinBox:
    field = QDoubleSpinBox()
    field.setRange(least, most)
    field.setDecimals(1)
    field.setValue(value)
    field.setSuffix(unit)
    field.setMinimumWidth(140)
    return field


def _show(field: QSpinBox | QDoubleSpinBox, value: float) -> None:
    """Show a value without telling anyone."""
    blocked = field.blockSignals(True)
    field.setValue(value)
    field.blockSignals(blocked)
