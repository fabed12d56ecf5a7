"""The brushes panel: presets to choose from, and what can be done with them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from paintapp.ui import icons, theme
from paintapp.ui.brushes.commands import BrushCommands
from paintapp.ui.brushes.grid import PresetBrowser
from paintapp.ui.brushes.texts import preset_name
from paintapp.ui.controls import action_button, icon_button

if TYPE_CHECKING:
    from paintapp.formats.brushes import Preset


class BrushesPanel(QWidget):
    """The artist's brushes, the preset in hand, and a row of commands. Files can be dropped."""

    def __init__(
        self,
        commands: BrushCommands,
        actions: dict[str, QAction],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._commands = commands
        presets = commands.presets
        self._presets = presets
        self.setAcceptDrops(True)
        self.browser = PresetBrowser(presets, commands.pictures)
        self.browser.chosen.connect(presets.choose)
        self.browser.starred.connect(commands.star)
        self.browser.filtered.connect(self._filtered)
        self.browser.grid.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.browser.grid.customContextMenuRequested.connect(self._context_menu)
        self.state = QLabel()
        self.state.setProperty("quiet", True)
        self.reset = icon_button("undo", self.tr("Back to the preset"))
        self.reset.clicked.connect(presets.reset)
        self.save = icon_button("save", self.tr("Save into the preset"))
        self.save.clicked.connect(lambda: commands.run(commands.save()))
        self.more = icon_button("more", self.tr("More"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.more)
        menu.aboutToShow.connect(lambda: self._fill(menu, presets.current))
        self.more.setMenu(menu)
        line = QHBoxLayout()
        line.setSpacing(2)
        line.addWidget(self.state, 1)
        line.addWidget(self.reset)
        line.addWidget(self.save)
        line.addWidget(action_button(actions["brush-save-as"]))
        line.addWidget(action_button(actions["brush-editor"]))
        line.addWidget(self.more)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.GRID, theme.GRID, theme.GRID, theme.GRID)
        rows.setSpacing(theme.GRID)
        rows.addWidget(self.browser, 1)
        rows.addLayout(line)
        presets.chosen.connect(self._show_state)
        presets.changed.connect(self._show_state)
        self._show_state()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _brush_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        files = _brush_files(event.mimeData())
        self._commands.run(self._presets.import_files(files))

    def _filtered(self) -> None:
        self._presets.shown = self.browser.shown

    def _show_state(self) -> None:
        current, modified = self._presets.current, self._presets.modified
        if current is None:
            text = self.tr("No preset in hand")
        elif modified:
            text = self.tr("{name}, changed").format(name=preset_name(current))
        else:
            text = preset_name(current)
        if text != self.state.text():
            self.state.setText(text)
            self.state.setToolTip(text)
        self.reset.setEnabled(modified)
        self.save.setEnabled(modified)

    def _context_menu(self, place: QPoint) -> None:
        preset = self.browser.grid.preset_at(place)
        if preset is not None:
            menu = QMenu(self)
            self._fill(menu, preset)
            menu.exec(self.browser.grid.viewport().mapToGlobal(place))
            menu.deleteLater()

    def _fill(self, menu: QMenu, preset: Preset | None) -> None:
        """What can be done with a preset, and with all."""
        menu.clear()
        commands, presets = self._commands, self._presets

        def add(icon: str, text: str, call: object, *, enabled: bool = True) -> None:
            action = menu.addAction(icons.icon(icon), text)
            action.triggered.connect(lambda _=False: call())
            action.setEnabled(enabled)

        if preset is not None and presets.loaded:
            name = preset.id
            own, bundled = presets.library.is_own(name), presets.library.is_bundled(name)
            starred = presets.library.is_favourite(name)
            star = self.tr("Take the star away") if starred else self.tr("Give a star")
            add("star", star, lambda: commands.star(name, not starred))
            add("edit", self.tr("Name and tags…"), lambda: commands.run(commands.describe(preset)))
            add("duplicate", self.tr("Duplicate"), lambda: commands.run(presets.duplicate(name)))
            delete = self.tr("Back to the original") if bundled else self.tr("Delete")
            add("delete", delete, lambda: commands.run(presets.delete(name)), enabled=own)
            menu.addSeparator()
            add("export", self.tr("Export…"), lambda: commands.run(commands.export([name])))
        shown = [shown.id for shown in self.browser.shown]
        add(
            "export",
            self.tr("Export all that are shown…"),
            lambda: commands.run(commands.export(shown)),
            enabled=bool(shown),
        )
        add("open", self.tr("Import brushes…"), lambda: commands.run(commands.import_files()))


def _brush_files(data: QMimeData) -> list[Path]:
    """The brush files that are dragged."""
    from paintapp.formats.brushes import BRUSH_FORMATS

    known = {row.extension for row in BRUSH_FORMATS}
    files = (Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    return [file for file in files if file.suffix.lower() in known]
