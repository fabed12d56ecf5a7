"""The window's end of the worker: starts the process, sends commands, hands over events.

Everything public is called on one thread (the window's), and ``on_event`` is called on it too,
through ``post``. Two small threads per process read and write the pipes, so nothing here waits for
the worker, however large a picture is or however busy the worker may be.
"""

from __future__ import annotations

import contextlib
import logging
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import IO, BinaryIO, Literal, cast

import msgspec
from platformdirs import user_log_path

from paintapp.generation import frames
from paintapp.generation.descriptors import Descriptor, Enlarger, Guide, Listed
from paintapp.generation.models import STARTER
from paintapp.generation.protocol import (
    AddModel,
    Cancel,
    Cancelled,
    Command,
    Enlarge,
    Event,
    Failed,
    FindSubject,
    Finished,
    LivePicture,
    LiveStart,
    LiveStop,
    LiveUpdate,
    Load,
    Models,
    Ready,
    RemoveModel,
    Shutdown,
    Stopped,
    Subject,
    Submit,
)
from paintapp.generation.request import ProtocolError, Raster, Request
from paintapp.messages import Message

State = Literal["stopped", "starting", "ready", "waiting"]
"""``waiting``: the process has died and will be started again after a moment."""

BACK_OFF_SECONDS = (0.2, 1.0, 3.0, 10.0)
"""Pauses before a dead worker is started again. When it dies that often before it has done a job,
it stays down until the next `WorkerClient.start` or `WorkerClient.submit`."""

MAXIMUM_LOG_BYTES = 1 << 20

_log = logging.getLogger(__name__)


