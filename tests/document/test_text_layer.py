"""Text layers: they count as raster layers to whoever reads, and are guarded from painting."""

from __future__ import annotations

import math

import numpy as np
import pytest

from paintapp.document import (
    FULL,
    Document,
    GroupLayer,
    Pixels,
    RasterLayer,
    Text,
    TextLayer,
    operations,
)
from paintapp.editor import Editor, EditorError
from paintapp.generation.place import paint_into
from paintapp.generation.settings import GenerationError
from paintapp.painting import merge
from paintapp.painting.composite import flatten
from tests.pen import Pen


def text_layer(layer_id: int = 2) -> TextLayer:
    pixels = Pixels.from_array(np.full((20, 30, 4), FULL, np.uint16), 10, 12)
    text = Text(text="Hello", x=10.5, y=12.0, size=20)
    return TextLayer(id=layer_id, name="Hello", pixels=pixels, text=text, opacity=0.5)


@pytest.fixture
def document() -> Document:
    paper = RasterLayer(id=1, name="paper")
    return Document(64, 64, (paper, GroupLayer(id=3, name="group", children=(text_layer(),))))


def text_of(document: Document) -> Text:
    layer = document.layer(2)
    assert isinstance(layer, TextLayer)
    return layer.text


def test_its_pixels_show_like_those_of_any_layer(document: Document) -> None:
    assert abs(int(flatten(document)[15, 15, 3]) - FULL // 2) <= 1
    assert not flatten(document)[15, 45].any()


def test_rasterising_keeps_all_but_the_text(document: Document) -> None:
    after = operations.rasterise(document, (3,))
    layer = after.layer(2)
    assert type(layer) is RasterLayer
    assert (layer.opacity, layer.name) == (0.5, "Hello")
    assert layer.pixels is document.layer(2).pixels
    assert operations.rasterise(after, (3,)) is after


def test_moving_and_cropping_take_the_text_along(document: Document) -> None:
    cropped = operations.resize_canvas(document, 50, 50, -4, -6)
    assert (text_of(cropped).x, text_of(cropped).y) == (6.5, 6.0)
    editor = Editor(document)
    editor.set_active(3)
    Pen(editor, "move").line((0, 0), (7, 9))
    assert (text_of(editor.document).x, text_of(editor.document).y) == (17.5, 21.0)
    assert editor.document.layer(2).pixels.bounds()[:2] == (17, 21)


@pytest.mark.parametrize("tool", ["brush", "eraser", "fill"])
def test_painting_on_it_is_refused_with_a_way_out(document: Document, tool: str) -> None:
    editor = Editor(document)
    editor.set_active(2)
    with pytest.raises(EditorError, match="Layer > Rasterise"):
        Pen(editor, tool).click(20, 20)
    assert editor.document is document
    with pytest.raises(GenerationError, match="Layer > Rasterise"):
        paint_into(document, RasterLayer(id=9, name="result"), 2)


def test_its_mask_can_be_painted_on(document: Document) -> None:
    editor = Editor(operations.add_mask(document, 2))
    editor.set_active(2)
    editor.target = "mask"
    Pen(editor, "brush").click(20, 20)
    layer = editor.document.layer(2)
    assert isinstance(layer, TextLayer)
    assert layer.mask is not None and layer.mask.read(editor.document.bounds)[20, 20] < FULL


def test_moving_a_selected_part_of_it_is_refused(document: Document) -> None:
    selected = Pixels.from_array(np.full((8, 8), FULL, np.uint16), 12, 14)
    editor = Editor(document.with_selection(selected))
    editor.set_active(2)
    with pytest.raises(EditorError, match="Layer > Rasterise"):
        Pen(editor, "move").line((14, 14), (30, 30))


def test_merging_and_applying_the_mask_rasterise(document: Document) -> None:
    masked = operations.add_mask(document, 2)
    assert type(merge.apply_mask(masked, 2).layer(2)) is RasterLayer
    merged = merge.merge_layers(document, (1, 3))
    assert all(type(layer) is RasterLayer for layer in merged.walk())


@pytest.mark.parametrize(
    "wrong",
    [
        {"size": 0.0},
        {"size": math.nan},
        {"x": math.inf},
        {"width": -3.0},
        {"text": "a" * 20_000},
        {"colour": (0, 0, 70_000)},
        {"letter_spacing": math.nan},
        {"line_height": 0.0},
        {"weight": 0},
    ],
)
def test_values_out_of_range_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"range|characters"):
        Text(**wrong)
