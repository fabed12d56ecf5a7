"""The history panel: every step, the current one marked; a click goes there."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QLabel, QListView, QVBoxLayout, QWidget

from paintapp.editor import Editor
from paintapp.ui import theme
from paintapp.ui.labels import translated


class HistoryModel(QAbstractListModel):
    """The editor's history, oldest first; undone steps are greyed."""

    def __init__(self, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._labels: list[str] = []
        self._cursor = 0
        self.refresh()

    def refresh(self) -> bool:
        """Follow the editor; whether anything has changed."""
        history = self._editor.history
        labels = [entry.label for entry in history.entries]
        if labels == self._labels and history.cursor == self._cursor:
            return False
        self.beginResetModel()
        self._labels, self._cursor = labels, history.cursor
        self.endResetModel()
        return True

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._labels)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if not 0 <= index.row() < len(self._labels):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return translated(self._labels[index.row()])
        if role == Qt.ItemDataRole.ForegroundRole and index.row() > self._cursor:
            return QColor(theme.TEXT_DISABLED)
        return None


class HistoryPanel(QWidget):
    """Every step of the document, and how much memory they hold."""

    def __init__(self, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self.model = HistoryModel(editor, self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setUniformItemSizes(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.clicked.connect(self._go)
        self.list.activated.connect(self._go)
        self.memory = QLabel()
        self.memory.setProperty("quiet", True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.GRID, theme.GRID, theme.GRID, theme.GRID)
        rows.setSpacing(theme.GRID)
        rows.addWidget(self.list, 1)
        rows.addWidget(self.memory)
        self.refresh(force=True)

    def refresh(self, *, force: bool = False) -> None:
        """Follow the editor."""
        if self.model.refresh() or force:
            current = self.model.index(self._editor.history.cursor)
            self.list.setCurrentIndex(current)
            self.list.scrollTo(current)
            megabytes = self._editor.history.bytes_held / 2**20
            self.memory.setText(self.tr("{size:.0f} MB in memory").format(size=megabytes))

    def _go(self, index: QModelIndex) -> None:
        if index.row() != self._editor.history.cursor:
            self._editor.go_to(index.row())
