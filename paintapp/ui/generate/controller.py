"""What the generate widgets share: choices, models, the queue, results, and one status line."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from paintapp.document import Document, History
from paintapp.document.identity import identity
from paintapp.editor import Editor
from paintapp.generation import builtin
from paintapp.generation.descriptors import Descriptor, Task
from paintapp.generation.job import Job
from paintapp.generation.jobs import Jobs
from paintapp.generation.protocol import Event
from paintapp.generation.record import Generation
from paintapp.generation.region import Plan, plan
from paintapp.generation.results import Result, ResultStore
from paintapp.generation.settings import GenerationError, Settings
from paintapp.generation.subject import SubjectFinder
from paintapp.ui.generate import wanted
from paintapp.ui.generate.background import Background
from paintapp.ui.generate.choices import (
    Choices,
    choices_path,
    load_choices,
    save_choices,
)
from paintapp.ui.generate.document_file import DocumentFile
from paintapp.ui.generate.framing import Framing
from paintapp.ui.generate.model_list import ModelList
from paintapp.ui.generate.notices import Notice, Notices
from paintapp.ui.generate.overlay import Overlay, PreviewCanvas
from paintapp.ui.generate.results import Results
from paintapp.ui.generate.settings_history import SettingsHistory
from paintapp.ui.generate.survey import Survey, survey
from paintapp.ui.generate.wanted import Wanted
from paintapp.ui.labels import translated
from paintapp.ui.waiting import Hop

REST_MILLISECONDS = 120
"""The document is surveyed once it has not changed for this long."""
SAVE_MILLISECONDS = 1000
KEPT_FAILURES = 5


class GenerateController(QObject):
    """Between the editor, the queue and the widgets.

    ``changed`` says that anything shown may have changed: choices, models, the worker, the task.
    ``progressed`` says the same of the queue and the running job. ``results`` holds the pictures.
    """

    changed = Signal()
    progressed = Signal()

    def __init__(
        self,
        editor: Editor,
        jobs: Jobs,
        store: ResultStore | None,
        canvas: PreviewCanvas | None = None,
        *,
        path: Path | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        self.jobs = jobs
        self.client = jobs.client
        self.find_subject = SubjectFinder(self.client, Hop(self).post)
        """Looks for what stands out of a picture; called on a thread."""
        self._path = path or choices_path()
        self.settings = SettingsHistory(load_choices(self._path))
        self.notices = Notices(self)
        self.notices.changed.connect(self.refresh)
        self.model_list = ModelList(self, self._path)
        self._background = Background("generate", self)
        self.overlay = Overlay(canvas, self._background)
        self.overlay.canvas_size = lambda: editor.document.bounds[2:]
        self.results = Results(self, store)
        self.document_file = DocumentFile(self, store)
        self.survey: Survey | None = None
        self._surveyed: Document | None = None
        self._canvas = editor.document.bounds
        self.plan: Plan | None = None
        self.failures: list[Job] = []
        self.select_subject: Callable[[], object] | None = None
        """Selects what stands out of the picture; set by whoever can."""
        self._histories: dict[int, weakref.ref[History]] = {}
        self._history = weakref.ref(editor.history)
        self._first_seed: tuple[weakref.ref[History], int] | None = None
        self.framing = Framing(self, canvas)

        self._rest = self._timer(REST_MILLISECONDS, self._take_survey)
        self._save = self._timer(SAVE_MILLISECONDS, lambda: save_choices(self.choices, self._path))
        editor.document_changed.append(self._document_changed)
        jobs.changed.append(self._job_changed)
        jobs.finished.append(self._job_finished)
        self.client.on_event.append(self._event)
        self.client.load(self.choices.model)
        self._take_survey()

    def close(self) -> None:
        """Put the choices on disk and let go of editor and queue. The worker is not closed."""
        save_choices(self.choices, self._path)
        self.notices.close()
        for timer in (self._rest, self._save):
            timer.stop()
        for listeners, listener in (
            (self.editor.document_changed, self._document_changed),
            (self.jobs.changed, self._job_changed),
            (self.jobs.finished, self._job_finished),
            (self.client.on_event, self._event),
        ):
            if listener in listeners:
                listeners.remove(listener)  # type: ignore[arg-type]
        self._background.close()
        self.document_file.close()
        self.framing.close()
        self.results.close()

    # Choices

    @property
    def choices(self) -> Choices:
        """What is chosen for the document that is open now."""
        return self.settings.choices

    def choose(self, **changes: object) -> None:
        """Change choices by name; they are remembered a moment later."""
        self._set_choices(msgspec.structs.replace(self.choices, **changes))

    def choose_for_model(self, **changes: object) -> None:
        """Change what is chosen for the current model alone: steps, guidance_scale."""
        own = msgspec.structs.replace(self.choices.for_model(), **changes)
        self._set_choices(self.choices.with_model_choices(own))

    def choose_model(self, model: str) -> None:
        """Use another model, and have it loaded."""
        self.choose(model=model)

    def choose_strength(self, strength: float) -> None:
        """Set the strength, 0..1, of the present intent; each remembers its own."""
        self._set_choices(self.choices.with_strength(self.wanted.intent, strength))

    def set_prompt(self, prompt: str) -> None:
        self.choose(prompt=prompt)

    def undo_choice(self) -> None:
        """Take back the last change of a setting; the canvas has its own undo."""
        self._follow(self.settings.undo)

    def redo_choice(self) -> None:
        self._follow(self.settings.redo)

    def begin_choices(self, choices: Choices | None = None) -> None:
        """Start over with the settings of another document; None goes on with the present ones."""
        self._follow(lambda: self._begin(choices or self.choices.for_another()))

    def _begin(self, choices: Choices) -> None:
        self.settings = SettingsHistory(choices)

    def _set_choices(self, choices: Choices) -> None:
        self._follow(lambda: self.settings.change(choices))

    def _follow(self, change: Callable[[], object]) -> None:
        """Change the settings, and have everything agree with what is chosen then."""
        before = self.choices
        change()
        if self.choices.model != before.model:
            self.model_list.load(self.choices.model)
        if self.choices != before:
            self._save.start()
        self.refresh()

    # What is asked for

    @property
    def models(self) -> tuple[Descriptor, ...]:
        return self.client.models

    @property
    def descriptor(self) -> Descriptor | None:
        """What the worker says of the chosen model; None while it has said nothing."""
        return self.model_list.find(self.choices.model)

    def model_label(self, model: str) -> str:
        """What a model is called; of one that is not listed the end of its id."""
        return self.model_list.label(model)

    @property
    def wanted(self) -> Wanted:
        """What Generate would do now."""
        return wanted.wanted(self.choices, self.survey, self._canvas, self.descriptor)

    @property
    def task(self) -> Task:
        return self.wanted.task

    @property
    def strength(self) -> float:
        """The strength of the present intent, 0..1."""
        meant = self.wanted
        return self.choices.strength(meant.intent, self.descriptor, flat=meant.flat)

    @property
    def uses_strength(self) -> bool:
        return self.task != "text" and (self.descriptor is None or self.descriptor.uses_strength)

    @property
    def first_seed(self) -> int | None:
        """The seed of the next job where none is fixed; None when one is to be drawn."""
        if self._first_seed is None or self._first_seed[0]() is not self.editor.history:
            return None
        return self._first_seed[1]

    def begin_with_seed(self, seed: int) -> None:
        """Use this seed for the first job on the open document; later ones get others."""
        self._first_seed = weakref.ref(self.editor.history), seed
        self.choose(seed=seed, seed_fixed=False)

    # Asking

    def generate(self) -> None:
        """Queue a generation of the document as it is now, with the present choices."""
        document, layer_id = self.editor.history.document, self.editor.active_layer_id
        choices, history = self.choices, self.editor.history
        self.dismiss()

        def submit(found: Survey) -> None:
            meant = wanted.wanted(choices, found, document.bounds, self.descriptor)
            try:
                settings = wanted.settings(choices, meant)
            except GenerationError as error:
                self._say_missing(str(error), meant)
                return
            if settings.seed is None and self.first_seed is not None:
                settings = replace(settings, seed=self.first_seed)
            self._first_seed = None
            for asked in self._ways(settings, meant):
                job = self.jobs.submit(document, layer_id, asked)
                self._histories[job.number] = weakref.ref(history)
                if job.settings.seed is not None and not job.without_model:
                    # So that it can be kept; the artist has chosen nothing by that.
                    drawn = msgspec.structs.replace(self.choices, seed=job.settings.seed)
                    self._follow(lambda drawn=drawn: self.settings.amend(drawn))

        if self.survey is not None and self._surveyed is document:
            submit(self.survey)
        else:
            self._background.run(lambda: survey(document), submit)

    def _say_missing(self, text: str, meant: Wanted) -> None:
        """Say what keeps a request from being made; a subject can be found by itself."""
        if meant.intent.inverted and meant.selected is None and self.select_subject is not None:
            self.say_problem(translated(text), self.tr("Select the subject"), self._select_subject)
        else:
            self.say_problem(text)

    def _select_subject(self) -> None:
        self.dismiss()
        if self.select_subject is not None:
            self.select_subject()

    def _ways(self, settings: Settings, meant: Wanted) -> list[Settings]:
        """What to submit: what needs no model is made at once, and by the model if there is one."""
        if meant.intent.needs_model:
            return [settings]
        quick = wanted.without_model(settings)
        model = self.descriptor
        ready = model is not None and settings.task in model.tasks
        return [quick, settings] if ready and self.client.state != "stopped" else [quick]

    def replay(self, generation: Generation) -> None:
        """Queue a recorded generation, for a result above the active layer."""
        self.dismiss()
        document_id = identity(self.editor.document)
        job = self.jobs.replay(generation, self.editor.active_layer_id, document_id)
        self._histories[job.number] = weakref.ref(self.editor.history)

    def cancel(self) -> None:
        """Cancel the running job, or the next one that waits."""
        if self.current is not None:
            self.current.cancel()

    def cancel_all(self) -> None:
        self.jobs.cancel_all()

    def toggle_pause(self) -> None:
        """Begin no further job, or go on with them."""
        if self.jobs.paused:
            self.jobs.resume()
        else:
            self.jobs.pause()
        self.progressed.emit()
        self.refresh()

    @property
    def queue(self) -> tuple[Job, ...]:
        return self.jobs.queue

    @property
    def current(self) -> Job | None:
        """The job that runs, else the one that is next."""
        return self.jobs.queue[0] if self.jobs.queue else None

    def try_again(self, job: Job) -> None:
        """Run a failed job once more."""
        self.dismiss_failure(job)
        self.dismiss()
        again = job.again()
        if job.number in self._histories:
            self._histories[again.number] = self._histories[job.number]

    def dismiss_failure(self, job: Job) -> None:
        if job in self.failures:
            self.failures.remove(job)
            self.progressed.emit()

    # What is said

    @property
    def notice(self) -> Notice:
        """The one line to show now."""
        return self.notices.current or Notice(self.model_list.line())

    @property
    def warming_up(self) -> bool:
        """Whether a job would have to wait for the worker or its model."""
        return self.model_list.warming_up

    def say(self, text: str, action: str = "", act: Callable[[], object] | None = None) -> None:
        """Say something for a while."""
        self.notices.say(translated(text), action, act)

    def say_problem(
        self, text: str, action: str = "", act: Callable[[], object] | None = None
    ) -> None:
        """Say that something went wrong, until it is dismissed or something else is asked for."""
        self.notices.say_problem(translated(text), action, act)

    def dismiss(self) -> None:
        """Take back what was said."""
        self.notices.dismiss()

    # What layers remember

    def is_generated(self, layer_id: int) -> bool:
        layer = self.editor.document.find(layer_id)
        return layer is not None and layer.origin.kind == "generated"

    def generate_again(self, layer_id: int | None) -> None:
        """Ask once more for what made a layer, with another seed."""
        self.results.generate_layer_again(layer_id)

    def copy_seed(self, layer_id: int | None) -> None:
        """Put the seed that made a layer on the clipboard."""
        self.results.copy_layer_seed(layer_id)

    def edit_request(self, layer_id: int | None) -> None:
        """Load what made a layer into the prompt bar and the panel."""
        self.results.edit_layer_request(layer_id)

    def load_settings(self, settings: Settings) -> None:
        """Show former settings for editing; a model that is no longer listed is not chosen."""
        choices = self.choices.with_settings(settings)
        if self.models and all(model.id != settings.model for model in self.models):
            choices = msgspec.structs.replace(choices, model=self.choices.model)
        chosen, meant = self.choices.intent, settings.wanted.id
        self.settings.seal()
        self._set_choices(msgspec.structs.replace(choices, intent="automatic"))
        if self.wanted.intent.id != meant or chosen == meant:
            fixed = msgspec.structs.replace(self.choices, intent=meant)
            self._follow(lambda: self.settings.amend(fixed))

    # The frame of what the model would see

    def show_frame(self, wanted: bool) -> None:
        """Frame the context on the canvas while a request is being set up."""
        self.framing.show(wanted)

    # Listening

    def _document_changed(self, old: Document, new: Document) -> None:
        self._rest.start()
        if old.bounds != new.bounds:
            # A place on a canvas of another size means nothing any more.
            placed = self.choices.elsewhere()
            self._follow(lambda: self.settings.amend(placed))
        if self._history() is not self.editor.history:
            self._history = weakref.ref(self.editor.history)
            self.begin_choices()
            self._show_running()
            self.results.point_at("")
            self.results.comparison.end()

    def _take_survey(self) -> None:
        if self.editor.busy:
            self._rest.start()
            return
        document = self.editor.history.document
        if document is not self._surveyed:
            self._background.run(
                lambda: survey(document), lambda found: self._has_survey(document, found)
            )

    def _has_survey(self, document: Document, found: Survey) -> None:
        self._surveyed = document
        if found != self.survey or document.bounds != self._canvas:
            self.survey, self._canvas = found, document.bounds
            self.refresh()

    def refresh(self) -> None:
        """Say that what is shown may have changed."""
        self.plan = self._plan()
        self.changed.emit()

    def _plan(self) -> Plan | None:
        try:
            return self.plan_for()
        except GenerationError:
            return None

    def plan_for(self, **changes: object) -> Plan | None:
        """The geometry of what is wanted now, with some choices changed. Raises GenerationError.

        None while the document or the model is not known.
        """
        meant, model = self.wanted, self.descriptor
        if model is None and not meant.intent.needs_model:
            model = builtin.DESCRIPTOR
        if self.survey is None or model is None:
            return None
        choices = msgspec.structs.replace(self.choices, **changes)
        settings = wanted.settings(choices, meant)
        return plan((meant.canvas.width, meant.canvas.height), meant.selected, settings, model)

    def _job_changed(self, job: Job) -> None:
        if job.state == "failed" and job not in self.failures:
            self.failures = [*self.failures, job][-KEPT_FAILURES:]
            if job.reason in ("request", "model"):
                self.say_problem(job.message)
            else:
                self.say_problem(job.message, self.tr("Try again"), lambda: self.try_again(job))
        elif job.state == "finished":
            self._say_finished(job)
        self._show_running()
        self.progressed.emit()

    def _show_running(self) -> None:
        """Preview the running job, if it belongs to the document that is open now."""
        running = next((job for job in self.queue if job.state == "running"), None)
        if running is not None and not running.cancelling:
            history = self._histories.get(running.number)
            if history is not None and history() is self.editor.history:
                self.overlay.show_job(running)
                return
        self.overlay.show_job(None)

    def _say_finished(self, job: Job) -> None:
        if job.warning:
            self.say_problem(job.warning)
        elif len(job.results) == 1:
            self.say(self.tr("The result is ready: point at it to see it, click to apply it."))
        else:
            self.say(
                self.tr("{count} results are ready: point at one to see it, click to apply it.")
                .format(count=len(job.results))
            )  # fmt: skip

    def _job_finished(self, job: Job, result: Result) -> None:
        self.results.add(result, job, self._histories.get(job.number))

    def _event(self, event: Event) -> None:
        if self.model_list.worker_event(event):
            self.refresh()

    def _timer(self, milliseconds: int, call: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(call)
        return timer
