"""Laws that hold for every brush that comes with the program."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import cv2
import numpy as np
import pytest

from paintapp.document import FULL, Document, Pixels, RasterLayer
from paintapp.document.pixels import Array
from paintapp.editor import Editor
from paintapp.formats.brushes import TAGS, Library, Preset, read_shared, write_shared
from paintapp.painting.bitmaps import bundled_names
from paintapp.painting.preview import preview
from paintapp.resources import resource
from tests.pen import Pen

PRESETS = Library(Path("/nowhere")).presets
presets = pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.id)


@cache
def drawn(preset: Preset) -> Array:
    return preview(preset.brush, 240, 80, (FULL // 3, FULL // 5, FULL // 2), dabs=True)


def test_there_are_many_and_all_files_are_read() -> None:
    assert len(PRESETS) >= 40
    assert len(PRESETS) == len(list(resource("brushes").glob("*.json")))
    assert len({preset.name for preset in PRESETS}) == len(PRESETS)
    for tag in TAGS:
        assert any(preset.tags[0] == tag for preset in PRESETS)


def test_every_picture_is_of_use() -> None:
    tips = {p.brush.tip.name for p in PRESETS if p.brush.tip is not None}
    tips |= {p.brush.dual_tip.name for p in PRESETS if p.brush.dual_tip is not None}
    assert tips == set(bundled_names("tips"))
    grains = {p.brush.grain.name for p in PRESETS if p.brush.grain is not None}
    assert grains == set(bundled_names("grains"))


@presets
def test_it_draws_a_stroke_that_shows(preset: Preset) -> None:
    """Against what it is drawn on, pixels change in the middle and not at the picture's rim."""
    still = preview(
        preset.brush, 240, 80, (FULL // 3, FULL // 5, FULL // 2), dabs=True, points=False
    )
    apart = np.abs(drawn(preset).astype(int) - still.astype(int)).max(axis=2)
    assert (apart > FULL // 16).sum() > 60
    assert apart[:, 0].max() == 0


@presets
def test_it_draws_the_same_again(preset: Preset) -> None:
    again = preview(preset.brush, 240, 80, (FULL // 3, FULL // 5, FULL // 2), dabs=True)
    assert np.array_equal(again, drawn(preset))


def test_each_differs_from_all_others() -> None:
    small = [
        cv2.GaussianBlur(drawn(preset).astype(np.float32), (0, 0), 0.8) / FULL for preset in PRESETS
    ]
    for number, first in enumerate(small):
        for other, second in zip(PRESETS[:number], small[:number], strict=True):
            apart = np.sqrt(np.mean((first - second) ** 2))
            assert apart > 0.01, f"{PRESETS[number].id} looks like {other.id}"


@presets
def test_it_can_be_shared(preset: Preset) -> None:
    (again,) = read_shared(write_shared([preset]))
    assert (again.name, again.tags, again.brush) == (preset.name, preset.tags, preset.brush)


@presets
def test_a_stroke_is_one_step_and_escape_leaves_no_trace(preset: Preset) -> None:
    block = np.full((60, 60, 4), FULL, np.uint16)
    block[..., :2] = 20000
    layer = RasterLayer(id=1, name="Layer", pixels=Pixels.from_array(block, 20, 20))
    editor = Editor(Document(120, 100, (layer,)))
    pen = Pen(editor, "eraser" if preset.brush.erase else "brush")
    editor.brush = preset.brush
    before = editor.document
    pen.down(10, 30, 0.8).move(60, 50).move(110, 70)
    assert editor.cancel()
    assert editor.document is before
    pen.down(10, 30, 0.8).move(60, 50).move(110, 70).up()
    assert len(editor.history.entries) == 2
    painted = editor.document
    editor.undo()
    assert editor.document is before
    editor.redo()
    assert editor.document is painted
    assert painted is not before
