"""What a painted tile costs: bytes held for each, against the 32 KiB of its raw pixels.

Through the real editor with its history: one stroke of a large soft brush to and fro over all of a
canvas, then short strokes on top, each of them a step that can be undone. Tiles that documents of
the history share count once. Bytes are those that Python and NumPy have allocated more than before
(tracemalloc), and the growth of the process's resident memory where the system tells it.
"""

from __future__ import annotations

import gc
import os
import tracemalloc
from dataclasses import replace
from pathlib import Path
from typing import Any

from paintapp.bench.stroke import zig_zag
from paintapp.document import TILE, Document, Pixels, RasterLayer
from paintapp.editor import Editor
from paintapp.gesture import PointerEvent
from paintapp.painting.brush import Brush
from paintapp.tools import tool

SIDE = 4096
STROKES = 40
RAW = TILE * TILE * 4 * 2
"""Bytes of a tile's pixels."""


def measure(side: int = SIDE, strokes: int = STROKES) -> dict[str, Any]:
    """Bytes held for each painted tile after one coat, and after strokes on top of it."""
    _paint(512, 2)  # caches and tables that every session has
    gc.collect()
    started = not tracemalloc.is_tracing()
    if started:
        tracemalloc.start()
    try:
        traced, resident = tracemalloc.get_traced_memory()[0], _resident()
        editor = _paint(side, 0)
        coat = _figures(editor, traced, resident)
        _strokes(editor, side, strokes)
        after = _figures(editor, traced, resident)
    finally:
        if started:
            tracemalloc.stop()
    return {"size": side, "raw_bytes": RAW, "one_coat": coat, f"{strokes}_strokes_more": after}


def _paint(side: int, strokes: int) -> Editor:
    editor = Editor(Document(side, side, (RasterLayer(id=1, name="Layer"),)))
    editor.tool = tool("brush")
    # Opaque tiles would all be one and the same.
    editor.brush = Brush(radius=250, hardness=0.3, opacity=0.8, dynamics=())
    editor.foreground = (52000, 21000, 9000)
    step = 150
    points = []
    for row, y in enumerate(range(0, side + step, step)):
        across = range(0, side + step, step)
        points += [(x, y) for x in (across if row % 2 == 0 else reversed(across))]
    _stroke(editor, [(float(x), float(y)) for x, y in points])
    _strokes(editor, side, strokes)
    return editor


def _strokes(editor: Editor, side: int, strokes: int) -> None:
    editor.brush = replace(editor.brush, radius=20)
    path = zig_zag(strokes * 40, side)
    for start in range(0, strokes * 40, 40):
        _stroke(editor, [(point.x, point.y) for point in path[start : start + 40]])


def _stroke(editor: Editor, points: list[tuple[float, float]]) -> None:
    first, last = points[0], points[-1]
    editor.pointer(PointerEvent(kind="press", x=first[0], y=first[1]))
    for start in range(1, len(points), 16):
        moves = [PointerEvent(kind="move", x=x, y=y) for x, y in points[start : start + 16]]
        editor.pointers(moves)
    editor.pointer(PointerEvent(kind="release", x=last[0], y=last[1]))


def _figures(editor: Editor, traced: int, resident: int | None) -> dict[str, Any]:
    gc.collect()
    tiles: set[int] = set()
    for entry in editor.history.entries:
        for layer in entry.document.layers:
            pixels: Pixels | None = getattr(layer, "pixels", None)
            if pixels is not None:
                tiles |= {id(tile) for tile in pixels.tiles.values()}
    held = tracemalloc.get_traced_memory()[0] - traced
    now = _resident()
    grown = None if now is None or resident is None else now - resident
    return {
        "tiles": len(tiles),
        "bytes_per_tile": round(held / len(tiles)),
        "ratio": round(held / len(tiles) / RAW, 3),
        "resident_ratio": None if grown is None else round(grown / len(tiles) / RAW, 3),
    }


def _resident() -> int | None:
    """Bytes of this process in memory; None where the system does not say."""
    statm = Path("/proc/self/statm")
    if not statm.exists():
        return None
    return int(statm.read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
