"""Asking for the size of a new document."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QSpinBox, QWidget

from paintapp.document import FULL, MAXIMUM_SIDE, MINIMUM_SIDE, Document, Pixels, RasterLayer
from paintapp.painting import cutting
from paintapp.ui.dialogs.dialog import Dialog

SIZES = (
    (QT_TRANSLATE_NOOP("Sizes", "Square, small"), 512, 512),
    (QT_TRANSLATE_NOOP("Sizes", "Square"), 1024, 1024),
    (QT_TRANSLATE_NOOP("Sizes", "Square, large"), 2048, 2048),
    (QT_TRANSLATE_NOOP("Sizes", "Portrait"), 832, 1216),
    (QT_TRANSLATE_NOOP("Sizes", "Landscape"), 1216, 832),
    (QT_TRANSLATE_NOOP("Sizes", "Full HD"), 1920, 1080),
    (QT_TRANSLATE_NOOP("Sizes", "4K"), 3840, 2160),
    (QT_TRANSLATE_NOOP("Sizes", "A4 at 300 ppi"), 2480, 3508),
)
"""Sizes on offer: name, width and height in pixels."""


class NewDocumentDialog(Dialog):
    """Size, resolution and paper of a new document."""

    def __init__(
        self, width: int, height: int, resolution: float, parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("New document"), parent)
        self.preset = QComboBox()
        self.preset.addItem(self.tr("Custom"))
        for name, columns, rows in SIZES:
            label = QCoreApplication.translate("Sizes", name)
            self.preset.addItem(f"{label} — {columns} × {rows}", (columns, rows))
        self.width_field, self.height_field = QSpinBox(), QSpinBox()
        for field, value in ((self.width_field, width), (self.height_field, height)):
            field.setRange(MINIMUM_SIDE, MAXIMUM_SIDE)
            field.setValue(value)
            field.setSuffix(self.tr(" px"))
            field.valueChanged.connect(self._show_preset)
        self.resolution = QDoubleSpinBox()
        self.resolution.setRange(1, 9600)
        self.resolution.setDecimals(0)
        self.resolution.setValue(resolution)
        self.resolution.setSuffix(self.tr(" ppi"))
        self.paper = QCheckBox(self.tr("White paper as the lowest layer"))
        self.paper.setChecked(True)
        form = self.form()
        form.addRow(self.tr("Size"), self.preset)
        form.addRow(self.tr("Width"), self.width_field)
        form.addRow(self.tr("Height"), self.height_field)
        form.addRow(self.tr("Resolution"), self.resolution)
        form.addRow("", self.paper)
        self.accept_button(self.tr("Create"))
        self.cancel_button()
        self.preset.activated.connect(self._take_preset)
        self._show_preset()
        self.width_field.setFocus()
        self.width_field.selectAll()

    def document(self) -> Document:
        """The document that was asked for."""
        return new_document(
            self.width_field.value(),
            self.height_field.value(),
            self.resolution.value(),
            paper=self.tr("Paper") if self.paper.isChecked() else None,
            layer=self.tr("Layer 1"),
        )

    def _take_preset(self) -> None:
        size = self.preset.currentData()
        if size is not None:
            self.width_field.setValue(size[0])
            self.height_field.setValue(size[1])

    def _show_preset(self) -> None:
        size = (self.width_field.value(), self.height_field.value())
        index = next((i for i, (_, *preset) in enumerate(SIZES, 1) if tuple(preset) == size), 0)
        self.preset.setCurrentIndex(index)


def new_document(
    width: int, height: int, resolution: float, *, paper: str | None, layer: str
) -> Document:
    """A document with an empty layer and, if named, a white paper below it."""
    document = Document(width, height, resolution=resolution)
    if paper is not None:
        white = cutting.filled(Pixels(), (FULL, FULL, FULL), None, document.bounds)
        document = document.inserted(RasterLayer(id=1, name=paper, pixels=white))
    return document.inserted(RasterLayer(id=document.next_id(), name=layer))
