"""Asking for another canvas size and where the picture stays."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QSpinBox, QToolButton, QWidget

from paintapp.document import MAXIMUM_SIDE, MINIMUM_SIDE
from paintapp.ui.dialogs.dialog import Dialog


class CanvasSizeDialog(Dialog):
    """Width, height, and one of nine places for what is there; or what each side gains."""

    def __init__(self, width: int, height: int, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Canvas size"), parent)
        self._old = (width, height)
        self.width_field, self.height_field = QSpinBox(), QSpinBox()
        for field, value in ((self.width_field, width), (self.height_field, height)):
            field.setRange(MINIMUM_SIDE, MAXIMUM_SIDE)
            field.setValue(value)
            field.setSuffix(self.tr(" px"))
            field.setMinimumWidth(120)
            field.valueChanged.connect(self._size_changed)
        self.anchor = QButtonGroup(self)
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(2)
        for place in range(9):
            button = QToolButton()
            button.setCheckable(True)
            button.setChecked(place == 4)
            button.setFixedSize(24, 24)
            button.setStyleSheet(
                "QToolButton { background: palette(button); }"
                "QToolButton:checked { background: palette(highlight); }"
            )
            button.setToolTip(self.tr("The picture stays here"))
            self.anchor.addButton(button, place)
            grid.addWidget(button, place // 3, place % 3)
        grid.setColumnStretch(3, 1)
        self.anchor.idClicked.connect(lambda _: self._size_changed())
        self.sides = {name: QSpinBox() for name in ("left", "right", "top", "bottom")}
        form = self.form()
        form.addRow(self.tr("Width"), self.width_field)
        form.addRow(self.tr("Height"), self.height_field)
        form.addRow(self.tr("Keep at"), box)
        form.addRow(self.tr("Added"), self._side_fields())
        self.add_text(self.tr("What lies outside the canvas is kept on its layers."), quiet=True)
        self.accept_button(self.tr("Apply"))
        self.cancel_button()

    def values(self) -> tuple[int, int, int, int]:
        """Width, height, and how far the layers move to the right and down."""
        width, height = self.width_field.value(), self.height_field.value()
        return width, height, self.sides["left"].value(), self.sides["top"].value()

    def _side_fields(self) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        names = (
            ("left", self.tr("Left")),
            ("right", self.tr("Right")),
            ("top", self.tr("Top")),
            ("bottom", self.tr("Bottom")),
        )
        for index, (name, text) in enumerate(names):
            field = self.sides[name]
            field.setRange(-MAXIMUM_SIDE, MAXIMUM_SIDE)
            field.setSuffix(self.tr(" px"))
            field.setMinimumWidth(96)
            field.setToolTip(self.tr("How much this side gains; below zero it is cut"))
            field.valueChanged.connect(self._side_changed)
            label = QLabel(text)
            label.setBuddy(field)
            grid.addWidget(label, index // 2, 2 * (index % 2))
            grid.addWidget(field, index // 2, 2 * (index % 2) + 1)
        return box

    def _size_changed(self) -> None:
        """The sides follow the size and the place the picture keeps."""
        row, column = divmod(self.anchor.checkedId(), 3)
        across = self.width_field.value() - self._old[0]
        down = self.height_field.value() - self._old[1]
        left, top = across * column // 2, down * row // 2
        _show(self.sides, left=left, right=across - left, top=top, bottom=down - top)

    def _side_changed(self) -> None:
        """The size follows the sides."""
        added = {name: field.value() for name, field in self.sides.items()}
        fields = {"width": self.width_field, "height": self.height_field}
        _show(
            fields,
            width=self._old[0] + added["left"] + added["right"],
            height=self._old[1] + added["top"] + added["bottom"],
        )


def _show(fields: dict[str, QSpinBox], **values: int) -> None:
    """Show values without telling anyone."""
    for name, value in values.items():
        blocked = fields[name].blockSignals(True)
        fields[name].setValue(value)
        fields[name].blockSignals(blocked)
