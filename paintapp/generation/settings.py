"""What the artist asks for: the settings of a generation before they meet a document."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, get_args

from paintapp.document import Pixels, Rect
from paintapp.generation.descriptors import Task
from paintapp.generation.intents import BY_ID, Filling, Intent, IntentId, automatic
from paintapp.generation.request import Request
from paintapp.messages import Message

Prefill = Literal["automatic"] | Filling
"""What a hole holds before denoising; "automatic" is what the intent says."""

MAXIMUM_COUNT = 16
MAXIMUM_STEPS = 200
MAXIMUM_GUIDANCE_SCALE = 50.0
MAXIMUM_SEED = 2**63 - 1 - MAXIMUM_COUNT
RANDOM_SEEDS = 2**32
"""Random seeds are drawn below this, so that they stay short enough to read out."""
MAXIMUM_MARGIN = 4096
MAXIMUM_WEIGHT = 2.0
MAXIMUM_PROMPT = 10_000


class GenerationError(ValueError):
    """A generation cannot be made as asked; the message is fit to show to the artist."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Lines that guide the model: of a layer (by its id, shown or not), of a drawing of the
    canvas's size, or (None) of the whole picture.

    ``weight`` is how much they count, 0..2, from the share ``start`` of the steps to ``end``.
    Raises GenerationError for a value out of range.
    """

    source: int | Pixels | None = None
    weight: float = 1.0
    start: float = 0.0
    end: float = 1.0

    def __post_init__(self) -> None:
        _check("weight of the lines", self.weight, 0, MAXIMUM_WEIGHT)
        _check("start of the lines", self.start, 0, 1)
        _check("end of the lines", self.end, 0, 1)

    @property
    def counts(self) -> bool:
        """Whether they change anything."""
        return self.weight > 0 and self.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of one generation; None means automatic everywhere.

    ``intent`` is a row of `INTENTS` that the task belongs to (automatic: by task and strength).
    ``strength`` is 0..1 (automatic: the intent's or the model's default; "text" takes no notice of
    it). ``grow``, ``feather``, ``blend`` and ``context`` are in canvas pixels: how far denoising
    reaches past the mask, how softly it ends, how wide the result fades in inside the mask, and
    how much of the surroundings the model sees: so many pixels around the mask, or a rectangle on
    the canvas. ``canvas`` is what the canvas shall grow to (in its present coordinates, so that
    new parts on the left are negative); what is new is then filled and the selection left out.
    ``passes`` 2 refines what is larger than the model can do once more, in tiles; automatic does so
    where the model's parts are large enough to be understood. ``lines`` guide models that declare
    the control "lines"; others take no notice of them. Raises GenerationError for a value
    out of range.
    """

    task: Task = "text"
    intent: IntentId | None = None
    model: str = "starter"
    prompt: str = ""
    negative_prompt: str = ""
    strength: float | None = None
    steps: int | None = None
    guidance_scale: float | None = None
    seed: int | None = None
    count: int = 2
    grow: int | None = None
    feather: int | None = None
    blend: int | None = None
    context: int | Rect | None = None
    canvas: Rect | None = None
    prefill: Prefill = "automatic"
    passes: Literal[1, 2] | None = None
    lines: Lines | None = None

    def __post_init__(self) -> None:
        if self.task not in get_args(Task):
            raise GenerationError(Message("There is no task called {name}.", name=self.task))
        if self.prefill not in ("automatic", *get_args(Filling)):
            raise GenerationError(Message("There is no prefill called {name}.", name=self.prefill))
        if self.intent is not None:
            if self.intent not in BY_ID:
                raise GenerationError(
                    Message("There is no intent called {name}.", name=self.intent)
                )
            if self.task not in BY_ID[self.intent].tasks:
                raise GenerationError(
                    Message(
                        "The intent {intent} is not done by the task {task}.",
                        intent=self.intent,
                        task=self.task,
                    )
                )
        if not self.model:
            raise GenerationError("Choose a model first.")
        for name, text in (("prompt", self.prompt), ("negative prompt", self.negative_prompt)):
            if len(text) > MAXIMUM_PROMPT:
                raise GenerationError(
                    Message(
                        "The {name} is too long: at most {limit} characters.",
                        name=Message(name),
                        limit=MAXIMUM_PROMPT,
                    )
                )
        _check("strength", self.strength, 0, 1)
        _check("number of steps", self.steps, 1, MAXIMUM_STEPS)
        _check("guidance scale", self.guidance_scale, 0, MAXIMUM_GUIDANCE_SCALE)
        _check("seed", self.seed, 0, MAXIMUM_SEED)
        _check("number of pictures", self.count, 1, MAXIMUM_COUNT)
        for name, margin in (
            ("grow", self.grow),
            ("feather", self.feather),
            ("blend", self.blend),
        ):
            _check(name, margin, 0, MAXIMUM_MARGIN)
        if isinstance(self.context, Rect):
            if self.context.empty:
                raise GenerationError("The frame is empty: drag it larger.")
        else:
            _check("context", self.context, 0, MAXIMUM_MARGIN)

    @property
    def wanted(self) -> Intent:
        """The row of `INTENTS` that is meant."""
        if self.intent is not None:
            return BY_ID[self.intent]
        return automatic(self.task, self.strength)

    @classmethod
    def from_request(cls, request: Request, intent: IntentId | None = None) -> Settings:
        """The settings that show a request again for editing; margins become automatic.

        Lines come from the whole picture, since a request does not say which layer was meant.
        """
        lines = next((control for control in request.controls if control.kind == "lines"), None)
        return cls(
            task=request.task,
            intent=intent if intent and request.task in BY_ID[intent].tasks else None,
            model=request.model,
            prompt=request.prompt,
            negative_prompt=request.negative_prompt,
            strength=request.strength,
            steps=request.steps,
            guidance_scale=request.guidance_scale,
            seed=min(request.seed, MAXIMUM_SEED),
            count=request.count,
            lines=None
            if lines is None
            else Lines(weight=lines.weight, start=lines.start, end=lines.end),
        )


def _check(name: str, value: float | None, lowest: float, highest: float) -> None:
    if value is None:
        return
    if not math.isfinite(value) or not lowest <= value <= highest:
        raise GenerationError(
            Message(
                "The {name} must be between {lowest} and {highest}, not {value}.",
                name=Message(name),
                lowest=f"{lowest:g}",
                highest=f"{highest:g}",
                value=value,
            )
        )
