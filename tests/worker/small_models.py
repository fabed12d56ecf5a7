"""Real diffusers models with few, untrained weights, made in a second or two.

``python -m tests.worker.small_models FOLDER KIND...`` saves some; tests do that in a process of
its own, so that theirs never imports torch.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

WORDS = ("a", "red", "blue", "green", "boat", "house", "tree", "cat", "on", "the", "sea")


def build(folder: Path, *kinds: str) -> None:
    """Save small models of some kinds (see `KINDS` and `CONTROLS`) as ``folder/kind``."""
    subprocess.run(
        [sys.executable, "-m", "tests.worker.small_models", str(folder), *kinds],
        check=True,
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
    )


def _unet(**changes: object):
    from diffusers import UNet2DConditionModel

    settings = {
        "sample_size": 8,
        "block_out_channels": (16, 32),
        "layers_per_block": 1,
        "down_block_types": ("DownBlock2D", "CrossAttnDownBlock2D"),
        "up_block_types": ("CrossAttnUpBlock2D", "UpBlock2D"),
        "cross_attention_dim": 32,
        "attention_head_dim": 4,
        "norm_num_groups": 8,
    }
    return UNet2DConditionModel(**{**settings, **changes})


def _autoencoder(channels: int = 4, **changes: object):
    from diffusers import AutoencoderKL

    return AutoencoderKL(
        latent_channels=channels,
        block_out_channels=(8, 8, 16, 16),
        down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4,
        layers_per_block=1,
        norm_num_groups=4,
        mid_block_add_attention=False,
        sample_size=64,
        **changes,
    )


def _sampler():
    from diffusers import DDIMScheduler

    return DDIMScheduler(
        beta_start=0.00085,
        beta_end=0.012,
        beta_schedule="scaled_linear",
        clip_sample=False,
        set_alpha_to_one=False,
        timestep_spacing="trailing",
        prediction_type="v_prediction",
        rescale_betas_zero_snr=True,
    )


def _bert():
    from transformers import BertConfig, BertModel, BertTokenizer

    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS]
    tokenizer = BertTokenizer(vocab={word: n for n, word in enumerate(words)})
    tokenizer.model_max_length = 16
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=32,
    )
    return tokenizer, BertModel(config, add_pooling_layer=False)


def _clip(with_projection: bool = False):
    from transformers import (
        CLIPTextConfig,
        CLIPTextModel,
        CLIPTextModelWithProjection,
        CLIPTokenizer,
    )

    letters = "abcdefghijklmnopqrstuvwxyz"
    words = [*letters, *(letter + "</w>" for letter in letters)]
    words += ["<|startoftext|>", "<|endoftext|>"]
    tokenizer = CLIPTokenizer(
        vocab={word: n for n, word in enumerate(words)}, merges=[], model_max_length=16
    )
    config = CLIPTextConfig(
        vocab_size=len(words),
        hidden_size=32,
        projection_dim=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=16,
        bos_token_id=len(words) - 2,
        eos_token_id=len(words) - 1,
    )
    kind = CLIPTextModelWithProjection if with_projection else CLIPTextModel
    return tokenizer, kind(config)


def _local_autoencoder():
    """One without normalisation: a pixel depends on the latents around it and no others."""
    from diffusers import AutoencoderTiny

    return AutoencoderTiny(
        encoder_block_out_channels=(8, 8, 8, 8),
        decoder_block_out_channels=(8, 8, 8, 8),
        num_encoder_blocks=(1, 1, 1, 1),
        num_decoder_blocks=(1, 1, 1, 1),
    )


def stable_diffusion(in_channels: int = 4, autoencoder=_autoencoder):
    from diffusers import StableDiffusionPipeline

    tokenizer, encoder = _bert()
    return StableDiffusionPipeline(
        vae=autoencoder(),
        unet=_unet(in_channels=in_channels),
        text_encoder=encoder,
        tokenizer=tokenizer,
        scheduler=_sampler(),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )


def stable_diffusion_xl():
    from diffusers import EulerDiscreteScheduler, StableDiffusionXLPipeline

    tokenizer, encoder = _clip()
    tokenizer_2, encoder_2 = _clip(with_projection=True)
    return StableDiffusionXLPipeline(
        vae=_autoencoder(),
        unet=_unet(
            cross_attention_dim=64,
            addition_embed_type="text_time",
            addition_time_embed_dim=8,
            projection_class_embeddings_input_dim=6 * 8 + 32,
        ),
        text_encoder=encoder,
        text_encoder_2=encoder_2,
        tokenizer=tokenizer,
        tokenizer_2=tokenizer_2,
        scheduler=EulerDiscreteScheduler(
            beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear"
        ),
        add_watermarker=False,
    )


def z_image():
    import torch
    from diffusers import (
        FlowMatchEulerDiscreteScheduler,
        ZImagePipeline,
        ZImageTransformer2DModel,
    )
    from transformers import Qwen2Tokenizer, Qwen3Config, Qwen3Model
    from transformers.convert_slow_tokenizer import bytes_to_unicode

    words = [*bytes_to_unicode().values(), "<|endoftext|>"]
    tokenizer = Qwen2Tokenizer(vocab={word: n for n, word in enumerate(words)}, merges=[])
    tokenizer.chat_template = "{% for message in messages %}{{ message['content'] }}!{% endfor %}"
    encoder = Qwen3Model(
        Qwen3Config(
            vocab_size=len(words) + 8,
            hidden_size=32,
            intermediate_size=32,
            num_hidden_layers=2,
            num_attention_heads=2,
            num_key_value_heads=2,
            head_dim=16,
        )
    )
    transformer = ZImageTransformer2DModel(
        in_channels=16,
        dim=48,
        n_layers=1,
        n_refiner_layers=1,
        n_heads=2,
        n_kv_heads=2,
        cap_feat_dim=32,
        axes_dims=[8, 8, 8],
        axes_lens=[1024, 64, 64],
    )
    with torch.no_grad():
        # The padding tokens are made without initial values.
        transformer.x_pad_token.normal_()
        transformer.cap_pad_token.normal_()
    return ZImagePipeline(
        vae=_autoencoder(
            16,
            scaling_factor=0.3611,
            shift_factor=0.1159,
            use_quant_conv=False,
            use_post_quant_conv=False,
        ),
        text_encoder=encoder,
        tokenizer=tokenizer,
        transformer=transformer,
        scheduler=FlowMatchEulerDiscreteScheduler(shift=3.0),
    )


def _control(widths: tuple[int, ...] = (16, 32), cross: int = 32, **changes: object):
    """A network that changes something, though it has not learnt anything."""
    import torch
    from diffusers import ControlNetModel

    model = ControlNetModel(
        block_out_channels=widths,
        layers_per_block=1,
        down_block_types=("DownBlock2D", "DownBlock2D"),
        mid_block_type="UNetMidBlock2D",
        cross_attention_dim=cross,
        attention_head_dim=4,
        norm_num_groups=8,
        conditioning_embedding_out_channels=(4, 8, 8, 8),
        **changes,
    )
    # All that a control adds goes through convolutions that begin at zero.
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if name.startswith(("controlnet_down", "controlnet_mid")) or "conv_out" in name:
                torch.nn.init.normal_(weight, std=0.3)
    return model


CONTROLS = {
    "lines": _control,
    "lines-xl": lambda: _control(
        cross=64,
        addition_embed_type="text_time",
        addition_time_embed_dim=8,
        projection_class_embeddings_input_dim=6 * 8 + 32,
    ),
    "lines-wide": lambda: _control(widths=(24, 48)),
}
"""Control networks for the Stable Diffusion models; the last one fits none of them."""

KINDS = {
    "stable-diffusion": stable_diffusion,
    "stable-diffusion-local": lambda: stable_diffusion(autoencoder=_local_autoencoder),
    "stable-diffusion-inpainting": lambda: stable_diffusion(in_channels=9),
    "stable-diffusion-xl": stable_diffusion_xl,
    "z-image": z_image,
}


def main(folder: str, *kinds: str) -> None:
    import torch

    for kind in kinds:
        torch.manual_seed(0)
        if kind in CONTROLS:
            CONTROLS[kind]().save_pretrained(Path(folder) / kind, safe_serialization=True)
            continue
        pipeline = KINDS[kind]()
        path = Path(folder) / kind
        pipeline.save_pretrained(path, safe_serialization=True)
        # Small models do best at small pictures, whatever their family says.
        card = {"label": f"Small {kind}", "native": 64, "steps": 6, "strength": 0.6}
        (path / "paintapp.json").write_text(json.dumps(card))


if __name__ == "__main__":
    main(*sys.argv[1:])
