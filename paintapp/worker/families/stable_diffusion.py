"""Stable Diffusion 1.x and models of its make, such as the starter: a U-Net on 4-channel latents.

U-Nets with 9 input channels, which see the mask and the masked picture, can inpaint only.
"""

from __future__ import annotations

from typing import Any

from paintapp.worker.families.family import (
    AUTOENCODERS,
    CLIP_ENCODERS,
    CLIP_TOKENIZERS,
    SAMPLERS,
    Configs,
    Family,
    Shapes,
    latent_factor,
)

_CROSS_ATTENTION = "model.diffusion_model.input_blocks.1.1.transformer_blocks.0.attn2.to_k.weight"
_FIRST_LAYER = "model.diffusion_model.input_blocks.0.0.weight"


def describe(configs: Configs) -> dict[str, Any]:
    unet = configs["unet"]
    channels = unet.get("in_channels", 4)
    if channels not in (4, 9):
        raise ValueError(f"its U-Net has {channels} input channels; 4 and 9 are known")
    native = int(unet.get("sample_size") or 64) * latent_factor(configs)
    distilled = unet.get("time_cond_proj_dim") is not None
    return {
        "tasks": ("text", "image", "inpaint") if channels == 4 else ("inpaint",),
        "native_width": native,
        "native_height": native,
        "minimum_side": native * 3 // 4,
        "maximum_side": native * 3 // 2,
        "maximum_pixels": native * native * 3 // 2,
        "multiple": latent_factor(configs),
        "default_steps": 6 if distilled else 25,
        "default_guidance_scale": 1.5 if distilled else 7.0,
        "uses_negative_prompt": not distilled,
    }


def embed(pipeline: Any, prompt: str, negative: str, guided: bool) -> dict[str, Any]:
    positive, unwanted = pipeline.encode_prompt(
        prompt, pipeline._execution_device, 1, guided, negative if guided else None
    )
    arguments = {"prompt_embeds": positive}
    if guided:
        arguments["negative_prompt_embeds"] = unwanted
    return arguments


def recognise(shapes: Shapes) -> bool:
    return (
        shapes.get(_FIRST_LAYER, (0,))[0] == 320 and shapes.get(_CROSS_ATTENTION, (0, 0))[-1] == 768
    )


def config_folder(shapes: Shapes) -> str:
    inpainting = shapes[_FIRST_LAYER][1] == 9
    return "stable-diffusion-inpainting" if inpainting else "stable-diffusion"


FAMILY = Family(
    id="stable-diffusion",
    label="Stable Diffusion",
    pipelines={
        "text": "StableDiffusionPipeline",
        "image": "StableDiffusionImg2ImgPipeline",
        "inpaint": "StableDiffusionInpaintPipeline",
    },
    components={
        "unet": ("diffusers.UNet2DConditionModel",),
        "vae": AUTOENCODERS,
        "text_encoder": CLIP_ENCODERS,
        "tokenizer": CLIP_TOKENIZERS,
        "scheduler": SAMPLERS,
    },
    denoiser="unet",
    describe=describe,
    embed=embed,
    guided=lambda scale: scale > 1,
    options={"requires_safety_checker": False},
    recognise=recognise,
    config_folder=config_folder,
    control_pipelines={
        "text": "StableDiffusionControlNetPipeline",
        "image": "StableDiffusionControlNetImg2ImgPipeline",
        "inpaint": "StableDiffusionControlNetInpaintPipeline",
    },
)
