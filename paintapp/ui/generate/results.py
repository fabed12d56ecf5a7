"""What can be done with results: look at them in place, apply them, discard them, ask again."""

from __future__ import annotations

import contextlib
import secrets
import weakref
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

from paintapp.document import Document, History, RasterLayer
from paintapp.generation.expand import grown_for
from paintapp.generation.job import Job
from paintapp.generation.place import (
    layer_generation,
    paint_into,
    place_layer,
    result_layer,
    within_selection,
)
from paintapp.generation.record import Generation
from paintapp.generation.results import Result, ResultStore, StoreError, Usage
from paintapp.generation.settings import RANDOM_SEEDS, Settings
from paintapp.ui.cut_out import subject_only
from paintapp.ui.generate.background import Background
from paintapp.ui.generate.compare import Comparison
from paintapp.ui.generate.drag_out import write_file
from paintapp.ui.generate.intent_texts import intent_label
from paintapp.ui.generate.labels import size_text
from paintapp.ui.generate.results_model import Entry, ResultsModel
from paintapp.ui.labels import translated

if TYPE_CHECKING:
    from paintapp.ui.generate.controller import GenerateController

BUSY_MILLISECONDS = 50
"""How long applying waits before it looks again whether the stroke going on has ended."""
LONGEST_NAME = 40
KEPT_DISCARDINGS = 20
"""How many discardings can be undone; what was discarded earlier is deleted for good."""


