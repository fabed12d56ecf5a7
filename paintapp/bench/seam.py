"""How visible the edge of a result is, against the plain diffusers inpainting call.

Every region's right answer is the picture itself: a blot is painted over by filling a part of
something even, without words, or anything is refined at a low strength. So whatever differs from
the picture along the edge is a seam.
"""

from __future__ import annotations

import json
import statistics
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import cv2
import msgspec
import numpy as np
from numpy.typing import NDArray

from paintapp.bench.art import ART, SIDE, Picture
from paintapp.bench.colour_difference import ciede2000
from paintapp.bench.generate import bare, program
from paintapp.bench.seam_pictures import write_sheet
from paintapp.document import FULL, Document, Pixels, RasterLayer, Rect
from paintapp.generation.intents import BY_ID, IntentId, task_of
from paintapp.generation.masks import selection_at
from paintapp.generation.models import starter_folder
from paintapp.generation.place import place_layer, result_layer
from paintapp.generation.prepare import context_image
from paintapp.generation.record import Generation
from paintapp.generation.region import Plan
from paintapp.generation.request import Raster, Request
from paintapp.generation.settings import Settings
from paintapp.painting.colour import from_8bit, to_8bit_rgb
from paintapp.painting.composite import flatten
from paintapp.painting.resample import scaled

BAND = 8
"""Canvas pixels inside the edge that count as just inside it."""

OUTSIDE = 3
"""Canvas pixels outside the edge over which a jump is looked for as well."""

SMOOTHING = 2.5
"""Canvas pixels over which colours are averaged along the edge before drift is measured: drift is
a matter of areas, and a texture's next pixel always differs."""

LEAST_JUMP = 0.5
"""CIE L*a*b* units a pixel added to both sides of the ratio: less is not seen on a flat colour."""

REFINE_STRENGTH = 0.3


@dataclass(frozen=True)
class Region:
    """A selection on a picture, and what is asked of it.

    ``shape`` is "ellipse", "box" or "lasso"; ``size`` and ``place`` are shares of the side.
    """

    kind: str
    picture: int
    intent: IntentId
    shape: str
    size: tuple[float, float]
    place: tuple[float, float] = (0.5, 0.5)
    softness: float = 0.0

    @property
    def name(self) -> str:
        return f"{self.intent} {self.kind} {self.picture}, {self.shape}"


_SHAPES: tuple[tuple[str, tuple[float, float], tuple[float, float], float], ...] = (
    ("ellipse", (0.30, 0.26), (0.50, 0.48), 0.0),
    ("box", (0.36, 0.22), (0.42, 0.56), 0.0),
    ("lasso", (0.34, 0.34), (0.60, 0.42), 0.0),
    ("ellipse", (0.14, 0.12), (0.35, 0.62), 0.0),
    ("lasso", (0.30, 0.30), (0.05, 0.50), 4.0),
    ("box", (0.60, 0.55), (0.50, 0.50), 0.0),
)


def regions() -> list[Region]:
    """The 36 regions of the bench: each kind of picture with each of its shapes in turn."""
    found: list[Region] = []
    for intent, kinds, each in (
        ("fill", ("flat", "gradient", "texture"), 4),
        ("refine", tuple(ART), 4),
    ):
        for number, kind in enumerate(kinds):
            for index in range(each):
                shape, size, place, softness = _SHAPES[(index + 2 * number) % len(_SHAPES)]
                seed = index + (10 if intent == "refine" else 0)
                found.append(Region(kind, seed, intent, shape, size, place, softness))  # type: ignore[arg-type]
    return found


@dataclass
class Seam:
    """What was found along one region's edge, and the pictures of it (kept for the sheet)."""

    name: str
    drift: float
    drift_bare: float
    jump_ratio: float
    jump_ratio_bare: float
    outside_changed: int
    pictures: dict[str, Picture] = field(repr=False, default_factory=dict)

    @property
    def badness(self) -> float:
        return self.drift + 4 * max(0.0, self.jump_ratio - 1)


def measure(
    output: Path | None = None,
    wanted: list[Region] | None = None,
    told: Callable[[str], object] = lambda line: None,
) -> dict[str, float]:
    """{"regions", "drift_median", "drift_bare_median", "jump_ratio_median", "outside_changed"}.

    ``drift``: CIEDE2000 between the picture before and after in the `BAND` inside the edge.
    ``jump_ratio``: the steepest colour gradient across the edge, over that of the untouched
    picture. ``outside_changed``: pixels that changed though the composite mask does not touch
    them. With ``output`` the ten worst seams are written there as pictures, and all figures.
    """
    seams: list[Seam] = []
    with (
        tempfile.TemporaryDirectory() as results,
        bare(starter_folder()) as call,
        program(results) as program_,
    ):
        for region in wanted if wanted is not None else regions():
            document = canvas(region)
            generation, image = program_.run(document, settings(region))
            _, plain = call(bare_request(document, generation))
            seams.append(compare(region, document, generation, image, plain))
            told(f"{region.name}: {seams[-1]}")
    if output is not None:
        write(output, seams)
    return {
        "regions": len(seams),
        "drift_median": round(statistics.median(seam.drift for seam in seams), 3),
        "drift_bare_median": round(statistics.median(seam.drift_bare for seam in seams), 3),
        "jump_ratio_median": round(statistics.median(seam.jump_ratio for seam in seams), 3),
        "outside_changed": sum(seam.outside_changed for seam in seams),
    }


