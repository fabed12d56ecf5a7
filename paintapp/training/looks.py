"""Looks that the sources lack, made from their drawings: outline, paper-cut, painted, watercolour.

A look changes a thing before it is laid into a scene, or the whole scene afterwards, and is always
named in the caption, so that a prompt without a style keeps the look of the sources.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

Drawing = npt.NDArray[np.uint8]
"""(size, size, 4), premultiplied RGBA."""
Canvas = npt.NDArray[np.float32]
"""(size, size, 3), 0..255."""
Plane = npt.NDArray[np.float32]

MARGIN = 0.05
"""Share of a drawing's side kept free on each side for what a look adds around it."""


@dataclass(frozen=True)
class Look:
    """``words`` are what captions call it; either function may leave its input as it is."""

    words: tuple[str, ...]
    thing: Callable[[Drawing, np.random.Generator], Drawing]
    finish: Callable[[Canvas, np.random.Generator], Canvas]


def _blurred(plane: Plane, sigma: float) -> Plane:
    return np.asarray(cv2.GaussianBlur(plane, (0, 0), sigma), np.float32)


def _within(drawing: Drawing) -> Drawing:
    """The drawing a little smaller, with a free margin around."""
    size = len(drawing)
    edge = round(size * MARGIN)
    small = cv2.resize(drawing, (size - 2 * edge,) * 2, interpolation=cv2.INTER_AREA)
    return np.pad(small, ((edge, edge), (edge, edge), (0, 0)))


def _colours(drawing: Drawing) -> Canvas:
    """Unpremultiplied colours; the transparent parts take those of the nearest opaque ones."""
    alpha = drawing[..., 3:].astype(np.float32)
    colours = drawing[..., :3] * (255 / np.maximum(alpha, 1))
    known = (drawing[..., 3] > 200).astype(np.float32)
    spread = cv2.GaussianBlur(colours * known[..., None], (0, 0), 4)
    near = spread / np.maximum(_blurred(known, 4), 1e-3)[..., None]
    return np.asarray(np.where(known[..., None] > 0, colours, near).clip(0, 255), np.float32)


def flattened(
    drawing: Drawing, count: int, smoothing: float, rng: np.random.Generator
) -> tuple[list[tuple[Canvas, Plane]], Plane]:
    """The drawing as at most ``count`` flat colours, the largest area first, and its alpha.

    Each colour is (3,) 0..255 with the (size, size) share, 0..1, of every pixel that is its own.
    """
    colours = _colours(drawing)
    alpha = drawing[..., 3].astype(np.float32) / np.float32(255)
    opaque = colours[::3, ::3][drawing[::3, ::3, 3] > 200]
    if len(opaque) < count:
        return [(colours.mean((0, 1)), np.ones(alpha.shape, np.float32))], alpha
    cv2.setRNGSeed(int(rng.integers(1 << 30)))
    stop = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 12, 1.0)
    centres = np.asarray(
        cv2.kmeans(opaque, count, None, stop, 1, cv2.KMEANS_PP_CENTERS)[2], np.float32
    )
    distance = ((colours[:, :, None] - centres) ** 2).sum(-1)
    labels = distance.argmin(-1)
    shares = np.stack(
        [_blurred((labels == i).astype(np.float32), smoothing) for i in range(count)], -1
    )
    labels = shares.argmax(-1)
    inside = drawing[..., 3] > 127
    sizes = [int((inside & (labels == i)).sum()) for i in range(count)]
    order = sorted(range(count), key=lambda i: -sizes[i])
    soft = np.stack([_blurred((labels == i).astype(np.float32), 0.7) for i in order])
    soft /= np.maximum(soft.sum(0), np.float32(1e-3))
    found: list[tuple[Canvas, Plane]] = [
        (centres[i], np.asarray(share, np.float32)) for i, share in zip(order, soft, strict=True)
    ]
    return found, np.asarray(alpha, np.float32)


def _premultiplied(colours: Canvas, alpha: Plane) -> Drawing:
    rgba = np.dstack([colours * alpha[..., None], alpha * 255])
    return np.asarray(np.clip(rgba + 0.5, 0, 255), np.uint8)


