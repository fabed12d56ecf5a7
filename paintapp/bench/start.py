"""How long the program takes from process start to a painted window that answers."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WARM_RUNS = 5
DROP_CACHES = Path("/proc/sys/vm/drop_caches")

_CHILD = """
import sys, time
from paintapp.app import run

def painted(window):
    # Usable: one more turn of the event loop has come round after the first painting.
    from PySide6.QtCore import QTimer
    def usable():
        print("usable", time.time(), flush=True)
        window.close()
    QTimer.singleShot(0, usable)

sys.exit(run(painted=painted))
"""


def measure() -> dict[str, float | str]:
    """Seconds to a painted, usable window, the worker not yet ready: cold once, warm as median.

    The window is a real one on the display, or offscreen without one. Settings are those of a
    first start. "cold" says what the first figure means: with the system's file caches dropped,
    or only the first run of this measurement where that is not permitted.
    """
    with tempfile.TemporaryDirectory() as home:
        dropped = _drop_caches()
        cold = _start(Path(home) / "cold")
        warm = [_start(Path(home) / f"warm{number}") for number in range(WARM_RUNS)]
    return {
        "cold_s": round(cold, 3),
        "warm_s": round(statistics.median(warm), 3),
        "cold": "file caches dropped" if dropped else "first run, file caches as they were",
        "window": "on the display" if _display() else "offscreen",
    }


def _drop_caches() -> bool:
    """Have the system forget the files it has read; whether it let us."""
    try:
        subprocess.run(["sync"], check=False)
        DROP_CACHES.write_text("3\n")
    except OSError:
        return False
    return True


def _display() -> bool:
    names = ("DISPLAY", "WAYLAND_DISPLAY")
    offscreen = os.environ.get("QT_QPA_PLATFORM") == "offscreen"
    return not offscreen and any(os.environ.get(name) for name in names)


def _start(home: Path) -> float:
    environment = dict(os.environ)
    # As on an artist's computer, where Python keeps what it has compiled.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        folder = home / name.lower()
        folder.mkdir(parents=True)
        environment[f"XDG_{name}_HOME"] = str(folder)
    if not _display():
        environment["QT_QPA_PLATFORM"] = "offscreen"
    begun = time.time()
    done = subprocess.run(
        [sys.executable, "-c", _CHILD],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    for line in done.stdout.splitlines():
        word, _, moment = line.partition(" ")
        if word == "usable":
            return float(moment) - begun
    raise RuntimeError(f"the window did not open: {done.stderr.strip()[-500:]}")
