"""The journal: what is kept comes back bit for bit, costs what changed, and keeps house."""

from __future__ import annotations

import errno
import gc
import itertools
import os
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paintapp.document import (
    FULL,
    TILE,
    Document,
    GroupLayer,
    Origin,
    RasterLayer,
)
from paintapp.document.history import planes_of
from paintapp.editor import Editor
from paintapp.formats import journal as journal_module
from paintapp.formats import journal_record
from paintapp.formats.errors import FormatError
from paintapp.formats.journal import (
    DECLINED_SECONDS,
    FileStamp,
    Journal,
    JournalScan,
    Limits,
    Moment,
    decline,
    find_unsaved,
    stamp_of,
)
from paintapp.formats.journal_claim import BROKEN, left_behind, new_claim
from paintapp.formats.journal_write import JournalFile
from tests.formats.documents import busy_document, documents, soft_mask, soft_pixels

EAGER = Limits(pause_seconds=0.0, spare_bytes=0, retry_seconds=0.05)


def write(path: Path, *moments: Moment, hurried: bool = True) -> list[int]:
    """A journal of some moments; where each of them ends."""
    file = JournalFile(path)
    ends = []
    for moment in moments:
        for _ in file.append(moment, hurried=hurried):
            pass
        ends.append(file.size)
    file.sync()
    file.close()
    return ends


def assert_same(found: Document, wanted: Document) -> None:
    """Equal in every property, and every plane with the same tiles."""
    assert found == wanted
    one, other = planes_of(found), planes_of(wanted)
    assert one.keys() == other.keys()
    for place, plane in one.items():
        assert plane.fill == other[place].fill
        assert set(plane.tiles) == set(other[place].tiles)
        for key, tile in plane.tiles.items():
            assert tile.dtype == np.uint16
            assert not tile.flags.writeable
            assert np.array_equal(tile, other[place].tiles[key])


# The file


@settings(max_examples=12, deadline=None)
@given(documents(), documents(), st.booleans())
def test_what_is_written_comes_back(
    tmp_path_factory: pytest.TempPathFactory, first: Document, second: Document, hurried: bool
) -> None:
    path = tmp_path_factory.mktemp("journal") / "j"
    write(path, Moment(first), hurried=hurried)
    assert_same(JournalScan(path).moment().document, first)
    moment = Moment(
        second, Path("/home/\udcff/a picture.ora"), FileStamp(12, 1 << 62), saved=True, active=7
    )
    ends = write(path, Moment(first), moment, hurried=hurried)
    scan = JournalScan(path)
    assert (scan.state, scan.end, scan.saved) == ("whole", ends[-1], True)
    found = scan.moment()
    assert_same(found.document, second)
    assert (found.path, found.stamp, found.active) == (moment.path, moment.stamp, 7)
    assert found.when == moment.when


