"""Results on disk."""

import errno
import os
import time
from pathlib import Path

import numpy as np
import pytest

from paintapp.generation import results as module
from paintapp.generation.protocol import Raster
from paintapp.generation.record import Generation
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
    assert store.prune() == 0
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


def test_only_old_results_beyond_the_budget_are_pruned(
    store: ResultStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = generation()
    now = time.time()
    for days in (5, 4, 3, 0):
        monkeypatch.setattr(module.time, "time", lambda days=days: now - days * 86400)
        store.save(picture(days, record), record, days, 1.0)
    monkeypatch.setattr(module.time, "time", lambda: now)
    each = store.used_bytes() // 4
    assert ResultStore(store.folder, budget_bytes=5 * each).prune() == 0
    assert ResultStore(store.folder, budget_bytes=int(2.5 * each)).prune() == 2
    assert [result.seed for result in store.read_all()[0]] == [3, 0]
    assert ResultStore(store.folder, budget_bytes=0).prune() == 1  # today's stays
    assert [result.seed for result in store.read_all()[0]] == [0]


@pytest.mark.parametrize("name", ["../x", "", "a/b", "0" * 25, "x" * 25])
def test_names_cannot_leave_the_folder(store: ResultStore, name: str) -> None:
    with pytest.raises(StoreError):
        store.read(name)
    with pytest.raises(StoreError):
        store.remove(name)
