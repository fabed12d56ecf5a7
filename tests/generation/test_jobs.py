"""The queue, with the real worker and a real model of small weights."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from paintapp.cli.loop import Loop
from paintapp.document import Document, Pixels, Rect
from paintapp.document.identity import identified, identity
from paintapp.generation import builtin
from paintapp.generation.client import WorkerClient
from paintapp.generation.job import Job
from paintapp.generation.jobs import Jobs
from paintapp.generation.place import place_result
from paintapp.generation.results import Result, ResultStore
from paintapp.generation.settings import Settings
from paintapp.painting.composite import flatten
from tests.generation.models import small_model
from tests.generation.test_prepare import painted, selected

PATIENCE = 300.0


class Desk:
    """Jobs as a window has them: a loop of its own, a worker, a store."""

    def __init__(self, folder: Path) -> None:
        self.loop = Loop()
        self.client = WorkerClient(self.loop.post, sources=[small_model()])
        self.store = ResultStore(folder)
        self.jobs = Jobs(self.client, self.store, self.loop.post)
        self.seen: list[tuple[int, str]] = []
        self.fractions: list[float] = []
        self.previews = 0
        self.on_disk: list[bool] = []
        self.jobs.changed.append(self._changed)
        self.jobs.finished.append(self._finished)

    def settings(self, task: str = "image", **changes: object) -> Settings:
        values = {"steps": 6, "count": 1, "seed": 5, "prompt": "a red boat", **changes}
        return Settings(task=task, model=small_model(), **values)  # type: ignore[arg-type]

    def submit(self, document: Document | None = None, **changes: object) -> Job:
        return self.jobs.submit(document or painted(), 1, self.settings(**changes))

    def wait(self, done: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE
        self.loop.run_until(lambda: done() or time.monotonic() > deadline)
        assert done()

    def finish(self, *jobs: Job) -> None:
        self.wait(lambda: all(job.ended for job in jobs))

    def _changed(self, job: Job) -> None:
        if not self.seen or self.seen[-1] != (job.number, job.state):
            self.seen.append((job.number, job.state))
        self.fractions.append(job.fraction)
        self.previews += job.preview is not None

    def _finished(self, job: Job, result: Result) -> None:
        self.on_disk.append(self.store.read(result.id) == result)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = Desk(tmp_path_factory.mktemp("results"))
    yield desk
    desk.jobs.close()
    desk.client.close()


@pytest.fixture(autouse=True)
def fresh(desk: Desk) -> Iterator[None]:
    for list_ in (desk.seen, desk.fractions, desk.on_disk):
        list_.clear()
    desk.previews = 0
    yield
    assert desk.jobs.queue == ()


def test_pictures_are_on_disk_before_anyone_hears_of_them(desk: Desk) -> None:
    job = desk.submit(count=2, seed=41)
    assert job.state == "waiting" and not job.ended
    desk.finish(job)
    assert job.state == "finished", job.message
    assert desk.on_disk == [True, True]
    assert [result.seed for result in job.results] == [41, 42]
    assert all(result.generation.request.count == 1 for result in job.results)
    assert [state for _, state in desk.seen] == ["waiting", "running", "finished"]
    assert desk.fractions == sorted(desk.fractions) and desk.fractions[-1] == 1
    assert any(0 < fraction < 1 for fraction in desk.fractions)
    assert desk.previews > 0
    assert job.bounds == painted().bounds
    restarted, problems = ResultStore(desk.store.folder).read_all()
    assert restarted[-2:] == job.results and problems == []


def test_a_record_makes_its_picture_again(desk: Desk) -> None:
    job = desk.submit(count=2, seed=None)
    desk.finish(job)
    assert job.settings.seed is not None
    second = job.results[1]
    replayed, repeated = desk.jobs.replay(second.generation, 1), job.again()
    desk.finish(replayed, repeated)
    assert replayed.results[0].image == second.image
    assert [r.image for r in repeated.results] == [r.image for r in job.results]
    assert second.image != job.results[0].image


@pytest.mark.parametrize("rect", [Rect(30, 20, 60, 50), Rect(0, 0, 1, 1), Rect(90, 60, 38, 36)])
def test_inpainting_leaves_the_rest_alone(desk: Desk, rect: Rect) -> None:
    document = selected(painted(), rect)
    job = desk.submit(document, task="inpaint", strength=0.8)
    desk.finish(job)
    assert job.state == "finished", job.message
    result = job.results[0]
    after = place_result(document, result.image, result.generation, "Inpaint", job.layer_id)
    before, now = flatten(document), flatten(after)
    outside = np.ones((document.height, document.width), bool)
    outside[rect.y : rect.bottom, rect.x : rect.right] = False
    assert (before[outside] == now[outside]).all()
    assert (before[~outside] != now[~outside]).any()


@pytest.mark.parametrize(
    "changes",
    [{"prompt": ""}, {"strength": 0.0}, {"strength": 1.0}, {"task": "text", "strength": 0.3}],
)
def test_edges_that_are_legal(desk: Desk, changes: dict[str, object]) -> None:
    document = painted(16, 16)
    job = desk.submit(document, **changes)
    desk.finish(job)
    assert job.state == "finished", job.message
    result = job.results[0]
    after = place_result(document, result.image, result.generation, "Image", None)
    assert after.layers[-1].pixels.bounds() == document.bounds  # type: ignore[union-attr]
    if changes.get("strength") == 0.0:
        assert np.abs(flatten(after).astype(int) - flatten(document)).max() < 257 * 24


def test_jobs_wait_their_turn_and_can_be_cancelled(desk: Desk) -> None:
    first, second, third, fourth = (desk.submit(seed=seed) for seed in range(4))
    long = desk.submit(steps=200, strength=1.0, count=16)
    last = desk.submit(seed=9)
    third.cancel()
    assert third.state == "cancelled"
    desk.wait(lambda: long.state == "running" and long.step > 1)
    assert [first.state, second.state, fourth.state] == ["finished"] * 3
    assert last.state == "waiting"
    begin, step = time.monotonic(), long.step
    long.cancel()
    desk.finish(long)
    assert long.state == "cancelled"
    assert long.step <= step + 3 or time.monotonic() - begin < 2
    desk.finish(last)
    assert last.state == "finished"
    started = [number for number, state in desk.seen if state == "running"]
    assert started == sorted(started)


def test_the_queue_can_be_put_in_another_order(desk: Desk) -> None:
    running = desk.submit(steps=200, strength=1.0, count=16)
    second, third, fourth = (desk.submit(seed=seed) for seed in range(3))
    desk.wait(lambda: running.state == "running")
    desk.jobs.to_front(fourth)
    assert desk.jobs.queue == (running, fourth, second, third)
    desk.jobs.move(second, 99)
    desk.jobs.move(running, 2)  # what runs stays first
    assert desk.jobs.queue == (running, fourth, third, second)
    running.cancel()
    desk.finish(running, second, third, fourth)
    started = dict.fromkeys(number for number, state in desk.seen if state == "running")
    assert list(started) == [running.number, fourth.number, third.number, second.number]


def test_a_paused_queue_begins_nothing_until_it_goes_on(desk: Desk) -> None:
    running, waiting = desk.submit(count=2), desk.submit()
    desk.wait(lambda: running.state == "running")
    desk.jobs.pause()
    desk.finish(running)
    desk.wait(lambda: waiting.prepared is not None)
    deadline = time.monotonic() + 0.5
    desk.wait(lambda: time.monotonic() > deadline)
    assert running.state == "finished" and waiting.state == "waiting"
    assert desk.jobs.paused and 0 < desk.jobs.fraction < 1
    assert desk.jobs.seconds_left is not None
    desk.jobs.resume()
    desk.finish(waiting)
    assert waiting.state == "finished" and desk.jobs.fraction == 0


def test_results_know_their_document(desk: Desk) -> None:
    document = identified(painted())
    job = desk.submit(document)
    desk.finish(job)
    assert job.document_id == identity(document) != ""
    assert job.results[0].document == job.document_id
    again = job.again()
    desk.finish(again)
    assert desk.store.summary(again.results[0].id).document == job.document_id


def test_everything_can_be_cancelled_at_once(desk: Desk) -> None:
    running = desk.submit(steps=200, strength=1.0, count=16)
    waiting = [desk.submit(seed=seed) for seed in range(3)]
    desk.wait(lambda: running.state == "running" and running.step > 0)
    desk.jobs.cancel_all()
    desk.finish(running, *waiting)
    assert {job.state for job in (running, *waiting)} == {"cancelled"}
    assert {number for number, state in desk.seen if state == "running"} == {running.number}


def test_a_job_can_be_cancelled_while_it_is_prepared(desk: Desk) -> None:
    job = desk.submit(painted(3000, 3000))
    job.cancel()
    assert job.state == "cancelled"
    after = desk.submit()
    desk.finish(after)
    assert after.state == "finished" and job.prepared is None


@pytest.mark.parametrize(
    ("changes", "words", "reason"),
    [
        ({"task": "inpaint"}, "Nothing is selected", "request"),
        ({"selection": Pixels.mask(), "task": "inpaint"}, "mask is empty", "request"),
        ({"model": "no-such-model"}, "no model “no-such-model”", "model"),
    ],
)
def test_what_cannot_be_done_fails_in_words(
    desk: Desk, changes: dict[str, object], words: str, reason: str
) -> None:
    document = painted().with_selection(changes.pop("selection", None))  # type: ignore[arg-type]
    values = {"task": "image", "model": small_model(), "count": 1, **changes}
    job = desk.jobs.submit(document, 1, Settings(**values))  # type: ignore[arg-type]
    desk.finish(job)
    assert (job.state, job.reason) == ("failed", reason)
    assert words in job.message


def test_a_full_disk_loses_no_picture(desk: Desk, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("not a folder")
    before = desk.jobs.store
    desk.jobs.store = ResultStore(taken)
    try:
        job = desk.submit()
        desk.jobs.finished.remove(desk._finished)
        desk.finish(job)
    finally:
        desk.jobs.store = before
        desk.jobs.finished.append(desk._finished)
    assert job.state == "finished" and len(job.results) == 1
    assert "could not be kept on disk" in job.warning


def test_a_killed_worker_costs_one_job(desk: Desk) -> None:
    control = desk.submit(seed=77)
    desk.finish(control)
    doomed = desk.submit(steps=200, strength=1.0, count=16)
    waiting = desk.submit(seed=77)
    desk.wait(lambda: doomed.state == "running" and doomed.step > 1)
    process = desk.client.process_id
    assert process is not None
    os.kill(process, signal.SIGKILL)
    desk.finish(doomed)
    assert (doomed.state, doomed.reason) == ("failed", "worker")
    assert "stopped" in doomed.message
    desk.finish(waiting)
    assert waiting.state == "finished", waiting.message
    assert desk.client.process_id != process
    assert waiting.results[0].image == control.results[0].image
    again = doomed.again()
    assert again.prepared == doomed.prepared
    desk.wait(lambda: again.state == "running")
    again.cancel()
    desk.finish(again)


def test_something_is_removed_while_the_worker_is_busy(desk: Desk) -> None:
    busy = desk.submit(steps=200, strength=1.0, count=16)
    document = selected(painted(), Rect(40, 30, 30, 30))
    settings = Settings(task="inpaint", intent="remove", model=builtin.MODEL, seed=2, count=1)
    job = desk.jobs.submit(document, 1, settings)
    desk.finish(job)
    assert job.state == "finished", job.message
    assert not busy.ended
    busy.cancel()
    replayed = desk.jobs.replay(job.results[0].generation, 1)
    desk.finish(busy, replayed)
    assert replayed.results[0].image == job.results[0].image
    assert desk.on_disk == [True, True]
    unselected = desk.jobs.submit(painted(), 1, settings)
    desk.finish(unselected)
    assert (unselected.state, unselected.reason) == ("failed", "request")
