"""Strength per pixel ("differential diffusion", https://arxiv.org/abs/2306.00950) for any pipeline.

Before step i of n the latent cells with a strength of at least 1 - i / n are free; all others are
still the input, noised as much as that step expects.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import torch


def lends_mask(pipeline: Any) -> bool:
    """Whether a pipeline lets its callback change the mask that it blends with itself.

    Those for models that see the mask as an input (9 channels) have one but do not blend.
    """
    blends = getattr(getattr(pipeline, "unet", None), "config", {}).get("in_channels", 4) != 9
    return blends and "mask" in getattr(type(pipeline), "_callback_tensor_inputs", ())


def free_cells(strengths: torch.Tensor, step: int, steps: int) -> torch.Tensor:
    """Which cells are free during step ``step`` of ``steps`` (from 0): strengths' shape, bool."""
    return strengths >= 1 - step / steps - 1e-6


class LatentBlend:
    """Blends latents from outside, for pipelines that do not let anyone at their mask.

    ``strengths`` is (rows, columns) 0..1, one value a latent cell. Between `watching` and its end
    it knows the noise and the clean latents with which the pipeline began.
    """

    def __init__(self, pipeline: Any, strengths: torch.Tensor) -> None:
        self._pipeline = pipeline
        self._strengths = strengths
        self._noise: torch.Tensor | None = None
        self._clean: torch.Tensor | None = None

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Listen to what the pipeline prepares; the pipeline is as before afterwards."""
        prepare = self._pipeline.prepare_latents
        asks = "return_image_latents" in inspect.signature(prepare).parameters

        @functools.wraps(prepare)
        def watched(*arguments: Any, **named: Any) -> Any:
            wanted = named.get("return_image_latents", False)
            if asks:
                named["return_image_latents"] = True
            prepared = prepare(*arguments, **named)
            # Every inpainting pipeline returns latents, noise and clean latents in this order.
            self._noise, self._clean = prepared[1], prepared[2]
            return prepared[:2] if asks and not wanted else prepared

        self._pipeline.prepare_latents = watched
        try:
            yield
        finally:
            del self._pipeline.prepare_latents

    def blended(self, latents: torch.Tensor, step: int, steps: int) -> torch.Tensor:
        """The latents after a step, with the input in every cell that was not free in it."""
        if self._noise is None or self._clean is None:
            return latents
        clean, noise = self._like(self._clean, latents), self._like(self._noise, latents)
        scheduler = self._pipeline.scheduler
        if step + 1 < len(scheduler.timesteps) and step + 1 < steps:
            begin = len(scheduler.timesteps) - steps
            level = scheduler.timesteps[begin + step + 1].reshape(1)
            add: Callable[..., torch.Tensor] = (
                getattr(scheduler, "scale_noise", None) or scheduler.add_noise
            )
            flows = hasattr(scheduler, "scale_noise")
            clean = add(clean, level, noise) if flows else add(clean, noise, level)
        free = self._cells(latents, free_cells(self._strengths, step, steps))
        return torch.where(free, latents, clean.to(latents.dtype))

    def _cells(self, latents: torch.Tensor, free: torch.Tensor) -> torch.Tensor:
        """A mask of cells in the shape of the latents: a picture, or a row of 2 x 2 cells each."""
        free = free.to(latents.device)
        if latents.ndim == 3:
            pooled = torch.nn.functional.max_pool2d(free[None, None].float(), 2)
            return pooled.reshape(1, -1, 1).bool()
        return free.reshape(*(1,) * (latents.ndim - 2), *free.shape)

    def _like(self, tensor: torch.Tensor, latents: torch.Tensor) -> torch.Tensor:
        """Some pipelines keep what they prepare as a picture and pack it later."""
        if tensor.ndim == latents.ndim:
            return tensor
        batch, channels, rows, columns = tensor.shape
        packed = self._pipeline._pack_latents(tensor, batch, channels, rows, columns)
        assert isinstance(packed, torch.Tensor)
        return packed
