"""Strokes drawn on several threads at once give what each alone gives."""

from __future__ import annotations

import time
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest

from paintapp.document import Pixels, Rect
from paintapp.painting import stamps
from paintapp.painting.brush import Brush
from paintapp.painting.path import PenPoint
from paintapp.painting.stroke import Stroke

BOUNDS = Rect(0, 0, 256, 256)


def drawn(radius: float) -> np.ndarray:
    plane = Pixels()
    stroke = Stroke(plane, Brush(radius=radius, hardness=0.4), bounds=BOUNDS, seed=1)
    pens = [PenPoint(20 + 2.3 * n, 128 + (n * 37) % 90, 0.3 + n / 150) for n in range(90)]
    plane = plane.with_tiles(stroke.moves(pens))
    return plane.with_tiles(stroke.finish()).read(BOUNDS)


class Slow(OrderedDict[Any, Any]):
    """Lets other threads in right after something has been looked up."""

    def get(self, key: Any, default: Any = None) -> Any:
        found = super().get(key, default)
        time.sleep(2e-5)
        return found


def test_stamps_are_shared_by_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    radii = [14.0, 23.0, 31.0] * 4
    alone = {radius: drawn(radius) for radius in set(radii)}
    monkeypatch.setattr(stamps, "_kept", Slow())
    monkeypatch.setattr(stamps, "_kept_bytes", 0)
    monkeypatch.setattr(stamps, "BUDGET_BYTES", 40_000)  # stamps go as soon as they come
    with ThreadPoolExecutor(4) as pool:
        for radius, found in zip(radii, pool.map(drawn, radii), strict=True):
            assert np.array_equal(found, alone[radius])
    assert stamps._kept_bytes == sum(stamp.pixels.nbytes for stamp in stamps._kept.values())
