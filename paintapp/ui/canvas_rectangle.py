"""A rectangle on the canvas that the pen pulls by its edges and corners, and moves by its label.

What the rectangle means is the business of the classes made from this one. It lives in canvas
pixels; handles and the label keep their size on the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from paintapp.document import Rect
from paintapp.ui import theme
from paintapp.ui.canvas_decorations import Decoration
from paintapp.ui.canvas_overlays import transform_of
from paintapp.ui.view import Point, View

REACH = 7.0
"""How near the pen must be to an edge, in device pixels."""

SNAP = 7.0
"""How near an edge must be to a place it snaps to, in device pixels."""

BRACKET = 14.0
"""Length of the marks in corners and on edges, in device pixels."""

LABEL = 20.0
"""Height of the label in device pixels."""

LABEL_GAP = 6.0


@dataclass(frozen=True, slots=True)
class Grip:
    """What of a rectangle moves with the pen: -1 the left or upper edge, 1 the other, 0 none.

    With ``whole`` all of it moves.
    """

    across: int = 0
    down: int = 0
    whole: bool = False


CURSORS = {
    (1, 0): Qt.CursorShape.SizeHorCursor,
    (0, 1): Qt.CursorShape.SizeVerCursor,
    (1, 1): Qt.CursorShape.SizeFDiagCursor,
    (1, -1): Qt.CursorShape.SizeBDiagCursor,
}


class DraggedRectangle(Decoration):
    """A rectangle with handles; hidden while ``rect`` is None.

    ``changed`` gets each rectangle while the pen pulls, ``settled`` the last one when it is
    lifted, ``reset`` is called by Escape and by a double click. Ctrl keeps edges from snapping.
    """

    def __init__(self) -> None:
        super().__init__()
        self.changed: Callable[[Rect], object] | None = None
        self.settled: Callable[[Rect], object] | None = None
        self.reset: Callable[[], object] | None = None
        self._rect: Rect | None = None
        self._label = ""
        self._grip: Grip | None = None
        self._before: Rect | None = None
        self._from: Point = (0.0, 0.0)
        self._moved = False

    @property
    def rect(self) -> Rect | None:
        """Where it is, in canvas pixels."""
        return self._rect

    @property
    def label(self) -> str:
        return self._label

    @property
    def dragging(self) -> bool:
        return self._grip is not None

    def place(self, rect: Rect | None, label: str = "") -> None:
        """Show it somewhere, or nowhere; while the pen pulls at it only the label changes."""
        if self.dragging and rect is not None:
            rect = self._rect
        if (rect, label) != (self._rect, self._label):
            self._rect, self._label = rect, label
            self.refresh()

    # For the classes made from this one

    def movable(self) -> bool:
        """Whether the label moves the whole rectangle."""
        return True

    def fitted(self, rect: Rect, grip: Grip) -> Rect:
        """The nearest rectangle that is allowed."""
        return rect

    def stops(self, grip: Grip, before: Rect) -> tuple[Sequence[int], Sequence[int]]:
        """Where vertical and horizontal edges snap to, in canvas pixels."""
        return (), ()

    def fill(self, painter: QPainter, view: View) -> None:
        """Draw what lies under the edges."""

    # Where it is

    def area(self, view: View) -> QRectF:
        if self._rect is None:
            return QRectF()
        shown = QRectF(*view.widget_rect(self._rect)).adjusted(-9, -9, 9, 9)
        return shown.united(self._label_box(view).adjusted(-2, -2, 2, 2))

    def grip_at(self, view: View, here: Point) -> Grip | None:
        """What the pen would pull at a point."""
        rect = self._rect
        if rect is None:
            return None
        if self.movable() and self._label and self._label_box(view).contains(*here):
            return Grip(whole=True)
        x, y = view.to_canvas(*here)
        reach = REACH / view.zoom
        inside = QRectF(*rect).adjusted(-reach, -reach, reach, reach)
        if not inside.contains(x, y):
            return None
        # On a small rectangle the middle of an edge must not be mistaken for a corner.
        across = _side(x, rect.x, rect.right, min(reach, max(rect.width / 4, reach / 2)))
        down = _side(y, rect.y, rect.bottom, min(reach, max(rect.height / 4, reach / 2)))
        return Grip(across, down) if across or down else None

    def _label_box(self, view: View) -> QRectF:
        """The label above the rectangle, or inside where there is no room, in device pixels."""
        if self._rect is None or not self._label:
            return QRectF()
        metrics = QFontMetricsF(_font())
        width = metrics.horizontalAdvance(self._label) + 16
        shown = QRectF(*view.widget_rect(self._rect))
        top = shown.top() - LABEL - LABEL_GAP
        if top < 2:
            top = max(2.0, shown.top() + LABEL_GAP)
        left = min(max(2.0, shown.left()), max(2.0, view.width - width - 2))
        return QRectF(left, min(top, view.height - LABEL - 2), width, LABEL)

    def draw(self, painter: QPainter, view: View) -> None:
        rect = self._rect
        if rect is None:
            return
        self.fill(painter, view)
        outline = transform_of(view).map(QPolygonF(QRectF(*rect)))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, not view.axis_aligned)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(0, 0, 0, 150), 0))
        painter.drawPolygon(outline)
        pen = QPen(QColor(255, 255, 255, 230), 0)
        pen.setDashPattern([6.0, 6.0])
        painter.setPen(pen)
        painter.drawPolygon(outline)
        marks = self._marks(view)
        for colour, width in ((QColor(0, 0, 0, 160), 5.0), (QColor(theme.ON_ACCENT), 3.0)):
            pen = QPen(colour, width)
            pen.setCapStyle(Qt.PenCapStyle.SquareCap)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setPen(pen)
            for mark in marks:
                painter.drawPolyline(mark)
        self._draw_label(painter, view)

    def _marks(self, view: View) -> list[list[QPointF]]:
        """Angles in the corners and bars in the middle of the edges, in device pixels."""
        rect = self._rect
        assert rect is not None
        size_x = min(BRACKET / view.zoom, rect.width / 3)
        size_y = min(BRACKET / view.zoom, rect.height / 3)
        x, y = rect.x + rect.width / 2, rect.y + rect.height / 2
        lines: list[tuple[Point, ...]] = []
        for left, into in ((rect.x, 1), (rect.right, -1)):
            for top, down in ((rect.y, 1), (rect.bottom, -1)):
                lines.append(
                    ((left + into * size_x, top), (left, top), (left, top + down * size_y))
                )
            lines.append(((left, y - size_y / 2), (left, y + size_y / 2)))
        lines += [((x - size_x / 2, y), (x + size_x / 2, y)) for y in (rect.y, rect.bottom)]
        return [[QPointF(*view.to_widget(*point)) for point in line] for line in lines]

    def _draw_label(self, painter: QPainter, view: View) -> None:
        box = self._label_box(view)
        if box.isEmpty():
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.ACCENT) if self.dragging else QColor(20, 20, 20, 225))
        painter.drawRoundedRect(box, 4, 4)
        painter.setFont(_font())
        painter.setPen(QColor(theme.ON_ACCENT))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._label)

    # The pen

    def cursor(self, view: View, here: Point) -> Qt.CursorShape | None:
        grip = self.grip_at(view, here)
        if grip is None:
            return None
        if grip.whole:
            return Qt.CursorShape.SizeAllCursor
        across, down = grip.across, grip.down
        if view.matrix[0] < 0:
            across = -across
        if across < 0 or (across == 0 and down < 0):
            across, down = -across, -down
        return CURSORS[across, down]

    def press(self, view: View, here: Point, held: Qt.KeyboardModifier) -> None:
        self._grip = self.grip_at(view, here)
        self._before = self._rect
        self._from = view.to_canvas(*here)
        self._moved = False
        self.refresh()

    def drag(self, view: View, here: Point, held: Qt.KeyboardModifier) -> None:
        grip, before = self._grip, self._before
        if grip is None or before is None:
            return
        x, y = view.to_canvas(*here)
        dx, dy = round(x - self._from[0]), round(y - self._from[1])
        snap = 0.0 if held & Qt.KeyboardModifier.ControlModifier else SNAP / view.zoom
        columns, rows = self.stops(grip, before) if snap else ((), ())
        if grip.whole:
            dx += _snapped((before.x + dx, before.right + dx), columns, snap)
            dy += _snapped((before.y + dy, before.bottom + dy), rows, snap)
            rect = before.translated(dx, dy)
        else:
            left, top, right, bottom = before.x, before.y, before.right, before.bottom
            if grip.across < 0:
                left = min(left + dx, right - 1)
                left = min(left + _snapped((left,), columns, snap), right - 1)
            elif grip.across > 0:
                right = max(right + dx, left + 1)
                right = max(right + _snapped((right,), columns, snap), left + 1)
            if grip.down < 0:
                top = min(top + dy, bottom - 1)
                top = min(top + _snapped((top,), rows, snap), bottom - 1)
            elif grip.down > 0:
                bottom = max(bottom + dy, top + 1)
                bottom = max(bottom + _snapped((bottom,), rows, snap), top + 1)
            rect = Rect.from_edges(left, top, right, bottom)
        rect = self.fitted(rect, grip)
        if rect != self._rect:
            self._rect = rect
            self._moved = True
            if self.changed is not None:
                self.changed(rect)
            self.refresh()

    def release(self) -> None:
        self._grip = None
        rect, moved = self._rect, self._moved and self._rect != self._before
        self._before = None
        self.refresh()
        if moved and rect is not None and self.settled is not None:
            self.settled(rect)

    def cancel(self) -> None:
        self._grip = None
        before, self._before = self._before, None
        self._rect = before
        if self._moved and before is not None and self.changed is not None:
            self.changed(before)
        self.refresh()

    def double_click(self, view: View, here: Point) -> bool:
        if self.grip_at(view, here) is None or self.reset is None:
            return False
        self.reset()
        return True

    def dismiss(self) -> bool:
        if not self.dismissable or self.reset is None:
            return False
        self.reset()
        return True


def _side(value: float, low: float, high: float, reach: float) -> int:
    """-1 near the lower of two edges, 1 near the upper, 0 near neither; the nearer one counts."""
    to_low, to_high = abs(value - low), abs(value - high)
    if min(to_low, to_high) > reach:
        return 0
    return -1 if to_low <= to_high else 1


def _snapped(edges: Sequence[int], stops: Sequence[int], reach: float) -> int:
    """How far some edges that move together have to go to the nearest stop within reach."""
    ways = [stop - edge for edge in edges for stop in stops]
    way = min(ways, key=abs, default=0)
    return way if abs(way) <= reach else 0


def _font() -> QFont:
    font = QFont()
    font.setPixelSize(theme.TEXT_SIZE)
    return font
