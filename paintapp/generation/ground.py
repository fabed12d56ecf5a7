"""Whether the ground around a selection is flat: carried on, it is nothing to begin with."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from paintapp.document import Document, Rect
from paintapp.generation.intents import flat_strength
from paintapp.generation.settings import Settings
from paintapp.painting.colour import to_8bit_rgb
from paintapp.painting.composite import flatten

RIM = 1 / 8
"""How far around is looked, as a share of the selection's shorter side."""

LEAST_RIM, MOST_RIM = 4, 32
"""In canvas pixels; a wide rim of a large selection would only take longer."""

SPREAD = 30
"""Of 255: how far apart colours of flat ground are in a channel, but for a pixel in fifty."""


def is_flat(document: Document, selected: Rect) -> bool:
    """Whether what shows around the bounds of a selection has about one colour.

    Where nothing is around, as when all is selected, there is nothing to carry on either.
    """
    rim = round(RIM * min(selected.width, selected.height))
    rim = min(max(LEAST_RIM, rim), MOST_RIM)
    around = selected.padded(rim)
    sides = (
        Rect(around.x, around.y, around.width, rim),
        Rect(around.x, selected.bottom, around.width, rim),
        Rect(around.x, selected.y, rim, selected.height),
        Rect(selected.right, selected.y, rim, selected.height),
    )
    inside = [side.intersected(document.bounds) for side in sides]
    pictures = [flatten(document, side) for side in inside if not side.empty]
    shown = [to_8bit_rgb(picture).reshape(-1, 3) for picture in pictures]
    if not shown:
        return True
    low, high = np.percentile(np.concatenate(shown), (2, 98), axis=0)
    return bool((high - low).max() <= SPREAD)


def resolved(settings: Settings) -> Settings:
    """Settings as they are meant over flat ground, where they leave the strength open."""
    if settings.strength is not None or settings.task != "inpaint":
        return settings
    intent = settings.wanted
    strength = flat_strength(intent, settings.prompt)
    return settings if strength is None else replace(settings, strength=strength, intent=intent.id)
