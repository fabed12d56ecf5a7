"""What the artist has chosen for generating, and how it is remembered between sessions."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta
from platformdirs import user_config_path

from paintapp.document import Rect
from paintapp.generation import models
from paintapp.generation.models import STARTER
from paintapp.generation.protocol import Descriptor, Fraction, Task
from paintapp.generation.settings import MAXIMUM_COUNT, MAXIMUM_SEED, Settings

_log = logging.getLogger(__name__)

Mode = Literal["automatic", "text", "image", "inpaint"]
"""A task, or automatic: inpaint over a selection, image over a picture, text on a blank canvas."""

DEFAULT_INPAINT_STRENGTH = 1.0
"""A new filling: what was there before is not wanted."""

Distance = Annotated[int, Meta(ge=0, le=1024)]


class ModelChoices(msgspec.Struct, frozen=True, kw_only=True):
    """What is chosen for one model; None takes what its descriptor declares."""

    steps: Annotated[int, Meta(ge=1, le=200)] | None = None
    guidance_scale: Annotated[float, Meta(ge=0.0, le=50.0)] | None = None


class Choices(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the prompt bar and the Generate panel hold. None means automatic."""

    model: str = STARTER
    """Remembered with the list of models (see `paintapp.generation.models`), not here."""
    mode: Mode = "automatic"
    prompt: str = ""
    negative_prompt: str = ""
    image_strength: Fraction | None = None
    inpaint_strength: Fraction = DEFAULT_INPAINT_STRENGTH
    count: Annotated[int, Meta(ge=1, le=MAXIMUM_COUNT)] = 2
    seed: Annotated[int, Meta(ge=0, le=MAXIMUM_SEED)] = 0
    seed_fixed: bool = False
    grow: Distance | None = None
    feather: Distance | None = None
    blend: Distance | None = None
    models: dict[str, ModelChoices] = {}
    keep_results: bool = False
    """Whether the document's file holds its results as well."""

    def for_model(self) -> ModelChoices:
        """What is chosen for the current model."""
        return self.models.get(self.model, ModelChoices())

    def with_model_choices(self, choices: ModelChoices) -> Choices:
        return msgspec.structs.replace(self, models={**self.models, self.model: choices})

    def strength(self, task: Task, default: float) -> float:
        """The strength for a task, 0..1; ``default`` is the model's own for pictures."""
        if task == "inpaint":
            return self.inpaint_strength
        return default if self.image_strength is None else self.image_strength

    def settings(self, task: Task) -> Settings:
        """The settings of a generation with these choices. Raises GenerationError."""
        model = self.for_model()
        return Settings(
            task=task,
            model=self.model,
            prompt=self.prompt.strip(),
            negative_prompt=self.negative_prompt.strip(),
            strength={"text": None, "image": self.image_strength}.get(task, self.inpaint_strength),
            steps=model.steps,
            guidance_scale=model.guidance_scale,
            seed=self.seed if self.seed_fixed else None,
            count=self.count,
            grow=self.grow,
            feather=self.feather,
            blend=self.blend,
        )

    def with_settings(self, settings: Settings) -> Choices:
        """These choices changed to what a former generation was made with."""
        strength = settings.strength
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
        )
        if strength is not None and settings.task == "image":
            changed = msgspec.structs.replace(changed, image_strength=strength)
        if strength is not None and settings.task == "inpaint":
            changed = msgspec.structs.replace(changed, inpaint_strength=strength)
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
