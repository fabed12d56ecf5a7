"""The layers panel: the tree, and the controls for the active layer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QMenu,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from paintapp.painting.blend import BLEND_MODES
from paintapp.tools.select import MODE_BY_KEYS
from paintapp.ui import theme
from paintapp.ui.commands import LayerCommands
from paintapp.ui.controls import NumberBar, action_button
from paintapp.ui.labels import translated
from paintapp.ui.panels.layer_model import LAYER, LayerModel
from paintapp.ui.panels.layer_rows import LayerRows, eye_rect, picture_at
from paintapp.ui.panels.thumbnails import Thumbnails

LOCKS = ("layer-lock", "layer-lock-alpha", "layer-lock-position", "layer-clip")
BUTTONS = ("layer-add", "layer-group", "layer-duplicate", "mask-add", "layer-merge-down")


class LayersPanel(QWidget):
    """Shows the editor's layers, topmost first, and keeps the chosen ones in step with it."""

    def __init__(
        self,
        commands: LayerCommands,
        actions: Mapping[str, QAction],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._commands = commands
        self._editor = commands.editor
        self._actions = actions
        self._following = False
        self._opacity_step: int | None = None
        self.thumbnails = Thumbnails(
            lambda: self._editor.busy, self.devicePixelRatioF(), parent=self
        )
        self.model = LayerModel(self._editor.document, self)
        self.rows = LayerRows(self.thumbnails, self)
        self.tree = _Tree(self)
        self.tree.setModel(self.model)
        self.tree.setItemDelegate(self.rows)
        self.mode = QComboBox()
        self.mode.setToolTip(self.tr("Blend mode"))
        self.mode.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for mode in BLEND_MODES:
            self.mode.addItem(translated(mode.label), mode.id)
        self.opacity = NumberBar(self.tr("Opacity"), 0, 100, unit="%", step=5)
        self.opacity.setToolTip(self.tr("Opacity of the layer"))
        self._arrange()
        self._connect()
        self.tree.expandAll()
        self.thumbnails.show(self._editor.document)
        self.refresh()

    def selected_ids(self) -> tuple[int, ...]:
        """Ids of the chosen layers."""
        return tuple(index.internalId() for index in self.tree.selectionModel().selectedIndexes())

    def rename_active(self) -> None:
        """Let the artist type the active layer's name in place."""
        index = self.model.index_of(self._editor.active_layer_id)
        if index.isValid():
            self.tree.scrollTo(index)
            self.tree.setFocus()
            self.tree.edit(index)

    def refresh(self) -> None:
        """Follow the editor's document, active layer and target."""
        document = self._editor.document
        if document is not self.model.document:
            self.model.show(document)
            self.thumbnails.show(document)
        layer = self._editor.active_layer
        self.rows.active = self._editor.active_layer_id
        self.rows.target = self._editor.target
        index = self.model.index_of(self._editor.active_layer_id)
        selection = self.tree.selectionModel()
        moved = index != self.tree.currentIndex()
        if moved or set(self.selected_ids()) != set(self._editor.chosen):
            self._following = True
            flag = QItemSelectionModel.SelectionFlag
            selection.setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
            for layer_id in self._editor.chosen:
                selection.select(self.model.index_of(layer_id), flag.Select | flag.Rows)
            self._following = False
            if moved and index.isValid():
                self.tree.scrollTo(index)
        for control in (self.mode, self.opacity):
            control.setEnabled(layer is not None)
        if layer is not None:
            self.opacity.set_value(layer.opacity * 100)
            self.mode.setCurrentIndex(self.mode.findData(layer.blend_mode))
        self.tree.viewport().update()

    def _arrange(self) -> None:
        grid = theme.GRID
        rows = QVBoxLayout(self)
        rows.setContentsMargins(grid, grid, grid, grid)
        rows.setSpacing(grid)
        upper = QHBoxLayout()
        upper.setSpacing(grid)
        upper.addWidget(self.mode, 1)
        upper.addWidget(self.opacity, 1)
        locks = QHBoxLayout()
        locks.setSpacing(2)
        for name in LOCKS:
            locks.addWidget(action_button(self._actions[name], self))
        locks.addStretch()
        for name in ("mask-edit", "mask-remove"):
            locks.addWidget(action_button(self._actions[name], self))
        lower = QHBoxLayout()
        lower.setSpacing(2)
        for name in BUTTONS:
            lower.addWidget(action_button(self._actions[name], self))
        lower.addStretch()
        lower.addWidget(action_button(self._actions["layer-delete"], self))
        rows.addLayout(upper)
        rows.addLayout(locks)
        rows.addWidget(self.tree, 1)
        rows.addLayout(lower)

    def _connect(self) -> None:
        self.model.modelAboutToBeReset.connect(self.tree.remember_closed)
        self.model.modelReset.connect(self.tree.open_others)
        self.model.renamed.connect(self._commands.rename)
        self.model.dropped.connect(self._commands.move)
        self.rows.eye_clicked.connect(self._commands.toggle_visible)
        self.rows.pixels_clicked.connect(lambda layer_id: self._paint_on(layer_id, "pixels"))
        self.rows.mask_clicked.connect(lambda layer_id: self._paint_on(layer_id, "mask"))
        self.rows.mask_switched.connect(self._switch_mask)
        self.rows.text_opened.connect(self._open_text)
        self.thumbnails.changed.connect(self._show_thumbnails)
        self.tree.selectionModel().currentChanged.connect(self._choose)
        self.tree.selectionModel().selectionChanged.connect(self._choose_several)
        self.tree.customContextMenuRequested.connect(self._open_menu)
        self.mode.activated.connect(self._set_mode)
        self.opacity.changed.connect(self._set_opacity)
        self.opacity.settled.connect(self._opacity_settled)

    def _choose(self, current: QModelIndex, previous: QModelIndex) -> None:
        if not self._following and current.isValid():
            self._editor.set_active(current.internalId())

    def _choose_several(self) -> None:
        chosen = self.selected_ids()
        if not self._following and chosen:
            self._editor.choose(chosen)

    def _paint_on(self, layer_id: int, target: str) -> None:
        if self._editor.active_layer_id != layer_id:
            self._editor.set_active(layer_id)
        if self._editor.target != target:
            self._commands.edit_mask(target == "mask")

    def _open_text(self, layer_id: int) -> None:
        self._paint_on(layer_id, "pixels")
        self._actions["text-edit"].setEnabled(True)
        self._actions["text-edit"].trigger()

    def _switch_mask(self, layer_id: int) -> None:
        layer = self._editor.document.layer(layer_id)
        label = self.tr("Switch mask")
        self._commands.set(layer_id, label, mask_enabled=not layer.mask_enabled)

    def _show_thumbnails(self, layer_ids: set[int]) -> None:
        for layer_id in layer_ids:
            self.model.touch(layer_id)

    def _set_mode(self, index: int) -> None:
        layer = self._editor.active_layer
        if layer is not None:
            self._commands.set_chosen(self.tr("Blend mode"), blend_mode=self.mode.itemData(index))

    def _set_opacity(self, percent: float) -> None:
        """One drag is one step: each further change takes the place of the one before."""
        layer = self._editor.active_layer
        if layer is None:
            return
        history = self._editor.history
        if self._opacity_step is not None and history.cursor == self._opacity_step:
            self._editor.undo()
        layer_opacity = round(percent) / 100
        before = history.cursor
        self._commands.set_chosen(self.tr("Layer opacity"), opacity=layer_opacity)
        self._opacity_step = history.cursor if history.cursor != before else None

    def _opacity_settled(self, percent: float) -> None:
        self._opacity_step = None

    def _open_menu(self, point: QPoint) -> None:
        menu = self.context_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.tree.viewport().mapToGlobal(point))

    def context_menu(self) -> QMenu:
        """The menu of the active layer: what generated it first, when something did."""
        menu = QMenu(self)
        generated = ("generate-again", "copy-seed", "edit-request")
        layer = self._editor.active_layer
        if layer is not None and layer.origin.kind == "generated":
            self._fill(menu, (*generated, ""))
        self._fill(
            menu,
            (
                *("layer-rename", "layer-duplicate", "layer-delete", ""),
                *("layer-group", "layer-ungroup", "layer-merge-down", ""),
                *("text-edit", "layer-rasterise", ""),
                *("layer-lock", "layer-lock-alpha", "layer-lock-position", "layer-clip", ""),
                *("mask-add", "mask-edit", "mask-enabled", "mask-apply", "mask-remove", ""),
                *("select-layer", "select-mask", "remove-background"),
            ),
        )
        return menu

    def _fill(self, menu: QMenu, names: tuple[str, ...]) -> None:
        for name in names:
            if name:
                menu.addAction(self._actions[name])
            else:
                menu.addSeparator()


