"""GIMP's brushes: real layouts byte by byte, and what damaged files do."""

from __future__ import annotations

import struct

import numpy as np
import pytest

from paintapp.formats import FormatError
from paintapp.formats.brushes.gimp import read_gbr, read_gih, write_gbr, write_gih
from paintapp.formats.brushes.sampled import SampledTip


def gbr(cover: np.ndarray, name: bytes = b"Leaf", spacing: int = 20, version: int = 2) -> bytes:
    height, width = cover.shape[:2]
    channels = 1 if cover.ndim == 2 else cover.shape[2]
    title = name + b"\0"
    if version == 1:
        return (
            struct.pack(">5I", 20 + len(title), 1, width, height, channels) + title + bytes(cover)
        )
    header = struct.pack(">5I", 28 + len(title), 2, width, height, channels)
    return header + b"GIMP" + struct.pack(">I", spacing) + title + bytes(cover)


RAMP = np.arange(1, 13, dtype=np.uint8).reshape(3, 4) * 20


def test_a_grey_tip_is_read_with_its_name_and_spacing() -> None:
    tip = read_gbr(gbr(RAMP, "Blatt ä".encode(), 35))
    assert (tip.name, tip.spacing) == ("Blatt ä", 0.35)
    assert np.array_equal(tip.cover, RAMP)


def test_the_first_version_has_no_spacing() -> None:
    tip = read_gbr(gbr(RAMP, version=1))
    assert (tip.name, tip.spacing) == ("Leaf", None)
    assert np.array_equal(tip.cover, RAMP)


def test_a_coloured_tip_covers_as_its_alpha_does() -> None:
    rgba = np.zeros((3, 4, 4), np.uint8)
    rgba[..., 0], rgba[..., 3] = 255, RAMP
    assert np.array_equal(read_gbr(gbr(rgba)).cover, RAMP)


def test_an_opaque_coloured_tip_covers_where_it_is_dark() -> None:
    rgba = np.full((1, 2, 4), 255, np.uint8)
    rgba[0, 0, :3] = 0
    cover = read_gbr(gbr(rgba)).cover
    assert cover.tolist() == [[255]]  # the white half is bare and cut off


def test_empty_borders_are_cut_off() -> None:
    padded = np.pad(RAMP, ((2, 1), (3, 0)))
    assert np.array_equal(read_gbr(gbr(padded)).cover, RAMP)


def test_a_pipe_holds_several_tips() -> None:
    cells = gbr(RAMP, b"a") + gbr(RAMP[::-1].copy(), b"b")
    name, tips = read_gih(b"Leaves\n2 ncells:2 cellwidth:4 cellheight:3 sel0:random\n" + cells)
    assert name == "Leaves"
    assert [tip.name for tip in tips] == ["a", "b"]
    assert np.array_equal(tips[1].cover, RAMP[::-1])


def test_a_pipe_may_hold_empty_tips_and_fewer_than_it_says() -> None:
    cells = gbr(np.zeros((3, 4), np.uint8)) + gbr(RAMP)
    assert len(read_gih(b"Leaves\n9 ncells:9\n" + cells)[1]) == 1


@pytest.mark.parametrize("read", [read_gbr, lambda data: read_gih(b"x\n1 ncells:1\n" + data)])
def test_every_cut_is_refused(read) -> None:
    whole = gbr(RAMP)
    for length in range(len(whole)):
        with pytest.raises(FormatError):
            read(whole[:length])


@pytest.mark.parametrize(
    "header",
    [
        struct.pack(">5I", 2**31, 2, 4, 3, 1),
        struct.pack(">5I", 33, 2, 2**31, 2**31, 1),
        struct.pack(">5I", 33, 2, 100_000, 3, 1),
        struct.pack(">5I", 33, 3, 4, 3, 18),
        struct.pack(">5I", 33, 2, 4, 3, 3),
        struct.pack(">5I", 33, 2, 0, 3, 1),
    ],
)
def test_sizes_are_checked_before_anything_is_decoded(header: bytes) -> None:
    with pytest.raises(FormatError):
        read_gbr(header + b"GIMP" + struct.pack(">I", 20) + b"Leaf\0" + bytes(64))


@pytest.mark.parametrize("count", [b"0", b"-3", b"99999", b"many", b""])
def test_a_pipe_of_no_known_length_is_refused(count: bytes) -> None:
    with pytest.raises(FormatError):
        read_gih(b"x\n" + count + b"\n" + gbr(RAMP))


def test_what_is_written_is_read_again() -> None:
    tip = SampledTip("Ünter", RAMP, 0.4)
    assert write_gbr(tip) == gbr(RAMP, "Ünter".encode(), 40)
    name, tips = read_gih(write_gih("All\nof them", [tip, tip]))
    assert name == "All of them"
    assert [(t.name, t.spacing, t.cover.tolist()) for t in tips] == [
        ("Ünter", 0.4, RAMP.tolist())
    ] * 2
