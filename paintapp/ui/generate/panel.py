"""GeneratePanel."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from paintapp.ui.generate.controller import GenerateController


class GeneratePanel(QWidget):
    """Being written; see the package's docstring for the signatures."""

    def __init__(self, controller: GenerateController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
