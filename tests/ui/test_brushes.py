"""Brushes in the window: choosing, changing, keeping, trying."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from paintapp.document import RasterLayer
from paintapp.editor import Editor
from paintapp.formats.brushes import BRUSH_FORMATS, TAGS, Library, Preset, write_brushes
from paintapp.painting.bitmaps import Bitmap, bundled_names
from paintapp.painting.brush import Brush
from paintapp.painting.brush_json import encoded
from paintapp.painting.curve import Curve
from paintapp.painting.dynamics import SENSORS
from paintapp.painting.parameters import PARAMETERS, SWITCHES
from paintapp.tools import tool
from paintapp.ui.brushes import texts
from paintapp.ui.brushes.editor import BrushEditor
from paintapp.ui.brushes.pictures import BrushPictures, brush_key
from paintapp.ui.brushes.presets import BrushPresets
from paintapp.ui.window import Window
from tests.ui.conftest import Run
from tests.ui.hand import drag
from tests.ui.steps import settle


@pytest.fixture
def desk(window: Window, run: Run, tmp_path: Path, qtbot: QtBot) -> Window:
    """A window whose brushes have been read; the artist's own are in a folder of the test's."""
    window.brush_presets._folder = tmp_path / "brushes"
    window.brushes.pictures._folder = tmp_path / "pictures"
    run(window.brush_presets.load())
    window.docks.raise_("brushes")
    settle(window, qtbot)
    return window


def editor_of(desk: Window, qtbot: QtBot) -> BrushEditor:
    desk.actions_by_id["brush-editor"].trigger()
    settle(desk, qtbot)
    editor = desk.brushes._editor
    assert editor is not None
    assert editor.isVisible()
    return editor


def press(widget, key: Qt.Key) -> None:
    QTest.keyClick(widget, key)
    QApplication.processEvents()


# Choosing


def test_a_click_takes_a_brush_in_hand(desk: Window, qtbot: QtBot) -> None:
    grid = desk.brushes_panel.browser.grid
    wanted = desk.brush_presets.library.presets[2]
    grid.scrollTo(grid.presets_model.row_of(wanted.id))
    place = grid.visualRect(grid.presets_model.row_of(wanted.id)).center()
    QTest.mouseMove(grid.viewport(), place)
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert desk.editor.brush == wanted.brush
    assert desk.brush_presets.current == wanted
    assert wanted.name in desk.preset_picker.text_shown()


def test_the_brush_of_the_start_is_a_preset(desk: Window) -> None:
    assert desk.editor.brush == Brush()
    assert desk.brush_presets.current is not None
    assert desk.brush_presets.current.name == "Round"


def test_keys_go_through_the_brushes_that_are_shown(desk: Window, qtbot: QtBot) -> None:
    browser = desk.brushes_panel.browser
    browser.tag.setCurrentIndex(browser.tag.findData("Ink"))
    browser.tag.activated.emit(browser.tag.currentIndex())
    shown = [preset.id for preset in browser.shown]
    assert shown
    assert all("Ink" in preset.tags for preset in browser.shown)
    desk.brush_presets.choose(shown[0])
    desk.canvas.setFocus()
    seen = []
    for _ in shown:
        press(desk, Qt.Key.Key_Period)
        seen.append(desk.brush_presets.current_id)
    assert seen == [*shown[1:], shown[0]]
    press(desk, Qt.Key.Key_Comma)
    assert desk.brush_presets.current_id == shown[-1]


def test_words_search_names_and_tags(desk: Window) -> None:
    browser = desk.brushes_panel.browser
    browser.search.setText("pencil hb")
    assert [preset.id for preset in browser.shown] == ["pencil-hb"]
    browser.search.setText("stamp le")
    assert {"stamp-leaves", "stamp-maple"} <= {preset.id for preset in browser.shown}
    browser.search.setText("no such brush")
    assert browser.shown == ()


def test_erasers_come_with_the_eraser_and_others_with_the_brush(desk: Window) -> None:
    desk.brush_presets.choose("eraser-soft")
    assert desk.editor.tool is tool("eraser")
    assert desk.brush_presets.current_id == "eraser-soft"
    desk.brush_presets.choose("ink-g-pen")
    assert desk.editor.tool is tool("brush")
    desk.editor.tool = tool("eraser")
    assert desk.brush_presets.current_id == "eraser-soft"
    desk.editor.tool = tool("fill")
    desk.brush_presets.choose("pencil-hb")
    assert desk.editor.tool is tool("brush")


def test_tools_that_draw_with_a_brush_keep_what_is_for_them(desk: Window) -> None:
    for name in ("clone", "blur", "shape", "path"):
        desk.editor.tool = tool(name)
        desk.brush_presets.choose("chalk-charcoal")
        assert desk.editor.tool is tool(name)
        assert desk.editor.brush.tip.name == "charcoal"
    desk.editor.tool = tool("smudge")
    desk.brush_presets.choose("blend-bristles")
    assert desk.editor.tool is tool("smudge")
    desk.brush_presets.choose("chalk-charcoal")
    assert desk.editor.tool is tool("brush")
    assert desk.editor.brush_of(tool("smudge")).smear


def test_the_picker_shows_all_and_enter_takes_the_first(desk: Window, qtbot: QtBot) -> None:
    desk.actions_by_id["brush-pick"].trigger()
    popup = desk.preset_picker._popup
    assert popup is not None
    assert popup.isVisible()
    assert len(popup.browser.shown) == len(desk.brush_presets.library.presets)
    popup.browser.search.setText("charcoal willow")
    press(popup, Qt.Key.Key_Return)
    assert desk.brush_presets.current_id == "chalk-willow"
    assert not popup.isVisible()


def test_a_click_on_the_star_keeps_it(desk: Window, qtbot: QtBot) -> None:
    browser = desk.brushes_panel.browser
    first = browser.shown[0]
    in_hand = desk.brush_presets.current_id
    rect = browser.grid.visualRect(browser.grid.presets_model.row_of(first.id))
    star = QPoint(rect.right() - 12, rect.top() + 12)
    assert browser.grid.drawing.on_star(star, rect)
    QTest.mouseClick(browser.grid.viewport(), Qt.MouseButton.LeftButton, pos=star)
    settle(desk, qtbot)
    assert desk.brush_presets.library.is_favourite(first.id)
    assert Library(desk.brush_presets.library.folder).is_favourite(first.id)
    assert desk.brush_presets.current_id == in_hand
    browser.favourites.setChecked(True)
    assert browser.shown == (first,)


# Keeping


def test_a_changed_brush_is_saved_or_put_back(desk: Window, run: Run) -> None:
    presets = desk.brush_presets
    presets.choose("ink-g-pen")
    original = desk.editor.brush
    assert not presets.modified
    desk.editor.brush = replace(original, radius=33.0)
    assert presets.modified
    assert desk.brushes_panel.reset.isEnabled()
    desk.brushes_panel.reset.click()
    assert desk.editor.brush == original
    desk.editor.brush = replace(original, radius=33.0)
    run(desk.brushes.save())
    assert not presets.modified
    assert Library(presets.library.folder).find("ink-g-pen").brush.radius == 33.0
    run(presets.delete("ink-g-pen"))
    assert presets.library.find("ink-g-pen").brush == original


def test_a_brush_becomes_a_preset_of_its_own(desk: Window, run: Run) -> None:
    presets = desk.brush_presets
    presets.choose("chalk-charcoal")
    desk.editor.brush = replace(desk.editor.brush, radius=40.0)
    run(presets.save_as("Broad charcoal", ("Chalk", "mine")))
    kept = presets.current
    assert (kept.name, kept.tags, kept.brush) == (
        "Broad charcoal",
        ("Chalk", "mine"),
        desk.editor.brush,
    )
    assert not presets.modified
    assert kept in desk.brushes_panel.browser.shown
    run(presets.describe(kept.id, "Wide charcoal", ("mine",)))
    assert presets.current.name == "Wide charcoal"
    run(presets.duplicate(kept.id))
    assert presets.current.name == "Wide charcoal 2"
    assert presets.current_id != kept.id
    run(presets.delete(kept.id))
    assert presets.library.find(kept.id) is None


def test_brush_files_come_in_and_go_out(desk: Window, run: Run, tmp_path: Path) -> None:
    presets = desk.brush_presets
    run(presets.export(["stamp-leaves", "pencil-hb"], tmp_path / "two.paintbrush"))
    run(presets.export(["stamp-leaves"], tmp_path / "leaf.gbr"))
    added = run(presets.import_files([tmp_path / "two.paintbrush", tmp_path / "leaf.gbr"]))
    assert [preset.name for preset in added] == ["Leaves 2", "HB pencil 2", "Leaves 3"]
    assert presets.current == added[0]
    assert added[0].brush == presets.library.find("stamp-leaves").brush
    assert added[2].brush.tip is not None
    assert len(list(presets.library.folder.glob("*.paintbrush"))) == 3


def test_a_broken_file_is_said_in_the_status_bar(
    desk: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "bad.abr").write_bytes(b"nonsense")
    desk.brushes.run(desk.brush_presets.import_files([tmp_path / "bad.abr"]))
    settle(desk, qtbot)
    assert "bad.abr" in desk.status.message.text()


def test_files_dropped_on_the_panel_are_imported(
    desk: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    write_brushes([Preset("a", "Dropped", Brush(radius=5))], tmp_path / "a.paintbrush")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("a.paintbrush", "b.png")])
    event = QDropEvent(
        QPointF(9, 9),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    desk.brushes_panel.dropEvent(event)
    settle(desk, qtbot)
    assert desk.brush_presets.current.name == "Dropped"


def test_a_brush_with_a_tip_of_the_artists_is_there_at_the_next_start(
    desk: Window, run: Run
) -> None:
    tip = Bitmap("mine", np.full((8, 8), 99, np.uint8))
    desk.editor.brush = Brush(radius=21.0, tip=tip)
    run(desk.brush_presets.save_as("Mine"))
    desk.editor.brush = replace(desk.editor.brush, radius=22.0)
    record = encoded(desk.editor.brush)
    in_hand = dict(desk.brush_presets.in_hand)
    editor = Editor(desk.editor.document)
    folder = desk.brush_presets.library.folder
    again = BrushPresets(editor, desk.waiting, in_hand, {"brush": record}, folder)
    run(again.load())
    assert editor.brush == desk.editor.brush
    assert again.current.name == "Mine"
    assert again.modified


@pytest.mark.parametrize(
    ("name", "preset"), [("eraser", "eraser-hard"), ("smudge", "blend-smudge")]
)
def test_tools_with_a_brush_of_their_own_begin_with_a_preset(
    desk: Window, name: str, preset: str
) -> None:
    desk.editor.tool = tool(name)
    assert desk.brush_presets.current_id == preset
    assert not desk.brush_presets.modified


# The editor


def test_every_parameter_and_switch_can_be_set(desk: Window, qtbot: QtBot) -> None:
    editor = editor_of(desk, qtbot)
    for parameter in PARAMETERS:
        row = editor._rows[parameter.name]
        part = 0.3 * parameter.minimum + 0.7 * parameter.maximum
        row.bar._change(round(part * parameter.factor))
        got = getattr(desk.editor.brush, parameter.name)
        assert got == pytest.approx(row.bar.value / parameter.factor)
        assert got != parameter.default
    for name in (*(switch.name for switch in SWITCHES), "dual"):
        editor._switches[name].click()
        assert getattr(desk.editor.brush, name) is True


def test_every_bundled_picture_can_be_chosen(desk: Window, qtbot: QtBot) -> None:
    editor = editor_of(desk, qtbot)
    for field, kind in (("tip", "tips"), ("dual_tip", "tips"), ("grain", "grains")):
        box = editor._pictures[field]
        for name in bundled_names(kind):
            box.activated.emit(box.findData(name))
            assert getattr(desk.editor.brush, field).name == name
            assert box.currentData() == name
        box.activated.emit(0)
        assert getattr(desk.editor.brush, field) is None


def test_sensors_drive_parameters_through_curves(desk: Window, qtbot: QtBot) -> None:
    editor = editor_of(desk, qtbot)
    desk.editor.brush = Brush(dynamics=())
    editor._rows["flow"].drive.click()
    pane = editor.dynamics
    assert pane.parameter.name == "flow"
    for number, row in enumerate(SENSORS):
        pane.sensors.item(number).setCheckState(Qt.CheckState.Checked)
        (dynamic,) = desk.editor.brush.driven("flow")
        assert (dynamic.sensor, dynamic.strength) == (row.id, 1)
        curve = Curve(((0, 1), (0.5, 0.25), (1, 0)))
        pane.curve.set_curve(curve)
        pane.curve.changed.emit(curve)
        pane.strength._change(40)
        if row.scale:
            pane.scales[row.id]._change(60 if row.unit != "s" else 2)
        (dynamic,) = desk.editor.brush.driven("flow")
        assert (dynamic.curve, dynamic.strength) == (curve, 0.4)
        assert dynamic.scale == ((60 if row.unit != "s" else 2) if row.scale else 0)
        pane.sensors.item(number).setCheckState(Qt.CheckState.Unchecked)
        assert desk.editor.brush.dynamics == ()


def test_the_editor_follows_the_brush_in_hand(desk: Window, qtbot: QtBot) -> None:
    editor = editor_of(desk, qtbot)
    desk.brush_presets.choose("watercolour-wash")
    brush = desk.editor.brush
    assert editor._rows["opacity"].bar.value == pytest.approx(100 * brush.opacity)
    assert editor._pictures["tip"].currentData() == "wash"
    assert editor._pictures["grain"].currentData() == "rough-paper"
    assert editor.scratchpad.editor.brush == brush
    assert not editor.save.isEnabled()
    editor._rows["opacity"].bar._change(20)
    assert editor.save.isEnabled()
    editor.reset.click()
    assert desk.editor.brush == brush


def test_the_preview_is_drawn_anew(desk: Window, qtbot: QtBot) -> None:
    editor = editor_of(desk, qtbot)
    qtbot.waitUntil(lambda: not editor.preview._image.isNull(), timeout=20_000)
    first = editor.preview._image.copy()
    desk.brush_presets.choose("stamp-stars")
    qtbot.waitUntil(lambda: editor.preview._image != first, timeout=20_000)


def test_the_scratchpad_is_no_part_of_the_document(desk: Window, qtbot: QtBot) -> None:
    editor = editor_of(desk, qtbot)
    before = desk.editor.document
    desk.editor.foreground = (65535, 0, 0)
    pad = editor.scratchpad
    QApplication.processEvents()
    drag(pad.canvas, (700, 500), (760, 520), (820, 500))
    layer = pad.editor.active_layer
    assert isinstance(layer, RasterLayer)
    assert layer.pixels.tiles
    assert desk.editor.document is before
    pad.clear()
    assert not pad.editor.active_layer.pixels.tiles


# Pictures


def test_pictures_wait_for_the_pen_and_come_from_the_disk(qtbot: QtBot, tmp_path: Path) -> None:
    busy = [True]
    pictures = BrushPictures(lambda: busy[0], tmp_path)
    brush, size = Brush(radius=9.0), QSize(96, 40)
    assert pictures.picture(brush, size) is None
    qtbot.wait(300)
    assert pictures.picture(brush, size) is None
    busy[0] = False
    qtbot.waitUntil(lambda: pictures.picture(brush, size) is not None, timeout=20_000)
    (kept,) = tmp_path.glob("*.png")
    assert brush_key(brush) in kept.name
    changed = kept.stat().st_mtime_ns
    pictures.close()
    again = BrushPictures(lambda: False, tmp_path)
    again.picture(brush, size)
    qtbot.waitUntil(lambda: again.picture(brush, size) is not None, timeout=20_000)
    assert kept.stat().st_mtime_ns == changed
    again.close()


def test_brushes_that_draw_otherwise_have_other_keys() -> None:
    assert brush_key(Brush()) == brush_key(Brush())
    assert brush_key(Brush()) != brush_key(Brush(radius=3.0))
    presets = Library(Path("/nowhere")).presets
    assert len({brush_key(preset.brush) for preset in presets}) == len(presets)


# Words


def test_names_of_brushes_are_named_for_translators() -> None:
    presets = Library(Path("/nowhere")).presets
    assert {preset.name for preset in presets} == set(texts.NAMES)
    assert {*TAGS, "Imported"} == set(texts.TAGS)
    assert {*bundled_names("tips"), *bundled_names("grains")} == set(texts.PICTURES)
    assert {row.label for row in BRUSH_FORMATS} <= set(texts.MESSAGES)


def test_what_goes_wrong_with_brush_files_is_named_for_translators(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    with pytest.raises(ValueError) as error:
        write_brushes([Preset("a", "A", Brush())], tmp_path / "a.myb")
    assert error.value.args[0].template in texts.MESSAGES


def test_the_window_opens_without_reading_brush_files() -> None:
    code = "import sys, paintapp.app; sys.exit('paintapp.formats.brushes' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=120).returncode == 0
