"""A line of controls that is never wider than its window: what has no room is scrolled to."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QToolButton, QWidget

from paintapp.ui import theme

LEAST = 160
"""The width that a line shrinks to."""

ARROW = 20
"""The width of an arrow."""

STEP = 120
"""How far an arrow or the wheel goes."""


class Strip(QScrollArea):
    """Shows a widget in one line. Where it is too wide, arrows at the ends and the wheel scroll."""

    def __init__(self, widget: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setWidgetResizable(True)
        self.setWidget(widget)
        for part in (self.viewport(), widget):  # the bar's own background shows
            part.setAutoFillBackground(False)
        self._back = self._arrow(Qt.ArrowType.LeftArrow, self.tr("Earlier options"), -STEP)
        self._on = self._arrow(Qt.ArrowType.RightArrow, self.tr("Further options"), STEP)
        bar = self.horizontalScrollBar()
        bar.valueChanged.connect(self._show_arrows)
        bar.rangeChanged.connect(self._show_arrows)

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST, theme.CONTROL)

    def sizeHint(self) -> QSize:
        return QSize(self.widget().sizeHint().width(), theme.CONTROL)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = event.angleDelta()
        self._scroll(-(turn.x() or turn.y()) * STEP // 120)
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        height, width = self.height(), ARROW
        self._back.setGeometry(0, 0, width, height)
        self._on.setGeometry(self.width() - width, 0, width, height)
        self._show_arrows()

    def _arrow(self, kind: Qt.ArrowType, tip: str, step: int) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("stripArrow")
        button.setArrowType(kind)
        button.setToolTip(tip)
        button.setAutoRepeat(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self._scroll(step))
        button.hide()
        return button

    def _scroll(self, step: int) -> None:
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() + step)

    def _show_arrows(self) -> None:
        bar = self.horizontalScrollBar()
        self._back.setVisible(bar.value() > bar.minimum())
        self._on.setVisible(bar.value() < bar.maximum())
        for button in (self._back, self._on):
            button.raise_()
