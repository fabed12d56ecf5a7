"""The worker's loop: a thread that reads commands, the main thread that owns the device."""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from paintapp.generation import frames, protocol
from paintapp.generation.protocol import (
    Adding,
    AddModel,
    Cancel,
    Cancelled,
    Command,
    Enlarge,
    Event,
    Failed,
    FindSubject,
    LiveFailed,
    LiveStart,
    LiveStop,
    LiveUpdate,
    Load,
    Models,
    Ready,
    RemoveModel,
    Shutdown,
    Subject,
    Submit,
)
from paintapp.generation.request import ProtocolError, Raster
from paintapp.messages import Message, message_of
from paintapp.worker import catalogue, download
from paintapp.worker.catalogue import ModelError, NotDownloadedError
from paintapp.worker.listing import Listing
from paintapp.worker.live_mailbox import LiveWork, Mailbox

if TYPE_CHECKING:
    from paintapp.worker.matte import Matte

_log = logging.getLogger(__name__)


class Service:
    """One worker's life; ``listing`` is what it has at first."""

    def __init__(self, commands: BinaryIO, events: BinaryIO, listing: Listing) -> None:
        self._commands = commands
        self._events = events
        self._writing = threading.Lock()
        self._listing = listing
        self._jobs: deque[Submit | Enlarge] = deque()
        self._loads: deque[str] = deque()
        self._removed: deque[str] = deque()
        self._live = Mailbox()
        self._running: int | None = None
        self._cancelled: set[int] = set()
        self._changed = threading.Condition()
        # Downloads take minutes: neither a cancel nor a job waits for them.
        self._downloads = ThreadPoolExecutor(1, thread_name_prefix="download")
        self._fetches: dict[str, download.Fetch] = {}
        # Subjects are found by the processor, at once, whatever the device is doing.
        self._subjects = ThreadPoolExecutor(1, thread_name_prefix="subjects")
        self._matte: Matte | None = None
        self._imported = threading.Event()

    def serve(self) -> None:
        """Run until the commands end; does not return."""
        logging.basicConfig(
            stream=sys.stderr,
            level=logging.INFO,
            format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        )
        logging.captureWarnings(True)
        self._tell(Ready("", *self._listing.told()))
        threading.Thread(target=self._read, name="commands", daemon=True).start()

        # Seconds long; the list of models is out by now and commands are being taken.
        from paintapp.worker.engine import Engine

        engine = Engine(self._listing.model, self._tell, self._listing.enlarger)
        self._imported.set()
        self._tell(Ready(engine.device.name, *self._listing.told()))
        while True:
            work = self._next()
            if isinstance(work, Submit | Enlarge):
                is_cancelled = partial(self._is_cancelled, work.job)
                if isinstance(work, Submit):
                    engine.run(work.job, work.request, is_cancelled)
                else:
                    engine.enlarge(work, is_cancelled)
                with self._changed:
                    self._running = None
                    self._cancelled.discard(work.job)
            elif isinstance(work, LiveWork):
                if engine.paint_live(work, partial(self._gives_way, work)):
                    with self._changed:
                        self._live.done(work)
            elif isinstance(work, Load):
                engine.preload(work.model, self._is_waiting)
            else:
                engine.forget(work.source)

    def _next(self) -> Submit | Enlarge | Load | RemoveModel | LiveWork:
        """The next thing for the device to do: jobs first, then what can wait, then live work."""
        with self._changed:
            self._changed.wait_for(
                lambda: self._jobs or self._loads or self._removed or self._live.waiting
            )
            if self._removed:
                return RemoveModel(self._removed.popleft())
            if self._jobs:
                work = self._jobs.popleft()
                self._running = work.job
                return work
            if self._loads:
                return Load(self._loads.popleft())
            return self._live.next()

    def _gives_way(self, work: LiveWork) -> bool:
        """Whether a live picture is to be left: it is stale, or a job waits."""
        return bool(self._jobs) or self._live.is_stale(work)

    def _is_waiting(self, model: str) -> bool:
        """Whether a job for another model than this waits ("" for any job)."""
        return any(
            isinstance(waiting, Enlarge) or waiting.request.model != model
            for waiting in list(self._jobs)
        )

    def _is_cancelled(self, job: int) -> bool:
        return job in self._cancelled

    def _tell(self, event: Event) -> None:
        with self._writing:
            try:
                frames.write_frame(self._events, event)
            except OSError:
                os._exit(0)  # nobody listens any more

    def _read(self) -> None:
        """Take commands until they end; ends the process, whatever the device is doing."""
        code = 0
        try:
            while (frame := frames.read_frame(self._commands)) is not None:
                try:
                    command = frames.decode_command(*frame)
                except ProtocolError as error:
                    self._refuse(frames.job_of(frame[0]), error)
                    continue
                if isinstance(command, Shutdown):
                    break
                self._take(command)
        except ProtocolError as error:
            _log.error("the commands cannot be understood any more: %s", error)
            code = 1
        except BaseException:
            _log.exception("reading commands")
            code = 1
        logging.shutdown()
        os._exit(code)

    def _refuse(self, job: int | None, error: ProtocolError) -> None:
        _log.warning("a command was refused: %s", error)
        if job is not None:
            self._tell(Failed(job, message_of(error), "request"))

    def _take(self, command: Command) -> None:
        match command:
            case Submit() | Enlarge():
                with self._changed:
                    self._jobs.append(command)
                    self._changed.notify()
            case Cancel(job):
                self._cancel(job)
            case LiveStart() | LiveUpdate() | LiveStop():
                self._take_live(command)
            case Load(model):
                with self._changed:
                    self._loads.append(model)
                    live = self._listing.live_model(model)
                    self._loads.extend([live] if live else [])
                    self._changed.notify()
            case AddModel(source, agreed):
                if agreed and catalogue.is_hub_id(source):
                    self._fetches[source] = download.Fetch(source)
                    self._downloads.submit(self._add, source)
                else:
                    self._add(source)
            case RemoveModel(source):
                self._remove(source)
            case FindSubject():
                self._subjects.submit(self._find_subject, command)

    def _take_live(self, command: LiveStart | LiveUpdate | LiveStop) -> None:
        try:
            with self._changed:
                self._live.take(command)
                self._changed.notify()
        except ProtocolError as error:
            generation = -1 if isinstance(command, LiveStop) else command.generation
            self._tell(LiveFailed(generation, message_of(error), "request"))

    def _cancel(self, job: int) -> None:
        with self._changed:
            waiting = next((other for other in self._jobs if other.job == job), None)
            if waiting is not None:
                self._jobs.remove(waiting)
            elif self._running == job:
                self._cancelled.add(job)
        if waiting is not None:
            self._tell(Cancelled(job))

    def _add(self, source: str) -> None:
        """List a model, fetching it first where that was agreed to."""
        problem, needs_download = Message(""), False
        asked, fetch = source, self._fetches.get(source)
        try:
            if fetch is not None:
                fetch.run(lambda done, total: self._tell(Adding(asked, done, total)))
            source = self._listing.add(source)
        except NotDownloadedError as error:
            problem, needs_download = message_of(error), True
        except ModelError as error:
            problem = message_of(error)
        except OSError as error:
            problem = Message(
                "{source} cannot be read: {reason}.",
                source=source,
                reason=str(error.strerror or error),
            )
        except Exception:
            _log.exception("adding %s", source)
            problem = Message("{source} cannot be added; the worker's log says why.", source=source)
        self._fetches.pop(asked, None)
        self._tell_models(source, problem, needs_download)

    def _find_subject(self, command: FindSubject) -> None:
        self._imported.wait()  # two threads must not import torch at once
        try:
            if self._matte is None:
                from paintapp.worker.matte import Matte

                self._matte = Matte(self._listing.matte)
            hint = None if command.hint is None else command.hint.array()
            found = self._matte.find(command.picture.array(), hint)
            answer = Subject(command.number, Raster.from_array(found))
        except ModelError as error:
            answer = Subject(command.number, problem=str(error))
        except Exception:
            _log.exception("finding a subject")
            answer = Subject(command.number, problem="The subject could not be looked for.")
        self._tell(answer)

    def _remove(self, source: str) -> None:
        """No longer list a model; where it is still being fetched, that ends."""
        fetch = self._fetches.get(source)
        if fetch is not None:
            fetch.stop()
            return
        if self._listing.remove(source):
            with self._changed:
                self._removed.append(source)
                self._changed.notify()
        self._tell_models(source)

    def _tell_models(
        self, source: str, problem: Message = protocol.NOTHING, needs_download: bool = False
    ) -> None:
        models, guides, enlargers, listed = self._listing.told()
        self._tell(Models(models, source, problem, needs_download, guides, enlargers, listed))
