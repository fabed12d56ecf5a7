"""The preset in hand, in the bar of tool options: a press shows all to choose from."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout, QWidget

from paintapp.ui import icons, theme
from paintapp.ui.brushes.commands import BrushCommands
from paintapp.ui.brushes.grid import STROKE, PresetBrowser
from paintapp.ui.brushes.texts import preset_name

SHOWN = QSize(64, 22)
POPUP = QSize(424, 480)


class PresetPicker(QToolButton):
    """Shows a stroke and the name of the preset in hand."""

    def __init__(self, commands: BrushCommands, tip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands = commands
        self._popup: _Popup | None = None
        self.setToolTip(tip)
        self.setAccessibleName(tip)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(theme.CONTROL)
        self.setFixedWidth(SHOWN.width() + 104)
        self.setProperty("field", True)
        self.clicked.connect(self.open)
        commands.presets.chosen.connect(self.update)
        commands.presets.changed.connect(self.update)
        commands.pictures.drawn.connect(self.update)

    def text_shown(self) -> str:
        """The preset's name, with a star when the brush has been changed since."""
        current = self._commands.presets.current
        if current is None:
            return self.tr("Brushes")
        return preset_name(current) + (" *" if self._commands.presets.modified else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as painter:
            preset = self._commands.presets.current
            picture = None
            if preset is not None:
                ratio = self.devicePixelRatioF()
                picture = self._commands.pictures.picture(preset.brush, STROKE, ratio)
            place = QRect(6, (self.height() - SHOWN.height()) // 2, SHOWN.width(), SHOWN.height())
            if picture is not None:
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawPixmap(place, picture)
            left = SHOWN.width() + 12
            arrow = icons.pixmap("chevron-down", theme.TEXT_QUIET, 12, self.devicePixelRatioF())
            painter.drawPixmap(self.width() - 18, (self.height() - 12) // 2, arrow)
            room = self.rect().adjusted(left, 0, -22, 0)
            text = painter.fontMetrics().elidedText(
                self.text_shown(), Qt.TextElideMode.ElideRight, room.width()
            )
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def open(self) -> None:
        """Show all presets below the button."""
        if self._popup is None:
            self._popup = _Popup(self._commands, self)
        corner = self.mapToGlobal(QPoint(0, self.height() + 2))
        room = self.screen().availableGeometry()
        height = min(POPUP.height(), room.bottom() - corner.y() - 8)
        self._popup.setGeometry(corner.x(), corner.y(), POPUP.width(), max(240, height))
        self._popup.show()
        self._popup.browser.search.setFocus()


class _Popup(QFrame):
    """All presets; one that is chosen closes it."""

    def __init__(self, commands: BrushCommands, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("presets")
        self.setStyleSheet(
            f"#presets {{ background: {theme.PANEL}; border: 1px solid {theme.EDGE}; }}"
        )
        self._commands = commands
        self.browser = PresetBrowser(commands.presets, commands.pictures)
        self.browser.chosen.connect(self._chosen)
        self.browser.starred.connect(commands.star)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.GRID, theme.GRID, theme.GRID, theme.GRID)
        rows.addWidget(self.browser)

    def _chosen(self, preset: str) -> None:
        self._commands.presets.choose(preset)
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shown = self.browser.shown
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and shown:
            self._chosen(shown[0].id)
        else:
            super().keyPressEvent(event)