@dataclass(frozen=True, slots=True)
class Way:
    """How a result is applied: limited to what is selected now, painted into the active layer
    instead of becoming a layer, and without what lies around its subject."""

    inside: bool = False
    into_active: bool = False
    cut_out: bool = False


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
        self.list.loaded.connect(self.check_room)
        self.comparison = Comparison(controller, self._reader)
        self._above: dict[str, tuple[weakref.ref[History], int | None]] = {}
        self._applying: set[str] = set()
        self._pointed = ""
        self._discarded: list[list[Entry]] = []
        """What each discarding took away, the last one at the end; its files are still there."""
        self._told_of_room = False
        self.list.load()

    def add(self, result: Result, job: Job, history: weakref.ref[History] | None) -> None:
        """Show a new result; it belongs above the layer its job was asked for."""
        if history is not None:
            self._above[result.id] = (history, job.layer_id)
        self.list.add(result, on_disk=self._store is not None and not job.warning)
        self.check_room()

    def close(self) -> None:
        """Delete what was discarded and read nothing more."""
        self._reader.close()
        for entry in [entry for entries in self._discarded for entry in entries]:
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

    def apply(
        self,
        identifier: str,
        *,
        inside: bool = False,
        into_active: bool = False,
        cut_out: bool = False,
    ) -> None:
        """Make a result a layer, as one step of the history; again makes another layer.

        With ``inside`` it shows only where something is selected now; with ``into_active`` it is
        painted into the active layer instead of becoming one; with ``cut_out``, or when that was
        chosen for all, only its subject shows.
        """
        if identifier not in self._applying:
            self._applying.add(identifier)
            way = Way(inside, into_active, cut_out or self._controller.choices.cut_out)
            self.list.fetch(
                identifier,
                lambda result: self._make_layer(result, way),
                lambda _: self._give_up(identifier),
            )

    def _make_layer(self, result: Result, way: Way) -> None:
        name = self._layer_name(result)
        self._reader.run(
            lambda: self._layer(result, name, way),
            lambda layer: self._place(result, layer, way),
            lambda error: self._give_up(result.id, str(error)),
        )

    def _layer(self, result: Result, name: str, way: Way) -> RasterLayer:
        layer = result_layer(result.image, result.generation, name)
        if not way.cut_out:
            return layer
        return subject_only(layer, result.generation, self._controller.find_subject)

    def _place(self, result: Result, layer: RasterLayer, way: Way) -> None:
        editor = self._controller.editor
        if editor.busy:  # the stroke goes first
            QTimer.singleShot(BUSY_MILLISECONDS, self, lambda: self._place(result, layer, way))
            return
        before, above, active = editor.document, self._below(result), editor.active_layer_id
        placement = result.generation.placement

        def placed(document: Document) -> Document:
            document = grown_for(document, placement)
            shown = within_selection(layer, document) if way.inside else layer
            if way.into_active:
                return paint_into(document, shown, active)
            return place_layer(document, shown, above)

        def take(after: Document) -> None:
            if editor.busy or editor.document is not before:
                self._place(result, layer, way)  # what was painted meanwhile is not lost
            else:
                self._take(result, lambda _: after)

        if not (way.inside or way.into_active) and placement.old_canvas is None:
            self._take(result, placed)
        else:
            self._reader.run(
                lambda: placed(before), take, lambda error: self._give_up(result.id, str(error))
            )

    def _take(self, result: Result, placed: Callable[[Document], Document]) -> None:
        self._applying.discard(result.id)
        self.point_at("")
        self.comparison.end()
        label = intent_label(result.generation.intent)
        try:
            self._controller.editor.apply(label, placed)
        except ValueError as error:
            self._controller.say_problem(str(error))
            return
        self.list.mark_applied(result.id)
        self._controller.dismiss()

    def _give_up(self, identifier: str, problem: str = "") -> None:
        self._applying.discard(identifier)
        if problem:
            self._controller.say_problem(
                self.tr("The result could not be applied: {reason}.").format(
                    reason=translated(problem).rstrip(".。")
                )
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

    # Keeping

    def star(self, identifier: str, starred: bool) -> None:
        """Give a result a star, or take it away. Starred results are never removed for room."""
        self.list.mark_starred(identifier, starred)
        store = self._store
        if store is not None:

            def failed(error: Exception) -> None:
                self.list.mark_starred(identifier, not starred)
                self._controller.say_problem(str(error))

            self._reader.run(lambda: store.star(identifier, starred), lambda _: None, failed)

    def to_file(self, identifier: str, then: Callable[[Path], object]) -> None:
        """Write a result as a picture for other programs, and hand over where it is."""

        def write(result: Result) -> None:
            label = self._controller.model_label(result.generation.request.model)
            self._reader.run(
                lambda: write_file(result, label),
                then,
                lambda error: self._controller.say_problem(
                    self.tr("The picture could not be written: {reason}.").format(reason=error)
                ),
            )

        self.list.fetch(identifier, write)

    def check_room(self) -> None:
        """Ask, once, what should become of results beyond the room they may take."""
        store = self._store
        if store is not None and not self._told_of_room:
            self._reader.run(store.usage, self._has_usage)

    def _has_usage(self, usage: Usage) -> None:
        if not usage.surplus or self._told_of_room:
            return
        self._told_of_room = True
        text = self.tr(
            "Results take {used}, more than {budget}. The {count} oldest without a star can go."
        ).format(
            used=size_text(usage.used), budget=size_text(usage.budget), count=len(usage.surplus)
        )
        self._controller.say_problem(text, self.tr("Remove them"), self.remove_surplus)

    def remove_surplus(self) -> None:
        """Remove what is beyond the room for results, as the artist has agreed to."""
        store = self._store
        if store is None:
            return
        self._controller.dismiss()

        def gone(names: list[str]) -> None:
            for name in names:
                self.list.remove(name)
            self._told_of_room = False
            self._controller.say(
                self.tr("{count} old results were removed.").format(count=len(names))
            )

        self._reader.run(store.prune, gone, lambda error: self._controller.say_problem(str(error)))

    def set_room(self, budget_bytes: int) -> None:
        """Let results take so much room from now on."""
        if self._store is not None:
            self._store.budget_bytes = budget_bytes
            self._told_of_room = False
            self.check_room()

    # Discarding

    @property
    def can_put_back(self) -> bool:
        """Whether something was discarded that can still be put back."""
        return bool(self._discarded)

    def discard(self, identifiers: Iterable[str]) -> None:
        """Take results away. They can be put back, one discarding after the other."""
        self.point_at("")
        removed = [entry for name in identifiers if (entry := self.list.remove(name))]
        if not removed:
            return
        self._discarded.append(removed)
        self._delete(self._discarded[:-KEPT_DISCARDINGS])
        del self._discarded[:-KEPT_DISCARDINGS]
        if {entry.id for entry in removed} & set(self.comparison.identifiers):
            self.comparison.end()
        if len(removed) == 1:
            text = self.tr("The result was discarded.")
        else:
            text = self.tr("{count} results were discarded.").format(count=len(removed))
        self._controller.say(text, self.tr("Put back"), self.put_back)

    def put_back(self) -> None:
        """Undo the last discarding."""
        if self._discarded:
            for entry in self._discarded.pop():
                self.list.put_back(entry)
        self._controller.dismiss()

    def _delete(self, discarded: list[list[Entry]]) -> None:
        """Delete what was discarded so long ago that nobody will want it back."""
        store, gone = self._store, [entry.id for entries in discarded for entry in entries]
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
