"""Stable Diffusion XL: two text encoders, a larger U-Net, size conditioning."""

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

_CROSS_ATTENTION = "model.diffusion_model.input_blocks.4.1.transformer_blocks.0.attn2.to_k.weight"
_FIRST_LAYER = "model.diffusion_model.input_blocks.0.0.weight"


def describe(configs: Configs) -> dict[str, Any]:
    unet = configs["unet"]
    channels = unet.get("in_channels", 4)
    if channels not in (4, 9):
        raise ValueError(f"its U-Net has {channels} input channels; 4 and 9 are known")
    native = int(unet.get("sample_size") or 128) * latent_factor(configs)
    distilled = unet.get("time_cond_proj_dim") is not None
    return {
        "tasks": ("text", "image", "inpaint") if channels == 4 else ("inpaint",),
        "native_width": native,
        "native_height": native,
        "minimum_side": native * 5 // 8,
        "maximum_side": native * 3 // 2,
        "maximum_pixels": native * native * 5 // 4,
        "multiple": latent_factor(configs),
        "default_steps": 6 if distilled else 25,
        "default_guidance_scale": 1.5 if distilled else 6.0,
        "uses_negative_prompt": not distilled,
    }


def embed(pipeline: Any, prompt: str, negative: str, guided: bool) -> dict[str, Any]:
    positive, unwanted, pooled, unwanted_pooled = pipeline.encode_prompt(
        prompt=prompt,
        device=pipeline._execution_device,
        num_images_per_prompt=1,
        do_classifier_free_guidance=guided,
        # None lets the model use zeros instead, where it was trained so.
        negative_prompt=negative or None,
    )
    arguments = {"prompt_embeds": positive, "pooled_prompt_embeds": pooled}
    if guided:
        arguments["negative_prompt_embeds"] = unwanted
        arguments["negative_pooled_prompt_embeds"] = unwanted_pooled
    return arguments


def recognise(shapes: Shapes) -> bool:
    return (
        shapes.get(_FIRST_LAYER, (0,))[0] == 320
        and shapes.get(_CROSS_ATTENTION, (0, 0))[-1] == 2048
    )


def config_folder(shapes: Shapes) -> str:
    inpainting = shapes[_FIRST_LAYER][1] == 9
    return "stable-diffusion-xl-inpainting" if inpainting else "stable-diffusion-xl"


FAMILY = Family(
    id="stable-diffusion-xl",
    label="Stable Diffusion XL",
    pipelines={
        "text": "StableDiffusionXLPipeline",
        "image": "StableDiffusionXLImg2ImgPipeline",
        "inpaint": "StableDiffusionXLInpaintPipeline",
    },
    components={
        "unet": ("diffusers.UNet2DConditionModel",),
        "vae": AUTOENCODERS,
        "text_encoder": CLIP_ENCODERS,
        "text_encoder_2": CLIP_ENCODERS,
        "tokenizer": CLIP_TOKENIZERS,
        "tokenizer_2": CLIP_TOKENIZERS,
        "scheduler": SAMPLERS,
    },
    denoiser="unet",
    describe=describe,
    embed=embed,
    guided=lambda scale: scale > 1,
    options={"add_watermarker": False},
    recognise=recognise,
    config_folder=config_folder,
    control_pipelines={
        "text": "StableDiffusionXLControlNetPipeline",
        "image": "StableDiffusionXLControlNetImg2ImgPipeline",
        "inpaint": "StableDiffusionXLControlNetInpaintPipeline",
    },
)
