"""Writing on the canvas: caret and selection, the keyboard, input methods, the clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
    QPolygonF,
)

from paintapp.gesture import TextInput, Writing
from paintapp.painting.typeset import Polygon
from paintapp.tools.text import TextTool
from paintapp.ui import theme
from paintapp.ui.canvas_overlays import transform_of
from paintapp.ui.view import View

if TYPE_CHECKING:
    from paintapp.ui.canvas import CanvasWidget

Keys = QKeySequence.StandardKey

MOVES = (
    (Keys.MoveToNextChar, Keys.SelectNextChar, "right"),
    (Keys.MoveToPreviousChar, Keys.SelectPreviousChar, "left"),
    (Keys.MoveToNextWord, Keys.SelectNextWord, "word-right"),
    (Keys.MoveToPreviousWord, Keys.SelectPreviousWord, "word-left"),
    (Keys.MoveToNextLine, Keys.SelectNextLine, "down"),
    (Keys.MoveToPreviousLine, Keys.SelectPreviousLine, "up"),
    (Keys.MoveToStartOfLine, Keys.SelectStartOfLine, "line-start"),
    (Keys.MoveToEndOfLine, Keys.SelectEndOfLine, "line-end"),
    (Keys.MoveToStartOfDocument, Keys.SelectStartOfDocument, "start"),
    (Keys.MoveToEndOfDocument, Keys.SelectEndOfDocument, "end"),
)
"""Keys that move the caret, and those that take the selection along."""

DELETIONS = (
    (Keys.Delete, "forward"),
    (Keys.DeleteStartOfWord, "word-back"),
    (Keys.DeleteEndOfWord, "word-forward"),
    (Keys.DeleteEndOfLine, "line-end"),
)

CARET = 1.5
"""Width of the caret in logical pixels."""


class WritingView:
    """What a text needs while it is written on a canvas; idle while there is none."""

    def __init__(self, canvas: CanvasWidget) -> None:
        self._canvas = canvas
        self._writing: Writing | None = None
        self._area = QRectF()
        self._lit = True
        self._blink = QTimer(canvas)
        self._blink.timeout.connect(self._flash)

    @property
    def on(self) -> bool:
        return self._writing is not None

    def show(self, writing: Writing | None) -> None:
        """Follow the gesture."""
        before, self._writing = self._writing, writing
        if writing is before:
            return
        canvas = self._canvas
        canvas.update_device(self._area)
        if (before is None) != (writing is None):
            # Only while something is written, or input methods would take the tools' keys.
            canvas.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, writing is not None)
            canvas.updateMicroFocus(Qt.InputMethodQuery.ImEnabled)
        if writing is None:
            self._blink.stop()
            return
        if before is None:
            canvas.setFocus()
        if writing.note and (before is None or before.note != writing.note):
            canvas.message.emit(writing.note)
        self._lit = True
        flash = QGuiApplication.styleHints().cursorFlashTime()
        if flash > 0:
            self._blink.start(flash // 2)
        self._area = self._around(canvas.view)
        canvas.update_device(self._area)
        canvas.updateMicroFocus()

    def _flash(self) -> None:
        self._lit = not self._lit or not self._canvas.hasFocus()
        self._canvas.update_device(self._around(self._canvas.view))

    # Drawing

    def draw(self, painter: QPainter, view: View) -> None:
        """Selection, lines under what is composed, and the caret, in device pixels."""
        writing = self._writing
        if writing is None:
            return
        self._area = self._around(view)
        ratio = self._canvas.devicePixelRatioF()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, not view.axis_aligned)
        painter.setPen(Qt.PenStyle.NoPen)
        marked = QColor(theme.ACCENT)
        marked.setAlpha(96)
        painter.setBrush(marked)
        for polygon in writing.marked:
            painter.drawPolygon(_mapped(view, polygon))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for light, wide in ((QColor(255, 255, 255, 220), 2.0), (QColor(0, 0, 0), 0.0)):
            pen = QPen(light, (CARET + wide) * ratio)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            for line in writing.composed:
                painter.drawPolyline(_mapped(view, line))
            if self._lit:
                painter.drawPolyline(_mapped(view, writing.caret))
        painter.restore()

    def _around(self, view: View) -> QRectF:
        """Where any of it shows, in device pixels."""
        writing = self._writing
        if writing is None:
            return QRectF()
        area = QRectF()
        for polygon in (writing.caret, *writing.marked, *writing.composed):
            box = _mapped(view, polygon).boundingRect().adjusted(-4, -4, 4, 4)
            area = area.united(box)
        return area

    # Keys

    def wants(self, event: QKeyEvent) -> bool:
        """Whether a key is for the text rather than for a menu."""
        if not self.on:
            return False
        known = (Keys.Undo, Keys.Redo, Keys.Cut, Keys.Copy, Keys.Paste, Keys.SelectAll)
        return (
            given_by(event) is not None
            or any(event.matches(keys) for keys in known)
            or event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            or _style_key(event) != ""
        )

    def key_press(self, event: QKeyEvent) -> bool:
        """Act on a key; whether it was for the text."""
        if not self.wants(event):
            return False
        editor = self._canvas.editor
        given = given_by(event)
        if event.key() == Qt.Key.Key_Escape:
            self._canvas.cancel_gesture()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and given is None:
            editor.finish()
        elif _style_key(event):
            self._toggle(_style_key(event))
        elif event.matches(Keys.Undo):
            editor.undo()
        elif event.matches(Keys.Redo):
            editor.redo()
        elif event.matches(Keys.Cut):
            self.cut()
        elif event.matches(Keys.Copy):
            self.copy()
        elif event.matches(Keys.Paste):
            self.paste()
        elif event.matches(Keys.SelectAll):
            editor.write(TextInput(kind="select-all"))
        elif given is not None:
            editor.write(given)
        self._canvas.after_event()
        return True

    def _toggle(self, name: str) -> None:
        tool = self._canvas.editor.tool
        if isinstance(tool, TextTool):
            on = getattr(tool.values(self._canvas.editor), name)
            tool.change(self._canvas.editor, **{name: not on})

    # The clipboard

    def copy(self) -> bool:
        """Put what is selected on the clipboard; False while nothing is written."""
        writing = self._writing
        if writing is None:
            return False
        if writing.selected:
            QGuiApplication.clipboard().setText(writing.selected)
        return True

    def cut(self) -> bool:
        writing = self._writing
        if writing is None or not self.copy():
            return False
        if writing.selected:
            self._canvas.editor.write(TextInput(kind="delete"))
        return True

    def paste(self) -> bool:
        if not self.on:
            return False
        text = QGuiApplication.clipboard().text()
        if text:
            self._canvas.editor.write(TextInput(kind="insert", text=text))
        return True

    # Input methods

    def input_method(self, event: QInputMethodEvent) -> None:
        """Text from an input method, and what it is still working on."""
        writing, editor = self._writing, self._canvas.editor
        if writing is None:
            event.ignore()
            return
        for move, count in _replaced(event):
            for _ in range(count):
                extend = move[1]
                editor.write(TextInput(kind="caret", move=move[0], extend=extend))
        if event.commitString():
            editor.write(TextInput(kind="insert", text=event.commitString()))
        editor.write(TextInput(kind="compose", text=event.preeditString()))
        event.accept()
        self._canvas.after_event()

    def answer(self, query: Qt.InputMethodQuery, view: View) -> object:
        """What an input method asks for."""
        writing = self._writing
        if query == Qt.InputMethodQuery.ImEnabled:
            return writing is not None
        if writing is None:
            return None
        before = writing.text[: writing.position]
        if query in (
            Qt.InputMethodQuery.ImCursorRectangle,
            Qt.InputMethodQuery.ImAnchorRectangle,
        ):
            box = _mapped(view, writing.caret).boundingRect()
            ratio = self._canvas.devicePixelRatioF()
            width, height = max(1.0, box.width() / ratio), box.height() / ratio
            return QRectF(box.x() / ratio, box.y() / ratio, width, height)
        if query == Qt.InputMethodQuery.ImSurroundingText:
            return writing.text
        if query == Qt.InputMethodQuery.ImCursorPosition:
            return _units(before)
        if query == Qt.InputMethodQuery.ImAnchorPosition:
            return _units(writing.text[: writing.anchor])
        if query == Qt.InputMethodQuery.ImCurrentSelection:
            return writing.selected
        if query == Qt.InputMethodQuery.ImHints:
            return int(Qt.InputMethodHint.ImhMultiLine.value)
        return None


def given_by(event: QKeyEvent) -> TextInput | None:
    """What a key types or does to the caret; None when neither."""
    for move, select, where in MOVES:
        if event.matches(move) or event.matches(select):
            return TextInput(kind="caret", move=where, extend=event.matches(select))
    for keys, where in DELETIONS:
        if event.matches(keys):
            return TextInput(kind="delete", move=where)
    control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
    if event.key() == Qt.Key.Key_Backspace and not control and not alt:
        return TextInput(kind="delete", move="back")
    if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return None if control or alt else TextInput(kind="insert", text="\n")
    if event.key() == Qt.Key.Key_Tab and not control:
        return TextInput(kind="insert", text="\t")
    text = event.text()
    # With AltGr, which some systems report as Ctrl and Alt, keys type other characters.
    if text and text.isprintable() and bool(control) == bool(alt):
        return TextInput(kind="insert", text=text)
    return None


def _style_key(event: QKeyEvent) -> str:
    """The option that a key switches; empty for none."""
    if event.modifiers() != Qt.KeyboardModifier.ControlModifier:
        return ""
    return {Qt.Key.Key_B: "bold", Qt.Key.Key_I: "italic"}.get(Qt.Key(event.key()), "")


def _replaced(event: QInputMethodEvent) -> list[tuple[tuple[str, bool], int]]:
    """Moves of the caret that select what an input method wants replaced."""
    start, length = event.replacementStart(), event.replacementLength()
    if not length:
        return []
    there = ("back" if start < 0 else "forward", False)
    return [(there, abs(start)), (("forward", True), length)]


def _mapped(view: View, points: Polygon) -> QPolygonF:
    return transform_of(view).map(QPolygonF([QPointF(x, y) for x, y in points]))


def _units(text: str) -> int:
    """How long a text is as Qt counts."""
    return len(text) + sum(1 for character in text if character > "\uffff")
