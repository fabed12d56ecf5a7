"""The Generate panel's lines: shown where the model declares them; no worker here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtWidgets import QApplication

from paintapp.document.identity import identified
from paintapp.generation.descriptors import Guide
from paintapp.generation.protocol import Models
from paintapp.generation.settings import Lines
from paintapp.ui.generate.choices import Choices, LinesChoice, load_choices, save_choices
from tests.generation.models import descriptor
from tests.ui.studio import Studio, sheet

ABLE = descriptor(64, 64, 256, 256 * 256, controls=("lines",))
PLAIN = descriptor(64, 64, 256, 256 * 256)


@pytest.fixture(scope="module")
def desk(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    studio = Studio(tmp_path_factory.mktemp("lines"), start=False)
    yield studio
    studio.close()


@pytest.fixture
def studio(desk: Studio) -> Studio:
    desk.client.models = (ABLE,)
    desk.editor.replace_document(identified(sheet()), "New")
    desk.controller.choose(lines=LinesChoice())
    return desk


def test_the_section_is_there_where_the_model_declares_lines(studio: Studio) -> None:
    section = studio.panel.lines
    studio.controller.refresh()
    assert section.isVisibleTo(studio.panel) and section.offered
    studio.client.models = (PLAIN,)
    studio.controller.refresh()
    assert not section.isVisibleTo(studio.panel)


def test_a_layer_is_chosen_with_weight_and_span(studio: Studio) -> None:
    section = studio.panel.lines
    section.refresh()
    names = [section.source.itemText(i) for i in range(section.source.count())]
    assert names == ["None", "Whole picture", "Sketch", "Paper"]
    assert not section.weight.isEnabled()
    section.source.setCurrentIndex(2)
    section.source.activated.emit(2)
    section.weight.changed.emit(80.0)
    section.start.changed.emit(30.0)
    section.end.changed.emit(20.0)  # the start gives way
    assert section.weight.isEnabled() and section.weight.value == 80
    wanted = Lines(source=2, weight=0.8, start=0.2, end=0.2)
    assert studio.controller.choices.settings("image").lines == wanted
    assert studio.controller.choices.live_settings().lines == wanted
    section.source.setCurrentIndex(0)
    section.source.activated.emit(0)
    assert studio.controller.choices.settings("image").lines is None


def test_a_layer_that_has_gone_is_shown_as_missing(studio: Studio) -> None:
    section = studio.panel.lines
    studio.controller.choose(lines=LinesChoice(source="layer", layer=2))
    assert section.source.currentText() == "Sketch"
    document = studio.editor.document
    studio.editor.replace_document(document.without(2), "Without")
    # Another document means other layers.
    assert studio.controller.choices.lines.source == "none"
    studio.controller.choose(lines=LinesChoice(source="layer", layer=2))
    assert section.source.currentText() == "(missing layer)"


def test_a_control_that_was_added_is_remembered_and_not_chosen(studio: Studio) -> None:
    models = studio.controller.model_list
    models.adding["/somewhere/canny"] = None
    guide = Guide("/somewhere/canny", "Canny", "lines")
    chosen = studio.controller.choices.model
    models.worker_event(Models((ABLE,), "/somewhere/canny", guides=(guide,)))
    assert studio.controller.choices.model == chosen
    assert "Canny" in studio.controller.notice.text
    assert "/somewhere/canny" in (studio.folder / "models.json").read_text()


def test_choices_come_back_without_the_layer_of_another_document(tmp_path: Path) -> None:
    path = tmp_path / "generate.json"
    lines = LinesChoice(source="layer", layer=7, weight=1.5)
    save_choices(Choices(lines=lines), path)
    assert load_choices(path).lines == msgspec.structs.replace(lines, source="none", layer=0)
    kept = Choices(lines=LinesChoice(source="layer", layer=7))
    again = kept.with_settings(Choices(lines=lines).settings("image"))
    assert again.lines == lines  # the layer chosen now, as it counted then
    assert kept.with_settings(Choices().settings("image")).lines.source == "none"
