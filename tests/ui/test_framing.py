"""Intents from the menu to the layer: frames, growing, removing and cutting out, with a worker."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from paintapp.document import FULL, Pixels, RasterLayer, Rect
from paintapp.generation import builtin
from paintapp.generation.intents import INTENTS
from paintapp.generation.request import Raster
from paintapp.painting.composite import flatten
from tests.ui.hand import drag, let_go
from tests.ui.studio import Studio, sheet, with_selection

SELECTED = Rect(60, 40, 48, 40)
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def known(studio: Studio) -> None:
    studio.wait(lambda: studio.controller.descriptor is not None)


def selected(studio: Studio) -> None:
    studio.editor.apply("Select", with_selection)
    studio.surveyed()


def choose(studio: Studio, intent: str) -> None:
    """Choose a row of the menu as a click on it does."""
    box = studio.bar.intent
    box.setCurrentIndex(box.findData(intent))
    box.activated.emit(box.currentIndex())


def rect_of(studio: Studio) -> Rect:
    rect = studio.controller.framing.frame.rect
    assert rect is not None
    return rect


def test_the_menu_is_the_table(studio: Studio) -> None:
    box = studio.bar.intent
    rows = [box.itemData(row) for row in range(box.count())]
    assert [row for row in rows if row] == ["automatic", *(intent.id for intent in INTENTS)]
    for row in range(box.count()):
        if box.itemData(row):
            assert box.itemText(row)
            assert box.itemData(row, Qt.ItemDataRole.ToolTipRole)
    for intent in INTENTS:
        choose(studio, intent.id)
        assert studio.controller.wanted.intent is intent
        assert studio.bar.prompt.placeholderText()
        assert studio.bar.prompt.isReadOnly() == (intent.prompt == "unused")
        assert studio.bar.strength.isEnabled() == (studio.controller.task != "text")


def test_a_prompt_that_means_nothing_now_is_kept(studio: Studio) -> None:
    choose(studio, "remove")
    assert studio.bar.prompt.toPlainText() == ""
    QTest.keyClicks(studio.bar.prompt, "a dog")
    assert studio.controller.choices.prompt == "a red boat"
    choose(studio, "fill")
    assert studio.bar.prompt.toPlainText() == "a red boat"


def test_the_frame_shows_while_a_request_is_set_up(studio: Studio) -> None:
    framing = studio.controller.framing
    studio.controller.show_frame(True)
    assert framing.frame.rect is None  # the whole canvas needs no frame
    selected(studio)
    assert rect_of(studio).contains(SELECTED)
    studio.controller.show_frame(False)
    assert framing.frame.rect is not None  # there is time to reach it
    framing._look_again()
    assert framing.frame.rect is None
    choose(studio, "fill")
    assert rect_of(studio).contains(SELECTED)
    choose(studio, "automatic")
    assert framing.frame.rect is None


def test_a_dragged_frame_is_the_context_and_has_its_undo(studio: Studio) -> None:
    selected(studio)
    choose(studio, "fill")
    studio.canvas.actual_size()
    before, automatic = studio.editor.document, rect_of(studio)
    told: list[bool] = []
    studio.controller.changed.connect(lambda: told.append(True))
    right, middle = automatic.right, automatic.y + automatic.height / 2
    drag(studio.canvas, (right, middle), (145, middle), keys=CONTROL, release=False)
    assert not told  # nothing else moves while it is pulled
    assert studio.controller.framing.frame.label.endswith(
        "{} × {}".format(*_extent(studio, rect_of(studio)))
    )
    let_go(studio.canvas, 145, middle)
    frame = studio.controller.choices.frame
    assert frame is not None
    assert frame.right == 145
    assert studio.editor.document is before
    assert studio.panel.region.reset_frame.isVisibleTo(studio.panel)
    job = studio.generate()
    studio.finish(job)
    assert job.state == "finished", job.message
    assert job.settings.context == frame
    assert job.results[0].generation.placement.bounds.right >= 145
    studio.controller.undo_choice()
    assert studio.controller.choices.frame is None
    assert rect_of(studio) == automatic


def _extent(studio: Studio, rect: Rect) -> tuple[int, int]:
    plan = studio.controller.plan_for(frame=rect)
    assert plan is not None
    return plan.width, plan.height


def test_a_frame_beside_the_selection_says_so_and_stays(studio: Studio) -> None:
    selected(studio)
    choose(studio, "fill")
    studio.controller.choose(frame=Rect(0, 0, 40, 36))
    assert studio.controller.plan is None
    assert rect_of(studio) == Rect(0, 0, 40, 36)
    assert "selection" in studio.controller.framing.frame.label
    studio.controller.generate()
    studio.wait(lambda: studio.controller.notice.problem or studio.controller.failures)
    studio.panel.region.reset_frame.click()
    assert studio.controller.choices.frame is None
    assert studio.controller.plan is not None


def test_another_document_gets_no_frame(studio: Studio) -> None:
    selected(studio)
    studio.controller.choose(intent="fill", frame=Rect(40, 30, 80, 60))
    studio.editor.replace_document(sheet(300, 200), "Other")
    assert studio.controller.choices.frame is None
    assert studio.controller.choices.intent == "fill"


def test_expanding_by_the_edge_is_one_step(studio: Studio) -> None:
    choose(studio, "expand")
    studio.surveyed()
    controller, editor = studio.controller, studio.editor
    before, pixels = editor.document, flatten(editor.document)
    controller.generate()
    studio.wait(lambda: controller.notice.problem)
    assert "edge of the canvas" in controller.notice.text
    drag(studio.canvas, (0, 64), (-32, 64), keys=CONTROL)
    growth = controller.choices.growth
    assert growth is not None
    assert growth.right == 160 and growth.height == 128 and growth.x < -20
    assert editor.document is before
    job = studio.generate()
    studio.wait(lambda: studio.canvas.preview_bounds is not None or job.ended)
    if studio.canvas.preview_bounds is not None:
        assert studio.canvas.preview_bounds.x == growth.x  # beside the canvas, where it will be
    studio.finish(job)
    assert job.state == "finished", job.message
    studio.wait(lambda: studio.entries)
    studio.click(0)
    after = editor.document
    assert (after.width, after.height) == (growth.width, growth.height)
    assert editor.history.entries[-1].label == "Expand"
    assert controller.choices.growth is None  # done
    seen = flatten(after)
    kept = slice(-growth.x + 40, None)
    assert np.array_equal(seen[:, kept], pixels[:, 40:])
    assert (seen[:, : -growth.x, 3] == FULL).all()
    editor.undo()
    assert editor.document is before
    controller.results.apply(studio.entries[0].id)  # and the same again
    studio.wait(lambda: editor.document is not before)
    assert (editor.document.width, editor.document.height) == (growth.width, growth.height)


def test_removing_needs_neither_words_nor_a_model(studio: Studio) -> None:
    selected(studio)
    studio.controller.choose(intent="remove", prompt="", model="no such model")
    before = studio.editor.document
    job = studio.generate()
    studio.finish(job)
    assert job.settings.model == builtin.MODEL
    assert job.state == "finished", job.message
    studio.wait(lambda: studio.entries)
    studio.click(0)
    layer = studio.editor.document.layers[-1]
    assert layer.name == "Remove"
    seen = flatten(studio.editor.document)
    assert np.array_equal(seen[:38], flatten(before)[:38])
    studio.editor.undo()
    assert studio.editor.document is before


def test_removing_with_a_model_gives_the_quick_answer_first(studio: Studio) -> None:
    selected(studio)
    choose(studio, "remove")
    studio.controller.generate()
    studio.wait(lambda: len(studio.controller.queue) == 2)
    quick, slow = studio.controller.queue
    assert (quick.settings.model, slow.settings.model) == (builtin.MODEL, studio.model)
    studio.finish(quick, slow)
    assert {quick.state, slow.state} == {"finished"}


def test_replacing_the_background_asks_for_what_stays(studio: Studio) -> None:
    asked: list[bool] = []
    studio.controller.select_subject = lambda: asked.append(True)
    choose(studio, "background")
    studio.surveyed()
    studio.controller.generate()
    studio.wait(lambda: studio.controller.notice.problem)
    assert "Select what should stay" in studio.controller.notice.text
    studio.bar.problem.action.click()
    assert asked == [True]
    assert not studio.controller.notice.problem


def test_a_result_can_come_back_cut_out(studio: Studio) -> None:
    choose(studio, "create")
    studio.panel.layer.cut_out.click()
    assert studio.controller.choices.cut_out
    job = studio.generate()
    studio.finish(job)
    result = job.results[0]
    # The small model paints noise: a picture with a subject takes its place.
    height, width = result.image.height, result.image.width
    picture = np.full((height, width, 3), 225, np.uint8)
    picture[height // 4 : height // 2, width // 4 : width // 2] = (200, 20, 20)
    results = studio.controller.results
    drawn = studio.store.save(Raster.from_array(picture), result.generation, 1, 0.1)
    results.add(drawn, job, None)
    before = studio.editor.document
    results.apply(drawn.id)
    studio.wait(lambda: studio.editor.document is not before)
    layer = studio.editor.document.layers[-1]
    assert isinstance(layer, RasterLayer)
    assert layer.mask is not None
    bounds = studio.editor.document.bounds
    shown = layer.mask.bounds()
    assert shown.width < 0.4 * bounds.width
    assert layer.pixels.bounds() == bounds  # nothing is erased
    studio.editor.undo()
    assert studio.editor.document is before


def test_the_choice_of_a_former_request_is_shown_again(studio: Studio) -> None:
    selected(studio)
    studio.controller.choose(intent="add", strengths={"add": 0.9})
    job = studio.generate()
    studio.finish(job)
    studio.wait(lambda: studio.entries)
    choose(studio, "automatic")
    studio.controller.results.edit_request(studio.entries[0].id)
    studio.wait(lambda: studio.controller.choices.intent == "add")
    assert studio.controller.strength == pytest.approx(0.9)


def test_a_selection_is_drawn_again(studio: Studio) -> None:
    """Growing puts the artist's own selection where it was on the picture."""
    selected(studio)
    studio.controller.choose(intent="expand", growth=Rect(-64, 0, 224, 128))
    job = studio.generate()
    studio.finish(job)
    studio.wait(lambda: studio.entries)
    studio.click(0)
    selection = studio.editor.document.selection
    assert selection is not None
    assert selection == Pixels.from_array(np.full((40, 48), FULL, np.uint16), 124, 40)
