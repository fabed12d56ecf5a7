"""What crosses between the window and a worker: requests, descriptors, events and frames.

The only module that both sides import. A frame is a 4-byte and an 8-byte little-endian length
(header, payload), a JSON header and a payload of raw bytes. Nothing here assumes that both sides
run on one machine.
"""

from __future__ import annotations

import base64
import hashlib
import io
import struct
from typing import Annotated, Any, BinaryIO, Literal

import msgspec
import numpy as np
from msgspec import Meta
from numpy.typing import NDArray
from PIL import Image

Task = Literal["text", "image", "inpaint"]

MAXIMUM_HEADER_BYTES = 8 << 20
MAXIMUM_PAYLOAD_BYTES = 1 << 30

Fraction = Annotated[float, Meta(ge=0.0, le=1.0)]
Side = Annotated[int, Meta(ge=8, le=8192)]


class ProtocolError(ValueError):
    """A message that does not follow the protocol."""


class Raster(msgspec.Struct, frozen=True):
    """An 8-bit picture by value: ``channels`` is 1 (a mask), 3 (RGB) or 4 (straight RGBA).

    ``data`` holds height * width * channels bytes, row by row. Comparable and hashable.
    """

    width: Side
    height: Side
    channels: Literal[1, 3, 4]
    data: bytes

    @classmethod
    def from_array(cls, array: NDArray[np.uint8]) -> Raster:
        """From an (h, w) or (h, w, 3|4) uint8 array."""
        channels: Any = 1 if array.ndim == 2 else array.shape[2]
        return cls(
            array.shape[1], array.shape[0], channels, np.ascontiguousarray(array).tobytes()
        )

    def array(self) -> NDArray[np.uint8]:
        """A read-only (h, w) or (h, w, channels) view."""
        shape = (self.height, self.width) + ((self.channels,) if self.channels > 1 else ())
        if len(self.data) != int(np.prod(shape)):
            raise ProtocolError("a picture's bytes do not match its size")
        return np.frombuffer(self.data, np.uint8).reshape(shape)

    def digest(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    def png(self) -> bytes:
        """The picture as PNG bytes."""
        stream = io.BytesIO()
        Image.fromarray(self.array()).save(stream, "PNG", compress_level=4)
        return stream.getvalue()

    @classmethod
    def from_png(cls, data: bytes) -> Raster:
        """From PNG bytes of mode L, RGB or RGBA; ProtocolError when it is anything else."""
        try:
            with Image.open(io.BytesIO(data), formats=["PNG"]) as image:
                if max(image.size) > 8192 or image.mode not in ("L", "RGB", "RGBA"):
                    raise ProtocolError("not a picture of a known kind")
                return cls.from_array(np.asarray(image))
        except (OSError, SyntaxError, Image.DecompressionBombError) as error:
            raise ProtocolError(f"not a readable picture: {error}") from error


class Control(msgspec.Struct, frozen=True):
    """A further condition, such as line art; kinds are declared by the model's descriptor."""

    kind: str
    image: Raster
    weight: float = 1.0


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """Everything inference needs, and nothing else: comparable, serialisable, reproducible.

    ``width`` and ``height`` are the model's native extent for this job. ``image`` is the flattened
    RGB context at that extent (image and inpaint), ``mask`` the denoise mask at that extent (one
    channel, 255 denoises fully, greys partly). Picture i of ``count`` uses ``seed + i``.
    """

    task: Task
    model: str
    prompt: str
    negative_prompt: str = ""
    width: Side
    height: Side
    seed: Annotated[int, Meta(ge=0, lt=2**63)]
    count: Annotated[int, Meta(ge=1, le=16)] = 1
    steps: Annotated[int, Meta(ge=1, le=200)]
    guidance_scale: Annotated[float, Meta(ge=0.0, le=50.0)]
    strength: Fraction = 1.0
    image: Raster | None = None
    mask: Raster | None = None
    controls: tuple[Control, ...] = ()

    def to_json(self) -> str:
        """The request as JSON text with pictures as base64 PNG."""
        return _encode_json(self)

    @classmethod
    def from_json(cls, text: str) -> Request:
        """The inverse of `to_json`; ProtocolError with a readable reason when it is broken."""
        return _decode_json(text)


class Descriptor(msgspec.Struct, frozen=True, kw_only=True):
    """What a worker says of one model; the window shows what is declared here and nothing else."""

    id: str
    """How requests name the model: "starter", a folder or file path, or a hub id."""
    label: str
    family: str
    tasks: tuple[Task, ...]
    native_width: int
    native_height: int
    """The extent the model does best at."""
    minimum_side: int
    maximum_side: int
    maximum_pixels: int
    multiple: int = 8
    """Sides must be multiples of this."""
    default_steps: int
    default_guidance_scale: float
    default_strength: float = 0.6
    uses_negative_prompt: bool = True
    uses_strength: bool = True
    controls: tuple[str, ...] = ()
    licence: str = ""


class Ready(msgspec.Struct, frozen=True, tag="ready"):
    """The worker is up: its device ("cpu", "cuda: NVIDIA ...") and its models."""

    device: str
    models: tuple[Descriptor, ...]


class Progress(msgspec.Struct, frozen=True, tag="progress"):
    """A step of a job is done. ``preview`` is a small RGB picture of the predicted result."""

    job: int
    step: int
    steps: int
    index: int = 0
    """Which picture of the request is being made."""
    stage: Literal["loading", "encoding", "denoising", "decoding"] = "denoising"
    preview: Raster | None = None


class Finished(msgspec.Struct, frozen=True, tag="finished"):
    """One picture of a job, at the request's extent. ``last`` marks the job's last picture."""

    job: int
    index: int
    seed: int
    seconds: float
    image: Raster
    last: bool


class Failed(msgspec.Struct, frozen=True, tag="failed"):
    """A job ended without (further) pictures. ``message`` is fit to show and says what to do."""

    job: int
    message: str
    reason: Literal["memory", "model", "request", "worker", "internal"] = "internal"


class Cancelled(msgspec.Struct, frozen=True, tag="cancelled"):
    job: int


class Models(msgspec.Struct, frozen=True, tag="models"):
    """The list of models has changed."""

    models: tuple[Descriptor, ...]
    problem: str = ""
    """Why the last model asked for could not be added; empty when it could."""


Event = Ready | Progress | Finished | Failed | Cancelled | Models
