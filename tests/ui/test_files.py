"""Opening, saving, leaving and importing."""

from __future__ import annotations

import asyncio
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from paintapp import formats
from paintapp.document import FULL, Rect
from paintapp.formats.errors import FormatError
from paintapp.painting.composite import flatten
from paintapp.ui.dialogs.export_options import ExportOptionsDialog
from paintapp.ui.dialogs.new_document import NewDocumentDialog
from paintapp.ui.dialogs.unsaved import UnsavedDialog
from paintapp.ui.preferences import (
    RECENT,
    Preferences,
    load_preferences,
    save_preferences,
)
from paintapp.ui.window import Window
from tests.ui.conftest import Run
from tests.ui.steps import names, paint, settle


def dialog(kind: type[QDialog]) -> QDialog | None:
    return next((w for w in QApplication.topLevelWidgets() if isinstance(w, kind)
                 and w.isVisible()), None)  # fmt: skip


def test_save_and_open_again(window: Window, run: Run, tmp_path: Path) -> None:
    paint(window)
    path = tmp_path / "picture.ora"
    window.files.path = path
    saved = window.editor.document
    assert window.editor.modified
    assert run(window.files.save())
    assert not window.editor.modified
    assert window.preferences.recent[0] == str(path)
    run(window.files.open_path(path))
    assert window.editor.document is not saved
    assert window.editor.document == saved
    assert window.files.path == path


def test_what_is_painted_while_saving_is_not_called_saved(
    window: Window, run: Run, tmp_path: Path
) -> None:
    paint(window, 10000)
    window.files.path = tmp_path / "picture.ora"
    writing = window.waiting.start(window.files.save())
    run(asyncio.sleep(0))
    assert window.files.saving
    paint(window, 20000)
    assert run(_done(writing))
    assert window.editor.modified
    window.editor.undo()
    assert not window.editor.modified


async def _done(task: object) -> object:
    return await task  # type: ignore[misc]


def test_a_failed_save_changes_nothing(window: Window, run: Run, tmp_path: Path) -> None:
    paint(window)
    window.files.path = tmp_path / "missing" / "picture.ora"
    document = window.editor.document
    with pytest.raises(FormatError):
        run(window.files.save())
    assert window.editor.document is document
    assert window.editor.modified


