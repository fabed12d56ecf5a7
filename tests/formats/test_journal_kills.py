"""200 kills at random moments: what comes back is the last that was kept, or newer, and whole."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

LIVES = 200


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the lives are started by forking")
def test_200_kills(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.formats.journal_kills", str(tmp_path), str(LIVES)]
    seed = int.from_bytes(os.urandom(4))
    done = subprocess.run([*command, str(seed)], capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, f"seed {seed}:\n{done.stderr}"
    seen = json.loads(done.stdout)
    print(seen)
    assert seen["lives"] == LIVES
    # The kills came at every kind of moment.
    assert seen["kept"] > LIVES
    assert seen["torn"] + seen["replacing"] > LIVES // 20
    assert {path.suffix for path in tmp_path.iterdir()} == {".journal", ".lock"}
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) < 4 << 20
