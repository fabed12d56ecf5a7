"""The window that edits the brush in hand: all parameters, what drives them, places to try it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from paintapp.formats.brushes.table import read_picture
from paintapp.painting.bitmaps import Bitmap, Kind, bundled, bundled_names
from paintapp.painting.brush import Brush
from paintapp.painting.parameters import PARAMETERS, SWITCHES, Group, Parameter
from paintapp.ui import theme
from paintapp.ui.brushes.dynamics import DynamicsPane
from paintapp.ui.brushes.texts import picture_name, preset_name
from paintapp.ui.brushes.try_out import LivePreview, Scratchpad
from paintapp.ui.controls import NumberBar, icon_button
from paintapp.ui.panels.toolbox import tool_text

if TYPE_CHECKING:
    from paintapp.ui.brushes.commands import BrushCommands

SIZE = QSize(920, 680)
THUMBNAIL = 28
FROM_FILE = "from file"

PICTURES: dict[Group, tuple[str, Kind]] = {
    "shape": ("tip", "tips"),
    "grain": ("grain", "grains"),
    "dual": ("dual_tip", "tips"),
}
"""The picture that each group of parameters has: the brush's field, and its kind."""


class ParameterRow(QWidget):
    """A bar for a number, and a button that shows what drives it."""

    def __init__(self, parameter: Parameter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.parameter = parameter
        step = 5 if parameter.factor == 100 else 1
        self.bar = NumberBar(
            tool_text(parameter.label),
            parameter.minimum * parameter.factor,
            parameter.maximum * parameter.factor,
            step=step,
            decimals=parameter.decimals,
            unit=parameter.unit,
            logarithmic=parameter.logarithmic,
        )
        self.bar.setToolTip(tool_text(parameter.tip))
        self.drive: QToolButton = icon_button(
            "pressure", self.tr("What drives it: pressure, speed, …"), checkable=True
        )
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(self.bar, 1)
        line.addWidget(self.drive)
        if parameter.driven is None:
            self.drive.setEnabled(False)
            self.drive.setIcon(QIcon())

    def show_brush(self, brush: Brush, chosen: bool) -> None:
        """Show a brush's value, and whether sensors drive it."""
        self.bar.set_value(getattr(brush, self.parameter.name) * self.parameter.factor)
        self.drive.setChecked(chosen)
        driven = bool(brush.driven(self.parameter.name))
        if self.drive.property("driven") != driven:
            self.drive.setProperty("driven", driven)
            colour = f"background: {theme.ACCENT_QUIET};" if driven else ""
            self.drive.setStyleSheet(f"QToolButton:!checked {{ {colour} }}" if driven else "")


class BrushEditor(QDialog):
    """Edits ``editor.brush`` at once; saving into a preset is the artist's to say."""

    def __init__(self, commands: BrushCommands, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Tool | Qt.WindowType.WindowCloseButtonHint)
        self._commands = commands
        self._editor = commands.presets.editor
        self._rows: dict[str, ParameterRow] = {}
        self._switches: dict[str, QCheckBox] = {}
        self._pictures: dict[str, QComboBox] = {}
        self._brush: Brush | None = None
        self.setWindowTitle(self.tr("Brush editor"))
        self.resize(SIZE)
        self.groups = QListWidget()
        self.groups.setFixedWidth(132)
        self.groups.setAccessibleName(self.tr("Groups of parameters"))
        self.pages = QStackedWidget()
        for group, title in self._titles():
            item = QListWidgetItem(title, self.groups)
            item.setSizeHint(QSize(0, theme.CONTROL))
            self.pages.addWidget(self._page(group))
        self.groups.currentRowChanged.connect(self._turn_to)
        self.dynamics = DynamicsPane()
        self.dynamics.changed.connect(self._set_brush)
        self.preview = LivePreview(self._editor)
        self.scratchpad = Scratchpad(self._editor)
        upper = QHBoxLayout()
        upper.setSpacing(2 * theme.GRID)
        upper.addWidget(self.groups)
        upper.addWidget(self.pages, 1)
        upper.addWidget(self.dynamics)
        left = QVBoxLayout()
        left.setSpacing(4)
        name = QLabel(self.tr("Preview"))
        name.setProperty("quiet", True)
        name.setMinimumHeight(theme.CONTROL)
        left.addWidget(name)
        left.addWidget(self.preview, 1)
        lower = QHBoxLayout()
        lower.setSpacing(2 * theme.GRID)
        lower.addLayout(left, 1)
        lower.addWidget(self.scratchpad, 1)
        rows = QVBoxLayout(self)
        margin = 2 * theme.GRID
        rows.setContentsMargins(margin, margin, margin, margin)
        rows.setSpacing(margin)
        rows.addLayout(upper, 3)
        rows.addWidget(_line())
        rows.addLayout(lower, 2)
        rows.addLayout(self._foot())
        self._editor.state_changed.append(self._editor_changed)
        commands.presets.chosen.connect(self._show_name)
        commands.presets.changed.connect(self._show_name)
        self.groups.setCurrentRow(0)

    # Putting together

    def _titles(self) -> tuple[tuple[Group, str], ...]:
        return (
            ("shape", self.tr("Tip")),
            ("paint", self.tr("Paint")),
            ("scatter", self.tr("Scatter")),
            ("colour", self.tr("Colour")),
            ("grain", self.tr("Grain")),
            ("dual", self.tr("Second tip")),
            ("wet", self.tr("Wet mixing")),
        )

    def _page(self, group: Group) -> QWidget:
        page = QWidget()
        rows = QVBoxLayout(page)
        rows.setContentsMargins(0, 0, theme.GRID, 0)
        rows.setSpacing(theme.GRID)
        switches = [row for row in SWITCHES if row.group == group]
        for switch in switches:
            box = QCheckBox(tool_text(switch.label))
            box.setToolTip(tool_text(switch.tip))
            box.toggled.connect(lambda on, name=switch.name: self._set(**{name: on}))
            self._switches[switch.name] = box
        if group == "dual":
            box = QCheckBox(self.tr("Use a second tip"))
            box.setToolTip(self.tr("Paint shows only where both tips are"))
            box.toggled.connect(lambda on: self._set(dual=on))
            self._switches["dual"] = box
            rows.addWidget(box)
        if group in PICTURES:
            rows.addWidget(self._picture(*PICTURES[group]))
        for parameter in PARAMETERS:
            if parameter.group == group:
                row = ParameterRow(parameter)
                row.bar.changed.connect(
                    lambda shown, p=parameter: self._set(**{p.name: shown / p.factor})
                )
                row.drive.clicked.connect(lambda _=False, p=parameter: self._drive(p))
                self._rows[parameter.name] = row
                rows.addWidget(row)
        for switch in switches:
            rows.addWidget(self._switches[switch.name])
        rows.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(page)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    def _picture(self, field: str, kind: Kind) -> QWidget:
        box = QComboBox()
        box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        box.setIconSize(QSize(THUMBNAIL, THUMBNAIL))
        box.setMinimumHeight(THUMBNAIL + 10)
        box.setMaxVisibleItems(12)
        box.addItem(self.tr("Smooth") if kind == "grains" else self.tr("Round"), None)
        for name in bundled_names(kind):
            picture = bundled(kind, name)
            box.addItem(_icon(picture, kind), picture_name(picture), name)
        box.insertSeparator(box.count())
        box.addItem(self.tr("From a picture file…"), FROM_FILE)
        box.activated.connect(lambda index: self._choose_picture(field, kind, index))
        self._pictures[field] = box
        return box

    def _foot(self) -> QHBoxLayout:
        self.name = QLabel()
        self.name.setProperty("quiet", True)
        self.reset = QPushButton(self.tr("Back to the preset"))
        self.reset.setAutoDefault(False)
        self.reset.clicked.connect(self._commands.presets.reset)
        self.save_as = QPushButton(self.tr("Save as new…"))
        self.save_as.setAutoDefault(False)
        self.save_as.clicked.connect(lambda: self._commands.run(self._commands.save_as()))
        self.save = QPushButton(self.tr("Save"))
        self.save.setAutoDefault(False)
        self.save.setProperty("primary", True)
        self.save.clicked.connect(lambda: self._commands.run(self._commands.save()))
        line = QHBoxLayout()
        line.setSpacing(theme.GRID)
        line.addWidget(self.name, 1)
        for button in (self.reset, self.save_as, self.save):
            line.addWidget(button)
        return line

    # Changing the brush

    def _set_brush(self, brush: Brush) -> None:
        self._editor.brush = brush

    def _set(self, **changes: object) -> None:
        self._set_brush(self._editor.brush.changed(**changes))

    def _drive(self, parameter: Parameter) -> None:
        self.dynamics.show_parameter(parameter)
        self._show_brush(force=True)

    def _turn_to(self, row: int) -> None:
        self.pages.setCurrentIndex(row)
        group = self._titles()[row][0]
        candidates = [p for p in PARAMETERS if p.group == group and p.driven]
        driven = [p for p in candidates if self._editor.brush.driven(p.name)]
        if candidates:
            self._drive((driven or candidates)[0])

    def _choose_picture(self, field: str, kind: Kind, index: int) -> None:
        box = self._pictures[field]
        name = box.itemData(index)
        if name == FROM_FILE:
            self._commands.run(self._picture_from_file(field, kind))
            self._show_picture(field, self._editor.brush)
        elif name is None:
            self._set(**{field: None})
        elif name in bundled_names(kind):
            self._set(**{field: bundled(kind, name)})

    async def _picture_from_file(self, field: str, kind: Kind) -> None:
        waiting = self._commands.waiting
        dialog = QFileDialog(self, self.tr("Picture for the brush"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        patterns = "*.png *.jpg *.jpeg *.webp *.tif *.tiff *.bmp *.gbr *.gih"
        dialog.setNameFilters([self.tr("Pictures and tips ({patterns})").format(patterns=patterns)])
        if await waiting.answer(dialog):
            path = Path(dialog.selectedFiles()[0])
            self._set(**{field: await waiting.thread(read_picture, path, kind)})

    # Showing it

    def _editor_changed(self) -> None:
        if self.isVisible():
            self.scratchpad.refresh()
            self._show_brush()

    def _show_brush(self, *, force: bool = False) -> None:
        brush = self._editor.brush
        if brush is self._brush and not force:
            return
        self._brush = brush
        chosen = self.dynamics.parameter
        for name, row in self._rows.items():
            row.show_brush(brush, chosen is not None and chosen.name == name)
        for name, box in self._switches.items():
            blocked = box.blockSignals(True)
            box.setChecked(getattr(brush, name))
            box.blockSignals(blocked)
        for field in self._pictures:
            self._show_picture(field, brush)
        self.dynamics.show_brush(brush)
        self.preview.refresh()

    def _show_picture(self, field: str, brush: Brush) -> None:
        box, picture = self._pictures[field], getattr(brush, field)
        kind: Kind = "grains" if field == "grain" else "tips"
        if picture is None:
            box.setCurrentIndex(0)
            return
        found = box.findData(picture.name)
        own = picture.name not in bundled_names(kind) or bundled(kind, picture.name) != picture
        if own or found < 0:
            found = box.findData(picture.digest)
            if found < 0:
                box.insertItem(1, _icon(picture, kind), picture_name(picture), picture.digest)
                found = 1
        box.setCurrentIndex(found)

    def _show_name(self) -> None:
        presets = self._commands.presets
        current = presets.current
        if current is None:
            self.name.setText(self.tr("No preset in hand"))
        elif presets.modified:
            self.name.setText(self.tr("{name}, changed").format(name=preset_name(current)))
        else:
            self.name.setText(preset_name(current))
        self.reset.setEnabled(presets.modified)
        self.save.setEnabled(presets.modified or current is None)

    def showEvent(self, event: QEvent) -> None:
        super().showEvent(event)
        self.scratchpad.refresh()
        self._show_brush(force=True)
        self._show_name()

    def close_threads(self) -> None:
        """Nothing more is drawn; for the end of the program."""
        self.preview.close_thread()


def _icon(picture: Bitmap, kind: Kind) -> QIcon:
    """A picture as the artist sees it: tips light on dark, as strokes are; grains as they are."""
    frame = picture.pixels[0]
    height, width = frame.shape
    grey = QImage(frame.tobytes(), width, height, width, QImage.Format.Format_Grayscale8)
    side = 2 * THUMBNAIL
    shown = grey.copy(0, 0, min(width, 96), min(height, 96)) if kind == "grains" else grey
    smooth = Qt.TransformationMode.SmoothTransformation
    scaled = shown.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio, smooth)
    return QIcon(QPixmap.fromImage(scaled))


def _line() -> QFrame:
    line = QFrame()
    line.setFixedHeight(1)
    line.setStyleSheet(f"background: {theme.EDGE};")
    return line
