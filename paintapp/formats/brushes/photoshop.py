"""Photoshop's brushes, .abr: versions 1 and 2, and 6 and later.

Format: "Adobe Photoshop File Formats Specification" for versions 1 and 2. Later versions are not
described there: sections of 8BIM blocks, "samp" with the tips and "desc" with an action descriptor
that names them; the descriptor's encoding is in the same specification.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from paintapp.formats.brushes.sampled import (
    Budget,
    Bytes,
    ComputedTip,
    Reader,
    SampledTip,
    tidy_name,
    trimmed,
)
from paintapp.formats.errors import FormatError

Tip = SampledTip | ComputedTip

_MAXIMUM_DEPTH = 24
_MAXIMUM_ITEMS = 100_000


def read_abr(data: bytes, name: str = "Brush") -> tuple[Tip, ...]:
    """The tips of an .abr file; FormatError when it is none or holds none that can be read.

    Damaged tips of a file are left out as long as others are whole.
    """
    reader = Reader(data)
    version = reader.value("h")
    if version in (1, 2):
        tips = _old(reader, version, name)
    elif version in (6, 7, 8, 9, 10):
        tips = _new(reader, reader.value("h"), name)
    else:
        raise FormatError("it is no Photoshop brush file, or one of a kind that is not known")
    if not tips:
        raise FormatError("it holds no brush tips that can be read")
    return tuple(tips)


# Versions 1 and 2


def _old(reader: Reader, version: int, name: str) -> list[Tip]:
    count = reader.value("H")
    tips: list[Tip] = []
    budget = Budget()
    failure: FormatError | None = None
    for number in range(1, count + 1):
        if reader.left < 6:
            break
        kind, size = reader.values("hL")
        body = Reader(reader.take(min(size, reader.left)))
        try:
            if kind == 1:
                tips.append(_computed(body, version, f"{name} {number}"))
            elif kind == 2:
                tips.append(_sampled(body, version, f"{name} {number}", budget))
        except FormatError as error:
            failure = error
    if not tips and failure is not None:
        raise failure
    return tips


def _computed(reader: Reader, version: int, name: str) -> ComputedTip:
    reader.skip(4)
    spacing = reader.value("h")
    if version == 2:
        name = tidy_name(_unicode(reader), name)
    diameter, roundness, angle, hardness = reader.values("4h")
    return ComputedTip(
        name,
        float(min(2000, max(1, diameter))),
        min(100, max(0, hardness)) / 100,
        _spacing(spacing),
        float(angle),
        min(100, max(1, roundness)) / 100,
    )


def _sampled(reader: Reader, version: int, name: str, budget: Budget) -> SampledTip:
    reader.skip(4)
    spacing = reader.value("h")
    if version == 2:
        name = tidy_name(_unicode(reader), name)
    reader.skip(1)  # whether its edge is smoothed
    reader.skip(8)  # the bounds in 16 bits, which the next ones say again
    return SampledTip(name, _picture(reader, budget), _spacing(spacing))


# Versions 6 and later


def _new(reader: Reader, kind: int, name: str) -> list[Tip]:
    if kind not in (1, 2):
        raise FormatError("it is no Photoshop brush file, or one of a kind that is not known")
    samples: memoryview | None = None
    described: list[dict[str, Any]] = []
    while reader.left >= 12:
        if bytes(reader.take(4)) != b"8BIM":
            break
        key = bytes(reader.take(4))
        length = reader.value("L")
        block = reader.take(min(length, reader.left))
        if length % 4 and reader.left:
            reader.skip(min(-length % 4, reader.left))
        if key == b"samp" and samples is None:
            samples = block
        elif key == b"desc":
            described = _presets(block)
    pictures = {} if samples is None else _pictures(Reader(samples), kind)
    return _described(described, pictures, name)


def _pictures(reader: Reader, kind: int) -> dict[str, Bytes]:
    """Tips by their identifiers."""
    found: dict[str, Bytes] = {}
    budget = Budget()
    failure: FormatError | None = None
    while reader.left >= 4:
        size = reader.value("L")
        body = Reader(reader.take(min(size, reader.left)))
        if size % 4:
            reader.skip(min(-size % 4, reader.left))
        try:
            identifier = bytes(body.take(37))[1:].split(b"\0")[0].decode("ascii", "replace")
            body.skip(10 if kind == 1 else 264)  # not described anywhere
            found[identifier] = _picture(body, budget)
        except FormatError as error:
            failure = error
    if not found and failure is not None:
        raise failure
    return found


def _described(presets: list[dict[str, Any]], pictures: dict[str, Bytes], name: str) -> list[Tip]:
    """Tips with the names and measures of the descriptor; those it does not name come last."""
    tips: list[Tip] = []
    used: set[str] = set()
    for number, preset in enumerate(presets, 1):
        brush = preset.get("Brsh")
        title = preset.get("Nm  ")
        title = tidy_name(title if isinstance(title, str) else "", f"{name} {number}")
        if not isinstance(brush, dict):
            continue
        identifier = brush.get("sampledData")
        spacing = _spacing(_number(brush, "Spcn", 25.0))
        angle = _number(brush, "Angl", 0.0)
        roundness = min(1.0, max(0.01, _number(brush, "Rndn", 100.0) / 100))
        diameter = min(5000.0, max(1.0, _number(brush, "Dmtr", 0.0) or 1.0))
        if isinstance(identifier, str):
            cover = pictures.get(identifier)
            if cover is not None:
                used.add(identifier)
                tips.append(SampledTip(title, cover, spacing, diameter, angle, roundness))
        elif "Hrdn" in brush:
            hardness = min(1.0, max(0.0, _number(brush, "Hrdn", 100.0) / 100))
            tips.append(ComputedTip(title, diameter, hardness, spacing, angle, roundness))
    tips.extend(
        SampledTip(f"{name} {number}", cover)
        for number, (identifier, cover) in enumerate(pictures.items(), 1)
        if identifier not in used
    )
    return tips


def _presets(block: memoryview) -> list[dict[str, Any]]:
    """The brushes of a descriptor; none when it is not understood, since tips do without."""
    reader = Reader(block)
    try:
        reader.skip(4)  # the version, 16
        descriptor = _Descriptor(reader).structure(0)
    except FormatError:
        return []
    brushes = descriptor.get("Brsh")
    if not isinstance(brushes, list):
        return []
    return [brush for brush in brushes if isinstance(brush, dict)]


class _Descriptor:
    """Reads Photoshop's action descriptors into dicts, lists, numbers and texts."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._items = 0

    def structure(self, depth: int) -> dict[str, Any]:
        reader = self._reader
        _unicode(reader)
        self._key()
        items: dict[str, Any] = {}
        for _ in range(reader.value("L")):
            key = self._key()
            items[key] = self._value(depth + 1)
        return items

    def _key(self) -> str:
        length = self._reader.value("L")
        return bytes(self._reader.take(length or 4)).decode("latin-1")

    def _value(self, depth: int) -> Any:
        reader = self._reader
        self._items += 1
        if depth > _MAXIMUM_DEPTH or self._items > _MAXIMUM_ITEMS:
            raise FormatError("it is damaged or cut short")
        kind = bytes(reader.take(4))
        if kind in (b"Objc", b"GlbO"):
            return self.structure(depth)
        if kind == b"VlLs":
            return [self._value(depth + 1) for _ in range(reader.value("L"))]
        if kind == b"doub":
            return reader.number()
        if kind == b"UntF":
            reader.skip(4)
            return reader.number()
        if kind == b"TEXT":
            return _unicode(reader)
        if kind == b"enum":
            self._key()
            return self._key()
        if kind == b"long":
            return reader.value("l")
        if kind == b"bool":
            return bool(reader.value("B"))
        if kind in (b"tdta", b"alis"):
            reader.skip(reader.value("L"))
            return None
        if kind in (b"type", b"GlbC"):
            _unicode(reader)
            return self._key()
        raise FormatError("it is damaged or cut short")


