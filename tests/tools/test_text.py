"""The text tool: writing on the canvas as an artist does."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from paintapp.document import (
    Document,
    DocumentError,
    RasterLayer,
    Rect,
    Text,
    TextLayer,
    operations,
)
from paintapp.editor import Editor, EditorError
from paintapp.gesture import PointerEvent, TextInput, Work
from paintapp.painting import whole_image
from paintapp.painting.composite import flatten
from paintapp.painting.text import drawn
from paintapp.painting.typeset import Move, Typeset
from paintapp.tools import tool
from paintapp.tools.text import pasted_layer
from tests.pen import Pen

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def editor() -> Editor:
    editor = Editor(Document(400, 300, (RasterLayer(id=1, name="paper"),)))
    tool("text").change(editor, family="DejaVu Sans", size=40.0)
    return editor


@pytest.fixture
def pen(editor: Editor) -> Pen:
    return Pen(editor, "text")


def key(pen: Pen, move: Move, *, extend: bool = False, delete: bool = False) -> None:
    kind = "delete" if delete else "caret"
    pen.editor.write(TextInput(kind=kind, move=move, extend=extend))


def texts(editor: Editor) -> list[TextLayer]:
    return [layer for layer in editor.document.walk() if isinstance(layer, TextLayer)]


def written(editor: Editor) -> str:
    assert editor.writing is not None
    return editor.writing.text


def hello(pen: Pen) -> TextLayer:
    pen.click(60, 100).write("Hello").confirm()
    (layer,) = texts(pen.editor)
    return layer


def test_a_click_and_letters_make_a_layer_in_one_step(pen: Pen, editor: Editor) -> None:
    before = editor.document
    editor.foreground = (65535, 0, 100)
    pen.click(60, 100).write("Hello")
    assert len(editor.history.entries) == 1
    assert flatten(editor.document).any(), "what is typed shows at once"
    pen.confirm()
    assert not editor.busy
    (layer,) = texts(editor)
    assert layer.name == "Hello"
    assert (layer.text.text, layer.text.width) == ("Hello", None)
    assert layer.text.colour == (65535, 0, 100)
    assert layer.text.family == "DejaVu Sans"
    assert editor.active_layer_id == layer.id
    assert [entry.label for entry in editor.history.entries][1:] == ["Text"]
    bounds = layer.pixels.bounds()
    assert abs(bounds.x - 60) < 6
    assert abs(bounds.bottom - 100) < 5, "the letters stand on the point"
    assert layer.pixels == drawn(Typeset(layer.text))
    editor.undo()
    assert editor.document is before


def test_a_drag_makes_a_box_that_wraps(pen: Pen, editor: Editor) -> None:
    pen.line((50, 40), (120, 60), (250, 200)).write("one two three four").confirm()
    (layer,) = texts(editor)
    assert (layer.text.x, layer.text.y, layer.text.width) == (50, 40, 200)
    assert len(Typeset(layer.text).lines) > 1
    assert layer.pixels.bounds().right <= 252


def test_escape_leaves_everything_as_it_was(pen: Pen, editor: Editor) -> None:
    before = editor.document
    pen.click(60, 100).write("Hello")
    editor.cancel()
    assert editor.document is before
    assert editor.writing is None
    hello(pen)
    after = editor.document
    pen.click(70, 90).write("more")
    assert editor.document is not after
    editor.cancel()
    assert editor.document is after


def test_nothing_written_is_no_step(pen: Pen, editor: Editor) -> None:
    before = editor.document
    pen.click(60, 100).confirm()
    pen.click(60, 100).write("a")
    key(pen, "back", delete=True)
    pen.confirm()
    assert editor.document is before
    assert len(editor.history.entries) == 1


def test_a_click_outside_or_another_tool_keeps_what_is_written(pen: Pen, editor: Editor) -> None:
    pen.click(60, 100).write("one").click(300, 250)
    assert not editor.busy
    pen.click(60, 200).write("two").take("brush")
    assert [layer.text.text for layer in texts(editor)] == ["one", "two"]
    pen.take("text").click(200, 250).write("three")
    editor.apply("Hide", operations.set_properties, 1, visible=False)
    assert [layer.text.text for layer in texts(editor)] == ["one", "two", "three"]
    assert len(editor.history.entries) == 5


def test_clicking_a_text_goes_on_with_it(pen: Pen, editor: Editor) -> None:
    first = hello(pen)
    tool("text").change(editor, size=90.0, italic=True)
    editor.foreground = (0, 0, 65535)
    editor.set_active(1)
    (x, y), _ = Typeset(first.text).caret(5)
    pen.click(x - 1, y + 20)
    assert editor.writing is not None and editor.writing.position == 5
    assert tool("text").values(editor).size == 40, "its look is taken up"
    assert editor.foreground == (0, 0, 0)
    pen.write("!").confirm()
    (layer,) = texts(editor)
    assert layer.id == first.id
    assert layer.text == replace(first.text, text="Hello!")
    assert layer.name == "Hello!"
    assert editor.active_layer_id == layer.id
    assert editor.history.entries[-1].label == "Edit text"


def test_looking_without_changing_is_no_step(pen: Pen, editor: Editor) -> None:
    hello(pen)
    before = editor.document
    pen.click(70, 90)
    key(pen, "right")
    pen.write("ab")
    editor.undo()
    pen.confirm()
    assert editor.document is before


def test_a_name_that_was_given_is_kept(pen: Pen, editor: Editor) -> None:
    layer = hello(pen)
    editor.apply("Rename", operations.set_properties, layer.id, name="Title")
    pen.click(70, 90).write("x").confirm()
    assert texts(editor)[0].name == "Title"


def test_shift_writes_a_new_text_over_one_that_is_there(pen: Pen, editor: Editor) -> None:
    hello(pen)
    pen.hold(shift=True).click(70, 90).hold().write("new").confirm()
    assert [layer.text.text for layer in texts(editor)] == ["Hello", "new"]


def test_hidden_and_locked_texts(pen: Pen, editor: Editor) -> None:
    layer = hello(pen)
    editor.apply("Lock", operations.set_properties, layer.id, lock_pixels=True)
    with pytest.raises(EditorError, match="locked"):
        pen.click(70, 90)
    assert not editor.busy
    editor.apply("Hide", operations.set_properties, layer.id, visible=False)
    pen.click(70, 90).write("b").confirm()
    assert len(texts(editor)) == 2


def test_an_emptied_text_goes_with_its_layer(pen: Pen, editor: Editor) -> None:
    hello(pen)
    pen.click(70, 90)
    editor.write(TextInput(kind="select-all"))
    key(pen, "back", delete=True)
    pen.confirm()
    assert texts(editor) == []
    editor.undo()
    assert texts(editor)[0].text.text == "Hello"


def test_caret_selection_and_deleting(pen: Pen, editor: Editor) -> None:
    pen.click(40, 100).write("one two three")
    key(pen, "word-left")
    key(pen, "word-left", extend=True)
    assert editor.writing is not None
    assert editor.writing.selected == "two "
    assert editor.writing.marked
    pen.write("2")
    assert written(editor) == "one 2three"
    key(pen, "word-back", delete=True)
    assert written(editor) == "one three"
    key(pen, "forward", delete=True)
    assert written(editor) == "one hree"
    key(pen, "line-end")
    key(pen, "back", delete=True)
    assert written(editor) == "one hre"
    key(pen, "start", extend=True)
    key(pen, "left")
    assert (editor.writing.position, editor.writing.anchor) == (0, 0)
    editor.write(TextInput(kind="insert", text="a\r\nb\x00\u2028c\ud800"))
    assert written(editor) == "a\nb\ncone hre"


def test_up_and_down_keep_to_their_column(pen: Pen, editor: Editor) -> None:
    pen.click(40, 60).write("mmmmmm\ni\nmmmmmm")
    places = []
    for move in ("up", "up", "down", "down"):
        key(pen, move)
        assert editor.writing is not None
        places.append(editor.writing.position)
    assert places == [8, 6, 8, 15]


def test_the_pen_places_the_caret_and_selects(pen: Pen, editor: Editor) -> None:
    pen.click(40, 100).write("one two")
    assert editor.writing is not None
    typeset = Typeset(texts(editor)[0].text)

    def at(position: int) -> tuple[float, float]:
        (x0, y0), (x1, y1) = typeset.caret(position)
        return (x0 + x1) / 2, (y0 + y1) / 2

    pen.click(*at(2))
    assert editor.writing.position == 2
    pen.line(at(1), at(3), at(6))
    assert editor.writing.selected == "ne tw"
    pen._time += 1
    pen.click(*at(5)).click(*at(5))
    assert editor.writing.selected == "two"
    pen.click(*at(5))
    assert editor.writing.selected == "one two"
    pen._time += 1
    pen.click(*at(1)).hold(shift=True).down(*at(4)).up().hold()
    assert editor.writing.selected == "ne "
    pen.confirm()
    assert len(editor.history.entries) == 2


def test_undo_inside_is_the_texts_own(pen: Pen, editor: Editor) -> None:
    pen.click(40, 100).write("one two")
    key(pen, "back", delete=True)
    key(pen, "back", delete=True)
    assert written(editor) == "one t"
    editor.undo()
    assert written(editor) == "one two"
    editor.undo()
    assert written(editor) == "one "
    editor.redo()
    assert written(editor) == "one two"
    editor.undo()
    pen.write("x")
    editor.redo()
    assert written(editor) == "one x"
    for _ in range(9):
        editor.undo()
    assert written(editor) == ""
    assert editor.busy
    editor.redo()
    pen.confirm()
    assert texts(editor)[0].text.text == "one "
    assert len(editor.history.entries) == 2


def test_options_and_colour_restyle_what_is_written(pen: Pen, editor: Editor) -> None:
    pen.click(100, 100).write("Hello")
    plain = texts(editor)[0].pixels.bounds()
    text = tool("text")
    text.change(editor, bold=True, size=60.0, line_height=1.5)
    editor.foreground = (1000, 2000, 3000)
    layer = texts(editor)[0]
    assert (layer.text.weight, layer.text.size, layer.text.line_height) == (700, 60, 1.5)
    assert layer.text.colour == (1000, 2000, 3000)
    assert layer.pixels.bounds().width > 1.4 * plain.width
    editor.undo()
    assert editor.foreground == (0, 0, 0)
    pen.confirm()
    assert len(editor.history.entries) == 2


def test_another_alignment_leaves_a_text_where_it_is(pen: Pen, editor: Editor) -> None:
    pen.click(100, 100).write("Hello")
    before = texts(editor)[0].pixels.bounds()
    for alignment in ("centre", "right", "left"):
        tool("text").change(editor, alignment=alignment)
        after = texts(editor)[0].pixels.bounds()
        assert all(abs(a - b) <= 1 for a, b in zip(before, after, strict=True))
    tool("text").change(editor, alignment="right")
    pen.write("!!!")
    assert texts(editor)[0].pixels.bounds().x < before.x - 20


def test_an_input_method_shows_what_it_has_and_is_undone_as_one(pen: Pen, editor: Editor) -> None:
    pen.click(40, 100).write("a")
    for composed in ("n", "ni", "你"):
        editor.write(TextInput(kind="compose", text=composed))
        assert editor.writing is not None
        assert editor.writing.composed
        assert written(editor) == "a"
        assert texts(editor)[0].text.text == "a" + composed
    editor.write(TextInput(kind="insert", text="你"))
    editor.write(TextInput(kind="compose", text=""))
    assert written(editor) == "a你"
    assert not editor.writing.composed
    editor.write(TextInput(kind="compose", text="hao"))
    pen.confirm()
    assert texts(editor)[0].text.text == "a你hao", "nothing that was seen is lost"


def test_handles_scale_turn_move_and_widen(pen: Pen, editor: Editor) -> None:
    pen.line((100, 60), (300, 100)).write("Hello you there")
    guide = editor.guide
    assert guide is not None
    corners, handles = guide.points, guide.handles
    assert len(handles) == 7
    x, y = (corners[1][0] + corners[2][0]) / 2, (corners[1][1] + corners[2][1]) / 2
    pen.line((x, y), (x + 30, y), (x + 60, y + 3))
    assert texts(editor)[0].text.width == pytest.approx(260)
    pen.line((100, 130), (90, 130), (80, 140))
    layer = texts(editor)[0]
    assert editor.guide is not None
    left = min(point[0] for point in editor.guide.points)
    assert left == pytest.approx(80, abs=1)
    (x, y), text = editor.guide.points[2], layer.text
    pen.line((x, y), (x + 100, y + 100))
    assert texts(editor)[0].text.size > text.size * 1.2
    turn = next(handle for handle in editor.guide.handles if handle.kind == "round")
    pen.hold(shift=True).line((turn.x, turn.y), (turn.x + 20, turn.y + 5)).hold()
    assert texts(editor)[0].text.rotation % 15 == pytest.approx(0, abs=1e-6)
    place = texts(editor)[0].text
    middle = np.mean(editor.guide.points, axis=0)
    pen.hold(control=True).line(tuple(middle), (middle[0] + 11, middle[1] + 7)).hold()
    moved = texts(editor)[0]
    assert (moved.text.x - place.x, moved.text.y - place.y) == pytest.approx((11, 7))
    assert moved.pixels == drawn(Typeset(moved.text))
    pen.confirm()
    assert len(editor.history.entries) == 2


def test_moving_keeps_the_picture_of_a_text_whose_font_is_missing(pen: Pen, editor: Editor) -> None:
    layer = hello(pen)
    elsewhere = replace(layer, text=replace(layer.text, family="Font of Elsewhere"))
    editor.apply("Font", Document.with_layer, elsewhere)
    pen.click(70, 90)
    assert editor.writing is not None
    assert "Font of Elsewhere" in editor.writing.note
    pen.hold(control=True).line((80, 90), (90, 95)).hold().confirm()
    moved = texts(editor)[0]
    assert moved.text.family == "Font of Elsewhere"
    assert moved.pixels == layer.pixels.translated(10, 5)


def test_characters_without_a_font_and_texts_too_large_are_told(pen: Pen, editor: Editor) -> None:
    pen.click(40, 100).write("a\U000e1000")
    assert editor.writing is not None
    assert "No installed font" in editor.writing.note
    pen.write("b")
    assert editor.writing.note == ""
    editor.write(TextInput(kind="insert", text="w" * 20_000))
    assert "too large" in editor.writing.note
    assert written(editor) == "a\U000e1000b"
    tool("text").change(editor, size=2000.0)
    editor.write(TextInput(kind="insert", text="w" * 100))
    assert "too large" in editor.writing.note
    assert written(editor) == "a\U000e1000b"
    pen.confirm()
    assert texts(editor)[0].text.size == 2000


def test_a_large_text_is_drawn_beside_the_window_and_no_key_is_lost() -> None:
    editor = Editor(Document(4000, 3000, (RasterLayer(id=1, name="paper"),)))
    tool("text").change(editor, family="DejaVu Sans", size=900.0)
    pen = Pen(editor, "text").click(100, 1500)
    waiting: list[Work] = []
    done = []
    editor.elsewhere = lambda work, cancelled, finished: (
        waiting.append(work),
        done.append(finished),
    )[0]
    pen.write("Abc")
    assert len(waiting) == 1
    assert written(editor) == ""
    from paintapp.gesture import worked

    while done:
        done.pop()(worked(waiting.pop(), lambda: False))
    pen.confirm()
    while done:
        done.pop()(worked(waiting.pop(), lambda: False))
    assert not editor.busy
    (layer,) = texts(editor)
    assert layer.text.text == "Abc"
    assert layer.pixels == drawn(Typeset(layer.text))


def test_a_selection_and_other_targets_do_not_matter(pen: Pen, editor: Editor) -> None:
    editor.target = "selection"
    pen.click(60, 100).write("a").confirm()
    assert len(texts(editor)) == 1


def test_a_text_in_a_group_is_found_there(pen: Pen, editor: Editor) -> None:
    layer = hello(pen)
    editor.apply("Group", operations.group_layers, (layer.id,), "group")
    pen.click(70, 90)
    assert written(editor) == "Hello"


def test_a_text_shows_clipped_masked_and_blended(pen: Pen, editor: Editor) -> None:
    square = np.zeros((300, 400, 4), np.uint16)
    square[:, :100] = 65535
    paper = replace(editor.document.layers[0], pixels=operations.Pixels.from_array(square))
    editor.apply("Paper", Document.with_layer, paper)
    layer = hello(pen)
    plain = flatten(editor.document)
    editor.apply("Clip", operations.set_properties, layer.id, clipping=True)
    clipped = flatten(editor.document)
    assert plain[:, 100:, 3].any() and not clipped[:, 100:, 3].any()
    assert (clipped[:, :100] == plain[:, :100]).all()


def test_the_text_keeps_its_place_when_a_stray_event_comes(pen: Pen, editor: Editor) -> None:
    pen.click(60, 100).write("ab")
    before = texts(editor)[0]
    editor.pointer(PointerEvent(kind="move", x=1, y=1))
    editor.pointer(PointerEvent(kind="release", x=1, y=1))
    editor.pointer(PointerEvent(kind="press", x=1, y=1, button="right"))
    editor.pointer(PointerEvent(kind="release", x=1, y=1, button="right"))
    assert texts(editor)[0] is before
    assert Rect(0, 0, 400, 300) == editor.document.bounds
    assert before.text == Text(
        **{f: getattr(before.text, f) for f in ("text", "family", "size", "x", "y")}
    )


def test_the_image_turned_scaled_and_cropped_keeps_texts_and_their_pictures(
    pen: Pen, editor: Editor
) -> None:
    hello(pen)
    for change in (
        lambda document: whole_image.turned_image(document, 1),
        lambda document: whole_image.scaled_image(document, 500, 666),
        lambda document: operations.resize_canvas(document, 400, 300, -13, 27),
    ):
        editor.apply("Change", change)
        (layer,) = texts(editor)
        assert layer.pixels == drawn(Typeset(layer.text))
    assert (layer.text.rotation, round(layer.text.size)) == (90, 67)
    editor.apply("Mirror", whole_image.mirrored_image)
    assert texts(editor) == [], "no text can be mirrored"
    assert flatten(editor.document).any()


def test_the_pen_over_a_text_shows_its_frame_and_handles_what_they_do(
    pen: Pen, editor: Editor
) -> None:
    layer = hello(pen)
    text = tool("text")
    over = PointerEvent(kind="move", x=80, y=90)
    guide = text.resting(editor, over)
    assert guide is not None and guide.points == Typeset(layer.text).frame
    assert text.resting(editor, replace(over, y=250)) is None
    assert text.resting(editor, None) is None
    pen.click(80, 90)

    def cursor(x: float, y: float) -> str:
        pen.move(x, y)
        assert editor.guide is not None
        return editor.guide.cursor

    assert editor.guide is not None
    corners = editor.guide.points
    assert cursor(80, 90) == "text"
    assert cursor(200, 250) == "crosshair"
    assert cursor(*corners[0]) == "size-falling"
    assert cursor(*corners[1]) == "size-rising"
    turn = next(handle for handle in editor.guide.handles if handle.kind == "round")
    assert cursor(turn.x, turn.y) == "rotate"
    assert cursor((corners[0][0] + corners[1][0]) / 2 - 20, corners[0][1] - 2) == "move"


def test_pasted_text_fills_the_middle_of_the_canvas(editor: Editor) -> None:
    layer = pasted_layer(editor, "  One two\r\nthree\x00 ")
    assert layer.text.text == "One two\nthree"
    assert (layer.text.x, layer.text.width) == (40, 320)
    bounds = layer.pixels.bounds()
    assert abs(bounds.y + bounds.bottom - 300) < 40
    with pytest.raises(DocumentError, match="too large"):
        pasted_layer(editor, "a" * 20_000)
