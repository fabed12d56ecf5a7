"""Contact sheets to look at: sketches refined at three strengths, holes filled, and prompts."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from paintapp.training import degrade, evaluate, sampling

Pictures = npt.NDArray[np.uint8]

COUNT = 16
STRENGTHS = (0.45, 0.6, 0.75)
PROMPTS = (
    "a red apple on a white background",
    "a sailboat on the sea under a blue sky",
    "a house on grass under a blue sky",
    "a cat on a yellow background",
    "a dog face",
    "a red car on a grey road",
    "a tree on green hills under a blue sky",
    "a pink flower on a white background",
    "a sunflower on grass",
    "a fish under water",
    "a butterfly in a blue sky",
    "an aeroplane in a blue sky",
    "a snowman on snow",
    "a birthday cake on a table",
    "a cup of coffee on a wooden table",
    "an ice cream on a pink background",
    "a strawberry on a white background",
    "a rabbit on grass under a blue sky",
    "a smiling face on a white background",
    "a mushroom on grass",
    "a rocket in a night sky",
    "a moon in a night sky",
    "a castle on green hills at sunset",
    "a blue balloon in a blue sky",
    "a penguin on snow under a blue sky",
    "a red car left of a tree on grass",
    "a sun above a house on grass",
    "three red apples on a white background",
    "a glossy drawing of a cherry",
    "a guitar on a white background",
    "a turtle on sand",
    "a train on grass under a blue sky",
)


def _labelled(columns: list[Pictures], titles: list[str]) -> Image.Image:
    """One row a subject, one column a stage; two subjects side by side."""
    count, size = columns[0].shape[:2]
    half = (count + 1) // 2
    gap, head = 4, 14
    step = size + gap
    width = (2 * len(columns)) * step + 3 * gap
    sheet = Image.new("RGB", (width, half * step + head), "white")
    pen = ImageDraw.Draw(sheet)
    for side in range(2):
        left = side * (len(columns) * step + 3 * gap)
        for column, title in enumerate(titles):
            pen.text((left + column * step + 2, 1), title, fill="black")
            for row, picture in enumerate(columns[column][side * half : (side + 1) * half]):
                sheet.paste(Image.fromarray(picture), (left + column * step, head + row * step))
    return sheet


def refined(sampler: sampling.Sampler, folder: Path, seed: int = 5) -> Image.Image:
    """Sketches of held-out drawings beside their refinements."""
    chosen = evaluate.held_out(folder, seed)
    pictures, captions = chosen.pictures[::10][:COUNT], chosen.captions[::10][:COUNT]
    rough = evaluate.sketches(pictures, seed)
    columns = [rough] + [sampler.refine(rough, captions, s, seed) for s in STRENGTHS]
    return _labelled(
        [*columns, pictures], ["sketch", *(f"strength {s}" for s in STRENGTHS), "drawing"]
    )


def filled(sampler: sampling.Sampler, folder: Path, seed: int = 6) -> Image.Image:
    """Holes in held-out drawings, OpenCV's filling, ours, and the drawing itself."""
    chosen = evaluate.held_out(folder, seed)
    pictures, captions = chosen.pictures[1::10][:COUNT], chosen.captions[1::10][:COUNT]
    masks = evaluate.holes(pictures, seed)
    holed = np.where(np.stack(masks)[..., None] > 127, np.uint8(128), pictures)
    plain = np.stack([degrade.inpainted(p, m) for p, m in zip(pictures, masks, strict=True)])
    ours = sampler.fill(pictures, masks, captions, seed)
    return _labelled([holed, plain, ours, pictures], ["hole", "OpenCV", "starter", "drawing"])


def prompted(sampler: sampling.Sampler, seed: int = 1) -> Image.Image:
    """Pictures from prompts alone, eight to a row."""
    pictures = sampler.text(list(PROMPTS), seed)
    rows = [np.concatenate(list(pictures[i : i + 8]), 1) for i in range(0, len(pictures), 8)]
    return Image.fromarray(np.concatenate(rows))


def welcomed(sampler: sampling.Sampler, sketch: Path, prompt: str) -> Image.Image:
    """The bundled sketch at five strengths (rows) and six seeds (columns)."""
    rough = np.asarray(Image.open(sketch).convert("RGB"))
    size = sampler.size
    small = cv2.resize(rough, (size, size), interpolation=cv2.INTER_AREA)
    rows = []
    for strength in (0.4, 0.5, 0.6, 0.7, 0.8):
        pictures = sampler.refine(np.stack([small] * 6), [prompt] * 6, strength, 1)
        rows.append(np.concatenate([small, *pictures], 1))
    return Image.fromarray(np.concatenate(rows))


def write(folder: Path, model: Path, output: Path) -> None:
    """Write ``sketches.png``, ``inpaints.png`` and ``prompts.png`` into ``output``."""
    output.mkdir(parents=True, exist_ok=True)
    sampler = sampling.load(model)
    refined(sampler, folder).save(output / "sketches.png")
    filled(sampler, folder).save(output / "inpaints.png")
    prompted(sampler).save(output / "prompts.png")
    print(f"wrote sketches.png, inpaints.png and prompts.png to {output}", flush=True)
