"""Opening, saving and importing: where documents meet files, beside the window."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from paintapp.document import Document, Origin, RasterLayer, operations
from paintapp.document.identity import identified
from paintapp.editor import Editor, EditorError
from paintapp.ui.dialogs.unsaved import UnsavedDialog
from paintapp.ui.labels import translated
from paintapp.ui.preferences import Preferences
from paintapp.ui.waiting import Waiting

if TYPE_CHECKING:
    from paintapp.formats import Format, SaveOptions
    from paintapp.formats.journal import FileStamp, Moment
    from paintapp.ui.status import Status

# The formats are imported where they are used: a start does not wait for them.


class Files(QObject):
    """The document's file. Reading and writing happen on another thread; documents are frozen."""

    changed = Signal()
    """The document's path or the list of recent documents has changed."""
    opened = Signal(object)
    """A layered document has been opened; brings its path."""

    def __init__(
        self,
        editor: Editor,
        waiting: Waiting,
        preferences: Preferences,
        status: Status,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._editor = editor
        self._waiting = waiting
        self._preferences = preferences
        self._status = status
        self._window = window
        self._writing: set[Path] = set()
        self.path: Path | None = None
        self.stamp: FileStamp | None = None
        """The document's file as it was when it was opened or saved here."""
        self._suggested: Path | None = None
        self.beside: Callable[[], Callable[[], dict[str, bytes]]] = lambda: dict
        """What to keep beside the document in a layered file: called when saving begins, for a
        function that is then called on the thread that writes."""

    @property
    def name(self) -> str:
        """The document's name for titles and questions."""
        return self.tr("Untitled") if self.path is None else self.path.name

    @property
    def modified(self) -> bool:
        """Whether the document has changes that are in no file."""
        return self._editor.modified

    @property
    def saving(self) -> bool:
        """Whether a document is being written."""
        return bool(self._writing)

    # New and open

    async def new(self) -> None:
        from paintapp.ui.dialogs.new_document import NewDocumentDialog

        if not await self.may_leave():
            return
        wanted = self._preferences
        dialog = NewDocumentDialog(
            wanted.new_width, wanted.new_height, wanted.new_resolution, self._window
        )
        if await self._waiting.answer(dialog):
            document = dialog.document()
            wanted.new_width, wanted.new_height = document.width, document.height
            wanted.new_resolution = document.resolution
            self.take(document, None, self.tr("New document"))

    async def open(self) -> None:
        path = await self.ask_open(self.tr("Open"))
        if path is not None:
            await self.open_path(path)

    async def open_path(self, path: Path) -> bool:
        """Open a file in place of the document, which is asked about first; whether it was."""
        return await self.may_leave() and await self.open_left(path)

    async def open_left(self, path: Path) -> bool:
        """Open a file in place of a document that the artist has parted from; whether it was."""
        left = self._editor.history.document
        stamp = await self._waiting.thread(_stamp, path)
        document = await self._read(path)
        if document is None:
            return False
        if self._editor.history.document is not left and not await self.may_leave():
            return False  # What was painted while the file was read is not lost either.
        self.take(document, path, self.tr("Open"), stamp=stamp)
        if self.path is not None:
            self.opened.emit(self.path)
        return True

    def take(
        self,
        document: Document,
        path: Path | None,
        label: str,
        *,
        saved: bool = True,
        stamp: FileStamp | None = None,
    ) -> None:
        """Start over with a document. An imported image has no file to be saved to yet."""
        layered = path is not None and _layered(path)
        # First of all, so that no document is ever seen with the file of another.
        self.path, self.stamp, self._suggested = path if layered else None, stamp, None
        self._editor.replace_document(identified(document), label, saved=saved)
        if path is not None:
            self._preferences.remember(path)
        self.changed.emit()

    def start_over(self) -> None:
        """An empty document in place of one that the artist has parted from."""
        from paintapp.ui import welcome

        self.take(welcome.empty(self._preferences), None, self.tr("New document"))

    def bring_back(self, moment: Moment, label: str, *, own: bool) -> None:
        """Go on with a document that was lost from sight. It counts as not saved.

        ``own``: its file is as it was left, so that it may be saved there; otherwise saving asks.
        """
        self.path, self.stamp = (moment.path, moment.stamp) if own else (None, None)
        self._suggested = moment.path
        self._editor.replace_document(moment.document, label, saved=False)
        if moment.active is not None and moment.document.find(moment.active) is not None:
            self._editor.set_active(moment.active)
        self.changed.emit()

    # Save and export

    async def save(self) -> bool:
        """Save to the document's own file, which is asked for when there is none yet."""
        self._editor.finish()
        if self.path is None:
            return await self.save_as()
        return await self._write_own(self.path)

    async def save_as(self) -> bool:
        self._editor.finish()
        path = await self._ask_save(self.tr("Save as"), layered=True)
        return path is not None and await self._write_own(path)

    async def export(self) -> bool:
        """Write a copy in any format; the document's own file stays what it is."""
        from paintapp import formats
        from paintapp.ui.dialogs import export_options

        self._editor.finish()
        path = await self._ask_save(self.tr("Export"), layered=False)
        if path is None:
            return False
        wanted = formats.writable_format(path).id
        options = None
        if wanted in export_options.DEPTHS + export_options.QUALITIES:
            dialog = export_options.ExportOptionsDialog(wanted, self._window)
            if not await self._waiting.answer(dialog):
                return False
            options = dialog.options()
        return await self._write(self._editor.history.document, path, options)

    async def _write_own(self, path: Path) -> bool:
        history = self._editor.history
        document = history.document
        if not await self._write(document, path):
            return False
        stamp = await self._waiting.thread(_stamp, path)
        if self._editor.history is not history:
            return True  # The artist has gone on to another document, which has its own file.
        self.path, self.stamp = path, stamp
        if self._editor.history.document is document or self._editor.modified:
            self._editor.mark_saved(document)
        self._preferences.remember(path)
        self.changed.emit()
        return True

    async def _write(
        self, document: Document, path: Path, options: SaveOptions | None = None
    ) -> bool:
        from paintapp import formats

        gather = self.beside() if formats.writable_format(path).layered else dict

        def save(document: Document, path: Path, *, progress: formats.Progress) -> None:
            whole = replace(options or formats.SaveOptions(), extra=gather())
            formats.save_document(document, path, options=whole, progress=progress)

        if path in self._writing:
            raise EditorError(self.tr("{name} is being saved already.").format(name=path.name))
        self._writing.add(path)
        try:
            done = await self.on_thread(
                self.tr("Saving {name}").format(name=path.name),
                save,
                document,
                path,
            )
        finally:
            self._writing.discard(path)
        if done is GIVEN_UP:
            return False
        self._status.say(self.tr("Saved {name}").format(name=path.name))
        return True

    # Leaving

    async def may_leave(self) -> bool:
        """Ask about unsaved changes, saving if wanted; whether the document may be left now."""
        self._editor.finish()
        self._editor.cancel()
        if not self._editor.modified:
            return True
        dialog = UnsavedDialog(self.name, self._window)
        await self._waiting.answer(dialog)
        if dialog.choice == "save":
            return await self.save() and not self._editor.modified
        return dialog.choice == "discard"

    # Bringing pictures in

    async def import_layer(self) -> None:
        path = await self.ask_open(self.tr("Import as layer"))
        if path is not None:
            await self.import_paths([path])

    async def import_paths(self, paths: list[Path]) -> None:
        """Put each file in as a layer (a group, when it has several) above the active one."""
        for path in paths:
            document = await self._read(path)
            if document is not None:
                self._editor.apply(
                    self.tr("Import image"),
                    with_document,
                    document,
                    path.name,
                    self._editor.active_layer_id,
                )

    # Inside

    async def _read(self, path: Path) -> Document | None:
        from paintapp import formats

        document = await self.on_thread(
            self.tr("Opening {name}").format(name=path.name),
            formats.open_document,
            path,
            abandon=True,
        )
        return None if document is GIVEN_UP else document

    async def on_thread(
        self, text: str, function: Callable[..., Any], *args: Any, abandon: bool = False
    ) -> Any:
        """Run reading or writing on a thread, with its progress in the status bar.

        `GIVEN_UP` when the artist cancelled: a file that was being written is then as it was.
        With ``abandon`` nobody waits for the thread to notice.
        """
        cancelled = threading.Event()
        done = self._waiting.loop.create_future()

        def settle(_: object = None) -> None:
            if not done.done():
                done.set_result(None)

        def cancel() -> None:
            cancelled.set()
            if abandon:
                settle()

        work = self._status.begin(text, cancel)

        def progress(fraction: float) -> None:
            if cancelled.is_set():
                raise _CancelledError
            self._waiting.hop.post(lambda: work.show(fraction))

        running = self._waiting.loop.create_task(
            self._waiting.thread(lambda: function(*args, progress=progress))
        )
        running.add_done_callback(settle)
        try:
            await done
            if not running.done():
                running.add_done_callback(lambda task: task.cancelled() or task.exception())
                return GIVEN_UP
            return running.result()
        except _CancelledError:
            return GIVEN_UP
        finally:
            work.end()

    async def ask_open(self, title: str) -> Path | None:
        """Ask for a file to read."""
        from paintapp import formats

        dialog = self._dialog(title)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        patterns = sorted({f"*{e}" for f in formats.FORMATS if f.read for e in f.extensions})
        dialog.setNameFilters(
            [
                self.tr("All pictures ({patterns})").format(patterns=" ".join(patterns)),
                *(_filter(f) for f in formats.FORMATS if f.read),
            ]
        )
        return await self._chosen(dialog)

    async def _ask_save(self, title: str, *, layered: bool) -> Path | None:
        from paintapp import formats

        dialog = self._dialog(title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        offered = [f for f in formats.FORMATS if f.write and (f.layered or not layered)]
        if not layered:
            offered.sort(key=lambda f: f.layered)
        dialog.setNameFilters([_filter(f) for f in offered])
        known = self.path or self._suggested
        stem = self.tr("Untitled") if known is None else known.stem
        dialog.selectFile(stem)
        suffix = offered[0].extensions[0].lstrip(".")
        dialog.setDefaultSuffix(suffix)
        by_filter = {_filter(f): f.extensions[0].lstrip(".") for f in offered}
        dialog.filterSelected.connect(lambda name: dialog.setDefaultSuffix(by_filter[name]))
        return await self._chosen(dialog)

    def _dialog(self, title: str) -> QFileDialog:
        known = self.path or self._suggested
        folder = self._preferences.folder if known is None else str(known.parent)
        return QFileDialog(self._window, title, folder)

    async def _chosen(self, dialog: QFileDialog) -> Path | None:
        if not await self._waiting.answer(dialog):
            return None
        files = dialog.selectedFiles()
        return Path(files[0]) if files else None


def _stamp(path: Path) -> FileStamp | None:
    from paintapp.formats.journal import stamp_of

    return stamp_of(path)


GIVEN_UP = object()
"""What `Files.on_thread` returns when the artist cancelled."""


class _CancelledError(Exception):
    """Raised inside reading or writing to end it."""


def with_document(document: Document, other: Document, name: str, above: int | None) -> Document:
    """A document with another one's layers put in above a layer, centred on the canvas."""
    dx = (document.width - other.width) // 2
    dy = (document.height - other.height) // 2
    moved = operations.resize_canvas(other, document.width, document.height, dx, dy)
    if len(moved.layers) == 1 and isinstance(moved.layers[0], RasterLayer):
        layer = moved.layers[0]
        if layer.origin.kind == "painted":
            layer = replace(layer, origin=Origin("imported", name), name=Path(name).stem)
        return operations.place_layer(document, layer, above)
    return operations.place_group(document, moved.layers, Path(name).stem, above)


def _layered(path: Path) -> bool:
    from paintapp import formats

    return any(
        path.suffix.lower() in f.extensions and f.layered and f.write for f in formats.FORMATS
    )


def _filter(format_: Format) -> str:
    patterns = " ".join(f"*{extension}" for extension in format_.extensions)
    return f"{translated(format_.label)} ({patterns})"
