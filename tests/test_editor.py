"""The editor: history, gestures, what is active."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from immutables import Map

from paintapp.document import FULL, Document, GroupLayer, Pixels, RasterLayer
from paintapp.editor import Editor, EditorError
from paintapp.gesture import TOGETHER, Gesture, Guide, Outcome, PointerEvent, Work, worked
from tests.pen import Pen


@pytest.fixture
def editor() -> Editor:
    layers = tuple(RasterLayer(id=index, name=f"Layer {index}") for index in (1, 2, 3))
    return Editor(Document(128, 128, layers))


def test_edit_commits_once_and_reports_the_change(editor: Editor) -> None:
    seen: list[tuple[Document, Document]] = []
    editor.document_changed.append(lambda old, new: seen.append((old, new)))
    before = editor.document
    editor.apply("Resolution", lambda d: replace(d, resolution=300.0))
    assert [entry.label for entry in editor.history.entries] == ["New document", "Resolution"]
    assert seen == [(before, editor.document)]
    assert editor.modified
    editor.undo()
    assert editor.document is before
    assert not editor.modified


def test_an_edit_that_fails_or_changes_nothing_leaves_no_trace(editor: Editor) -> None:
    before = editor.document
    with pytest.raises(RuntimeError), editor.edit("Broken") as edit:
        edit.document = replace(edit.document, resolution=300.0)
        raise RuntimeError
    editor.apply("Nothing", lambda document: document)
    assert editor.document is before
    assert not editor.can_undo


def test_edits_do_not_nest(editor: Editor) -> None:
    with editor.edit("One"), pytest.raises(EditorError):
        editor.apply("Two", lambda document: document)


def test_a_gesture_is_shown_while_it_goes_on_and_undo_drops_only_it(editor: Editor) -> None:
    before = editor.document
    pen = Pen(editor).down(20, 20).move(60, 60)
    assert editor.busy
    assert editor.document is not before
    assert not editor.can_undo
    editor.undo()
    assert editor.document is before
    assert not editor.busy
    pen.move(80, 80).up()
    assert editor.document is before


class TakesTogether:
    """A gesture that takes the events of a frame at once."""

    id = "together"

    def __init__(self) -> None:
        self.seen: list[list[str]] = []

    def gesture(self, editor: Editor, press: PointerEvent) -> Gesture:
        events: tuple[PointerEvent, ...] = (press,)
        while events[-1].kind != "release":
            events = yield TOGETHER
            self.seen.append([f"{event.kind} {event.x:g}" for event in events])


def test_the_moves_of_a_frame_go_together_to_a_gesture_that_asks_for_them(editor: Editor) -> None:
    editor.tool = tool = TakesTogether()
    press, *moves = [
        PointerEvent(kind="move" if x else "press", x=float(x), y=0.0) for x in range(6)
    ]
    release = replace(moves[-1], kind="release")
    editor.pointers([press, *moves[:2]])
    editor.pointer(moves[2])
    editor.pointers([*moves[3:], release, *moves])
    assert tool.seen == [["move 1", "move 2"], ["move 3"], ["move 4", "move 5", "release 5"]]
    assert not editor.busy


def test_events_of_a_frame_make_the_pixels_they_make_alone(editor: Editor) -> None:
    points = [(10 + 7 * i % 90, 20 + 11 * i % 80) for i in range(30)]
    pen = Pen(editor).down(*points[0])
    for point in points[1:]:
        pen.move(*point)
    pen.up()
    alone = editor.document
    editor.undo()
    events = [
        PointerEvent(kind="move", x=x, y=y, time=0.005 * i) for i, (x, y) in enumerate(points)
    ]
    events[0] = replace(events[0], kind="press")
    editor.pointers([*events, replace(events[-1], kind="release")])
    planes = [document.raster(3).pixels for document in (alone, editor.document)]
    assert np.array_equal(*(plane.read(editor.document.bounds) for plane in planes))


class TwoClicks:
    """A gesture over two presses, showing a line between them."""

    id = "two-clicks"

    def gesture(self, editor: Editor, press: PointerEvent) -> Generator[None, PointerEvent, None]:
        event = yield
        while event.kind != "press":
            editor.guide = Guide("polyline", ((press.x, press.y), (event.x, event.y)))
            event = yield
        editor.apply("Two clicks", lambda d: replace(d, resolution=event.x))


def test_a_gesture_may_live_through_further_presses(editor: Editor) -> None:
    guides: list[Guide | None] = []
    editor.guide_changed.append(lambda: guides.append(editor.guide))
    editor.tool = TwoClicks()
    pen = Pen(editor)
    pen.click(1, 2).move(3, 4)
    assert editor.busy
    assert editor.guide == Guide("polyline", ((1, 2), (3, 4)))
    pen.down(99, 0)
    assert not editor.busy
    assert editor.guide is None
    assert editor.document.resolution == 99
    assert guides[-1] is None


class Corners:
    """A lasting gesture: each press adds a number, "back" takes one away, Enter sets their sum."""

    id = "corners"
    lasting = True

    def gesture(self, editor: Editor, press: PointerEvent) -> Generator[Any, Any, None]:
        numbers = [press.x]
        with editor.edit("Corners") as edit:
            while True:
                total = sum(numbers)
                edit.document = replace(edit.before, resolution=total)
                event = yield
                if event.kind == "press":
                    numbers.append((yield Work(lambda _, x=event.x: x)))
                elif event.kind == "back":
                    numbers.pop()
                    if not numbers:
                        edit.document = edit.before
                        return
                elif event.kind == "options":
                    numbers.append(1000)
                elif event.kind == "confirm":
                    return


def test_a_lasting_gesture_goes_on_until_enter_and_back_takes_one_step(editor: Editor) -> None:
    before, entries = editor.document, len(editor.history.entries)
    editor.tool = Corners()
    pen = Pen(editor).click(1, 0).click(2, 0).click(4, 0)
    assert editor.lasting and editor.document.resolution == 7
    editor.undo()
    assert editor.lasting and editor.document.resolution == 3
    editor.redo()
    assert editor.lasting, "there is nothing to redo within a gesture"
    editor.foreground = (1, 2, 3)
    assert editor.document.resolution == 1003
    pen.confirm()
    assert not editor.busy and len(editor.history.entries) == entries + 1
    editor.undo()
    assert editor.document is before
    pen.click(5, 0)
    editor.undo()
    assert not editor.busy and editor.document is before


@pytest.mark.parametrize("turn", ["tool", "layer", "target", "command"])
def test_turning_to_something_else_confirms_a_lasting_gesture(editor: Editor, turn: str) -> None:
    editor.tool = Corners()
    Pen(editor).click(7, 0)
    if turn == "tool":
        editor.tool = TwoClicks()
    elif turn == "layer":
        editor.set_active(1)
    elif turn == "target":
        editor.target = "selection"
    else:
        editor.apply("Other", lambda d: replace(d, metadata=Map(x="y")))
    assert not editor.busy and editor.document.resolution == 7


def test_what_comes_while_work_goes_on_is_dealt_with_afterwards(editor: Editor) -> None:
    waiting: list[tuple[Work, Callable[[Outcome], None]]] = []
    editor.elsewhere = lambda work, cancelled, done: waiting.append((work, done))
    editor.tool = Corners()
    pen = Pen(editor).click(1, 0)
    pen.click(2, 0).click(4, 0)
    assert editor.document.resolution == 1
    while waiting:
        work, done = waiting.pop(0)
        done(worked(work, lambda: False))
    assert editor.document.resolution == 7
    pen.click(8, 0)
    editor.finish()
    assert not editor.busy and editor.document.resolution == 15


def test_changing_the_tool_or_the_layer_cancels(editor: Editor) -> None:
    before = editor.document
    pen = Pen(editor).down(20, 20).move(60, 60)
    editor.set_active(1)
    assert editor.document is before
    pen.down(20, 20)
    pen.take("eraser")
    assert editor.document is before
    assert not editor.busy


def test_why_a_layer_cannot_be_painted_on(editor: Editor) -> None:
    before = editor.document
    for changes, word in (({"lock_pixels": True}, "locked"), ({"visible": False}, "hidden")):
        editor.apply("x", lambda d, c=changes: d.with_layer(replace(d.layer(3), **c)))
        editor.set_active(3)
        with pytest.raises(EditorError, match=word):
            Pen(editor).down(5, 5)
        assert not editor.busy
        editor.undo()
    group = GroupLayer(id=9, name="Group")
    editor.apply("Group", Document.inserted, group)
    with pytest.raises(EditorError, match="group"):
        Pen(editor).down(5, 5)
    editor.go_to(0)
    assert editor.document is before


def test_the_active_layer_follows(editor: Editor) -> None:
    editor.apply("Add", Document.inserted, RasterLayer(id=4, name="New"), 1)
    assert editor.active_layer_id == 4
    editor.apply("Delete", Document.without, 4)
    assert editor.active_layer_id == 1
    editor.apply("Delete", Document.without, 1)
    assert editor.active_layer_id == 2
    editor.undo()
    assert editor.document.find(editor.active_layer_id) is not None


def test_replacing_the_document_starts_over(editor: Editor) -> None:
    editor.apply("Resolution", lambda d: replace(d, resolution=300.0))
    other = Document(64, 64, (RasterLayer(id=7, name="Only"),))
    editor.replace_document(other, "Open")
    assert editor.document is other
    assert editor.active_layer_id == 7
    assert not editor.can_undo
    assert not editor.modified
    editor.replace_document(editor.document, "Recovered", saved=False)
    assert editor.modified


def test_colours_options_and_state(editor: Editor) -> None:
    told: list[int] = []
    editor.state_changed.append(lambda: told.append(1))
    editor.foreground = (1, 2, 3)
    editor.swap_colours()
    assert editor.background == (1, 2, 3)
    editor.reset_colours()
    assert editor.foreground == (0, 0, 0)
    assert editor.tool_options("x") is None
    editor.set_tool_options("x", 5)
    assert editor.tool_options("x") == 5
    assert len(told) == 4


class Slow:
    """A tool whose gesture has something computed before it changes anything."""

    id = "slow"

    def gesture(self, editor: Editor, press: PointerEvent) -> Gesture:
        size = yield Work(lambda cancelled: 8 // round(press.x))
        with editor.edit("Slow") as edit:
            edit.document = edit.document.with_selection(
                Pixels.from_array(np.full((size, size), FULL, np.uint16))
            )
            while (yield).kind != "release":
                pass


def slow_editor() -> tuple[Editor, list[Callable[[], None]]]:
    """An editor whose work waits in a list until it is called."""
    editor = Editor(Document(64, 64))
    waiting: list[Callable[[], None]] = []
    editor.elsewhere = lambda work, cancelled, done: waiting.append(
        lambda: done(worked(work, cancelled))
    )
    editor.tool = Slow()
    return editor, waiting


def test_a_gesture_waits_for_its_work_and_remembers_the_release() -> None:
    editor, waiting = slow_editor()
    before = editor.document
    Pen(editor).click(2, 2)
    assert editor.busy and editor.document is before and len(waiting) == 1
    waiting[0]()
    assert not editor.busy
    assert [entry.label for entry in editor.history.entries][1:] == ["Slow"]
    assert editor.document.selection is not None


def test_work_of_a_cancelled_gesture_is_dropped() -> None:
    editor, waiting = slow_editor()
    before = editor.document
    Pen(editor).click(2, 2)
    assert editor.cancel()
    waiting[0]()
    assert not editor.busy and editor.document is before and not editor.can_undo
    Pen(editor).click(4, 4)
    waiting[1]()
    assert editor.can_undo


def test_an_error_in_the_work_ends_the_gesture() -> None:
    editor, waiting = slow_editor()
    before = editor.document
    Pen(editor).click(0, 0)
    with pytest.raises(ZeroDivisionError):
        waiting[0]()
    assert not editor.busy and editor.document is before
