"""Finished pictures on disk: written before anyone is told of them."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from paintapp.generation.record import Generation, RecordError
from paintapp.generation.request import ProtocolError, Raster
from paintapp.messages import Message, message_of

DEFAULT_BUDGET_BYTES = 2 << 30
PROTECTED_SECONDS = 24 * 3600.0
"""Results younger than this are never pruned: another window may still show them."""
PROTECTED_NEWEST = 20
"""Nor are so many of the newest, however long the artist has been away."""

_IDENTIFIER = re.compile(r"[0-9a-f]{16}-[0-9a-f]{8}")
VERSION = 1
MAXIMUM_FILE_BYTES = 512 << 20
_HEAD_BYTES = 1 << 16
_HEAD_END = b',"generation":'
"""Ends the part of a record that describes it: no JSON string holds a bare quotation mark."""
MAXIMUM_DOCUMENT = 64


class StoreError(OSError):
    """A result cannot be written or read; the message is fit to show."""


@dataclass(frozen=True, slots=True)
class Result:
    """One finished picture: ``image`` (RGB at the request's extent), the record that makes it
    again, its seed, the seconds it took and when it was made (seconds since 1970).

    ``id`` sorts by time and names the result in its store. ``document`` is the identity of the
    document it was made for, empty when that is not known.
    """

    id: str
    image: Raster
    generation: Generation
    seed: int
    seconds: float
    created: float
    document: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a result is, without its picture: quick to read, for lists and searching."""

    id: str
    prompt: str
    model: str
    task: str
    seed: int
    seconds: float
    created: float
    document: str


@dataclass(frozen=True, slots=True)
class Usage:
    """How full a store is: bytes held, bytes allowed, and the results that are beyond that."""

    used: int
    budget: int
    surplus: tuple[str, ...]


class ResultStore:
    """A folder of results, two files each: ``ID.png`` and ``ID.json``; ``ID.star`` marks a star.

    A result counts once its JSON file is there; both files are written whole or not at all and
    flushed to the disk. Safe from several threads and several programs at once, since names are
    never used twice. Nothing is deleted behind the artist's back: `usage` says what is beyond the
    budget, and only `prune` removes it. Starred results and recent ones are never beyond it.
    """

    def __init__(self, folder: Path, budget_bytes: int = DEFAULT_BUDGET_BYTES) -> None:
        self.folder = Path(folder)
        self.budget_bytes = budget_bytes

    def save(
        self,
        image: Raster,
        generation: Generation,
        seed: int,
        seconds: float,
        *,
        document: str = "",
    ) -> Result:
        """Write a finished picture; the result once it is safely on disk. Raises StoreError."""
        created = time.time()
        identifier = f"{identifier_at(created)}-{secrets.token_hex(4)}"
        result = Result(
            identifier, image, generation, seed, seconds, created, document[:MAXIMUM_DOCUMENT]
        )
        try:
            self._write(identifier, image.png(), record_bytes(result))
        except OSError as error:
            raise StoreError(
                Message(
                    "The result could not be kept on disk in {folder}: {reason}. "
                    "Apply it now to keep it.",
                    folder=self.folder,
                    reason=_reason(error),
                )
            ) from error
        return result

    def take_in(self, identifier: str, picture: bytes, record: bytes) -> bool:
        """Keep a result that came from elsewhere; whether it is new here.

        Trusts nothing: StoreError when the name, the record or the picture is not what `save`
        would have written.
        """
        path = self._path(identifier)
        if int(identifier[:16], 16) > (time.time() + PROTECTED_SECONDS) * 1e6:
            raise StoreError(
                Message("The result {id} says that it is from the future.", id=identifier)
            )
        if path.with_suffix(".json").exists():
            return False
        try:
            _parsed(identifier, picture, record)
            self._write(identifier, picture, record)
        except _BROKEN as error:
            raise StoreError(
                Message(
                    "The result {id} cannot be kept: {reason}.",
                    id=identifier,
                    reason=_reason(error),
                )
            ) from error
        return True

    def _write(self, identifier: str, picture: bytes, record: bytes) -> None:
        path = self._path(identifier)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            _write(path, picture)
            _write(path.with_suffix(".json"), record)
        except OSError:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
            raise

    def identifiers(self) -> list[str]:
        """The ids of all results, oldest first."""
        return self._stems(".json")

    def starred(self) -> set[str]:
        """The ids that have a star."""
        return set(self._stems(".star"))

    def star(self, identifier: str, starred: bool) -> None:
        """Give a result a star, which keeps it for good, or take it away. Raises StoreError."""
        mark = self._path(identifier).with_suffix(".star")
        try:
            if starred:
                mark.touch()
            else:
                mark.unlink(missing_ok=True)
        except OSError as error:
            raise StoreError(
                Message(
                    "The star could not be kept in {folder}: {reason}.",
                    folder=self.folder,
                    reason=_reason(error),
                )
            ) from error

    def summary(self, identifier: str) -> Summary:
        """What a result is, from the head of its record. Raises StoreError."""
        path = self._path(identifier).with_suffix(".json")
        try:
            with path.open("rb") as file:
                head = file.read(_HEAD_BYTES)
            end = head.find(_HEAD_END)
            found = msgspec.json.decode(head[:end] + b"}", type=_Head) if end > 0 else None
            if found is None or not found.model:  # an older record, or one of someone else
                return summary_of(self.read(identifier))
        except _BROKEN as error:
            raise _unreadable(path, error) from error
        return Summary(
            identifier,
            found.prompt,
            found.model,
            found.task,
            found.seed,
            found.seconds,
            found.created,
            found.document,
        )

    def files(self, identifier: str) -> dict[str, Path]:
        """The files of a result by the ending of their names; for copies of it elsewhere."""
        path = self._path(identifier)
        return {suffix: path.with_suffix(suffix) for suffix in (".png", ".json")}

    def read(self, identifier: str) -> Result:
        """One result; StoreError when it is missing or damaged."""
        path = self._path(identifier)
        try:
            return _parsed(identifier, _read(path), _read(path.with_suffix(".json")))
        except _BROKEN as error:
            raise _unreadable(path, error) from error

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
            for suffix in (".json", ".png", ".star"):
                path.with_suffix(suffix).unlink(missing_ok=True)
        except OSError as error:
            raise StoreError(
                Message(
                    "The result {path} cannot be removed: {reason}.",
                    path=path,
                    reason=_reason(error),
                )
            ) from error

    def used_bytes(self) -> int:
        """Bytes of all results."""
        return sum(self._size(identifier) for identifier in self.identifiers())

    def usage(self) -> Usage:
        """How full the store is, and what `prune` would remove, oldest first.

        Never starred results, those of the last day, the newest ones, or damaged ones.
        """
        identifiers = self.identifiers()
        sizes = {identifier: self._size(identifier) for identifier in identifiers}
        used = sum(sizes.values())
        newest_to_go = identifier_at(time.time() - PROTECTED_SECONDS)
        starred, surplus, excess = self.starred(), [], used - self.budget_bytes
        for identifier in identifiers[: max(0, len(identifiers) - PROTECTED_NEWEST)]:
            if excess <= 0 or identifier >= newest_to_go:
                break
            if identifier not in starred:
                surplus.append(identifier)
                excess -= sizes[identifier]
        return Usage(used, self.budget_bytes, tuple(surplus))

    def prune(self) -> list[str]:
        """Remove the results beyond the budget, see `usage`; their ids."""
        surplus = self.usage().surplus
        for identifier in surplus:
            self.remove(identifier)
        return list(surplus)

    def tidy(self) -> None:
        """Delete what never became a result, because the program was killed while writing it."""
        results, limit = set(self.identifiers()), time.time() - PROTECTED_SECONDS
        with contextlib.suppress(OSError):
            for entry in os.scandir(self.folder):
                stem = entry.name.removeprefix(".")[:25]
                ours = _IDENTIFIER.fullmatch(stem) and not entry.name.endswith(".json")
                if ours and (stem not in results or entry.name.endswith(".part")):
                    with contextlib.suppress(OSError):
                        if entry.stat().st_mtime < limit:
                            Path(entry.path).unlink()

    def _stems(self, suffix: str) -> list[str]:
        try:
            names = [entry.name for entry in os.scandir(self.folder)]
        except FileNotFoundError:
            return []
        except OSError as error:
            raise StoreError(
                Message(
                    "The results in {folder} cannot be listed: {reason}.",
                    folder=self.folder,
                    reason=_reason(error),
                )
            ) from error
        stems = (name.removesuffix(suffix) for name in names if name.endswith(suffix))
        return sorted(stem for stem in stems if _IDENTIFIER.fullmatch(stem))

    def _path(self, identifier: str) -> Path:
        if not _IDENTIFIER.fullmatch(identifier):
            raise StoreError(Message("There is no result called “{id}”.", id=identifier))
        return self.folder / f"{identifier}.png"

    def _size(self, identifier: str) -> int:
        size = 0
        for suffix in (".json", ".png"):
            with contextlib.suppress(OSError):
                size += (self.folder / (identifier + suffix)).stat().st_size
        return size


class _Head(msgspec.Struct, frozen=True, kw_only=True):
    """The beginning of a record. Its order is the file's: what describes comes first."""

    version: int
    seed: Annotated[int, Meta(ge=0, le=2**63 - 1)]
    seconds: Annotated[float, Meta(ge=0, le=1e8)]
    created: Annotated[float, Meta(ge=0, le=1e11)]
    document: Annotated[str, Meta(max_length=MAXIMUM_DOCUMENT)] = ""
    prompt: str = ""
    model: str = ""
    task: str = ""


class _Record(_Head, frozen=True, kw_only=True):
    generation: msgspec.Raw


_BROKEN = (
    OSError,
    msgspec.MsgspecError,
    RecordError,
    ProtocolError,
    UnicodeError,
    RecursionError,
    ValueError,
)


def identifier_at(seconds: float) -> str:
    """How the id of a result begins that is made at a time (seconds since 1970)."""
    return f"{max(0, int(seconds * 1e6)):016x}"


def record_bytes(result: Result) -> bytes:
    """The JSON that stands beside a result's picture."""
    request = result.generation.request
    return msgspec.json.encode(
        _Record(
            version=VERSION,
            seed=result.seed,
            seconds=result.seconds,
            created=result.created,
            document=result.document,
            prompt=request.prompt,
            model=request.model,
            task=request.task,
            generation=msgspec.Raw(result.generation.to_json().encode()),
        )
    )


def _parsed(identifier: str, picture: bytes, record: bytes) -> Result:
    found = msgspec.json.decode(record, type=_Record)
    if found.version != VERSION:
        raise StoreError(Message("it has the unknown version {version}", version=found.version))
    generation = Generation.from_json(bytes(found.generation).decode())
    image = Raster.from_png(picture)
    if (image.width, image.height) != generation.request.extent:
        raise StoreError(Message("its picture has another size than its record says"))
    return Result(
        identifier,
        image,
        generation,
        found.seed,
        found.seconds,
        found.created,
        found.document,
    )


def summary_of(result: Result) -> Summary:
    """What a result is, without its picture."""
    request = result.generation.request
    return Summary(
        result.id,
        request.prompt,
        request.model,
        request.task,
        result.seed,
        result.seconds,
        result.created,
        result.document,
    )


def _unreadable(path: Path, error: Exception) -> StoreError:
    if isinstance(error, StoreError) and str(path.parent) in str(error):
        return error
    return StoreError(
        Message("The result {path} cannot be read: {reason}.", path=path, reason=_reason(error))
    )


def _reason(error: Exception) -> Message:
    """What went wrong, as part of a sentence: what the system says of it, else the error."""
    words = getattr(error, "strerror", None)
    return Message(words) if words else message_of(error)


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
        raise StoreError(Message("it is too large"))
    return path.read_bytes()
