"""The first minute: the bundled sketch with its prompt, or an empty document."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import msgspec
import numpy as np
from PIL import Image
from PySide6.QtCore import QCoreApplication

from paintapp.document import FULL, Document, Pixels, RasterLayer
from paintapp.painting import cutting
from paintapp.painting.colour import from_8bit
from paintapp.resources import resource
from paintapp.ui.dialogs.new_document import new_document
from paintapp.ui.preferences import Preferences

if TYPE_CHECKING:
    from paintapp.ui.generate import GenerateController

log = logging.getLogger(__name__)


class Welcome(msgspec.Struct):
    """What ``resources/sketches/welcome.json`` holds."""

    prompt: str = ""
    strength: float | None = None
    seed: int = 0


def document() -> Document | None:
    """White paper with the bundled sketch on a layer of its own; None when it is not there."""
    try:
        with Image.open(resource("sketches/welcome.png"), formats=["PNG"]) as image:
            rgba = np.asarray(image.convert("RGBA"))
        height, width = rgba.shape[:2]
        sheet = Document(width, height)
    except (OSError, ValueError) as error:
        log.warning("the bundled sketch could not be read: %s", error)
        return None
    paper = cutting.filled(Pixels(), (FULL, FULL, FULL), None, sheet.bounds)
    sketch = Pixels.from_array(from_8bit(rgba))
    translate = QCoreApplication.translate
    sheet = sheet.inserted(RasterLayer(id=1, name=translate("Welcome", "Paper"), pixels=paper))
    return sheet.inserted(RasterLayer(id=2, name=translate("Welcome", "Sketch"), pixels=sketch))


def prepare(controller: GenerateController) -> None:
    """Put the sketch's prompt where the artist would write theirs."""
    try:
        found = msgspec.json.decode(resource("sketches/welcome.json").read_bytes(), type=Welcome)
    except (OSError, ValueError) as error:
        log.warning("the bundled prompt could not be read: %s", error)
        return
    if not controller.choices.prompt:
        controller.choose(prompt=found.prompt, strengths={"refine": found.strength})
        controller.begin_with_seed(found.seed)


def empty(preferences: Preferences) -> Document:
    """A new document like the last one that was made."""
    translate = QCoreApplication.translate
    try:
        return new_document(
            preferences.new_width,
            preferences.new_height,
            preferences.new_resolution,
            paper=translate("Welcome", "Paper"),
            layer=translate("Welcome", "Layer 1"),
        )
    except ValueError:
        return new_document(1024, 1024, 72.0, paper=None, layer=translate("Welcome", "Layer 1"))
