"""The toolbox: one column of tools."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QToolBar, QWidget

from paintapp.tools.tool import Tool
from paintapp.ui import icons
from paintapp.ui.actions import with_shortcut


def tool_text(text: str) -> str:
    """A tool's text in the window's language."""
    return QCoreApplication.translate("Tool", text)


class Toolbox(QToolBar):
    """A button for each tool of the table; the editor's tool is the one pressed."""

    def __init__(
        self,
        tools: Iterable[Tool],
        choose: Callable[[Tool], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("tools")
        self.setWindowTitle(self.tr("Tools"))
        self.setOrientation(Qt.Orientation.Vertical)
        self.setIconSize(QSize(icons.SIZE, icons.SIZE))
        self.setMovable(False)
        self.actions_by_tool: dict[str, QAction] = {}
        group = QActionGroup(self)
        for tool in tools:
            action = QAction(icons.icon(tool.icon), tool_text(tool.label), self)
            action.setCheckable(True)
            shortcuts = (tool.shortcut,) if tool.shortcut else ()
            action.setShortcuts([QKeySequence(keys) for keys in shortcuts])
            tip = with_shortcut(tool_text(tool.label), shortcuts)
            action.setToolTip(f"{tip}\n{tool_text(tool.tip)}" if tool.tip else tip)
            action.triggered.connect(lambda _=False, tool=tool: choose(tool))
            group.addAction(action)
            self.addAction(action)
            button = self.widgetForAction(action)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.actions_by_tool[tool.id] = action

    def show_tool(self, tool: Tool | None) -> None:
        """Press the button of the editor's tool."""
        action = None if tool is None else self.actions_by_tool.get(tool.id)
        if action is not None and not action.isChecked():
            action.setChecked(True)