def test_every_kind_of_tile(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(0)
    noise = random.integers(0, 65536, (TILE, TILE, 4)).astype(np.uint16)
    ramp = np.add.outer(np.arange(TILE) * 900, np.arange(TILE) * 37).astype(np.uint16)
    flat = np.broadcast_to(np.array([1, 2, 3, 4], np.uint16), (TILE, TILE, 4))
    column = np.zeros((TILE, TILE), np.uint16)
    column[5:, :] = FULL
    for tile in (noise, ramp, flat, column, noise[..., 0].copy()):
        channels = 1 if tile.ndim == 2 else 4
        for hurried in (False, True):
            data = journal_record.pack_tile(tile, hurried=hurried)
            assert len(data) <= tile.nbytes + 2
            assert np.array_equal(journal_record.unpack_tile(data, channels), tile)
        with pytest.raises(ValueError, match="kind"):
            journal_record.unpack_tile(data, 5 - channels)
    assert len(journal_record.pack_tile(np.ascontiguousarray(flat))) == 10
    assert len(journal_record.pack_tile(ramp)) < ramp.nbytes // 8


def test_a_step_costs_what_it_changed_and_undo_next_to_nothing(tmp_path: Path) -> None:
    editor = Editor(Document(512, 512, (RasterLayer(id=1, name="a", pixels=soft_pixels(1, 512)),)))
    file = JournalFile(tmp_path / "j")
    list(file.append(Moment(editor.document)))
    first = file.size
    with editor.edit("Stroke") as edit:
        edit.put_plane("pixels", 1, editor.document.raster(1).pixels.written(
            np.random.default_rng(2).integers(0, 9, (20, 20, 4)).astype(np.uint16), 10, 10
        ))  # fmt: skip
    list(file.append(Moment(editor.document)))
    one_tile = file.size - first
    assert one_tile < TILE * TILE * 8 + 1000
    for travel in (editor.undo, editor.redo):
        before = file.size
        travel()
        list(file.append(Moment(editor.document)))
        assert file.size - before < 400
    file.sync()
    assert_same(JournalScan(tmp_path / "j").moment().document, editor.document)


def test_planes_that_go_and_come_again_start_from_nothing(tmp_path: Path) -> None:
    layer = RasterLayer(id=1, name="a", pixels=soft_pixels(1), mask=soft_mask(2, FULL, 70, 70))
    with_mask = Document(100, 100, (layer,))
    without = Document(100, 100, (replace(layer, mask=None),))
    other = Document(100, 100, (replace(layer, mask=soft_mask(3, 9, 0, 0)),))
    write(tmp_path / "j", *(Moment(d) for d in (with_mask, without, other)))
    assert_same(JournalScan(tmp_path / "j").moment().document, other)


def test_long_origins_are_written_once(tmp_path: Path) -> None:
    detail = '{"prompt": "' + "".join(map(chr, range(300, 9000))) + '\udc80"}'
    layer = RasterLayer(id=1, name="a", origin=Origin("generated", detail))
    steps = [Document(64, 64, (replace(layer, opacity=o / 10),)) for o in range(10)]
    ends = write(tmp_path / "j", *map(Moment, steps))
    assert ends[-1] - ends[0] < 9 * 500
    assert_same(JournalScan(tmp_path / "j").moment().document, steps[-1])


def test_what_cannot_be_read_again_is_refused_with_a_reason(tmp_path: Path) -> None:
    layer: GroupLayer | RasterLayer = RasterLayer(id=1, name="deep")
    for number in range(2, 80):
        layer = GroupLayer(id=number, name="g", children=(layer,))
    with pytest.raises(FormatError, match="nested"):
        write(tmp_path / "j", Moment(Document(64, 64, (layer,))))


def test_the_writer_keeps_no_old_documents_alive(tmp_path: Path) -> None:
    file = JournalFile(tmp_path / "j")
    tiles = []
    for number in range(3):
        document = Document(64, 64, (RasterLayer(id=1, name="a", pixels=soft_pixels(number)),))
        tiles.append(weakref.ref(next(iter(document.raster(1).pixels.tiles.values()))))
        list(file.append(Moment(document)))
        del document
    gc.collect()
    assert [tile() is not None for tile in tiles] == [False, False, True]


# The thread


def step(editor: Editor, number: int, side: int = 40) -> None:
    random = np.random.default_rng(number)
    with editor.edit("Stroke") as edit:
        plane = edit.plane("pixels", 1)
        dab = random.integers(0, 65536, (side, side, 4)).astype(np.uint16)
        edit.put_plane("pixels", 1, plane.written(dab, *map(int, random.integers(0, 200, 2))))


def empty(side: int = 256) -> Document:
    return Document(side, side, (RasterLayer(id=1, name="a"),))


def journals(folder: Path) -> list[str]:
    return sorted(path.suffix for path in folder.iterdir())


def come_back(folder: Path) -> Moment:
    left = find_unsaved(folder)
    assert left.unsaved is not None
    moment = left.unsaved.scan.moment()
    left.unsaved.claim.release()
    return moment


def test_steps_are_kept_and_the_newest_comes_back(tmp_path: Path) -> None:
    editor, journal = Editor(empty()), Journal(tmp_path, limits=EAGER)
    for number in range(5):
        step(editor, number)
        journal.keep(Moment(editor.document, Path("a.ora"), active=1))
        assert journal.flush(10)
    editor.undo()
    journal.keep(Moment(editor.document, Path("a.ora"), active=1))
    journal.close(remove=False)
    assert journals(tmp_path) == [".journal", ".lock"]
    found = come_back(tmp_path)
    assert_same(found.document, editor.document)
    assert (found.path, found.active, found.saved) == (Path("a.ora"), 1, False)


def test_handing_over_takes_no_time_and_skips_what_is_superseded(tmp_path: Path) -> None:
    editor, kept = Editor(empty(2048)), list[Moment]()
    journal = Journal(tmp_path, kept=kept.append, limits=EAGER)
    times = []
    for number in range(60):
        step(editor, number, 400)
        moment = Moment(editor.document)
        start = time.perf_counter()
        journal.keep(moment)
        times.append(time.perf_counter() - start)
    assert journal.flush(30)
    journal.close(remove=False)
    assert sorted(times)[len(times) // 2] < 0.001
    assert kept[-1] is moment
    assert [m.when for m in kept] == sorted(m.when for m in kept)
    assert_same(come_back(tmp_path).document, editor.document)


def test_the_file_stays_within_twice_its_first_size_and_the_room(tmp_path: Path) -> None:
    limits = replace(EAGER, room_bytes=300_000)
    editor, journal = Editor(empty()), Journal(tmp_path, limits=limits)
    sizes, inodes = [], set()
    for number in range(80):
        step(editor, number)
        journal.keep(Moment(editor.document))
        assert journal.flush(10)
        status = next(tmp_path.glob("*.journal")).stat()
        sizes.append(status.st_size)
        inodes.add(status.st_ino)
    journal.close(remove=False)
    whole = 16 * (TILE * TILE * 8 + 100)
    assert max(sizes) <= max(2 * whole, whole + 300_000) + 9 * TILE * TILE * 8
    assert sum(1 for a, b in itertools.pairwise(sizes) if b < a) >= 3
    assert journals(tmp_path) == [".journal", ".lock"]
    assert_same(come_back(tmp_path).document, editor.document)


def test_saving_and_parting_clean_up(tmp_path: Path) -> None:
    editor, journal = Editor(empty()), Journal(tmp_path, limits=EAGER)
    step(editor, 1)
    journal.keep(Moment(editor.document))
    assert journal.flush(10)
    journal.keep(Moment(editor.document, tmp_path / "a.ora", saved=True))
    assert journal.flush(10)
    assert journals(tmp_path) == [".lock"]
    step(editor, 2)
    journal.keep(Moment(editor.document))
    assert journal.flush(10)
    assert ".journal" in journals(tmp_path)
    journal.close(remove=True)
    assert journals(tmp_path) == []


def test_an_unchanged_document_leaves_no_trace_unless_it_is_large(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "small", limits=EAGER)
    journal.keep(Moment(busy_document(1), saved=True))
    assert journal.flush(10)
    journal.close(remove=False)
    assert not (tmp_path / "small").exists()

    journal = Journal(tmp_path / "large", limits=replace(EAGER, prepared_tiles=4))
    journal.keep(Moment(busy_document(1), saved=True))
    assert journal.flush(10)
    journal.close(remove=False)
    assert journals(tmp_path / "large") == [".journal", ".lock"]
    left = find_unsaved(tmp_path / "large")
    assert (left.unsaved, left.waiting, left.damaged) == (None, 0, 0)
    assert journals(tmp_path / "large") == []


def test_a_large_saved_document_is_prepared_and_its_step_is_small(tmp_path: Path) -> None:
    limits = replace(EAGER, prepared_tiles=4)
    editor, journal = Editor(busy_document(5)), Journal(tmp_path, limits=limits)
    journal.keep(Moment(editor.document, saved=True))
    assert journal.flush(10)
    before = next(tmp_path.glob("*.journal")).stat().st_size
    with editor.edit("Stroke") as edit:
        edit.document = replace(edit.document, resolution=300.0)
    journal.keep(Moment(editor.document))
    assert journal.flush(10)
    assert next(tmp_path.glob("*.journal")).stat().st_size - before < 2000
    journal.close(remove=False)
    assert_same(come_back(tmp_path).document, editor.document)


class FullDisk:
    """Writing fails as on a full disk, as long as ``full``."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.full = False
        write = JournalFile._write

        def limited(file: JournalFile, kind: bytes, payload: bytes) -> None:
            if self.full:
                file._file.write(b"half of it")
                file._file.flush()
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            write(file, kind, payload)

        monkeypatch.setattr(JournalFile, "_write", limited)


def test_a_full_disk_is_told_once_and_loses_nothing_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk, told = FullDisk(monkeypatch), list[Exception | None]()
    again = threading.Event()

    def failed(error: Exception | None) -> None:
        told.append(error)
        if error is None:
            again.set()

    editor, journal = Editor(empty()), Journal(tmp_path, failed=failed, limits=EAGER)
    step(editor, 1)
    safe = editor.document
    journal.keep(Moment(safe))
    assert journal.flush(10)
    disk.full = True
    for number in range(2, 6):
        step(editor, number)
        journal.keep(Moment(editor.document))
        assert not journal.flush(0.1)
    assert [type(error) for error in told] == [OSError]
    assert_same(JournalScan(next(tmp_path.glob("*.journal"))).moment().document, safe)
    disk.full = False
    assert journal.flush(10)
    assert again.wait(10)
    assert told[1:] == [None]
    journal.close(remove=False)
    assert_same(come_back(tmp_path).document, editor.document)


def test_the_last_of_the_disk_is_left_for_the_artists_files(tmp_path: Path) -> None:
    told = list[Exception | None]()
    journal = Journal(tmp_path, failed=told.append, limits=replace(EAGER, spare_bytes=1 << 60))
    journal.keep(Moment(empty()))
    assert not journal.flush(0.3)
    journal.close(remove=False)
    assert isinstance(told[0], OSError)
    assert told[0].errno == errno.ENOSPC
    assert len(told) == 1


def test_a_folder_that_cannot_be_made_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    told = list[Exception | None]()
    journal = Journal(tmp_path / "file" / "journals", failed=told.append, limits=EAGER)
    for number in range(3):
        journal.keep(Moment(busy_document(number)))
        assert not journal.flush(0.1)
    journal.close(remove=False)
    assert len(told) == 1
    assert find_unsaved(tmp_path / "file" / "journals").unsaved is None


# Whose it is


HOLDER = """
import sys
from pathlib import Path
from paintapp.document import Document
from paintapp.formats.journal import Journal, Moment
journal = Journal(Path(sys.argv[1]))
journal.keep(Moment(Document(64, 64)))
print(journal.flush(30), flush=True)
sys.stdin.read()
"""


def test_a_running_program_keeps_its_journal_and_a_killed_one_leaves_it(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "True\n"
    assert left_behind(tmp_path) == []
    assert find_unsaved(tmp_path).unsaved is None
    mine = Journal(tmp_path, limits=EAGER)
    mine.keep(Moment(empty()))
    assert mine.flush(10)
    mine.close(remove=True)
    assert journals(tmp_path) == [".journal", ".lock"]
    holder.kill()
    holder.wait()
    holder.stdout.close()
    assert come_back(tmp_path).document == Document(64, 64)


def leave(folder: Path, moment: Moment) -> Path:
    """A journal whose program has gone."""
    claim = new_claim(folder)
    write(claim.journal, moment)
    claim.release()
    return claim.journal


def test_several_are_taken_one_after_the_other_the_wanted_file_first(tmp_path: Path) -> None:
    for number in range(3):
        leave(tmp_path, Moment(empty(), tmp_path / f"{number}.ora", when=float(number)))
    first = find_unsaved(tmp_path, tmp_path / "1.ora")
    assert first.unsaved is not None
    assert (first.unsaved.scan.file, first.waiting) == (tmp_path / "1.ora", 2)
    second = find_unsaved(tmp_path, tmp_path / "none.ora")
    assert second.unsaved is not None
    assert (second.unsaved.scan.file, second.waiting) == (tmp_path / "2.ora", 1)
    second.unsaved.claim.remove()
    first.unsaved.claim.release()
    third = find_unsaved(tmp_path)
    assert third.unsaved is not None
    assert (third.unsaved.scan.file, third.waiting) == (tmp_path / "1.ora", 1)


def test_what_ends_the_program_again_and_again_waits_until_it_is_asked_for(tmp_path: Path) -> None:
    for seed in (1, 2):
        leave(tmp_path, Moment(busy_document(seed), when=float(seed)))

    def attempt(*, asked_for: bool = False) -> tuple[float | None, int]:
        left = find_unsaved(tmp_path, asked_for=asked_for)
        if left.unsaved is None:
            return None, left.waiting
        left.unsaved.claim.attempt()
        left.unsaved.claim.release()
        return left.unsaved.scan.when, left.waiting

    assert [attempt() for _ in range(7)] == [(2.0, 1)] * 3 + [(1.0, 1)] * 3 + [(None, 2)]
    assert attempt(asked_for=True) == (2.0, 1)
    left = find_unsaved(tmp_path, asked_for=True)
    assert left.unsaved is not None
    left.unsaved.claim.attempt()
    left.unsaved.claim.succeeded()
    left.unsaved.claim.release()
    left.unsaved.claim.succeeded()
    assert attempt() == (2.0, 1)


def test_what_was_declined_waits_for_a_month_and_then_goes(tmp_path: Path) -> None:
    mine, other = (
        leave(tmp_path, Moment(empty(), tmp_path / f"{number}.ora", when=float(number)))
        for number in (2, 1)
    )
    decline([mine])
    mark = mine.with_suffix(".declined")

    def found(*arguments: Path, asked_for: bool = False) -> tuple[str | None, int]:
        left = find_unsaved(tmp_path, *arguments, asked_for=asked_for)
        if left.unsaved is None:
            return None, left.waiting
        left.unsaved.claim.release()
        assert left.unsaved.scan.file is not None
        return left.unsaved.scan.file.name, left.waiting

    # It does not come back by itself, but when it is asked for, or its file is opened.
    assert found() == ("1.ora", 1)
    assert found(tmp_path / "2.ora") == ("2.ora", 1)
    other.unlink()
    assert found() == (None, 1)
    assert found(asked_for=True) == ("2.ora", 0)
    # Declining it again does not begin the month anew.
    long_ago = time.time() - DECLINED_SECONDS + 60
    os.utime(mark, (long_ago, long_ago))
    decline([mine])
    assert found() == (None, 1)
    os.utime(mark, (long_ago - 120, long_ago - 120))
    assert found(asked_for=True) == (None, 0)
    assert list(tmp_path.iterdir()) == []


def test_what_was_not_declined_never_goes_however_old_and_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [leave(tmp_path, Moment(busy_document(n), when=float(n))) for n in range(4)]
    decline(paths[:2])
    now = time.time()
    for number, path in enumerate(paths):
        os.utime(path, (1.0, 1.0))
        if number < 2:
            os.utime(path.with_suffix(".declined"), (now - 90 + number, now - 90 + number))
    # Room for one of the two that were declined: the one declined last stays.
    monkeypatch.setattr(journal_module, "DECLINED_BYTES", paths[1].stat().st_size)
    left = find_unsaved(tmp_path)
    assert left.unsaved is not None and left.unsaved.claim.journal == paths[3]
    assert set(left.others) == set(paths[1:3])
    assert [path.exists() for path in paths] == [False, True, True, True]
    left.unsaved.claim.release()


def test_what_comes_back_or_is_open_elsewhere_counts_as_declined_no_longer(tmp_path: Path) -> None:
    path = leave(tmp_path, Moment(empty()))
    decline([path])
    left = find_unsaved(tmp_path, asked_for=True)
    assert left.unsaved is not None
    left.unsaved.claim.attempt()
    assert left.unsaved.claim.declined is None
    decline([path])  # another window's line still shows it
    assert left.unsaved.claim.declined is None
    left.unsaved.claim.succeeded()
    left.unsaved.claim.release()
    again = find_unsaved(tmp_path)
    assert again.unsaved is not None
    again.unsaved.claim.remove()
    assert list(tmp_path.iterdir()) == []


def test_a_saved_document_leaves_nothing_older_even_on_a_full_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = FullDisk(monkeypatch)
    journal = Journal(tmp_path, limits=replace(EAGER, prepared_tiles=0))
    journal.keep(Moment(busy_document(1)))
    assert journal.flush(10)
    disk.full = True
    journal.keep(Moment(busy_document(2), saved=True))
    assert not journal.flush(0.2)
    assert not list(tmp_path.glob("*.journal"))
    journal.close(remove=False)


def test_errors_of_any_kind_are_told_and_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = list[Exception | None]()
    journal = Journal(tmp_path, failed=told.append, limits=EAGER)
    with monkeypatch.context() as broken:
        broken.setattr(JournalFile, "sync", lambda file: 1 / 0)
        journal.keep(Moment(busy_document(1)))
        assert not journal.flush(0.2)
    assert journal.flush(10)
    journal.close(remove=True)
    assert [type(error) for error in told] == [ZeroDivisionError, type(None)]


def test_a_recovered_journal_is_taken_over_and_never_missing(tmp_path: Path) -> None:
    editor = Editor(busy_document(2))
    path = leave(tmp_path, Moment(editor.document))
    left = find_unsaved(tmp_path)
    assert left.unsaved is not None
    journal = Journal(tmp_path, left.unsaved.claim, limits=EAGER)
    assert_same(JournalScan(path).moment().document, editor.document)
    with editor.edit("Stroke") as edit:
        edit.document = replace(edit.document, resolution=300.0)
    journal.keep(Moment(editor.document))
    assert journal.flush(10)
    assert find_unsaved(tmp_path).unsaved is None
    journal.close(remove=False)
    assert list(tmp_path.glob("*.journal")) == [path]
    assert_same(come_back(tmp_path).document, editor.document)


def _nothing(path: Path) -> None:
    path.write_bytes(b"")


def _noise(path: Path) -> None:
    path.write_bytes(np.random.default_rng(1).bytes(5000))


def _other_magic(path: Path) -> None:
    path.write_bytes(b"x" + path.read_bytes()[1:])


@pytest.mark.parametrize("damage", [_nothing, _noise, _other_magic])
def test_a_journal_of_no_use_is_put_aside(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    good = leave(tmp_path, Moment(empty()))
    for _ in range(2):
        damage(leave(tmp_path, Moment(empty())))
    left = find_unsaved(tmp_path)
    assert left.damaged == 2
    assert left.unsaved is not None
    assert left.unsaved.claim.journal == good
    left.unsaved.claim.release()
    assert {path.name for path in tmp_path.iterdir()} == {
        BROKEN,
        good.name,
        good.with_suffix(".lock").name,
    }
    assert find_unsaved(tmp_path).damaged == 0


def test_what_a_later_version_wrote_is_left_alone(tmp_path: Path) -> None:
    path = leave(tmp_path, Moment(empty()))
    data = bytearray(path.read_bytes())
    data[16] += 1
    path.write_bytes(data)
    assert find_unsaved(tmp_path).unsaved is None
    assert path.read_bytes() == data


def test_leftovers_and_strangers_in_the_folder(tmp_path: Path) -> None:
    claim = new_claim(tmp_path)
    claim.part.write_bytes(b"half")
    claim.release()
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "sub.journal").mkdir()
    assert left_behind(tmp_path) == []
    assert {path.name for path in tmp_path.iterdir()} == {"notes.txt", "sub.journal"}
    assert left_behind(tmp_path / "missing") == []


def test_stamps_tell_files_apart(tmp_path: Path) -> None:
    assert stamp_of(tmp_path / "none") is None
    assert stamp_of(Path("a\0b")) is None
    path = tmp_path / "file"
    path.write_bytes(b"abc")
    first = stamp_of(path)
    assert first == stamp_of(path)
    os.utime(path, ns=(1, 1))
    assert stamp_of(path) != first
