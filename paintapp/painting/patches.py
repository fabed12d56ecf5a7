"""Filling holes with patches found elsewhere in the picture, without a model.

After Wexler, Shechtman and Irani, Space-Time Completion of Video, 2007 (coarse to fine, patches
that overlap vote for each pixel), with the search of Barnes et al., PatchMatch, 2009, in a form
that looks at all pixels at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from paintapp.painting.filling import edge_fill, from_gradients, smooth_fill

RADIUS = 3
"""Patches are squares of 2 * RADIUS + 1 pixels."""

LEAST_HOLE = 12
"""Pixels: holes below this hold no patch worth looking for."""

ROUNDS = 3
"""Times that patches are looked for and vote at each size of the picture."""

EDGE = 12.0
"""Of 255, over the three channels: where two patches meet a larger difference is an edge, if both
are flat there."""

SLOPE = 40.0
"""Pixels: what a slope adds up to over so many of them may be a difference in light instead."""

FLAT_HOLD = 0.05
"""How much flat parts cling to their colours: what does not fit reaches some five pixels far."""

Picture = NDArray[np.uint8]
Float = NDArray[np.float32]
Bool = NDArray[np.bool_]
Index = NDArray[np.int64]


class Stopped(Exception):  # noqa: N818  not an error
    """The filling was cancelled."""


def patch_fill(
    image: Picture,
    hole: Bool,
    seed: int = 0,
    side: int = 256,
    cancelled: Callable[[], bool] = lambda: False,
) -> Picture:
    """The hole (h, w) of an RGB picture (h, w, 3) filled with what is found around it.

    Patches are looked for at up to ``side`` pixels; what they show is taken from the picture
    itself, at its full sharpness. Equal arguments give equal pictures. A hole too small for
    patches, or one with too little around it, is filled by carrying its edges on. Raises Stopped.
    """
    if int(hole.sum()) < LEAST_HOLE or hole.all():
        return edge_fill(image, hole)
    shrink = max(1.0, max(hole.shape) / side)
    known = (~hole).astype(np.float32)
    levels = _pyramid(image.astype(np.float32), known, shrink)
    rng = np.random.default_rng(seed)
    filled: Float | None = None
    search: _Search | None = None
    for picture, free in levels:
        found = _Search.on(picture, free, rng)
        if found is None:
            continue  # too small for patches at this size
        if filled is None or search is None:
            start = smooth_fill(np.asarray(np.clip(picture, 0, 255), np.uint8), free)
            found.picture[free] = start[free]
            found.scatter()
        else:
            larger = cv2.resize(filled, free.shape[::-1], interpolation=cv2.INTER_LINEAR)
            found.picture[free] = larger[free]
            found.take_over(search)
        search = found
        for turn in range(ROUNDS):
            for _ in range(2):
                if cancelled():
                    raise Stopped
                search.improve()
            last = turn == ROUNDS - 1 and free is levels[-1][1]
            search.vote(1 if last else RADIUS, 0.15 if last else 1.0)
        filled = search.picture
    if search is None or filled is None:
        return edge_fill(image, hole)
    result = search.result()
    if shrink > 1:
        result = _enlarged(image.astype(np.float32), hole, result, search)
    return np.where(hole[..., None], np.asarray(np.clip(np.rint(result), 0, 255), np.uint8), image)


def _pyramid(image: Float, known: Float, shrink: float) -> list[tuple[Float, Bool]]:
    """Pictures and holes from coarse to fine, the finest ``shrink`` times smaller than the image.

    Halved until the hole is a few pixels thick. What is in the hole does not bleed out of it.
    """
    height, width = known.shape
    size = (max(1, round(width / shrink)), max(1, round(height / shrink)))
    levels: list[tuple[Float, Bool]] = []
    while True:
        weight = known
        total = image * known[..., None]
        if size != (width, height):
            weight = cv2.resize(known, size, interpolation=cv2.INTER_AREA)
            total = cv2.resize(total, size, interpolation=cv2.INTER_AREA)
        free = weight < 0.5
        picture = np.asarray(total / np.maximum(weight, 1e-3)[..., None], np.float32)
        levels.append((picture, free))
        depth = cv2.distanceTransform(free.astype(np.uint8), cv2.DIST_L2, 3)
        if min(size) < 12 * RADIUS or float(depth.max()) <= RADIUS:
            return levels[::-1]
        size = (size[0] // 2, size[1] // 2)


@dataclass
class _Search:
    """For each patch that touches the hole the most similar known patch, at one size.

    ``picture`` is framed by a mirrored border of `RADIUS`; positions are flat indices into it.
    """

    framed: Float
    free: Bool
    targets: Index
    """Centres of the patches that touch the hole."""
    allowed: Bool
    """Which positions are centres of patches that are known as a whole."""
    sources: Index
    rng: np.random.Generator
    nearest: Index
    distance: Float

    @classmethod
    def on(cls, picture: Float, free: Bool, rng: np.random.Generator) -> _Search | None:
        """None where there are too few known patches to choose from."""
        square = np.ones((2 * RADIUS + 1, 2 * RADIUS + 1), np.uint8)
        inner = cv2.erode(
            (~free).astype(np.uint8), square, borderType=cv2.BORDER_CONSTANT, borderValue=0
        )
        touching = cv2.dilate(free.astype(np.uint8), square)
        allowed = np.pad(inner, RADIUS).ravel().astype(bool)
        sources = np.flatnonzero(allowed)
        targets = np.flatnonzero(np.pad(touching, RADIUS).ravel())
        if len(sources) < 64 or len(targets) == 0:
            return None
        framed = np.pad(picture, ((RADIUS, RADIUS), (RADIUS, RADIUS), (0, 0)), mode="reflect")
        none = np.zeros(0, np.int64)
        return cls(framed, free, targets, allowed, sources, rng, none, np.zeros(0, np.float32))

    @property
    def width(self) -> int:
        return int(self.framed.shape[1])

    @property
    def picture(self) -> Float:
        """The picture without its frame; writing to it changes this search."""
        return self.framed[RADIUS:-RADIUS, RADIUS:-RADIUS]

    def scatter(self) -> None:
        """Begin anywhere."""
        self.nearest = self.sources[self.rng.integers(0, len(self.sources), len(self.targets))]
        self._measure_all()

    def take_over(self, coarse: _Search) -> None:
        """Begin where a search at a smaller size has ended."""
        grid = np.full(coarse.allowed.shape, -1, np.int64)
        grid[coarse.targets] = coarse.nearest
        rows, columns = np.divmod(self.targets, self.width)
        down = (self.framed.shape[0] - 2 * RADIUS) / (coarse.framed.shape[0] - 2 * RADIUS)
        across = (self.width - 2 * RADIUS) / (coarse.width - 2 * RADIUS)

        def coarse_place(values: Index, factor: float, limit: int) -> Index:
            return np.clip(((values - RADIUS) / factor).astype(np.int64), 0, limit - 1) + RADIUS

        y = coarse_place(rows, down, coarse.framed.shape[0] - 2 * RADIUS)
        x = coarse_place(columns, across, coarse.width - 2 * RADIUS)
        there = grid[y * coarse.width + x]
        there_y, there_x = np.divmod(np.maximum(there, 0), coarse.width)
        moved_y = rows + np.rint((there_y - y) * down).astype(np.int64)
        moved_x = columns + np.rint((there_x - x) * across).astype(np.int64)
        moved, usable = self._position(moved_y, moved_x)
        anywhere = self.sources[self.rng.integers(0, len(self.sources), len(self.targets))]
        self.nearest = np.where((there >= 0) & usable, moved, anywhere)
        self._measure_all()

    def improve(self) -> None:
        """Look at what neighbouring patches have found, and at random in ever smaller circles."""
        self._measure_all()
        grid = np.full(self.allowed.shape, -1, np.int64)
        for step in (4, 1):
            for move in (step, -step, step * self.width, -step * self.width):
                grid[self.targets] = self.nearest
                beside = np.clip(self.targets + move, 0, len(grid) - 1)
                offered = grid[beside] - move
                usable = (grid[beside] >= 0) & (offered >= 0) & (offered < len(grid))
                usable[usable] = self.allowed[offered[usable]]
                self._offer(offered, usable)
        radius = max(self.framed.shape) / 2
        while radius >= 1:
            rows, columns = np.divmod(self.nearest, self.width)
            moves = self.rng.uniform(-radius, radius, (2, len(rows)))
            self._offer(
                *self._position(
                    rows + np.rint(moves[0]).astype(np.int64),
                    columns + np.rint(moves[1]).astype(np.int64),
                )
            )
            radius /= 2.5

    def vote(self, reach: int, tolerance: float) -> None:
        """Each pixel of the hole becomes the mean of what the patches over it say of it.

        ``reach`` limits how far from their centre patches say something, and a low ``tolerance``
        gives the word to the most similar ones: fewer voices, a sharper picture.
        """
        flat = self.framed.reshape(-1, 3)
        spread = max(float(np.percentile(self.distance, 60)) * tolerance, 1.0)
        weight = np.exp(-(self.distance - self.distance.min()) / spread) + 1e-6
        total = np.zeros_like(flat)
        count = np.zeros(len(flat), np.float32)
        for down in range(-reach, reach + 1):
            for across in range(-reach, reach + 1):
                move = down * self.width + across
                # No position occurs twice: each patch speaks once of its pixel at this place.
                total[self.targets + move] += flat[self.nearest + move] * weight[:, None]
                count[self.targets + move] += weight
        said = (total / np.maximum(count, 1e-9)[:, None]).reshape(self.framed.shape)
        inside = np.pad(self.free, RADIUS)
        self.framed[inside] = said[inside]

    def result(self) -> Float:
        """The filled picture: the found patches' gradients joined to the known pixels around.

        Where two patches meet their colours may differ, as on a sky; their gradients agree (after
        Agarwala et al., Interactive Digital Photomontage, 2004). Edges stay edges.
        """
        flat = self.framed.reshape(-1, 3)
        steps: list[Float] = []
        for move in (1, self.width):
            here, ahead, both = self._neighbours(move)
            step = np.zeros_like(flat)
            slope = (flat[here + move] - flat[here] + flat[ahead] - flat[ahead - move]) / 2
            jump = flat[ahead] - flat[here]
            least = EDGE + SLOPE * np.linalg.norm(slope, axis=1, keepdims=True)
            odds = np.power(np.linalg.norm(jump - slope, axis=1, keepdims=True) / least, 4)
            step[both] = (slope + jump * odds) / (1 + odds)
            grid = step.reshape(self.framed.shape)[RADIUS:-RADIUS, RADIUS:-RADIUS]
            steps.append(np.asarray(grid, np.float32))
        # Flat parts keep their colours, or what does not fit at the edge would smear over them.
        slope = np.linalg.norm(steps[0], axis=2) + np.linalg.norm(steps[1], axis=2)
        soft = np.asarray(cv2.GaussianBlur(slope, (0, 0), 2.0), np.float32)
        hold = np.asarray(FLAT_HOLD * np.exp(-np.square(soft)), np.float32)
        return from_gradients(self.picture, self.free, steps[0], steps[1], hold)

    def _neighbours(self, move: int) -> tuple[Index, Index, Index]:
        """Where patches beside each other were found: of each, of the next one, and its place."""
        grid = np.full(self.allowed.shape, -1, np.int64)
        grid[self.targets] = self.nearest
        ahead = grid[self.targets + move]
        pairs = ahead >= 0
        return self.nearest[pairs], ahead[pairs], self.targets[pairs]

    def offsets(self) -> NDArray[np.int64]:
        """How far each pixel's patch was found from it: (h, w, 2) down and across."""
        moves = np.zeros((len(self.allowed), 2), np.int64)
        rows, columns = np.divmod(self.targets, self.width)
        there = np.divmod(self.nearest, self.width)
        moves[self.targets, 0] = there[0] - rows
        moves[self.targets, 1] = there[1] - columns
        grid = moves.reshape(*self.framed.shape[:2], 2)
        return grid[RADIUS:-RADIUS, RADIUS:-RADIUS]

    def _position(self, rows: Index, columns: Index) -> tuple[Index, Bool]:
        """Flat positions, and which of them are known patches."""
        within = (rows >= 0) & (rows < self.framed.shape[0])
        within &= (columns >= 0) & (columns < self.width)
        place = np.where(within, rows * self.width + columns, 0)
        return place, within & self.allowed[place]

    def _offer(self, offered: Index, usable: Bool) -> None:
        """Take what is nearer than what was found so far."""
        some = np.flatnonzero(usable)
        if len(some) == 0:
            return
        distance = self._distances(some, offered[some])
        better = distance < self.distance[some]
        self.nearest[some[better]] = offered[some[better]]
        self.distance[some[better]] = distance[better]

    def _measure_all(self) -> None:
        self._patches = self._gathered(self.targets)
        self.distance = self._distances(np.arange(len(self.targets)), self.nearest)

    def _distances(self, which: Index, sources: Index) -> Float:
        """Mean squared differences of target patches and source patches."""
        difference = self._gathered(sources)
        difference -= self._patches[which]
        squares = np.einsum("ij,ij->i", difference, difference) / difference.shape[1]
        return np.asarray(squares, np.float32)

    def _gathered(self, centres: Index) -> Float:
        """The patches around some centres, one a row."""
        reach = np.arange(-RADIUS, RADIUS + 1)
        moves = (reach[:, None] * self.width + reach[None, :]).ravel()
        patches = self.framed.reshape(-1, 3)[centres[:, None] + moves[None, :]]
        return np.asarray(patches.reshape(len(centres), -1), np.float32)


