"""Selecting the subject and removing the background, beside the window.

The work runs on a thread, says in the status bar how far it is and can be cancelled there. What is
painted meanwhile is kept: only what was looked at must still be there in the end.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from paintapp.document import Document, GroupLayer, Layer, Pixels, RasterLayer, Rect
from paintapp.document.pixels import Array
from paintapp.editor import Editor, EditorError
from paintapp.generation.record import Generation
from paintapp.painting import cut_out
from paintapp.painting.composite import flatten
from paintapp.painting.cut_out import Find, NoSubjectError, Progress, Read
from paintapp.ui.commands import Commands
from paintapp.ui.status import Status
from paintapp.ui.waiting import Waiting

BUSY_SECONDS = 0.05
"""How often a finished mask looks whether the stroke going on has ended."""


class _CancelledError(Exception):
    """The artist wants no more of it."""


class CutOutCommands(Commands):
    """Commands that find the subject of a picture; each is one history entry.

    ``find`` looks for it in the reduced picture, on a thread.
    """

    def __init__(
        self,
        editor: Editor,
        waiting: Waiting,
        status: Status,
        find: Find,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(editor, waiting, parent)
        self._status = status
        self._find = find
        self._stop: Callable[[], None] | None = None

    async def select_subject(self, *, of_layer: bool = False) -> None:
        """Select what stands out of the visible picture, or of the active layer alone."""
        document, history = self.editor.document, self.editor.history
        layer = self._active() if of_layer else None
        found = await self._found(
            self.tr("Looking for the subject"),
            lambda progress: subject_selection(document, layer, self._find, progress),
        )
        if found is None:
            return
        await self._pen_up()
        now = self.editor.document
        if self.editor.history is not history or now.bounds != document.bounds:
            raise EditorError(self.tr("The canvas has changed meanwhile: try again."))
        self.editor.apply(self.tr("Select subject"), Document.with_selection, found)

    async def remove_background(self) -> None:
        """Hide all but the subject of the active layer by a mask that can be painted on."""
        document = self.editor.document
        layer = self._active()
        found = await self._found(
            self.tr("Cutting out the subject"),
            lambda progress: subject_mask(
                layer, document.bounds, self._find, document.selection, progress
            ),
        )
        if found is None:
            return
        await self._pen_up()
        now = self.editor.document.find(layer.id)
        if now is None or _picture_of(now) != _picture_of(layer):
            raise EditorError(self.tr("The layer has changed meanwhile: try again."))
        self.editor.apply(self.tr("Remove background"), _masked, layer.id, found)

    def _active(self) -> Layer:
        layer = self.editor.active_layer
        if layer is None:
            raise EditorError("There is no active layer.")
        return layer

    async def _found(self, text: str, function: Callable[[Progress], Pixels]) -> Pixels | None:
        """What a function finds on a thread; None when the artist cancels. One at a time."""
        if self._stop is not None:
            self._stop()
        stopped = threading.Event()
        self._stop = stopped.set
        work = self._status.begin(text, stopped.set)

        def progress(fraction: float) -> None:
            if stopped.is_set():
                raise _CancelledError
            self.waiting.hop.post(lambda: work.show(fraction))

        try:
            found = await self.waiting.thread(function, progress)
        except _CancelledError:
            return None
        finally:
            work.end()
        return None if stopped.is_set() else found

    async def _pen_up(self) -> None:
        while self.editor.busy:
            await asyncio.sleep(BUSY_SECONDS)


def subject_selection(
    document: Document, layer: Layer | None, find: Find, progress: Progress
) -> Pixels:
    """The subject of a document, or of one layer of it, as a selection. Raises NoSubjectError.

    The document's selection says roughly where to look.
    """
    read = layer_reader(layer) if layer is not None else document_reader(document)
    return cut_out.subject(read, document.bounds, document.selection, find=find, progress=progress)


def subject_mask(
    layer: Layer,
    bounds: Rect,
    find: Find,
    hint: Pixels | None = None,
    progress: Progress = lambda fraction: None,
) -> Pixels:
    """A mask that shows only a layer's subject, within the mask that it has already."""
    found = cut_out.subject(layer_reader(layer), bounds, hint, find=find, progress=progress)
    return found if layer.mask is None else cut_out.intersected(layer.mask, found)


def subject_only(layer: RasterLayer, generation: Generation, find: Find) -> RasterLayer:
    """A result's layer with only its subject showing; itself when none stands out of it."""
    placement = generation.placement
    try:
        mask = subject_mask(layer, placement.visible, find, layer.mask)
    except NoSubjectError:
        return layer
    return replace(layer, mask=mask)


def document_reader(document: Document) -> Read:
    """Reads what a document looks like."""

    def read(rect: Rect) -> Array:
        return flatten(document, rect)

    return read


def layer_reader(layer: Layer) -> Read:
    """Reads a layer, or all that a group holds, as it is without its own mask and opacity."""
    if isinstance(layer, RasterLayer):
        return layer.pixels.read
    shown: Layer = replace(
        layer, visible=True, opacity=1.0, blend_mode="normal", clipping=False, mask=None
    )

    def read(rect: Rect) -> Array:
        small = Document(max(16, rect.right), max(16, rect.bottom), (shown,))
        return flatten(small, rect)

    return read


def _picture_of(layer: Layer) -> object:
    """What must be the same for a mask of it to be of use."""
    if isinstance(layer, GroupLayer):
        return tuple(map(_picture_of, layer.children)), layer.mask is None
    return id(layer.pixels.tiles), layer.mask is None


def _masked(document: Document, layer_id: int, mask: Pixels) -> Document:
    layer = document.layer(layer_id)
    return document.with_layer(replace(layer, mask=mask, mask_enabled=True))
