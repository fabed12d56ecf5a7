"""Small pictures of layers, made on another thread when the hand rests."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap

from paintapp.document import TILE, Document, GroupLayer, Pixels, RasterLayer
from paintapp.painting.colour import to_straight_8bit
from paintapp.painting.resample import scaled

SIDE = 36
"""The longest side of a thumbnail in device-independent pixels."""
REST_MILLISECONDS = 250
"""Thumbnails are made once nothing has changed for this long."""

Name = tuple[int, str]
"""A layer's id and "pixels" or "mask"."""


class Thumbnails(QObject):
    """Keeps a small picture of each layer's pixels and mask, made from frozen documents.

    Nothing is made while ``busy`` says that a gesture is going on; `changed` tells the ids of the
    layers whose pictures are new.
    """

    changed = Signal(set)
    _made = Signal(object)

    def __init__(
        self, busy: Callable[[], bool], ratio: float = 1.0, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._busy = busy
        self._ratio = ratio
        self._pictures: dict[Name, QPixmap] = {}
        self._shown: dict[Name, tuple[Pixels, int, int]] = {}
        self._document: Document | None = None
        self._working = False
        self._thread = ThreadPoolExecutor(1, "thumbnails")
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MILLISECONDS)
        self._rest.timeout.connect(self._start)
        self._made.connect(self._take)

    def show(self, document: Document) -> None:
        """Pictures of this document are wanted soon. Costs next to nothing."""
        self._document = document
        self._rest.start()

    def picture(self, layer_id: int, target: str = "pixels") -> QPixmap | None:
        """The newest picture there is; None when none has been made yet."""
        return self._pictures.get((layer_id, target))

    def close(self) -> None:
        self._rest.stop()
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _start(self) -> None:
        if self._working or self._busy():
            self._rest.start()
            return
        document = self._document
        if document is None:
            return
        wanted = dict(_planes(document))
        for gone in self._pictures.keys() - wanted.keys():
            del self._pictures[gone]
            self._shown.pop(gone, None)
        size = (document.width, document.height)
        stale = [
            (name, pixels)
            for name, pixels in wanted.items()
            if not _same(self._shown.get(name), pixels, size)
        ]
        if stale:
            self._working = True
            self._thread.submit(self._make, stale, size)

    def _make(self, stale: list[tuple[Name, Pixels]], size: tuple[int, int]) -> None:
        side = round(SIDE * self._ratio)
        made = [(name, pixels, *size, reduced(pixels, *size, side)) for name, pixels in stale]
        with contextlib.suppress(RuntimeError):  # The window may have gone.
            self._made.emit(made)

    def _take(self, made: Iterable[tuple[Name, Pixels, int, int, NDArray[np.uint8]]]) -> None:
        self._working = False
        for name, pixels, width, height, array in made:
            pixmap = QPixmap.fromImage(_image(array))
            pixmap.setDevicePixelRatio(self._ratio)
            self._pictures[name] = pixmap
            self._shown[name] = (pixels, width, height)
        self.changed.emit({name[0] for name, *_ in made})


def reduced(pixels: Pixels, width: int, height: int, side: int) -> NDArray[np.uint8]:
    """A plane within a canvas of width x height, its longest side at most ``side`` pixels.

    (h, w, 4) straight RGBA for colour, (h, w) for a mask. Each tile is thinned out first, so the
    cost is that of the present tiles and not of their pixels.
    """
    step = 1
    while step < TILE // 2 and max(width, height) // (step * 2) >= 3 * side:
        step *= 2
    part = TILE // step
    columns, rows = -(-width // TILE), -(-height // TILE)
    shape: tuple[int, ...] = (rows * part, columns * part)
    if pixels.channels > 1:
        shape = (*shape, pixels.channels)
    small: NDArray[Any] = np.full(shape, pixels.fill, np.uint16)
    first = step // 2
    for (column, row), tile in pixels.tiles.items():
        if 0 <= column < columns and 0 <= row < rows:
            small[row * part : (row + 1) * part, column * part : (column + 1) * part] = tile[
                first::step, first::step
            ]
    small = small[: max(1, height // step), : max(1, width // step)]
    factor = min(1.0, side / max(width, height))
    out = scaled(
        np.ascontiguousarray(small),
        max(1, round(width * factor)),
        max(1, round(height * factor)),
    )
    if pixels.channels == 1:
        return (out >> 8).astype(np.uint8)
    return to_straight_8bit(out)


def _planes(document: Document) -> Iterable[tuple[Name, Pixels]]:
    for layer in document.walk():
        if isinstance(layer, RasterLayer):
            yield (layer.id, "pixels"), layer.pixels
        if layer.mask is not None:
            yield (layer.id, "mask"), layer.mask
        if isinstance(layer, GroupLayer):
            continue


def _same(shown: tuple[Pixels, int, int] | None, pixels: Pixels, size: tuple[int, int]) -> bool:
    return shown is not None and shown[0] is pixels and shown[1:] == size


def _image(array: NDArray[np.uint8]) -> QImage:
    height, width = array.shape[:2]
    kind = QImage.Format.Format_RGBA8888 if array.ndim == 3 else QImage.Format.Format_Grayscale8
    stride = width * (4 if array.ndim == 3 else 1)
    return QImage(array.tobytes(), width, height, stride, kind).copy()
