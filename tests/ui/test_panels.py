"""Tool options, colour, history, status and the window itself follow the editor and change it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFontComboBox,
    QLineEdit,
    QStyle,
    QStyleOptionComboBox,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from paintapp.document import FULL, Rect
from paintapp.painting.patterns import LABELS
from paintapp.tools import TOOLS, Option, tool
from paintapp.ui.controls import NumberBar
from paintapp.ui.gradient_edit import GradientEdit
from paintapp.ui.panels.colour import Swatches, from_hex, qcolor, to_hex
from paintapp.ui.panels.colour_wheel import ColourWheel
from paintapp.ui.panels.strip import Strip
from paintapp.ui.patterns import PatternButton
from paintapp.ui.preferences import Preferences
from paintapp.ui.remembering import recall
from paintapp.ui.window import Window
from tests.pen import Pen
from tests.ui.conftest import Run
from tests.ui.steps import paint, settle

LEFT = Qt.MouseButton.LeftButton

# Tools


def test_keys_choose_tools(window: Window, qtbot: QtBot) -> None:
    window.activateWindow()
    for one in TOOLS:
        window.toolbox.actions_by_tool[one.id].trigger()
        settle(window, qtbot)
        assert window.editor.tool is one
        pressed = [a for a in window.toolbox.actions_by_tool.values() if a.isChecked()]
        assert pressed == [window.toolbox.actions_by_tool[one.id]]


def test_every_option_has_a_control_that_sets_it(window: Window, qtbot: QtBot) -> None:
    for one in TOOLS:
        window.editor.tool = one
        settle(window, qtbot)
        for option in one.options:
            if option.kind == "action":
                continue
            before = getattr(one.values(window.editor), option.name)
            wanted = set_by_hand(window.tool_options.control(option.name), option, before, qtbot)
            assert getattr(one.values(window.editor), option.name) == wanted, option
            settle(window, qtbot)


def set_by_hand(control: QWidget, option: Option, before: Any, qtbot: QtBot) -> Any:
    """Use an option's control as the artist does; the value that is then wanted."""
    assert control.toolTip()
    if isinstance(control, NumberBar):
        value = option.maximum if option.shown(before) < option.maximum else option.minimum
        control.type_value()
        entry = control.findChild(QLineEdit)
        entry.setText(str(value))
        qtbot.keyClick(entry, Qt.Key.Key_Return)
        return option.stored(value)
    if isinstance(control, QCheckBox) or option.kind == "switch":
        control.click()
        return not before
    if isinstance(control, QFontComboBox):
        control.setCurrentIndex(control.count() - 1)
        control.activated.emit(control.count() - 1)
        return control.itemText(control.count() - 1)
    if field := control.findChild(QDoubleSpinBox):
        field.setValue(field.minimum() + 3)
        return option.stored(field.value())
    if isinstance(control, PatternButton):
        control.menu_of_patterns.aboutToShow.emit()
        swatch = next(b for b in control.findChildren(QToolButton) if not b.isChecked())
        swatch.click()
        return next(name for name, label in LABELS.items() if label == swatch.accessibleName())
    if isinstance(control, GradientEdit):
        control.bar.setFocus()
        qtbot.keyClick(control.bar, Qt.Key.Key_Right)
        return control.bar.gradient.text()
    wanted = option.choices[-1][0]
    if isinstance(control, QComboBox):
        control.setCurrentIndex(control.count() - 1)
        control.activated.emit(control.count() - 1)
    else:
        next(b for b in control.children() if b.property("value") == wanted).click()
    return wanted


def test_options_follow_the_editor(window: Window, qtbot: QtBot) -> None:
    window.editor.tool = tool("brush")
    window.editor.brush = replace(window.editor.brush, radius=40.0, opacity=0.3)
    settle(window, qtbot)
    size, opacity = (window.tool_options.control(name) for name in ("radius", "opacity"))
    assert isinstance(size, NumberBar)
    assert isinstance(opacity, NumberBar)
    assert (size.value, size.text()) == (80, "80 px")
    assert (opacity.value, opacity.text()) == (30, "30%")
    window.actions_by_id["opacity-70"].trigger()
    window.actions_by_id["brush-larger"].trigger()
    settle(window, qtbot)
    assert opacity.value == 70
    assert size.value > 80


