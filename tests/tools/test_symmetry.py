"""Strokes under symmetry: several at once, one step of the history."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from paintapp.document import FULL, Document, Pixels, RasterLayer, Rect
from paintapp.document.pixels import Array
from paintapp.editor import Editor
from paintapp.painting.brush import Brush
from paintapp.painting.symmetry import Symmetry
from paintapp.tools import TOOLS
from paintapp.tools.brush import StrokeTool
from tests.pen import Pen

SIDE = 192
STROKE = ((50.0, 40.0), (62.0, 52.0), (50.0, 66.0), (74.0, 74.0))
STROKES = [candidate for candidate in TOOLS if isinstance(candidate, StrokeTool)]
MIRRORED = [candidate for candidate in STROKES if candidate.id != "clone"]
"""A clone's picture comes from one place, so it does not look the same in the mirror."""


def editor_with(pixels: Array | None = None) -> Editor:
    plane = Pixels() if pixels is None else Pixels.from_array(pixels)
    editor = Editor(Document(SIDE, SIDE, (RasterLayer(id=1, name="Paint", pixels=plane),)))
    editor.foreground = (FULL, 20000, 0)
    return editor


def picture(editor: Editor) -> Array:
    return editor.document.raster(1).pixels.read(Rect(0, 0, SIDE, SIDE)).astype(np.int64)


def symmetrical_ground() -> Array:
    """A painted ground that looks the same in both mirrors."""
    down, across = np.mgrid[0:SIDE, 0:SIDE] - (SIDE - 1) / 2
    rings = (np.sin(np.hypot(across, down) / 6) > 0).astype(np.uint16)
    pixels = np.full((SIDE, SIDE, 4), FULL, np.uint16)
    pixels[..., 0] = rings * 50000
    pixels[..., 1] = (np.abs(across) // 12 % 2).astype(np.uint16) * 30000
    return pixels


@pytest.mark.parametrize("stroke_tool", MIRRORED, ids=lambda tool: tool.id)
@pytest.mark.parametrize("kind", ["left-right", "top-bottom", "both"])
def test_every_stroke_is_mirrored_in_one_step(stroke_tool: StrokeTool, kind: str) -> None:
    editor = editor_with(symmetrical_ground())
    pen = Pen(editor, stroke_tool.id)
    editor.brush = replace(editor.brush, radius=9)
    editor.hand = replace(editor.hand, symmetry=Symmetry(kind))  # type: ignore[arg-type]
    before, entries = editor.document, len(editor.history.entries)
    start = picture(editor)
    pen.line(*STROKE)
    after = picture(editor)
    changed = np.abs(after - start).max(axis=2) > 600
    assert changed[30:90, 40:90].sum() > 100
    images = {
        "left-right": [changed[:, ::-1]],
        "top-bottom": [changed[::-1]],
        "both": [changed[:, ::-1], changed[::-1], changed[::-1, ::-1]],
    }
    for image in images[kind]:
        # dabs lie on parts of a pixel: an edge may differ by one
        assert (image ^ changed).sum() < 0.25 * changed.sum()
    assert len(editor.history.entries) == entries + 1
    editor.undo()
    assert editor.document is before


def test_arms_repeat_around_any_point_at_any_angle() -> None:
    editor = editor_with()
    editor.brush = Brush(radius=5, hardness=1, dynamics=())
    symmetry = Symmetry("radial", arms=5, angle=38, mirrored=True, x=90, y=100)
    editor.hand = replace(editor.hand, symmetry=symmetry)
    Pen(editor, "brush").click(130, 100)
    painted = picture(editor)[..., 3]
    turns = symmetry.turns(editor.document.bounds)
    assert len(turns) == 10
    for turn in turns:
        x, y = turn.place(130, 100)
        assert painted[int(y), int(x)] == FULL
    assert painted.sum() / FULL == pytest.approx(10 * np.pi * 25, rel=0.05)


def test_a_tip_that_is_turned_is_turned_the_other_way_in_the_mirror() -> None:
    editor = editor_with()
    editor.brush = Brush(radius=20, hardness=1, roundness=0.2, angle=30, dynamics=())
    editor.hand = replace(editor.hand, symmetry=Symmetry("left-right"))
    Pen(editor, "brush").click(50, 96)
    painted = picture(editor)[..., 3] > FULL // 2
    assert painted[104, 64] and not painted[88, 64]
    assert (painted[:, ::-1] ^ painted).sum() < 0.1 * painted.sum()


def test_opacity_holds_where_copies_meet() -> None:
    editor = editor_with()
    editor.brush = Brush(radius=12, hardness=1, opacity=0.5, dynamics=())
    editor.hand = replace(editor.hand, symmetry=Symmetry("left-right"))
    Pen(editor, "brush").line((60, 96), (132, 96))
    assert picture(editor)[96, 96, 3] == pytest.approx(FULL / 2, abs=2)


def test_a_clone_is_put_down_on_both_sides() -> None:
    ground = np.zeros((SIDE, SIDE, 4), np.uint16)
    ground[150:] = (FULL, 0, 0, FULL)
    editor = editor_with(ground)
    pen = Pen(editor, "clone")
    editor.brush = replace(editor.brush, radius=9)
    pen.hold(alt=True).click(40, 170)
    editor.hand = replace(editor.hand, symmetry=Symmetry("left-right"))
    pen.hold().click(40, 60)
    assert picture(editor)[60, 40, 3] == picture(editor)[60, SIDE - 41, 3] == FULL
