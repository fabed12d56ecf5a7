"""The part of the Generate panel that says which lines the model follows, and how closely."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from paintapp.generation.lines import KIND
from paintapp.ui import icons, theme
from paintapp.ui.controls import NumberBar
from paintapp.ui.generate.controller import GenerateController

NONE, PICTURE = "none", "picture"


class _Picker(QComboBox):
    """A choice that says when its list is about to be shown, so that the list is up to date."""

    opening = Signal()

    def showPopup(self) -> None:
        self.opening.emit()
        super().showPopup()


class LinesSection(QWidget):
    """Shown where the chosen model declares that it can be guided by lines."""

    def __init__(self, controller: GenerateController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._controller = controller
        self._layers: list[tuple[int, str]] | None = None
        self.source = _Picker()
        self.source.opening.connect(self.refresh)
        self.source.setObjectName("linesSource")
        self.source.setAccessibleName(self.tr("Lines to follow"))
        self.source.setToolTip(
            self.tr(
                "The model keeps to these lines: of a drawing its ink, of a painting its edges. "
                "The layer may be hidden."
            )
        )
        self.source.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.source.activated.connect(self._chosen)
        self.weight = NumberBar(self.tr("Weight"), 0, 200, step=5, unit="%")
        self.weight.setObjectName("linesWeight")
        self.weight.setToolTip(self.tr("How closely the picture follows the lines"))
        self.weight.changed.connect(lambda value: self._change(weight=value / 100))
        self.fold = QToolButton()
        self.fold.setObjectName("foldLines")
        self.fold.setText(self.tr("From step to step"))
        self.fold.setIcon(icons.icon("chevron-right"))
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.fold.setAutoRaise(True)
        self.fold.clicked.connect(self._toggle)
        self.start = NumberBar(self.tr("Start"), 0, 100, step=5, unit="%")
        self.start.setToolTip(self.tr("From when on the lines count"))
        self.start.changed.connect(self._set_start)
        self.end = NumberBar(self.tr("End"), 0, 100, step=5, unit="%")
        self.end.setToolTip(self.tr("Until when the lines count; after that the model is free"))
        self.end.changed.connect(self._set_end)
        self._span = QWidget()
        span = QVBoxLayout(self._span)
        span.setContentsMargins(theme.GRID, 0, 0, 0)
        span.setSpacing(4)
        span.addWidget(self.start)
        span.addWidget(self.end)
        self._span.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.source, self.weight, self.fold, self._span):
            column.addWidget(widget)
        controller.changed.connect(self.refresh)
        self.refresh()

    @property
    def offered(self) -> bool:
        """Whether the chosen model can be guided by lines."""
        model = self._controller.descriptor
        return model is not None and KIND in model.controls

    def refresh(self) -> None:
        """Show the controller's choices and the document's layers."""
        chosen = self._controller.choices.lines
        self._fill(chosen.layer if chosen.source == "layer" else None)
        key = chosen.layer if chosen.source == "layer" else chosen.source
        self.source.setCurrentIndex(max(0, self.source.findData(key)))
        self.weight.set_value(chosen.weight * 100)
        self.start.set_value(chosen.start * 100)
        self.end.set_value(chosen.end * 100)
        for widget in (self.weight, self.fold, self._span):
            widget.setEnabled(chosen.source != "none")

    def _fill(self, wanted: int | None) -> None:
        """List what lines can be taken from, the topmost layer first."""
        document = self._controller.editor.document
        layers = [(layer.id, layer.name) for layer in reversed(list(document.walk()))]
        if wanted is not None and document.find(wanted) is None:
            layers.append((wanted, self.tr("(missing layer)")))
        if layers == self._layers:
            return
        self._layers = layers
        self.source.clear()
        self.source.addItem(self.tr("None"), NONE)
        self.source.addItem(self.tr("Whole picture"), PICTURE)
        for number, name in layers:
            self.source.addItem(name, number)

    def _chosen(self, index: int) -> None:
        data = self.source.itemData(index)
        if isinstance(data, int):
            self._change(source="layer", layer=data)
        else:
            self._change(source=data)

    def _set_start(self, value: float) -> None:
        start = value / 100
        self._change(start=start, end=max(start, self._controller.choices.lines.end))

    def _set_end(self, value: float) -> None:
        end = value / 100
        self._change(end=end, start=min(end, self._controller.choices.lines.start))

    def _change(self, **changes: object) -> None:
        lines = msgspec.structs.replace(self._controller.choices.lines, **changes)
        self._controller.choose(lines=lines)

    def _toggle(self) -> None:
        shown = self._span.isHidden()
        self._span.setVisible(shown)
        self.fold.setIcon(icons.icon("chevron-down" if shown else "chevron-right"))
