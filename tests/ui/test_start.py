"""Starting and ending the program as a process of its own, with its real worker."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

SCRIPT = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from paintapp.app import run

def painted(window):
    def tell():
        document = window.editor.document
        names = [layer.name for layer in document.layers]
        print("painted", document.width, document.height, *names, flush=True)
        {then}
    QTimer.singleShot({after}, tell)

path = Path(sys.argv[1]) if len(sys.argv) > 1 else None
sys.exit(run(path, painted=painted))
"""


@pytest.fixture
def home(tmp_path: Path) -> Iterator[dict[str, str]]:
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", LANG="C.UTF-8")
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        environment[f"XDG_{name}_HOME"] = str(tmp_path / name.lower())
    yield environment


def start(
    home: dict[str, str], *arguments: str, then: str = "window.close()", after: int = 0
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT.format(then=then, after=after), *arguments],
        env=home,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def end(process: subprocess.Popen[str]) -> str:
    output, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    assert "Traceback" not in errors
    return output


def settings(home: dict[str, str]) -> Path:
    return Path(home["XDG_CONFIG_HOME"]) / "paintapp" / "window.json"


def test_the_first_start_shows_the_sketch_and_settings_are_kept(home: dict[str, str]) -> None:
    assert end(start(home)).startswith("painted 512 512 Paper Sketch")
    assert json.loads(settings(home).read_text())["docks"]
    settings(home).write_text("{broken")
    assert end(start(home)).startswith("painted 512 512 Paper Sketch")
    assert json.loads(settings(home).read_text())["docks"]


def test_opening_a_named_file(home: dict[str, str], tmp_path: Path) -> None:
    Image.new("RGB", (64, 48)).save(tmp_path / "small.png")
    done = end(start(home, str(tmp_path / "small.png"), after=3000))
    assert done.startswith("painted 64 48 small")


def test_an_interrupt_closes_the_window_and_ends_the_worker(home: dict[str, str]) -> None:
    process = start(home, then="print(window.generate.client.process_id, flush=True)", after=500)
    assert process.stdout is not None
    assert process.stdout.readline().startswith("painted")
    worker = int(process.stdout.readline())
    os.kill(worker, 0)
    process.send_signal(signal.SIGINT)
    end(process)
    assert settings(home).exists()
    for _ in range(100):
        if not Path(f"/proc/{worker}").exists():
            break
        time.sleep(0.1)
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)


def test_what_nobody_caught_is_a_line_and_a_log_entry(home: dict[str, str]) -> None:
    then = (
        "QTimer.singleShot(0, lambda: 1 / 0);"
        "QTimer.singleShot(50, lambda: print(window.status.message.text(), flush=True));"
        "QTimer.singleShot(100, window.close)"
    )
    output = end(start(home, then=then))
    assert "Something went wrong (ZeroDivisionError); the log tells more." in output
    logs = list(Path(home["XDG_STATE_HOME"]).rglob("window.log"))
    assert len(logs) == 1
    assert "ZeroDivisionError" in logs[0].read_text()
