"""Pictures spoiled the way artists hand them in: blob sketches, and holes waiting to be filled."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from paintapp.painting.filling import edge_fill

Image = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Roughness:
    """How far a picture is reduced: colours, outline smoothing and wobble in pixels at 128 px."""

    colours: int = 5
    smoothing: float = 2.5
    wobble: float = 0.0
    colour_shift: float = 0.0
    outline: int = 0


def palette_of(picture: Image, colours: int, seed: int) -> npt.NDArray[np.float32]:
    """The flat colours, (colours, 3) 0..255, that a picture is best painted with."""
    small = cv2.resize(picture, (40, 40), interpolation=cv2.INTER_AREA)
    samples = small.reshape(-1, 3).astype(np.float32)
    cv2.setRNGSeed(seed)
    stop = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 12, 1.0)
    centres = cv2.kmeans(samples, colours, None, stop, 1, cv2.KMEANS_PP_CENTERS)[2]
    return np.asarray(centres, np.float32)


def sketch(picture: Image, rough: Roughness, rng: np.random.Generator) -> Image:
    """Reduce (h, w, 3) uint8 to a few flat colours with smoothed, possibly wobbling outlines."""
    height, width = picture.shape[:2]
    scale = height / 128
    palette = palette_of(picture, rough.colours, int(rng.integers(1 << 30)))
    flat = picture.reshape(-1, 3).astype(np.float32)
    distance = np.stack([((flat - centre) ** 2).sum(1) for centre in palette], 1)
    labels = distance.argmin(1).reshape(height, width)
    sigma = rough.smoothing * scale
    shares = [
        cv2.GaussianBlur((labels == i).astype(np.float32), (0, 0), sigma)
        for i in range(len(palette))
    ]
    labels = np.stack(shares).argmax(0).astype(np.uint8)
    if rough.wobble > 0:
        field = rng.normal(size=(2, 7, 7)).astype(np.float32) * rough.wobble * scale
        x = cv2.resize(field[0], (width, height), interpolation=cv2.INTER_CUBIC)
        y = cv2.resize(field[1], (width, height), interpolation=cv2.INTER_CUBIC)
        grid_y, grid_x = np.mgrid[:height, :width].astype(np.float32)
        labels = cv2.remap(
            labels, grid_x + x, grid_y + y, cv2.INTER_NEAREST, borderMode=cv2.BORDER_REFLECT
        )
    if rough.colour_shift > 0:
        palette = palette + rng.normal(size=palette.shape).astype(np.float32) * rough.colour_shift
    colours = np.clip(palette, 0, 255)
    result = colours[labels]
    if rough.outline:
        edge = cv2.morphologyEx(labels, cv2.MORPH_GRADIENT, np.ones((2, 2), np.uint8)) > 0
        thick = max(1, round(rough.outline * scale))
        kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (thick, thick))
        line = cv2.dilate(edge.astype(np.uint8), kernel).astype(np.float32)
        line = cv2.GaussianBlur(line, (0, 0), 0.6)[..., None]
        result = result * (1 - line) + line * rng.uniform(0, 60)
    # A pen's edge is soft by about a pixel; hard label borders would be a tell-tale.
    result = cv2.GaussianBlur(result.astype(np.float32), (0, 0), 0.6 * scale)
    return np.clip(result + 0.5, 0, 255).astype(np.uint8)


def random_roughness(rng: np.random.Generator) -> Roughness:
    """The spread of sketches that training sees, from careful to childlike."""
    return Roughness(
        colours=int(rng.integers(3, 7)),
        smoothing=float(rng.uniform(1.0, 4.5)),
        wobble=float(rng.choice([0.0, rng.uniform(0.5, 3.5)])),
        colour_shift=float(rng.choice([0.0, rng.uniform(4, 22)])),
        outline=int(rng.choice([0, 0, 0, 2, 3])),
    )


def random_hole(size: int, rng: np.random.Generator, low: float = 0.22, high: float = 0.65) -> Mask:
    """A blob, box or stroke as (size, size) uint8 0 or 255; its sides low..high of size."""
    mask = np.zeros((size, size), np.uint8)
    width, height = (int(size * rng.uniform(low, high)) for _ in range(2))
    x = int(rng.integers(0, size - width))
    y = int(rng.integers(0, size - height))
    kind = rng.integers(3)
    if kind == 0:
        cv2.rectangle(mask, (x, y), (x + width, y + height), 255, -1)
    elif kind == 1:
        centre = (x + width // 2, y + height // 2)
        cv2.ellipse(
            mask, centre, (width // 2, height // 2), float(rng.uniform(0, 180)), 0, 360, 255, -1
        )
    else:
        points = np.stack([rng.uniform(x, x + width, 5), rng.uniform(y, y + height, 5)], 1)
        cv2.polylines(
            mask, [points.astype(np.int32)], False, 255, int(size * rng.uniform(0.08, 0.2))
        )
    return mask


def inpainted(picture: Image, mask: Mask) -> Image:
    """OpenCV's own inpainting (Telea 2004, radius 3): the figure to beat."""
    return np.asarray(cv2.inpaint(picture, mask, 3, cv2.INPAINT_TELEA), np.uint8)


def fill_hole(picture: Image, mask: Mask, kind: int) -> Image:
    """Fill a hole without knowing the picture: 0 carries edges on, as the program itself prefills,
    1 blurs, 2 is grey."""
    inside = mask > 127
    filled = picture.copy()
    if kind == 2:
        filled[inside] = 128
        return filled
    if kind == 0:
        return edge_fill(picture, inside)
    small = picture.shape[0] // 2
    half = cv2.resize(picture, (small, small), interpolation=cv2.INTER_AREA)
    half_mask = cv2.resize(mask, (small, small), interpolation=cv2.INTER_AREA)
    known = (half_mask == 0).astype(np.float32)
    weight = cv2.GaussianBlur(known, (0, 0), small / 6)[..., None] + 1e-4
    colour = cv2.GaussianBlur(half.astype(np.float32) * known[..., None], (0, 0), small / 6)
    half = np.clip(colour / weight, 0, 255).astype(np.uint8)
    whole = cv2.resize(half, picture.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    filled[inside] = whole[inside]
    return filled
