"""What this program adds to the bare pipeline: from Generate to an applied layer, over the call."""

from __future__ import annotations

import base64
import os
import queue
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from paintapp.document import Document, Pixels, RasterLayer
from paintapp.generation.client import WorkerClient
from paintapp.generation.descriptors import Task
from paintapp.generation.jobs import Jobs
from paintapp.generation.models import starter_folder
from paintapp.generation.place import place_layer, result_layer
from paintapp.generation.protocol import Event, Loaded
from paintapp.generation.record import Generation
from paintapp.generation.request import Raster, Request
from paintapp.generation.results import ResultStore
from paintapp.generation.settings import Settings
from paintapp.painting.colour import from_8bit

TASKS: tuple[Task, ...] = ("text", "image", "inpaint")
LOADING_SECONDS = 300.0


def measure(repeats: int = 5) -> dict[str, dict[str, float]]:
    """Medians for each task with the starter model: {"app_s", "pipeline_s", "ratio"}.

    ``app_s`` is from pressing Generate (one picture, a new prompt each time) to the document with
    the new layer: queue, context, worker, previews, matching, result on disk, layer. ``pipeline_s``
    is the same request as a plain diffusers call in a process of its own, taken in turns with it.
    """
    folder = starter_folder()
    with (
        tempfile.TemporaryDirectory() as results,
        bare(folder) as call,
        program(results) as program_,
    ):
        figures: dict[str, dict[str, float]] = {}
        for task in TASKS:
            ours: list[float] = []
            theirs: list[float] = []
            for repeat in range(repeats + 1):
                seconds, request = _make(program_, task, repeat)
                # The first turn of each is for warming up.
                ours += [seconds] if repeat else []
                seconds, _ = call(request)
                theirs += [seconds] if repeat else []
            app, pipeline = statistics.median(ours), statistics.median(theirs)
            figures[task] = {
                "app_s": round(app, 3),
                "pipeline_s": round(pipeline, 3),
                "ratio": round(app / pipeline, 3),
            }
        return figures


@dataclass(frozen=True)
class _Loop:
    """A queue in the place of the window's event loop."""

    posted: queue.SimpleQueue[Callable[[], None]]

    def until(self, done: Callable[[], object], seconds: float = LOADING_SECONDS) -> None:
        end = time.monotonic() + seconds
        while not done():
            if time.monotonic() > end:
                raise TimeoutError("the worker does not answer")
            try:
                self.posted.get(timeout=0.5)()
            except queue.Empty:
                continue


@dataclass(frozen=True)
class Program:
    """The program without its window, with the starter model in memory."""

    loop: _Loop
    client: WorkerClient
    jobs: Jobs

    def run(self, document: Document, settings: Settings) -> tuple[Generation, Raster]:
        """Make one picture; its record and itself. RuntimeError when it fails."""
        job = self.jobs.submit(document, 1, settings)
        self.loop.until(lambda: job.ended)
        if not job.results:
            raise RuntimeError(job.message)
        return job.results[0].generation, job.results[0].image


@contextmanager
def program(results: str) -> Iterator[Program]:
    """Starts the worker, loads the starter model, and keeps results in a folder."""
    loop = _Loop(queue.SimpleQueue())
    client = WorkerClient(loop.posted.put)
    loaded: list[Event] = []
    client.on_event.append(lambda event: loaded.extend([event] * isinstance(event, Loaded)))
    jobs = Jobs(client, ResultStore(Path(results)), loop.posted.put)
    client.start()
    try:
        loop.until(lambda: loaded)
        yield Program(loop, client, jobs)
    finally:
        jobs.close()
        client.close()


def _make(program_: Program, task: Task, repeat: int) -> tuple[float, Request]:
    """Run one generation through the program; the seconds, and the request that was made."""
    document = _document(task, program_.client.models[0].native_width)
    settings = Settings(task=task, prompt=f"a red boat, number {repeat}", seed=1, count=1)
    begin = time.perf_counter()
    generation, image = program_.run(document, settings)
    place_layer(document, result_layer(image, generation, "Generated"), above=1)
    return time.perf_counter() - begin, generation.request


@contextmanager
def bare(folder: Path) -> Iterator[Callable[[Request], tuple[float, NDArray[np.uint8]]]]:
    """Runs a request as a plain pipeline call; the seconds it took, and its picture (h, w, 3)."""
    command: Sequence[str] = (sys.executable, "-m", "paintapp.worker.bare", str(folder))
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "HF_HUB_OFFLINE": "1"},
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        stdin, stdout = process.stdin, process.stdout
        stdout.readline()

        def call(request: Request) -> tuple[float, NDArray[np.uint8]]:
            stdin.write(request.to_json() + "\n")
            stdin.flush()
            seconds, picture = stdout.readline().split()
            return float(seconds), Raster.from_png(base64.b64decode(picture)).array()

        try:
            yield call
        finally:
            process.kill()


def _document(task: Task, side: int) -> Document:
    """A sketch at the model's native extent, with a selection where the task needs one."""
    sketch = np.full((side, side, 3), (120, 170, 220), np.uint8)
    sketch[side // 2 :] = (40, 90, 140)
    sketch[side // 3 : side // 2, side // 4 : side // 2] = (200, 60, 40)
    selection = None
    if task == "inpaint":
        chosen = np.zeros((side, side), np.uint16)
        chosen[side // 4 : side * 3 // 4, side // 4 : side * 3 // 4] = 65535
        selection = Pixels.from_array(chosen)
    layer = RasterLayer(id=1, name="Sketch", pixels=Pixels.from_array(from_8bit(sketch)))
    return Document(side, side, (layer,), selection=selection)
