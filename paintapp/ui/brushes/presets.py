"""The artist's presets and the brush in hand: choosing, keeping, and files in and out."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from paintapp.editor import Editor
from paintapp.painting.brush import Brush
from paintapp.painting.brush_json import PICTURES, BrushError, decoded
from paintapp.tools import TOOLS, Tool
from paintapp.tools import tool as tool_named
from paintapp.ui.waiting import Waiting

if TYPE_CHECKING:
    from paintapp.formats.brushes import Library, Preset

ERASER = "eraser"
SHARED = "brush"
"""The tool whose brush all tools share that have none of their own."""


class BrushPresets(QObject):
    """Which preset the brush in hand came from, and all that can be done with presets.

    The library is read on a thread by `load`; until then there are no presets. ``changed`` tells
    that there are other presets, names, tags or stars, ``chosen`` that the brush in hand or the
    preset it came from is another. What writes files is a coroutine; each has its turn.
    """

    changed = Signal()
    chosen = Signal()

    def __init__(
        self,
        editor: Editor,
        waiting: Waiting,
        in_hand: Mapping[str, str] | None = None,
        records: Mapping[str, Any] | None = None,
        folder: Path | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        self._waiting = waiting
        self._folder = folder
        self._library: Library | None = None
        self.in_hand = dict(in_hand or {})
        """By the id of a tool, the preset that its brush came from; all that share one: "brush"."""
        self._records = dict(records or {})
        self._brush = editor.brush
        self.shown: Sequence[Preset] = ()
        """What the panel shows; next and previous go through it."""
        editor.state_changed.append(self._editor_changed)

    async def load(self) -> None:
        """Read the library."""
        self._library = await self._waiting.thread(_library, self._folder)
        self.shown = self._library.presets
        self._recall()
        for tool in TOOLS:
            if (tool.id == SHARED or tool.own_brush is not None) and tool.id not in self.in_hand:
                brush = self.editor.brush_of(tool)
                same = (preset.id for preset in self.shown if _alike(preset.brush, brush))
                self.in_hand[tool.id] = next(same, "")
        self.changed.emit()
        self.chosen.emit()
        for problem in self._library.problems[:1]:
            raise problem

    @property
    def library(self) -> Library:
        """The library; RuntimeError before it is read."""
        if self._library is None:
            raise RuntimeError("the brushes have not been read yet")
        return self._library

    @property
    def loaded(self) -> bool:
        return self._library is not None

    def _recall(self) -> None:
        """Brushes of the last session whose pictures are the artist's own."""
        for name, record in self._records.items():
            with contextlib.suppress(KeyError, BrushError):
                tool = tool_named(name)
                brush = decoded(record, self.library.picture)
                if any(getattr(brush, picture) is not None for picture in PICTURES):
                    self.editor.set_brush_of(tool, brush)

    # The brush in hand

    @property
    def current(self) -> Preset | None:
        """The preset that the brush in hand came from."""
        return None if self._library is None else self._library.find(self.current_id)

    @property
    def current_id(self) -> str:
        return self.in_hand.get(self._holder, "")

    @property
    def _holder(self) -> str:
        """The tool whose brush is in hand."""
        tool = self.editor.tool
        return SHARED if tool is None or getattr(tool, "own_brush", None) is None else tool.id

    @property
    def modified(self) -> bool:
        """Whether the brush in hand differs from its preset."""
        current = self.current
        return current is not None and not _alike(current.brush, self.editor.brush)

    def choose(self, preset: str) -> None:
        """Take a preset in hand, with a tool that it is for."""
        found = self.library.find(preset)
        if found is None:
            return
        if not _is_for(self.editor.tool, found.brush):
            self.editor.tool = tool_named(ERASER if found.brush.erase else SHARED)
        self.in_hand[self._holder] = preset
        self.editor.brush = self._brush = found.brush
        self.chosen.emit()

    def step(self, steps: int) -> None:
        """Take the next of those shown in hand, or the one before; round and round."""
        if not self.shown:
            return
        ids = [preset.id for preset in self.shown]
        current = self.current_id
        at = ids.index(current) if current in ids else (-1 if steps > 0 else 0)
        self.choose(ids[(at + steps) % len(ids)])

    def reset(self) -> None:
        """Make the brush in hand what its preset is."""
        if self.current_id:
            self.choose(self.current_id)

    def _editor_changed(self) -> None:
        if self.editor.brush is not self._brush:
            self._brush = self.editor.brush
            self.chosen.emit()

    # Keeping

    async def save(self) -> None:
        """Make the preset in hand what the brush is."""
        current = self.current
        if current is not None:
            await self._write(replace(current, brush=self.editor.brush))

    async def save_as(self, name: str, tags: tuple[str, ...] = ()) -> None:
        """Keep the brush in hand as a new preset, and take that in hand."""
        current = self.current
        tags = tags or (current.tags if current is not None else ())
        from paintapp.formats.brushes import Preset

        kept = await self._add(Preset("", name, self.editor.brush, tags))
        self.in_hand[self._holder] = kept.id
        self.chosen.emit()

    async def duplicate(self, preset: str) -> None:
        """A copy of a preset, in hand."""
        found = self.library.find(preset)
        if found is not None:
            self.choose((await self._add(found)).id)

    async def describe(self, preset: str, name: str, tags: tuple[str, ...]) -> None:
        """Give a preset another name and other tags."""
        found = self.library.find(preset)
        if found is not None:
            await self._write(replace(found, name=name, tags=tags))

    async def delete(self, preset: str) -> None:
        """Drop one of the artist's own; a changed one of the program's is as it came."""
        async with self._waiting.turn():
            await self._waiting.thread(self.library.delete, preset)
        self.changed.emit()
        self.chosen.emit()

    async def set_favourite(self, preset: str, favourite: bool) -> None:
        """Give a preset a star, or take it away."""
        async with self._waiting.turn():
            await self._waiting.thread(self.library.set_favourite, preset, favourite)
        self.changed.emit()

    async def import_files(self, paths: Sequence[Path]) -> tuple[Preset, ...]:
        """Add the brushes of files to the artist's own; those that were added."""
        from paintapp.formats.brushes import read_brushes

        added: list[Preset] = []
        async with self._waiting.turn():
            try:
                for path in paths:
                    read = await self._waiting.thread(read_brushes, path)
                    added += [await self._waiting.thread(self.library.add, one) for one in read]
            finally:
                if added:
                    self.changed.emit()
        if added:
            self.choose(added[0].id)
        return tuple(added)

    async def export(self, presets: Sequence[str], path: Path) -> None:
        """Write presets into one file."""
        from paintapp.formats.brushes import write_brushes

        found = [found for preset in presets if (found := self.library.find(preset)) is not None]
        await self._waiting.thread(write_brushes, found, path)

    async def _write(self, preset: Preset) -> None:
        async with self._waiting.turn():
            await self._waiting.thread(self.library.save, preset)
        self.changed.emit()
        self.chosen.emit()

    async def _add(self, preset: Preset) -> Preset:
        async with self._waiting.turn():
            kept = await self._waiting.thread(self.library.add, preset)
        self.changed.emit()
        return kept


def _library(folder: Path | None) -> Library:
    # File formats are read late: the window opens without them.
    from paintapp.formats.brushes import Library

    return Library(folder)


def _is_for(tool: object, brush: Brush) -> bool:
    """Whether a tool draws with such a brush: erasers are for erasing, a smudge tool smudges."""
    if not isinstance(tool, Tool) or not tool.strokes:
        return False
    if brush.erase or tool.id == ERASER:
        return brush.erase and tool.id == ERASER
    return brush.wet or tool.own_brush is None or not tool.own_brush.wet


def _alike(one: Brush, other: Brush) -> bool:
    """Whether two brushes are the same but for erasing, which the eraser does with any."""
    return replace(one, erase=other.erase) == other
