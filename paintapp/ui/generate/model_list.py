"""The models the worker offers: which is loaded, adding others, taking them off the list."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from paintapp.generation import builtin, models
from paintapp.generation.descriptors import Descriptor
from paintapp.generation.protocol import Adding, Event, Loaded, Models, Progress, Ready, Stopped
from paintapp.ui.generate.choices import models_path
from paintapp.ui.labels import model_text

if TYPE_CHECKING:
    from paintapp.ui.generate.controller import GenerateController


class ModelList(QObject):
    """What is known of the models, between the worker and the controller.

    ``loaded`` is the id of the model in the worker's memory, ``adding`` holds by their source the
    models being added, ``download_question`` a hub id that can be added once the artist agrees.
    """

    def __init__(self, controller: GenerateController, path: Path) -> None:
        super().__init__(controller)
        self._controller = controller
        self._client = controller.client
        self._path = models_path(path)
        self.loaded = ""
        self.adding: dict[str, Adding | None] = {}
        self.download_question = ""
        self._load_problem = ""
        self._given_up = False
        """Whether the worker has died for good."""

    @property
    def known(self) -> tuple[Descriptor, ...]:
        return self._client.models

    def find(self, model: str) -> Descriptor | None:
        """What the worker says of a model; None while it has said nothing."""
        return next((one for one in self.known if one.id == model), None)

    def label(self, model: str) -> str:
        """What a model is called; of one that is not listed the end of its id."""
        found = builtin.DESCRIPTOR if model == builtin.MODEL else self.find(model)
        return (model_text(found.label) if found else "") or Path(model).name or model

    def listed(self, model: str) -> bool:
        """Whether a model can be chosen here, as far as is known before the worker has spoken."""
        if self.known:
            return self.find(model) is not None
        return model in models.PAINTERS or model in models.remembered(self._path).sources

    def load(self, model: str) -> None:
        """Have a model loaded ahead of its first job."""
        self._load_problem = ""
        self._client.load(model)

    @property
    def warming_up(self) -> bool:
        """Whether a job would have to wait for the worker or its model."""
        if self._client.state == "ready":
            return not (self.loaded == self._controller.choices.model or self._load_problem)
        return not (self._given_up and self._client.state == "stopped")

    # Adding and removing

    def add(self, source: str, *, download: bool = False) -> None:
        """List a folder, a .safetensors file, or a hub id the artist agreed to download."""
        source = source.strip()
        if source:
            self.download_question = ""
            self.adding[source] = None
            self._client.add_model(source, download=download)
            self._controller.refresh()

    def cancel_adding(self, source: str) -> None:
        """Stop downloading a model. What has come is kept for the next try."""
        if self.adding.pop(source, None) is not None:
            self._client.remove_model(source)
            self._controller.say(
                self.tr("The download of “{model}” was cancelled.").format(model=source)
            )

    def remove(self, model: str) -> None:
        """No longer list a model; its files stay."""
        self._client.remove_model(model)
        self._remember(lambda: models.forget(model, self._path))
        if model == self._controller.choices.model:
            self._controller.choose_model(models.STARTER)

    def answer_download(self, agreed: bool) -> None:
        """What the artist says to downloading the model asked about."""
        source, self.download_question = self.download_question, ""
        if agreed:
            self.add(source, download=True)
        else:
            self._controller.refresh()

    def _changed(self, event: Models) -> None:
        controller = self._controller
        asked = [source for source in self.adding if _same(source, event.source)]
        for source in asked:
            del self.adding[source]
        if event.needs_download:
            self.download_question = event.source
        elif event.problem:
            if asked:
                controller.say_problem(event.problem)
        elif asked and any(model.id == event.source for model in event.models):
            self._remember(lambda: models.remember(event.source, self._path))
            controller.choose_model(event.source)
            label = self.label(event.source)
            controller.say(self.tr("“{model}” has been added.").format(model=label))
        elif asked and any(guide.id == event.source for guide in event.guides):
            self._guide_added(event)
        elif asked and any(one.id == event.source for one in event.enlargers):
            self._enlarger_added(event)

    def _guide_added(self, event: Models) -> None:
        """Say what has been added; a control is used by the models it fits, and not chosen."""
        guide = next(guide for guide in event.guides if guide.id == event.source)
        self._remember(lambda: models.remember(event.source, self._path))
        self._controller.say(
            self.tr("The control “{name}” has been added: models it fits now follow lines.").format(
                name=guide.label
            )
        )

    def _enlarger_added(self, event: Models) -> None:
        """Say what has been added; an upscaler is not chosen like a model."""
        enlarger = next(one for one in event.enlargers if one.id == event.source)
        self._remember(lambda: models.remember(event.source, self._path))
        text = self.tr("The upscaler “{name}” has been added: Image > Enlarge uses it.")
        self._controller.say(text.format(name=enlarger.label))

    def _remember(self, change: Callable[[], object]) -> None:
        try:
            change()
        except OSError as error:
            self._controller.say_problem(
                self.tr("The list of models could not be kept: {reason}.").format(
                    reason=error.strerror or error
                )
            )

    # What the worker says

    def line(self) -> str:
        """What the model is doing, in a few words."""
        if self._given_up and self._client.state == "stopped":
            return self.tr("The model process is not running; Generate starts it.")
        if self._client.state == "waiting":
            return self.tr("The model process is starting again.")
        if self._load_problem:
            return self._load_problem
        if self.warming_up:
            return self.tr("The model is warming up.")
        descriptor = self._controller.descriptor
        if descriptor is None:
            return self.tr("Choose a model in the Generate panel.")
        device = self._client.device
        device = self.tr("the processor") if device.startswith("cpu") else device
        return self.tr("{model} on {device}").format(
            model=model_text(descriptor.label), device=device
        )

    def worker_event(self, event: Event) -> bool:
        """Follow the worker; whether anything shown may have changed."""
        controller = self._controller
        if isinstance(event, Ready):
            self._given_up = False
        elif isinstance(event, Loaded):
            if event.model == controller.choices.model:
                self.loaded = "" if event.problem else event.model
                self._load_problem = event.problem
                if event.problem:
                    self._say_not_loaded(event.problem)
        elif isinstance(event, Progress):
            # A job may have loaded the model before it was loaded ahead.
            job = controller.current
            if (
                event.stage in ("loading", "enlarging")
                or job is None
                or self.loaded == job.settings.model
            ):
                return False
            self.loaded = job.settings.model
        elif isinstance(event, Models):
            self._changed(event)
        elif isinstance(event, Adding):
            self.adding[event.source] = event
        elif isinstance(event, Stopped):
            self.loaded = ""
            self.adding.clear()
            self._given_up = not event.restarting
            notice = controller.notices.current
            if not event.restarting:
                controller.say_problem(event.message, self.tr("Start again"), self._client.start)
            elif notice is None or not notice.problem:
                controller.say(event.message)
        return True

    def _say_not_loaded(self, problem: str) -> None:
        controller = self._controller
        starter = self.find(models.STARTER)
        if starter is None or controller.choices.model == models.STARTER:
            controller.say_problem(problem)
            return

        def use_starter() -> None:
            controller.dismiss()
            controller.choose_model(models.STARTER)

        action = self.tr("Use “{model}”").format(model=model_text(starter.label))
        controller.say_problem(problem, action, use_starter)


def _same(asked: str, answered: str) -> bool:
    """Whether an answer is about what was asked: files are answered by their whole path."""
    path = Path(asked).expanduser()
    return asked == answered or (path.exists() and str(path.resolve()) == answered)
