"""Finding the subject of a picture and cutting it out with a soft edge; no model is needed.

The subject is found in a reduced picture (`Find`: GrabCut, or a small model), then its edge
is followed through ever larger sizes up to the full one. There the edge's opacity comes from the
colours on both of its sides: a pixel halfway between them is half covered.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from paintapp.document import FULL, TILE, DocumentError, Pixels, Rect, TileKey
from paintapp.document.pixels import Array, constant_tile, tile_keys, tile_rect
from paintapp.painting.colour import to_8bit, unpremultiply
from paintapp.painting.resample import scaled
from paintapp.painting.saliency import salience

Bytes = NDArray[np.uint8]
Floats = NDArray[np.float32]

Read = Callable[[Rect], Array]
"""Gives a rectangle of a picture: (h, w, 4) uint16, premultiplied."""

Progress = Callable[[float], object]
"""Told how much is done, 0..1; ends the work by raising."""

COARSE = 256
"""The longest side of the picture in which the subject is looked for."""

FINE = 1280
"""Up to this side edges are followed in the whole picture, above it only where they run."""

BAND_PIXELS = 1 << 22
"""A huge picture is reduced in bands of about so many pixels."""

REACH = 3
"""How many pixels an edge may move when it is followed to twice the size."""


SMALLEST_SHARE = 0.0005
"""What takes less of the picture is no subject."""

NO_SUBJECT = "No subject stands out here. Select roughly where it is, then try again."


class NoSubjectError(DocumentError):
    """Nothing stands out of the picture; the message is fit to show to the artist."""


@dataclass(frozen=True, slots=True)
class Reduced:
    """A picture to look for a subject in.

    ``colours`` is (h, w, 3) straight RGB, ``opacity`` (h, w), both uint8; ``hint`` (h, w), 0..255,
    is light where the artist says that the subject is, None when nothing was said.
    """

    colours: Bytes
    opacity: Bytes
    hint: Bytes | None


Find = Callable[[Reduced, Progress], Floats]
"""Says of each pixel how much it belongs to the subject: (h, w), 0..1. Raises NoSubjectError."""


def subject(
    read: Read,
    bounds: Rect,
    hint: Pixels | None = None,
    *,
    find: Find | None = None,
    progress: Progress = lambda fraction: None,
) -> Pixels:
    """The subject of a picture within ``bounds`` as a mask, 0..65535 with soft edges, 0 elsewhere.

    ``hint`` is a selection roughly around the subject. Takes about a second for a megapixel and
    little more for larger pictures; safe on any thread. Raises NoSubjectError.
    """
    factor = math.ceil(max(bounds.width, bounds.height) / FINE)
    fine = _reduced(read, bounds, hint, factor, lambda done: progress(0.2 * done))
    small = _smaller(fine, COARSE)
    if fine.opacity.min() < 128 and _cut_out_already(small):
        shown = _opaque(read, bounds, progress)
        return shown if small.hint is None or hint is None else intersected(hint, shown)
    found = (find or grab_cut)(small, lambda done: progress(0.2 + 0.4 * done))
    matte = _followed(found, fine)
    progress(0.7)
    return _full_size(read, bounds, matte, factor, lambda done: progress(0.7 + 0.3 * done))


def grab_cut(picture: Reduced, progress: Progress = lambda fraction: None) -> Floats:
    """The subject by GrabCut (Rother et al., 2004), started from the hint or from what stands out.

    Small specks beside the subject and small holes in it are left out.
    """
    inside = _grown(picture, _labels(picture), 5, progress)
    if inside.mean() > 0.995 and picture.hint is None:
        raise NoSubjectError(NO_SUBJECT)
    return inside


def matted(picture: Reduced, matte: Bytes, progress: Progress = lambda fraction: None) -> Floats:
    """The subject by GrabCut started from a matte (h, w), 0..255, that a model has made.

    The matte knows what things are, GrabCut where they end; what stands out of the picture counts
    a third. Only what lies within the hint is taken. Raises NoSubjectError.
    """
    found = _floats(matte, 255)
    outside = picture.opacity < 16
    if picture.hint is not None:
        outside |= picture.hint <= 25
    found[outside] = 0
    if (found >= 0.5).mean() < SMALLEST_SHARE:
        raise NoSubjectError(NO_SUBJECT)
    salient = _salience(picture)
    labels = np.full(found.shape, cv2.GC_PR_BGD, np.uint8)
    labels[2 * found + salient > 1.35] = cv2.GC_PR_FGD
    core = cv2.erode(found, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (5, 5)))
    reach = cv2.dilate(found, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (15, 15)))
    labels[(core > 0.85) | ((found > 0.6) & (salient > 0.7))] = cv2.GC_FGD
    labels[(reach < 0.15) | ((found < 0.1) & (salient < 0.1)) | outside] = cv2.GC_BGD
    return _grown(picture, labels, 3, progress)


def refined(colours: Floats, matte: Floats, reach: int) -> Floats:
    """A matte whose edge is moved to that of a picture, within ``reach`` pixels of where it is.

    ``colours`` is (h, w, 3), ``matte`` (h, w), both 0..1. Farther from the edge it is 0 or 1.
    """
    inside = (matte >= 0.5).astype(np.uint8)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    # A border of the picture is no edge of the subject.
    surely_in = cv2.erode(inside, kernel, borderType=cv2.BORDER_REPLICATE)
    surely_out = cv2.erode(1 - inside, kernel, borderType=cv2.BORDER_REPLICATE)
    unsure = (surely_in == 0) & (surely_out == 0)
    if not unsure.any():
        return inside.astype(np.float32)
    within, weight_in = _surroundings(colours, surely_in, reach)
    without, weight_out = _surroundings(colours, surely_out, reach)
    apart = within - without
    contrast = np.einsum("hwc,hwc->hw", apart, apart)
    away = colours - without
    share = np.clip(np.einsum("hwc,hwc->hw", away, apart) / np.maximum(contrast, 1e-6), 0, 1)
    rest = away - share[..., None] * apart
    unlike = np.einsum("hwc,hwc->hw", rest, rest)
    # Colours tell only where both sides differ and the pixel is a mixture of them.
    trust = contrast / (contrast + 0.01) * np.exp(-unlike / (0.25 * contrast + 0.003))
    trust *= np.clip(weight_in * 20, 0, 1) * np.clip(weight_out * 20, 0, 1)
    guided = _guided(_guide(colours, surely_in, surely_out), matte, reach)
    soft = trust * share + (1 - trust) * guided
    soft = np.clip((soft - 0.04) / 0.92, 0, 1)
    out: Floats = np.where(unsure, soft, surely_in).astype(np.float32)
    return out


def intersected(mask: Pixels, other: Pixels) -> Pixels:
    """What two masks both show: the lesser of them, pixel by pixel. ``other`` has a fill of 0."""
    tiles: dict[TileKey, Array] = {}
    for key, tile in other.tiles.items():
        both = np.minimum(mask.tile(key), tile)
        if both.any():
            tiles[key] = both
    return Pixels(1, 0, tiles)


# Looking


def _labels(picture: Reduced) -> Bytes:
    """What GrabCut starts from: surely or probably inside or outside."""
    height, width = picture.opacity.shape
    labels = np.full((height, width), cv2.GC_PR_BGD, np.uint8)
    hint = picture.hint
    if hint is not None:
        labels[hint > 25] = cv2.GC_PR_FGD
        labels[hint <= 25] = cv2.GC_BGD
    else:
        found = _salience(picture)
        if not found.any():
            raise NoSubjectError(NO_SUBJECT)
        levels = np.rint(found * 255).astype(np.uint8)
        middle, _ = cv2.threshold(levels, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
        labels[levels > middle] = cv2.GC_PR_FGD
        labels[levels > middle + 0.6 * (255 - middle)] = cv2.GC_FGD
        labels[levels < 0.35 * middle] = cv2.GC_BGD
    labels[picture.opacity < 16] = cv2.GC_BGD
    return labels


def _grown(picture: Reduced, labels: Bytes, rounds: int, progress: Progress) -> Floats:
    """What GrabCut makes of labels, 0 or 1, without specks. Raises NoSubjectError."""
    background, subject_ = np.zeros((1, 65)), np.zeros((1, 65))
    mode = cv2.GC_INIT_WITH_MASK
    colours = np.ascontiguousarray(picture.colours[..., ::-1])
    cv2.setRNGSeed(1)  # the same picture gives the same subject
    for done in range(rounds):
        progress(done / rounds)
        if not (np.isin(labels, (1, 3)).any() and np.isin(labels, (0, 2)).any()):
            break
        cv2.grabCut(colours, labels, None, background, subject_, 1, mode)
        mode = cv2.GC_EVAL
    inside = _without_specks(np.isin(labels, (cv2.GC_FGD, cv2.GC_PR_FGD)).astype(np.uint8))
    if inside.mean() < SMALLEST_SHARE:
        raise NoSubjectError(NO_SUBJECT)
    return inside.astype(np.float32)


def _salience(picture: Reduced) -> Floats:
    """How much each pixel stands out of a picture, (h, w), 0..1."""
    height, width = picture.opacity.shape
    side = 160 / max(height, width)
    small = (max(8, round(width * side)), max(8, round(height * side)))
    reduced = cv2.resize(picture.colours, small, interpolation=cv2.INTER_AREA)
    found: Floats = cv2.resize(salience(reduced), (width, height), interpolation=cv2.INTER_LINEAR)
    return found


def _without_specks(inside: Bytes) -> Bytes:
    """A shape without parts much smaller than its largest, and without tiny holes."""
    count, parts, stats, _ = cv2.connectedComponentsWithStats(inside, connectivity=8)
    if count <= 1:
        return inside
    areas = stats[:, cv2.CC_STAT_AREA]
    kept = areas >= 0.04 * areas[1:].max()
    kept[0] = False
    shape: Bytes = kept[parts].astype(np.uint8)
    count, parts, stats, _ = cv2.connectedComponentsWithStats(1 - shape, connectivity=4)
    tiny = stats[:, cv2.CC_STAT_AREA] < 0.002 * shape.sum()
    tiny[0] = False
    shape[tiny[parts]] = 1
    return np.asarray(shape, np.uint8)


# Sizes


def _reduced(
    read: Read, bounds: Rect, hint: Pixels | None, factor: int, progress: Progress
) -> Reduced:
    """A picture and the hint at one ``factor``-th of their size."""
    width = math.ceil(bounds.width / factor)
    step = max(1, BAND_PIXELS // max(1, bounds.width) // factor) * factor
    colours, opacities, hints = [], [], []
    for top in range(bounds.y, bounds.bottom, step):
        progress((top - bounds.y) / bounds.height)
        band = Rect(bounds.x, top, bounds.width, min(step, bounds.bottom - top))
        height = math.ceil(band.height / factor)
        part = scaled(read(band), width, height)
        straight = to_8bit(unpremultiply(part))
        # What is transparent has no colour; grey is as good as any.
        straight[straight[..., 3] == 0, :3] = 128
        colours.append(straight[..., :3])
        opacities.append(straight[..., 3])
        if hint is not None:
            hints.append(to_8bit(scaled(hint.read(band), width, height)))
    whole = np.concatenate(hints) if hints else None
    if whole is not None and (whole.min() > 25 or whole.max() <= 25):
        whole = None  # everything or nothing is selected: that says nothing
    return Reduced(np.concatenate(colours), np.concatenate(opacities), whole)


def _smaller(picture: Reduced, side: int) -> Reduced:
    """A reduced picture whose longest side is at most ``side``."""
    height, width = picture.opacity.shape
    scale = side / max(height, width)
    if scale >= 1:
        return picture
    size = (max(1, round(width * scale)), max(1, round(height * scale)))

    def smaller(plane: Bytes) -> Bytes:
        return np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_AREA), np.uint8)

    hint = None if picture.hint is None else smaller(picture.hint)
    return Reduced(smaller(picture.colours), smaller(picture.opacity), hint)


def _followed(found: Floats, fine: Reduced) -> Floats:
    """The subject found in a small picture followed into a larger one, doubling by doubling."""
    height, width = fine.opacity.shape
    matte = found
    while matte.shape != (height, width):
        size = (min(2 * matte.shape[1], width), min(2 * matte.shape[0], height))
        if 1.5 * size[0] > width:
            size = (width, height)
        matte = cv2.resize(matte, size, interpolation=cv2.INTER_LINEAR)
        colours = cv2.resize(fine.colours, size, interpolation=cv2.INTER_AREA)
        matte = refined(_floats(colours, 255), matte, REACH)
    return refined(_floats(fine.colours, 255), matte, 2)


def _full_size(read: Read, bounds: Rect, matte: Floats, factor: int, progress: Progress) -> Pixels:
    """A matte at one ``factor``-th of the size as a plane; only tiles on its edge are worked on."""
    reach = math.ceil(1.5 * factor) if factor > 1 else 0
    margin = 4 * reach
    tiles: dict[TileKey, Array] = {}
    keys = list(tile_keys(bounds))
    for number, key in enumerate(keys):
        inside = tile_rect(key).intersected(bounds)
        around = inside.padded(margin).intersected(bounds)
        near = _nearby(matte, around, bounds, factor)
        low, high = float(near.min()), float(near.max())
        if high < 0.004:
            continue
        if low > 0.996 and inside == tile_rect(key):
            tiles[key] = constant_tile(1, FULL)
            continue
        part = _enlarged(matte, around, bounds, factor)
        if factor > 1 and low < 0.5 <= high:
            progress(number / len(keys))
            straight = unpremultiply(read(around))
            part = refined(_floats(straight[..., :3], FULL), part, reach)
        x, y = inside.x - around.x, inside.y - around.y
        values = part[y : y + inside.height, x : x + inside.width]
        tile = np.zeros((TILE, TILE), np.uint16)
        left, top = inside.x - key[0] * TILE, inside.y - key[1] * TILE
        tile[top : top + inside.height, left : left + inside.width] = np.rint(values * FULL)
        if tile.any():
            tiles[key] = constant_tile(1, FULL) if tile.min() == FULL else tile
    progress(1.0)
    return Pixels(1, 0, tiles)


def _nearby(matte: Floats, part: Rect, bounds: Rect, factor: int) -> Floats:
    """What of a reduced matte `_enlarged` looks at for a part."""
    x, y = part.x - bounds.x, part.y - bounds.y
    rows = slice(max(0, y // factor - 1), (y + part.height - 1) // factor + 2)
    return matte[rows, max(0, x // factor - 1) : (x + part.width - 1) // factor + 2]


def _enlarged(matte: Floats, part: Rect, bounds: Rect, factor: int) -> Floats:
    """A part of a reduced matte at full size: (h, w)."""
    x, y = part.x - bounds.x, part.y - bounds.y
    if factor == 1:
        return matte[y : y + part.height, x : x + part.width]
    columns = ((np.arange(x, x + part.width) + 0.5) / factor - 0.5).astype(np.float32)
    rows = ((np.arange(y, y + part.height) + 0.5) / factor - 0.5).astype(np.float32)
    grid = np.meshgrid(columns, rows)
    out: Floats = cv2.remap(
        matte, grid[0], grid[1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return out


# What is transparent already


def _cut_out_already(picture: Reduced) -> bool:
    """Whether most of the picture's border is transparent: the subject is what is there."""
    opacity = picture.opacity
    border = np.concatenate((opacity[0], opacity[-1], opacity[:, 0], opacity[:, -1]))
    return bool((border < 16).mean() > 0.6 and (opacity >= 16).any())


