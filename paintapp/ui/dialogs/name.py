"""Asking for a name."""

from __future__ import annotations

from collections.abc import Container

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from paintapp.ui.dialogs.dialog import Dialog


class NameDialog(Dialog):
    """One name; a line warns when it is among those that are ``taken``."""

    def __init__(
        self,
        title: str,
        question: str,
        name: str,
        taken: Container[str],
        warning: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent)
        self._taken = taken
        self.field = QLineEdit(name)
        self.field.setMinimumWidth(240)
        self.field.selectAll()
        self.form().addRow(question, self.field)
        self._warning = QLabel(warning)
        self._warning.setProperty("quiet", True)
        self.add(self._warning)
        self._accept = self.accept_button(self.tr("Save"))
        self.cancel_button()
        self.field.textChanged.connect(self._check)
        self._check()

    def value(self) -> str:
        return self.field.text().strip()

    def _check(self) -> None:
        self._accept.setEnabled(bool(self.value()))
        self._warning.setVisible(self.value() in self._taken)