def canvas(region: Region) -> Document:
    """The document of a region, with its selection; with a blot in it that a filling shall hide."""
    picture = truth(region).copy()
    if region.intent == "fill":
        inner = replace(region, size=(region.size[0] * 0.4, region.size[1] * 0.4), softness=0.0)
        picture[selected(inner) > 0] = 255 - picture[selected(inner) > 0]
    selection = Pixels.from_array(selected(region))
    layer = RasterLayer(id=1, name="Art", pixels=Pixels.from_array(from_8bit(picture)))
    return Document(SIDE, SIDE, (layer,), selection=selection)


def truth(region: Region) -> Picture:
    """The right answer."""
    return ART[region.kind](region.picture)


def selected(region: Region) -> NDArray[np.uint16]:
    """The selection of a region: (SIDE, SIDE) uint16, 0..65535."""
    scale = 4
    x, y = (round(value * SIDE * scale) for value in region.place)
    width, height = (round(value * SIDE * scale / 2) for value in region.size)
    mask = np.zeros((SIDE * scale, SIDE * scale), np.uint8)
    if region.shape == "ellipse":
        cv2.ellipse(mask, (x, y), (width, height), 20, 0, 360, 255, -1)
    elif region.shape == "box":
        mask[max(0, y - height) : y + height, max(0, x - width) : x + width] = 255
    else:
        rng = np.random.default_rng(region.picture)
        turns = np.linspace(0, 2 * np.pi, 14, endpoint=False)
        reach = rng.uniform(0.65, 1.1, 14)
        outline = np.stack([x + width * reach * np.cos(turns), y + height * reach * np.sin(turns)])
        cv2.fillPoly(mask, [np.asarray(outline.T, np.int32)], 255)
    small = cv2.resize(mask, (SIDE, SIDE), interpolation=cv2.INTER_AREA).astype(np.float32)
    if region.softness:
        small = np.asarray(cv2.GaussianBlur(small, (0, 0), region.softness), np.float32)
    return np.asarray(np.rint(small / 255 * FULL), np.uint16)


def settings(region: Region) -> Settings:
    intent = BY_ID[region.intent]
    refines = region.intent == "refine"
    return Settings(
        task=task_of(intent, True),
        intent=region.intent,
        prompt="",
        strength=REFINE_STRENGTH if refines else None,
        seed=11 + region.picture,
        count=1,
    )


def bare_request(document: Document, generation: Generation) -> Request:
    """The plain call for a generation: same model, seed and extent, the picture as it is on the
    canvas and the selection as its mask; a filling at full strength, as the call has by itself."""
    request, bounds = generation.request, generation.placement.bounds
    assert document.selection is not None
    mask = selection_at(document.selection, bounds, request.width, request.height)
    image = context_image(document, Plan(bounds, request.width, request.height))
    return msgspec.structs.replace(
        request,
        mask=Raster.from_array(mask),
        image=Raster.from_array(image),
        strength=1.0 if generation.placement.intent == "fill" else request.strength,
    )


def compare(
    region: Region, document: Document, generation: Generation, image: Raster, plain: Picture
) -> Seam:
    """A region's figures, from its result and the plain call's picture at the same extent."""
    layer = result_layer(image, generation, region.name)
    after = place_layer(document, layer, above=1)
    deep_before, deep_after = flatten(document), flatten(after)
    before, ours, right = to_8bit_rgb(deep_before), to_8bit_rgb(deep_after), truth(region)
    assert document.selection is not None
    inside = document.selection.read(document.bounds) > FULL // 2
    bounds = generation.placement.bounds
    whole = pasted(before, plain, bounds, np.ones_like(inside))
    theirs = pasted(before, plain, bounds, inside)
    mask = generation.placement.mask
    assert mask is not None
    untouched = mask.read(document.bounds) == 0
    changed = int((deep_before[untouched] != deep_after[untouched]).any(axis=1).sum())
    return Seam(
        region.name,
        drift(right, ours, inside),
        drift(right, theirs, inside),
        jump_ratio(right, ours, inside),
        jump_ratio(right, theirs, inside),
        changed,
        {
            "before": before,
            "mask edge": outlined(before, inside),
            "plain call": whole,
            "plain call, cut out": theirs,
            "ours": ours,
        },
    )


