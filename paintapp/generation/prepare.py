"""From a document and settings to a request and its placement."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from paintapp.document import FULL, Document, Pixels, Rect
from paintapp.document.pixels import Array, TileKey, constant_tile, tile_keys, tile_rect
from paintapp.generation import ground, lines
from paintapp.generation.builtin import MODEL
from paintapp.generation.descriptors import Descriptor
from paintapp.generation.expand import expand_canvas
from paintapp.generation.intents import Intent, prefill_of
from paintapp.generation.masks import (
    bands,
    bounded,
    composite_mask,
    denoise_mask,
    rimmed,
    selection_at,
)
from paintapp.generation.prefill import Cancelled, prefilled
from paintapp.generation.region import (
    Placement,
    Plan,
    enlargement,
    plan,
    resolved_strength,
)
from paintapp.generation.request import Control, Raster, Request
from paintapp.generation.settings import GenerationError, Settings
from paintapp.messages import Message
from paintapp.painting.colour import to_8bit_rgb
from paintapp.painting.composite import flatten
from paintapp.painting.resample import scaled

WHOLE_CANVAS = 1 << 24
"""A context of up to this many canvas pixels is flattened in one piece."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What goes to the worker, and what stays here until it answers."""

    request: Request
    placement: Placement


def prepare(
    document: Document,
    settings: Settings,
    descriptor: Descriptor,
    seed: int,
    cancelled: Callable[[], bool] = lambda: False,
) -> Prepared:
    """The request and the placement for a document: pure, equal for equal arguments.

    Safe on any thread, since documents are frozen; may take seconds on a huge canvas.
    ``cancelled`` is asked now and then. Raises GenerationError for what cannot be done and
    Cancelled.
    """
    _check_task(settings, descriptor)
    old_canvas = None
    if settings.canvas is not None:
        old_canvas = document.bounds.translated(-settings.canvas.x, -settings.canvas.y)
        document = expand_canvas(document, settings.canvas)
        if isinstance(settings.context, Rect):
            moved = settings.context.translated(-settings.canvas.x, -settings.canvas.y)
            settings = replace(settings, context=moved)
    canvas = document.bounds
    selection = None
    mask_bounds = None
    if document.selection is not None:
        selection = bounded(document.selection, canvas)
        mask_bounds = selection.bounds()
        if mask_bounds.empty and settings.task != "inpaint":
            selection = mask_bounds = None
    intent = settings.wanted
    _check_prompt(settings, intent)
    if mask_bounds is not None and not mask_bounds.empty:
        over_flat = ground.resolved(settings)
        if over_flat is not settings and ground.is_flat(document, mask_bounds):
            settings = over_flat
    geometry = plan((document.width, document.height), mask_bounds, settings, descriptor)
    strength = resolved_strength(settings, descriptor)
    if selection is not None and intent.inverted:
        selection = _inverted(selection, canvas)
    if selection is not None and isinstance(settings.context, Rect):
        selection = selection.cropped(settings.context.intersected(canvas))

    image: NDArray[np.uint8] | None = None
    mask: NDArray[np.uint8] | None = None
    shown = selection
    if settings.task != "text":
        image = context_image(document, geometry, cancelled)
    if settings.task == "inpaint" and selection is not None and image is not None:
        soft = selection_at(selection, geometry.bounds, geometry.width, geometry.height)
        scale = geometry.scale
        mask = denoise_mask(soft, max(1.0, geometry.grow * scale), geometry.feather * scale)
        # The program's own filler is the exemplar filling: it gets the hole as it is, since its
        # result has to join what is around the selection itself.
        if descriptor.id == MODEL:
            mask = soft
        else:
            filling = settings.prefill
            if filling == "automatic":
                filling = prefill_of(intent, settings.prompt)
            image = prefilled(image, np.minimum(mask, rimmed(soft)), filling, seed, cancelled)
        if cancelled():
            raise Cancelled
        shown = composite_mask(selection, canvas, geometry.blend)
        shown = _shown_over_nothing(shown, selection, document)
    if cancelled():
        raise Cancelled
    controls: tuple[Control, ...] = ()
    if (guiding := lines.wanted(settings.lines, descriptor)) is not None:
        drawing = context_image(lines.drawn(document, guiding), geometry, cancelled)
        controls = (lines.control(guiding, Raster.from_array(drawing)),)
    enlarged = enlargement(geometry, descriptor)
    guidance_scale = settings.guidance_scale
    request = Request(
        task=settings.task,
        model=settings.model,
        prompt="" if intent.prompt == "unused" else settings.prompt,
        negative_prompt=settings.negative_prompt if descriptor.uses_negative_prompt else "",
        width=geometry.width,
        height=geometry.height,
        seed=seed,
        count=settings.count,
        steps=descriptor.default_steps if settings.steps is None else settings.steps,
        guidance_scale=(
            descriptor.default_guidance_scale if guidance_scale is None else guidance_scale
        ),
        strength=strength,
        image=None if image is None else Raster.from_array(image),
        mask=None if mask is None else Raster.from_array(mask),
        controls=controls,
        first_pass=geometry.first_pass,
        enlarged=enlarged,
        enlarger="" if enlarged is None else descriptor.enlarger,
    )
    placement = Placement(
        geometry.bounds, document.width, document.height, shown, intent.id, old_canvas
    )
    return Prepared(request, placement)


