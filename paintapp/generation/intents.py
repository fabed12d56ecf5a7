"""What an artist may want of the model, one row each: `INTENTS` is the whole of it.

How a window asks:

* The menu is `INTENTS` in order. `task_of` gives the task of a row for what is selected,
  `default_strength` where its strength begins, `automatic` the row that fits when none was chosen.
  Both go into `Settings(task=..., intent=...)`.
* The frame that will be used is `region.plan(size, selected, settings, descriptor).bounds`. One the
  artist has dragged is ``Settings(context=Rect(...))`` and comes back as near to that as canvas and
  model allow; only what is selected inside it changes.
* A result without any model is `Settings(intent="remove", model=builtin.MODEL, task="inpaint")`
  submitted to `Jobs` like any other: it is made on a thread of this program, with the same
  record, results strip and layer. Quick enough to be the preview of what the model starts from.
* Expanding: `expand.expand_canvas` gives the grown document with the new part selected: for
  `Editor.apply`, and to submit with the intent "expand".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from paintapp.document import Rect
from paintapp.generation.descriptors import Descriptor, Task

IntentId = Literal["create", "fill", "expand", "add", "remove", "background", "refine", "vary"]
Filling = Literal["none", "surroundings", "edges", "neutral", "exemplar", "cloud"]
"""What a hole holds before denoising: nothing else than before, a smooth continuation of its
surroundings, its edges carried on outwards, a neutral colour of the surroundings' brightness,
patches found elsewhere in the context, or a wide blur of the surroundings."""


@dataclass(frozen=True, slots=True)
class MaskShape:
    """How a mask becomes margins, in shares of the worked part and of the model's native side.

    ``feather`` is a share of the selection's diagonal (at full strength), ``least`` of the native
    side; both give the softness of the denoise mask. The result fades in over ``blend`` times that
    softness inside the selection, over a latent cell at least, at most ``widest`` canvas pixels.
    """

    feather: float = 0.10
    least: float = 1 / 32
    blend: float = 0.5
    widest: int = 25


@dataclass(frozen=True, slots=True)
class Wordless:
    """What replaces a row's prefill and strength when the prompt is empty.

    Nobody has said what should be there, so what is around goes on; the model only makes one
    picture of it.
    """

    prefill: Filling = "exemplar"
    strength: float = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """One thing to want.

    ``tasks`` are the model's tasks it can be done by, with something selected first. ``context``
    says how much of the surroundings the model sees: "wide" around a new filling, "near" around
    what is only refined, "canvas" all of it. ``prompt`` says whether words are needed, used, or
    left out (a prompt that lies in its box must not bring back what should go). ``strength`` None
    is the model's own default; ``wordless`` changes a row for an empty prompt, ``flat_strength``
    for words where the ground around the selection is flat. ``colours`` says
    whether the result is fitted to its surroundings. ``inverted`` works on everything but the
    selection.
    """

    id: IntentId
    tasks: tuple[Task, ...]
    selection: Literal["needed", "optional", "unused"]
    prefill: Filling
    context: Literal["wide", "near", "canvas"]
    prompt: Literal["needed", "used", "unused"] = "used"
    strength: float | None = None
    shape: MaskShape = MaskShape()
    colours: Literal["fitted", "free"] = "fitted"
    inverted: bool = False
    wordless: Wordless | None = None
    flat_strength: float | None = None
    needs_model: bool = True


INTENTS: tuple[Intent, ...] = (
    Intent(
        id="create",
        tasks=("text",),
        selection="optional",
        prefill="none",
        context="canvas",
        strength=1.0,
        colours="free",
    ),
    Intent(
        id="fill",
        tasks=("inpaint",),
        selection="needed",
        prefill="edges",
        context="wide",
        strength=1.0,
        wordless=Wordless(),
        # A model that keeps some of a flat ground keeps all of it: nothing of the words appears.
        flat_strength=1.0,
    ),
    Intent(
        id="expand",
        tasks=("inpaint",),
        selection="needed",
        prefill="edges",
        context="wide",
        strength=1.0,
        wordless=Wordless(strength=0.7),
        shape=MaskShape(feather=0.03, blend=1.0, widest=24),
    ),
    Intent(
        id="add",
        tasks=("inpaint",),
        selection="needed",
        prefill="edges",
        context="wide",
        prompt="needed",
        strength=1.0,
    ),
    Intent(
        id="remove",
        tasks=("inpaint",),
        selection="needed",
        prefill="exemplar",
        context="wide",
        prompt="unused",
        strength=0.6,
        shape=MaskShape(feather=0.06),
        needs_model=False,
    ),
    Intent(
        id="background",
        tasks=("inpaint",),
        selection="needed",
        prefill="cloud",
        context="canvas",
        strength=1.0,
        # The subject's outline is the edge: a wide one would leave a halo of the old background.
        shape=MaskShape(feather=0.0, least=1 / 64, widest=6),
        colours="free",
        inverted=True,
    ),
    Intent(
        id="refine",
        tasks=("inpaint", "image"),
        selection="optional",
        prefill="none",
        context="near",
    ),
    Intent(
        id="vary",
        tasks=("inpaint", "image"),
        selection="optional",
        prefill="none",
        context="near",
        strength=0.75,
    ),
)

BY_ID: dict[IntentId, Intent] = {intent.id: intent for intent in INTENTS}


def task_of(intent: Intent, selected: bool) -> Task:
    """The model's task for an intent: the first one where something is selected, else the last."""
    return intent.tasks[0] if selected else intent.tasks[-1]


def automatic(task: Task, strength: float | None) -> Intent:
    """The intent of a task when none was chosen: below full strength a picture is refined."""
    if task == "text":
        return BY_ID["create"]
    if task == "image" or (strength is not None and strength < 1):
        return BY_ID["refine"]
    return BY_ID["fill"]


def default_strength(
    intent: Intent, descriptor: Descriptor, prompt: str = "?", *, flat: bool = False
) -> float:
    """Where an intent's strength begins with a model, 0..1; ``prompt`` matters by being empty.

    ``flat`` says that the ground around the selection is flat.
    """
    if flat and (over_flat := flat_strength(intent, prompt)) is not None:
        return over_flat
    strength = intent.strength
    if intent.wordless is not None and not prompt.strip():
        strength = intent.wordless.strength
    if strength is None:
        return descriptor.default_strength
    # What is added comes out of nothing: what lies beneath must not shine through.
    shining = intent.prefill != "none" and intent.prompt != "needed"
    return min(strength, descriptor.filling_strength) if shining else strength


def flat_strength(intent: Intent, prompt: str) -> float | None:
    """The strength of an intent over flat ground; None where that makes no difference."""
    return intent.flat_strength if prompt.strip() else None


def prefill_of(intent: Intent, prompt: str) -> Filling:
    """What an intent fills a hole with before the model begins."""
    if intent.wordless is not None and not prompt.strip():
        return intent.wordless.prefill
    return intent.prefill


def worked_bounds(intent: Intent, selected: Rect | None, canvas: Rect) -> Rect | None:
    """The bounds of what an intent changes, from those of the selection (None: nothing is)."""
    return canvas if intent.inverted and selected is not None else selected
