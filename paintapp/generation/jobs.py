"""Jobs: a queue of generations, from pressing Generate to pictures on disk."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial

from paintapp.document import Document
from paintapp.generation import builtin
from paintapp.generation.client import WorkerClient
from paintapp.generation.descriptors import Descriptor
from paintapp.generation.job import Job, JobState
from paintapp.generation.pace import Pace, seconds_left
from paintapp.generation.place import finished_image
from paintapp.generation.prepare import Cancelled as PreparationCancelled
from paintapp.generation.prepare import Prepared, prepare
from paintapp.generation.protocol import (
    Cancelled,
    Event,
    Failed,
    Finished,
    Models,
    Progress,
    Ready,
    Stopped,
)
from paintapp.generation.record import Generation
from paintapp.generation.request import ProtocolError, Raster, Request
from paintapp.generation.results import Result, ResultStore, StoreError
from paintapp.generation.settings import RANDOM_SEEDS, GenerationError, Settings
from paintapp.messages import Message, message_of

Post = Callable[[Callable[[], None]], object]
"""Runs a callable soon on the thread that owns the jobs."""


class Jobs:
    """An ordered queue of jobs, one of them in flight; owned by one thread.

    ``changed`` callables get every job after each change of it; ``finished`` callables get a job
    and each of its results, once that is on disk (with ``store`` None nothing is written). Work
    that takes time (flattening, masks, matching colours, writing) happens on small threads.
    While the queue is paused the job that runs goes on and no other is begun. Jobs without a
    model do not wait for those of the worker.
    """

    def __init__(self, client: WorkerClient, store: ResultStore | None, post: Post) -> None:
        self.changed: list[Callable[[Job], None]] = []
        self.finished: list[Callable[[Job, Result], None]] = []
        self.client = client
        self.store = store
        self._post = post
        self._queue: list[Job] = []
        self._next_number = 1
        self._preparer = ThreadPoolExecutor(1, thread_name_prefix="prepare")
        self._finisher = ThreadPoolExecutor(1, thread_name_prefix="finish")
        self._maker = ThreadPoolExecutor(1, thread_name_prefix="make")
        self._closed = False
        self._paused = False
        self._made = 0
        self._picture_seconds: float | None = None
        client.on_event.append(self._event)

    @property
    def queue(self) -> tuple[Job, ...]:
        """The jobs that have not ended, in order; the first may be running."""
        return tuple(self._queue)

    def submit(self, document: Document, active_layer_id: int | None, settings: Settings) -> Job:
        """Queue a generation for a document as it is now. Never waits; never raises.

        A random seed is drawn here, so that the job's settings name the one it uses.
        """
        if settings.seed is None:
            settings = replace(settings, seed=secrets.randbelow(RANDOM_SEEDS))
        return self._enqueue(settings, active_layer_id, document, None)

    def replay(
        self, generation: Generation, active_layer_id: int | None, document_id: str = ""
    ) -> Job:
        """Queue a recorded generation again, exactly as it was."""
        settings = Settings.from_request(generation.request, generation.placement.intent)
        prepared = Prepared(generation.request, generation.placement)
        return self._enqueue(settings, active_layer_id, None, prepared, document_id)

    def repeat(self, job: Job) -> Job:
        return self._enqueue(
            job.settings, job.layer_id, job._document, job.prepared, job.document_id
        )

    # Order

    @property
    def paused(self) -> bool:
        return self._paused

    def pause(self) -> None:
        """Begin no further job until `resume`."""
        self._pause(True)

    def resume(self) -> None:
        self._pause(False)

    def _pause(self, paused: bool) -> None:
        if paused != self._paused:
            self._paused = paused
            for job in self.queue[:1]:
                self._tell(job)
            self._advance()

    def move(self, job: Job, place: int) -> None:
        """Put a waiting job at a place in the queue (0 is the next one up).

        A job that has been sent to the worker stays where it is, and nothing comes before it.
        """
        if job not in self._queue or job._sent:
            return
        rest = [other for other in self._queue if other is not job]
        first = sum(1 for other in rest if other._sent)
        rest.insert(max(first, min(place, len(rest))), job)
        if rest != self._queue:
            self._queue = rest
            self._tell(job)
            self._advance()

    def to_front(self, job: Job) -> None:
        """Let a waiting job be the next one."""
        self.move(job, 0)

    @property
    def fraction(self) -> float:
        """How much has been made, 0..1, of all that was queued since the queue was last empty."""
        pictures = self._made + sum(job.settings.count for job in self._queue)
        made = self._made + sum(job.fraction * job.settings.count for job in self._queue)
        return made / pictures if pictures else 0.0

    @property
    def seconds_left(self) -> float | None:
        """The time until the queue is empty, by the pace so far; None while that is unknown."""
        return seconds_left(
            [(job.fraction, job.settings.count, job.seconds_left) for job in self._queue],
            self._picture_seconds,
        )

    def cancel(self, job: Job) -> None:
        """Cancel a job. One that waits ends at once, a running one within a denoising step."""
        if job.ended or job.cancelling or job._ended is not None:
            return
        job.cancelling = True
        if job._ticket is not None:
            self.client.cancel(job._ticket)
            self._tell(job)
        elif job.without_model and job.state == "running":
            self._tell(job)
        else:
            self._end(job, "cancelled")

    def cancel_all(self) -> None:
        """Cancel every job, the waiting ones first so that none of them starts."""
        for job in reversed(self.queue):
            self.cancel(job)

    def close(self) -> None:
        """Cancel everything and let the threads end; results being written are still written."""
        self.cancel_all()
        self._closed = True
        if self._event in self.client.on_event:
            self.client.on_event.remove(self._event)
        self._preparer.shutdown(wait=False, cancel_futures=True)
        self._maker.shutdown(wait=False, cancel_futures=True)
        self._finisher.shutdown(wait=True)

    def _enqueue(
        self,
        settings: Settings,
        layer_id: int | None,
        document: Document | None,
        prepared: Prepared | None,
        document_id: str = "",
    ) -> Job:
        job = Job(self, self._next_number, settings, layer_id, document, prepared, document_id)
        self._next_number += 1
        self._queue.append(job)
        if self.client.state == "stopped" and not job.without_model:
            self.client.start()
        self._tell(job)
        self._advance()
        return job

    def _advance(self) -> None:
        """Prepare what can be prepared and send the first job when nothing is in flight."""
        if self._closed:
            return
        for job in self.queue:
            if job.prepared is None and not job._preparing:
                self._prepare(job)
            elif (
                job.prepared is not None
                and job.without_model
                and not job._sent
                and not self._paused
            ):
                self._make_here(job, job.prepared.request)
        first = next(
            (job for job in self._queue if job._ended is None and not job.without_model), None
        )
        if first is None or first._ticket is not None or first.prepared is None:
            return
        if self._paused:
            return
        if self._descriptor(first) is None:
            return
        try:
            first._ticket = self.client.submit(first.prepared.request)
        except ProtocolError as error:
            self._end(first, "failed", str(error), "request")
            return
        first.state = "running"
        first._pace = Pace()
        self._tell(first)

    def _descriptor(self, job: Job) -> Descriptor | None:
        """What the worker says of a job's model; fails the job when there is no such model."""
        model = job.settings.model
        if job.without_model:
            return builtin.DESCRIPTOR
        for descriptor in self.client.models:
            if descriptor.id == model:
                return descriptor
        if self.client.state == "ready" and model not in self.client.adding:
            self._end(
                job,
                "failed",
                Message(
                    "There is no model “{model}”. Choose another one or add it first.", model=model
                ),
                "model",
            )
        return None

    def _prepare(self, job: Job) -> None:
        descriptor = self._descriptor(job)
        if descriptor is None or job.ended or job._document is None:
            return
        job._preparing = True
        document, settings, seed = job._document, job.settings, job.settings.seed or 0

        def work() -> None:
            outcome: Prepared | Exception
            try:
                outcome = prepare(document, settings, descriptor, seed, lambda: job.cancelling)
            except PreparationCancelled:
                return
            except Exception as error:  # whatever it is, the queue must go on
                outcome = error
            self._post(partial(self._was_prepared, job, outcome))

        self._preparer.submit(work)

    def _was_prepared(self, job: Job, outcome: Prepared | Exception) -> None:
        job._preparing = False
        if job.ended:
            return
        if isinstance(outcome, Prepared):
            job.prepared = outcome
            job._document = None  # the request holds all that is needed from here on
            self._tell(job)
            self._advance()
        elif isinstance(outcome, MemoryError):
            message = Message("There is not enough memory to prepare this. Select a smaller part.")
            self._end(job, "failed", message, "memory")
        elif isinstance(outcome, GenerationError | ProtocolError):
            self._end(job, "failed", str(outcome), "request")
        else:
            reason = str(outcome) or type(outcome).__name__
            message = Message("The picture could not be prepared: {reason}.", reason=reason)
            self._end(job, "failed", message, "internal")

    def _make_here(self, job: Job, request: Request) -> None:
        """Make a job's pictures on a thread of this program; they come as events like others."""
        job.state = "running"
        job.stage = "denoising"
        self._tell(job)

        def tell(event: Progress | Finished | Failed | Cancelled) -> None:
            self._post(lambda: None if job.ended else self._job_event(job, event))

        def work() -> None:
            try:
                for index in range(request.count):
                    begin = time.monotonic()
                    picture = builtin.make_picture(request, index, lambda: job.cancelling)
                    seconds = time.monotonic() - begin
                    last = index == request.count - 1
                    image, seed = Raster.from_array(picture), request.seed_of(index)
                    tell(Finished(0, index, seed, seconds, image, last))
            except PreparationCancelled:
                tell(Cancelled(0))
            except Exception as error:  # whatever it is, the queue must go on
                reason = str(error) or type(error).__name__
                tell(Failed(0, Message("The picture could not be made: {reason}.", reason=reason)))

        self._maker.submit(work)

    def _event(self, event: Event) -> None:
        if isinstance(event, Ready | Models):
            self._advance()
        elif isinstance(event, Stopped):
            if not event.restarting:
                for job in self.queue:
                    if job._ended is None and not job.without_model:
                        self._end(job, "failed", event.message, "worker")
        elif isinstance(event, Progress | Finished | Failed | Cancelled):
            job_ = next((job for job in self._queue if job._ticket == event.job), None)
            if job_ is not None:
                self._job_event(job_, event)

    def _job_event(self, job: Job, event: Progress | Finished | Failed | Cancelled) -> None:
        if isinstance(event, Progress):
            count = job.settings.count
            job.stage, job.step, job.steps, job.index = (
                event.stage,
                event.step,
                event.steps,
                event.index,
            )
            if event.preview is not None:
                job.preview = event.preview
            if event.stage == "denoising" and event.steps > 0:
                fraction = min(1.0, (event.index + event.step / event.steps) / count)
                job.fraction = max(job.fraction, fraction)
                job.seconds_left = job._pace.seconds_left(job.fraction)
            self._tell(job)
        elif isinstance(event, Finished):
            self._picture_seconds = event.seconds
            job.fraction = max(job.fraction, min(1.0, (event.index + 1) / job.settings.count))
            if event.last:
                job._ended = "finished"
            self._keep(job, event)
            self._advance()
        elif isinstance(event, Failed):
            self._finish(job, "failed", event.message, event.reason)
        else:
            self._finish(job, "cancelled")

    def _keep(self, job: Job, event: Finished) -> None:
        """Match, write and then announce a picture, in order, off the owner's thread."""
        prepared = job.prepared
        if prepared is None:
            return
        job._saving += 1
        generation = Generation(prepared.request, prepared.placement).single(event.seed)

        def work() -> None:
            warning = ""
            image = event.image
            try:
                image = finished_image(image, generation)
                if self.store is not None:
                    result = self.store.save(
                        image, generation, event.seed, event.seconds, document=job.document_id
                    )
                else:
                    result = _unstored(image, generation, event, job.document_id)
            except Exception as error:  # the picture itself is never lost for it
                if isinstance(error, StoreError):
                    warning = str(error)
                else:
                    reason = message_of(error)
                    warning = Message(
                        "The result could not be kept on disk: {reason}.", reason=reason
                    )
                result = _unstored(image, generation, event, job.document_id)
            self._post(partial(self._was_kept, job, result, warning))

        self._finisher.submit(work)

    def _was_kept(self, job: Job, result: Result, warning: str) -> None:
        job._saving -= 1
        job.results.append(result)
        job.warning = warning or job.warning
        for listener in tuple(self.finished):
            listener(job, result)
        if job._ended is not None and job._saving == 0:
            self._end(job, job._ended, job.message, job.reason)
        else:
            self._tell(job)

    def _finish(self, job: Job, state: JobState, message: str = "", reason: str = "") -> None:
        """End a job once its finished pictures are written."""
        job.message, job.reason = message, reason
        job._ended = state
        if job._saving == 0:
            self._end(job, state, message, reason)
        else:
            self._advance()

    def _end(self, job: Job, state: JobState, message: str = "", reason: str = "") -> None:
        if job.ended:
            return
        job.state, job.message, job.reason = state, message, reason
        job._ended = state
        job.preview = None
        job.seconds_left = None
        if state == "finished":
            job.fraction = 1.0
        if job in self._queue:
            self._queue.remove(job)
            self._made = self._made + job.settings.count if self._queue else 0
        self._tell(job)
        self._advance()

    def _tell(self, job: Job) -> None:
        for listener in tuple(self.changed):
            listener(job)


def _unstored(image: Raster, generation: Generation, event: Finished, document: str) -> Result:
    """A result that is only in memory; its id names nothing on disk."""
    return Result(
        f"{int(time.time() * 1e6):016x}-{secrets.token_hex(4)}",
        image,
        generation,
        event.seed,
        event.seconds,
        time.time(),
        document,
    )
