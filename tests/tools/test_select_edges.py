"""The magnetic lasso and selecting by colour."""

from __future__ import annotations

import math

import numpy as np
import pytest

from paintapp.document import FULL, Document, Pixels, RasterLayer, Rect
from paintapp.editor import Editor
from paintapp.painting import cutting, selection
from paintapp.painting.by_colour import RANGES, ColourDistances, like_pixel
from paintapp.painting.edges import EdgeMap
from paintapp.tools import tool
from tests.pen import Pen

CANVAS = Rect(0, 0, 500, 400)
DISC = selection.ellipse(CANVAS, (100, 60, 400, 340))


@pytest.fixture
def editor() -> Editor:
    """A brown disc on a bluish ground with a little noise."""
    noise = np.random.default_rng(1).integers(0, 5000, (400, 500, 1)).astype(np.uint16)
    ground = np.full((400, 500, 4), FULL, np.uint16)
    ground[..., :3] = noise + np.array((30000, 40000, 50000), np.uint16)
    pixels = cutting.filled(Pixels.from_array(ground), (45000, 30000, 20000), DISC, CANVAS)
    return Editor(Document(500, 400, (RasterLayer(id=1, name="Disc", pixels=pixels),)))


def round_the_disc(pen: Pen, steps: int = 200) -> None:
    """Click beside the edge, then go around it with an unsteady hand."""
    for step in range(steps):
        angle = 2 * math.pi * step / steps
        x = 250 + 150 * math.cos(angle) + 5 * math.sin(step * 1.7)
        y = 200 + 140 * math.sin(angle) + 5 * math.cos(step * 2.3)
        pen.click(x, y) if step == 0 else pen.move(x, y)


def test_the_magnetic_lasso_clings_to_the_edge(editor: Editor) -> None:
    pen = Pen(editor, "select-magnetic")
    round_the_disc(pen)
    assert editor.busy
    assert len(editor.guide.handles) > 8  # what has been followed is held by anchors
    pen.confirm()
    found = editor.document.selection.read(CANVAS) > FULL // 2
    wanted = DISC.read(CANVAS) > FULL // 2
    assert (found & wanted).sum() / (found | wanted).sum() > 0.99
    assert editor.history.entries[-1].label == "Magnetic lasso selection"


def test_without_width_the_pen_is_followed_where_there_is_no_edge(editor: Editor) -> None:
    tool("select-magnetic").change(editor, width=0.0)
    pen = Pen(editor, "select-magnetic")
    for corner in ((200, 150), (300, 150), (300, 250), (200, 250)):
        pen.click(*corner)
    pen.click(201, 152)  # near the first point
    assert not editor.busy
    area = editor.document.selection.read(CANVAS).sum() / FULL
    assert area == pytest.approx(100 * 100, rel=0.12)


def test_anchors_can_be_taken_back_one_by_one(editor: Editor) -> None:
    pen = Pen(editor, "select-magnetic").click(400, 200)
    pen.click(390, 250).click(370, 290)
    handles = len(editor.guide.handles)
    editor.undo()
    assert len(editor.guide.handles) == handles - 1
    editor.undo()
    editor.undo()
    assert not editor.busy
    assert editor.document.selection is None


def test_paths_reach_what_they_are_asked_for(editor: Editor) -> None:
    edges = EdgeMap(editor.document.layers, CANVAS, (400.0, 200.0), 150)
    path = edges.path((250.0, 60.5))
    assert path[0] == (400.0, 200.0) and path[-1] == (250.0, 60.5)
    steps = np.diff(np.array(path), axis=0)
    assert np.hypot(*steps.T).max() < 4
    assert edges.path((1e6, 0.0)) == [(400.0, 200.0), (1e6, 0.0)]
    far = EdgeMap(editor.document.layers, CANVAS, (-1e7, 3.0), 150)
    assert far.empty


def test_a_large_neighbourhood_is_looked_at_smaller(editor: Editor) -> None:
    edges = EdgeMap(editor.document.layers, CANVAS, (250.0, 60.0), 2000)
    snapped = edges.snapped((250.0, 66.0), 12)
    assert abs(snapped[1] - 60) < 3


