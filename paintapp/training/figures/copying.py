"""Whether what the model paints is a training drawing again."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt
import torch
from diffusers import AutoencoderKL
from torch.nn import functional

from paintapp.training import autoencoder, retrieval, sampling
from paintapp.training.drawings import Drawings
from paintapp.training.figures import distances
from paintapp.training.figures.pictures import Pictures

SIDE = 64
"""Of the cut-out things that are compared."""
CELLS = 8
POINTS = 24
STANDS_OUT = 24
"""Of 255: what differs more from the background is part of the thing."""
PERCENTILE = 1.0
ROUNDS = 3
"""How often each held-out drawing is laid down anew."""

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Copied:
    """Shares 0..1 of the samples that count as copies by their look and by their pixels; and how
    far they are from their nearest drawing, as a share of what is usual for new drawings."""

    share: float
    share_by_pixels: float
    nearest_ratio: float


def cut_out(picture: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """What stands out of an even background, on white, filling (SIDE, SIDE, 3).

    Place and size of a thing then no longer matter. A picture in which nothing stands out is
    taken whole.
    """
    rim = np.concatenate([picture[0], picture[-1], picture[:, 0], picture[:, -1]])
    ground = np.median(rim, axis=0)
    differs = np.abs(picture.astype(np.float32) - ground).max(-1) > STANDS_OUT
    differs = cv2.morphologyEx(differs.astype(np.uint8), cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    rows, columns = np.nonzero(differs.any(1))[0], np.nonzero(differs.any(0))[0]
    part = picture
    if len(rows) > 4 and len(columns) > 4:
        part = picture[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    height, width = part.shape[:2]
    side = max(height, width)
    square = np.full((side, side, 3), ground, np.float32)
    top, left = (side - height) // 2, (side - width) // 2
    square[top : top + height, left : left + width] = part
    return np.asarray(
        cv2.resize(square, (SIDE, SIDE), interpolation=cv2.INTER_AREA).clip(0, 255), np.uint8
    )


def on_white(drawing: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """A premultiplied RGBA drawing on white, RGB."""
    return np.asarray(drawing[..., :3] + (255 - drawing[..., 3:]), np.uint8)


def _laid(
    drawing: npt.NDArray[np.uint8], size: int, rng: np.random.Generator
) -> npt.NDArray[np.uint8]:
    """A drawing somewhere on a white picture of ``size`` pixels, as scenes have it."""
    side = int(size * rng.uniform(0.58, 0.98))
    small = cv2.resize(on_white(drawing), (side, side), interpolation=cv2.INTER_AREA)
    picture = np.full((size, size, 3), 255, np.uint8)
    left, top = (int(rng.integers(0, size - side + 1)) for _ in range(2))
    picture[top : top + side, left : left + side] = small
    return picture


def _vectors(judge: retrieval.Judge, things: Pictures) -> tuple[Vectors, Vectors]:
    """Cut-out things (n, SIDE, SIDE, 3) as rows: the judge's second stage, and coarse pixels."""
    looks, pixels = [], []
    with torch.no_grad():
        for start in range(0, len(things), 256):
            batch = autoencoder.to_tensor(things[start : start + 256])
            maps = distances.early(judge, batch)[1]
            looks.append(functional.adaptive_avg_pool2d(maps, CELLS).flatten(1).numpy())
            small = functional.interpolate(batch, (POINTS, POINTS), mode="area")
            pixels.append(small.flatten(1).numpy())
    return np.concatenate(looks), np.concatenate(pixels)


def _nearest(vectors: Vectors, known: Vectors) -> npt.NDArray[np.float64]:
    """The distance of each vector (n, d) from the nearest of (m, d), Euclidean."""
    squares = (vectors**2).sum(1)[:, None] + (known**2).sum(1) - 2 * (vectors @ known.T)
    return np.sqrt(np.maximum(squares.min(1), 0).astype(np.float64))


def copied(
    judge: retrieval.Judge,
    vae: AutoencoderKL,
    cache: Drawings,
    samples: Pictures,
    seed: int,
) -> Copied:
    """How many of ``samples``, one thing each on a plain background, are training drawings again.

    A sample is a copy when it is closer to one training drawing, either way round, than nearly
    all drawings that no network has seen: nearer than the 1st percentile of their distances from
    their own nearest training drawing. All are cut out of their background and scaled alike, so
    that place and size do not matter, and the unseen drawings go through the autoencoder first,
    so that they are as soft as samples are. Distances are Euclidean, by look in the unit features
    of the judge's second stage in 8 x 8 cells, by pixels in colours at 24 x 24.

    By chance, with samples no closer than unseen drawings are, the share is 0.01. The threshold is
    strict already: the unseen drawings' things are known in other styles, some of them alike.
    """
    rng = np.random.default_rng(seed)
    size = samples.shape[1]
    rows = cache.rows(held_out=True)
    laid = np.stack([_laid(cache.pixels[row], size, rng) for _ in range(ROUNDS) for row in rows])
    soft = sampling.restored(vae, laid)
    training = [cut_out(on_white(cache.pixels[row])) for row in cache.rows(held_out=False)]
    known = [_vectors(judge, np.stack(training))]
    known.append(_vectors(judge, np.stack(training)[:, :, ::-1]))
    unseen = _vectors(judge, np.stack([cut_out(picture) for picture in soft]))
    made = _vectors(judge, np.stack([cut_out(picture) for picture in samples]))
    shares, ratios = [], []
    for kind in range(2):
        every = np.concatenate([vectors[kind] for vectors in known])
        usual, ours = _nearest(unseen[kind], every), _nearest(made[kind], every)
        shares.append(float((ours < np.percentile(usual, PERCENTILE)).mean()))
        ratios.append(float(np.median(ours) / max(float(np.median(usual)), 1e-9)))
    return Copied(shares[0], shares[1], ratios[0])
