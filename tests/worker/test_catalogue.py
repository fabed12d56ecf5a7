"""What can be told of a model from its files alone, and single files through the real worker."""

from __future__ import annotations

import json
import math
import shutil
import socket
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from paintapp.worker import catalogue, download
from paintapp.worker.catalogue import ModelError
from tests.worker.single_file import original_shapes, write_safetensors, write_small_configs

UNET = "model.diffusion_model.input_blocks."
TO_KEYS = ".transformer_blocks.0.attn2.to_k.weight"


@pytest.mark.parametrize(
    ("shapes", "family", "tasks", "native"),
    [
        (
            {UNET + "0.0.weight": (320, 4, 3, 3), UNET + "1.1" + TO_KEYS: (320, 768)},
            "stable-diffusion",
            ("text", "image", "inpaint"),
            512,
        ),
        (
            {UNET + "0.0.weight": (320, 9, 3, 3), UNET + "1.1" + TO_KEYS: (320, 768)},
            "stable-diffusion",
            ("inpaint",),
            512,
        ),
        (
            {UNET + "0.0.weight": (320, 4, 3, 3), UNET + "4.1" + TO_KEYS: (640, 2048)},
            "stable-diffusion-xl",
            ("text", "image", "inpaint"),
            1024,
        ),
    ],
)
def test_single_files_are_recognised_by_their_tensors(
    tmp_path: Path, shapes: dict, family: str, tasks: tuple, native: int
) -> None:
    path = tmp_path / "Some Model.safetensors"
    write_safetensors(path, shapes)
    descriptor = catalogue.find(str(path)).descriptor
    assert (descriptor.family, descriptor.tasks, descriptor.native_width) == (family, tasks, native)
    assert (descriptor.id, descriptor.label) == (str(path), "Some Model")


@pytest.mark.parametrize(
    ("shapes", "words"),
    [
        ({"lora_unet_down.lora_up.weight": (4, 4)}, "LoRA"),
        ({"model.layers.0.weight": (4, 4)}, "folder"),
        ({UNET + "0.0.weight": (320, 4, 3, 3), UNET + "1.1" + TO_KEYS: (320, 1024)}, "folder"),
        ({}, "folder"),
    ],
)
def test_other_single_files_say_what_to_do(tmp_path: Path, shapes: dict, words: str) -> None:
    path = tmp_path / "other.safetensors"
    write_safetensors(path, shapes)
    with pytest.raises(ModelError, match=words):
        catalogue.find(str(path))


def test_a_single_file_is_loaded_without_a_network(small_models: Path, tmp_path: Path) -> None:
    """Every weight finds its place, and the tokenizer comes along."""
    import torch

    from paintapp.worker import device, loading

    configs = write_small_configs(tmp_path / "configs")
    path = tmp_path / "original.safetensors"
    shapes = original_shapes(configs)
    write_safetensors(path, shapes)
    known = catalogue.find(str(small_models / "stable-diffusion"))
    model = replace(known, path=path, classes={}, config_folder=configs, options={})
    loaded = loading.load(model, device.choose(), lambda: None, lambda done, parts: None)

    modules = [part for part in loaded.components.values() if isinstance(part, torch.nn.Module)]
    assert len(modules) == 3
    weights = [weight for module in modules for weight in module.parameters()]
    # The file holds zeros only: a weight that it did not fill would have its random start.
    assert all(not weight.any() for weight in weights)
    assert sum(weight.numel() for weight in weights) == sum(map(math.prod, shapes.values()))
    tokenizer = loaded.components["tokenizer"]
    # As OpenAI's own tokenizer gives them.
    words = [49406, 320, 1125, 539, 320, 2368, 49407]
    assert tokenizer("a photo of a cat").input_ids == words
    assert tokenizer("A  Photo of a CAT", padding="max_length").input_ids[:8] == [*words, 49407]


