"""Pictures of brushes, drawn by the engine on another thread and kept on the disk."""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import platformdirs
from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap

from paintapp.painting.bitmaps import Bitmap
from paintapp.painting.brush import Brush
from paintapp.painting.brush_json import PICTURES, encoded
from paintapp.painting.colour import Colour
from paintapp.painting.preview import preview

log = logging.getLogger(__name__)

INK: Colour = (0xE4E4, 0xE4E4, 0xE4E4)
"""Strokes are light on the dark window."""
DRAWING = 1
"""Raise it when brushes are drawn otherwise: older pictures are then left alone."""
BUSY_MILLISECONDS = 120
MOST_PICTURES = 600
MOST_FILES = 3000


def brush_key(brush: Brush) -> str:
    """Tells brushes apart by all that they draw."""
    held = {name: getattr(brush, name) for name in PICTURES}
    digests = [p.digest if isinstance(p, Bitmap) else "" for p in held.values()]
    text = json.dumps([DRAWING, encoded(brush), digests], sort_keys=True)
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


class BrushPictures(QObject):
    """Keeps a stroke of each brush asked for. None is drawn while ``busy`` says that a stroke is.

    ``drawn`` tells that there are new ones.
    """

    drawn = Signal()
    _made = Signal(str, QSize, QImage)

    def __init__(
        self,
        busy: Callable[[], bool],
        folder: Path | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._busy = busy
        self._folder = (
            folder or platformdirs.user_cache_path("paintapp", appauthor=False) / "brushes"
        )
        self._pictures: OrderedDict[tuple[str, QSize], QPixmap] = OrderedDict()
        self._keys: dict[Brush, str] = {}
        self._wanted: OrderedDict[tuple[str, QSize], Brush] = OrderedDict()
        self._working = self._tidied = False
        self._thread = ThreadPoolExecutor(1, "brush pictures")
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self._start)
        self._told = QTimer(self, singleShot=True, interval=30)
        self._told.timeout.connect(self.drawn)
        self._made.connect(self._take)

    def picture(self, brush: Brush, size: QSize, ratio: float = 1.0) -> QPixmap | None:
        """A stroke of a brush in device-independent pixels; None until it is drawn."""
        key = self._keys.get(brush)
        if key is None:
            if len(self._keys) > 4 * MOST_PICTURES:
                self._keys.clear()
            key = self._keys[brush] = brush_key(brush)
        name = (key, QSize(round(size.width() * ratio), round(size.height() * ratio)))
        found = self._pictures.get(name)
        if found is None:
            self._wanted[name] = brush
            self._wanted.move_to_end(name, last=False)
            if not self._working:
                self._next.start(0)
            return None
        self._pictures.move_to_end(name)
        found.setDevicePixelRatio(ratio)
        return found

    def close(self) -> None:
        self._next.stop()
        self._wanted.clear()
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _start(self) -> None:
        if self._working or not self._wanted:
            return
        if self._busy():
            self._next.start(BUSY_MILLISECONDS)
            return
        name, brush = self._wanted.popitem(last=False)
        self._working = True
        self._thread.submit(self._make, name, brush)

    def _make(self, name: tuple[str, QSize], brush: Brush) -> None:
        key, size = name
        image = QImage()
        self._tidy()
        try:
            image = self._read_or_drawn(key, size, brush)
        except Exception:
            log.exception("a brush could not be drawn")
        with contextlib.suppress(RuntimeError):  # The window may have gone.
            self._made.emit(key, size, image)

    def _tidy(self) -> None:
        """Once, drop the older half of the files when there are too many."""
        if self._tidied:
            return
        self._tidied = True
        with contextlib.suppress(OSError):
            files = sorted(self._folder.glob("*.png"), key=lambda path: path.stat().st_mtime)
            for path in files[: len(files) // 2] if len(files) > MOST_FILES else ():
                path.unlink(missing_ok=True)

    def _read_or_drawn(self, key: str, size: QSize, brush: Brush) -> QImage:
        path = self._folder / f"{key}-{size.width()}x{size.height()}.png"
        image = QImage(str(path)) if path.exists() else QImage()
        if image.isNull() or image.size() != size:
            image = stroke_image(brush, size)
            with contextlib.suppress(OSError):
                self._folder.mkdir(parents=True, exist_ok=True)
                part = path.with_suffix(".part")
                if image.save(str(part), "PNG"):
                    part.replace(path)
        return image

    def _take(self, key: str, size: QSize, image: QImage) -> None:
        self._working = False
        self._pictures[key, size] = QPixmap.fromImage(image)
        while len(self._pictures) > MOST_PICTURES:
            self._pictures.popitem(last=False)
        if not self._told.isActive():
            self._told.start()
        if self._wanted:
            self._next.start(0)


def stroke_image(brush: Brush, size: QSize, colour: Colour = INK, *, dabs: bool = False) -> QImage:
    """A stroke of a brush on transparency."""
    drawn = preview(brush, size.width(), size.height(), colour, dabs=dabs)
    stride = drawn.shape[1] * 8
    kind = QImage.Format.Format_RGBA64_Premultiplied
    image = QImage(drawn.data, drawn.shape[1], drawn.shape[0], stride, kind)
    return image.convertToFormat(
        QImage.Format.Format_ARGB32_Premultiplied, Qt.ImageConversionFlag.AutoColor
    )