# Both


def _picture(reader: Reader, budget: Budget) -> Bytes:
    """Bounds, depth, compression and samples of a tip."""
    top, left, bottom, right = reader.values("4l")
    depth, compression = reader.values("hB")
    width, height = right - left, bottom - top
    budget.claim(width, height)
    if depth not in (8, 16) or compression not in (0, 1):
        raise FormatError("its tips are of a kind that is not known")
    row_bytes = width * depth // 8
    if compression == 0:
        samples: Bytes = np.frombuffer(reader.take(row_bytes * height), np.uint8)
    else:
        lengths = reader.values(f"{height}H")
        rows = [_unpacked(bytes(reader.take(length)), row_bytes) for length in lengths]
        samples = np.frombuffer(b"".join(rows), np.uint8)
    samples = samples.reshape(height, row_bytes)
    return trimmed(samples if depth == 8 else samples[:, ::2])


def _unpacked(packed: bytes, size: int) -> bytes:
    """A row of PackBits, ``size`` bytes when unpacked (FormatError if not).

    TIFF 6.0, section 9: a count n below 128 is followed by n + 1 plain bytes, one above 128 by a
    byte to be repeated 257 - n times.
    """
    out = bytearray()
    position = 0
    while position < len(packed) and len(out) < size:
        count = packed[position]
        position += 1
        if count < 128:
            out += packed[position : position + count + 1]
            position += count + 1
        elif count > 128:
            out += packed[position : position + 1] * (257 - count)
            position += 1
    if len(out) != size:
        raise FormatError("it ends too early or is damaged")
    return bytes(out)


def _unicode(reader: Reader) -> str:
    length = reader.value("L")
    return bytes(reader.take(2 * length)).decode("utf-16-be", "replace").split("\0")[0]


def _number(items: dict[str, Any], key: str, otherwise: float) -> float:
    value = items.get(key)
    finite = isinstance(value, (int, float)) and bool(np.isfinite(value))
    return float(value) if finite else otherwise  # type: ignore[arg-type]


def _spacing(percent: float) -> float | None:
    return min(10.0, percent / 100) if percent > 0 else None
