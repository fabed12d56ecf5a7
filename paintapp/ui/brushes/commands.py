"""What the artist can do with brushes, with the questions that it takes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from paintapp.ui.brushes.pictures import BrushPictures
from paintapp.ui.brushes.presets import BrushPresets
from paintapp.ui.brushes.texts import preset_name
from paintapp.ui.waiting import Waiting

if TYPE_CHECKING:
    from paintapp.formats.brushes import Preset
    from paintapp.ui.brushes.editor import BrushEditor
    from paintapp.ui.window import Window


class BrushCommands(QObject):
    """The commands of the brushes panel and of the menus. Those that ask are coroutines."""

    def __init__(self, window: Window, presets: BrushPresets, pictures: BrushPictures) -> None:
        super().__init__(window)
        self._window = window
        self.waiting: Waiting = window.waiting
        self.presets = presets
        self.pictures = pictures
        self._editor: BrushEditor | None = None

    def run(self, coroutine: object) -> None:
        """Do what takes a moment beside the window; what goes wrong is said in the status bar."""
        self._window.perform(lambda _: coroutine)  # type: ignore[arg-type,return-value]

    def step(self, steps: int) -> None:
        self.presets.step(steps)
        current = self.presets.current
        if current is not None:
            self._window.status.say(preset_name(current))

    def star(self, preset: str, favourite: bool) -> None:
        self.run(self.presets.set_favourite(preset, favourite))

    def show_editor(self) -> None:
        """Open the window that edits the brush in hand, or close it."""
        if self._editor is None:
            from paintapp.ui.brushes.editor import BrushEditor

            self._editor = BrushEditor(self, self._window)
        self._editor.setVisible(not self._editor.isVisible())
        if self._editor.isVisible():
            self._editor.raise_()
            self._editor.activateWindow()

    @property
    def editor_shown(self) -> bool:
        return self._editor is not None and self._editor.isVisible()

    async def save(self) -> None:
        """Keep the brush in hand in its preset; as a new one where there is none."""
        if self.presets.current is None:
            await self.save_as()
        else:
            await self.presets.save()

    async def save_as(self) -> None:
        """Keep the brush in hand as a new preset."""
        from paintapp.ui.brushes.naming import NamingDialog

        current = self.presets.current
        name = self.tr("My brush") if current is None else preset_name(current)
        tags = () if current is None else current.tags
        dialog = NamingDialog(
            self.tr("New brush"),
            self.tr("Save"),
            name,
            tags,
            self.presets.library.tags,
            self._window,
        )
        if await self.waiting.answer(dialog) and dialog.chosen_name():
            await self.presets.save_as(dialog.chosen_name(), dialog.chosen_tags())

    async def describe(self, preset: Preset) -> None:
        """Another name or other tags."""
        from paintapp.ui.brushes.naming import NamingDialog

        dialog = NamingDialog(
            self.tr("Name and tags"),
            self.tr("Save"),
            preset_name(preset),
            preset.tags,
            self.presets.library.tags,
            self._window,
        )
        if await self.waiting.answer(dialog) and dialog.chosen_name():
            same = dialog.chosen_name() == preset_name(preset)
            name = preset.name if same else dialog.chosen_name()
            await self.presets.describe(preset.id, name, dialog.chosen_tags())

    async def import_files(self) -> None:
        """Add brushes from files."""
        from paintapp.formats.brushes import BRUSH_FORMATS

        dialog = QFileDialog(
            self._window, self.tr("Import brushes"), self._window.preferences.folder
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        every = " ".join(f"*{row.extension}" for row in BRUSH_FORMATS)
        dialog.setNameFilters(
            [
                self.tr("All brushes ({patterns})").format(patterns=every),
                *(f"{self._label(row.label)} (*{row.extension})" for row in BRUSH_FORMATS),
            ]
        )
        if await self.waiting.answer(dialog):
            added = await self.presets.import_files([Path(name) for name in dialog.selectedFiles()])
            self._window.status.say(self.tr("Brushes added: {count}").format(count=len(added)))

    async def export(self, presets: list[str]) -> None:
        """Write presets into one file to share."""
        from paintapp.formats.brushes import BRUSH_FORMATS

        if not presets:
            return
        dialog = QFileDialog(
            self._window, self.tr("Export brushes"), self._window.preferences.folder
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        offered = [row for row in BRUSH_FORMATS if row.write]
        filters = {f"{self._label(row.label)} (*{row.extension})": row for row in offered}
        dialog.setNameFilters(list(filters))
        first = self.presets.library.find(presets[0])
        stem = preset_name(first) if first is not None and len(presets) == 1 else self.tr("Brushes")
        dialog.selectFile(stem.replace("/", "-"))
        dialog.setDefaultSuffix(offered[0].extension.lstrip("."))
        dialog.filterSelected.connect(
            lambda name: dialog.setDefaultSuffix(filters[name].extension.lstrip("."))
        )
        if await self.waiting.answer(dialog):
            await self.presets.export(presets, Path(dialog.selectedFiles()[0]))

    def close(self) -> None:
        self.pictures.close()
        if self._editor is not None:
            self._editor.close_threads()
            self._editor.close()

    def _label(self, label: str) -> str:
        from paintapp.ui.labels import translated

        return translated(label)
