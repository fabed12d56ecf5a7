"""The quick version's folder that ships: a LoRA in diffusers' format, card, page and sources."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from diffusers import StableDiffusionPipeline

from paintapp.training import attribution, export, quick

STEPS = 2
"""Steps of a picture: one leaves edges soft, three change little more."""

_PAGE = """# Starter, quick

The starter model for one to four steps without guidance, for live painting. It is a LoRA of the
starter's denoiser (`../starter`), in diffusers' format: `pipe.load_lora_weights(folder)` loads it
into the starter's pipeline as well. paintapp adds it to a copy of the denoiser once, so that no
step pays for it, and shares all other parts with the starter. Sampler, prompts and native size are
the starter's; {steps} steps and a guidance of 1 are the defaults.

## How it was made

`python -m paintapp.training quick` (see `paintapp/training/README.md`): the starter, with all its
steps and its guidance, went from {pairs} noisy starts to its pictures; the LoRA learnt to jump
there, and from where its own first jump leads. It knows what the starter knows, and no more.

| pairs | steps | pictures | minutes on two shared CPU cores | distance |
|---|---|---|---|---|
| {pairs} | {step} | {pictures} | {minutes} | {loss:.4f} |

The distance is the mean pseudo-Huber distance of latents from the starter's. How far the quick
version's pictures agree with prompts, beside the starter's, stands in the starter's page.

## Licence and sources

The weights are under this project's MIT licence. They were made from the starter's pictures and
the scenes that it was trained on: see `SOURCES.md`.
"""


def _minutes(about: dict[str, Any]) -> int:
    return round((about["gathering_seconds"] + about["seconds"]) / 60)


def write(folder: Path, target: Path) -> None:
    """Export the LoRA to ``target`` in diffusers' format, float16, with its card and sources."""
    model, about = quick.load(folder)
    partial = target.with_name(target.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    StableDiffusionPipeline.save_lora_weights(
        partial,
        unet_lora_layers={
            name: value.half().contiguous() for name, value in quick.weights(model).items()
        },
        safe_serialization=True,
    )
    card = {
        "label": "Starter, quick",
        "base": "starter",
        "steps": STEPS,
        "guidance_scale": 1.0,
        "strength": 0.6,
        "filling_strength": export.FILLING_STRENGTH,
        "live_steps": STEPS,
        "live_guidance_scale": 1.0,
        "licence": "MIT (weights); drawings learnt from: see SOURCES.md",
        "pairs": about["pairs"],
        "steps_trained": about["step"],
        "pictures_trained": about["pictures"],
        "seconds_gathering": round(about["gathering_seconds"]),
        "seconds_trained": round(about["seconds"]),
        "loss": round(about["loss"], 4),
    }
    (partial / "paintapp.json").write_text(json.dumps(card, indent=2) + "\n", "utf-8")
    (partial / "README.md").write_text(
        _PAGE.format(minutes=_minutes(about), steps=STEPS, **about), "utf-8"
    )
    (partial / "SOURCES.md").write_text(attribution.quick_page(), "utf-8")
    target.mkdir(parents=True, exist_ok=True)
    for file in sorted(partial.iterdir()):
        file.replace(target / file.name)
    partial.rmdir()
    size = sum(file.stat().st_size for file in target.iterdir())
    print(f"exported {about['step']} steps to {target}: {size / 1e6:.1f} MB", flush=True)
