"""Live painting on the device: what stays from picture to picture.

A live picture is made by the same call as any other (`sampling.make_picture`), so that its request
makes it again, pixel for pixel. What is spared is what has not changed since the last one: prompts
are encoded once, and so is the context as long as its pixels stay the same.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from paintapp.generation.protocol import Event, LivePicture, LiveStep
from paintapp.generation.request import Raster
from paintapp.worker.live_mailbox import LiveWork
from paintapp.worker.loading import LoadedModel
from paintapp.worker.sampling import make_picture

EARLY_SECONDS = 0.6
"""A picture that takes longer than this, by the last one's pace, is shown early as well; quicker
ones are not, because the change from soft to sharp would only flicker."""


class LivePainter:
    """Makes live pictures, one after the other, and remembers how long they take."""

    def __init__(self) -> None:
        self._encoder: RememberingEncoder | None = None
        self._pace: dict[tuple[str, int, int, int], float] = {}
        self._left = False
        """Whether the last picture was left unfinished."""

    def paint(
        self,
        loaded: LoadedModel,
        work: LiveWork,
        check: Callable[[], None],
        tell: Callable[[Event], None],
    ) -> None:
        """Make one picture and tell it; ``check`` raises when it is no longer wanted."""
        begin = time.monotonic()
        request, generation = work.request, work.generation
        kind = (request.model, request.width, request.height, request.steps)
        # Of strokes that come quicker than pictures something is to be seen as well.
        slow = self._left or self._pace.get(kind, 1e9) > EARLY_SECONDS
        self._left = True
        known = set(loaded.embeddings)

        def preview(step: int, clean: torch.Tensor) -> Raster | None:
            if not slow or step > 1:
                return None
            return Raster.from_array(decoded(loaded, clean))

        def report(step: int, steps: int, early: Raster | None) -> None:
            check()
            if early is not None and step < steps:
                seconds = time.monotonic() - begin
                tell(LivePicture(generation, early, seconds, True, *made()))
            tell(LiveStep(generation, step, steps))

        def made() -> tuple[bool, bool]:
            return encoder.encoded, not known.issuperset(loaded.embeddings)

        check()
        with self._remembering(loaded.autoencoder) as encoder:
            picture = make_picture(loaded, request, 0, report, preview)
        check()
        seconds = time.monotonic() - begin
        self._pace[kind] = seconds
        self._left = False
        tell(LivePicture(generation, Raster.from_array(picture), seconds, False, *made()))

    def forget(self) -> None:
        """Let go of what is remembered of models."""
        self._encoder = None

    @contextmanager
    def _remembering(self, autoencoder: Any) -> Iterator[RememberingEncoder]:
        if self._encoder is None or self._encoder.autoencoder is not autoencoder:
            self._encoder = RememberingEncoder(autoencoder)
        self._encoder.encoded = False
        # Pipelines look the method up on the object each time they need it.
        autoencoder.encode = self._encoder
        try:
            yield self._encoder
        finally:
            del autoencoder.encode


class RememberingEncoder:
    """An autoencoder's ``encode`` that knows the last picture's latents.

    What is kept is the distribution, not a sample of it, so that a pipeline draws from it with its
    own generator as always and the pixels are the same with and without the memory.
    """

    def __init__(self, autoencoder: Any) -> None:
        self.autoencoder = autoencoder
        self.encoded = False
        """Whether anything was encoded since this was set to False."""
        self._encode = autoencoder.encode
        self._picture: torch.Tensor | None = None
        self._options: tuple[Any, ...] = ()
        self._result: Any = None

    def __call__(self, picture: torch.Tensor, *rest: Any, **options: Any) -> Any:
        given = (rest, options)
        if self._picture is None or self._options != given or not _equal(self._picture, picture):
            self._result = self._encode(picture, *rest, **options)
            self._picture, self._options = picture.clone(), given
            self.encoded = True
        return self._result


def decoded(loaded: LoadedModel, latents: torch.Tensor) -> NDArray[np.uint8]:
    """(1, channels, h, w) clean latents as a picture, (height, width, 3) uint8."""
    autoencoder = loaded.autoencoder
    parameter = next(autoencoder.parameters())
    with torch.no_grad():
        latents = latents.to(parameter.device, parameter.dtype)
        latents = latents / (autoencoder.config.scaling_factor or 1)
        latents = latents + (getattr(autoencoder.config, "shift_factor", 0) or 0)
        picture = autoencoder.decode(latents, return_dict=False)[0][0]
    picture = (picture.float() / 2 + 0.5).nan_to_num(0.5).clamp(0, 1)
    array: NDArray[np.uint8] = (picture.permute(1, 2, 0) * 255).round().byte().cpu().numpy()
    return array


def _equal(one: torch.Tensor, other: torch.Tensor) -> bool:
    return (
        one.shape == other.shape
        and one.dtype == other.dtype
        and one.device == other.device
        and torch.equal(one, other)
    )
