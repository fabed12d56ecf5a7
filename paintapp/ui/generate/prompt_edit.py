"""A field for prompts: grows with its text up to a few lines, and knows the key to generate."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from paintapp.ui import theme

LINES = 3
FRAME = 6
"""Edge and padding above and below the text, by the style sheet."""


class PromptEdit(QPlainTextEdit):
    """``edited`` brings each new text typed by the artist; `show_text` shows one silently.

    Ctrl+Enter and Shift+Enter ask to generate, Enter begins a new line, Tab goes on, Escape goes
    back to the canvas.
    """

    edited = Signal(str)
    asked = Signal()
    left = Signal()

    def __init__(self, name: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        # What is typed is a setting, and settings have an undo of their own.
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(120)
        self._silent = False
        self.textChanged.connect(self._changed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._fit())
        self._fit()

    def show_text(self, text: str) -> None:
        """Show a text without telling anyone; the cursor is where it differs from the last one."""
        before = self.toPlainText()
        if text != before:
            shorter = min(len(text), len(before))
            start = next((i for i in range(shorter) if text[i] != before[i]), shorter)
            same = 0  # letters at the end that both have
            while same < shorter - start and text[-1 - same] == before[-1 - same]:
                same += 1
            self._silent = True
            self.setPlainText(text)
            self._silent = False
            cursor = self.textCursor()
            cursor.setPosition(_places(text[: len(text) - same]))
            self.setTextCursor(cursor)

    def event(self, event: QEvent) -> bool:
        # The keys to generate are the window's shortcuts as well: here they belong to the field.
        if event.type() == QEvent.Type.ShortcutOverride and _generates(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _generates(event):
            self.asked.emit()
            event.accept()
            return
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            event.accept()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _changed(self) -> None:
        self._fit()
        if not self._silent:
            self.edited.emit(self.toPlainText())

    def _fit(self) -> None:
        """As high as the text, from one line to `LINES`."""
        # The layout of plain text measures its height in lines.
        wanted = max(1, round(self.document().size().height()))
        lines = min(LINES, wanted)
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if wanted > LINES else policy.ScrollBarAlwaysOff
        )
        line = self.fontMetrics().lineSpacing()
        margin = max(1.0, (theme.CONTROL - line - FRAME) / 2)
        if margin != self.document().documentMargin():
            self.document().setDocumentMargin(margin)
        height = math.ceil(lines * line + 2 * margin + FRAME)
        if height != self.height():
            self.setFixedHeight(height)


def _places(text: str) -> int:
    """The length of a text as Qt counts it: letters beyond the first plane are two."""
    return len(text) + sum(ord(letter) > 0xFFFF for letter in text)


def _generates(event: QEvent) -> bool:
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    return (
        isinstance(event, QKeyEvent)
        and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        and bool(event.modifiers() & modifiers)
    )