class WorkerClient:
    """One worker process, started again when it dies.

    ``post`` takes a callable and runs it soon on the caller's thread. ``command`` starts a worker
    whose standard input and output carry frames; the default is this program's own worker.
    ``sources`` are models to list besides the worker's own. Callables in ``on_event`` get every
    event of the worker in order, and the client's own `Stopped` and `Failed`.
    """

    def __init__(
        self,
        post: Callable[[Callable[[], None]], object],
        command: Sequence[str] | None = None,
        *,
        sources: Iterable[str] = (),
        log_path: Path | None = None,
    ) -> None:
        self.on_event: list[Callable[[Event], None]] = []
        self.state: State = "stopped"
        self.device = ""
        self.models: tuple[Descriptor, ...] = ()
        self.guides: tuple[Guide, ...] = ()
        """The control networks that the worker has."""
        self.enlargers: tuple[Enlarger, ...] = ()
        self.listed: tuple[Listed, ...] = ()
        """All that the worker has, whatever it is for."""
        self.adding: set[str] = set()
        """Models asked for whose answer has not come yet."""
        self.log_path = log_path or user_log_path("paintapp", appauthor=False) / "worker.log"
        self._post = post
        self._command = tuple(command or (sys.executable, "-m", "paintapp.worker"))
        self._sources = list(dict.fromkeys(map(_identifier, sources)))
        self._preferred = STARTER
        self._unfinished: dict[int, Request | Enlarge] = {}
        self._cancelled: set[int] = set()
        self._next_job = 1
        self._generation = 0
        self._subjects: dict[int, Callable[[Raster | None], object]] = {}
        self._next_subject = 1
        self._deaths = 0
        self._connection: _Connection | None = None
        self._restart: threading.Timer | None = None

    def start(self) -> None:
        """Start the worker unless it runs; returns at once, `Ready` follows as an event."""
        if self._connection is not None:
            return
        self._stop_waiting()
        self.state = "starting"
        try:
            connection = _Connection(self._command, self.log_path)
        except OSError as error:
            _log.warning("the worker cannot be started: %s", error)
            self._connection = None
            said = Message("The model process cannot be started: {reason}.", reason=str(error))
            self._post(partial(self._give_up, said))
            return
        self._connection = connection
        self.adding = set(self._sources)
        for source in self._sources:
            connection.send(AddModel(source))
        for job, work in self._unfinished.items():
            connection.send(work if isinstance(work, Enlarge) else Submit(job, work))
        connection.send(Load(self._preferred))
        connection.listen(
            lambda event: self._post(partial(self._received, connection, event)),
            lambda: self._post(partial(self._died, connection)),
        )

    def submit(self, request: Request) -> int:
        """Queue a request and return its job's number, which all of its events carry.

        Jobs run in the order of their submission. Raises ProtocolError, with a text fit to show,
        when the request contradicts itself. Starts the worker when it is down.
        """
        request.check()
        return self._queue(lambda job: (request, Submit(job, request)))

    def enlarge(self, enlarger: str, image: Raster, width: int, height: int) -> int:
        """Queue an enlargement, as `submit` does a request. Raises ProtocolError."""
        Enlarge(0, enlarger, image, width, height).check()

        def work(job: int) -> tuple[Enlarge, Enlarge]:
            command = Enlarge(job, enlarger, image, width, height)
            return command, command

        return self._queue(work)

    def _queue(self, work: Callable[[int], tuple[Request | Enlarge, Submit | Enlarge]]) -> int:
        """Keep the work of a new job until it has ended, and send its command."""
        job = self._next_job
        self._next_job += 1
        self._unfinished[job], command = work(job)
        if self._connection is not None:
            self._connection.send(command)
        elif self.state == "stopped":
            self._deaths = 0
            self.start()
        return job

    def cancel(self, job: int) -> None:
        """Ask for a job to be cancelled; its last event says how it ended."""
        if job not in self._unfinished:
            return
        if self._connection is not None:
            self._cancelled.add(job)
            self._connection.send(Cancel(job))
        else:
            self._post(partial(self._tell, Cancelled(job)))

    def add_model(self, source: str | Path, *, download: bool = False) -> None:
        """List a folder, a .safetensors file or a hub id; `Models` tells how it went.

        ``download`` says that the user agreed to fetch a hub id from the network. A source that
        was accepted is listed again whenever the worker starts.
        """
        source = _identifier(source)
        if self._connection is not None:
            self.adding.add(source)
            self._connection.send(AddModel(source, download))
        else:
            self._sources.append(source)
            self.start()

    def remove_model(self, source: str) -> None:
        """No longer list a model; its files stay."""
        self._sources = [other for other in self._sources if other != source]
        if self._connection is not None:
            self._connection.send(RemoveModel(source))

    def load(self, model: str) -> None:
        """Have a model ready in memory before its first job, now and after each restart."""
        self._preferred = model
        if self._connection is not None:
            self._connection.send(Load(model))

    def next_generation(self) -> int:
        """A number for a command of live painting, larger than all before it."""
        self._generation += 1
        return self._generation

    def live(self, command: LiveStart | LiveUpdate | LiveStop) -> bool:
        """Send a command of live painting; whether there was a worker to take it.

        A worker that has been started again knows nothing of it and needs a `LiveStart`.
        """
        if self._connection is None:
            return False
        self._connection.send(command)
        return True

    def find_subject(
        self, picture: Raster, hint: Raster | None, answer: Callable[[Raster | None], object]
    ) -> None:
        """Have the subject of an RGB picture found, within a hint where there is one.

        ``answer`` is called once, on this thread: with the matte, or with None when there is no
        worker, it has died, or it has no model for this.
        """
        if self._connection is None:
            answer(None)
            return
        number = self._next_subject
        self._next_subject += 1
        self._subjects[number] = answer
        self._connection.send(FindSubject(number, picture, hint))

    def close(self) -> None:
        """End the worker for good: it is gone when this returns (a second at most)."""
        self._stop_waiting()
        self._find_no_subjects()
        connection, self._connection = self._connection, None
        self.state = "stopped"
        self._unfinished.clear()
        if connection is not None:
            connection.close()

    @property
    def process_id(self) -> int | None:
        """The worker's process id while it runs."""
        return self._connection.process.pid if self._connection else None

    def _received(self, connection: _Connection, event: Event) -> None:
        if connection is not self._connection:
            return
        match event:
            case Ready():
                self.state, self.device, self.models = "ready", event.device, event.models
                self.guides, self.enlargers = event.guides, event.enlargers
                self.listed = event.listed
            case Models():
                self.models, self.guides = event.models, event.guides
                self.enlargers, self.listed = event.enlargers, event.listed
                self.adding.discard(event.source)
                if not event.problem and event.source not in self._sources:
                    kept = any(each.id == event.source for each in event.listed)
                    self._sources.extend([event.source] if kept else [])
            case Finished() | LivePicture():
                self._deaths = 0
            case Subject(number, matte, problem):
                if problem:
                    _log.warning("no matte: %s", problem)
                answer = self._subjects.pop(number, None)
                if answer is not None:
                    answer(matte)
            case Failed(reason="internal"):
                message = Message(
                    "{problem}. Details are in {log}.", problem=event.message, log=self.log_path
                )
                event = msgspec.structs.replace(event, message=message)
        self._tell(event)

    def _tell(self, event: Event) -> None:
        if isinstance(event, Failed | Cancelled) or (isinstance(event, Finished) and event.last):
            self._cancelled.discard(event.job)
            if self._unfinished.pop(event.job, None) is None:
                return
        for listener in tuple(self.on_event):
            listener(event)

    def _died(self, connection: _Connection) -> None:
        if connection is not self._connection:
            return
        self._connection = None
        self._find_no_subjects()
        reason = connection.why_it_died()
        self._deaths += 1
        restarting = self._deaths <= len(BACK_OFF_SECONDS)
        # Set before anyone is told: a listener may well submit the next job.
        self.state, self.device = ("waiting" if restarting else "stopped"), ""
        if restarting:
            pause = BACK_OFF_SECONDS[self._deaths - 1]
            self._restart = threading.Timer(pause, lambda: self._post(self._start_again))
            self._restart.daemon = True
            self._restart.start()
        running = next(iter(self._unfinished), None)
        for job in [job for job in self._unfinished if job in self._cancelled]:
            self._tell(Cancelled(job))
        if running is not None and running in self._unfinished:
            hint = Message(
                "The model process stopped{reason}. Press Generate to try again.", reason=reason
            )
            self._tell(Failed(running, hint, "worker"))
        if restarting:
            again = Message(
                "The model process stopped{reason}; it is starting again.", reason=reason
            )
            self._tell(Stopped(again, True))
        else:
            self._give_up(
                Message(
                    "The model process stops again and again{reason}. Details are in {log}.",
                    reason=reason,
                    log=self.log_path,
                )
            )

    def _find_no_subjects(self) -> None:
        waiting, self._subjects = self._subjects, {}
        for answer in waiting.values():
            answer(None)

    def _start_again(self) -> None:
        if self.state == "waiting":
            self.start()

    def _give_up(self, message: Message) -> None:
        self.state = "stopped"
        for job in tuple(self._unfinished):
            self._tell(Failed(job, message, "worker"))
        self._tell(Stopped(message, False))

    def _stop_waiting(self) -> None:
        if self._restart is not None:
            self._restart.cancel()
            self._restart = None


