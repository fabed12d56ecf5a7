"""What can be chosen when a file is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class SaveOptions:
    """How to write a document; each format takes from it what it knows.

    ``depth`` is bits a channel (PNG, TIFF). ``quality`` is 1..100 (JPEG, WebP; 100 makes WebP
    lossless). ``background`` (8-bit sRGB) lies under formats without transparency (JPEG).
    ``extra`` are entries of our own to keep beside the document, by name (OpenRaster).
    """

    depth: Literal[8, 16] = 8
    quality: int = 92
    background: tuple[int, int, int] = (255, 255, 255)
    extra: Mapping[str, bytes] = field(default_factory=dict)
