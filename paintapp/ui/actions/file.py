"""Actions on files."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from paintapp.ui.actions.row import ActionRow

ROWS: tuple[ActionRow, ...] = (
    ActionRow(
        "new",
        QT_TRANSLATE_NOOP("Actions", "New…"),
        lambda w: w.files.new(),
        ("Ctrl+N",),
        "new",
    ),
    ActionRow(
        "open",
        QT_TRANSLATE_NOOP("Actions", "Open…"),
        lambda w: w.files.open(),
        ("Ctrl+O",),
        "open",
    ),
    ActionRow(
        "open-as-layer",
        QT_TRANSLATE_NOOP("Actions", "Import as layer…"),
        lambda w: w.files.import_layer(),
        ("Ctrl+Shift+O",),
        "image",
    ),
    ActionRow(
        "save",
        QT_TRANSLATE_NOOP("Actions", "Save"),
        lambda w: w.files.save(),
        ("Ctrl+S",),
        "save",
    ),
    ActionRow(
        "save-as",
        QT_TRANSLATE_NOOP("Actions", "Save as…"),
        lambda w: w.files.save_as(),
        ("Ctrl+Shift+S",),
        "save-as",
    ),
    ActionRow(
        "export",
        QT_TRANSLATE_NOOP("Actions", "Export…"),
        lambda w: w.files.export(),
        ("Ctrl+Shift+E",),
        "export",
    ),
    ActionRow(
        "quit",
        QT_TRANSLATE_NOOP("Actions", "Quit"),
        lambda w: w.leave(),
        ("Ctrl+Q",),
        "quit",
    ),
)
