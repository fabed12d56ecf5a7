"""The toolbox: one column of buttons, one for each group of tools that are alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPolygonF,
)
from PySide6.QtWidgets import QMenu, QToolBar, QToolButton, QWidget

from paintapp.tools.tool import Tool
from paintapp.ui import icons, theme
from paintapp.ui.actions import with_shortcut

HOLD_MILLISECONDS = 300
"""A press that lasts longer opens a group."""
MARK = 4.0
"""Side of the corner that says that a button holds more than one tool."""


def tool_text(text: str) -> str:
    """A tool's text in the window's language."""
    return QCoreApplication.translate("Tool", text)


class GroupButton(QToolButton):
    """The button of a group: it shows and chooses the tool of the group that was used last.

    A long press, a right click, the menu key, the right arrow or a click while its tool is the
    editor's opens the fly-out, which names all tools of the group with their keys.
    """

    def __init__(self, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tool_actions = tuple(actions)
        self.setIconSize(QSize(icons.SIZE, icons.SIZE))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.fly_out = QMenu(self)
        self.fly_out.addActions(self.tool_actions)
        for action in self.tool_actions:
            action.toggled.connect(lambda on, action=action: on and self.show_action(action))
        self.show_action(self.tool_actions[0])
        self._hold = QTimer(self, singleShot=True, interval=HOLD_MILLISECONDS)
        self._hold.timeout.connect(self.open)

    def show_action(self, action: QAction) -> None:
        """Stand for one tool of the group."""
        shown = self.defaultAction()
        self.setDefaultAction(action)
        if shown not in (None, action):
            self.removeAction(shown)  # Qt would make a menu of its own of two

    def open(self) -> None:
        """Show the tools of the group beside the button."""
        self._hold.stop()
        self.setDown(False)
        if len(self.tool_actions) > 1:
            self.fly_out.popup(self.mapToGlobal(QPoint(self.width() + theme.GRID // 2, 0)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        again = event.button() == Qt.MouseButton.LeftButton and self.isChecked()
        if again and len(self.tool_actions) > 1:
            self.open()
            return
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._hold.start()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._hold.stop()
        super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Right and len(self.tool_actions) > 1:
            self.open()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if len(self.tool_actions) > 1:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.ON_ACCENT if self.isChecked() else theme.TEXT_QUIET))
            right, bottom = self.width() - 3.0, self.height() - 3.0
            corner = (right, bottom), (right - MARK, bottom), (right, bottom - MARK)
            painter.drawPolygon(QPolygonF([QPointF(*point) for point in corner]))


class Toolbox(QToolBar):
    """A button for each group of the table; the one with the editor's tool is pressed.

    ``shown`` are ids of tools that their buttons show at first. The tools' actions belong to the
    parent, so that their keys work while the toolbox is hidden.
    """

    def __init__(
        self,
        groups: Iterable[Sequence[Tool]],
        choose: Callable[[Tool], None],
        parent: QWidget,
        shown: Iterable[str] = (),
    ) -> None:
        super().__init__(parent)
        self.setObjectName("tools")
        self.setWindowTitle(self.tr("Tools"))
        self.setOrientation(Qt.Orientation.Vertical)
        self.setIconSize(QSize(icons.SIZE, icons.SIZE))
        self.setMovable(False)
        self.actions_by_tool: dict[str, QAction] = {}
        self.buttons: list[GroupButton] = []
        self._exclusive = QActionGroup(self)
        for group in groups:
            button = GroupButton([self._action(tool, choose) for tool in group], self)
            if len(group) > 1:
                more = self.tr("Hold or right-click for more tools like it")
                for action in button.tool_actions:
                    action.setToolTip(f"{action.toolTip()}\n{more}")
            self.buttons.append(button)
            self.addWidget(button)
        parent.addActions(list(self.actions_by_tool.values()))
        for button in self.buttons:
            for action in button.tool_actions:
                if action.data() in shown:
                    button.show_action(action)

    @property
    def shown(self) -> list[str]:
        """The ids of the tools that the buttons show."""
        return [button.defaultAction().data() for button in self.buttons]

    def show_tool(self, tool: Tool | None) -> None:
        """Press the button of the editor's tool."""
        action = None if tool is None else self.actions_by_tool.get(tool.id)
        if action is not None and not action.isChecked():
            action.setChecked(True)

    def _action(self, tool: Tool, choose: Callable[[Tool], None]) -> QAction:
        action = QAction(icons.icon(tool.icon), tool_text(tool.label), self)
        action.setData(tool.id)
        action.setCheckable(True)
        shortcuts = (tool.shortcut,) if tool.shortcut else ()
        action.setShortcuts([QKeySequence(keys) for keys in shortcuts])
        tip = with_shortcut(tool_text(tool.label), shortcuts)
        action.setToolTip(f"{tip}\n{tool_text(tool.tip)}" if tool.tip else tip)
        action.triggered.connect(lambda _=False: choose(tool))
        self._exclusive.addAction(action)
        self.actions_by_tool[tool.id] = action
        return action
