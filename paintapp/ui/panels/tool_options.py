"""The bar of tool options, made from what each tool declares."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from paintapp.editor import Editor, EditorError
from paintapp.tools.brush import StrokeTool
from paintapp.tools.options import Option
from paintapp.tools.tool import Tool
from paintapp.ui import icons, theme
from paintapp.ui.controls import NumberBar, icon_button
from paintapp.ui.gradient_edit import GradientEdit
from paintapp.ui.panels.font_choice import FontChoice
from paintapp.ui.panels.hand_menus import HandMenus
from paintapp.ui.panels.strip import Strip
from paintapp.ui.panels.toolbox import tool_text
from paintapp.ui.patterns import PatternButton


class ToolOptions(QToolBar):
    """One line of controls for the editor's tool; rarer options are behind a button.

    ``chosen`` tells that the artist has set one, ``complained`` why that cannot be done,
    ``pattern_forgotten`` the id of one of the artist's patterns that is to go, ``typed`` that a
    number has been given with Enter.
    """

    pattern_forgotten = Signal(str)
    chosen = Signal()
    complained = Signal(str)
    typed = Signal()

    def __init__(
        self,
        editor: Editor,
        parent: QWidget | None = None,
        gradients: dict[str, str] | None = None,
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._gradients = {} if gradients is None else gradients
        self._tool: Tool | None = None
        self._controls: dict[str, tuple[Option, QWidget]] = {}
        self._page: QWidget | None = None
        self.setObjectName("options")
        self.setWindowTitle(self.tr("Tool options"))
        self.setMovable(False)
        self.setFixedHeight(theme.CONTROL + 2 * theme.GRID)
        self._lead: QAction | None = None
        self._holder = QWidget()
        self._line = QHBoxLayout(self._holder)
        self._line.setContentsMargins(theme.GRID, 0, theme.GRID, 0)
        self.addWidget(Strip(self._holder))
        self._ends = QWidget()
        ends = QHBoxLayout(self._ends)
        ends.setContentsMargins(0, 0, theme.GRID, 0)
        ends.setSpacing(2)
        for icon, tip, end in (
            ("tick", self.tr("Apply (Enter)"), editor.finish),
            ("cancel", self.tr("Cancel (Escape)"), editor.cancel),
        ):
            button = icon_button(icon, tip)
            button.clicked.connect(lambda _=False, end=end: end())
            ends.addWidget(button)
        self._apply = self._ends.findChild(QToolButton)
        self._ends_shown = self.addWidget(self._ends)
        self._ends_shown.setVisible(False)

    def lead(self, widget: QWidget) -> None:
        """A widget before the options of every tool that paints with the brush."""
        self._lead = self.insertWidget(self.actions()[0], widget)

    def control(self, name: str) -> QWidget:
        """The control of an option; KeyError when the tool has none of that name."""
        return self._controls[name][1]

    def refresh(self) -> None:
        """Follow the editor's tool and the values of its options."""
        tool = self._editor.tool
        if tool is not self._tool and (tool is None or isinstance(tool, Tool)):
            self._tool = tool
            self._build(tool)
        if self._tool is None:
            return
        self._ends_shown.setVisible(self._editor.lasting)
        for menus in self.findChildren(HandMenus):
            menus.refresh()
        writing = self._editor.writing is not None
        self._apply.setToolTip(
            self.tr("Apply (Ctrl+Enter)") if writing else self.tr("Apply (Enter)")
        )
        if self._lead is not None:
            self._lead.setVisible(self._tool.strokes)
        values = self._tool.values(self._editor)
        for name, (option, control) in self._controls.items():
            if option.kind != "action":
                _show(option, control, getattr(values, name))
            if option.only:
                control.setVisible(getattr(values, option.only[0]) in option.only[1:])

    def _build(self, tool: Tool | None) -> None:
        if self._page is not None:
            self._line.removeWidget(self._page)
            self._page.hide()
            self._page.deleteLater()
        self._controls = {}
        self._page = page = QWidget()
        line = QHBoxLayout(page)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.GRID)
        self._line.addWidget(page)
        if tool is None:
            return
        name = QLabel(tool_text(tool.label))
        if not tool.strokes:  # beside the name of the brush there is less room
            name.setMinimumWidth(72)
        line.addWidget(name)
        for option in tool.options:
            if option.quick:
                slider = option.kind == "number" and option.slider
                line.addWidget(self._control(option), 1 if slider else 0)
        rest = [option for option in tool.options if not option.quick]
        if rest:
            line.addWidget(self._more(rest))
        if isinstance(tool, StrokeTool):
            line.addWidget(HandMenus(self._editor))
        if not tool.options and tool.tip:
            tip = QLabel(tool_text(tool.tip))
            tip.setProperty("quiet", True)
            line.addWidget(tip)
        line.addStretch()

    def _more(self, options: list[Option]) -> QWidget:
        button = icon_button("settings", self.tr("More options"))
        menu = QMenu(button)
        box = QWidget()
        rows = QVBoxLayout(box)
        rows.setContentsMargins(theme.GRID, theme.GRID // 2, theme.GRID, theme.GRID // 2)
        for option in options:
            control = self._control(option)
            control.setMinimumWidth(180)
            rows.addWidget(control)
        entry = QWidgetAction(menu)
        entry.setDefaultWidget(box)
        menu.addAction(entry)
        button.setMenu(menu)
        button.setPopupMode(button.ToolButtonPopupMode.InstantPopup)
        return button

    def _control(self, option: Option) -> QWidget:
        control = self._make(option)
        control.setToolTip(tool_text(option.tip or option.label))
        self._controls[option.name] = (option, control)
        return control

    def _make(self, option: Option) -> QWidget:
        label = tool_text(option.label)
        if option.kind == "action":
            button = icon_button(option.icon, label)
            button.clicked.connect(lambda _=False: self._act(option))
            return button
        if option.kind == "number" and not option.slider:
            return self._typed(option, label)
        if option.kind == "number":
            bar = NumberBar(
                label,
                option.minimum,
                option.maximum,
                step=option.step,
                decimals=option.decimals,
                unit=option.unit,
                logarithmic=option.logarithmic,
            )
            bar.setMaximumWidth(200)
            bar.changed.connect(lambda shown: self._set(option, option.stored(shown)))
            return bar
        if option.kind == "font":
            return self._font_choice(option)
        if option.kind == "switch" and option.icon:
            button = icon_button(option.icon, label, checkable=True)
            button.clicked.connect(lambda on: self._set(option, on))
            return button
        if option.kind == "switch":
            box = QCheckBox(label)
            box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            box.toggled.connect(lambda on: self._set(option, on))
            return box
        if option.kind == "gradient":
            edit = GradientEdit(self._editor, self._gradients)
            edit.changed.connect(lambda text: self._set(option, text))
            return edit
        if option.kind == "pattern":
            patterns = PatternButton(self._editor)
            patterns.chosen.connect(lambda name: self._set(option, name))
            patterns.forgotten.connect(self.pattern_forgotten)
            return patterns
        if all(icon for _, _, icon in option.choices):
            return self._icon_choice(option)
        combo = QComboBox()
        combo.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for value, text, _ in option.choices:
            combo.addItem(tool_text(text), value)
        combo.activated.connect(lambda index: self._set(option, combo.itemData(index)))
        return combo

    def _font_choice(self, option: Option) -> QWidget:
        fonts = FontChoice()
        fonts.activated.connect(lambda index: self._set(option, fonts.itemText(index)))
        return fonts

    def _typed(self, option: Option, label: str) -> QWidget:
        """A number without bounds that a slider could show; its label stands before it."""
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        name = QLabel(label)
        name.setProperty("quiet", True)
        field = QDoubleSpinBox()
        field.setRange(option.minimum, option.maximum)
        field.setDecimals(option.decimals)
        field.setSingleStep(option.step)
        field.setSuffix(f" {option.unit}" if option.unit else "")
        field.setKeyboardTracking(False)
        field.setFixedWidth(84)
        field.lineEdit().setTextMargins(4, 0, 0, 0)
        field.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        field.valueChanged.connect(lambda shown: self._set(option, option.stored(shown)))
        field.lineEdit().returnPressed.connect(self.typed)
        name.setBuddy(field)
        line.addWidget(name)
        line.addWidget(field)
        return box

    def _act(self, option: Option) -> None:
        if self._tool is not None:
            try:
                self._tool.act(self._editor, option.name)
            except EditorError as error:
                self.complained.emit(str(error))

    def _icon_choice(self, option: Option) -> QWidget:
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        group = QButtonGroup(box)
        for value, text, icon in option.choices:
            button = icon_button(icon, tool_text(text), checkable=True)
            button.setIconSize(QSize(icons.SIZE, icons.SIZE))
            button.setProperty("value", value)
            button.clicked.connect(lambda _=False, value=value: self._set(option, value))
            group.addButton(button)
            line.addWidget(button)
        return box

    def _set(self, option: Option, value: Any) -> None:
        if self._tool is not None:
            try:
                self._tool.change(self._editor, **{option.name: value})
            except EditorError as error:
                self.complained.emit(str(error))
            self.chosen.emit()


def _show(option: Option, control: QWidget, value: Any) -> None:
    """Show a value in a control without setting it."""
    if isinstance(control, NumberBar):
        control.set_value(option.shown(value))
        return
    if isinstance(control, GradientEdit):
        control.set_text(value)
        return
    if isinstance(control, PatternButton):
        control.show_pattern(value)
        return
    for field in control.findChildren(QDoubleSpinBox):
        if not field.hasFocus() or field.value() != round(option.shown(value), option.decimals):
            was_blocked = field.blockSignals(True)
            field.setValue(option.shown(value))
            field.blockSignals(was_blocked)
    blocked = control.blockSignals(True)
    if isinstance(control, FontChoice):
        control.show_family(value)
    elif isinstance(control, QCheckBox) or (
        isinstance(control, QToolButton) and control.isCheckable()
    ):
        control.setChecked(bool(value))
    elif isinstance(control, QComboBox):
        control.setCurrentIndex(max(0, control.findData(value)))
    control.blockSignals(blocked)
    for button in control.findChildren(QToolButton):
        if button.property("value") is not None:
            button.setChecked(button.property("value") == value)
