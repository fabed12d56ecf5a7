"""The frame of what the model sees, drawn on the canvas and pulled by the pen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from paintapp.document import Rect
from paintapp.ui.canvas_overlays import transform_of
from paintapp.ui.canvas_rectangle import DraggedRectangle, Grip
from paintapp.ui.view import Point, View

LEAST = 32
"""The least side of a frame in canvas pixels; smaller ones tell a model nothing."""


class ContextFrame(DraggedRectangle):
    """What of the canvas a generation looks at, and the size the model works at.

    The label says "512 × 512 → 128 × 128" and moves the frame; a click on it lets the whole inside
    move it, until the next click on the label or outside. Edges snap to the canvas, to what is
    selected and to the model's own size. ``measure`` says at what size the model would work on a
    rectangle.
    """

    def __init__(self) -> None:
        super().__init__()
        self.measure: Callable[[Rect], tuple[int, int] | None] = lambda rect: None
        self.changed = self._tell_size
        self._canvas = Rect(0, 0, 0, 0)
        self._selected: Rect | None = None
        self._native = (0, 0)
        self._custom = False
        self._armed = False
        self._clicked = False

    @property
    def custom(self) -> bool:
        """Whether the artist has set it."""
        return self._custom

    @property
    def armed(self) -> bool:
        """Whether the inside moves it."""
        return self._armed

    def show(
        self,
        rect: Rect,
        extent: tuple[int, int],
        canvas: Rect,
        *,
        selected: Rect | None = None,
        native: tuple[int, int] = (0, 0),
        custom: bool = False,
    ) -> None:
        """Frame a part of the canvas that the model works on at an extent."""
        self._canvas, self._selected, self._native = canvas, selected, native
        self._custom = custom
        self.place(rect, size_text(rect, extent))

    def hide(self) -> None:
        if self._rect is not None:
            self._armed = False
            self.place(None)

    def _tell_size(self, rect: Rect) -> None:
        extent = self.measure(rect)
        self._label = size_text(rect, extent) if extent else f"{rect.width} × {rect.height}"

    # Where it may be

    def fitted(self, rect: Rect, grip: Grip) -> Rect:
        canvas = self._canvas
        if grip.whole:
            x = max(canvas.x, min(rect.x, canvas.right - rect.width))
            y = max(canvas.y, min(rect.y, canvas.bottom - rect.height))
            return Rect(x, y, rect.width, rect.height)
        left, right = _spread(rect.x, rect.right, canvas.x, canvas.right, grip.across)
        top, bottom = _spread(rect.y, rect.bottom, canvas.y, canvas.bottom, grip.down)
        return Rect.from_edges(left, top, right, bottom)

    def stops(self, grip: Grip, before: Rect) -> tuple[Sequence[int], Sequence[int]]:
        columns = [self._canvas.x, self._canvas.right]
        rows = [self._canvas.y, self._canvas.bottom]
        if self._selected is not None:
            columns += [self._selected.x, self._selected.right]
            rows += [self._selected.y, self._selected.bottom]
        for times in (1, 2):
            width, height = (times * side for side in self._native)
            if grip.across and width:
                columns.append(before.x + width if grip.across > 0 else before.right - width)
            if grip.down and height:
                rows.append(before.y + height if grip.down > 0 else before.bottom - height)
        return columns, rows

    # The pen

    def area(self, view: View) -> QRectF:
        if self._armed:
            return QRectF(0, 0, view.width, view.height)
        return super().area(view)

    def grip_at(self, view: View, here: Point) -> Grip | None:
        found = super().grip_at(view, here)
        if found is None and self._armed and self._rect is not None:
            x, y = view.to_canvas(*here)
            if QRectF(*self._rect).contains(x, y):
                return Grip(whole=True)
        return found

    def cursor(self, view: View, here: Point) -> Qt.CursorShape | None:
        shape = super().cursor(view, here)
        return Qt.CursorShape.ArrowCursor if shape is None and self._armed else shape

    def press(self, view: View, here: Point, held: Qt.KeyboardModifier) -> None:
        grip = self.grip_at(view, here)
        if grip is None:  # beside it, while the inside moves it
            self._armed = False
        self._clicked = self._label_box(view).contains(*here)
        super().press(view, here, held)

    def release(self) -> None:
        if self._clicked and not self._moved:
            self._armed = not self._armed
        super().release()

    @property
    def dismissable(self) -> bool:
        return self._rect is not None and (self._armed or self._custom)

    def dismiss(self) -> bool:
        if self._armed:
            self._armed = False
            self.refresh()
            return True
        return super().dismiss()

    def fill(self, painter: QPainter, view: View) -> None:
        if self._armed and self._rect is not None:
            painter.save()
            painter.setTransform(transform_of(view), True)
            painter.fillRect(QRectF(*self._rect), QColor(255, 255, 255, 36))
            painter.restore()


def size_text(rect: Rect, extent: tuple[int, int]) -> str:
    """A size on the canvas and the model's size for it."""
    return QCoreApplication.translate("ContextFrame", "{w} × {h} → {mw} × {mh}").format(
        w=rect.width, h=rect.height, mw=extent[0], mh=extent[1]
    )


def _spread(low: int, high: int, first: int, last: int, moving: int) -> tuple[int, int]:
    """An interval within limits and not too short; only the edge that moves gives way."""
    least = min(LEAST, last - first)
    if moving < 0:
        return max(first, min(low, high - least)), high
    if moving > 0:
        return low, min(last, max(high, low + least))
    return low, high
