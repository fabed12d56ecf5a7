"""A real window, offscreen, on an event loop of its own; its worker is never started here."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
import qasync
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from paintapp.document.identity import identified
from paintapp.ui import theme
from paintapp.ui.preferences import Preferences
from paintapp.ui.window import Window
from tests.ui.steps import settle
from tests.ui.studio import Studio

Run = Callable[[Coroutine[Any, Any, Any]], Any]


@pytest.fixture(scope="session")
def loop(qapp: QApplication) -> Iterator[asyncio.AbstractEventLoop]:
    theme.apply(qapp)
    loop = qasync.QEventLoop(qapp)
    asyncio.set_event_loop(loop)
    yield loop
    asyncio.set_event_loop(None)


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(new_width=256, new_height=192, folder=str(tmp_path))


@pytest.fixture(autouse=True)
def first_start(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a window keeps for the next one does not reach the next test."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("settings")))


@pytest.fixture
def window(
    loop: asyncio.AbstractEventLoop, preferences: Preferences, tmp_path: Path, qtbot: QtBot
) -> Iterator[Window]:
    """A shown window with an empty document of 256 x 192: Paper and Layer 1."""
    from paintapp.app import Session
    from paintapp.ui import welcome

    session = Session(loop, preferences, results=tmp_path / "results")
    window = session.window
    window.resize(1280, 800)
    window.show()
    qtbot.waitExposed(window)
    window.editor.replace_document(identified(welcome.empty(preferences)), "New document")
    settle(window, qtbot)
    yield window
    window._may_close = True
    window.close()
    session.close()


@pytest.fixture(scope="session")
def shared_studio(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """One real worker for all tests of asking the model: starting one takes seconds."""
    theme.apply(qapp)
    studio = Studio(tmp_path_factory.mktemp("studio"))
    yield studio
    studio.close()


@pytest.fixture
def studio(shared_studio: Studio) -> Studio:
    """Canvas, generate widgets and a real worker, as at the start."""
    shared_studio.reset()
    return shared_studio


@pytest.fixture
def run(loop: asyncio.AbstractEventLoop) -> Run:
    """Runs a coroutine to its end, with Qt's events handled meanwhile."""

    def run(coroutine: Coroutine[Any, Any, Any]) -> Any:
        return loop.run_until_complete(asyncio.wait_for(coroutine, 20))

    return run
