"""Icons: monochrome SVG drawings from ``resources/icons``, coloured by the theme.

The drawings say ``currentColor``; it is replaced by the theme's colour for the state an icon is
shown in. They are drawn when first painted, sharp at any scale of the screen.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from paintapp.resources import resource
from paintapp.ui import theme

SIZE = 20
"""Side of an icon in device-independent pixels."""


@cache
def icon(name: str) -> QIcon:
    """The icon called ``name`` (the file's name without ``.svg``); FileNotFoundError if none."""
    return QIcon(_Drawing(name, _source(name)))


def pixmap(name: str, colour: str, size: int = SIZE, ratio: float = 1.0) -> QPixmap:
    """An icon drawn in one colour (``#rrggbb``), ``size`` device-independent pixels wide."""
    return _pixmap(name, _source(name), colour, QSize(size, size) * ratio, ratio)


def application_icon() -> QIcon:
    """The program's own icon, in its own colours."""
    return QIcon(str(resource("icons/paintapp.png")))


@cache
def _source(name: str) -> str:
    return resource(f"icons/{name}.svg").read_text("utf-8")


def _pixmap(name: str, source: str, colour: str, size: QSize, ratio: float) -> QPixmap:
    key = f"{name} {colour} {size.width()}x{size.height()} {ratio}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    drawn = QPixmap(size)
    drawn.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(source.replace("currentColor", colour).encode()))
    painter = QPainter(drawn)
    side = min(size.width(), size.height())
    left, top = (size.width() - side) / 2, (size.height() - side) / 2
    renderer.render(painter, QRectF(left, top, side, side))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, drawn)
    return drawn


class _Drawing(QIconEngine):
    """Draws one SVG in the colour of the icon's mode and state."""

    def __init__(self, name: str, source: str) -> None:
        super().__init__()
        self._name = name
        self._source = source

    def clone(self) -> QIconEngine:
        return _Drawing(self._name, self._source)

    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        return size

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        return _pixmap(self._name, self._source, _colour(mode, state), size, scale)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        device = painter.device()
        ratio = device.devicePixelRatio() if device is not None else 1.0
        picture = _pixmap(
            self._name, self._source, _colour(mode, state), rect.size() * ratio, ratio
        )
        painter.drawPixmap(QPoint(rect.x(), rect.y()), picture)


def _colour(mode: QIcon.Mode, state: QIcon.State) -> str:
    if mode == QIcon.Mode.Disabled:
        return theme.TEXT_DISABLED
    if state == QIcon.State.On:
        return theme.ON_ACCENT
    if mode == QIcon.Mode.Normal:
        return theme.ICON
    return theme.TEXT
