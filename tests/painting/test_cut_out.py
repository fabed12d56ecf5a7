"""The subject of a picture: found without a hint or with one, and cut out where its edge is."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from paintapp.document import FULL, Pixels, Rect
from paintapp.painting import cut_out
from paintapp.painting.colour import from_8bit
from paintapp.painting.cut_out import NoSubjectError, subject

Floats = NDArray[np.float32]


def scene(width: int, height: int, noise: float = 0.0) -> tuple[NDArray[np.uint8], Floats]:
    """A red figure with a thin arm before a blue gradient, and how much it covers each pixel."""
    scale = 4
    w, h = width * scale, height * scale
    shape = np.zeros((h, w), np.uint8)
    middle = (w // 2, int(0.45 * h))
    cv2.ellipse(shape, middle, (w // 5, int(0.28 * h)), 20, 0, 360, 255, -1)
    cv2.rectangle(shape, (int(0.42 * w), int(0.6 * h)), (int(0.58 * w), int(0.9 * h)), 255, -1)
    cv2.line(shape, middle, (int(0.85 * w), int(0.2 * h)), 255, w // 40)
    covered = cv2.resize(shape, (width, height), interpolation=cv2.INTER_AREA) / np.float32(255)
    y, x = np.mgrid[:height, :width].astype(np.float32)
    behind = np.stack([120 + 100 * y / height, 160 + 60 * y / height, 230 - 60 * x / width], -1)
    before = np.stack([200 - 60 * x / width, 60 + 40 * y / height, np.full_like(x, 50)], -1)
    if noise:
        random = np.random.default_rng(1)
        grain = cv2.GaussianBlur(random.normal(size=behind.shape), (0, 0), width / 150)
        behind = behind + noise * grain / grain.std()
    picture = before * covered[..., None] + behind * (1 - covered[..., None])
    return np.clip(picture, 0, 255).astype(np.uint8), covered


def cut(picture: NDArray[np.uint8], hint: Pixels | None = None) -> Floats:
    height, width = picture.shape[:2]
    bounds = Rect(0, 0, width, height)
    mask = subject(Pixels.from_array(from_8bit(picture)).read, bounds, hint)
    assert mask.fill == 0
    assert bounds.contains(mask.bounds())
    return mask.read(bounds).astype(np.float32) / FULL


def around_edge(covered: Floats) -> NDArray[np.bool_]:
    kernel = np.ones((7, 7))
    return (cv2.dilate(covered, kernel) > 0) & (cv2.erode(covered, kernel) < 1)


@pytest.mark.parametrize(("width", "height", "noise"), [(300, 240, 0.0), (700, 500, 14.0)])
def test_a_subject_is_found_and_its_edge_is_as_soft_as_the_picture(
    width: int, height: int, noise: float
) -> None:
    picture, covered = scene(width, height, noise)
    found = cut(picture)
    difference = np.abs(found - covered)
    edge = around_edge(covered)
    assert difference[edge].mean() < 0.02
    assert difference[~edge].max() < 0.01
    soft = (covered > 0.2) & (covered < 0.8)
    assert np.abs(found - covered)[soft].mean() < 0.1  # half covered is half shown


def test_a_large_picture_is_worked_on_along_the_edge_only() -> None:
    picture, covered = scene(1400, 800)
    reads: list[Rect] = []
    pixels = Pixels.from_array(from_8bit(picture))

    def read(rect: Rect):  # type: ignore[no-untyped-def]
        reads.append(rect)
        return pixels.read(rect)

    bounds = Rect(0, 0, 1400, 800)
    mask = subject(read, bounds)
    found = mask.read(bounds).astype(np.float32) / FULL
    assert np.abs(found - covered)[around_edge(covered)].mean() < 0.02
    assert len(reads) < 0.5 * (1400 * 800) / 64**2
    whole = [tile for tile in mask.tiles.values() if tile.min() == FULL]
    assert len({id(tile) for tile in whole}) == 1  # the inside costs no memory


def test_a_selection_says_which_subject_is_meant() -> None:
    picture = np.full((200, 300, 3), 230, np.uint8)
    cv2.circle(picture, (80, 100), 40, (200, 30, 30), -1, cv2.LINE_AA)
    cv2.circle(picture, (220, 100), 40, (30, 30, 200), -1, cv2.LINE_AA)
    hint = Pixels.from_array(np.full((120, 120), FULL, np.uint16), 160, 40)
    found = cut(picture, hint)
    assert found[100, 220] == 1
    assert found[100, 80] == 0
    assert found.sum() == pytest.approx(np.pi * 40.5**2, rel=0.03)
    both = cut(picture)
    assert both[100, 220] == both[100, 80] == 1


def test_a_selection_of_everything_is_no_hint() -> None:
    picture, _ = scene(200, 160)
    everything = Pixels.from_array(np.full((160, 200), FULL, np.uint16))
    assert np.array_equal(cut(picture, everything), cut(picture))


def test_the_same_picture_gives_the_same_subject() -> None:
    picture, _ = scene(220, 180, 20.0)
    assert np.array_equal(cut(picture), cut(picture))


def test_what_is_cut_out_already_stays_as_it_is() -> None:
    pixels = np.zeros((120, 160, 4), np.uint16)
    pixels[30:80, 40:100] = (FULL, 0, 0, FULL)
    pixels[30:80, 40] = (FULL // 2, 0, 0, FULL // 2)
    bounds = Rect(0, 0, 160, 120)
    mask = subject(Pixels.from_array(pixels).read, bounds).read(bounds)
    assert (mask[30:80, 40:100] == FULL).all()  # an edge must not become fainter twice
    assert mask.sum() == 50 * 60 * FULL


@pytest.mark.parametrize("value", [0, 128, 255])
def test_a_picture_of_one_colour_has_no_subject(value: int) -> None:
    with pytest.raises(NoSubjectError, match="Select roughly"):
        cut(np.full((90, 120, 3), value, np.uint8))


@pytest.mark.parametrize("size", [(16, 16), (16, 200), (65, 17)])
def test_small_and_narrow_pictures_do_no_harm(size: tuple[int, int]) -> None:
    picture = np.full((size[1], size[0], 3), 240, np.uint8)
    picture[size[1] // 3 : size[1] // 2, size[0] // 3 : size[0] // 2] = (10, 20, 200)
    found = cut(picture)
    assert found[size[1] // 3 + 1, size[0] // 3 + 1] == 1
    assert found[0, 0] == 0


def test_progress_goes_up_and_can_end_the_work() -> None:
    picture, _ = scene(300, 200)
    read = Pixels.from_array(from_8bit(picture)).read
    seen: list[float] = []
    subject(read, Rect(0, 0, 300, 200), progress=seen.append)
    assert seen == sorted(seen)
    assert 0 <= seen[0] < 0.2
    assert seen[-1] == 1

    class StopError(Exception):
        pass

    def stop(fraction: float) -> None:
        if fraction > 0.3:
            raise StopError

    with pytest.raises(StopError):
        subject(read, Rect(0, 0, 300, 200), progress=stop)


def test_another_finder_takes_the_place_of_grab_cut() -> None:
    picture, _ = scene(300, 200)

    def find(reduced: cut_out.Reduced, progress: cut_out.Progress) -> Floats:
        assert reduced.colours.shape[:2] == reduced.opacity.shape
        assert max(reduced.opacity.shape) <= cut_out.COARSE
        half = np.zeros(reduced.opacity.shape, np.float32)
        half[:, : half.shape[1] // 2] = 1
        return half

    bounds = Rect(0, 0, 300, 200)
    mask = subject(Pixels.from_array(from_8bit(picture)).read, bounds, find=find).read(bounds)
    assert (mask[:, :140] > 0.9 * FULL).mean() > 0.95
    assert (mask[:, 160:] < 0.1 * FULL).mean() > 0.95
