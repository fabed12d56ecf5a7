"""Our own brush files: JSON that holds one or more brushes with the pictures they use.

``{"format": "paintapp brushes", "version": 1, "brushes": [{"name", "tags", "brush"}], "tips":
{name: [frame, ...]}, "grains": {...}}``; a frame is a grey 8-bit PNG in base64. Pictures that come
with the program are only named. The same form keeps presets in folders and shares them.
"""

from __future__ import annotations

import base64
import binascii
import json
import struct
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

import cv2
import numpy as np

from paintapp.document.pixels import Array
from paintapp.formats.brushes.preset import Preset, preset_id, tidy_tags
from paintapp.formats.brushes.sampled import MAXIMUM_FILE, Budget, Bytes, tidy_name
from paintapp.formats.errors import FormatError
from paintapp.messages import Message, message_of
from paintapp.painting.bitmaps import MOST_FRAMES, Bitmap, Kind, bundled
from paintapp.painting.brush import Brush
from paintapp.painting.brush_json import PICTURES, BrushError, decoded, encoded

FORMAT = "paintapp brushes"
VERSION = 1
MOST_BRUSHES = 2000

_PNG = b"\x89PNG\r\n\x1a\n"


class _Picture(NamedTuple):
    kind: Kind
    name: str


def write_shared(presets: Iterable[Preset]) -> bytes:
    """The bytes of a file that holds these presets and all they need."""
    pictures: dict[_Picture, Bitmap] = {}
    brushes = []
    for preset in presets:
        brush = _with_unique_pictures(preset.brush, pictures)
        brushes.append({"name": preset.name, "tags": list(preset.tags), "brush": encoded(brush)})
    found: dict[str, Any] = {"format": FORMAT, "version": VERSION, "brushes": brushes}
    for (kind, name), picture in pictures.items():
        found.setdefault(kind, {})[name] = [_png(frame) for frame in picture.pixels]
    return json.dumps(found, ensure_ascii=False, indent=1).encode()


def read_shared(data: bytes) -> tuple[Preset, ...]:
    """The presets of such a file, with ids made from their names; FormatError when it is none."""
    if len(data) > MAXIMUM_FILE:
        raise FormatError("the file is too large")
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise FormatError("it is no brush file") from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise FormatError("it is no brush file")
    if found.get("version") != VERSION:
        raise FormatError("it was made by a newer version of this program")
    listed = found.get("brushes")
    if not isinstance(listed, list) or not 0 < len(listed) <= MOST_BRUSHES:
        raise FormatError("it holds no brushes, or too many")
    pictures = dict(_pictures(found))

    def find(kind: Kind, name: str) -> Bitmap:
        held = pictures.get(_Picture(kind, name))
        return bundled(kind, name) if held is None else held

    presets: list[Preset] = []
    taken: set[str] = set()
    for entry in listed:
        if not isinstance(entry, dict) or not isinstance(entry.get("name"), str):
            raise FormatError("it is no brush file")
        name = tidy_name(entry["name"], "Brush")
        try:
            brush = decoded(entry.get("brush"), find)
        except BrushError as error:
            raise FormatError(
                Message("“{name}” is damaged: {reason}", name=name, reason=message_of(error))
            ) from error
        taken.add(made := preset_id(name, taken))
        presets.append(Preset(made, name, brush, tidy_tags(entry.get("tags"))))
    return tuple(presets)


# Pictures


def _with_unique_pictures(brush: Brush, pictures: dict[_Picture, Bitmap]) -> Brush:
    """The brush with its own pictures noted, under names that mean nothing else in the file."""
    changes: dict[str, Any] = {}
    for field, kind in PICTURES.items():
        picture: Bitmap | None = getattr(brush, field)
        if picture is None or _is_bundled(kind, picture):
            continue
        number, name = 1, picture.name
        while pictures.get(_Picture(kind, name), picture).digest != picture.digest:
            number += 1
            name = f"{picture.name} {number}"
        renamed = picture if name == picture.name else Bitmap(name, picture.pixels)
        pictures[_Picture(kind, name)] = renamed
        changes[field] = renamed
    return replace(brush, **changes)


def _is_bundled(kind: Kind, picture: Bitmap) -> bool:
    try:
        return bundled(kind, picture.name).digest == picture.digest
    except KeyError:
        return False


def _pictures(found: dict[str, Any]) -> Iterator[tuple[_Picture, Bitmap]]:
    budget = Budget()
    kind: Kind
    for kind in ("tips", "grains"):
        held = found.get(kind, {})
        if not isinstance(held, dict):
            raise FormatError("it is no brush file")
        for name, frames in held.items():
            if not isinstance(frames, list) or not 0 < len(frames) <= MOST_FRAMES:
                raise FormatError("a picture in it is damaged")
            decoded_frames = [_grey(frame, budget) for frame in frames]
            if len({frame.shape for frame in decoded_frames}) > 1:
                raise FormatError("a picture in it is damaged")
            tidied = tidy_name(name, "Picture")
            try:
                yield _Picture(kind, name), Bitmap(tidied, np.stack(decoded_frames))
            except ValueError as error:
                raise FormatError("a picture in it is damaged") from error


def _png(frame: Bytes) -> str:
    done, data = cv2.imencode(".png", np.ascontiguousarray(frame), [cv2.IMWRITE_PNG_COMPRESSION, 9])
    assert done
    return base64.b64encode(data.tobytes()).decode("ascii")


def _grey(text: object, budget: Budget) -> Bytes:
    """A frame; its size is looked at before it is decoded."""
    try:
        data = base64.b64decode(text, validate=True) if isinstance(text, str) else b""
    except (ValueError, binascii.Error) as error:
        raise FormatError("a picture in it is damaged") from error
    if len(data) < 33 or data[:8] != _PNG or data[12:16] != b"IHDR":
        raise FormatError("a picture in it is damaged")
    width, height, depth, colour = struct.unpack(">LLBB", data[16:26])
    if (depth, colour) != (8, 0):
        raise FormatError("a picture in it is not grey")
    budget.claim(width, height)
    picture: Array | None = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_GRAYSCALE)
    if picture is None or picture.shape != (height, width):
        raise FormatError("a picture in it is damaged")
    return picture.astype(np.uint8, copy=False)
