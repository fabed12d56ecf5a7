"""Contact sheets to look at: prompts, sketches refined at three strengths, and filled holes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from paintapp.training import degrade, evaluate, sampling
from paintapp.training.figures.pictures import Pictures
from paintapp.training.sheet_prompts import PROMPTS

COUNT = 16
STRENGTHS = (0.45, 0.6, 0.75)
TILE = 160
"""Pixels of a tile's side at least; smaller pictures are enlarged to it."""
GAP = 8
INK = (40, 40, 44)
PAPER = (255, 255, 255)
FINE = 11
PICTURES = "pictures.npz"
"""What a run has made, so that a sample can be put together without making it again."""

Tile = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Row:
    """Tiles (h, w, 3) side by side, each with the words beneath it."""

    tiles: list[Tile]
    words: list[str]


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


def _wrapped(words: str, width: int, font: ImageFont.FreeTypeFont | ImageFont.ImageFont) -> str:
    """The words in lines of at most ``width`` pixels."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return "\n".join(lines)


def _shown(tile: Tile) -> Image.Image:
    """A picture as a tile, small ones enlarged without a change of their pixels' character."""
    side = max(TILE, len(tile))
    if len(tile) == side:
        return Image.fromarray(tile)
    return Image.fromarray(cv2.resize(tile, (side, side), interpolation=cv2.INTER_CUBIC))


def laid_out(rows: list[Row], title: str, columns: int) -> Image.Image:
    """A sheet with a title; rows wider than ``columns`` tiles are not broken."""
    fine, large = _font(FINE), _font(16)
    side = max(TILE, *(len(tile) for row in rows for tile in row.tiles))
    texts = [[_wrapped(words, side, fine) for words in row.words] for row in rows]
    line = FINE + 4
    heights = [
        side + 4 + line * max((text.count("\n") + 1 if text else 0) for text in found) + GAP
        for found in texts
    ]
    width = columns * (side + GAP) + GAP
    sheet = Image.new("RGB", (width, 34 + sum(heights) + GAP), PAPER)
    pen = ImageDraw.Draw(sheet)
    pen.text((GAP, 8), title, fill=INK, font=large)
    top = 34
    for row, found, height in zip(rows, texts, heights, strict=True):
        for column, (tile, text) in enumerate(zip(row.tiles, found, strict=True)):
            left = GAP + column * (side + GAP)
            sheet.paste(_shown(tile), (left, top))
            pen.rectangle((left - 1, top - 1, left + side, top + side), outline=(226, 226, 228))
            pen.multiline_text((left, top + side + 3), text, fill=INK, font=fine, spacing=2)
        top += height
    return sheet


def grid(tiles: Pictures, words: list[str], title: str, columns: int = 8) -> Image.Image:
    """Pictures (n, h, w, 3) in rows of ``columns``, numbered from 0 as ``best`` wants them."""
    rows = []
    for start in range(0, len(tiles), columns):
        part = slice(start, start + columns)
        named = [f"{start + i}. {text}" for i, text in enumerate(words[part])]
        rows.append(Row(list(tiles[part]), named))
    return laid_out(rows, title, columns)


def stages(
    columns: list[Pictures], names: list[str], captions: list[str], title: str
) -> Image.Image:
    """One subject's stages side by side, two subjects to a row; its caption under the last."""
    count = len(columns[0])
    rows = []
    for start in range(0, count, 2):
        tiles, words = [], []
        for index in range(start, min(start + 2, count)):
            tiles += [column[index] for column in columns]
            words += [f"{index}. {names[0]}", *names[1:], captions[index]]
        rows.append(Row(tiles, words))
    return laid_out(rows, title, 2 * len(columns))


@dataclass(frozen=True)
class Subjects:
    """What is refined and filled: held-out drawings (n, size, size, 3) uint8 and their captions."""

    pictures: Pictures
    captions: list[str]


