"""What Generate would do now: the choices, the document and the model taken together."""

from __future__ import annotations

from dataclasses import dataclass, replace

from paintapp.document import Rect
from paintapp.generation import builtin, ground
from paintapp.generation.descriptors import Descriptor, Task
from paintapp.generation.expand import new_bounds
from paintapp.generation.intents import BY_ID, Intent, automatic, task_of
from paintapp.generation.settings import GenerationError, Settings
from paintapp.ui.generate.choices import Choices, automatic_task
from paintapp.ui.generate.survey import Survey


@dataclass(frozen=True, slots=True)
class Wanted:
    """An intent and how it is done: by which task, with what strength, on what part of a canvas.

    ``canvas`` is the size that the canvas will have, ``selected`` bounds what is to be changed on
    it; ``growth`` is the new canvas in coordinates of the old one, None when it stays. ``flat``
    says that the ground around what is selected is flat.
    """

    intent: Intent
    task: Task
    canvas: Rect
    selected: Rect | None
    growth: Rect | None = None
    flat: bool = False


def wanted(
    choices: Choices, survey: Survey | None, canvas: Rect, descriptor: Descriptor | None
) -> Wanted:
    """What is meant on a canvas that a survey has looked at."""
    selected = None if survey is None else survey.selected
    flat = survey is not None and survey.flat
    if choices.intent == "automatic":
        task: Task = "image"
        if survey is not None:
            task = automatic_task(survey.selected, survey.blank, descriptor)
        return Wanted(automatic(task, None), task, canvas, selected, flat=flat)
    intent = BY_ID[choices.intent]
    growth = choices.growth
    if intent.id == "expand" and growth is not None and growth != canvas:
        grown = Rect(0, 0, growth.width, growth.height)
        return Wanted(intent, "inpaint", grown, new_bounds(canvas, growth), growth)
    return Wanted(intent, task_of(intent, selected is not None), canvas, selected, flat=flat)


def able(intent: Intent, descriptor: Descriptor | None) -> bool:
    """Whether a model can do an intent, or none is needed for it."""
    if descriptor is None or not intent.needs_model:
        return True
    return any(task in descriptor.tasks for task in intent.tasks)


def settings(choices: Choices, found: Wanted) -> Settings:
    """The settings to submit. Raises GenerationError for what cannot be asked."""
    chosen = choices.intent != "automatic"
    if found.task == "inpaint" and found.selected is None:
        if found.intent.id == "expand":
            raise GenerationError("Drag an edge of the canvas outwards first.")
        if found.intent.inverted:
            raise GenerationError("Select what should stay before its background is replaced.")
        raise GenerationError("Nothing is selected: select or paint the part to change first.")
    asked = choices.settings(
        found.task,
        found.intent if chosen else None,
        context=None if found.growth is not None else choices.frame,
        canvas=found.growth,
    )
    return ground.resolved(asked) if found.flat else asked


def without_model(asked: Settings) -> Settings:
    """The same done by the program itself, for an intent that needs no model."""
    return replace(asked, model=builtin.MODEL, count=1, steps=None, guidance_scale=None)
