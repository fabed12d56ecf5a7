"""`paintapp upscale`: a picture made larger by a model."""

from __future__ import annotations

import argparse
import threading
import time
from concurrent.futures import CancelledError, ThreadPoolExecutor

from paintapp.cli.errors import CommandError
from paintapp.cli.loop import Loop
from paintapp.cli.output import checked_output
from paintapp.cli.terminal import Report
from paintapp.cli.worker import add_model, model_source, running_worker
from paintapp.formats import open_document, save_document
from paintapp.generation.client import WorkerClient
from paintapp.generation.enlarge import ModelEnlarger, enlarged_image, enlarger_of
from paintapp.generation.models import UPSCALER


def run(arguments: argparse.Namespace) -> int:
    """The command; raises CommandError, FormatError and GenerationError."""
    begin = time.monotonic()
    report = Report(arguments.json)
    output = checked_output(arguments.output)
    source = UPSCALER if arguments.model is None else model_source(arguments.model)
    document = open_document(arguments.input)
    loop = Loop()
    with running_worker(loop) as client, ThreadPoolExecutor(1) as thread:
        enlarger = _named(loop, client, source, arguments.scale)
        stopped = threading.Event()
        shown = -1

        def tell(fraction: float) -> None:
            nonlocal shown
            if stopped.is_set():
                raise CancelledError
            percent = int(100 * fraction)
            if percent > shown:
                shown = percent
                report.event("progress", fraction=round(fraction, 4))

        enlarge = ModelEnlarger(client, loop.post, enlarger)
        work = thread.submit(enlarged_image, document, arguments.scale, enlarge, tell)
        work.add_done_callback(lambda _: loop.post(lambda: None))
        try:
            loop.run_until(work.done)
        finally:  # after Ctrl+C the thread is still at work, and the block waits for it to end
            stopped.set()
        result = work.result()
    save_document(result, output)
    seconds = round(time.monotonic() - begin, 3)
    report.event(
        "finished", output=str(output), width=result.width, height=result.height, seconds=seconds
    )
    if not report.as_json:
        print(f"{arguments.input} -> {output}: {result.width} x {result.height}")
    return 0


def _named(loop: Loop, client: WorkerClient, source: str, scale: int) -> str:
    """The id of the upscaler that a source names, listed first where that is needed."""
    if source == UPSCALER:
        if not any(each.id == UPSCALER for each in client.enlargers):
            raise CommandError("The upscaler is missing from this installation; name another.")
        return enlarger_of(client.enlargers, scale).id
    answer = add_model(loop, client, source)
    if answer.problem:
        raise CommandError(answer.problem)
    if not any(each.id == answer.source for each in answer.enlargers):
        raise CommandError(f"{source} is a model for making pictures, not an upscaler.")
    return answer.source
