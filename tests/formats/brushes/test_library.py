"""The artist's brushes on the disk."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from paintapp.formats import FormatError
from paintapp.formats.brushes import TAGS, Library, Preset
from paintapp.painting.brush import Brush


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "brushes")


def test_an_artists_brush_is_there_at_the_next_start(library: Library) -> None:
    made = library.add(Preset("", "Zebra liner", Brush(radius=2), ("Ink", "mine")))
    assert made.id == "zebra-liner"
    assert library.is_own(made.id)
    assert Library(library.folder).find("zebra-liner") == made


def test_a_taken_name_gets_a_number(library: Library) -> None:
    first = library.add(Preset("", "Blob", Brush()))
    second = library.add(Preset("", "Blob", Brush(radius=3)))
    assert (second.name, second.id) == ("Blob 2", "blob-2")
    assert library.find(first.id) == first


def test_a_changed_brush_of_the_programs_can_be_had_back(library: Library) -> None:
    original = library.presets[0]
    changed = library.save(replace(original, brush=replace(original.brush, radius=77.0)))
    assert library.find(original.id) == changed
    assert len([p for p in library.presets if p.id == original.id]) == 1
    library.delete(original.id)
    assert library.find(original.id) == original
    assert library.is_bundled(original.id)
    with pytest.raises(KeyError):
        library.delete(original.id)


def test_a_deleted_brush_is_gone_with_its_star(library: Library) -> None:
    made = library.add(Preset("", "Blob", Brush()))
    library.set_favourite(made.id, True)
    library.delete(made.id)
    again = Library(library.folder)
    assert again.find(made.id) is None
    assert not again.is_favourite(made.id)


def test_favourites_are_kept(library: Library) -> None:
    first = library.presets[0].id
    library.set_favourite(first, True)
    again = Library(library.folder)
    assert [preset.id for preset in again.matching(favourites=True)] == [first]
    again.set_favourite(first, False)
    assert Library(library.folder).matching(favourites=True) == ()


def test_broken_files_are_left_out_and_named(library: Library) -> None:
    made = library.add(Preset("", "Blob", Brush()))
    (library.folder / "bad.paintbrush").write_text("{")
    (library.folder / "favourites.json").write_text("[1, {")
    again = Library(library.folder)
    assert again.find(made.id) == made
    assert [str(problem) for problem in again.problems] == [
        "“bad.paintbrush” could not be opened: it is no brush file."
    ]
    assert (library.folder / "bad.paintbrush").exists()


def test_words_and_tags_find_brushes(library: Library) -> None:
    made = library.add(Preset("", "Zebra stripes", Brush(), ("Ink", "animal")))
    assert library.matching("ZEBRA ani") == (made,)
    assert library.matching(tag="animal") == (made,)
    assert library.matching("zebra", "Oil") == ()
    assert library.tags[-1] == "animal"
    assert made in library.matching(tag="Ink")


def test_kinds_come_in_their_order(library: Library) -> None:
    first = [TAGS.index(preset.tags[0]) for preset in library.presets]
    assert first == sorted(first)


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    library = Library(tmp_path / "file" / "brushes")
    with pytest.raises(FormatError):
        library.add(Preset("", "Blob", Brush()))
    assert library.find("blob") is None