def _opaque(read: Read, bounds: Rect, progress: Progress) -> Pixels:
    """A mask that shows all that is not quite transparent."""
    tiles: dict[TileKey, Array] = {}
    keys = list(tile_keys(bounds))
    for number, key in enumerate(keys):
        if number % 64 == 0:
            progress(0.2 + 0.8 * number / len(keys))
        inside = tile_rect(key).intersected(bounds)
        seen = read(inside)[..., 3] > 0
        if seen.any():
            tile = np.zeros((TILE, TILE), np.uint16)
            left, top = inside.x - key[0] * TILE, inside.y - key[1] * TILE
            tile[top : top + inside.height, left : left + inside.width][seen] = FULL
            tiles[key] = tile
    return Pixels(1, 0, tiles)


# Edges


def _floats(values: NDArray[np.uint8] | Array, highest: int) -> Floats:
    """Values as parts of their highest, 0..1."""
    return values.astype(np.float32) / np.float32(highest)


def _surroundings(colours: Floats, area: Bytes, reach: int) -> tuple[Floats, Floats]:
    """The mean colour of an area (not 0) near each pixel, and how much of it is near."""
    known = area.astype(np.float32)
    sigma = 1.2 * reach + 0.5
    weight = cv2.GaussianBlur(known, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE)
    total = cv2.GaussianBlur(
        colours * known[..., None], (0, 0), sigma, borderType=cv2.BORDER_REPLICATE
    )
    return total / np.maximum(weight, np.float32(1e-5))[..., None], weight


