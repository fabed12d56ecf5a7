"""Asking for a brush's name and tags."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from paintapp.ui.brushes.texts import brush_text
from paintapp.ui.dialogs.dialog import Dialog


class NamingDialog(Dialog):
    """A name and tags with commas between them; known tags are offered while typing."""

    def __init__(
        self,
        title: str,
        accept: str,
        name: str,
        tags: Sequence[str],
        known: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent)
        self._english = {brush_text(tag).casefold(): tag for tag in known}
        self.name = QLineEdit(name)
        self.name.setMinimumWidth(280)
        self.name.setMaxLength(80)
        self.name.selectAll()
        self.tags = QLineEdit(", ".join(brush_text(tag) for tag in tags))
        self.tags.setPlaceholderText(self.tr("Ink, Texture"))
        completer = QCompleter(sorted(brush_text(tag) for tag in known), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.tags.setCompleter(completer)
        form = self.form()
        form.addRow(self.tr("Name"), self.name)
        form.addRow(self.tr("Tags"), self.tags)
        self.accept_button(accept)
        self.cancel_button()

    def chosen_name(self) -> str:
        return self.name.text().strip()

    def chosen_tags(self) -> tuple[str, ...]:
        """The tags; those of the program by their English names, which files hold."""
        written = (tag.strip() for tag in self.tags.text().replace("，", ",").split(","))
        return tuple(self._english.get(tag.casefold(), tag) for tag in written if tag)
