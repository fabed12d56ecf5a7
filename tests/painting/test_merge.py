"""Merging: the picture stays what it was."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from paintapp.document import (
    FULL,
    Document,
    DocumentError,
    GroupLayer,
    Pixels,
    RasterLayer,
    operations,
)
from paintapp.painting import merge
from paintapp.painting.composite import flatten


def blob(layer_id: int, seed: int, **properties: object) -> RasterLayer:
    """Random premultiplied pixels on part of the canvas."""
    random = np.random.default_rng(seed)
    alpha = random.integers(0, FULL + 1, (70, 90, 1))
    colour = random.integers(0, FULL + 1, (70, 90, 3)) * alpha // FULL
    array = np.concatenate([colour, alpha], axis=2).astype(np.uint16)
    plane = Pixels.from_array(array, 10 * layer_id, 5 * layer_id)
    return RasterLayer(id=layer_id, name=f"layer {layer_id}", pixels=plane, **properties)


def difference(first: Document, second: Document) -> int:
    return int(np.abs(flatten(first).astype(int) - flatten(second).astype(int)).max())


@pytest.fixture
def document() -> Document:
    return Document(128, 128, (blob(1, 1), blob(2, 2, opacity=0.5), blob(3, 3)))


def test_merge_down_keeps_the_look(document: Document) -> None:
    merged = merge.merge_down(document, 2)
    assert [layer.id for layer in merged.layers] == [1, 3]
    assert merged.layer(1).name == "layer 1"
    assert difference(document, merged) <= 2


def test_merge_takes_masks_and_modes_along(document: Document) -> None:
    document = document.with_layer(replace(document.layer(2), blend_mode="multiply"))
    document = operations.add_mask(
        document.with_selection(Pixels.from_array(np.full((40, 40), 40000, np.uint16), 30, 30)), 2
    )
    merged = merge.merge_down(document, 2)
    assert merged.layer(1).mask is None
    assert difference(document, merged) <= 2


def test_merge_down_says_why_it_cannot(document: Document) -> None:
    with pytest.raises(DocumentError, match="no layer below"):
        merge.merge_down(document, 1)
    hidden = operations.set_properties(document, 1, visible=False)
    with pytest.raises(DocumentError, match="hidden"):
        merge.merge_down(hidden, 2)
    locked = operations.set_properties(document, 1, lock_pixels=True)
    with pytest.raises(DocumentError, match="locked"):
        merge.merge_down(locked, 2)


def test_merging_a_group_flattens_it(document: Document) -> None:
    grouped = operations.group_layers(document, (2, 3), "group")
    group = grouped.layers[-1]
    assert isinstance(group, GroupLayer)
    merged = merge.merge_layers(grouped, (group.id,))
    assert isinstance(merged.layers[-1], RasterLayer)
    assert merged.layers[-1].name == "group"
    assert difference(grouped, merged) <= 2


def test_merging_several_puts_them_at_the_top_one(document: Document) -> None:
    merged = merge.merge_layers(document, (1, 2, 3))
    assert [layer.id for layer in merged.layers] == [3]
    assert difference(document, merged) <= 2


def test_flatten_drops_what_is_hidden(document: Document) -> None:
    document = operations.set_properties(document, 3, visible=False)
    flat = merge.flatten_image(document, "all")
    assert len(flat.layers) == 1
    assert difference(document, flat) <= 2


def test_applying_a_mask_keeps_the_look(document: Document) -> None:
    selection = Pixels.from_array(np.full((50, 50), 20000, np.uint16), 20, 20)
    masked = operations.add_mask(document.with_selection(selection), 3)
    applied = merge.apply_mask(masked, 3)
    assert applied.layer(3).mask is None
    assert difference(masked, applied) <= 1
    with pytest.raises(DocumentError):
        merge.apply_mask(document, 1)
