"""Training goes on from the folders that come with the program."""

from __future__ import annotations

from pathlib import Path

import pytest

torch = pytest.importorskip("torch")

from diffusers import ControlNetModel, UNet2DConditionModel  # noqa: E402

from paintapp.training import (  # noqa: E402
    autoencoder,
    checkpoint,
    denoiser,
    lines,
    matte,
    quick,
    resume,
    upscaler,
)
from paintapp.training.__main__ import MODELS  # noqa: E402

STAGES = (autoencoder, denoiser, quick, lines, matte, upscaler)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("resumed")
    resume.start(MODELS, folder)
    return folder


def test_every_model_has_a_checkpoint_with_its_weights(folder: Path) -> None:
    assert all(stage.path(folder).exists() for stage in STAGES)
    for stage in (autoencoder, matte, upscaler):
        assert sum(value.abs().sum() for value in stage.load(folder).parameters()) > 0
    exported = UNet2DConditionModel.from_pretrained(MODELS / "starter" / "unet").float()
    taken_up, known = denoiser.load(folder)
    assert known["step"] > 0 and known["pictures"] > 0
    for ours, theirs in zip(taken_up.parameters(), exported.parameters(), strict=True):
        assert torch.equal(ours, theirs)
    control = ControlNetModel.from_pretrained(MODELS / "starter-lines").float()
    for ours, theirs in zip(lines.load(folder)[0].parameters(), control.parameters(), strict=True):
        assert torch.equal(ours, theirs)


def test_the_quick_version_lends_all_its_weights_to_the_next(folder: Path) -> None:
    state = checkpoint.load(quick.path(folder))
    assert state is not None
    student = quick.student(denoiser.load(folder)[0])
    assert state["model"].keys() == quick.weights(student).keys()
    assert state["teacher_step"] != denoiser.load(folder)[1]["step"]


def test_a_checkpoint_that_is_there_stays(folder: Path) -> None:
    before = upscaler.path(folder).read_bytes()
    state = checkpoint.load(upscaler.path(folder))
    assert state is not None
    checkpoint.save(upscaler.path(folder), {**state, "step": 41})
    resume.start(MODELS, folder)
    kept = checkpoint.load(upscaler.path(folder))
    assert kept is not None and kept["step"] == 41
    upscaler.path(folder).write_bytes(before)


def test_a_model_that_is_missing_is_left_out(tmp_path: Path) -> None:
    resume.start(tmp_path / "none", tmp_path)
    assert not any(stage.path(tmp_path).exists() for stage in STAGES)
