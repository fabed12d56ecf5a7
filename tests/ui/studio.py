"""Canvas, generate widgets and a real worker with a model of small weights; no window around."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from paintapp.document import FULL, Document, Pixels, RasterLayer
from paintapp.document.identity import identified
from paintapp.editor import Editor
from paintapp.generation.client import WorkerClient
from paintapp.generation.job import Job
from paintapp.generation.jobs import Jobs
from paintapp.generation.models import STARTER, choose
from paintapp.generation.results import ResultStore
from paintapp.ui.canvas import CanvasWidget
from paintapp.ui.generate import (
    GenerateController,
    GeneratePanel,
    PromptBar,
    QueuePanel,
    ResultsStrip,
)
from paintapp.ui.generate.results_model import Entry
from paintapp.ui.waiting import Hop
from tests.generation.models import small_model

PATIENCE = 300.0


def sheet(width: int = 160, height: int = 128, *, painted: bool = True) -> Document:
    """White paper, above it a layer that is empty or holds a red block."""
    paper = np.full((height, width, 4), FULL, np.uint16)
    block = np.zeros((40, 60, 4), np.uint16)
    block[:] = (50000, 8000, 6000, FULL)
    sketch = Pixels.from_array(block, 50, 40) if painted else Pixels()
    return Document(
        width,
        height,
        (
            RasterLayer(id=1, name="Paper", pixels=Pixels.from_array(paper)),
            RasterLayer(id=2, name="Sketch", pixels=sketch),
        ),
    )


def with_selection(document: Document) -> Document:
    """A hard selection of 48 x 40 pixels at (60, 40)."""
    return document.with_selection(Pixels.from_array(np.full((40, 48), FULL, np.uint16), 60, 40))


class Studio:
    """An artist's desk; ``wait`` lets the window live until something has come about."""

    def __init__(self, folder: Path, *, start: bool = True) -> None:
        # Without a worker no model is needed; building one takes its time.
        self.model = small_model() if start else STARTER
        choose(self.model, folder / "models.json")
        self.folder = folder
        self.hop = Hop()
        self.client = WorkerClient(self.hop.post, sources=[self.model] if start else [])
        self.store = ResultStore(folder / "results")
        self.jobs = Jobs(self.client, self.store, self.hop.post)
        self.editor = Editor(identified(sheet()))
        self.widget = QWidget()
        self.canvas = CanvasWidget(self.editor)
        self.controller = GenerateController(
            self.editor, self.jobs, self.store, self.canvas, path=folder / "generate.json"
        )
        self.strip = ResultsStrip(self.controller)
        self.bar = PromptBar(self.controller)
        self.panel = GeneratePanel(self.controller)
        self.queue = QueuePanel(self.controller)
        for part in (self.panel, self.queue):
            part.setFixedWidth(288)
        column = QVBoxLayout()
        for part in (self.canvas, self.strip, self.bar):
            column.addWidget(part)
        row = QHBoxLayout(self.widget)
        row.addLayout(column, 1)
        side = QVBoxLayout()
        side.addWidget(self.panel, 2)
        side.addWidget(self.queue, 1)
        row.addLayout(side)
        self.widget.resize(1100, 700)
        self.widget.show()
        self.previews: list[object] = []
        if start:
            self.client.start()

    def reset(self, document: Document | None = None) -> None:
        """Another document, no results, the first choices, the pointer nowhere."""
        self.controller.cancel_all()
        focused = self.widget.focusWidget()
        if focused is not None:
            focused.clearFocus()
        QApplication.sendEvent(self.canvas, QEvent(QEvent.Type.Leave))
        self.wait(lambda: not self.controller.queue)
        self.editor.replace_document(identified(document or sheet()), "New")
        self.controller.results.discard([entry.id for entry in self.entries])
        self.controller.failures.clear()
        self.controller.dismiss()
        self.controller.choose(
            model=self.model,
            intent="automatic",
            prompt="a red boat",
            negative_prompt="",
            strengths={},
            frame=None,
            growth=None,
            cut_out=False,
            count=1,
            seed_fixed=False,
            models={},
        )
        self.controller.choose_for_model(steps=4)
        self.bar.prompt.moveCursor(QTextCursor.MoveOperation.End)
        self.surveyed()

    def surveyed(self) -> None:
        """Wait until the controller knows the document as it is."""
        self.wait(lambda: self.controller._surveyed is self.editor.history.document)

    def wait(self, done: Callable[[], object], seconds: float = PATIENCE) -> None:
        deadline = time.monotonic() + seconds
        while not done() and time.monotonic() < deadline:
            QApplication.processEvents()
            time.sleep(0.002)
        assert done()

    def generate(self) -> Job:
        """Press Generate and wait until the job is queued."""
        before = {job.number for job in self.controller.queue}
        QTest.mouseClick(self.bar.asking.button, Qt.MouseButton.LeftButton)
        self.wait(lambda: any(job.number not in before for job in self.controller.queue))
        return next(job for job in self.controller.queue if job.number not in before)

    def finish(self, *jobs: Job) -> None:
        self.wait(lambda: all(job.ended for job in jobs))

    @property
    def entries(self) -> list[Entry]:
        model = self.controller.results.list
        found = (model.entry(model.index(row)) for row in range(model.rowCount()))
        return [entry for entry in found if entry is not None]

    def place(self, row: int) -> QPoint:
        """Where a result lies in the strip's viewport."""
        view = self.strip.view
        return view.visualRect(view.model().index(row, 0)).center()

    def click(self, row: int) -> None:
        """Click a result and wait until it has been applied."""
        before = self.editor.document
        QTest.mouseClick(
            self.strip.view.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            self.place(row),
        )
        self.wait(lambda: self.editor.document is not before)

    def close(self) -> None:
        self.controller.close()
        self.widget.close()
        self.jobs.close()
        self.client.close()


def repainted(document: Document) -> Document:
    """A document whose sketch has moved by a pixel: some change."""
    layer = document.raster(2)
    return document.with_layer(replace(layer, pixels=layer.pixels.translated(1, 0)))
