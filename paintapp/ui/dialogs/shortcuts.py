"""All keyboard shortcuts at a glance, from the tables they are defined in."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem, QWidget

from paintapp.tools import TOOLS
from paintapp.ui.actions import ACTIONS, MENUS, ids, label
from paintapp.ui.dialogs.dialog import Dialog
from paintapp.ui.panels.toolbox import tool_text


class ShortcutsDialog(Dialog):
    """A list to look through, narrowed by what is typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Keyboard shortcuts"), parent)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setClearButtonEnabled(False)
        self.search.textChanged.connect(self._narrow)
        self.list = QTreeWidget()
        self.list.setColumnCount(2)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setIndentation(8)
        self.list.setMinimumSize(440, 440)
        self.list.setStyleSheet("QTreeView::item { padding: 3px 4px; }")
        self.list.setSelectionMode(QTreeWidget.SelectionMode.NoSelection)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._fill()
        self.list.expandAll()
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.list.header().setStretchLastSection(False)
        self.add(self.search)
        self.add(self.list)
        self.accept_button(self.tr("Close"))

    def _fill(self) -> None:
        tools = [(tool_text(tool.label), (tool.shortcut,)) for tool in TOOLS if tool.shortcut]
        self._section(self.tr("Tools"), tools)
        self._section(
            self.tr("On the canvas"),
            [
                (self.tr("Move the view while held"), ("Space",)),
                (self.tr("Turn the view while held"), ("R",)),
                (self.tr("Take a colour while held"), ("Ctrl",)),
                (self.tr("Straight line from the last stroke"), ("Shift",)),
                (self.tr("Drop what is being drawn"), ("Esc",)),
                (self.tr("Softer or harder brush"), ("{", "}")),
            ],
        )
        rows = {row.id: row for row in ACTIONS}
        shown = set()
        for title, names in MENUS:
            section = [rows[name] for name in ids(names) if name in rows and rows[name].shortcuts]
            shown.update(row.id for row in section)
            name = QCoreApplication.translate("Menus", title).replace("&", "")
            self._section(name, [(label(row), row.shortcuts) for row in section])
        rest = [row for row in ACTIONS if row.shortcuts and row.id not in shown]
        self._section(self.tr("Brush"), [(label(row), row.shortcuts) for row in rest])

    def _section(self, title: str, rows: list[tuple[str, tuple[str, ...]]]) -> None:
        if not rows:
            return
        head = QTreeWidgetItem([title, ""])
        font = head.font(0)
        font.setBold(True)
        head.setFont(0, font)
        for text, shortcuts in rows:
            keys = ", ".join(_native(keys) for keys in shortcuts)
            head.addChild(QTreeWidgetItem([text.rstrip("…"), keys]))
        self.list.addTopLevelItem(head)

    def _narrow(self, text: str) -> None:
        wanted = text.casefold()
        for section in range(self.list.topLevelItemCount()):
            head = self.list.topLevelItem(section)
            visible = 0
            for row in range(head.childCount()):
                item = head.child(row)
                matches = wanted in f"{item.text(0)} {item.text(1)}".casefold()
                item.setHidden(not matches)
                visible += matches
            head.setHidden(visible == 0)


def _native(keys: str) -> str:
    text = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return text or keys
