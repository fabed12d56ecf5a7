"""What guides the hand, in two small menus of the options bar: stabiliser and rulers, symmetry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from paintapp.editor import Editor
from paintapp.painting.hand import LONGEST_STRING
from paintapp.painting.symmetry import MOST_ARMS
from paintapp.ui import theme
from paintapp.ui.controls import NumberBar, icon_button

WIDTH = 232


class HandMenus(QWidget):
    """Two buttons; each is lit while what it holds is in effect."""

    def __init__(self, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        self.stabiliser = _Menu("stabiliser", self.tr("Stabiliser and rulers"))
        self.symmetry = _Menu("symmetry", self.tr("Symmetry"))
        line.addWidget(self.stabiliser.button)
        line.addWidget(self.symmetry.button)
        self._fill_stabiliser()
        self._fill_symmetry()
        self.refresh()

    def _fill_stabiliser(self) -> None:
        menu = self.stabiliser
        menu.title(self.tr("Stabiliser"))
        self._kinds = menu.choice(
            (
                ("off", self.tr("Off")),
                ("smoothing", self.tr("Smoothing")),
                ("string", self.tr("Pulled string")),
            ),
            lambda kind: self._set(stabiliser=kind),
        )
        self.smoothing = menu.number(
            NumberBar(self.tr("Amount"), 0, 100, step=5, unit="%"),
            lambda value: self._set(smoothing=value / 100),
        )
        self.string = menu.number(
            NumberBar(self.tr("Length"), 1, LONGEST_STRING, unit="px", logarithmic=True),
            lambda value: self._set(string=value),
        )
        self.catch_up = menu.switch(
            self.tr("Reach the pen at the end"), lambda on: self._set(catch_up=on)
        )
        menu.gap()
        menu.title(self.tr("Rulers"))
        self.rulers = menu.switch(self.tr("Show rulers"), lambda on: self._set(rulers=on))
        self.snap = menu.switch(self.tr("Snap to rulers"), lambda on: self._set(snap=on))

    def _fill_symmetry(self) -> None:
        menu = self.symmetry
        menu.title(self.tr("Symmetry"))
        self._symmetries = menu.choice(
            (
                ("off", self.tr("Off")),
                ("left-right", self.tr("Left and right")),
                ("top-bottom", self.tr("Top and bottom")),
                ("both", self.tr("Both")),
                ("radial", self.tr("Around a point")),
            ),
            lambda kind: self._set_symmetry(kind=kind),
        )
        self.arms = menu.number(
            NumberBar(self.tr("Arms"), 2, MOST_ARMS),
            lambda value: self._set_symmetry(arms=round(value)),
        )
        self.mirrored = menu.switch(
            self.tr("Mirror each arm"), lambda on: self._set_symmetry(mirrored=on)
        )
        self.angle = menu.number(
            NumberBar(self.tr("Angle"), -180, 180, step=15, decimals=1, unit="°"),
            lambda value: self._set_symmetry(angle=value),
        )
        self.locked = menu.switch(
            self.tr("Lock the axes"), lambda on: self._set_symmetry(locked=on)
        )
        self.locked.setToolTip(self.tr("No handles on the canvas: strokes can begin anywhere"))
        self.centre = QPushButton(self.tr("To the middle of the canvas"))
        self.centre.clicked.connect(lambda: self._set_symmetry(x=None, y=None))
        menu.add(self.centre)

    def refresh(self) -> None:
        """Follow the editor's hand."""
        hand = self._editor.hand
        symmetry = hand.symmetry
        _choose(self._kinds, hand.stabiliser)
        self.smoothing.set_value(hand.smoothing * 100)
        self.smoothing.setVisible(hand.stabiliser == "smoothing")
        self.string.set_value(hand.string)
        self.string.setVisible(hand.stabiliser == "string")
        self.catch_up.setVisible(hand.stabiliser != "off")
        _choose(self._symmetries, symmetry.kind)
        self.arms.set_value(symmetry.arms)
        self.arms.setVisible(symmetry.kind == "radial")
        self.mirrored.setVisible(symmetry.kind == "radial")
        self.angle.set_value(symmetry.angle)
        self.angle.setVisible(symmetry.kind != "off")
        self.locked.setVisible(symmetry.kind != "off")
        self.centre.setVisible(symmetry.kind != "off")
        self.centre.setEnabled(symmetry.x is not None or symmetry.y is not None)
        for box, on in (
            (self.catch_up, hand.catch_up),
            (self.rulers, hand.rulers),
            (self.snap, hand.snap),
            (self.mirrored, symmetry.mirrored),
            (self.locked, symmetry.locked),
        ):
            with QSignalBlocker(box):
                box.setChecked(on)
        self.snap.setEnabled(hand.rulers)
        self.stabiliser.light(hand.stabiliser != "off")
        self.symmetry.light(symmetry.kind != "off")

    def _set(self, **changes: Any) -> None:
        self._editor.hand = replace(self._editor.hand, **changes)
        self.refresh()

    def _set_symmetry(self, **changes: Any) -> None:
        self._set(symmetry=replace(self._editor.hand.symmetry, **changes))


class _Menu:
    """A button and the controls that it opens."""

    def __init__(self, icon: str, tip: str) -> None:
        self.button = icon_button(icon, tip, checkable=True)
        self._menu = QMenu(self.button)
        self._box = QWidget()
        self._box.setMinimumWidth(WIDTH)
        self._rows = QVBoxLayout(self._box)
        self._rows.setContentsMargins(12, theme.GRID, 12, theme.GRID)
        self._rows.setSpacing(6)
        entry = QWidgetAction(self._menu)
        entry.setDefaultWidget(self._box)
        self._menu.addAction(entry)
        self.button.clicked.connect(self._open)
        self._lit = False

    def light(self, on: bool) -> None:
        """Show whether what it holds is in effect, and fit its size to what is in it."""
        self._lit = on
        self.button.setChecked(on)
        if self._menu.isVisible():
            self._box.adjustSize()
            self._menu.adjustSize()

    def title(self, text: str) -> None:
        label = QLabel(text)
        label.setProperty("quiet", True)
        self._rows.addWidget(label)

    def gap(self) -> None:
        self._rows.addSpacing(theme.GRID)

    def add(self, control: QWidget) -> None:
        self._rows.addWidget(control)

    def choice(
        self, choices: Sequence[tuple[str, str]], chosen: Callable[[str], None]
    ) -> QButtonGroup:
        group = QButtonGroup(self._box)
        for value, text in choices:
            button = QRadioButton(text)
            button.setProperty("value", value)
            button.clicked.connect(lambda _=False, value=value: chosen(value))
            group.addButton(button)
            self._rows.addWidget(button)
        return group

    def number(self, bar: NumberBar, changed: Callable[[float], None]) -> NumberBar:
        bar.changed.connect(changed)
        self._rows.addWidget(bar)
        return bar

    def switch(self, text: str, changed: Callable[[bool], None]) -> QCheckBox:
        box = QCheckBox(text)
        box.toggled.connect(changed)
        self._rows.addWidget(box)
        return box

    def _open(self) -> None:
        self.button.setChecked(self._lit)  # it says what is in effect, not that it is open
        self._menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))


def _choose(group: QButtonGroup, value: str) -> None:
    for button in group.buttons():
        button.setChecked(button.property("value") == value)
