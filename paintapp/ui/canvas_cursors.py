"""The pointer's shapes over the canvas."""

from __future__ import annotations

from functools import lru_cache
from typing import cast

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QCursor, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from paintapp.resources import resource
from paintapp.tools import Cursor
from paintapp.ui.view import View

PLAIN = {
    "crosshair": Qt.CursorShape.CrossCursor,
    "move": Qt.CursorShape.SizeAllCursor,
    "hand": Qt.CursorShape.OpenHandCursor,
    "rotate": Qt.CursorShape.ClosedHandCursor,
    "text": Qt.CursorShape.IBeamCursor,
    "pull": Qt.CursorShape.PointingHandCursor,
}

SIZES = {
    "size-across": Qt.CursorShape.SizeHorCursor,
    "size-falling": Qt.CursorShape.SizeFDiagCursor,
    "size-down": Qt.CursorShape.SizeVerCursor,
    "size-rising": Qt.CursorShape.SizeBDiagCursor,
}
"""Arrows by how they run on the canvas, each 45 degrees further."""

DRAWN = {
    "picker": ("eyedropper", QPoint(4, 20)),
    "fill": ("fill", QPoint(4, 20)),
    "zoom": ("zoom", QPoint(10, 10)),
}
"""Icon and hot spot of cursors made from icons."""

SMALLEST_OUTLINE = 3.0
"""Below this radius on the screen a brush's outline alone would be lost: it gets a crosshair."""


def turned(kind: Cursor, view: View) -> Cursor:
    """A cursor as it points on the screen, where the canvas may be turned and mirrored."""
    if kind not in SIZES:
        return kind
    kinds = tuple(SIZES)
    step = kinds.index(kind)
    if view.mirrored:
        step = -step
    return cast(Cursor, kinds[(step + round(view.rotation / 45)) % 4])


def cursor_for(kind: Cursor, radius: float) -> QCursor:
    """The pointer for a tool's cursor; ``radius`` is the brush's on the screen."""
    if kind == "brush":
        small = radius < SMALLEST_OUTLINE
        return QCursor(Qt.CursorShape.CrossCursor if small else Qt.CursorShape.BlankCursor)
    if kind in PLAIN or kind in SIZES:
        return QCursor(PLAIN.get(kind) or SIZES[kind])
    return _drawn(kind)


@lru_cache(maxsize=8)
def _drawn(kind: Cursor) -> QCursor:
    """An icon as a pointer: black on a white rim, so that it shows on any ground."""
    name, spot = DRAWN[kind]
    svg = resource(f"icons/{name}.svg").read_text("utf-8")
    side = 24
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(0, 0, 0, 0))
    box = QRectF(2, 2, side - 4, side - 4)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for colour, around in (("#ffffff", 1), ("#000000", 0)):
            renderer = QSvgRenderer(svg.replace("currentColor", colour).encode())
            for dx in range(-around, around + 1):
                for dy in range(-around, around + 1):
                    renderer.render(painter, box.translated(dx, dy))
    return QCursor(QPixmap.fromImage(image), spot.x(), spot.y())
