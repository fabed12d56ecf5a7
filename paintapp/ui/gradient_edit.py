"""A gradient in a line of controls: its bar with stops, the stop's colour, and the presets."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QIcon,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from paintapp.editor import Editor
from paintapp.painting.blend import image_of
from paintapp.painting.gradient import PLAIN, PRESETS, Gradient, Stop, parsed, ramp
from paintapp.ui import icons, theme
from paintapp.ui.controls import NumberBar, draw_checkerboard, icon_button
from paintapp.ui.labels import translated
from paintapp.ui.panels.colour import from_qcolor, qcolor
from paintapp.ui.panels.colour_wheel import ColourWheel

MARK = 5
"""Half the width of a stop's mark."""

PRESET = QSize(72, 16)
"""Size of a preset's picture."""

AWAY = 24
"""Dragged so far from the bar, a stop is taken out."""


def gradient_image(gradient: Gradient, width: int, editor: Editor) -> QImage:
    """One row of a gradient with the editor's colours for their names."""
    colours = ramp(gradient.resolved(editor.foreground, editor.background), width)
    return image_of(np.rint(colours).astype(np.uint16)[None]).copy()


def gradient_icon(gradient: Gradient, editor: Editor, size: QSize) -> QIcon:
    """A small picture of a gradient over a checkerboard."""
    picture = QPixmap(size)
    with QPainter(picture) as painter:
        box = QRectF(0, 0, size.width(), size.height())
        draw_checkerboard(painter, box)
        painter.drawImage(box, gradient_image(gradient, size.width(), editor))
    return QIcon(picture)


