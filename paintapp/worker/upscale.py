"""Enlarging pictures by a model: in tiles that show no seam, with alpha, to any size."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file
from torch import nn

from paintapp.messages import Message
from paintapp.worker.catalogue import ModelError
from paintapp.worker.upscaler_catalogue import UpscalerFile, recognised
from paintapp.worker.upscaler_kinds import plain_name
from paintapp.worker.upscaler_networks import build

TILE = 192
"""The side of a tile in input pixels, without its margin: memory stays within some 100 MB."""

LARGEST_MARGIN = 32
"""Around a tile, in input pixels: what a network sees further away hardly shows."""

MIXED = 16
"""Over so many input pixels tiles are mixed where their margin is less than the network's reach."""

FAINT = 16.0
"""Of 255: colours of pixels with less alpha are replaced by their neighbours'."""

PASSES = 2
"""A picture goes through the model so many times at most; further enlargement is plain."""

Bytes = NDArray[np.uint8]
Float = NDArray[np.float32]

Check = Callable[[], object]
"""Called often; raises to end the work."""
Report = Callable[[int, int], object]
"""(tiles done, tiles in all)"""


def nothing(*_: object) -> None:
    """What is told to nobody."""


class Upscaler:
    """A model that enlarges pictures, from a folder or a file; one call at a time.

    Raises ModelError when it cannot be read.
    """

    def __init__(self, source: Path | UpscalerFile, device: str = "cpu") -> None:
        file = source if isinstance(source, UpscalerFile) else recognised(source)
        if file is None:
            raise ModelError(Message("{name} is not an upscaler.", name=Path(str(source)).name))
        self.scale = file.kind.scale
        self.margin = min(file.kind.reach, LARGEST_MARGIN)
        self.mixed = 0 if self.margin == file.kind.reach else MIXED
        try:
            weights = {plain_name(k): v.float() for k, v in load_file(file.path).items()}
            network = build(file.kind)
            network.load_state_dict(weights)
        except Exception as error:
            raise ModelError(
                Message("{name} cannot be read: {reason}.", name=file.path.name, reason=str(error))
            ) from error
        self._device = torch.device(device)
        self._network = network.eval().to(self._device, memory_format=torch.channels_last)
        self._check: Check = nothing
        for module in self._network.modules():
            module.register_forward_pre_hook(self._look)
        self._turn = threading.Lock()

    @property
    def weight_bytes(self) -> int:
        """What the weights take in memory."""
        return sum(value.numel() * 4 for value in self._network.state_dict().values())

    def _look(self, module: nn.Module, arguments: object) -> None:
        self._check()  # a tile may take long on a processor: a cancel waits for a layer only

    def enlarge(
        self,
        picture: Bytes,
        size: tuple[int, int] | None = None,
        check: Check = nothing,
        report: Report = nothing,
    ) -> Bytes:
        """A picture made larger: (h, w, 3) RGB or (h, w, 4) straight RGBA uint8, as it came in.

        ``size`` is (width, height), by default the model's scale times the picture's. The model
        is used once or, where that is too small, `PASSES` times; the rest is plain resampling.
        Equal for equal arguments on one device. Whatever ``check`` raises ends the work.
        """
        height, width = picture.shape[:2]
        size = size or (width * self.scale, height * self.scale)
        planes = [picture] if picture.shape[2] == 3 else _planes(picture)
        passes = self.passes((width, height), size)
        sides = [(height * self.scale**n, width * self.scale**n) for n in range(passes)]
        total = len(planes) * sum(len(corners(side, TILE)) for side in sides)
        done = 0

        def tile_done() -> None:
            nonlocal done
            done += 1
            report(done, total)

        with self._turn:
            self._check = check
            try:
                made = [self._through(plane, passes, tile_done) for plane in planes]
            finally:
                self._check = nothing
        made = [_resized(plane, size) for plane in made]
        if picture.shape[2] == 3:
            return made[0]
        alpha = picture[..., 3]
        if len(made) == 1:
            shown = np.full(made[0].shape[:2], alpha[0, 0], np.uint8)
        else:
            # What is opaque or empty all around stays that: a model may be off by a little.
            square = np.ones((3, 3), np.uint8)
            limits = (_nearest(f(alpha, square), size) for f in (cv2.erode, cv2.dilate))
            shown = np.clip(np.rint(made[1].mean(axis=2)).astype(np.uint8), *limits)
        return np.dstack([made[0], shown])

    def passes(self, before: tuple[int, int], after: tuple[int, int]) -> int:
        """How often the model is used from one (width, height) to another."""
        factor = max(b / a for a, b in zip(before, after, strict=True))
        count = 0
        while count < PASSES and self.scale**count < factor:
            count += 1
        return count

    def _through(self, plane: Bytes, passes: int, tile_done: Callable[[], None]) -> Bytes:
        for _ in range(passes):
            plane = self._once(plane, tile_done)
        return plane

    @torch.inference_mode()
    def _once(self, picture: Bytes, tile_done: Callable[[], None]) -> Bytes:
        """(h, w, 3) uint8 once through the network, tile by tile.

        A tile sees `margin` pixels around it. Where that is less than the network's reach, it
        begins `mixed` pixels earlier and fades in over what the tiles before it have made.
        """
        height, width = picture.shape[:2]
        scale, margin = self.scale, self.margin
        out = np.empty((height * scale, width * scale, 3), np.uint8)
        padded = np.pad(picture, ((margin, margin), (margin, margin), (0, 0)), mode="edge")
        for y, x in corners((height, width), TILE):
            self._check()
            bottom, right = min(y + TILE, height), min(x + TILE, width)
            fades = (self.mixed if y else 0, self.mixed if x else 0)
            top, left = y - fades[0], x - fades[1]
            part = padded[top : bottom + 2 * margin, left : right + 2 * margin]
            tensor = torch.from_numpy(np.ascontiguousarray(part)).to(self._device)
            made = self._network(tensor.permute(2, 0, 1)[None].float().div(255))[0]
            edge = margin * scale
            made = made[:, edge : made.shape[1] - edge, edge : made.shape[2] - edge]
            values: Float = made.clamp(0, 1).mul(255).permute(1, 2, 0).float().cpu().numpy()
            place = np.s_[top * scale : bottom * scale, left * scale : right * scale]
            if any(fades):
                share = _share(values.shape[:2], (fades[0] * scale, fades[1] * scale))
                values = out[place] * (1 - share) + values * share
            out[place] = np.rint(values).astype(np.uint8)
            tile_done()
        return out


