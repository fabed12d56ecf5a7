"""How a layer looks in the layers panel, and what clicking on its parts does."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from paintapp.document import GroupLayer, Layer, TextLayer
from paintapp.painting.blend import blend_mode
from paintapp.painting.fonts import has_family
from paintapp.ui import icons, theme
from paintapp.ui.controls import draw_checkerboard
from paintapp.ui.labels import translated
from paintapp.ui.panels.layer_model import LAYER
from paintapp.ui.panels.thumbnails import SIDE, Thumbnails

HEIGHT = 44
EYE = 24
GAP = 8
SMALL = 14

Index = QModelIndex | QPersistentModelIndex


class LayerRows(QStyledItemDelegate):
    """Paints rows: eye, picture, mask, name with mode and opacity, and badges at the right."""

    eye_clicked = Signal(int)
    pixels_clicked = Signal(int)
    mask_clicked = Signal(int)
    mask_switched = Signal(int)
    text_opened = Signal(int)

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self.target = "pixels"
        self.active: int | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        layer: Layer = index.data(LAYER)
        rect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected:
            painter.fillRect(rect, QColor(theme.ACCENT_QUIET))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(theme.RAISED))
        if selected and layer.id == self.active:
            # Of several that are chosen, this is the one that is worked on.
            painter.fillRect(0, rect.y(), 3, rect.height(), QColor(theme.ACCENT))
        painter.setPen(QColor(theme.LINE))
        painter.drawLine(0, rect.bottom(), rect.right(), rect.bottom())
        quiet = theme.ICON if selected else theme.TEXT_QUIET
        self._draw_icon(
            painter,
            "eye" if layer.visible else "eye-off",
            eye_rect(rect),
            quiet if layer.visible else theme.TEXT_DISABLED,
            18,
        )
        if not layer.visible:
            painter.setOpacity(0.55)
        place = picture_rect(rect, layer)
        if layer.clipping:
            self._draw_icon(
                painter, "clip", QRect(place.x() - 16, place.y(), 14, place.height()), quiet, 12
            )
        self._draw_picture(painter, layer, place, "pixels")
        if layer.mask is not None:
            self._draw_picture(painter, layer, mask_rect(rect, layer), "mask")
        right = self._draw_badges(painter, layer, rect, quiet)
        text = QRect(text_left(rect, layer), rect.y(), 0, rect.height())
        text.setRight(right - GAP)
        self._draw_text(painter, layer, text, selected)
        painter.restore()

    def _draw_text(self, painter: QPainter, layer: Layer, rect: QRect, selected: bool) -> None:
        metrics = painter.fontMetrics()
        details = []
        if layer.blend_mode != "normal":
            details.append(translated(blend_mode(layer.blend_mode).label))
        if layer.opacity < 0.995:
            details.append(f"{layer.opacity * 100:.0f}%")
        name = metrics.elidedText(layer.name, Qt.TextElideMode.ElideRight, rect.width())
        painter.setPen(QColor(theme.ON_ACCENT if selected else theme.TEXT))
        if not details:
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, name)
            return
        upper, lower = QRect(rect), QRect(rect)
        upper.setBottom(rect.center().y())
        lower.setTop(rect.center().y() + 1)
        painter.drawText(upper, Qt.AlignmentFlag.AlignBottom, name)
        painter.setPen(QColor(theme.ICON if selected else theme.TEXT_QUIET))
        line = metrics.elidedText(" · ".join(details), Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(lower, Qt.AlignmentFlag.AlignTop, line)

    def _draw_badges(self, painter: QPainter, layer: Layer, rect: QRect, colour: str) -> int:
        """Small icons from the right edge on; the left edge of the last."""
        x = rect.right() - GAP
        for name, shown in badges(layer):
            if shown:
                x -= SMALL
                place = QRect(x, rect.y(), SMALL, rect.height())
                accent = theme.ACCENT_HOVER if name == "generate" else colour
                self._draw_icon(painter, name, place, accent, SMALL)
                x -= 4
        return x

    def _draw_icon(self, painter: QPainter, name: str, rect: QRect, colour: str, size: int) -> None:
        device = painter.device()
        ratio = device.devicePixelRatio() if device is not None else 1.0
        picture = icons.pixmap(name, colour, size, ratio)
        painter.drawPixmap(
            QPointF(rect.center().x() + 1 - size / 2, rect.center().y() + 1 - size / 2), picture
        )

    def _draw_picture(self, painter: QPainter, layer: Layer, rect: QRect, target: str) -> None:
        frame = QRectF(rect)
        if isinstance(layer, GroupLayer) and target == "pixels":
            self._draw_icon(painter, "group", rect, theme.TEXT_QUIET, 20)
        else:
            picture = self._thumbnails.picture(layer.id, target)
            if picture is not None:
                size = picture.deviceIndependentSize()
                frame = QRectF(0, 0, size.width(), size.height())
                frame.moveCenter(QRectF(rect).center())
            if target == "pixels":
                draw_checkerboard(painter, frame)
            else:
                painter.fillRect(frame, QColor("#000000"))
            if picture is not None:
                painter.drawPixmap(frame.topLeft(), picture)
        if target == "mask" and not layer.mask_enabled:
            painter.setPen(QPen(QColor(theme.ERROR), 1.5))
            painter.drawLine(frame.topLeft(), frame.bottomRight())
            painter.drawLine(frame.topRight(), frame.bottomLeft())
        # The frame tells what is painted on: the layer's pixels or its mask.
        painted = layer.id == self.active and target == self.target and layer.mask is not None
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(
            QPen(QColor(theme.ON_ACCENT if painted else theme.LINE), 2 if painted else 1)
        )
        if painted or not isinstance(layer, GroupLayer) or target == "mask":
            painter.drawRect(frame.adjusted(-0.5, -0.5, 0.5, 0.5))

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        if not (
            isinstance(event, QMouseEvent)
            and event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
            and event.button() == Qt.MouseButton.LeftButton
        ):
            return False
        layer: Layer = index.data(LAYER)
        point = event.position().toPoint()
        if eye_rect(option.rect).contains(point):
            self.eye_clicked.emit(layer.id)
            return True
        if layer.mask is not None and mask_rect(option.rect, layer).contains(point):
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.mask_switched.emit(layer.id)
            else:
                self.mask_clicked.emit(layer.id)
            return False
        if picture_rect(option.rect, layer).contains(point):
            self.pixels_clicked.emit(layer.id)
            double = event.type() == QEvent.Type.MouseButtonDblClick
            if double and isinstance(layer, TextLayer):
                self.text_opened.emit(layer.id)
                return True
        return False

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        entry = QLineEdit(parent)
        entry.setFrame(False)
        return entry

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """A row that changes while its name is being typed leaves the typing alone."""
        name = index.data()
        if isinstance(editor, QLineEdit) and not editor.isModified() and editor.text() != name:
            editor.setText(name)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        rect = QRect(option.rect)
        rect.setLeft(text_left(rect, index.data(LAYER)) - 6)
        rect.setRight(rect.right() - GAP)
        rect.setTop(rect.center().y() - 12)
        rect.setHeight(26)
        editor.setGeometry(rect)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        layer = index.data(LAYER)
        if event.type() != QEvent.Type.ToolTip or layer is None:
            return False
        QToolTip.showText(event.globalPos(), self._tip(event, option, layer), view)
        return True

    def _tip(self, event: QHelpEvent, option: QStyleOptionViewItem, layer: Layer) -> str:
        if eye_rect(option.rect).contains(event.pos()):
            return self.tr("Hide layer") if layer.visible else self.tr("Show layer")
        if layer.mask is not None and mask_rect(option.rect, layer).contains(event.pos()):
            return self.tr(
                "Mask: click to paint on it, Shift+click to switch it on or off, "
                "Ctrl+click to select what it shows"
            )
        if picture_rect(option.rect, layer).contains(event.pos()):
            hint = self.tr("Ctrl+click selects what the layer covers; with Shift it is added")
            return f"{layer_tip(layer)}\n{hint}"
        return layer_tip(layer)


def layer_tip(layer: Layer) -> str:
    """A layer's tooltip: its name, and the prompt it came from."""
    if layer.origin.kind == "generated":
        prompt = _prompt(layer)
        return f"{layer.name}\n{prompt}" if prompt else layer.name
    if isinstance(layer, TextLayer):
        tip = f"{layer.name}\n{layer.text.family}, {layer.text.size:.4g} px"
        there = has_family(layer.text.family)
        return tip if there else f"{tip}\n{translated('This font is not installed here.')}"
    if layer.origin.kind == "imported" and layer.origin.detail:
        return f"{layer.name}\n{layer.origin.detail}"
    return layer.name


