"""The table of brush files, and reading and writing by it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from paintapp.formats.atomic import atomic_write_bytes
from paintapp.formats.brushes.gimp import read_gbr, read_gih, write_gbr, write_gih
from paintapp.formats.brushes.mypaint import read_myb
from paintapp.formats.brushes.photoshop import read_abr
from paintapp.formats.brushes.preset import Preset, preset_id
from paintapp.formats.brushes.sampled import (
    MAXIMUM_FILE,
    Bytes,
    ComputedTip,
    SampledTip,
    cover_of_picture,
    tidy_name,
    trimmed,
)
from paintapp.formats.brushes.shared import read_shared, write_shared
from paintapp.formats.errors import FormatError
from paintapp.formats.table import open_document
from paintapp.messages import Message, message_of
from paintapp.painting.bitmaps import MOST_FRAMES, Bitmap, Kind
from paintapp.painting.brush import Brush
from paintapp.painting.colour import to_8bit_rgb, to_straight_8bit
from paintapp.painting.composite import flatten

LARGEST_TIP = 1024
"""Pixels of a tip's longer side; larger ones are reduced when they are read."""

IMPORTED = "Imported"
"""The tag of brushes from other programs."""

Read = Callable[[bytes, str], tuple[Preset, ...]]
Write = Callable[[Sequence[Preset]], bytes]


@dataclass(frozen=True, slots=True)
class BrushFormat:
    """A kind of brush file; ``read`` gets the bytes and the file's name without its extension."""

    label: str
    extension: str
    read: Read
    write: Write | None = None


def _own(data: bytes, name: str) -> tuple[Preset, ...]:
    return read_shared(data)


def _gbr(data: bytes, name: str) -> tuple[Preset, ...]:
    return _presets([read_gbr(data, name)])


def _gih(data: bytes, name: str) -> tuple[Preset, ...]:
    title, tips = read_gih(data, name)
    if title == "GIMP Brush Pipe":  # what GIMP writes when nobody has named it
        title = tidy_name(name, title)
    frames = _one_size([_reduced(tip.cover) for tip in tips[:MOST_FRAMES]])
    first = tips[0]
    side = max(max(tip.cover.shape) for tip in tips)
    brush = Brush(
        radius=side / 2, spacing=_spacing(first.spacing), tip=Bitmap(title, frames), dynamics=()
    )
    return (Preset(preset_id(title), title, brush, (IMPORTED,)),)


def _abr(data: bytes, name: str) -> tuple[Preset, ...]:
    return _presets(read_abr(data, name))


def _myb(data: bytes, name: str) -> tuple[Preset, ...]:
    preset = read_myb(data, name)
    return (Preset(preset.id, preset.name, preset.brush, (IMPORTED,)),)


def _write_gbr(presets: Sequence[Preset]) -> bytes:
    return write_gbr(_tips(presets)[1][0])


def _write_gih(presets: Sequence[Preset]) -> bytes:
    preset, tips = _tips(presets)
    return write_gih(preset.name, tips)


BRUSH_FORMATS: tuple[BrushFormat, ...] = (
    BrushFormat("paintapp brushes", ".paintbrush", _own, write_shared),
    BrushFormat("MyPaint brush", ".myb", _myb),
    BrushFormat("GIMP brush", ".gbr", _gbr, _write_gbr),
    BrushFormat("GIMP brush pipe", ".gih", _gih, _write_gih),
    BrushFormat("Photoshop brushes", ".abr", _abr),
)


def read_brushes(path: str | os.PathLike[str]) -> tuple[Preset, ...]:
    """The presets of a brush file; its extension says which kind it is.

    Can run on any thread. Raises FormatError with a sentence to show.
    """
    path = Path(path)
    try:
        kind = _kind(path)
        if path.stat().st_size > MAXIMUM_FILE:
            raise FormatError("the file is too large")
        return kind.read(path.read_bytes(), path.stem)
    except FileNotFoundError as error:
        raise FormatError(Message("“{path}” does not exist. Check the name.", path=path)) from error
    except (FormatError, OSError, MemoryError) as error:
        reason = message_of(error)
        if isinstance(error, OSError):
            reason = Message(error.strerror or str(error))
        elif isinstance(error, MemoryError):
            reason = Message("there is not enough memory")
        raise FormatError(
            Message("“{name}” could not be opened: {reason}.", name=path.name, reason=reason)
        ) from error


