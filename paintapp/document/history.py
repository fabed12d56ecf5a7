"""Undo history: documents that share their unchanged tiles."""

from __future__ import annotations

from dataclasses import dataclass

from paintapp.document.document import Document
from paintapp.document.layers import RasterLayer
from paintapp.document.pixels import Array, Pixels

SAVED = "saved "
"""Before the name of a saved selection in the name of its place."""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One committed step: what was done, and the document after it."""

    label: str
    document: Document


class History:
    """A list of entries with a cursor; entry 0 is the document as it was opened.

    The budget counts the bytes of unique tiles over all entries; the oldest entries go first,
    never the current one and never entry count below two.
    """

    def __init__(self, document: Document, label: str, budget_bytes: int = 2 << 30) -> None:
        self.budget_bytes = budget_bytes
        self._entries = [HistoryEntry(label, document)]
        self._cursor = 0
        self._owners: dict[int, int] = {}
        self._bytes = 0
        self._count(document, None, 1)

    @property
    def entries(self) -> tuple[HistoryEntry, ...]:
        return tuple(self._entries)

    @property
    def cursor(self) -> int:
        return self._cursor

    @property
    def document(self) -> Document:
        return self._entries[self._cursor].document

    @property
    def can_undo(self) -> bool:
        return self._cursor > 0

    @property
    def can_redo(self) -> bool:
        return self._cursor + 1 < len(self._entries)

    @property
    def bytes_held(self) -> int:
        """Bytes of all unique tiles that the history keeps alive."""
        return self._bytes

    def commit(self, label: str, document: Document) -> None:
        """Add a step after the cursor; what had been undone is dropped."""
        while self.can_redo:
            dropped = self._entries.pop()
            self._count(dropped.document, self._entries[-1].document, -1)
        self._count(document, self._entries[-1].document, 1)
        self._entries.append(HistoryEntry(label, document))
        self._cursor += 1
        while self._bytes > self.budget_bytes and self._cursor > 1:
            dropped = self._entries.pop(0)
            self._count(dropped.document, self._entries[0].document, -1)
            self._cursor -= 1

    def go_to(self, index: int) -> Document:
        """Move the cursor to an entry (IndexError when there is none); its document."""
        if not 0 <= index < len(self._entries):
            raise IndexError(index)
        self._cursor = index
        return self.document

    def undo(self) -> Document:
        """One step back; the same document when there is none."""
        return self.go_to(max(0, self._cursor - 1))

    def redo(self) -> Document:
        """One step forward; the same document when there is none."""
        return self.go_to(min(len(self._entries) - 1, self._cursor + 1))

    def _count(self, document: Document, neighbour: Document | None, change: int) -> None:
        """Add or take away an entry's tiles, save those that the entry beside it holds at the same
        place: a tile is owned once for each run of entries that hold it there. So a step costs the
        time of what it changed."""
        beside = {} if neighbour is None else planes_of(neighbour)
        for place, plane in planes_of(document).items():
            other = beside.get(place)
            if other is plane:
                continue
            keys = plane.tiles if other is None else plane.changed_keys(other)
            for key in keys:
                tile = plane.tiles.get(key)
                if tile is not None:
                    self._own(tile, change)

    def _own(self, tile: Array, change: int) -> None:
        owners = self._owners.get(id(tile), 0)
        if owners == 0:
            self._bytes += tile.nbytes
        if owners + change:
            self._owners[id(tile)] = owners + change
        else:
            del self._owners[id(tile)]
            self._bytes -= tile.nbytes


def planes_of(document: Document) -> dict[tuple[int, str], Pixels]:
    """Every plane a document holds, pixels, masks and selections, by its place."""
    planes: dict[tuple[int, str], Pixels] = {}
    for layer in document.walk():
        if isinstance(layer, RasterLayer):
            planes[layer.id, "pixels"] = layer.pixels
        if layer.mask is not None:
            planes[layer.id, "mask"] = layer.mask
    if document.selection is not None:
        planes[0, "selection"] = document.selection
    for name, plane in document.saved_selections.items():
        planes[0, SAVED + name] = plane
    return planes
