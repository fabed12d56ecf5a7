"""Saying beforehand which layer will be painted on changes the time, never the picture."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from paintapp.document import TILE, Document, GroupLayer, Pixels, RasterLayer
from paintapp.painting.compositor import Compositor


def layer(layer_id: int, mode: str = "normal") -> RasterLayer:
    rng = np.random.default_rng(layer_id)
    pixels = rng.integers(0, 65536, (TILE, TILE, 4)).astype(np.uint16)
    pixels[..., :3] = np.minimum(pixels[..., :3], pixels[..., 3:])
    plane = Pixels.from_array(pixels)
    return RasterLayer(id=layer_id, name="", blend_mode=mode, pixels=plane)


def test_focus_changes_no_pixel() -> None:
    group = GroupLayer(id=9, name="", children=(layer(3), layer(4, "multiply")))
    document = Document(TILE, TILE, (layer(1), layer(2, "screen"), group, layer(5)))
    plain = Compositor(document).tile((0, 0))
    for layer_id in (1, 2, 3, 4, 5, 9, None, 77):
        compositor = Compositor(document)
        for _ in range(2):
            compositor.focus(layer_id)
            difference = np.abs(compositor.tile((0, 0)).astype(int) - plain.astype(int))
            assert difference.max() <= 8  # of 65535: normal layers above are joined first
        assert not compositor.focus(layer_id)


def test_after_focus_a_change_is_seen() -> None:
    document = Document(TILE, TILE, (layer(1), layer(2), layer(3)))
    compositor = Compositor(document)
    compositor.focus(2)
    compositor.tile((0, 0))
    hidden = document.with_layer(replace(document.raster(3), visible=False))
    assert compositor.update(document, hidden) == {(0, 0)}
    expected = Compositor(hidden).tile((0, 0)).astype(int)
    assert np.abs(compositor.tile((0, 0)).astype(int) - expected).max() <= 8
