"""The worker process as a whole: queue, cancel, death, shortage, bad input."""

from __future__ import annotations

import json
import os
import pickle
import resource
import shutil
import signal
import struct
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from paintapp.generation import frames, protocol
from paintapp.generation.protocol import (
    Cancel,
    Cancelled,
    Failed,
    Finished,
    Loaded,
    Models,
    Progress,
    Ready,
    Shutdown,
    Stopped,
    Submit,
)
from paintapp.generation.request import Control, Request
from tests.worker.window import Window, request, sketch


def gone(process_id: int) -> bool:
    return not Path(f"/proc/{process_id}").exists()


def test_life_and_sudden_death(own: Window) -> None:
    first = own.until(lambda event: isinstance(event, Ready))
    assert first.device == ""
    assert [model.id for model in first.models] == ["starter"]
    named = own.until(lambda event: isinstance(event, Ready))
    assert named.device
    loaded = own.until(lambda event: isinstance(event, Loaded))
    assert (loaded.model, loaded.problem) == ("starter", "")
    before = own.picture(request("inpaint", steps=20))

    # Killed in the middle of a job, with another one waiting.
    doomed = own.client.submit(request(side=128, steps=200))
    waiting = own.client.submit(request("inpaint", steps=20))
    own.running(doomed)
    killed = own.client.process_id
    assert killed is not None
    os.kill(killed, signal.SIGKILL)
    failed = own.outcome(doomed)
    assert isinstance(failed, Failed)
    assert failed.reason == "worker"
    assert "Generate" in failed.message
    assert own.client.state == "waiting"
    assert own.until(lambda event: isinstance(event, Stopped)).restarting
    assert gone(killed)

    # The next job works, in a new process, and gives the same bytes as before.
    outcome = own.outcome(waiting)
    assert isinstance(outcome, Finished)
    assert own.client.process_id != killed
    np.testing.assert_array_equal(outcome.image.array(), before)

    short_of_memory(own)

    # Closing in the middle of a job leaves nothing behind, at once.
    last = own.client.submit(request(side=128, steps=200))
    own.running(last)
    process_id = own.client.process_id
    assert process_id is not None
    begin = time.monotonic()
    own.client.close()
    assert time.monotonic() - begin < 1.5
    assert gone(process_id)
    assert own.client.state == "stopped"


def short_of_memory(window: Window) -> None:
    """A real shortage: the process may not take 200 MiB more than it has."""
    process_id = window.client.process_id
    assert process_id is not None
    pages = int(Path(f"/proc/{process_id}/statm").read_text().split()[0])
    limits = resource.prlimit(process_id, resource.RLIMIT_AS)
    limit = pages * resource.getpagesize() + (200 << 20)
    resource.prlimit(process_id, resource.RLIMIT_AS, (limit, limits[1]))
    failed = window.failure(request("image", side=4096, image=sketch(4096)))
    assert failed.reason == "memory", failed
    assert "4096 x 4096" in failed.message
    assert "smaller" in failed.message
    resource.prlimit(process_id, resource.RLIMIT_AS, limits)
    assert window.picture(request()).shape == (64, 64, 3)
    assert window.client.process_id == process_id


def test_queue_and_cancel(shared: Window) -> None:
    running = shared.client.submit(request(side=128, steps=200))
    second = shared.client.submit(request(seed=1))
    third = shared.client.submit(request(seed=2))
    shared.running(running)
    shared.client.cancel(second)
    # A waiting job is cancelled while another runs.
    assert isinstance(shared.outcome(second), Cancelled)
    assert not shared.of(running, Finished)
    shared.client.cancel(running)
    assert isinstance(shared.outcome(running), Cancelled)
    assert isinstance(shared.outcome(third), Finished)
    shared.client.cancel(third)  # too late, and no harm
    assert shared.picture(request()).shape == (64, 64, 3)


