"""The client against processes that misbehave; the real worker is driven in tests/worker."""

from __future__ import annotations

import queue
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from paintapp.generation import client as client_module
from paintapp.generation import models
from paintapp.generation.client import WorkerClient
from paintapp.generation.protocol import Cancelled, Event, Failed, Stopped
from paintapp.generation.request import ProtocolError, Raster, Request


def request(**changes: object) -> Request:
    values = {
        "task": "text",
        "model": "starter",
        "prompt": "",
        "width": 64,
        "height": 64,
        "seed": 0,
        "steps": 4,
        "guidance_scale": 1.0,
    }
    return Request(**{**values, **changes})


class Loop:
    """A queue as the window's thread."""

    def __init__(self, tmp_path: Path, program: str) -> None:
        self.posted: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self.events: list[Event] = []
        command = [sys.executable, "-c", program]
        self.client = WorkerClient(self.posted.put, command, log_path=tmp_path / "worker.log")
        self.client.on_event.append(self.events.append)

    def until(self, done: Callable[[], bool], seconds: float = 30) -> None:
        end = time.monotonic() + seconds
        while not done():
            assert time.monotonic() < end, self.events
            try:
                self.posted.get(timeout=0.05)()
            except queue.Empty:
                continue


@pytest.fixture
def loop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Loop]]:
    monkeypatch.setattr(client_module, "BACK_OFF_SECONDS", (0.01, 0.01))
    loops = []

    def make(program: str) -> Loop:
        loops.append(Loop(tmp_path, program))
        return loops[-1]

    yield make
    for made in loops:
        made.client.close()


@pytest.mark.parametrize(
    "program",
    [
        "import sys; sys.exit(3)",
        "print('hello, I am not a frame, and long enough to be read as one', flush=True)",
        "import sys; sys.stdout.buffer.write(b'\\x02\\0\\0\\0' + bytes(8) + b'{}')",
        "import os; os.kill(os.getpid(), 9)",
        "import os, time; os.close(1); time.sleep(60)",
    ],
)
def test_a_process_that_always_dies_is_given_up(loop: Callable[[str], Loop], program: str) -> None:
    window = loop(program)
    window.client.start()
    first = window.client.submit(request())
    second = window.client.submit(request(seed=1))
    window.until(lambda: any(isinstance(e, Stopped) and not e.restarting for e in window.events))
    failed = [event for event in window.events if isinstance(event, Failed)]
    # Each death fails the job it may be due to, and the end fails all others.
    assert [event.job for event in failed] == [first, second]
    assert {event.reason for event in failed} == {"worker"}
    stops = [event.restarting for event in window.events if isinstance(event, Stopped)]
    assert stops == [True, True, False]
    assert window.client.state == "stopped"
    assert window.client.process_id is None

    # A further request tries again.
    third = window.client.submit(request())
    assert window.client.state == "starting"
    window.until(lambda: any(isinstance(e, Failed) and e.job == third for e in window.events))


def test_a_command_that_does_not_exist(loop: Callable[[str], Loop], tmp_path: Path) -> None:
    window = loop("")
    window.client._command = (str(tmp_path / "nothing"),)
    job = window.client.submit(request())
    window.until(lambda: any(isinstance(event, Stopped) for event in window.events))
    assert [event.job for event in window.events if isinstance(event, Failed)] == [job]


def test_nothing_waits_for_a_process_that_does_not_read(loop: Callable[[str], Loop]) -> None:
    from paintapp.generation.request import Raster

    window = loop("import time; time.sleep(60)")
    window.client.start()
    big = Raster(2048, 2048, 3, bytes(2048 * 2048 * 3))
    begin = time.monotonic()
    for _ in range(5):
        window.client.submit(request(task="image", image=big, width=2048, height=2048))
    assert time.monotonic() - begin < 1
    begin = time.monotonic()
    window.client.close()
    assert time.monotonic() - begin < 3


def test_bad_requests_are_told_at_once(loop: Callable[[str], Loop]) -> None:
    window = loop("import time; time.sleep(60)")
    with pytest.raises(ProtocolError):
        window.client.submit(request(strength=2.0))
    assert window.client.state == "stopped"


def test_cancel_while_the_worker_is_away(
    loop: Callable[[str], Loop], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_module, "BACK_OFF_SECONDS", (30.0,))
    window = loop("import sys; sys.exit(1)")
    first = window.client.submit(request())
    second = window.client.submit(request())
    window.until(lambda: any(isinstance(event, Stopped) for event in window.events))
    assert [event.job for event in window.events if isinstance(event, Failed)] == [first]
    window.client.cancel(second)
    window.until(lambda: Cancelled(second) in window.events)
    window.client.cancel(second)
    window.client.cancel(999)
    window.client.close()
    assert window.events.count(Cancelled(second)) == 1


def test_the_log_does_not_grow_without_end(loop: Callable[[str], Loop], tmp_path: Path) -> None:
    log = tmp_path / "worker.log"
    log.write_bytes(b"x" * (client_module.MAXIMUM_LOG_BYTES + 1))
    window = loop("import sys; print('new', file=sys.stderr)")
    window.client.start()
    window.until(lambda: any(isinstance(event, Stopped) for event in window.events))
    window.client.close()
    assert log.stat().st_size < 1000
    assert (tmp_path / "worker.old.log").stat().st_size > client_module.MAXIMUM_LOG_BYTES


def test_remembered_models(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "models.json"
    assert models.remembered(path) == models.Remembered()
    models.remember("/a", path)
    models.remember("someone/b", path)
    models.remember("/a", path)
    models.choose("/a", path)
    assert models.remembered(path) == models.Remembered(("someone/b", "/a"), "/a")
    models.forget("/a", path)
    assert models.remembered(path) == models.Remembered(("someone/b",), models.STARTER)
    for damage in (b"", b"{", b'{"sources": 3}', b"\xff\xfe"):
        path.write_bytes(damage)
        assert models.remembered(path) == models.Remembered()
    assert [file.name for file in path.parent.iterdir()] == ["models.json"]


def test_resources_are_found_in_a_checkout() -> None:
    assert models.starter_folder().parts[-3:] == ("resources", "models", "starter")


def test_subjects_are_answered_once_whatever_becomes_of_the_worker(
    loop: Callable[[str], Loop],
) -> None:
    picture = Raster.from_array(np.zeros((8, 8, 3), np.uint8))
    answers: list[Raster | None] = []
    window = loop("import sys; sys.stdin.buffer.read(60); sys.exit(3)")
    window.client.find_subject(picture, None, answers.append)
    assert answers == [None]  # it was never started
    window.client.start()
    window.client.find_subject(picture, None, answers.append)
    assert answers == [None]
    window.until(lambda: len(answers) == 2)
    assert answers == [None, None]


def test_closing_answers_who_waits_for_a_subject(loop: Callable[[str], Loop]) -> None:
    window = loop("import time; time.sleep(60)")
    window.client.start()
    answers: list[Raster | None] = []
    window.client.find_subject(
        Raster.from_array(np.zeros((8, 8, 3), np.uint8)), None, answers.append
    )
    window.client.close()
    assert answers == [None]
