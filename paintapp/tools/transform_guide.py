"""What a transform shows over the canvas: its box, and the picture of what it carries."""

from __future__ import annotations

from typing import Any, cast

import numpy as np

from paintapp.document import Pixels, Rect
from paintapp.document.pixels import Array
from paintapp.gesture import Guide, Handle, Picture, PointerEvent
from paintapp.painting import resample
from paintapp.painting.mapping import GridWarp, Homography, Point
from paintapp.painting.warp import mapped
from paintapp.tools.tool import Cursor, size_cursor
from paintapp.tools.transform_shape import Grip, Mode, Shape

BENT_SIDE = 480
"""The greatest side of a picture that is bent for every event of the pen."""


def guide_of(
    shape: Shape, mode: Mode, over: PointerEvent | None, grip: Grip | None = None
) -> Guide:
    """The box, its handles and its pivot; what lies under the pen is marked."""
    if grip is None and over is not None:
        grip = shape.grip_at(mode, over.x, over.y, over.reach)

    def handle(kind: str, index: int, point: Point, form: Any) -> Handle:
        return Handle(*point, form, active=grip == Grip(cast(Any, kind), index))

    handles: list[Handle] = []
    further: list[Guide] = []
    if mode == "warp" and shape.nodes:
        further = [Guide("polyline", line, closed=False) for line in _grid_lines(shape)]
        handles = [handle("node", i, node, "round") for i, node in enumerate(shape.nodes)]
    else:
        handles = [handle("corner", i, p, "square") for i, p in enumerate(shape.corners)]
        handles += [handle("edge", i, p, "square") for i, p in enumerate(shape.edges)]
        handles.append(handle("pivot", 0, shape.pivot, "diamond"))
    points = () if further else shape.corners
    cursor = "" if grip is None else _cursor(shape, grip, mode)
    return Guide("polyline", points, handles=tuple(handles), further=tuple(further), cursor=cursor)


def small(picture: Array) -> Array:
    """A picture at a size that can be bent for every event of the pen."""
    part = min(1.0, BENT_SIDE / max(picture.shape[:2]))
    height, width = (max(1, round(side * part)) for side in picture.shape[:2])
    return resample.scaled(picture, width, height)


def carried_picture(picture: Array, shape: Shape, bounds: Rect) -> Picture:
    """A subject's picture as it looks in a box, bent at its own size."""
    mapping = shape.mapping
    if isinstance(mapping, Homography):
        return Picture(picture, shape.corners)
    height, width = picture.shape[:2]
    across, down = width / bounds.width, height / bounds.height
    # A little off the corner, so that it begins in the first block.
    reached = mapping.reach(bounds)
    left, top = reached.x - 8 / across, reached.y - 8 / down
    nodes = tuple(((x - left) * across, (y - top) * down) for x, y in shape.nodes)
    bent = GridWarp((0.0, 0.0, float(width), float(height)), shape.columns, nodes)
    reach = bent.reach(Rect(0, 0, width, height)).padded(1)
    out = mapped(Pixels.from_array(picture), bent, "bilinear").read(reach)
    edges = (reach.x, reach.y, reach.right, reach.bottom)
    x0, x1 = (left + value / across for value in (edges[0], edges[2]))
    y0, y1 = (top + value / down for value in (edges[1], edges[3]))
    return Picture(out, ((x0, y0), (x1, y0), (x1, y1), (x0, y1)))


def _cursor(shape: Shape, grip: Grip, mode: Mode) -> Cursor:
    if grip.kind == "inside":
        return "pull" if mode == "warp" and shape.nodes else "move"
    if grip.kind == "outside":
        return "rotate"
    if grip.kind in ("node", "pivot") or mode == "perspective":
        return "pull"
    x, y = (shape.corners if grip.kind == "corner" else shape.edges)[grip.index]
    across, down = x - shape.centre[0], y - shape.centre[1]
    if mode == "skew" and grip.kind == "edge":
        across, down = -down, across
    return size_cursor(across, down)


def _grid_lines(shape: Shape) -> list[tuple[Point, ...]]:
    """The grid's rows and columns as they are bent."""

    warp = shape.warp
    last = shape.columns - 1
    rows = len(shape.nodes) // shape.columns - 1
    lines = []
    for row in range(rows + 1):
        u = np.linspace(0, last, 8 * last + 1)
        found = warp.targets(u, np.full_like(u, row))[0]
        lines.append(tuple(map(tuple, found.tolist())))
    for column in range(last + 1):
        v = np.linspace(0, rows, 8 * rows + 1)
        found = warp.targets(np.full_like(v, column), v)[0]
        lines.append(tuple(map(tuple, found.tolist())))
    return lines
