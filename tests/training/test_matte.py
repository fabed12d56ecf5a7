"""The matte model's stage, run small: examples, training, export and figures."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from paintapp.training import (  # noqa: E402
    autoencoder,
    checkpoint,
    drawings,
    matte,
    matte_figures,
)
from paintapp.training.matte_scenes import ExampleMaker, SubjectComposer  # noqa: E402
from paintapp.worker.matte import CONFIG, Matte  # noqa: E402
from tests.training.test_stages import icons  # noqa: E402


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A training folder with a few drawings."""
    folder = tmp_path_factory.mktemp("training")
    drawings.build(icons(), folder)
    return folder


def test_an_example_knows_its_subject(folder: Path) -> None:
    cache = drawings.load(folder)
    composer = SubjectComposer(cache, cache.rows(held_out=False), 64)
    picture, covers = composer.subjects(np.random.default_rng(2), count=2)
    assert picture.shape == (64, 64, 3) and len(covers) == 2
    assert max(float(cover.sum()) for cover in covers) > 100
    assert np.sum(covers, axis=0).max() <= 1.001  # what lies behind is not counted twice
    maker = ExampleMaker(composer, np.zeros((0, 64, 64, 4), np.uint8))
    examples = [maker.example(np.random.default_rng(n), 64, 32) for n in range(60)]
    again = maker.example(np.random.default_rng(7), 64, 32)
    assert np.array_equal(again.picture, examples[7].picture)
    assert np.array_equal(again.alpha, examples[7].alpha)
    for example in examples:
        assert example.picture.shape == (64, 32, 3)
        assert example.alpha.shape == example.hint.shape == (64, 32)
    hinted = [example for example in examples if example.hint.min() == 0]
    assert 5 < len(hinted) < 40
    for example in hinted:
        assert example.alpha[example.hint == 0].mean() < 12  # the subject is within the hint


def test_the_matte_model_learns_resumes_and_serves(folder: Path, tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(autoencoder.CONFIG, "block_out_channels", (16, 16, 16, 16))
        fresh = {"average": autoencoder.build().state_dict(), "scaling_factor": 1.0}
        checkpoint.save(autoencoder.path(folder), fresh)
        patch.setitem(CONFIG, "channels", [8, 16, 16, 16])
        patch.setitem(CONFIG, "side", 64)
        patch.setattr(matte, "CANVAS", 64)
        patch.setattr(matte, "SIZES", ((64, 64), (64, 32)))
        patch.setattr(matte, "BATCH", 4)
        patch.setattr(matte, "WORN", 4)
        matte.train(folder, seed=1, steps=1)
        first = torch.load(matte.path(folder), weights_only=True)
        matte.train(folder, seed=1, steps=40)
        state = torch.load(matte.path(folder), weights_only=True)
        assert state["step"] == 40 and state["seconds"] > first["seconds"]
        assert state["loss"] < first["loss"]
        assert np.load(folder / "matte-worn.npy").shape == (4, 64, 64, 4)
        matte.export(folder, tmp_path / "matte")
    figures = matte_figures.run(folder, tmp_path / "matte", seed=1, count=1)
    kinds = ("scenes", "sketches", "lines", "hinted")
    for name in (f"{who}{kind}_iou" for kind in kinds for who in ("", "grab_cut_")):
        assert 0 <= figures[name] <= 1
    model = Matte(tmp_path / "matte")
    picture = np.full((50, 90, 3), 200, np.uint8)
    assert model.find(picture).shape == (50, 90)
