"""The model that comes with the program, in the real worker: what every artist meets first."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from paintapp.generation.models import starter_folder
from paintapp.generation.protocol import Progress, Ready
from paintapp.generation.request import Raster
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
    described = ready.models[0]
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


def explained(picture: NDArray[np.float64], by: NDArray[np.float64]) -> float:
    """How much of a small picture an affine map of other channels explains, 0..1 (R squared)."""
    wanted = picture.reshape(-1, picture.shape[-1])
    columns = np.column_stack([by.reshape(len(wanted), -1), np.ones(len(wanted))])
    found, *_ = np.linalg.lstsq(columns, wanted, rcond=None)
    rest = ((wanted - columns @ found) ** 2).sum()
    return float(1 - rest / ((wanted - wanted.mean(axis=0)) ** 2).sum())


@pytest.mark.parametrize("task", ["text", "image"])
def test_a_preview_shows_what_will_come_and_not_noise(starter: Window, task: str) -> None:
    """So that an artist can tell early whether a job is worth waiting for."""
    more = {"image": Raster.from_array(sketch(3)), "strength": 0.7} if task == "image" else {}
    wanted = request(
        task, side=SIDE, seed=11, steps=16, prompt="a red apple", guidance_scale=2.0, **more
    )
    job = starter.client.submit(wanted)
    final = starter.outcome(job).image.array()
    previews = [event for event in starter.of(job, Progress) if event.preview is not None]
    assert len(previews) >= 2
    noise = torch.randn((4, 16, 16), generator=torch.Generator("cpu").manual_seed(11))
    noise_picture = noise.permute(1, 2, 0).double().numpy()
    early = previews[0]
    assert early.step <= early.steps // 4, "the first preview comes early"
    shares = []
    for event in previews:
        preview = event.preview.array().astype(np.float64)
        assert preview.shape == (16, 16, 3)
        result = cv2.resize(final, (16, 16), interpolation=cv2.INTER_AREA).astype(np.float64)
        shares.append((explained(preview, result), explained(preview, noise_picture)))
    first, last = shares[0], shares[-1]
    assert first[0] > 2 * first[1], shares
    assert first[0] > 0.2 and last[0] > 0.8 and last[0] > first[0], shares