def test_the_bar_fits_a_small_window(window: Window, qtbot: QtBot) -> None:
    window.resize(1280, 800)
    for one in TOOLS:
        window.editor.tool = one
        settle(window, qtbot)
        assert window.tool_options.minimumSizeHint().width() <= 600


# Numbers


@pytest.fixture
def bar(qtbot: QtBot) -> NumberBar:
    bar = NumberBar("Size", 1, 1000, unit="px", logarithmic=True)
    qtbot.addWidget(bar)
    bar.resize(200, 28)
    bar.show()
    return bar


def test_dragging_the_wheel_and_keys(bar: NumberBar, qtbot: QtBot) -> None:
    heard: list[float] = []
    bar.changed.connect(heard.append)
    qtbot.mouseClick(bar, LEFT, pos=QPoint(100, 14))
    assert 25 <= bar.value <= 40
    now = bar.value
    qtbot.keyClick(bar, Qt.Key.Key_Right)
    assert bar.value > now
    qtbot.keyClick(bar, Qt.Key.Key_Left)
    assert abs(bar.value - now) <= 1
    assert heard[-1] == bar.value


def test_small_values_have_more_room_where_a_range_begins_at_zero(qtbot: QtBot) -> None:
    bar = NumberBar("Scatter", 0, 1000, unit="%", logarithmic=True)
    qtbot.addWidget(bar)
    bar.resize(200, 28)
    bar.show()
    assert not bar.grab().isNull()
    qtbot.mouseClick(bar, LEFT, pos=QPoint(100, 14))
    assert 100 <= bar.value <= 150
    qtbot.mouseClick(bar, LEFT, pos=QPoint(0, 14))
    assert bar.value == 0
    qtbot.keyClick(bar, Qt.Key.Key_Right)
    assert bar.value == 1


@pytest.mark.parametrize(
    ("text", "wanted"), [("50", 50), ("5e9", 1000), ("-3", 1), ("nan", 10), ("x", 10), ("7 px", 7)]
)
def test_typed_numbers(text: str, wanted: float, bar: NumberBar, qtbot: QtBot) -> None:
    bar.set_value(10)
    qtbot.mouseDClick(bar, LEFT)
    entry = bar.findChild(QLineEdit)
    entry.setText(text)
    qtbot.keyClick(entry, Qt.Key.Key_Return)
    assert bar.value == wanted


def test_escape_leaves_the_number(bar: NumberBar, qtbot: QtBot) -> None:
    bar.set_value(10)
    bar.type_value()
    entry = bar.findChild(QLineEdit)
    entry.setText("99")
    qtbot.keyClick(entry, Qt.Key.Key_Escape)
    assert bar.value == 10


# Colour


def test_hex() -> None:
    assert from_hex("#fff") == (FULL, FULL, FULL)
    assert from_hex("804020") == (0x8080, 0x4040, 0x2020)
    assert from_hex("#12345") is None
    assert from_hex("red") is None
    assert to_hex((0x8080, 0x4040, 0x2020)) == "#804020"


def test_the_wheel_sets_the_foreground(window: Window, qtbot: QtBot) -> None:
    wheel = window.colour_panel.wheel
    square = wheel._square().toRect()
    qtbot.mouseClick(wheel, LEFT, pos=square.topRight() + QPoint(0, 1))
    red, green, blue = window.editor.foreground
    assert red > 60000
    assert green < 3000
    assert blue < 3000
    assert window.colour_panel.hex.text() == to_hex(window.editor.foreground)


def test_the_wheel_keeps_the_hue_of_greys(qtbot: QtBot) -> None:
    wheel = ColourWheel()
    qtbot.addWidget(wheel)
    wheel.show_colour(QColor.fromHsvF(0.6, 1, 1))
    wheel.show_colour(QColor.fromHsvF(0.1, 0, 0.5))
    assert abs(wheel.hue - 0.6) < 0.01
    wheel.show_colour(QColor("#000000"))
    assert abs(wheel.hue - 0.6) < 0.01


def test_colours_keep_16_bits(window: Window, qtbot: QtBot) -> None:
    colour = (12345, 54321, 23456)
    window.editor.foreground = colour
    settle(window, qtbot)
    assert window.editor.foreground == colour
    assert qcolor(colour).rgba64().green() == 54321


