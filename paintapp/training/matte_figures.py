"""The matte model's figures on drawings it has never seen, each beside GrabCut's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt

from paintapp.document import FULL, Pixels, Rect
from paintapp.painting.colour import from_8bit
from paintapp.painting.cut_out import Find, NoSubjectError, Reduced, grab_cut, matted, subject
from paintapp.training import degrade, drawings
from paintapp.training.matte_scenes import SubjectComposer, line_art, rough_hint
from paintapp.worker.matte import Matte

SIZE = 256
SKETCH = degrade.Roughness(colours=6, smoothing=1.2)

Image = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Case:
    """A picture (h, w, 3) uint8, its subject's true alpha (h, w) 0..1, and a hint or None."""

    picture: Image
    alpha: Floats
    hint: Image | None = None


def cases(folder: Path, seed: int, count: int) -> dict[str, list[Case]]:
    """``count`` pictures of each kind: scenes, the same as sketches and in lines, with a hint."""
    cache = drawings.load(folder)
    rows = cache.rows(held_out=True)
    composer = SubjectComposer(cache, rows, SIZE)
    rng = np.random.default_rng(seed)
    found: dict[str, list[Case]] = {"scenes": [], "sketches": [], "lines": [], "hinted": []}
    for index in range(count):
        picture, covers = composer.subjects(rng, rows[index % len(rows)])
        alpha = np.clip(np.sum(covers, axis=0), 0, 1).astype(np.float32)
        found["scenes"].append(Case(picture, alpha))
        found["sketches"].append(Case(degrade.sketch(picture, SKETCH, rng), alpha))
        found["lines"].append(Case(line_art(picture, alpha, rng), alpha))
        one = covers[rng.integers(len(covers))]
        found["hinted"].append(Case(picture, one, rough_hint(one, rng)))
    return found


def by_model(model: Matte) -> Find:
    """The matte model as the program uses it."""

    def find(picture: Reduced, progress: Callable[[float], object]) -> Floats:
        return matted(picture, model.find(picture.colours, picture.hint), progress)

    return find


def mask_of(case: Case, find: Find) -> Floats:
    """What the program would select: (h, w) 0..1, nothing where no subject is found."""
    height, width = case.alpha.shape
    bounds = Rect(0, 0, width, height)
    hint = None if case.hint is None else Pixels.from_array(case.hint.astype(np.uint16) * 257)
    read = Pixels.from_array(from_8bit(case.picture)).read
    try:
        mask = subject(read, bounds, hint, find=find)
    except NoSubjectError:
        return np.zeros((height, width), np.float32)
    shown: Floats = mask.read(bounds).astype(np.float32) / np.float32(FULL)
    return shown


def overlap(mask: Floats, alpha: Floats) -> float:
    """Intersection over union of what is at least half covered."""
    one, other = mask >= 0.5, alpha >= 0.5
    union = np.count_nonzero(one | other)
    return np.count_nonzero(one & other) / union if union else 1.0


def run(folder: Path, target: Path, seed: int, count: int = 40) -> dict[str, float]:
    """Mean IoU and mean absolute alpha error (0..1) of the exported model and of GrabCut."""
    finders: dict[str, Find] = {"": by_model(Matte(target)), "grab_cut_": partial(grab_cut)}
    figures: dict[str, float] = {}
    for kind, judged in cases(folder, seed, count).items():
        for prefix, find in finders.items():
            masks = [mask_of(case, find) for case in judged]
            pairs = [(mask, case.alpha) for mask, case in zip(masks, judged, strict=True)]
            error = float(np.mean([np.abs(mask - alpha).mean() for mask, alpha in pairs]))
            figures[f"{prefix}{kind}_iou"] = round(float(np.mean([overlap(*p) for p in pairs])), 4)
            figures[f"{prefix}{kind}_error"] = round(error, 4)
    figures["bytes"] = sum(path.stat().st_size for path in target.iterdir() if path.is_file())
    return figures
