"""Messages of the protocol as bytes in a stream.

A frame is a 4-byte and an 8-byte little-endian length (header, payload), a JSON header and a
payload of raw bytes: the pictures' pixels, to which the header refers by offset and size.
"""

from __future__ import annotations

import struct
from typing import Any, BinaryIO

import msgspec

from paintapp.generation.protocol import (
    Command,
    Enlarge,
    Event,
    FindSubject,
    LiveStart,
    Submit,
)
from paintapp.generation.request import ProtocolError, with_pictures
from paintapp.messages import Message

MAXIMUM_HEADER_BYTES = 8 << 20
MAXIMUM_PAYLOAD_BYTES = 1 << 30

_LENGTHS = struct.Struct("<IQ")


def write_frame(stream: BinaryIO, message: Command | Event) -> None:
    """Write one message and flush. Raises OSError (BrokenPipeError) when nobody reads."""
    parts: list[bytes] = []
    offset = 0

    def by_reference(picture: dict[str, Any]) -> dict[str, Any]:
        nonlocal offset
        data: bytes = picture["data"]
        parts.append(data)
        offset += len(data)
        return {**picture, "data": [offset - len(data), len(data)]}

    tree = msgspec.to_builtins(message, builtin_types=(bytes,), enc_hook=_plain)
    header = msgspec.json.encode(with_pictures(tree, by_reference))
    if len(header) > MAXIMUM_HEADER_BYTES or offset > MAXIMUM_PAYLOAD_BYTES:
        raise ProtocolError("The request is too large to send.")
    stream.write(_LENGTHS.pack(len(header), offset))
    stream.write(header)
    for part in parts:
        stream.write(part)
    stream.flush()


def read_frame(stream: BinaryIO) -> tuple[bytes, bytes] | None:
    """The next frame as (header, payload), or None at the end of the stream.

    Raises ProtocolError when the stream ends within a frame or a length is beyond the limits: the
    stream cannot be read any further then.
    """
    lengths = stream.read(_LENGTHS.size)
    if not lengths:
        return None
    if len(lengths) < _LENGTHS.size:
        raise ProtocolError("the stream ends within a frame")
    header_bytes, payload_bytes = _LENGTHS.unpack(lengths)
    if header_bytes > MAXIMUM_HEADER_BYTES or payload_bytes > MAXIMUM_PAYLOAD_BYTES:
        raise ProtocolError("the stream holds something else than frames")
    header, payload = stream.read(header_bytes), stream.read(payload_bytes)
    if len(header) < header_bytes or len(payload) < payload_bytes:
        raise ProtocolError("the stream ends within a frame")
    return header, payload


def decode_command(header: bytes, payload: bytes) -> Command:
    """The command in a frame; ProtocolError when it is none. Ranges and pictures are checked."""
    command: Command = _decode(header, payload, Command)
    if isinstance(command, Submit | LiveStart):
        command.request.check()
    elif isinstance(command, FindSubject | Enlarge):
        command.check()
    return command


def decode_event(header: bytes, payload: bytes) -> Event:
    """The event in a frame; ProtocolError when it is none."""
    event: Event = _decode(header, payload, Event)
    return event


def job_of(header: bytes) -> int | None:
    """The job that a frame speaks of, even where the rest of its header cannot be used."""
    try:
        job = msgspec.json.decode(header).get("job")
    except (msgspec.MsgspecError, AttributeError, RecursionError):
        return None
    return job if isinstance(job, int) else None


def _decode(header: bytes, payload: bytes, kind: Any) -> Any:
    view = memoryview(payload)

    def from_payload(picture: dict[str, Any]) -> dict[str, Any]:
        start, size = picture["data"]
        if min(start, size) < 0 or start + size > len(payload):
            raise ProtocolError("a picture lies outside its frame")
        return {**picture, "data": bytes(view[start : start + size])}

    try:
        tree = with_pictures(msgspec.json.decode(header), from_payload)
        return msgspec.convert(tree, kind, builtin_types=(bytes,), dec_hook=_told)
    except (msgspec.MsgspecError, LookupError, TypeError, ValueError, RecursionError) as error:
        if isinstance(error, ProtocolError):
            raise
        raise ProtocolError(f"not a known message: {error}") from error


class _Said(msgspec.Struct):
    template: str
    values: dict[str, Any]


def _plain(value: object) -> object:
    """A message as its template and values, so that the other side can translate it."""
    if not isinstance(value, Message):
        raise NotImplementedError(f"{type(value)} cannot be sent")
    return {"template": value.template, "values": value.values}


def _told(kind: type, value: Any) -> Message:
    """The message behind a plain text or a template with its values."""
    if kind is not Message:
        raise NotImplementedError
    if isinstance(value, str):
        return Message(value)
    said = msgspec.convert(value, _Said)
    values = {
        name: _told(Message, each) if isinstance(each, dict) else str(each)
        for name, each in said.values.items()
    }
    return Message(said.template, **values)
