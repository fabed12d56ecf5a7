"""Where a generation works: pure geometry from canvas and selection to the model's extent.

Starting numbers for grow, feather and padding follow Krita's AI plugin (its defaults for a model
of 512 px), expressed relative to the model's native side so that they suit small models too.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Literal

from paintapp.document import Pixels, Rect
from paintapp.generation.descriptors import Descriptor
from paintapp.generation.intents import IntentId, default_strength
from paintapp.generation.request import LARGEST_ENLARGEMENT, LONGEST_SIDE
from paintapp.generation.settings import GenerationError, Settings

LATENT_CELL = 8
"""Model pixels that most autoencoders put into one latent cell."""

SECOND_SCALE = 1.75
"""How much larger a second pass is at most: so much is covered by two tiles a side."""

WORTH_REFINING = 1.3
"""A part that is reduced by less is made in one pass."""

WORTH_ENLARGING = 1.15
"""A result whose sides have to grow by less to fit its place is resampled plainly."""

LEAST_TILE = 256
"""Models whose native side is smaller see too little in a tile to know what it shows."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The geometry of one generation.

    ``bounds`` is the context on the canvas; where it is worked on at its own size it may reach
    past the right and bottom border by less than the model's multiple. ``width`` and ``height``
    are the extent of the picture made for it, ``first_pass`` the model's own where that is smaller
    (see `Request`). ``grow``, ``feather`` and ``blend`` are in canvas pixels.
    """

    bounds: Rect
    width: int
    height: int
    grow: int = 0
    feather: int = 0
    blend: int = 0
    first_pass: tuple[int, int] | None = None

    @property
    def scale(self) -> float:
        """Model pixels per canvas pixel (the geometric mean of both axes)."""
        return math.sqrt(self.width * self.height / self.bounds.area)


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a result belongs: it stays with the artist's side and is never sent to a worker.

    The picture is scaled to ``bounds`` and cropped to the canvas (its ``canvas_width`` and
    ``canvas_height``); ``mask`` (one channel, 0..65535, fill 0) says where it shows, None is
    everywhere. ``intent`` is what was wanted, None in records of former versions. ``old_canvas`` is
    where the canvas lay before it grew for this result, None when it need not grow.
    """

    bounds: Rect
    canvas_width: int
    canvas_height: int
    mask: Pixels | None = None
    intent: IntentId | None = None
    old_canvas: Rect | None = None

    @property
    def visible(self) -> Rect:
        """The part of the bounds that lies on the canvas."""
        return self.bounds.intersected(Rect(0, 0, self.canvas_width, self.canvas_height))


def resolved_strength(settings: Settings, descriptor: Descriptor) -> float:
    """The strength that automatic means for a task, 0..1."""
    if settings.task == "text":
        return 1.0
    if settings.strength is not None:
        return settings.strength
    return default_strength(settings.wanted, descriptor, settings.prompt)


