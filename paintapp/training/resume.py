"""Take training up again from an exported folder, where the checkpoints have gone."""

from __future__ import annotations

import json
from pathlib import Path

from diffusers import AutoencoderKL, UNet2DConditionModel

from paintapp.training import autoencoder, checkpoint, denoiser


def start(model: Path, folder: Path) -> None:
    """Write checkpoints into ``folder`` from the exported ``model``; those that exist stay.

    What an export leaves out, the optimisers' momentum, starts anew.
    """
    about = json.loads((model / "paintapp.json").read_text("utf-8"))
    if not autoencoder.path(folder).exists():
        vae = AutoencoderKL.from_pretrained(model / "vae")
        weights = vae.float().state_dict()
        checkpoint.save(
            autoencoder.path(folder),
            {
                "model": weights,
                "average": weights,
                "step": int(about.get("autoencoder_steps", autoencoder.STEPS)),
                "seconds": float(about.get("autoencoder_seconds", 0.0)),
                "scaling_factor": vae.config.scaling_factor,
            },
        )
    if not denoiser.path(folder).exists():
        unet = UNet2DConditionModel.from_pretrained(model / "unet")
        weights = unet.float().state_dict()
        checkpoint.save(
            denoiser.path(folder),
            {
                "model": weights,
                "average": weights,
                "step": int(about["steps_trained"]),
                "pictures": int(about.get("pictures_trained", 0)),
                "seconds": float(about.get("seconds_trained", 0.0)),
                "loss": float(about.get("loss", 0.3)),
            },
        )
