"""Asking what becomes of pictures that are still being made."""

from __future__ import annotations

from typing import Literal

from PySide6.QtWidgets import QDialogButtonBox, QWidget

from paintapp.ui.dialogs.dialog import Dialog
from paintapp.ui.generate.progress import time_left

Choice = Literal["wait", "cancel", "stay"]


class JobsRunningDialog(Dialog):
    """Wait and close then, cancel and close now, or stay. Escape means stay."""

    def __init__(
        self, count: int, seconds_left: float | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("Pictures are being made"), parent)
        self.choice: Choice = "stay"
        if count == 1:
            text = self.tr("A job is still running.")
        else:
            text = self.tr("{count} jobs are still running or waiting.").format(count=count)
        if seconds_left is not None:
            text += " " + self.tr("About {time}.").format(time=time_left(seconds_left))
        self.add_text(text)
        self.add_text(self.tr("Results that are finished are kept in any case."), quiet=True)
        self.wait = self.accept_button(self.tr("Wait, then close"))
        self.cancel = self.buttons.addButton(
            self.tr("Cancel and close"), QDialogButtonBox.ButtonRole.DestructiveRole
        )
        self.stay = self.buttons.addButton(self.tr("Stay"), QDialogButtonBox.ButtonRole.RejectRole)
        self.wait.clicked.connect(lambda: self._choose("wait"))
        self.cancel.clicked.connect(lambda: self._choose("cancel"))

    def _choose(self, choice: Choice) -> None:
        self.choice = choice
        self.accept()