def test_hex_field_swap_reset_swatches(window: Window, qtbot: QtBot) -> None:
    panel = window.colour_panel
    panel.hex.setText("#336699")
    panel.hex.editingFinished.emit()
    assert to_hex(window.editor.foreground) == "#336699"
    panel.hex.setText("nonsense")
    panel.hex.editingFinished.emit()
    assert panel.hex.text() == "#336699"
    window.actions_by_id["swap-colours"].trigger()
    assert to_hex(window.editor.background) == "#336699"
    window.actions_by_id["reset-colours"].trigger()
    assert window.editor.foreground == (0, 0, 0)
    qtbot.mouseClick(panel.swatches, LEFT, pos=panel.swatches._place(8).center())
    assert to_hex(window.editor.foreground) == "#d7263d"
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.mouseClick(panel.swatches, LEFT, control, panel.swatches._place(9).center())
    assert to_hex(window.editor.background) == "#f46036"
    qtbot.mouseClick(panel.chips, LEFT, pos=QPoint(40, 32))
    assert to_hex(window.editor.foreground) == "#f46036"


def test_swatches_are_kept(window: Window, qtbot: QtBot) -> None:
    window.editor.foreground = from_hex("#010203") or (0, 0, 0)
    window.colour_panel.add_swatch.click()
    window.colour_panel.add_swatch.click()
    assert window.preferences.swatches.count("#010203") == 1
    swatches = window.colour_panel.swatches
    assert isinstance(swatches, Swatches)
    swatches.remove("#010203")
    assert "#010203" not in window.preferences.swatches


# History


def test_history_goes_anywhere(window: Window, qtbot: QtBot) -> None:
    first = window.editor.document
    paint(window, 1)
    paint(window, 2)
    settle(window, qtbot)
    model = window.history_panel.model
    rows = [model.data(model.index(row)) for row in range(model.rowCount())]
    assert rows == ["New document", "Brush stroke", "Brush stroke"]
    view = window.history_panel.list
    qtbot.mouseClick(view.viewport(), LEFT, pos=view.visualRect(model.index(0)).center())
    assert window.editor.document is first
    settle(window, qtbot)
    assert model.data(model.index(2), Qt.ItemDataRole.ForegroundRole) is not None
    assert model.data(model.index(0), Qt.ItemDataRole.ForegroundRole) is None
    assert window.actions_by_id["redo"].isEnabled()


# Selections and the canvas


def test_selection_commands(window: Window, run: Run, qtbot: QtBot) -> None:
    actions, editor = window.actions_by_id, window.editor
    actions["select-all"].trigger()
    settle(window, qtbot)
    assert editor.document.selection is not None
    assert editor.document.selection.bounds() == Rect(0, 0, 256, 192)
    run(window.selection.invert())
    assert editor.document.selection is None or not editor.document.selection.tiles
    actions["select-none"].trigger()
    settle(window, qtbot)
    assert editor.document.selection is None


def test_commands_take_their_turn(window: Window, qtbot: QtBot) -> None:
    """Given at once, they all happen, in order, one history entry each."""
    for name in ("select-all", "fill-foreground", "clear", "fill-background"):
        window.actions_by_id[name].trigger()
    settle(window, qtbot)
    labels = [entry.label for entry in window.editor.history.entries]
    assert labels == ["New document", "Select all", "Fill", "Clear", "Fill"]
    assert window.editor.active_layer is not None
    assert (window.editor.active_layer.pixels.read(Rect(0, 0, 256, 192)) == FULL).all()


def test_crop_to_selection(window: Window, run: Run, qtbot: QtBot) -> None:
    paint(window)
    settle(window, qtbot)
    Pen(window.editor, "select-rectangle").down(10, 20).move(110, 100).up()
    run(window.image.crop())
    document = window.editor.document
    assert (document.width, document.height) == (100, 80)
    assert document.raster(2).pixels.bounds() == Rect(10, 10, 50, 40)


# The window