def outlined(drawing: Drawing, rng: np.random.Generator) -> Drawing:
    """Flat colours within an ink line of even width, around the thing and between its colours."""
    drawing = _within(drawing)
    layers, alpha = flattened(drawing, 6, 1.0, rng)
    size = len(drawing)
    flat = sum((share[..., None] * colour for colour, share in layers), np.float32(0))
    labels = np.stack([share for _, share in layers], -1).argmax(-1).astype(np.uint8)
    labels[alpha < 0.5] = 255
    edge = cv2.morphologyEx(labels, cv2.MORPH_GRADIENT, np.ones((2, 2), np.uint8)) > 0
    # Borders of like colours are shading, not form: only clear steps of colour get a line.
    steps = _steps(np.asarray(flat, np.float32), alpha)
    rim = cv2.morphologyEx((alpha > 0.5).astype(np.uint8), cv2.MORPH_GRADIENT, np.ones((2, 2)))
    wide = size / 192 * float(rng.uniform(3.6, 5.2))
    inner = edge & (steps > 60)
    line = np.maximum(_line(rim > 0, wide), _line(inner, wide * 0.55))
    ink = np.array([38, 32, 40], np.float32) + rng.uniform(-12, 12, 3).astype(np.float32)
    colours = flat * (1 - line[..., None]) + ink * line[..., None]
    return _premultiplied(colours, np.maximum(alpha, line))


def _steps(colours: Canvas, alpha: Plane) -> Plane:
    kernel = np.ones((5, 5), np.uint8)
    high = cv2.dilate(colours, kernel)
    low = cv2.erode(colours, kernel)
    return np.asarray((high - low).max(-1) * (alpha > 0.5), np.float32)


def _line(mask: npt.NDArray[np.bool_], width: float) -> Plane:
    """A line of ``width`` pixels along a thin mask, antialiased, 0..1."""
    away = cv2.distanceTransform((~mask).astype(np.uint8), cv2.DIST_L2, 5)
    return np.asarray(np.clip(width / 2 + 0.5 - away, 0, 1), np.float32)


def cut(drawing: Drawing, rng: np.random.Generator) -> Drawing:
    """Sheets of coloured paper laid on each other, each with a soft shadow on what is below."""
    drawing = _within(drawing)
    layers, alpha = flattened(drawing, 5, 2.4, rng)
    size = len(drawing)
    unit = size / 192
    smooth = _blurred(alpha, 2.0 * unit)
    alpha = np.clip((smooth - 0.5) * 3 + 0.5, 0, 1).astype(np.float32)
    shift = np.array([[1, 0, 2.5 * unit], [0, 1, 4.5 * unit]], np.float32)

    def shadow(mask: Plane, sigma: float) -> Plane:
        moved = cv2.warpAffine(mask, shift, (size, size), flags=cv2.INTER_LINEAR)
        return _blurred(np.asarray(moved, np.float32), sigma * unit)

    picture = np.broadcast_to(layers[0][0], (size, size, 3)).astype(np.float32)
    for colour, share in layers[1:]:
        cover = share * alpha
        picture = picture * (1 - 0.38 * (shadow(cover, 2.6) * (1 - cover))[..., None])
        lit = np.clip(cover - shadow(cover, 1.0), 0, 1)[..., None]
        picture = picture * (1 - cover[..., None]) + (colour + 38 * lit) * cover[..., None]
    rim = np.clip(alpha - shadow(alpha, 1.0), 0, 1)[..., None]
    picture = np.clip(picture + 26 * rim, 0, 255)
    dark = 0.5 * shadow(alpha, 3.2) * (1 - alpha)
    return _over(picture, alpha, dark)


def _over(picture: Canvas, alpha: Plane, dark: Plane) -> Drawing:
    """The picture over its black shadow, premultiplied."""
    rgba = np.dstack([picture * alpha[..., None], (alpha + dark) * 255])
    return np.asarray(np.clip(rgba + 0.5, 0, 255), np.uint8)


def grained(canvas: Canvas, rng: np.random.Generator) -> Canvas:
    """The faint grain of craft paper over the scene."""
    size = len(canvas)
    fine = rng.normal(size=(size, size)).astype(np.float32)
    grain = _blurred(fine, 0.8) * 4 + _blurred(fine, 3.0) * 8
    return np.asarray(np.clip(canvas + grain[..., None], 0, 255), np.float32)


