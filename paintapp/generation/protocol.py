"""What the window and a worker say to each other: commands one way, events the other.

Both sides import it. Nothing here assumes that they run on one machine; `frames` carries it.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from paintapp.generation.descriptors import Descriptor, Enlarger, Guide, Listed
from paintapp.generation.request import (
    Raster,
    Request,
    Side,
    check_enlargement,
    check_picture,
    require,
)
from paintapp.messages import Message

NOTHING = Message("")


class Submit(msgspec.Struct, frozen=True, tag="submit"):
    """Put a request in the queue. ``job`` is chosen by the window and named by every event."""

    job: int
    request: Request


class Cancel(msgspec.Struct, frozen=True, tag="cancel"):
    """Stop a job, waiting or running; answered by `Cancelled` unless it has ended already."""

    job: int


class AddModel(msgspec.Struct, frozen=True, tag="add"):
    """List a further model: a folder, a .safetensors file or a hub id; answered by `Models`.

    ``download`` says that the user has agreed to fetch a hub id that is not on this disk yet.
    """

    source: str
    download: bool = False


class RemoveModel(msgspec.Struct, frozen=True, tag="remove"):
    """No longer list a model (its files stay), or stop fetching it; answered by `Models`."""

    source: str


class Load(msgspec.Struct, frozen=True, tag="load"):
    """Load a model when no job waits, so that its first job starts at once; see `Loaded`."""

    model: str


class LivePatch(msgspec.Struct, frozen=True):
    """A rectangle of the context that has changed: RGB, its first pixel at (x, y) of the extent."""

    x: Annotated[int, Meta(ge=0)]
    y: Annotated[int, Meta(ge=0)]
    image: Raster


class LiveStart(msgspec.Struct, frozen=True, tag="live-start"):
    """Paint live from here on: a picture of this request now, and of what it becomes by updates.

    ``generation`` grows with every command of this kind and the next; pictures name theirs, so
    that none is ever taken for newer than it is. Jobs go first; live work waits for them.
    """

    generation: int
    request: Request


class LiveUpdate(msgspec.Struct, frozen=True, tag="live-update"):
    """What has changed since the last `LiveStart` or `LiveUpdate`; the newest is worked on.

    ``request`` is given when anything but the picture has changed; its own ``image`` is None.
    An ``urgent`` one ends what is being made of an older generation within a denoising step;
    otherwise that is finished first.
    """

    generation: int
    patches: tuple[LivePatch, ...] = ()
    request: Request | None = None
    urgent: bool = False


class LiveStop(msgspec.Struct, frozen=True, tag="live-stop"):
    """Paint live no longer; what is being made ends within a step and is not told."""


class FindSubject(msgspec.Struct, frozen=True, tag="find-subject"):
    """Say how much each pixel of a picture belongs to its subject; answered by `Subject`.

    ``number`` is chosen by the window. ``picture`` is RGB; ``hint``, one channel of its size, is
    light where the subject is to be looked for. Done beside jobs: it waits for none of them.
    """

    number: int
    picture: Raster
    hint: Raster | None = None

    def check(self) -> None:
        """Raise ProtocolError unless the pictures fit together."""
        size = (self.picture.width, self.picture.height)
        check_picture(self.picture, size, 3, "The picture")
        if self.hint is not None:
            check_picture(self.hint, size, 1, "The hint")


class Enlarge(msgspec.Struct, frozen=True, tag="enlarge"):
    """Put an enlargement in the queue: RGB or straight RGBA, to ``width`` x ``height``.

    A job like others: `Progress`, then `Finished` with one picture of as many channels, or what
    else ends a job.
    """

    job: int
    enlarger: str
    image: Raster
    width: Side
    height: Side

    def check(self) -> None:
        """Raise ProtocolError unless this can be done."""
        require(self.image.channels != 1, "A picture has three or four channels.")
        self.image.array()
        check_enlargement((self.image.width, self.image.height), (self.width, self.height))


class Shutdown(msgspec.Struct, frozen=True, tag="shutdown"):
    """End at once; so does the end of the stream."""


Command = (
    Submit
    | Cancel
    | AddModel
    | RemoveModel
    | Load
    | LiveStart
    | LiveUpdate
    | LiveStop
    | FindSubject
    | Enlarge
    | Shutdown
)


class Ready(msgspec.Struct, frozen=True, tag="ready"):
    """The worker is up and takes commands.

    Sent twice, because the models are known long before the device is: first at once with an empty
    ``device``, then with its name ("cpu", "cuda: NVIDIA ...").
    """

    device: str
    models: tuple[Descriptor, ...]
    guides: tuple[Guide, ...] = ()
    enlargers: tuple[Enlarger, ...] = ()
    listed: tuple[Listed, ...] = ()


class Loaded(msgspec.Struct, frozen=True, tag="loaded"):
    """A model asked for by `Load` is in memory, or ``problem`` says why it is not."""

    model: str
    seconds: float
    problem: Message = NOTHING


class Progress(msgspec.Struct, frozen=True, tag="progress"):
    """A step of a job is done: ``step`` of ``steps`` in this stage, for picture ``index``.

    ``preview`` is a small RGB picture of the predicted result; at most some ten come a second.
    """

    job: int
    step: int
    steps: int
    index: int = 0
    """Which picture of the request is being made."""
    stage: Literal["loading", "encoding", "denoising", "decoding", "enlarging"] = "denoising"
    preview: Raster | None = None


class Finished(msgspec.Struct, frozen=True, tag="finished"):
    """One picture of a job, at the request's extent or the one it is to be enlarged to.

    ``last`` marks the job's last picture.
    """

    job: int
    index: int
    seed: int
    seconds: float
    image: Raster
    last: bool


class Failed(msgspec.Struct, frozen=True, tag="failed"):
    """A job ended without (further) pictures. ``message`` is fit to show and says what to do."""

    job: int
    message: Message
    reason: Literal["memory", "model", "request", "worker", "internal"] = "internal"


class Cancelled(msgspec.Struct, frozen=True, tag="cancelled"):
    """A job ended because it was cancelled; pictures finished before stay valid."""

    job: int


class LiveStep(msgspec.Struct, frozen=True, tag="live-step"):
    """A step of a live picture is done. After the last one it is only decoded: time to send what
    the canvas has become meanwhile."""

    generation: int
    step: int
    steps: int


class LivePicture(msgspec.Struct, frozen=True, tag="live-picture"):
    """A live picture at the request's extent.

    An ``early`` one is what the first step predicts; the final one follows. ``encoded`` and
    ``embedded`` say whether the context and the prompts had to be computed for it, or were known.
    """

    generation: int
    image: Raster
    seconds: float
    early: bool = False
    encoded: bool = True
    embedded: bool = True


class LiveFailed(msgspec.Struct, frozen=True, tag="live-failed"):
    """Live painting has ended by itself. ``message`` is fit to show and says what to do."""

    generation: int
    message: Message
    reason: Literal["memory", "model", "request", "internal"] = "internal"


class Subject(msgspec.Struct, frozen=True, tag="subject"):
    """The answer to `FindSubject`: one channel of the picture's size, 255 belongs to the subject.

    Without a ``matte``, ``problem`` says why there is none.
    """

    number: int
    matte: Raster | None = None
    problem: str = ""


class Adding(msgspec.Struct, frozen=True, tag="adding"):
    """A model is being fetched: bytes so far and in all (0 while not known)."""

    source: str
    done: int
    total: int


class Models(msgspec.Struct, frozen=True, tag="models"):
    """The list of models, after one was added or removed (or could not be)."""

    models: tuple[Descriptor, ...]
    source: str = ""
    """What was asked for."""
    problem: Message = NOTHING
    """Why it could not be added, fit to show; empty when it could."""
    needs_download: bool = False
    """True when it could be added after asking the user whether it may be fetched."""
    guides: tuple[Guide, ...] = ()
    """The control networks that are listed beside the models."""
    enlargers: tuple[Enlarger, ...] = ()
    listed: tuple[Listed, ...] = ()
    """All of them in one list, and what else there is."""


class Stopped(msgspec.Struct, frozen=True, tag="stopped"):
    """Made by the client itself: the worker process has died. ``restarting`` tells what follows."""

    message: Message
    restarting: bool


Event = (
    Ready
    | Loaded
    | Progress
    | Finished
    | Failed
    | Cancelled
    | LiveStep
    | LivePicture
    | LiveFailed
    | Subject
    | Adding
    | Models
    | Stopped
)