def _prompt(layer: Layer) -> str:
    from paintapp.generation.place import layer_generation

    try:
        generation = layer_generation(layer)
    except ValueError:
        return ""
    return "" if generation is None else generation.request.prompt


def badges(layer: Layer) -> tuple[tuple[str, bool], ...]:
    """Icons that a row shows at its right edge, from the right, and whether they apply."""
    return (
        ("generate", layer.origin.kind == "generated"),
        ("text", isinstance(layer, TextLayer)),
        ("lock", layer.lock_pixels),
        ("lock-alpha", layer.lock_alpha),
        ("lock-position", layer.lock_position),
        ("reference", layer.reference),
    )


def eye_rect(row: QRect) -> QRect:
    return QRect(row.x() + 2, row.y(), EYE, row.height())


def picture_rect(row: QRect, layer: Layer) -> QRect:
    left = row.x() + EYE + GAP // 2 + (GAP * 2 if layer.clipping else 0)
    return QRect(left, row.y() + (row.height() - SIDE) // 2, SIDE, SIDE)


def mask_rect(row: QRect, layer: Layer) -> QRect:
    return picture_rect(row, layer).translated(SIDE + 4, 0)


def picture_at(row: QRect, layer: Layer | None, point: QPoint) -> bool | None:
    """Whether a point of a row is on the mask's picture (True), the layer's (False), or neither."""
    if layer is None:
        return None
    if picture_rect(row, layer).contains(point):
        return False
    if layer.mask is not None and mask_rect(row, layer).contains(point):
        return True
    return None


def text_left(row: QRect, layer: Layer) -> int:
    last = picture_rect(row, layer) if layer.mask is None else mask_rect(row, layer)
    return last.right() + GAP
