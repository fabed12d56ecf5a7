"""Where a brush is tried: a stroke drawn anew with every change, and a pad to paint on."""

from __future__ import annotations

import contextlib
from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import QEvent, QPoint, QSize, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from paintapp.document import Document
from paintapp.editor import Editor
from paintapp.painting.brush import Brush
from paintapp.tools import tool as tool_named
from paintapp.ui import theme
from paintapp.ui.brushes.pictures import INK, stroke_image
from paintapp.ui.canvas import CanvasWidget
from paintapp.ui.controls import icon_button
from paintapp.ui.dialogs.new_document import new_document

PAD = QSize(1600, 1000)
REST_MILLISECONDS = 20


class LivePreview(QWidget):
    """A stroke of the brush in hand, drawn on another thread; only the newest counts."""

    _made = Signal(QImage)

    def __init__(self, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._shown: tuple[Brush, QSize] | None = None
        self._image = QImage()
        self._working = False
        self._thread = ThreadPoolExecutor(1, "brush preview")
        self._rest = QTimer(self, singleShot=True, interval=REST_MILLISECONDS)
        self._rest.timeout.connect(self._start)
        self._made.connect(self._take)
        self.setMinimumSize(240, 96)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("A stroke of this brush"))

    def refresh(self) -> None:
        """Follow the brush in hand."""
        if self.isVisible() and not self._rest.isActive():
            self._rest.start()

    def close_thread(self) -> None:
        self._rest.stop()
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _start(self) -> None:
        size = self.size() * self.devicePixelRatioF()
        wanted = (self._editor.brush, size)
        if self._working or wanted == self._shown:
            return
        if self._editor.busy:
            self._rest.start()
            return
        self._shown, self._working = wanted, True
        self._thread.submit(self._make, *wanted)

    def _make(self, brush: Brush, size: QSize) -> None:
        image = QImage()
        try:
            image = stroke_image(brush, size, INK, dabs=True)
        finally:
            with contextlib.suppress(RuntimeError):  # The window may have gone.
                self._made.emit(image)

    def _take(self, image: QImage) -> None:
        self._working = False
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self._image = image
        self.update()
        self._start()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(theme.SURROUND))
            if not self._image.isNull():
                painter.drawImage(QPoint(0, 0), self._image)

    def showEvent(self, event: QEvent) -> None:
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.refresh()


class Scratchpad(QWidget):
    """A sheet of paper of its own, for the brush and colour in hand; never part of the document."""

    def __init__(self, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._main = editor
        self.editor = Editor(self._sheet())
        self.editor.tool = tool_named("brush")
        self.canvas = CanvasWidget(self.editor)
        self.canvas.setToolTip(self.tr("Paint here to try the brush"))
        clear = icon_button("new", self.tr("A clean sheet"))
        clear.clicked.connect(self.clear)
        line = QHBoxLayout()
        name = QLabel(self.tr("Scratchpad"))
        name.setProperty("quiet", True)
        line.addWidget(name, 1)
        line.addWidget(clear)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addLayout(line)
        rows.addWidget(self.canvas, 1)
        self.refresh()

    def refresh(self) -> None:
        """Follow the hand of the artist's editor."""
        mine, main = self.editor, self._main
        if mine.brush is not main.brush:
            mine.brush = main.brush
        if mine.foreground != main.foreground:
            mine.foreground = main.foreground

    def clear(self) -> None:
        self.editor.replace_document(self._sheet(), "New document")

    def showEvent(self, event: QEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self.canvas.actual_size)

    def _sheet(self) -> Document:
        return new_document(
            PAD.width(), PAD.height(), 72.0, paper=self.tr("Paper"), layer=self.tr("Scratchpad")
        )
