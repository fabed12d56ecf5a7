"""Smudge, blur, sharpen and clone on pixels and masks."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from paintapp.document import FULL, Document, Pixels, RasterLayer, Rect
from paintapp.document.pixels import Array
from paintapp.editor import Editor, EditorError
from paintapp.painting.brush import Brush
from paintapp.painting.retouch import Blurred, Sharpened
from paintapp.painting.symmetry import Symmetry
from paintapp.tools import tool
from tests.pen import Pen

CANVAS = Rect(0, 0, 160, 128)
RED, BLUE = (FULL, 0, 0, FULL), (0, 0, FULL, FULL)


def halves() -> Array:
    """Red on the left, blue on the right."""
    picture = np.empty((CANVAS.height, CANVAS.width, 4), np.uint16)
    picture[:, :80], picture[:, 80:] = RED, BLUE
    return picture


@pytest.fixture
def editor() -> Editor:
    layer = RasterLayer(id=1, name="Paint", pixels=Pixels.from_array(halves()))
    return Editor(Document(CANVAS.width, CANVAS.height, (layer,)))


def picture(editor: Editor, layer: int = 1) -> Array:
    return editor.document.raster(layer).pixels.read(CANVAS)


def use(editor: Editor, tool_id: str, **brush: object) -> Pen:
    pen = Pen(editor, tool_id)
    editor.brush = replace(editor.brush, dynamics=(), **brush)  # type: ignore[arg-type]
    return pen


def test_smudge_carries_colour_with_the_pen_and_undo_brings_the_same_back(editor: Editor) -> None:
    before = editor.document
    use(editor, "smudge", radius=12).line((60, 64), (80, 64), (110, 64))
    after = picture(editor)
    assert after[64, 90, 0] > FULL // 2
    assert after[64, 90, 2] < FULL // 2
    assert (after[..., 3] == FULL).all()
    assert tuple(after[20, 90]) == BLUE
    assert editor.history.entries[-1].label == "Smudge"
    editor.undo()
    assert editor.document is before


def test_smudge_brings_the_brush_s_own_colour_along_and_mixes_with_any_brush(
    editor: Editor,
) -> None:
    editor.foreground = (0, FULL, 0)
    pen = use(editor, "smudge", radius=12)
    tool("smudge").change(editor, colour_rate=0.5, smear=False)
    pen.line((20, 64), (60, 64))
    assert 0 < picture(editor)[64, 40, 1] <= FULL
    editor.undo()
    editor.brush = Brush(radius=12, dynamics=())
    before = picture(editor)
    pen.line((70, 64), (100, 64))
    after = picture(editor)
    assert (after != before).any()
    assert not after[..., 1].any()


@pytest.mark.parametrize(("kind", "label"), [("blur", "Blur"), ("sharpen", "Sharpen")])
def test_blur_and_sharpen_move_an_edge_apart_or_together(
    editor: Editor, kind: str, label: str
) -> None:
    soft = np.repeat(np.linspace(0, FULL, 40), 4)[None, :].repeat(CANVAS.height, 0)
    grey = np.stack((soft, soft, soft, np.full_like(soft, FULL)), axis=-1).astype(np.uint16)
    grey[:, 70:90, :3] = np.where(np.arange(70, 90)[None, :, None] < 80, 20000, 45000)
    editor.apply(
        "Grey", lambda d: d.with_layer(replace(d.raster(1), pixels=Pixels.from_array(grey)))
    )
    before = picture(editor).astype(int)
    pen = use(editor, "blur", radius=20)
    tool("blur").change(editor, kind=kind, width=4.0)
    pen.line((80, 40), (80, 90))
    after = picture(editor).astype(int)
    step = (before[64, 80] - before[64, 79])[0], (after[64, 80] - after[64, 79])[0]
    assert (step[1] < 0.5 * step[0]) if kind == "blur" else (step[1] > 1.2 * step[0])
    assert (after[:, :50] == before[:, :50]).all()
    assert (after[..., :3] <= after[..., 3:]).all()
    assert editor.history.entries[-1].label == label


@pytest.mark.parametrize("sigma", [0.5, 3.0, 6.0, 20.0])
def test_tiles_of_blurred_pictures_fit_together(sigma: float) -> None:
    rng = np.random.default_rng(3)
    plane = Pixels.from_array(rng.integers(0, FULL + 1, (192, 192)).astype(np.uint16))
    for made in (Blurred(plane, sigma, CANVAS), Sharpened(plane, sigma, CANVAS)):
        left, right = made.tile((0, 1)).astype(int), made.tile((1, 1)).astype(int)
        across = np.abs(left[:, -1] - right[:, 0]).mean()
        inside = np.abs(np.diff(left, axis=1)).mean()
        assert across < 1.3 * inside
    assert np.ptp(Blurred(plane, 20, CANVAS).tile((1, 1))) < 0.2 * FULL


def test_clone_paints_with_what_is_elsewhere(editor: Editor) -> None:
    pen = use(editor, "clone", radius=8)
    with pytest.raises(EditorError, match="Alt"):
        pen.line((120, 64), (130, 64))
    before = editor.document
    pen.hold(alt=True).click(30, 30)
    assert editor.document is before and editor.guide is None
    pen.hold().line((120, 60), (130, 60))
    assert tuple(picture(editor)[60, 125]) == RED
    assert editor.history.entries[-1].label == "Clone"
    pen.line((140, 100), (142, 100))  # aligned: from 90 px further to the left
    assert tuple(picture(editor)[100, 141]) == RED
    tool("clone").change(editor, aligned=False)
    pen.line((75, 20), (76, 20))
    assert tuple(picture(editor)[20, 75]) == RED
    pen.hold(alt=True).click(120, 110)
    pen.hold().line((20, 20), (22, 20))
    assert tuple(picture(editor)[20, 20]) == BLUE


def test_clone_takes_all_layers_or_the_active_one(editor: Editor) -> None:
    def with_layer(document: Document) -> Document:
        return replace(document, layers=(*document.layers, RasterLayer(id=2, name="Above")))

    editor.apply("Layer", with_layer)
    editor.set_active(2)
    pen = use(editor, "clone", radius=8)
    pen.hold(alt=True).click(30, 30)
    pen.hold().line((120, 60), (124, 60))
    assert not editor.document.raster(2).pixels.tiles
    tool("clone").change(editor, sample="merged")
    pen.line((120, 60), (124, 60))
    assert tuple(picture(editor, 2)[60, 122]) == RED


def test_escape_drops_a_clone_and_its_mark(editor: Editor) -> None:
    pen = use(editor, "clone", radius=8)
    pen.hold(alt=True).click(30, 30)
    before = editor.document
    pen.hold().down(120, 60).move(130, 60)
    assert editor.guide is not None
    editor.cancel()
    assert editor.document is before and editor.guide is None


@pytest.mark.parametrize("tool_id", ["smudge", "blur", "clone"])
def test_they_work_on_masks_too_and_keep_to_a_symmetry(editor: Editor, tool_id: str) -> None:
    values = np.zeros((CANVAS.height, CANVAS.width), np.uint16)
    values[:, 40:60] = FULL
    mask = Pixels.from_array(values)
    editor.apply("Mask", lambda d: d.with_layer(replace(d.raster(1), mask=mask)))
    editor.target = "mask"
    editor.hand = replace(editor.hand, symmetry=Symmetry("top-bottom"))
    pen = use(editor, tool_id, radius=8)
    if tool_id == "clone":
        pen.hold(alt=True).click(30, 30)
        pen.hold()
    pen.line((40, 30), (60, 30), (75, 30))
    plane = editor.document.raster(1).mask
    assert plane is not None
    after = plane.read(CANVAS).astype(int)
    assert (after[22:38] != values[22:38]).any()
    assert np.abs(after - after[::-1]).mean() < 0.01 * FULL
    assert (picture(editor) == halves()).all()


def test_blurring_keeps_the_borders_of_the_canvas_opaque(editor: Editor) -> None:
    pen = use(editor, "blur", radius=40.0)
    tool("blur").change(editor, kind="blur", width=12.0)
    for y in (4, 64, 124):
        pen.line((-10, y), (80, y), (170, y))
    assert (picture(editor)[..., 3] == FULL).all()
