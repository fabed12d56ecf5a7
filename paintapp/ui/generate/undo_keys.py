"""Ctrl+Z while the keyboard is in the prompt or the panel: the settings have their own undo."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from paintapp.ui.controls import icon_button
from paintapp.ui.generate.controller import GenerateController


class UndoKeys(QObject):
    """Takes the keys to undo and redo from a widget and all it holds.

    Fields whose text is no setting keep their own undo: they have the property ``ownUndo``.
    """

    def __init__(self, controller: GenerateController, widget: QWidget) -> None:
        super().__init__(widget)
        self._controller = controller
        for part in (widget, *widget.findChildren(QWidget)):
            if not part.property("ownUndo"):
                part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        if not isinstance(event, QKeyEvent):
            return False
        undo = event.matches(QKeySequence.StandardKey.Undo)
        redo = event.matches(QKeySequence.StandardKey.Redo) or _is_control_y(event)
        if not (undo or redo):
            return False
        event.accept()
        if kind == QEvent.Type.KeyPress:
            if undo:
                self._controller.undo_choice()
            else:
                self._controller.redo_choice()
        return True


def _is_control_y(event: QKeyEvent) -> bool:
    return event.keyCombination().toCombined() == QKeySequence("Ctrl+Y")[0].toCombined()


class SettingsUndoRow(QWidget):
    """A heading with two buttons that walk through the former settings."""

    def __init__(self, controller: GenerateController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._controller = controller
        heading = QLabel(self.tr("Settings"))
        heading.setProperty("quiet", True)
        self.undo = icon_button("undo", self.tr("Undo the last change of a setting"))
        self.undo.setObjectName("undoSetting")
        self.undo.clicked.connect(lambda: controller.undo_choice())
        self.redo = icon_button("redo", self.tr("Redo the change of a setting"))
        self.redo.setObjectName("redoSetting")
        self.redo.clicked.connect(lambda: controller.redo_choice())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(heading, 1)
        row.addWidget(self.undo)
        row.addWidget(self.redo)
        controller.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        self.undo.setEnabled(self._controller.settings.can_undo)
        self.redo.setEnabled(self._controller.settings.can_redo)
