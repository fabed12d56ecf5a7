"""Undo history: documents that share their unchanged tiles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from paintapp.document.document import Document
from paintapp.document.layers import RasterLayer
from paintapp.document.pixels import Pixels


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
        self._planes: dict[int, int] = {}
        self._owners: dict[int, int] = {}
        self._bytes = 0
        self._count(document, 1)

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
        for entry in self._entries[self._cursor + 1 :]:
            self._count(entry.document, -1)
        del self._entries[self._cursor + 1 :]
        self._entries.append(HistoryEntry(label, document))
        self._count(document, 1)
        self._cursor += 1
        while self._bytes > self.budget_bytes and self._cursor > 1:
            self._count(self._entries.pop(0).document, -1)
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

    def _count(self, document: Document, change: int) -> None:
        """Add or take away an entry. Planes that other entries share cost no time."""
        for plane in planes_of(document):
            owners = self._planes.get(id(plane), 0)
            if owners == 0 or owners + change == 0:
                self._count_tiles(plane, change)
            if owners + change:
                self._planes[id(plane)] = owners + change
            else:
                del self._planes[id(plane)]

    def _count_tiles(self, plane: Pixels, change: int) -> None:
        for tile in plane.tiles.values():
            key = id(tile)
            owners = self._owners.get(key, 0)
            if owners == 0:
                self._bytes += tile.nbytes
            owners += change
            if owners == 0:
                del self._owners[key]
                self._bytes -= tile.nbytes
            else:
                self._owners[key] = owners


def planes_of(document: Document) -> Iterator[Pixels]:
    """Every plane a document holds: pixels, masks and selection."""
    for layer in document.walk():
        if isinstance(layer, RasterLayer):
            yield layer.pixels
        if layer.mask is not None:
            yield layer.mask
    if document.selection is not None:
        yield document.selection
