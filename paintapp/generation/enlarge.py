"""The whole image made larger by a model: its layers through an upscaler, the rest along."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from paintapp.document import (
    MAXIMUM_SIDE,
    Document,
    GroupLayer,
    Layer,
    Pixels,
    RasterLayer,
    Rect,
    TextLayer,
)
from paintapp.generation.client import WorkerClient
from paintapp.generation.descriptors import Enlarger
from paintapp.generation.models import UPSCALER
from paintapp.generation.protocol import (
    Cancelled,
    Event,
    Failed,
    Finished,
    Progress,
    Stopped,
)
from paintapp.generation.request import ProtocolError, Raster
from paintapp.generation.settings import GenerationError
from paintapp.messages import Message
from paintapp.painting.colour import from_8bit, to_8bit, unpremultiply
from paintapp.painting.whole_image import scaled_image

FACTORS = (2, 4)
"""How many times larger an image can be made."""

BLOCK = 1024
"""The side of what is sent at once, in pixels: its outcome takes 64 MB at most."""

MARGIN = 24
"""Pixels around a block that are sent along, so that no edge shows between blocks."""

SOFT = 2
"""Transparent pixels around painted ones that belong to their edge."""

LOOK_SECONDS = 0.05
"""How often someone who waits looks whether the artist has cancelled."""

Bytes = NDArray[np.uint8]

Report = Callable[[float], object]
"""Called with what is done, 0..1; raises to end the work."""

Enlarge = Callable[[Bytes, int, Report], Bytes]
"""(straight RGBA (h, w, 4), factor, report) -> (factor h, factor w, 4)"""


class ModelEnlarger:
    """Enlarges pictures by a worker's upscaler, as `enlarged_image` wants it.

    Made on the thread that owns the client, called on any other: ``post`` brings calls from there
    to the client's thread. ``enlarger`` is the upscaler's id.
    """

    def __init__(
        self,
        client: WorkerClient,
        post: Callable[[Callable[[], None]], object],
        enlarger: str = UPSCALER,
    ) -> None:
        self._client = client
        self._post = post
        self._enlarger = enlarger

    def __call__(self, picture: Bytes, factor: int, report: Report) -> Bytes:
        """A picture ``factor`` times larger. Raises GenerationError, and what ``report`` raises."""
        height, width = picture.shape[:2]
        image = Raster.from_array(picture)
        ended = threading.Event()
        fraction = 0.0
        outcome: Raster | Message | str = ""
        job: int | None = None

        def listen(event: Event) -> None:
            nonlocal fraction, outcome
            if isinstance(event, Stopped):
                if not event.restarting:
                    end(event.message)
            elif isinstance(event, Progress) and event.job == job:
                fraction = event.step / max(1, event.steps)
            elif isinstance(event, Finished) and event.job == job:
                end(event.image)
            elif isinstance(event, Failed) and event.job == job:
                end(event.message)
            elif isinstance(event, Cancelled) and event.job == job:
                end(Message("The enlargement was cancelled."))

        def end(with_: Raster | Message | str) -> None:
            nonlocal outcome
            outcome = with_
            if listen in self._client.on_event:
                self._client.on_event.remove(listen)
            ended.set()

        def begin() -> None:
            nonlocal job
            self._client.on_event.append(listen)
            try:
                job = self._client.enlarge(self._enlarger, image, width * factor, height * factor)
            except ProtocolError as error:
                end(str(error))

        def cancel() -> None:
            if job is not None and not ended.is_set():
                self._client.cancel(job)

        self._post(begin)
        try:
            while not ended.wait(LOOK_SECONDS):
                report(fraction)
        except Exception:  # whatever it is that the caller's report ends the work with
            self._post(cancel)
            raise
        if isinstance(outcome, Raster):
            return outcome.array()
        raise GenerationError(outcome)


def enlarger_of(enlargers: tuple[Enlarger, ...], factor: int) -> Enlarger:
    """The upscaler for an enlargement: of the user's own the first of that scale, else any.

    Raises GenerationError when there is none.
    """
    own = [each for each in enlargers if each.id != UPSCALER]
    for each in (*own, *enlargers):
        if each.scale == factor:
            return each
    if not enlargers:
        raise GenerationError("No upscaler is there: add one in the list of models.")
    return enlargers[0]


def enlarged_image(
    document: Document, factor: int, enlarge: Enlarge, report: Report = lambda fraction: None
) -> Document:
    """The image ``factor`` times as large: what visible layers hold by ``enlarge``.

    Masks, selections, texts, hidden layers and rulers are scaled as by Image > Scale. Takes long
    and is safe on any thread, where ``enlarge`` is. Raises GenerationError for a size out of range.
    """
    width, height = document.width * factor, document.height * factor
    if max(width, height) > MAXIMUM_SIDE:
        raise GenerationError(
            Message("An image has at most {side} pixels a side.", side=MAXIMUM_SIDE)
        )
    wanted = {layer.id: layer for layer in _painted(document.layers)}
    works = {id: blocks(layer.pixels, document.bounds) for id, layer in wanted.items()}
    total = sum(rect.area for rects in works.values() for rect in rects) or 1
    done = 0

    def block_report(area: int) -> Report:
        return lambda fraction: report((done + fraction * area) / total)

    made: dict[int, Pixels] = {}
    for id, rects in works.items():
        whole = _content(wanted[id].pixels, document.bounds)
        pixels = Pixels()
        for rect in rects:
            part = _enlarged_block(
                wanted[id].pixels, rect, whole, factor, enlarge, block_report(rect.area)
            )
            pixels = pixels.written(part, rect.x * factor, rect.y * factor)
            done += rect.area
        made[id] = pixels
    report(1.0)
    # What the model has made need not be scaled as well.
    bare = replace(document, layers=_with_pixels(document.layers, dict.fromkeys(made, Pixels())))
    scaled = scaled_image(bare, width, height)
    return replace(scaled, layers=_with_pixels(scaled.layers, made))


def blocks(pixels: Pixels, canvas: Rect) -> list[Rect]:
    """The parts of a layer that hold anything, up to `BLOCK` pixels a side, row by row."""
    content = _content(pixels, canvas)
    found = [
        Rect(x, y, min(BLOCK, content.right - x), min(BLOCK, content.bottom - y))
        for y in range(content.y, content.bottom, BLOCK)
        for x in range(content.x, content.right, BLOCK)
    ]
    return [rect for rect in found if not pixels.cropped(rect.padded(SOFT)).bounds().empty]


def _content(pixels: Pixels, canvas: Rect) -> Rect:
    """What is painted with its soft edge; without one where it ends with the canvas."""
    bounds = pixels.bounds()
    if bounds.empty:
        return bounds
    left = bounds.x - (SOFT if bounds.x > canvas.x else 0)
    top = bounds.y - (SOFT if bounds.y > canvas.y else 0)
    right = bounds.right + (SOFT if bounds.right < canvas.right else 0)
    bottom = bounds.bottom + (SOFT if bounds.bottom < canvas.bottom else 0)
    return Rect(left, top, right - left, bottom - top)


def _enlarged_block(
    pixels: Pixels, rect: Rect, whole: Rect, factor: int, enlarge: Enlarge, report: Report
) -> NDArray[np.uint16]:
    """One block, premultiplied RGBA at 16 bits. The model repeats what lies at the layer's end."""
    seen = rect.padded(MARGIN).intersected(whole)
    made = enlarge(to_8bit(unpremultiply(pixels.read(seen))), factor, report)
    top, left = (rect.y - seen.y) * factor, (rect.x - seen.x) * factor
    part = made[top : top + rect.height * factor, left : left + rect.width * factor]
    return from_8bit(part)


def _painted(layers: tuple[Layer, ...]) -> Iterator[RasterLayer]:
    """The visible layers that are painted, not written."""
    for layer in layers:
        if not layer.visible:
            continue
        if isinstance(layer, GroupLayer):
            yield from _painted(layer.children)
        elif isinstance(layer, RasterLayer) and not isinstance(layer, TextLayer):
            yield layer


def _with_pixels(layers: tuple[Layer, ...], pixels: dict[int, Pixels]) -> tuple[Layer, ...]:
    changed: list[Layer] = []
    for layer in layers:
        if isinstance(layer, GroupLayer):
            layer = replace(layer, children=_with_pixels(layer.children, pixels))
        elif layer.id in pixels:
            layer = replace(layer, pixels=pixels[layer.id])
        changed.append(layer)
    return tuple(changed)
