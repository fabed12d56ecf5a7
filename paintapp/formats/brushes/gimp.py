"""GIMP's brushes: .gbr, one tip, and .gih, a pipe of several.

Formats: the file descriptions gbr.txt and gih.txt that come with GIMP's documentation for
developers; version 1 has neither magic nor spacing.
"""

from __future__ import annotations

import contextlib
import re
import struct
from collections.abc import Iterable

import numpy as np

from paintapp.formats.brushes.sampled import (
    Budget,
    Bytes,
    EmptyTipError,
    Reader,
    SampledTip,
    cover_of_picture,
    tidy_name,
    trimmed,
)
from paintapp.formats.errors import FormatError

MAGIC = b"GIMP"
_MAXIMUM_NAME = 1 << 12
_MAXIMUM_CELLS = 1000


def read_gbr(data: bytes, name: str = "Brush") -> SampledTip:
    """The tip of a .gbr file; FormatError when it is none. ``name`` is for one without a name."""
    return _tip(Reader(data), name, Budget())


def read_gih(data: bytes, name: str = "Brush") -> tuple[str, tuple[SampledTip, ...]]:
    """The pipe's name and its tips; FormatError when it is none.

    Empty tips are left out, and a pipe that ends before it has all it promises is taken as it is.
    """
    title, line, rest = _lines(data)
    found = re.match(rb"\s*(\d{1,6})(?:\s|$)", line)
    if found is None or not 0 < int(found[1]) <= _MAXIMUM_CELLS:
        raise FormatError("it is no GIMP brush pipe")
    title_text = tidy_name(title.decode("utf-8", "replace"), name)
    reader, budget = Reader(rest), Budget()
    tips: list[SampledTip] = []
    for _ in range(int(found[1])):
        if reader.left == 0:
            break
        with contextlib.suppress(EmptyTipError):
            tips.append(_tip(reader, title_text, budget))
    if not tips:
        raise FormatError("it holds no brush tips")
    return title_text, tuple(tips)


def write_gbr(tip: SampledTip) -> bytes:
    """A .gbr file, version 2, grey."""
    height, width = tip.cover.shape
    name = tip.name.encode() + b"\0"
    spacing = round(100 * (0.25 if tip.spacing is None else tip.spacing))
    header = struct.pack(
        ">5L4sL", 28 + len(name), 2, width, height, 1, MAGIC, min(1000, max(1, spacing))
    )
    return header + name + np.ascontiguousarray(tip.cover).tobytes()


def write_gih(name: str, tips: Iterable[SampledTip]) -> bytes:
    """A .gih file whose tips follow at random."""
    cells = tuple(tips)
    width = max(tip.cover.shape[1] for tip in cells)
    height = max(tip.cover.shape[0] for tip in cells)
    settings = (
        f"{len(cells)} ncells:{len(cells)} cellwidth:{width} cellheight:{height} step:100 dim:1 "
        f"cols:1 rows:{len(cells)} placement:constant rank0:{len(cells)} sel0:random"
    )
    title = tidy_name(name, "Brush")
    return f"{title}\n{settings}\n".encode() + b"".join(write_gbr(tip) for tip in cells)


def _lines(data: bytes) -> tuple[bytes, bytes, bytes]:
    parts = data[: 2 * _MAXIMUM_NAME].split(b"\n", 2)
    if len(parts) < 3:
        raise FormatError("it is no GIMP brush pipe")
    return parts[0], parts[1], data[len(parts[0]) + len(parts[1]) + 2 :]


def _tip(reader: Reader, otherwise: str, budget: Budget) -> SampledTip:
    header, version, width, height, channels = reader.values("5L")
    spacing: float | None = None
    read = 20
    if version == 2:
        if bytes(reader.take(4)) != MAGIC:
            raise FormatError("it is no GIMP brush")
        spacing = min(10.0, max(0.01, reader.value("L") / 100))
        read = 28
    elif version != 1:
        raise FormatError("it is no GIMP brush, or one of a kind that is not known")
    if not read <= header <= read + _MAXIMUM_NAME or channels not in (1, 4):
        raise FormatError("it is no GIMP brush, or one of a kind that is not known")
    name = bytes(reader.take(header - read)).split(b"\0", 1)[0].decode("utf-8", "replace")
    budget.claim(width, height)
    samples: Bytes = np.frombuffer(reader.take(width * height * channels), np.uint8)
    if channels == 4:
        cover = cover_of_picture(samples.reshape(height, width, 4))
    else:
        cover = samples.reshape(height, width)
    return SampledTip(tidy_name(name, otherwise), trimmed(cover), spacing)
