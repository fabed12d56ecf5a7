"""The menu bar, made from the table of menus, and its menu of documents opened last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from paintapp.ui import icons
from paintapp.ui.actions import MENUS, SEPARATOR, Menu
from paintapp.ui.preferences import Preferences

Actions = Mapping[str, Sequence[QAction]]
"""What each name in the table of menus stands for."""


def fill_menu_bar(bar: QMenuBar, actions: Actions) -> None:
    """Add all menus of the table."""
    for title, names in MENUS:
        _fill(bar.addMenu(_translated(title)), names, actions)


def _fill(menu: QMenu, names: Iterable[str | Menu], actions: Actions) -> None:
    menu.setToolTipsVisible(False)
    for name in names:
        if isinstance(name, tuple):
            _fill(menu.addMenu(_translated(name[0])), name[1], actions)
        elif name == SEPARATOR:
            menu.addSeparator()
        else:
            menu.addActions(actions[name])


def _translated(title: str) -> str:
    return QCoreApplication.translate("Menus", title)


class RecentMenu(QMenu):
    """Documents opened last, the latest first; ``chosen`` (a Path) asks to open one of them."""

    chosen = Signal(Path)

    def __init__(self, preferences: Preferences, parent: QWidget) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.setTitle(self.tr("Open recent"))
        self.setIcon(icons.icon("history"))
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        for name in self._preferences.recent:
            path = Path(name)
            action = self.addAction(path.name)
            action.setToolTip(name)
            action.triggered.connect(lambda _=False, path=path: self.chosen.emit(path))
        if not self._preferences.recent:
            self.addAction(self.tr("Nothing yet")).setEnabled(False)
