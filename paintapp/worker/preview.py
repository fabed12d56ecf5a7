"""Small pictures of what is becoming: predicted clean latents through a linear map to colours."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray


class LatentColours:
    """A linear map from a model's latents to RGB, fitted to its own autoencoder.

    Latents of an autoencoder are close to a small picture in other colours, so one encoded card of
    known colours determines the map by least squares, for any model, without a table.
    """

    def __init__(self, autoencoder: Any) -> None:
        card = _colour_card()
        parameter = next(autoencoder.parameters())
        with torch.no_grad():
            encoded = autoencoder.encode(
                card.to(parameter.device, parameter.dtype) * 2 - 1, return_dict=True
            )
            latents = _latents(encoded) - (getattr(autoencoder.config, "shift_factor", 0) or 0)
            latents = (latents * (autoencoder.config.scaling_factor or 1)).float().cpu()
        channels = latents.shape[1]
        colours = torch.nn.functional.adaptive_avg_pool2d(card, latents.shape[-2:])
        rows = latents.permute(0, 2, 3, 1).reshape(-1, channels)
        rows = torch.cat([rows, torch.ones(len(rows), 1)], dim=1)
        wanted = colours.permute(0, 2, 3, 1).reshape(-1, 3)
        # Ridge regression: untrained or odd autoencoders must not give wild numbers.
        normal = rows.T @ rows + 1e-3 * len(rows) * torch.eye(channels + 1)
        self._map = torch.linalg.solve(normal, rows.T @ wanted)

    def picture(self, latents: torch.Tensor) -> NDArray[np.uint8]:
        """(1, channels, h, w) clean latents -> (h, w, 3) uint8."""
        rows = latents[0].detach().float().cpu().permute(1, 2, 0)
        rgb = rows @ self._map[:-1] + self._map[-1]
        array: NDArray[np.uint8] = (rgb.nan_to_num(0.5).clamp(0, 1) * 255).round().byte().numpy()
        return array


def predicted_clean(
    scheduler: Any, output: torch.Tensor, timestep: Any, noisy: torch.Tensor, result: Any
) -> torch.Tensor | None:
    """The clean latents a step predicts, from what a scheduler's ``step`` was given and returned.

    Samplers that do not say it themselves: multistep solvers keep the converted output; flow
    matching is x0 = x - sigma v.
    """
    if getattr(result, "pred_original_sample", None) is not None:
        return result.pred_original_sample
    kept: Any = getattr(scheduler, "model_outputs", None)
    if kept and isinstance(kept[-1], torch.Tensor) and _keeps_clean(scheduler.config):
        return kept[-1]
    index: int | None = getattr(scheduler, "step_index", None)
    if type(scheduler).__name__.startswith("FlowMatch") and index:
        return noisy - scheduler.sigmas[index - 1].to(noisy.device) * output
    return None


def _keeps_clean(config: Any) -> bool:
    return bool(
        config.get("predict_x0") or str(config.get("algorithm_type", "")).endswith("dpmsolver++")
    )


def _latents(encoded: Any) -> torch.Tensor:
    if hasattr(encoded, "latent_dist"):
        return encoded.latent_dist.mode()
    return encoded.latents


def _colour_card() -> torch.Tensor:
    """(1, 3, 256, 256) in 0..1: smooth fields of many colours, dark to light."""
    generator = torch.Generator().manual_seed(0)
    coarse = torch.rand(1, 3, 8, 8, generator=generator)
    coarse[:, :, ::2] = (coarse[:, :, ::2] - 0.5) * 3 + 0.5
    card = torch.nn.functional.interpolate(coarse, size=(256, 256), mode="bilinear")
    return card.clamp(0, 1)
