"""Choosing a font: the names of all families, each with a sample of its letters."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPainter
from PySide6.QtWidgets import (
    QFontComboBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from paintapp.ui import theme

ROW = 28
SAMPLE = 18
"""Size of the sample's letters in logical pixels."""
LIST_WIDTH = 320


class FontChoice(QFontComboBox):
    """A list of font families that can be typed into; the name of a missing one is shown too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(_Rows(self))
        self.setMaxVisibleItems(18)
        self.setMinimumWidth(160)
        self.setMaximumWidth(240)
        self.view().setMinimumWidth(LIST_WIDTH)
        self.view().setUniformItemSizes(True)

    def show_family(self, family: str) -> None:
        """Show a family, the system's own for the empty name, unless one is being typed."""
        family = family or QFontInfo(QFont()).family()
        if self.currentText() != family and not self.lineEdit().hasFocus():
            self.setCurrentIndex(self.findText(family))
            self.setEditText(family)


class _Rows(QStyledItemDelegate):
    """The family's name in the window's font, at the right some letters in its own."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(LIST_WIDTH, ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        family = str(index.data())
        rect = QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(rect, QColor(theme.ACCENT_QUIET))
        rect.adjust(theme.GRID, 0, -theme.GRID, 0)
        font = QFont(family)
        font.setPixelSize(SAMPLE)
        painter.setFont(font)
        painter.setPen(QColor(theme.ON_ACCENT if chosen else theme.ICON))
        sample = sample_of(family)
        width = min(painter.fontMetrics().horizontalAdvance(sample), rect.width() // 3)
        painter.save()
        painter.setClipRect(rect)
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, sample)
        painter.restore()
        rect.setRight(rect.right() - width - theme.GRID)
        painter.setFont(option.font)
        painter.setPen(QColor(theme.ON_ACCENT if chosen else theme.TEXT))
        name = painter.fontMetrics().elidedText(family, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, name)
        painter.restore()


@cache
def sample_of(family: str) -> str:
    """Letters that show what a family is for: those of its own script, if it has no Latin ones."""
    systems = QFontDatabase.writingSystems(family)
    latin = QFontDatabase.WritingSystem.Latin
    if not systems or latin in systems:
        return "Aa"
    return QFontDatabase.writingSystemSample(systems[0])[:4]
