"""Z-Image: a flow-matching transformer on 16-channel latents, prompted through Qwen3."""

from __future__ import annotations

from typing import Any

from paintapp.worker.families.family import Configs, Family, latent_factor


def describe(configs: Configs) -> dict[str, Any]:
    # The turbo model is distilled for few steps without guidance; its schedule is shifted by 3,
    # the full model's by 6 (their scheduler_config.json).
    full = float(configs.get("scheduler", {}).get("shift", 3.0)) > 4
    factor = latent_factor(configs) * 2
    native = int(configs["transformer"].get("sample_size", 128)) * latent_factor(configs)
    return {
        "tasks": ("text", "image", "inpaint"),
        "native_width": native,
        "native_height": native,
        "minimum_side": native // 2,
        "maximum_side": native * 2,
        "maximum_pixels": native * native * 2,
        "multiple": factor,
        "default_steps": 30 if full else 9,
        "default_guidance_scale": 4.0 if full else 0.0,
        "uses_negative_prompt": full,
    }


def embed(pipeline: Any, prompt: str, negative: str, guided: bool) -> dict[str, Any]:
    positive, unwanted = pipeline.encode_prompt(
        prompt,
        device=pipeline._execution_device,
        do_classifier_free_guidance=guided,
        negative_prompt=negative,
    )
    arguments = {"prompt_embeds": positive}
    if guided:
        arguments["negative_prompt_embeds"] = unwanted
    return arguments


FAMILY = Family(
    id="z-image",
    label="Z-Image",
    pipelines={
        "text": "ZImagePipeline",
        "image": "ZImageImg2ImgPipeline",
        "inpaint": "ZImageInpaintPipeline",
    },
    components={
        "transformer": ("diffusers.ZImageTransformer2DModel",),
        "vae": ("diffusers.AutoencoderKL",),
        "text_encoder": ("transformers.Qwen3Model", "transformers.Qwen3ForCausalLM"),
        "tokenizer": (
            "transformers.Qwen2Tokenizer",
            "transformers.Qwen2TokenizerFast",
            "transformers.PreTrainedTokenizerFast",
            "transformers.TokenizersBackend",
        ),
        "scheduler": ("diffusers.FlowMatchEulerDiscreteScheduler",),
    },
    denoiser="transformer",
    describe=describe,
    embed=embed,
    guided=lambda scale: scale > 0,
)
