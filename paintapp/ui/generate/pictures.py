"""Pictures of the protocol as Qt images."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from paintapp.generation.masks import selection_at
from paintapp.generation.region import Placement
from paintapp.generation.request import Raster
from paintapp.painting.resample import scaled

THUMBNAIL = 144
"""Longest side of a thumbnail in device pixels: 72 on a screen of twice the density."""


def image_of(array: NDArray[np.uint8]) -> QImage:
    """(h, w) grey, (h, w, 3) RGB or (h, w, 4) straight RGBA as an image that owns its bytes."""
    form = QImage.Format
    channels = 1 if array.ndim == 2 else array.shape[2]
    kind = {1: form.Format_Grayscale8, 3: form.Format_RGB888, 4: form.Format_RGBA8888}[channels]
    height, width = array.shape[:2]
    data = np.ascontiguousarray(array).tobytes()
    return QImage(data, width, height, width * channels, kind).copy()


def screen_image_of(array: NDArray[np.uint8]) -> QImage:
    """(h, w, 3) RGB as an opaque image that screens take as it is; it owns its bytes.

    Made without holding up the interpreter for longer than one copy takes.
    """
    height, width = array.shape[:2]
    pixels = cv2.cvtColor(array, cv2.COLOR_RGB2BGRA)
    return QImage(pixels.data, width, height, width * 4, QImage.Format.Format_RGB32).copy()


def thumbnail_of(raster: Raster) -> QImage:
    """A small picture, its longest side `THUMBNAIL` pixels."""
    factor = THUMBNAIL / max(raster.width, raster.height)
    size = (max(1, round(raster.width * factor)), max(1, round(raster.height * factor)))
    return image_of(scaled(raster.array(), *size))


def preview_of(raster: Raster, limit: int) -> QImage:
    """A picture to show over the canvas, its longest side at most ``limit`` pixels."""
    return image_of(scaled(raster.array(), *_within(raster.width, raster.height, limit)))


def mask_of(placement: Placement, width: int, height: int, limit: int) -> QImage | None:
    """Where a result of width x height shows, as grey; None when it shows everywhere.

    Its longest side is at most ``limit`` pixels.
    """
    if placement.mask is None:
        return None
    size = _within(width, height, limit)
    return image_of(selection_at(placement.mask, placement.bounds, *size))


def _within(width: int, height: int, limit: int) -> tuple[int, int]:
    factor = min(1.0, limit / max(width, height))
    return max(1, round(width * factor)), max(1, round(height * factor))
