"""Asking for one number of pixels."""

from __future__ import annotations

from PySide6.QtWidgets import QSpinBox, QWidget

from paintapp.ui.dialogs.dialog import Dialog


class AmountDialog(Dialog):
    """One whole number of pixels within a range."""

    def __init__(
        self,
        title: str,
        question: str,
        value: int,
        lowest: int,
        highest: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent)
        self.field = QSpinBox()
        self.field.setRange(lowest, highest)
        self.field.setValue(value)
        self.field.setSuffix(self.tr(" px"))
        self.field.setMinimumWidth(120)
        self.field.selectAll()
        self.form().addRow(question, self.field)
        self.accept_button(self.tr("Apply"))
        self.cancel_button()

    def value(self) -> int:
        return self.field.value()
