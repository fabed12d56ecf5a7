"""Pictures larger than a model can do: made small, enlarged, and refined in tiles."""

from __future__ import annotations

import math

import cv2
import msgspec
import numpy as np
from numpy.typing import NDArray

from paintapp.generation.request import Control, Raster, Request
from paintapp.worker import sampling
from paintapp.worker.loading import LoadedModel
from paintapp.worker.sampling import StepReport, plan_steps

REFINE_STRENGTH = 0.4
"""Of the second pass: enough for new detail, too little for new things."""

OVERLAP = 1 / 8
"""The share of a tile that it has in common with the next one, at least."""

NEAR = 24.0
"""Of 255: where the first pass has changed less, the input's own detail comes back."""

Picture = NDArray[np.uint8]
Float = NDArray[np.float32]
Place = tuple[int, int]


def make_picture(loaded: LoadedModel, request: Request, index: int, report: StepReport) -> Picture:
    """Picture ``index`` of a request, (height, width, 3) uint8, in one pass or in two.

    As `sampling.make_picture`. With a first pass, what that has changed is enlarged, and refined
    in tiles of its extent: each tile starts from what its neighbours have become, and keeps the
    colours of the first pass, so that no edge shows between them.
    """
    if request.first_pass is None:
        return sampling.make_picture(loaded, request, index, report)
    strength = 1.0 if request.task == "text" else request.strength
    _, first_steps = plan_steps(request.steps, strength)
    if request.image is not None and request.task != "text" and first_steps == 0:
        return request.image.array().copy()
    second = min(REFINE_STRENGTH, strength)
    _, tile_steps = plan_steps(request.steps, second)
    width, height = request.first_pass
    corners = [
        corner
        for corner in tile_corners(
            (request.width, request.height), (width, height), loaded.model.descriptor.multiple
        )
        if _denoises(request, corner)
    ]
    total = first_steps + tile_steps * len(corners)

    def report_from(before: int) -> StepReport:
        # A tile's preview would be taken for the whole picture's.
        return lambda step, steps, preview: report(
            min(before + step, total), total, None if before else preview
        )

    small = sampling.make_picture(loaded, _first(request), index, report_from(0))
    picture = _enlarged(request, small)
    for number, corner in enumerate(corners):
        tile = _tile(loaded, request, picture, corner, number, index, second)
        made = sampling.make_picture(
            loaded, tile, 0, report_from(first_steps + number * tile_steps)
        ).astype(np.float32)
        part = picture[_part(request, corner)]
        # Colours are the first pass's: an autoencoder drifts by a little in each tile.
        reach = max(made.shape) / 8
        made += np.asarray(cv2.GaussianBlur(part - made, (0, 0), reach), np.float32)
        part += (made - part) * _share(request, corner)[..., None]
    return np.asarray(np.clip(np.rint(picture), 0, 255), np.uint8)


def tile_corners(whole: Place, tile: Place, multiple: int) -> list[Place]:
    """Where tiles (width, height) lie so that they cover the whole: (x, y), row by row."""
    steps: list[list[int]] = []
    for length, part in zip(whole, tile, strict=True):
        overlap = math.ceil(part * OVERLAP / multiple) * multiple
        count = max(1, math.ceil((length - overlap) / max(part - overlap, multiple)))
        places = np.linspace(0, max(0, length - part), count) / multiple
        steps.append([int(place) * multiple for place in np.rint(places)])
    return [(x, y) for y in steps[1] for x in steps[0]]


def _first(request: Request) -> Request:
    """The first pass as a request of its own."""
    assert request.first_pass is not None
    width, height = request.first_pass
    image = mask = None
    if request.image is not None:
        image = Raster.from_array(_resized(request.image.array(), width, height))
    if request.mask is not None:
        # The largest value counts, so that a thin line is not lost.
        reach = math.ceil(max(request.width / width, request.height / height))
        spread = cv2.dilate(request.mask.array(), np.ones((reach, reach), np.uint8))
        mask = Raster.from_array(_resized(np.asarray(spread, np.uint8), width, height))
    return msgspec.structs.replace(
        request,
        width=width,
        height=height,
        image=image,
        mask=mask,
        controls=tuple(_smaller(control, width, height) for control in request.controls),
        first_pass=None,
    )


