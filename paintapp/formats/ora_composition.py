"""A document as OpenRaster can say it, so that other programs show the same picture.

OpenRaster has no masks and no clipping. It does have isolated stacks and Porter-Duff operators,
and with those both can be said exactly:

- A masked layer becomes an isolated stack of the layer and, above it, the mask as the alpha of a
  layer with svg:dst-in (or its inverse with svg:dst-out), which cuts what is below it.
- A clipping run becomes an isolated stack in which the clipped layers have svg:src-atop.
- That operator leaves no room for a blend mode. Where a clipped layer has one, the run starts
  with the base's colours made opaque, the clipped layers blend onto those, and the base's alpha
  cuts the result: ab ((1 - as) cb + as B(cb, cs)), which is source-atop by its definition. The
  base itself is in the stack too, hidden.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from paintapp.document import FULL, Document, GroupLayer, Layer, Pixels, RasterLayer, Rect
from paintapp.document.pixels import Array
from paintapp.formats.ora_stack import MYPAINT_NAMESPACE, Element
from paintapp.formats.png import Rows, band_height
from paintapp.painting.blend import blend_mode
from paintapp.painting.colour import unpremultiply_for_bytes
from paintapp.painting.composite import (
    active_mask,
    clipping_runs,
    flatten_layers,
    is_shown,
    passes_through,
)

EMPTY = "data/empty.png"
"""The picture of everything that has no pixels: one transparent pixel."""


@dataclass(frozen=True, slots=True, eq=False)
class PngEntry:
    """A PNG entry to be written: straight RGBA of 16 bits, or grey for masks of our own.

    ``rows`` counts from the top of ``bounds``, which are in canvas pixels.
    """

    name: str
    bounds: Rect
    rows: Rows
    grey: bool = False

    @property
    def band(self) -> int:
        """Rows to ask for at once."""
        return band_height(self.bounds.width * 8)


def pixels_picture(name: str, pixels: Pixels, canvas: Rect) -> PngEntry | None:
    """The picture of a plane: all its tiles; None when it has none."""
    bounds = pixels.tile_bounds()
    if pixels.channels == 4 and pixels.fill:
        bounds = bounds.united(canvas)
    if bounds.empty:
        return None

    def rows(top: int, count: int) -> Array | None:
        strip = Rect(bounds.x, bounds.y + top, bounds.width, count)
        if not pixels.fill and not pixels.keys_in(strip):
            return None
        found = pixels.read(strip)
        return unpremultiply_for_bytes(found) if pixels.channels == 4 else found

    return PngEntry(name, bounds, rows, grey=pixels.channels == 1)


def composition(
    document: Document, pictures: dict[int, PngEntry | None]
) -> tuple[Element, list[PngEntry]]:
    """stack.xml of a document, and the further pictures it needs.

    ``pictures`` are those of the raster layers' pixels, by layer id.
    """
    composer = _Composer(document.bounds, pictures)
    attributes = {
        "version": "0.0.3",
        "w": str(document.width),
        "h": str(document.height),
        "xres": str(max(1, round(document.resolution))),
        "yres": str(max(1, round(document.resolution))),
        # MyPaint blends in linear light unless the file says otherwise, and shows what lies
        # outside the canvas unless its frame is on.
        "xmlns:mypaint": MYPAINT_NAMESPACE,
        "mypaint:eotf": "1.0",
        "mypaint:frame-active": "true",
    }
    stack = Element("stack", {}, composer.stack(document.layers))
    return Element("image", attributes, [stack]), composer.derived


class _Composer:
    def __init__(self, canvas: Rect, pictures: dict[int, PngEntry | None]) -> None:
        self.canvas = canvas
        self.pictures = pictures
        self.derived: list[PngEntry] = []

    def stack(self, layers: Sequence[Layer]) -> list[Element]:
        """The elements of some layers, topmost first."""
        return [element for run in reversed(clipping_runs(layers)) for element in self._run(*run)]

    def _run(self, base: Layer, *clipped: Layer) -> list[Element]:
        if not any(map(is_shown, clipped)):
            # Hidden layers must not isolate the base: it may be a group that passes through.
            return [*map(self._layer, reversed(clipped)), self._layer(base)]
        bare = replace(base, opacity=1.0, blend_mode="normal", visible=True, clipping=False)
        elements = []
        if any(
            is_shown(layer) and blend_mode(layer.blend_mode).id != "normal" for layer in clipped
        ):
            colour, alpha = self._split(bare)
            elements.append(_picture_element(alpha, base.name, "svg:dst-in"))
            elements.extend(self._layer(layer, isolated=True) for layer in reversed(clipped))
            elements.append(_picture_element(colour, base.name, "svg:src-over"))
            elements.append(self._layer(replace(bare, visible=False), isolated=True))
        else:
            elements.extend(
                self._layer(layer, isolated=True, operator="svg:src-atop")
                for layer in reversed(clipped)
            )
            elements.append(self._layer(bare, isolated=True))
        return [Element("stack", _attributes(base) | {"isolation": "isolate"}, elements)]

    def _layer(
        self, layer: Layer, *, isolated: bool = False, operator: str | None = None
    ) -> Element:
        """A layer on its own. ``operator`` replaces the blend mode."""
        mask = active_mask(layer)
        attributes = _attributes(layer)
        if operator is not None:
            attributes["composite-op"] = operator
        if isinstance(layer, GroupLayer):
            children = self.stack(layer.children)
            attributes["isolation"] = "isolate" if isolated or not passes_through(layer) else "auto"
        elif mask is None:
            return Element("layer", attributes | _source(self.pictures[layer.id]))
        else:
            inner = replace(layer, opacity=1.0, blend_mode="normal", visible=True)
            source = _source(self.pictures[layer.id])
            children = [Element("layer", _attributes(inner) | source)]
            attributes["isolation"] = "isolate"
        if mask is not None:
            children[:0] = self._mask(layer, mask)
        return Element("stack", attributes, children)

    def _mask(self, layer: Layer, mask: Pixels) -> Iterable[Element]:
        """What cuts the layers below it as a mask does."""
        inverse = mask.fill == FULL
        bounds = mask.tile_bounds()
        if mask.fill not in (0, FULL):
            bounds = bounds.united(self._content_bounds(layer))
        if bounds.empty and inverse:
            return []
        operator = "svg:dst-out" if inverse else "svg:dst-in"
        if bounds.empty:
            return [_picture_element(None, layer.name, operator)]

        def rows(top: int, count: int) -> Array:
            strip = Rect(bounds.x, bounds.y + top, bounds.width, count)
            values = mask.read(strip)
            return _alpha_only(FULL - values if inverse else values)

        picture = PngEntry(f"data/mask{layer.id}.png", bounds, rows)
        self.derived.append(picture)
        return [_picture_element(picture, layer.name, operator)]

    def _split(self, base: Layer) -> tuple[PngEntry | None, PngEntry | None]:
        """A base's colours, opaque wherever it is not quite transparent, and its alpha."""
        bounds = self._content_bounds(base)
        if bounds.empty:
            return None, None

        def flattened(top: int, count: int) -> Array:
            strip = Rect(bounds.x, bounds.y + top, bounds.width, count)
            return unpremultiply_for_bytes(flatten_layers((base,), strip))

        def colour(top: int, count: int) -> Array:
            found = flattened(top, count)
            found[..., 3] = np.where(found[..., 3] > 0, FULL, 0)
            return found

        def alpha(top: int, count: int) -> Array:
            return _alpha_only(flattened(top, count)[..., 3])

        pictures = (
            PngEntry(f"data/base{base.id}-colour.png", bounds, colour),
            PngEntry(f"data/base{base.id}-alpha.png", bounds, alpha),
        )
        self.derived.extend(pictures)
        return pictures

    def _content_bounds(self, layer: Layer) -> Rect:
        """Where a layer has pixels, as far as one canvas around the canvas."""
        around = self.canvas.padded(max(self.canvas.width, self.canvas.height))
        return content_bounds((layer,), self.canvas).intersected(around)


