"""The queue in the panel, in the title and in the task bar; closing while pictures are made.

Where a job has to run, a real worker with a small model makes it; where jobs have to wait, there
is no worker.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from paintapp.app import Session
from paintapp.document import FULL, Pixels
from paintapp.document.identity import identified
from paintapp.generation import builtin
from paintapp.generation.job import Job
from paintapp.generation.settings import Settings
from paintapp.ui import welcome
from paintapp.ui.dialogs.jobs_running import JobsRunningDialog
from paintapp.ui.dialogs.unsaved import UnsavedDialog
from paintapp.ui.generate.progress import time_left
from paintapp.ui.preferences import Preferences
from paintapp.ui.taskbar import Launcher
from paintapp.ui.window import Window
from tests.generation.models import small_model
from tests.ui.steps import paint, settle
from tests.ui.test_files import dialog

LONG = 200
"""Steps of a job that runs until it is cancelled."""


@pytest.fixture
def offline(window: Window, monkeypatch: pytest.MonkeyPatch) -> Window:
    """A window whose jobs wait for a worker that does not come."""
    monkeypatch.setattr(window.generate.client, "start", lambda: None)
    return window


@pytest.fixture(scope="module")
def online(
    loop: asyncio.AbstractEventLoop, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Window]:
    """A window with a worker that is ready."""
    folder = tmp_path_factory.mktemp("online")
    command = [sys.executable, "-m", "paintapp.worker", "--starter", small_model()]
    preferences = Preferences(new_width=96, new_height=64, folder=str(folder))
    session = Session(loop, preferences, command=command, results=folder / "results")
    window = session.window
    window.resize(1280, 800)
    window.show()
    window.editor.replace_document(identified(welcome.empty(preferences)), "New document")
    session.client.start()
    wait(lambda: session.client.device)
    yield window
    window._may_close = True
    window.close()
    session.close()


@pytest.fixture
def worked(online: Window) -> Iterator[Window]:
    """That window; nothing of one test is left to the next."""
    yield online
    online.generate.jobs.resume()
    online.generate.cancel_all()
    wait(lambda: not online.generate.queue)
    wait(lambda: online.taskbar.progress is None and not online.taskbar._timer.isActive())
    online.generate.failures.clear()
    online.generate.dismiss()


def wait(done: Callable[[], object], seconds: float = 300) -> None:
    deadline = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < deadline
        QApplication.processEvents()
        time.sleep(0.002)


def queued(window: Window, *prompts: str, **changes: object) -> list[Job]:
    document = window.editor.document
    values = {"task": "text", "count": 2, "steps": LONG, **changes}
    settings = [Settings(prompt=prompt, **values) for prompt in prompts]  # type: ignore[arg-type]
    return [window.generate.jobs.submit(document, None, one) for one in settings]


def running(job: Job) -> None:
    """Wait until the worker is at it."""
    wait(lambda: job.state == "running" and job.fraction > 0)


def order(window: Window) -> list[str]:
    return [job.settings.prompt for job in window.generate.queue]


def rows(window: Window) -> list[str]:
    return [row.title.whole_text for row in window.queue_panel.jobs.rows]


def test_rows_can_be_dragged_to_another_place(worked: Window, qtbot: QtBot) -> None:
    first, *_ = queued(worked, "first", "second", "third", "fourth", count=16)
    running(first)
    worked.docks.raise_("queue")
    settle(worked, qtbot)
    listed = worked.queue_panel.jobs
    listed.window().repaint()
    QTest.qWait(50)
    row, target = listed.rows[3], listed.rows[1]
    start = QPoint(20, row.height() // 2)

    def move(y: int, kind: str) -> None:
        here = QPointF(start.x(), start.y() + y)
        types = {"press": QMouseEvent.Type.MouseButtonPress, "move": QMouseEvent.Type.MouseMove,
                 "release": QMouseEvent.Type.MouseButtonRelease}  # fmt: skip
        left = Qt.MouseButton.LeftButton
        event = QMouseEvent(types[kind], here, row.mapToGlobal(here), left, left,
                            Qt.KeyboardModifier.NoModifier)  # fmt: skip
        QApplication.sendEvent(row, event)

    distance = target.y() - row.y()
    move(0, "press")
    move(3, "move")  # a click that trembles moves nothing
    assert order(worked) == ["first", "second", "third", "fourth"]
    move(distance, "move")
    move(distance, "release")
    assert order(worked) == ["first", "fourth", "second", "third"]
    assert rows(worked) == order(worked)
    # What runs is never moved.
    listed.drag(listed.rows[1], listed.rows[0].geometry().center().y())
    assert order(worked)[0] == "first"


def test_buttons_and_menu_order_pause_and_cancel(worked: Window, qtbot: QtBot) -> None:
    first, second, third = queued(worked, "first", "second", "third", count=16)
    running(first)
    listed = worked.queue_panel.jobs
    visible = [not row.front.isHidden() for row in listed.rows]
    assert visible == [False, False, True]  # the second is the next one up already
    listed.rows[2].front.click()
    assert order(worked) == ["first", "third", "second"]
    menu = listed.rows[1].menu()
    actions = {action.text(): action for action in menu.actions()}
    actions["Move down"].trigger()
    assert order(worked) == ["first", "second", "third"]
    assert not listed.rows[0].menu().actions()[0].isEnabled()
    listed.rows[1].end.click()
    assert second.state == "cancelled" and order(worked) == ["first", "third"]
    listed.pause.click()
    assert worked.generate.jobs.paused and listed.left.text() == "paused"
    worked.actions_by_id["generate-pause"].trigger()
    assert not worked.generate.jobs.paused
    listed.cancel_all.click()
    assert third.state == "cancelled"  # at once; what runs within a step
    wait(lambda: first.state == "cancelled")
    assert order(worked) == []


def test_the_queue_tells_the_time_left_for_all(worked: Window) -> None:
    first, second = queued(worked, "first", "second")
    jobs, shown = worked.generate.jobs, worked.queue_panel.jobs.left
    wait(lambda: first.seconds_left is not None)
    assert first.seconds_left is not None
    # What is left of two pictures takes that long; the second job has two more to make.
    picture = first.seconds_left / (2 * (1 - first.fraction))
    assert jobs.seconds_left == pytest.approx(first.seconds_left + 2 * picture)
    wait(lambda: jobs.seconds_left is not None and shown.text() == time_left(jobs.seconds_left))
    assert shown.text().endswith("left") and not second.ended


def test_the_title_and_the_dock_show_progress(
    worked: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[float | None] = []
    monkeypatch.setattr(worked.taskbar.launcher, "show", shown.append)
    first, second = queued(worked, "first", "second", steps=60)
    wait(lambda: worked.taskbar.progress)
    progress = worked.taskbar.progress
    assert progress is not None and 0 < progress < 0.5 and not first.ended
    assert worked.windowTitle().startswith(f"{round(100 * progress)}% · ")
    wait(lambda: first.ended)
    wait(lambda: (worked.taskbar.progress or 0) >= 0.5)
    assert not second.ended
    wait(lambda: worked.taskbar.progress is None)
    assert "%" not in worked.windowTitle()
    assert shown[-1] is None
    numbers = [number for number in shown if number is not None]
    assert len(shown) == len(numbers) + 1 and numbers == sorted(set(numbers))


@pytest.mark.parametrize("state", ["finished", "failed", "cancelled"])
def test_the_end_is_told_only_in_the_background(
    worked: Window, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    told: list[tuple[str, str]] = []
    monkeypatch.setattr(worked.taskbar, "notify", lambda *words: told.append(words))
    jobs, changes = worked.generate.jobs, {"model": "/nowhere"} if state == "failed" else {}
    for active in (True, False):
        monkeypatch.setattr(worked, "isActiveWindow", lambda active=active: active)
        (first,) = queued(worked, "first", steps=4)
        jobs.pause()  # what runs goes on, and nothing else is begun
        (second,) = queued(worked, "second", steps=LONG if state == "cancelled" else 4, **changes)
        assert second.ended == (state == "failed")
        jobs.resume()
        wait(lambda first=first: first.state == "finished")
        if state == "cancelled":
            QTest.qWait(400)
            assert told == []  # not for each job, but when all is done
            running(second)
            second.cancel()
        wait(lambda second=second: second.state == state)
        QTest.qWait(400)
        assert bool(told) is not active
    ((title, text),) = told
    assert title == f"{4 if state == 'finished' else 2} results are ready"
    wanted = {"finished": "second", "failed": second.message, "cancelled": "first"}
    assert text == wanted[state] and text


def test_a_notification_does_no_harm_where_there_is_no_tray(offline: Window) -> None:
    offline.taskbar.notify("Ready", "a red boat")
    offline.taskbar.launcher.show(0.5)


@pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("dbus-run-session") is None,
    reason="no D-Bus here",
)
def test_the_launcher_is_told_over_d_bus(tmp_path: Path) -> None:
    script = tmp_path / "tell.py"
    script.write_text(
        "from PySide6.QtCore import QTimer\n"
        "from PySide6.QtGui import QGuiApplication\n"
        "from paintapp.ui.taskbar import Launcher\n"
        "app = QGuiApplication([])\n"
        "app.setDesktopFileName('paintapp')\n"
        "launcher = Launcher()\n"
        "launcher.show(0.25)\n"
        "launcher.show(None)\n"
        "QTimer.singleShot(100, app.quit)\n"
        "app.exec()\n"
    )
    heard = tmp_path / "heard.txt"
    subprocess.run(
        ["dbus-run-session", "--", "sh", "-c",
         f"dbus-monitor --session interface={Launcher.INTERFACE} >{heard} 2>&1 & heard=$!\n"
         "sleep 1\n"
         f"{sys.executable} {script}\n"
         "sleep 0.5; kill $heard"],
        check=False, timeout=120,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(Path.cwd())},
    )  # fmt: skip
    text = heard.read_text()
    assert "application://paintapp.desktop" in text
    assert "double 0.25" in text and "boolean true" in text and "boolean false" in text


# Closing


def asked(qtbot: QtBot) -> JobsRunningDialog:
    qtbot.waitUntil(lambda: dialog(JobsRunningDialog) is not None)
    found = dialog(JobsRunningDialog)
    assert isinstance(found, JobsRunningDialog)
    return found


def test_closing_with_jobs_asks_and_stay_changes_nothing(offline: Window, qtbot: QtBot) -> None:
    queued(offline, "first", "second")
    offline.close()
    assert offline.isVisible()
    asked(qtbot).stay.click()
    settle(offline, qtbot)
    assert offline.isVisible() and order(offline) == ["first", "second"]
    offline.generate.cancel_all()


def test_cancel_and_close(offline: Window, qtbot: QtBot) -> None:
    first, _ = queued(offline, "first", "second")
    offline.close()
    asked(qtbot).cancel.click()
    qtbot.waitUntil(lambda: not offline.isVisible())
    assert first.state == "cancelled" and order(offline) == []


def test_jobs_go_on_when_the_artist_stays_for_unsaved_changes(
    offline: Window, qtbot: QtBot
) -> None:
    paint(offline)
    first, _ = queued(offline, "first", "second")
    offline.close()
    asked(qtbot).cancel.click()
    qtbot.waitUntil(lambda: dialog(UnsavedDialog) is not None)
    dialog(UnsavedDialog).cancel.click()  # type: ignore[union-attr]
    settle(offline, qtbot)
    assert offline.isVisible() and not first.ended
    offline.close()
    asked(qtbot).cancel.click()
    qtbot.waitUntil(lambda: dialog(UnsavedDialog) is not None)
    dialog(UnsavedDialog).discard.click()  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: not offline.isVisible())
    assert first.state == "cancelled"


def test_wait_then_close(offline: Window, qtbot: QtBot) -> None:
    """With jobs that need no worker."""
    hole = Pixels.from_array(np.full((40, 50), FULL, np.uint16), 60, 50)
    document = offline.editor.document.with_selection(hole)
    offline.editor.replace_document(document, "New document")
    jobs = offline.generate.jobs
    jobs.pause()
    remove = {"task": "inpaint", "intent": "remove", "model": builtin.MODEL, "count": 1}
    first, second = queued(offline, "first", "second", **remove, steps=None)
    visible: list[bool] = []

    def watch(job: Job) -> None:
        if job.ended:
            visible.append(offline.isVisible())

    jobs.changed.append(watch)
    offline.close()
    asked(qtbot).wait.click()
    # They may be made before the line has been read. `QTest.qWait` would keep their thread waiting.
    wait(lambda: not jobs.paused)
    wait(lambda: not offline.isVisible())
    assert first.state == second.state == "finished"
    assert visible == [True, True]


def test_while_it_waits_the_artist_can_think_again(offline: Window, qtbot: QtBot) -> None:
    queued(offline, "first")
    offline.close()
    asked(qtbot).wait.click()
    qtbot.waitUntil(lambda: offline.generate.notice.action == "Stay open")
    offline.close()  # impatient: asked once more
    asked(qtbot).wait.click()
    qtbot.waitUntil(lambda: offline.generate.notice.action == "Stay open")
    offline.prompt_bar.problem.action.click()
    settle(offline, qtbot)
    assert offline.isVisible() and order(offline) == ["first"]
    offline.generate.cancel_all()
    QTest.qWait(50)
    assert offline.isVisible()