def test_a_broken_file_leaves_the_document_open(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    document = window.editor.document
    broken = tmp_path / "broken.ora"
    broken.write_bytes(b"PK\x03\x04 no more")
    window.perform(lambda w: w.files.open_path(broken))
    settle(window, qtbot)
    assert window.editor.document is document
    assert window.files.path is None
    assert "broken.ora" in window.status.message.text()
    assert window.status.message.property("problem")


def test_an_opened_image_is_not_overwritten_by_save(
    window: Window, run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "photo.png"
    Image.new("RGB", (64, 48), (10, 20, 30)).save(path)
    run(window.files.open_path(path))
    assert (window.editor.document.width, window.editor.document.height) == (64, 48)
    assert window.files.path is None
    assert window.preferences.recent[0] == str(path)


def test_saving_can_be_cancelled(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "picture.ora"
    path.write_bytes(b"what was there")
    window.files.path = path
    window.resize(1280, 800)
    window.editor.replace_document(_noise(2048), "New document", saved=False)
    window.perform(lambda w: w.files.save())
    qtbot.waitUntil(window.status.stop.isVisible)
    window.status.stop.click()
    settle(window, qtbot)
    assert path.read_bytes() == b"what was there"
    assert list(tmp_path.glob("*.ora*")) == [path]
    assert window.editor.modified


def _noise(side: int) -> object:
    from paintapp.document import Document, Pixels, RasterLayer

    random = np.random.default_rng(0)
    array = random.integers(0, FULL, (side, side, 4), np.uint16)
    array[..., 3] = FULL
    layers = tuple(RasterLayer(id=i, name=str(i), pixels=Pixels.from_array(array)) for i in (1, 2))
    return Document(side, side, layers)


@pytest.mark.parametrize("choice", ["save", "discard", "cancel"])
def test_closing_asks_about_unsaved_changes(
    choice: str, window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    paint(window)
    path = tmp_path / "picture.ora"
    window.files.path = path
    window.close()
    assert window.isVisible()
    qtbot.waitUntil(lambda: dialog(UnsavedDialog) is not None)
    question = dialog(UnsavedDialog)
    getattr(question, choice).click()
    settle(window, qtbot)
    assert window.isVisible() == (choice == "cancel")
    assert path.exists() == (choice == "save")


def test_escape_means_stay(window: Window, qtbot: QtBot) -> None:
    paint(window)
    window.close()
    qtbot.waitUntil(lambda: dialog(UnsavedDialog) is not None)
    qtbot.keyClick(dialog(UnsavedDialog), Qt.Key.Key_Escape)
    settle(window, qtbot)
    assert window.isVisible()


def test_nothing_unsaved_closes_at_once(window: Window) -> None:
    window.close()
    assert not window.isVisible()


def test_new_asks_first_and_remembers_the_size(window: Window, qtbot: QtBot) -> None:
    window.actions_by_id["new"].trigger()
    qtbot.waitUntil(lambda: dialog(NewDocumentDialog) is not None)
    asked = dialog(NewDocumentDialog)
    assert isinstance(asked, NewDocumentDialog)
    assert asked.width_field.value() == 256
    asked.width_field.setValue(300)
    asked.height_field.setValue(200)
    asked.accept()
    settle(window, qtbot)
    document = window.editor.document
    assert (document.width, document.height) == (300, 200)
    assert (flatten(document) == FULL).all()
    assert names(document) == ["Paper", "Layer 1"]
    assert window.preferences.new_width == 300
    assert not window.editor.modified


def test_save_as_asks_where(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    paint(window)
    window.actions_by_id["save-as"].trigger()
    qtbot.waitUntil(lambda: window.findChild(QFileDialog) is not None)
    asked = window.findChild(QFileDialog)
    assert asked.nameFilters() == ["OpenRaster (*.ora)"]
    asked.findChild(QLineEdit).setText(str(tmp_path / "named"))
    asked.accept()
    settle(window, qtbot)
    assert window.files.path == tmp_path / "named.ora"
    assert formats.open_document(tmp_path / "named.ora") == window.editor.document


def test_export_keeps_the_documents_own_file(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    paint(window)
    window.actions_by_id["export"].trigger()
    qtbot.waitUntil(lambda: window.findChild(QFileDialog) is not None)
    asked = window.findChild(QFileDialog)
    assert asked.nameFilters()[0] == "PNG (*.png)"
    asked.findChild(QLineEdit).setText(str(tmp_path / "flat"))
    asked.accept()
    qtbot.waitUntil(lambda: dialog(ExportOptionsDialog) is not None)
    how = dialog(ExportOptionsDialog)
    assert isinstance(how, ExportOptionsDialog)
    how.depth.setCurrentIndex(1)
    how.accept()
    settle(window, qtbot)
    written = QImage(str(tmp_path / "flat.png"))
    assert (written.width(), written.height()) == (256, 192)
    assert written.depth() == 64
    assert window.files.path is None
    assert window.editor.modified


def test_recent_documents(window: Window, run: Run, qtbot: QtBot, tmp_path: Path) -> None:
    for number in range(RECENT + 3):
        path = tmp_path / f"{number}.png"
        Image.new("RGB", (20, 20)).save(path)
        run(window.files.open_path(path))
    assert len(window.preferences.recent) == RECENT
    window.recent_menu.aboutToShow.emit()
    texts = [action.text() for action in window.recent_menu.actions()]
    assert texts[:2] == [f"{RECENT + 2}.png", f"{RECENT + 1}.png"]
    window.recent_menu.actions()[2].trigger()
    settle(window, qtbot)
    assert window.preferences.recent[0].endswith(f"{RECENT}.png")
    window.recent_menu.aboutToShow.emit()
    (tmp_path / f"{RECENT}.png").unlink()
    window.recent_menu.actions()[0].trigger()
    settle(window, qtbot)
    assert "does not exist" in window.status.message.text()


def _drop(window: Window, data: QMimeData) -> bool:
    place, none = QPoint(300, 300), Qt.KeyboardModifier.NoModifier
    left, copy = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction
    enter = QDragEnterEvent(place, copy, data, left, none)
    enter.ignore()
    QApplication.sendEvent(window, enter)
    if enter.isAccepted():
        QApplication.sendEvent(window, QDropEvent(QPointF(place), copy, data, left, none))
    return enter.isAccepted()


def test_a_dropped_image_becomes_a_layer(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "red.png"
    Image.new("RGBA", (100, 50), (255, 0, 0, 255)).save(path)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    assert _drop(window, data)
    settle(window, qtbot)
    layer = window.editor.active_layer
    assert layer is not None
    assert layer.name == "red"
    assert layer.origin.kind == "imported"
    assert layer.pixels.bounds() == Rect(78, 71, 100, 50)
    assert names(window.editor.document) == ["Paper", "Layer 1", "red"]
    window.editor.undo()
    assert names(window.editor.document) == ["Paper", "Layer 1"]


def test_a_dropped_layered_file_becomes_a_group(
    window: Window, run: Run, qtbot: QtBot, tmp_path: Path
) -> None:
    window.files.path = tmp_path / "other.ora"
    run(window.files.save())
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "other.ora"))])
    assert _drop(window, data)
    settle(window, qtbot)
    assert names(window.editor.document) == ["Paper", "Layer 1", "other", "Paper", "Layer 1"]


def test_text_is_not_taken(window: Window) -> None:
    data = QMimeData()
    data.setText("no picture")
    assert not _drop(window, data)


def test_copy_and_paste_keep_place_and_depth(window: Window, run: Run) -> None:
    paint(window, 12345)
    run(window.clipboard.copy())
    before = window.editor.document
    run(window.clipboard.paste())
    layer = window.editor.active_layer
    assert layer is not None
    assert layer.pixels == before.layers[-1].pixels
    window.editor.undo()
    assert window.editor.document is before


def test_copies_have_alpha_and_keep_to_the_selection(
    window: Window, run: Run, qtbot: QtBot
) -> None:
    paint(window, 0)
    from paintapp.document import Pixels

    half = np.full((20, 20), FULL // 2, np.uint16)
    window.editor.apply(
        "Select", type(window.editor.document).with_selection, Pixels.from_array(half, 25, 35)
    )
    run(window.clipboard.copy())
    image = QGuiApplication.clipboard().image()
    assert (image.width(), image.height()) == (20, 20)
    assert image.pixelColor(3, 3).alpha() in (127, 128)
    png = QGuiApplication.clipboard().mimeData().data("image/png")
    assert QImage.fromData(png, "PNG").pixelColor(3, 3).alpha() in (127, 128)


def test_pasting_from_another_program(window: Window, run: Run) -> None:
    image = QImage(64, 32, QImage.Format.Format_ARGB32)
    image.fill(QColor(0, 200, 0, 128))
    QGuiApplication.clipboard().setImage(image)
    run(window.clipboard.paste())
    layer = window.editor.active_layer
    assert layer is not None
    assert layer.pixels.bounds() == Rect(96, 80, 64, 32)
    pixel = layer.pixels.read(Rect(100, 90, 1, 1))[0, 0]
    assert pixel[3] == 128 * 257
    assert abs(int(pixel[1]) - 200 * 257 * 128 // 255) <= 1


def test_cut_is_two_steps_back(window: Window, run: Run) -> None:
    paint(window)
    painted = window.editor.document
    run(window.clipboard.cut())
    assert window.editor.active_layer is not None
    assert not window.editor.active_layer.pixels.tiles
    window.editor.undo()
    assert window.editor.document is painted


def test_nothing_on_the_clipboard(window: Window, qtbot: QtBot) -> None:
    layers = window.editor.document.layers
    QGuiApplication.clipboard().setText("  ")
    window.actions_by_id["paste"].trigger()
    settle(window, qtbot)
    assert "no picture" in window.status.message.text()
    assert window.editor.document.layers is layers


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"recent": 5}', b"\xff\xfe", b'{"geometry": "%%%", "docks": "!"}'],
)
def test_a_broken_settings_file_is_no_hindrance(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "window.json"
    path.write_bytes(content)
    preferences = load_preferences(path)
    assert preferences.swatches == Preferences().swatches
    save_preferences(preferences, path)
    assert load_preferences(path) == preferences


def test_settings_that_cannot_be_written_are_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    save_preferences(Preferences(), tmp_path / "file" / "window.json")
    assert load_preferences(tmp_path / "file" / "window.json") == Preferences()
