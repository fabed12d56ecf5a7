"""The strip of results above the prompt bar: point at one to see it in place, click to apply it."""

from __future__ import annotations

import time
from functools import partial

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    QUrl,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDesktopServices,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QMenu,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from paintapp.ui import icons, theme
from paintapp.ui.generate.controller import GenerateController
from paintapp.ui.generate.results_model import Entry, ResultsModel

THUMBNAIL = 72
CELL = THUMBNAIL + 8
CLOSE = 18
EMPTY_HEIGHT = 28

Index = QModelIndex | QPersistentModelIndex


class ResultsStrip(QWidget):
    """The results, newest first. Low while there are none, with a line that says what will come."""

    def __init__(self, controller: GenerateController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("resultsStrip")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.view = ResultsView(controller, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        model = controller.results.list
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            signal.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        empty = self.view.model().rowCount() == 0
        bar = self.view.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(EMPTY_HEIGHT if empty else CELL + bar + 2)


class ResultsView(QListView):
    """One row of thumbnails. Only what is seen is read from disk."""

    def __init__(self, controller: GenerateController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("results")
        self.setAccessibleName(self.tr("Results"))
        self._controller = controller
        self._results = controller.results
        self._last_click = ("", 0.0)
        self.hovered = QPersistentModelIndex()
        self.close_hovered = False
        self.setModel(controller.results.list)
        self.setItemDelegate(ThumbnailDelegate(self))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        model = controller.results.list
        model.rowsInserted.connect(self._row_came)
        model.rowsRemoved.connect(lambda *_: self._hover(QModelIndex(), False))

    @property
    def empty_text(self) -> str:
        """What is said while there are no results."""
        return self.tr("Results appear here: point at one to see it, click to apply it.")

    # What is done with results

    def entry_at(self, index: Index) -> Entry | None:
        entry = index.data(Qt.ItemDataRole.UserRole) if index.isValid() else None
        return entry if isinstance(entry, Entry) else None

    def apply(self, index: Index) -> None:
        entry = self.entry_at(index)
        if entry is not None:
            self._results.apply(entry.id)

    def discard_selected(self) -> None:
        """Discard all selected results."""
        entries = [self.entry_at(index) for index in self.selectedIndexes()]
        self._results.discard([entry.id for entry in entries if entry is not None])

    def menu_for(self, index: Index) -> QMenu | None:
        """What can be done with a result, as a menu."""
        entry = self.entry_at(index)
        if entry is None:
            return None
        results, name = self._results, entry.id
        menu = QMenu(self)
        again = self.tr("Apply again") if entry.applied else self.tr("Apply")
        rows = (
            (again, "apply", partial(results.apply, name)),
            (self.tr("Generate again"), "again", partial(results.generate_again, name)),
            (self.tr("Edit request"), "edit", partial(results.edit_request, name)),
            (self.tr("Copy seed"), "seed", partial(results.copy_seed, name)),
            (self.tr("Copy prompt"), "copy", partial(_copy, entry.prompt)),
            None,
            (self.tr("Show in folder"), "folder-open", self._show_folder),
            (self.tr("Discard"), "delete", partial(self._discard, index)),
        )
        for row in rows:
            if row is None:
                menu.addSeparator()
            else:
                text, icon, call = row
                menu.addAction(icons.icon(icon), text).triggered.connect(lambda _, c=call: c())
        return menu

    def _discard(self, index: Index) -> None:
        if index.row() in {selected.row() for selected in self.selectedIndexes()}:
            self.discard_selected()
        elif (entry := self.entry_at(index)) is not None:
            self._results.discard([entry.id])

    def _show_folder(self) -> None:
        store = self._results.list.store
        if store is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(store.folder)))

    # Mouse, pen and keys

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        position = event.position().toPoint()
        index = self.indexAt(position)
        self._hover(index, self._on_close(index, position))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(QModelIndex(), False)
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        position = event.position().toPoint()
        index = self.indexAt(position)
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton or not plain or not index.isValid():
            return
        entry = self.entry_at(index)
        if entry is None:
            return
        if self._on_close(index, position):
            self._results.discard([entry.id])
            return
        # The second half of a double click is no second wish.
        name, when = self._last_click
        now = time.monotonic()
        self._last_click = (entry.id, now)
        interval = QGuiApplication.styleHints().mouseDoubleClickInterval() / 1000
        if name != entry.id or now - when > interval:
            self._results.apply(entry.id)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta()
        distance = turned.x() or turned.y()
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - distance)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.apply(self.currentIndex())
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.discard_selected()
        elif key == Qt.Key.Key_Escape:
            self._results.point_at("")
            self.clearSelection()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
        else:
            index = self.currentIndex()
        menu = self.menu_for(index)
        if menu is not None:
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(event.globalPos())

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if self.hasFocus():
            self._point()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            # Qt makes the first one current but does not select it.
            if self.model().rowCount() and not self.selectedIndexes():
                first = self.model().index(0, 0)
                self.setCurrentIndex(
                    self.currentIndex() if self.currentIndex().isValid() else first
                )
                self.selectionModel().select(
                    self.currentIndex(), QItemSelectionModel.SelectionFlag.ClearAndSelect
                )
            self._point()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._point()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.model().rowCount() == 0:
            painter = QPainter(self.viewport())
            painter.setPen(QColor(theme.TEXT_DISABLED))
            painter.drawText(
                self.viewport().rect().adjusted(theme.GRID, 0, -theme.GRID, 0),
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
                self.empty_text,
            )

    def _row_came(self, parent: QModelIndex, first: int, last: int) -> None:
        if first == 0:
            self.scrollToTop()
            self.horizontalScrollBar().setValue(0)

    def _hover(self, index: Index, close: bool) -> None:
        if index != self.hovered or close != self.close_hovered:
            self.hovered = QPersistentModelIndex(index)
            self.close_hovered = close
            self.viewport().update()
        self._point()

    def _point(self) -> None:
        """Show on the canvas what is pointed at, with the mouse or else with the keys."""
        index: Index = self.hovered
        if not index.isValid() and self.hasFocus() and self.selectedIndexes():
            index = self.currentIndex()
        entry = self.entry_at(index)
        self._results.point_at(entry.id if entry is not None else "")

    def _on_close(self, index: Index, position: QPoint) -> bool:
        entry = self.entry_at(index)
        if entry is None:
            return False
        return close_rect(picture_rect(self.visualRect(index), entry)).contains(position)


