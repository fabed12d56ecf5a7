"""`paintapp models`: the models that are known, and adding and removing them."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import msgspec

from paintapp.cli.errors import CommandError
from paintapp.cli.loop import Loop
from paintapp.cli.worker import add_model, list_remembered, running_worker
from paintapp.generation.client import WorkerClient
from paintapp.generation.descriptors import Descriptor, Enlarger, Guide, Listed
from paintapp.generation.models import BUNDLED, STARTER, forget, remember, remembered
from paintapp.generation.protocol import Adding


def run(arguments: argparse.Namespace) -> int:
    """The command; raises CommandError."""
    action = arguments.action or "list"
    if action == "add":
        return _add(arguments.source, arguments.download)
    if action == "remove":
        return _remove(arguments.source)
    return _list(arguments.json)


def _list(as_json: bool) -> int:
    loop = Loop()
    problems: dict[str, str] = {}
    with running_worker(loop) as client:
        for source in remembered().sources:
            answer = add_model(loop, client, source)
            if answer.problem:
                problems[source] = answer.problem
        described: dict[str, Descriptor | Guide | Enlarger] = {
            model.id: model for model in client.models
        }
        described |= {guide.id: guide for guide in client.guides}
        described |= {enlarger.id: enlarger for enlarger in client.enlargers}
        lines = {each.id: _line(client, each) for each in client.listed}
        listed = client.listed
    if STARTER not in lines:
        problems[STARTER] = "It is missing from this installation."
    if as_json:
        for each in listed:
            detail = msgspec.to_builtins(described.get(each.id, each))
            own = {"kind": "upscaler"} if each.purpose == "enlarging" else {}
            entry = {**own, **msgspec.to_builtins(each), **detail}
            print(json.dumps(entry, ensure_ascii=False))
        for source, problem in problems.items():
            print(json.dumps({"id": source, "problem": problem}, ensure_ascii=False))
        return 0
    for line in lines.values():
        print(line)
    for source, problem in problems.items():
        print(f"{source}: cannot be used. {problem}")
    return 0


def _add(source: str, download: bool) -> int:
    loop = Loop()
    with running_worker(loop) as client:
        list_remembered(loop, client)  # a control belongs to a model, which may be one of them
        answer = add_model(loop, client, source)
        if answer.needs_download:
            if not (download or _agrees(source)):
                raise CommandError(
                    f"{answer.problem} To fetch it from huggingface.co: "
                    f"paintapp models add {source} --download"
                )
            answer = add_model(loop, client, source, download=True, fetching=_show)
            if sys.stderr.isatty():
                print("\r\x1b[K", end="", file=sys.stderr)
        if answer.problem:
            raise CommandError(answer.problem)
        lines = {each.id: _line(client, each) for each in client.listed}
    if answer.source not in lines:
        raise CommandError(f"The model {source} could not be added.", 1)
    try:
        remember(answer.source)
    except OSError as error:
        raise CommandError(f"The model cannot be remembered: {error.strerror or error}.") from error
    print(f"Added {lines[answer.source]}")
    return 0


def _remove(source: str) -> int:
    if source in BUNDLED:
        raise CommandError(f"The model {source} travels with the program and stays.")
    known = remembered().sources
    path = Path(source).expanduser()
    names = {source, str(path.resolve())}
    found = [s for s in known if s in names or source in (Path(s).name, Path(s).stem)]
    if len(found) != 1:
        listed = ", ".join(known) or "none"
        raise CommandError(f"There is no added model “{source}”. Added models: {listed}.")
    try:
        forget(found[0])
    except OSError as error:
        raise CommandError(f"The list cannot be changed: {error.strerror or error}.") from error
    print(f"Removed {found[0]} from the list; its files stay.")
    return 0


def _line(client: WorkerClient, listed: Listed) -> str:
    """What a model is called and for, how large it is, and whether it comes with the program."""
    parts = [listed.label, *_use(client, listed), _size(listed.size)]
    if listed.bundled:
        parts.append("comes with the program")
    return f"{listed.id}: {', '.join(parts)}"


def _use(client: WorkerClient, listed: Listed) -> list[str]:
    for model in client.models:
        if model.id == listed.id:
            size = f"{model.native_width} x {model.native_height}"
            live = ["live painting"] if listed.purpose == "live" else []
            return [model.family, size, *model.tasks, *live]
    for guide in client.guides:
        if guide.id == listed.id:
            return [f"control by {guide.kind}"]
    for enlarger in client.enlargers:
        if enlarger.id == listed.id:
            return [enlarger.architecture, f"upscaler {enlarger.scale}x"]
    return ["cut-outs of subjects"]


def _size(size: int) -> str:
    return f"{size / 2**20:.1f} MB" if size < 2**30 else f"{size / 2**30:.1f} GB"


def _agrees(source: str) -> bool:
    """Ask a person at a terminal whether a model may be fetched."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    print(f"Fetch {source} from huggingface.co? [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _show(event: Adding) -> None:
    if sys.stderr.isatty():
        total = f" of {event.total / 1e6:.0f}" if event.total else ""
        print(
            f"\r\x1b[K{event.source}: {event.done / 1e6:.0f}{total} MB",
            end="",
            file=sys.stderr,
            flush=True,
        )
