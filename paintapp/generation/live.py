"""Live painting: while the artist paints, the model paints the same picture again and again.

One picture is in the making at a time, always of the newest canvas. During a stroke it is finished
before the next one is begun, or nothing would ever appear; a stroke that ends, an undo or another
setting ends it within a denoising step. `Live` is told of every change of the canvas and does
nothing for it but remember the frozen document; what takes time happens on a thread, and only when
the worker can make use of it.
"""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

import msgspec

from paintapp.document import Document
from paintapp.generation.client import WorkerClient
from paintapp.generation.descriptors import Descriptor
from paintapp.generation.live_source import Prepared, Source, Wanted
from paintapp.generation.prepare import Cancelled
from paintapp.generation.protocol import (
    NOTHING,
    Event,
    Finished,
    LiveFailed,
    LivePicture,
    LiveStart,
    LiveStep,
    LiveStop,
    LiveUpdate,
    Models,
    Progress,
    Ready,
    Stopped,
)
from paintapp.generation.record import Generation
from paintapp.generation.request import ProtocolError, Raster, Request
from paintapp.generation.settings import GenerationError, Settings
from paintapp.messages import Message, message_of

LiveState = Literal["off", "starting", "painting", "resting"]
"""``starting``: no worker or model yet. ``resting``: the picture shows the canvas as it is."""

KEPT_MOMENTS = 12
"""Finished pictures that are remembered: undo and redo show theirs without any work."""

PACE_SECONDS = 3.0
"""The time over which pictures a second are counted."""

Post = Callable[[Callable[[], None]], object]


@dataclass(frozen=True, slots=True)
class Moment:
    """A live picture. ``stroke`` counts the committed changes of the canvas up to the one that is
    in it; an ``early`` one is a first prediction whose final picture follows."""

    generation: int
    stroke: int
    image: Raster
    record: Generation
    seconds: float
    early: bool
    encoded: bool
    """Whether the worker had to encode the context for it, or knew its latents."""
    embedded: bool
    """Whether the worker had to encode the prompts for it, or knew them."""
    taken: float
    """When its canvas was taken, by `time.monotonic`: what was painted before is in it."""


@dataclass(slots=True)
class _Flight:
    """A request that the worker has."""

    generation: int
    stroke: int
    taken: float
    prepared: Prepared


