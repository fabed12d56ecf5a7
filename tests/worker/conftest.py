"""Small models and one worker process that most tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.worker.small_models import KINDS, build
from tests.worker.window import Window


@pytest.fixture(scope="session")
def small_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small model of each kind, by the kind's name."""
    folder = tmp_path_factory.mktemp("models")
    build(folder, *KINDS)
    return folder


@pytest.fixture(scope="session")
def shared(small_models: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    """A window whose worker lists all small models; the starter is a Stable Diffusion."""
    log = tmp_path_factory.mktemp("log") / "worker.log"
    others = [str(small_models / kind) for kind in KINDS if kind != "stable-diffusion"]
    window = Window(small_models / "stable-diffusion", log, sources=others)
    window.until(lambda _: not window.client.adding)  # later answers are to what a test asks
    yield window
    window.client.close()


@pytest.fixture
def own(small_models: Path, tmp_path: Path) -> Iterator[Window]:
    """A window with a worker of its own, for tests that hurt it."""
    window = Window(small_models / "stable-diffusion", tmp_path / "worker.log")
    yield window
    window.client.close()
