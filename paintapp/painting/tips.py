"""Stamps of a brush's tip, and the latest of them kept."""

from __future__ import annotations

import math
from collections import OrderedDict
from dataclasses import dataclass

import numpy as np

from paintapp.document import FULL
from paintapp.document.pixels import Array


@dataclass(frozen=True, slots=True, eq=False)
class Tip:
    """One stamp of a round tip: ``cover`` (n, n) uint16 is the coverage of each pixel.

    ``margin`` is how many pixels lie left of and above the pixel that holds the centre.
    ``build_up`` 0..1 says how dabs add up: at 0 coverage is the largest of all dabs, so that hard
    and thin lines keep their exact outline; at 1 each dab covers its part of what is still bare, so
    that soft dabs melt together; ``keep`` is 1 - build_up (1 - cover), None at the two ends.
    """

    cover: Array
    margin: int
    build_up: float
    keep: Array | None


class TipCache:
    """The latest tips, up to a number of bytes."""

    def __init__(self, budget_bytes: int = 64 << 20) -> None:
        self._budget = budget_bytes
        self._bytes = 0
        self._tips: OrderedDict[tuple[float, float, float, float], Tip] = OrderedDict()

    def tip(self, radius: float, hardness: float, x: float, y: float) -> Tip:
        """A tip whose centre lies at (x, y) within its pixel, 0 <= x, y < 1."""
        key = (radius, hardness, x, y)
        tip = self._tips.get(key)
        if tip is not None:
            self._tips.move_to_end(key)
            return tip
        tip = round_tip(radius, hardness, x, y)
        self._tips[key] = tip
        self._bytes += tip.cover.nbytes
        while self._bytes > self._budget and len(self._tips) > 1:
            self._bytes -= self._tips.popitem(last=False)[1].cover.nbytes
        return tip


def round_tip(radius: float, hardness: float, x: float, y: float) -> Tip:
    """A round tip; coverage falls from 1 to 0 over a band that is at least a pixel wide.

    Over a band of one pixel the fall is linear, which is exact for straight edges; wider bands turn
    to a smoothstep. A tip thinner than a pixel is as much fainter as it is thinner.
    """
    softness = (1 - min(max(hardness, 0.0), 1.0)) * radius
    band = max(1.0, softness)
    outer = radius - softness / 2 + band / 2
    margin = math.floor(outer) + 1
    offsets = np.arange(-margin, margin + 1, dtype=np.float32) + np.float32(0.5)
    across, down = (offsets - np.float32(x)) ** 2, (offsets - np.float32(y)) ** 2
    cover = np.sqrt(across[None, :] + down[:, None])
    np.subtract(np.float32(outer), cover, out=cover)
    cover *= np.float32(1 / band)
    np.clip(cover, 0, 1, out=cover)
    curve = np.float32(min(1.0, (band - 1) / 2))
    if curve:
        cover += curve * (cover * cover * (3 - 2 * cover) - cover)
    cover *= np.float32(min(1.0, 2 * radius) * FULL)
    cover += np.float32(0.5)
    stamp: Array = cover.astype(np.uint16)
    build_up = min(1.0, max(0.0, (softness - 1) / 3))
    keep: Array | None = None
    if 0 < build_up < 1:
        keep = (FULL - build_up * (FULL - stamp.astype(np.float32)) + 0.5).astype(np.uint16)
    return Tip(stamp, margin, build_up, keep)
