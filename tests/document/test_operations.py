"""Layer operations: what they do to the tree, and what they leave alone."""

from __future__ import annotations

import numpy as np
import pytest

from paintapp.document import (
    FULL,
    Document,
    DocumentError,
    GroupLayer,
    Pixels,
    RasterLayer,
    Rect,
    operations,
)


def raster(layer_id: int, name: str = "") -> RasterLayer:
    plane = Pixels.from_array(np.full((8, 8, 4), 1000 * layer_id, np.uint16))
    return RasterLayer(id=layer_id, name=name or f"layer {layer_id}", pixels=plane)


@pytest.fixture
def document() -> Document:
    """Lowest first: 1, group 2 (3, 4), 5."""
    group = GroupLayer(id=2, name="group", children=(raster(3), raster(4)))
    return Document(64, 64, (raster(1), group, raster(5)))


def shape(document: Document) -> list[object]:
    def listed(layers: tuple[object, ...]) -> list[object]:
        return [
            (layer.id, listed(layer.children)) if isinstance(layer, GroupLayer) else layer.id
            for layer in layers
        ]

    return listed(document.layers)


def test_add_goes_above_a_layer_and_into_a_group(document: Document) -> None:
    assert shape(operations.add_layer(document, "new", 1)) == [1, 6, (2, [3, 4]), 5]
    assert shape(operations.add_layer(document, "new", 3)) == [1, (2, [3, 6, 4]), 5]
    assert shape(operations.add_layer(document, "new", 2)) == [1, (2, [3, 4, 6]), 5]
    assert shape(operations.add_layer(document, "new", None)) == [1, (2, [3, 4]), 5, 6]


def test_delete_takes_groups_with_all_they_hold(document: Document) -> None:
    assert shape(operations.delete_layers(document, (2, 3))) == [1, 5]
    with pytest.raises(DocumentError, match="at least one"):
        operations.delete_layers(document, (1, 2, 5))
    with pytest.raises(KeyError):
        operations.delete_layers(document, (99,))


def test_duplicates_have_new_ids_and_share_their_pixels(document: Document) -> None:
    after = operations.duplicate_layers(document, (2, 5), " copy")
    assert shape(after) == [1, (2, [3, 4]), (6, [7, 8]), 5, 9]
    assert after.layer(6).name == "group copy"
    assert after.layer(7).name == "layer 3"
    assert after.raster(7).pixels is document.raster(3).pixels


def test_group_and_ungroup_are_inverse(document: Document) -> None:
    grouped = operations.group_layers(document, (1, 5), "both")
    assert shape(grouped) == [(2, [3, 4]), (6, [1, 5])]
    assert shape(operations.ungroup(grouped, 6)) == [(2, [3, 4]), 1, 5]
    assert shape(operations.ungroup(document, 2)) == [1, 3, 4, 5]
    with pytest.raises(DocumentError):
        operations.ungroup(document, 1)


def test_group_within_a_group(document: Document) -> None:
    assert shape(operations.group_layers(document, (3, 4), "inner")) == [1, (2, [(6, [3, 4])]), 5]


@pytest.mark.parametrize(
    ("ids", "parent", "index", "wanted"),
    [
        ((5,), None, 0, [5, 1, (2, [3, 4])]),
        ((1,), None, 3, [(2, [3, 4]), 5, 1]),
        ((1,), None, 1, [1, (2, [3, 4]), 5]),
        ((1,), 2, 1, [(2, [3, 1, 4]), 5]),
        ((1, 5), 2, 2, [(2, [3, 4, 1, 5])]),
        ((4,), 2, 0, [1, (2, [4, 3]), 5]),
        ((3,), None, 3, [1, (2, [4]), 5, 3]),
        ((2,), None, 0, [(2, [3, 4]), 1, 5]),
        ((2, 3), None, 3, [1, 5, (2, [3, 4])]),
    ],
)
def test_move(
    document: Document, ids: tuple[int, ...], parent: int | None, index: int, wanted: object
) -> None:
    assert shape(operations.move_layers(document, ids, parent, index)) == wanted


def test_moving_nowhere_returns_the_same_document(document: Document) -> None:
    assert operations.move_layers(document, (1,), None, 1) is document
    assert operations.move_layers(document, (1,), None, 0) is document
    assert operations.shift_layer(document, 5, 1) is document
    assert operations.set_properties(document, 1, visible=True) is document


