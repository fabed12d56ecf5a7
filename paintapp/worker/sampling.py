"""One picture of a request: steps, seed, mask and pipeline call, and what is reported meanwhile."""

from __future__ import annotations

import contextlib
import functools
import inspect
import math
import time
from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image

from paintapp.generation.request import Control, ProtocolError, Raster, Request
from paintapp.messages import Message
from paintapp.worker.controls import BY_ID as CONTROLS
from paintapp.worker.loading import LoadedModel
from paintapp.worker.preview import LatentColours, predicted_clean
from paintapp.worker.soft_mask import LatentBlend, free_cells, lends_mask

LEAST_STEPS = 4
"""Steps to run at least, where the request allows as many: fewer give blotches, not refinement."""

MOST_SCHEDULED = 1000
"""Noise schedules have as many levels."""

PREVIEW_SECONDS = 0.1

StepReport = Callable[[int, int, Raster | None], None]
"""Called after each step: done, of how many, and perhaps a preview."""

Preview = Callable[[int, torch.Tensor], Raster | None]
"""Makes what is reported of a step (counted from 1) from the clean latents that it predicts."""


class InvalidPictureError(Exception):
    """The model has computed something that is not a picture (not a number)."""


def plan_steps(steps: int, strength: float) -> tuple[int, int]:
    """(steps of the schedule, steps that are run) for a strength in 0..1.

    Pipelines run the last int(schedule * strength) steps. A low strength gets a longer schedule,
    so that `LEAST_STEPS` (or all that were asked for, if fewer) are left. 0 to run means that the
    picture stays as it is.
    """
    least = min(steps, LEAST_STEPS)
    schedule = steps
    if strength > 0 and int(steps * strength) < least:
        schedule = min(math.ceil(least / strength), MOST_SCHEDULED)
        if int(schedule * strength) < least and schedule < MOST_SCHEDULED:
            schedule += 1  # the product was a hair below a whole number
    return schedule, int(schedule * strength)


