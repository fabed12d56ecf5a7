"""The strip without a worker: facts, stars, search, comparing, applying, dragging out, room."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from paintapp.document import FULL, Pixels
from paintapp.document.identity import identity
from paintapp.generation import results as store_module
from paintapp.generation.prepare import prepare
from paintapp.generation.record import Generation
from paintapp.generation.request import Raster
from paintapp.generation.results import Result, ResultStore
from paintapp.generation.settings import Settings
from paintapp.painting.composite import flatten
from paintapp.ui.generate import drag_out
from paintapp.ui.generate.results_view import close_rect, picture_rect, star_rect
from tests.generation.models import SMALL
from tests.pen import Pen
from tests.ui.studio import Studio, with_selection


@pytest.fixture(scope="module")
def desk(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    studio = Studio(tmp_path_factory.mktemp("strip"), start=False)
    yield studio
    studio.close()


@pytest.fixture
def strip(desk: Studio) -> Studio:
    """A studio whose worker is never started, without results."""
    desk.reset()
    desk.strip.view.filter.show_all()
    desk.controller.results.comparison.end()
    desk.controller.results.discard([])
    return desk


def keep(
    studio: Studio,
    prompt: str = "a red boat",
    *,
    seed: int = 1,
    model: str = "starter",
    document: str | None = None,
    task: str = "inpaint",
) -> Result:
    """A finished picture on disk and in the strip, as a job leaves it."""
    opened = studio.editor.document
    settings = Settings(task=task, prompt=prompt, model=model)  # type: ignore[arg-type]
    source = opened if task != "inpaint" or opened.selection is not None else with_selection(opened)
    prepared = prepare(source, settings, SMALL, seed)
    request = msgspec.structs.replace(prepared.request, model=model)
    record = Generation(request, prepared.placement).single(seed)
    shape = (request.height, request.width, 3)
    image = np.random.default_rng(seed).integers(0, 256, shape).astype(np.uint8)
    name = identity(opened) if document is None else document
    result = studio.store.save(Raster.from_array(image), record, seed, 1.25, document=name)
    studio.controller.results.list.add(result)
    studio.wait(lambda: all(entry.state == "ready" for entry in studio.entries))
    return result


def hover(studio: Studio, position: QPoint, buttons: Qt.MouseButton | None = None) -> None:
    viewport = studio.strip.view.viewport()
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(position),
        viewport.mapToGlobal(QPointF(position)),
        none,
        buttons or none,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(viewport, event)


def select(studio: Studio, *rows: int) -> None:
    """Ctrl+click: chosen, not applied."""
    for row in rows:
        QTest.mouseClick(
            studio.strip.view.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.ControlModifier,
            studio.place(row),
        )


def shown(studio: Studio) -> list[str]:
    """The prompts that can be seen in the strip."""
    view = studio.strip.view
    rows = (view.entry_at(view.model().index(row, 0)) for row in range(view.model().rowCount()))
    return [entry.prompt for entry in rows if entry is not None]


# Looking


def test_the_line_tells_prompt_seed_model_and_time(strip: Studio) -> None:
    keep(strip, "a red boat " * 40, seed=1234)
    keep(strip, "a tree", seed=77)
    header = strip.strip.header
    assert header.prompt.whole_text == "" and header.facts.text() == "2 results"
    hover(strip, strip.place(1))
    assert header.prompt.whole_text.startswith("a red boat")
    facts = header.facts.text()
    assert "1234" in facts and "starter" in facts and "s" in facts.rpartition(", ")[2]
    tip = strip.strip.view.model().index(1, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "1234" in tip and "a red boat" in tip
    QApplication.sendEvent(strip.strip.view, QEvent(QEvent.Type.Leave))
    assert header.facts.text() == "2 results"
    select(strip, 0)
    assert header.prompt.whole_text == "a tree"


def test_a_strip_without_results_is_low_and_says_what_will_come(strip: Studio) -> None:
    assert not strip.strip.header.isVisible()
    low = strip.strip.height()
    keep(strip)
    assert strip.strip.header.isVisible() and strip.strip.height() > low + 40


# Stars


def test_the_star_on_a_thumbnail_keeps_a_result(strip: Studio) -> None:
    result = keep(strip)
    view, layers = strip.strip.view, len(strip.editor.document.layers)
    cell = view.visualRect(view.model().index(0, 0))
    star = star_rect(picture_rect(cell, strip.entries[0])).center()
    hover(strip, star)
    click = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, star)
    QTest.mouseClick(view.viewport(), *click)
    assert strip.entries[0].starred
    strip.wait(lambda: result.id in ResultStore(strip.store.folder).starred())
    QTest.qWait(50)
    assert len(strip.editor.document.layers) == layers
    QTest.mouseClick(view.viewport(), *click)
    strip.wait(lambda: result.id not in strip.store.starred())
    assert not strip.entries[0].starred


def test_the_buttons_of_a_thumbnail_do_not_touch(strip: Studio) -> None:
    for size in (QPoint(80, 80), QPoint(20, 80), QPoint(12, 72)):
        picture = QRect(0, 0, size.x(), size.y())
        assert not star_rect(picture).intersects(close_rect(picture))


# Discarding


def test_discardings_are_undone_one_after_the_other(strip: Studio) -> None:
    names = [keep(strip, seed=seed).id for seed in (1, 2, 3)]
    results, view = strip.controller.results, strip.strip.view
    results.discard(names[:1])
    results.discard(names[1:])
    assert strip.entries == []
    document = strip.editor.document
    QTest.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [entry.id for entry in strip.entries] == [names[2], names[1]]
    strip.strip.header._fill_more()
    actions = {action.text(): action for action in strip.strip.header.more.menu().actions()}
    actions["Put back what was discarded last"].trigger()
    assert [entry.id for entry in strip.entries] == list(reversed(names))
    assert strip.editor.document is document
    assert set(names) <= set(strip.store.identifiers())


# Looking for results


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["Zwei Bäume", "a green boat", "a red boat"]),
        ("boat", ["a green boat", "a red boat"]),
        ("BOAT red", ["a red boat"]),
        ("bäum", ["Zwei Bäume"]),
        ("12", ["a green boat"]),
        ("nothing", []),
    ],
)
def test_search_finds_words_in_any_order_and_seeds(
    strip: Studio, text: str, found: list[str]
) -> None:
    keep(strip, "a red boat", seed=1)
    keep(strip, "a green boat", seed=12)
    keep(strip, "Zwei Bäume", seed=13)
    strip.strip.header.search.setText(text)
    assert shown(strip) == found
    count = strip.strip.header.facts.text()
    assert count == (f"{len(found)} of 3 results" if text else "3 results")
    if not found:
        assert "No result is like that" in strip.strip.view.empty_text


def test_filters_by_star_document_and_model(strip: Studio) -> None:
    first = keep(strip, "mine")
    keep(strip, "other document", document="another")
    keep(strip, "other model", model="someone/else")
    keep(strip, "of no document", document="")
    header = strip.strip.header
    strip.controller.results.star(first.id, True)
    header.starred.click()
    assert shown(strip) == ["mine"]
    strip.controller.results.star(first.id, False)
    assert shown(strip) == []
    header.starred.click()
    header.this_document.click()
    assert shown(strip) == ["other model", "mine"]
    header._fill_models()
    actions = {action.text(): action for action in header.model.menu().actions()}
    actions["else"].trigger()
    assert shown(strip) == ["other model"]
    header._fill_more()
    next(a for a in header.more.menu().actions() if a.text() == "Show all results").trigger()
    assert len(shown(strip)) == 4
    assert not header.this_document.isChecked()


def test_a_result_made_while_something_is_looked_for_is_shown(strip: Studio) -> None:
    keep(strip, "a red boat")
    strip.strip.header.search.setText("boat")
    keep(strip, "a tree")
    assert shown(strip) == ["a tree", "a red boat"]
    strip.strip.header.search.setText("red")
    assert shown(strip) == ["a red boat"]


def test_the_filter_follows_the_document(strip: Studio) -> None:
    keep(strip, "first")
    strip.strip.header.this_document.click()
    document = strip.editor.document
    assert shown(strip) == ["first"]
    other = replace(document, metadata=document.metadata.set("paintapp:document", "another"))
    strip.editor.replace_document(other, "Another")
    assert shown(strip) == []
    strip.editor.replace_document(document, "Back")
    assert shown(strip) == ["first"]


def test_after_a_restart_search_and_stars_work_without_reading_pictures(
    strip: Studio, tmp_path: Path
) -> None:
    from paintapp.ui.generate import GenerateController, ResultsStrip

    first = keep(strip, "a catamaran")
    for number in range(60):
        keep_quickly(strip, first, number)
    strip.store.star(first.id, True)
    later = GenerateController(strip.editor, strip.jobs, strip.store, path=tmp_path / "later.json")
    try:
        row = ResultsStrip(later)
        found = later.results.list
        strip.wait(lambda: found.rowCount() >= 61)
        ids = {first.id, *(entry for entry in found.identifiers)}
        assert first.id in ids
        strip.wait(lambda: all(found.find(name).known for name in found.identifiers))
        entry = found.find(first.id)
        assert entry is not None and entry.starred and entry.thumbnail is None
        row.header.search.setText("catamaran")
        assert row.view.model().rowCount() == 1
    finally:
        later.close()


def keep_quickly(studio: Studio, like: Result, seed: int) -> None:
    request = msgspec.structs.replace(like.generation.request, prompt=f"tree {seed}")
    record = Generation(request, like.generation.placement)
    studio.store.save(like.image, record, seed, 1.0, document="another")


# Applying


def test_applied_inside_the_selection_only(strip: Studio) -> None:
    result = keep(strip, task="image")
    corner = Pixels.from_array(np.full((20, 30), FULL, np.uint16), 10, 5)
    strip.editor.apply("Select", lambda document: document.with_selection(corner))
    before = strip.editor.document
    strip.controller.results.apply(result.id, inside=True)
    strip.wait(lambda: strip.editor.document is not before)
    after = strip.editor.document
    assert len(after.layers) == len(before.layers) + 1
    outside = np.ones((before.height, before.width), bool)
    outside[5:25, 10:40] = False
    old, new = flatten(before), flatten(after)
    assert np.array_equal(old[outside], new[outside])
    assert not np.array_equal(old[~outside], new[~outside])
    strip.editor.undo()
    assert strip.editor.document is before


def test_without_a_selection_there_is_nothing_to_apply_inside_of(strip: Studio) -> None:
    result = keep(strip, task="image")
    before = strip.editor.document
    strip.controller.results.apply(result.id, inside=True)
    strip.wait(lambda: strip.controller.notice.problem)
    assert "Nothing is selected" in strip.controller.notice.text
    assert strip.editor.document is before
    strip.controller.results.apply(result.id)
    strip.wait(lambda: strip.editor.document is not before)


@pytest.mark.parametrize("inside", [False, True])
def test_applied_into_the_active_layer_as_one_step(strip: Studio, inside: bool) -> None:
    strip.editor.apply("Select", with_selection)
    result = keep(strip)
    if inside:
        half = Pixels.from_array(np.full((40, 20), FULL, np.uint16), 60, 40)
        strip.editor.apply("Select", lambda document: document.with_selection(half))
    strip.editor.set_active(2)
    before, steps = strip.editor.document, len(strip.editor.history.entries)
    strip.controller.results.apply(result.id, into_active=True, inside=inside)
    strip.wait(lambda: strip.editor.document is not before)
    after = strip.editor.document
    assert [layer.id for layer in after.layers] == [layer.id for layer in before.layers]
    assert after.layers[0] is before.layers[0]
    assert strip.entries[0].applied
    assert len(strip.editor.history.entries) == steps + 1
    width = 20 if inside else 48
    outside = np.ones((before.height, before.width), bool)
    outside[40:80, 60 : 60 + width] = False
    old, new = flatten(before), flatten(after)
    assert np.array_equal(old[outside], new[outside])
    assert not np.array_equal(old[~outside], new[~outside])
    strip.editor.undo()
    assert strip.editor.document is before


def test_what_is_painted_meanwhile_is_not_lost(strip: Studio) -> None:
    result = keep(strip, task="image")
    pen = Pen(strip.editor, "brush")
    strip.editor.set_active(2)
    strip.controller.results.apply(result.id, into_active=True)
    pen.line((5, 5), (30, 5))
    stroke = strip.editor.document
    strip.wait(lambda: strip.entries[0].applied)
    labels = [entry.label for entry in strip.editor.history.entries]
    assert labels[-2] == "Brush stroke"
    assert strip.editor.history.entries[-2].document is stroke


def test_the_menu_offers_only_what_can_be_done(strip: Studio) -> None:
    keep(strip)
    view = strip.strip.view

    def enabled() -> dict[str, bool]:
        menu = view.menu_for(view.model().index(0, 0))
        assert menu is not None
        return {action.text(): action.isEnabled() for action in menu.actions() if action.text()}

    strip.editor.set_active(2)
    assert not enabled()["Apply inside the selection only"]
    assert enabled()["Apply into the active layer"]
    strip.editor.apply("Select", with_selection)
    assert enabled()["Apply into the active layer, inside the selection only"]
    locked = replace(strip.editor.document.raster(2), lock_pixels=True)
    strip.editor.apply("Lock", lambda document: document.with_layer(locked))
    assert not enabled()["Apply into the active layer"]
    select(strip, 0)
    strip.strip.header._fill_apply()
    offered = [action.text() for action in strip.strip.header.apply.menu().actions()]
    assert offered == list(enabled())[: len(offered)] and len(offered) >= 4


# Comparing


def test_two_results_are_compared_on_the_canvas(strip: Studio) -> None:
    strip.editor.apply("Select", with_selection)
    first, second = keep(strip, seed=1), keep(strip, seed=2)
    document, header = strip.editor.document, strip.strip.header
    assert not header.compare.isEnabled()
    select(strip, 0, 1)
    header.compare.click()
    comparison = strip.controller.results.comparison
    strip.wait(lambda: comparison.wipe.bounds is not None)
    assert comparison.identifiers == (first.id, second.id)
    assert comparison.wipe.bounds == first.generation.placement.bounds
    assert comparison.wipe._captions == ("Seed 1", "Seed 2")
    assert header.compare.isChecked()
    assert strip.editor.document is document
    header.compare.click()
    assert comparison.wipe.bounds is None and comparison.identifiers == ()


def test_a_result_is_compared_with_the_canvas_and_escape_ends_it(strip: Studio) -> None:
    result = keep(strip, seed=5)
    select(strip, 0)
    strip.strip.header.compare.click()
    comparison = strip.controller.results.comparison
    strip.wait(lambda: comparison.wipe.bounds is not None)
    assert comparison.wipe._captions == ("Canvas", "Seed 5")
    images = comparison.wipe._images
    assert images is not None and images[0].pixelColor(0, 0).alpha() == 0
    strip.canvas.setFocus()
    QTest.keyClick(strip.canvas, Qt.Key.Key_Escape)
    assert comparison.identifiers == () and comparison.wipe.bounds is None
    assert not strip.strip.header.compare.isChecked()
    comparison.show(result.id)
    strip.wait(lambda: comparison.wipe.bounds is not None)
    strip.controller.results.discard([result.id])
    assert comparison.wipe.bounds is None


def test_results_of_different_places_share_one_line(strip: Studio) -> None:
    strip.editor.apply("Select", with_selection)
    part = keep(strip, seed=1)
    strip.editor.apply("Select", lambda document: document.with_selection(None))
    whole = keep(strip, seed=2, task="image")
    comparison = strip.controller.results.comparison
    comparison.show(part.id, whole.id)
    strip.wait(lambda: comparison.wipe.bounds is not None)
    bounds = comparison.wipe.bounds
    assert bounds is not None
    for result in (part, whole):
        assert bounds.contains(result.generation.placement.bounds)
    images = comparison.wipe._images
    assert images is not None and images[0].size() == images[1].size()

    def opaque(image: QImage, x: int, y: int) -> bool:
        scale = image.width() / bounds.width
        pixel = image.pixelColor(int((x - bounds.x) * scale), int((y - bounds.y) * scale))
        return pixel.alpha() > 200

    assert opaque(images[0], 84, 60) and not opaque(images[0], 20, 20)
    assert opaque(images[1], 84, 60) and opaque(images[1], 20, 20)


# Dragging out


def test_a_dragged_result_is_a_lossless_file_that_says_what_made_it(
    strip: Studio, tmp_path: Path
) -> None:
    result = keep(strip, "A red boat; on/the SEA? ✿", seed=9)
    path = drag_out.write_file(result, "Starter", tmp_path / "dragged")
    assert path.name == "a-red-boat-on-the-sea-9.png"
    with Image.open(path) as image:
        assert np.array_equal(np.asarray(image), result.image.array())
        texts = image.text  # type: ignore[attr-defined]
    assert "Seed: 9" in texts["parameters"] and "✿" in texts["parameters"]
    assert texts["Software"].startswith("paintapp")
    assert "compositeWithTrainedAlgorithmicMedia" in texts["XML:com.adobe.xmp"]
    assert QImage(str(path)).size().width() == result.image.width
    text = keep(strip, "", task="text")
    other = drag_out.write_file(text, "Starter", tmp_path / "dragged")
    with Image.open(other) as image:
        packet = image.text["XML:com.adobe.xmp"]  # type: ignore[attr-defined]
        assert "digitalsourcetype/trainedAlgorithmicMedia<" in packet
    old = time.time() - 3 * 86400
    os.utime(path, (old, old))
    drag_out.write_file(text, "Starter", tmp_path / "dragged")
    assert not path.exists() and other.exists()


def test_dragging_carries_the_file_and_applies_nothing(
    strip: Studio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = keep(strip)
    monkeypatch.setattr(drag_out, "folder", lambda: tmp_path)
    carried: list[tuple[str, Path]] = []
    view = strip.strip.view
    monkeypatch.setattr(view, "_drag", lambda name, path: carried.append((name, path)))
    layers, place = len(strip.editor.document.layers), strip.place(0)
    left, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(view.viewport(), left, plain, place)
    for distance in (5, 30, 60):
        hover(strip, place - QPoint(0, distance), left)
    QTest.mouseRelease(view.viewport(), left, plain, place)
    strip.wait(lambda: carried)
    QTest.qWait(50)
    ((name, path),) = carried
    assert name == result.id and path.exists()
    data = drag_out.mime_data(name, path)
    assert data.urls()[0].toLocalFile() == str(path)
    assert drag_out.dragged_result(data) == result.id
    assert len(strip.editor.document.layers) == layers


# Room


def test_the_artist_is_asked_before_anything_is_removed(
    strip: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "PROTECTED_NEWEST", 1)
    monkeypatch.setattr(store_module, "PROTECTED_SECONDS", -60.0)
    old, starred, new = (keep(strip, seed=seed) for seed in (1, 2, 3))
    strip.controller.results.star(starred.id, True)
    strip.wait(lambda: starred.id in strip.store.starred())
    budget = strip.store.budget_bytes
    try:
        strip.controller.results.set_room(1)
        strip.wait(lambda: strip.controller.notice.problem)
        assert strip.controller.notice.action == "Remove them"
        assert {old.id, starred.id, new.id} <= set(strip.store.identifiers())
        strip.bar.problem.action.click()
        strip.wait(lambda: old.id not in strip.store.identifiers())
        strip.wait(lambda: len(strip.entries) == 2)
        assert {starred.id, new.id} <= set(strip.store.identifiers())
        assert "removed" in strip.controller.notice.text
    finally:
        strip.store.budget_bytes = budget


def test_nothing_is_said_while_there_is_room(strip: Studio) -> None:
    keep(strip)
    strip.controller.results.set_room(1 << 30)
    QTest.qWait(100)
    assert not strip.controller.notice.problem
