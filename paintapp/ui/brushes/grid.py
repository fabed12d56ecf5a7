"""Brushes to choose from: a stroke of each above its name, and a search with tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from paintapp.ui import icons, theme
from paintapp.ui.brushes.pictures import BrushPictures
from paintapp.ui.brushes.presets import BrushPresets
from paintapp.ui.brushes.texts import preset_name, tag_name
from paintapp.ui.controls import icon_button

if TYPE_CHECKING:
    from paintapp.formats.brushes import Preset

STROKE = QSize(128, 44)
"""One size everywhere, so that each brush is drawn once."""
NAME_HEIGHT = 20
GAP = 4
LEAST_WIDTH = 124
STAR = 14

PresetRole = Qt.ItemDataRole.UserRole


class PresetModel(QAbstractListModel):
    """Presets, in the order in which they are given."""

    def __init__(self, presets: BrushPresets, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presets = presets
        self.shown: tuple[Preset, ...] = ()

    def show(self, shown: tuple[Preset, ...]) -> None:
        if [preset.id for preset in shown] == [preset.id for preset in self.shown]:
            self.shown = shown
            self.redraw()
            return
        self.beginResetModel()
        self.shown = shown
        self.endResetModel()

    def redraw(self) -> None:
        if self.shown:
            self.dataChanged.emit(self.index(0), self.index(len(self.shown) - 1))

    def row_of(self, preset: str) -> QModelIndex:
        """The index of a preset; invalid when it is not shown."""
        for row, shown in enumerate(self.shown):
            if shown.id == preset:
                return self.index(row)
        return QModelIndex()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.shown)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if not 0 <= index.row() < len(self.shown):
            return None
        preset = self.shown[index.row()]
        if role == PresetRole:
            return preset
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return preset_name(preset)
        if role == Qt.ItemDataRole.ToolTipRole:
            tags = ", ".join(tag_name(tag) for tag in preset.tags)
            return f"{preset_name(preset)} ({tags})" if tags else preset_name(preset)
        return None


class PresetDelegate(QStyledItemDelegate):
    """Draws a stroke, a name and a star; the star answers to clicks."""

    starred = Signal(str, bool)

    def __init__(
        self, presets: BrushPresets, pictures: BrushPictures, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._presets = presets
        self._pictures = pictures
        self.size = QSize(LEAST_WIDTH, STROKE.height() + NAME_HEIGHT + 2 * GAP)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return self.size

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        preset = index.data(PresetRole)
        if preset is None:
            return
        current = preset.id == self._presets.current_id
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        card = QRectF(option.rect).adjusted(2, 2, -2, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        ground = theme.ACCENT_QUIET if current else theme.RAISED if hovered else theme.SURROUND
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(card, 4, 4)
        stroke = QRect(
            option.rect.left() + GAP + 2,
            option.rect.top() + GAP,
            option.rect.width() - 2 * GAP - 4,
            STROKE.height(),
        )
        device = painter.device()
        ratio = device.devicePixelRatio() if device is not None else 1.0
        picture = self._pictures.picture(preset.brush, STROKE, ratio)
        if picture is not None:
            aside = (stroke.width() - STROKE.width()) // 2
            painter.drawPixmap(stroke.topLeft() + QPoint(aside, 0), picture)
        name = QRect(stroke.left(), stroke.bottom() + 1, stroke.width(), NAME_HEIGHT)
        painter.setPen(QColor(theme.ON_ACCENT if current else theme.TEXT_QUIET))
        font = painter.font()
        font.setPixelSize(11)
        painter.setFont(font)
        changed = " *" if current and self._presets.modified else ""
        text = painter.fontMetrics().elidedText(
            preset_name(preset) + changed, Qt.TextElideMode.ElideRight, name.width()
        )
        painter.drawText(name, Qt.AlignmentFlag.AlignCenter, text)
        favourite = self._presets.library.is_favourite(preset.id)
        if favourite or hovered:
            drawn = "star-filled" if favourite else "star"
            colour = theme.WARNING if favourite else theme.TEXT_QUIET
            place = self._star(option.rect)
            painter.drawPixmap(place.topLeft(), icons.pixmap(drawn, colour, STAR, ratio))
        if current or focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.ACCENT if current else theme.ACCENT_HOVER), 1.5))
            painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.restore()

    def editorEvent(
        self,
        event: QEvent,
        model: object,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        if isinstance(event, QMouseEvent) and self.on_star(event.position().toPoint(), option.rect):
            if event.type() == QEvent.Type.MouseButtonRelease:
                preset = index.data(PresetRole)
                self.starred.emit(preset.id, not self._presets.library.is_favourite(preset.id))
            return True
        return False

    def on_star(self, place: QPoint, rect: QRect) -> bool:
        """Whether a place of the view is on the star of a preset drawn in ``rect``."""
        return self._star(rect).adjusted(-4, -4, 4, 4).contains(place)

    @staticmethod
    def _star(rect: QRect) -> QRect:
        return QRect(rect.right() - STAR - GAP - 1, rect.top() + GAP + 2, STAR, STAR)


class PresetGrid(QListView):
    """Presets side by side, as many as there is room for; the keys go through them."""

    chosen = Signal(str)

    def __init__(
        self, presets: BrushPresets, pictures: BrushPictures, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._presets = presets
        self._released = QPoint()
        self.presets_model = PresetModel(presets, self)
        self.drawing = PresetDelegate(presets, pictures, self)
        self.setModel(self.presets_model)
        self.setItemDelegate(self.drawing)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName(self.tr("Brushes"))
        self.verticalScrollBar().setSingleStep(24)
        self.clicked.connect(self._clicked)
        self.activated.connect(self._activated)
        pictures.drawn.connect(self.viewport().update)

    def preset_at(self, place: QPoint) -> Preset | None:
        return self.indexAt(place).data(PresetRole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        width = self.viewport().width() - 1
        columns = max(1, width // LEAST_WIDTH)
        size = QSize(width // columns, self.drawing.size.height())
        if size != self.drawing.size:
            self.drawing.size = size
            self.setGridSize(size)
            self.scheduleDelayedItemsLayout()
        super().resizeEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._released = event.position().toPoint()
        super().mouseReleaseEvent(event)

    def _clicked(self, index: QModelIndex) -> None:
        if not self.drawing.on_star(self._released, self.visualRect(index)):
            self._activated(index)

    def _activated(self, index: QModelIndex) -> None:
        preset = index.data(PresetRole)
        if preset is not None:
            self.chosen.emit(preset.id)


class PresetBrowser(QWidget):
    """Search, tags and the grid of what they leave."""

    chosen = Signal(str)
    starred = Signal(str, bool)
    filtered = Signal()

    def __init__(
        self, presets: BrushPresets, pictures: BrushPictures, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._presets = presets
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search brushes"))
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(self.tr("Search brushes"))
        self.search.textChanged.connect(self._filter)
        self.tag = QComboBox()
        self.tag.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.tag.setToolTip(self.tr("Show only brushes of one kind"))
        self.tag.setAccessibleName(self.tr("Kind of brush"))
        self.tag.setMaxVisibleItems(30)
        self.tag.activated.connect(self._filter)
        self.favourites = icon_button(
            "star", self.tr("Show only brushes with a star"), checkable=True
        )
        self.favourites.toggled.connect(self._filter)
        self.grid = PresetGrid(presets, pictures)
        self.grid.chosen.connect(self.chosen)
        self.grid.drawing.starred.connect(self.starred)
        line = QHBoxLayout()
        line.setSpacing(theme.GRID)
        line.addWidget(self.tag, 1)
        line.addWidget(self.favourites)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.GRID)
        rows.addWidget(self.search)
        rows.addLayout(line)
        rows.addWidget(self.grid, 1)
        self._scroll = QTimer(self, singleShot=True)
        self._scroll.timeout.connect(self._show_current)
        presets.changed.connect(self._presets_changed)
        presets.chosen.connect(self._chosen)
        self._presets_changed()

    @property
    def shown(self) -> tuple[Preset, ...]:
        return self.grid.presets_model.shown

    def _presets_changed(self) -> None:
        if not self._presets.loaded:
            return
        kept = self.tag.currentData() or ""
        blocked = self.tag.blockSignals(True)
        self.tag.clear()
        self.tag.addItem(self.tr("All brushes"), "")
        for tag in self._presets.library.tags:
            self.tag.addItem(tag_name(tag), tag)
        self.tag.setCurrentIndex(max(0, self.tag.findData(kept)))
        self.tag.blockSignals(blocked)
        self._filter()

    def _filter(self) -> None:
        if not self._presets.loaded:
            return
        words = self.search.text().casefold().split()
        found = self._presets.library.matching(
            "", self.tag.currentData() or "", favourites=self.favourites.isChecked()
        )
        shown = tuple(preset for preset in found if _fits(preset, words))
        self.grid.presets_model.show(shown)
        self.filtered.emit()
        self._scroll.start(0)

    def _chosen(self) -> None:
        self.grid.viewport().update()
        self._scroll.start(0)

    def _show_current(self) -> None:
        index = self.grid.presets_model.row_of(self._presets.current_id)
        if index.isValid() and index != self.grid.currentIndex():
            self.grid.setCurrentIndex(index)
            self.grid.scrollTo(index)


def _fits(preset: Preset, words: list[str]) -> bool:
    """Whether all words are in a preset's name or tags, in English or in the window's language."""
    texts = (preset.name, preset_name(preset), *preset.tags, *map(tag_name, preset.tags))
    text = " ".join(texts).casefold()
    return all(word in text for word in words)
