"""Shared set-up: no network, no display, and no trace in the artist's own folders."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["HF_HUB_OFFLINE"] = "1"
# Tests wait for the worker, whatever else the machine is doing.
os.environ["PAINTAPP_PRIORITY"] = "normal"
if "PYTEST_XDIST_WORKER" in os.environ:
    # As many test processes as cores: each, and every process it starts, keeps to one thread.
    os.environ["OMP_NUM_THREADS"] = "1"
    os.environ["OPENCV_FOR_THREADS_NUM"] = "1"


@pytest.fixture(autouse=True, scope="session")
def private_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Settings, results and caches go to a folder of this test run, also in child processes."""
    home = tmp_path_factory.mktemp("home")
    names = {
        "XDG_CONFIG_HOME": "config",
        "XDG_DATA_HOME": "data",
        "XDG_CACHE_HOME": "cache",
        "XDG_STATE_HOME": "state",
    }
    before = {name: os.environ.get(name) for name in names}
    for name, folder in names.items():
        (home / folder).mkdir()
        os.environ[name] = str(home / folder)
    yield home
    for name, value in before.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
