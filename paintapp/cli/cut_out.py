"""`paintapp cut-out`: the subject of a picture, without what lies behind it."""

from __future__ import annotations

import argparse
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from paintapp.cli.errors import CommandError
from paintapp.cli.generate import read_mask
from paintapp.cli.loop import Loop
from paintapp.cli.output import checked_output
from paintapp.cli.terminal import Report
from paintapp.document import Document, Pixels, RasterLayer
from paintapp.formats import open_document, save_document
from paintapp.generation.client import WorkerClient
from paintapp.generation.subject import SubjectFinder
from paintapp.painting.composite import flatten
from paintapp.painting.cut_out import subject


def run(arguments: argparse.Namespace) -> int:
    """The command; raises CommandError, FormatError and NoSubjectError."""
    begin = time.monotonic()
    report = Report(arguments.json)
    output = checked_output(arguments.output)
    document = open_document(arguments.input)
    hint = document.selection
    if arguments.mask is not None:
        hint = read_mask(arguments.mask, document)
    mask = find(document, hint)
    layer = RasterLayer(
        id=1, name="Subject", pixels=Pixels.from_array(flatten(document)), mask=mask
    )
    canvas = Document(document.width, document.height, resolution=document.resolution)
    save_document(canvas.inserted(layer), output)
    bounds = mask.bounds()
    seconds = round(time.monotonic() - begin, 3)
    report.event("finished", output=str(output), bounds=list(bounds), seconds=seconds)
    if not report.as_json:
        place = f"{bounds.width} x {bounds.height} at {bounds.x}, {bounds.y}"
        print(f"{arguments.input} -> {output}: subject {place}")
    return 0


def find(document: Document, hint: Pixels | None) -> Pixels:
    """The subject of what a document looks like, as a mask; ``hint`` says roughly where it is."""
    loop = Loop()
    client = WorkerClient(loop.post)
    finder = SubjectFinder(client, loop.post)
    with ThreadPoolExecutor(1) as thread:
        try:
            client.start()
            work = thread.submit(
                subject, partial(flatten, document), document.bounds, hint, find=finder
            )
            work.add_done_callback(lambda _: loop.post(lambda: None))
            loop.run_until(work.done)
        finally:
            client.close()
    mask = work.result()
    if not mask.tiles:
        raise CommandError("There is no subject in this picture.")
    return mask
