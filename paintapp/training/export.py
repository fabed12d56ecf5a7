"""Stage: the diffusers folder that ships, float16 safetensors with descriptor and attributions."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import torch
from diffusers import AutoencoderKL, DDIMScheduler, StableDiffusionPipeline, UNet2DConditionModel

from paintapp.training import attribution, autoencoder, denoiser, shards, text
from paintapp.training.team import machine

NATIVE = 160
STEPS = 16
GUIDANCE = 3.5
FILLING_STRENGTH = 0.7
"""Holes come out better when some of what they were prefilled with is left."""


def latent_colours(model: AutoencoderKL, folder: Path) -> tuple[list[list[float]], list[float]]:
    """Linear factors from scaled latents to RGB in 0..1, by least squares: (4, 3) and bias (3,)."""
    pictures = shards.pictures(folder, shards.complete(folder)[0])[:200]
    with torch.no_grad():
        latents = model.encode(autoencoder.to_tensor(pictures)).latent_dist.mean
    latents = latents * model.config.scaling_factor
    cells = latents.shape[-1]
    side = pictures.shape[1] // cells
    means = pictures.reshape(len(pictures), cells, side, cells, side, 3).mean(axis=(2, 4)) / 255
    known = latents.permute(0, 2, 3, 1).reshape(-1, 4).double().numpy()
    known = np.concatenate([known, np.ones((len(known), 1))], 1)
    factors = np.linalg.lstsq(known, means.reshape(-1, 3), rcond=None)[0]
    return np.round(factors[:4], 4).tolist(), np.round(factors[4], 4).tolist()


def pipeline(vae: AutoencoderKL, unet: UNet2DConditionModel) -> StableDiffusionPipeline:
    """The pieces as one ordinary Stable Diffusion pipeline."""
    tokenizer, encoder = text.load()
    return StableDiffusionPipeline(
        vae=vae,
        text_encoder=encoder,
        tokenizer=tokenizer,
        unet=unet,
        scheduler=DDIMScheduler(**denoiser.SCHEDULER),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )


def descriptor(vae: AutoencoderKL, folder: Path, trained: dict[str, Any]) -> dict[str, Any]:
    """What the program needs to know of the model beyond the diffusers files."""
    factors, bias = latent_colours(vae, folder / "scenes")
    return {
        "label": "Starter (picture book)",
        "native": NATIVE,
        "steps": STEPS,
        "guidance_scale": GUIDANCE,
        "strength": 0.6,
        "filling_strength": FILLING_STRENGTH,
        "live_steps": 3,
        "live_guidance_scale": 1.0,
        "live_model": "starter-quick",
        "tasks": ["text", "image", "inpaint"],
        "latent_rgb": factors,
        "latent_rgb_bias": bias,
        "licence": "MIT (weights); drawings learnt from: see SOURCES.md",
        "steps_trained": int(trained["step"]),
        "pictures_trained": int(trained["pictures"]),
        "seconds_trained": round(trained["seconds"]),
        "trained_on": machine(),
        "loss": round(trained["loss"], 4),
    }


def save(
    vae: AutoencoderKL, unet: UNet2DConditionModel, about: dict[str, Any], target: Path
) -> None:
    """Write the folder; an earlier one is replaced file by file, other files in it stay."""
    partial = target.with_name(target.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    half = pipeline(vae, unet).to(dtype=torch.float16)
    half.save_pretrained(partial, safe_serialization=True)
    (partial / "paintapp.json").write_text(json.dumps(about, indent=2) + "\n", "utf-8")
    (partial / "SOURCES.md").write_text(attribution.starter_page(), "utf-8")
    target.mkdir(parents=True, exist_ok=True)
    for path in sorted(partial.rglob("*")):
        if path.is_file():
            place = target / path.relative_to(partial)
            place.parent.mkdir(parents=True, exist_ok=True)
            path.replace(place)
    shutil.rmtree(partial)


def write(folder: Path, target: Path) -> None:
    """Export the checkpoints in ``folder`` to ``target``."""
    vae = autoencoder.load(folder)
    unet, state = denoiser.load(folder)
    save(vae, unet, descriptor(vae, folder, state), target)
    size = sum(path.stat().st_size for path in target.rglob("*") if path.is_file())
    print(f"exported {state['step']} steps to {target}: {size / 1e6:.1f} MB", flush=True)
