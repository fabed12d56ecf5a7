"""The whole image scaled, turned or mirrored: canvas, layers, masks and selection together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from paintapp.document import Document, Pixels, RasterLayer, TextLayer
from paintapp.document.operations import with_planes
from paintapp.painting.fonts import has_family
from paintapp.painting.mapping import Homography, Point
from paintapp.painting.text import transformed, with_text
from paintapp.painting.warp import Interpolation, mapped, turned


def scaled_image(
    document: Document,
    width: int,
    height: int,
    interpolation: Interpolation = "bicubic",
    resolution: float | None = None,
) -> Document:
    """The image resampled to another size, and another resolution in pixels per inch if given.

    What lies outside the canvas is scaled too. DocumentError for a size out of range.
    """
    if resolution is not None and resolution != document.resolution:
        document = replace(document, resolution=resolution)
    if (width, height) == (document.width, document.height):
        return document
    result = replace(document, width=width, height=height)  # refuses a size out of range
    box = (0.0, 0.0, float(document.width), float(document.height))
    across, down = float(width), float(height)
    mapping = Homography.between(box, ((0, 0), (across, 0), (across, down), (0, down)))
    return _put(
        document, result, lambda plane: mapped(plane, mapping, interpolation), mapping.point
    )


def turned_image(document: Document, quarters: int) -> Document:
    """The image turned clockwise by quarters; nothing is lost."""
    quarters %= 4
    width, height = document.width, document.height
    dx, dy = ((0, 0), (height, 0), (width, height), (0, width))[quarters]
    size = (height, width) if quarters % 2 else (width, height)
    result = replace(document, width=size[0], height=size[1])
    return _turned(document, result, quarters, False, dx, dy)


def mirrored_image(document: Document, *, vertical: bool = False) -> Document:
    """The image with left and right, or top and bottom, swapped; nothing is lost."""
    if vertical:
        # Left and right swapped and half a turn.
        return _turned(document, document, 2, True, 0, document.height)
    return _turned(document, document, 0, True, document.width, 0)


def _turned(
    document: Document, result: Document, quarters: int, mirrored: bool, dx: int, dy: int
) -> Document:
    sine, cosine = (0, 1, 0, -1)[quarters], (1, 0, -1, 0)[quarters]

    def point(x: float, y: float) -> Point:
        if mirrored:
            x = -x
        return x * cosine - y * sine + dx, x * sine + y * cosine + dy

    return _put(document, result, lambda p: turned(p, quarters, mirrored, dx, dy), point)


def retyped(point: Callable[[float, float], Point]) -> Callable[[TextLayer, Pixels], RasterLayer]:
    """Text layers put where an affine mapping puts points: still texts where these can follow."""
    (x0, y0), (x1, y1), (x2, y2) = point(0, 0), point(1, 0), point(0, 1)
    matrix = ((x1 - x0, x2 - x0, x0), (y1 - y0, y2 - y0, y0))

    def made(layer: TextLayer, pixels: Pixels) -> RasterLayer:
        text = transformed(layer.text, matrix)
        if text is None:
            return replace(layer.rasterised(), pixels=pixels)
        if not has_family(text.family):
            return replace(layer, text=text, pixels=pixels)
        return with_text(layer, text)

    return made


def _put(
    document: Document,
    result: Document,
    put: Callable[[Pixels], Pixels],
    point: Callable[[float, float], Point],
) -> Document:
    """Every plane put elsewhere, and rulers with them; selections are cut to the new canvas."""
    result = result.with_selections(lambda plane: put(plane).cropped(result.bounds))
    return replace(
        result,
        layers=with_planes(document.layers, put, retyped(point)),
        rulers=tuple(
            replace(ruler, points=tuple(point(*place) for place in ruler.points))
            for ruler in document.rulers
        ),
    )
