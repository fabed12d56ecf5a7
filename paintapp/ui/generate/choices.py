"""What the artist has chosen for generating, and how it is remembered between sessions."""

from __future__ import annotations

import logging
import os
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta
from platformdirs import user_config_path

from paintapp.document import Rect
from paintapp.generation import models
from paintapp.generation.descriptors import Descriptor, Task
from paintapp.generation.intents import Intent, IntentId, automatic, default_strength
from paintapp.generation.models import STARTER
from paintapp.generation.request import Fraction
from paintapp.generation.settings import MAXIMUM_COUNT, MAXIMUM_SEED, Lines, Settings

_log = logging.getLogger(__name__)

IntentChoice = Literal["automatic"] | IntentId
"""A row of `INTENTS`, or automatic: fill a selection, refine a picture, begin on a blank canvas."""

UNKNOWN_STRENGTH = 0.6
"""Shown where the model's own strength counts and none is known yet."""

DEFAULT_LIVE_STRENGTH = 0.6
"""The sketch stays in charge, and yet becomes a picture."""

Distance = Annotated[int, Meta(ge=0, le=1024)]


class ModelChoices(msgspec.Struct, frozen=True, kw_only=True):
    """What is chosen for one model; None takes what its descriptor declares."""

    steps: Annotated[int, Meta(ge=1, le=200)] | None = None
    guidance_scale: Annotated[float, Meta(ge=0.0, le=50.0)] | None = None


class LinesChoice(msgspec.Struct, frozen=True, kw_only=True):
    """What lines guide the model, and how: see `paintapp.generation.settings.Lines`."""

    source: Literal["none", "picture", "layer"] = "none"
    layer: int = 0
    """The layer's id, where it is one."""
    weight: Annotated[float, Meta(ge=0.0, le=2.0)] = 1.0
    start: Fraction = 0.0
    end: Fraction = 1.0

    def lines(self) -> Lines | None:
        """The lines as settings have them; None where none are chosen."""
        if self.source == "none":
            return None
        source = self.layer if self.source == "layer" else None
        return Lines(source=source, weight=self.weight, start=self.start, end=self.end)


