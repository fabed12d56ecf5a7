"""Everything inference needs, by value: a request, its pictures and its controls.

Window and worker both import it; what else they say to each other is in `protocol`.
"""

from __future__ import annotations

import base64
import hashlib
import io
import math
from collections.abc import Callable
from typing import Annotated, Any, Literal

import msgspec
import numpy as np
from msgspec import Meta
from numpy.typing import NDArray
from PIL import Image

from paintapp.generation.descriptors import Task
from paintapp.messages import Message

MAXIMUM_CONTROLS = 4

LONGEST_SIDE = 8192
"""Of a picture, in pixels."""

LARGEST_ENLARGEMENT = 4
"""A side grows by this factor at most."""

Fraction = Annotated[float, Meta(ge=0.0, le=1.0)]
Side = Annotated[int, Meta(ge=1, le=LONGEST_SIDE)]


class ProtocolError(ValueError):
    """A message or request that does not follow the protocol; the text is fit to show."""


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
        return cls(array.shape[1], array.shape[0], channels, np.ascontiguousarray(array).tobytes())

    def array(self) -> NDArray[np.uint8]:
        """A read-only (h, w) or (h, w, channels) view."""
        shape = (self.height, self.width) + ((self.channels,) if self.channels > 1 else ())
        if len(self.data) != int(np.prod(shape)):
            raise ProtocolError("a picture's bytes do not match its size")
        return np.frombuffer(self.data, np.uint8).reshape(shape)

    def digest(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    def png(self) -> bytes:
        """The picture as PNG bytes; written quickly, since someone waits for it."""
        stream = io.BytesIO()
        Image.fromarray(self.array()).save(stream, "PNG", compress_level=1)
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
    """A further condition, such as line art; kinds are declared by the model's descriptor.

    ``image`` has the request's extent. Of "lines" it is a drawing in one channel, light on dark.
    ``weight`` is how much it counts, 0..2; it does so from the share ``start`` of the denoising to
    the share ``end``.
    """

    kind: str
    image: Raster
    weight: float = 1.0
    start: float = 0.0
    end: float = 1.0

    @property
    def counts(self) -> bool:
        """Whether it changes anything."""
        return self.weight > 0 and self.start < self.end


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
    seed: Annotated[int, Meta(ge=0, le=2**63 - 1)]
    count: Annotated[int, Meta(ge=1, le=16)] = 1
    steps: Annotated[int, Meta(ge=1, le=200)]
    guidance_scale: Annotated[float, Meta(ge=0.0, le=50.0)]
    strength: Fraction = 1.0
    image: Raster | None = None
    mask: Raster | None = None
    controls: tuple[Control, ...] = ()
    first_pass: tuple[Side, Side] | None = None
    """The extent at which the picture is made first, then enlarged and refined at its own."""
    enlarged: tuple[Side, Side] | None = None
    """The extent at which finished pictures are handed over, where that is larger."""
    enlarger: str = ""
    """The upscaler that does so, by its id."""

    @property
    def extent(self) -> tuple[int, int]:
        """Width and height of the pictures that are handed over."""
        return self.enlarged or (self.width, self.height)

    def seed_of(self, index: int) -> int:
        """The seed of picture ``index``; wraps around below 2**63."""
        return (self.seed + index) % 2**63

    def check(self) -> None:
        """Raise ProtocolError, with a reason fit to show, unless all values make sense together."""
        require(math.isfinite(self.strength) and 0 <= self.strength <= 1, "Strength is 0 to 1.")
        require(
            math.isfinite(self.guidance_scale) and 0 <= self.guidance_scale <= 50,
            "Guidance is 0 to 50.",
        )
        require(1 <= self.steps <= 200, "Steps are 1 to 200.")
        require(1 <= self.count <= 16, "1 to 16 pictures can be made at once.")
        require(0 <= self.seed < 2**63, "The seed is a whole number from 0 to 2^63 - 1.")
        size = (self.width, self.height)
        require(all(8 <= side <= 8192 for side in size), "Sides are 8 to 8192 pixels.")
        if self.task not in ("text", "image", "inpaint"):
            raise ProtocolError(f"There is no task named {self.task!r}.")
        if self.first_pass is not None:
            fits = all(8 <= a <= b for a, b in zip(self.first_pass, size, strict=True))
            require(fits, "A first pass is no larger than the picture.")
        if self.enlarged is not None:
            check_enlargement(size, self.enlarged)
            require(bool(self.enlarger), "No upscaler is named for the enlargement.")
        if self.task != "text":
            if self.image is None:
                raise ProtocolError("This task needs a picture to start from.")
            check_picture(self.image, size, 3, "The picture")
        if self.task == "inpaint":
            if self.mask is None:
                raise ProtocolError("Inpainting needs a mask: select or paint the part to change.")
            check_picture(self.mask, size, 1, "The mask")
        require(len(self.controls) <= MAXIMUM_CONTROLS, "There are too many controls.")
        for control in self.controls:
            check_picture(control.image, size, control.image.channels, "The control picture")
            require(
                math.isfinite(control.weight) and 0 <= control.weight <= 2,
                "A control's weight is 0 to 2.",
            )
            require(
                math.isfinite(control.start)
                and math.isfinite(control.end)
                and 0 <= control.start <= control.end <= 1,
                "A control lasts from a share of the steps to a later one, both 0 to 1.",
            )

    def to_json(self) -> str:
        """The request as JSON text with pictures as base64 PNG."""
        return _encode_json(self)

    @classmethod
    def from_json(cls, text: str) -> Request:
        """The inverse of `to_json`; ProtocolError with a readable reason when it is broken."""
        return _decode_json(text)


def _encode_json(request: Request) -> str:
    def as_png(picture: dict[str, Any]) -> dict[str, Any]:
        return {"png": base64.b64encode(msgspec.convert(picture, Raster).png()).decode("ascii")}

    tree = msgspec.to_builtins(request, builtin_types=(bytes,))
    return msgspec.json.encode(with_pictures(tree, as_png)).decode("utf-8")


def _decode_json(text: str) -> Request:
    def from_png(picture: dict[str, Any]) -> Any:
        raster = Raster.from_png(base64.b64decode(picture["png"], validate=True))
        return msgspec.to_builtins(raster, builtin_types=(bytes,))

    try:
        tree = with_pictures(msgspec.json.decode(text), from_png)
        request = msgspec.convert(tree, Request, builtin_types=(bytes,))
    except (msgspec.MsgspecError, LookupError, TypeError, ValueError, RecursionError) as error:
        raise ProtocolError(f"not a readable request: {error}") from error
    request.check()
    return request


def with_pictures(tree: Any, change: Callable[[dict[str, Any]], Any]) -> Any:
    """A copy of a tree of plain values in which ``change`` is applied to every picture."""
    if isinstance(tree, dict):
        if "png" in tree or ("data" in tree and "channels" in tree):
            return change(tree)
        return {key: with_pictures(value, change) for key, value in tree.items()}
    if isinstance(tree, list | tuple):
        return [with_pictures(value, change) for value in tree]
    return tree


def require(condition: bool, message: str) -> None:
    if not condition:
        raise ProtocolError(Message(message))


def check_enlargement(before: tuple[int, int], after: tuple[int, int]) -> None:
    for old, new in zip(before, after, strict=True):
        require(8 <= new <= LONGEST_SIDE, "Sides are 8 to 8192 pixels.")
        require(old <= new <= LARGEST_ENLARGEMENT * old, "A side grows up to four times.")


def check_picture(raster: Raster, size: tuple[int, int], channels: int, name: str) -> None:
    require((raster.width, raster.height) == size, f"{name} has another size than the request.")
    require(raster.channels == channels, f"{name} has the wrong number of channels.")
    raster.array()
