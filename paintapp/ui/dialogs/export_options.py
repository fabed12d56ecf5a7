"""Asking how an exported picture is written, where its format leaves a choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QWidget

from paintapp.ui.controls import NumberBar
from paintapp.ui.dialogs.dialog import Dialog

if TYPE_CHECKING:
    from paintapp.formats import SaveOptions

DEPTHS = ("png", "tiff")
"""Ids of the formats that are written with 8 or 16 bits a channel."""

QUALITIES = ("jpeg", "webp")
"""Ids of the formats that trade quality for size."""


class ExportOptionsDialog(Dialog):
    """Depth or quality, whichever the format knows."""

    def __init__(self, format_id: str, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Export"), parent)
        self.depth = QComboBox()
        self.depth.addItem(self.tr("8 bits a channel, for everyone"), 8)
        self.depth.addItem(self.tr("16 bits a channel, nothing lost"), 16)
        self.quality = NumberBar(self.tr("Quality"), 1, 100, unit="%")
        self.quality.set_value(92)
        self.quality.setMinimumWidth(240)
        form = self.form()
        if format_id in DEPTHS:
            form.addRow(self.tr("Depth"), self.depth)
        if format_id in QUALITIES:
            form.addRow(self.quality)
        self.accept_button(self.tr("Export"))
        self.cancel_button()

    def options(self) -> SaveOptions:
        """What was chosen."""
        from paintapp.formats import SaveOptions

        return SaveOptions(depth=self.depth.currentData(), quality=round(self.quality.value))
