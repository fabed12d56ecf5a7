"""Enlargements by the real worker: as jobs of their own, and of results."""

from __future__ import annotations

import queue
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from paintapp.generation.enlarge import ModelEnlarger
from paintapp.generation.protocol import (
    Cancelled,
    Failed,
    Finished,
    Models,
    Progress,
    Ready,
)
from paintapp.generation.request import ProtocolError, Raster
from paintapp.generation.settings import GenerationError
from tests.worker.upscalers import write_compact, write_esrgan
from tests.worker.window import Window, request, sketch


def twice(picture: np.ndarray) -> np.ndarray:
    return np.repeat(np.repeat(picture, 2, 0), 2, 1)


@pytest.fixture(scope="module")
def window(small_models: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    """A worker whose own upscaler repeats pixels."""
    folder = tmp_path_factory.mktemp("upscaler")
    write_compact(folder / "model.safetensors")
    (folder / "paintapp.json").write_text('{"label": "Repeating"}')
    starter = small_models / "stable-diffusion"
    command = [sys.executable, "-m", "paintapp.worker"]
    command += ["--starter", str(starter), "--upscaler", str(folder)]
    window = Window(starter, folder / "worker.log", command=command)
    yield window
    window.client.close()


def test_the_worker_says_what_it_has(window: Window) -> None:
    ready = window.until(lambda event: isinstance(event, Ready), since=0)
    (enlarger,) = ready.enlargers
    assert (enlarger.id, enlarger.label, enlarger.scale) == ("upscaler", "Repeating", 2)
    assert ready.models[0].enlarger == "upscaler"


@pytest.mark.parametrize("channels", [3, 4])
def test_a_picture_is_enlarged_as_a_job(window: Window, channels: int) -> None:
    picture = np.random.default_rng(2).integers(0, 256, (70, 300, channels), dtype=np.uint8)
    job = window.client.enlarge("upscaler", Raster.from_array(picture), 600, 140)
    outcome = window.outcome(job)
    assert isinstance(outcome, Finished), outcome
    made = outcome.image.array()
    solid = picture[..., -1] > 16 if channels == 4 else np.ones((70, 300), bool)
    assert np.array_equal(made[twice(solid)], twice(picture)[twice(solid)])
    steps = [(event.step, event.steps) for event in window.of(job, Progress)]
    assert steps == [(n + 1, len(steps)) for n in range(2 if channels == 3 else 4)]


def test_results_are_enlarged_to_their_place(window: Window) -> None:
    plain = request("image", steps=3)
    small = window.picture(plain)
    larger = request("image", steps=3, enlarged=(128, 128), enlarger="upscaler")
    assert np.array_equal(window.picture(larger), twice(small))
    most = request("image", steps=3, enlarged=(256, 256), enlarger="upscaler", count=2)
    first, second = window.pictures(most)
    assert np.array_equal(first, twice(twice(small)))
    assert not np.array_equal(first, second)


def test_what_cannot_be_enlarged(window: Window) -> None:
    picture = sketch()
    for size in ((64 * 5, 64 * 5), (32, 128), (9000, 64)):
        with pytest.raises(ProtocolError):
            window.client.enlarge("upscaler", picture, *size)
    with pytest.raises(ProtocolError):
        window.client.enlarge("upscaler", Raster(64, 64, 1, bytes(64 * 64)), 128, 128)
    outcome = window.outcome(window.client.enlarge("/nowhere", picture, 128, 128))
    assert isinstance(outcome, Failed) and "no upscaler" in outcome.message
    with pytest.raises(ProtocolError, match="named"):
        request("image", enlarged=(128, 128)).check()
    failure = window.failure(request("image", enlarged=(128, 128), enlarger="/nowhere"))
    assert "no upscaler" in failure.message


def test_cancelling_while_it_runs(window: Window) -> None:
    picture = np.zeros((2000, 2000, 3), np.uint8)
    job = window.client.enlarge("upscaler", Raster.from_array(picture), 8000, 8000)
    window.until(lambda event: isinstance(event, Progress) and event.job == job)
    window.client.cancel(job)
    assert isinstance(window.outcome(job), Cancelled)
    assert len(window.of(job, Progress)) < 100  # of some six hundred tiles


def test_a_file_is_recognised_and_listed(window: Window, tmp_path: Path) -> None:
    path = write_esrgan(tmp_path / "4x-sharp.safetensors", scale=4)
    window.client.add_model(path)
    told = window.until(lambda event: isinstance(event, Models))
    assert not told.problem and told.source == str(path)
    added = next(each for each in told.enlargers if each.id == str(path))
    assert (added.label, added.scale) == ("4x-sharp", 4)
    assert all(model.id != str(path) for model in told.models)
    job = window.client.enlarge(str(path), sketch(), 256, 256)
    assert isinstance(window.outcome(job), Finished)
    window.client.remove_model(str(path))
    told = window.until(lambda event: isinstance(event, Models))
    assert all(each.id != str(path) for each in told.enlargers)
    (tmp_path / "pickled.pth").write_bytes(b"\x80\x04")
    window.client.add_model(tmp_path / "pickled.pth")
    told = window.until(lambda event: isinstance(event, Models))
    assert "pickled weights" in told.problem


def test_a_thread_waits_for_the_worker(window: Window) -> None:
    """As the program asks: from another thread, with progress, and ended by what that raises."""
    posted: queue.SimpleQueue = window.posted
    outcomes: list[object] = []
    picture = np.random.default_rng(5).integers(0, 256, (40, 30, 4), dtype=np.uint8)

    def ask(enlarger: str, report: object) -> None:
        try:
            model = ModelEnlarger(window.client, posted.put, enlarger)
            outcomes.append(model(picture, 2, report))  # type: ignore[arg-type]
        except Exception as error:
            outcomes.append(error)

    def end(fraction: float) -> None:
        raise InterruptedError

    for arguments in (("upscaler", bool), ("/nowhere", bool), ("upscaler", end)):
        thread = threading.Thread(target=ask, args=arguments)
        thread.start()
        while thread.is_alive():
            try:
                posted.get(timeout=0.1)()
            except queue.Empty:
                continue
    made, refused, ended = outcomes
    assert isinstance(made, np.ndarray) and np.array_equal(made[..., 3], twice(picture)[..., 3])
    assert isinstance(refused, GenerationError) and isinstance(ended, InterruptedError | np.ndarray)
