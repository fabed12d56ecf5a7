"""Asking how much room on the disk results may take."""

from __future__ import annotations

from PySide6.QtWidgets import QDoubleSpinBox, QWidget

from paintapp.generation.results import Usage
from paintapp.ui.dialogs.dialog import Dialog
from paintapp.ui.generate.labels import size_text

GIGABYTE = 1 << 30


class ResultsRoomDialog(Dialog):
    """What results take, and what they may take."""

    def __init__(self, usage: Usage, folder: str, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Room for results"), parent)
        self.add_text(
            self.tr("Results take {used} in {folder}.").format(
                used=size_text(usage.used), folder=folder
            )
        )
        self.room = QDoubleSpinBox()
        self.room.setObjectName("resultsRoom")
        self.room.setRange(0.1, 10_000)
        self.room.setDecimals(1)
        self.room.setSingleStep(0.5)
        self.room.setSuffix(self.tr(" GB"))
        self.room.setMinimumWidth(120)
        self.room.setValue(usage.budget / GIGABYTE)
        self.form().addRow(self.tr("They may take"), self.room)
        self.add_text(
            self.tr(
                "You are asked before anything is removed. Starred results and recent ones are "
                "never removed."
            ),
            quiet=True,
        )
        self.accept_button(self.tr("Apply"))
        self.cancel_button()

    @property
    def budget(self) -> int:
        """The room chosen, in bytes."""
        return round(self.room.value() * GIGABYTE)
