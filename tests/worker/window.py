"""A window without widgets: a real client and worker, and a queue as the event loop."""

from __future__ import annotations

import queue
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from paintapp.generation.client import WorkerClient
from paintapp.generation.protocol import Cancelled, Event, Failed, Finished, Progress
from paintapp.generation.request import Raster, Request


class Window:
    """Drives a `WorkerClient`; ``events`` are all that came, in order."""

    def __init__(
        self,
        starter: Path,
        log: Path,
        *,
        sources: Sequence[str] = (),
        command: Sequence[str] | None = None,
        lines: Path | None = None,
    ) -> None:
        self.posted: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self.events: list[Event] = []
        self.position = 0
        command = command or [
            *(sys.executable, "-m", "paintapp.worker", "--starter", str(starter)),
            *("--lines", str(lines or starter / "no-lines")),
        ]
        self.client = WorkerClient(self.posted.put, command, sources=sources, log_path=log)
        self.client.on_event.append(self.events.append)
        self.client.start()

    def until(
        self, wanted: Callable[[Event], bool], seconds: float = 300, *, since: int | None = None
    ) -> Any:
        """The first event that is wanted, after the one returned last (or from ``since`` on)."""
        at = self.position if since is None else since
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            while at < len(self.events):
                at += 1
                if wanted(self.events[at - 1]):
                    self.position = max(self.position, at)
                    return self.events[at - 1]
            try:
                self.posted.get(timeout=0.1)()
            except queue.Empty:
                continue
        raise AssertionError(f"no such event; the last: {[str(e)[:200] for e in self.events[-5:]]}")

    def outcome(self, job: int) -> Event:
        """How a job ends: its last `Finished`, or `Failed` or `Cancelled`."""
        return self.until(
            lambda event: (
                getattr(event, "job", None) == job
                and (
                    isinstance(event, Failed | Cancelled)
                    or (isinstance(event, Finished) and event.last)
                )
            )
        )

    def pictures(self, request: Request) -> list[np.ndarray]:
        """Run a request to its end; its pictures in order."""
        job = self.client.submit(request)
        outcome = self.outcome(job)
        assert isinstance(outcome, Finished), outcome
        return [finished.image.array() for finished in self.of(job, Finished)]

    def picture(self, request: Request) -> np.ndarray:
        (picture,) = self.pictures(request)
        return picture

    def failure(self, request: Request) -> Failed:
        outcome = self.outcome(self.client.submit(request))
        assert isinstance(outcome, Failed), outcome
        return outcome

    def running(self, job: int) -> Progress:
        """Wait until a job denoises."""
        event = self.until(
            lambda event: (
                isinstance(event, Progress) and event.job == job and event.stage == "denoising"
            )
        )
        assert isinstance(event, Progress)
        return event

    def of(self, job: int, kind: type) -> list[Any]:
        """The events of one kind that a job has had."""
        return [event for event in self.events if isinstance(event, kind) and event.job == job]


def sketch(side: int = 64) -> Raster:
    """A few flat shapes."""
    picture = np.full((side, side, 3), (120, 160, 220), np.uint8)
    picture[side // 2 :] = (60, 110, 60)
    picture[side // 4 : side // 2, side // 4 : 3 * side // 4] = (200, 60, 40)
    return Raster.from_array(picture)


def whole_mask(side: int = 64, value: int = 255) -> Raster:
    return Raster.from_array(np.full((side, side), value, np.uint8))


def request(task: str = "text", model: str = "starter", side: int = 64, **changes: Any) -> Request:
    """A small request that fits the small models."""
    values: dict[str, Any] = {
        "task": task,
        "model": model,
        "prompt": "a red boat",
        "width": side,
        "height": side,
        "seed": 7,
        "steps": 5,
        "guidance_scale": 3.0,
        "strength": 1.0 if task == "inpaint" else 0.6,
    }
    if task != "text":
        values["image"] = sketch(side)
    if task == "inpaint":
        values["mask"] = whole_mask(side)
    return Request(**{**values, **changes})
