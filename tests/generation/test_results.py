"""Results on disk."""

import errno
import json
import os
import time
from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np
import pytest

from paintapp.generation import results as module
from paintapp.generation.record import Generation
from paintapp.generation.request import Raster
from paintapp.generation.results import ResultStore, StoreError
from tests.generation.test_record import generation


def picture(seed: int, record: Generation) -> Raster:
    rng = np.random.default_rng(seed)
    shape = (record.request.height, record.request.width, 3)
    return Raster.from_array(rng.integers(0, 256, shape).astype(np.uint8))


@pytest.fixture
def store(tmp_path: Path) -> ResultStore:
    return ResultStore(tmp_path / "results")


def test_results_survive_a_restart(store: ResultStore) -> None:
    record = generation()
    saved = [store.save(picture(i, record), record.single(i), i, 1.5) for i in range(3)]
    read, problems = ResultStore(store.folder).read_all()
    assert read == saved and problems == []
    assert store.identifiers() == [result.id for result in saved]
    assert ResultStore(store.folder).read_all(limit=2)[0] == saved[1:]
    store.remove(saved[1].id)
    store.remove(saved[1].id)
    assert store.read_all()[0] == [saved[0], saved[2]]
    assert len(list(store.folder.iterdir())) == 4


def test_an_empty_store_needs_no_folder(store: ResultStore) -> None:
    assert store.read_all() == ([], [])
    assert store.prune() == []
    store.tidy()
    assert not store.folder.exists()


@pytest.mark.parametrize("damage", ["truncated", "no picture", "nonsense", "swapped", "empty"])
def test_damaged_results_are_skipped_and_named(store: ResultStore, damage: str) -> None:
    record = generation()
    bad, good = (store.save(picture(i, record), record.single(i), i, 1.0) for i in range(2))
    path = store.folder / f"{bad.id}.png"
    if damage == "truncated":
        path.write_bytes(path.read_bytes()[:500])
    elif damage == "no picture":
        path.unlink()
    elif damage == "nonsense":
        path.with_suffix(".json").write_text("{broken")
    elif damage == "swapped":
        path.write_bytes(Raster.from_array(np.zeros((8, 8, 3), np.uint8)).png())
    else:
        path.with_suffix(".json").write_bytes(b"")
    results, problems = store.read_all()
    assert results == [good]
    assert len(problems) == 1 and bad.id in problems[0]


