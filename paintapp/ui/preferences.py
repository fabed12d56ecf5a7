"""What the window remembers from one start to the next, in one small JSON file."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any

import msgspec
import platformdirs

from paintapp.painting.curve import Curve, curve_of

log = logging.getLogger(__name__)

RECENT = 12
"""How many documents are remembered."""

SWATCHES = (
    *("#000000", "#404040", "#808080", "#bfbfbf", "#ffffff", "#5b3a29", "#a0643c", "#e8b98f"),
    *("#d7263d", "#f46036", "#f9a620", "#ffd449", "#a8c256", "#4f9d4a", "#1f6f50", "#2e8f9e"),
    *("#7cc6e8", "#3a7bd5", "#24437c", "#5b3f94", "#8e5cb5", "#c65f9f", "#f2a7b9", "#f6e3c5"),
)


class Preferences(msgspec.Struct, kw_only=True):
    """Everything has a default, so a missing or broken file is no hindrance.

    ``geometry`` and ``docks`` are base64 of Qt's own records of a window. Colours are
    ``#rrggbb``. ``tools`` holds the changed options of each tool by tool id and option name.
    """

    geometry: str = ""
    docks: str = ""
    recent: list[str] = []
    folder: str = ""
    swatches: list[str] = msgspec.field(default_factory=lambda: list(SWATCHES))
    gradients: dict[str, str] = {}
    """The artist's own gradients by name, as `paintapp.painting.gradient` writes them."""
    foreground: str = "#000000"
    background: str = "#ffffff"
    new_width: int = 1024
    new_height: int = 1024
    new_resolution: float = 72.0
    results_megabytes: int = 2048
    """How much room on the disk results may take before the artist is asked about the oldest."""
    started: bool = False
    """Whether the window has been open before."""
    tools: dict[str, dict[str, bool | int | float | str]] = {}
    brushes: dict[str, dict[str, Any]] = {}
    """By tool id, its own brush or the shared one, as `paintapp.painting.brush_json` writes it."""
    hand: dict[str, Any] = {}
    """What guides the hand; see `paintapp.painting.hand`. Symmetry is not remembered."""
    pressure: list[tuple[float, float]] = []
    """The points of the curve through which every pressure of a pen goes; none: as it comes."""
    presets: dict[str, str] = {}
    """By tool id, the id of the preset that its brush came from."""
    shown_tools: list[str] = []
    """The tool that each button of the toolbox shows, by id."""

    def remember(self, path: Path) -> None:
        """Put a document at the head of the recent ones."""
        name = str(path.absolute())
        self.recent = [name, *(other for other in self.recent if other != name)][:RECENT]
        self.folder = str(path.absolute().parent)


def pressure_curve(preferences: Preferences) -> Curve:
    """The curve that the pen's pressure goes through; straight where what is kept is none."""
    try:
        return curve_of(preferences.pressure) if preferences.pressure else Curve()
    except ValueError as error:
        log.warning("the curve of the pen's pressure is not used: %s", error)
        return Curve()


def preferences_path() -> Path:
    return Path(platformdirs.user_config_dir("paintapp", appauthor=False)) / "window.json"


def load_preferences(path: Path) -> Preferences:
    """What was remembered; the defaults when the file is missing, unreadable or broken."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Preferences)
    except FileNotFoundError:
        pass
    except (OSError, ValueError) as error:
        log.warning("the window's settings could not be read and start afresh: %s", error)
    return Preferences()


def save_preferences(preferences: Preferences, path: Path) -> None:
    """Write the file whole or not at all. A folder that cannot be written is only logged."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(msgspec.json.format(msgspec.json.encode(preferences), indent=1))
        temporary.replace(path)
    except OSError as error:
        log.warning("the window's settings could not be written: %s", error)
