"""The model that comes with the program, in the real worker: what every artist meets first."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from paintapp.generation.models import starter_folder
from paintapp.generation.protocol import Raster, Ready
from tests.worker.window import Window, request

SIDE = 128
PROMPTS = ("a red apple", "a house on grass", "a yellow sun in the sky", "a green tree", "a boat")


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    window = Window(starter_folder(), tmp_path_factory.mktemp("log") / "worker.log")
    yield window
    window.client.close()


def sketch(number: int) -> NDArray[np.uint8]:
    """A backdrop, a ground and a few flat blobs of random places and colours."""
    random = np.random.default_rng(number)
    picture = np.empty((SIDE, SIDE, 3), np.uint8)
    picture[:] = random.integers(120, 256, 3)
    picture[int(random.uniform(0.6, 0.85) * SIDE) :] = random.integers(40, 200, 3)
    for _ in range(3):
        colour = tuple(int(value) for value in random.integers(0, 256, 3))
        centre = tuple(int(value) for value in random.uniform(0.2, 0.8, 2) * SIDE)
        axes = tuple(int(value) for value in random.uniform(0.08, 0.3, 2) * SIDE)
        turn = float(random.uniform(0, 180))
        cv2.ellipse(picture, centre, axes, turn, 0, 360, colour, -1, cv2.LINE_AA)
    return picture


def test_a_low_strength_keeps_every_sketch_closer_than_a_high_one(starter: Window) -> None:
    distances = []
    for number in range(20):
        before = sketch(number)
        errors = []
        for strength in (0.3, 0.8):
            after = starter.picture(
                request(
                    "image",
                    side=SIDE,
                    image=Raster.from_array(before),
                    prompt=PROMPTS[number % len(PROMPTS)],
                    seed=number,
                    steps=10,
                    guidance_scale=2.0,
                    strength=strength,
                )
            )
            errors.append(float(np.abs(after.astype(np.float64) - before).mean()))
        distances.append(errors)
    assert all(low < high for low, high in distances), distances


def test_a_request_gives_the_same_bytes_each_time(starter: Window) -> None:
    ready = starter.until(lambda event: isinstance(event, Ready), since=0)
    (described,) = ready.models
    assert described.tasks == ("text", "image", "inpaint")
    mask = np.zeros((SIDE, SIDE), np.uint8)
    mask[40:90, 30:100] = 255
    for task, more in (
        ("text", {}),
        ("image", {"image": Raster.from_array(sketch(1))}),
        ("inpaint", {"image": Raster.from_array(sketch(2)), "mask": Raster.from_array(mask)}),
    ):
        wanted = request(task, side=SIDE, steps=4, **more)
        first = starter.picture(wanted)
        assert first.shape == (SIDE, SIDE, 3)
        assert first.std() > 5, "something is in the picture"
        np.testing.assert_array_equal(starter.picture(wanted), first)
