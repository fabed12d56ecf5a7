"""A program that paints and journals, killed at random moments again and again.

Run as a module: it starts one short life after the other by forking, which is quick, kills each
with SIGKILL, and looks at what comes back before the next life goes on with it. Prints one JSON
object; the arguments are the folder, the number of lives and a seed.

A life tells through a pipe of each step before it is handed to the journal and of each moment that
the journal says it has kept. What comes back must be one of the documents from the last kept one
on: never an older one, never anything else.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from paintapp.document import FULL, Document, Layer, Origin, Pixels, RasterLayer, operations
from paintapp.document.history import planes_of
from paintapp.editor import Editor
from paintapp.formats.journal import Journal, JournalScan, Limits, Moment, find_unsaved

SIDE = 200
LIMITS = Limits(room_bytes=120_000, spare_bytes=0, pause_seconds=0.0, retry_seconds=0.01)
LONGEST_WAIT = 0.08
"""Seconds from the last moment that is waited for until the kill, at most."""


def first() -> Document:
    return Document(SIDE, SIDE, (RasterLayer(id=1, name="paint"),))


def steps(start: Document, seed: int) -> Iterator[Document]:
    """What an artist of this seed does to a document: the document after each step, for ever."""
    dice = random.Random(seed)
    editor = Editor(start)
    yield editor.history.document
    while True:
        kind = dice.choices(list(KINDS), list(KINDS.values()))[0]
        before = editor.history.document
        if kind == "undo":
            editor.go_to(max(0, editor.history.cursor - dice.randint(1, 3)))
        elif kind == "redo":
            editor.redo()
        else:
            editor.apply(kind, changed, kind, dice)
        if editor.history.document is not before:
            yield editor.history.document


KINDS = {"stroke": 12, "mask": 2, "select": 2, "add": 1, "remove": 1, "group": 1, "properties": 1,
         "undo": 4, "redo": 2}  # fmt: skip


def changed(document: Document, kind: str, dice: random.Random) -> Document:
    """A document after one step of a kind."""
    rasters = [layer for layer in document.walk() if isinstance(layer, RasterLayer)]
    layer: Layer = dice.choice(rasters)
    if kind == "stroke":
        assert isinstance(layer, RasterLayer)
        return document.with_layer(replace(layer, pixels=dabbed(layer.pixels, dice)))
    if kind == "mask":
        mask = None if layer.mask and dice.random() < 0.3 else layer.mask or Pixels.mask(FULL)
        return document.with_layer(replace(layer, mask=mask and dabbed(mask, dice)))
    if kind == "select":
        if dice.random() < 0.3:
            return document.with_selection(None)
        return document.with_selection(dabbed(document.selection or Pixels.mask(), dice))
    if kind == "add" and len(rasters) < 6:
        detail = str(dice.random()) * dice.choice([1, 100])
        new = RasterLayer(
            id=document.next_id(), name=str(dice.random()), origin=Origin("generated", detail)
        )
        return document.inserted(new, layer.id)
    if kind == "remove" and len(rasters) > 1:
        return document.without(layer.id)
    if kind == "group" and document.parent(layer.id) is None:
        return operations.group_layers(document, [layer.id], "group")
    return document.with_layer(replace(layer, opacity=dice.random(), visible=dice.random() < 0.7))


def dabbed(plane: Pixels, dice: random.Random) -> Pixels:
    """A plane with a dab somewhere: soft and round, or noise, which takes long to write."""
    x, y, radius = dice.randint(-30, SIDE), dice.randint(-30, SIDE), dice.randint(5, 60)
    down, right = np.mgrid[-radius : radius + 1, -radius : radius + 1]
    dab = (dice.randint(0, FULL) * np.exp(-(down**2 + right**2) / radius**2)).astype(np.uint16)
    if dice.random() < 0.4:
        noise = np.random.default_rng(dice.randint(0, 999))
        dab = noise.integers(0, FULL, dab.shape).astype(np.uint16)
    if plane.channels == 4:
        dab = np.stack([dab // 2, dab // 3, dab // 4, dab], axis=-1)
    return plane.written(np.ascontiguousarray(dab), x, y)


def life(folder: Path, seed: int, say: int) -> None:
    """Go on with what was left behind, step by step, until killed."""
    left = find_unsaved(folder)
    claim = None if left.unsaved is None else left.unsaved.claim
    start = first() if left.unsaved is None else left.unsaved.scan.moment().document
    numbers: dict[int, int] = {}

    def kept(moment: Moment) -> None:
        os.write(say, b"kept %d\n" % numbers[id(moment)])

    def failed(error: Exception | None) -> None:
        os.write(say, b"failed %r\n" % str(error).encode())

    journal = Journal(folder, claim, kept=kept, failed=failed, limits=LIMITS)
    moments = []
    pace = random.Random(seed)
    for number, document in enumerate(steps(start, seed)):
        moments.append(Moment(document, folder / "a.ora"))
        numbers[id(moments[-1])] = number
        os.write(say, b"step %d\n" % number)
        journal.keep(moments[-1])
        time.sleep(pace.choice([0.0, 0.001, 0.004]))


def same(one: Document, other: Document) -> bool:
    """Equal, with the same tiles in every plane."""
    planes, others = planes_of(one), planes_of(other)
    return one == other and all(set(p.tiles) == set(others[k].tiles) for k, p in planes.items())


def main(folder: Path, lives: int, seed: int) -> dict[str, int]:
    """Live and be killed; counts of what was seen. AssertionError where something was lost."""
    dice = random.Random(seed)
    document: Document | None = None
    seen = dict.fromkeys(("lives", "steps", "kept", "unkept", "torn", "replacing", "nothing"), 0)
    for number in range(lives):
        hear, say = os.pipe()
        process = os.fork()
        if process == 0:
            try:
                os.close(hear)
                life(folder, number, say)
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(3)
        os.close(say)
        told, wanted = b"", dice.choice([0, 0, 1, 2, 4])
        while told.count(b"kept") < wanted and b"failed" not in told:
            told += os.read(hear, 1 << 16) or b"failed"
        time.sleep(dice.uniform(0.0, LONGEST_WAIT))
        os.kill(process, signal.SIGKILL)
        _, status = os.waitpid(process, 0)
        assert os.WTERMSIG(status) == signal.SIGKILL, f"life {number} ended by itself: {status}"
        while more := os.read(hear, 1 << 16):
            told += more
        os.close(hear)
        lines = told.decode().split("\n")[:-1]
        assert not any(line.startswith("failed") for line in lines), lines
        last = max((int(w.split()[1]) for w in lines if w.startswith("step")), default=0)
        kept = max((int(w.split()[1]) for w in lines if w.startswith("kept")), default=-1)

        for path in folder.glob("*.journal"):
            seen["torn"] += path.stat().st_size > JournalScan(path).end
        seen["replacing"] += any(True for _ in folder.glob("*.part"))
        left = find_unsaved(folder)
        assert left.waiting == left.damaged == 0, f"life {number}: {left}"
        possible = [d for d, _ in zip(steps(document or first(), number), range(last + 1))]  # noqa: B905
        if left.unsaved is None:
            assert document is None and kept < 0, f"life {number}: step {kept} is lost"
            seen["nothing"] += 1
        else:
            found = left.unsaved.scan.moment().document
            left.unsaved.claim.release()
            index = next((i for i in range(last, -1, -1) if same(possible[i], found)), None)
            assert index is not None, f"life {number}: a document that never was"
            assert index >= kept or any(same(d, found) for d in possible[kept:]), (
                f"life {number}: step {index} came back, {kept} was kept"
            )
            document = possible[index]
            seen["unkept"] += index > kept
        seen["lives"] += 1
        seen["steps"] += last
        seen["kept"] += sum(line.startswith("kept") for line in lines)
    return seen


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
