"""Areas of alike colour, compared with OpenCV's flood fill on the whole picture."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from paintapp.document import FULL, Document, Pixels, RasterLayer, Rect
from paintapp.painting import alike
from paintapp.painting.alike import alike_area
from paintapp.painting.composite import composited


def document_of(picture: np.ndarray, width: int, height: int) -> Document:
    """A document with a grey picture (h, w) uint8, opaque."""
    pixels = np.full((*picture.shape, 4), FULL, np.uint16)
    pixels[..., :3] = picture[..., None].astype(np.uint16) * 257
    layer = RasterLayer(id=1, name="Picture", pixels=Pixels.from_array(pixels))
    return Document(width, height, (layer,))


def area_of(document: Document, x: int, y: int, **more) -> np.ndarray:
    area = alike_area(document.layers, document.bounds, x, y, **more)
    assert document.bounds.contains(area.bounds())
    return area.read(document.bounds)


@pytest.mark.parametrize("seed", range(6))
def test_it_agrees_with_a_flood_fill_of_the_whole(seed: int) -> None:
    rng = np.random.default_rng(seed)
    picture = cv2.resize(rng.integers(0, 256, (20, 27), np.uint8), (270, 200))
    document = document_of(picture, 270, 200)
    x, y = int(rng.integers(0, 270)), int(rng.integers(0, 200))
    found = area_of(document, x, y, tolerance=0.2, antialias=False)
    mask = np.zeros((202, 272), np.uint8)
    flags = 4 | cv2.FLOODFILL_MASK_ONLY | cv2.FLOODFILL_FIXED_RANGE | (255 << 8)
    cv2.floodFill(picture, mask, (x, y), 0, 51, 51, flags)
    assert np.array_equal(found > 0, mask[1:-1, 1:-1] > 0)
    everywhere = area_of(document, x, y, tolerance=0.2, antialias=False, connected=False)
    near = np.abs(picture.astype(int) - int(picture[y, x])) <= 51
    assert np.array_equal(everywhere > 0, near)
    assert set(np.unique(everywhere)) <= {0, FULL}


def test_a_winding_way_through_many_tiles() -> None:
    picture = np.zeros((256, 256), np.uint8)
    for row in range(8, 250, 16):  # a serpentine of walls with gaps at alternating ends
        picture[row : row + 2] = 255
        gap = slice(0, 6) if (row // 16) % 2 else slice(250, 256)
        picture[row : row + 2, gap] = 0
    document = document_of(picture, 256, 256)
    found = area_of(document, 128, 2, antialias=False)
    assert np.array_equal(found > 0, picture == 0)
    assert (area_of(document, 128, 8, antialias=False, connected=True)[9, 128]) == FULL


def test_transparent_ground_ends_at_the_canvas() -> None:
    document = Document(100, 90, (RasterLayer(id=1, name="Empty"),))
    assert (area_of(document, 50, 50) == FULL).all()
    assert not alike_area(document.layers, document.bounds, 100, 50).tiles
    assert not alike_area(document.layers, document.bounds, -1, 50).tiles


def test_a_smooth_outline_keeps_the_inside_and_the_outside() -> None:
    picture = np.zeros((128, 128), np.uint8)
    cv2.circle(picture, (64, 64), 30, 255, -1)
    document = document_of(picture, 128, 128)
    soft = area_of(document, 64, 64)
    hard = area_of(document, 64, 64, antialias=False)
    assert ((soft > FULL // 2) == (hard > 0)).all()
    assert ((soft > 0) & (soft < FULL)).any()
    assert soft[64, 64] == FULL
    assert soft[2, 2] == 0


def test_a_small_area_on_a_huge_canvas_looks_at_little(monkeypatch) -> None:
    picture = np.zeros((64, 64), np.uint8)
    cv2.rectangle(picture, (10, 10), (40, 40), 255, 1)
    document = document_of(picture, 16384, 16384)
    seen: list[object] = []

    def counted(units, key):
        seen.append(key)
        return composited(units, key)

    monkeypatch.setattr(alike, "composited", counted)
    area = alike.alike_area(document.layers, document.bounds, 20, 20, antialias=False)
    assert area.bounds() == Rect(11, 11, 29, 29)
    assert set(seen) == {(0, 0)}
