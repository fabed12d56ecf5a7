"""What a command prints while it works: a progress bar, plain lines, or JSON."""

from __future__ import annotations

import json
import shutil
import sys
import time

from paintapp.generation.job import Job

BAR = 24
LINE_SECONDS = 5.0
"""Without a terminal a line of progress is printed at most this often."""


class Report:
    """Tells how a generation goes.

    With ``as_json`` one object a line goes to standard output, and nothing else does. Otherwise
    a progress bar (or, without a terminal, a line now and then) goes to standard error.
    """

    def __init__(self, as_json: bool) -> None:
        self.as_json = as_json
        self._bar = not as_json and sys.stderr.isatty()
        self._drawn = False
        self._last_line = 0.0
        self._last_text = ""

    def event(self, name: str, **values: object) -> None:
        """One JSON object on standard output; nothing without ``as_json``."""
        if self.as_json:
            print(json.dumps({"event": name, **values}, ensure_ascii=False), flush=True)

    def say(self, text: str) -> None:
        """A line for people; left out with ``as_json``."""
        if not self.as_json:
            self.clear()
            print(text, file=sys.stderr, flush=True)

    def progress(self, job: Job) -> None:
        """How far a job is, while it runs."""
        if job.state != "running" or not job.stage:
            return
        self.event(
            "progress",
            stage=job.stage,
            step=job.step,
            steps=job.steps,
            picture=job.index + 1,
            pictures=job.settings.count,
            fraction=round(job.fraction, 4),
            seconds_left=None if job.seconds_left is None else round(job.seconds_left, 1),
        )
        if self.as_json:
            return
        text = described(job)
        if self._bar:
            filled = round(BAR * job.fraction)
            bar = "█" * filled + "░" * (BAR - filled)
            width = shutil.get_terminal_size().columns - 1
            line = f"{bar} {job.fraction:4.0%}  {text}"[:width]
            print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)
            self._drawn = True
        elif text != self._last_text and time.monotonic() - self._last_line >= LINE_SECONDS:
            print(f"{job.fraction:4.0%}  {text}", file=sys.stderr, flush=True)
            self._last_line, self._last_text = time.monotonic(), text

    def clear(self) -> None:
        """Take the progress bar away."""
        if self._drawn:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
            self._drawn = False


def described(job: Job) -> str:
    """What a job is doing, in a few words."""
    if job.stage == "loading":
        return "loading the model"
    text = f"picture {job.index + 1} of {job.settings.count}, step {job.step} of {job.steps}"
    if job.seconds_left is not None:
        text += f", about {max(1, round(job.seconds_left))} s left"
    return text
