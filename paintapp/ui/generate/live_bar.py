"""The line above the prompt bar while live painting is on: its state and its few controls."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from paintapp.ui import icons, theme
from paintapp.ui.controls import NumberBar, icon_button
from paintapp.ui.generate.live import LiveController


class LiveBar(QWidget):
    """State, strength, seed, place and opacity of the live picture; Keep and stop."""

    def __init__(self, live: LiveController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("liveBar")
        self.setAccessibleName(self.tr("Live painting"))
        self._live = live
        mark = QLabel()
        mark.setPixmap(icons.pixmap("live", theme.ACCENT_HOVER))
        self.status = QLabel()
        self.status.setObjectName("liveStatus")
        widest = self.fontMetrics().horizontalAdvance(self.tr("Live · waits for the job"))
        self.status.setMinimumWidth(widest + theme.GRID)

        self.strength = NumberBar(self.tr("Strength"), 0, 100, step=5, unit="%")
        self.strength.setObjectName("liveStrength")
        self.strength.setToolTip(
            self.tr("How far the live picture may go: 0% is your canvas, 100% leaves little of it")
        )
        self.strength.setFixedWidth(128)
        self.strength.changed.connect(lambda value: live.choose(live_strength=value / 100))
        self.dice = icon_button("dice", self.tr("Another picture of the same canvas"))
        self.dice.setObjectName("liveDice")
        self.dice.clicked.connect(lambda: live.new_seed())

        self.beside = icon_button("live-beside", self.tr("Beside the canvas"), checkable=True)
        self.beside.setObjectName("liveBeside")
        self.over = icon_button("live-over", self.tr("Over the canvas"), checkable=True)
        self.over.setObjectName("liveOver")
        self._places = QButtonGroup(self)
        self._places.addButton(self.beside)
        self._places.addButton(self.over)
        self.beside.clicked.connect(lambda: live.choose(live_over=False))
        self.over.clicked.connect(lambda: live.choose(live_over=True))
        self.opacity = NumberBar(self.tr("Opacity"), 0, 100, step=5, unit="%")
        self.opacity.setObjectName("liveOpacity")
        self.opacity.setToolTip(
            self.tr("Of the picture over the canvas; it steps back while you draw")
        )
        self.opacity.setFixedWidth(128)
        self.opacity.changed.connect(lambda value: live.choose(live_opacity=value / 100))

        self.keep = QPushButton(self.tr("Keep"))
        self.keep.setObjectName("liveKeep")
        self.keep.setIcon(icons.icon("layer-add"))
        self.keep.setIconSize(QSize(icons.SIZE, icons.SIZE))
        self.keep.setFixedHeight(theme.CONTROL)
        self.keep.setToolTip(self.tr("Make this picture a layer (Ctrl+Shift+L)"))
        self.keep.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.keep.clicked.connect(lambda: live.keep())
        self.close_button = icon_button("close", self.tr("Stop live painting (Ctrl+L)"))
        self.close_button.setObjectName("liveStop")
        self.close_button.clicked.connect(lambda: live.stop())

        row = QHBoxLayout(self)
        row.setContentsMargins(theme.GRID, theme.GRID, theme.GRID, 0)
        row.setSpacing(theme.GRID)
        for widget in (mark, self.status, self.strength, self.dice):
            row.addWidget(widget)
        row.addSpacing(theme.GRID)
        for widget in (self.beside, self.over, self.opacity):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.keep)
        row.addWidget(self.close_button)
        live.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the state; the bar is there only while live painting is on."""
        live = self._live
        if self.isHidden() == live.on:
            self.setVisible(live.on)
        if not live.on:
            return
        choices = live.controller.choices
        self.status.setText(live.status)
        self.strength.set_value(choices.live_strength * 100)
        self.beside.setChecked(not choices.live_over)
        self.over.setChecked(choices.live_over)
        self.opacity.set_value(choices.live_opacity * 100)
        self.opacity.setVisible(choices.live_over)
        self.keep.setEnabled(live.can_keep)


def live_button(action: QAction, parent: QWidget | None = None) -> QToolButton:
    """The switch beside Generate: icon and word."""
    button = QToolButton(parent)
    button.setObjectName("live")
    action.setIconText(QCoreApplication.translate("LiveBar", "Live"))
    button.setDefaultAction(action)
    button.setIconSize(QSize(icons.SIZE, icons.SIZE))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    # It stands beside Generate, so it looks like something to press also while it is off.
    button.setStyleSheet(
        f"QToolButton {{ padding: 0 {theme.GRID}px; }}"
        f"QToolButton:!checked {{ background: {theme.RAISED}; }}"
        f"QToolButton:!checked:hover {{ background: {theme.HOVER}; }}"
    )
    word = button.fontMetrics().horizontalAdvance(action.iconText())
    button.setFixedSize(icons.SIZE + word + 3 * theme.GRID, theme.CONTROL)
    return button