def context_image(
    document: Document, geometry: Plan, cancelled: Callable[[], bool] = lambda: False
) -> NDArray[np.uint8]:
    """The visible document within a plan's bounds at the model's extent: (h, w, 3) uint8.

    Transparent parts show white. Past the canvas border the last pixels are repeated.
    """
    bounds = geometry.bounds
    inside = bounds.intersected(document.bounds)
    factor = 1
    if inside.area > WHOLE_CANVAS:
        factor = max(1, min(inside.width // geometry.width, inside.height // geometry.height))
    rows: list[Array] = []
    for band in bands(inside, factor) if factor > 1 else [inside]:
        if cancelled():
            raise Cancelled
        part = flatten(document, band)
        if factor > 1:
            part = scaled(part, math.ceil(band.width / factor), math.ceil(band.height / factor))
        rows.append(part)
    picture = np.concatenate(rows) if len(rows) > 1 else rows[0]
    if factor == 1 and inside != bounds:
        below, beside = bounds.bottom - inside.bottom, bounds.right - inside.right
        picture = np.pad(picture, ((0, below), (0, beside), (0, 0)), mode="edge")
    if picture.shape[:2] != (geometry.height, geometry.width):
        picture = scaled(picture, geometry.width, geometry.height)
    return to_8bit_rgb(picture)


def _shown_over_nothing(shown: Pixels, selection: Pixels, document: Document) -> Pixels:
    """A composite mask that does not fade where there is nothing below to fade into."""
    changed: dict[TileKey, Array | None] = {}
    for key, tile in shown.tiles.items():
        if (tile == FULL).all():
            continue
        missing = FULL - flatten(document, tile_rect(key))[..., 3].astype(np.float32)
        if not missing.any():
            continue
        wanted = np.minimum(selection.tile(key).astype(np.float32) * 4, FULL)
        more = np.maximum(wanted - tile, 0) * (missing / FULL)
        changed[key] = np.rint(tile + more).astype(np.uint16)
    return shown.with_tiles(changed).cropped(document.bounds)


def _inverted(selection: Pixels, canvas: Rect) -> Pixels:
    """What a selection with fill 0 leaves out of the canvas."""
    tiles: dict[TileKey, Array | None] = {}
    for key in tile_keys(canvas):
        tile = selection.tile(key)
        tiles[key] = constant_tile(1, FULL) if not tile.any() else FULL - tile
    return Pixels.mask().with_tiles(tiles).cropped(canvas)


def _check_prompt(settings: Settings, intent: Intent) -> None:
    if intent.prompt == "needed" and not settings.prompt.strip():
        raise GenerationError("Say in the prompt what to add.")


def _check_task(settings: Settings, descriptor: Descriptor) -> None:
    if settings.task in descriptor.tasks:
        return
    names = {"text": "text to image", "image": "image to image", "inpaint": "inpainting"}
    raise GenerationError(
        Message(
            "The model “{model}” cannot do {task}.",
            model=descriptor.label,
            task=Message(names[settings.task]),
        )
    )


__all__ = ["Cancelled", "Prepared", "context_image", "prepare"]
