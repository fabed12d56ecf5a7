"""The record of a generation: everything needed to show it again and to run it again."""

from __future__ import annotations

import base64
import struct
import zlib
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Annotated

import cv2
import msgspec
import numpy as np
from msgspec import Meta

from paintapp.document import MAXIMUM_SIDE, Pixels, Rect
from paintapp.document.pixels import Array
from paintapp.generation.intents import BY_ID, Intent, IntentId, automatic
from paintapp.generation.region import Placement
from paintapp.generation.request import ProtocolError, Request

MAXIMUM_RECORD_CHARACTERS = 256 << 20
VERSION = 1


class RecordError(ValueError):
    """A generation record is broken; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Generation:
    """A request and where its result belongs; comparable, and exact through JSON.

    The record of one picture has a count of 1 and the picture's own seed, so that running it
    again makes that picture again.
    """

    request: Request
    placement: Placement

    @property
    def intent(self) -> Intent:
        """What was wanted; of former versions' records what the task suggests."""
        if self.placement.intent is not None:
            return BY_ID[self.placement.intent]
        return automatic(self.request.task, self.request.strength)

    def single(self, seed: int) -> Generation:
        """The record of the one picture of this generation that was made from a seed."""
        request = msgspec.structs.replace(self.request, seed=seed, count=1)
        return replace(self, request=request)

    def to_json(self) -> str:
        """JSON text; pictures are base64 PNG, the mask at its full 16 bits."""
        return _json_of(self)

    @classmethod
    def from_json(cls, text: str) -> Generation:
        """The inverse of `to_json`. Trusts nothing; RecordError when anything is off."""
        if len(text) > MAXIMUM_RECORD_CHARACTERS:
            raise RecordError("the record is too large")
        try:
            record = msgspec.json.decode(text, type=_Record)
            if record.version != VERSION:
                raise RecordError(f"the record has the unknown version {record.version}")
            request = Request.from_json(bytes(record.request).decode())
        except (msgspec.MsgspecError, ProtocolError, UnicodeError, RecursionError) as error:
            raise RecordError(f"the record cannot be read: {error}") from error
        bounds = Rect(*record.bounds)
        canvas = Rect(0, 0, *record.canvas)
        if bounds.empty or bounds.intersected(canvas).empty:
            raise RecordError("the record places its picture outside the canvas")
        mask = None
        if record.mask is not None:
            mask = _pixels(record.mask, canvas)
        old_canvas = None
        if record.old_canvas is not None:
            old_canvas = Rect(*record.old_canvas)
            if old_canvas.empty or not canvas.contains(old_canvas):
                raise RecordError("the record's old canvas does not lie on the new one")
        return cls(request, Placement(bounds, *record.canvas, mask, record.intent, old_canvas))


Coordinate = Annotated[int, Meta(ge=-MAXIMUM_SIDE, le=MAXIMUM_SIDE)]
Length = Annotated[int, Meta(ge=0, le=2 * MAXIMUM_SIDE)]
CanvasSide = Annotated[int, Meta(ge=1, le=MAXIMUM_SIDE)]


class _Mask(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    x: Coordinate
    y: Coordinate
    png: str


class _Record(msgspec.Struct, frozen=True, kw_only=True):
    version: int
    request: msgspec.Raw
    bounds: tuple[Coordinate, Coordinate, Length, Length]
    canvas: tuple[CanvasSide, CanvasSide]
    mask: _Mask | None = None
    intent: IntentId | None = None
    old_canvas: tuple[Coordinate, Coordinate, Length, Length] | None = None


_SIGNATURE = b"\x89PNG\r\n\x1a\n"


@lru_cache(maxsize=1)  # a new result is written to disk and then applied
def _json_of(generation: Generation) -> str:
    request, placement = generation.request, generation.placement
    bounds = placement.bounds
    mask = None
    if placement.mask is not None:
        used = placement.mask.bounds()
        mask = _Mask(used.x, used.y, _png(placement.mask.read(used)))
    record = _Record(
        version=VERSION,
        request=msgspec.Raw(request.to_json().encode()),
        bounds=(bounds.x, bounds.y, bounds.width, bounds.height),
        canvas=(placement.canvas_width, placement.canvas_height),
        mask=mask,
        intent=placement.intent,
        old_canvas=placement.old_canvas,
    )
    return msgspec.json.encode(record).decode()


def _png(array: Array) -> str:
    """A mask as base64 PNG, 16-bit grey; empty for an empty one."""
    if array.size == 0:
        return ""
    _, data = cv2.imencode(".png", array, [cv2.IMWRITE_PNG_COMPRESSION, 4])
    return base64.b64encode(np.asarray(data, np.uint8).tobytes()).decode()


def _pixels(mask: _Mask, canvas: Rect) -> Pixels:
    """A mask from its record; its size and place are checked before anything is decoded."""
    if not mask.png:
        return Pixels.mask()
    try:
        data = base64.b64decode(mask.png, validate=True)
    except ValueError as error:
        raise RecordError("the record's mask is not base64") from error
    if len(data) < 45 or data[:8] != _SIGNATURE or data[12:16] != b"IHDR":
        raise RecordError("the record's mask is not a PNG picture")
    width, height, depth, colour = struct.unpack(">IIBB", data[16:26])
    if (depth, colour) != (16, 0):
        raise RecordError("the record's mask is not a 16-bit grey picture")
    place = Rect(mask.x, mask.y, width, height)
    if place.empty or not canvas.contains(place):
        raise RecordError("the record's mask does not lie on the canvas")
    if not _complete(data):
        raise RecordError("the record's mask is damaged")
    array = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    if array is None or array.dtype != np.uint16 or array.shape != (height, width):
        raise RecordError("the record's mask is damaged")
    return Pixels.from_array(np.asarray(array, np.uint16), mask.x, mask.y)


def _complete(data: bytes) -> bool:
    """Whether every chunk of a PNG is there with its checksum (decoders forgive too much)."""
    position = 8
    while position + 12 <= len(data):
        (length,) = struct.unpack(">I", data[position : position + 4])
        end = position + 12 + length
        if end > len(data):
            return False
        (checksum,) = struct.unpack(">I", data[end - 4 : end])
        if zlib.crc32(data[position + 4 : end - 4]) != checksum:
            return False
        if data[position + 4 : position + 8] == b"IEND":
            return True
        position = end
    return False
