"""What of generating is kept inside the document's file: the settings and, if wanted, results."""

from __future__ import annotations

import logging
import threading
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from paintapp.document.identity import identity
from paintapp.generation.results import ResultStore, StoreError
from paintapp.ui.generate.background import Background
from paintapp.ui.generate.choices import Choices

if TYPE_CHECKING:
    from paintapp.ui.generate.controller import GenerateController

SETTINGS = "settings.json"
RESULTS = "results/"
SETTINGS_BYTES = 1 << 20
RESULT_BYTES = 64 << 20
"""Of one entry; what a stranger's file holds beyond these limits is not read."""
TOTAL_BYTES = 256 << 20
MAXIMUM_RESULTS = 200

Gather = Callable[[], dict[str, bytes]]

_log = logging.getLogger(__name__)


class DocumentFile(QObject):
    """Entries of our own beside a document; other programs take no notice of them."""

    left_out = Signal(int)
    """How many results a file that is being saved has no room for; from any thread."""

    def __init__(self, controller: GenerateController, store: ResultStore | None) -> None:
        super().__init__(controller)
        self._controller = controller
        self._store = store
        self._reader = Background("document-file", self)
        self._closing = threading.Event()
        self.left_out.connect(self._say_left_out)

    def close(self) -> None:
        self._closing.set()
        self._reader.close()

    # Saving

    def entries(self) -> Gather:
        """What to keep beside the document as it is now; the answer may be called anywhere."""
        controller, store = self._controller, self._store
        settings = msgspec.json.encode(controller.choices)
        wanted: list[str] = []
        document = identity(controller.editor.document)
        if controller.choices.keep_results and document:
            wanted = controller.results.list.identifiers

        def gather() -> dict[str, bytes]:
            found = {SETTINGS: settings}
            if store is not None:
                kept, missed = _kept(store, wanted, document)
                found |= kept
                if missed:
                    self.left_out.emit(missed)
            return found

        return gather

    def _say_left_out(self, count: int) -> None:
        self._controller.say_problem(
            self.tr(
                "{count} older results are too much for the file: they stay on this computer only. "
                "Export those that should travel, or discard some."
            ).format(count=count)
        )

    # Opening

    def read(self, path: Path) -> None:
        """Take up what was kept beside a document that has just been opened."""
        history = weakref.ref(self._controller.editor.history)

        def done(found: tuple[Choices | None, int, int]) -> None:
            controller = self._controller
            choices, fresh, broken = found
            if choices is not None and history() is controller.editor.history:
                if not controller.model_list.listed(choices.model):
                    choices = msgspec.structs.replace(choices, model=controller.choices.model)
                controller.begin_choices(choices)
            if fresh:
                controller.results.list.load()
            if broken:
                controller.say_problem(
                    self.tr("{count} results kept in the file could not be read.").format(
                        count=broken
                    )
                )
            elif fresh:
                controller.say(self.tr("{count} results came with the file.").format(count=fresh))

        self._reader.run(lambda: self._read(path), done, lambda error: _log.warning("%s", error))

    def _read(self, path: Path) -> tuple[Choices | None, int, int]:
        """The settings, how many results are new here, and how many are no results."""
        from paintapp import formats

        choices, fresh, broken = None, 0, 0
        with formats.open_extra(path) as extra:
            if extra is None:
                return None, 0, 0
            if SETTINGS in extra.names:
                try:
                    choices = msgspec.json.decode(
                        extra.read(SETTINGS, SETTINGS_BYTES), type=Choices
                    )
                except (formats.FormatError, msgspec.MsgspecError, ValueError, RecursionError):
                    _log.warning("the settings in %s are damaged", path)
            left = TOTAL_BYTES
            names = [name for name in extra.names if name.startswith(RESULTS)]
            stems = sorted({name[len(RESULTS) :].rpartition(".")[0] for name in names})
            store = self._store
            known = set(store.identifiers()) if store is not None else set()
            # The newest first: they matter most where not all of them fit.
            for stem in [stem for stem in reversed(stems) if stem not in known][:MAXIMUM_RESULTS]:
                if store is None or self._closing.is_set() or left <= 0:
                    break
                try:
                    picture = extra.read(f"{RESULTS}{stem}.png", min(left, RESULT_BYTES))
                    left -= len(picture)
                    record = extra.read(f"{RESULTS}{stem}.json", min(left, RESULT_BYTES))
                    left -= len(record)
                    fresh += store.take_in(stem, picture, record)
                except (formats.FormatError, StoreError, MemoryError) as error:
                    _log.warning("a result in %s is left out: %s", path, error)
                    broken += 1
        return choices, fresh, broken


def _kept(store: ResultStore, wanted: list[str], document: str) -> tuple[dict[str, bytes], int]:
    """The files of a document's results and how many are left out.

    The newest come first, as far as `TOTAL_BYTES` and `MAXIMUM_RESULTS` reach.
    """
    found: dict[str, bytes] = {}
    left, kept, missed = TOTAL_BYTES, 0, 0
    for identifier in wanted:
        try:
            if store.summary(identifier).document != document:
                continue
            files = store.files(identifier)
            size = sum(path.stat().st_size for path in files.values())
            if size > min(left, RESULT_BYTES) or kept == MAXIMUM_RESULTS:
                missed += 1
                continue
            data = {suffix: path.read_bytes() for suffix, path in files.items()}
        except OSError:  # it has been discarded meanwhile, or is damaged
            continue
        left -= sum(map(len, data.values()))
        kept += 1
        found |= {f"{RESULTS}{identifier}{suffix}": content for suffix, content in data.items()}
    return found, missed
