"""The queue in the panel, in the title and in the task bar; closing while pictures are made.

The worker is never started here, so jobs wait; where one must run, its state is set.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from paintapp.generation.jobs import Job
from paintapp.generation.settings import Settings
from paintapp.ui.dialogs.jobs_running import JobsRunningDialog
from paintapp.ui.dialogs.unsaved import UnsavedDialog
from paintapp.ui.taskbar import Launcher
from paintapp.ui.window import Window
from tests.ui.steps import paint, settle
from tests.ui.test_files import dialog


@pytest.fixture
def offline(window: Window, monkeypatch: pytest.MonkeyPatch) -> Window:
    """A window whose jobs wait for a worker that does not come."""
    monkeypatch.setattr(window.generate.client, "start", lambda: None)
    return window


def queued(window: Window, *prompts: str) -> list[Job]:
    document = window.editor.document
    settings = [Settings(task="text", prompt=prompt, count=2) for prompt in prompts]
    return [window.generate.jobs.submit(document, None, one) for one in settings]


def running(window: Window, job: Job, fraction: float = 0.0) -> None:
    """As if the worker had begun with it."""
    job.state, job.fraction = "running", fraction
    window.generate.jobs._tell(job)


def end(window: Window, job: Job, state: str = "finished") -> None:
    window.generate.jobs._end(job, state, "It went wrong." if state == "failed" else "")


def order(window: Window) -> list[str]:
    return [job.settings.prompt for job in window.generate.queue]


def rows(window: Window) -> list[str]:
    return [row.title.whole_text for row in window.queue_panel.jobs.rows]


def test_rows_can_be_dragged_to_another_place(offline: Window, qtbot: QtBot) -> None:
    first, *_ = queued(offline, "first", "second", "third", "fourth")
    running(offline, first)
    offline.docks.raise_("queue")
    settle(offline, qtbot)
    listed = offline.queue_panel.jobs
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
    assert order(offline) == ["first", "second", "third", "fourth"]
    move(distance, "move")
    move(distance, "release")
    assert order(offline) == ["first", "fourth", "second", "third"]
    assert rows(offline) == order(offline)
    # What runs is never moved.
    listed.drag(listed.rows[1], listed.rows[0].geometry().center().y())
    assert order(offline)[0] == "first"


def test_buttons_and_menu_order_pause_and_cancel(offline: Window, qtbot: QtBot) -> None:
    first, second, third = queued(offline, "first", "second", "third")
    running(offline, first)
    listed = offline.queue_panel.jobs
    visible = [not row.front.isHidden() for row in listed.rows]
    assert visible == [False, False, True]  # the second is the next one up already
    listed.rows[2].front.click()
    assert order(offline) == ["first", "third", "second"]
    menu = listed.rows[1].menu()
    actions = {action.text(): action for action in menu.actions()}
    actions["Move down"].trigger()
    assert order(offline) == ["first", "second", "third"]
    assert not listed.rows[0].menu().actions()[0].isEnabled()
    listed.rows[1].end.click()
    assert second.state == "cancelled" and order(offline) == ["first", "third"]
    listed.pause.click()
    assert offline.generate.jobs.paused and listed.left.text() == "paused"
    offline.actions_by_id["generate-pause"].trigger()
    assert not offline.generate.jobs.paused
    listed.cancel_all.click()
    assert order(offline) == [] and third.state == first.state == "cancelled"


def test_the_queue_tells_the_time_left_for_all(offline: Window) -> None:
    first, _ = queued(offline, "first", "second")
    running(offline, first, 0.5)
    first.seconds_left = 10.0
    offline.generate.jobs._tell(first)
    # Half of two pictures took as long as it has left: 10 s a picture, two more to make.
    assert offline.generate.jobs.seconds_left == pytest.approx(30)
    assert offline.queue_panel.jobs.left.text() == "30 s left"
    offline.generate.cancel_all()


def test_the_title_and_the_dock_show_progress(offline: Window, qtbot: QtBot) -> None:
    shown: list[float | None] = []
    offline.taskbar.launcher.show = shown.append  # type: ignore[method-assign]
    first, second = queued(offline, "first", "second")
    running(offline, first, 0.5)
    qtbot.waitUntil(lambda: "25% · " in offline.windowTitle())
    assert shown == [0.25]
    end(offline, first)
    qtbot.waitUntil(lambda: "50% · " in offline.windowTitle())
    end(offline, second)
    qtbot.waitUntil(lambda: "%" not in offline.windowTitle())
    assert shown == [0.25, 0.5, None]


@pytest.mark.parametrize("state", ["finished", "failed", "cancelled"])
def test_the_end_is_told_only_in_the_background(
    offline: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    told: list[tuple[str, str]] = []
    monkeypatch.setattr(offline.taskbar, "notify", lambda *words: told.append(words))
    for active in (True, False):
        monkeypatch.setattr(offline, "isActiveWindow", lambda active=active: active)
        first, second = queued(offline, "first", "second")
        first.results = [None, None]  # type: ignore[list-item]
        end(offline, first)
        QTest.qWait(400)
        assert told == []  # not for each job, but when all is done
        end(offline, second, state)
        QTest.qWait(400)
    title, text = told[0]
    assert len(told) == 1 and title == "2 results are ready"
    wanted = {"finished": "second", "failed": "It went wrong.", "cancelled": "first"}
    assert text == wanted[state]


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
    first, second = queued(offline, "first", "second")
    offline.generate.jobs.pause()
    offline.close()
    asked(qtbot).wait.click()
    qtbot.waitUntil(lambda: "closes when" in offline.generate.notice.text)
    assert not offline.generate.jobs.paused
    end(offline, first)
    QTest.qWait(50)
    assert offline.isVisible()
    end(offline, second)
    qtbot.waitUntil(lambda: not offline.isVisible())


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