def corners(side: tuple[int, int], tile: int) -> list[tuple[int, int]]:
    """Where tiles begin, (y, x), row by row, over a picture of (height, width)."""
    return [(y, x) for y in range(0, side[0], tile) for x in range(0, side[1], tile)]


def _share(side: tuple[int, ...], fades: tuple[int, int]) -> Float:
    """How far a tile counts, (h, w, 1) 0..1: rising over its first rows and columns."""
    share = np.ones((*side, 1), np.float32)
    for axis, fade in enumerate(fades):
        if fade:
            ramp = np.minimum(1, (np.arange(side[axis], dtype=np.float32) + 0.5) / fade)
            share *= ramp[:, None, None] if axis == 0 else ramp[None, :, None]
    return share


def _planes(picture: Bytes) -> list[Bytes]:
    """Straight RGBA as RGB pictures: the colours, and the alpha unless it is the same everywhere.

    Colours are carried on into what is transparent, so that no edge mixes with what happens to be
    stored there.
    """
    alpha = picture[..., 3]
    if alpha.min() == alpha.max():
        return [np.ascontiguousarray(picture[..., :3])]
    weight = np.minimum(alpha.astype(np.float32) / FAINT, 1)[..., None]
    spread = _spread(picture[..., :3] * weight, weight)
    colours = np.clip(np.rint(spread), 0, 255).astype(np.uint8)
    return [colours, np.repeat(alpha[..., None], 3, axis=2)]


def _spread(colours: Float, weight: Float) -> Float:
    """Weighted colours (h, w, 3) with the missing weight filled from coarser and coarser means.

    Pull and push, as by Gortler et al., The Lumigraph, 1996.
    """
    height, width = weight.shape[:2]
    if height == 1 and width == 1:
        return np.asarray(colours / max(float(weight[0, 0, 0]), 1e-6), np.float32)
    half = ((width + 1) // 2, (height + 1) // 2)
    joined = np.dstack([colours, weight])
    small = cv2.resize(joined, half, interpolation=cv2.INTER_AREA).reshape(half[1], half[0], 4)
    # A coarse pixel counts fully as soon as a quarter of it is known.
    small *= np.minimum(4, 1 / np.maximum(small[..., 3:], 1e-6))
    below = _spread(small[..., :3], small[..., 3:])
    filled = cv2.resize(below, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(colours + (1 - weight) * filled.reshape(height, width, 3), np.float32)


def _resized(picture: Bytes, size: tuple[int, int]) -> Bytes:
    """A picture (h, w, 3) at (width, height): areas when it shrinks, Lanczos when it grows."""
    if picture.shape[1::-1] == size:
        return picture
    shrinks = size[0] <= picture.shape[1] and size[1] <= picture.shape[0]
    kernel = cv2.INTER_AREA if shrinks else cv2.INTER_LANCZOS4
    resized = cv2.resize(picture, size, interpolation=kernel)
    return np.asarray(resized, np.uint8).reshape(size[1], size[0], picture.shape[2])


def _nearest(plane: NDArray[np.generic], size: tuple[int, int]) -> Bytes:
    nearest = cv2.resize(np.asarray(plane), size, interpolation=cv2.INTER_NEAREST)
    return np.asarray(nearest, np.uint8).reshape(size[1], size[0])
