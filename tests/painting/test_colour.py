"""Conversions between 16-bit premultiplied and 8-bit straight colours, and resizing."""

from __future__ import annotations

import numpy as np
import pytest

from paintapp.document import FULL
from paintapp.painting.colour import (
    from_8bit,
    premultiply,
    to_8bit,
    to_8bit_rgb,
    to_16bit,
    to_straight_8bit,
    unpremultiply,
    unpremultiply_for_bytes,
)
from paintapp.painting.resample import scaled


def noise(shape: tuple[int, ...], most: int) -> np.ndarray:
    kind = np.uint8 if most == 255 else np.uint16
    return np.random.default_rng(5).integers(0, most + 1, shape).astype(kind)


def test_eight_bits_are_the_nearest() -> None:
    every = np.arange(FULL + 1, dtype=np.uint16)
    assert (to_8bit(every) == np.rint(every / 257)).all()
    assert (to_8bit(to_16bit(np.arange(256, dtype=np.uint8))) == np.arange(256)).all()


def test_opaque_pictures_come_back_exactly() -> None:
    picture = noise((40, 30, 3), 255)
    assert (to_8bit_rgb(from_8bit(picture)) == picture).all()
    assert (to_straight_8bit(from_8bit(picture))[..., :3] == picture).all()
    assert (from_8bit(picture)[..., 3] == FULL).all()


def test_straight_pictures_come_back_where_they_can_be_seen() -> None:
    picture = noise((60, 50, 4), 255)
    back = to_straight_8bit(from_8bit(picture))
    assert (back[..., 3] == picture[..., 3]).all()
    seen = picture[..., 3] > 0
    assert (back[seen] == picture[seen]).all()
    assert not back[~seen].any()


def test_colours_of_eight_bits_survive_the_loss_of_the_lower_byte() -> None:
    alpha, colour = np.mgrid[1:256, 0:256].astype(np.uint16) * 257
    straight = np.stack((colour, colour[:, ::-1], np.roll(colour, 7, 1), alpha), axis=-1)
    pixels = premultiply(straight)
    assert (unpremultiply_for_bytes(pixels) == straight).all()
    assert (unpremultiply(pixels) >> 8 != straight >> 8).any()


@pytest.mark.parametrize("most", [3, 300, FULL])
def test_what_is_written_for_bytes_premultiplies_back_exactly(most: int) -> None:
    alpha = noise((200, 300, 1), most)
    pixels = np.concatenate((noise((200, 300, 3), FULL) % (alpha.astype(int) + 1), alpha), axis=2)
    pixels = pixels.astype(np.uint16)
    straight = unpremultiply_for_bytes(pixels)
    assert (premultiply(straight) == pixels).all()
    assert (straight[pixels[..., 3] == 0] == 0).all()


def test_premultiplying_keeps_colour_within_alpha() -> None:
    straight = noise((60, 50, 4), FULL)
    pixels = premultiply(straight)
    assert (pixels[..., :3] <= pixels[..., 3:]).all()
    assert (premultiply(unpremultiply(pixels)) == pixels).all()


def test_the_background_shows_through() -> None:
    half = np.full((1, 1, 4), (0, 0, 0, FULL // 2), np.uint16)
    assert to_8bit_rgb(half)[0, 0].tolist() == [128, 128, 128]
    assert to_8bit_rgb(half, (255, 0, 100))[0, 0].tolist() == [128, 0, 50]
    with pytest.raises(ValueError):
        from_8bit(np.zeros((4, 4), np.uint8))


@pytest.mark.parametrize("most", [255, FULL])
@pytest.mark.parametrize("shape", [(40, 60), (40, 60, 3), (40, 60, 4)])
@pytest.mark.parametrize("size", [(60, 40), (30, 20), (90, 100), (120, 10), (1, 1), (7, 300)])
def test_resizing(size: tuple[int, int], shape: tuple[int, ...], most: int) -> None:
    picture = noise(shape, most)
    before = picture.copy()
    made = scaled(picture, *size)
    assert made.shape == (size[1], size[0], *shape[2:])
    assert made.dtype == picture.dtype
    assert made is not picture and (picture == before).all()
    flat = np.full(shape, most // 3, picture.dtype)
    assert (np.abs(scaled(flat, *size).astype(np.int64) - most // 3) <= 1).all()
    if size == (30, 20) and not (shape[2:] == (4,) and most == FULL):
        mean = picture.reshape(20, 2, 30, 2, *shape[2:]).mean(axis=(1, 3))
        assert np.abs(made - mean).max() <= 0.5 + 1e-6
    if shape[2:] == (4,) and most == FULL:
        pixels = scaled(premultiply(picture), *size)
        assert (pixels[..., :3] <= pixels[..., 3:]).all()


@pytest.mark.parametrize("size", [(0, 5), (5, 0), (-3, 4)])
def test_no_picture_has_a_side_below_one(size: tuple[int, int]) -> None:
    with pytest.raises(ValueError):
        scaled(np.zeros((4, 4), np.uint8), *size)
