"""Which results are shown: by what their prompt says, their star, their document, their model."""

from __future__ import annotations

import time
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Signal

from paintapp.document.identity import identity
from paintapp.editor import Editor
from paintapp.generation.results import identifier_at
from paintapp.ui.generate.results_model import Entry, ResultsModel


class ResultsFilter(QSortFilterProxyModel):
    """The results that the artist wants to see, in the order of the whole list.

    A result of which nothing is known yet is not shown while something is looked for. One that is
    made after the artist began to look is always shown: it must not seem lost.
    """

    filtered = Signal()
    """What is looked for has changed."""

    def __init__(self, source: ResultsModel, editor: Editor, parent: Any) -> None:
        super().__init__(parent)
        self._editor = editor
        self._words: tuple[str, ...] = ()
        self.text = ""
        self.starred = False
        self.this_document = False
        self.model = ""
        self._since = ""
        self._document = identity(editor.document)
        self.setSourceModel(source)

    @property
    def active(self) -> bool:
        """Whether something is looked for."""
        return bool(self._words or self.starred or self.this_document or self.model)

    def look_for(
        self,
        *,
        text: str | None = None,
        starred: bool | None = None,
        this_document: bool | None = None,
        model: str | None = None,
    ) -> None:
        """Change what is looked for. All words of ``text`` must be in the prompt, in any order;
        a seed is found by its digits."""
        if text is not None:
            self.text, self._words = text, tuple(text.casefold().split())
        if starred is not None:
            self.starred = starred
        if this_document is not None:
            self.this_document = this_document
        if model is not None:
            self.model = model
        self._document = identity(self._editor.document)
        self._since = identifier_at(time.time())
        self.invalidate()
        self.filtered.emit()

    def show_all(self) -> None:
        self.look_for(text="", starred=False, this_document=False, model="")

    def follow_document(self) -> None:
        """Another document may be open now."""
        if self._document != identity(self._editor.document):
            self.look_for()

    def accepts(self, entry: Entry) -> bool:
        """Whether a result is what is looked for."""
        if not self.active or entry.id > self._since:
            return True
        if self.starred and not entry.starred:
            return False
        if not entry.known:
            return self.starred and not (self._words or self.this_document or self.model)
        if self.this_document and (not entry.document or entry.document != self._document):
            return False
        if self.model and entry.model != self.model:
            return False
        prompt = entry.prompt.casefold()
        return all(word in prompt or word == str(entry.seed) for word in self._words)

    def filterAcceptsRow(self, row: int, parent: QModelIndex | QPersistentModelIndex) -> bool:
        source = self.sourceModel()
        entry = source.entry(source.index(row, 0)) if isinstance(source, ResultsModel) else None
        return entry is not None and self.accepts(entry)
