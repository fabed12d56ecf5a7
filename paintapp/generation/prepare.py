"""From a document and settings to a request and its placement."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from paintapp.document import Document
from paintapp.document.pixels import Array
from paintapp.generation.masks import (
    bands,
    bounded,
    composite_mask,
    denoise_mask,
    selection_at,
)
from paintapp.generation.protocol import Descriptor, Raster, Request
from paintapp.generation.region import Placement, Plan, plan, resolved_strength
from paintapp.generation.settings import GenerationError, Settings
from paintapp.painting.colour import to_8bit_rgb
from paintapp.painting.composite import flatten
from paintapp.painting.resample import scaled

WHOLE_CANVAS = 1 << 24
"""A context of up to this many canvas pixels is flattened in one piece."""


class Cancelled(Exception):  # noqa: N818  not an error
    """The preparation was cancelled."""


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
    canvas = document.bounds
    selection = None
    mask_bounds = None
    if document.selection is not None:
        selection = bounded(document.selection, canvas)
        mask_bounds = selection.bounds()
        if mask_bounds.empty and settings.task != "inpaint":
            selection = mask_bounds = None
    geometry = plan((document.width, document.height), mask_bounds, settings, descriptor)
    strength = resolved_strength(settings, descriptor)

    image: NDArray[np.uint8] | None = None
    mask: NDArray[np.uint8] | None = None
    shown = selection
    if settings.task != "text":
        image = context_image(document, geometry, cancelled)
    if settings.task == "inpaint" and selection is not None and image is not None:
        soft = selection_at(selection, geometry.bounds, geometry.width, geometry.height)
        scale = geometry.scale
        mask = denoise_mask(soft, max(1.0, geometry.grow * scale), geometry.feather * scale)
        if settings.prefill != "none" and (settings.prefill != "automatic" or strength >= 1):
            image = prefilled(image, mask, smooth=settings.prefill == "blur")
        if cancelled():
            raise Cancelled
        shown = composite_mask(selection, canvas, geometry.blend)
    if cancelled():
        raise Cancelled
    guidance_scale = settings.guidance_scale
    request = Request(
        task=settings.task,
        model=settings.model,
        prompt=settings.prompt,
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
    )
    return Prepared(request, Placement(geometry.bounds, document.width, document.height, shown))


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


def prefilled(
    image: NDArray[np.uint8], mask: NDArray[np.uint8], smooth: bool = False
) -> NDArray[np.uint8]:
    """A context whose hole is filled from its surroundings, so that what should vanish does.

    ``image`` (h, w, 3) and ``mask`` (h, w), uint8. The hole is filled at reduced size (by
    Navier-Stokes inpainting, or by a wide blur of the surroundings when ``smooth``), blurred and
    faded in with the mask. A mask without any surroundings leaves a plain mean colour.
    """
    height, width = mask.shape
    if not mask.any():
        return image
    shrink = max(1.0, max(height, width) / 128)
    size = (max(1, round(width / shrink)), max(1, round(height / shrink)))
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    # Any touched pixel belongs to the hole: what shines through its edge would be grown again.
    touched = cv2.dilate((mask > 0).astype(np.uint8), np.ones((3, 3), np.uint8))
    hole = (cv2.resize(touched.astype(np.float32), size, interpolation=cv2.INTER_AREA) > 0).astype(
        np.uint8
    )
    if hole.all():
        small = np.broadcast_to(small.mean(axis=(0, 1)), small.shape).astype(np.uint8)
    elif smooth:
        small = _spread(small, hole)
    else:
        small = cv2.inpaint(small, hole, 5, cv2.INPAINT_NS)
        blurred = cv2.GaussianBlur(small, (0, 0), 3)
        small = np.where(hole[..., None] > 0, blurred, small)
    fill = cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR).astype(np.float32)
    # A partly denoised pixel keeps some of what was there; a fully denoised one nothing.
    share = (mask.astype(np.float32) / 255)[..., None]
    return np.asarray(np.rint(image + (fill - image) * share), np.uint8)


def _spread(image: NDArray[np.uint8], hole: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The surroundings of a hole blurred into it, by ever wider normalised blurs."""
    known = (hole == 0).astype(np.float32)
    filled = image.astype(np.float32)
    for sigma in (32.0, 16.0, 8.0):
        weight = cv2.GaussianBlur(known, (0, 0), sigma)[..., None]
        cloud = cv2.GaussianBlur(image * known[..., None], (0, 0), sigma) / np.maximum(weight, 1e-4)
        trust = np.clip(weight * 4, 0, 1) if sigma < 32 else np.ones_like(weight)
        filled = np.where(hole[..., None] > 0, filled + (cloud - filled) * trust, image)
    return np.asarray(np.clip(np.rint(filled), 0, 255), np.uint8)


def _check_task(settings: Settings, descriptor: Descriptor) -> None:
    if settings.task in descriptor.tasks:
        return
    names = {"text": "text to image", "image": "image to image", "inpaint": "inpainting"}
    able = ", ".join(names[task] for task in descriptor.tasks)
    raise GenerationError(
        f"The model “{descriptor.label}” cannot do {names[settings.task]}; it can do: {able}."
    )


__all__ = ["Cancelled", "Prepared", "context_image", "prefilled", "prepare"]
