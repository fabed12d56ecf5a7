"""Variants of a model, a card and a LoRA, in the real worker: what they share, and refusals."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from paintapp.generation.protocol import Loaded, Models
from paintapp.worker import catalogue, lora
from paintapp.worker.catalogue import ModelError
from tests.worker.test_live import SETTINGS, Hand
from tests.worker.window import Window, request

CARD = {"label": "Quick", "base": "starter", "steps": 2, "guidance_scale": 1.0}


def save_lora(folder: Path, base: Path, rank: int = 2, grow: int = 0) -> None:
    """A LoRA of random weights for the first levels of a model's U-Net."""
    rng = np.random.default_rng(3)
    shapes = catalogue.tensor_shapes(base / "unet" / "diffusion_pytorch_model.safetensors")
    tensors = {}
    for name, shape in shapes.items():
        if name.endswith((".to_q.weight", ".conv1.weight")):
            first = (rank, shape[1] + grow, *shape[2:])
            second = (shape[0], rank, *(1 for _ in shape[2:]))
            layer = "unet." + name.removesuffix(".weight")
            tensors[layer + ".lora_A.weight"] = 0.3 * rng.standard_normal(first, np.float32)
            tensors[layer + ".lora_B.weight"] = 0.3 * rng.standard_normal(second, np.float32)
    save_file(tensors, folder / lora.FILE)


def variant(folder: Path, of: Path, **card: object) -> Path:
    folder.mkdir()
    (folder / "paintapp.json").write_text(json.dumps({**CARD, **card}))
    save_lora(folder, of)
    return folder


@pytest.fixture
def bundled(small_models: Path, tmp_path: Path) -> Path:
    """The folder of a starter that has a quick variant beside it."""
    starter = tmp_path / "starter"
    shutil.copytree(small_models / "stable-diffusion", starter)
    (starter / "paintapp.json").write_text(json.dumps({"live_model": "starter-quick"}))
    variant(tmp_path / "starter-quick", starter)
    return starter


@pytest.fixture
def window(bundled: Path, tmp_path: Path) -> Iterator[Window]:
    window = Window(bundled, tmp_path / "worker.log")
    yield window
    window.client.close()


def test_a_variant_paints_live_and_again(window: Window) -> None:
    window.client.load("starter")
    for model in ("starter", "starter-quick"):
        window.until(
            lambda event, model=model: isinstance(event, Loaded) and event.model == model, since=0
        )
    listed = {model.id: model for model in window.client.models}
    assert listed["starter"].live_model == "starter-quick"
    quick = listed["starter-quick"]
    assert (quick.label, quick.default_steps, quick.live_steps) == ("Quick", 2, 2)
    assert (quick.default_guidance_scale, quick.live_guidance_scale) == (1.0, 1.0)
    assert quick.tasks == listed["starter"].tasks

    hand = Hand(window, replace(SETTINGS, model="starter", steps=None))
    hand.start()
    window.until(lambda _: bool(hand.finished), since=0)
    moment = hand.finished[-1]
    hand.live.stop()
    made = moment.record.request
    assert (made.model, made.steps, made.guidance_scale) == ("starter-quick", 2, 1.0)
    assert np.array_equal(window.picture(made), moment.image.array())

    ours = window.picture(request(model="starter-quick"))
    assert np.array_equal(ours, window.picture(request(model="starter-quick")))
    assert not np.array_equal(ours, window.picture(request(model="starter")))


def test_a_variant_alone_gives_the_same_pixels(bundled: Path, tmp_path: Path) -> None:
    pictures = []
    for number, first in enumerate((["starter"], [])):
        window = Window(bundled, tmp_path / f"{number}.log")
        try:
            for model in first:
                window.picture(request(model=model))
            pictures.append(window.picture(request(model="starter-quick")))
        finally:
            window.client.close()
    assert np.array_equal(*pictures)


def test_a_variant_can_be_added_and_says_what_it_lacks(
    window: Window, small_models: Path, tmp_path: Path
) -> None:
    base = small_models / "stable-diffusion"
    folder = variant(tmp_path / "mine", base, base="stable-diffusion")
    window.client.add_model(str(folder))
    answer = window.until(lambda event: isinstance(event, Models))
    assert "stable-diffusion, which is not here" in str(answer.problem)
    assert not answer.needs_download
    (folder / "paintapp.json").write_text(json.dumps(CARD))
    window.client.add_model(str(folder))
    answer = window.until(lambda event: isinstance(event, Models))
    assert not answer.problem
    assert window.picture(request(model=answer.source)).any()


def test_a_bases_folder_may_lie_beside_it(bundled: Path) -> None:
    found = catalogue.find(str(bundled.with_name("starter-quick")))
    assert found.base is not None and found.base.path == bundled
    assert found.file_bytes > found.base.file_bytes


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("wide", "does not fit the model"),
        ("pickle", "pickled weights"),
        ("none", "is missing"),
        ("broken", "not a readable"),
        ("chain", "which is not here"),
        ("outside", "which is not here"),
        ("empty", "does not fit the model"),
        ("other", "does not fit the model"),
        ("half", "does not fit the model"),
    ],
)
def test_what_is_no_variant_is_refused(bundled: Path, name: str, words: str) -> None:
    folder = bundled.with_name("starter-quick")
    file = folder / lora.FILE
    if name == "wide":
        save_lora(folder, bundled, grow=1)
    elif name in ("pickle", "none"):
        file.rename(file.with_suffix(".bin") if name == "pickle" else folder.parent / "away")
    elif name == "broken":
        file.write_bytes(b"\x00" * 40)
    elif name == "chain":
        (folder / "paintapp.json").write_text(json.dumps({**CARD, "base": "starter-quick"}))
    elif name == "outside":
        (folder / "paintapp.json").write_text(json.dumps({**CARD, "base": "../starter"}))
    elif name == "empty":
        save_file({}, file)
    else:
        part = "unet.conv_in.lora_A.weight" if name == "half" else "text_encoder.x.lora_A.weight"
        save_file({part: np.zeros((2, 4, 3, 3), np.float32)}, file)
    with pytest.raises(ModelError, match=words):
        catalogue.find(str(folder))
