"""The selections kept in the document: load, rename, delete."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from paintapp.document import Document, Pixels
from paintapp.painting.selection import CombineMode
from paintapp.tools.select import MODES
from paintapp.ui import theme
from paintapp.ui.controls import icon_button
from paintapp.ui.dialogs.dialog import Dialog
from paintapp.ui.panels.thumbnails import reduced
from paintapp.ui.panels.toolbox import tool_text

if TYPE_CHECKING:
    from paintapp.ui.selecting import SelectionCommands

SIDE = 40
"""Longer side of a thumbnail."""
NAME = Qt.ItemDataRole.UserRole


class SavedSelectionsDialog(Dialog):
    """A list with pictures; what is done shows on the canvas at once and can be undone there."""

    def __init__(self, commands: SelectionCommands, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Saved selections"), parent)
        self._commands = commands
        self.list = QListWidget()
        self.list.setIconSize(QSize(SIDE, SIDE))
        self.list.setMinimumSize(320, 240)
        self.list.itemChanged.connect(self._rename)
        self.list.itemDoubleClicked.connect(lambda _: self._load("replace"))
        self.list.currentRowChanged.connect(lambda _: self._enable())
        self.load_buttons = {}
        line = QHBoxLayout()
        line.setSpacing(2)
        for mode, text, icon in MODES:
            button = icon_button(icon, tool_text(text))
            button.clicked.connect(lambda _=False, mode=mode: self._load(cast(CombineMode, mode)))
            self.load_buttons[mode] = button
            line.addWidget(button)
        line.addStretch()
        self.edit_button = icon_button("edit", self.tr("Rename"))
        self.edit_button.clicked.connect(lambda: self.list.editItem(self.list.currentItem()))
        self.delete_button = icon_button("delete", self.tr("Delete"))
        self.delete_button.clicked.connect(self._delete)
        line.addWidget(self.edit_button)
        line.addWidget(self.delete_button)
        self.add(self.list)
        self.add(line)
        self.accept_button(self.tr("Close"))
        self.fill()

    def fill(self) -> None:
        """Show the document's list."""
        document = self._commands.editor.document
        row = self.list.currentRow()
        blocked = self.list.blockSignals(True)
        self.list.clear()
        for name in sorted(document.saved_selections):
            picked = document.saved_selections[name]
            icon = QIcon(picture(document, picked, self.devicePixelRatioF()))
            item = QListWidgetItem(icon, name, self.list)
            item.setData(NAME, name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
        self.list.blockSignals(blocked)
        self._enable()

    @property
    def _name(self) -> str | None:
        item = self.list.currentItem()
        return None if item is None else item.data(NAME)

    def _enable(self) -> None:
        for button in (*self.load_buttons.values(), self.edit_button, self.delete_button):
            button.setEnabled(self._name is not None)

    def _load(self, mode: CombineMode) -> None:
        if self._name is not None:
            self._commands.waiting.start(self._commands.load(self._name, mode))

    def _rename(self, item: QListWidgetItem) -> None:
        before, wanted = item.data(NAME), item.text().strip()
        if wanted and wanted not in self._commands.editor.document.saved_selections:
            self._commands.rename(before, wanted)
        self.fill()
        for found in self.list.findItems(wanted, Qt.MatchFlag.MatchExactly):
            self.list.setCurrentItem(found)

    def _delete(self) -> None:
        if self._name is not None:
            self._commands.delete(self._name)
            self.fill()


def picture(document: Document, plane: Pixels, ratio: float) -> QPixmap:
    """A selection as a small grey picture of the whole canvas."""
    side = round(SIDE * ratio)
    grey = reduced(plane, document.width, document.height, side)
    height, width = grey.shape
    image = QImage(grey.tobytes(), width, height, width, QImage.Format.Format_Grayscale8)
    framed = QPixmap(side, side)
    framed.fill(QColor(theme.SURROUND))
    with QPainter(framed) as painter:
        painter.drawImage((side - width) // 2, (side - height) // 2, image)
    framed.setDevicePixelRatio(ratio)
    return framed