def plan(
    document_size: tuple[int, int],
    mask_bounds: Rect | None,
    settings: Settings,
    descriptor: Descriptor,
) -> Plan:
    """The context, the model's extent and the margins for one generation.

    ``mask_bounds`` bounds what is selected on the canvas (None: nothing is). Text and image use
    the whole canvas or the selection; inpaint uses the selection with some of its surroundings.
    A frame in the settings is used instead, and only what is selected within it is changed.
    Raises GenerationError when there is nothing to work on.
    """
    canvas = Rect(0, 0, *document_size)
    intent = settings.wanted
    frame = settings.context if isinstance(settings.context, Rect) else None
    if frame is not None:
        frame = frame.intersected(canvas)
        if frame.empty:
            raise GenerationError("The frame lies outside the canvas: drag it back.")
    if mask_bounds is None:
        if settings.task == "inpaint":
            raise GenerationError("Nothing is selected: select or paint the part to change first.")
        return _fitted(frame or canvas, canvas, descriptor, settings.passes)
    mask = canvas if intent.inverted else mask_bounds.intersected(canvas)
    if mask.empty:
        raise GenerationError("The mask is empty: select or paint the part to change first.")
    if frame is not None and mask.intersected(frame).empty:
        raise GenerationError("Nothing is selected within the frame: drag it over the selection.")
    if settings.task == "text":
        return _fitted(frame or mask, canvas, descriptor, settings.passes)

    native = min(descriptor.native_width, descriptor.native_height)
    if settings.task == "image":
        return _fitted(
            frame or _at_least(mask, native // 4, canvas), canvas, descriptor, settings.passes
        )

    if frame is not None:
        mask = mask.intersected(frame)
    strength = resolved_strength(settings, descriptor)
    # Small parts are worked on enlarged, so that they are not starved of pixels: a new filling
    # at up to twice its size, a refinement (which needs less of its surroundings) up to four.
    wide = intent.context != "near"
    least = native // 2 if wide else native // 4
    shape = intent.shape
    unit = native / 128
    diagonal = math.hypot(mask.width, mask.height)
    softness = max(shape.feather * diagonal, shape.least * native) * strength
    feather = _either(settings.feather, softness)
    grow = _either(settings.grow, unit + feather / 2)
    if frame is None:
        if isinstance(settings.context, int):
            padding, least = float(settings.context), 0
        elif wide:
            padding = max(max(document_size) / 64, (mask.width + mask.height) / 4)
        else:
            padding = feather + unit + 0.06 * diagonal
        padding = max(padding, grow + feather / 2 + 1)
        frame = mask.padded(math.ceil(padding)).intersected(canvas)
        frame = _at_least(frame, least, canvas)
    fitted = _fitted(frame, canvas, descriptor, settings.passes)
    # A result is only as sharp in place as a latent cell: within one it cannot meet an edge.
    fade = max(feather * shape.blend, LATENT_CELL / fitted.scale)
    blend = _either(settings.blend, min(shape.widest, fade))
    return replace(fitted, grow=grow, feather=feather, blend=blend)


def enlargement(plan: Plan, descriptor: Descriptor) -> tuple[int, int] | None:
    """The extent to which results of a plan go through the model's upscaler, (width, height).

    That of their place on the canvas or, where that is further away, as large as can be; None
    when there is no upscaler or nothing to gain.
    """
    sides = (plan.width, plan.height)
    place = (plan.bounds.width, plan.bounds.height)
    growth = max(b / a for a, b in zip(sides, place, strict=True))
    if not descriptor.enlarger or growth <= WORTH_ENLARGING:
        return None
    factor = min(1.0, *(LARGEST_ENLARGEMENT * a / b for a, b in zip(sides, place, strict=True)))
    factor = min(factor, LONGEST_SIDE / max(place))
    width, height = (max(a, int(b * factor)) for a, b in zip(sides, place, strict=True))
    return width, height


def native_extent(width: int, height: int, descriptor: Descriptor) -> tuple[int, int]:
    """The extent a model works at for a part of the canvas.

    The part's own size where the model can do that, otherwise enlarged to the model's native area
    or reduced to its largest; both sides are multiples of what the model asks for and within its
    limits. The aspect is kept as well as multiples and limits allow.
    """
    multiple = descriptor.multiple
    lowest = math.ceil(descriptor.minimum_side / multiple) * multiple
    highest = max(lowest, descriptor.maximum_side // multiple * multiple)
    area = width * height
    scale = max(1.0, math.sqrt(descriptor.native_width * descriptor.native_height / area))
    scale = min(scale, math.sqrt(descriptor.maximum_pixels / area))
    scale = max(scale, lowest / min(width, height))
    scale = min(scale, highest / max(width, height))

    def choices(side: int) -> list[int]:
        steps = side * scale / multiple
        around = (math.floor(steps + 1e-9) * multiple, math.ceil(steps - 1e-9) * multiple)
        return sorted({min(max(value, lowest), highest) for value in around}, reverse=True)

    pairs = [(w, h) for w in choices(width) for h in choices(height)]
    allowed = [(w, h) for w, h in pairs if w * h <= descriptor.maximum_pixels]
    if not allowed:
        # A strip longer than the model's limits: the short side stays, the long one gives way.
        w, h = pairs[-1]
        room = max(lowest, descriptor.maximum_pixels // min(w, h) // multiple * multiple)
        return (min(w, room), h) if w > h else (w, min(h, room))
    if scale == 1.0:
        return allowed[0]  # never smaller than the part: it is extended instead of resampled
    return min(allowed, key=lambda pair: abs(math.log(pair[0] * height / (pair[1] * width))))


def _fitted(
    bounds: Rect, canvas: Rect, descriptor: Descriptor, passes: Literal[1, 2] | None
) -> Plan:
    """A plan for a part of the canvas, extended to a shape that the model can do."""
    multiple = descriptor.multiple
    lowest = math.ceil(descriptor.minimum_side / multiple) * multiple
    longest = max(lowest, min(descriptor.maximum_side, descriptor.maximum_pixels // lowest))
    shortest_allowed = math.ceil(max(bounds.width, bounds.height) * lowest / longest)
    bounds = _at_least(bounds, shortest_allowed, canvas)
    width, height = native_extent(bounds.width, bounds.height, descriptor)
    if 0 <= width - bounds.width < multiple and 0 <= height - bounds.height < multiple:
        bounds = Rect(
            max(0, min(bounds.x, canvas.right - width)),
            max(0, min(bounds.y, canvas.bottom - height)),
            width,
            height,
        )
    larger = _second_extent(bounds, (width, height), descriptor, passes)
    if larger is None:
        return Plan(bounds, width, height)
    return Plan(bounds, *larger, first_pass=(width, height))


def _second_extent(
    bounds: Rect, extent: tuple[int, int], descriptor: Descriptor, passes: Literal[1, 2] | None
) -> tuple[int, int] | None:
    """The extent at which a part that had to be reduced is refined; None when once is enough."""
    scale = min(bounds.width / extent[0], bounds.height / extent[1], SECOND_SCALE)
    native = min(descriptor.native_width, descriptor.native_height)
    wanted = passes == 2 or (passes is None and native >= LEAST_TILE)
    if not wanted or scale < WORTH_REFINING or not descriptor.uses_strength:
        return None
    multiple = descriptor.multiple
    width, height = (int(side * scale / multiple + 1e-9) * multiple for side in extent)
    return width, height


def _at_least(bounds: Rect, side: int, canvas: Rect) -> Rect:
    """Bounds grown about their centre to a least side, shifted to stay on the canvas."""
    x, width = _interval(bounds.x, bounds.width, side, canvas.width)
    y, height = _interval(bounds.y, bounds.height, side, canvas.height)
    return Rect(x, y, width, height)


def _interval(start: int, length: int, least: int, limit: int) -> tuple[int, int]:
    wanted = min(max(length, least), limit)
    start -= (wanted - length) // 2
    return max(0, min(start, limit - wanted)), wanted


def _either(given: int | None, automatic: float) -> int:
    return given if given is not None else round(automatic)
