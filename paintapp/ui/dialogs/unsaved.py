"""Asking what becomes of changes that are not saved."""

from __future__ import annotations

from typing import Literal

from PySide6.QtWidgets import QDialogButtonBox, QWidget

from paintapp.ui.dialogs.dialog import Dialog

Choice = Literal["save", "discard", "cancel"]


class UnsavedDialog(Dialog):
    """Save, discard, or stay. Escape and closing the dialog mean stay."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Unsaved changes"), parent)
        self.choice: Choice = "cancel"
        self.add_text(self.tr("“{name}” has changes that are not saved.").format(name=name))
        self.add_text(self.tr("They are lost if you discard them."), quiet=True)
        self.save = self.accept_button(self.tr("Save"))
        self.discard = self.buttons.addButton(
            self.tr("Discard"), QDialogButtonBox.ButtonRole.DestructiveRole
        )
        self.cancel = self.cancel_button()
        self.discard.clicked.connect(lambda: self._choose("discard"))
        self.save.clicked.connect(lambda: self._choose("save"))

    def _choose(self, choice: Choice) -> None:
        self.choice = choice
        self.accept()
