"""Documents from OpenRaster files of other programs."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from paintapp.document import (
    FULL,
    MINIMUM_SIDE,
    Document,
    GroupLayer,
    Layer,
    Pixels,
    RasterLayer,
    TileKey,
    walk,
)
from paintapp.document.pixels import Array, tile_rect
from paintapp.formats.errors import FormatError
from paintapp.formats.ora_record import MAXIMUM_LAYERS
from paintapp.formats.ora_stack import Element
from paintapp.messages import Message
from paintapp.painting.blend import BLEND_MODES
from paintapp.painting.composite import clipping_runs, flatten_layers

_BLEND_MODES = {mode.ora: mode.id for mode in BLEND_MODES} | {
    "svg:add": "plus",
    "krita:exclusion": "exclusion",
}
_CUTTING = ("svg:dst-in", "svg:dst-out")
_FARTHEST = 1 << 20
"""Offsets beyond this are taken for damage; no canvas reaches a tenth of it."""

ReadPicture = Callable[[str, int, int], Pixels]
"""(entry, x, y) -> the pixels of a layer, their first one at (x, y)."""


def imported(root: Element, read_picture: ReadPicture) -> Document:
    """The document that a stack.xml describes.

    Operators that cut what lies below (svg:dst-in, svg:dst-out, svg:src-atop) become masks and
    clipping; unknown operators become normal. A canvas smaller than 16 pixels grows to 16.
    Raises FormatError and DocumentError.
    """
    stack = next((child for child in root.children if child.tag == "stack"), None)
    if root.tag != "image" or stack is None:
        raise FormatError("its stack.xml holds no layers")
    resolution = _number(root, "xres", 72.0)
    return Document(
        width=max(MINIMUM_SIDE, _side(root, "w")),
        height=max(MINIMUM_SIDE, _side(root, "h")),
        layers=_Reader(read_picture).stack(stack, 0, 0, isolated=True),
        resolution=resolution if resolution > 0 else 72.0,
    )


class _Reader:
    def __init__(self, read_picture: ReadPicture) -> None:
        self.read_picture = read_picture
        self.last_id = 0

    def next_id(self) -> int:
        self.last_id += 1
        if self.last_id > MAXIMUM_LAYERS:
            raise FormatError("it has too many layers")
        return self.last_id

    def stack(self, element: Element, x: int, y: int, *, isolated: bool) -> tuple[Layer, ...]:
        """The layers of a stack, lowest first."""
        x, y = x + _whole(element, "x", 0), y + _whole(element, "y", 0)
        layers: list[Layer] = []

        def as_one() -> Layer:
            """All layers so far as one that can be masked or clipped to."""
            if len(layers) == 1 and layers[0].mask is None:
                return layers[0]
            return GroupLayer(id=self.next_id(), name=element.get("name"), children=tuple(layers))

        for child in reversed(element.children):
            found: tuple[Layer, ...]
            if child.tag == "layer":
                found = (self.raster(child, x, y),)
            elif child.tag == "stack":
                found = self.group(child, x, y)
            else:
                continue
            operator = child.get("composite-op")
            if operator in _CUTTING and found[0].visible:
                if isolated and layers:
                    mask = _alpha_of(found, inverse=operator == "svg:dst-out")
                    layers = [replace(as_one(), mask=mask)]
            elif operator == "svg:src-atop" and isolated and layers:
                if len(clipping_runs(layers)) > 1:
                    layers = [as_one()]
                layers.extend(replace(layer, clipping=True) for layer in found)
            else:
                layers.extend(found)
        return tuple(layers)

    def raster(self, element: Element, x: int, y: int) -> Layer:
        source = element.get("src")
        if not source:
            raise FormatError(
                Message("its layer “{name}” has no picture", name=element.get("name"))
            )
        left, top = x + _whole(element, "x", 0), y + _whole(element, "y", 0)
        pixels = self.read_picture(source, left, top)
        return RasterLayer(id=self.next_id(), pixels=pixels, **_shared(element))

    def group(self, element: Element, x: int, y: int) -> tuple[Layer, ...]:
        """A stack as a group, or as the masked layer or clipping run that it stands for."""
        operator = element.get("composite-op", "svg:src-over")
        shared = _shared(element)
        isolated = (
            element.get("isolation", "auto").strip().lower() == "isolate"
            or shared["opacity"] < 1
            or operator != "svg:src-over"
        )
        group_id = self.next_id()
        children = self.stack(element, x, y, isolated=isolated)
        if isolated and operator in _BLEND_MODES and _stands_for_a_layer(children, shared["name"]):
            base, *clipped = children
            outer = {name: shared[name] for name in ("opacity", "blend_mode", "visible")}
            return replace(base, **outer), *clipped
        return (GroupLayer(id=group_id, children=children, pass_through=not isolated, **shared),)


def _stands_for_a_layer(children: tuple[Layer, ...], name: str) -> bool:
    """Whether a stack is only there to hold one layer's mask or the layers clipped to it."""
    if not children or len(clipping_runs(children)) > 1:
        return False
    base = children[0]
    return (
        (base.mask is not None or len(children) > 1)
        and base.name == name
        and base.opacity == 1
        and base.blend_mode == "normal"
        and base.visible
    )


def _shared(element: Element) -> dict[str, Any]:
    """What raster layers and groups have in common."""
    operator = element.get("composite-op", "svg:src-over")
    return {
        "name": element.get("name"),
        "visible": element.get("visibility", "visible").strip().lower() != "hidden",
        "opacity": min(1.0, max(0.0, _number(element, "opacity", 1.0))),
        "blend_mode": _BLEND_MODES.get(operator, "normal"),
        "lock_pixels": _flag(element, "edit-locked"),
        "lock_alpha": _flag(element, "alpha-preserve"),
    }


def _alpha_of(layers: tuple[Layer, ...], *, inverse: bool) -> Pixels:
    """The alpha of some layers as a mask."""

    def keys() -> Iterator[TileKey]:
        for layer in walk(layers):
            if isinstance(layer, RasterLayer):
                yield from layer.pixels.tiles

    tiles: dict[TileKey, Array] = {}
    for key in set(keys()):
        alpha = flatten_layers(layers, tile_rect(key))[..., 3].copy()
        tiles[key] = FULL - alpha if inverse else alpha
    return Pixels(1, FULL if inverse else 0, tiles)


def _side(root: Element, name: str) -> int:
    side = _whole(root, name, -1)
    if side < 1:
        raise FormatError("its stack.xml states no size of the canvas")
    return side


def _whole(element: Element, name: str, default: int) -> int:
    """A whole number; decimals, which some programs write, are rounded."""
    value = _number(element, name, default)
    if abs(value) > _FARTHEST:
        raise FormatError(
            Message(
                "the number {name}=“{value}” in its stack.xml is too large",
                name=name,
                value=element.get(name),
            )
        )
    return round(value)


def _number(element: Element, name: str, default: float) -> float:
    text = element.get(name).strip()
    if not text:
        return default
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise FormatError(
            Message("{name}=“{value}” in its stack.xml is not a number", name=name, value=text[:40])
        )
    return value


def _flag(element: Element, name: str) -> bool:
    return element.get(name).strip().lower() in ("true", "1")
