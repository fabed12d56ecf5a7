"""What an artist does in one sitting, in the program itself: it is killed at the end.

``python -m tests.ui.whole_session paint FOLDER`` does it all and waits to be killed;
``... look FOLDER`` starts the program again and writes down what has come back. Each step says in
FOLDER/steps.txt what it has found; a failed one says why and ends the program.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from paintapp.app import run
from paintapp.document import FULL, Document, RasterLayer, Rect
from paintapp.document.operations import resize_canvas
from paintapp.generation.expand import OVERLAP
from paintapp.generation.job import Job
from paintapp.generation.place import layer_generation
from paintapp.painting.composite import flatten
from paintapp.tools import tool
from paintapp.ui.window import Window
from tests.ui.hand import LEFT, drag, pen_drag

PATIENCE = 600.0


def digest(document: Document) -> str:
    """The whole picture and the names of its layers."""
    state = hashlib.sha256(flatten(document).tobytes())
    state.update(repr([(layer.name, layer.opacity) for layer in document.walk()]).encode())
    return state.hexdigest()


class Sitting:
    """One artist at one window."""

    def __init__(self, window: Window, folder: Path) -> None:
        self.window = window
        self.editor = window.editor
        self.generate = window.generate
        self.folder = folder

    def say(self, step: str, **found: object) -> None:
        with (self.folder / "steps.txt").open("a", encoding="utf-8") as file:
            file.write(json.dumps({"step": step, **found}) + "\n")

    async def until(self, done: Callable[[], object], what: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not done():
            assert time.monotonic() < deadline, f"waited in vain: {what}"
            await asyncio.sleep(0.02)

    def button(self, name: str) -> None:
        """Click a button at the foot of the canvas."""
        found = self.window.foot.findChild(QToolButton, name)
        assert found is not None and found.isVisible(), name
        QTest.mouseClick(found, LEFT)

    async def seen(self) -> None:
        """Wait until the panels know the document as it is."""
        document = self.editor.history.document
        await self.until(lambda: self.generate._surveyed is document, "the survey")
        await asyncio.sleep(0.05)

    async def select(self, left: float, top: float, right: float, bottom: float) -> None:
        self.window.hand.choose_tool(tool("select-rectangle"))
        pen_drag(self.window.canvas, (left, top), (right, bottom))
        assert self.editor.document.selection is not None
        await self.seen()

    async def ask(self, intent: str, prompt: str, count: int = 1, strength: float | None = None):
        """Press Generate and wait for the results; the finished job."""
        self.generate.choose(intent=intent, prompt=prompt, count=count)
        self.generate.choose_for_model(steps=4)
        if strength is not None:
            self.generate.choose_strength(strength)
        await self.seen()
        job = await self.press()
        await self.until(lambda: job.ended, f"the job {intent}")
        assert job.state == "finished", (intent, job.message)
        assert len(job.results) == count
        return job

    async def press(self) -> Job:
        before = {job.number for job in self.generate.queue}
        QTest.mouseClick(self.window.prompt_bar.asking.button, LEFT)
        await self.until(
            lambda: any(job.number not in before for job in self.generate.queue), "a job"
        )
        return next(job for job in self.generate.queue if job.number not in before)

    async def apply(self, job: Job, index: int = 0) -> RasterLayer:
        """Apply a result: one step, which one key takes back to the same object."""
        before, steps = self.editor.document, len(self.editor.history.entries)
        self.generate.results.apply(job.results[index].id)
        await self.until(lambda: self.editor.document is not before, "the layer")
        after = self.editor.document
        assert len(self.editor.history.entries) == steps + 1
        QTest.keyClick(self.window.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        await self.until(lambda: self.editor.document is before, "one key to undo it")
        self.editor.redo()
        assert self.editor.document is after
        layer = self.editor.active_layer
        assert isinstance(layer, RasterLayer) and layer.origin.kind == "generated"
        assert layer_generation(layer) is not None
        return layer

    def unchanged_outside(self, before: Document, after: Document, layer: RasterLayer) -> None:
        """Where the layer's mask is 0, the picture is the same to the bit."""
        area = before.bounds
        mask = np.full((area.height, area.width), FULL, np.uint16)
        if layer.mask is not None:
            mask = layer.mask.read(area)
        old, new = flatten(before, area), flatten(after, area)
        assert np.array_equal(old[mask == 0], new[mask == 0])

    async def paint(self) -> None:
        """The sitting, step by step."""
        window, editor, generate = self.window, self.editor, self.generate
        await self.until(lambda: not window.waiting.busy, "the start")
        await self.until(lambda: generate.descriptor is not None, "the worker")
        self.say("start", layers=[layer.name for layer in editor.document.walk()])

        # A sketch.
        window.hand.choose_tool(tool("brush"))
        editor.brush = replace(editor.brush, radius=24.0)
        editor.foreground = (60000, 12000, 8000)
        steps = len(editor.history.entries)
        for y in (200, 230, 260):
            pen_drag(window.canvas, (150, y), (250, y + 10), (330, y))
        assert len(editor.history.entries) == steps + 3
        self.say("sketch")

        # Live: the picture of this moment is kept as a layer; off, and nothing goes on.
        self.button("live")
        live = window.live
        assert live.on
        await self.until(lambda: live.live.state == "resting" and live.can_keep, "a live picture")
        pen_drag(window.canvas, (160, 320), (260, 330), (340, 320))
        stroked = editor.document
        await self.until(
            lambda: live.live.state == "resting" and live.can_keep, "the picture of the stroke"
        )
        QTest.mouseClick(window.live_bar.keep, LEFT)
        await self.until(lambda: editor.document is not stroked, "the kept layer")
        kept = editor.active_layer
        assert isinstance(kept, RasterLayer) and kept.origin.kind == "generated"
        self.button("live")
        assert not live.on
        self.say("live", shown=live.live.sent)

        # An object removed without a word, by the model and without any.
        await self.select(180, 180, 300, 280)
        before = editor.document
        job = await self.ask("remove", "")
        layer = await self.apply(job)
        self.unchanged_outside(before, editor.document, layer)
        self.say("remove")

        # The canvas expanded to the right.
        editor.apply("Deselect", lambda document: document.with_selection(None))
        generate.choose(intent="expand", prompt="the sea")
        await self.seen()
        width, height = editor.document.width, editor.document.height
        drag(
            window.canvas, (width, height / 2), (width + 60, height / 2), (width + 128, height / 2)
        )
        growth = generate.choices.growth
        assert growth is not None and growth.right > width, growth
        job = await self.ask("expand", "the sea")
        before = editor.document
        layer = await self.apply(job)
        assert editor.document.width == growth.width
        self.unchanged_outside(before, editor.document, layer)
        kept = Rect(0, 0, width - OVERLAP, height)
        assert np.array_equal(flatten(before, kept), flatten(editor.document, kept))
        self.say("expand", width=editor.document.width)

        # Another background.
        await self.select(120, 150, 360, 330)
        before = editor.document
        job = await self.ask("background", "green hills")
        layer = await self.apply(job)
        self.unchanged_outside(before, editor.document, layer)
        self.say("background")

        # A part the size of a face on a large canvas; two variations, one of them applied.
        editor.apply("Canvas size", lambda document: resize_canvas(document, 4096, 4096, 0, 0))
        await self.select(200, 160, 460, 420)
        before = editor.document
        job = await self.ask("refine", "a face", count=2, strength=0.4)
        first, second = (result.image.array() for result in job.results)
        assert not np.array_equal(first, second)
        comparison = generate.results.comparison
        comparison.show(*(result.id for result in job.results))
        await self.until(lambda: comparison.wipe.bounds is not None, "both under one line")
        assert len(comparison.identifiers) == 2 and editor.document is before
        comparison.end()
        layer = await self.apply(job, 1)
        self.unchanged_outside(before, editor.document, layer)
        self.say("refine")

        # The worker dies in the middle of a job; the next one works.
        generate.choose_for_model(steps=100)
        await self.seen()
        doomed = await self.press()
        await self.until(lambda: doomed.step > 0 or doomed.ended, "a step")
        process = generate.client.process_id
        assert process is not None
        os.kill(process, signal.SIGKILL)
        await self.until(lambda: doomed.ended, "the end of the doomed job")
        assert doomed.state == "failed"
        job = await self.ask("refine", "a face", strength=0.4)
        assert generate.client.process_id not in (None, process)
        self.say("worker")

        # Some more strokes, and then the power goes.
        editor.apply("Deselect", lambda document: document.with_selection(None))
        window.hand.choose_tool(tool("brush"))
        editor.foreground = (5000, 9000, 60000)
        pen_drag(window.canvas, (100, 100), (400, 120), (500, 400))
        await asyncio.sleep(1.0)
        self.say(
            "committed",
            digest=digest(editor.history.document),
            results=sorted(self.generate.results.list.identifiers),
        )

    async def look(self) -> None:
        """What has come back at the next start."""
        window, editor = self.window, self.editor
        await self.until(lambda: not window.waiting.busy, "the start")
        await self.until(lambda: window.recovery.bar.isVisible(), "the line")
        listed = self.generate.results.list
        await self.until(lambda: listed.identifiers, "the results")
        self.say(
            "back",
            digest=digest(editor.history.document),
            line=window.recovery.bar.text.text(),
            modified=editor.modified,
            results=sorted(self.generate.results.list.identifiers),
        )


def main(mode: str, folder: Path) -> int:
    def painted(window: Window) -> None:
        window.resize(1280, 800)
        sitting = Sitting(window, folder)

        async def go() -> None:
            try:
                await (sitting.paint() if mode == "paint" else sitting.look())
            except BaseException:
                sitting.say("failed", why=traceback.format_exc())
                os._exit(1)
            if mode == "look":
                os._exit(0)

        QTimer.singleShot(0, lambda: tasks.append(asyncio.get_event_loop().create_task(go())))

    tasks: list[asyncio.Task[None]] = []
    return run(painted=painted)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
