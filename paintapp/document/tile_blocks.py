"""Memory for many colour tiles at once, in which neighbours lie one after another.

Whatever reads a run of such tiles can take them as one picture, without gathering copies first.
Each tile still lives and dies by itself: when the last array on it goes, its pages go back to the
system (part of a huge page once memory is short), and the block with the last tile. Where the
system has no such memory, the tiles are arrays like any other and lie where they may.
"""

from __future__ import annotations

import itertools
import mmap
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import numpy as np
from numpy.typing import NDArray

SIDE = 64
"""Side of a tile in pixels: `paintapp.document.pixels.TILE`, which is above this module."""

TILE_BYTES = SIDE * SIDE * 4 * 2
"""Bytes of a colour tile: four channels of 16 bits."""

FEWEST = 16
"""Tiles that are worth a block."""

MOST = 8192
"""Tiles of a block at most: 256 MiB of addresses, of which the living tiles take memory."""

_HUGE_PAGE = 1 << 21
_SAMPLES = np.dtype(np.uint16).str
_DONTNEED: int = getattr(mmap, "MADV_DONTNEED", -1)
_POSSIBLE = sys.platform == "linux" and _DONTNEED >= 0
"""Elsewhere the call is missing, or leaves the pages with the process."""

_numbers = itertools.count(0, MOST + 1)
"""Of the blocks' first tiles: the last tile of one and the first of another are never in a row."""


def new_tiles(count: int) -> list[NDArray[np.uint16]]:
    """``count`` writeable colour tiles, (64, 64, 4) uint16, all zero: transparent."""
    made: list[NDArray[np.uint16]] = []
    for start in range(0, count, MOST):
        size = min(MOST, count - start)
        block = _Block.of(size) if size >= FEWEST else None
        if block is None:
            made += [np.zeros((SIDE, SIDE, 4), np.uint16) for _ in range(size)]
        else:
            made += [np.asarray(_Place(block, index)) for index in range(size)]
    return made


def run_memory(tiles: Sequence[NDArray[np.uint16] | None]) -> memoryview | None:
    """The bytes of some tiles as one piece; None unless all are there and in a row in a block.

    The memory is that of the tiles: it is valid as long as these are.
    """
    try:
        places: list[Any] = [tile.base for tile in tiles]  # type: ignore[union-attr]
        first = places[0].number
        if [place.number for place in places] != list(range(first, first + len(places))):
            return None
        block, start = places[0].block, places[0].start
    except (AttributeError, IndexError):
        return None
    memory: memoryview = block.bytes[start : start + len(places) * TILE_BYTES]
    return memory


class _Block:
    """A mapping of anonymous memory, the number of its first tile, and its address."""

    __slots__ = ("address", "bytes", "memory", "number")

    def __init__(self, memory: mmap.mmap) -> None:
        self.memory = memory
        self.bytes = memoryview(memory)
        self.address = np.frombuffer(memory, np.uint8).ctypes.data
        self.number = next(_numbers)

    @classmethod
    def of(cls, count: int) -> _Block | None:
        """A block for ``count`` tiles; None where that is not to be had."""
        if not _POSSIBLE:
            return None
        size = count * TILE_BYTES
        try:
            memory = mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
        except (OSError, ValueError):
            return None
        if size >= _HUGE_PAGE:
            with suppress(OSError, AttributeError):  # only quicker with it
                memory.madvise(mmap.MADV_HUGEPAGE)
        return cls(memory)


class _Place:
    """The place of one tile in a block: what its array, and every view of that, is based on."""

    __slots__ = ("block", "number", "start")

    def __init__(self, block: _Block, index: int) -> None:
        self.block = block
        self.number = block.number + index
        self.start = index * TILE_BYTES

    @property
    def __array_interface__(self) -> dict[str, object]:
        """What NumPy makes an array on this memory from, which then keeps this object."""
        return {
            "shape": (SIDE, SIDE, 4),
            "typestr": _SAMPLES,
            "data": (self.block.address + self.start, False),
            "version": 3,
        }

    def __del__(self) -> None:
        # Nobody can see the tile any more: its pages are of no use. What may be gone already at
        # the interpreter's end does not matter then.
        with suppress(AttributeError, OSError, TypeError, ValueError):
            self.block.memory.madvise(_DONTNEED, self.start, TILE_BYTES)
