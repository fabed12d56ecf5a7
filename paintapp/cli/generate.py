"""`paintapp generate`: a generation from the command line, through the same jobs as the window."""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from platformdirs import user_data_path

from paintapp.cli.errors import CommandError
from paintapp.cli.loop import Loop
from paintapp.cli.output import checked_output, is_layered, numbered
from paintapp.cli.terminal import Report
from paintapp.cli.worker import (
    list_remembered,
    model_source,
    named_model,
    running_worker,
    wait_for,
)
from paintapp.document import Document, Origin, Pixels, RasterLayer
from paintapp.document.pixels import Array
from paintapp.formats import FormatError, open_document, save_document
from paintapp.generation.client import WorkerClient
from paintapp.generation.jobs import Jobs
from paintapp.generation.lines import KIND
from paintapp.generation.place import place_layer, result_layer
from paintapp.generation.protocol import Event, Ready
from paintapp.generation.results import Result, ResultStore, StoreError
from paintapp.generation.settings import Lines, Settings
from paintapp.painting.composite import flatten
from paintapp.painting.resample import scaled


@dataclass(frozen=True, slots=True)
class Task:
    """A generation to make: ``document`` None is an empty canvas of ``size`` or of the model's."""

    settings: Settings
    output: Path
    document: Document | None = None
    selection: Pixels | None = None
    size: tuple[int, int] | None = None
    lines: Document | None = None
    """A drawing to follow, of any size."""


def run(arguments: argparse.Namespace) -> int:
    """The command; raises CommandError and the errors of formats and generations."""
    report = Report(arguments.json)
    output = checked_output(arguments.output)
    settings = Settings(
        task=arguments.task,
        model=model_source(arguments.model),
        prompt=arguments.prompt,
        negative_prompt=arguments.negative,
        intent=arguments.intent,
        strength=arguments.strength,
        steps=arguments.steps,
        guidance_scale=arguments.guidance,
        seed=arguments.seed,
        count=arguments.count,
        grow=arguments.grow,
        feather=arguments.feather,
    )
    lines = None
    if arguments.lines is not None:
        lines = open_document(arguments.lines)
        settings = replace(settings, lines=Lines(weight=arguments.lines_weight))
    if arguments.input is None:
        if arguments.task != "text":
            raise CommandError(f"“generate {arguments.task}” needs an INPUT to work on.")
        if arguments.mask is not None:
            raise CommandError("--mask needs an INPUT that it belongs to.")
        if arguments.size is not None:
            Document(*arguments.size)  # says what is wrong with the size, before any work
        make(Task(settings, output, size=arguments.size, lines=lines), report)
        return 0
    document = open_document(arguments.input)
    selection = document.selection
    if arguments.mask is not None:
        selection = read_mask(arguments.mask, document)
    if arguments.task == "inpaint" and (selection is None or not selection.tiles):
        raise CommandError("Nothing is selected: give --mask, or an INPUT with a selection.")
    if arguments.size not in (None, (document.width, document.height)):
        document, selection = resized(document, selection, arguments.size)
    make(Task(settings, output, document, selection, lines=lines), report)
    return 0


def make(task: Task, report: Report) -> None:
    """Make the pictures and write them; raises CommandError when that fails."""
    begin = time.monotonic()
    loop = Loop()
    with running_worker(loop) as client:
        _tell_ready(client, report, task.settings.model)
        model = named_model(loop, client, task.settings.model)
        if task.lines is not None:
            list_remembered(loop, client)  # what guides it may be one of them
            model = next(known for known in client.models if known.id == model.id)
        settings = replace(task.settings, model=model.id)
        document = task.document
        if document is None:
            document = Document(*(task.size or (model.native_width, model.native_height)))
        if task.lines is not None and settings.lines is not None:
            if KIND not in model.controls:
                raise CommandError(f"The model “{model.label}” cannot be guided by lines.")
            drawing = scaled(flatten(task.lines), document.width, document.height)
            lines = replace(settings.lines, source=Pixels.from_array(drawing))
            settings = replace(settings, lines=lines)
        jobs = Jobs(client, None, loop.post)
        try:
            asked = document.with_selection(task.selection)
            job = jobs.submit(asked, _top(document), settings)
            jobs.changed.append(report.progress)
            wait_for(loop, client, lambda: job.ended)
        finally:
            report.clear()
            jobs.close()
    if job.state != "finished":
        kept = _rescued(job.results)
        raise CommandError(job.message + kept, 2 if job.reason in ("request", "model") else 1)
    results = sorted(job.results, key=lambda result: result.generation.request.seed)
    try:
        outputs = write(document, results, task.output)
    except FormatError as error:
        raise CommandError(f"{error}{_rescued(results)}") from error
    seeds = [result.seed for result in results]
    seconds = round(time.monotonic() - begin, 3)
    report.event(
        "finished",
        output=str(outputs[0]),
        outputs=[str(path) for path in outputs],
        seconds=seconds,
        seeds=seeds,
        pictures=[{"seed": r.seed, "seconds": round(r.seconds, 3)} for r in results],
    )
    if not report.as_json:
        names = ", ".join(map(str, outputs))
        label = "seed" if len(seeds) == 1 else "seeds"
        print(f"{names}: {label} {', '.join(map(str, seeds))}, {seconds:.1f} s")


