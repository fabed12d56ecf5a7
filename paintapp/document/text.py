"""A text as a value: what is written, how it is set and where it stands."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Literal

Alignment = Literal["left", "centre", "right", "justify"]

MAXIMUM_CHARACTERS = 10_000
MINIMUM_SIZE, MAXIMUM_SIZE = 1.0, 4000.0
"""Of the letters, in canvas pixels."""
MAXIMUM_PLACE = 1e6
"""How far from the canvas's corner a text may stand, in canvas pixels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What a text layer says, in one style; the layer's pixels are its picture.

    Without ``width`` a line ends only where the text has a line break, and (x, y) is the upper end
    of the line that the first line begins at, is centred on or ends at, as ``alignment`` has it.
    With ``width`` lines are wrapped to a box whose upper left corner is (x, y). All of it is turned
    by ``rotation`` degrees, clockwise, about (x, y). ValueError for values out of range.
    """

    text: str = ""
    family: str = ""
    """The font's family; the system's own font when empty or missing."""
    size: float = 48.0
    """The font's size in canvas pixels."""
    weight: int = 400
    """1..1000 as in OpenType: 400 is normal, 700 bold."""
    italic: bool = False
    colour: tuple[int, int, int] = (0, 0, 0)
    """Straight sRGB-encoded red, green and blue, 0..65535 each."""
    alignment: Alignment = "left"
    line_height: float = 1.0
    """From line to line, as a part of the font's own line height; 0.1..10."""
    letter_spacing: float = 0.0
    """Added between letters, as a part of the size; -1..10."""
    x: float = 0.0
    y: float = 0.0
    width: float | None = None
    rotation: float = 0.0

    def __post_init__(self) -> None:
        places = (self.x, self.y, self.rotation)
        if len(self.text) > MAXIMUM_CHARACTERS:
            raise ValueError("too many characters")
        if not all(math.isfinite(place) and abs(place) <= MAXIMUM_PLACE for place in places):
            raise ValueError("a place out of range")
        if self.width is not None and not 1 <= self.width <= MAXIMUM_PLACE:
            raise ValueError("a width out of range")
        if not MINIMUM_SIZE <= self.size <= MAXIMUM_SIZE:
            raise ValueError("a size out of range")
        if not (1 <= self.weight <= 1000 and 0.1 <= self.line_height <= 10):
            raise ValueError("a weight or line height out of range")
        if not -1 <= self.letter_spacing <= 10:
            raise ValueError("a letter spacing out of range")
        if not all(0 <= value <= 65535 for value in self.colour):
            raise ValueError("a colour out of range")

    def translated(self, dx: float, dy: float) -> Text:
        """The same text at another place; a text cannot leave the range of places."""
        reach = MAXIMUM_PLACE
        x = min(reach, max(-reach, self.x + dx))
        return replace(self, x=x, y=min(reach, max(-reach, self.y + dy)))
