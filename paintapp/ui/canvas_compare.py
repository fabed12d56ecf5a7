"""Two pictures compared on the canvas: one left of a line, the other right of it.

For whoever has two pictures for the same place::

    wipe = CompareWipe()
    canvas.decorations.add(wipe)                  # once; it is hidden until it has pictures
    wipe.show(bounds, first, second)              # QImages of any size, bounds in canvas pixels
    wipe.show(bounds, first, second, first_mask=grey, captions=("Seed 1", "Seed 2"))
    wipe.hide()
    wipe.closed = lambda: ...                     # called when the artist ends it with Escape

A picture shows where its grey mask is light, the document where it is dark (None: the picture
everywhere). Only the view draws them; the document is never touched. Pass pictures reduced to what
the screen can show, so that dragging stays smooth.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen, QPolygonF

from paintapp.document import Rect
from paintapp.ui import theme
from paintapp.ui.canvas_decorations import Decoration
from paintapp.ui.canvas_overlays import masked_image, transform_of
from paintapp.ui.view import Point, View

GRIP = 11.0
"""Radius of the round handle on the line, in device pixels."""

CHIP = 20.0
"""Height of a caption in device pixels."""


class CompareWipe(Decoration):
    """A line over two pictures that share their bounds; wherever the pen goes down, it follows.

    ``position`` is where the line is between the left (0) and the right (1) border of the bounds,
    in canvas direction: it turns and mirrors with the view.
    """

    def __init__(self) -> None:
        super().__init__()
        self.closed: Callable[[], object] | None = None
        self._bounds: Rect | None = None
        self._images: tuple[QImage, QImage] | None = None
        self._captions = ("A", "B")
        self._position = 0.5
        self._before = 0.5
        self._view: View | None = None
        """As it was drawn last."""

    @property
    def bounds(self) -> Rect | None:
        """Where the pictures lie, in canvas pixels; None while it is hidden."""
        return self._bounds

    @property
    def position(self) -> float:
        return self._position

    @position.setter
    def position(self, position: float) -> None:
        position = min(1.0, max(0.0, position))
        if position != self._position:
            before, self._position = self._position, position
            self.refresh(self._strip(before, position))

    def show(
        self,
        bounds: Rect,
        first: QImage,
        second: QImage,
        *,
        first_mask: QImage | None = None,
        second_mask: QImage | None = None,
        captions: tuple[str, str] = ("A", "B"),
    ) -> None:
        """Compare two pictures. The line stays where it is when others were compared before."""
        if bounds.empty or first.isNull() or second.isNull():
            self.hide()
            return
        if self._bounds is None:
            self._position = 0.5
        self._bounds = bounds
        self._images = (masked_image(first, first_mask), masked_image(second, second_mask))
        self._captions = captions
        self.refresh()

    def hide(self) -> None:
        """Show the document again."""
        if self._bounds is not None:
            self._bounds = self._images = None
            self.refresh()

    # Drawing

    def _strip(self, first: float, second: float) -> QRectF | None:
        """What changes when the line goes from one position to another; None: everything."""
        view, place = self._view, self._bounds
        if view is None or place is None:
            return None
        left = place.x + place.width * min(first, second)
        right = place.x + place.width * max(first, second)
        corners = [(x, y) for x in (left, right) for y in (place.y, place.bottom)]
        shown = QPolygonF([QPointF(*view.to_widget(x, y)) for x, y in corners]).boundingRect()
        margin = GRIP + 3
        return shown.adjusted(-margin, -margin, margin, margin)

    def area(self, view: View) -> QRectF:
        if self._bounds is None:
            return QRectF()
        margin = round(GRIP) + 2
        return QRectF(*view.widget_rect(self._bounds).padded(margin))

    def draw(self, painter: QPainter, view: View) -> None:
        if self._bounds is None or self._images is None:
            return
        self._view = view
        place = QRectF(*self._bounds)
        middle = place.x() + place.width() * self._position
        sides = (
            QRectF(place.x(), place.y(), middle - place.x(), place.height()),
            QRectF(middle, place.y(), place.right() - middle, place.height()),
        )
        transform = transform_of(view)
        for side, image in zip(sides, self._images, strict=True):
            if side.width() > 0:
                painter.save()
                painter.setTransform(transform, True)
                painter.setClipRect(side, Qt.ClipOperation.IntersectClip)
                pixelated = view.zoom >= 2 and view.zoom * place.width() >= 2 * image.width()
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not pixelated)
                painter.drawImage(place, image)
                painter.restore()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.ACCENT), 2))
        painter.drawPolygon(transform.map(QPolygonF(place)))
        top = QPointF(*view.to_widget(middle, place.top()))
        bottom = QPointF(*view.to_widget(middle, place.bottom()))
        painter.setPen(QPen(QColor(0, 0, 0, 150), 4))
        painter.drawLine(top, bottom)
        painter.setPen(QPen(QColor(theme.ON_ACCENT), 2))
        painter.drawLine(top, bottom)
        self._draw_grip(painter, (top + bottom) / 2, view)
        self._draw_captions(painter, view)

    def _draw_grip(self, painter: QPainter, centre: QPointF, view: View) -> None:
        painter.setPen(QPen(QColor(theme.ON_ACCENT), 2))
        painter.setBrush(QColor(theme.ACCENT))
        painter.drawEllipse(centre, GRIP, GRIP)
        painter.save()
        painter.translate(centre)
        painter.rotate(view.rotation)
        painter.setPen(QPen(QColor(theme.ON_ACCENT), 1.5))
        for sign in (-1, 1):
            painter.drawPolyline(
                [QPointF(sign * 3, -3.5), QPointF(sign * 6.5, 0), QPointF(sign * 3, 3.5)]
            )
        painter.restore()

    def _draw_captions(self, painter: QPainter, view: View) -> None:
        """What is left and what is right, in the upper corners as they are on the screen."""
        assert self._bounds is not None
        shown = self.area(view).adjusted(GRIP, GRIP, -GRIP, -GRIP)
        shown = shown.intersected(QRectF(0, 0, view.width, view.height))
        metrics = QFontMetricsF(painter.font())
        swapped = view.matrix[0] < 0  # the canvas's right is left on the screen
        first, second = self._captions[::-1] if swapped else self._captions
        room = max(0.0, shown.width() / 2 - 40)
        for text, left in ((first, True), (second, False)):
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            if not text or shown.height() < 2 * CHIP:
                continue
            width = metrics.horizontalAdvance(text) + 14
            x = shown.left() + 8 if left else shown.right() - 8 - width
            chip = QRectF(x, shown.top() + 8, width, CHIP)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(0, 0, 0, 170))
            painter.drawRoundedRect(chip, 4, 4)
            painter.setPen(QColor(theme.ON_ACCENT))
            painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)

    # The pen

    def cursor(self, view: View, here: Point) -> Qt.CursorShape | None:
        if self._bounds is None:
            return None
        x, y = view.to_canvas(*here)
        place = QRectF(*self._bounds)
        reach = GRIP / view.zoom
        if not place.adjusted(-reach, 0, reach, 0).contains(x, y):
            return None
        return Qt.CursorShape.SplitHCursor

    def press(self, view: View, here: Point, held: Qt.KeyboardModifier) -> None:
        self._before = self._position
        self.drag(view, here, held)

    def drag(self, view: View, here: Point, held: Qt.KeyboardModifier) -> None:
        if self._bounds is not None:
            x, _ = view.to_canvas(*here)
            self.position = (x - self._bounds.x) / self._bounds.width

    def cancel(self) -> None:
        self.position = self._before

    def double_click(self, view: View, here: Point) -> bool:
        """The line goes back to the middle."""
        self.position = 0.5
        return True

    @property
    def dismissable(self) -> bool:
        return self._bounds is not None

    def dismiss(self) -> bool:
        if self._bounds is None:
            return False
        self.hide()
        if self.closed is not None:
            self.closed()
        return True