def _smaller(control: Control, width: int, height: int) -> Control:
    """A control at the extent of a first pass. Lines keep their brightness, so that they count."""
    picture = control.image.array()
    reach = math.ceil(max(control.image.width / width, control.image.height / height))
    spread = cv2.dilate(picture, np.ones((reach, reach), np.uint8))
    resized = _resized(np.asarray(spread, np.uint8), width, height)
    return msgspec.structs.replace(control, image=Raster.from_array(resized))


def _cut(request: Request, corner: Place, control: Control) -> Control:
    """What a tile sees of a control."""
    part = np.ascontiguousarray(control.image.array()[_part(request, corner)])
    return msgspec.structs.replace(control, image=Raster.from_array(part))


def _enlarged(request: Request, small: Picture) -> Float:
    """The first pass's picture at the request's extent, with the input's detail where it is near.

    Outside the mask it is the input.
    """
    size = (request.width, request.height)
    enlarged = _resized(small, *size).astype(np.float32)
    if request.image is None or request.task == "text":
        return enlarged
    image = request.image.array()
    before = _resized(image, small.shape[1], small.shape[0])
    change = np.linalg.norm(small.astype(np.float32) - before, axis=2)
    near = np.asarray(np.exp(-np.square(change / NEAR)), np.float32)
    near = np.asarray(cv2.resize(near, size, interpolation=cv2.INTER_LINEAR), np.float32)
    detail = image.astype(np.float32) - _resized(before, *size)
    picture = np.asarray(enlarged + detail * near[..., None], np.float32)
    if request.mask is not None:
        share = (request.mask.array().astype(np.float32) / 255)[..., None]
        picture = np.asarray(image + (picture - image) * share, np.float32)
    return picture


def _tile(
    loaded: LoadedModel,
    request: Request,
    picture: Float,
    corner: Place,
    number: int,
    index: int,
    strength: float,
) -> Request:
    """The refinement of one tile of the picture as it is now."""
    assert request.first_pass is not None
    width, height = request.first_pass
    part = np.clip(np.rint(picture[_part(request, corner)]), 0, 255).astype(np.uint8)
    inpaints = "inpaint" in loaded.model.descriptor.tasks
    share = np.rint(_share(request, corner) * 255).astype(np.uint8)
    return msgspec.structs.replace(
        request,
        task="inpaint" if inpaints else "image",
        width=width,
        height=height,
        image=Raster.from_array(part),
        mask=Raster.from_array(share) if inpaints else None,
        seed=(request.seed_of(index) + 1 + number) % 2**63,
        count=1,
        strength=strength,
        controls=tuple(_cut(request, corner, control) for control in request.controls),
        first_pass=None,
    )


def _part(request: Request, corner: Place) -> tuple[slice, slice]:
    assert request.first_pass is not None
    (x, y), (width, height) = corner, request.first_pass
    return slice(y, y + height), slice(x, x + width)


def _denoises(request: Request, corner: Place) -> bool:
    return request.mask is None or bool(request.mask.array()[_part(request, corner)].any())


def _share(request: Request, corner: Place) -> Float:
    """How far a tile counts: (h, w) 0..1. It fades in over what the tiles before it have made."""
    assert request.first_pass is not None
    width, height = request.first_pass
    share = np.ones((height, width), np.float32)
    for axis, (place, length) in enumerate(((corner[1], height), (corner[0], width))):
        if place > 0:
            ramp = np.minimum(1, (np.arange(length) + 0.5) / (length * OVERLAP))
            ramp = (ramp * ramp * (3 - 2 * ramp)).astype(np.float32)
            share *= ramp[:, None] if axis == 0 else ramp[None, :]
    if request.mask is not None:
        share *= request.mask.array()[_part(request, corner)].astype(np.float32) / 255
    return share


def _resized(picture: Picture, width: int, height: int) -> Picture:
    shrinks = width < picture.shape[1]
    # Not by an upscaler: the second pass makes the detail. What the starter's made of it differed
    # by 0.2 of 255 after that pass, which nobody sees.
    kernel = cv2.INTER_AREA if shrinks else cv2.INTER_LANCZOS4
    return np.asarray(cv2.resize(picture, (width, height), interpolation=kernel), np.uint8)
