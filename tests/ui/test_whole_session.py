"""A whole sitting with the starter model, ended by SIGKILL: nothing of it is lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

STEPS = (
    "start",
    "sketch",
    "live",
    "remove",
    "expand",
    "background",
    "refine",
    "worker",
    "committed",
)
PATIENCE = 1800.0


def steps_of(folder: Path) -> list[dict[str, Any]]:
    path = folder / "steps.txt"
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return [json.loads(line) for line in lines]


def begin(mode: str, folder: Path) -> subprocess.Popen[str]:
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", LANG="C.UTF-8")
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        environment[f"XDG_{name}_HOME"] = str(folder / name.lower())
    return subprocess.Popen(
        [sys.executable, "-m", "tests.ui.whole_session", mode, str(folder)],
        env=environment,
        cwd=Path(__file__).parents[2],
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for(step: str, program: subprocess.Popen[str], folder: Path) -> dict[str, Any]:
    """The record of a step, once it is there."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        found = next((one for one in steps_of(folder) if one["step"] == step), None)
        if found is not None:
            return found
        failed = [one["why"] for one in steps_of(folder) if one["step"] == "failed"]
        assert not failed, failed[0]
        if program.poll() is not None and step not in [one["step"] for one in steps_of(folder)]:
            raise AssertionError(program.communicate()[1][-3000:])
        time.sleep(0.05)
    raise AssertionError(f"{step} did not come; so far: {steps_of(folder)}")


def test_a_whole_sitting_survives_the_program_being_killed(tmp_path: Path) -> None:
    program = begin("paint", tmp_path)
    committed = wait_for("committed", program, tmp_path)
    program.send_signal(signal.SIGKILL)
    program.communicate(timeout=60)
    assert tuple(one["step"] for one in steps_of(tmp_path)) == STEPS
    assert len(committed["results"]) >= 6

    program = begin("look", tmp_path)
    back = wait_for("back", program, tmp_path)
    program.communicate(timeout=60)
    assert back["digest"] == committed["digest"], "every committed stroke is on the canvas"
    assert back["results"] == committed["results"], "every result is still in the strip"
    assert "Recovered" in back["line"] and back["modified"]
