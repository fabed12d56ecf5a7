"""The edges of the canvas pulled outwards: where a model is to go on with the picture."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath

from paintapp.document import MAXIMUM_SIDE, Rect
from paintapp.ui import theme
from paintapp.ui.canvas_overlays import transform_of
from paintapp.ui.canvas_rectangle import DraggedRectangle, Grip
from paintapp.ui.view import View

STEP = 64
"""New edges snap to multiples of this many canvas pixels away from the old ones."""


class CanvasEdges(DraggedRectangle):
    """The canvas to be: the old one with something added on any side.

    Nothing is changed by pulling; the new part is hatched until it is generated.
    """

    def __init__(self) -> None:
        super().__init__()
        self.changed = self._tell_size
        self._canvas = Rect(0, 0, 0, 0)

    @property
    def pulled(self) -> bool:
        """Whether any edge lies outside of the canvas."""
        return self._rect is not None and self._rect != self._canvas

    def show(self, canvas: Rect, frame: Rect) -> None:
        """Show handles on a canvas whose edges are pulled as far as ``frame``."""
        if canvas != self._canvas:
            self._canvas = canvas
            self.refresh()
        self.place(frame, growth_text(canvas, frame))

    def hide(self) -> None:
        self.place(None)

    def _tell_size(self, rect: Rect) -> None:
        self._label = growth_text(self._canvas, rect)

    def movable(self) -> bool:
        return False

    def fitted(self, rect: Rect, grip: Grip) -> Rect:
        canvas = self._canvas
        left, top = min(rect.x, canvas.x), min(rect.y, canvas.y)
        right, bottom = max(rect.right, canvas.right), max(rect.bottom, canvas.bottom)
        if grip.across < 0:
            left = max(left, right - MAXIMUM_SIDE)
        if grip.down < 0:
            top = max(top, bottom - MAXIMUM_SIDE)
        right, bottom = min(right, left + MAXIMUM_SIDE), min(bottom, top + MAXIMUM_SIDE)
        return Rect.from_edges(left, top, right, bottom)

    def stops(self, grip: Grip, before: Rect) -> tuple[Sequence[int], Sequence[int]]:
        canvas = self._canvas
        most = 32
        columns = [canvas.right + STEP * n for n in range(most)]
        rows = [canvas.bottom + STEP * n for n in range(most)]
        if grip.across < 0:
            columns = [canvas.x - STEP * n for n in range(most)]
        if grip.down < 0:
            rows = [canvas.y - STEP * n for n in range(most)]
        return columns, rows

    @property
    def dismissable(self) -> bool:
        return self.pulled

    def fill(self, painter: QPainter, view: View) -> None:
        if not self.pulled or self._rect is None:
            return
        transform = transform_of(view)
        new = QPainterPath()
        new.addRect(QRectF(*self._rect))
        old = QPainterPath()
        old.addRect(QRectF(*self._canvas))
        shown = transform.map(new.subtracted(old))
        tint = QColor(theme.ACCENT)
        tint.setAlpha(56)
        painter.fillPath(shown, tint)
        tint.setAlpha(110)
        painter.fillPath(shown, QBrush(tint, Qt.BrushStyle.BDiagPattern))


def growth_text(canvas: Rect, frame: Rect) -> str:
    """The size that a canvas will have, and by how much each side grows."""
    size = f"{frame.width} × {frame.height}"
    if frame == canvas:
        return QCoreApplication.translate("CanvasEdges", "Drag an edge outwards")
    sides = (
        (canvas.x - frame.x, QCoreApplication.translate("CanvasEdges", "left {count}")),
        (frame.right - canvas.right, QCoreApplication.translate("CanvasEdges", "right {count}")),
        (canvas.y - frame.y, QCoreApplication.translate("CanvasEdges", "top {count}")),
        (frame.bottom - canvas.bottom, QCoreApplication.translate("CanvasEdges", "bottom {count}")),
    )
    grown = [text.format(count=f"+{pixels}") for pixels, text in sides if pixels]
    return "  ".join((size, *grown))
