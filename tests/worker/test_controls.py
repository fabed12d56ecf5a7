"""Control networks through a real worker: lines change pictures, repeatably, and only if asked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from paintapp.generation.protocol import Models, Ready
from paintapp.generation.request import Control, Raster
from tests.worker.small_models import build
from tests.worker.window import Window, request

TASKS = ("text", "image", "inpaint")


def drawing(width: int = 64, height: int = 64) -> Raster:
    picture = np.zeros((height, width), np.uint8)
    picture[height // 4 : 3 * height // 4, width // 2 - 1 : width // 2 + 1] = 255
    return Raster.from_array(picture)


def lines(**changes: object) -> Control:
    return Control("lines", drawing(), **changes)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("controlled")
    build(
        folder,
        "stable-diffusion",
        "stable-diffusion-xl",
        "lines",
        "lines-xl",
        "lines-wide",
    )
    return folder


@pytest.fixture(scope="module")
def window(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    log = tmp_path_factory.mktemp("log") / "worker.log"
    window = Window(
        folder / "stable-diffusion",
        log,
        sources=[str(folder / "stable-diffusion-xl")],
        lines=folder / "lines",
    )
    yield window
    window.client.close()


def listed(window: Window, source: Path) -> Models:
    window.client.add_model(str(source))
    answer = window.until(
        lambda event: isinstance(event, Models) and event.source.startswith(str(source))
    )
    assert isinstance(answer, Models)
    return answer


def test_a_worker_says_what_can_be_guided(window: Window) -> None:
    ready = window.until(lambda event: isinstance(event, Ready), since=0)
    assert [guide.id for guide in ready.guides] == ["starter-lines"]
    assert ready.models[0].controls == ("lines",)


@pytest.mark.parametrize("task", TASKS)
def test_lines_change_the_picture_and_repeat(window: Window, task: str) -> None:
    plain = window.picture(request(task))
    guided = window.picture(request(task, controls=(lines(),)))
    assert np.abs(plain.astype(int) - guided).mean() > 0.5
    np.testing.assert_array_equal(guided, window.picture(request(task, controls=(lines(),))))
    for nothing in (lines(weight=0.0), lines(start=0.5, end=0.5)):
        np.testing.assert_array_equal(plain, window.picture(request(task, controls=(nothing,))))
    half = window.picture(request(task, controls=(lines(end=0.5),)))
    assert not np.array_equal(half, guided) and not np.array_equal(half, plain)
    # What was guided leaves nothing behind.
    np.testing.assert_array_equal(plain, window.picture(request(task)))


@pytest.mark.parametrize("task", TASKS)
def test_lines_guide_both_passes(window: Window, task: str) -> None:
    wide = {"first_pass": (64, 64), "side": 96}
    plain = window.picture(request(task, **wide))
    guided = request(task, controls=(Control("lines", drawing(96, 96)),), **wide)
    picture = window.picture(guided)
    assert picture.shape == (96, 96, 3)
    assert np.abs(plain.astype(int) - picture).mean() > 0.5


def test_the_larger_family_is_guided_too(window: Window, folder: Path) -> None:
    model = str(folder / "stable-diffusion-xl")
    answer = listed(window, folder / "lines-xl")
    assert not answer.problem
    assert next(m for m in answer.models if m.id == model).controls == ("lines",)
    for task in TASKS:
        plain = window.picture(request(task, model))
        guided = window.picture(request(task, model, controls=(lines(),)))
        assert not np.array_equal(plain, guided)


def test_one_of_another_width_says_so(window: Window, folder: Path) -> None:
    answer = listed(window, folder / "lines-wide")
    assert "fits no model" in answer.problem and "24, 48" in answer.problem


def test_pickles_and_unknown_kinds_are_refused(
    window: Window, folder: Path, tmp_path: Path
) -> None:
    config = (folder / "lines" / "config.json").read_text()
    pickled = tmp_path / "canny-control"
    pickled.mkdir()
    (pickled / "config.json").write_text(config)
    (pickled / "diffusion_pytorch_model.bin").write_bytes(b"cos\nsystem\n")
    assert "pickled" in listed(window, pickled).problem
    nameless = tmp_path / "something"
    nameless.mkdir()
    (nameless / "config.json").write_text(config)
    weights = (folder / "lines" / "diffusion_pytorch_model.safetensors").read_bytes()
    (nameless / "diffusion_pytorch_model.safetensors").write_bytes(weights)
    assert "cannot be told" in listed(window, nameless).problem
    odd = tmp_path / "scribble"
    odd.mkdir()
    (odd / "config.json").write_text(json.dumps({**json.loads(config), "block_out_channels": 7}))
    (odd / "diffusion_pytorch_model.safetensors").write_bytes(weights)
    assert "fits no model" in listed(window, odd).problem


def test_a_model_without_a_control_refuses_lines(shared: Window) -> None:
    assert "knows no control" in shared.failure(request(controls=(lines(),))).message