def test_a_group_cannot_be_moved_into_itself(document: Document) -> None:
    with pytest.raises(DocumentError, match="into itself"):
        operations.move_layers(document, (2,), 2, 0)
    with pytest.raises(DocumentError):
        operations.move_layers(document, (1,), 5, 0)


def test_shift(document: Document) -> None:
    assert shape(operations.shift_layer(document, 1, 1)) == [(2, [3, 4]), 1, 5]
    assert shape(operations.shift_layer(document, 5, -9)) == [5, 1, (2, [3, 4])]
    assert shape(operations.shift_layer(document, 3, 1)) == [1, (2, [4, 3]), 5]


def test_mask_is_the_selection_or_shows_all(document: Document) -> None:
    plain = operations.add_mask(document, 1)
    assert plain.layer(1).mask == Pixels.mask(FULL)
    selection = Pixels.from_array(np.full((4, 4), 30000, np.uint16), 2, 2)
    chosen = operations.add_mask(document.with_selection(selection), 1)
    assert chosen.layer(1).mask == selection
    assert operations.remove_mask(chosen, 1).layer(1) == document.layer(1)


def test_resize_moves_every_plane_and_cuts_nothing_off(document: Document) -> None:
    masked = operations.add_mask(document, 2)
    selection = Pixels.from_array(np.full((64, 64), FULL, np.uint16))
    after = operations.resize_canvas(masked.with_selection(selection), 32, 48, -5, 7)
    assert (after.width, after.height) == (32, 48)
    for layer_id in (1, 3, 4, 5):
        assert after.raster(layer_id).pixels == masked.raster(layer_id).pixels.translated(-5, 7)
    assert after.selection is not None
    assert after.selection.bounds() == Rect(0, 7, 32, 41)
    back = operations.resize_canvas(after, 64, 64, 5, -7)
    assert back.raster(3).pixels == masked.raster(3).pixels
    with pytest.raises(DocumentError):
        operations.crop_to(document, Rect(0, 0, 5, 5))


def test_layers_of_another_document_come_as_a_group_with_new_ids(document: Document) -> None:
    after = operations.place_group(document, (raster(1), raster(2)), "import", 3)
    assert shape(after) == [1, (2, [3, (6, [7, 8]), 4]), 5]


def test_saved_selections_follow_the_canvas(document: Document) -> None:
    square = Pixels.from_array(np.full((10, 10), FULL, np.uint16), 20, 20)
    kept = document.with_saved_selection("eye", square).with_saved_selection("hand", square)
    assert kept.saved_selections["eye"] is square
    after = operations.crop_to(kept, Rect(25, 15, 30, 30))
    assert after.saved_selections["eye"].bounds() == Rect(0, 5, 5, 10)
    assert after.selection is None
    less = kept.with_saved_selection("eye", None)
    assert dict(less.saved_selections) == {"hand": square}
    assert less.with_saved_selection("eye", None) is less


def test_several_layers_shift_together_and_stop_at_the_end(document: Document) -> None:
    assert shape(operations.shift_layers(document, [1, 2], 1)) == [5, 1, (2, [3, 4])]
    assert shape(operations.shift_layers(document, [2, 5], 1)) == [1, (2, [3, 4]), 5]
    assert shape(operations.shift_layers(document, [1, 5], -1)) == [1, 5, (2, [3, 4])]
    assert shape(operations.shift_layers(document, [4, 1], -1)) == [1, (2, [4, 3]), 5]
    assert operations.shift_layers(document, [5], 1) is document


def test_fields_of_several_layers_change_alike(document: Document) -> None:
    changed = operations.set_each(document, [1, 3], opacity=0.5)
    assert [layer.opacity for layer in changed.walk()] == [0.5, 1.0, 0.5, 1.0, 1.0]
    assert operations.set_each(changed, [1, 3], opacity=0.5) is changed


def test_planes_are_replaced_everywhere_and_shared_ones_once(document: Document) -> None:
    asked = []

    def put(plane: Pixels) -> Pixels:
        asked.append(plane)
        return plane.translated(64, 0)

    layer = document.raster(1)
    document = document.inserted(RasterLayer(id=9, name="twin", pixels=layer.pixels), 1)
    layers = operations.with_planes(document.layers, put)
    assert len(asked) == 4
    assert [layer.pixels.bounds().x for layer in Document(64, 64, layers).walk()
            if isinstance(layer, RasterLayer)] == [64] * 5  # fmt: skip
    assert operations.with_planes(document.layers, lambda plane: plane)[2] is document.layers[2]
