"""The document as it lies in the widget: ground, checkerboard, layers and the quick mask's veil."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPixmap, QPolygonF, QTransform

from paintapp.document import TILE, Document, Rect
from paintapp.document.edit import Target
from paintapp.document.pixels import TileKey, tile_keys
from paintapp.ui.canvas_overlays import transform_of
from paintapp.ui.canvas_sources import DocumentSource, VeilSource, veiled_plane
from paintapp.ui.canvas_tiles import ViewTiles
from paintapp.ui.view import View

NEAREST_FROM = 2.0
"""From this zoom on pixels show as squares."""

CHECKER = 8
"""Side of a square of the checkerboard in device pixels."""

MOST_PREPARED = 4096
"""How many tiles in sight are composited before they are painted on."""

SHADOW = 6
"""Width of the canvas's shadow in device pixels."""


class CanvasPicture:
    """Holds the screen-depth copy of a document and draws parts of it.

    `show` takes the next state of the document in, `refresh` composites what is out of date and in
    sight, `draw` paints from what there is; the first two say which tiles of the canvas changed.
    """

    def __init__(self, document: Document, surround: QColor) -> None:
        self.document = document
        self._surround = surround
        self._source = DocumentSource(document)
        self._tiles = ViewTiles(self._source, document.width, document.height)
        self._veil_source: VeilSource | None = None
        self._veil_of: tuple[Target, int | None, int] | None = None
        self._veil: ViewTiles | None = None
        self._work: Iterator[TileKey] | None = None
        self._warm: Iterator[TileKey] | None = None
        self._urgent: list[TileKey] = []
        self._checker = _checkerboard()

    def replace(self, document: Document) -> None:
        """Another document altogether."""
        self.document = document
        self._source = DocumentSource(document)
        self._tiles.reset(self._source, document.width, document.height)
        self._veil_source = self._veil = self._veil_of = None
        self._urgent.clear()
        self._work = self._warm = None

    def show(self, document: Document, target: Target, layer_id: int | None, view: View) -> bool:
        """Go on to another state of the same canvas; whether all of it has to be painted anew."""
        everything = False
        level = self._tiles.level_for(view.zoom)
        if self._source.focus(layer_id):
            self._warm = self._in_sight(view)
        if document is not self.document:
            changed = self._source.update(self.document, document)
            self.document = document
            self._urgent.extend(self._tiles.touch(changed, level))
        veiled = veiled_plane(document, target, layer_id)
        of = None if veiled is None else (target, layer_id, veiled[0].fill)
        if of != self._veil_of or veiled is None:
            everything = of != self._veil_of
            self._veil_of = of
            self._veil_source = self._veil = None
            if veiled is not None:
                self._veil_source = VeilSource(*veiled)
                self._veil = ViewTiles(self._veil_source, document.width, document.height)
        elif self._veil is not None and self._veil_source is not None:
            changed = self._veil_source.update(veiled[0])
            self._urgent.extend(self._veil.touch(changed, level))
        return everything

    @property
    def urgent(self) -> bool:
        """Whether changes in sight still wait to be composited."""
        return bool(self._urgent)

    @property
    def working(self) -> bool:
        """Whether anything in sight is not up to date."""
        return self._work is not None or self.urgent

    def look(self, view: View) -> None:
        """The view has changed: what is out of date is looked for anew."""
        self._work = self._stale(view.visible.intersected(self.document.bounds), view)
        self._warm = self._in_sight(view)

    def prepare(self, seconds: float) -> bool:
        """Composite around the layer that will be painted on for some time; whether to go on."""
        if self._warm is not None:
            until = time.perf_counter() + seconds
            for key in self._warm:
                self._source.tile(key)
                if time.perf_counter() >= until:
                    return True
            self._warm = None
        return False

    def _in_sight(self, view: View) -> Iterator[TileKey] | None:
        seen = view.visible.intersected(self.document.bounds)
        few = seen.area <= MOST_PREPARED * TILE * TILE
        return iter(list(tile_keys(seen))) if few else None

    def refresh(self, view: View, seconds: float) -> tuple[list[TileKey], bool]:
        """Composite for some time, what changed last first.

        The tiles that now look different, and whether there is more to do.
        """
        level = self._tiles.level_for(view.zoom)
        done: list[TileKey] = []
        if self._urgent:
            visible = view.visible
            left, top = visible.x // TILE, visible.y // TILE
            right, bottom = (visible.right - 1) // TILE, (visible.bottom - 1) // TILE
            urgent = list(dict.fromkeys(self._urgent))
            wanted = [key for key in urgent if left <= key[0] <= right and top <= key[1] <= bottom]
            done = self._fill(wanted, level, seconds)
            self._urgent = wanted[len(done) :]
            if self._urgent:
                return done, True
            if done:
                return done, self._work is not None
        if self._work is not None:
            more = self._fill(self._work, level, seconds)
            done.extend(more)
            if not more:
                self._work = None
        return done, self._work is not None

    def _stale(self, rect: Rect, view: View) -> Iterator[TileKey]:
        if rect.empty:
            return
        level = self._tiles.level_for(view.zoom)
        yield from self._tiles.stale_in(rect, level)
        if self._veil is not None:
            yield from self._veil.stale_in(rect, level)

    def _fill(self, keys: Iterable[TileKey], level: int, seconds: float) -> list[TileKey]:
        until = time.perf_counter() + seconds
        done: list[TileKey] = []
        for key in keys:
            self._tiles.fill(key, level)
            if self._veil is not None:
                self._veil.fill(key, level)
            done.append(key)
            if time.perf_counter() >= until:
                break
        return done

    def draw(self, painter: QPainter, view: View, rect: QRect) -> None:
        """Paint a rectangle of device pixels."""
        made = self._tiles.made
        canvas = QRectF(0, 0, self.document.width, self.document.height)
        transform = transform_of(view)
        shape = transform.map(QPolygonF(canvas))
        painter.save()
        painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
        inside = Rect(rect.x(), rect.y(), rect.width(), rect.height())
        whole = view.axis_aligned and QRectF(rect).intersected(shape.boundingRect()) == QRectF(rect)
        if not whole:
            painter.fillRect(rect, self._surround)
            self._draw_shadow(painter, shape)
        part = view.canvas_rect(inside).intersected(self.document.bounds)
        if not part.empty:
            level = self._tiles.level_for(view.zoom)
            if whole and self._tiles.opaque(part, level):
                painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
            else:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QBrush(self._checker))
                painter.setBrushOrigin(shape.at(0))
                painter.drawRect(rect) if whole else painter.drawPolygon(shape)
            self._draw_tiles(painter, view, self._tiles, part, transform)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            if self._veil is not None:
                self._draw_tiles(painter, view, self._veil, part, transform)
        painter.restore()
        if self._tiles.made != made and self._work is None:
            self.look(view)  # some blocks had been forgotten

    def _draw_tiles(
        self, painter: QPainter, view: View, tiles: ViewTiles, part: Rect, transform: QTransform
    ) -> None:
        level = tiles.level_for(view.zoom)
        smooth = view.zoom < NEAREST_FROM and not (view.zoom == 1.0 and view.rotation % 90 == 0)
        if view.axis_aligned and view.zoom == 1.0:
            dx, dy = int(transform.dx()), int(transform.dy())
            for name in tiles.names_in(part, 0):
                own = tiles.block_rect(name)
                seen = own.intersected(part)
                painter.drawImage(
                    seen.x + dx,
                    seen.y + dy,
                    tiles.block(name).image,
                    seen.x - own.x,
                    seen.y - own.y,
                    seen.width,
                    seen.height,
                )
            return
        scale = 1 << level
        margin = 2 if smooth else 0
        reach = Rect.from_edges(
            part.x // scale - margin,
            part.y // scale - margin,
            -(-part.right // scale) + margin,
            -(-part.bottom // scale) + margin,
        )
        found = tiles.assembled(reach, level)
        if found is None:
            return
        rect, image = found
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        if (
            not view.axis_aligned
            or (rect.x + rect.width) * scale > self.document.width
            or ((rect.y + rect.height) * scale > self.document.height)
        ):
            painter.setTransform(transform, True)
            painter.setClipRect(
                QRectF(0, 0, self.document.width, self.document.height),
                Qt.ClipOperation.IntersectClip,
            )
            painter.scale(scale, scale)
        else:
            painter.setTransform(QTransform.fromScale(scale, scale) * transform, True)
        painter.drawImage(QPointF(rect.x, rect.y), image)
        painter.restore()

    def _draw_shadow(self, painter: QPainter, shape: QPolygonF) -> None:
        """A soft dark edge around the canvas, drawn as growing outlines that get fainter."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for width in range(SHADOW, 0, -2):
            pen = painter.pen()
            pen.setStyle(Qt.PenStyle.SolidLine)
            pen.setColor(QColor(0, 0, 0, 26))
            pen.setWidthF(2.0 * width)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.drawPolygon(shape)
        painter.restore()


def _checkerboard() -> QPixmap:
    side = CHECKER
    image = QImage(2 * side, 2 * side, QImage.Format.Format_RGB32)
    image.fill(QColor(204, 204, 204))
    painter = QPainter(image)
    painter.fillRect(side, 0, side, side, QColor(179, 179, 179))
    painter.fillRect(0, side, side, side, QColor(179, 179, 179))
    painter.end()
    return QPixmap.fromImage(image)
