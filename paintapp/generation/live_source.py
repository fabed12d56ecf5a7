"""What the model is asked while the artist paints live: requests made of canvases."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from paintapp.document import Document, Pixels, Rect
from paintapp.generation import lines
from paintapp.generation.descriptors import Descriptor
from paintapp.generation.live_context import LiveContext, changed_part
from paintapp.generation.masks import bounded
from paintapp.generation.prepare import context_image
from paintapp.generation.protocol import LivePatch
from paintapp.generation.region import Placement, Plan, plan
from paintapp.generation.request import Control, Raster, Request
from paintapp.generation.settings import Settings

PATIENCE_SECONDS = 0.02
"""For how long in all the preparation of a canvas lets the pen pass."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """All that a picture depends on; compared by identity of its parts."""

    document: Document
    """As it is shown."""
    settled: Document
    """As it was last committed; its selection counts."""
    settings: Settings
    descriptor: Descriptor

    def same(self, other: Wanted | None) -> bool:
        return (
            other is not None
            and self.document is other.document
            and self.settled is other.settled
            and self.settings == other.settings
            and self.descriptor == other.descriptor
        )


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the worker is to be asked, and where the picture belongs."""

    request: Request
    placement: Placement
    patches: tuple[LivePatch, ...] | None
    """What differs from the context sent before; None where all of it has to be sent."""


class Source:
    """Makes requests of canvases, on the thread; knows the last canvas and where it looked."""

    def __init__(self, give_way: Callable[[], object]) -> None:
        self.cancelled = False
        self._patience = 0.0
        """Until when the pen is let pass, by `time.monotonic`."""
        self._wait = give_way
        self._context: LiveContext | None = None
        self._key: tuple[object, ...] = ()
        self._lines: tuple[tuple[object, ...], Control] | None = None
        """The lines that guided the last picture, and what they were made of."""
        self._selection: Pixels | None = None
        self._selected: tuple[Pixels, Rect] | None = None

    def prepare(self, wanted: Wanted, base: Raster | None) -> Prepared:
        """The request for a canvas, and how its context differs from the one sent before."""
        self._patience = time.monotonic() + PATIENCE_SECONDS
        document, settings, descriptor = wanted.document, wanted.settings, wanted.descriptor
        selection, selected = self._selection_of(wanted.settled)
        size = (document.width, document.height)
        geometry = plan(size, selected, replace(settings, passes=1), descriptor)
        if selection is not None and isinstance(settings.context, Rect):
            selection = selection.cropped(settings.context.intersected(document.bounds))
        picture, bounds = self._picture(document, geometry)
        controls = self._controls(document, wanted, replace(geometry, bounds=bounds), picture)
        request = Request(
            task="image",
            model=settings.model,
            prompt=settings.prompt,
            negative_prompt=settings.negative_prompt if descriptor.uses_negative_prompt else "",
            width=geometry.width,
            height=geometry.height,
            seed=settings.seed or 0,
            steps=settings.steps or descriptor.live_steps,
            guidance_scale=(
                descriptor.live_guidance_scale
                if settings.guidance_scale is None
                else settings.guidance_scale
            ),
            strength=settings.strength or 0.0,
            image=Raster.from_array(picture),
            controls=controls,
        )
        patches: tuple[LivePatch, ...] | None = None
        self._give_way()
        if base is not None and (base.width, base.height) == (request.width, request.height):
            part = changed_part(base.array(), picture)
            cut = picture[part.y : part.bottom, part.x : part.right]
            patches = () if part.empty else (LivePatch(part.x, part.y, Raster.from_array(cut)),)
        return Prepared(request, Placement(bounds, *size, selection, settings.wanted.id), patches)

    def _is_cancelled(self) -> bool:
        self._give_way()
        return self.cancelled

    def _give_way(self) -> None:
        """Let the pen pass, but not so long that the picture would be late."""
        if time.monotonic() < self._patience:
            self._wait()

    def _selection_of(self, document: Document) -> tuple[Pixels | None, Rect | None]:
        if document.selection is None:
            return None, None
        if document.selection is not self._selection or self._selected is None:
            self._selection = document.selection
            inside = bounded(document.selection, document.bounds)
            self._selected = inside, inside.bounds()
        inside, bounds = self._selected
        return (None, None) if bounds.empty else (inside, bounds)

    def _controls(
        self, document: Document, wanted: Wanted, geometry: Plan, picture: NDArray[np.uint8]
    ) -> tuple[Control, ...]:
        """The lines that guide the picture; a layer's are drawn anew only when it has changed."""
        guiding = lines.wanted(wanted.settings.lines, wanted.descriptor)
        if guiding is None:
            return ()
        if guiding.source is None:
            return (lines.control(guiding, Raster.from_array(picture)),)
        alone = lines.drawn(document, guiding)
        (layer,) = alone.layers
        key = (layer, guiding, geometry.bounds, geometry.width, geometry.height)
        if self._lines is None or self._lines[0] != key:
            drawing = context_image(alone, geometry, self._is_cancelled)
            self._lines = key, lines.control(guiding, Raster.from_array(drawing))
        return (self._lines[1],)

    def _picture(self, document: Document, geometry: Plan) -> tuple[NDArray[np.uint8], Rect]:
        key = (document.bounds, geometry.bounds, geometry.width, geometry.height)
        if self._context is None or self._key != key:
            self._context = None  # its memory is wanted for the next one
            self._context = LiveContext(
                document,
                geometry.bounds,
                geometry.width,
                geometry.height,
                self._is_cancelled,
            )
            self._key = key
        else:
            self._context.update(document)
        return self._context.picture, self._context.bounds
