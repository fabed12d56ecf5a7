"""Documents as values: finding, replacing and moving layers, and edits."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from paintapp.document import (
    FULL,
    TILE,
    Document,
    DocumentError,
    Edit,
    GroupLayer,
    Pixels,
    RasterLayer,
)


def document() -> Document:
    inner = GroupLayer(id=3, name="inner", children=(RasterLayer(id=4, name="deep"),))
    group = GroupLayer(id=2, name="group", children=(inner, RasterLayer(id=5, name="upper")))
    return Document(64, 48, (RasterLayer(id=1, name="paper"), group, RasterLayer(id=6, name="top")))


def ids(made: Document) -> list[int]:
    return [layer.id for layer in made.walk()]


@pytest.mark.parametrize(
    ("width", "height"), [(15, 100), (100, 15), (0, 64), (-5, 64), (16385, 64), (64, 1 << 40)]
)
def test_sizes_have_limits(width: int, height: int) -> None:
    with pytest.raises(DocumentError, match="between 16 and 16384"):
        Document(width, height)


@pytest.mark.parametrize("resolution", [0, -72, math.nan, math.inf])
def test_a_resolution_is_a_positive_number(resolution: float) -> None:
    with pytest.raises(DocumentError, match="resolution"):
        Document(64, 64, resolution=resolution)


def test_the_smallest_and_the_largest_canvas() -> None:
    assert Document(16, 16).bounds.area == 256
    assert Document(16384, 16384).bounds.right == 16384


def test_finding() -> None:
    made = document()
    assert ids(made) == [1, 2, 3, 4, 5, 6]
    assert made.layer(4).name == "deep" and made.find(9) is None and made.find(None) is None
    with pytest.raises(KeyError):
        made.layer(9)
    with pytest.raises(KeyError):
        made.raster(2)
    inner = made.parent(4)
    assert inner is not None and inner.id == 3 and made.parent(1) is None
    assert [layer.id for layer in made.siblings(5)] == [3, 5]
    assert made.next_id() == 7 and Document(16, 16).next_id() == 1


def test_replacing_keeps_all_else_the_very_same() -> None:
    made = document()
    after = made.with_layer(replace(made.layer(5), name="new"))
    assert after.layer(5).name == "new"
    assert after.layers[0] is made.layers[0] and after.layer(3) is made.layer(3)
    assert made.layer(5).name == "upper"


def test_removing_and_inserting() -> None:
    made = document()
    assert ids(made.without(3)) == [1, 2, 5, 6]
    assert ids(made.without(99)) == ids(made)
    layer = RasterLayer(id=7, name="")
    assert ids(made.inserted(layer, above=4)) == [1, 2, 3, 4, 7, 5, 6]
    assert ids(made.inserted(layer, above=2)) == [1, 2, 3, 4, 5, 7, 6]
    assert ids(made.inserted(layer)) == ids(made.inserted(layer, above=99)) == [*ids(made), 7]


def test_moving() -> None:
    made = document()
    assert ids(made.moved(6, 3, 0)) == [1, 2, 3, 6, 4, 5]
    assert ids(made.moved(3, None, 1)) == [1, 3, 4, 2, 5, 6]
    assert ids(made.moved(1, None, 2)) == [2, 3, 4, 5, 6, 1]
    with pytest.raises(DocumentError, match="into itself"):
        made.moved(2, 3, 0)
    with pytest.raises(DocumentError, match="groups"):
        made.moved(1, 6, 0)


def test_an_edit_publishes_values_and_never_touches_what_was() -> None:
    made = document()
    edit = Edit(made, "Paint")
    assert not edit.changed
    edit.put_tiles("pixels", 4, {})
    assert not edit.changed
    tile = np.full((TILE, TILE, 4), FULL, np.uint16)
    edit.put_tiles("pixels", 4, {(0, 0): tile})
    first = edit.document
    edit.put_tiles("pixels", 4, {(0, 0): None})
    assert edit.changed and edit.before is made
    assert first.raster(4).pixels.tile((0, 0)) is tile and not made.raster(4).pixels.tiles
    assert edit.document == made


def test_an_edit_of_masks_and_the_selection() -> None:
    edit = Edit(document(), "Mask")
    grey = np.full((TILE, TILE), 9, np.uint16)
    assert edit.plane("mask", 2) == Pixels.mask() == edit.plane("selection", None)
    edit.put_tiles("mask", 2, {(0, 0): grey})
    edit.put_tiles("selection", None, {(1, 0): grey})
    mask, selection = edit.document.layer(2).mask, edit.document.selection
    assert mask is not None and mask.tile((0, 0)) is grey
    assert selection is not None and set(selection.tiles) == {(1, 0)}
    for target in ("pixels", "mask"):
        with pytest.raises(KeyError):
            edit.plane(target, None)  # type: ignore[arg-type]
    with pytest.raises(KeyError):
        edit.put_tiles("pixels", 2, {(0, 0): np.zeros((TILE, TILE, 4), np.uint16)})