def test_a_crash_between_both_files_leaves_no_result(
    store: ResultStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = generation()
    store.save(picture(0, record), record, 0, 1.0)
    written: list[Path] = []

    def stop(path: Path, data: bytes) -> None:
        if written:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written.append(path)
        path.write_bytes(data)

    monkeypatch.setattr(module, "_write", stop)
    with pytest.raises(StoreError, match="No space left on device"):
        store.save(picture(1, record), record, 1, 1.0)
    assert len(store.read_all()[0]) == 1
    assert len(list(store.folder.iterdir())) == 2


def test_a_folder_that_is_a_file_is_said(tmp_path: Path) -> None:
    path = tmp_path / "taken"
    path.write_text("x")
    record = generation()
    with pytest.raises(StoreError, match="could not be kept on disk"):
        ResultStore(path).save(picture(0, record), record, 0, 1.0)
    assert path.read_text() == "x"


def aged(store: ResultStore, monkeypatch: pytest.MonkeyPatch, *days: float) -> list[str]:
    """Results made so many days ago; their ids."""
    record, now = generation(), time.time()
    found = []
    for age in days:
        monkeypatch.setattr(module.time, "time", lambda age=age: now - age * 86400)
        found.append(store.save(picture(int(age), record), record, int(age), 1.0).id)
    monkeypatch.setattr(module.time, "time", lambda: now)
    return found


def test_only_old_results_beyond_the_budget_are_pruned(
    store: ResultStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PROTECTED_NEWEST", 0)
    aged(store, monkeypatch, 5, 4, 3, 0)
    each = store.used_bytes() // 4
    assert ResultStore(store.folder, budget_bytes=5 * each).prune() == []
    assert len(ResultStore(store.folder, budget_bytes=int(2.5 * each)).prune()) == 2
    assert [result.seed for result in store.read_all()[0]] == [3, 0]
    assert len(ResultStore(store.folder, budget_bytes=0).prune()) == 1  # today's stays
    assert [result.seed for result in store.read_all()[0]] == [0]


def test_starred_and_newest_results_are_never_pruned(
    store: ResultStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PROTECTED_NEWEST", 2)
    oldest, second, third, fourth = aged(store, monkeypatch, 9, 8, 7, 6)
    store.star(oldest, True)
    store.budget_bytes = 0
    usage = store.usage()
    assert usage.surplus == (second,) and usage.used == store.used_bytes()
    assert store.prune() == [second]
    assert store.identifiers() == [oldest, third, fourth]
    store.star(oldest, False)
    assert ResultStore(store.folder, 0).starred() == set()
    assert store.prune() == [oldest]
    assert store.prune() == []


def test_a_star_survives_a_restart_and_goes_with_its_result(store: ResultStore) -> None:
    record = generation()
    kept = store.save(picture(0, record), record, 0, 1.0)
    store.star(kept.id, True)
    store.star(kept.id, True)
    assert ResultStore(store.folder).starred() == {kept.id}
    store.remove(kept.id)
    assert list(store.folder.iterdir()) == []


def test_a_summary_tells_what_a_result_is_without_its_picture(store: ResultStore) -> None:
    record = generation()
    prompt = 'a "boat", "generation": {"x": 1},"generation":\\ ✿'
    record = replace(record, request=msgspec.structs.replace(record.request, prompt=prompt))
    saved = store.save(picture(0, record), record.single(7), 7, 1.5, document="abc")
    (store.folder / f"{saved.id}.png").unlink()
    summary = store.summary(saved.id)
    assert (summary.prompt, summary.seed, summary.seconds) == (prompt, 7, 1.5)
    assert (summary.model, summary.task) == (record.request.model, record.request.task)
    assert (summary.document, summary.created) == ("abc", saved.created)


def test_records_without_a_summary_are_read_whole(store: ResultStore) -> None:
    record = generation()
    saved = store.save(picture(0, record), record, 3, 1.5)
    path = store.folder / f"{saved.id}.json"
    found = json.loads(path.read_bytes())
    for name in ("document", "prompt", "model", "task"):
        del found[name]
    path.write_text(json.dumps(found))
    assert store.read(saved.id) == saved
    assert store.summary(saved.id).prompt == record.request.prompt


@pytest.mark.parametrize(
    "damage", [b"", b"{", b'{"version":1,"generation":0}', b"\xff" * 100, b'[],"generation":']
)
def test_a_damaged_record_has_no_summary(store: ResultStore, damage: bytes) -> None:
    record = generation()
    saved = store.save(picture(0, record), record, 0, 1.0)
    (store.folder / f"{saved.id}.json").write_bytes(damage)
    with pytest.raises(StoreError, match=saved.id):
        store.summary(saved.id)


def test_results_can_be_taken_in_from_elsewhere(store: ResultStore, tmp_path: Path) -> None:
    record = generation()
    saved = store.save(picture(0, record), record, 0, 1.0, document="abc")
    files = {suffix: path.read_bytes() for suffix, path in store.files(saved.id).items()}
    other = ResultStore(tmp_path / "other")
    assert other.take_in(saved.id, files[".png"], files[".json"])
    assert not other.take_in(saved.id, files[".png"], files[".json"])
    assert other.read(saved.id) == saved


@pytest.mark.parametrize("damage", ["picture", "record", "size", "future", "name", "swapped"])
def test_nothing_broken_is_taken_in(store: ResultStore, tmp_path: Path, damage: str) -> None:
    record = generation()
    saved = store.save(picture(0, record), record, 0, 1.0)
    image, text = (path.read_bytes() for path in store.files(saved.id).values())
    name = saved.id
    if damage == "picture":
        image = image[:-30]
    elif damage == "record":
        text = text[:-2]
    elif damage == "size":
        image = Raster.from_array(np.zeros((8, 8, 3), np.uint8)).png()
    elif damage == "future":
        name = "f" * 16 + name[16:]
    elif damage == "name":
        name = "../" + name
    else:
        image, text = text, image
    other = ResultStore(tmp_path / "other")
    with pytest.raises(StoreError):
        other.take_in(name, image, text)
    assert other.identifiers() == []
    assert not other.folder.exists() or list(other.folder.iterdir()) == []


def test_leftovers_of_a_killed_program_are_tidied_away(store: ResultStore) -> None:
    record = generation()
    saved = store.save(picture(0, record), record, 0, 1.0)
    store.star(saved.id, True)
    lost = "0" * 16 + "-" + "1" * 8
    leftovers = [f".{lost}.png.part", f"{lost}.png", f"{lost}.star", f".{saved.id}.json.part"]
    for name in (*leftovers, "notes.txt"):
        (store.folder / name).write_bytes(b"x")
    store.tidy()
    assert len(list(store.folder.iterdir())) == 8  # they may be another program's, right now
    old = time.time() - 3 * 86400
    for path in store.folder.iterdir():
        os.utime(path, (old, old))
    store.tidy()
    assert {path.name for path in store.folder.iterdir()} == {
        f"{saved.id}.png",
        f"{saved.id}.json",
        f"{saved.id}.star",
        "notes.txt",
    }


@pytest.mark.parametrize("name", ["../x", "", "a/b", "0" * 25, "x" * 25])
def test_names_cannot_leave_the_folder(store: ResultStore, name: str) -> None:
    with pytest.raises(StoreError):
        store.read(name)
    with pytest.raises(StoreError):
        store.remove(name)
