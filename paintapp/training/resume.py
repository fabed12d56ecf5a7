"""Take training up again from the exported folders, where the checkpoints have gone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from diffusers import AutoencoderKL, ControlNetModel, UNet2DConditionModel
from safetensors.torch import load_file
from torch import Tensor

from paintapp.training import autoencoder, checkpoint, denoiser, lines, matte, quick, upscaler


def start(models: Path, folder: Path) -> None:
    """Write checkpoints into ``folder`` from what was exported to ``models``; those there stay.

    ``models`` has a folder for each model; one that is missing is left out. What an export leaves
    out, the optimisers' momentum, starts anew.
    """
    _keep(autoencoder.path(folder), models / "starter", _autoencoder)
    _keep(denoiser.path(folder), models / "starter", _denoiser)
    _keep(quick.path(folder), models / "starter-quick", _quick)
    _keep(lines.path(folder), models / "starter-lines", _lines)
    _keep(matte.path(folder), models / "matte", _plain)
    _keep(upscaler.path(folder), models / "upscaler", _plain)


def _keep(path: Path, model: Path, state: Any) -> None:
    if not path.exists() and model.exists():
        about = json.loads((model / "paintapp.json").read_text("utf-8"))
        checkpoint.save(path, state(model, about))


def _weights(weights: dict[str, Tensor]) -> dict[str, Any]:
    return {"model": weights, "average": weights}


def _told(about: dict[str, Any]) -> dict[str, Any]:
    return {
        "step": int(about.get("steps_trained", 0)),
        "pictures": int(about.get("pictures_trained", 0)),
        "seconds": float(about.get("seconds_trained", 0.0)),
        "loss": float(about.get("loss", 0.3)),
    }


def _autoencoder(model: Path, about: dict[str, Any]) -> dict[str, Any]:
    vae = AutoencoderKL.from_pretrained(model / "vae")
    return {
        **_weights(vae.float().state_dict()),
        "step": int(about.get("autoencoder_steps", autoencoder.STEPS)),
        "seconds": float(about.get("autoencoder_seconds", 0.0)),
        "scaling_factor": vae.config.scaling_factor,
    }


def _denoiser(model: Path, about: dict[str, Any]) -> dict[str, Any]:
    unet = UNet2DConditionModel.from_pretrained(model / "unet")
    return {**_weights(unet.float().state_dict()), **_told(about)}


def _quick(model: Path, about: dict[str, Any]) -> dict[str, Any]:
    """Its weights are a beginning for the next denoiser's; how it had learnt is not taken up."""
    file = load_file(model / "pytorch_lora_weights.safetensors")
    weights = {name.removeprefix("unet."): value.float() for name, value in file.items()}
    return {"model": weights, "teacher_step": -1}


def _lines(model: Path, about: dict[str, Any]) -> dict[str, Any]:
    control = ControlNetModel.from_pretrained(model)
    return {**_weights(control.float().state_dict()), **_told(about)}


def _plain(model: Path, about: dict[str, Any]) -> dict[str, Any]:
    """One safetensors file, whose training starts to count anew where its card tells no steps."""
    file = load_file(model / "model.safetensors")
    return {**_weights({name: value.float() for name, value in file.items()}), **_told(about)}