def kuwahara(canvas: Canvas, radius: int) -> Canvas:
    """Each pixel is the mean of the calmest of eight overlapping neighbourhoods.

    After Kuwahara and others 1976, with eight sectors and soft weights as in Papari and others
    2007: colours flow together into dabs, and edges stay.
    """
    grey = canvas @ np.array([0.3, 0.59, 0.11], np.float32)
    sigma = radius / 2
    means = cv2.GaussianBlur(canvas, (0, 0), sigma)
    level = _blurred(grey, sigma)
    spread = np.clip(_blurred(grey * grey, sigma) - level * level, 0, None)
    total = np.zeros_like(canvas)
    weights = np.zeros(grey.shape, np.float32)
    for angle in np.arange(8) * np.pi / 4:
        move = np.array(
            [[1, 0, radius * np.cos(angle)], [0, 1, radius * np.sin(angle)]], np.float32
        )
        options = {"flags": cv2.INTER_LINEAR, "borderMode": cv2.BORDER_REFLECT}
        size = (canvas.shape[1], canvas.shape[0])
        weight = (1 + cv2.warpAffine(spread, move, size, **options)) ** -3.0
        total += cv2.warpAffine(means, move, size, **options) * weight[..., None]
        weights += weight
    return np.asarray(total / weights[..., None], np.float32)


def painted(canvas: Canvas, rng: np.random.Generator) -> Canvas:
    """Oil or gouache: dabs of colour, with the bristles' streaks along the forms."""
    size = len(canvas)
    unit = size / 160
    varied = canvas + cv2.resize(
        rng.normal(size=(20, 20, 3)).astype(np.float32) * 5,
        (size, size),
        interpolation=cv2.INTER_CUBIC,
    )
    result = kuwahara(np.asarray(varied, np.float32), max(2, round(2.0 * unit)))
    grey = _blurred(result @ np.array([0.3, 0.59, 0.11], np.float32), 3.0 * unit)
    along_x, along_y = cv2.Sobel(grey, cv2.CV_32F, 0, 1), -cv2.Sobel(grey, cv2.CV_32F, 1, 0)
    # Where nothing says how the brush went, it went in broad arcs of its own.
    drift = cv2.resize(
        rng.normal(size=(3, 3, 2)).astype(np.float32), (size, size), interpolation=cv2.INTER_CUBIC
    )
    along_x, along_y = along_x + drift[..., 0] * 9, along_y + drift[..., 1] * 9
    length = np.sqrt(along_x**2 + along_y**2) + 1e-3
    along_x, along_y = along_x / length * unit, along_y / length * unit
    noise = rng.normal(size=(size, size)).astype(np.float32)
    grid_y, grid_x = np.mgrid[:size, :size].astype(np.float32)
    streaks = np.zeros_like(noise)
    for step in range(-5, 6):
        streaks += cv2.remap(
            noise,
            grid_x + along_x * step,
            grid_y + along_y * step,
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REFLECT,
        )
    return np.asarray(np.clip(result + (streaks * 1.7)[..., None], 0, 255), np.float32)


def watercolour(canvas: Canvas, rng: np.random.Generator) -> Canvas:
    """Washes with darker rims, colours that pool unevenly, and the tooth of the paper."""
    size = len(canvas)
    unit = size / 160
    field = [
        cv2.resize(
            rng.normal(size=(14, 14)).astype(np.float32),
            (size, size),
            interpolation=cv2.INTER_CUBIC,
        )
        for _ in range(3)
    ]
    grid_y, grid_x = np.mgrid[:size, :size].astype(np.float32)
    wobbled = cv2.remap(
        canvas,
        grid_x + field[0] * unit,
        grid_y + field[1] * unit,
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REFLECT,
    )
    calm = kuwahara(np.asarray(wobbled, np.float32), max(2, round(2.0 * unit)))
    washed = 255 - (255 - calm) * 0.82
    around = cv2.GaussianBlur(washed, (0, 0), 2.4 * unit)
    rims = np.abs(washed - around).max(-1, keepdims=True)
    tooth = _blurred(rng.normal(size=(size, size)).astype(np.float32), 0.8) * 9
    density = 1 + (0.10 * field[2] + 0.014 * tooth)[..., None] + rims / 110
    return np.asarray(np.clip(255 - (255 - washed) * density, 0, 255), np.float32)


def _same_thing(drawing: Drawing, rng: np.random.Generator) -> Drawing:
    return drawing


def _same_scene(canvas: Canvas, rng: np.random.Generator) -> Canvas:
    return canvas


LOOKS: tuple[Look, ...] = (
    Look(("outline", "outlined"), outlined, _same_scene),
    Look(("paper-cut",), cut, grained),
    Look(("painted",), _same_thing, painted),
    Look(("watercolour",), _same_thing, watercolour),
)
