"""The matte model: how much each pixel of a picture belongs to its subject.

A small U-Net of our own, so light that it runs on the processor beside whatever the device does.
"""

from __future__ import annotations

import itertools
import json
import threading
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 - everybody's name for it
from numpy.typing import NDArray
from safetensors.torch import load_file
from torch import Tensor, nn

from paintapp.worker.catalogue import ModelError

Bytes = NDArray[np.uint8]

CONFIG: dict[str, Any] = {"channels": [24, 48, 96, 160, 192], "side": 128}
"""Channels at a half, a quarter, ... of the picture's side; the longest side it was taught at."""


class Block(nn.Module):
    """Two 3x3 convolutions beside a short cut: (n, c, h, w) to the same."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.first = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.norm = nn.GroupNorm(8, channels)
        self.second = nn.Conv2d(channels, channels, 3, padding=1)
        nn.init.zeros_(self.second.weight)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.second(F.silu(self.norm(self.first(x))))


class MatteNetwork(nn.Module):
    """(n, 4, h, w) in -1..1 (RGB, and where to look) to logits of the matte, (n, 1, h, w).

    h and w are multiples of `multiple`.
    """

    def __init__(self, channels: list[int]) -> None:
        super().__init__()
        self.multiple = 2 ** len(channels)
        self.stem = nn.Conv2d(16, channels[0], 3, padding=1)
        pairs = list(itertools.pairwise(channels))
        self.down = nn.ModuleList(nn.Conv2d(a, b, 2, stride=2) for a, b in pairs)
        self.inwards = nn.ModuleList(Block(c) for c in channels[1:])
        self.deepest = nn.Sequential(Block(channels[-1]), Block(channels[-1]))
        self.up = nn.ModuleList(nn.Conv2d(b, a, 1) for a, b in pairs)
        self.outwards = nn.ModuleList(Block(c) for c in channels[:-1])
        self.norm = nn.GroupNorm(8, channels[0])
        self.head = nn.Conv2d(channels[0], 4, 3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        x = self.stem(F.pixel_unshuffle(x, 2))
        kept = []
        for down, block in zip(self.down, self.inwards, strict=True):
            kept.append(x)
            x = block(down(x))
        x = self.deepest(x)
        for level in reversed(range(len(kept))):
            # The 1x1 convolution first: the same values with a quarter of the work.
            grown = F.interpolate(self.up[level](x), scale_factor=2.0, mode="nearest")
            x = self.outwards[level](grown + kept[level])
        return F.pixel_shuffle(self.head(F.silu(self.norm(x))), 2)


def to_input(pictures: Bytes, hints: Bytes) -> Tensor:
    """(n, h, w, 3) RGB and (n, h, w) hints, uint8, as the network's input."""
    joined = np.concatenate([pictures, hints[..., None]], axis=-1)
    tensor = torch.from_numpy(joined).permute(0, 3, 1, 2).float()
    return tensor.div_(127.5).sub_(1).contiguous(memory_format=torch.channels_last)


class Matte:
    """A matte model from its folder; safe on any thread. Raises ModelError when it cannot be read.

    The folder holds ``config.json`` and ``model.safetensors``.
    """

    def __init__(self, folder: Path) -> None:
        try:
            config = json.loads((folder / "config.json").read_text("utf-8"))
            self._network = MatteNetwork(config["channels"])
            weights = load_file(folder / "model.safetensors")
            self._network.load_state_dict({k: v.float() for k, v in weights.items()})
            self.side = int(config["side"])
        except Exception as error:
            raise ModelError(f"The matte model cannot be read: {error}") from error
        self._network = self._network.eval().to(memory_format=torch.channels_last)
        self._turn = threading.Lock()

    @torch.inference_mode()
    def find(self, picture: Bytes, hint: Bytes | None = None) -> Bytes:
        """The matte of an (h, w, 3) RGB picture, (h, w) uint8.

        ``hint`` (h, w) is light where the subject is to be looked for, None means everywhere. The
        picture is looked at with its longest side at ``side``.
        """
        height, width = picture.shape[:2]
        where = np.full((height, width), 255, np.uint8) if hint is None else hint
        batch = to_input(picture[None], where[None])
        scale = self.side / max(height, width)
        multiple = self._network.multiple
        rows, columns = (max(1, round(s * scale / multiple)) * multiple for s in (height, width))
        with self._turn:
            small = _resized(batch, rows, columns)
            matte = torch.sigmoid(self._network(small))
            whole = _resized(matte, height, width)[0, 0]
        found: Bytes = whole.clamp(0, 1).mul(255).round().to(torch.uint8).numpy()
        return found


def _resized(planes: Tensor, height: int, width: int) -> Tensor:
    return F.interpolate(
        planes, (height, width), mode="bilinear", align_corners=False, antialias=True
    )
