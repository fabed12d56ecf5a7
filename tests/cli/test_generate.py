"""`paintapp generate` with the real worker and a real model of small weights.

A worker takes seconds to start, so each run here checks several things.
"""

from __future__ import annotations

import json
import shutil
import signal
import time
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from paintapp.document import RasterLayer
from paintapp.formats import open_document
from paintapp.generation.place import layer_generation
from paintapp.painting.composite import flatten
from tests.cli.command import mask, paintapp, picture, started
from tests.generation.models import small_model
from tests.worker.small_models import build


def events(output: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.splitlines()]


def test_inpaint_to_layers(tmp_path: Path) -> None:
    """A mask at the border; layers above the input; the rest bit for bit; the same seeds again."""
    picture(tmp_path / "in.png")
    mask(tmp_path / "mask.png", (40, 30, 64, 64))
    command = ("generate", "inpaint", "in.png", "--mask", "mask.png", "--prompt", "a red boat")
    options = ("--model", small_model(), "--steps", "6", "--seed", "3", "--count", "2")
    done = paintapp(*command, *options, "--json", "-o", "out.ora", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    told = events(done.stdout)
    assert told[0]["event"] == "ready" and told[0]["device"]
    assert {event["event"] for event in told[1:-1]} == {"progress"}
    fractions = [event["fraction"] for event in told[1:-1]]
    assert fractions == sorted(fractions)  # type: ignore[type-var]
    last = told[-1]
    assert (last["event"], last["seeds"], last["output"]) == ("finished", [3, 4], "out.ora")
    assert isinstance(last["seconds"], float) and len(last["pictures"]) == 2  # type: ignore[arg-type]

    document = open_document(tmp_path / "out.ora")
    before = flatten(open_document(tmp_path / "in.png"))
    lower, first, second = document.layers
    assert isinstance(first, RasterLayer) and first.mask is not None
    assert (lower.visible, first.visible, second.visible) == (True, True, False)
    shown = first.mask.read(document.bounds)
    inside = np.asarray(Image.open(tmp_path / "mask.png")) > 0
    assert (shown[~inside] == 0).all() and (shown[inside] > 0).any()
    after = flatten(document)
    assert (after[shown == 0] == before[shown == 0]).all()
    assert (after[inside] != before[inside]).any()
    record = layer_generation(first)
    assert record is not None and record.request.seed == 3
    assert record.request.prompt == "a red boat"


def test_legal_edges_and_flat_files(tmp_path: Path) -> None:
    """An empty prompt, a canvas of 16 x 16, strength 1, a one-pixel mask, two flat files."""
    picture(tmp_path / "in.png", 16, 16)
    mask(tmp_path / "mask.png", (0, 15, 1, 16), 16, 16)
    command = ("generate", "inpaint", "in.png", "--mask", "mask.png", "--prompt", "")
    options = ("--model", small_model(), "--steps", "4", "--strength", "1", "--count", "2")
    done = paintapp(*command, *options, "-o", "out.png", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("out.png, out-2.png: seeds ")
    assert "Traceback" not in done.stderr
    before = np.asarray(Image.open(tmp_path / "in.png").convert("RGB"))
    for name in ("out.png", "out-2.png"):
        after = np.asarray(Image.open(tmp_path / name).convert("RGB"))
        changed = (before != after).any(axis=2)
        assert changed.sum() <= 1 and not changed[:15].any() and not changed[:, 1:].any()


def test_text_and_a_folder_that_goes_meanwhile(tmp_path: Path) -> None:
    """Finished pictures are kept where the output cannot be written any more."""
    folder = tmp_path / "gone"
    folder.mkdir()
    command = ("generate", "text", "--prompt", "a tree", "--size", "100x40", "--json")
    options = ("--model", small_model(), "--steps", "4", "--seed", "9", "-o", folder / "out.ora")
    process = started(*command, *options, folder=tmp_path)
    assert process.stdout is not None
    assert json.loads(process.stdout.readline())["event"] == "ready"
    shutil.rmtree(folder)
    _, complaint = process.communicate(timeout=300)
    assert process.returncode == 2
    assert complaint.count("\n") == 1 and "The finished pictures are kept in" in complaint
    kept = Path(complaint.split("kept in ")[1].strip().rstrip("."))
    assert any('"seed":9' in path.read_text() for path in kept.glob("*.json"))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupting(tmp_path: Path, number: signal.Signals) -> None:
    picture(tmp_path / "in.png")
    (tmp_path / "out.ora").write_bytes(b"precious")
    command = ("generate", "image", "in.png", "--prompt", "a boat", "--strength", "1", "--json")
    options = ("--model", small_model(), "--steps", "200", "--count", "16", "-o", "out.ora")
    process = started(*command, *options, folder=tmp_path)
    assert process.stdout is not None
    listed = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    if number == signal.SIGINT:
        while '"denoising"' not in (line := process.stdout.readline()):
            assert line, process.communicate()
    else:  # while the worker is still starting
        while not listed.read_text():
            time.sleep(0.05)
    children = listed.read_text().split()
    assert children
    begin = time.monotonic()
    process.send_signal(number)
    _, complaint = process.communicate(timeout=60)
    assert time.monotonic() - begin < 30
    assert process.returncode == (130 if number == signal.SIGINT else 143)
    assert "Traceback" not in complaint and complaint.count("\n") <= 1
    assert (tmp_path / "out.ora").read_bytes() == b"precious"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.png", "out.ora"]
    gone_by = time.monotonic() + 30  # a killed process may stay listed for a moment
    while any(Path(f"/proc/{child}").exists() for child in children):
        assert time.monotonic() < gone_by, "the worker has outlived the command"
        time.sleep(0.05)


def test_models_are_listed_added_and_removed(tmp_path: Path) -> None:
    added = paintapp("models", "add", small_model(), folder=tmp_path)
    assert added.returncode == 0, added.stderr
    listed = paintapp("models", "list", "--json", folder=tmp_path)
    assert listed.returncode == 0
    assert small_model() in [event["id"] for event in events(listed.stdout)]
    removed = paintapp("models", "remove", "stable-diffusion", folder=tmp_path)
    assert removed.returncode == 0, removed.stderr
    assert small_model() not in paintapp("models", folder=tmp_path).stdout
    assert Path(small_model()).is_dir()


def test_lines_guide_a_picture(tmp_path: Path) -> None:
    """A control is added for an added model; its lines count, and are in the layer's record."""
    build(tmp_path, "lines")
    for source in (small_model(), "lines"):
        done = paintapp("models", "add", source, folder=tmp_path)
        assert done.returncode == 0, done.stderr
    assert "control by lines" in done.stdout
    mask(tmp_path / "drawn.png", (30, 10, 34, 54))
    command = ("generate", "text", "--prompt", "a red boat", "--model", small_model())
    options = ("--steps", "4", "--seed", "3", "--size", "64x64")
    done = paintapp(*command, *options, "--lines", "drawn.png", "-o", "guided.ora", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    layer = open_document(tmp_path / "guided.ora").layers[-1]
    assert isinstance(layer, RasterLayer)
    record = layer_generation(layer)
    assert record is not None
    (control,) = record.request.controls
    assert control.kind == "lines" and control.weight == 1 and control.image.array().any()
    done = paintapp(
        *command, "--lines", "drawn.png", "--lines-weight", "3", "-o", "x.ora", folder=tmp_path
    )
    assert done.returncode == 2 and "weight of the lines" in done.stderr
