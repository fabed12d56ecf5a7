"""What the generate widgets share: choices, models, the queue, results, and one status line."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from paintapp.document import Document, History
from paintapp.document.identity import identity
from paintapp.editor import Editor
from paintapp.generation import models
from paintapp.generation.jobs import Job, Jobs
from paintapp.generation.protocol import (
    Adding,
    Descriptor,
    Event,
    Loaded,
    Models,
    Progress,
    Ready,
    Stopped,
    Task,
)
from paintapp.generation.record import Generation
from paintapp.generation.region import Plan, plan
from paintapp.generation.results import Result, ResultStore
from paintapp.generation.settings import GenerationError, Settings
from paintapp.ui.generate.background import Background
from paintapp.ui.generate.choices import (
    Choices,
    automatic_task,
    choices_path,
    load_choices,
    models_path,
    save_choices,
)
from paintapp.ui.generate.overlay import Overlay, PreviewCanvas
from paintapp.ui.generate.results import Results
from paintapp.ui.generate.survey import Survey, survey

REST_MILLISECONDS = 120
"""The document is surveyed once it has not changed for this long."""
NOTICE_MILLISECONDS = 8000
SAVE_MILLISECONDS = 1000
KEPT_FAILURES = 5


@dataclass(frozen=True)
class Notice:
    """A line for the artist, and what can be done about it."""

    text: str
    problem: bool = False
    action: str = ""
    act: Callable[[], object] | None = None


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
        self._path = path or choices_path()
        self._background = Background("generate", self)
        self.overlay = Overlay(canvas, self._background)
        self.results = Results(self, store)
        self.choices: Choices = load_choices(self._path)
        self.survey: Survey | None = None
        self._surveyed: Document | None = None
        self._canvas = editor.document.bounds
        self.plan: Plan | None = None
        self._notice: Notice | None = None
        self.loaded = ""
        """The id of the model that is in the worker's memory."""
        self.adding: dict[str, Adding | None] = {}
        self.download_question = ""
        """A hub id that can be added once the artist agrees to download it."""
        self.failures: list[Job] = []
        self._load_problem = ""
        self._given_up = False
        """Whether the worker has died for good."""
        self._histories: dict[int, weakref.ref[History]] = {}
        self._history = weakref.ref(editor.history)
        self._framing = False

        self._rest = self._timer(REST_MILLISECONDS, self._take_survey)
        self._forget = self._timer(NOTICE_MILLISECONDS, self.dismiss)
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
        for timer in (self._rest, self._forget, self._save):
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
        self.results.close()

    # Choices

    def choose(self, **changes: object) -> None:
        """Change choices by name; they are remembered a moment later."""
        self._set_choices(msgspec.structs.replace(self.choices, **changes))

    def choose_for_model(self, **changes: object) -> None:
        """Change what is chosen for the current model alone: steps, guidance_scale."""
        own = msgspec.structs.replace(self.choices.for_model(), **changes)
        self._set_choices(self.choices.with_model_choices(own))

    def choose_model(self, model: str) -> None:
        """Use another model, and have it loaded."""
        if model != self.choices.model:
            self._load_problem = ""
            self.client.load(model)
            self.choose(model=model)

    def choose_strength(self, strength: float) -> None:
        """Set the strength, 0..1, of the present task; each task remembers its own."""
        name = "inpaint_strength" if self.task == "inpaint" else "image_strength"
        self.choose(**{name: strength})

    def set_prompt(self, prompt: str) -> None:
        self.choose(prompt=prompt)

    def _set_choices(self, choices: Choices) -> None:
        if choices != self.choices:
            self.choices = choices
            self._save.start()
            self._refresh()

    # What is asked for

    @property
    def models(self) -> tuple[Descriptor, ...]:
        return self.client.models

    @property
    def descriptor(self) -> Descriptor | None:
        """What the worker says of the chosen model; None while it has said nothing."""
        return next((one for one in self.models if one.id == self.choices.model), None)

    def model_label(self, model: str) -> str:
        """What a model is called; of one that is not listed the end of its id."""
        labels = {one.id: one.label for one in self.models}
        return labels.get(model) or Path(model).name or model

    @property
    def task(self) -> Task:
        """What Generate would do now."""
        if self.choices.mode != "automatic":
            return self.choices.mode
        if self.survey is None:
            return "image"
        return automatic_task(self.survey.selected, self.survey.blank, self.descriptor)

    @property
    def strength(self) -> float:
        """The strength of the present task, 0..1."""
        default = self.descriptor.default_strength if self.descriptor else 0.6
        return self.choices.strength(self.task, default)

    @property
    def uses_strength(self) -> bool:
        return self.task != "text" and (self.descriptor is None or self.descriptor.uses_strength)

    def task_label(self, task: Task) -> str:
        """What a task does, in words."""
        return {
            "text": self.tr("Text to image"),
            "image": self.tr("Refine the picture"),
            "inpaint": self.tr("Fill the selection"),
        }[task]

    # Asking

    def generate(self) -> None:
        """Queue a generation of the document as it is now, with the present choices."""
        document, layer_id = self.editor.history.document, self.editor.active_layer_id
        choices, history = self.choices, self.editor.history
        self._set_notice(None)

        def submit(found: Survey) -> None:
            mode = choices.mode
            if mode == "automatic":
                task = automatic_task(found.selected, found.blank, self.descriptor)
            else:
                task = mode
            if task == "inpaint" and found.selected is None:
                self.say_problem(
                    self.tr("Nothing is selected: select or paint the part to change first.")
                )
                return
            try:
                settings = choices.settings(task)
            except GenerationError as error:
                self.say_problem(str(error))
                return
            job = self.jobs.submit(document, layer_id, settings)
            self._histories[job.number] = weakref.ref(history)
            if job.settings.seed is not None:
                self.choose(seed=job.settings.seed)  # so that it can be kept

        if self.survey is not None and self._surveyed is document:
            submit(self.survey)
        else:
            self._background.run(lambda: survey(document), submit)

    def replay(self, generation: Generation) -> None:
        """Queue a recorded generation, for a result above the active layer."""
        self._set_notice(None)
        document_id = identity(self.editor.document)
        job = self.jobs.replay(generation, self.editor.active_layer_id, document_id)
        self._histories[job.number] = weakref.ref(self.editor.history)

    def cancel(self) -> None:
        """Cancel the running job, or the next one that waits."""
        if self.current is not None:
            self.current.cancel()

    def cancel_all(self) -> None:
        self.jobs.cancel_all()

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
        self._set_notice(None)
        again = job.again()
        if job.number in self._histories:
            self._histories[again.number] = self._histories[job.number]

    def dismiss_failure(self, job: Job) -> None:
        if job in self.failures:
            self.failures.remove(job)
            self.progressed.emit()

    # Models

    def add_model(self, source: str, *, download: bool = False) -> None:
        """List a folder, a .safetensors file, or a hub id the artist agreed to download."""
        source = source.strip()
        if source:
            self.download_question = ""
            self.adding[source] = None
            self.client.add_model(source, download=download)
            self._refresh()

    def cancel_adding(self, source: str) -> None:
        """Stop downloading a model. What has come is kept for the next try."""
        if self.adding.pop(source, None) is not None:
            self.client.remove_model(source)
            self.say(self.tr("The download of “{model}” was cancelled.").format(model=source))

    def remove_model(self, model: str) -> None:
        """No longer list a model; its files stay."""
        self.client.remove_model(model)
        self._remember(lambda: models.forget(model, models_path(self._path)))
        if model == self.choices.model:
            self.choose_model(models.STARTER)

    def answer_download(self, agreed: bool) -> None:
        """What the artist says to downloading the model asked about."""
        source, self.download_question = self.download_question, ""
        if agreed:
            self.add_model(source, download=True)
        else:
            self._refresh()

    def _models_changed(self, event: Models) -> None:
        asked = [source for source in self.adding if _same(source, event.source)]
        for source in asked:
            del self.adding[source]
        if event.needs_download:
            self.download_question = event.source
        elif event.problem:
            if asked:
                self.say_problem(event.problem)
        elif asked and any(model.id == event.source for model in event.models):
            self._remember(lambda: models.remember(event.source, models_path(self._path)))
            self.choose_model(event.source)
            label = self.descriptor.label if self.descriptor else event.source
            self.say(self.tr("“{model}” has been added.").format(model=label))

    def _remember(self, change: Callable[[], object]) -> None:
        try:
            change()
        except OSError as error:
            self.say_problem(
                self.tr("The list of models could not be kept: {reason}.").format(
                    reason=error.strerror or error
                )
            )

    # What is said

    @property
    def notice(self) -> Notice:
        """The one line to show now."""
        if self._notice is not None:
            return self._notice
        return Notice(self._worker_line())

    @property
    def warming_up(self) -> bool:
        """Whether a job would have to wait for the worker or its model."""
        if self.client.state == "ready":
            return not (self.loaded == self.choices.model or self._load_problem)
        return not (self._given_up and self.client.state == "stopped")

    def say(self, text: str, action: str = "", act: Callable[[], object] | None = None) -> None:
        """Say something for a while."""
        self._set_notice(Notice(text, False, action, act))

    def say_problem(
        self, text: str, action: str = "", act: Callable[[], object] | None = None
    ) -> None:
        """Say that something went wrong, until it is dismissed or something else is asked for."""
        self._set_notice(Notice(text, True, action, act))

    def dismiss(self) -> None:
        """Take back what was said."""
        self._set_notice(None)

    def _set_notice(self, notice: Notice | None) -> None:
        if notice is not None and not notice.problem:
            self._forget.start()
        else:
            self._forget.stop()
        if notice is not self._notice:
            self._notice = notice
            self._refresh()

    def _worker_line(self) -> str:
        if self._given_up and self.client.state == "stopped":
            return self.tr("The model process is not running; Generate starts it.")
        if self.client.state == "waiting":
            return self.tr("The model process is starting again.")
        if self._load_problem:
            return self._load_problem
        if self.warming_up:
            return self.tr("The model is warming up.")
        if self.descriptor is None:
            return self.tr("Choose a model in the Generate panel.")
        device = self.client.device
        device = self.tr("the processor") if device.startswith("cpu") else device
        return self.tr("{model} on {device}").format(model=self.descriptor.label, device=device)

    def _say_not_loaded(self, problem: str) -> None:
        starter = next((one for one in self.models if one.id == models.STARTER), None)
        if starter is None or self.choices.model == models.STARTER:
            self.say_problem(problem)
            return

        def use_starter() -> None:
            self.dismiss()
            self.choose_model(models.STARTER)

        action = self.tr("Use “{model}”").format(model=starter.label)
        self.say_problem(problem, action, use_starter)

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
        if choices.model != self.choices.model:
            self.client.load(choices.model)
        mode = self.choices.mode
        self._set_choices(msgspec.structs.replace(choices, mode="automatic"))
        if self.task != settings.task or mode == settings.task:
            self.choose(mode=settings.task)

    # The frame of what the model would see

    def show_frame(self, wanted: bool) -> None:
        """Frame the context on the canvas while a request is being set up."""
        self._framing = wanted
        self._update_frame()

    def _update_frame(self) -> None:
        rect = None
        if self._framing and self.plan is not None:
            bounds = self.editor.document.bounds
            rect = self.plan.bounds.intersected(bounds)
            if rect == bounds:
                rect = None  # the canvas's own edge says it already
        self.overlay.show_frame(rect)

    # Listening

    def _document_changed(self, old: Document, new: Document) -> None:
        self._rest.start()
        if self._history() is not self.editor.history:
            self._history = weakref.ref(self.editor.history)
            self._show_running()
            self.results.point_at("")

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
            self._refresh()

    def _refresh(self) -> None:
        self.plan = self._plan()
        if self._framing:
            self._update_frame()
        self.changed.emit()

    def _plan(self) -> Plan | None:
        if self.survey is None or self.descriptor is None:
            return None
        size = (self._canvas.width, self._canvas.height)
        try:
            settings = self.choices.settings(self.task)
            return plan(size, self.survey.selected, settings, self.descriptor)
        except GenerationError:
            return None

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
        if isinstance(event, Ready):
            self._given_up = False
        elif isinstance(event, Loaded):
            if event.model == self.choices.model:
                self.loaded = "" if event.problem else event.model
                self._load_problem = event.problem
                if event.problem:
                    self._say_not_loaded(event.problem)
        elif isinstance(event, Progress):
            # A job may have loaded the model before it was loaded ahead.
            job = self.current
            if event.stage == "loading" or job is None or self.loaded == job.settings.model:
                return
            self.loaded = job.settings.model
        elif isinstance(event, Models):
            self._models_changed(event)
        elif isinstance(event, Adding):
            self.adding[event.source] = event
        elif isinstance(event, Stopped):
            self.loaded = ""
            self.adding.clear()
            self._given_up = not event.restarting
            if not event.restarting:
                self.say_problem(event.message, self.tr("Start again"), self.client.start)
            elif self._notice is None or not self._notice.problem:
                self.say(event.message)
        self._refresh()

    def _timer(self, milliseconds: int, call: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(call)
        return timer


def _same(asked: str, answered: str) -> bool:
    """Whether an answer is about what was asked: files are answered by their whole path."""
    path = Path(asked).expanduser()
    return asked == answered or (path.exists() and str(path.resolve()) == answered)
