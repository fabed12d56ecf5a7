"""Copy and paste, also with other programs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QGuiApplication, QImage

from paintapp.document import (
    Document,
    Layer,
    Origin,
    Pixels,
    RasterLayer,
    Rect,
    operations,
)
from paintapp.editor import Editor, EditorError
from paintapp.painting import cutting
from paintapp.painting.colour import from_8bit, to_straight_8bit
from paintapp.painting.composite import flatten_layers
from paintapp.tools.text import pasted_layer
from paintapp.ui.commands import Commands
from paintapp.ui.waiting import Waiting

if TYPE_CHECKING:
    from paintapp.ui.window import Window

OURS = "application/x-paintapp-layer"
"""Marks what this process put on the clipboard, so that nothing of its 16 bits is lost."""
MAXIMUM_SIDE = 16384


class Clipboard(Commands):
    """Copies the selected part of the active layer or of what is seen, and pastes as a layer."""

    def __init__(self, editor: Editor, waiting: Waiting, window: Window) -> None:
        super().__init__(editor, waiting, window)
        self._window = window
        self._own: tuple[bytes, RasterLayer] | None = None
        self._copies = 0

    async def copy(self) -> None:
        """The selected part of the active layer, as seen through its mask.

        While a text is written: what is selected of it. So for cutting and pasting.
        """
        if self._window.canvas.writing.copy():
            return
        layer = self.editor.active_layer
        if layer is None:
            raise EditorError(self.tr("There is no layer to copy from."))
        plain = replace(layer, visible=True, opacity=1.0, blend_mode="normal", clipping=False)
        await self._copy((plain,), layer.name)

    async def copy_merged(self) -> None:
        """The selected part of the whole picture."""
        await self._copy(self.editor.document.layers, self.tr("Merged"))

    async def cut(self) -> None:
        """Copy, then clear what was copied."""
        if self._window.canvas.writing.cut():
            return
        await self.copy()
        await self._window.layers.clear()

    async def _copy(self, layers: tuple[Layer, ...], name: str) -> None:
        document = self.editor.document
        made = await self.waiting.thread(_copied, document, layers)
        if made is None:
            raise EditorError(self.tr("There is nothing to copy here."))
        pixels, png = made
        self._copies += 1
        mark = f"{id(self)}-{self._copies}".encode()
        self._own = (mark, RasterLayer(id=0, name=name, pixels=pixels))
        data = QMimeData()
        data.setData("image/png", QByteArray(png))
        data.setImageData(QImage.fromData(QByteArray(png), "PNG"))
        data.setData(OURS, QByteArray(mark))
        QGuiApplication.clipboard().setMimeData(data)
        self._window.status.say(self.tr("Copied"))

    async def paste(self) -> None:
        """What is on the clipboard as a new layer: our own at its place, others centred."""
        if self._window.canvas.writing.paste():
            return
        data = QGuiApplication.clipboard().mimeData()
        if self._own is not None and data.hasFormat(OURS):
            mark, layer = self._own
            if bytes(data.data(OURS).data()) == mark:
                self._place(layer)
                return
        await self.take(data)

    async def take(self, data: QMimeData) -> None:
        """A picture, text or files from another program, as layers above the active one."""
        files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if files:
            await self._window.files.import_paths(files)
            return
        image = image_of(data)
        if image is None and data.text().strip():
            self._place(pasted_layer(self.editor, data.text()))
            return
        if image is None:
            raise EditorError(self.tr("There is no picture on the clipboard."))
        bounds = self.editor.document.bounds
        pixels = await self.waiting.thread(_centred, image, bounds)
        origin = Origin("imported", self.tr("Clipboard"))
        self._place(RasterLayer(id=0, name=self.tr("Pasted"), pixels=pixels, origin=origin))

    def _place(self, layer: RasterLayer) -> None:
        self.editor.apply(
            self.tr("Paste"), operations.place_layer, layer, self.editor.active_layer_id
        )


def holds_picture(data: QMimeData) -> bool:
    """Whether something dragged here can become a layer."""
    return data.hasImage() or any(url.isLocalFile() for url in data.urls())


def image_of(data: QMimeData) -> QImage | None:
    """The picture among some data, alpha and all; None when there is none of a sane size."""
    image = QImage()
    if data.hasFormat("image/png"):
        image = QImage.fromData(data.data("image/png"), "PNG")
    if image.isNull() and data.hasImage():
        found = data.imageData()
        image = found if isinstance(found, QImage) else QImage()
    if image.isNull() or max(image.width(), image.height()) > MAXIMUM_SIDE:
        return None
    return image


def _copied(document: Document, layers: tuple[Layer, ...]) -> tuple[Pixels, bytes] | None:
    """The selected part of some layers as a plane, and as PNG; None when it is all empty."""
    rect = document.bounds
    if document.selection is not None:
        rect = rect.intersected(document.selection.tile_bounds())
    flat = Pixels.from_array(flatten_layers(layers, rect), rect.x, rect.y)
    pixels = cutting.copied(flat, document.selection, document.bounds)
    bounds = pixels.bounds()
    if bounds.empty:
        return None
    rgba = to_straight_8bit(pixels.read(bounds))
    return pixels, _png(rgba)


def _png(rgba: NDArray[np.uint8]) -> bytes:
    height, width = rgba.shape[:2]
    data = np.ascontiguousarray(rgba).tobytes()
    image = QImage(data, width, height, width * 4, QImage.Format.Format_RGBA8888)
    stored = QByteArray()
    buffer = QBuffer(stored)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG", 80)
    buffer.close()
    return bytes(stored.data())


def _centred(image: QImage, bounds: Rect) -> Pixels:
    """A picture as a plane in the middle of the canvas."""
    image = image.convertToFormat(QImage.Format.Format_RGBA8888)
    width, height = image.width(), image.height()
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(height, image.bytesPerLine())
    rgba = rows[:, : width * 4].reshape(height, width, 4)
    x = bounds.x + (bounds.width - width) // 2
    y = bounds.y + (bounds.height - height) // 2
    return Pixels.from_array(from_8bit(rgba), x, y)
