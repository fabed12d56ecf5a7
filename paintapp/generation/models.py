"""The models a user has added, and the one chosen last, remembered between starts."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import msgspec
from platformdirs import user_config_path

from paintapp.resources import resource

STARTER = "starter"
"""The id of the model that travels with the program."""
QUICK = "starter-quick"
"""The id of its variant for few steps."""
LINES = "starter-lines"
"""The id of the control network that makes it follow lines."""
MATTE = "matte"
"""The id of the model that finds subjects."""
UPSCALER = "upscaler"
"""The id of the upscaler that travels with the program."""
PAINTERS = (STARTER, QUICK)
"""Those of them that make pictures."""
BUNDLED = (*PAINTERS, LINES, MATTE, UPSCALER)


class Remembered(msgspec.Struct, frozen=True):
    """``sources`` are folders, .safetensors files or hub ids; ``chosen`` is a model's id."""

    sources: tuple[str, ...] = ()
    chosen: str = STARTER


def starter_folder() -> Path:
    """The folder of the model that travels with the program; it may be missing in a checkout."""
    return resource("models/starter")


def remembered(path: Path | None = None) -> Remembered:
    """What was remembered; nothing when there is no file, or none that can be read."""
    try:
        return msgspec.json.decode((path or _path()).read_bytes(), type=Remembered)
    except (OSError, msgspec.MsgspecError):
        return Remembered()


def remember(source: str, path: Path | None = None) -> Remembered:
    """Remember a further model (after the worker has accepted it)."""
    before = remembered(path)
    others = tuple(other for other in before.sources if other != source)
    return _save(msgspec.structs.replace(before, sources=(*others, source)), path)


def forget(source: str, path: Path | None = None) -> Remembered:
    """No longer remember a model; its files stay. If it was chosen, the starter is now."""
    before = remembered(path)
    others = tuple(other for other in before.sources if other != source)
    chosen = STARTER if before.chosen == source else before.chosen
    return _save(Remembered(others, chosen), path)


def choose(model: str, path: Path | None = None) -> Remembered:
    """Remember which model to offer first at the next start."""
    return _save(msgspec.structs.replace(remembered(path), chosen=model), path)


def _path() -> Path:
    return user_config_path("paintapp", appauthor=False) / "models.json"


def _save(state: Remembered, path: Path | None) -> Remembered:
    """Replace the file as a whole. Raises OSError."""
    path = path or _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(msgspec.json.encode(state))
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return state