def pasted(before: Picture, picture: Picture, bounds: Rect, inside: NDArray[np.bool_]) -> Picture:
    """A picture put back at its bounds, cut out by a mask."""
    if picture.shape[:2] != (bounds.height, bounds.width):
        picture = scaled(picture, bounds.width, bounds.height)
    visible = bounds.intersected(Rect(0, 0, SIDE, SIDE))
    there = np.s_[visible.y : visible.bottom, visible.x : visible.right]
    part = picture[
        visible.y - bounds.y : visible.bottom - bounds.y,
        visible.x - bounds.x : visible.right - bounds.x,
    ]
    after = before.copy()
    after[there] = np.where(inside[there][..., None], part, before[there])
    return after


def signed_distance(inside: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Pixels from the edge of a mask: 1 for the first inside, -1 for the first outside.

    The canvas border is no edge.
    """
    within = cv2.distanceTransform(inside.astype(np.uint8), cv2.DIST_L2, 5)
    beyond = cv2.distanceTransform((~inside).astype(np.uint8), cv2.DIST_L2, 5)
    return np.asarray(np.where(inside, within, -beyond), np.float32)


def drift(before: Picture, after: Picture, inside: NDArray[np.bool_]) -> float:
    """Mean CIEDE2000 between two pictures in the band just inside a mask's edge."""
    distance = signed_distance(inside)
    band = ((distance > 0) & (distance <= BAND)).astype(np.float32)
    weight = np.maximum(cv2.GaussianBlur(band, (0, 0), SMOOTHING), 1e-6)[..., None]
    first, second = (
        cv2.GaussianBlur(_lab(picture) * band[..., None], (0, 0), SMOOTHING) / weight
        for picture in (before, after)
    )
    where = band > 0
    return float(ciede2000(first[where], second[where]).mean())


def jump_ratio(before: Picture, after: Picture, inside: NDArray[np.bool_]) -> float:
    """How much steeper colours change across a mask's edge than in the untouched picture.

    The gradient along the edge's normal, averaged over each line of pixels parallel to the edge
    from `OUTSIDE` to `BAND`; the steepest line counts, wherever a blend may have moved the step.
    Both are blurred by a pixel first, as the eye does: a single pixel's noise is no edge.
    """
    distance = signed_distance(inside)
    smooth = cv2.GaussianBlur(distance, (0, 0), 1.5)
    normal = np.stack([_slope(smooth, 1), _slope(smooth, 0)])
    normal /= np.maximum(np.linalg.norm(normal, axis=0), 1e-3)
    steps = [
        np.linalg.norm(
            _slope(lab, 1) * normal[0][..., None] + _slope(lab, 0) * normal[1][..., None], axis=2
        )
        for lab in (cv2.GaussianBlur(_lab(one), (0, 0), 1.0) for one in (before, after))
    ]
    lines = [
        (distance > low) & (distance <= low + 1)
        for low in range(-OUTSIDE, BAND)
        if ((distance > low) & (distance <= low + 1)).any()
    ]
    old, new = (max(float(step[line].mean()) for line in lines) for step in steps)
    return (new + LEAST_JUMP) / (old + LEAST_JUMP)


def outlined(picture: Picture, inside: NDArray[np.bool_]) -> Picture:
    """A picture with the edge of a mask drawn over it."""
    contours, _ = cv2.findContours(
        inside.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE
    )
    drawn = picture.copy()
    cv2.drawContours(drawn, contours, -1, (255, 255, 255), 2)
    cv2.drawContours(drawn, contours, -1, (0, 0, 0), 1)
    return drawn


def write(output: Path, seams: list[Seam]) -> None:
    """The ten worst seams as pictures, and every region's figures as JSON."""
    output.mkdir(parents=True, exist_ok=True)
    worst = sorted(seams, key=lambda seam: -seam.badness)[:10]
    for place, seam in enumerate(worst, 1):
        title = (
            f"{seam.name}: drift {seam.drift:.2f} (plain {seam.drift_bare:.2f}), "
            f"jump {seam.jump_ratio:.2f} (plain {seam.jump_ratio_bare:.2f})"
        )
        write_sheet(output / f"worst-{place:02}.png", title, seam.pictures)
    rows: list[dict[str, Any]] = [
        {key: value for key, value in asdict(seam).items() if key != "pictures"} for seam in seams
    ]
    (output / "regions.json").write_text(json.dumps(rows, indent=1), "utf-8")


def _slope(array: NDArray[Any], axis: int) -> NDArray[np.float32]:
    """Central differences over two pixels, per pixel."""
    return np.asarray(np.gradient(array, axis=axis), np.float32)


def _lab(picture: Picture) -> NDArray[np.float32]:
    scaled_ = picture.astype(np.float32) / 255
    return np.asarray(cv2.cvtColor(scaled_, cv2.COLOR_RGB2Lab), np.float32)
