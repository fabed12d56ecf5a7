"""Settings and results kept inside the document's file."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from paintapp import formats
from paintapp.document.identity import identity
from paintapp.generation.results import Result, ResultStore
from paintapp.ui.generate import document_file
from paintapp.ui.window import Window
from tests.generation.test_record import generation
from tests.generation.test_results import picture
from tests.ui.conftest import Run
from tests.ui.steps import paint


def result(window: Window, seed: int = 1, document: str | None = None) -> Result:
    """A finished picture of the document, as a job would leave it."""
    record, store = generation(), window.generate.results.list.store
    assert store is not None
    name = identity(window.editor.document) if document is None else document
    made = store.save(picture(seed, record), record.single(seed), seed, 1.0, document=name)
    window.generate.results.list.add(made)
    return made


def saved(window: Window, run: Run, path: Path) -> Path:
    window.files.path = path
    assert run(window.files.save())
    return path


def entries(path: Path) -> dict[str, bytes]:
    return formats.read_extra(path)


def other_store(window: Window, qtbot: QtBot, folder: Path) -> ResultStore:
    """The file is opened on another machine: nothing is in the store."""
    store = ResultStore(folder)
    results = window.generate.results.list
    for name in results.identifiers:
        results.remove(name)
    results._removed.clear()
    results.store = store
    window.generate.document_file._store = store
    return store


def test_settings_go_with_the_document(
    window: Window, run: Run, qtbot: QtBot, tmp_path: Path
) -> None:
    generate = window.generate
    generate.choose(prompt="a red boat", negative_prompt="fog", count=5, grow=12, seed=9)
    generate.choose_strength(0.35)
    wanted = generate.choices
    path = saved(window, run, tmp_path / "boat.ora")
    assert list(entries(path)) == ["settings.json"]
    run(window.files.open_path(path))
    generate.choose(prompt="something else", count=1, grow=None)
    run(window.files.open_path(path))
    qtbot.waitUntil(lambda: generate.choices == wanted)
    assert window.prompt_bar.prompt.toPlainText() == "a red boat"
    assert not generate.settings.can_undo
    assert not window.editor.modified


@pytest.mark.parametrize("content", [b"", b"{", b'{"count": 99}', b"[" * 99999, b"\xff"])
def test_broken_settings_do_no_harm(
    window: Window, run: Run, qtbot: QtBot, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "broken.ora"
    options = formats.SaveOptions(extra={"settings.json": content})
    formats.save_document(window.editor.document, path, options=options)
    before = window.generate.choices
    run(window.files.open_path(path))
    qtbot.wait(100)
    assert window.generate.choices == before
    assert window.files.path == path


def test_a_model_that_is_not_listed_is_not_chosen(
    window: Window, run: Run, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "strange.ora"
    strange = msgspec.structs.replace(
        window.generate.choices, model="/tmp/strange", prompt="a strange thing"
    )
    options = formats.SaveOptions(extra={"settings.json": msgspec.json.encode(strange)})
    formats.save_document(window.editor.document, path, options=options)
    model = window.generate.choices.model
    run(window.files.open_path(path))
    qtbot.waitUntil(lambda: window.generate.choices.prompt == "a strange thing")
    assert window.generate.choices.model == model


def test_results_stay_out_of_the_file_unless_they_are_wanted(
    window: Window, run: Run, tmp_path: Path
) -> None:
    result(window)
    assert list(entries(saved(window, run, tmp_path / "small.ora"))) == ["settings.json"]
    window.generate.choose(keep_results=True)
    exported = tmp_path / "flat.png"
    formats.save_document(window.editor.document, exported)
    assert entries(exported) == {}


def test_results_in_the_file_come_back_bit_for_bit(
    window: Window, run: Run, qtbot: QtBot, tmp_path: Path
) -> None:
    mine = [result(window, seed) for seed in (1, 2)]
    other = result(window, 3, document="another")
    discarded = result(window, 4)
    window.generate.results.discard([discarded.id])
    window.generate.choose(keep_results=True)
    paint(window)
    document = window.editor.document
    path = saved(window, run, tmp_path / "whole.ora")
    names = {f"results/{one.id}{suffix}" for one in mine for suffix in (".png", ".json")}
    assert set(entries(path)) == {"settings.json", *names}
    assert formats.open_document(path) == document

    store = other_store(window, qtbot, tmp_path / "elsewhere")
    run(window.files.open_path(path))
    listed = window.generate.results.list
    qtbot.waitUntil(lambda: listed.rowCount() == 2)
    assert [store.read(one.id) for one in mine] == mine
    assert listed.identifiers == [one.id for one in reversed(mine)]
    assert other.id not in store.identifiers()
    assert "2 results came with the file" in window.generate.notice.text
    assert window.generate.choices.keep_results
    # Once more: nothing is new, nothing is doubled.
    run(window.files.open_path(path))
    qtbot.wait(100)
    assert listed.rowCount() == 2


def test_a_strangers_results_are_bounded(
    window: Window, run: Run, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = result(window)
    store = window.generate.results.list.store
    assert store is not None
    image, record = (path.read_bytes() for path in store.files(good.id).values())
    names = [f"{number:016x}-{number:08x}" for number in range(1, 7)]
    extra: dict[str, bytes] = {}
    for name in names:
        extra |= {f"results/{name}.png": image, f"results/{name}.json": record}
    extra[f"results/{names[5]}.png"] = b"\0" * (1 << 20)  # larger than is read
    extra[f"results/{names[4]}.json"] = record[:-9]
    del extra[f"results/{names[3]}.json"]
    extra |= {"results/../../evil.png": image, "results/../../evil.json": record}
    extra |= {"results/": b"", "results/x": b"x"}
    future = "f" * 16 + "-00000000"
    extra |= {f"results/{future}.png": image, f"results/{future}.json": record}
    path = tmp_path / "stranger.ora"
    formats.save_document(window.editor.document, path, options=formats.SaveOptions(extra=extra))
    fresh = other_store(window, qtbot, tmp_path / "elsewhere")
    monkeypatch.setattr(document_file, "RESULT_BYTES", 1 << 19)
    run(window.files.open_path(path))
    qtbot.waitUntil(lambda: window.generate.notice.problem)
    assert "could not be read" in window.generate.notice.text
    assert fresh.identifiers() == names[:3]
    assert sorted(p.name for p in tmp_path.iterdir() if "evil" in p.name) == []
    assert {p.name[:25] for p in fresh.folder.iterdir()} == set(names[:3])


@pytest.mark.parametrize("limit", ["MAXIMUM_RESULTS", "TOTAL_BYTES"])
def test_neither_number_nor_size_is_without_limit(
    window: Window,
    run: Run,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    limit: str,
) -> None:
    mine = [result(window, seed) for seed in range(5)]
    store = window.generate.results.list.store
    assert store is not None
    window.generate.choose(keep_results=True)
    path = saved(window, run, tmp_path / "many.ora")
    monkeypatch.setattr(
        document_file, limit, 2 if limit == "MAXIMUM_RESULTS" else store.used_bytes() * 2 // 5 + 99
    )
    again = saved(window, run, tmp_path / "fewer.ora")
    said = window.prompt_bar.problem.label
    qtbot.waitUntil(lambda: "3 older results" in said.text())
    newest = {one.id for one in mine[-2:]}
    assert {json.loads(data)["seed"] for name, data in entries(again).items()
            if name.endswith(".json") and name != "settings.json"} == {3, 4}  # fmt: skip
    fresh = other_store(window, qtbot, tmp_path / "elsewhere")
    run(window.files.open_path(path))
    qtbot.waitUntil(lambda: len(fresh.identifiers()) >= 2)
    qtbot.wait(100)
    assert set(fresh.identifiers()) == newest
