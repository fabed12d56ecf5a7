"""What drives a parameter: sensors to switch on, each with a curve and a strength."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from paintapp.painting.brush import Brush
from paintapp.painting.dynamics import SENSORS, Dynamic, Sensor, sensor
from paintapp.painting.parameters import Parameter
from paintapp.ui import theme
from paintapp.ui.controls import NumberBar
from paintapp.ui.curve_editor import CurveEditor
from paintapp.ui.panels.toolbox import tool_text

SCALES = {"speed": (50.0, 10_000.0), "distance": (10.0, 10_000.0), "time": (0.1, 30.0)}
"""Least and most of what counts as 1, for sensors without an end of their own."""


class DynamicsPane(QWidget):
    """The sensors that drive one parameter; ``changed`` gives the whole brush anew."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._brush = Brush()
        self._parameter: Parameter | None = None
        self.title = QLabel()
        self.sensors = QListWidget()
        self.sensors.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.sensors.setUniformItemSizes(True)
        self.sensors.setAccessibleName(self.tr("Sensors"))
        self.sensors.setFixedWidth(176)
        for row in SENSORS:
            item = QListWidgetItem(tool_text(row.label))
            item.setSizeHint(QSize(0, theme.CONTROL))
            item.setToolTip(tool_text(row.tip))
            item.setData(Qt.ItemDataRole.UserRole, row.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.sensors.addItem(item)
        self.sensors.setCurrentRow(0)
        self.sensors.itemChanged.connect(self._switched)
        self.sensors.currentRowChanged.connect(lambda _: self._show_sensor())
        self.curve = CurveEditor()
        self.curve.setMinimumSize(190, 190)
        self.curve.changed.connect(lambda curve: self._change(curve=curve))
        self.strength = NumberBar(self.tr("Strength"), 0, 100, step=5, unit="%")
        self.strength.setToolTip(self.tr("How far the sensor governs the parameter"))
        self.strength.changed.connect(lambda shown: self._change(strength=shown / 100))
        self.scales: dict[str, NumberBar] = {}
        right = QVBoxLayout()
        right.setSpacing(theme.GRID)
        right.addWidget(self.curve, 1)
        right.addWidget(self.strength)
        for row in SENSORS:
            if row.scale:
                least, most = SCALES[row.id]
                bar = NumberBar(
                    self.tr("Full at"),
                    least,
                    most,
                    decimals=1 if most < 100 else 0,
                    unit=row.unit,
                    logarithmic=True,
                )
                bar.setToolTip(self.tr("What the curve's right end stands for"))
                bar.changed.connect(lambda shown: self._change(scale=shown))
                self.scales[row.id] = bar
                right.addWidget(bar)
        columns = QHBoxLayout()
        columns.setSpacing(theme.GRID)
        columns.addWidget(self.sensors)
        columns.addLayout(right, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.GRID)
        rows.addWidget(self.title)
        rows.addLayout(columns, 1)

    @property
    def parameter(self) -> Parameter | None:
        return self._parameter

    def show_parameter(self, parameter: Parameter) -> None:
        """Turn to a parameter, and to the first sensor that drives it."""
        self._parameter = parameter
        label = tool_text(parameter.label)
        self.title.setText(self.tr("What drives “{parameter}”").format(parameter=label))
        driven = {dynamic.sensor for dynamic in self._brush.driven(parameter.name)}
        rows = [row for row, found in enumerate(SENSORS) if found.id in driven]
        self.sensors.setCurrentRow(rows[0] if rows else 0)
        self.show_brush(self._brush)

    def show_brush(self, brush: Brush) -> None:
        """Follow the brush in hand."""
        self._brush = brush
        if self._parameter is None:
            return
        driven = {dynamic.sensor for dynamic in brush.driven(self._parameter.name)}
        with QSignalBlocker(self.sensors):
            for row, found in enumerate(SENSORS):
                on = found.id in driven
                state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
                self.sensors.item(row).setCheckState(state)
        self._show_sensor()

    def _sensor(self) -> Sensor:
        item = self.sensors.currentItem() or self.sensors.item(0)
        return sensor(item.data(Qt.ItemDataRole.UserRole))

    def _dynamic(self) -> Dynamic | None:
        """What the chosen sensor does to the parameter now."""
        if self._parameter is None:
            return None
        found = self._brush.driven(self._parameter.name)
        chosen = self._sensor().id
        return next((dynamic for dynamic in found if dynamic.sensor == chosen), None)

    def _show_sensor(self) -> None:
        chosen, dynamic = self._sensor(), self._dynamic()
        for part in (self.curve, self.strength, *self.scales.values()):
            part.setEnabled(dynamic is not None)
        for name, bar in self.scales.items():
            bar.setVisible(name == chosen.id)
        if self._parameter is not None:
            self.curve.set_labels(tool_text(chosen.label), tool_text(self._parameter.label))
        shown = dynamic or Dynamic(self._parameter.name if self._parameter else "", chosen.id)
        self.curve.set_curve(shown.curve)
        self.strength.set_value(100 * shown.strength)
        if chosen.id in self.scales:
            self.scales[chosen.id].set_value(shown.scale or chosen.scale)
        self.strength.update()

    def _switched(self, item: QListWidgetItem) -> None:
        if self._parameter is None:
            return
        self.sensors.setCurrentItem(item)
        wanted = item.checkState() == Qt.CheckState.Checked
        name = item.data(Qt.ItemDataRole.UserRole)
        dynamic = Dynamic(self._parameter.name, name, strength=1.0 if wanted else 0.0)
        self.changed.emit(self._brush.with_dynamic(dynamic))

    def _change(self, **changes: object) -> None:
        dynamic = self._dynamic()
        if dynamic is None:
            return
        made = replace(dynamic, **changes)
        if made.strength == 0:  # still there, so that the artist can turn it up again
            made = replace(made, strength=0.001)
        self.changed.emit(self._brush.with_dynamic(made))
