"""How long pictures take on this machine."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np

from paintapp.generation.protocol import Event, LiveFailed, LivePicture
from paintapp.generation.request import Raster, Request
from paintapp.training.figures.pictures import Pictures
from paintapp.training.sampling import Sampler
from paintapp.worker import catalogue
from paintapp.worker.engine import Engine
from paintapp.worker.live_mailbox import LiveWork

WARM_UP = 2
STROKES = 9


def seconds_per_picture(sampler: Sampler, seed: int, count: int = 3) -> float:
    """Seconds for one picture from text with all steps, the mean of ``count`` after one more."""
    sampler.text(["a cat"], seed)
    began = time.perf_counter()
    for index in range(count):
        sampler.text(["a red car on grass"], seed + index)
    return (time.perf_counter() - began) / count


def live_step_ms(model: Path, sketches: Pictures) -> float:
    """Milliseconds of a live picture at native size, the median of nine, by the worker's own code.

    ``model`` is the folder that live painting uses, ``sketches`` are (n, size, size, 3) at its
    native size. Each picture starts from another sketch, as after each stroke, so that the sketch
    has to be encoded; the prompt stays the same. The model's own steps, guidance and strength for
    live painting are used, on this machine's device. What the pen and the window take is left out.
    """
    events: list[Event] = []
    found = catalogue.find(str(model), id=model.name)
    # A variant asks for its base as well, by the folder that it lies in.
    engine = Engine(lambda id: found if id == model.name else catalogue.find(id), events.append)
    about = found.descriptor
    height, width = sketches.shape[1:3]
    for number in range(WARM_UP + STROKES):
        request = Request(
            task="image",
            model=model.name,
            prompt="a red car on grass under a blue sky",
            width=width,
            height=height,
            seed=number,
            steps=about.live_steps,
            guidance_scale=about.live_guidance_scale,
            strength=about.default_strength,
            image=Raster.from_array(np.ascontiguousarray(sketches[number % len(sketches)])),
        )
        engine.paint_live(LiveWork(number, number, request), lambda: False)
    failed = [event for event in events if isinstance(event, LiveFailed)]
    if failed:
        raise RuntimeError(f"No live picture: {failed[0].message}")
    times = [e.seconds for e in events if isinstance(e, LivePicture) and not e.early]
    return float(np.median(times[WARM_UP:])) * 1000