def read_picture(path: str | os.PathLike[str], kind: Kind) -> Bitmap:
    """A tip or a grain from a picture file, or from GIMP's brush files.

    A picture with transparency gives its alpha as a tip; all others their darkness. The height of
    a grain is its lightness. Can run on any thread. Raises FormatError with a sentence to show.
    """
    path = Path(path)
    name = tidy_name(path.stem, "Picture")
    if path.suffix.lower() in (".gbr", ".gih"):
        tip = read_brushes(path)[0].brush.tip
        assert tip is not None
        return tip
    document = open_document(path)
    grey = to_straight_8bit(flatten(document))
    if kind == "grains":
        paper = to_8bit_rgb(flatten(document))
        cover = cv2.cvtColor(paper, cv2.COLOR_RGB2GRAY).astype(np.uint8, copy=False)
    else:
        cover = trimmed(cover_of_picture(grey))
    return Bitmap(name, _reduced(cover))


def write_brushes(presets: Iterable[Preset], path: str | os.PathLike[str]) -> None:
    """Write presets as the file's extension says; the file is replaced whole or not at all.

    Raises FormatError with a sentence to show.
    """
    write = _kind(Path(path)).write
    if write is None:
        raise FormatError(
            Message(
                "Brushes cannot be written as “{suffix}”. Use {known}.",
                suffix=Path(path).suffix,
                known=", ".join(row.extension for row in BRUSH_FORMATS if row.write),
            )
        )
    atomic_write_bytes(path, write(tuple(presets)))


def _kind(path: Path) -> BrushFormat:
    for row in BRUSH_FORMATS:
        if row.extension == path.suffix.lower():
            return row
    known = ", ".join(row.extension for row in BRUSH_FORMATS)
    raise FormatError(Message("brush files end in {known}", known=known))


# Tips


def _presets(tips: Iterable[SampledTip | ComputedTip]) -> tuple[Preset, ...]:
    made: list[Preset] = []
    taken: set[str] = set()
    for tip in tips:
        name = re.sub(r"\s+\d+ px$", "", tip.name) or tip.name
        if isinstance(tip, ComputedTip):
            brush = Brush(
                radius=tip.diameter / 2,
                hardness=tip.hardness,
                spacing=_spacing(tip.spacing),
                angle=_clockwise(tip.angle),
                roundness=tip.roundness,
            )
        else:
            side = float(max(tip.cover.shape)) if tip.diameter is None else tip.diameter
            brush = Brush(
                radius=side / 2,
                spacing=_spacing(tip.spacing),
                angle=_clockwise(tip.angle),
                roundness=tip.roundness,
                tip=Bitmap(name, _reduced(tip.cover)),
                dynamics=(),
            )
        taken.add(made_id := preset_id(name, taken))
        made.append(Preset(made_id, name, brush, (IMPORTED,)))
    return tuple(made)


def _spacing(part: float | None) -> float:
    """Ours is measured in radii, theirs in diameters; a quarter when a file says nothing."""
    return 2 * (0.25 if part is None else part)


def _clockwise(degrees: float) -> float:
    """Degrees counterclockwise as ours, clockwise within half a turn."""
    turned = -degrees % 360
    return turned - 360 if turned > 180 else turned


def _reduced(cover: Bytes) -> Bytes:
    height, width = cover.shape
    part = LARGEST_TIP / max(width, height)
    if part >= 1:
        return cover
    size = (max(1, round(width * part)), max(1, round(height * part)))
    small: Bytes = cv2.resize(cover, size, interpolation=cv2.INTER_AREA)
    return small


def _one_size(covers: Sequence[Bytes]) -> Bytes:
    """(frames, h, w): each in the middle of the smallest picture that holds them all."""
    height = max(cover.shape[0] for cover in covers)
    width = max(cover.shape[1] for cover in covers)
    frames = np.zeros((len(covers), height, width), np.uint8)
    for frame, cover in zip(frames, covers, strict=True):
        top, left = (height - cover.shape[0]) // 2, (width - cover.shape[1]) // 2
        frame[top : top + cover.shape[0], left : left + cover.shape[1]] = cover
    return frames


def _tips(presets: Sequence[Preset]) -> tuple[Preset, tuple[SampledTip, ...]]:
    """A preset's bitmap tip, which is all that GIMP's files can hold."""
    preset = presets[0]
    if len(presets) > 1 or preset.brush.tip is None:
        raise FormatError("GIMP's brush files hold the bitmap tip of one brush. Use .paintbrush.")
    spacing = preset.brush.spacing / 2
    return preset, tuple(
        SampledTip(preset.name, frame, spacing) for frame in preset.brush.tip.pixels
    )