def write(document: Document, results: list[Result], output: Path) -> list[Path]:
    """Write the results above the document: into one layered file, or a flat file each."""
    layers = [
        result_layer(result.image, result.generation, layer_name(result)) for result in results
    ]
    if not is_layered(output):
        paths = [numbered(output, index) for index in range(len(layers))]
        for path, layer in zip(paths, layers, strict=True):
            save_document(place_layer(document, layer, None), path)
        return paths
    for index, layer in enumerate(layers):
        document = place_layer(document, replace(layer, visible=index == 0), None)
    save_document(document, output)
    return [output]


def layer_name(result: Result) -> str:
    """What a generated layer is called: its prompt, cut short, and its seed."""
    prompt = " ".join(result.generation.request.prompt.split())
    short = prompt if len(prompt) <= 40 else prompt[:39].rstrip() + "…"
    return f"{short or 'Generated'} ({result.seed})"


def read_mask(path: Path, document: Document) -> Pixels:
    """A mask picture as a selection: white is selected, black and transparent are not."""
    mask = open_document(path)
    if (mask.width, mask.height) != (document.width, document.height):
        raise CommandError(
            f"The mask {path} is {mask.width} x {mask.height} pixels, but the input is "
            f"{document.width} x {document.height}: both must have the same size."
        )
    colours = flatten(mask).astype(np.uint32)
    # Rec. 601 luma in whole numbers whose sum is 65536, so that greys keep their value.
    grey: Array = (
        (colours[..., 0] * 19595 + colours[..., 1] * 38470 + colours[..., 2] * 7471) >> 16
    ).astype(np.uint16)
    if not grey.any():
        raise CommandError(f"The mask {path} is empty: paint the part to change in white.")
    return Pixels.from_array(grey)


def resized(
    document: Document, selection: Pixels | None, size: tuple[int, int]
) -> tuple[Document, Pixels | None]:
    """A document as one layer of another size, and its selection with it."""
    width, height = size
    canvas = Document(width, height, resolution=document.resolution)
    pixels = Pixels.from_array(scaled(flatten(document), width, height))
    layer = RasterLayer(id=1, name="Input", pixels=pixels, origin=Origin("imported"))
    if selection is not None:
        selection = Pixels.from_array(scaled(selection.read(document.bounds), width, height))
    return canvas.inserted(layer), selection


def _tell_ready(client: WorkerClient, report: Report, model: str) -> None:
    """Say so once the worker knows its device; the models are known before that."""

    def listen(event: Event) -> None:
        if isinstance(event, Ready) and event.device:
            client.on_event.remove(listen)
            report.event("ready", device=event.device, model=model)
            report.say(f"Working on {event.device}.")

    client.on_event.append(listen)


def _top(document: Document) -> int | None:
    return document.layers[-1].id if document.layers else None


def _rescued(results: list[Result]) -> str:
    """Keep finished pictures that could not be written where they were wanted; where they are."""
    if not results:
        return ""
    store = ResultStore(user_data_path("paintapp", appauthor=False) / "results")
    try:
        for result in results:
            store.save(result.image, result.generation, result.seed, result.seconds)
    except StoreError:
        return ""
    return f" The finished pictures are kept in {store.folder}."
