"""Frames, requests as JSON, and what is refused."""

from __future__ import annotations

import io
import json
import struct
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from paintapp.generation import frames, protocol
from paintapp.generation.descriptors import Descriptor
from paintapp.generation.protocol import (
    Adding,
    AddModel,
    Cancel,
    Cancelled,
    Failed,
    Finished,
    Load,
    Loaded,
    Models,
    Progress,
    Ready,
    RemoveModel,
    Shutdown,
    Stopped,
    Submit,
)
from paintapp.generation.request import Control, ProtocolError, Raster, Request
from paintapp.messages import Message


def picture(width: int = 16, height: int = 8, channels: int = 3, seed: int = 0) -> Raster:
    shape = (height, width) if channels == 1 else (height, width, channels)
    return Raster.from_array(np.random.default_rng(seed).integers(0, 256, shape, np.uint8))


def request(**changes: Any) -> Request:
    values: dict[str, Any] = {
        "task": "inpaint",
        "model": "starter",
        "prompt": "a “red” boat\n小船",
        "width": 16,
        "height": 8,
        "seed": 2**63 - 1,
        "steps": 20,
        "guidance_scale": 3.5,
        "strength": 0.7,
        "image": picture(),
        "mask": picture(channels=1),
        "controls": (Control("lines", picture(seed=1), 0.5),),
    }
    return Request(**{**values, **changes})


DESCRIPTOR = Descriptor(
    id="starter",
    label="Starter",
    family="stable-diffusion",
    tasks=("text", "inpaint"),
    native_width=128,
    native_height=128,
    minimum_side=64,
    maximum_side=256,
    maximum_pixels=30000,
    default_steps=20,
    default_guidance_scale=3.0,
)

MESSAGES: list[Any] = [
    Submit(1, request()),
    Submit(2, request(task="text", image=None, mask=None, controls=())),
    Cancel(3),
    AddModel("/models/x.safetensors"),
    AddModel("someone/something", True),
    RemoveModel("x"),
    Load("starter"),
    Shutdown(),
    Ready("cpu", (DESCRIPTOR,)),
    Loaded("starter", 1.5),
    Progress(1, 2, 20, 1, "denoising", picture(2, 1)),
    Progress(1, 0, 5, stage="loading"),
    Finished(1, 0, 7, 0.5, picture(), True),
    Failed(1, "Not enough memory.", "memory"),
    Cancelled(1),
    Adding("someone/something", 10, 1000),
    Models((DESCRIPTOR,), "x", "no", True),
    Stopped("gone", True),
]


def read(data: bytes) -> Any:
    frame = frames.read_frame(io.BytesIO(data))
    assert frame is not None
    return frame


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: type(message).__name__)
def test_frames_round_trip(message: Any) -> None:
    stream = io.BytesIO()
    frames.write_frame(stream, message)
    decode = frames.decode_command if isinstance(message, protocol.Command) else frames.decode_event
    assert decode(*read(stream.getvalue())) == message


def test_frames_follow_each_other_until_the_end() -> None:
    stream = io.BytesIO()
    for message in MESSAGES[:8]:
        frames.write_frame(stream, message)
    stream.seek(0)
    for message in MESSAGES[:8]:
        frame = frames.read_frame(stream)
        assert frame is not None
        assert frames.decode_command(*frame) == message
    assert frames.read_frame(stream) is None


def test_pixels_travel_as_raw_bytes() -> None:
    stream = io.BytesIO()
    frames.write_frame(stream, Submit(1, request()))
    assert request().image.data in stream.getvalue()


@pytest.mark.parametrize("length", [1, 11, 12, 20, -1])
def test_streams_that_end_too_early(length: int) -> None:
    stream = io.BytesIO()
    frames.write_frame(stream, Submit(1, request()))
    with pytest.raises(ProtocolError):
        frames.read_frame(io.BytesIO(stream.getvalue()[:length]))


@pytest.mark.parametrize(
    "lengths",
    [
        (frames.MAXIMUM_HEADER_BYTES + 1, 0),
        (2, frames.MAXIMUM_PAYLOAD_BYTES + 1),
        (0xFFFFFFFF, 2**64 - 1),
    ],
)
def test_absurd_lengths(lengths: tuple[int, int]) -> None:
    with pytest.raises(ProtocolError):
        frames.read_frame(io.BytesIO(struct.pack("<IQ", *lengths) + b"{}"))


