"""The live picture beside the canvas."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QSplitter, QWidget

from paintapp.generation.live import Moment
from paintapp.painting.resample import scaled
from paintapp.ui import theme
from paintapp.ui.generate.background import Background
from paintapp.ui.generate.live import LiveController
from paintapp.ui.generate.pictures import screen_image_of

MARGIN = 2 * theme.GRID


class LiveView(QWidget):
    """Shows the newest picture as large as there is room, framed so that it is no canvas.

    Pictures are scaled on a thread and only copied here, so that the pen never waits for them.
    """

    def __init__(self, live: LiveController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("liveView")
        self.setAccessibleName(self.tr("Live picture"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setMinimumWidth(160)
        self._live = live
        self._background = Background("live-view", self)
        self._wanted: tuple[Moment, QSize] | None = None
        self._image: QImage | None = None
        live.changed.connect(self.refresh)
        live.pictured.connect(self._show)
        self.refresh()

    def close_thread(self) -> None:
        """Scale no more."""
        self._background.close()

    @property
    def image(self) -> QImage | None:
        """What is shown, in device pixels."""
        return self._image

    def sizeHint(self) -> QSize:
        return QSize(480, 480)

    def refresh(self) -> None:
        """Be there only while live painting is on and the picture is not over the canvas."""
        wanted = self._live.on and not self._live.controller.choices.live_over
        if self.isHidden() == wanted:
            self.setVisible(wanted)
            self._show()

    def _show(self) -> None:
        moment = self._live.moment
        if moment is None or self.isHidden():
            if self._image is not None or self._wanted is not None:
                self._image = self._wanted = None
                self.update()
            return
        bounds = moment.record.placement.bounds
        ratio = self.devicePixelRatioF()
        room = QSize(
            round((self.width() - 2 * MARGIN) * ratio), round((self.height() - 2 * MARGIN) * ratio)
        )
        size = QSize(bounds.width, bounds.height).scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        wanted = (moment, size)
        if size.width() < 1 or size.height() < 1 or wanted == self._wanted:
            return
        self._wanted = wanted

        give_way = self._live.live.give_way

        def make() -> QImage | None:
            give_way()
            if self._wanted is not wanted:
                return None  # a newer one has come
            pixels = scaled(moment.image.array(), size.width(), size.height())
            give_way()
            return screen_image_of(pixels)

        def show(image: QImage | None) -> None:
            if image is None or self._wanted is None:
                return
            same = self._image is not None and self._image.size() == image.size()
            image.setDevicePixelRatio(ratio)
            self._image = image
            self.update(self._place() if same else self.rect())

        self._background.run(make, show)

    def _place(self) -> QRect:
        """Where the picture lies, its frame included."""
        if self._image is None:
            return QRect()
        size = self._image.deviceIndependentSize().toSize()
        left, top = (self.width() - size.width()) // 2, (self.height() - size.height()) // 2
        return QRect(QPoint(left, top), size).adjusted(-2, -2, 2, 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        place = self._place()
        if self._image is None:
            painter.fillRect(event.rect(), QColor(theme.SURROUND))
            painter.setPen(QColor(theme.TEXT_QUIET))
            words = self.tr("The picture appears here while you paint.")
            inner = self.rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(QRectF(inner), int(flags), words)
            return
        if not place.contains(event.rect()):
            painter.fillRect(event.rect(), QColor(theme.SURROUND))
        painter.drawImage(place.topLeft() + QPoint(2, 2), self._image)
        # In the accent's colour, as over the canvas: what is framed so is not a layer yet.
        painter.setPen(QPen(QColor(theme.ACCENT), 2))
        painter.drawRect(place.adjusted(1, 1, -1, -1))


def beside(canvas: QWidget, view: LiveView) -> QSplitter:
    """Canvas and live picture side by side, sharing the room while both are there."""
    splitter = QSplitter(Qt.Orientation.Horizontal)
    splitter.setObjectName("canvasAndLive")
    splitter.setChildrenCollapsible(False)
    splitter.setHandleWidth(1)
    splitter.addWidget(canvas)
    splitter.addWidget(view)
    splitter.setStretchFactor(0, 1)
    splitter.setStretchFactor(1, 1)
    splitter.setSizes([1000, 1000])
    return splitter
