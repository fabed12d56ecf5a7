"""Growing a canvas so that a model can paint what lies beyond its old border."""

from __future__ import annotations

import numpy as np

from paintapp.document import FULL, Document, Pixels, Rect
from paintapp.document.operations import resize_canvas
from paintapp.generation.region import Placement
from paintapp.generation.settings import GenerationError

OVERLAP = 24
"""Canvas pixels of the old picture that are painted again, so that both can melt together."""


def expand_canvas(document: Document, frame: Rect, overlap: int = OVERLAP) -> Document:
    """A document whose canvas is ``frame``, in the old one's coordinates, the new part selected.

    The frame may cut the old canvas too. The selection also covers ``overlap`` pixels of the old
    picture along each side that has grown, a quarter of its extent at most. Raises GenerationError
    when nothing is new and DocumentError for a size out of range.
    """
    old = document.bounds.intersected(frame)
    if old.empty:
        raise GenerationError("The new canvas must hold some of the old one.")
    if old == frame:
        raise GenerationError("Drag an edge of the canvas outwards first.")
    grown = resize_canvas(document, frame.width, frame.height, -frame.x, -frame.y)
    kept = _kept(document.bounds, frame, overlap).translated(-frame.x, -frame.y)
    selection = Pixels.mask()
    for part in around(kept, grown.bounds):
        selection = selection.written(
            np.full((part.height, part.width), FULL, np.uint16), part.x, part.y
        )
    return grown.with_selection(selection)


def new_bounds(canvas: Rect, frame: Rect, overlap: int = OVERLAP) -> Rect:
    """The bounds of what `expand_canvas` selects, on the new canvas."""
    kept = _kept(canvas, frame, overlap).translated(-frame.x, -frame.y)
    bounds = Rect(0, 0, 0, 0)
    for part in around(kept, Rect(0, 0, frame.width, frame.height)):
        bounds = bounds.united(part)
    return bounds


def grown_for(document: Document, placement: Placement) -> Document:
    """A document whose canvas is the one that a result was made for, if it has yet to grow.

    A canvas that has another size than both before and after stays as it is.
    """
    old = placement.old_canvas
    if old is None or (document.width, document.height) != (old.width, old.height):
        return document
    width, height = placement.canvas_width, placement.canvas_height
    return resize_canvas(document, width, height, old.x, old.y)


def offset_of(placement: Placement, size: tuple[int, int]) -> tuple[int, int]:
    """How far a result's place must be moved to be shown on a canvas that has yet to grow."""
    old = placement.old_canvas
    if old is None or size != (old.width, old.height):
        return 0, 0
    return -old.x, -old.y


def _kept(canvas: Rect, frame: Rect, overlap: int) -> Rect:
    """What of the old canvas is not painted again, in its own coordinates."""
    old = canvas.intersected(frame)
    across, down = min(overlap, old.width // 4), min(overlap, old.height // 4)
    return Rect.from_edges(
        old.x + (across if frame.x < old.x else 0),
        old.y + (down if frame.y < old.y else 0),
        old.right - (across if frame.right > old.right else 0),
        old.bottom - (down if frame.bottom > old.bottom else 0),
    )


def around(inner: Rect, outer: Rect) -> list[Rect]:
    """The parts of a rectangle that lie around another one within it: above, below, left, right."""
    parts = (
        Rect.from_edges(outer.x, outer.y, outer.right, inner.y),
        Rect.from_edges(outer.x, inner.bottom, outer.right, outer.bottom),
        Rect.from_edges(outer.x, inner.y, inner.x, inner.bottom),
        Rect.from_edges(inner.right, inner.y, outer.right, inner.bottom),
    )
    return [part for part in parts if not part.empty]
