"""What can be done with results: look at them in place, apply them, discard them, ask again."""

from __future__ import annotations

import contextlib
import secrets
import weakref
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

from paintapp.document import Document, History, RasterLayer
from paintapp.generation.expand import grown_for
from paintapp.generation.jobs import Job
from paintapp.generation.place import layer_generation, place_layer, result_layer
from paintapp.generation.record import Generation
from paintapp.generation.results import Result, ResultStore, StoreError
from paintapp.generation.settings import RANDOM_SEEDS, Settings
from paintapp.ui.cut_out import subject_only
from paintapp.ui.generate.background import Background
from paintapp.ui.generate.intent_texts import intent_label
from paintapp.ui.generate.results_model import Entry, ResultsModel

if TYPE_CHECKING:
    from paintapp.ui.generate.controller import GenerateController

BUSY_MILLISECONDS = 50
"""How long applying waits before it looks again whether the stroke going on has ended."""
LONGEST_NAME = 40


class Results(QObject):
    """The results of the store and of this session, and the hand that applies them."""

    def __init__(self, controller: GenerateController, store: ResultStore | None) -> None:
        super().__init__(controller)
        self._controller = controller
        self._store = store
        # Its own thread: a result is written, read and scaled without waiting for a survey.
        self._reader = Background("results", self)
        self.list = ResultsModel(store, self._reader, self)
        self.list.label_of = controller.model_label
        self.list.problem.connect(lambda text: controller.say_problem(text))
        self._above: dict[str, tuple[weakref.ref[History], int | None]] = {}
        self._applying: set[str] = set()
        self._pointed = ""
        self._discarded: list[Entry] = []
        self.list.load()

    def add(self, result: Result, job: Job, history: weakref.ref[History] | None) -> None:
        """Show a new result; it belongs above the layer its job was asked for."""
        if history is not None:
            self._above[result.id] = (history, job.layer_id)
        self.list.add(result, on_disk=self._store is not None and not job.warning)

    def close(self) -> None:
        """Delete what was discarded and read nothing more."""
        self._reader.close()
        for entry in self._discarded:
            if self._store is not None:
                with contextlib.suppress(StoreError):
                    self._store.remove(entry.id)

    # Looking

    def point_at(self, identifier: str) -> None:
        """Show a result on the canvas, in its place; an empty id shows none."""
        if identifier == self._pointed:
            return
        self._pointed = identifier
        overlay = self._controller.overlay
        if not identifier:
            overlay.show_result(None)
            return

        def show(result: Result) -> None:
            if self._pointed == identifier:
                overlay.show_result(result)

        self.list.fetch(identifier, show)

    # Applying

    def apply(self, identifier: str) -> None:
        """Make a result a layer, as one step of the history; again makes another layer."""
        if identifier not in self._applying:
            self._applying.add(identifier)
            self.list.fetch(identifier, self._make_layer, lambda _: self._give_up(identifier))

    def _make_layer(self, result: Result) -> None:
        name, cut_out = self._layer_name(result), self._controller.choices.cut_out
        self._reader.run(
            lambda: self._layer(result, name, cut_out=cut_out),
            lambda layer: self._place(result, layer),
            lambda error: self._give_up(result.id, str(error)),
        )

    def _layer(self, result: Result, name: str, *, cut_out: bool) -> RasterLayer:
        layer = result_layer(result.image, result.generation, name)
        return subject_only(layer, result.generation) if cut_out else layer

    def _place(self, result: Result, layer: RasterLayer) -> None:
        editor = self._controller.editor
        if editor.busy:  # the stroke goes first
            QTimer.singleShot(BUSY_MILLISECONDS, self, lambda: self._place(result, layer))
            return
        self._applying.discard(result.id)
        self.point_at("")
        generation, above = result.generation, self._below(result)

        def placed(document: Document) -> Document:
            return place_layer(grown_for(document, generation.placement), layer, above)

        try:
            editor.apply(intent_label(generation.intent), placed)
        except ValueError as error:
            self._controller.say_problem(str(error))
            return
        self.list.mark_applied(result.id)
        self._controller.dismiss()

    def _give_up(self, identifier: str, problem: str = "") -> None:
        self._applying.discard(identifier)
        if problem:
            self._controller.say_problem(
                self.tr("The result could not be applied: {reason}.").format(reason=problem)
            )

    def _below(self, result: Result) -> int | None:
        """The layer to place a result above.

        That is the one it was asked for while it is there, or the highest of the results that
        have been placed on it already, so that the newest choice is the one to be seen; a result
        of another document or an earlier session goes above the active layer.
        """
        editor = self._controller.editor
        history, layer_id = self._above.get(result.id, (None, None))
        if history is None or history() is not editor.history:
            return editor.active_layer_id
        if layer_id is None or editor.document.find(layer_id) is None:
            return None
        return _highest_result_on(editor.document, layer_id)

    def _layer_name(self, result: Result) -> str:
        request = result.generation.request
        words = " ".join(request.prompt.split())
        if not words:
            return intent_label(result.generation.intent)
        return words if len(words) <= LONGEST_NAME else words[: LONGEST_NAME - 1].rstrip() + "…"

    # Discarding

    def discard(self, identifiers: Iterable[str]) -> None:
        """Take results away. They are deleted a while later, unless they are put back."""
        self._delete_discarded()
        self.point_at("")
        removed = [entry for name in identifiers if (entry := self.list.remove(name))]
        if not removed:
            return
        self._discarded = removed
        if len(removed) == 1:
            text = self.tr("The result was discarded.")
        else:
            text = self.tr("{count} results were discarded.").format(count=len(removed))
        self._controller.say(text, self.tr("Put back"), self.put_back)

    def put_back(self) -> None:
        """Undo the last discarding."""
        for entry in self._discarded:
            self.list.put_back(entry)
        self._discarded = []
        self._controller.dismiss()

    def _delete_discarded(self) -> None:
        """Delete what was discarded earlier; the last discarding can still be put back."""
        store, gone = self._store, [entry.id for entry in self._discarded]
        self._discarded = []
        if store is None or not gone:
            return

        def work() -> None:
            for identifier in gone:
                store.remove(identifier)

        def failed(error: Exception) -> None:
            self._controller.say_problem(str(error))

        self._reader.run(work, lambda _: None, failed)

    # Asking again

    def generate_again(self, identifier: str) -> None:
        self.list.fetch(identifier, lambda result: self._again(result.generation))

    def edit_request(self, identifier: str) -> None:
        self.list.fetch(identifier, lambda result: self._edit(result.generation))

    def copy_seed(self, identifier: str) -> None:
        self.list.fetch(identifier, lambda result: self._copy(result.seed))

    def generate_layer_again(self, layer_id: int | None) -> None:
        self._with_generation(layer_id, self._again)

    def edit_layer_request(self, layer_id: int | None) -> None:
        self._with_generation(layer_id, self._edit)

    def copy_layer_seed(self, layer_id: int | None) -> None:
        self._with_generation(layer_id, lambda generation: self._copy(generation.request.seed))

    def _with_generation(self, layer_id: int | None, then: Callable[[Generation], object]) -> None:
        layer = self._controller.editor.document.find(layer_id)
        if not isinstance(layer, RasterLayer):
            return

        def found(generation: Generation | None) -> None:
            if generation is None:
                self._controller.say(self.tr("This layer was not generated."))
            else:
                then(generation)

        def failed(error: Exception) -> None:
            self._controller.say_problem(
                self.tr("What made this layer cannot be read: {reason}.").format(reason=error)
            )

        self._reader.run(lambda: layer_generation(layer), found, failed)

    def _again(self, generation: Generation) -> None:
        controller = self._controller
        request = msgspec.structs.replace(
            generation.request,
            seed=secrets.randbelow(RANDOM_SEEDS),
            count=controller.choices.count,
        )
        controller.replay(replace(generation, request=request))

    def _edit(self, generation: Generation) -> None:
        self._controller.load_settings(
            Settings.from_request(generation.request, generation.placement.intent)
        )
        self._controller.say(
            self.tr("The request is loaded, with its seed. Change it and press Generate.")
        )

    def _copy(self, seed: int) -> None:
        QGuiApplication.clipboard().setText(str(seed))
        self._controller.say(self.tr("Seed {seed} is on the clipboard.").format(seed=seed))


def _highest_result_on(document: Document, layer_id: int) -> int:
    """The topmost of the generated layers that lie right above a layer; itself when none does."""
    siblings = document.siblings(layer_id)
    place = [layer.id for layer in siblings].index(layer_id)
    highest = layer_id
    for layer in siblings[place + 1 :]:
        if layer.origin.kind != "generated":
            break
        highest = layer.id
    return highest