def test_prompts_are_encoded_once(shared: Window) -> None:
    """The second run of a new prompt has the same steps but skips the text encoder."""
    asked = request(prompt="the tree and the cat on a blue boat", steps=2)
    np.testing.assert_array_equal(shared.picture(asked), shared.picture(asked))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"width": 100}, "multiples of 8"),
        ({"model": "nothing/here"}, "no model"),
        ({"model": "/nowhere"}, "no model"),
        ({"controls": (Control("pose", sketch()),)}, "pose"),
    ],
)
def test_requests_a_model_cannot_serve(shared: Window, changes: dict, words: str) -> None:
    failed = shared.failure(request(**changes))
    assert words in failed.message
    assert failed.reason in ("request", "model")


def test_a_task_a_model_does_not_have(shared: Window, small_models: Path) -> None:
    failed = shared.failure(request("text", str(small_models / "stable-diffusion-inpainting")))
    assert failed.reason == "request"


def add(window: Window, source: Path | str) -> Models:
    window.client.add_model(source)
    event = window.until(lambda event: isinstance(event, Models), since=len(window.events))
    assert isinstance(event, Models)
    return event


def test_pickles_are_refused(shared: Window, small_models: Path, tmp_path: Path) -> None:
    trap = tmp_path / "trap"

    class Trap:
        def __reduce__(self):
            return (Path.touch, (trap,))

    disguises = [tmp_path / name for name in ("old.ckpt", "old.pt", "old.safetensors")]
    for path in disguises:
        path.write_bytes(pickle.dumps(Trap()))
    folder = shutil.copytree(small_models / "stable-diffusion", tmp_path / "folder")
    (folder / "unet" / "diffusion_pytorch_model.safetensors").unlink()
    (folder / "unet" / "diffusion_pytorch_model.bin").write_bytes(pickle.dumps(Trap()))
    for source in (*disguises, folder):
        answer = add(shared, source)
        assert "pickle" in answer.problem, answer.problem
        assert "safetensors" in answer.problem
        assert str(source) not in [model.id for model in answer.models]
    assert not trap.exists()


