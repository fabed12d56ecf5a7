"""Selecting the subject and removing the background, from the menus of a real window."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from paintapp.document import FULL, Pixels, RasterLayer, Rect
from paintapp.painting.composite import flatten
from paintapp.ui.window import Window
from tests.pen import Pen
from tests.ui.conftest import Run
from tests.ui.steps import settle

SUBJECT = Rect(90, 60, 70, 80)


@pytest.fixture
def picture(window: Window, qtbot: QtBot) -> Window:
    """A red block before a pale blue sheet, all in the upper layer; below it lies white paper."""
    array = np.full((192, 256, 4), FULL, np.uint16)
    array[..., :3] = (45000, 52000, 60000)
    array[60:140, 90:160, :3] = (50000, 6000, 5000)
    layer = window.editor.active_layer
    assert isinstance(layer, RasterLayer)
    with window.editor.edit("Paste") as edit:
        edit.document = edit.document.with_layer(replace(layer, pixels=Pixels.from_array(array)))
    settle(window, qtbot)
    return window


def trigger(window: Window, qtbot: QtBot, name: str) -> None:
    window.actions_by_id[name].trigger()
    settle(window, qtbot)


async def begin(window: Window) -> None:
    """Choose Remove background; ends while the subject is looked for, which takes a moment."""
    window.actions_by_id["remove-background"].trigger()
    while not window.status.stop.isVisible():
        await asyncio.sleep(0)


def test_the_subject_of_the_picture_is_selected_in_one_step(picture: Window, qtbot: QtBot) -> None:
    before = picture.editor.document
    trigger(picture, qtbot, "select-subject")
    selection = picture.editor.document.selection
    assert selection is not None
    assert selection.bounds() == SUBJECT
    assert picture.editor.document.layers == before.layers
    picture.editor.undo()
    assert picture.editor.document is before


def test_the_subject_of_the_layer_alone(picture: Window, qtbot: QtBot) -> None:
    editor = picture.editor
    covered = np.full((192, 256, 4), FULL, np.uint16)
    above = RasterLayer(id=90, name="Above", pixels=Pixels.from_array(covered))
    layer = editor.active_layer_id
    editor.apply("Paste", lambda document: document.inserted(above))
    editor.set_active(layer)
    trigger(picture, qtbot, "select-subject")
    assert editor.document.selection is None
    assert "No subject stands out" in picture.status.message.text()
    trigger(picture, qtbot, "select-subject-layer")
    assert editor.document.selection is not None
    assert editor.document.selection.bounds() == SUBJECT


def test_the_background_is_hidden_by_a_mask_and_not_erased(picture: Window, qtbot: QtBot) -> None:
    editor = picture.editor
    before, layer = editor.document, editor.active_layer
    assert isinstance(layer, RasterLayer)
    trigger(picture, qtbot, "remove-background")
    after = editor.document.raster(layer.id)
    assert after.pixels is layer.pixels
    assert after.mask is not None
    assert after.mask.bounds() == SUBJECT
    shown = flatten(editor.document)
    assert (shown[0, 0] == FULL).all()  # the paper below
    assert tuple(shown[100, 120]) == (50000, 6000, 5000, FULL)
    assert len(editor.history.entries) == 3
    editor.undo()
    assert editor.document is before


def test_a_mask_that_was_painted_before_counts_on(picture: Window, qtbot: QtBot) -> None:
    editor = picture.editor
    layer = editor.active_layer
    assert isinstance(layer, RasterLayer)
    mask = Pixels.mask(FULL).written(np.zeros((192, 120), np.uint16), 0, 0)
    editor.apply("Mask", lambda document: document.with_layer(replace(layer, mask=mask)))
    trigger(picture, qtbot, "remove-background")
    found = editor.document.raster(layer.id).mask
    assert found is not None
    assert found.bounds() == Rect(120, 60, 40, 80)


def test_cancelling_leaves_the_document_alone(picture: Window, qtbot: QtBot, run: Run) -> None:
    before = picture.editor.document
    run(begin(picture))
    picture.status.stop.click()
    settle(picture, qtbot)
    assert picture.editor.document is before
    assert not picture.status.stop.isVisible()
    assert not picture.status.message.property("problem")


def test_painting_meanwhile_is_not_lost(picture: Window, qtbot: QtBot, run: Run) -> None:
    """The mask is found while the pen is down; it comes when the stroke has ended."""
    editor = picture.editor
    layer = editor.active_layer_id
    assert layer is not None
    paper = editor.document.layers[0].id
    stop = picture.status.stop

    async def paint() -> None:
        await begin(picture)
        editor.set_active(paper)
        pen = Pen(editor, "brush").down(20, 20).move(40, 20)
        while stop.isVisible():
            await asyncio.sleep(0.01)
        assert picture.waiting.busy and editor.document.layer(layer).mask is None
        pen.up()
        painted.append(editor.document.raster(paper).pixels)
        while picture.waiting.busy:
            await asyncio.sleep(0.01)

    painted: list[Pixels] = []
    run(paint())
    settle(picture, qtbot)
    assert editor.document.raster(paper).pixels is painted[0]
    assert editor.document.layer(layer).mask is not None


def test_a_layer_that_was_painted_on_meanwhile_is_left_alone(
    picture: Window, qtbot: QtBot, run: Run
) -> None:
    editor = picture.editor
    run(begin(picture))
    Pen(editor, "brush").line((20, 20), (60, 60))
    painted = editor.document
    settle(picture, qtbot)
    assert editor.document is painted
    assert "changed meanwhile" in picture.status.message.text()


def test_a_group_is_cut_out_as_a_whole(picture: Window, qtbot: QtBot) -> None:
    trigger(picture, qtbot, "layer-group")
    group = picture.editor.active_layer
    assert group is not None
    trigger(picture, qtbot, "remove-background")
    masked = picture.editor.document.layer(group.id)
    assert masked.mask is not None
    assert masked.mask.bounds() == SUBJECT
