"""Results: seen in place, applied in one step, kept, discarded, asked for again."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from paintapp.document import Document, RasterLayer
from paintapp.generation.place import layer_generation
from paintapp.painting.composite import flatten
from paintapp.ui.generate import GenerateController, results
from paintapp.ui.generate.results_view import close_rect, picture_rect
from tests.pen import Pen
from tests.ui.studio import Studio, repainted, sheet, with_selection


def made(studio: Studio, count: int = 1) -> None:
    studio.controller.choose(count=count)
    job = studio.generate()
    studio.finish(job)
    assert job.state == "finished", job.message
    studio.wait(lambda: all(entry.thumbnail is not None for entry in studio.entries))


def hover(studio: Studio, position: QPoint) -> None:
    viewport = studio.strip.view.viewport()
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(position),
        viewport.mapToGlobal(QPointF(position)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(viewport, event)


def top(document: Document) -> RasterLayer:
    layer = document.layers[-1]
    assert isinstance(layer, RasterLayer)
    return layer


def test_variations_come_newest_first_and_each_is_on_disk_before_it_is_shown(
    studio: Studio,
) -> None:
    shown_unkept: list[str] = []
    model = studio.controller.results.list

    def came(*_: object) -> None:
        on_disk = set(studio.store.identifiers())
        shown_unkept.extend(e.id for e in studio.entries if e.id not in on_disk)

    model.rowsInserted.connect(came)
    made(studio, 3)
    model.rowsInserted.disconnect(came)
    assert shown_unkept == []
    assert len(studio.entries) == 3
    seeds = [entry.seed for entry in studio.entries]
    assert seeds == sorted(seeds, reverse=True)
    assert "3 results are ready" in studio.bar.news.label.whole_text


def test_pointing_shows_a_result_in_place_and_leaving_hides_it(studio: Studio) -> None:
    studio.editor.apply("Select", with_selection)
    studio.surveyed()
    made(studio)
    document = studio.editor.document
    hover(studio, studio.place(0))
    studio.wait(lambda: studio.canvas.preview_bounds is not None)
    result = studio.store.read(studio.entries[0].id)
    assert studio.canvas.preview_bounds == result.generation.placement.bounds
    assert studio.editor.document is document
    QApplication.sendEvent(studio.strip.view, QEvent(QEvent.Type.Leave))
    assert studio.canvas.preview_bounds is None


def test_a_click_applies_as_one_step(studio: Studio) -> None:
    studio.editor.apply("Select", with_selection)
    studio.surveyed()
    made(studio)
    before = studio.editor.document
    outside = np.ones((before.height, before.width), bool)
    outside[40:80, 60:108] = False
    picture = flatten(before)
    studio.click(0)
    after = studio.editor.document
    layer = top(after)
    assert layer.origin.kind == "generated"
    assert layer.mask is not None
    assert layer.name == "a red boat"
    assert studio.editor.history.entries[-1].label == "Fill"
    assert np.array_equal(flatten(after)[outside], picture[outside])
    assert not np.array_equal(flatten(after), picture)
    assert studio.editor.active_layer_id == layer.id
    studio.editor.undo()
    assert studio.editor.document is before
    studio.editor.redo()
    assert studio.editor.document is after
    assert studio.entries[0].applied


@pytest.mark.parametrize(
    ("intent", "label"), [("create", "Text to image"), ("refine", "Refine"), ("fill", "Fill")]
)
def test_the_step_is_named_for_what_was_done(studio: Studio, intent: str, label: str) -> None:
    studio.editor.apply("Select", with_selection)
    studio.controller.choose(intent=intent)
    studio.surveyed()
    made(studio)
    studio.click(0)
    assert studio.editor.history.entries[-1].label == label


def test_a_double_click_applies_once(studio: Studio) -> None:
    made(studio)
    layers = len(studio.editor.document.layers)
    viewport, place = studio.strip.view.viewport(), studio.place(0)
    nothing = Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, nothing, place)
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, nothing, place)
    studio.wait(lambda: len(studio.editor.document.layers) > layers)
    QTest.qWait(200)
    assert len(studio.editor.document.layers) == layers + 1


def test_a_second_choice_comes_above_the_first_and_can_be_seen(studio: Studio) -> None:
    made(studio, 2)
    newer, older = studio.entries
    studio.controller.results.apply(newer.id)
    studio.wait(lambda: len(studio.editor.document.layers) == 3)
    first = studio.editor.document.layers[-1]
    studio.controller.results.apply(older.id)
    studio.wait(lambda: len(studio.editor.document.layers) == 4)
    assert studio.editor.document.layers[-2].id == first.id
    generation = layer_generation(top(studio.editor.document))
    assert generation is not None and generation.request.seed == older.seed


def test_a_result_lands_above_the_layer_it_was_asked_for(studio: Studio) -> None:
    studio.editor.set_active(1)
    made(studio)
    studio.editor.set_active(2)
    studio.click(0)
    kinds = [layer.origin.kind for layer in studio.editor.document.layers]
    assert kinds == ["painted", "generated", "painted"]


def test_when_that_layer_has_gone_it_lands_on_top(studio: Studio) -> None:
    studio.editor.set_active(1)
    made(studio)
    studio.editor.apply("Delete", lambda document: document.without(1))
    studio.click(0)
    assert top(studio.editor.document).origin.kind == "generated"


def test_applying_waits_for_the_stroke_that_is_going_on(studio: Studio) -> None:
    made(studio)
    pen = Pen(studio.editor, "brush")
    studio.editor.set_active(2)
    pen.down(20, 20).move(40, 40)
    studio.controller.results.apply(studio.entries[0].id)
    QTest.qWait(200)
    assert studio.editor.busy
    assert len(studio.editor.document.layers) == 2
    pen.move(60, 40).up()
    studio.wait(lambda: len(studio.editor.document.layers) == 3)
    labels = [entry.label for entry in studio.editor.history.entries]
    assert labels[-2:] == ["Brush stroke", "Refine"]


def test_keys_reach_everything(studio: Studio) -> None:
    made(studio, 2)
    view = studio.strip.view
    studio.widget.activateWindow()
    view.setFocus()
    studio.wait(lambda: view.hasFocus())
    # As by the Tab key: a window that becomes active only now would give another reason.
    QApplication.sendEvent(view, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    studio.wait(lambda: studio.canvas.preview_bounds is not None)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.currentIndex().row() == 1
    QTest.keyClick(view, Qt.Key.Key_Return)
    studio.wait(lambda: len(studio.editor.document.layers) == 3)
    generation = layer_generation(top(studio.editor.document))
    assert generation is not None and generation.request.seed == studio.entries[1].seed
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert len(studio.entries) == 1


def test_the_cross_discards_and_put_back_brings_it_back(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(studio, 2)
    view, identifiers = studio.strip.view, [entry.id for entry in studio.entries]
    cell = view.visualRect(view.model().index(0, 0))
    cross = close_rect(picture_rect(cell, studio.entries[0])).center()
    hover(studio, cross)
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, cross
    )
    assert [entry.id for entry in studio.entries] == identifiers[1:]
    assert len(studio.editor.document.layers) == 2  # and nothing was applied
    assert studio.bar.news.action.text() == "Put back"
    studio.bar.news.action.click()
    assert [entry.id for entry in studio.entries] == identifiers
    assert identifiers[0] in studio.store.identifiers()
    monkeypatch.setattr(results, "KEPT_DISCARDINGS", 1)
    studio.controller.results.discard(identifiers[:1])
    studio.controller.results.discard(identifiers[1:])
    studio.wait(lambda: identifiers[0] not in studio.store.identifiers())
    assert identifiers[1] in studio.store.identifiers()


def test_results_are_there_again_at_the_next_start(studio: Studio) -> None:
    made(studio, 2)
    identifiers = [entry.id for entry in studio.entries]
    (studio.store.folder / "0000000000000000-00000000.json").write_text("broken")
    later = GenerateController(
        studio.editor, studio.jobs, studio.store, path=studio.folder / "later.json"
    )
    try:
        found = later.results.list
        studio.wait(lambda: found.rowCount() >= 2)
        entry = found.entry(found.index(0))
        assert entry is not None and entry.id == identifiers[0]
        assert entry.thumbnail is None  # nothing is read before it is looked at
        found.want(entry)
        studio.wait(lambda: entry.thumbnail is not None)
        assert entry.prompt == "a red boat"
        layers = len(studio.editor.document.layers)
        later.results.apply(entry.id)
        studio.wait(lambda: len(studio.editor.document.layers) == layers + 1)
        # The damaged one goes from the list with a word, when it is looked at.
        damaged = found.entry(found.index(found.rowCount() - 1))
        assert damaged is not None
        found.want(damaged)
        studio.wait(lambda: later.notice.problem)
        assert found.row_of(damaged.id) is None
    finally:
        later.close()
        (studio.store.folder / "0000000000000000-00000000.json").unlink()


def test_a_layer_can_be_asked_for_again_and_its_request_edited(studio: Studio) -> None:
    studio.editor.apply("Select", with_selection)
    studio.surveyed()
    studio.controller.choose(prompt="a green tree", strengths={"fill": 0.7})
    made(studio)
    studio.click(0)
    layer = top(studio.editor.document)
    generation = layer_generation(layer)
    assert generation is not None
    controller = studio.controller
    assert controller.is_generated(layer.id)
    assert not controller.is_generated(1)

    QGuiApplication.clipboard().clear()
    controller.copy_seed(layer.id)
    seed = str(generation.request.seed)
    studio.wait(lambda: QGuiApplication.clipboard().text() == seed)

    studio.editor.apply("Paint", repainted)
    controller.choose(prompt="something else", count=2)
    controller.generate_again(layer.id)
    studio.wait(lambda: controller.queue)
    job = controller.queue[0]
    studio.finish(job)
    again = job.results[0].generation
    assert again.placement == generation.placement
    assert again.request.prompt == "a green tree"
    assert again.request.image == generation.request.image
    assert again.request.seed != generation.request.seed
    assert len(job.results) == 2

    controller.edit_request(layer.id)
    studio.wait(lambda: controller.choices.prompt == "a green tree")
    assert studio.bar.prompt.toPlainText() == "a green tree"
    assert controller.choices.seed == generation.request.seed
    assert controller.choices.seed_fixed
    assert controller.task == "inpaint"
    assert controller.strength == pytest.approx(0.7)


def test_the_menu_of_a_result_offers_everything(studio: Studio) -> None:
    made(studio)
    view = studio.strip.view
    menu = view.menu_for(view.model().index(0, 0))
    assert menu is not None
    actions = {action.text(): action for action in menu.actions() if action.text()}
    assert list(actions) == [
        "Apply",
        "Apply cut out",
        "Apply inside the selection only",
        "Apply into the active layer",
        "Apply into the active layer, inside the selection only",
        "Star",
        "Compare with the canvas",
        "Generate again",
        "Edit request",
        "Copy seed",
        "Copy prompt",
        "Show in folder",
        "Discard",
    ]
    actions["Copy seed"].trigger()
    seed = str(studio.entries[0].seed)
    studio.wait(lambda: QGuiApplication.clipboard().text() == seed)
    actions["Discard"].trigger()
    assert studio.entries == []
    tip = "Results appear here"
    assert tip in studio.strip.view.empty_text


def test_another_document_does_not_get_results_below_its_layers(studio: Studio) -> None:
    studio.editor.set_active(1)
    made(studio)
    studio.editor.replace_document(sheet(), "Another")
    studio.editor.set_active(2)
    studio.click(0)
    assert top(studio.editor.document).origin.kind == "generated"


def test_painting_goes_on_over_an_applied_result(studio: Studio) -> None:
    made(studio)
    studio.click(0)
    before = studio.editor.document
    Pen(studio.editor, "brush").line((10, 10), (80, 60))
    assert studio.editor.document is not before
    assert top(studio.editor.document).pixels != top(before).pixels


def test_a_result_that_cannot_be_written_is_said_and_can_still_be_applied(
    studio: Studio,
) -> None:
    folder = studio.store.folder
    aside = folder.rename(folder.with_name("aside"))
    folder.write_text("a file where the folder should be")
    try:
        studio.controller.choose(count=1)
        job = studio.generate()
        studio.finish(job)
        studio.wait(lambda: studio.controller.notice.problem)
        assert "Apply it now" in studio.bar.problem.label.text()
        assert len(studio.entries) == 1
        studio.click(0)
        assert top(studio.editor.document).origin.kind == "generated"
    finally:
        folder.unlink()
        aside.rename(folder)


def test_no_preview_is_shown_over_another_document(studio: Studio) -> None:
    studio.controller.choose(count=4)
    studio.controller.choose_for_model(steps=60)
    job = studio.generate()
    studio.wait(lambda: studio.canvas.preview_bounds is not None)
    studio.editor.replace_document(sheet(), "Another")
    assert studio.canvas.preview_bounds is None
    step = job.step
    studio.wait(lambda: job.step != step or job.ended)
    assert studio.canvas.preview_bounds is None
    job.cancel()
    studio.finish(job)
