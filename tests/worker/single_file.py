"""Single files in the original layout of Stable Diffusion 1.5: all zeros, but rightly named."""

from __future__ import annotations

import json
import math
import re
import struct
from pathlib import Path
from typing import Any

CONFIGS = Path(__file__).resolve().parents[2] / "paintapp/worker/configs/stable-diffusion"

SMALLER: dict[str, dict[str, Any]] = {
    "unet": {"block_out_channels": [32, 32, 32, 32], "cross_attention_dim": 32},
    "vae": {"block_out_channels": [32, 32, 32, 32]},
    "text_encoder": {
        "hidden_size": 32,
        "intermediate_size": 32,
        "num_hidden_layers": 1,
        "num_attention_heads": 2,
    },
}


def write_small_configs(folder: Path) -> Path:
    """The shipped configuration of Stable Diffusion 1.5 with few channels and layers."""
    for source in CONFIGS.rglob("*.json"):
        config = json.loads(source.read_text())
        config |= SMALLER.get(source.parent.name, {})
        target = folder / source.relative_to(CONFIGS)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(config))
    return folder


def write_safetensors(path: Path, shapes: dict[str, tuple[int, ...]]) -> None:
    """A sparse file of float16 zeros with these names and shapes."""
    header, end = {}, 0
    for name, shape in shapes.items():
        size = 2 * math.prod(shape)
        header[name] = {"dtype": "F16", "shape": shape, "data_offsets": [end, end + size]}
        end += size
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with path.open("wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        file.truncate(8 + len(text) + end)


def original_shapes(configs: Path) -> dict[str, tuple[int, ...]]:
    """Names as in the published ``v1-5-pruned.safetensors``, shapes after a configuration."""
    import torch
    from diffusers import AutoencoderKL, UNet2DConditionModel
    from transformers import CLIPTextConfig, CLIPTextModel

    def config(part: str) -> dict[str, Any]:
        return json.loads((configs / part / "config.json").read_text())

    with torch.device("meta"):
        unet = UNet2DConditionModel.from_config(config("unet"))
        autoencoder = AutoencoderKL.from_config(config("vae"))
        encoder = CLIPTextModel(CLIPTextConfig(**config("text_encoder")))
    shapes = {}
    for name, tensor in unet.state_dict().items():
        shapes["model.diffusion_model." + _unet_name(name)] = tuple(tensor.shape)
    for name, tensor in autoencoder.state_dict().items():
        shape = tuple(tensor.shape)
        name = _autoencoder_name(name)
        # Attention was written as 1x1 convolutions.
        if "attn_1" in name and len(shape) == 2:
            shape = (*shape, 1, 1)
        shapes["first_stage_model." + name] = shape
    for name, tensor in encoder.state_dict().items():
        name = "text_model." + name.removeprefix("text_model.")
        shapes["cond_stage_model.transformer." + name] = tuple(tensor.shape)
    return shapes


def _unet_name(name: str) -> str:
    """Four levels of two layers, three on the way up; the lowest level has no attention."""
    simple = {
        "conv_in": "input_blocks.0.0",
        "time_embedding.linear_1": "time_embed.0",
        "time_embedding.linear_2": "time_embed.2",
        "conv_norm_out": "out.0",
        "conv_out": "out.2",
        "mid_block.resnets.0": "middle_block.0",
        "mid_block.attentions.0": "middle_block.1",
        "mid_block.resnets.1": "middle_block.2",
    }
    for level in range(4):
        for layer in range(3):
            for kind, place in (("resnets", 0), ("attentions", 1)):
                down, up = 3 * level + layer + 1, 3 * level + layer
                simple[f"down_blocks.{level}.{kind}.{layer}"] = f"input_blocks.{down}.{place}"
                simple[f"up_blocks.{level}.{kind}.{layer}"] = f"output_blocks.{up}.{place}"
        simple[f"down_blocks.{level}.downsamplers.0.conv"] = f"input_blocks.{3 * level + 3}.0.op"
        place = 2 if level else 1
        simple[f"up_blocks.{level}.upsamplers.0.conv"] = (
            f"output_blocks.{3 * level + 2}.{place}.conv"
        )
    inner = {
        "norm1": "in_layers.0",
        "conv1": "in_layers.2",
        "time_emb_proj": "emb_layers.1",
        "norm2": "out_layers.0",
        "conv2": "out_layers.3",
        "conv_shortcut": "skip_connection",
    }
    prefix = max((p for p in simple if name.startswith(p + ".")), key=len)
    rest = name[len(prefix) + 1 :]
    if "resnets" in prefix:
        head, _, tail = rest.partition(".")
        rest = f"{inner[head]}.{tail}"
    return f"{simple[prefix]}.{rest}"


def _autoencoder_name(name: str) -> str:
    name = re.sub(r"down_blocks\.(\d)\.resnets", r"down.\1.block", name)
    name = re.sub(r"down_blocks\.(\d)\.downsamplers\.0", r"down.\1.downsample", name)
    name = re.sub(r"up_blocks\.(\d)\.resnets", lambda match: f"up.{3 - int(match[1])}.block", name)
    name = re.sub(
        r"up_blocks\.(\d)\.upsamplers\.0", lambda match: f"up.{3 - int(match[1])}.upsample", name
    )
    for ours, original in (
        ("mid_block.resnets.0", "mid.block_1"),
        ("mid_block.resnets.1", "mid.block_2"),
        ("mid_block.attentions.0", "mid.attn_1"),
        ("group_norm", "norm"),
        ("to_q", "q"),
        ("to_k", "k"),
        ("to_v", "v"),
        ("to_out.0", "proj_out"),
        ("conv_norm_out", "norm_out"),
        ("conv_shortcut", "nin_shortcut"),
    ):
        name = name.replace(ours, original)
    return name
