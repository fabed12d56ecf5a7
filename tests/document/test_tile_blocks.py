"""Tiles in blocks: like any other, in a row as long as they live, and gone when they are."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from paintapp.document import TILE, Pixels
from paintapp.document.pixels import Array
from paintapp.document.tile_blocks import FEWEST, SIDE, TILE_BYTES, new_tiles, run_memory

linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux gives pages back so")


def resident() -> int:
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * 4096


def noise(side: int, seed: int = 1) -> Array:
    return np.random.default_rng(seed).integers(1, 65536, (side, side, 4)).astype(np.uint16)


@pytest.mark.parametrize("count", [0, 1, FEWEST - 1, FEWEST, 100])
def test_they_are_transparent_and_of_their_own(count: int) -> None:
    tiles = new_tiles(count)
    assert len(tiles) == count and SIDE == TILE
    for index, tile in enumerate(tiles):
        assert tile.shape == (TILE, TILE, 4) and tile.dtype == np.uint16
        assert tile.flags.writeable and tile.flags.c_contiguous and not tile.any()
        tile[...] = index
    assert [int(tile[5, 6, 1]) for tile in tiles] == list(range(count))
    assert all((tile == index).all() for index, tile in enumerate(tiles))


@linux
def test_a_run_is_one_piece_of_memory() -> None:
    tiles = new_tiles(40)
    for index, tile in enumerate(tiles):
        tile[...] = index
    memory = run_memory(tiles[3:30])
    assert memory is not None and len(memory) == 27 * TILE_BYTES
    seen = np.frombuffer(memory, np.uint16).reshape(27, -1)
    assert (seen == np.arange(3, 30)[:, None]).all()


@linux
@pytest.mark.parametrize(
    "spoil",
    [
        lambda tiles: [*tiles[:5], *tiles[6:]],
        lambda tiles: tiles[::-1],
        lambda tiles: [*tiles[:5], tiles[5].copy(), *tiles[6:]],
        lambda tiles: [tiles[0].copy(), *tiles[1:]],
        lambda tiles: [*tiles[:5], None, *tiles[6:]],
        lambda tiles: [*tiles[:5], tiles[5][:32], *tiles[6:]],
        lambda tiles: [*tiles, *new_tiles(20)],
        lambda tiles: [],
    ],
)
def test_anything_else_is_not(spoil: Callable[[list[Array]], list[Array | None]]) -> None:
    tiles = new_tiles(20)
    assert run_memory(tiles) is not None
    assert run_memory(spoil(tiles)) is None


@linux
def test_a_tile_nobody_holds_gives_its_memory_back_alone() -> None:
    before = resident()
    tiles = new_tiles(2000)
    for tile in tiles:
        tile[...] = 7
    full = resident()
    assert full - before > 1900 * TILE_BYTES
    kept = tiles[::50]
    view = tiles[25][10:20]
    del tiles, tile
    gc.collect()
    assert resident() - before < 300 * TILE_BYTES  # huge pages are cut up in time
    assert all((one == 7).all() for one in kept) and (view == 7).all()


def test_a_plane_made_from_an_array_lies_in_a_row() -> None:
    array = noise(TILE * 6)
    plane = Pixels.from_array(array)
    ordered = [plane.tiles[key] for key in sorted(plane.tiles, key=lambda key: (key[1], key[0]))]
    assert sys.platform != "linux" or run_memory(ordered) is not None
    assert not any(tile.flags.writeable for tile in ordered)
    assert np.array_equal(plane.read(plane.tile_bounds()), array)


@pytest.mark.parametrize("seed", range(12))
def test_writing_is_reading_and_copying(seed: int) -> None:
    """Arrays over arrays, at any place, with clear parts: what is there, and which tiles are."""
    random = np.random.default_rng(seed)
    side = TILE * 8
    truth = np.zeros((side, side, 4), np.uint16)
    plane = Pixels()
    for turn in range(4):
        height, width = (int(n) for n in random.integers(1, TILE * 6, 2))
        x, y = int(random.integers(0, side - width)), int(random.integers(0, side - height))
        array = noise(TILE * 6, seed * 10 + turn)[:height, :width]
        array[: height // 2][random.random((height // 2, width)) < 0.5] = 0
        if random.random() < 0.5:
            array[...] = 0
        plane = plane.written(array, x, y)
        truth[y : y + height, x : x + width] = array
    for row in range(8):
        for column in range(8):
            part = truth[row * TILE : (row + 1) * TILE, column * TILE : (column + 1) * TILE]
            assert np.array_equal(plane.tile((column, row)), part)
            assert part.any() or (column, row) not in plane.tiles
