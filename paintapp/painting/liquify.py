"""Liquify: pixels pushed about by a field of displacements, which a round brush changes.

The field says for each place of the canvas how far away that lies which shows there. However
often it is changed, pixels are resampled only once, from the plane as it was.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from paintapp.document import TILE, Pixels, Rect, TileKey
from paintapp.document.pixels import Array, tile_keys, tile_rect
from paintapp.painting.warp import Interpolation, sampled

Floats = NDArray[np.float32]
Effect = Literal["push", "grow", "shrink", "swirl-right", "swirl-left", "reconstruct"]

STRIDE = 4
"""Pixels from node to node of the field; nodes are in the middle of such squares."""

SPACING = 0.2
"""From dab to dab, as a part of the radius."""

RATE = 0.12
"""What a dab of full strength does in its middle: part of the distance, radians / 2.5."""


class Field:
    """The displacements over a canvas: ``shifts`` is (rows, columns, 2) float32, x and y in pixels.

    What shows at a place p comes from p + shift. ``within`` (0..1, a selection's, one value a node)
    limits what the brush can change; None is everywhere.
    """

    def __init__(self, bounds: Rect, within: Pixels | None = None) -> None:
        self.bounds = bounds
        columns, rows = -(-bounds.width // STRIDE), -(-bounds.height // STRIDE)
        self.shifts: Floats = np.zeros((rows, columns, 2), np.float32)
        self._within = within

    def copy(self) -> Field:
        """A field that changes on its own."""
        other = Field(Rect(self.bounds.x, self.bounds.y, 0, 0), self._within)
        other.bounds, other.shifts = self.bounds, self.shifts.copy()
        return other

    def dab(
        self,
        x: float,
        y: float,
        radius: float,
        strength: float,
        effect: Effect,
        move: tuple[float, float] = (0.0, 0.0),
    ) -> Rect:
        """One touch of a soft round brush at a canvas point; the canvas pixels it has changed.

        ``move`` is how far the pen has come, for pushing. ``strength`` is 0..1.
        """
        reach = radius + STRIDE
        nodes = self._nodes(x - reach, y - reach, x + reach, y + reach)
        if nodes.empty or strength <= 0:
            return Rect(0, 0, 0, 0)
        part = np.s_[nodes.y : nodes.bottom, nodes.x : nodes.right]
        across = self.bounds.x + (np.arange(nodes.x, nodes.right, dtype=np.float32) + 0.5) * STRIDE
        down = self.bounds.y + (np.arange(nodes.y, nodes.bottom, dtype=np.float32) + 0.5) * STRIDE
        dx, dy = np.meshgrid(across - np.float32(x), down - np.float32(y))
        weight = np.clip(1 - (dx * dx + dy * dy) / np.float32(radius * radius), 0, 1) ** 2
        weight *= np.float32(min(strength, 1.0))
        if self._within is not None:
            weight *= self._allowed(nodes)
        if effect == "reconstruct":
            self.shifts[part] *= (1 - np.minimum(weight * np.float32(4 * RATE), 1))[..., None]
            return self._pixels(nodes)
        off_x, off_y = _offsets(effect, dx, dy, weight, move)
        # What was shown where this now takes from: found between the nodes around.
        wide = self._nodes(
            *(value for value in self._span(nodes, float(np.abs(off_x).max()) + 2 * STRIDE))
        )
        around = self.shifts[wide.y : wide.bottom, wide.x : wide.right]
        column = np.arange(nodes.x, nodes.right, dtype=np.float32) - wide.x
        row = np.arange(nodes.y, nodes.bottom, dtype=np.float32)[:, None] - wide.y
        shown = cv2.remap(
            around,
            column + off_x / np.float32(STRIDE),
            row + off_y / np.float32(STRIDE),
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REPLICATE,
        )
        shown[..., 0] += off_x
        shown[..., 1] += off_y
        self.shifts[part] = shown
        return self._pixels(nodes)

    def shifts_at(self, rect: Rect) -> tuple[Floats, Floats]:
        """The displacements, x and y, of each pixel of a rectangle of whole tiles in the canvas's
        grid: two (h, w) float32."""
        left = (rect.x - self.bounds.x) // STRIDE
        top = (rect.y - self.bounds.y) // STRIDE
        columns, rows = rect.width // STRIDE, rect.height // STRIDE
        xs = np.clip(np.arange(left - 1, left + columns + 1), 0, self.shifts.shape[1] - 1)
        ys = np.clip(np.arange(top - 1, top + rows + 1), 0, self.shifts.shape[0] - 1)
        nodes = self.shifts[ys[0] : ys[-1] + 1, xs[0] : xs[-1] + 1]
        nodes = nodes[np.ix_(ys - ys[0], xs - xs[0])]
        size = ((columns + 2) * STRIDE, (rows + 2) * STRIDE)
        fine = cv2.resize(nodes, size, interpolation=cv2.INTER_LINEAR)
        fine = fine[STRIDE:-STRIDE, STRIDE:-STRIDE]
        return np.ascontiguousarray(fine[..., 0]), np.ascontiguousarray(fine[..., 1])

    def touched(self) -> set[TileKey]:
        """The tiles in which anything is displaced."""
        moved = self.shifts.any(axis=2)
        side = TILE // STRIDE
        rows, columns = -(-moved.shape[0] // side), -(-moved.shape[1] // side)
        padded = np.zeros((rows * side, columns * side), np.bool_)
        padded[: moved.shape[0], : moved.shape[1]] = moved
        blocks = padded.reshape(rows, side, columns, side).any(axis=(1, 3))
        left, top = self.bounds.x // TILE, self.bounds.y // TILE
        found: set[TileKey] = set()
        for row, column in np.argwhere(blocks).tolist():
            # Between nodes a displacement reaches into the tiles beside.
            found.update(
                (left + column + dx, top + row + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)
            )
        return {key for key in found if not tile_rect(key).intersected(self.bounds).empty}

    def _allowed(self, nodes: Rect) -> Floats:
        """How far the brush may change each node: a selection's mean over its square."""
        assert self._within is not None
        values = self._within.read(self._pixels(nodes))
        size = (nodes.width, nodes.height)
        out: Floats = cv2.resize(values, size, interpolation=cv2.INTER_AREA).astype(np.float32)
        return out / np.float32(65535)

    def _span(self, nodes: Rect, margin: float) -> tuple[float, float, float, float]:
        pixels = self._pixels(nodes)
        return (
            pixels.x - margin,
            pixels.y - margin,
            pixels.right + margin,
            pixels.bottom + margin,
        )

    def _nodes(self, left: float, top: float, right: float, bottom: float) -> Rect:
        """The nodes within some edges, as a rectangle of indices."""
        rows, columns = self.shifts.shape[:2]
        x, y = self.bounds.x, self.bounds.y
        return Rect.from_edges(
            max(0, math.floor((left - x) / STRIDE)),
            max(0, math.floor((top - y) / STRIDE)),
            min(columns, math.ceil((right - x) / STRIDE)),
            min(rows, math.ceil((bottom - y) / STRIDE)),
        )

    def _pixels(self, nodes: Rect) -> Rect:
        """The canvas pixels that some nodes stand for."""
        return Rect(
            self.bounds.x + nodes.x * STRIDE,
            self.bounds.y + nodes.y * STRIDE,
            nodes.width * STRIDE,
            nodes.height * STRIDE,
        )


def stroke_dabs(
    start: tuple[float, float], end: tuple[float, float], radius: float
) -> list[tuple[float, float, float, float]]:
    """The dabs of a movement: where each is and how far the pen has come since the one before.

    (x, y, dx, dy), evenly spaced, the last at the end.
    """
    dx, dy = end[0] - start[0], end[1] - start[1]
    count = max(1, math.ceil(math.hypot(dx, dy) / max(1.0, SPACING * radius)))
    step_x, step_y = dx / count, dy / count
    return [
        (start[0] + step_x * (i + 1), start[1] + step_y * (i + 1), step_x, step_y)
        for i in range(count)
    ]


def liquified(
    plane: Pixels,
    shown: Pixels,
    field: Field,
    keys: Iterable[TileKey],
    interpolation: Interpolation = "bilinear",
    cancelled: Callable[[], bool] = lambda: False,
    content: Rect | None = None,
) -> Pixels:
    """``shown`` with some tiles made anew from ``plane`` by a field.

    Only pixels of the field's canvas change. Where the content ends at the canvas's edge, nothing
    is drawn in from beyond it: the edge itself is. ``content`` are the plane's bounds, if known.
    """
    content = plane.bounds() if content is None else content
    canvas = field.bounds
    low_x = float(canvas.x) if content.x >= canvas.x else -math.inf
    low_y = float(canvas.y) if content.y >= canvas.y else -math.inf
    high_x = canvas.right - 1.0 if content.right <= canvas.right else math.inf
    high_y = canvas.bottom - 1.0 if content.bottom <= canvas.bottom else math.inf
    changed: dict[TileKey, Array | None] = {}
    for key in keys:
        if cancelled():
            break
        rect = tile_rect(key)
        inside = rect.intersected(canvas)
        if inside.empty:
            continue
        shift_x, shift_y = field.shifts_at(rect)
        if not (shift_x.any() or shift_y.any()):
            changed[key] = plane.tiles.get(key)
            continue
        x = np.arange(rect.x, rect.right, dtype=np.float32) + shift_x
        y = np.arange(rect.y, rect.bottom, dtype=np.float32)[:, None] + shift_y
        x, y = np.clip(x, low_x, high_x), np.clip(y, low_y, high_y)
        made = sampled(plane, content, x, y, interpolation)
        tile = plane.tile(key).copy()
        part = np.s_[
            inside.y - rect.y : inside.bottom - rect.y, inside.x - rect.x : inside.right - rect.x
        ]
        tile[part] = plane.fill if made is None else made[part]
        changed[key] = tile if (tile != plane.fill).any() else None
    return shown.with_tiles(
        {key: tile for key, tile in changed.items() if tile is not shown.tiles.get(key)}
    )


def keys_of(rect: Rect) -> set[TileKey]:
    """The tiles that a change of some canvas pixels shows in."""
    return set() if rect.empty else set(tile_keys(rect.padded(STRIDE)))


def _offsets(
    effect: Effect, dx: Floats, dy: Floats, weight: Floats, move: tuple[float, float]
) -> tuple[Floats, Floats]:
    """From where, beside each node, that comes which a dab brings there."""
    if effect == "push":
        return -weight * np.float32(move[0]), -weight * np.float32(move[1])
    if effect in ("grow", "shrink"):
        part = weight * np.float32(-RATE if effect == "grow" else RATE)
        return dx * part, dy * part
    turn = weight * np.float32(-2.5 * RATE if effect == "swirl-right" else 2.5 * RATE)
    cosine, sine = np.cos(turn), np.sin(turn)
    return dx * cosine - dy * sine - dx, dx * sine + dy * cosine - dy
