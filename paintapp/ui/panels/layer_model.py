"""The layer tree as Qt's views want it: topmost first, groups as parents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from paintapp.document import Document, GroupLayer, Layer

MIME = "application/x-paintapp-layers"
LAYER = Qt.ItemDataRole.UserRole
"""The role under which the model gives a layer itself."""

Index = QModelIndex | QPersistentModelIndex


class LayerModel(QAbstractItemModel):
    """Shows one document; indexes carry layer ids, so they survive every change of pixels."""

    renamed = Signal(int, str)
    dropped = Signal(list, object, int)
    """Layer ids dragged to a parent id (None: top level) and a place counted from the lowest."""

    def __init__(self, document: Document, parent: Any = None) -> None:
        super().__init__(parent)
        self._document = document
        self._layers: dict[int, Layer] = {}
        self._parents: dict[int, int | None] = {}
        self._rows: dict[int, int] = {}
        self._shape: Any = None
        self._learn(document)

    @property
    def document(self) -> Document:
        return self._document

    def show(self, document: Document) -> bool:
        """Show another document; whether the tree has changed its shape (and was reset)."""
        old = self._layers
        if document.layers is self._document.layers:
            self._document = document
            return False
        if _shape(document.layers) != self._shape:
            self.beginResetModel()
            self._learn(document)
            self.endResetModel()
            return True
        self._learn(document)
        for layer_id, layer in self._layers.items():
            if layer is not old[layer_id] and _look(layer) != _look(old[layer_id]):
                self.touch(layer_id)
        return False

    def touch(self, layer_id: int) -> None:
        """Have a layer's row painted anew."""
        index = self.index_of(layer_id)
        if index.isValid():
            self.dataChanged.emit(index, index)

    def index_of(self, layer_id: int | None) -> QModelIndex:
        """Where a layer is; invalid when it is not in the document."""
        if layer_id is None or layer_id not in self._layers:
            return QModelIndex()
        return self.createIndex(self._rows[layer_id], 0, layer_id)

    def layer(self, index: Index) -> Layer | None:
        return self._layers.get(index.internalId()) if index.isValid() else None

    # What views ask

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        siblings = self._children(parent)
        if column != 0 or not 0 <= row < len(siblings):
            return QModelIndex()
        return self.createIndex(row, 0, siblings[len(siblings) - 1 - row].id)

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        if not index.isValid():
            return QModelIndex()
        return self.index_of(self._parents.get(index.internalId()))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self._children(parent))

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        layer = self.layer(index)
        if layer is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return layer.name
        if role == LAYER:
            return layer
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        layer = self.layer(index)
        if layer is None or role != Qt.ItemDataRole.EditRole:
            return False
        if str(value).strip() and value != layer.name:
            self.renamed.emit(layer.id, str(value))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        layer = self.layer(index)
        if layer is None:
            return flag.ItemIsDropEnabled
        usual = (
            flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsEditable
            | flag.ItemIsDragEnabled
        )  # fmt: skip
        return usual | flag.ItemIsDropEnabled if isinstance(layer, GroupLayer) else usual

    # Drag and drop

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        ids = ",".join(str(index.internalId()) for index in indexes)
        data.setData(MIME, ids.encode())
        return data

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        ids = _ids(data)
        if not ids or any(i not in self._layers for i in ids):
            return False
        group = parent.internalId() if parent.isValid() else None
        while group is not None:
            if group in ids:
                return False
            group = self._parents[group]
        return True

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Says False always: the document changes, the view itself must not remove rows."""
        if self.canDropMimeData(data, action, row, column, parent):
            count = len(self._children(parent))
            group = parent.internalId() if parent.isValid() else None
            above = row if row >= 0 else (0 if parent.isValid() else count)
            self.dropped.emit(_ids(data), group, count - above)
        return False

    # Inside

    def _children(self, parent: Index) -> tuple[Layer, ...]:
        if not parent.isValid():
            return self._document.layers
        layer = self._layers.get(parent.internalId())
        return layer.children if isinstance(layer, GroupLayer) else ()

    def _learn(self, document: Document) -> None:
        self._document = document
        self._layers, self._parents, self._rows = {}, {}, {}

        def learn(layers: tuple[Layer, ...], parent: int | None) -> None:
            for place, layer in enumerate(layers):
                self._layers[layer.id] = layer
                self._parents[layer.id] = parent
                self._rows[layer.id] = len(layers) - 1 - place
                if isinstance(layer, GroupLayer):
                    learn(layer.children, layer.id)

        learn(document.layers, None)
        self._shape = _shape(document.layers)


def _shape(layers: Iterable[Layer]) -> tuple[Any, ...]:
    return tuple(
        (layer.id, _shape(layer.children)) if isinstance(layer, GroupLayer) else layer.id
        for layer in layers
    )


def _look(layer: Layer) -> tuple[Any, ...]:
    """All of a layer that its row shows, other than its pictures."""
    return (
        *(layer.name, layer.visible, layer.opacity, layer.blend_mode, layer.lock_pixels),
        *(layer.lock_alpha, layer.lock_position, layer.clipping, layer.mask is None),
        layer.reference,
        *(layer.mask_enabled, layer.origin, type(layer)),
    )


def _ids(data: QMimeData) -> list[int]:
    try:
        return [int(part) for part in bytes(data.data(MIME).data()).decode().split(",")]
    except ValueError:
        return []