def test_tab_hides_all_but_the_canvas(window: Window, qtbot: QtBot) -> None:
    parts = (window.toolbox, window.tool_options, window.foot, window.colour_panel)
    assert all(part.isVisible() for part in parts)
    window.canvas.setFocus()
    qtbot.keyClick(window.canvas, Qt.Key.Key_Tab)
    assert not any(part.isVisible() for part in parts)
    assert window.canvas.isVisible()
    window.actions_by_id["panels"].trigger()
    assert all(part.isVisible() for part in parts)


def test_status_shows_size_zoom_and_target(window: Window, qtbot: QtBot) -> None:
    assert window.status.size.text() == "256 × 192"
    window.canvas.zoom_to(2.0)
    assert window.status.zoom.text() == "200%"
    window.actions_by_id["rotate-right"].trigger()
    assert window.status.zoom.text() == "200%  15°"
    window.actions_by_id["quick-mask"].trigger()
    settle(window, qtbot)
    assert window.status.target.isVisible()


def test_the_hand_is_remembered(window: Window, loop: object, tmp_path: object) -> None:
    window.editor.tool = tool("brush")
    window.editor.brush = replace(window.editor.brush, radius=33.0)
    window.editor.foreground = from_hex("#336699") or (0, 0, 0)
    window._remember()
    window.editor.brush = replace(window.editor.brush, radius=5.0)
    recall(window.editor, window.preferences)
    assert window.editor.brush.radius == 33.0
    assert to_hex(window.editor.foreground) == "#336699"


def test_a_strange_hand_is_no_hindrance(window: Window) -> None:
    before = window.editor.brush
    window.preferences.foreground = "no colour"
    strange: list[Any] = [{"brush": {"radius": "wide"}}, {"none": {"a": 1}}, {"brush": {"b": 1}}]
    for tools in strange:
        window.preferences.tools = tools
        recall(window.editor, window.preferences)
        assert window.editor.brush == before
        assert window.editor.foreground == (0, 0, 0)


def test_panels_are_where_they_were(window: Window, qtbot: QtBot) -> None:
    window.docks.raise_("history")
    window.docks._docks[0].hide()
    state = window.docks.state()
    window.docks._docks[0].show()
    window.docks.raise_("layers")
    window.docks.restore(state)
    assert not window.docks._docks[0].isVisible()
    window.docks.restore(type(state)(b"nonsense"))
    assert not window.docks._docks[0].isVisible()


def test_the_first_start_shows_the_sketch(loop: object) -> None:
    from paintapp.app import first_document
    from paintapp.ui import welcome

    sketch = first_document(Preferences())
    assert [layer.name for layer in sketch.layers] == ["Paper", "Sketch"]
    blank = first_document(Preferences(recent=["x.ora"], new_width=300, new_height=200))
    assert (blank.width, blank.height) == (300, 200)
    strange = welcome.empty(Preferences(new_width=-5, new_resolution=0))
    assert (strange.width, strange.height) == (1024, 1024)


def test_options_that_have_no_room_are_scrolled_to(window: Window, qtbot: QtBot) -> None:
    for width in (1000, 1600):
        window.resize(width, 700)
        for chosen in ("transform", "brush", "fill", "text"):
            window.hand.choose_tool(tool(chosen))
            settle(window, qtbot)
            assert window.width() == width
            strip = window.tool_options.findChild(Strip)
            assert strip is not None and strip.isVisible()
            option = next(option for option in tool(chosen).options if option.quick)
            control = window.tool_options.control(option.name)
            qtbot.waitUntil(control.isVisible)
    window.resize(1000, 700)
    window.hand.choose_tool(tool("transform"))
    settle(window, qtbot)
    qtbot.waitUntil(lambda: strip.horizontalScrollBar().maximum() > 0)
    arrow = next(b for b in strip.findChildren(QToolButton, "stripArrow") if b.isVisible())
    for _ in range(20):
        arrow.click()
    bar = strip.horizontalScrollBar()
    assert bar.value() == bar.maximum() > 0
    assert not arrow.isVisible()


def test_the_longest_intent_is_shown_whole(window: Window) -> None:
    box = window.prompt_bar.intent
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    field = box.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box
    )
    texts = [box.itemText(row) for row in range(box.count())]
    longest = max(box.fontMetrics().horizontalAdvance(text) for text in texts)
    assert longest + box.iconSize().width() + 6 <= field.width()  # as styles draw label and icon
