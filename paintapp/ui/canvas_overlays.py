"""What the view draws over the document: outlines and previews.

Nothing here touches the document. Everything is given in canvas pixels and drawn in device pixels.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF, QTransform

from paintapp.document import Rect
from paintapp.gesture import Guide, Handle, Picture
from paintapp.painting.blend import image_of
from paintapp.ui import theme
from paintapp.ui.view import View

DASH = 4.0
"""Length of a dash of marching ants in device pixels; they march one pixel a beat."""


def transform_of(view: View) -> QTransform:
    """The view as Qt knows it: canvas to device pixels."""
    m11, m12, m21, m22, dx, dy = view.matrix
    return QTransform(m11, m12, m21, m22, dx, dy)


HANDLE = 4.0
"""Half of a handle's side, or its radius, in logical pixels."""


class Outline:
    """Closed or open lines of two colours, readable on any ground; dashes can march.

    A guide's handles lie over its lines.
    """

    def __init__(self) -> None:
        self._path = QPainterPath()
        self._handles: tuple[Handle, ...] = ()
        self._picture: Picture | None = None
        self._shaded: tuple[tuple[float, float], ...] = ()
        self.cursor = ""
        """What the guide says that the pen does where it is."""
        self._view: View | None = None
        self._mapped = QPainterPath()
        self._box = QRectF()
        self.beat = 0

    def set_lines(self, lines: Iterable[Sequence[tuple[float, float]]], closed: bool) -> None:
        """Show polylines of canvas points."""
        path = QPainterPath()
        for line in lines:
            path.addPolygon(QPolygonF([QPointF(x, y) for x, y in line]))
            if closed:
                path.closeSubpath()
        self._set(path)

    def set_guide(self, guide: Guide | None) -> None:
        """Show a gesture's guide, or nothing."""
        if guide is None:
            self.clear()
            return
        path = QPainterPath()
        guides = (guide, *guide.further)
        for line in guides:
            if line.kind == "ellipse":
                (left, top), (right, bottom) = line.points
                path.addEllipse(QRectF(left, top, right - left, bottom - top))
            elif line.points:
                path.addPolygon(QPolygonF([QPointF(x, y) for x, y in line.points]))
                if line.closed:
                    path.closeSubpath()
        self._set(path, tuple(handle for line in guides for handle in line.handles))
        self._picture = guide.picture
        self._shaded = guide.points if guide.shaded else ()
        self.cursor = guide.cursor

    def clear(self) -> None:
        self._set(QPainterPath())

    def _set(self, path: QPainterPath, handles: tuple[Handle, ...] = ()) -> None:
        self._path = path
        self._handles = handles
        self._picture, self._shaded, self.cursor = None, (), ""
        self._view = None

    @property
    def empty(self) -> bool:
        return self._path.isEmpty() and not self._handles

    def bounds(self, view: View) -> QRectF:
        """Where it shows, in device pixels."""
        self._map(view)
        return self._box

    def draw(self, painter: QPainter, view: View) -> None:
        """Draw in device pixels. Thin solid lines without smoothing are what Qt draws fastest."""
        if self.empty:
            return
        self._map(view)
        painter.save()
        if self._picture is not None:
            draw_picture(painter, self._picture, view)
        if self._shaded:
            self._draw_shade(painter, view)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(255, 255, 255), 0))
        painter.drawPath(self._mapped)
        pen = QPen(QColor(0, 0, 0), 0)
        pen.setDashPattern([DASH, DASH])
        pen.setDashOffset(float(-self.beat % (2 * DASH)))
        painter.setPen(pen)
        painter.drawPath(self._mapped)
        if self._handles:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for handle in self._handles:
                draw_handle(painter, handle, QPointF(*view.to_widget(handle.x, handle.y)))
        painter.restore()

    def _draw_shade(self, painter: QPainter, view: View) -> None:
        outside = QPainterPath()
        outside.addRect(QRectF(0, 0, view.width, view.height))
        inside = QPolygonF([QPointF(*view.to_widget(*point)) for point in self._shaded])
        outside.addPolygon(inside)
        outside.closeSubpath()
        painter.fillPath(outside, QColor(0, 0, 0, 140))

    def _map(self, view: View) -> None:
        if self._view != view:
            self._view = view
            self._mapped = transform_of(view).map(self._path)
            box = self._mapped.boundingRect()
            for handle in self._handles:
                x, y = view.to_widget(handle.x, handle.y)
                spot = QRectF(x - 1, y - 1, 2, 2)
                box = spot if box.isEmpty() and not self._mapped.elementCount() else box | spot
            if self._picture is not None:
                corners = [QPointF(*view.to_widget(*p)) for p in self._picture.corners]
                box = box.united(QPolygonF(corners).boundingRect())
            if self._shaded:
                box = QRectF(0, 0, view.width, view.height)
            margin = 4 * HANDLE if self._handles else 2
            self._box = box.adjusted(-margin, -margin, margin, margin)


