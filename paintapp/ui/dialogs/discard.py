"""Asking before something recovered is thrown away."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from paintapp.ui.dialogs.dialog import Dialog


class DiscardDialog(Dialog):
    """Discard what was recovered, or keep it. ``has_file``: there is a saved document instead."""

    def __init__(self, name: str, *, has_file: bool, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Discard"), parent)
        if has_file:
            text = self.tr("Discard what was recovered and open “{name}” as it was last saved?")
        else:
            text = self.tr("Discard what was recovered of “{name}”? It was never saved.")
        self.add_text(text.format(name=name))
        self.add_text(self.tr("This cannot be undone."), quiet=True)
        self.discard = self.accept_button(self.tr("Discard"))
        self.cancel = self.cancel_button()
