"""The worker dies in the middle of a job: the window says so and goes on."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from paintapp.generation import client as client_module
from paintapp.generation.client import WorkerClient
from tests.pen import Pen
from tests.ui.studio import Studio


def test_after_a_kill_the_window_is_usable_says_so_and_the_next_job_works(
    studio: Studio,
) -> None:
    studio.controller.choose(count=4)
    studio.controller.choose_for_model(steps=100)
    job = studio.generate()
    studio.wait(lambda: job.step >= 2)
    first_process = studio.client.process_id
    assert first_process is not None
    os.kill(first_process, signal.SIGKILL)
    studio.wait(lambda: job.ended)
    assert job.state == "failed"
    assert "stopped" in studio.bar.problem.label.text()
    assert studio.bar.problem.isVisible()
    assert studio.bar.problem.action.text() == "Try again"
    assert QApplication.activeModalWidget() is None
    assert studio.canvas.preview_bounds is None
    assert [row.job for row in studio.queue.jobs.rows] == [job]

    before = studio.editor.document
    Pen(studio.editor, "brush").line((10, 10), (90, 90))
    assert studio.editor.document is not before
    studio.editor.undo()
    assert studio.editor.document is before

    studio.controller.choose(count=1)
    studio.controller.choose_for_model(steps=4)
    later = studio.generate()
    studio.finish(later)
    assert later.state == "finished", later.message
    assert studio.client.process_id != first_process
    assert not studio.bar.problem.isVisible()

    # The failed job itself can be run again, from the queue, exactly as it was.
    row = studio.queue.jobs.rows[0]
    assert row.job is job
    QTest.mouseClick(row.again, Qt.MouseButton.LeftButton)
    again = studio.controller.queue[-1]
    assert again.settings == job.settings
    studio.wait(lambda: again.step >= 1)
    again.cancel()
    studio.finish(again)
    assert again.state == "cancelled"
    assert studio.queue.jobs.rows == []


def test_a_worker_that_never_comes_up_is_given_up_with_a_way_out(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_module, "BACK_OFF_SECONDS", (0.05, 0.05))
    monkeypatch.setattr(
        "tests.ui.studio.WorkerClient",
        lambda post, sources: WorkerClient(
            post,
            [sys.executable, "-c", "raise SystemExit(3)"],
            sources=sources,
            log_path=tmp_path / "worker.log",
        ),
    )
    studio = Studio(tmp_path)
    try:
        studio.controller.choose(prompt="a house")
        job = studio.generate()
        studio.finish(job)
        assert job.state == "failed"
        studio.wait(lambda: studio.client.state == "stopped")
        assert "again and again" in studio.bar.problem.label.text()
        assert studio.bar.problem.action.text() in ("Start again", "Try again")
        Pen(studio.editor, "brush").line((10, 10), (90, 90))
        assert studio.editor.can_undo
        studio.controller.dismiss()
        assert "not running" in studio.bar.news.label.whole_text
    finally:
        studio.close()
