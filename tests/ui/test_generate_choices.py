"""What generating remembers, and what it makes of a document; no worker here."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from paintapp.document import FULL, Document, GroupLayer, Pixels, RasterLayer, Rect
from paintapp.generation.descriptors import Task
from paintapp.generation.intents import BY_ID
from paintapp.generation.settings import Settings
from paintapp.ui.generate.choices import (
    Choices,
    ModelChoices,
    automatic_task,
    load_choices,
    save_choices,
)
from paintapp.ui.generate.survey import Survey, survey
from paintapp.ui.generate.wanted import settings, wanted
from tests.generation.models import SD15, descriptor


def paper(value: int = FULL) -> Pixels:
    return Pixels.from_array(np.full((100, 130, 4), value, np.uint16))


def document(*layers: RasterLayer | GroupLayer, selection: Pixels | None = None) -> Document:
    return Document(130, 100, layers, selection)


def test_choices_come_back(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "generate.json"
    choices = Choices(
        prompt="a ship", count=5, seed=9, seed_fixed=True, models={"m": ModelChoices(steps=7)}
    )
    save_choices(choices, path)
    loaded = load_choices(path)
    assert (loaded.prompt, loaded.count, loaded.seed) == ("a ship", 5, 9)
    assert loaded.models == choices.models


@pytest.mark.parametrize(
    "content", [b"", b"{", b'{"count": 99}', b'{"prompt": 3}', b"\xff\xfe", b"[" * 9000]
)
def test_a_broken_file_means_the_first_choices(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "generate.json"
    path.write_bytes(content)
    assert load_choices(path).count == Choices().count


def test_a_folder_that_cannot_be_written_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    save_choices(Choices(), tmp_path / "file" / "generate.json")


def test_each_intent_has_its_own_strength() -> None:
    choices = Choices(strengths={"refine": 0.3, "fill": 0.8})
    assert choices.settings("image").strength == 0.3
    assert choices.settings("inpaint").strength == 0.8
    assert choices.settings("inpaint", BY_ID["refine"]).strength == 0.3
    assert choices.settings("text").strength is None
    assert choices.settings("inpaint", BY_ID["remove"]).strength is None
    model = descriptor(default_strength=0.55)
    assert Choices().strength(BY_ID["refine"], model) == 0.55
    assert Choices(prompt="a ship").strength(BY_ID["fill"], model) == 1.0
    wordless = BY_ID["fill"].wordless
    assert wordless is not None
    assert Choices().strength(BY_ID["fill"], model) == wordless.strength
    assert Choices().with_strength(BY_ID["vary"], 0.4).strength(BY_ID["vary"], model) == 0.4


def test_places_on_a_canvas_are_not_remembered(tmp_path: Path) -> None:
    path = tmp_path / "generate.json"
    choices = Choices(intent="remove", frame=Rect(1, 2, 60, 70), growth=Rect(-9, 0, 300, 300))
    save_choices(choices, path)
    assert load_choices(path) == Choices(intent="remove")


def test_choices_of_former_versions_are_read(tmp_path: Path) -> None:
    path = tmp_path / "generate.json"
    path.write_text('{"prompt": "a ship", "mode": "inpaint", "image_strength": 0.4}')
    assert load_choices(path) == Choices(prompt="a ship")


def test_former_settings_become_choices_and_settings_again() -> None:
    settings = Settings(
        task="inpaint",
        model="m",
        prompt="a tree",
        negative_prompt="leaves",
        strength=0.4,
        steps=11,
        guidance_scale=3.5,
        seed=99,
        count=2,
    )
    assert Choices().with_settings(settings).settings("inpaint") == settings


@pytest.mark.parametrize(
    ("layers", "blank"),
    [
        ((), True),
        ((RasterLayer(id=1, name="", pixels=paper()),), True),
        ((RasterLayer(id=1, name="", pixels=Pixels()),), True),
        ((RasterLayer(id=1, name="", pixels=paper().cropped(Rect(0, 0, 64, 64))),), False),
        (
            (
                RasterLayer(id=1, name="", pixels=paper()),
                RasterLayer(id=2, name="", pixels=Pixels.from_array(
                    np.full((2, 2, 4), FULL, np.uint16), 128, 98
                )),
            ),
            False,
        ),
        (
            (
                GroupLayer(
                    id=1,
                    name="",
                    visible=False,
                    children=(
                        RasterLayer(
                            id=2, name="", pixels=paper().cropped(Rect(0, 0, 64, 64))
                        ),
                    ),
                ),
            ),
            True,
        ),
    ],
)  # fmt: skip
def test_a_canvas_of_one_colour_is_blank(
    layers: tuple[RasterLayer | GroupLayer, ...], blank: bool
) -> None:
    assert survey(document(*layers)).blank is blank


def test_a_stroke_of_one_pixel_outside_the_canvas_leaves_it_blank() -> None:
    outside = Pixels.from_array(np.full((2, 2, 4), FULL, np.uint16), 131, 50)
    assert survey(document(RasterLayer(id=1, name="", pixels=outside))).blank


def test_what_is_selected_counts_on_the_canvas_only() -> None:
    def selected(selection: Pixels | None) -> Rect | None:
        return survey(document(selection=selection)).selected

    spot = Pixels.from_array(np.full((3, 4), 7, np.uint16), 20, 30)
    assert selected(None) is None
    assert selected(Pixels.mask()) is None
    assert selected(spot) == Rect(20, 30, 4, 3)
    assert selected(spot.translated(500, 0)) is None
    assert selected(Pixels.mask(FULL)) == Rect(0, 0, 130, 100)


def test_the_strength_shown_and_submitted_is_that_for_the_ground() -> None:
    """What is shown, planned with and sent agree; what the artist has chosen stays."""
    model = descriptor(filling_strength=0.6)
    grey = RasterLayer(id=1, name="", pixels=paper(30000))
    spot = Pixels.from_array(np.full((30, 40), FULL, np.uint16), 50, 40)
    over_flat = survey(document(grey, selection=spot))
    assert over_flat.flat and not survey(document(grey)).flat
    canvas = Rect(0, 0, 130, 100)

    def strength(choices: Choices, found: Survey) -> tuple[float, float | None]:
        meant = wanted(choices, found, canvas, model)
        shown = choices.strength(meant.intent, model, flat=meant.flat)
        return shown, settings(choices, meant).strength

    words = Choices(prompt="a ship")
    assert strength(words, over_flat) == (1.0, 1.0)
    assert strength(words, replace(over_flat, flat=False)) == (0.6, None)
    assert strength(Choices(), over_flat) == (0.6, None)
    assert strength(words.with_strength(BY_ID["fill"], 0.4), over_flat) == (0.4, 0.4)


@pytest.mark.parametrize(
    ("selected", "blank", "tasks", "task"),
    [
        (True, False, ("text", "image", "inpaint"), "inpaint"),
        (True, False, ("text", "image"), "image"),
        (True, True, ("text",), "text"),
        (False, False, ("text", "image", "inpaint"), "image"),
        (False, False, ("text",), "text"),
        (False, True, ("text", "image"), "text"),
        (False, True, ("image",), "text"),
    ],
)
def test_automatic_is_the_first_that_fits_and_the_model_can(
    selected: bool, blank: bool, tasks: tuple[Task, ...], task: Task
) -> None:
    model = descriptor(tasks=tasks)
    assert automatic_task(Rect(0, 0, 9, 9) if selected else None, blank, model) == task
    assert automatic_task(None, False, None) == "image"
    assert SD15.tasks == ("text", "image", "inpaint")
