"""Runs the real command in a process of its own, and makes files for it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]


def environment(**changes: str) -> dict[str, str]:
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return {k: v for k, v in os.environ.items() if k not in names} | {
        "PYTHONPATH": str(ROOT),
        "HF_HUB_OFFLINE": "1",
        **changes,
    }


def paintapp(
    *arguments: object,
    folder: Path | None = None,
    timeout: float = 300,
    before: Callable[[], None] | None = None,
) -> subprocess.CompletedProcess[str]:
    """`paintapp ARGUMENTS` in a folder, to its end."""
    return subprocess.run(
        [sys.executable, "-m", "paintapp", *map(str, arguments)],
        cwd=folder or ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=timeout,
        preexec_fn=before,
        check=False,
    )


def started(*arguments: object, folder: Path) -> subprocess.Popen[str]:
    """`paintapp ARGUMENTS` in a folder, running.

    It hears Ctrl+C also where these tests run in the background of a shell, which has its
    children ignore it.
    """
    return subprocess.Popen(
        [sys.executable, "-m", "paintapp", *map(str, arguments)],
        cwd=folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def picture(path: Path, width: int = 64, height: int = 64) -> Path:
    rows, columns = np.mgrid[0:height, 0:width]
    array = np.stack([columns * 255 // width, rows * 255 // height, rows * 0 + 90], axis=2)
    Image.fromarray(array.astype(np.uint8)).save(path)
    return path


def mask(
    path: Path,
    box: tuple[int, int, int, int] | None,
    width: int = 64,
    height: int = 64,
) -> Path:
    """A black mask with a white box (left, top, right, bottom)."""
    array = np.zeros((height, width), np.uint8)
    if box:
        array[box[1] : box[3], box[0] : box[2]] = 255
    Image.fromarray(array).save(path)
    return path
