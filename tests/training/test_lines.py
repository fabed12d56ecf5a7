"""The line control's stage, run small: drawings, training, export and figures."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

torch = pytest.importorskip("torch")

from safetensors.torch import load_file  # noqa: E402

from paintapp.training import (  # noqa: E402
    autoencoder,
    checkpoint,
    denoiser,
    drawings,
    latents,
    lines,
    lines_figures,
    sampling,
    shards,
)
from paintapp.training.line_drawings import draw  # noqa: E402
from paintapp.training.scenes import Composer  # noqa: E402
from tests.training.test_stages import icons  # noqa: E402


def disc(size: int = 96) -> np.ndarray:
    picture = np.full((size, size, 3), 240, np.uint8)
    cv2.circle(picture, (size // 2, size // 2), size // 3, (200, 60, 40), -1)
    return picture


def test_a_drawing_is_of_its_picture_and_repeatable() -> None:
    picture = disc()
    far = np.abs(np.hypot(*np.mgrid[-48:48, -48:48]) - 32)
    drawn = [draw(picture, np.random.default_rng(seed)) for seed in range(60)]
    assert np.array_equal(drawn[7], draw(picture, np.random.default_rng(7)))
    assert len({one.tobytes() for one in drawn}) > 50
    lit = [one for one in drawn if (one > 100).any()]
    assert len(lit) > 45
    for one in lit:
        assert one.shape == (96, 96) and one.dtype == np.uint8
        assert float((far[one > 100] < 8).mean()) > 0.95


def test_the_noisy_end_is_what_most_examples_come_from() -> None:
    noise = denoiser.noise_shares()
    generator = torch.Generator().manual_seed(2)
    true, spoiled = torch.randn(256, 4, 4, 4), torch.randn(256, 4, 4, 4)
    hole = torch.zeros(256, dtype=torch.bool)
    inputs, timesteps, target, _ = lines.noised(true, spoiled, hole, noise, generator)
    assert float((timesteps > 540).float().mean()) > 0.6
    assert int((timesteps == 999).sum()) > 30
    a, b = (values[timesteps].view(-1, 1, 1, 1) for values in (noise.signal, noise.noise))
    assert torch.allclose(a * inputs - b * target, true, atol=1e-3)


def test_edges_on_lines_agree_and_others_do_not() -> None:
    picture = disc()
    drawn = lines_figures.line_art.edges(picture)[None]
    assert lines_figures.agreement(drawn, picture[None]) == 1.0
    moved = np.roll(picture, 20, axis=0)[None]
    assert lines_figures.agreement(drawn, moved) < 0.5
    assert lines_figures.agreement(drawn, np.full_like(picture, 200)[None]) == 0.0


def test_the_line_control_learns_resumes_and_serves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(autoencoder.CONFIG, "block_out_channels", (16, 16, 16, 16))
    monkeypatch.setitem(denoiser.CONFIG, "block_out_channels", (32, 32, 32))
    monkeypatch.setattr(lines, "BATCH", 4)
    monkeypatch.setattr(lines, "HINT_CHANNELS", (4, 8, 8, 8))
    cache = drawings.build(icons(), tmp_path)
    composer = Composer(cache, cache.rows(held_out=False))
    shards.compose(composer, tmp_path / "scenes", 0, seed=3, count=8)
    torch.manual_seed(0)
    fresh = {"average": autoencoder.build().state_dict(), "scaling_factor": 1.0}
    checkpoint.save(autoencoder.path(tmp_path), fresh)
    unet = denoiser.build()
    known = {"step": 0, "seconds": 0.0, "pictures": 0, "loss": 1.0}
    checkpoint.save(denoiser.path(tmp_path), {"average": unet.state_dict(), **known})
    latents.build(tmp_path)

    begun = lines.build(unet)
    assert torch.equal(begun.conv_in.weight, unet.conv_in.weight)
    ours, theirs = begun.mid_block.resnets[0], unet.mid_block.resnets[0]
    assert torch.equal(ours.conv1.weight, theirs.conv1.weight)
    lines.train(tmp_path, seed=1, steps=4)
    assert checkpoint.load(lines.path(tmp_path))["step"] == 4  # type: ignore[index]
    lines.train(tmp_path, seed=1, steps=8)
    state = checkpoint.load(lines.path(tmp_path))
    assert state is not None and state["step"] == 8
    assert float(state["model"]["controlnet_mid_block.weight"].abs().max()) > 0
    assert set(state["model"]) == set(begun.state_dict())  # the denoiser is not in it

    target = tmp_path / "starter-lines"
    lines.export(tmp_path, target)
    assert {file.name for file in target.iterdir()} == {
        "SOURCES.md",
        "config.json",
        "diffusion_pytorch_model.safetensors",
        "paintapp.json",
    }
    weights = load_file(target / "diffusion_pytorch_model.safetensors")
    assert {value.dtype for value in weights.values()} == {torch.float16}
    _serves(tmp_path, target, monkeypatch)


def _serves(folder: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from paintapp.training import export

    export.write(folder, folder / "model")
    load = sampling.load

    def quick(model: Path) -> sampling.Sampler:
        found = load(model)
        pipelines = (found.text_pipeline, found.image_pipeline, found.inpaint_pipeline)
        return sampling.Sampler(*pipelines, 160, 2, 2.0)

    monkeypatch.setattr(sampling, "load", quick)
    figures = lines_figures.run(folder, folder / "model", target, seed=1, count=2)
    for name in ("", "_without", "_true"):
        assert 0 <= figures[f"lines_edge_agreement{name}"] <= 1
    assert figures["lines_edge_agreement_true"] == 1.0