class _Tree(QTreeView):
    """A tree of rows that can be dragged about; Ctrl+click on a picture selects what it shows."""

    selection_asked = Signal(int, bool, str)
    """A layer's id, whether its mask is meant, and how it joins the selection."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._closed: set[int] = set()
        self._on_eye = False
        self.setHeaderHidden(True)
        self.setIndentation(16)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setMinimumHeight(120)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setExpandsOnDoubleClick(False)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on an eye, or with Ctrl on a picture, is not one on the row."""
        point = event.position().toPoint()
        index, row = self.indexAt(point), self.visualRect(self.indexAt(point))
        left = event.button() == Qt.MouseButton.LeftButton and index.isValid()
        held, modifier = event.modifiers(), Qt.KeyboardModifier
        of_mask = picture_at(row, index.data(LAYER), point) if left else None
        if of_mask is not None and held & modifier.ControlModifier:
            keys = bool(held & modifier.ShiftModifier), bool(held & modifier.AltModifier)
            self.selection_asked.emit(index.internalId(), of_mask, MODE_BY_KEYS[keys])
            return
        self._on_eye = left and eye_rect(row).contains(point)
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._on_eye:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._on_eye:
            super().mouseReleaseEvent(event)
        self._on_eye = False

    def remember_closed(self) -> None:
        """Note which groups are folded, before the tree is built anew."""
        self._closed = {
            index.internalId()
            for index in self._indexes(QModelIndex())
            if self.model().rowCount(index) and not self.isExpanded(index)
        }

    def open_others(self) -> None:
        """Unfold all groups but those that were folded; new groups are open."""
        for index in self._indexes(QModelIndex()):
            self.setExpanded(index, index.internalId() not in self._closed)

    def _indexes(self, parent: QModelIndex) -> list[Any]:
        found = []
        for row in range(self.model().rowCount(parent)):
            index = self.model().index(row, 0, parent)
            found.append(index)
            found.extend(self._indexes(index))
        return found
