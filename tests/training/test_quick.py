"""The quick version's stage, run small: pairs, training, resumption and the exported LoRA."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")

from paintapp.training import (  # noqa: E402
    autoencoder,
    checkpoint,
    denoiser,
    drawings,
    export,
    latents,
    quick,
    quick_export,
    sampling,
    shards,
)
from paintapp.training.scenes import SIZE, Composer  # noqa: E402
from paintapp.training.team import autocast  # noqa: E402
from tests.training.test_stages import icons  # noqa: E402


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A training folder with a small denoiser and the latents of a few scenes."""
    monkeypatch.setitem(autoencoder.CONFIG, "block_out_channels", (16, 16, 16, 16))
    monkeypatch.setitem(denoiser.CONFIG, "block_out_channels", (32, 64, 64))
    monkeypatch.setattr(quick, "BATCH", 4)
    monkeypatch.setattr(quick, "SHARD", 4)
    monkeypatch.setattr(quick, "RANK", 4)
    monkeypatch.setattr(export, "STEPS", 4)
    cache = drawings.build(icons(), tmp_path)
    composer = Composer(cache, cache.rows(held_out=False))
    shards.compose(composer, tmp_path / "scenes", 0, seed=3, count=8)
    torch.manual_seed(1)
    coder = {"average": autoencoder.build().state_dict(), "scaling_factor": 1.0}
    checkpoint.save(autoencoder.path(tmp_path), coder)
    known = {"step": 5, "seconds": 1.0, "pictures": 9, "loss": 0.5}
    teacher = denoiser.build().state_dict()
    checkpoint.save(denoiser.path(tmp_path), {**known, "average": teacher})
    latents.build(tmp_path)
    return tmp_path


def test_the_teacher_ends_where_the_ordinary_sampler_does() -> None:
    torch.manual_seed(0)
    values, shares = torch.randn(2, 4, 4, 4), denoiser.noise_shares()
    scheduler = export.DDIMScheduler(**denoiser.SCHEDULER)
    scheduler.set_timesteps(16)
    ours = theirs = values
    for number, timestep in enumerate(scheduler.timesteps.tolist()):
        guess = torch.sin(3 * values + number)
        then = scheduler.timesteps.tolist()[number + 1] if number < 15 else -1
        now = torch.full((2,), timestep)
        ours = quick.step_to(ours, guess, shares, now, torch.full((2,), then))[1]
        theirs = scheduler.step(guess, timestep, theirs).prev_sample
    # The scheduler takes steps of 62, and timesteps that lie 62 or 63 apart.
    assert torch.allclose(ours, theirs, atol=0.05)


def test_the_student_learns_resumes_and_is_exported(folder: Path, tmp_path: Path) -> None:
    quick.train(folder, seed=1, steps=1, pairs=8)
    first = checkpoint.load(quick.path(folder))
    pairs = quick.load_pairs(folder, 5)
    assert pairs.start.shape == pairs.end.shape == (8, 4, SIZE // 8, SIZE // 8)
    assert int(pairs.timestep.max()) <= 999
    quick.train(folder, seed=1, steps=24, pairs=8)
    state = checkpoint.load(quick.path(folder))
    assert first is not None and state is not None
    assert state["step"] == 24 and state["loss"] < first["loss"]
    assert state["seconds"] > first["seconds"]

    def distance(model: object) -> float:
        batch = next(quick.batches(pairs, torch.Generator().manual_seed(2)))
        with torch.no_grad(), autocast():
            return float(quick.loss_of(model, batch))

    teacher, _ = denoiser.load(folder)
    student, _ = quick.load(folder)
    assert distance(student) < 0.98 * distance(teacher)

    model = tmp_path / "starter-quick"
    quick_export.write(folder, model)
    card = json.loads((model / "paintapp.json").read_text())
    assert card["base"] == "starter" and card["guidance_scale"] == 1.0
    export.write(folder, tmp_path / "starter")
    sampler = sampling.load_quick(tmp_path / "starter")
    assert sampler.steps == card["steps"] and sampler.guidance == 1.0
    fused = sampler.text_pipeline.unet.eval()
    assert distance(fused) == pytest.approx(distance(student), rel=0.02)


def test_a_stage_that_is_stopped_keeps_what_it_has(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    class Stop(checkpoint.Stop):
        @property
        def wanted(self) -> bool:
            seen.append(None)
            return len(seen) > 12

        @wanted.setter
        def wanted(self, value: bool) -> None:
            pass

    monkeypatch.setattr(checkpoint, "Stop", Stop)
    quick.train(folder, seed=1, steps=500, pairs=8)
    state = checkpoint.load(quick.path(folder))
    assert state is not None and 0 < state["step"] < 500


def test_another_denoiser_asks_for_another_student(folder: Path) -> None:
    quick.train(folder, seed=1, steps=1, pairs=4)
    saved = checkpoint.load(denoiser.path(folder))
    checkpoint.save(denoiser.path(folder), {**saved, "step": 6})
    with pytest.raises(SystemExit, match="another denoiser"):
        quick.load(folder)
    quick.train(folder, seed=1, steps=1, pairs=4)  # its weights are where the next one begins
    assert quick.load(folder)[1]["step"] == 1