def test_a_folders_card_says_what_it_does_best(small_models: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(small_models / "stable-diffusion", tmp_path / "model")
    card = {
        "label": "Mine",
        "licence": "MIT",
        "native": 128,
        "steps": 12,
        "guidance_scale": 2.5,
        "strength": 0.4,
        "filling_strength": 0.7,
        "tasks": ["image", "inpaint", "fly"],
        "family": "other",
    }
    (folder / "paintapp.json").write_text(json.dumps(card))
    made = catalogue.find(str(folder)).descriptor
    assert (made.label, made.licence, made.family) == ("Mine", "MIT", "stable-diffusion")
    assert (made.native_width, made.native_height, made.maximum_side) == (128, 128, 192)
    assert (made.default_steps, made.default_guidance_scale) == (12, 2.5)
    assert (made.default_strength, made.tasks) == (0.4, ("image", "inpaint"))
    assert made.filling_strength == 0.7
    for bad in ({"steps": "many"}, {"native": "big"}, {"native": 0}, [], {"label": 3}):
        (folder / "paintapp.json").write_text(json.dumps(bad))
        with pytest.raises(ModelError):
            catalogue.find(str(folder))


def test_incomplete_folders(small_models: Path, tmp_path: Path) -> None:
    for part in ("vae", "tokenizer", "unet/diffusion_pytorch_model.safetensors"):
        folder = tmp_path / part.replace("/", "-")
        shutil.copytree(small_models / "stable-diffusion", folder)
        gone = folder / part
        shutil.rmtree(gone) if gone.is_dir() else gone.unlink()
        with pytest.raises(ModelError, match="incomplete"):
            catalogue.find(str(folder))


def test_what_is_a_hub_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert catalogue.is_hub_id("stable-diffusion-v1-5/stable-diffusion-v1-5")
    for source in (
        "/models/x",
        "x",
        "a/b/c",
        "../x",
        "a/..",
        "https://host/x",
        "a b/c",
        "",
        "a/b;c",
    ):
        assert not catalogue.is_hub_id(source), source
    (tmp_path / "here" / "model").mkdir(parents=True)
    assert not catalogue.is_hub_id("here/model")


def test_only_safetensors_are_fetched() -> None:
    half = [
        "unet/diffusion_pytorch_model.fp16.safetensors",
        "vae/diffusion_pytorch_model.fp16.safetensors",
        "text_encoder/model.fp16.safetensors",
    ]
    plain = [name.replace(".fp16", "") for name in half]
    common = ["model_index.json", "unet/config.json", "tokenizer/merges.txt"]
    never = [
        "v1-5-pruned.safetensors",
        "v1-5-pruned.ckpt",
        "README.md",
        "unet/diffusion_pytorch_model.bin",
        "unet/diffusion_pytorch_model.non_ema.safetensors",
        "vae/nested/deep/model.safetensors",
        "pipeline.py",
        "unet/model.py",
    ]
    assert download.choose_files([*common, *never, *half, *plain]) == sorted([*common, *half])
    assert download.choose_files([*common, *never, half[0], *plain]) == sorted([*common, *plain])
    shards = ["unet/model-00001-of-00002.safetensors", "unet/model.safetensors.index.json"]
    assert download.choose_files([*common, *shards]) == sorted([*common, *shards])


def test_the_catalogue_knows_models_without_torch(small_models: Path) -> None:
    program = (
        "import sys\n"
        "from paintapp.worker import catalogue, service\n"
        "catalogue.find(sys.argv[1])\n"
        "assert not {'torch', 'diffusers', 'transformers'} & set(sys.modules)\n"
    )
    folder = str(small_models / "stable-diffusion")
    subprocess.run([sys.executable, "-c", program, folder], check=True)


def test_a_download_can_be_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:  # takes the call and never answers
        monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{silent.getsockname()[1]}")
        fetch = download.Fetch("someone/some-model")
        problems: list[str] = []

        def run() -> None:
            try:
                fetch.run(lambda done, total: None)
            except ModelError as error:
                problems.append(str(error))

        thread = threading.Thread(target=run)
        thread.start()
        silent.settimeout(120)
        connection, _ = silent.accept()
        assert thread.is_alive() and not problems
        fetch.stop()
        thread.join(30)
        connection.close()
    assert problems == ["The download of someone/some-model was cancelled."]


def test_a_download_stopped_before_it_begins_never_begins() -> None:
    fetch = download.Fetch("someone/some-model")
    fetch.stop()
    with pytest.raises(ModelError, match="cancelled"):
        fetch.run(lambda done, total: None)
