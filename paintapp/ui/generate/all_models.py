"""The list of all models, whatever they are for: those of the program and those that were added."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from paintapp.generation.descriptors import Listed, Purpose
from paintapp.ui import theme
from paintapp.ui.controls import icon_button
from paintapp.ui.generate.controller import GenerateController
from paintapp.ui.generate.labels import ElidedLabel, size_text, wrapped_label
from paintapp.ui.labels import model_text


class AllModels(QWidget):
    """A row for each model: what it is called and for, its size, and a button if it can go."""

    def __init__(self, controller: GenerateController, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("allModels")
        self.setAccessibleName(self.tr("All models"))
        self._controller = controller
        self._listed: tuple[Listed, ...] = ()
        self.rows: list[ModelRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, theme.GRID // 2, 0, theme.GRID // 2)
        self._column.setSpacing(theme.GRID)
        controller.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what the worker lists now."""
        listed = self._controller.client.listed
        if listed == self._listed:
            return
        self._listed = listed
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = [ModelRow(each, self._about(each), self._controller, self) for each in listed]
        for row in self.rows:
            self._column.addWidget(row)

    def _about(self, listed: Listed) -> str:
        words: dict[Purpose, str] = {
            "pictures": self.tr("Makes pictures"),
            "live": self.tr("Makes pictures, for live painting"),
            "control": self.tr("Guide by lines"),
            "subject": self.tr("Cut-outs and selecting the subject"),
            "enlarging": self.tr("Enlarges pictures"),
        }
        parts = [words[listed.purpose], size_text(listed.size)]
        if listed.bundled:
            parts.append(self.tr("comes with the program"))
        return " · ".join(parts)


class ModelRow(QWidget):
    """One model; ``about`` says what it is for."""

    def __init__(
        self, listed: Listed, about: str, controller: GenerateController, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.id = listed.id
        self.name = ElidedLabel()
        self.name.setText(model_text(listed.label))
        self.about: QLabel = wrapped_label(about)
        self.remove = icon_button("remove", self.tr("Remove this model from the list"))
        self.remove.setVisible(not listed.bundled)
        self.remove.clicked.connect(lambda: controller.model_list.remove(listed.id))
        licence = model_text(listed.licence)
        self.setToolTip("\n".join(text for text in (listed.id, licence) if text))
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self.name)
        texts.addWidget(self.about)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addLayout(texts, 1)
        row.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
