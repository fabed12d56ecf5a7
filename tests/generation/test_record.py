"""Generation records: exact through JSON, and not to be fooled."""

import base64
import json

import cv2
import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paintapp.document import FULL, Pixels, Rect
from paintapp.generation.prepare import prepare
from paintapp.generation.record import Generation, RecordError
from paintapp.generation.region import Placement
from paintapp.generation.settings import Settings
from tests.generation.models import SMALL
from tests.generation.test_prepare import painted, selected


def generation(task: str = "inpaint") -> Generation:
    document = selected(painted(), Rect(20, 10, 50, 40), FULL - 3)
    asked = Settings(task=task, prompt="ein Boot, 船, ⛵", strength=0.25)  # type: ignore[arg-type]
    prepared = prepare(document, asked, SMALL, 2**53 + 1)
    return Generation(prepared.request, prepared.placement)


@pytest.mark.parametrize("task", ["text", "image", "inpaint"])
def test_records_are_exact(task: str) -> None:
    record = generation(task)
    again = Generation.from_json(record.to_json())
    assert again == record
    assert again.to_json() == record.to_json()


def test_a_placement_without_a_mask_is_exact() -> None:
    record = Generation(generation().request, Placement(Rect(0, 0, 136, 96), 130, 96))
    assert Generation.from_json(record.to_json()) == record


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 90), st.integers(1, 90))
def test_masks_keep_all_their_bits(seed: int, width: int, height: int) -> None:
    rng = np.random.default_rng(seed)
    mask = Pixels.from_array(rng.integers(0, FULL + 1, (height, width)).astype(np.uint16), 5, 3)
    record = Generation(generation().request, Placement(Rect(0, 0, 100, 100), 100, 100, mask))
    assert Generation.from_json(record.to_json()) == record


def test_one_picture_of_several_has_its_own_record() -> None:
    single = generation().single(77)
    assert (single.request.seed, single.request.count) == (77, 1)
    assert single.placement == generation().placement


def png(array: np.ndarray) -> str:
    return base64.b64encode(cv2.imencode(".png", array)[1].tobytes()).decode()


def truncated(text: str) -> str:
    return base64.b64encode(base64.b64decode(text)[:-20]).decode()


GREY = np.full((8, 8), 5, np.uint16)
BROKEN = {
    "bounds": [
        [0, 0, 0, 0],
        [500, 500, 10, 10],
        [0, 0, 10**9, 5],
        ["a", 0, 1, 1],
        [0, 0, -4, 9],
        None,
    ],
    "canvas": [[0, 5], [10**6, 10], [64], "big"],
    "version": [2, None, "1"],
    "request": [None, 5, {}, [], {"task": "text"}],
    "mask": [
        5,
        {"x": 0, "y": 0},
        {"x": 0, "y": 0, "png": "!!"},
        {"x": 0, "y": 0, "png": base64.b64encode(b"GIF89a" * 20).decode()},
        {"x": 0, "y": 0, "png": png(GREY.astype(np.uint8))},
        {"x": 0, "y": 0, "png": truncated(png(GREY))},
        {"x": 124, "y": 0, "png": png(GREY)},
        {"x": -4, "y": 0, "png": png(GREY)},
        {"x": 0, "y": 0, "png": png(np.zeros((9000, 9000), np.uint16))},
        {"x": 0, "y": 0, "png": png(GREY), "more": 1},
    ],
}


@pytest.mark.parametrize(
    ("field", "value"), [(field, value) for field, values in BROKEN.items() for value in values]
)
def test_broken_records_are_refused(field: str, value: object) -> None:
    tree = json.loads(generation().to_json())
    tree[field] = value
    with pytest.raises(RecordError):
        Generation.from_json(json.dumps(tree))


def test_broken_requests_inside_are_refused() -> None:
    for field, value in {
        "strength": 7,
        "guidance_scale": None,
        "width": -8,
        "steps": 10**9,
        "image": {"png": "AAAA"},
        "mask": None,
    }.items():
        tree = json.loads(generation().to_json())
        tree["request"][field] = value
        with pytest.raises(RecordError):
            Generation.from_json(json.dumps(tree))


@pytest.mark.parametrize("text", ["", "{}", "[]", "nonsense", "[" * 100_000, "\ud800", "null"])
def test_nonsense_is_refused(text: str) -> None:
    with pytest.raises(RecordError):
        Generation.from_json(text)


def test_a_flipped_bit_in_the_mask_is_noticed() -> None:
    text = generation().to_json()
    tree = json.loads(text)
    data = bytearray(base64.b64decode(tree["mask"]["png"]))
    data[60] ^= 1
    tree["mask"]["png"] = base64.b64encode(bytes(data)).decode()
    with pytest.raises(RecordError, match="damaged"):
        Generation.from_json(json.dumps(tree))


def test_records_compare() -> None:
    first = generation()
    other = Generation(msgspec.structs.replace(first.request, prompt="x"), first.placement)
    assert first == generation() and first != other
