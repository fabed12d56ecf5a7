"""`paintapp upscale` with the real worker, and upscalers in the list of models."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from paintapp.formats import open_document
from paintapp.generation.models import BUNDLED
from tests.cli.command import paintapp, started
from tests.worker.upscalers import write_compact, write_esrgan


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a picture, and settings of its own."""
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "xdg"))
    picture = np.full((40, 60, 3), (240, 236, 220), np.uint8)
    picture[10:30, 20:45] = (200, 40, 30)
    Image.fromarray(picture).save(tmp_path / "in.png")
    return tmp_path


def test_twice_as_large_by_the_programs_own(folder: Path) -> None:
    done = paintapp("upscale", "in.png", "-o", "out.png", "--json", folder=folder)
    assert done.returncode == 0, done.stderr
    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert events[-1]["event"] == "finished"
    assert (events[-1]["width"], events[-1]["height"]) == (120, 80)
    made = np.asarray(Image.open(folder / "out.png").convert("RGB")).astype(int)
    assert made.shape == (80, 120, 3)
    assert np.abs(made[30:50, 50:80] - (200, 40, 30)).mean() < 6
    assert np.abs(made[2:10] - (240, 236, 220)).mean() < 6


def test_four_times_by_a_file(folder: Path) -> None:
    write_compact(folder / "four.safetensors", scale=4)
    done = paintapp(
        "upscale",
        "in.png",
        "--scale",
        "4",
        "--model",
        "four.safetensors",
        "-o",
        "out.ora",
        folder=folder,
    )
    assert done.returncode == 0, done.stderr
    assert "240 x 160" in done.stdout
    document = open_document(folder / "out.ora")
    picture = np.asarray(Image.open(folder / "in.png"))
    (layer,) = document.layers
    shown = layer.pixels.read(document.bounds)[..., :3] // 257  # type: ignore[union-attr]
    assert np.array_equal(shown, np.repeat(np.repeat(picture, 4, 0), 4, 1))


def test_what_is_no_upscaler_is_one_line(folder: Path) -> None:
    (folder / "bad.safetensors").write_bytes(b"no weights at all")
    for model in ("bad.safetensors", "none.safetensors"):
        done = paintapp("upscale", "in.png", "--model", model, "-o", "out.png", folder=folder)
        assert done.returncode == 2 and done.stderr.count("\n") == 1, done.stderr
        assert not (folder / "out.png").exists()


def test_an_upscaler_is_added_listed_and_removed(folder: Path) -> None:
    path = write_esrgan(folder / "sharp.safetensors", scale=4)
    done = paintapp("models", "add", "sharp.safetensors", folder=folder)
    assert done.returncode == 0 and "upscaler 4x" in done.stdout, done.stderr
    listed = paintapp("models", "list", "--json", folder=folder)
    lines = [json.loads(line) for line in listed.stdout.splitlines()]
    upscalers = {line["id"]: line["scale"] for line in lines if line.get("kind") == "upscaler"}
    assert upscalers == {"upscaler": 2, str(path): 4}
    bundled = {line["id"] for line in lines if line["bundled"] and line["size"] > 0}
    assert bundled == set(BUNDLED) == {line["id"] for line in lines} - {str(path)}
    plain = paintapp("models", folder=folder).stdout.splitlines()
    assert sum(line.endswith("comes with the program") for line in plain) == len(BUNDLED)
    assert paintapp("models", "remove", "sharp", folder=folder).returncode == 0
    for id in ("upscaler", "matte", "starter-lines"):
        refused = paintapp("models", "remove", id, folder=folder)
        assert refused.returncode == 2 and "stays" in refused.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupting(folder: Path, number: signal.Signals) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (1200, 1200, 3), np.uint8)
    Image.fromarray(noise).save(folder / "in.png")
    process = started("upscale", "in.png", "-o", "out.png", "--json", folder=folder)
    assert process.stdout is not None
    while '"progress"' not in (line := process.stdout.readline()):
        assert line, process.communicate()
    process.send_signal(number)
    try:
        _, complaint = process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode == (130 if number == signal.SIGINT else 143)
    assert "Traceback" not in complaint
    assert not (folder / "out.png").exists()
