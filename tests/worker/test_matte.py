"""The matte model in the real worker: beside jobs, with a hint and without one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from paintapp.generation.models import starter_folder
from paintapp.generation.protocol import Finished, Subject
from paintapp.generation.request import Raster
from paintapp.worker.catalogue import ModelError
from paintapp.worker.matte import Matte
from tests.worker.window import Window, request

Picture = NDArray[np.uint8]


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    window = Window(starter_folder(), tmp_path_factory.mktemp("log") / "worker.log")
    yield window
    window.client.close()


def landscape(width: int = 256, height: int = 200) -> Picture:
    """Sky over grass, in which nothing stands."""
    picture = np.empty((height, width, 3), np.uint8)
    picture[:] = (170, 210, 245)
    picture[int(0.7 * height) :] = (110, 180, 80)
    return picture


def with_things(picture: Picture) -> tuple[Picture, NDArray[np.bool_], NDArray[np.bool_]]:
    """A red balloon on the left, an orange house on the right, and where they are."""
    left, right = (np.zeros(picture.shape[:2], np.uint8) for _ in range(2))
    cv2.ellipse(left, (65, 80), (36, 46), 0, 0, 360, 255, -1)
    cv2.rectangle(right, (150, 90), (220, 160), 255, -1)
    cv2.fillPoly(right, [np.array([(140, 90), (230, 90), (185, 45)])], 255)
    picture = picture.copy()
    picture[left > 0] = (215, 50, 45)
    picture[right > 0] = (235, 150, 60)
    return picture, left > 0, right > 0


def matte_of(window: Window, picture: Picture, hint: Picture | None = None) -> Picture:
    answers: list[Raster | None] = []
    where = None if hint is None else Raster.from_array(hint)
    window.client.find_subject(Raster.from_array(picture), where, answers.append)
    window.until(lambda event: isinstance(event, Subject))
    assert answers[0] is not None
    return answers[0].array()


def overlap(matte: Picture, inside: NDArray[np.bool_]) -> float:
    found = matte > 127
    return float((found & inside).sum() / (found | inside).sum())


def test_all_that_stands_in_a_landscape_is_the_subject(window: Window) -> None:
    picture, left, right = with_things(landscape())
    matte = matte_of(window, picture)
    assert matte.shape == picture.shape[:2]
    assert overlap(matte, left | right) > 0.85
    assert np.array_equal(matte, matte_of(window, picture))


def test_a_hint_says_which_of_two_things_is_meant(window: Window) -> None:
    picture, left, right = with_things(landscape())
    for wanted in (left, right):
        hint = cv2.dilate(wanted.astype(np.uint8) * 255, np.ones((19, 19)))
        assert overlap(matte_of(window, picture, hint), wanted) > 0.8


def test_nothing_is_found_where_nothing_stands(window: Window) -> None:
    assert (matte_of(window, landscape()) > 127).mean() < 0.05


def test_a_subject_does_not_wait_for_the_job_that_runs(window: Window) -> None:
    job = window.client.submit(request("text", side=128, steps=40, count=8, guidance_scale=2.0))
    matte_of(window, with_things(landscape())[0])
    assert not [event for event in window.of(job, Finished) if event.last]
    window.client.cancel(job)
    window.outcome(job)


def test_a_model_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read"):
        Matte(tmp_path)