def test_by_colour_selects_everywhere_and_dragging_takes_in_more() -> None:
    ramp = np.full((60, 256, 4), FULL, np.uint16)
    ramp[..., :3] = (np.arange(256) * 257).astype(np.uint16)[None, :, None]
    layer = RasterLayer(id=1, name="Ramp", pixels=Pixels.from_array(ramp))
    editor = Editor(Document(256, 60, (layer,)))
    tool("select-colour").change(editor, softness=0.0, tolerance=10.0)
    pen = Pen(editor, "select-colour").click(100, 30)
    assert editor.document.selection.bounds() == Rect(75, 0, 51, 60)
    pen.down(100, 30).move(130, 30)
    assert editor.guide.text == "Tolerance 20%"
    pen.up()
    assert editor.document.selection.bounds() == Rect(49, 0, 103, 60)
    assert tool("select-colour").values(editor).tolerance == 20
    assert len(editor.history.entries) == 3
    pen.hold(alt=True).click(100, 30)
    assert editor.document.selection is None


def test_softness_fades_out(editor: Editor) -> None:
    ramp = np.full((16, 256, 4), FULL, np.uint16)
    ramp[..., :3] = (np.arange(256) * 257).astype(np.uint16)[None, :, None]
    layer = RasterLayer(id=1, name="Ramp", pixels=Pixels.from_array(ramp))
    bounds = Rect(0, 0, 256, 16)
    distances = ColourDistances((layer,), bounds, like_pixel((layer,), 100, 8))
    soft = distances.near(0.1, 0.2).read(Rect(100, 8, 156, 1))[0] / FULL
    assert (soft[:26] == 1).all()
    assert soft[51] == pytest.approx(0.5, abs=0.01)
    assert soft[77] == 0


def test_off_the_canvas_there_is_no_colour(editor: Editor) -> None:
    Pen(editor, "select-colour").click(-5, 8)
    assert editor.document.selection is None


SAMPLES = {
    "reds": (220, 20, 30),
    "yellows": (230, 220, 30),
    "greens": (30, 190, 40),
    "cyans": (20, 200, 210),
    "blues": (20, 40, 220),
    "magentas": (210, 20, 200),
    "shadows": (12, 10, 14),
    "midtones": (120, 128, 130),
    "highlights": (245, 250, 240),
}


def test_ranges_find_their_colours_and_no_others() -> None:
    assert [row.id for row in RANGES] == list(SAMPLES)
    pixels = np.zeros((64, 64 * len(SAMPLES), 4), np.uint16)
    for number, colour in enumerate(SAMPLES.values()):
        pixels[:32, number * 64 : number * 64 + 64] = (*(value * 257 for value in colour), FULL)
    layer = RasterLayer(id=1, name="Samples", pixels=Pixels.from_array(pixels))
    bounds = Rect(0, 0, pixels.shape[1], 64)
    for number, row in enumerate(RANGES):
        distances = ColourDistances((layer,), bounds, row.measure)
        found = distances.near(row.tolerance, row.softness).read(bounds)
        chosen = {place for place in range(len(SAMPLES)) if found[10, place * 64 + 10] > FULL // 2}
        assert number in chosen
        hues = chosen & set(range(6))
        assert hues == {number} if number < 6 else min(chosen - hues) >= 6
        assert not found[32:].any()  # nothing is no colour


def test_by_colour_takes_empty_places_too() -> None:
    editor = Editor(Document(100, 90, (RasterLayer(id=1, name="Empty", pixels=Pixels()),)))
    Pen(editor, "select-colour").click(5, 5)
    assert (editor.document.selection.read(Rect(0, 0, 100, 90)) == FULL).all()
    assert editor.document.selection.bounds() == Rect(0, 0, 100, 90)


def test_there_is_a_path_to_everywhere_from_the_sharpest_edge() -> None:
    pixels = np.zeros((40, 40, 4), np.uint16)
    pixels[...] = (0, 0, 40000, FULL)
    layer = RasterLayer(id=1, name="Square", pixels=Pixels.from_array(pixels, 15, 15))
    for x in range(14, 58, 5):
        edges = EdgeMap((layer,), Rect(0, 0, 100, 90), (x + 0.5, 14.5), 108)
        for row in range(0, 90, 7):
            for column in range(0, 100, 7):
                assert edges.path((column + 0.5, row + 0.5))[-1] == (column + 0.5, row + 0.5)
