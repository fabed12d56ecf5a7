"""The artist's brushes: those that come with the program, their own, and favourites."""

from __future__ import annotations

import contextlib
import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import platformdirs

from paintapp.formats.atomic import atomic_write_bytes
from paintapp.formats.brushes.preset import TAGS, Preset, preset_id, tidy_tags
from paintapp.formats.brushes.sampled import tidy_name
from paintapp.formats.brushes.shared import read_shared, write_shared
from paintapp.formats.errors import FormatError
from paintapp.messages import Message, message_of
from paintapp.painting.bitmaps import Bitmap, Kind, bundled
from paintapp.painting.brush_json import PICTURES
from paintapp.resources import resource

log = logging.getLogger(__name__)

EXTENSION = ".paintbrush"
FAVOURITES = "favourites.json"
_MOST_FAVOURITES = 10_000


def brushes_path() -> Path:
    """The folder of the artist's own brushes."""
    return Path(platformdirs.user_config_dir("paintapp", appauthor=False)) / "brushes"


class Library:
    """Presets by id. One of the artist's own stands in for a bundled one with the same id.

    Every change is on the disk when the call returns. FormatError where that fails. Files that
    cannot be read are left where they are and named in ``problems``.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or brushes_path()
        self.problems: list[FormatError] = []
        self._bundled = {preset.id: preset for preset in self._read(resource("brushes"), ".json")}
        self._own = {preset.id: preset for preset in self._read(self.folder, EXTENSION)}
        self._favourites = self._read_favourites()

    @property
    def presets(self) -> tuple[Preset, ...]:
        """All presets: by their first tag, in the order of `TAGS`, then by id."""
        order = {tag: place for place, tag in enumerate(TAGS)}

        def key(preset: Preset) -> tuple[int, str, str]:
            tag = preset.tags[0] if preset.tags else ""
            return order.get(tag, len(order)), tag, preset.id

        return tuple(sorted({**self._bundled, **self._own}.values(), key=key))

    @property
    def tags(self) -> tuple[str, ...]:
        """All tags that presets have, the known ones first."""
        used = {tag for preset in self.presets for tag in preset.tags}
        return (*(tag for tag in TAGS if tag in used), *sorted(used.difference(TAGS)))

    def find(self, preset: str | None) -> Preset | None:
        """The preset with this id."""
        if preset is None:
            return None
        return self._own.get(preset) or self._bundled.get(preset)

    def picture(self, kind: Kind, name: str) -> Bitmap:
        """A picture by its name: the program's, or one of the artist's brushes; else KeyError."""
        try:
            return bundled(kind, name)
        except KeyError:
            for preset in self._own.values():
                for field, held in PICTURES.items():
                    found: Bitmap | None = getattr(preset.brush, field)
                    if held == kind and found is not None and found.name == name:
                        return found
            raise

    def is_own(self, preset: str) -> bool:
        """Whether a preset is the artist's own, or a bundled one that they have changed."""
        return preset in self._own

    def is_bundled(self, preset: str) -> bool:
        """Whether a preset comes with the program, changed or not."""
        return preset in self._bundled

    # Changing

    def save(self, preset: Preset) -> Preset:
        """Keep a preset under its id, in place of what was there."""
        kept = replace(preset, name=tidy_name(preset.name, "Brush"), tags=tidy_tags(preset.tags))
        with self._writing():
            atomic_write_bytes(self._path(kept.id), write_shared([kept]))
        self._own[kept.id] = kept
        return kept

    def add(self, preset: Preset) -> Preset:
        """Keep a preset as a new one, whatever its id was; a taken name gets a number."""
        name = tidy_name(preset.name, "Brush")
        names = {other.name for other in self.presets}
        number, free = 1, name
        while free in names:
            number += 1
            free = f"{name} {number}"
        made = preset_id(free, self._bundled.keys() | self._own.keys())
        return self.save(replace(preset, id=made, name=free))

    def delete(self, preset: str) -> None:
        """Drop one of the artist's own; a bundled one of that id shows again as it came.

        KeyError when it is not the artist's own.
        """
        del self._own[preset]
        with self._writing():
            self._path(preset).unlink(missing_ok=True)
        if preset in self._favourites and self.find(preset) is None:
            self.set_favourite(preset, False)

    # Favourites

    def is_favourite(self, preset: str) -> bool:
        return preset in self._favourites

    def set_favourite(self, preset: str, favourite: bool) -> None:
        """Give a preset a star, or take it away."""
        if favourite == (preset in self._favourites):
            return
        self._favourites = self._favourites ^ {preset}
        with self._writing():
            listed = json.dumps(sorted(self._favourites), indent=1)
            atomic_write_bytes(self.folder / FAVOURITES, listed.encode())

    # Searching

    def matching(
        self, words: str = "", tag: str = "", *, favourites: bool = False
    ) -> tuple[Preset, ...]:
        """Presets with this tag, all of these words in their name or tags, and a star if asked."""
        wanted = words.casefold().split()

        def fits(preset: Preset) -> bool:
            text = " ".join((preset.name, *preset.tags)).casefold()
            return (
                (not tag or tag in preset.tags)
                and (not favourites or preset.id in self._favourites)
                and all(word in text for word in wanted)
            )

        return tuple(filter(fits, self.presets))

    # Inside

    def _path(self, preset: str) -> Path:
        return self.folder / f"{preset}{EXTENSION}"

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            yield
        except OSError as error:
            reason = Message(error.strerror or str(error))
            raise FormatError(
                Message("“{path}” could not be saved: {reason}.", path=self.folder, reason=reason)
            ) from error

    def _read(self, folder: Path, extension: str) -> list[Preset]:
        """The first preset of each file, its id being the file's name."""
        presets = []
        for path in sorted(folder.glob(f"*{extension}")):
            if path.name.startswith("."):
                continue
            try:
                (preset, *_) = read_shared(path.read_bytes())
            except (OSError, FormatError, MemoryError) as error:
                reason = Message(error.strerror or "") if isinstance(error, OSError) else None
                problem = FormatError(
                    Message(
                        "“{name}” could not be opened: {reason}.",
                        name=path.name,
                        reason=reason or message_of(error),
                    )
                )
                log.warning("%s", problem)
                self.problems.append(problem)
                continue
            presets.append(replace(preset, id=path.stem))
        return presets

    def _read_favourites(self) -> frozenset[str]:
        try:
            found = json.loads((self.folder / FAVOURITES).read_bytes())
        except FileNotFoundError:
            return frozenset()
        except (OSError, ValueError, RecursionError) as error:
            log.warning("favourite brushes could not be read: %s", error)
            return frozenset()
        listed = found if isinstance(found, list) else []
        return frozenset(name for name in listed[:_MOST_FAVOURITES] if isinstance(name, str))