def _guide(colours: Floats, inside: Bytes, outside: Bytes) -> Floats:
    """The picture in the one colour direction that best tells inside and outside apart."""
    if not (inside.any() and outside.any()):
        return np.asarray(cv2.cvtColor(colours, cv2.COLOR_RGB2GRAY), np.float32)
    direction = colours[inside > 0].mean(axis=0) - colours[outside > 0].mean(axis=0)
    length = float(np.linalg.norm(direction))
    if length < 0.02:
        return np.asarray(cv2.cvtColor(colours, cv2.COLOR_RGB2GRAY), np.float32)
    out: Floats = (colours @ (direction / length)).astype(np.float32)
    return out


def _guided(guide: Floats, values: Floats, reach: int) -> Floats:
    """Values smoothed along the edges of a guide (He et al., "Guided image filtering", 2013)."""
    size = (2 * reach + 1, 2 * reach + 1)

    def mean(plane: NDArray[np.floating]) -> Floats:
        out: Floats = cv2.blur(plane.astype(np.float32), size, borderType=cv2.BORDER_REPLICATE)
        return out

    values = values.astype(np.float32)
    mean_guide, mean_values = mean(guide), mean(values)
    covariance = mean(guide * values) - mean_guide * mean_values
    variance = mean(guide * guide) - mean_guide * mean_guide
    slope = covariance / (variance + np.float32(1e-4))
    offset = mean_values - slope * mean_guide
    out: Floats = np.clip(mean(slope) * guide + mean(offset), 0, 1).astype(np.float32)
    return out
