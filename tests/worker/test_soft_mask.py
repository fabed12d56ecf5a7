"""Strength per pixel in every family, whether or not its pipeline lends its mask."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from paintapp.generation.request import Raster, Request
from tests.worker.small_models import KINDS
from tests.worker.window import request

SIDE = 64


def ramp() -> Raster:
    """From nothing on the left to everything on the right."""
    values = np.linspace(0, 255, SIDE).round().astype(np.uint8)
    return Raster.from_array(np.tile(values, (SIDE, 1)))


def picture(folder: Path, asked: Request) -> np.ndarray:
    from paintapp.worker import catalogue, device
    from paintapp.worker.loading import load
    from paintapp.worker.sampling import make_picture

    loaded = load(catalogue.find(str(folder)), device.choose(), lambda: None, lambda *_: None)
    return make_picture(loaded, asked, 0, lambda *_: None)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("strength", [0.6])
def test_both_ways_are_one(
    kind: str, strength: float, small_models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Latents blended from outside give what a pipeline's own blending gives."""
    from paintapp.worker import sampling

    folder = small_models / kind
    asked = request("inpaint", str(folder), SIDE, steps=6, mask=ramp(), strength=strength)
    lent = picture(folder, asked).astype(int)
    monkeypatch.setattr(sampling, "lends_mask", lambda pipeline: False)
    own = picture(folder, asked).astype(int)
    assert np.abs(own - lent).max() <= 1
    hard = Raster.from_array(np.where(ramp().array() > 0, 255, 0).astype(np.uint8))
    fully = picture(
        folder, request("inpaint", str(folder), SIDE, steps=6, mask=hard, strength=strength)
    )
    assert np.abs(fully.astype(int) - own).mean() > 0.2