def subjects(folder: Path, size: int, seed: int, first: int) -> Subjects:
    """COUNT held-out drawings spread over all of them, beginning at ``first``."""
    chosen = evaluate.held_out(folder, seed, size=size)
    every = max(1, len(chosen.captions) // COUNT)
    picked = slice(first, None, every)
    return Subjects(chosen.pictures[picked][:COUNT], chosen.captions[picked][:COUNT])


@dataclass(frozen=True)
class Refined:
    """Sketches (n, size, size, 3) uint8 of held-out drawings, what becomes of them, the truth."""

    rough: Pictures
    made: dict[float, Pictures]
    true: Pictures
    captions: list[str]

    def sheet(self, title: str) -> Image.Image:
        columns = [self.rough, *self.made.values(), self.true]
        strengths = [f"strength {strength}" for strength in self.made]
        return stages(columns, ["sketch", *strengths], self.captions, title)


def refined(sampler: sampling.Sampler, folder: Path, seed: int = 5) -> Refined:
    """Sketches of held-out drawings, refined at three strengths."""
    chosen = subjects(folder, sampler.size, seed, 0)
    rough = evaluate.sketches(chosen.pictures, seed)
    made = {s: sampler.refine(rough, chosen.captions, s, seed) for s in STRENGTHS}
    return Refined(rough, made, chosen.pictures, chosen.captions)


@dataclass(frozen=True)
class Filled:
    """Held-out drawings with a grey hole, filled by OpenCV and by the model, and the truth."""

    holed: Pictures
    plain: Pictures
    ours: Pictures
    true: Pictures
    captions: list[str]

    def sheet(self, title: str) -> Image.Image:
        columns = [self.holed, self.plain, self.ours, self.true]
        return stages(columns, ["hole", "OpenCV", "starter"], self.captions, title)


def filled(sampler: sampling.Sampler, folder: Path, seed: int = 6) -> Filled:
    """Holes in held-out drawings and what they are filled with."""
    chosen = subjects(folder, sampler.size, seed, 1)
    pictures = chosen.pictures
    masks = evaluate.holes(pictures, seed)
    holed = np.where(np.stack(masks)[..., None] > 127, np.uint8(128), pictures)
    plain = np.stack([degrade.inpainted(p, m) for p, m in zip(pictures, masks, strict=True)])
    ours = sampler.fill(pictures, masks, chosen.captions, seed)
    return Filled(holed, plain, ours, pictures, chosen.captions)


def guided(sampler: sampling.Sampler, folder: Path, control: Path, seed: int = 8) -> Image.Image:
    """Lines of held-out drawings, and what their captions give without and with them."""
    from diffusers import ControlNetModel

    from paintapp.training import lines_figures

    network = ControlNetModel.from_pretrained(control).float().eval()
    true, lines, captions = lines_figures.held_out(folder, sampler, seed, COUNT)
    plain = sampler.text(captions, seed)
    made = lines_figures.guided(sampler, network, lines, captions, seed)
    columns = [np.stack([lines] * 3, -1), plain, made, true]
    title = "Lines of drawings the model has never seen, drawn from words without and with them"
    return stages(columns, ["lines", "without", "with lines"], captions, title)


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


def best(output: Path, chosen: str, target: Path) -> None:
    """Write the chosen pictures of an earlier run as one handsome strip to ``target``.

    ``chosen`` is "PROMPTS/SKETCHES/HOLES", numbers of the sheets with commas between, such as
    "3,7,12,20,31,40/1,4,9/2,5,8". Raises ValueError where there is no such picture.
    """
    made = np.load(output / PICTURES)
    words = json.loads(str(made["words"]))
    groups = [[int(n) for n in part.split(",") if n.strip()] for part in chosen.split("/")]
    prompts, drawn, holed = [*groups, [], [], []][:3]
    limits = (len(made["prompts"]), len(made["rough"]), len(made["holed"]))
    for numbers, limit in zip((prompts, drawn, holed), limits, strict=True):
        if any(not 0 <= number < limit for number in numbers):
            raise ValueError(f"The numbers of a sheet go from 0 to {limit - 1}.")
    rows = []
    columns = max(len(prompts), 2 * max(len(drawn), len(holed)), 1)
    if prompts:
        rows.append(Row([made["prompts"][n] for n in prompts], [words[n] for n in prompts]))
    for numbers, before, after, said in (
        (drawn, "rough", "refined", ("a sketch", "refined")),
        (holed, "holed", "ours", ("a hole", "filled")),
    ):
        if numbers:
            tiles = [made[kind][n] for n in numbers for kind in (before, after)]
            rows.append(Row(tiles, list(said) * len(numbers)))
    target.parent.mkdir(parents=True, exist_ok=True)
    shown = ("from words", prompts), ("from sketches", drawn), ("into holes", holed)
    title = ", ".join(origin for origin, numbers in shown if numbers).capitalize()
    laid_out(rows, title, columns).save(target, quality=90)


def write(folder: Path, model: Path, output: Path) -> None:
    """Write all sheets as PNG into ``output``: ``prompts``, ``sketches`` and ``inpaints``, and
    ``quick`` and ``lines`` where a few-step version and a line control are beside the model; and
    the pictures themselves for ``best``."""
    output.mkdir(parents=True, exist_ok=True)
    sampler = sampling.load(model)
    prompts = sampler.text(list(PROMPTS), 1)
    title = f"From words alone, {sampler.size} px, {sampler.steps} steps"
    grid(prompts, list(PROMPTS), title).save(output / "prompts.png")
    sketched = refined(sampler, folder)
    sketched.sheet("Sketches of drawings the model has never seen").save(output / "sketches.png")
    holes = filled(sampler, folder)
    holes.sheet("Holes in drawings the model has never seen").save(output / "inpaints.png")
    np.savez_compressed(
        output / PICTURES,
        words=np.array(json.dumps(PROMPTS)),
        prompts=prompts,
        rough=sketched.rough,
        refined=sketched.made[STRENGTHS[len(STRENGTHS) // 2]],
        holed=holes.holed,
        ours=holes.ours,
    )
    if sampling.quick_folder(model) is not None:
        quick = sampling.load_quick(model)
        title = f"The same sketches by the quick version, {quick.steps} steps"
        refined(quick, folder).sheet(title).save(output / "quick.png")
    control = model.with_name(model.name + "-lines")
    if (control / "config.json").is_file():
        guided(sampler, folder, control).save(output / "lines.png")
    print(f"wrote {', '.join(sorted(p.name for p in output.glob('*.png')))} to {output}")
