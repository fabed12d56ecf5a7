"""Upscalers of small weights: ones that interpolate, so that what they should make is known."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import save_file

from paintapp.worker.upscaler_networks import Compact, Esrgan


def write_compact(path: Path, *, scale: int = 2, depth: int = 2, wild: bool = False) -> Path:
    """A Compact network of 8 features: nearest neighbours, or with ``wild`` random changes."""
    torch.manual_seed(3)
    network = Compact(8, depth, scale)
    if not wild:
        torch.nn.init.zeros_(network.body[-1].weight)  # type: ignore[arg-type, union-attr]
        torch.nn.init.zeros_(network.body[-1].bias)  # type: ignore[arg-type, union-attr]
    save_file(network.state_dict(), path)
    return path


def write_esrgan(
    path: Path, *, scale: int = 2, unshuffle: int = 1, old_names: bool = False
) -> Path:
    """An ESRGAN of random weights, 4 features and one block."""
    torch.manual_seed(4)
    state = Esrgan(4, 1, 2, scale, unshuffle).state_dict()
    if old_names:
        state = {_old_name(name): value for name, value in state.items()}
    save_file(state, path)
    return path


def _old_name(name: str) -> str:
    first, _, last = name.rpartition(".")
    fixed = {
        "conv_first": "model.0",
        "conv_body": "model.1.sub.1",
        "conv_up1": "model.3",
        "conv_up2": "model.6",
        "conv_hr": "model.8",
        "conv_last": "model.10",
    }
    if first in fixed:
        return f"{fixed[first]}.{last}"
    _, block, dense, layer = first.split(".")
    return f"model.1.sub.{block}.{dense.upper()}.{layer}.0.{last}"