class Choices(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the prompt bar and the Generate panel hold. None means automatic."""

    model: str = STARTER
    """Remembered with the list of models (see `paintapp.generation.models`), not here."""
    intent: IntentChoice = "automatic"
    prompt: str = ""
    negative_prompt: str = ""
    strengths: dict[IntentId, Fraction] = {}
    """Each intent remembers its own; one that is not here begins where its row says."""
    frame: Rect | None = None
    """What of the canvas the model sees, when the artist has dragged it."""
    growth: Rect | None = None
    """What the canvas shall grow to, in its present coordinates."""
    lines: LinesChoice = LinesChoice()
    """The lines that guide a model which declares that it knows them."""
    cut_out: bool = False
    """Whether results become layers that show only their subject."""
    count: Annotated[int, Meta(ge=1, le=MAXIMUM_COUNT)] = 2
    seed: Annotated[int, Meta(ge=0, le=MAXIMUM_SEED)] = 0
    seed_fixed: bool = False
    grow: Distance | None = None
    feather: Distance | None = None
    blend: Distance | None = None
    live_strength: Fraction = DEFAULT_LIVE_STRENGTH
    live_seed: Annotated[int, Meta(ge=0, le=MAXIMUM_SEED)] = 1
    live_over: bool = False
    """Whether the live picture lies over the canvas; otherwise it is beside it."""
    live_opacity: Fraction = 1.0
    models: dict[str, ModelChoices] = {}
    keep_results: bool = False
    """Whether the document's file holds its results as well."""

    def for_model(self) -> ModelChoices:
        """What is chosen for the current model."""
        return self.models.get(self.model, ModelChoices())

    def with_model_choices(self, choices: ModelChoices) -> Choices:
        return msgspec.structs.replace(self, models={**self.models, self.model: choices})

    def strength(
        self, intent: Intent, descriptor: Descriptor | None, *, flat: bool = False
    ) -> float:
        """The strength of an intent, 0..1; ``flat``: over flat ground."""
        chosen = self.strengths.get(intent.id)
        if chosen is not None:
            return chosen
        if descriptor is not None:
            return default_strength(intent, descriptor, self.prompt, flat=flat)
        return UNKNOWN_STRENGTH if intent.strength is None else intent.strength

    def with_strength(self, intent: Intent, strength: float) -> Choices:
        return msgspec.structs.replace(self, strengths={**self.strengths, intent.id: strength})

    def elsewhere(self) -> Choices:
        """These choices for another canvas: without what is a place on this one."""
        return msgspec.structs.replace(self, frame=None, growth=None)

    def for_another(self) -> Choices:
        """These choices for another document: without what is in this one alone."""
        choices = self.elsewhere()
        if choices.lines.source == "layer":
            lines = msgspec.structs.replace(choices.lines, source="none", layer=0)
            choices = msgspec.structs.replace(choices, lines=lines)
        return choices

    def settings(
        self,
        task: Task,
        intent: Intent | None = None,
        *,
        context: Rect | None = None,
        canvas: Rect | None = None,
    ) -> Settings:
        """The settings of a generation with these choices. Raises GenerationError.

        Without an intent the one is meant that the task and its strength suggest.
        """
        model = self.for_model()
        meant = intent or automatic(task, None)
        return Settings(
            task=task,
            intent=None if intent is None else intent.id,
            model=self.model,
            prompt=self.prompt.strip(),
            negative_prompt=self.negative_prompt.strip(),
            strength=None if task == "text" else self.strengths.get(meant.id),
            steps=model.steps,
            guidance_scale=model.guidance_scale,
            seed=self.seed if self.seed_fixed else None,
            count=self.count,
            grow=self.grow,
            feather=self.feather,
            blend=self.blend,
            context=context,
            canvas=canvas,
            lines=self.lines.lines(),
        )

    def live_settings(self) -> Settings:
        """The settings of live painting with these choices. Raises GenerationError."""
        return replace(
            self.settings("image", context=self.frame),
            strength=self.live_strength,
            seed=self.live_seed,
            count=1,
            steps=None,
            guidance_scale=None,
        )

    def with_settings(self, settings: Settings) -> Choices:
        """These choices changed to what a former generation was made with."""
        strength, lines = settings.strength, self.lines
        if settings.lines is None:
            lines = msgspec.structs.replace(lines, source="none")
        else:
            given = settings.lines
            # A request does not say which layer its lines were of: the one chosen now may be it.
            source = "picture" if lines.source == "none" else lines.source
            lines = LinesChoice(
                source=source,
                layer=lines.layer,
                weight=given.weight,
                start=given.start,
                end=given.end,
            )
        changed = msgspec.structs.replace(
            self,
            model=settings.model,
            prompt=settings.prompt,
            negative_prompt=settings.negative_prompt,
            seed=settings.seed or 0,
            seed_fixed=settings.seed is not None,
            grow=settings.grow,
            feather=settings.feather,
            blend=settings.blend,
            frame=settings.context if isinstance(settings.context, Rect) else None,
            growth=settings.canvas,
            lines=lines,
        )
        if strength is not None and settings.task != "text":
            meant = settings.wanted if settings.intent else automatic(settings.task, None)
            changed = changed.with_strength(meant, strength)
        return changed.with_model_choices(
            ModelChoices(steps=settings.steps, guidance_scale=settings.guidance_scale)
        )


def automatic_task(selected: Rect | None, blank: bool, descriptor: Descriptor | None) -> Task:
    """What generating means when the artist has not said: the first that fits and the model can.

    A selection is filled, a picture refined, a blank canvas gets a new picture.
    """
    fitting: list[Task] = ["inpaint"] if selected is not None else []
    fitting += ["text"] if blank else ["image", "text"]
    able = descriptor.tasks if descriptor is not None else tuple(fitting)
    return next((task for task in fitting if task in able), fitting[0])


def choices_path() -> Path:
    """The file in the artist's configuration folder."""
    return user_config_path("paintapp", appauthor=False) / "generate.json"


def models_path(path: Path) -> Path:
    """The list of models lies beside the choices; see `paintapp.generation.models`."""
    return path.with_name("models.json")


def load_choices(path: Path) -> Choices:
    """The remembered choices; the defaults when there are none or the file is broken."""
    try:
        choices = msgspec.json.decode(path.read_bytes(), type=Choices)
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError):
        choices = Choices()
    choices = choices.for_another()
    return msgspec.structs.replace(choices, model=models.remembered(models_path(path)).chosen)


def save_choices(choices: Choices, path: Path) -> None:
    """Remember the choices. A folder that cannot be written is no reason to stop."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(msgspec.json.format(msgspec.json.encode(choices), indent=1))
        temporary.replace(path)
        if models.remembered(models_path(path)).chosen != choices.model:
            models.choose(choices.model, models_path(path))
    except OSError as error:
        _log.warning("the choices for generating could not be written: %s", error)
