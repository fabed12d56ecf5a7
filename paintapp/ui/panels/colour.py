"""The colour panel: wheel, the two colours in hand, hexadecimal field and swatches."""

from __future__ import annotations

import re
from collections.abc import Mapping

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QRgba64,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from paintapp.editor import Editor
from paintapp.gesture import Colour
from paintapp.ui import theme
from paintapp.ui.controls import action_button, icon_button
from paintapp.ui.panels.colour_wheel import ColourWheel
from paintapp.ui.preferences import Preferences

MAXIMUM_SWATCHES = 96


def qcolor(colour: Colour) -> QColor:
    """A straight 16-bit colour as Qt's."""
    return QColor.fromRgba64(QRgba64.fromRgba64(*colour, 65535))


def from_qcolor(colour: QColor) -> Colour:
    """Qt's colour as straight 16-bit red, green and blue."""
    rgba = colour.rgba64()
    return rgba.red(), rgba.green(), rgba.blue()


def from_hex(text: str) -> Colour | None:
    """``#rgb`` or ``#rrggbb``, with or without ``#``; None when it is neither."""
    digits = text.strip().lstrip("#")
    if not re.fullmatch(r"[0-9a-fA-F]{3}|[0-9a-fA-F]{6}", digits):
        return None
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = (int(digits[i : i + 2], 16) * 257 for i in (0, 2, 4))
    return red, green, blue


def to_hex(colour: Colour) -> str:
    """``#rrggbb``, rounded to 8 bits."""
    return "#" + "".join(f"{(value + 128) // 257:02x}" for value in colour)


class ColourPanel(QWidget):
    """Shows and sets the editor's foreground and background colours."""

    def __init__(
        self,
        editor: Editor,
        preferences: Preferences,
        actions: Mapping[str, QAction],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._preferences = preferences
        self._shown: Colour | None = None
        self.wheel = ColourWheel()
        self.chips = Chips(editor)
        self.hex = QLineEdit()
        self.hex.setMaxLength(7)
        self.hex.setFixedWidth(76)
        self.hex.setToolTip(self.tr("Colour as red, green and blue in hexadecimal"))
        self.swatches = Swatches(preferences.swatches)
        self.add_swatch = icon_button("add", self.tr("Keep the foreground colour as a swatch"))
        grid = theme.GRID
        hand = QHBoxLayout()
        hand.setSpacing(grid // 2)
        hand.addWidget(self.chips)
        hand.addWidget(action_button(actions["swap-colours"], self))
        hand.addWidget(action_button(actions["reset-colours"], self))
        hand.addStretch()
        hand.addWidget(self.hex)
        hand.addWidget(self.add_swatch)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(grid, grid // 2, grid, grid)
        rows.setSpacing(grid)
        rows.addWidget(self.wheel, 1)
        rows.addLayout(hand)
        rows.addWidget(self.swatches)
        self.wheel.changed.connect(self._from_wheel)
        self.hex.editingFinished.connect(self._from_hex)
        self.swatches.chosen.connect(self._from_swatch)
        self.add_swatch.clicked.connect(lambda: self.swatches.add(to_hex(self._editor.foreground)))
        editor.colour_kept.append(lambda colour: self.swatches.add(to_hex(colour)))
        self.refresh()

    def refresh(self) -> None:
        """Follow the editor's colours."""
        self.chips.update()
        colour = self._editor.foreground
        if colour != self._shown:
            self._shown = colour
            self.wheel.show_colour(qcolor(colour))
            if not self.hex.hasFocus():
                self.hex.setText(to_hex(colour))

    def _from_wheel(self) -> None:
        self._shown = from_qcolor(self.wheel.colour())
        self.hex.setText(to_hex(self._shown))
        self._editor.foreground = self._shown

    def _from_hex(self) -> None:
        colour = from_hex(self.hex.text())
        if colour is None:
            self.hex.setText(to_hex(self._editor.foreground))
        elif to_hex(colour) != to_hex(self._editor.foreground):
            self._editor.foreground = colour

    def _from_swatch(self, name: str, background: bool) -> None:
        colour = from_hex(name)
        if colour is not None and background:
            self._editor.background = colour
        elif colour is not None:
            self._editor.foreground = colour


class Chips(QWidget):
    """The two colours in hand, the foreground in front; a click on the other swaps them."""

    def __init__(self, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self.setFixedSize(44, 36)
        self.setToolTip(self.tr("Foreground and background colour; click the one behind to swap"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for rect, colour in (
            (self._back(), self._editor.background),
            (self._front(), self._editor.foreground),
        ):
            painter.setPen(QPen(QColor(theme.PANEL), 1))
            painter.setBrush(QColor(theme.EDGE))
            painter.drawRect(rect)
            painter.fillRect(rect.adjusted(2, 2, -1, -1), qcolor(colour))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self._back().contains(point) and not self._front().contains(point):
            self._editor.swap_colours()

    def _front(self) -> QRect:
        return QRect(0, 0, 28, 24)

    def _back(self) -> QRect:
        return QRect(15, 11, 28, 24)


class Swatches(QWidget):
    """Colours to keep: left click takes one, right click removes it or takes it as background."""

    chosen = Signal(str, bool)
    SIDE = 20

    def __init__(self, colours: list[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = colours
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMouseTracking(True)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        columns = max(1, (width + 2) // (self.SIDE + 2))
        rows = -(-max(1, len(self._colours)) // columns)
        return rows * (self.SIDE + 2) - 2

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(200))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.SIDE)

    def add(self, colour: str) -> None:
        """Keep a colour at the end, once."""
        if colour not in self._colours and len(self._colours) < MAXIMUM_SWATCHES:
            self._colours.append(colour)
            self._changed()

    def remove(self, colour: str) -> None:
        if colour in self._colours:
            self._colours.remove(colour)
            self._changed()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for index, name in enumerate(self._colours):
            painter.setBrush(QColor(name))
            painter.drawRoundedRect(self._place(index), 2, 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        name = self._at(event.position().toPoint())
        if name is not None and event.button() == Qt.MouseButton.LeftButton:
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.chosen.emit(name, control)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        name = self._at(event.pos())
        if name is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Use as background"), lambda: self.chosen.emit(name, True))
        menu.addAction(self.tr("Remove swatch"), lambda: self.remove(name))
        menu.popup(event.globalPos())

    def event(self, event: object) -> bool:
        if isinstance(event, QHelpEvent):
            name = self._at(event.pos())
            if name is not None:
                tip = self.tr("{colour}: click to use it, Ctrl+click for the background")
                QToolTip.showText(event.globalPos(), tip.format(colour=name), self)
            return True
        return super().event(event)

    def _changed(self) -> None:
        self.updateGeometry()
        self.update()

    def _place(self, index: int) -> QRect:
        columns = max(1, (self.width() + 2) // (self.SIDE + 2))
        row, column = divmod(index, columns)
        step = self.SIDE + 2
        return QRect(column * step, row * step, self.SIDE, self.SIDE)

    def _at(self, point: QPoint) -> str | None:
        for index, name in enumerate(self._colours):
            if self._place(index).contains(point):
                return name
        return None
