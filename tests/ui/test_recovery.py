"""The document that was open when the program died comes back, with a line that says so."""

from __future__ import annotations

import asyncio
import errno
import os
import signal
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from paintapp import formats
from paintapp.app import Session
from paintapp.document import Document
from paintapp.formats.journal import Moment, find_unsaved, stamp_of
from paintapp.formats.journal_claim import new_claim
from paintapp.formats.journal_write import JournalFile
from paintapp.ui.dialogs.discard import DiscardDialog
from paintapp.ui.dialogs.unsaved import UnsavedDialog
from paintapp.ui.preferences import Preferences
from paintapp.ui.window import Window
from tests.formats.documents import busy_document
from tests.formats.test_journal import assert_same
from tests.ui.conftest import Run
from tests.ui.steps import paint, settle
from tests.ui.test_start import start


def left_unsaved(folder: Path, moment: Moment) -> Path:
    """What a program that was killed leaves behind."""
    claim = new_claim(folder)
    file = JournalFile(claim.journal)
    list(file.append(moment))
    file.sync()
    file.close()
    claim.release()
    return claim.journal


@pytest.fixture
def folder(window: Window, tmp_path: Path) -> Iterator[Path]:
    """Where the window's journals are; what it keeps there goes when the test ends."""
    yield tmp_path / "journals"
    window.recovery.close(remove=False)


def saved_file(path: Path, seed: int = 3) -> tuple[Document, Moment]:
    """A document in a file, and the moment after one more step on it."""
    document = busy_document(seed)
    formats.save_document(document, path)
    changed = replace(document, resolution=300.0)
    return document, Moment(changed, path, stamp_of(path), active=document.layers[0].id)


def dialog(kind: type[QDialog]) -> QDialog | None:
    return next(
        (w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()), None
    )


def shown(window: Window, *names: str) -> bool:
    """Whether exactly these buttons are in the line."""
    bar = window.recovery.bar
    buttons = {n: getattr(bar, n) for n in ("save", "discard", "named", "another")}
    return {n for n, b in buttons.items() if b.isVisible()} == set(names)


# Coming back


def test_nothing_left_behind_is_no_line(window: Window, run: Run, folder: Path) -> None:
    there = window.editor.document
    assert run(window.recovery.begin(folder))
    assert window.recovery.bar.isHidden()
    assert window.editor.document is there
    assert not window.editor.modified


