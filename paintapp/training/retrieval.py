"""A judge trained apart: a small image-text retrieval model whose features the evaluation uses."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel, BertTokenizer

from paintapp.training import checkpoint, shards, text
from paintapp.training.team import autocast

STEPS = 4000
BATCH = 128
SHARDS = 24
"""How many thousands of scenes it sees: of 8 it learns the drawings rather than the things."""
SIDE = 64
WIDTH = 128


class Judge(nn.Module):
    """Pictures and captions to unit vectors; ``features`` are the pooled image features."""

    def __init__(self) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        channels = 3
        for width in (32, 64, 128, 192):
            layers += [
                nn.Conv2d(channels, width, 4, 2, 1),
                nn.BatchNorm2d(width),
                nn.GELU(),
                nn.Conv2d(width, width, 3, 1, 1),
                nn.BatchNorm2d(width),
                nn.GELU(),
            ]
            channels = width
        self.trunk = nn.Sequential(*layers)
        self.narrow = nn.Linear(channels * 2, WIDTH)
        self.image_head = nn.Linear(WIDTH, WIDTH)
        self.text_head = nn.Linear(text.WIDTH, WIDTH)
        self.temperature = nn.Parameter(torch.tensor(2.5))

    def features(self, pictures: Tensor) -> Tensor:
        """(n, 3, SIDE, SIDE) in -1..1 -> (n, WIDTH)."""
        maps = self.trunk(pictures)
        result: Tensor = self.narrow(torch.cat([maps.mean((2, 3)), maps.amax((2, 3))], 1))
        return result

    def forward(self, pictures: Tensor, captions: Tensor) -> Tensor:
        """Similarities (pictures, captions)."""
        images = functional.normalize(
            self.image_head(functional.gelu(self.features(pictures))), dim=1
        )
        words = functional.normalize(self.text_head(captions), dim=1)
        return images @ words.T * self.temperature.exp()


def small(pictures: npt.NDArray[np.uint8]) -> Tensor:
    """(n, h, w, 3) uint8 -> (n, 3, SIDE, SIDE) in -1..1, by averaging."""
    tensor = torch.from_numpy(np.array(pictures)).permute(0, 3, 1, 2).float()
    return functional.interpolate(tensor, (SIDE, SIDE), mode="area").div_(127.5).sub_(1)


@lru_cache(maxsize=1)
def _encoder() -> tuple[BertTokenizer, BertModel]:
    """The text encoder, read once: its weights are only looked at here."""
    return text.load()


def sentence(captions: list[str]) -> Tensor:
    """(n, 384) float32: the mean of each caption's word states, by the frozen encoder."""
    tokenizer, encoder = _encoder()
    parts = []
    for start in range(0, len(captions), 128):
        chosen = captions[start : start + 128]
        tokens = tokenizer(
            chosen, padding=True, truncation=True, max_length=32, return_tensors="pt"
        )
        with torch.no_grad():
            states = encoder(tokens.input_ids, attention_mask=tokens.attention_mask)[0].float()
        mask = tokens.attention_mask[..., None]
        parts.append((states * mask).sum(1) / mask.sum(1))
    return torch.cat(parts)


def load(folder: Path, seed: int = 11, steps: int | None = None) -> Judge:
    """The judge kept in ``folder``; trained on the composed scenes there when it is missing."""
    steps = steps or STEPS
    path = folder / "judge.pt"
    judge = Judge()
    state = checkpoint.load(path)
    if state is not None:
        judge.load_state_dict(state)
        return judge.eval()
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    numbers = shards.complete(folder / "scenes")[-SHARDS:]
    pictures = torch.cat([small(shards.pictures(folder / "scenes", n)).half() for n in numbers])
    captions = [caption for n in numbers for caption, _ in shards.captions(folder / "scenes", n)]
    words = sentence(captions)
    optimiser = torch.optim.AdamW(judge.parameters(), 2e-3, weight_decay=0.02)
    falling = torch.optim.lr_scheduler.OneCycleLR(optimiser, 2e-3, total_steps=steps)
    size = min(BATCH, len(pictures))
    for step in range(steps):
        rows = torch.from_numpy(rng.choice(len(pictures), size, replace=False))
        batch = pictures[rows].float()
        if rng.random() < 0.5:
            batch = batch * float(rng.uniform(0.85, 1.15)) + float(rng.uniform(-0.1, 0.1))
        with autocast():
            scores = judge(batch, words[rows]).float()
        target = torch.arange(size)
        loss = functional.cross_entropy(scores, target) + functional.cross_entropy(scores.T, target)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        falling.step()
        if (step + 1) % 100 == 0:
            print(f"judge {step + 1}/{steps} loss {float(loss.detach()):.3f}", flush=True)
    checkpoint.save(path, judge.state_dict())
    return judge.eval()
