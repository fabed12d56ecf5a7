"""The upscaler's stage, run small: pairs, training, export and figures."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from paintapp.training import (  # noqa: E402
    autoencoder,
    checkpoint,
    drawings,
    upscaler,
    upscaler_figures,
    upscaler_pairs,
)
from paintapp.training.upscaler_pairs import Pairs  # noqa: E402
from paintapp.worker.upscale import Upscaler  # noqa: E402
from tests.training.test_stages import icons  # noqa: E402

SIDE = 96


def test_an_example_shows_the_same_twice() -> None:
    """Small and large crops lie on each other, however they were turned and spoiled."""
    random = np.random.default_rng(1)
    coarse = random.integers(0, 256, (12, 12, 3)).astype(np.uint8)
    large = np.repeat(np.repeat(coarse, 8, 0), 8, 1)[None]
    pairs = Pairs(large, upscaler_pairs.halved(large[0])[None])
    errors = []
    for seed in range(40):
        small, target = upscaler_pairs.example(pairs, 16, np.random.default_rng(seed))
        assert small.shape == (16, 16, 3) and target.shape == (32, 32, 3)
        errors.append(np.abs(upscaler_pairs.halved(target).astype(float) - small).mean())
    # Some 85 where they lie on something else; the most blurred ones reach 33.
    assert np.median(errors) < 3 and max(errors) < 45
    first = upscaler_pairs.example(pairs, 16, np.random.default_rng(4))
    again = upscaler_pairs.example(pairs, 16, np.random.default_rng(4))
    assert all(np.array_equal(a, b) for a, b in zip(first, again, strict=True))


def test_the_upscaler_learns_resumes_and_serves(tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(autoencoder.CONFIG, "block_out_channels", (16, 16, 16, 16))
        fresh = {"average": autoencoder.build().state_dict(), "scaling_factor": 1.0}
        checkpoint.save(autoencoder.path(tmp_path), fresh)
        drawings.build(icons(), tmp_path, SIDE, upscaler_pairs.CACHE)
        patch.setattr(upscaler, "SCENES", 6)
        patch.setattr(upscaler, "BATCH", 4)
        patch.setattr(upscaler, "CROP", 24)
        patch.setattr(upscaler, "FEATURES", 8)
        patch.setattr(upscaler, "DEPTH", 2)
        upscaler.train(tmp_path, seed=1, steps=10)
        first = torch.load(upscaler.path(tmp_path), weights_only=True)
        upscaler.train(tmp_path, seed=1, steps=200)
        state = torch.load(upscaler.path(tmp_path), weights_only=True)
        assert state["step"] == 200 and state["seconds"] > first["seconds"]
        assert state["loss"] < first["loss"]
        assert np.load(tmp_path / "upscaler-worn.npy").shape == (6, SIDE // 2, SIDE // 2, 3)
        upscaler.export(tmp_path, tmp_path / "model")
        figures = upscaler_figures.run(tmp_path, tmp_path / "model", seed=1, count=2)
    for kind in ("reduced", "worn"):
        for way in ("model", "cubic", "lanczos"):
            assert figures[f"{kind}_{way}_psnr"] > 5
            assert 0 < figures[f"{kind}_{way}_sharpness"] < 3
            assert figures[f"{kind}_{way}_gradient_deviation"] >= 0
    assert {path.name for path in (tmp_path / "model").iterdir()} == {
        "model.safetensors",
        "paintapp.json",
        "SOURCES.md",
    }
    made = Upscaler(tmp_path / "model").enlarge(np.full((20, 30, 3), 90, np.uint8))
    assert made.shape == (40, 60, 3)


def test_figures_know_better_from_worse() -> None:
    truth = np.full((64, 64, 3), 240, np.uint8)
    truth[16:48, 20:44] = (30, 60, 120)
    small = upscaler_pairs.halved(truth)
    cubic = upscaler_figures.resampled(2)(small)
    assert upscaler_figures.psnr(truth, truth) > upscaler_figures.psnr(cubic, truth)
    assert upscaler_figures.gradient_deviation(truth, truth) == 0
    assert upscaler_figures.gradient_deviation(cubic, truth) > 0.001
    assert upscaler_figures.sharpness(truth, truth) == 1
    assert upscaler_figures.sharpness(cubic, truth) < 0.95
    assert upscaler_figures.ringing(truth, truth) == 0
    assert upscaler_figures.ringing(cubic, truth) > 0.2
