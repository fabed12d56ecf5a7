"""The results as a list, newest first; read from disk only as far as they are looked at."""

from __future__ import annotations

import contextlib
import html
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import (
    QAbstractListModel,
    QDate,
    QDateTime,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QImage

from paintapp.generation.results import Result, ResultStore, StoreError, Summary, summary_of
from paintapp.ui.generate.background import Background
from paintapp.ui.generate.pictures import thumbnail_of

KEPT_RESULTS = 24
"""Results kept in memory whole; the others are read again when they are needed."""
KEPT_THUMBNAILS = 400
LONGEST_TIP = 500
"""Characters of a prompt in a tooltip."""
SUMMARIES = 50
"""Summaries read at a time, so that pictures looked at do not wait for all of them."""

Index = QModelIndex | QPersistentModelIndex


@dataclass(slots=True)
class Entry:
    """One result in the list. Summary and thumbnail come once it has been read."""

    id: str
    state: Literal["unread", "reading", "ready"] = "unread"
    thumbnail: QImage | None = None
    prompt: str = ""
    model: str = ""
    seed: int = 0
    seconds: float = 0.0
    created: float = 0.0
    task: str = ""
    document: str = ""
    known: bool = False
    """Whether the summary has been read; the thumbnail comes later, when it is looked at."""
    starred: bool = False
    applied: bool = False
    pinned: Result | None = None
    """A result that could not be written to disk, and must not be forgotten."""


class ResultsModel(QAbstractListModel):
    """All results of a store and of this session."""

    problem = Signal(str)
    loaded = Signal()
    """The store has been listed."""

    def __init__(self, store: ResultStore | None, background: Background, parent: Any) -> None:
        super().__init__(parent)
        self.store = store
        self.label_of: Callable[[str], str] = lambda model: model
        """How a model is called, by its id."""
        self._background = background
        self._entries: list[Entry] = []
        self._removed: set[str] = set()
        """Taken out of the list, though their files may still be there."""
        self._kept: OrderedDict[str, Result] = OrderedDict()
        self._read: OrderedDict[str, None] = OrderedDict()

    def load(self) -> None:
        """List what is in the store; returns at once, the rows follow."""
        store = self.store
        if store is None:
            return

        def work() -> tuple[list[str], set[str]]:
            store.tidy()
            return store.identifiers(), store.starred()

        self._background.run(
            work, lambda found: self._listed(*found), lambda error: self.problem.emit(str(error))
        )

    def add(self, result: Result, *, on_disk: bool = True) -> None:
        """Show a new result at the head of the list."""
        if self.row_of(result.id) is not None:
            return
        entry = Entry(result.id, pinned=None if on_disk else result)
        self._describe(entry, result)
        self._keep(result)
        self.beginInsertRows(QModelIndex(), 0, 0)
        self._entries.insert(0, entry)
        self.endInsertRows()
        self._background.run(
            lambda: thumbnail_of(result.image), lambda image: self._show(entry, image)
        )

    def remove(self, identifier: str) -> Entry | None:
        """Take a result out of the list; its files stay."""
        row = self.row_of(identifier)
        if row is None:
            return None
        self.beginRemoveRows(QModelIndex(), row, row)
        entry = self._entries.pop(row)
        self._removed.add(identifier)
        self.endRemoveRows()
        return entry

    def put_back(self, entry: Entry) -> None:
        """Show a removed result again, in its place."""
        row = next(
            (row for row, other in enumerate(self._entries) if other.id < entry.id),
            len(self._entries),
        )
        self._removed.discard(entry.id)
        self.beginInsertRows(QModelIndex(), row, row)
        self._entries.insert(row, entry)
        self.endInsertRows()

    @property
    def identifiers(self) -> list[str]:
        """The ids of all results that are shown, newest first."""
        return [entry.id for entry in self._entries]

    def entry(self, index: Index) -> Entry | None:
        row = index.row()
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def row_of(self, identifier: str) -> int | None:
        return next(
            (row for row, entry in enumerate(self._entries) if entry.id == identifier), None
        )

    def find(self, identifier: str) -> Entry | None:
        row = self.row_of(identifier)
        return None if row is None else self._entries[row]

    @property
    def models(self) -> list[str]:
        """The ids of the models that made what is listed, as far as that is known."""
        return sorted({entry.model for entry in self._entries if entry.model})

    def mark_starred(self, identifier: str, starred: bool) -> None:
        row = self.row_of(identifier)
        if row is not None:
            self._entries[row].starred = starred
            self._touch(row)

    def mark_applied(self, identifier: str) -> None:
        row = self.row_of(identifier)
        if row is not None:
            self._entries[row].applied = True
            self._touch(row)

    def want(self, entry: Entry) -> None:
        """See to it that an entry's thumbnail and summary come; called while it is painted."""
        if entry.state == "unread" and self.store is not None:
            entry.state = "reading"
            self.fetch(entry.id, lambda result: None)

    def fetch(
        self,
        identifier: str,
        then: Callable[[Result], object],
        failed: Callable[[str], object] | None = None,
    ) -> None:
        """Hand over a whole result, now when it is in memory, else once it has been read."""
        row = self.row_of(identifier)
        entry = None if row is None else self._entries[row]
        known = self._kept.get(identifier) or (entry.pinned if entry else None)
        if known is not None and (entry is None or entry.thumbnail is not None):
            then(known)
            return
        store = self.store

        def work() -> tuple[Result, QImage]:
            if known is not None:
                return known, thumbnail_of(known.image)
            if store is None:
                raise StoreError("The result is no longer there.")
            result = store.read(identifier)
            return result, thumbnail_of(result.image)

        def done(answer: tuple[Result, QImage]) -> None:
            result, thumbnail = answer
            self._keep(result)
            row = self.row_of(identifier)
            if row is not None:
                self._describe(self._entries[row], result)
                self._show(self._entries[row], thumbnail)
            then(result)

        def broken(error: Exception) -> None:
            self.remove(identifier)
            self.problem.emit(str(error))
            if failed is not None:
                failed(str(error))

        self._background.run(work, done, broken)

    # Qt's side

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entry(index)
        if entry is None:
            return None
        if role == Qt.ItemDataRole.UserRole:
            return entry
        if role == Qt.ItemDataRole.ToolTipRole:
            # As rich text, so that long prompts wrap; whatever was typed stays plain.
            return f"<qt>{html.escape(self.summary(entry)).replace(chr(10), '<br>')}</qt>"
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self.summary(entry)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return entry.prompt or self.tr("Result without a prompt")
        return None

    def summary(self, entry: Entry) -> str:
        """What a tooltip says: prompt, model, seed, and the time it took."""
        if not entry.known:
            return self.tr("Reading…")
        lines = [
            _shortened(entry.prompt) or self.tr("(no prompt)"),
            self.tr("Model: {model}").format(model=self.label_of(entry.model)),
            self.tr("Seed: {seed}").format(seed=entry.seed),
            self.tr("Made {when} in {seconds} s").format(
                when=self.when(entry), seconds=QLocale().toString(entry.seconds, "f", 1)
            ),
        ]
        if entry.starred:
            lines.append(self.tr("Starred"))
        if entry.applied:
            lines.append(self.tr("Applied"))
        return "\n".join(lines)

    def facts(self, entry: Entry) -> str:
        """Seed, model and time in one line."""
        if not entry.known:
            return ""
        return self.tr("Seed {seed} · {model} · {when}, {seconds} s").format(
            seed=entry.seed,
            model=self.label_of(entry.model),
            when=self.when(entry),
            seconds=QLocale().toString(entry.seconds, "f", 1),
        )

    def when(self, entry: Entry) -> str:
        """When a result was made: the time of today, the day of earlier ones."""
        made = QDateTime.fromSecsSinceEpoch(int(entry.created))
        short = QLocale.FormatType.ShortFormat
        if made.date() == QDate.currentDate():
            return QLocale().toString(made.time(), short)
        return QLocale().toString(made, short)

    def _listed(self, identifiers: list[str], starred: set[str]) -> None:
        """Show what is in the store, each in its place; most are older than all that is shown."""
        known = {entry.id for entry in self._entries} | self._removed
        fresh = [
            Entry(name, starred=name in starred)
            for name in reversed(identifiers)
            if name not in known
        ]
        oldest = self._entries[-1].id if self._entries else None
        for entry in [entry for entry in fresh if oldest is not None and entry.id > oldest]:
            self.put_back(entry)
        older = [entry for entry in fresh if oldest is None or entry.id < oldest]
        if older:
            first = len(self._entries)
            self.beginInsertRows(QModelIndex(), first, first + len(older) - 1)
            self._entries.extend(older)
            self.endInsertRows()
        self._summarise(fresh)
        self.loaded.emit()

    def _summarise(self, entries: list[Entry]) -> None:
        """Read what some results are, part by part."""
        store, part = self.store, entries[:SUMMARIES]
        if store is None or not part:
            return

        def work() -> list[Summary]:
            found = []
            for entry in part:
                # A damaged one says so when its picture is looked at.
                with contextlib.suppress(StoreError):
                    found.append(store.summary(entry.id))
            return found

        def done(found: list[Summary]) -> None:
            rows = {entry.id: row for row, entry in enumerate(self._entries)}
            for summary in found:
                row = rows.get(summary.id)
                if row is not None and not self._entries[row].known:
                    self._learn(self._entries[row], summary)
                    self._touch(row)
            self._summarise(entries[SUMMARIES:])

        self._background.run(work, done)

    def _describe(self, entry: Entry, result: Result) -> None:
        self._learn(entry, summary_of(result))

    def _learn(self, entry: Entry, found: Summary) -> None:
        entry.prompt, entry.model, entry.task = found.prompt, found.model, found.task
        entry.seed, entry.seconds, entry.created = found.seed, found.seconds, found.created
        entry.document, entry.known = found.document, True

    def _keep(self, result: Result) -> None:
        self._kept[result.id] = result
        self._kept.move_to_end(result.id)
        while len(self._kept) > KEPT_RESULTS:
            self._kept.popitem(last=False)

    def _show(self, entry: Entry, thumbnail: QImage) -> None:
        entry.thumbnail, entry.state = thumbnail, "ready"
        self._read[entry.id] = None
        self._read.move_to_end(entry.id)
        while len(self._read) > KEPT_THUMBNAILS:
            oldest, _ = self._read.popitem(last=False)
            row = self.row_of(oldest)
            if row is not None:
                self._entries[row].thumbnail, self._entries[row].state = None, "unread"
        row = self.row_of(entry.id)
        if row is not None:
            self._touch(row)

    def _touch(self, row: int) -> None:
        index = self.index(row)
        self.dataChanged.emit(index, index)


def _shortened(prompt: str) -> str:
    return prompt if len(prompt) <= LONGEST_TIP else prompt[: LONGEST_TIP - 1].rstrip() + "…"
