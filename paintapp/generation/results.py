"""Finished pictures on disk: written before anyone is told of them."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import time
from dataclasses import dataclass
from pathlib import Path

import msgspec

from paintapp.generation.protocol import ProtocolError, Raster
from paintapp.generation.record import Generation, RecordError

DEFAULT_BUDGET_BYTES = 2 << 30
PROTECTED_SECONDS = 24 * 3600.0
"""Results younger than this are never pruned: another window may still show them."""

_IDENTIFIER = re.compile(r"[0-9a-f]{16}-[0-9a-f]{8}")
VERSION = 1
MAXIMUM_FILE_BYTES = 512 << 20


class StoreError(OSError):
    """A result cannot be written or read; the message is fit to show."""


@dataclass(frozen=True, slots=True)
class Result:
    """One finished picture: ``image`` (RGB at the request's extent), the record that makes it
    again, its seed, the seconds it took and when it was made (seconds since 1970).

    ``id`` sorts by time and names the result in its store.
    """

    id: str
    image: Raster
    generation: Generation
    seed: int
    seconds: float
    created: float


class ResultStore:
    """A folder of results, two files each: ``ID.png`` and ``ID.json``.

    A result counts once its JSON file is there; both files are written whole or not at all and
    flushed to the disk. Safe from several threads and several programs at once, since names are
    never used twice. Nothing is deleted behind the artist's back while the program runs:
    `prune`, meant for start-up, removes the oldest results beyond the budget and says how many.
    """

    def __init__(self, folder: Path, budget_bytes: int = DEFAULT_BUDGET_BYTES) -> None:
        self.folder = Path(folder)
        self.budget_bytes = budget_bytes

    def save(self, image: Raster, generation: Generation, seed: int, seconds: float) -> Result:
        """Write a finished picture; the result once it is safely on disk. Raises StoreError."""
        created = time.time()
        identifier = f"{int(created * 1e6):016x}-{secrets.token_hex(4)}"
        result = Result(identifier, image, generation, seed, seconds, created)
        record = _Record(
            version=VERSION,
            seed=seed,
            seconds=seconds,
            created=created,
            generation=msgspec.Raw(generation.to_json().encode()),
        )
        picture = self.folder / f"{identifier}.png"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            _write(picture, image.png())
            _write(picture.with_suffix(".json"), msgspec.json.encode(record))
        except OSError as error:
            with contextlib.suppress(OSError):
                picture.unlink(missing_ok=True)
            raise StoreError(
                f"The result could not be kept on disk in {self.folder}: "
                f"{error.strerror or error}. Apply it now to keep it."
            ) from error
        return result

    def identifiers(self) -> list[str]:
        """The ids of all results, oldest first."""
        try:
            names = [entry.name for entry in os.scandir(self.folder)]
        except FileNotFoundError:
            return []
        except OSError as error:
            raise StoreError(
                f"The results in {self.folder} cannot be listed: {error.strerror or error}."
            ) from error
        stems = (name.removesuffix(".json") for name in names if name.endswith(".json"))
        return sorted(stem for stem in stems if _IDENTIFIER.fullmatch(stem))

    def read(self, identifier: str) -> Result:
        """One result; StoreError when it is missing or damaged."""
        path = self._path(identifier)
        try:
            record = msgspec.json.decode(_read(path.with_suffix(".json")), type=_Record)
            if record.version != VERSION:
                raise StoreError(f"it has the unknown version {record.version}")
            generation = Generation.from_json(bytes(record.generation).decode())
            image = Raster.from_png(_read(path))
            if (image.width, image.height) != (
                generation.request.width,
                generation.request.height,
            ):
                raise StoreError("its picture has another size than its record says")
        except (
            OSError,
            msgspec.MsgspecError,
            RecordError,
            ProtocolError,
            UnicodeError,
            RecursionError,
        ) as error:
            detail = getattr(error, "strerror", None) or error
            raise StoreError(f"The result {path} cannot be read: {detail}.") from error
        return Result(identifier, image, generation, record.seed, record.seconds, record.created)

    def read_all(self, limit: int | None = None) -> tuple[list[Result], list[str]]:
        """The newest ``limit`` results, oldest first, and a message for each damaged one.

        Damaged entries are skipped and left where they are.
        """
        results: list[Result] = []
        problems: list[str] = []
        for identifier in reversed(self.identifiers()):
            if limit is not None and len(results) >= limit:
                break
            try:
                results.append(self.read(identifier))
            except StoreError as error:
                problems.append(str(error))
        return results[::-1], problems

    def remove(self, identifier: str) -> None:
        """Delete a result; one that is gone already is no error."""
        path = self._path(identifier)
        try:
            # The JSON first: without it the picture does not count.
            path.with_suffix(".json").unlink(missing_ok=True)
            path.unlink(missing_ok=True)
        except OSError as error:
            raise StoreError(
                f"The result {path} cannot be removed: {error.strerror or error}."
            ) from error

    def used_bytes(self) -> int:
        """Bytes of all files in the folder."""
        return sum(self._size(identifier) for identifier in self.identifiers())

    def prune(self) -> int:
        """Remove the oldest results beyond the budget; how many went.

        Results of the last day stay whatever the budget, and so do damaged ones.
        """
        identifiers = self.identifiers()
        excess = sum(map(self._size, identifiers)) - self.budget_bytes
        newest_to_go = f"{int((time.time() - PROTECTED_SECONDS) * 1e6):016x}"
        removed = 0
        for identifier in identifiers:
            if excess <= 0 or identifier >= newest_to_go:
                break
            excess -= self._size(identifier)
            self.remove(identifier)
            removed += 1
        return removed

    def _path(self, identifier: str) -> Path:
        if not _IDENTIFIER.fullmatch(identifier):
            raise StoreError(f"There is no result called {identifier!r}.")
        return self.folder / f"{identifier}.png"

    def _size(self, identifier: str) -> int:
        size = 0
        for suffix in (".json", ".png"):
            with contextlib.suppress(OSError):
                size += (self.folder / (identifier + suffix)).stat().st_size
        return size


class _Record(msgspec.Struct, frozen=True, kw_only=True):
    version: int
    seed: int
    seconds: float
    created: float
    generation: msgspec.Raw


def _write(path: Path, data: bytes) -> None:
    """Replace a file whole or not at all, flushed to the disk."""
    temporary = path.with_name(f".{path.name}.part")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def _read(path: Path) -> bytes:
    if path.stat().st_size > MAXIMUM_FILE_BYTES:
        raise StoreError("it is too large")
    return path.read_bytes()
