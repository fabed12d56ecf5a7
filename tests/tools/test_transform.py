"""The transform tool, and moving: what becomes of layers, groups, selected parts and selections."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import cast

import numpy as np
import pytest

from paintapp.document import FULL, Document, GroupLayer, Pixels, RasterLayer, Rect, Text, TextLayer
from paintapp.editor import Editor, EditorError
from paintapp.painting import selection
from paintapp.painting.composite import flatten
from paintapp.painting.text import with_text
from paintapp.tools import tool
from paintapp.tools.transform import LIVE_AREA, Transform, TransformOptions
from paintapp.tools.transform_guide import carried_picture
from paintapp.tools.transform_shape import Grip, Shape
from tests.pen import Pen

TRANSFORM = cast(Transform, tool("transform"))


def block(width: int, height: int, x: int, y: int, seed: int = 0) -> Pixels:
    colours = np.random.default_rng(seed).integers(0, FULL + 1, (height, width, 4))
    colours[..., 3] = FULL
    return Pixels.from_array(colours.astype(np.uint16), x, y)


@pytest.fixture
def editor() -> Editor:
    """Paper; a block of 60x40 at (40, 50) with a mask; a group with a block of 20x20 in it."""
    mask = Pixels.mask(FULL).written(np.zeros((40, 10), np.uint16), 40, 50)
    layers = (
        RasterLayer(id=1, name="Paper", pixels=block(200, 180, 0, 0, 1)),
        RasterLayer(id=2, name="Block", pixels=block(60, 40, 40, 50), mask=mask),
        GroupLayer(
            id=3,
            name="Group",
            children=(RasterLayer(id=4, name="Inner", pixels=block(20, 20, 140, 30, 2)),),
        ),
    )
    editor = Editor(Document(200, 180, layers))
    editor.set_active(2)
    editor.tool = TRANSFORM
    return editor


def pixels(editor: Editor, layer_id: int = 2) -> Pixels:
    return editor.document.raster(layer_id).pixels


def values(editor: Editor) -> TransformOptions:
    return TRANSFORM.values(editor)


def test_the_box_shows_before_anything_is_done(editor: Editor) -> None:
    assert not editor.busy
    assert editor.guide is not None
    assert editor.guide.points == ((40.0, 50.0), (100.0, 50.0), (100.0, 90.0), (40.0, 90.0))
    assert len(editor.guide.handles) == 9
    now = values(editor)
    assert (now.x, now.y, now.width, now.height, now.angle) == (40, 50, 60, 40, 0)
    editor.set_active(3)
    assert editor.guide.points[0] == (140.0, 30.0)


def test_dragging_inside_moves_layer_and_mask_as_one_step(editor: Editor) -> None:
    before, entries = editor.document, len(editor.history.entries)
    pen = Pen(editor).line((60, 70), (70, 75), (75, 65))
    assert pixels(editor).bounds() == Rect(55, 45, 60, 40)
    pen.line((75, 65), (75, 70))
    assert len(editor.history.entries) == entries
    pen.confirm()
    assert not editor.busy
    assert len(editor.history.entries) == entries + 1
    moved = editor.document.raster(2)
    assert np.array_equal(
        moved.pixels.read(Rect(55, 50, 60, 40)), before.raster(2).pixels.read(Rect(40, 50, 60, 40))
    )
    assert moved.mask is not None and moved.mask.bounds() == Rect(55, 50, 10, 40)
    assert editor.document.raster(1) is before.raster(1)
    editor.undo()
    assert editor.document is before


def test_escape_after_many_drags_leaves_the_same_document(editor: Editor) -> None:
    before = editor.document
    pen = Pen(editor).line((60, 70), (70, 75))
    pen.line((5, 5), (30, 5))
    assert editor.document is not before
    editor.cancel()
    assert editor.document is before
    assert editor.guide is not None and editor.guide.points[0] == (40.0, 50.0)


def test_undo_takes_back_drags_one_by_one_and_then_ends(editor: Editor) -> None:
    before = editor.document
    pen = Pen(editor).line((60, 70), (70, 70))
    first = pixels(editor).bounds()
    pen.line((70, 70), (90, 70))
    editor.undo()
    assert pixels(editor).bounds() == first
    editor.undo()
    assert pixels(editor) == before.raster(2).pixels
    editor.undo()
    assert not editor.busy
    assert editor.document is before


def test_a_corner_scales_with_or_without_proportions(editor: Editor) -> None:
    pen = Pen(editor).line((100, 90), (160, 130))
    assert pixels(editor).bounds() == Rect(40, 50, 120, 80)
    editor.cancel()
    pen.hold(shift=True).line((100, 90), (130, 90))
    assert pixels(editor).bounds() == Rect(40, 50, 90, 40)
    editor.cancel()
    pen.hold(alt=True).line((100, 90), (130, 110))
    assert pixels(editor).bounds() == Rect(10, 30, 120, 80)


def test_an_edge_pulled_through_the_other_side_mirrors(editor: Editor) -> None:
    old = pixels(editor).read(Rect(40, 50, 60, 40))
    Pen(editor).line((100, 70), (-20, 70)).confirm()
    assert pixels(editor).bounds() == Rect(-20, 50, 60, 40)
    assert np.array_equal(pixels(editor).read(Rect(-20, 50, 60, 40)), old[:, ::-1])


def test_outside_turns_about_the_pivot_in_steps_with_shift(editor: Editor) -> None:
    Pen(editor).hold(shift=True).line((120, 70), (70, 118))
    assert values(editor).angle == 90
    assert pixels(editor).bounds() == Rect(50, 40, 40, 60)
    editor.finish()
    assert values(editor).angle == 0


def test_the_pivot_can_be_put_elsewhere(editor: Editor) -> None:
    pen = Pen(editor).line((70, 70), (40, 50))
    assert editor.document.raster(2) is editor.history.document.raster(2)
    pen.hold(shift=True).line((120, 50), (40, 120))
    assert pixels(editor).bounds() == Rect(0, 50, 40, 60)


def test_control_moves_a_corner_alone_and_perspective_mode_does_so_by_itself(
    editor: Editor,
) -> None:
    pen = Pen(editor).hold(control=True).line((100, 90), (120, 110))
    bent = pixels(editor)
    assert bent.bounds().right in (119, 120) and bent.bounds().bottom in (109, 110)
    assert bent.read(Rect(41, 51, 1, 1))[0, 0, 3] == FULL
    editor.cancel()
    TRANSFORM.change(editor, mode="perspective")
    pen.hold().line((100, 90), (120, 110))
    assert pixels(editor) == bent


def test_skew_moves_an_edge_along_itself(editor: Editor) -> None:
    TRANSFORM.change(editor, mode="skew")
    Pen(editor).line((70, 50), (90, 30))
    assert pixels(editor).bounds() == Rect(40, 50, 80, 40)


def test_warp_bends_and_an_unbent_grid_changes_nothing(editor: Editor) -> None:
    before = editor.document
    TRANSFORM.change(editor, mode="warp")
    assert editor.guide is not None and len(editor.guide.handles) == 16
    pen = Pen(editor)
    pen.line((40, 50), (40, 50))
    assert editor.document is before
    pen.line((60, 63.33), (66, 58)).confirm()
    assert pixels(editor) != before.raster(2).pixels
    for tile in pixels(editor).tiles.values():
        assert (tile[..., :3] <= tile[..., 3:]).all()
    editor.undo()
    assert editor.document is before


def test_numbers_put_the_box_where_they_say(editor: Editor) -> None:
    TRANSFORM.change(editor, x=10.0)
    assert editor.busy
    assert pixels(editor).bounds().x == 10
    TRANSFORM.change(editor, width=120.0)
    assert values(editor).height == 80
    TRANSFORM.change(editor, proportional=False)
    TRANSFORM.change(editor, height=20.0)
    assert pixels(editor).bounds() == Rect(10, 50, 120, 20)
    TRANSFORM.change(editor, angle=90.0)
    assert pixels(editor).bounds()[2:] == (20, 120)
    entries = len(editor.history.entries)
    Pen(editor, None).confirm()
    assert len(editor.history.entries) == entries + 1


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("flip-horizontal", lambda a: a[:, ::-1]),
        ("flip-vertical", lambda a: a[::-1]),
        ("turn-right", lambda a: np.rot90(a, -1)),
        ("turn-left", lambda a: np.rot90(a)),
    ],
)
def test_buttons_turn_and_mirror_without_loss(editor: Editor, name: str, expected) -> None:  # type: ignore[no-untyped-def]
    old = pixels(editor).read(Rect(40, 50, 60, 40))
    TRANSFORM.act(editor, name)
    bounds = pixels(editor).bounds()
    assert np.array_equal(pixels(editor).read(bounds), expected(old))
    back = {"turn-right": "turn-left", "turn-left": "turn-right"}.get(name, name)
    TRANSFORM.act(editor, back)
    editor.finish()
    assert pixels(editor) == block(60, 40, 40, 50)


def test_a_group_and_several_layers_go_together(editor: Editor) -> None:
    editor.choose([2, 3])
    assert editor.guide is not None
    assert editor.guide.points == ((40.0, 30.0), (160.0, 30.0), (160.0, 90.0), (40.0, 90.0))
    Pen(editor).line((100, 70), (110, 75)).confirm()
    assert pixels(editor).bounds() == Rect(50, 55, 60, 40)
    assert pixels(editor, 4).bounds() == Rect(150, 35, 20, 20)
    assert editor.chosen == (2, 3)


def selected(editor: Editor) -> None:
    chosen = selection.rectangle(editor.document.bounds, (40, 50, 60, 90), True)
    editor.apply("Select", Document.with_selection, chosen)


def test_the_selected_part_is_cut_out_and_put_back(editor: Editor) -> None:
    selected(editor)
    old = pixels(editor).read(Rect(40, 50, 60, 40))
    assert editor.guide is not None
    assert editor.guide.points[2] == (60.0, 90.0)
    Pen(editor).line((47, 62), (47, 102)).confirm()
    assert not pixels(editor).read(Rect(40, 50, 20, 40)).any()
    assert np.array_equal(pixels(editor).read(Rect(60, 50, 40, 40)), old[:, 20:])
    assert np.array_equal(pixels(editor).read(Rect(40, 90, 20, 40)), old[:, :20])
    assert editor.document.selection is not None
    assert editor.document.selection.bounds() == Rect(40, 90, 20, 40)


def test_the_selection_alone_can_be_transformed(editor: Editor) -> None:
    selected(editor)
    before = editor.document
    TRANSFORM.change(editor, selection=True)
    Pen(editor).line((60, 90), (80, 130)).confirm()
    assert editor.document.layers is before.layers
    assert editor.document.selection is not None
    assert editor.document.selection.bounds() == Rect(40, 50, 40, 80)
    assert not values(editor).selection
    TRANSFORM.change(editor, selection=True)
    Pen(editor).line((60, 90), (90, 100))
    editor.cancel()
    assert not values(editor).selection


def test_turning_to_another_tool_applies(editor: Editor) -> None:
    Pen(editor).line((60, 70), (80, 70))
    entries = len(editor.history.entries)
    editor.tool = tool("brush")
    assert len(editor.history.entries) == entries + 1
    assert pixels(editor).bounds().x == 60
    assert editor.guide is None


def test_turning_to_another_tool_with_the_pen_down_applies_too(editor: Editor) -> None:
    Pen(editor).down(60, 70).move(80, 70)
    editor.tool = tool("brush")
    assert pixels(editor).bounds().x == 60


def test_locks_and_emptiness_are_said(editor: Editor) -> None:
    editor.apply("Lock", lambda d: d.with_layer(replace(d.layer(2), lock_position=True)))
    assert editor.guide is None
    with pytest.raises(EditorError, match="position"):
        Pen(editor).click(60, 70)
    editor.apply("Empty", lambda d: d.with_layer(replace(d.raster(2), pixels=Pixels())))
    editor.apply("Free", lambda d: d.with_layer(replace(d.layer(2), lock_position=False)))
    with pytest.raises(EditorError, match="nothing to transform"):
        Pen(editor).click(60, 70)


def test_what_is_large_is_carried_as_a_picture_and_ends_the_same() -> None:
    side = 2000
    assert side * side > LIVE_AREA
    sheet = np.zeros((side, side, 4), np.uint16)
    sheet[..., 3] = FULL
    sheet[..., 0] = np.linspace(0, FULL, side).astype(np.uint16)
    below = RasterLayer(id=1, name="Below", pixels=block(64, 64, 0, 0))
    layer = RasterLayer(id=2, name="Large", pixels=Pixels.from_array(sheet))
    editor = Editor(Document(side, side, (below, layer)))
    editor.tool = TRANSFORM
    before = editor.document
    pen = Pen(editor).down(900, 900).move(964, 900)
    assert editor.guide is not None and editor.guide.picture is not None
    picture = editor.guide.picture
    assert max(picture.pixels.shape[:2]) <= 1024
    assert picture.corners[0] == (64.0, 0.0)
    assert abs(int(picture.pixels[5, 500, 0]) - FULL // 2) < FULL // 20
    assert not editor.document.raster(2).pixels.tiles
    pen.up()
    assert editor.guide.picture is None
    assert editor.document.raster(2).pixels.bounds() == Rect(64, 0, side, side)
    editor.cancel()
    assert editor.document is before


@pytest.mark.parametrize("angle", [30.0, -75.0])
def test_scaling_a_turned_box_goes_along_its_own_edges(angle: float) -> None:
    shape = Shape.around(Rect(0, 0, 100, 50)).turned(angle)
    pulled = shape.dragged(Grip("edge", 1), "free", shape.edges[1], _beyond(shape, 20))
    assert pulled.size == pytest.approx((120, 50))
    assert pulled.angle == pytest.approx(angle)
    assert pulled.edges[3] == pytest.approx(shape.edges[3])


def _beyond(shape: Shape, way: float) -> tuple[float, float]:
    x, y = shape.edges[1]
    turn = math.radians(shape.angle)
    return x + way * math.cos(turn), y + way * math.sin(turn)


def test_a_box_never_folds_over_itself() -> None:
    shape = Shape.around(Rect(0, 0, 100, 50))
    assert shape.with_corner(0, (99, 49)) is shape
    assert shape.with_corner(0, (20, 10)) is not shape


def test_the_move_tool_takes_several_layers_and_picks_what_lies_under_the_pen(
    editor: Editor,
) -> None:
    editor.choose([2, 3])
    Pen(editor, "move").line((10, 10), (13, 14))
    assert pixels(editor).bounds()[:2] == (43, 54)
    assert pixels(editor, 4).bounds()[:2] == (143, 34)
    assert tool("move").nudge(editor, -3, -4)
    assert pixels(editor, 4).bounds()[:2] == (140, 30)
    tool("move").change(editor, pick=True)
    Pen(editor, "move").line((145, 35), (150, 35))
    assert editor.active_layer_id == 4
    assert pixels(editor, 4).bounds()[:2] == (145, 30)
    assert pixels(editor).bounds()[:2] == (40, 50)


def test_moving_snaps_to_the_canvas_and_shows_where(editor: Editor) -> None:
    tool("move").change(editor, snap=True)
    pen = Pen(editor, "move").down(60, 70).move(22, 70)
    assert pixels(editor).bounds().x == 0
    assert editor.guide is not None and editor.guide.further[0].points[0] == (0.0, 0)
    pen.move(88, 92)
    assert pixels(editor).bounds() == Rect(70, 70, 60, 40)
    pen.up()
    seen = flatten(editor.document, Rect(70, 70, 1, 1))
    assert seen[0, 0, 3] == FULL


@pytest.mark.usefixtures("qapp")
def test_texts_follow_as_texts_as_far_as_they_can() -> None:
    text = Text(text="Hej", size=40, x=60, y=50)
    layer = with_text(TextLayer(id=1, name="Text", text=text), text)
    editor = Editor(Document(300, 200, (layer,)))
    editor.tool = TRANSFORM
    shape = Shape.around(layer.pixels.bounds())
    left, top, right, bottom = shape.box
    Pen(editor).line((right, bottom), (2 * right - left, 2 * bottom - top)).confirm()
    scaled = editor.document.layer(1)
    assert isinstance(scaled, TextLayer)
    assert scaled.text.size == pytest.approx(80)
    assert scaled.pixels == with_text(layer, scaled.text).pixels
    assert abs(scaled.pixels.bounds().width - 2 * (right - left)) <= 3
    editor.undo()
    TRANSFORM.change(editor, mode="skew")
    Pen(editor).line(shape.edges[0], (shape.edges[0][0] + 30, shape.edges[0][1])).confirm()
    assert not isinstance(editor.document.layer(1), TextLayer)
    TRANSFORM.change(editor, mode="free")


def test_a_bent_picture_lies_where_the_bent_layer_will() -> None:
    bounds = Rect(100, 60, 900, 600)
    shape = Shape.around(bounds).bent(4).with_node(3, (1100.0, 20.0))
    picture = np.zeros((400, 600, 4), np.uint16)
    picture[:40, 560:] = FULL  # the corner that is pulled
    carried = carried_picture(picture, shape, bounds)
    left, top = carried.corners[0]
    right, bottom = carried.corners[2]
    reach = shape.mapping.reach(bounds)
    assert (left, top, right, bottom) == pytest.approx(
        (reach.x, reach.y, reach.right, reach.bottom), abs=8
    )
    height, width = carried.pixels.shape[:2]
    rows, columns = np.nonzero(carried.pixels[..., 3] > FULL // 2)
    x = left + (columns.max() + 0.5) * (right - left) / width
    y = top + (rows.min() + 0.5) * (bottom - top) / height
    assert math.dist((x, y), (1100, 20)) < 25
