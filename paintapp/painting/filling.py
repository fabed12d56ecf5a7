"""Filling holes in pictures from their surroundings, without a model."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
Hole = NDArray[np.bool_]
Float = NDArray[np.float32]

SOFTENING = 0.3
"""Of the depth in a hole: how far, as the sigma of a blur, colours carried there are mixed."""


def membrane(values: Float, known: Float, least: float = 1e-4) -> Float:
    """Values known in part, extended smoothly to everywhere.

    ``values`` (h, w, channels) float32 and ``known`` (h, w) float32, 0..1: how far each pixel's
    value counts. Where it counts fully it is returned as it is. Computed by "pull and push" over an
    image pyramid (Gortler et al., The Lumigraph, 1996): close to the solution of the Laplace
    equation, at the cost of a few blurs. Nothing known gives 0.
    """
    levels: list[tuple[Float, Float]] = []
    total, weight = values * known[..., None], known
    while True:
        levels.append((total, weight))
        height, width = weight.shape
        if max(height, width) <= 2:
            break
        size = ((width + 1) // 2, (height + 1) // 2)
        # Twice the weights' mean, at most 1: half known is known well enough for its level.
        smaller = cv2.resize(weight, size, interpolation=cv2.INTER_AREA)
        sums = cv2.resize(total, size, interpolation=cv2.INTER_AREA).reshape(size[1], size[0], -1)
        share = np.minimum(1.0, 2.0 * smaller) / np.maximum(smaller, least)
        total, weight = sums * share[..., None], np.minimum(1.0, 2.0 * smaller)
    total, weight = levels.pop()
    result = total / np.maximum(weight, least)[..., None]
    if weight.max() > least:
        mean = total.sum(axis=(0, 1)) / max(float(weight.sum()), least)
        result = np.where((weight > least)[..., None], result, mean)
    for total, weight in reversed(levels):
        height, width = weight.shape
        enlarged = cv2.resize(
            np.asarray(result, np.float32), (width, height), interpolation=cv2.INTER_LINEAR
        ).reshape(height, width, -1)
        # At each level the coarser one is smoothed, or its squares would show.
        enlarged = cv2.GaussianBlur(enlarged, (3, 3), 0).reshape(height, width, -1)
        result = total + (1 - weight[..., None]) * enlarged
    return np.asarray(result, np.float32)


def from_gradients(
    picture: Float, hole: Hole, across: Float, down: Float, hold: Float | None = None
) -> Float:
    """A picture (h, w, c) whose hole has given gradients and joins what is around it.

    ``across[y, x]`` is the wanted step from column x to x + 1, ``down`` the same for rows; ``hold``
    (h, w) says how much a pixel clings to what ``picture`` holds there (0: not at all). The
    Poisson equation with the known pixels as its border (Perez et al., Poisson Image Editing,
    2003), by conjugate gradients from what ``picture`` holds in the hole.
    """
    rows, columns = np.nonzero(hole)
    if len(rows) == 0:
        return picture
    part = np.s_[
        max(0, rows.min() - 1) : rows.max() + 2, max(0, columns.min() - 1) : columns.max() + 2
    ]
    free = hole[part][..., None].astype(np.float32)
    wanted = picture[part].astype(np.float32)
    steps = (across[part][:, :-1], down[part][:-1])
    clings = free * (0.0 if hold is None else hold[part][..., None])

    def spread(values: Float, gaps: tuple[Float, Float] | None = None) -> Float:
        """For each pixel the sum of its steps to its neighbours, less the wanted ones."""
        total = np.zeros_like(values)
        right = values[:, :-1] - values[:, 1:]
        below = values[:-1] - values[1:]
        if gaps is not None:
            right, below = right + gaps[0], below + gaps[1]
        total[:, :-1] += right
        total[:, 1:] -= right
        total[:-1] += below
        total[1:] -= below
        return total * free

    rest = -spread(wanted, steps)
    direction = rest.copy()
    size = float(np.vdot(rest, rest))
    goal = max(size * 1e-6, 1e-3)
    for _ in range(400):
        if size <= goal:
            break
        change = spread(direction) + clings * direction
        length = size / max(float(np.vdot(direction, change)), 1e-12)
        wanted += length * direction
        rest -= length * change
        before, size = size, float(np.vdot(rest, rest))
        direction = rest + (size / before) * direction
    result = picture.copy()
    result[part] = wanted
    return np.asarray(result, np.float32)


def smooth_fill(image: Picture, hole: Hole) -> Picture:
    """The hole (h, w) of an RGB picture (h, w, 3) as a smooth continuation of what is around it."""
    known = (~hole).astype(np.float32)
    # The membrane starts from single pixels, which would draw streaks from a textured edge.
    soft = _normalised_blur(image, known, max(1.5, max(hole.shape) / 64))
    filled = membrane(soft, known)
    blurred = cv2.GaussianBlur(filled, (0, 0), max(1.0, max(hole.shape) / 100))
    return np.where(hole[..., None], _whole(blurred), image)


def edge_fill(image: Picture, hole: Hole) -> Picture:
    """The hole with the edges around it carried on, softer the deeper inside.

    The mean of two ways to carry them on: along the lines of equal colour (Bertalmio et al.,
    Navier-Stokes, Fluid Dynamics, and Image and Video Inpainting, 2001) and straight on from the
    nearest rim (Telea, An Image Inpainting Technique Based on the Fast Marching Method, 2004).
    They err in different places. Both meet the rim exactly.
    """
    if hole.all():
        return smooth_fill(image, hole)
    mask = hole.astype(np.uint8)
    along = cv2.inpaint(image, mask, 1, cv2.INPAINT_NS).astype(np.float32)
    straight = cv2.inpaint(image, mask, 3, cv2.INPAINT_TELEA).astype(np.float32)
    filled = _softened((along + straight) / 2, hole)
    return np.where(hole[..., None], _whole(filled), image)


def _softened(picture: Float, hole: Hole) -> Float:
    """A filling blurred by up to `SOFTENING` times the depth in its hole: its rim stays sharp.

    What is carried far is a guess, and a guess with sharp streaks in it looks like something.
    """
    depth = cv2.distanceTransform(hole.astype(np.uint8), cv2.DIST_L2, 5) * SOFTENING
    result, soft, sigma = picture, picture, 0.0
    for wider in (1.0, 2.0, 4.0, 8.0):
        if float(depth.max()) <= sigma:
            break
        softer = cv2.GaussianBlur(soft, (0, 0), (wider**2 - sigma**2) ** 0.5)
        share = np.clip((depth - sigma) / (wider - sigma), 0, 1)[..., None]
        result = np.where(depth[..., None] > sigma, soft + (softer - soft) * share, result)
        soft, sigma = np.asarray(softer, np.float32), wider
    return np.asarray(result, np.float32)


def cloud_fill(image: Picture, hole: Hole) -> Picture:
    """The hole as a wide blur of what is around it."""
    known = (~hole).astype(np.float32)
    base = membrane(image.astype(np.float32), known)
    filled = _normalised_blur(base, np.ones_like(known), max(hole.shape) / 6)
    return np.where(hole[..., None], _whole(filled), image)


def neutral_fill(image: Picture, hole: Hole) -> Picture:
    """The hole in one grey, as bright as its surroundings: it suggests nothing to paint."""
    known = ~hole
    grey = float(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)[known].mean()) if known.any() else 127.5
    flat = np.full_like(image, round(min(max(grey, 64.0), 192.0)))
    return np.where(hole[..., None], flat, image)


def _normalised_blur(values: NDArray[np.generic], known: Float, sigma: float) -> Float:
    """A blur in which only what is known counts."""
    weight = cv2.GaussianBlur(known, (0, 0), sigma)[..., None]
    total = cv2.GaussianBlur(values.astype(np.float32) * known[..., None], (0, 0), sigma)
    return np.asarray(total / np.maximum(weight, 1e-3), np.float32)


def _whole(values: NDArray[np.generic]) -> Picture:
    return np.asarray(np.clip(np.rint(values), 0, 255), np.uint8)