def _enlarged(image: Float, hole: Bool, small: Float, search: _Search) -> Float:
    """A filling found at a smaller size, with the sharpness of the picture it was copied from."""
    height, width = hole.shape
    rough = cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC)
    rough = np.asarray(rough, np.float32)
    rows, columns = np.nonzero(hole)
    down, across = height / small.shape[0], width / small.shape[1]
    y = np.minimum((rows / down).astype(np.int64), small.shape[0] - 1)
    x = np.minimum((columns / across).astype(np.int64), small.shape[1] - 1)
    offsets = search.offsets()
    soft = np.asarray(cv2.GaussianBlur(image, (0, 0), max(1.0, down / 2)), np.float32)
    detail = image - soft
    found = np.zeros((len(rows), 3), np.float32)
    usable = np.zeros(len(rows), np.float32)
    from_y = rows + np.rint(offsets[y, x, 0] * down).astype(np.int64)
    from_x = columns + np.rint(offsets[y, x, 1] * across).astype(np.int64)
    there = (from_y >= 0) & (from_y < height) & (from_x >= 0) & (from_x < width)
    there[there] = ~hole[from_y[there], from_x[there]]
    found[there] = detail[from_y[there], from_x[there]]
    usable[there] = 1
    result = rough.copy()
    result[rows, columns] += found * usable[:, None]
    return result