def draw_picture(painter: QPainter, picture: Picture, view: View) -> None:
    """A guide's picture between its corners."""
    height, width = picture.pixels.shape[:2]
    image = image_of(np.ascontiguousarray(picture.pixels))
    corners = QPolygonF([QPointF(*view.to_widget(*point)) for point in picture.corners])
    frame = QPolygonF([QPointF(0, 0), QPointF(width, 0), QPointF(width, height),
                       QPointF(0, height)])  # fmt: skip
    transform = QTransform()
    if not QTransform.quadToQuad(frame, corners, transform):
        return
    painter.save()
    painter.setTransform(transform, True)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(0, 0, image)
    painter.restore()


def draw_handle(painter: QPainter, handle: Handle, at: QPointF) -> None:
    """A handle at a device pixel: light with a dark rim, or filled with its own colour."""
    side = HANDLE * painter.device().devicePixelRatioF()
    shape = QPainterPath()
    if handle.kind == "square":
        side = round(side) + 0.5
        shape.addRect(QRectF(at.x() - side, at.y() - side, 2 * side, 2 * side))
    elif handle.kind == "round":
        side += 0.5
        shape.addEllipse(at, side, side)
    else:
        side *= 1.4
        corners = ((0, -side), (side, 0), (0, side), (-side, 0))
        shape.addPolygon(QPolygonF([at + QPointF(x, y) for x, y in corners]))
        shape.closeSubpath()
    fill = QColor(theme.ACCENT) if handle.active else QColor(255, 255, 255)
    if handle.colour is not None:
        fill = QColor.fromRgba64(*handle.colour)
        painter.setPen(QPen(QColor(255, 255, 255), 4 if handle.active else 3))
        painter.drawPath(shape)
    painter.setBrush(fill)
    accent = handle.active and handle.colour is not None
    painter.setPen(QPen(QColor(theme.ACCENT) if accent else QColor(0, 0, 0, 200), 1.2))
    painter.drawPath(shape)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def masked_image(image: QImage, mask: QImage | None) -> QImage:
    """A picture that shows where a grey mask is light (None: everywhere), quick to draw."""
    form = QImage.Format
    if mask is not None and not mask.isNull():
        size = image.size()
        if mask.width() > image.width():
            size = mask.size()  # a small preview must not coarsen a fine mask
        smooth = Qt.TransformationMode.SmoothTransformation
        keep = Qt.AspectRatioMode.IgnoreAspectRatio
        image = image.convertToFormat(form.Format_RGB32).scaled(size, keep, smooth)
        alpha = mask.convertToFormat(form.Format_Grayscale8).scaled(size, keep, smooth)
        image = image.convertToFormat(form.Format_ARGB32)
        image.setAlphaChannel(alpha)
    return image.convertToFormat(form.Format_ARGB32_Premultiplied)


class Preview:
    """A picture shown over a part of the canvas: a result not yet applied, or one in the making."""

    def __init__(self) -> None:
        self.bounds: Rect | None = None
        self.opacity = 1.0
        self._image: QImage | None = None

    def set(self, bounds: Rect | None, image: QImage | None, mask: QImage | None) -> None:
        """Show ``image`` scaled to ``bounds`` where the grey ``mask`` (None: all) is light."""
        if bounds is None or image is None or image.isNull() or bounds.empty:
            self.bounds = self._image = None
            return
        self.bounds = bounds
        self._image = masked_image(image, mask)

    def draw(self, painter: QPainter, view: View) -> None:
        if self.bounds is None or self._image is None:
            return
        painter.save()
        painter.setTransform(transform_of(view), True)
        smooth = view.zoom * self.bounds.width / self._image.width() < 2
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth or view.zoom < 2)
        painter.setOpacity(self.opacity)
        painter.drawImage(QRectF(*self.bounds), self._image)
        painter.restore()
        self._draw_frame(painter, view, self.bounds)

    def _draw_frame(self, painter: QPainter, view: View, bounds: Rect) -> None:
        """A thin frame in the accent's colour, so that no preview is taken for a layer."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, not view.axis_aligned)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.ACCENT), 2))
        painter.drawPolygon(transform_of(view).map(QPolygonF(QRectF(*bounds))))
        painter.restore()