def test_foreign_code_is_refused(shared: Window, small_models: Path, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    folder = shutil.copytree(small_models / "stable-diffusion", tmp_path / "folder")
    (folder / "pipeline.py").write_text(f"open({str(trap)!r}, 'w')\n")
    index = json.loads((folder / "model_index.json").read_text())
    for change in (
        {"unet": ["pipeline", "UNet2DConditionModel"]},
        {"unet": ["diffusers", "SomethingElse"]},
        {"_class_name": ["pipeline", "Mine"]},
    ):
        (folder / "model_index.json").write_text(json.dumps({**index, **change}))
        answer = add(shared, folder)
        assert answer.problem, change
    assert not trap.exists()


def test_damaged_models(shared: Window, small_models: Path, tmp_path: Path) -> None:
    """Told when added if it can be seen from the outside, else when the first job loads it."""
    folder = shutil.copytree(small_models / "stable-diffusion", tmp_path / "truncated")
    weights = folder / "unet" / "diffusion_pytorch_model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1000])
    assert add(shared, folder).problem == ""
    failed = shared.failure(request(model=str(folder)))
    assert failed.reason == "model"
    assert "Traceback" not in failed.message

    # Weights of another architecture.
    other = shutil.copytree(small_models / "stable-diffusion", tmp_path / "mixed")
    shutil.copy(
        small_models / "stable-diffusion-inpainting" / "unet" / weights.name,
        other / "unet" / weights.name,
    )
    assert add(shared, other).problem == ""
    assert shared.failure(request(model=str(other))).reason == "model"

    for broken in ("model_index.json", "unet/config.json"):
        folder = shutil.copytree(small_models / "stable-diffusion", tmp_path / broken[:4])
        (folder / broken).write_text("{")
        assert "cannot be read" in add(shared, folder).problem
    assert shared.picture(request()).shape == (64, 64, 3)


def test_sources_that_are_not_there(shared: Window, tmp_path: Path) -> None:
    assert "no model at" in add(shared, tmp_path / "missing").problem
    assert "model_index.json" in add(shared, tmp_path).problem
    unknown = add(shared, "someone/some-model")
    assert unknown.needs_download
    assert "downloaded" in unknown.problem


def test_a_download_without_a_network_says_so(
    shared: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared.client.add_model("someone/some-model", download=True)
    answer = shared.until(lambda event: isinstance(event, Models), since=len(shared.events))
    assert isinstance(answer, Models)
    assert "someone/some-model" in answer.problem
    assert "Traceback" not in answer.problem


def test_models_come_and_go(shared: Window, small_models: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(small_models / "stable-diffusion", tmp_path / "another")
    answer = add(shared, folder)
    assert answer.problem == ""
    assert str(folder) in [model.id for model in answer.models]
    assert shared.picture(request(model=str(folder))).shape == (64, 64, 3)
    shared.client.remove_model(str(folder))
    shared.until(lambda event: isinstance(event, Models), since=len(shared.events))
    assert str(folder) not in [model.id for model in shared.client.models]
    assert shared.failure(request(model=str(folder))).reason == "model"


class Pipes:
    """A worker without a client, for what no client would send."""

    def __init__(self, starter: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "paintapp.worker", "--starter", str(starter)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def write(self, data: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def frame(self, header: bytes, payload: bytes = b"") -> None:
        self.write(struct.pack("<IQ", len(header), len(payload)) + header + payload)

    def event(self) -> protocol.Event:
        assert self.process.stdout is not None
        frame = frames.read_frame(self.process.stdout)
        assert frame is not None
        return frames.decode_event(*frame)

    def ended(self) -> int:
        code = self.process.wait(20)
        self.process.stdin.close()
        self.process.stdout.close()
        return code


def test_frames_that_mean_nothing(small_models: Path) -> None:
    pipes = Pipes(small_models / "stable-diffusion")
    assert isinstance(pipes.event(), Ready)
    bad = [
        b"",
        b"not json",
        b"[]",
        b"{}",
        b'{"type":"submit"}',
        b'{"type":"submit","job":3,"request":null}',
        b'{"type":"submit","job":4,"request":'
        + wire(request()).replace(b'"steps":5', b'"steps":0')
        + b"}",
        b'{"type":"submit","job":5,"request":' + wire(request()).replace(b"0.6", b"NaN") + b"}",
        b'{"type":"submit","job":6,"request":'
        + wire(request()).replace(
            b'"image":null', b'"image":{"width":64,"height":64,"channels":3,"data":[0,999999]}'
        )
        + b"}",
        b"[" * 100_000,
    ]
    for header in bad:
        pipes.frame(header)
    refused = []
    while len(refused) < 3:
        event = pipes.event()
        if isinstance(event, Failed):
            refused.append(event.job)
            assert event.reason == "request"
    assert sorted(refused) == [3, 4, 6]

    # Frames and all were understood; bytes that are no frame end the process.
    pipes.write(b"\xff" * 64)
    assert pipes.ended() == 1


def wire(asked: Request) -> bytes:
    return asked.to_json().encode()


@pytest.mark.skipif(sys.platform != "linux", reason="priorities are the system's own")
def test_the_worker_gives_way(small_models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PAINTAPP_PRIORITY")
    pipes = Pipes(small_models / "stable-diffusion")
    assert isinstance(pipes.event(), Ready)
    process_id = pipes.process.pid
    assert os.sched_getscheduler(process_id) == os.SCHED_IDLE
    assert int(Path(f"/proc/{process_id}/oom_score_adj").read_text()) >= 500
    frames.write_frame(pipes.process.stdin, Shutdown())
    assert pipes.ended() == 0


def test_the_worker_ends_with_its_window(small_models: Path) -> None:
    pipes = Pipes(small_models / "stable-diffusion")
    assert isinstance(pipes.event(), Ready)
    frames.write_frame(pipes.process.stdin, Submit(1, request(side=128, steps=200)))
    while not isinstance(event := pipes.event(), Progress) or event.stage != "denoising":
        pass
    os.kill(pipes.process.pid, signal.SIGINT)  # Ctrl+C in a terminal is not for the worker
    frames.write_frame(pipes.process.stdin, Cancel(1))
    while not isinstance(event, Cancelled):
        event = pipes.event()
    frames.write_frame(pipes.process.stdin, Submit(2, request(side=128, steps=200)))
    while not isinstance(event := pipes.event(), Progress):
        pass
    begin = time.monotonic()
    pipes.process.stdin.close()
    assert pipes.process.wait(10) == 0
    assert time.monotonic() - begin < 2
    pipes.process.stdout.close()
