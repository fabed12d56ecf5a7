"""What this program can make without a model: things removed by filling in their surroundings."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from paintapp.generation.descriptors import Descriptor
from paintapp.generation.prefill import prefilled
from paintapp.generation.request import Request

MODEL = "built-in"
"""Stands in requests and settings in the place of a model's id."""

DESCRIPTOR = Descriptor(
    id=MODEL,
    label="Without a model",
    family="built-in",
    tasks=("inpaint",),
    native_width=256,
    native_height=256,
    minimum_side=32,
    maximum_side=4096,
    maximum_pixels=1 << 20,
    multiple=1,
    default_steps=1,
    default_guidance_scale=0.0,
    uses_negative_prompt=False,
    uses_strength=False,
    licence="",
)
"""As models are described; the largest extent keeps a filling within a few seconds."""


def make_picture(
    request: Request, index: int, cancelled: Callable[[], bool] = lambda: False
) -> NDArray[np.uint8]:
    """Picture ``index`` of a request, (height, width, 3) uint8: equal for equal arguments.

    Takes up to a few seconds and is safe on any thread. Raises prefill.Cancelled.
    """
    assert request.image is not None
    assert request.mask is not None
    image, mask = request.image.array(), request.mask.array()
    return prefilled(image, mask, "exemplar", request.seed_of(index), cancelled)