class ThumbnailDelegate(QStyledItemDelegate):
    """Draws one result: its picture, and what marks it as pointed at, chosen or applied."""

    def __init__(self, view: ResultsView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(CELL, CELL)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry, model = self._view.entry_at(index), index.model()
        if entry is None or not isinstance(model, ResultsModel):
            return
        model.want(entry)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = picture_rect(option.rect, entry)
        if entry.thumbnail is None:
            painter.fillRect(place, QColor(theme.RAISED))
        else:
            painter.drawImage(place, entry.thumbnail)
        shown = QRectF(place)
        hovered = index == self._view.hovered
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if hovered or selected:
            painter.setPen(QPen(QColor(theme.ACCENT_HOVER if hovered else theme.ACCENT), 2))
            painter.drawRect(shown.adjusted(-1, -1, 1, 1))
        if entry.applied:
            badge = QRect(place.left() + 3, place.bottom() - 18, 16, 16)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.ACCENT))
            painter.drawEllipse(badge)
            painter.drawPixmap(badge.adjusted(2, 2, -2, -2), icons.pixmap("tick", "#ffffff", 24))
        if hovered:
            self._draw_close(painter, close_rect(place))
        painter.restore()

    def _draw_close(self, painter: QPainter, place: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.ERROR if self._view.close_hovered else theme.PANEL))
        painter.drawEllipse(place)
        colour = theme.PANEL if self._view.close_hovered else theme.TEXT
        painter.drawPixmap(place.adjusted(3, 3, -3, -3), icons.pixmap("close", colour, 24))


def picture_rect(cell: QRect, entry: Entry) -> QRect:
    """Where in its cell a result's picture is: as large as fits, in the middle."""
    inner = cell.adjusted(4, 4, -4, -4)
    if entry.thumbnail is None:
        return inner
    size = QSize(entry.thumbnail.size())
    size.scale(inner.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRect(QPoint(0, 0), size)
    place.moveCenter(inner.center())
    return place


def close_rect(picture: QRect) -> QRect:
    """Where over a picture the button to discard it is."""
    side = min(CLOSE, picture.height(), picture.width())
    return QRect(picture.right() - side - 1, picture.top() + 2, side, side)


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
