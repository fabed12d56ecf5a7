"""A brush with a name."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from paintapp.formats.brushes.sampled import tidy_name
from paintapp.painting.brush import Brush

MOST_TAGS = 16

TAGS: tuple[str, ...] = (
    "Basic",
    "Pencil",
    "Ink",
    "Marker",
    "Oil",
    "Watercolour",
    "Chalk",
    "Airbrush",
    "Blend",
    "Texture",
    "Stamp",
    "Eraser",
)
"""Tags of the presets that come with the program, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Preset:
    """A named brush: ``id`` is unique within a library and fit for a file's name.

    The first tag says what kind of brush it is.
    """

    id: str
    name: str
    brush: Brush
    tags: tuple[str, ...] = ()


def preset_id(name: str, taken: frozenset[str] | set[str] = frozenset()) -> str:
    """An id made from a name, other than those that are taken."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "brush"
    number, made = 1, stem
    while made in taken:
        number += 1
        made = f"{stem}-{number}"
    return made


def tidy_tags(tags: object) -> tuple[str, ...]:
    """Tags from an untrusted file: short, of one line, each once; none when they are no list."""
    if not isinstance(tags, list | tuple):
        return ()
    tidied = (tidy_name(tag, "")[:40] for tag in tags[:MOST_TAGS] if isinstance(tag, str))
    return tuple(dict.fromkeys(tag for tag in tidied if tag))