class Live:
    """Live painting with one worker; owned by one thread, called on no other.

    ``changed`` callables are called when the state has changed, ``pictured`` callables get every
    `Moment` to be shown. ``failed`` callables get a text fit to show when live painting has ended
    by itself. ``give_way`` is called on the thread that prepares canvases, many times for each of
    them; it returns when the thread may go on.
    """

    def __init__(
        self, client: WorkerClient, post: Post, give_way: Callable[[], object] = lambda: None
    ) -> None:
        self.changed: list[Callable[[], None]] = []
        self.pictured: list[Callable[[Moment], None]] = []
        self.failed: list[Callable[[str], None]] = []
        self.client = client
        self.moment: Moment | None = None
        """The picture shown now."""
        self.prepared = 0
        self.sent = 0
        """Contexts made and requests sent since the start; for measuring."""
        self._post = post
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="live")
        self._on = False
        self._settings: Settings | None = None
        self._document: Document | None = None
        self._settled: Document | None = None
        self._stroke = 0
        self._urgent = False
        self._accepted: Document | None = None
        self._last_wanted: Wanted | None = None
        self._preparing = False
        self.give_way = give_way
        self._source = Source(give_way)
        self._sent: Request | None = None
        self._flights: list[_Flight] = []
        self._room = True
        """Whether the worker is about to have nothing to do."""
        self._held: tuple[_Flight, LivePicture] | None = None
        self._moments: OrderedDict[Request, Moment] = OrderedDict()
        self._shown: deque[float] = deque()
        client.on_event.append(self._event)

    @property
    def on(self) -> bool:
        return self._on

    @property
    def stroke(self) -> int:
        """The number of committed changes of the canvas so far."""
        return self._stroke

    @property
    def state(self) -> LiveState:
        if not self._on:
            return "off"
        wanted = self._wanted()
        if wanted is None or self.client.state != "ready":
            return "starting"
        if self._flights or self._preparing or not wanted.same(self._last_wanted):
            return "starting" if self.moment is None else "painting"
        return "resting"

    @property
    def pictures_per_second(self) -> float | None:
        """Finished pictures a second over the last moments; None when there were fewer than two."""
        shown, now = self._shown, time.monotonic()
        while shown and now - shown[0] > PACE_SECONDS:
            shown.popleft()
        if len(shown) < 2 or shown[-1] <= shown[0]:
            return None
        return (len(shown) - 1) / (shown[-1] - shown[0])

    def problem(self, model: str) -> Message:
        """Why a model cannot be used for live painting; empty when it can, or is not known yet."""
        found = self.painter(model)
        if found is None or _paints_live(found):
            return NOTHING
        return Message(
            "The model “{model}” cannot paint live: it does not refine pictures.",
            model=found.label,
        )

    def start(self, document: Document, settled: Document, settings: Settings) -> None:
        """Begin with a canvas; see `show` and `configure`."""
        if self._on:
            return
        self._on = True
        self._document, self._settled, self._settings = document, settled, settings
        self._last_wanted = None
        self._urgent = True
        self._shown.clear()
        if self.client.state == "stopped":
            self.client.start()
        self._advance()
        self._tell()

    def stop(self) -> None:
        """End at once: nothing is computed and no picture comes any more."""
        if not self._on:
            return
        self._on = False
        self._source.cancelled = True
        self._source = Source(self.give_way)
        self._preparing = False
        self.client.live(LiveStop())
        self._forget_flights()
        self._document = self._settled = self._last_wanted = self.moment = None
        self._moments.clear()
        self._tell()

    def show(self, document: Document, settled: Document) -> None:
        """Follow the canvas: the document as it is shown, and as it was last committed.

        Quick, for every pen event. A new committed document makes every picture of older ones
        stale at once.
        """
        if not self._on:
            return
        if settled is not self._settled:
            self._settled = settled
            self._stroke += 1
            self._urgent = True
        self._document = document
        if document is self._accepted and settled is document:
            self._rest()
        self._advance()

    def accept(self, document: Document) -> None:
        """The canvas has become what the picture shows: nothing is made until it changes again."""
        if self._on and self._settings is not None:
            self._accepted = document

    def configure(self, settings: Settings) -> None:
        """Use other settings from now on; a picture by older ones is ended."""
        if self._on and settings != self._settings:
            self._settings = settings
            self._urgent = True
            self._advance()

    def close(self) -> None:
        self.stop()
        if self._event in self.client.on_event:
            self.client.on_event.remove(self._event)
        self._thread.shutdown(wait=True, cancel_futures=True)

    # Preparing and sending

    def _wanted(self) -> Wanted | None:
        settings, document, settled = self._settings, self._document, self._settled
        if settings is None or document is None or settled is None:
            return None
        descriptor = self.painter(settings.model)
        if descriptor is None:
            return None
        if descriptor.id != settings.model:
            settings = replace(settings, model=descriptor.id)
        return Wanted(document, settled, settings, descriptor)

    def painter(self, model: str) -> Descriptor | None:
        """What paints when ``model`` is chosen: itself, or the quicker variant it names."""
        listed = {one.id: one for one in self.client.models}
        chosen = listed.get(model)
        quick = listed.get(chosen.live_model) if chosen is not None else None
        return quick if quick is not None and _paints_live(quick) else chosen

    def _advance(self) -> None:
        """Prepare the newest canvas, if it is new and the worker has use for it."""
        if not self._on or self._preparing or not (self._room or self._urgent):
            return
        wanted = self._wanted()
        if wanted is None or self.client.state != "ready":
            return
        if wanted.same(self._last_wanted):
            self._urgent = False
            return
        if problem := self.problem(wanted.settings.model):
            self._fail(problem)
            return
        self._last_wanted = wanted
        self._preparing = True
        urgent, self._urgent = self._urgent, False
        source, stroke, taken = self._source, self._stroke, time.monotonic()
        base = self._sent.image if self._sent is not None else None

        def work() -> None:
            outcome: Prepared | Exception
            try:
                outcome = source.prepare(wanted, base)
            except Cancelled:
                return
            except Exception as error:  # whatever it is, live painting must hear of it
                outcome = error
            self._post(partial(self._was_prepared, source, stroke, taken, urgent, outcome))

        self._thread.submit(work)

    def _was_prepared(
        self,
        source: Source,
        stroke: int,
        taken: float,
        urgent: bool,
        outcome: Prepared | Exception,
    ) -> None:
        if source is not self._source:
            return
        self._preparing = False
        if isinstance(outcome, Exception):
            self._fail(_reason(outcome))
            return
        self.prepared += 1
        if stroke < self._stroke:
            self._advance()  # a stroke has ended meanwhile
            return
        held, self._held = self._held, None
        newest = self._flights[-1] if self._flights else None
        if newest is not None and newest.prepared.request == outcome.request:
            # The pen was lifted where it was: what is being made is of this very canvas.
            newest.stroke, newest.taken = stroke, taken
        elif held is not None and held[0].prepared.request == outcome.request:
            held[0].stroke, held[0].taken = stroke, taken
            self._received(held[1], held[0])
        elif (known := self._moments.get(outcome.request)) is not None:
            self._moments.move_to_end(outcome.request)
            if self._flights:  # it is stale, and nothing follows it
                self.client.live(LiveStop())
                self._forget_flights()
            shown = self.moment
            if shown is None or shown.early or shown.record.request != outcome.request:
                self._show(replace(known, stroke=stroke, taken=taken))
        else:
            self._send(outcome, stroke, taken, urgent)
        self._tell()
        self._advance()

    def _send(self, prepared: Prepared, stroke: int, taken: float, urgent: bool) -> None:
        request, before = prepared.request, self._sent
        generation = self.client.next_generation()
        command: LiveStart | LiveUpdate
        if before is None or prepared.patches is None:
            command = LiveStart(generation, request)
        else:
            one, other = (msgspec.structs.replace(each, image=None) for each in (request, before))
            changed = None if one == other else one
            command = LiveUpdate(generation, prepared.patches, changed, urgent=urgent)
        if not self.client.live(command):
            self._last_wanted = None  # again, once there is a worker
            return
        self.sent += 1
        if urgent or isinstance(command, LiveStart):
            self._flights.clear()  # they end with it and are never shown
        self._sent = request
        self._flights.append(_Flight(generation, stroke, taken, prepared))
        self._room = False

    def _rest(self) -> None:
        """Take the canvas as it is for done."""
        if self._flights:
            self.client.live(LiveStop())
            self._forget_flights()
        self._last_wanted = self._wanted()
        self._urgent = False
        self._accepted = None

    def _forget_flights(self) -> None:
        """The worker has nothing to do and knows nothing of what was sent."""
        self._flights.clear()
        self._sent = self._held = None
        self._room = True

    # Listening

    def _event(self, event: Event) -> None:
        if not self._on:
            return
        if isinstance(event, LiveStep):
            newest = self._flights[-1] if self._flights else None
            if newest is not None and newest.generation == event.generation:
                self._room = event.step >= event.steps
                self._advance()
        elif isinstance(event, LivePicture):
            flight = next((f for f in self._flights if f.generation == event.generation), None)
            if flight is not None:
                self._received(event, flight)
        elif isinstance(event, Progress | Finished):
            # A job goes first. When it is done, the worker is to have the newest canvas.
            self._room = True
            self._advance()
        elif isinstance(event, LiveFailed):
            if event.generation >= (self._flights[0].generation if self._flights else 0):
                self._fail(event.message)
        elif isinstance(event, Stopped):
            self._lost(event)
        elif isinstance(event, Ready | Models):
            self._advance()
            self._tell()

    def _received(self, event: LivePicture, flight: _Flight) -> None:
        if not event.early:
            self._flights = [f for f in self._flights if f.generation > event.generation]
            self._room = self._room or not self._flights
        if flight.stroke < self._stroke:
            # A stroke has ended since. Unless it changed nothing, the picture is never shown; that
            # is known when its canvas has been prepared.
            self._advance()
            if self._preparing and not event.early:
                self._held = (flight, event)
            return
        prepared = flight.prepared
        moment = Moment(
            event.generation,
            flight.stroke,
            event.image,
            Generation(prepared.request, prepared.placement),
            event.seconds,
            event.early,
            event.encoded,
            event.embedded,
            flight.taken,
        )
        if not event.early:
            self._moments[prepared.request] = moment
            if len(self._moments) > KEPT_MOMENTS:
                self._moments.popitem(last=False)
            self._shown.append(time.monotonic())
        self._show(moment)
        self._advance()
        self._tell()

    def _show(self, moment: Moment) -> None:
        self.moment = moment
        for listener in tuple(self.pictured):
            listener(moment)

    def _lost(self, event: Stopped) -> None:
        """The worker has died, and with it all it knew."""
        self._forget_flights()
        self._last_wanted = None
        if not event.restarting:
            self._fail(event.message)
        else:
            self._tell()

    def _fail(self, message: Message) -> None:
        self.stop()
        for listener in tuple(self.failed):
            listener(message)

    def _tell(self) -> None:
        for listener in tuple(self.changed):
            listener()


def _paints_live(descriptor: Descriptor) -> bool:
    return descriptor.live_steps > 0 and "image" in descriptor.tasks


def _reason(error: Exception) -> Message:
    if isinstance(error, MemoryError):
        return Message("There is not enough memory for live painting. Select a smaller part.")
    if isinstance(error, GenerationError | ProtocolError):
        return message_of(error)
    reason = str(error) or type(error).__name__
    return Message("Live painting cannot go on: {reason}.", reason=reason)
