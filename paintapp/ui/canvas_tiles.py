"""The composited document at screen depth: 8-bit blocks at several sizes, kept up to date.

Level n holds the canvas at 1/2^n of its size in blocks of 256x256 pixels. Only blocks that were
asked for exist. Each block knows which of its tiles are stale; `fill` brings one up to date, so
the caller decides in which order that happens and what a frame may cost.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Any, Protocol

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from paintapp.document import FULL, TILE, Rect
from paintapp.document.pixels import Array, TileKey, tile_keys

BLOCK = 256
"""Side of a block in its own pixels."""

LEVELS = 6
"""Level 5 is 1/32: a tile is 2x2 pixels there, and the smallest zoom of 0.02 is close to it."""

TILES = BLOCK // TILE
BUDGET_BYTES = 256 << 20
SCALE_TO_8_BIT = 255 / 65535

BlockKey = tuple[int, int, int]
"""(level, column, row)."""


class TileSource(Protocol):
    """Where blocks get their pixels from."""

    def tile(self, key: TileKey) -> Array | None:
        """(64, 64, 4) uint16, premultiplied RGBA; None where everything is transparent."""
        ...

    def occupied(self, rect: Rect) -> set[TileKey]:
        """Keys of the tiles touching a rectangle that may not be transparent; quick."""
        ...


class Block:
    """A square of the view: ``pixels`` is (256, 256, 4) uint8, BGRA premultiplied.

    ``stale`` are tiles to be made anew, ``opaque`` those known to hide what is behind.
    """

    __slots__ = ("image", "opaque", "pixels", "stale")

    def __init__(self) -> None:
        self.pixels: NDArray[np.uint8] = np.zeros((BLOCK, BLOCK, 4), np.uint8)
        self.image = QImage(
            self.pixels.data, BLOCK, BLOCK, BLOCK * 4, QImage.Format.Format_ARGB32_Premultiplied
        )
        self.stale: set[TileKey] = set()
        self.opaque: set[TileKey] = set()


class ViewTiles:
    """Blocks of one canvas of ``width`` x ``height`` pixels, filled from a source."""

    def __init__(self, source: TileSource, width: int, height: int) -> None:
        self.made = 0
        """How many blocks were made so far; a new one is stale at first."""
        self._source = source
        self._bounds = Rect(0, 0, width, height)
        self._blocks: dict[BlockKey, Block] = {}
        self._scratch = np.zeros((TILE, TILE, 4), np.uint8)

    def reset(self, source: TileSource, width: int, height: int) -> None:
        """Another canvas altogether."""
        self._source = source
        self._bounds = Rect(0, 0, width, height)
        self._blocks.clear()

    def touch(self, changed: Iterable[TileKey], level: int) -> list[TileKey]:
        """Mark tiles that the source now has otherwise as stale.

        Blocks of other levels than the one in sight are dropped, to be made again when needed.
        Returns the changed tiles that existing blocks of ``level`` hold.
        """
        by_block: dict[tuple[int, int], list[TileKey]] = {}
        for key in changed:
            by_block.setdefault((key[0] // TILES, key[1] // TILES), []).append(key)
        blocks = self._blocks
        hit: list[TileKey] = []
        for (column, row), keys in by_block.items():
            block = blocks.get((level, column >> level, row >> level))
            if block is not None:
                block.stale.update(keys)
                hit.extend(keys)
            for other in range(LEVELS):
                if other != level:
                    blocks.pop((other, column >> other, row >> other), None)
        return hit

    @staticmethod
    def level_for(zoom: float) -> int:
        """The level to draw at a zoom: the smallest one that has at least the screen's detail."""
        if zoom >= 1.0:
            return 0
        return min(LEVELS - 1, math.floor(-math.log2(zoom) + 1e-9))

    @staticmethod
    def block_rect(name: BlockKey) -> Rect:
        """The canvas pixels of a block."""
        level, column, row = name
        side = BLOCK << level
        return Rect(column * side, row * side, side, side)

    def names_in(self, rect: Rect, level: int) -> Iterator[BlockKey]:
        """The blocks of a level that show a rectangle of the canvas."""
        rect = rect.intersected(self._bounds)
        if rect.empty:
            return
        side = BLOCK << level
        for row in range(rect.y // side, (rect.bottom - 1) // side + 1):
            for column in range(rect.x // side, (rect.right - 1) // side + 1):
                yield level, column, row

    def block(self, name: BlockKey) -> Block:
        """A block, made when missing from what other levels have; it may be partly stale."""
        found = self._blocks.pop(name, None)
        if found is None:
            found = self._make(name)
            self.made += 1
            self._trim()
        self._blocks[name] = found  # the dictionary's order is that of last use
        return found

    def stale_in(self, rect: Rect, level: int) -> Iterator[TileKey]:
        """The stale tiles that show in a rectangle of the canvas, those in its middle first."""
        left, top = rect.x // TILE, rect.y // TILE
        right, bottom = (rect.right - 1) // TILE, (rect.bottom - 1) // TILE
        x, y = (left + right) / 2, (top + bottom) / 2
        side = TILES << level

        def from_middle(name: BlockKey) -> float:
            return (name[1] * side + side / 2 - x) ** 2 + (name[2] * side + side / 2 - y) ** 2

        for name in sorted(self.names_in(rect, level), key=from_middle):
            for key in sorted(self.block(name).stale):
                if left <= key[0] <= right and top <= key[1] <= bottom:
                    yield key

    def fill(self, key: TileKey, level: int) -> bool:
        """Bring a tile of its block up to date; whether it was stale and is not any more."""
        name = (level, (key[0] // TILES) >> level, (key[1] // TILES) >> level)
        block = self._blocks.get(name)
        if block is None or key not in block.stale:
            return False
        self._put(block, name, key, self._source.tile(key))
        block.stale.discard(key)
        return True

    def opaque(self, rect: Rect, level: int) -> bool:
        """Whether a rectangle of the canvas is known to hide what is behind it."""
        if rect.width > TILE * 24 << level or rect.height > TILE * 24 << level:
            return False
        blocks = self._blocks
        for key in tile_keys(rect):
            name = (level, (key[0] // TILES) >> level, (key[1] // TILES) >> level)
            block = blocks.get(name)
            if block is None or key not in block.opaque:
                return False
        return True

    def assembled(self, rect: Rect, level: int) -> tuple[Rect, QImage] | None:
        """A rectangle of a level, in that level's pixels, as one picture without seams.

        Cut to the canvas; None when nothing is left of it.
        """
        side = 1 << level
        limit = Rect(0, 0, -(-self._bounds.width // side), -(-self._bounds.height // side))
        rect = rect.intersected(limit)
        if rect.empty:
            return None
        out = np.empty((rect.height, rect.width, 4), np.uint8)
        for row in range(rect.y // BLOCK, (rect.bottom - 1) // BLOCK + 1):
            for column in range(rect.x // BLOCK, (rect.right - 1) // BLOCK + 1):
                x, y = column * BLOCK, row * BLOCK
                part = rect.intersected(Rect(x, y, BLOCK, BLOCK))
                source = self.block((level, column, row)).pixels
                out[
                    part.y - rect.y : part.bottom - rect.y, part.x - rect.x : part.right - rect.x
                ] = source[part.y - y : part.bottom - y, part.x - x : part.right - x]
        image = QImage(
            out.data,
            rect.width,
            rect.height,
            rect.width * 4,
            QImage.Format.Format_ARGB32_Premultiplied,
        )
        image.pixels = out  # the image does not own its memory
        return rect, image

    @property
    def bytes_held(self) -> int:
        return len(self._blocks) * BLOCK * BLOCK * 4

    def _put(self, block: Block, name: BlockKey, key: TileKey, tile: Array | None) -> None:
        level = name[0]
        side = TILE >> level
        x = ((key[0] - ((name[1] * TILES) << level)) * TILE) >> level
        y = ((key[1] - ((name[2] * TILES) << level)) * TILE) >> level
        target: Any = block.pixels[y : y + side, x : x + side]
        if tile is None:
            target[:] = 0
            block.opaque.discard(key)
            return
        if tile[..., 3].min() == FULL:
            block.opaque.add(key)
        else:
            block.opaque.discard(key)
        if level:
            tile = cv2.resize(tile, (side, side), interpolation=cv2.INTER_AREA)
            scratch = cv2.convertScaleAbs(tile, alpha=SCALE_TO_8_BIT)
        else:
            scratch = cv2.convertScaleAbs(tile, dst=self._scratch, alpha=SCALE_TO_8_BIT)
        cv2.cvtColor(scratch, cv2.COLOR_RGBA2BGRA, dst=target)

    def _make(self, name: BlockKey) -> Block:
        block = Block()
        rect = self.block_rect(name).intersected(self._bounds)
        block.stale = self._source.occupied(rect)
        self._copy_coarser(block, name)
        self._copy_finer(block, name, name, 0)
        return block

    def _copy_coarser(self, block: Block, name: BlockKey) -> None:
        """A first impression, enlarged from the nearest smaller level; all of it stays stale."""
        level, column, row = name
        for other in range(level + 1, LEVELS):
            shift = other - level
            found = self._blocks.get((other, column >> shift, row >> shift))
            if found is not None:
                side = BLOCK >> shift
                x, y = (column * side) % BLOCK, (row * side) % BLOCK
                cv2.resize(
                    found.pixels[y : y + side, x : x + side],
                    (BLOCK, BLOCK),
                    dst=block.pixels,
                    interpolation=cv2.INTER_LINEAR,
                )
                return

    def _copy_finer(self, block: Block, name: BlockKey, part: BlockKey, depth: int) -> None:
        """What larger levels have and is not stale, reduced: exact, so no longer stale."""
        if part[0] == 0:
            return
        level, column, row = part
        side = BLOCK >> (depth + 1)
        for dx, dy in ((0, 0), (1, 0), (0, 1), (1, 1)):
            inner = (level - 1, column * 2 + dx, row * 2 + dy)
            found = self._blocks.get(inner)
            if found is None or found.stale:
                self._copy_finer(block, name, inner, depth + 1)
                continue
            x = (inner[1] * side) - name[1] * BLOCK
            y = (inner[2] * side) - name[2] * BLOCK
            reduced = cv2.resize(found.pixels, (side, side), interpolation=cv2.INTER_AREA)
            block.pixels[y : y + side, x : x + side] = reduced
            first = TILES << (level - 1)
            left, top = inner[1] * first, inner[2] * first
            block.stale = {
                key
                for key in block.stale
                if not (left <= key[0] < left + first and top <= key[1] < top + first)
            }

    def _trim(self) -> None:
        """Forget the blocks that were not used for longest."""
        while self.bytes_held > BUDGET_BYTES:
            del self._blocks[next(iter(self._blocks))]


MOST_BANDS = 24
"""Above so many rows of tiles their bounds are painted as one."""


def bands_of(keys: Iterable[TileKey], together: bool = False) -> list[Rect]:
    """Tiles as rectangles to paint anew: one for each row, or one for all where that is quicker.

    What is clipped by one rectangle is drawn faster; with ``together`` there is one at most.
    """
    rows: dict[int, tuple[int, int]] = {}
    for column, row in keys:
        first, last = rows.get(row, (column, column))
        rows[row] = (min(first, column), max(last, column))
    bands = [
        Rect(first * TILE, row * TILE, (last - first + 1) * TILE, TILE)
        for row, (first, last) in rows.items()
    ]
    whole = Rect(0, 0, 0, 0)
    for band in bands:
        whole = whole.united(band)
    compact = whole.area <= 2 * sum(band.area for band in bands)
    if bands and (together or compact or len(bands) > MOST_BANDS):
        return [whole]
    return bands
