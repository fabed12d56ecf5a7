"""The worker as commands use it: start it, wait for it, name a model."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from paintapp.cli.errors import CommandError
from paintapp.cli.loop import Loop
from paintapp.generation.client import WorkerClient
from paintapp.generation.descriptors import Descriptor
from paintapp.generation.models import PAINTERS, remembered
from paintapp.generation.protocol import Adding, Event, Models, Stopped


@contextmanager
def running_worker(loop: Loop) -> Iterator[WorkerClient]:
    """A worker that has said which models it has; ended when the block ends, however it ends."""
    client = WorkerClient(loop.post)
    try:
        client.start()
        wait_for(loop, client, lambda: client.state == "ready")
        yield client
    finally:
        client.close()


def wait_for(loop: Loop, client: WorkerClient, done: Callable[[], bool]) -> None:
    """Wait for something from the worker; CommandError when the worker has gone for good."""
    gone: list[str] = []

    def listen(event: Event) -> None:
        if isinstance(event, Stopped) and not event.restarting:
            gone.append(event.message)

    client.on_event.append(listen)
    try:
        loop.run_until(lambda: bool(gone) or done())
    finally:
        client.on_event.remove(listen)
    if gone and not done():
        raise CommandError(gone[0], 1)


def add_model(
    loop: Loop,
    client: WorkerClient,
    source: str,
    *,
    download: bool = False,
    fetching: Callable[[Adding], None] = lambda _: None,
) -> Models:
    """Have the worker list a model; its answer, which may name a problem."""
    answers: list[Models] = []

    def listen(event: Event) -> None:
        if isinstance(event, Models):
            answers.append(event)
        elif isinstance(event, Adding):
            fetching(event)

    client.on_event.append(listen)
    try:
        client.add_model(source, download=download)
        wait_for(loop, client, lambda: bool(answers))
    finally:
        client.on_event.remove(listen)
    return answers[0]


def list_remembered(loop: Loop, client: WorkerClient) -> None:
    """Have the worker list all that the user has added; what cannot be used is left out."""
    for source in remembered().sources:
        add_model(loop, client, source)


def model_source(name: str) -> str:
    """What a model's name on the command line stands for; CommandError when that is nothing.

    A bundled model's id, a file or folder, a hub id, or the last part of the name of an added
    model.
    """
    if name in PAINTERS:
        return name
    path = Path(name).expanduser()
    if path.exists():
        return str(path.resolve())
    sources = remembered().sources
    found = [s for s in sources if s == name or name in (Path(s).name, Path(s).stem)]
    if len(found) == 1:
        return found[0]
    if name.count("/") == 1 and not name.startswith((".", "/", "~")) and not path.suffix:
        return name  # a hub id, perhaps; the worker knows
    added = ", ".join([*PAINTERS, *sources])
    raise CommandError(f"There is no model “{name}”. Known models: {added}.")


def named_model(loop: Loop, client: WorkerClient, name: str) -> Descriptor:
    """The descriptor of a model of `model_source`, listed first where that is needed."""
    if name not in PAINTERS:
        answer = add_model(loop, client, name)
        if answer.needs_download:
            raise CommandError(
                f"{answer.problem} Fetch it first: paintapp models add {name} --download"
            )
        if answer.problem:
            raise CommandError(answer.problem)
        name = answer.source
    for descriptor in client.models:
        if descriptor.id == name:
            return descriptor
    if name in PAINTERS:
        raise CommandError(f"The model {name} is missing from this installation; name another.")
    raise CommandError(f"There is no model “{name}”.")