class GradientBar(QWidget):
    """The colours of a gradient and below them the marks of its stops.

    Click beside the marks to add one; drag a mark to move it and away from the bar to remove it.
    ``changed`` comes with every change by the artist, ``opened`` when a stop is double-clicked.
    """

    changed = Signal()
    opened = Signal()

    def __init__(self, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self.gradient = parsed(PLAIN)
        self.chosen = 0
        self._dragging = False
        self._taken: Stop | None = None
        self.setMinimumWidth(140)
        self.setMaximumWidth(280)
        self.setFixedHeight(theme.CONTROL)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Gradient"))

    def sizeHint(self) -> QSize:
        return QSize(240, theme.CONTROL)

    def show_gradient(self, gradient: Gradient) -> None:
        """Show a gradient without telling anyone."""
        self.gradient = gradient
        self.chosen = min(self.chosen, len(gradient.stops) - 1)
        self.update()

    def choose(self, index: int) -> None:
        self.chosen = index
        self.update()

    def set_stop(self, stop: Stop) -> None:
        """Replace the chosen stop."""
        self.gradient, self.chosen = self.gradient.with_stop(self.chosen, stop)
        self._tell()

    def remove(self) -> None:
        """Take the chosen stop out."""
        self.gradient = self.gradient.without(self.chosen)
        self.chosen = min(self.chosen, len(self.gradient.stops) - 1)
        self._tell()

    def _tell(self) -> None:
        self.update()
        self.changed.emit()

    @property
    def _bar(self) -> QRectF:
        return QRectF(self.rect()).adjusted(MARK + 0.5, 2.5, -MARK - 0.5, -9.5)

    def _x(self, place: float) -> float:
        bar = self._bar
        return bar.left() + place * bar.width()

    def _place(self, x: float) -> float:
        bar = self._bar
        return min(1.0, max(0.0, (x - bar.left()) / bar.width()))

    def _at(self, point: QPointF) -> int | None:
        """The stop whose mark is nearest to a point, if it is near."""
        found = min(
            range(len(self.gradient.stops)),
            key=lambda i: (
                abs(self._x(self.gradient.stops[i].place) - point.x()) - (i == self.chosen)
            ),
        )
        near = abs(self._x(self.gradient.stops[found].place) - point.x()) <= MARK + 2
        return found if near else None

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            bar = self._bar
            shape = QPainterPath()
            shape.addRoundedRect(bar, 3, 3)
            painter.save()
            painter.setClipPath(shape)
            draw_checkerboard(painter, bar)
            width = max(1, round(bar.width()))
            painter.drawImage(bar, gradient_image(self.gradient, width, self._editor))
            painter.restore()
            painter.setPen(QPen(QColor(theme.ACCENT if self.hasFocus() else theme.EDGE), 1))
            painter.drawPath(shape)
            colours = self.gradient.resolved(self._editor.foreground, self._editor.background)
            order = [i for i in range(len(colours.stops)) if i != self.chosen]
            for index in (*order, self.chosen):
                self._draw_mark(painter, colours.stops[index], index == self.chosen)

    def _draw_mark(self, painter: QPainter, stop: Stop, chosen: bool) -> None:
        x, top, bottom = self._x(stop.place), self.height() - 13.0, self.height() - 1.5
        mark = QPolygonF(
            [
                QPointF(x, top),
                QPointF(x + MARK, top + MARK),
                QPointF(x + MARK, bottom),
                QPointF(x - MARK, bottom),
                QPointF(x - MARK, top + MARK),
            ]
        )
        assert not isinstance(stop.colour, str)
        painter.setBrush(qcolor(stop.colour))
        painter.setPen(QPen(QColor("#000000"), 3))
        painter.drawPolygon(mark)
        painter.setPen(QPen(QColor(theme.ACCENT if chosen else "#ffffff"), 1.5))
        painter.drawPolygon(mark)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        found = self._at(event.position())
        if found is None:
            place = self._place(event.position().x())
            self.gradient, self.chosen = self.gradient.added(self._mixed(place))
            self._tell()
        else:
            self.choose(found)
        self._dragging = True

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._dragging:
            return
        point = event.position()
        place = self._place(point.x())
        away = not -AWAY <= point.y() <= self.height() + AWAY
        if self._taken is not None:
            if not away:
                stop, self._taken = replace(self._taken, place=place), None
                self.gradient, self.chosen = self.gradient.added(stop)
                self._tell()
        elif away and len(self.gradient.stops) > 2:
            self._taken = self.gradient.stops[self.chosen]
            self.remove()
        else:
            self.set_stop(replace(self.gradient.stops[self.chosen], place=place))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragging, self._taken = False, None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._dragging = False
        if self._at(event.position()) is not None:
            self.opened.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        found = self._at(QPointF(event.pos()))
        if found is not None:
            self.choose(found)
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        step = {Qt.Key.Key_Left: -0.01, Qt.Key.Key_Right: 0.01}.get(Qt.Key(key))
        if step is not None:
            stop = self.gradient.stops[self.chosen]
            self.set_stop(replace(stop, place=min(1.0, max(0.0, stop.place + step))))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove()
        else:
            super().keyPressEvent(event)

    def _mixed(self, place: float) -> Stop:
        """A stop of what the gradient looks like at a place."""
        shown = self.gradient.resolved(self._editor.foreground, self._editor.background)
        colours = ramp(shown, 1024)[min(1023, int(place * 1024))]
        alpha = float(colours[3]) / 65535
        if alpha <= 0:
            return Stop(place, shown.stops[self.chosen].colour, 0.0)
        red, green, blue = (min(65535, round(float(v) / alpha)) for v in colours[:3])
        return Stop(place, (red, green, blue), alpha)


class GradientEdit(QWidget):
    """The bar, a button for the chosen stop and one for the presets.

    ``changed`` brings the gradient as text. ``kept`` are the artist's own gradients by name.
    """

    changed = Signal(str)

    def __init__(self, editor: Editor, kept: dict[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._kept = kept
        self.bar = GradientBar(editor)
        self.bar.setToolTip(
            self.tr(
                "Click to add a stop, drag it to move it and away from the bar to remove it; "
                "double-click for its colour"
            )
        )
        self.presets = icon_button("gradient", self.tr("Gradients"))
        self.stop = icon_button("edit", self.tr("Colour of the stop"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        line.addWidget(self.presets)
        line.addWidget(self.bar, 1)
        line.addWidget(self.stop)
        self.presets_menu = QMenu(self)
        self.presets_menu.aboutToShow.connect(self._fill_presets)
        self.presets.setMenu(self.presets_menu)
        self.presets.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.stop_menu = QMenu(self)
        self.panel = StopPanel(self.bar)
        entry = QWidgetAction(self.stop_menu)
        entry.setDefaultWidget(self.panel)
        self.stop_menu.addAction(entry)
        self.stop_menu.aboutToShow.connect(self.panel.refresh)
        self.stop.setMenu(self.stop_menu)
        self.stop.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.bar.changed.connect(lambda: self.changed.emit(self.bar.gradient.text()))
        self.bar.opened.connect(self.stop.showMenu)

    def set_text(self, text: str) -> None:
        """Show a gradient, with the editor's colours as they are now."""
        try:
            self.bar.show_gradient(parsed(text))
        except ValueError:
            self.bar.show_gradient(parsed(PLAIN))

    def keep(self) -> str:
        """Keep the gradient among the artist's own; its name."""
        number = 1
        while (name := self.tr("Gradient {number}").format(number=number)) in self._kept:
            number += 1
        self._kept[name] = self.bar.gradient.text()
        return name

    def _fill_presets(self) -> None:
        menu = self.presets_menu
        menu.clear()
        for label, text in PRESETS:
            self._add_preset(menu, translated(label), text)
        if self._kept:
            menu.addSeparator()
            for name, text in self._kept.items():
                self._add_preset(menu, name, text)
        menu.addSeparator()
        turned = menu.addAction(icons.icon("swap"), self.tr("Turn around"))
        turned.triggered.connect(lambda: self._take(self.bar.gradient.reversed().text()))
        keep = menu.addAction(icons.icon("add"), self.tr("Keep this gradient"))
        keep.triggered.connect(lambda: self.keep())
        if self._kept:
            forget = menu.addMenu(icons.icon("delete"), self.tr("Forget"))
            for name in self._kept:
                action = forget.addAction(name)
                action.triggered.connect(lambda _=False, name=name: self._kept.pop(name, None))

    def _add_preset(self, menu: QMenu, label: str, text: str) -> None:
        try:
            picture = gradient_icon(parsed(text), self._editor, PRESET)
        except ValueError:
            return
        # Menus scale icons to a square; a button of its own shows the whole gradient.
        button = QToolButton()
        button.setIcon(picture)
        button.setIconSize(PRESET)
        button.setText(f" {label}")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setAutoRaise(True)
        button.clicked.connect(lambda: self._take(text))
        entry = QWidgetAction(menu)
        entry.setDefaultWidget(button)
        menu.addAction(entry)

    def _take(self, text: str) -> None:
        self.presets_menu.close()
        self.set_text(text)
        self.changed.emit(text)


class StopPanel(QWidget):
    """The chosen stop: its colour, how opaque it is, where it lies."""

    def __init__(self, bar: GradientBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = bar
        self.wheel = ColourWheel()
        self.wheel.setFixedSize(184, 184)
        self.foreground = self._follower("foreground", self.tr("Foreground colour"))
        self.background = self._follower("background", self.tr("Background colour"))
        self.opacity = NumberBar(self.tr("Opacity"), 0, 100, unit="%")
        self.place = NumberBar(self.tr("Place"), 0, 100, decimals=1, unit="%")
        self.remove = QToolButton()
        self.remove.setIcon(icons.icon("delete"))
        self.remove.setText(self.tr("Remove the stop"))
        self.remove.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.GRID, theme.GRID, theme.GRID, theme.GRID)
        for part in (
            *(self.wheel, self.foreground, self.background),
            *(self.opacity, self.place, self.remove),
        ):
            rows.addWidget(part)
        self.wheel.changed.connect(self._from_wheel)
        self.opacity.changed.connect(lambda value: self._set(opacity=value / 100))
        self.place.changed.connect(lambda value: self._set(place=value / 100))
        self.remove.clicked.connect(self._remove)

    def refresh(self) -> None:
        """Follow the bar's chosen stop."""
        bar = self._bar
        stop = bar.gradient.stops[bar.chosen]
        editor = bar._editor
        shown = bar.gradient.resolved(editor.foreground, editor.background).stops[bar.chosen]
        assert not isinstance(shown.colour, str)
        self.wheel.show_colour(qcolor(shown.colour))
        self.foreground.setChecked(stop.colour == "foreground")
        self.background.setChecked(stop.colour == "background")
        self.opacity.set_value(stop.opacity * 100)
        self.place.set_value(stop.place * 100)
        self.remove.setEnabled(len(bar.gradient.stops) > 1)

    def _follower(self, name: str, label: str) -> QToolButton:
        button = QToolButton()
        button.setText(label)
        button.setCheckable(True)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setToolTip(self.tr("The stop follows this colour"))
        button.clicked.connect(lambda: self._set(colour=name))
        return button

    def _from_wheel(self) -> None:
        self._set(colour=from_qcolor(self.wheel.colour()))

    def _remove(self) -> None:
        self._bar.remove()
        self.refresh()

    def _set(self, **changes: object) -> None:
        bar = self._bar
        bar.set_stop(replace(bar.gradient.stops[bar.chosen], **changes))
        self.refresh()