def _identifier(source: str | Path) -> str:
    """What a worker will call a model: a file or folder on this disk by its whole path."""
    path = Path(source).expanduser()
    return str(path.resolve()) if path.exists() else str(source)


class _Connection:
    """One process and the two threads at its pipes."""

    def __init__(self, command: Sequence[str], log_path: Path) -> None:
        with _open_log(log_path) as log:
            # No session of its own: priorities only count within one (Linux groups by session).
            self.process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log
            )
        self._outbox: queue.SimpleQueue[Command | None] = queue.SimpleQueue()
        self._writer = threading.Thread(target=self._write, name="worker-writer", daemon=True)
        self._reader: threading.Thread | None = None
        self._writer.start()

    def send(self, command: Command) -> None:
        self._outbox.put(command)

    def listen(self, tell: Callable[[Event], object], died: Callable[[], object]) -> None:
        """Hand over events from a thread, then call ``died`` once the process has ended."""

        def read() -> None:
            stream = cast(BinaryIO, self.process.stdout)
            try:
                while (frame := frames.read_frame(stream)) is not None:
                    tell(frames.decode_event(*frame))
            except (OSError, ValueError) as error:
                _log.warning("the worker cannot be understood: %s", error)
                self.process.kill()
            self._outbox.put(None)
            try:
                self.process.wait(0.5)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            died()

        self._reader = threading.Thread(target=read, name="worker-reader", daemon=True)
        self._reader.start()

    def _write(self) -> None:
        stream = cast(BinaryIO, self.process.stdin)
        while (command := self._outbox.get()) is not None:
            try:
                frames.write_frame(stream, command)
            except ProtocolError as error:
                _log.warning("a command was not sent: %s", error)
            except (OSError, ValueError):
                break  # The process has gone; the reader notices.
        with contextlib.suppress(OSError):
            stream.close()

    def why_it_died(self) -> str:
        code = self.process.returncode
        if code is not None and code < 0:
            if -code == signal.SIGKILL:
                return Message(" (it was killed, perhaps because memory ran out)")
            return f" ({signal.Signals(-code).name})"
        return ""

    def close(self) -> None:
        self.send(Shutdown())
        self._outbox.put(None)
        try:
            self.process.wait(0.7)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        for thread in (self._writer, self._reader):
            if thread is not None and thread is not threading.current_thread():
                thread.join(1.0)
        cast(BinaryIO, self.process.stdout).close()


def _open_log(path: Path) -> IO[bytes]:
    """The worker's log, opened for appending; a long one is first moved aside."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > MAXIMUM_LOG_BYTES:
            path.replace(path.with_suffix(".old.log"))
        return path.open("ab")
    except OSError:
        return Path(os.devnull).open("ab")
