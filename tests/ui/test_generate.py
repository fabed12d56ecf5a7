"""Asking the model through the prompt bar and the panel, with the real worker."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from paintapp.generation.models import BUNDLED
from paintapp.resources import resource
from paintapp.ui import welcome
from tests.ui.studio import Studio, sheet, with_selection
from tests.worker.upscalers import write_compact


def test_generate_can_be_pressed_before_the_model_is_ready(
    qapp: QApplication, tmp_path_factory: pytest.TempPathFactory
) -> None:
    studio = Studio(tmp_path_factory.mktemp("early"))
    try:
        assert "warming up" in studio.bar.news.label.whole_text
        studio.controller.choose(prompt="a house", count=1)
        job = studio.generate()
        assert job.state == "waiting"
        assert studio.bar.asking.progress.text == "Waiting for the model…"
        studio.finish(job)
        assert job.state == "finished", job.message
        studio.wait(lambda: "warming up" not in studio.bar.news.label.whole_text)
    finally:
        studio.close()


def test_the_intent_follows_picture_and_selection(studio: Studio) -> None:
    intent = studio.bar.intent
    assert intent.currentText() == "Auto: Refine"
    studio.editor.apply("Select", with_selection)
    studio.surveyed()
    assert intent.currentText() == "Auto: Fill"
    assert studio.controller.strength == 1.0
    studio.editor.apply("Clear", lambda _: sheet(painted=False))
    studio.surveyed()
    assert intent.currentText() == "Auto: Text to image"
    assert not studio.bar.strength.isEnabled()


def test_the_intent_can_be_chosen(studio: Studio) -> None:
    intent = studio.bar.intent
    intent.setCurrentIndex(intent.findText("Text to image"))
    intent.activated.emit(intent.currentIndex())
    assert studio.controller.task == "text"
    job = studio.generate()
    studio.finish(job)
    assert job.settings.task == "text"
    assert job.results[0].generation.request.image is None


def test_ctrl_enter_and_shift_enter_generate_and_enter_makes_a_line(studio: Studio) -> None:
    prompt = studio.bar.prompt
    prompt.setFocus()
    height = prompt.height()
    QTest.keyClick(prompt, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(prompt, Qt.Key.Key_Return)
    QTest.keyClicks(prompt, "on the sea")
    assert studio.controller.choices.prompt == "a red boat\non the sea"
    assert prompt.height() > height
    for _ in range(6):
        QTest.keyClick(prompt, Qt.Key.Key_Return)
    assert prompt.height() < 4.5 * height  # three lines at most
    QTest.keyClick(prompt, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(prompt, Qt.Key.Key_Enter, Qt.KeyboardModifier.ShiftModifier)
    studio.wait(lambda: len(studio.controller.queue) == 2)
    assert studio.controller.queue[0].settings.prompt == "a red boat\non the sea"


def test_steps_time_left_and_preview_show_while_a_job_runs(studio: Studio) -> None:
    studio.controller.choose(count=3)
    studio.controller.choose_for_model(steps=30)
    job = studio.generate()
    texts: set[str] = set()

    def watch() -> bool:
        texts.add(studio.bar.asking.progress.text)
        return job.ended or any("s left" in text for text in texts)

    studio.wait(watch)
    assert any("Step" in text and " of " in text for text in texts)
    assert any("s left" in text for text in texts)
    studio.wait(lambda: job.ended or studio.canvas.preview_bounds is not None)
    assert studio.canvas.preview_bounds == job.bounds
    assert studio.bar.asking.currentIndex() == 1
    document = studio.editor.document
    studio.finish(job)
    assert studio.canvas.preview_bounds is None  # a preview is no layer
    assert studio.editor.document is document
    assert studio.bar.asking.currentIndex() == 0


def test_cancel_stops_the_job_and_leaves_nothing(studio: Studio) -> None:
    studio.controller.choose(count=8)
    studio.controller.choose_for_model(steps=100)
    job = studio.generate()
    studio.wait(lambda: job.step >= 2)
    QTest.mouseClick(studio.bar.asking.cancel, Qt.MouseButton.LeftButton)
    assert studio.bar.asking.progress.text == "Cancelling…"
    studio.finish(job)
    assert job.state == "cancelled"
    assert studio.canvas.preview_bounds is None
    assert studio.bar.asking.currentIndex() == 0
    assert not studio.controller.notice.problem
    assert not studio.entries


def test_further_requests_wait_their_turn_and_can_be_cancelled(studio: Studio) -> None:
    studio.controller.choose_for_model(steps=60)
    first = studio.generate()
    studio.wait(lambda: first.state == "running")
    for _ in range(3):
        QTest.mouseClick(studio.bar.asking.more, Qt.MouseButton.LeftButton)
    studio.wait(lambda: len(studio.controller.queue) == 4)
    jobs = studio.controller.queue
    rows = studio.queue.jobs.rows
    assert [row.job for row in rows] == list(jobs)
    QTest.mouseClick(rows[1].end, Qt.MouseButton.LeftButton)
    assert jobs[1].state == "cancelled"
    assert [row.job for row in studio.queue.jobs.rows] == [jobs[0], jobs[2], jobs[3]]
    studio.queue.jobs.cancel_all.click()
    studio.finish(*jobs)
    assert {job.state for job in jobs} == {"cancelled"}
    assert studio.queue.jobs.rows == []


def test_what_cannot_be_done_is_a_line_in_the_prompt_bar(studio: Studio) -> None:
    studio.controller.choose(intent="fill")
    studio.controller.generate()
    studio.wait(lambda: studio.bar.problem.isVisible())
    assert "Nothing is selected" in studio.bar.problem.label.text()
    assert QApplication.activeModalWidget() is None
    studio.controller.dismiss()
    assert not studio.bar.problem.isVisible()


def test_the_panel_shows_what_the_descriptor_declares(studio: Studio) -> None:
    studio.wait(lambda: studio.controller.descriptor is not None)
    panel, model = studio.panel, studio.controller.descriptor
    assert model is not None
    assert panel.model.picker.currentText() == model.label
    studio.controller.choose_for_model(steps=None)
    assert panel.sampling.steps.value == model.default_steps
    assert not panel.sampling.reset.isEnabled()
    panel.sampling.steps.set_value(9)
    panel.sampling.steps.changed.emit(9.0)
    assert studio.controller.choices.for_model().steps == 9
    assert panel.sampling.reset.isEnabled()
    assert panel.negative.isVisibleTo(panel.widget()) == model.uses_negative_prompt


def test_the_first_job_on_a_document_can_have_its_own_seed(studio: Studio) -> None:
    """As on the bundled sketch: one that suits it, once; a fixed one counts more."""
    controller = studio.controller
    seed = json.loads(resource("sketches/welcome.json").read_bytes())["seed"]
    controller.choose(seed_fixed=False, prompt="")
    welcome.prepare(controller)
    assert controller.choices.prompt
    assert studio.panel.seed.number.text() == str(seed)
    assert studio.panel.seed.number.toolTip() == "The seed of the next job"
    assert studio.generate().settings.seed == seed
    assert studio.panel.seed.number.toolTip().startswith("The seed of the last job")
    assert studio.generate().settings.seed != seed
    controller.begin_with_seed(4)
    controller.choose(seed=9, seed_fixed=True)
    assert studio.generate().settings.seed == 9
    controller.choose(seed_fixed=False)
    controller.begin_with_seed(4)
    studio.editor.replace_document(studio.editor.document, "Another")
    assert studio.generate().settings.seed != seed


def test_seeds_are_fixed_drawn_and_copied(studio: Studio) -> None:
    seed = studio.panel.seed
    job = studio.generate()
    assert seed.number.text() == str(job.settings.seed)  # so that it can be kept
    studio.finish(job)
    seed.fixed.click()
    again = studio.generate()
    studio.finish(again)
    assert again.settings.seed == job.settings.seed
    assert again.results[0].image == job.results[0].image
    seed.number.setText("")
    QTest.keyClicks(seed.number, "1234")
    assert studio.controller.choices.seed == 1234
    assert studio.controller.choices.seed_fixed
    before = seed.number.text()
    studio.panel.findChild(type(studio.bar.asking.cancel), "dice").click()
    assert seed.number.text() != before


def test_edges_are_automatic_until_they_are_chosen(studio: Studio) -> None:
    studio.editor.apply("Select", with_selection)
    studio.surveyed()
    region, plan = studio.panel.region, studio.controller.plan
    assert plan is not None
    assert region.bars["grow"].value == plan.grow
    assert not region.bars["grow"].isEnabled()
    region.automatic.setChecked(False)
    assert studio.controller.choices.grow == plan.grow
    region.bars["grow"].changed.emit(30.0)
    assert studio.controller.plan is not None
    assert studio.controller.plan.grow == 30
    region.automatic.setChecked(True)
    assert studio.controller.choices.grow is None


def test_a_model_that_is_none_is_refused_in_a_line(studio: Studio) -> None:
    studio.panel.model.form.source.setText(str(studio.folder))
    studio.panel.model.form.add.click()
    studio.wait(lambda: studio.controller.notice.problem)
    assert not studio.controller.model_list.adding
    assert str(studio.folder.name) in studio.bar.problem.label.text()
    assert studio.controller.choices.model == studio.model


def test_a_hub_model_is_downloaded_only_after_a_yes(studio: Studio) -> None:
    question = studio.panel.model.question
    studio.controller.model_list.add("someone/no-such-model")
    studio.wait(lambda: studio.controller.model_list.download_question)
    assert question.isVisible()
    assert "someone/no-such-model" in question.text.text()
    assert QApplication.activeModalWidget() is None
    question.decline.click()
    assert not question.isVisible()
    assert not studio.controller.model_list.adding


def test_every_control_says_what_it_is(studio: Studio) -> None:
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QWidget

    kinds = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit)
    nameless = [
        widget
        for part in (studio.bar, studio.panel, studio.strip)
        for widget in part.findChildren(QWidget)
        if isinstance(widget, kinds)
        and not isinstance(widget.parent(), QLineEdit)  # Qt's own button that clears a field
        and widget.objectName() not in ("qt_toolbar_ext_button", "newsAction", "problemAction")
        and not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
    ]
    assert nameless == []


def test_the_clipboard_gets_the_seed(studio: Studio) -> None:
    studio.controller.choose(seed=77, seed_fixed=True)
    copy = next(
        button
        for button in studio.panel.seed.findChildren(type(studio.bar.asking.cancel))
        if button.accessibleName() == "Copy the seed"
    )
    copy.click()
    assert QGuiApplication.clipboard().text() == "77"


def test_all_models_are_listed_and_added_ones_can_go(studio: Studio, tmp_path: Path) -> None:
    section, models = studio.panel.model, studio.controller.model_list
    assert section.all.isHidden()
    section.show_all.trigger()
    assert section.all.isVisible()
    rows = {row.id: row for row in section.all.rows}
    assert set(BUNDLED) < set(rows)
    for id in BUNDLED:
        assert "comes with the program" in rows[id].about.text()
        assert rows[id].remove.isHidden()
    assert "Cut-outs" in rows["matte"].about.text()
    path = write_compact(tmp_path / "sharp.safetensors")
    models.add(str(path))
    studio.wait(lambda: any(row.id == str(path) for row in section.all.rows))
    row = next(row for row in section.all.rows if row.id == str(path))
    assert row.name.whole_text == "sharp" and "Enlarges" in row.about.text()
    row.remove.click()
    studio.wait(lambda: all(row.id != str(path) for row in section.all.rows))
    section.show_all.trigger()
    assert section.all.isHidden()
