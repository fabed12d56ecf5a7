"""From a result to a layer: an ordinary raster layer with an editable mask."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from paintapp.document import Document, Origin, Pixels, RasterLayer, TextLayer
from paintapp.generation.builtin import MODEL
from paintapp.generation.colour_match import colour_matched
from paintapp.generation.intents import BY_ID, automatic, prefill_of
from paintapp.generation.masks import bands, bounded, selection_at
from paintapp.generation.record import Generation
from paintapp.generation.request import Raster
from paintapp.generation.rim import rim_joined
from paintapp.generation.settings import GenerationError
from paintapp.messages import Message
from paintapp.painting.colour import from_8bit
from paintapp.painting.cutting import both, masked
from paintapp.painting.merge import painted_over
from paintapp.painting.resample import scaled


def finished_image(image: Raster, generation: Generation) -> Raster:
    """A worker's picture as it is kept, shown and applied: its colours fitted to the canvas.

    Where a hole's edges were carried on before, they also lead into the picture (see `rim_joined`).

    Only inpainting has pixels that should have stayed equal; other pictures stay as they are.
    """
    request, placement = generation.request, generation.placement
    if request.image is None or request.mask is None or image.channels != 3:
        return image
    if request.model == MODEL:
        return image  # it joins its surroundings by the way it is made
    intent = BY_ID[placement.intent] if placement.intent else automatic("inpaint", request.strength)
    if intent.colours == "free":
        return image
    shown = None
    if placement.mask is not None:
        shown = selection_at(placement.mask, placement.bounds, request.width, request.height)
    filling = prefill_of(intent, request.prompt)
    array = image.array()
    compared = array
    if array.shape[:2] != (request.height, request.width):
        compared = scaled(array, request.width, request.height)
    matched = colour_matched(
        compared,
        request.image.array(),
        request.mask.array(),
        shown,
        # What the hole held is the aim where it was there before or copied from beside it.
        keep_detail=filling in ("none", "exemplar"),
    )
    if filling == "edges" and shown is not None:
        matched = rim_joined(matched, request.image.array(), shown)
    if compared is not array and matched is not compared:
        # Colours are compared at the size they were made at, and only the difference is enlarged.
        change = matched.astype(np.float32) - compared
        change = cv2.resize(change, array.shape[1::-1], interpolation=cv2.INTER_LINEAR)
        matched = np.clip(np.rint(array + change), 0, 255).astype(np.uint8)
    elif compared is not array:
        return image
    return Raster.from_array(matched)


def result_layer(image: Raster, generation: Generation, name: str) -> RasterLayer:
    """The layer that a finished picture becomes: scaled to its bounds, cropped to the canvas.

    Its mask is the placement's composite mask, so pixels where that is 0 show what is below, bit
    for bit; its origin carries the whole record. The layer belongs to no document yet and has the
    id 0. Takes a while for large pictures and is safe on any thread.
    """
    placement = generation.placement
    bounds, visible = placement.bounds, placement.visible
    array = image.array()
    if array.shape[:2] != (bounds.height, bounds.width):
        array = scaled(array, bounds.width, bounds.height)
    pixels = Pixels()
    for band in bands(visible, 64):
        top, left = band.y - bounds.y, band.x - bounds.x
        part = from_8bit(array[top : top + band.height, left : left + band.width])
        pixels = pixels.written(part, band.x, band.y)
    return RasterLayer(
        id=0,
        name=name,
        pixels=pixels,
        mask=placement.mask,
        origin=Origin("generated", generation.to_json()),
    )


def place_layer(document: Document, layer: RasterLayer, above: int | None) -> Document:
    """A document with a layer of `result_layer` right above another one, under a new id.

    On top of everything when ``above`` is None or has gone. Quick: for `Editor.apply`.
    """
    return document.inserted(replace(layer, id=document.next_id()), above)


def place_result(
    document: Document, image: Raster, generation: Generation, name: str, above: int | None
) -> Document:
    """`result_layer` and `place_layer` in one: a result applied, for one undo step."""
    return place_layer(document, result_layer(image, generation, name), above)


def within_selection(layer: RasterLayer, document: Document) -> RasterLayer:
    """A result's layer that shows only where the document is selected as well.

    Raises GenerationError when nothing is selected.
    """
    if document.selection is None:
        raise GenerationError("Nothing is selected: select where the result should show.")
    selection = bounded(document.selection, document.bounds)
    mask = selection if layer.mask is None else both(layer.mask, selection)
    return replace(layer, mask=mask)


def paint_into(document: Document, layer: RasterLayer, target: int | None) -> Document:
    """A document with a result's layer painted into a layer that is there, as by a brush.

    Pixels that the result's mask hides stay as they are, bit for bit. Takes a while for large
    results and is safe on any thread. Raises GenerationError when the target cannot take it.
    """
    found = document.find(target)
    if not isinstance(found, RasterLayer):
        raise GenerationError("Choose a layer to apply the result into, not a group.")
    if isinstance(found, TextLayer):
        raise GenerationError("A text layer cannot take it: Layer > Rasterise comes first.")
    if found.lock_pixels:
        raise GenerationError(Message("“{name}” is locked.", name=found.name))
    source = layer.pixels if layer.mask is None else masked(layer.pixels, layer.mask)
    pixels = painted_over(found.pixels, source, keep_alpha=found.lock_alpha)
    return document.with_layer(replace(found, pixels=pixels))


def layer_generation(layer: RasterLayer) -> Generation | None:
    """The generation that made a layer, or None when it was not generated.

    Raises RecordError when the layer's record is broken.
    """
    if layer.origin.kind != "generated" or not layer.origin.detail:
        return None
    return Generation.from_json(layer.origin.detail)
