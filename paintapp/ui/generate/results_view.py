"""The row of results: point at one to see it in place, click to apply it, drag it anywhere."""

from __future__ import annotations

import time
from pathlib import Path

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
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDrag,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from paintapp.ui import icons, theme
from paintapp.ui.generate.controller import GenerateController
from paintapp.ui.generate.drag_out import mime_data
from paintapp.ui.generate.results_filter import ResultsFilter
from paintapp.ui.generate.results_menu import result_menu
from paintapp.ui.generate.results_model import Entry

THUMBNAIL = 72
CELL = THUMBNAIL + 8
CLOSE = 18

Index = QModelIndex | QPersistentModelIndex


class ResultsView(QListView):
    """One row of thumbnails. Only what is seen is read from disk."""

    pointed = Signal()
    """Another result is pointed at, or none."""
    chosen = Signal()
    """Other results are selected."""

    def __init__(self, controller: GenerateController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("results")
        self.setAccessibleName(self.tr("Results"))
        self._controller = controller
        self._results = controller.results
        self._last_click = ("", 0.0)
        self._press: tuple[QPoint, str] | None = None
        self._dragged = False
        self.hovered = QPersistentModelIndex()
        self.button_hovered = ""
        self.filter = ResultsFilter(controller.results.list, controller.editor, self)
        self.setModel(self.filter)
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
        self.filter.rowsInserted.connect(self._row_came)
        self.filter.rowsRemoved.connect(lambda *_: self._hover(QModelIndex(), ""))

    @property
    def empty_text(self) -> str:
        """What is said while there are no results."""
        if self.filter.active and self._results.list.rowCount():
            return self.tr("No result is like that.")
        return self.tr("Results appear here: point at one to see it, click to apply it.")

    @property
    def pointed_entry(self) -> Entry | None:
        """The result that is pointed at with the mouse, else the one chosen last."""
        entry = self.entry_at(self.hovered)
        if entry is None and self.selected:
            entry = self.entry_at(self.currentIndex())
            if entry not in self.selected:
                entry = self.selected[-1]
        return entry

    @property
    def selected(self) -> list[Entry]:
        """What is selected, in the order of the row."""
        rows = sorted(self.selectedIndexes(), key=lambda index: index.row())
        return [entry for index in rows if (entry := self.entry_at(index)) is not None]

    @property
    def compared(self) -> tuple[str, ...]:
        return self._results.comparison.identifiers

    def want(self, entry: Entry) -> None:
        self._results.list.want(entry)

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
        self._results.discard([entry.id for entry in self.selected])

    def compare_selected(self) -> None:
        """Compare the two results that are selected, or the only one with the canvas."""
        names = [entry.id for entry in self.selected][:2]
        if names:
            # The older one on the left: rows begin with the newest.
            self._results.comparison.toggle(*reversed(names))

    def star_selected(self) -> None:
        """Give all selected results a star; take it away when all of them have one."""
        starred = not all(entry.starred for entry in self.selected)
        for entry in self.selected:
            self._results.star(entry.id, starred)

    def menu_for(self, index: Index) -> QMenu | None:
        """What can be done with a result, as a menu."""
        entry = self.entry_at(index)
        if entry is None:
            return None
        # The menu is for all that is selected when it is opened on one of them.
        chosen = self.selected if entry in self.selected else [entry]
        names = [entry.id, *(one.id for one in chosen if one is not entry)]
        return result_menu(self._controller, names, self)

    # Mouse, pen and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        position = event.position().toPoint()
        entry = self.entry_at(self.indexAt(position))
        self._press, self._dragged = None, False
        if entry is not None and event.button() == Qt.MouseButton.LeftButton:
            button = self._button_at(self.indexAt(position), position)
            if button:
                event.accept()
                return
            self._press = (position, entry.id)
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        position = event.position().toPoint()
        if self._press is not None and event.buttons() & Qt.MouseButton.LeftButton:
            start, name = self._press
            if not self._dragged and (position - start).manhattanLength() > _drag_distance():
                self._dragged = True
                self._results.to_file(name, lambda path: self._drag(name, path))
            return  # no rubber band and no other selection while dragging
        index = self.indexAt(position)
        self._hover(index, self._button_at(index, position))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(QModelIndex(), "")
        super().leaveEvent(event)

    def _drag(self, name: str, path: Path) -> None:
        """Carry a result's file, if the button is still held now that it has been written."""
        if not QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            return
        drag = QDrag(self)
        drag.setMimeData(mime_data(name, path))
        entry = self._results.list.find(name)
        if entry is not None and entry.thumbnail is not None:
            drag.setPixmap(QPixmap.fromImage(entry.thumbnail))
        self._press = None
        drag.exec(Qt.DropAction.CopyAction)
        self._hover(QModelIndex(), "")  # the pointer has left without a word

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        position = event.position().toPoint()
        index = self.indexAt(position)
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        dragged, self._press, self._dragged = self._dragged, None, False
        super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton or not plain or not index.isValid():
            return
        entry = self.entry_at(index)
        if entry is None or dragged:
            return
        button = self._button_at(index, position)
        if button == "close":
            self._results.discard([entry.id])
        elif button == "star":
            self._results.star(entry.id, not entry.starred)
        if button:
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

    def event(self, event: QEvent) -> bool:
        # Here undo means the last discarding, as long as there is one.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
            and self._results.can_put_back
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.apply(self.currentIndex())
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.discard_selected()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self._results.put_back()
        elif key == Qt.Key.Key_Escape:
            self._results.comparison.end()
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
        self.chosen.emit()

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

    def _hover(self, index: Index, button: str) -> None:
        if index != self.hovered or button != self.button_hovered:
            self.hovered = QPersistentModelIndex(index)
            self.button_hovered = button
            self.viewport().update()
            self.pointed.emit()
        self._point()

    def _point(self) -> None:
        """Show on the canvas what is pointed at, with the mouse or else with the keys."""
        index: Index = self.hovered
        if not index.isValid() and self.hasFocus() and self.selectedIndexes():
            index = self.currentIndex()
        entry = self.entry_at(index)
        self._results.point_at(entry.id if entry is not None else "")

    def _button_at(self, index: Index, position: QPoint) -> str:
        """Which of a thumbnail's buttons is at a place: "close", "star" or none."""
        entry = self.entry_at(index)
        if entry is None:
            return ""
        picture = picture_rect(self.visualRect(index), entry)
        if close_rect(picture).contains(position):
            return "close"
        return "star" if star_rect(picture).contains(position) else ""


class ThumbnailDelegate(QStyledItemDelegate):
    """Draws one result: its picture, and what marks it as pointed at, chosen or applied."""

    def __init__(self, view: ResultsView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(CELL, CELL)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = self._view.entry_at(index)
        if entry is None:
            return
        self._view.want(entry)
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
        over = self._view.button_hovered if hovered else ""
        if hovered:
            colour = theme.ERROR if over == "close" else theme.TEXT
            self._draw_button(painter, close_rect(place), "close", colour, over=over == "close")
        if hovered or entry.starred:
            icon = "star-filled" if entry.starred else "star"
            colour = theme.WARNING if entry.starred or over == "star" else theme.TEXT
            self._draw_button(painter, star_rect(place), icon, colour, over=over == "star")
        if entry.id in self._view.compared:
            painter.setPen(QPen(QColor(theme.ON_ACCENT), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(shown.adjusted(1, 1, -2, -2))
        painter.restore()

    def _draw_button(
        self, painter: QPainter, place: QRect, icon: str, colour: str, *, over: bool
    ) -> None:
        """A round button over a thumbnail; it fills with its colour under the pointer."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour if over else theme.PANEL))
        painter.drawEllipse(place)
        drawn = theme.PANEL if over else colour
        painter.drawPixmap(place.adjusted(3, 3, -3, -3), icons.pixmap(icon, drawn, 24))


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
    side = max(4, min(CLOSE, picture.height() - 4, (picture.width() - 6) // 2))
    return QRect(picture.right() - side - 1, picture.top() + 2, side, side)


def star_rect(picture: QRect) -> QRect:
    """Where over a picture the button for its star is."""
    side = max(4, min(CLOSE, picture.height() - 4, (picture.width() - 6) // 2))
    return QRect(picture.left() + 2, picture.top() + 2, side, side)


def _drag_distance() -> int:
    return QGuiApplication.styleHints().startDragDistance()
