"""Live painting against the real worker: what is spared, what is left, and who goes first."""

from __future__ import annotations

import os
import queue
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from paintapp.document import FULL, Document, Pixels, RasterLayer
from paintapp.generation.live import Live, Moment
from paintapp.generation.models import starter_folder
from paintapp.generation.protocol import (
    Finished,
    LiveFailed,
    LivePatch,
    LivePicture,
    LiveStart,
    LiveStep,
    LiveUpdate,
    Ready,
    Stopped,
)
from paintapp.generation.request import Raster
from paintapp.generation.settings import Settings
from tests.worker.window import Window, request

SETTINGS = Settings(
    task="image", prompt="a red boat on the sea", strength=0.5, seed=3, count=1, steps=4
)
SLOW = replace(SETTINGS, steps=200, strength=1.0)


class Hand:
    """An artist's canvas of 96 x 64 beside a worker; strokes are committed as they end."""

    def __init__(self, window: Window, settings: Settings = SETTINGS) -> None:
        self.window = window
        self.since = len(window.events)
        self.live = Live(window.client, window.posted.put)
        self.moments: list[Moment] = []
        self.problems: list[str] = []
        self.committed = 0
        self.live.pictured.append(self.shown)
        self.live.failed.append(self.problems.append)
        paper = np.full((64, 96, 4), FULL, np.uint16)
        layer = RasterLayer(id=1, name="Paper", pixels=Pixels.from_array(paper))
        self.document = self.settled = Document(96, 64, (layer,))
        self.settings = settings

    def shown(self, moment: Moment) -> None:
        # The law of live painting: no picture that does not know of the last stroke.
        assert moment.stroke >= self.committed
        self.moments.append(moment)

    @property
    def finished(self) -> list[Moment]:
        return [moment for moment in self.moments if not moment.early]

    def start(self) -> None:
        self.committed = self.live.stroke
        self.live.start(self.document, self.settled, self.settings)

    def dab(self, x: int, y: int, colour: tuple[int, int, int] = (FULL, 0, 0)) -> None:
        """Paint a square, in the middle of a stroke."""
        square = np.full((20, 20, 4), (*colour, FULL), np.uint16)
        layer = self.document.raster(1)
        self.document = self.document.with_layer(
            replace(layer, pixels=layer.pixels.written(square, x, y))
        )
        self.live.show(self.document, self.settled)

    def lift(self) -> None:
        """End the stroke."""
        if self.settled is not self.document:
            self.committed += 1
        self.settled = self.document
        self.live.show(self.document, self.settled)

    def stroke(self, x: int, y: int) -> None:
        self.dab(x, y)
        self.lift()

    def go_to(self, document: Document) -> None:
        """Undo or redo."""
        self.document = document
        self.lift()

    def change(self, **changes: Any) -> None:
        self.settings = replace(self.settings, **changes)
        self.live.configure(self.settings)

    def until(self, done: Callable[[], object], seconds: float = 240) -> None:
        end = time.monotonic() + seconds
        while not done():
            assert time.monotonic() < end, (self.live.state, self.problems, self.moments[-1:])
            try:
                self.window.posted.get(timeout=0.05)()
            except queue.Empty:
                continue

    def rest(self) -> Moment:
        """Until the picture shows the canvas as it is."""
        self.until(lambda: self.live.state == "resting")
        moment = self.live.moment
        assert moment is not None and not moment.early
        return moment

    def wait(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        self.until(lambda: time.monotonic() > end)

    def events(self, kind: type, since: int | None = None) -> list[Any]:
        """What has come of a kind, since the hand began or since so many events."""
        since = self.since if since is None else since
        return [event for event in self.window.events[since:] if isinstance(event, kind)]


@pytest.fixture
def hand(shared: Window) -> Iterator[Hand]:
    hand = Hand(shared)
    yield hand
    hand.live.close()


def test_only_what_has_changed_is_computed(hand: Hand) -> None:
    hand.change(prompt="a blue house, never asked for before")
    hand.start()
    first = hand.rest()
    assert (first.encoded, first.embedded) == (True, True)
    assert first.record.request.steps == 4

    # Its request makes it again, pixel for pixel, as an ordinary job and as a live picture.
    again = hand.window.picture(first.record.request)
    np.testing.assert_array_equal(first.image.array(), again)

    # Nothing changes: nothing runs.
    sent, events = hand.live.sent, len(hand.window.events)
    hand.live.show(hand.document, hand.settled)
    hand.live.configure(replace(hand.settings))
    hand.wait(0.7)
    assert (hand.live.sent, hand.live.state) == (sent, "resting")
    assert not hand.events(LiveStep, events)

    # Another seed: neither the prompt nor the context is encoded again.
    hand.change(seed=4)
    other = hand.rest()
    assert (other.encoded, other.embedded) == (False, False)
    assert not np.array_equal(other.image.array(), first.image.array())

    # A stroke: the context is, the prompt is not. Another strength: neither.
    before = hand.document
    hand.stroke(30, 30)
    stroke = hand.rest()
    assert (stroke.encoded, stroke.embedded) == (True, False)
    hand.change(strength=0.7)
    stronger = hand.rest()
    assert (stronger.encoded, stronger.embedded) == (False, False)
    np.testing.assert_array_equal(
        stronger.image.array(), hand.window.picture(stronger.record.request)
    )

    # Back to what has been painted already: that picture is there, without any work.
    hand.change(strength=0.5)
    hand.rest()
    sent = hand.live.sent
    hand.go_to(before)
    known = hand.rest()
    assert hand.live.sent == sent
    assert known.image == other.image
    assert known.record == other.record


def test_only_the_changed_part_is_sent(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[Any] = []
    send = hand.window.client.live
    monkeypatch.setattr(
        hand.window.client, "live", lambda command: commands.append(command) or send(command)
    )
    hand.start()
    hand.rest()
    hand.stroke(40, 30)
    moment = hand.rest()
    start, update = commands
    assert isinstance(start, LiveStart)
    assert isinstance(update, LiveUpdate)
    (patch,) = update.patches
    assert (patch.x, patch.y, patch.image.width, patch.image.height) == (40, 30, 20, 20)
    assert update.request is None
    # Put together on the other side, it is the whole canvas.
    context = moment.record.request.image
    assert context is not None
    assert (context.array()[30:50, 40:60] == (255, 0, 0)).all()
    np.testing.assert_array_equal(moment.image.array(), hand.window.picture(moment.record.request))
    hand.change(prompt="a green tree")
    hand.rest()
    assert commands[-1].patches == ()
    assert commands[-1].request.image is None


def test_stale_work_ends_within_a_step_and_the_newest_wins(hand: Hand) -> None:
    hand.settings = SLOW
    hand.start()
    hand.until(lambda: hand.events(LiveStep))
    first = hand.events(LiveStep)[-1].generation
    # During a stroke the picture in the making goes on; nothing new is even prepared.
    prepared = hand.live.prepared
    for x in range(0, 60, 4):
        hand.dab(x, 10)
    hand.until(lambda: hand.events(LiveStep)[-1].step >= 8)
    assert hand.events(LiveStep)[-1].generation == first
    assert hand.live.prepared == prepared
    # The stroke ends: that picture ends as well, far from its last step, and is not shown.
    hand.lift()
    hand.until(lambda: hand.events(LiveStep)[-1].generation > first)
    steps = [step.step for step in hand.events(LiveStep) if step.generation == first]
    assert steps[-1] < steps[0] + 150
    hand.change(steps=4)
    moment = hand.rest()
    assert all(moment.generation > first for moment in hand.finished)
    context = moment.record.request.image
    assert context is not None
    assert (context.array()[10:30, 0:76] == (255, 0, 0)).all()


def test_during_a_stroke_pictures_keep_coming(hand: Hand) -> None:
    hand.start()
    hand.rest()
    count = len(hand.finished)
    for number in range(400):
        hand.dab(number % 76, (number * 7) % 44)
        hand.wait(0.01)
        if len(hand.finished) >= count + 3:
            break
    assert len(hand.finished) >= count + 3
    hand.lift()
    last = hand.rest()
    np.testing.assert_array_equal(last.image.array(), hand.window.picture(last.record.request))


def test_no_picture_is_older_than_the_last_stroke(hand: Hand) -> None:
    """Strokes, undos and other settings at random moments; `Hand.shown` holds the law."""
    dice = random.Random(8)
    hand.start()
    states = [hand.document]
    for _ in range(60):
        kind = dice.random()
        if kind < 0.5:
            hand.dab(dice.randrange(76), dice.randrange(44))
        elif kind < 0.8:
            hand.lift()
            states.append(hand.document)
        elif kind < 0.9:
            hand.go_to(dice.choice(states))
        else:
            hand.change(seed=dice.randrange(3))
        hand.wait(dice.choice((0.0, 0.0, 0.02, 0.08)))
    hand.lift()
    moment = hand.rest()
    assert moment.record.request.seed == hand.settings.seed
    fresh = Hand(hand.window, hand.settings)
    fresh.document = fresh.settled = hand.document
    fresh.start()
    assert fresh.rest().record.request == moment.record.request
    np.testing.assert_array_equal(fresh.rest().image.array(), moment.image.array())
    fresh.live.close()


def test_a_lifted_pen_that_changed_nothing_makes_nothing_again(hand: Hand) -> None:
    hand.settings = replace(SLOW, steps=40)
    hand.start()
    hand.rest()
    hand.dab(10, 10)
    hand.until(lambda: hand.live._flights)
    sent = hand.live.sent
    hand.lift()  # what is being made is of this very canvas
    moment = hand.rest()
    assert hand.live.sent == sent
    assert moment.stroke == 1


def test_a_job_goes_first(hand: Hand) -> None:
    hand.settings = SLOW
    hand.start()
    hand.until(lambda: hand.events(LiveStep))
    since = len(hand.window.events)
    job = hand.window.client.submit(request(steps=3))
    hand.dab(5, 5)
    hand.until(lambda: any(e.job == job and e.last for e in hand.events(Finished, since)))
    assert not hand.events(LivePicture, since) or hand.events(LivePicture, since)[0].early
    hand.change(steps=4)
    hand.lift()
    moment = hand.rest()
    context = moment.record.request.image
    assert context is not None
    assert (context.array()[5:25, 5:25] == (255, 0, 0)).all()


def test_it_stops_when_told(hand: Hand) -> None:
    hand.settings = SLOW
    hand.start()
    hand.until(lambda: hand.events(LiveStep))
    hand.live.stop()
    assert hand.live.state == "off"
    hand.wait(0.3)
    since = len(hand.window.events)
    hand.stroke(1, 1)
    hand.wait(0.5)
    assert not hand.events(LiveStep, since)
    assert not hand.finished
    # And it can begin again.
    hand.settings = SETTINGS
    hand.start()
    assert hand.rest().record.request.image is not None


@pytest.mark.parametrize("kind", ["stable-diffusion-xl", "stable-diffusion-local", "z-image"])
def test_every_family_that_refines_can_do_it(kind: str, hand: Hand, small_models: Path) -> None:
    model = str((small_models / kind).resolve())
    hand.settings = replace(SETTINGS, model=model, prompt="a cat")
    hand.start()
    hand.rest()
    hand.stroke(40, 40)
    moment = hand.rest()
    assert (moment.encoded, moment.embedded) == (True, False)
    np.testing.assert_array_equal(moment.image.array(), hand.window.picture(moment.record.request))
    hand.change(seed=9)
    assert not hand.rest().encoded


def test_a_model_that_only_fills_cannot(hand: Hand, small_models: Path) -> None:
    model = str((small_models / "stable-diffusion-inpainting").resolve())
    hand.window.until(lambda event: isinstance(event, Ready), since=0)
    hand.until(lambda: any(one.id == model for one in hand.window.client.models))
    assert "cannot paint live" in hand.live.problem(model)
    hand.settings = replace(SETTINGS, model=model)
    hand.start()
    hand.until(lambda: hand.problems)
    assert not hand.live.on


def test_commands_that_make_no_sense(shared: Window) -> None:
    client = shared.client

    def failure(generation: int) -> LiveFailed:
        return shared.until(
            lambda event: isinstance(event, LiveFailed) and event.generation == generation
        )

    dot = Raster.from_array(np.zeros((8, 8, 3), np.uint8))
    good = request("image")
    client.live(LiveStart(1_000_001, good))
    client.live(LiveUpdate(1_000_002, (LivePatch(60, 0, dot),), urgent=True))
    assert "outside" in failure(1_000_002).message
    client.live(LiveStart(1_000_003, request("text")))
    assert failure(1_000_003).reason == "request"
    client.live(LiveStart(1_000_004, good))
    grey = Raster.from_array(np.zeros((8, 8), np.uint8))
    client.live(LiveUpdate(1_000_005, (LivePatch(0, 0, grey),), urgent=True))
    assert failure(1_000_005).reason == "request"
    # The worker goes on as if nothing had been.
    assert shared.picture(request("image")).shape == (64, 64, 3)


def test_it_goes_on_after_the_worker_has_died(own: Window) -> None:
    hand = Hand(own, SLOW)
    hand.start()
    hand.until(lambda: hand.events(LiveStep))
    assert own.client.process_id is not None
    os.kill(own.client.process_id, signal.SIGKILL)
    hand.until(lambda: hand.events(Stopped))
    hand.change(steps=4)
    hand.stroke(30, 20)
    moment = hand.rest()
    context = moment.record.request.image
    assert context is not None
    assert (context.array()[20:40, 30:50] == (255, 0, 0)).all()
    # Killed while it rests: the picture stays, and nothing is made again.
    sent = hand.live.sent
    os.kill(own.client.process_id, signal.SIGKILL)
    stops = len(hand.events(Stopped))
    hand.until(lambda: len(hand.events(Stopped)) > stops)
    hand.until(lambda: own.client.state == "ready" and own.client.device)
    assert hand.rest() == moment
    assert hand.live.sent == sent
    hand.live.close()


def test_the_starter_model(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "paintapp.worker"]
    window = Window(starter_folder(), tmp_path / "worker.log", command=command)
    try:
        hand = Hand(window, replace(SETTINGS, steps=None, prompt="a sailboat on the sea"))
        hand.start()
        first = hand.rest()
        used = first.record.request.model
        assert used == window.client.models[0].live_model
        (model,) = (model for model in window.client.models if model.id == used)
        assert model.live_steps > 0
        assert first.record.request.steps == model.live_steps
        hand.stroke(40, 30)
        moment = hand.rest()
        assert (moment.encoded, moment.embedded) == (True, False)
        again = window.picture(moment.record.request)
        np.testing.assert_array_equal(moment.image.array(), again)
        # It is a picture of the canvas, not of something else.
        context = moment.record.request.image
        assert context is not None
        difference = np.abs(moment.image.array().astype(int) - context.array()).mean()
        assert difference < 60
        hand.live.close()
    finally:
        window.client.close()
