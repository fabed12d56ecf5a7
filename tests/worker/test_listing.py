"""The list of all models: what comes with the program, and what is added, in the real worker."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from paintapp.generation.descriptors import Listed
from paintapp.generation.models import BUNDLED, starter_folder
from paintapp.generation.protocol import Models, Ready
from paintapp.resources import resource
from paintapp.worker import listing
from paintapp.worker.listing import Listing
from tests.worker.small_models import build
from tests.worker.window import Window


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Window]:
    build(tmp_path, "stable-diffusion", "lines")
    window = Window(tmp_path / "stable-diffusion", tmp_path / "worker.log")
    yield window
    window.client.close()


def of_the_program(**other: Path) -> Listing:
    folders = {
        "starter": starter_folder(),
        "matte": resource("models/matte"),
        "lines": resource("models/starter-lines"),
        "upscaler": resource("models/upscaler"),
    }
    return Listing(**{**folders, **other})


def test_all_that_comes_with_the_program_is_an_entry_like_others() -> None:
    listed = {each.id: each for each in of_the_program().told()[3]}
    assert set(listed) == set(BUNDLED) == listing.BUNDLED
    purposes = {id: each.purpose for id, each in listed.items()}
    assert purposes == {
        "starter": "pictures",
        "starter-quick": "live",
        "starter-lines": "control",
        "matte": "subject",
        "upscaler": "enlarging",
    }
    for id, each in listed.items():
        folder = resource(f"models/{id}")
        assert each.size == sum(file.stat().st_size for file in folder.rglob("*.safetensors"))
        assert each.bundled and each.licence and each.label != id


def test_what_is_missing_or_broken_is_left_out(tmp_path: Path) -> None:
    broken = tmp_path / "upscaler"
    shutil.copytree(resource("models/upscaler"), broken)
    (broken / "model.safetensors").write_bytes(b"nothing")
    told = of_the_program(matte=tmp_path / "none", upscaler=broken).told()
    assert {each.id for each in told[3]} == {"starter", "starter-quick", "starter-lines"}
    assert not told[2]


def test_what_comes_with_the_program_stays() -> None:
    all_of_them = of_the_program()
    before = all_of_them.told()
    assert not any(all_of_them.remove(id) for id in BUNDLED)
    assert all_of_them.told() == before


def test_a_control_is_listed_until_it_is_removed(window: Window, tmp_path: Path) -> None:
    """Also by a worker that had to be started again."""
    source = str(tmp_path / "lines")
    window.until(lambda event: isinstance(event, Ready) and event.device)
    window.client.add_model(source)
    told = window.until(lambda event: isinstance(event, Models))

    def added(event: Models | Ready) -> list[Listed]:
        return [each for each in event.listed if each.id == source]

    (entry,) = added(told)
    weights = tmp_path / "lines" / "diffusion_pytorch_model.safetensors"
    assert (entry.purpose, entry.size) == ("control", weights.stat().st_size)
    assert not entry.bundled
    assert window.client.process_id is not None
    os.kill(window.client.process_id, signal.SIGKILL)
    again = window.until(lambda event: isinstance(event, Models))
    assert added(again) == [entry]
    window.client.remove_model(source)
    assert not added(window.until(lambda event: isinstance(event, Models)))
    assert not any(each.id == source for each in window.client.listed)
