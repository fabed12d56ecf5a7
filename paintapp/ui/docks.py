"""The panels at the side of the window: where they are, and how they get there."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QByteArray, QObject, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabBar, QTabWidget, QWidget

VERSION = 3
"""Raise it when panels are added or renamed: older arrangements are then left alone."""

WIDTH = 288
"""Width of the side at first, in device-independent pixels."""


class Dock(QDockWidget):
    """One panel. Its title shows only where no tab says the same."""

    def __init__(self, name: str, title: str, panel: QWidget) -> None:
        super().__init__(title)
        self.setObjectName(name)
        self.setWidget(panel)
        self._blank = QWidget(self)
        self._blank.hide()

    def show_title(self, shown: bool) -> None:
        if shown == (self.titleBarWidget() is None):
            return
        self.setTitleBarWidget(None if shown else self._blank)  # type: ignore[arg-type]


class Docks(QObject):
    """All panels of a window: the first on top, the others as tabs below it."""

    def __init__(self, window: QMainWindow, docks: Iterable[Dock]) -> None:
        super().__init__(window)
        self._window = window
        self._docks = tuple(docks)
        window.setDockNestingEnabled(True)
        window.setDockOptions(
            QMainWindow.DockOption.AnimatedDocks | QMainWindow.DockOption.AllowTabbedDocks
        )
        window.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        window.setCorner(Qt.Corner.TopRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        window.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        self._titles = QTimer(self)
        self._titles.setSingleShot(True)
        self._titles.timeout.connect(self._show_titles)
        for dock in self._docks:
            window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
            dock.topLevelChanged.connect(self._titles_soon)
            dock.dockLocationChanged.connect(self._titles_soon)
            dock.visibilityChanged.connect(self._titles_soon)

    def actions(self) -> list[QAction]:
        """A switch for each panel."""
        return [dock.toggleViewAction() for dock in self._docks]

    def raise_(self, name: str) -> None:
        """Show a panel and bring its tab to the front."""
        for dock in self._docks:
            if dock.objectName() == name:
                dock.show()
                dock.raise_()

    def arrange(self) -> None:
        """The first arrangement."""
        upper, front, *others = self._docks
        for dock in others:
            self._window.tabifyDockWidget(front, dock)
        front.raise_()
        self._window.resizeDocks([upper, front], [WIDTH, WIDTH], Qt.Orientation.Horizontal)
        self._window.resizeDocks([upper, front], [360, 640], Qt.Orientation.Vertical)
        self._show_titles()

    def state(self) -> QByteArray:
        """Qt's record of the arrangement."""
        return self._window.saveState(VERSION)

    def restore(self, state: QByteArray) -> None:
        """Take up an arrangement; one that Qt does not understand changes nothing."""
        self._window.restoreState(state, VERSION)
        self._titles_soon()

    def _titles_soon(self) -> None:
        self._titles.start(0)

    def _show_titles(self) -> None:
        for dock in self._docks:
            tabbed = bool(self._window.tabifiedDockWidgets(dock)) and not dock.isFloating()
            dock.show_title(not tabbed)
        for bar in self._window.findChildren(QTabBar):
            if bar.parent() is self._window:
                bar.setElideMode(Qt.TextElideMode.ElideNone)
                bar.setExpanding(False)
                bar.setUsesScrollButtons(False)
                bar.setFocusPolicy(Qt.FocusPolicy.TabFocus)
