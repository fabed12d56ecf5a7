"""What all dialogs share: a form and a row of buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from paintapp.ui import theme


class Dialog(QDialog):
    """A dialog with content above and buttons below; Escape rejects."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._rows = QVBoxLayout(self)
        margin = 2 * theme.GRID
        self._rows.setContentsMargins(margin, margin, margin, margin)
        self._rows.setSpacing(margin)
        self.buttons = QDialogButtonBox()
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._rows.addWidget(self.buttons)
        self._rows.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)

    def add(self, content: QWidget | QLayout) -> None:
        """Put content above the buttons."""
        if isinstance(content, QLayout):
            self._rows.insertLayout(self._rows.count() - 1, content)
        else:
            self._rows.insertWidget(self._rows.count() - 1, content)

    def add_text(self, text: str, *, quiet: bool = False) -> QLabel:
        """A paragraph, wrapped at a comfortable width."""
        label = QLabel(text)
        label.setWordWrap(True)
        label.setMinimumWidth(360)
        label.setProperty("quiet", quiet)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.add(label)
        return label

    def form(self) -> QFormLayout:
        """An empty form of labels and fields, already placed."""
        form = QFormLayout()
        form.setHorizontalSpacing(2 * theme.GRID)
        form.setVerticalSpacing(theme.GRID)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.add(form)
        return form

    def showEvent(self, event: QShowEvent) -> None:
        """Labels stand level with the text of their fields, numbers off the edge of theirs."""
        super().showEvent(event)
        for field in self.findChildren(QAbstractSpinBox):
            field.lineEdit().setTextMargins(6, 0, 0, 0)
        for form in self.findChildren(QFormLayout):
            for row in range(form.rowCount()):
                label = form.itemAt(row, QFormLayout.ItemRole.LabelRole)
                if label is not None and label.widget() is not None:
                    label.widget().setMinimumHeight(theme.CONTROL)

    def accept_button(self, text: str) -> QPushButton:
        """The button that Enter presses."""
        button = self.buttons.addButton(text, QDialogButtonBox.ButtonRole.AcceptRole)
        button.setDefault(True)
        return button

    def cancel_button(self) -> QPushButton:
        return self.buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