# A busy machine is no failure.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@patient
@given(st.binary(max_size=200), st.binary(max_size=50))
def test_no_bytes_do_more_than_be_refused(header: bytes, payload: bytes) -> None:
    for decode in (frames.decode_command, frames.decode_event):
        with pytest.raises(ProtocolError):
            decode(header, payload)
    frames.job_of(header)


@patient
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(st.sampled_from(["type", "data", "png", "channels", "job"]), inner)
        ),
        max_leaves=12,
    )
)
def test_no_json_does_more_than_be_refused(tree: Any) -> None:
    header = json.dumps(tree).encode()
    for decode in (frames.decode_command, frames.decode_event):
        with pytest.raises(ProtocolError):
            decode(header, b"1234")
    with pytest.raises(ProtocolError):
        Request.from_json(json.dumps(tree))


def test_requests_round_trip_as_json() -> None:
    for asked in (request(), request(task="text", image=None, mask=None, controls=())):
        assert Request.from_json(asked.to_json()) == asked
        assert hash(Request.from_json(asked.to_json())) == hash(asked)


@pytest.mark.parametrize(
    "changes",
    [
        {"strength": -0.1},
        {"strength": 1.1},
        {"strength": float("nan")},
        {"guidance_scale": float("nan")},
        {"guidance_scale": 51.0},
        {"steps": 0},
        {"steps": 201},
        {"count": 0},
        {"count": 17},
        {"seed": -1},
        {"seed": 2**63},
        {"width": 4},
        {"height": 8193},
        {"image": None},
        {"mask": None},
        {"image": picture(8, 8)},
        {"image": picture(channels=4)},
        {"mask": picture(16, 16, 1)},
        {"mask": picture(channels=3)},
        {"image": Raster(16, 8, 3, b"short")},
        {"controls": (Control("lines", picture(8, 8)),)},
    ],
)
def test_requests_that_contradict_themselves(changes: dict[str, Any]) -> None:
    with pytest.raises(ProtocolError) as caught:
        request(**changes).check()
    assert len(str(caught.value)) > 10


def test_edges_that_are_legal() -> None:
    request(strength=0.0).check()
    request(strength=1.0, prompt="", negative_prompt="").check()
    request(steps=1, count=16, guidance_scale=0.0, seed=0).check()


def test_seeds_wrap_around() -> None:
    asked = request(seed=2**63 - 1)
    assert [asked.seed_of(index) for index in (0, 1, 2)] == [2**63 - 1, 0, 1]


def test_pictures_that_are_none() -> None:
    for data in (b"", b"\x89PNG\r\n\x1a\n", picture().png()[:40], b"GIF89a" + bytes(40)):
        with pytest.raises(ProtocolError):
            Raster.from_png(data)
    broken = request().to_json().replace("iVBOR", "aVBOR", 1)
    with pytest.raises(ProtocolError):
        Request.from_json(broken)


@pytest.mark.parametrize("channels", [1, 3, 4])
def test_pictures_round_trip_as_png(channels: int) -> None:
    original = picture(channels=channels)
    assert Raster.from_png(original.png()) == original
    assert Raster.from_array(original.array()) == original


def test_messages_cross_with_their_templates() -> None:
    reason = Message("{name} has no weights.", name="unet")
    said = Message("The model {model} cannot be used: {reason}.", model="{odd}", reason=reason)
    stream = io.BytesIO()
    frames.write_frame(stream, protocol.Failed(3, said, "model"))
    stream.seek(0)
    frame = frames.read_frame(stream)
    assert frame is not None
    event = frames.decode_event(*frame)
    assert isinstance(event, protocol.Failed)
    assert event.message == "The model {odd} cannot be used: unet has no weights."
    swapped = event.message.translated(lambda text: text.replace("cannot be used", "verweigert"))
    assert swapped == "The model {odd} verweigert: unet has no weights."


@pytest.mark.parametrize(
    "message",
    ["3", "[]", '{"template": 3, "values": {}}', '{"template": "{x}", "values": {"y": "z"}}', "{}"],
)
def test_broken_messages_are_refused(message: str) -> None:
    header = f'{{"type": "failed", "job": 1, "message": {message}}}'.encode()
    with pytest.raises(ProtocolError):
        frames.decode_event(header, b"")
