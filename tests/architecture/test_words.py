"""Every tracked text file is free of leftovers that are not fit to ship."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
LEFTOVERS = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|<<<<<<<|>>>>>>>")


def test_no_leftovers() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "*.py", "*.toml", "*.sh", "Makefile"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    names = listed.stdout.split() or [str(p) for p in (ROOT / "paintapp").rglob("*.py")]
    found = [
        f"{name}:{number}"
        for name in names
        if (ROOT / name).exists() and Path(name).name != Path(__file__).name
        for number, line in enumerate((ROOT / name).read_text("utf-8").splitlines(), 1)
        if LEFTOVERS.search(line)
    ]
    assert found == []