def pooled_mask(mask: NDArray[np.uint8], cell: int) -> NDArray[np.float32]:
    """(h, w) 0..255 -> (h / cell, w / cell) 0..1: the largest value in each latent cell.

    A line thinner than a cell is kept, where nearest-neighbour sampling would lose it.
    """
    height, width = mask.shape
    cells = mask.reshape(height // cell, cell, width // cell, cell).max(axis=(1, 3))
    return cells.astype(np.float32) / 255


def make_picture(
    loaded: LoadedModel,
    request: Request,
    index: int,
    report: StepReport,
    preview: Preview | None = None,
) -> NDArray[np.uint8]:
    """Picture ``index`` of a request, (height, width, 3) uint8, at the request's extent.

    The raw decoded picture: outside the mask too it may differ from the input. Independent of
    what was made before, so picture i of many equals the single picture with seed + i. Without
    ``preview`` a small one is reported now and then.
    """
    schedule, run = plan_steps(request.steps, 1.0 if request.task == "text" else request.strength)
    if request.image is not None and request.task != "text" and run == 0:
        return request.image.array().copy()
    family = loaded.model.family
    controls = [control for control in request.controls if control.counts]
    pipeline = loaded.pipeline(request.task, tuple(control.kind for control in controls))
    sampler = pipeline.scheduler
    # Samplers carry state from step to step: each picture has one of its own.
    pipeline.scheduler = type(sampler).from_config(sampler.config)
    watcher = _Watcher(loaded, pipeline, report, preview)
    arguments: dict[str, Any] = {
        "width": request.width,
        "height": request.height,
        "num_inference_steps": schedule,
        "guidance_scale": request.guidance_scale,
        "generator": torch.Generator("cpu").manual_seed(request.seed_of(index)),
        "output_type": "np",
        "return_dict": False,
        "callback_on_step_end": watcher,
        "callback_on_step_end_tensor_inputs": ["latents"],
    }
    arguments |= loaded.embed(
        pipeline, request.prompt, request.negative_prompt, family.guided(request.guidance_scale)
    )
    if request.task != "text" and request.image is not None:
        # Always RGB: with four channels a pipeline takes a picture for latents.
        arguments["image"] = Image.fromarray(request.image.array(), "RGB")
        arguments["strength"] = request.strength
    if controls:
        arguments |= _control_arguments(request, controls)
    if request.task == "inpaint" and request.mask is not None:
        cell = request.height // _latent_rows(pipeline, request.height)
        cells = pooled_mask(request.mask.array(), cell)
        strengths = torch.from_numpy(cells)
        if lends_mask(pipeline):
            start = (cells >= 1).astype(np.float32)
            watcher.strengths = strengths
            arguments["callback_on_step_end_tensor_inputs"] = ["latents", "mask"]
        else:
            start = (cells > 0).astype(np.float32)
            watcher.blend = LatentBlend(pipeline, strengths)
        blocks = cv2.resize(
            (start * 255).astype(np.uint8),
            (request.width, request.height),
            interpolation=cv2.INTER_NEAREST,
        )
        arguments["mask_image"] = Image.fromarray(blocks, "L")
    accepted = inspect.signature(type(pipeline).__call__).parameters
    watching = watcher.blend.watching() if watcher.blend else contextlib.nullcontext()
    try:
        with watching:
            result = pipeline(**{name: arguments[name] for name in arguments if name in accepted})
    finally:
        pipeline.scheduler = sampler
    picture = result[0][0]
    if not np.isfinite(picture).all():
        raise InvalidPictureError
    return np.asarray((picture * 255).round(), np.uint8)


def _control_arguments(request: Request, controls: list[Control]) -> dict[str, Any]:
    """What a pipeline with control networks is told of them: a value each, one for one."""

    def each(values: list[Any]) -> Any:
        return values[0] if len(values) == 1 else values

    pictures = [
        Image.fromarray(CONTROLS[control.kind].picture(control.image), "RGB")
        for control in controls
    ]
    return {
        "image" if request.task == "text" else "control_image": each(pictures),
        "controlnet_conditioning_scale": each([float(c.weight) for c in controls]),
        "control_guidance_start": each([float(c.start) for c in controls]),
        "control_guidance_end": each([float(c.end) for c in controls]),
    }


def _latent_rows(pipeline: Any, height: int) -> int:
    return height // int(pipeline.vae_scale_factor)


class _Watcher:
    """Called by a pipeline after each step; holds soft masks back and reports with a preview.

    ``strengths`` (one value 0..1 a latent cell) is for pipelines that lend their mask, ``blend``
    for the others.
    """

    def __init__(
        self, loaded: LoadedModel, pipeline: Any, report: StepReport, preview: Preview | None
    ) -> None:
        self.strengths: torch.Tensor | None = None
        self.blend: LatentBlend | None = None
        self._loaded = loaded
        self._report = report
        self._given_preview = preview
        self._clean: torch.Tensor | None = None
        self._last_preview = -math.inf
        self._watch(pipeline.scheduler)

    def __call__(
        self, pipeline: Any, step: int, timestep: Any, tensors: dict[str, Any]
    ) -> dict[str, Any]:
        steps = int(pipeline.num_timesteps)
        done = min(step + 1, steps)
        self._report(done, steps, self._preview(done))
        if self.blend is not None:
            return {"latents": self.blend.blended(tensors["latents"], step, steps)}
        if self.strengths is None:
            return {}
        free = free_cells(self.strengths, step + 1, steps)  # the next blend is the next step's
        return {"mask": free.to(tensors["mask"]).expand_as(tensors["mask"])}

    def _watch(self, scheduler: Any) -> None:
        """Keep the clean latents that each step predicts."""
        step = scheduler.step

        @functools.wraps(step)  # pipelines look at its signature
        def watched(
            output: Any,
            timestep: Any,
            sample: Any,
            *rest: Any,
            return_dict: bool = True,
            **more: Any,
        ) -> Any:
            result = step(output, timestep, sample, *rest, return_dict=True, **more)
            if self._preview_is_due():
                self._clean = predicted_clean(scheduler, output, timestep, sample, result)
            return result if return_dict else (result.prev_sample,)

        scheduler.step = watched

    def _preview_is_due(self) -> bool:
        since = time.monotonic() - self._last_preview
        return self._given_preview is not None or since >= PREVIEW_SECONDS

    def _preview(self, step: int) -> Raster | None:
        clean, self._clean = self._clean, None
        if clean is None:
            return None
        if self._given_preview is not None:
            return self._given_preview(step, clean)
        self._last_preview = time.monotonic()
        if self._loaded.preview is None:
            self._loaded.preview = LatentColours(self._loaded.autoencoder)
        return Raster.from_array(self._loaded.preview.picture(clean))


def check_against_model(request: Request, loaded: LoadedModel) -> None:
    """Raise ProtocolError, with a text fit to show, where a model cannot serve a request."""
    descriptor = loaded.model.descriptor
    if request.task not in descriptor.tasks:
        raise ProtocolError(
            Message(
                "The model {model} cannot do this task ({task}).",
                model=descriptor.label,
                task=request.task,
            )
        )
    sides = (request.width, request.height, *(request.first_pass or ()))
    if any(side % descriptor.multiple for side in sides):
        raise ProtocolError(
            Message(
                "Width and height must be multiples of {multiple} for the model {model}.",
                multiple=descriptor.multiple,
                model=descriptor.label,
            )
        )
    for control in request.controls:
        if control.kind not in descriptor.controls:
            raise ProtocolError(
                Message(
                    "The model {model} knows no control of the kind {kind}.",
                    model=descriptor.label,
                    kind=control.kind,
                )
            )
