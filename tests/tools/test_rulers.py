"""The rulers' tool, and strokes along what it has placed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from paintapp.document import FULL, Document, RasterLayer, Rect
from paintapp.document.operations import resize_canvas
from paintapp.document.rulers import MOST_RULERS, POINTS, Ruler
from paintapp.editor import Editor, EditorError
from paintapp.gesture import Guide, PointerEvent
from paintapp.tools import tool
from tests.pen import Pen


@pytest.fixture
def editor() -> Editor:
    editor = Editor(Document(240, 180, (RasterLayer(id=1, name="Paint"),)))
    editor.brush = replace(editor.brush, radius=2, hardness=1.0, dynamics=())
    return editor


def kind(editor: Editor, name: str) -> None:
    tool("rulers").change(editor, kind=name)


def painted(editor: Editor, x: int, y: int) -> bool:
    return bool(editor.document.raster(1).pixels.read(Rect(x, y, 1, 1))[0, 0, 3] == FULL)


@pytest.mark.parametrize("name", list(POINTS))
def test_every_kind_is_placed_by_a_drag_and_undone(editor: Editor, name: str) -> None:
    kind(editor, name)
    before = editor.document
    Pen(editor, "rulers").line((40, 50), (100, 60), (200, 90))
    (ruler,) = editor.document.rulers
    assert ruler.kind == name
    assert [entry.label for entry in editor.history.entries][1:] == ["Ruler"]
    editor.undo()
    assert editor.document is before


def test_points_and_whole_rulers_are_moved_and_removed(editor: Editor) -> None:
    pen = Pen(editor, "rulers").line((40, 50), (200, 50))
    pen.line((200, 50), (200, 150))
    assert editor.document.rulers == (Ruler("straight", ((40, 50), (200, 150))),)
    pen.line((120, 100), (130, 90))  # in the middle, where no point is
    assert editor.document.rulers == (Ruler("straight", ((50, 40), (210, 140))),)
    pen.hold(alt=True).click(0, 0)
    assert len(editor.document.rulers) == 1
    pen.click(50, 40)
    assert editor.document.rulers == ()
    assert [entry.label for entry in editor.history.entries][1:] == [
        "Ruler",
        "Move ruler",
        "Move ruler",
        "Remove ruler",
    ]


def test_shift_keeps_to_angles(editor: Editor) -> None:
    pen = Pen(editor, "rulers").hold(shift=True)
    pen.line((40, 50), (200, 58))
    ((_, end),) = (ruler.points for ruler in editor.document.rulers)
    assert end == pytest.approx((200, 50), abs=1e-6)


def test_strokes_keep_to_a_ruler_unless_told_not_to(editor: Editor) -> None:
    pen = Pen(editor, "rulers").line((20, 90), (60, 90))
    pen.take("brush").line((30, 84), (120, 120), (200, 60))
    assert painted(editor, 120, 90)
    assert not painted(editor, 120, 120)
    editor.undo()
    editor.hand = replace(editor.hand, snap=False)
    pen.line((30, 84), (120, 120), (200, 60))
    assert painted(editor, 30, 84)
    assert not painted(editor, 120, 90)


def test_rulers_move_with_the_canvas(editor: Editor) -> None:
    Pen(editor, "rulers").line((20, 90), (60, 90))
    editor.apply("Canvas", resize_canvas, 300, 300, 10, -5)
    assert editor.document.rulers == (Ruler("straight", ((30, 85), (70, 85))),)


def test_there_are_not_too_many(editor: Editor) -> None:
    many = (Ruler("vanishing-point", ((0.0, 0.0),)),) * MOST_RULERS
    editor.apply("Rulers", lambda document: document.with_rulers(many))
    with pytest.raises(EditorError):
        Pen(editor, "rulers").line((100, 90), (150, 90))


def test_what_can_be_taken_hold_of_is_shown_first(editor: Editor) -> None:
    Pen(editor, "rulers").line((40, 50), (200, 50))
    assert editor.guide is None

    def over(x: float, y: float) -> Guide | None:
        editor.hover(PointerEvent(kind="move", x=x, y=y))
        return editor.guide

    point, line = over(42, 52), over(120, 51)
    assert point is not None and line is not None
    assert [(handle.x, handle.y) for handle in point.handles] == [(40, 50)]
    assert (line.handles, line.cursor) == ((), "move")
    assert over(120, 90) is None


def test_the_slope_is_written_beside_a_ruler(editor: Editor) -> None:
    Pen(editor, "rulers").down(40, 90).move(80, 50)
    assert editor.guide is not None
    assert editor.guide.text == "45.0°"
