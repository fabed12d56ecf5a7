"""The levels hold, and the window's process never loads torch."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("torch", "diffusers", "transformers")


@pytest.mark.parametrize(
    "modules",
    [
        "paintapp.app, paintapp.ui.window",
        "paintapp.cli.main, paintapp.cli.generate, paintapp.cli.convert, paintapp.cli.models",
        "paintapp.formats, paintapp.generation.client, paintapp.generation.jobs",
    ],
)
def test_no_torch_in_the_window_process(modules: str) -> None:
    """A fresh interpreter imports the window and finds none of the heavy libraries."""
    code = f"import {modules}, sys; print([n for n in {HEAVY!r} if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"


def test_core_needs_no_widgets() -> None:
    """The editor and all below it work without Qt's widgets."""
    code = (
        "import paintapp.editor, paintapp.tools, paintapp.formats, paintapp.generation.jobs, sys;"
        "print('PySide6.QtWidgets' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "False"


def test_widgets_live_in_ui_only() -> None:
    """No module below the window names Qt's widgets; only the window's benches may."""
    root = Path(__file__).parents[2] / "paintapp"
    allowed = ("ui", "bench")
    found = [
        str(path.relative_to(root))
        for path in root.rglob("*.py")
        if "QtWidgets" in path.read_text("utf-8")
        and path.relative_to(root).parts[0] not in allowed
        and path.name != "app.py"
    ]
    assert found == []
