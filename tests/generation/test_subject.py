"""Finding subjects by a worker that answers, one that does not, and none at all."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable

import numpy as np
import pytest

from paintapp.generation import subject as module
from paintapp.generation.request import Raster
from paintapp.generation.subject import SubjectFinder
from paintapp.painting.cut_out import NoSubjectError, Reduced, grab_cut

Answer = Callable[[Raster | None], object]


def picture() -> Reduced:
    """A red block on the left and a yellow one on the right, before blue."""
    colours = np.zeros((60, 80, 3), np.uint8)
    colours[:] = (120, 160, 230)
    colours[20:40, 8:32] = (220, 40, 30)
    colours[20:40, 48:72] = (240, 210, 60)
    return Reduced(colours, np.full((60, 80), 255, np.uint8), None)


class Client:
    """Answers that the left block is the subject, or nothing is, or says nothing at all."""

    def __init__(self, kind: str = "matte") -> None:
        self.kind = kind
        self.state = "ready"
        self.device = "cpu"
        self.asked: list[tuple[Raster, Raster | None]] = []

    def find_subject(self, colours: Raster, hint: Raster | None, answer: Answer) -> None:
        self.asked.append((colours, hint))
        if self.kind == "never":
            return
        matte = np.zeros((colours.height, colours.width), np.uint8)
        matte[20:40, 8:32] = 255
        if self.kind == "blank":
            matte[:] = 0
        answer(None if self.kind == "none" else Raster.from_array(matte))


def found(client: Client, reduced: Reduced, progress: Callable[[float], object] = bool):  # type: ignore[no-untyped-def]
    """What is found, while another thread plays the window's."""
    posted: queue.SimpleQueue[Callable[[], object] | None] = queue.SimpleQueue()

    def window() -> None:
        while (call := posted.get()) is not None:
            call()

    thread = threading.Thread(target=window)
    thread.start()
    try:
        return SubjectFinder(client, posted.put)(reduced, progress)  # type: ignore[arg-type]
    finally:
        posted.put(None)
        thread.join()


def test_what_the_model_says_is_taken() -> None:
    client = Client()
    mask = found(client, picture())
    expected = np.zeros((60, 80))
    expected[20:40, 8:32] = 1
    assert np.array_equal(mask, expected)
    colours, asked = client.asked[0]
    assert np.array_equal(colours.array(), picture().colours)
    assert asked is None


def test_only_what_lies_within_the_hint() -> None:
    client, reduced = Client(), picture()
    hint = np.zeros((60, 80), np.uint8)
    hint[:30] = 255
    mask = found(client, Reduced(reduced.colours, reduced.opacity, hint))
    assert mask[20:30, 8:32].all() and mask.sum() == 10 * 24
    asked = client.asked[0][1]
    assert asked is not None and np.array_equal(asked.array(), hint)


@pytest.mark.parametrize("kind", ["none", "blank"])
def test_without_a_matte_the_subject_is_found_all_the_same(kind: str) -> None:
    mask = found(Client(kind), picture())
    assert np.array_equal(mask, grab_cut(picture()))
    assert mask[30, 20] == mask[30, 60] == 1 and mask[5, 5] == 0


def test_a_worker_that_says_nothing_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE_SECONDS", 0.2)
    assert found(Client("never"), picture())[30, 60] == 1


def test_cancelling_while_the_worker_looks() -> None:
    class CancelledError(Exception):
        pass

    def progress(fraction: float) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        found(Client("never"), picture(), progress)


def test_nothing_stands_out_of_one_colour() -> None:
    flat = Reduced(np.full((60, 80, 3), 90, np.uint8), np.full((60, 80), 255, np.uint8), None)
    with pytest.raises(NoSubjectError):
        found(Client("blank"), flat)