def test_a_document_comes_back_unsaved_with_its_file_and_a_line(
    window: Window, run: Run, folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "bird.ora"
    _, moment = saved_file(path)
    left_unsaved(folder, moment)
    assert not run(window.recovery.begin(folder))
    assert_same(window.editor.document, moment.document)
    assert window.editor.modified
    assert not window.editor.can_undo
    assert window.editor.active_layer_id == moment.active
    assert window.files.path == path
    assert window.recovery.bar.isVisible()
    assert "“bird.ora”" in window.recovery.bar.text.text()
    assert shown(window, "save", "discard")
    # It is in the journal of this window now, whatever happens next.
    assert window.recovery.flush(20)
    assert find_unsaved(folder).unsaved is None
    window.recovery.close(remove=False)
    left = find_unsaved(folder)
    assert left.unsaved is not None
    assert_same(left.unsaved.scan.moment().document, moment.document)
    left.unsaved.claim.release()


def test_saving_writes_to_its_own_file_and_ends_the_line(
    window: Window, run: Run, qtbot: QtBot, folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "bird.ora"
    _, moment = saved_file(path)
    journal = left_unsaved(folder, moment)
    run(window.recovery.begin(folder))
    window.recovery.bar.save.click()
    settle(window, qtbot)
    assert formats.open_document(path) == moment.document
    assert not window.editor.modified
    assert window.recovery.bar.isHidden()
    assert window.recovery.flush(20)
    assert not journal.exists()


def test_a_file_changed_since_is_not_overwritten_without_asking(
    window: Window, run: Run, qtbot: QtBot, folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "bird.ora"
    _, moment = saved_file(path)
    left_unsaved(folder, moment)
    formats.save_document(busy_document(9), path)
    elsewhere = path.read_bytes()
    run(window.recovery.begin(folder))
    assert window.files.path is None
    assert "changed since" in window.recovery.bar.text.text()
    window.recovery.bar.save.click()
    qtbot.waitUntil(lambda: dialog(QFileDialog) is not None)
    asked = dialog(QFileDialog)
    assert isinstance(asked, QFileDialog)
    assert Path(asked.selectedFiles()[0]).stem == "bird"
    asked.reject()
    settle(window, qtbot)
    assert path.read_bytes() == elsewhere
    assert window.editor.modified
    assert shown(window, "save", "discard")


def test_a_document_without_a_file_asks_where_to_save(
    window: Window, run: Run, qtbot: QtBot, folder: Path
) -> None:
    left_unsaved(folder, Moment(busy_document(1)))
    run(window.recovery.begin(folder))
    assert window.files.path is None
    window.perform(lambda w: w.files.save())
    qtbot.waitUntil(lambda: dialog(QFileDialog) is not None)
    asked = dialog(QFileDialog)
    assert asked is not None
    asked.reject()
    settle(window, qtbot)
    assert window.editor.modified


def test_discarding_goes_back_to_the_file_and_saving_then_writes_only_there(
    window: Window, run: Run, qtbot: QtBot, folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "bird.ora"
    document, moment = saved_file(path)
    left_unsaved(folder, moment)
    run(window.recovery.begin(folder))
    window.recovery.bar.discard.click()
    qtbot.waitUntil(lambda: dialog(DiscardDialog) is not None)
    asked = dialog(DiscardDialog)
    assert isinstance(asked, DiscardDialog)
    asked.discard.click()
    settle(window, qtbot)
    assert_same(window.editor.document, _identified(document, window))
    assert not window.editor.modified
    assert window.recovery.bar.isHidden()
    assert window.recovery.flush(20)
    window.recovery.close(remove=False)
    assert find_unsaved(folder).unsaved is None


def _identified(document: Document, window: Window) -> Document:
    return replace(document, metadata=window.editor.document.metadata)


def test_discarding_what_has_no_file_leaves_an_empty_document_without_a_file(
    window: Window, run: Run, qtbot: QtBot, folder: Path, tmp_path: Path
) -> None:
    gone = tmp_path / "gone.ora"
    left_unsaved(folder, Moment(busy_document(1), gone))
    run(window.recovery.begin(folder))
    window.recovery.bar.discard.click()
    qtbot.waitUntil(lambda: dialog(DiscardDialog) is not None)
    asked = dialog(DiscardDialog)
    assert isinstance(asked, DiscardDialog)
    asked.cancel.click()
    settle(window, qtbot)
    assert window.editor.modified
    window.recovery.bar.discard.click()
    qtbot.waitUntil(lambda: dialog(DiscardDialog) is not None)
    asked = dialog(DiscardDialog)
    assert isinstance(asked, DiscardDialog)
    asked.discard.click()
    settle(window, qtbot)
    assert window.files.path is None
    assert not window.editor.modified
    assert [layer.name for layer in window.editor.document.layers] == ["Paper", "Layer 1"]


# Started by opening another file


def test_a_named_file_waits_in_the_line_and_opens_without_losing_either(
    window: Window, run: Run, qtbot: QtBot, folder: Path, tmp_path: Path
) -> None:
    path, photo = tmp_path / "bird.ora", tmp_path / "photo.png"
    _, moment = saved_file(path)
    Image.new("RGB", (64, 48)).save(photo)
    left_unsaved(folder, moment)
    assert not run(window.recovery.begin(folder, photo))
    assert_same(window.editor.document, moment.document)
    assert shown(window, "save", "discard", "named")
    assert window.recovery.bar.named.text() == "Open “photo.png”"
    window.recovery.bar.named.click()
    qtbot.waitUntil(lambda: dialog(UnsavedDialog) is not None)
    asked = dialog(UnsavedDialog)
    assert isinstance(asked, UnsavedDialog)
    asked.reject()
    settle(window, qtbot)
    assert_same(window.editor.document, moment.document)
    assert shown(window, "save", "discard", "named")
    window.recovery.bar.save.click()
    settle(window, qtbot)
    assert shown(window, "named")
    assert "“photo.png”" in window.recovery.bar.text.text()
    window.recovery.bar.named.click()
    settle(window, qtbot)
    assert (window.editor.document.width, window.editor.document.height) == (64, 48)
    assert window.recovery.bar.isHidden()
    assert formats.open_document(path) == moment.document


def test_naming_the_very_file_that_has_come_back_offers_nothing_more(
    window: Window, run: Run, folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "bird.ora"
    _, moment = saved_file(path)
    left_unsaved(folder, replace(moment, when=1.0))
    left_unsaved(folder, Moment(busy_document(8), when=2.0))
    assert not run(window.recovery.begin(folder, path))
    assert_same(window.editor.document, moment.document)
    assert shown(window, "save", "discard", "another")


def test_several_come_back_one_after_the_other(
    window: Window, run: Run, qtbot: QtBot, folder: Path, tmp_path: Path
) -> None:
    documents = [busy_document(seed) for seed in (1, 2)]
    for when, document in enumerate(documents):
        left_unsaved(folder, Moment(document, tmp_path / f"{when}.ora", when=float(when)))
    run(window.recovery.begin(folder))
    assert_same(window.editor.document, documents[1])
    assert shown(window, "save", "discard", "another")
    run(window.files.save())
    settle(window, qtbot)
    assert "not saved" in window.recovery.bar.text.text()
    assert shown(window, "another")
    window.recovery.bar.another.click()
    settle(window, qtbot)
    assert_same(window.editor.document, documents[0])
    assert window.files.path == tmp_path / "0.ora"
    assert shown(window, "save", "discard")
    assert window.recovery.flush(20)
    window.recovery.close(remove=False)
    left = find_unsaved(folder)
    assert left.unsaved is not None
    assert left.waiting == 0
    left.unsaved.claim.release()


def test_what_was_painted_while_it_was_read_is_not_lost(
    window: Window, run: Run, qtbot: QtBot, folder: Path
) -> None:
    left_unsaved(folder, Moment(busy_document(1)))
    coming = window.waiting.start(window.recovery.begin(folder))
    run(asyncio.sleep(0))
    paint(window)
    painted = window.editor.document
    qtbot.waitUntil(lambda: dialog(UnsavedDialog) is not None)
    asked = dialog(UnsavedDialog)
    assert isinstance(asked, UnsavedDialog)
    asked.reject()
    settle(window, qtbot)
    assert coming.result()
    assert window.editor.document is painted
    assert shown(window, "another")


def test_damage_never_stops_the_start(window: Window, run: Run, folder: Path) -> None:
    good = left_unsaved(folder, Moment(busy_document(1), when=1.0))
    bad = left_unsaved(folder, Moment(busy_document(2), when=2.0))
    bad.write_bytes(b"\0" * 1000)
    torn = good.read_bytes()
    good.write_bytes(torn + torn[:500])
    run(window.recovery.begin(folder))
    assert_same(window.editor.document, busy_document(1))
    assert "damaged" in window.status.message.text()
    assert window.status.message.property("problem")


def test_a_document_that_ends_the_program_each_time_waits_to_be_asked_for(
    window: Window, run: Run, qtbot: QtBot, folder: Path
) -> None:
    left_unsaved(folder, Moment(busy_document(1)))
    for _ in range(3):
        left = find_unsaved(folder)
        assert left.unsaved is not None
        left.unsaved.claim.attempt()
        left.unsaved.claim.release()
    assert run(window.recovery.begin(folder))
    assert shown(window, "another")
    window.recovery.bar.another.click()
    settle(window, qtbot)
    assert_same(window.editor.document, busy_document(1))
    lock = next(folder.glob("*.lock"))
    qtbot.waitUntil(lambda: lock.stat().st_size == 0)


def test_closing_the_line_keeps_the_document_and_its_journal(
    window: Window, run: Run, folder: Path
) -> None:
    left_unsaved(folder, Moment(busy_document(1)))
    run(window.recovery.begin(folder))
    window.recovery.bar.close_button.click()
    assert window.recovery.bar.isHidden()
    assert window.editor.modified
    assert window.recovery.flush(20)
    assert len(list(folder.glob("*.journal"))) == 1


def test_what_the_closed_line_offered_is_declined_and_nothing_else(
    window: Window, run: Run, qtbot: QtBot, folder: Path
) -> None:
    offered = left_unsaved(folder, Moment(busy_document(1), when=1.0))
    own = left_unsaved(folder, Moment(busy_document(2), when=2.0))
    run(window.recovery.begin(folder))
    later = left_unsaved(folder, Moment(busy_document(3), when=3.0))
    assert shown(window, "save", "discard", "another")
    assert not list(folder.glob("*.declined"))
    window.recovery.bar.close_button.click()
    settle(window, qtbot)
    assert list(folder.glob("*.declined")) == [offered.with_suffix(".declined")]
    assert offered.exists() and own.exists() and later.exists()


# Keeping


def test_every_step_undo_and_redo_is_kept_and_no_stroke_in_progress(
    window: Window, run: Run, folder: Path
) -> None:
    run(window.recovery.begin(folder))

    def kept() -> Document:
        assert window.recovery.flush(20)
        scan = formats.journal.JournalScan(next(folder.glob("*.journal")))
        return scan.moment().document

    paint(window, 10000)
    first = window.editor.document
    assert_same(kept(), first)
    paint(window, 20000)
    second = window.editor.document
    assert_same(kept(), second)
    window.editor.undo()
    assert_same(kept(), first)
    window.editor.redo()
    with window.editor.edit("Brush stroke") as edit:
        edit.document = replace(edit.document, resolution=1.0)
        window.editor._show(edit.document)
        window.editor.swap_colours()
        assert_same(kept(), second)


def test_a_new_file_name_is_kept_without_a_step(
    window: Window, run: Run, qtbot: QtBot, folder: Path, tmp_path: Path
) -> None:
    run(window.recovery.begin(folder))
    paint(window)
    window.files.path = tmp_path / "a.ora"
    writing = window.waiting.start(window.files.save())
    run(asyncio.sleep(0))
    paint(window, 20000)
    run(_done(writing))
    assert window.editor.modified
    assert window.recovery.flush(20)
    scan = formats.journal.JournalScan(next(folder.glob("*.journal")))
    assert scan.file == tmp_path / "a.ora"
    moment = scan.moment()
    assert moment.stamp == stamp_of(tmp_path / "a.ora")
    assert_same(moment.document, window.editor.document)


async def _done(task: object) -> object:
    return await task  # type: ignore[misc]


def test_the_file_of_one_document_never_becomes_that_of_another(
    window: Window, run: Run, tmp_path: Path
) -> None:
    """Saved, discarded meanwhile: the new document has no file although the save ends later."""
    paint(window)
    window.files.path = tmp_path / "a.ora"
    writing = window.waiting.start(window.files.save())
    run(asyncio.sleep(0))
    window.files.start_over()
    run(_done(writing))
    assert window.files.path is None


def test_opening_over_what_was_painted_meanwhile_asks(
    window: Window, run: Run, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "bird.ora"
    saved_file(path)
    opening = window.waiting.start(window.files.open_path(path))
    run(asyncio.sleep(0))
    paint(window)
    painted = window.editor.document
    qtbot.waitUntil(lambda: dialog(UnsavedDialog) is not None)
    asked = dialog(UnsavedDialog)
    assert isinstance(asked, UnsavedDialog)
    asked.reject()
    settle(window, qtbot)
    assert not opening.result()
    assert window.editor.document is painted
    assert window.files.path is None


def test_a_full_disk_is_a_line_and_painting_goes_on(
    window: Window, run: Run, qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(file: JournalFile, kind: bytes, payload: bytes) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(JournalFile, "_write", full)
    run(window.recovery.begin(folder))
    paint(window)
    qtbot.waitUntil(lambda: "disk is full" in window.status.message.text())
    window.status.say("")
    paint(window, 20000)
    paint(window, 30000)
    qtbot.wait(300)
    assert window.status.message.text() == ""


def test_a_folder_that_cannot_be_written_is_a_line(
    window: Window, run: Run, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    run(window.recovery.begin(tmp_path / "file" / "journals"))
    paint(window)
    qtbot.waitUntil(lambda: "cannot be kept" in window.status.message.text())
    assert window.status.message.property("problem")


def test_closing_the_window_cleans_up(
    loop: asyncio.AbstractEventLoop, run: Run, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "journals"
    session = Session(loop, Preferences(), results=tmp_path / "results")
    window = session.window
    window.show()
    run(window.recovery.begin(folder))
    paint(window)
    assert window.recovery.flush(20)
    assert list(folder.iterdir())
    window.close()
    qtbot.waitUntil(lambda: dialog(UnsavedDialog) is not None)
    asked = dialog(UnsavedDialog)
    assert isinstance(asked, UnsavedDialog)
    assert list(folder.iterdir())
    asked.discard.click()
    qtbot.waitUntil(window.isHidden)
    session.close()
    assert not list(folder.iterdir())


# The program itself, killed


PAINT = """
        from tests.ui.steps import paint
        from paintapp.formats import save_document
        def work():
            if window.waiting.busy:
                QTimer.singleShot(20, work)
                return
            for value in (10000, 20000, 30000):
                paint(window, value)
            window.editor.undo()
            print("kept", window.recovery.flush(60), flush=True)
            save_document(window.editor.document, Path(sys.argv[-1]).with_name("wanted.ora"))
            print("written", flush=True)
        work()
"""

LOOK = """
        from paintapp.formats import save_document
        def work():
            if window.waiting.busy:
                QTimer.singleShot(20, work)
                return
            bar = window.recovery.bar
            print("line", bar.isVisible(), bar.text.text(), flush=True)
            print("modified", window.editor.modified, window.files.path, flush=True)
            print("offered", bar.named.isVisible(), bar.named.text(), flush=True)
            save_document(window.editor.document, Path("found.ora").absolute())
            window._may_close = True
            window.close()
        work()
"""


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", LANG="C.UTF-8")
    environment["PYTHONPATH"] = str(Path(__file__).parents[2])
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        environment[f"XDG_{name}_HOME"] = str(tmp_path / name.lower())
    return environment


def kill_after_painting(home: dict[str, str], path: Path) -> None:
    program = start(home, str(path), then=PAINT)
    assert program.stdout is not None
    lines = [program.stdout.readline() for _ in range(3)]
    program.send_signal(signal.SIGKILL)
    _, errors = program.communicate(timeout=60)
    assert lines[1:] == ["kept True\n", "written\n"], errors


def look(
    home: dict[str, str], *arguments: str, monkeypatch: pytest.MonkeyPatch, where: Path
) -> list[str]:
    monkeypatch.chdir(where)
    program = start(home, *arguments, then=LOOK)
    output, errors = program.communicate(timeout=180)
    assert program.returncode == 0, errors
    assert "Traceback" not in errors
    return output.splitlines()[1:]


def test_a_killed_program_and_the_next_start(
    home: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, photo = tmp_path / "bird.ora", tmp_path / "photo.png"
    formats.save_document(busy_document(5), path)
    before = path.read_bytes()
    Image.new("RGB", (64, 48)).save(photo)
    kill_after_painting(home, path)
    wanted = formats.open_document(tmp_path / "wanted.ora")
    assert wanted.layers != busy_document(5).layers

    lines = look(home, str(photo), monkeypatch=monkeypatch, where=tmp_path)
    assert lines[0].startswith("line True Recovered “bird.ora” as it was at ")
    assert lines[1] == f"modified True {path}"
    assert lines[2] == "offered True Open “photo.png”"
    assert_same(formats.open_document(tmp_path / "found.ora"), wanted)
    assert path.read_bytes() == before
    # The artist parted from it there, so nothing comes back a second time.
    lines = look(home, monkeypatch=monkeypatch, where=tmp_path)
    assert lines[0] == "line False "


def test_two_windows_do_not_take_each_others_documents(
    home: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bird.ora"
    formats.save_document(busy_document(5), path)
    first = start(home, str(path), then=PAINT)
    assert first.stdout is not None
    lines = [first.stdout.readline() for _ in range(3)]
    assert lines[2] == "written\n", lines
    try:
        assert look(home, monkeypatch=monkeypatch, where=tmp_path)[0] == "line False "
    finally:
        first.kill()
        first.communicate()
    lines = look(home, monkeypatch=monkeypatch, where=tmp_path)
    assert lines[0].startswith("line True")


def test_a_step_is_on_the_disk_within_a_second(
    window: Window, run: Run, folder: Path, qtbot: QtBot
) -> None:
    run(window.recovery.begin(folder))
    window.editor.replace_document(busy_document(1), "New document")
    times = []
    for value in range(5):
        paint(window, 1000 * value)
        begun = time.monotonic()
        assert window.recovery.flush(20)
        times.append(time.monotonic() - begun)
    assert sorted(times)[2] < 1.0


def test_handing_over_costs_the_pen_nothing(window: Window, run: Run, folder: Path) -> None:
    run(window.recovery.begin(folder))
    keep, times = window.recovery._keep, []
    for value in range(20):
        paint(window, 1000 * value)
        window.recovery._handed = None
        begun = time.perf_counter()
        keep()
        times.append(time.perf_counter() - begun)
    assert sorted(times)[10] < 0.001