def content_bounds(layers: Iterable[Layer], canvas: Rect) -> Rect:
    """A rectangle that holds all pixels of some layers."""
    bounds = Rect(0, 0, 0, 0)
    for layer in layers:
        if isinstance(layer, RasterLayer):
            bounds = bounds.united(layer.pixels.tile_bounds())
            if layer.pixels.fill:
                bounds = bounds.united(canvas)
        else:
            bounds = bounds.united(content_bounds(layer.children, canvas))
    return bounds


def _alpha_only(values: Array) -> Array:
    out: Array = np.zeros((*values.shape, 4), np.uint16)
    out[..., 3] = values
    return out


def _attributes(layer: Layer) -> dict[str, str]:
    attributes = {
        "name": layer.name,
        "opacity": repr(float(min(1.0, max(0.0, layer.opacity)))),
        "visibility": "visible" if layer.visible else "hidden",
        # Always written: MyPaint takes a missing operator for its own kind of paint mixing.
        "composite-op": blend_mode(layer.blend_mode).ora,
    }
    if layer.lock_pixels:
        attributes["edit-locked"] = "true"
    if layer.lock_alpha:
        attributes["alpha-preserve"] = "true"
    return attributes


def _source(picture: PngEntry | None) -> dict[str, str]:
    if picture is None:
        return {"src": EMPTY, "x": "0", "y": "0"}
    return {"src": picture.name, "x": str(picture.bounds.x), "y": str(picture.bounds.y)}


def _picture_element(picture: PngEntry | None, name: str, operator: str) -> Element:
    attributes = {
        "name": name,
        "opacity": "1.0",
        "visibility": "visible",
        "composite-op": operator,
    }
    return Element("layer", attributes | _source(picture))
