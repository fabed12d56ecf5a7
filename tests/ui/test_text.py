"""Writing on the canvas of the real window: keys, input methods, clipboard, menus."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFontComboBox
from pytestqt.qtbot import QtBot

from paintapp.document import RasterLayer, Text, TextLayer
from paintapp.painting.text import drawn
from paintapp.painting.typeset import Typeset
from paintapp.tools import tool
from paintapp.ui.canvas import CanvasWidget
from paintapp.ui.panels.font_choice import sample_of
from paintapp.ui.panels.layer_rows import badges, layer_tip, picture_rect
from paintapp.ui.window import Window
from tests.ui.conftest import Run
from tests.ui.hand import double_click, drag, hover
from tests.ui.steps import settle

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


@pytest.fixture
def canvas(window: Window, qtbot: QtBot) -> CanvasWidget:
    """With the text tool, as chosen by its key."""
    tool("text").change(window.editor, family="DejaVu Sans", size=24.0)
    canvas = window.canvas
    canvas.setFocus()
    qtbot.keyClick(canvas, Key.Key_T)
    assert window.editor.tool is tool("text")
    settle(window, qtbot)
    return canvas


def written(window: Window) -> str:
    assert window.editor.writing is not None
    return window.editor.writing.text


def compose(canvas: CanvasWidget, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QApplication.sendEvent(canvas, event)


def test_every_key_writes_and_ctrl_enter_ends(
    window: Window, canvas: CanvasWidget, qtbot: QtBot
) -> None:
    drag(canvas, (20, 60))
    # Keys that otherwise choose tools, change the brush, pan or hide the panels.
    qtbot.keyClicks(canvas, "Brush [3] x d")
    qtbot.keyClick(canvas, Key.Key_Return)
    qtbot.keyClick(canvas, Key.Key_Tab)
    qtbot.keyClicks(canvas, "b")
    assert written(window) == "Brush [3] x d\n\tb"
    assert not window.panels_hidden
    assert window.editor.tool is tool("text")
    entries = len(window.editor.history.entries)
    qtbot.keyClick(canvas, Key.Key_Return, CONTROL)
    assert not window.editor.busy
    assert len(window.editor.history.entries) == entries + 1
    layer = window.editor.active_layer
    assert isinstance(layer, TextLayer)
    assert ("text", True) in badges(layer)
    assert "DejaVu Sans, 24 px" in layer_tip(layer)


def test_caret_keys_selection_and_the_texts_own_undo(
    window: Window, canvas: CanvasWidget, qtbot: QtBot
) -> None:
    drag(canvas, (20, 60))
    qtbot.keyClicks(canvas, "one two")
    qtbot.keyClick(canvas, Key.Key_Left, CONTROL | SHIFT)
    assert window.editor.writing.selected == "two"
    qtbot.keyClick(canvas, Key.Key_Backspace)
    qtbot.keyClick(canvas, Key.Key_Home)
    qtbot.keyClick(canvas, Key.Key_Delete)
    assert written(window) == "ne "
    qtbot.keyClick(canvas, Key.Key_Z, CONTROL)
    qtbot.keyClick(canvas, Key.Key_Z, CONTROL)
    assert written(window) == "one two"
    settle(window, qtbot)
    window.actions_by_id["redo"].trigger()
    assert written(window) == "one "
    window.actions_by_id["undo"].trigger()
    assert written(window) == "one two"
    qtbot.keyClick(canvas, Key.Key_A, CONTROL)
    assert window.editor.writing.selected == "one two"
    assert window.editor.document.selection is None
    qtbot.keyClick(canvas, Key.Key_Escape)
    assert window.editor.writing is None
    assert not any(isinstance(layer, TextLayer) for layer in window.editor.document.walk())


def test_text_goes_to_the_clipboard_and_comes_from_it(
    window: Window, canvas: CanvasWidget, qtbot: QtBot, run: Run
) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("from\nelsewhere")
    drag(canvas, (20, 60))
    qtbot.keyClick(canvas, Key.Key_V, CONTROL)
    assert written(window) == "from\nelsewhere"
    qtbot.keyClick(canvas, Key.Key_Left, CONTROL | SHIFT)
    qtbot.keyClick(canvas, Key.Key_X, CONTROL)
    assert written(window) == "from\n"
    assert clipboard.text() == "elsewhere"
    qtbot.keyClick(canvas, Key.Key_A, CONTROL)
    run(window.clipboard.copy())  # by the menu
    assert clipboard.text() == "from\n"
    run(window.clipboard.paste())
    run(window.clipboard.paste())
    assert written(window) == "from\nfrom\n"


def test_an_input_method_is_on_only_while_writing(
    window: Window, canvas: CanvasWidget, qtbot: QtBot
) -> None:
    query = Qt.InputMethodQuery
    enabled = Qt.WidgetAttribute.WA_InputMethodEnabled
    assert not canvas.testAttribute(enabled)
    drag(canvas, (20, 60))
    assert canvas.testAttribute(enabled)
    qtbot.keyClicks(canvas, "a")
    before = canvas.inputMethodQuery(query.ImCursorRectangle)
    compose(canvas, "ni")
    assert written(window) == "a"
    assert window.editor.writing.composed
    after = canvas.inputMethodQuery(query.ImCursorRectangle)
    assert after.x() > before.x()
    compose(canvas, "", "你好😀")
    assert written(window) == "a你好😀"
    assert canvas.inputMethodQuery(query.ImSurroundingText) == "a你好😀"
    assert canvas.inputMethodQuery(query.ImCursorPosition) == 5
    event = QInputMethodEvent("", [])
    event.setCommitString("您", -3, 2)
    QApplication.sendEvent(canvas, event)
    assert written(window) == "a您😀"
    qtbot.keyClick(canvas, Key.Key_Return, CONTROL)
    assert not canvas.testAttribute(enabled)


def test_options_and_colours_act_at_once_and_the_keys_go_on_writing(
    window: Window, canvas: CanvasWidget, qtbot: QtBot
) -> None:
    drag(canvas, (20, 60))
    qtbot.keyClicks(canvas, "ab")
    settle(window, qtbot)
    options = window.tool_options
    fonts = options.control("family")
    assert isinstance(fonts, QFontComboBox)
    assert fonts.currentText() == "DejaVu Sans"
    fonts.setFocus()
    index = fonts.findText("DejaVu Sans Mono")
    fonts.setCurrentIndex(index)
    fonts.activated.emit(index)
    assert canvas.hasFocus()
    options.control("bold").click()
    qtbot.keyClick(canvas, Key.Key_I, CONTROL)
    window.editor.foreground = (60000, 1, 2)
    qtbot.keyClicks(canvas, "c")
    qtbot.keyClick(canvas, Key.Key_Return, CONTROL)
    layer = window.editor.active_layer
    assert isinstance(layer, TextLayer)
    text = layer.text
    assert (text.text, text.family, text.weight) == ("abc", "DejaVu Sans Mono", 700)
    assert (text.italic, text.colour) == (True, (60000, 1, 2))


def test_another_tool_or_layer_ends_writing_and_keeps_it(
    window: Window, canvas: CanvasWidget, qtbot: QtBot
) -> None:
    drag(canvas, (20, 60))
    qtbot.keyClicks(canvas, "kept")
    window.toolbox.actions_by_tool["brush"].trigger()
    assert window.editor.writing is None
    assert any(isinstance(layer, TextLayer) for layer in window.editor.document.walk())
    qtbot.keyClick(canvas, Key.Key_E)
    assert window.editor.tool is tool("eraser")


def test_editing_by_the_menu_and_rasterising(
    window: Window, canvas: CanvasWidget, qtbot: QtBot
) -> None:
    drag(canvas, (20, 60))
    qtbot.keyClicks(canvas, "Sign")
    qtbot.keyClick(canvas, Key.Key_Return, CONTROL)
    window.editor.tool = tool("brush")
    settle(window, qtbot)
    drag(canvas, (25, 55))
    assert "Layer > Rasterise" in window.status.message.text()
    window.actions_by_id["text-edit"].trigger()
    qtbot.keyClicks(canvas, "ed")
    assert written(window) == "Signed"
    qtbot.keyClick(canvas, Key.Key_Return, CONTROL)
    settle(window, qtbot)
    pixels = window.editor.active_layer.pixels
    window.actions_by_id["layer-rasterise"].trigger()
    settle(window, qtbot)
    layer = window.editor.active_layer
    assert type(layer) is RasterLayer
    assert layer.pixels is pixels
    assert not window.actions_by_id["layer-rasterise"].isEnabled()
    assert not window.actions_by_id["text-edit"].isEnabled()
    window.editor.undo()
    assert isinstance(window.editor.active_layer, TextLayer)


def test_text_from_elsewhere_becomes_a_layer(
    window: Window, canvas: CanvasWidget, qtbot: QtBot, run: Run
) -> None:
    QGuiApplication.clipboard().setText("From elsewhere")
    run(window.clipboard.paste())
    layer = window.editor.active_layer
    assert isinstance(layer, TextLayer)
    assert layer.text.text == "From elsewhere"


def test_a_double_click_on_its_picture_in_the_panel_edits_it(
    window: Window, canvas: CanvasWidget, qtbot: QtBot
) -> None:
    drag(canvas, (20, 60))
    qtbot.keyClicks(canvas, "Sign")
    window.editor.tool = tool("brush")
    settle(window, qtbot)
    layer = window.editor.active_layer
    window.editor.set_active(window.editor.document.layers[0].id)
    settle(window, qtbot)
    tree = window.layers_panel.tree
    row = tree.visualRect(window.layers_panel.model.index_of(layer.id))
    place = picture_rect(row, layer).center()
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert written(window) == "Sign"
    assert window.editor.active_layer_id == layer.id
    qtbot.keyClicks(canvas, "!")
    assert written(window) == "Sign!"


def test_a_double_click_chooses_a_word(window: Window, canvas: CanvasWidget, qtbot: QtBot) -> None:
    drag(canvas, (20, 60))
    qtbot.keyClicks(canvas, "one two")
    QTest.qWait(10)
    double_click(canvas, 80, 55)
    assert window.editor.busy
    assert window.editor.writing.selected in ("one", "two")
    hover(canvas, 200, 150)
    assert window.editor.writing.selected in ("one", "two")


def test_a_large_text_is_drawn_on_another_thread_and_no_key_is_lost(
    window: Window, canvas: CanvasWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("paintapp.tools.text.LIVE_AREA", 0)
    drag(canvas, (20, 60))
    string = ""
    for _ in range(3):
        qtbot.keyClicks(canvas, "Quick brown ")
        compose(canvas, "", "שלום 漢字 ")
        string += "Quick brown שלום 漢字 "
    qtbot.waitUntil(lambda: written(window) == string, timeout=20_000)
    qtbot.keyClick(canvas, Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: not window.editor.busy)
    layer = window.editor.active_layer
    assert isinstance(layer, TextLayer)
    assert layer.text.text == string
    assert layer.pixels == drawn(Typeset(layer.text))


def test_fonts_are_listed_with_samples_and_missing_ones_are_named(
    window: Window, canvas: CanvasWidget, qtbot: QtBot
) -> None:
    assert sample_of("DejaVu Sans") == "Aa"
    fonts = window.tool_options.control("family")
    tool("text").change(window.editor, family="Font of Elsewhere")
    settle(window, qtbot)
    assert fonts.currentText() == "Font of Elsewhere"
    text = Text(text="a", family="Font of Elsewhere")
    tip = layer_tip(TextLayer(id=5, name="a", text=text))
    assert "not installed" in tip
    fonts.showPopup()
    shown = fonts.view().grab().toImage()
    fonts.hidePopup()
    colours = {shown.pixel(x, 14) for x in range(8, shown.width() - 8)}
    assert len(colours) > 3


def test_the_caret_blinks_over_the_canvas_and_goes(
    window: Window, canvas: CanvasWidget, qtbot: QtBot
) -> None:
    def picture() -> bytes:
        canvas.flush()
        return bytes(
            canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB32).constBits()
        )

    plain = picture()
    drag(canvas, (20, 60))
    lit = picture()
    assert lit != plain
    if QGuiApplication.styleHints().cursorFlashTime() > 0:
        qtbot.waitUntil(lambda: picture() == plain, timeout=3000)
    qtbot.keyClick(canvas, Key.Key_Escape)
    assert picture() == plain
