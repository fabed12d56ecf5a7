"""The table of actions: label, shortcuts, icon, and what each calls. Menus are lists of ids.

To add an action, add a row to the module of its kind and put its id in a menu. A row's ``call`` may
return a coroutine, which the window then runs beside itself. Labels are English in the rows and
translated where shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QIcon, QKeySequence

from paintapp.ui import icons
from paintapp.ui.actions import draw, edit, file, generate, image, layer, select, view
from paintapp.ui.actions.menus import MENUS, SEPARATOR, Menu, ids
from paintapp.ui.actions.row import ActionRow, Call

if TYPE_CHECKING:
    from paintapp.ui.window import Window

ACTIONS: tuple[ActionRow, ...] = (
    *file.ROWS,
    *edit.ROWS,
    *draw.ROWS,
    *layer.ROWS,
    *select.ROWS,
    *image.ROWS,
    *view.ROWS,
    *generate.ROWS,
)
"""Every action."""


def label(row: ActionRow) -> str:
    """A row's label in the language of the window."""
    return QCoreApplication.translate("Actions", row.label)


def make_actions(window: Window) -> dict[str, QAction]:
    """A QAction for each row of the table, by id, added to the window."""
    actions = {}
    for row in ACTIONS:
        action = QAction(icons.icon(row.icon) if row.icon else QIcon(), label(row), window)
        action.setObjectName(row.id)
        action.setShortcuts([QKeySequence(keys) for keys in row.shortcuts])
        action.setCheckable(row.checked is not None)
        action.setToolTip(with_shortcut(label(row), row.shortcuts))
        action.triggered.connect(lambda _=False, row=row: window.perform(row.call))
        actions[row.id] = action
    return actions


def refresh_actions(window: Window, actions: dict[str, QAction]) -> None:
    """Make each action's state agree with the editor."""
    for row in ACTIONS:
        action = actions[row.id]
        if row.enabled is not None:
            action.setEnabled(row.enabled(window))
        if row.checked is not None:
            action.setChecked(row.checked(window))


def with_shortcut(text: str, shortcuts: tuple[str, ...]) -> str:
    """A tooltip: the text without its ellipsis, and the first shortcut as the system writes it."""
    text = text.rstrip("…").replace("&", "")
    if not shortcuts:
        return text
    keys = QKeySequence(shortcuts[0]).toString(QKeySequence.SequenceFormat.NativeText)
    return f"{text} ({keys})"


__all__ = [
    "ACTIONS",
    "MENUS",
    "SEPARATOR",
    "ActionRow",
    "Call",
    "Menu",
    "ids",
    "label",
    "make_actions",
    "refresh_actions",
    "with_shortcut",
]
