"""A painting made as an artist makes one: tool after tool, on a headless editor.

``python -m tests.artist.landscape docs/painting.jpg`` paints it and writes the picture.
"""

from __future__ import annotations

import math
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtGui import QGuiApplication

from paintapp.document import Document, Pixels, RasterLayer, operations
from paintapp.document.rulers import Ruler
from paintapp.editor import Editor
from paintapp.formats import save_document
from paintapp.formats.brushes import Library
from paintapp.gesture import Colour
from paintapp.painting import reshape, selection
from paintapp.painting.composite import flatten
from paintapp.tools import tool
from tests.pen import Pen

WIDTH, HEIGHT = 1280, 800
SHORE = 520
"""The height of the far shore, from the top."""

Point = tuple[float, float]


def rgb(code: str) -> Colour:
    red, green, blue = (int(code[i : i + 2], 16) * 257 for i in (1, 3, 5))
    return red, green, blue


class Artist:
    """An editor with a steady hand. ``used`` lists what was made use of."""

    def __init__(self, folder: Path) -> None:
        self.editor = Editor(Document(WIDTH, HEIGHT, (RasterLayer(id=1, name="Sky"),)))
        self.pen = Pen(self.editor)
        self.brushes = {preset.id: preset.brush for preset in Library(folder).presets}
        self.random = np.random.default_rng(7)
        self.used: set[str] = set()

    # What the hand does

    def take(self, tool_id: str, **options: object) -> None:
        self.editor.tool = tool(tool_id)
        if options:
            tool(tool_id).change(self.editor, **options)
        self.used.add(tool_id)

    def brush(self, preset: str, radius: float, colour: str, **changes: object) -> None:
        self.take("brush")
        self.editor.brush = replace(self.brushes[preset], radius=radius, **changes)
        self.editor.foreground = rgb(colour)
        self.used.add(f"brush {preset}")

    def layer(self, name: str, **properties: object) -> int:
        self.editor.apply("New layer", operations.add_layer, name, self.editor.active_layer_id)
        layer_id = self.editor.active_layer_id
        assert layer_id is not None
        if properties:
            self.editor.apply("Layer", operations.set_properties, layer_id, **properties)
            self.used.update(f"layer {name}" for name in properties)
        return layer_id

    def select(self, selected: object, label: str = "Select") -> None:
        self.editor.apply(label, Document.with_selection, selected)

    def stroke(self, points: Iterable[Point], low: float = 0.25, high: float = 1.0) -> None:
        """One stroke that swells to the middle."""
        path = list(points)
        self.pen.down(*path[0], low)
        for index, (x, y) in enumerate(path[1:], 1):
            share = index / (len(path) - 1)
            self.pen.move(x, y, low + (high - low) * math.sin(math.pi * min(1.0, share)))
        self.pen.up()

    def outlined(self, tool_id: str, corners: Iterable[Point], **options: object) -> None:
        """An outline of clicks, closed by Enter."""
        self.take(tool_id, **options)
        for x, y in corners:
            self.pen.click(x, y)
        self.pen.confirm()

    def shape_of(self, colour: str, corners: list[Point]) -> None:
        """A filled shape with straight sides."""
        self.take("path", paint="fill")
        self.editor.background = self.editor.foreground = rgb(colour)
        for x, y in (*corners, corners[0]):
            self.pen.click(x, y)
        if self.editor.busy:
            self.pen.confirm()

    def wander(self, x: float, y: float, length: float, sway: float) -> list[Point]:
        """A nearly level line from (x, y) on."""
        phase = self.random.uniform(0, 6)
        return [
            (x + length * i / 12, y + sway * math.sin(phase + i / 3) + self.random.normal() * 0.4)
            for i in range(13)
        ]

    # What is painted

    def sky(self) -> None:
        self.take(
            "gradient",
            shape="linear",
            stops="0 #10183a 1; 0.35 #2b3a78 1; 0.68 #8f6aa8 1; 0.88 #f0a08a 1; 1 #ffd9a0 1",
        )
        self.pen.down(640, 0).move(640, 300).move(640, SHORE + 10).up()
        self.pen.confirm()
        self.layer("Stars")
        for size, count in ((1.0, 90), (1.6, 34), (2.6, 9)):
            self.brush("basic-soft-round", size, "#fffbe8", dynamics=())
            for _ in range(count):
                x, y = self.random.uniform(0, WIDTH), 300 * self.random.uniform() ** 1.4
                self.pen.click(x, y)
        self.layer("Moon")
        self.brush("air-soft", 230, "#ffe9c0", opacity=0.6, dynamics=())
        for _ in range(3):
            self.pen.click(930, 170)
        self.take("shape", kind="ellipse", paint="fill")
        self.editor.foreground = rgb("#fff6dc")
        self.pen.line((874, 114), (986, 226))
        moon = self.editor.active_layer_id
        assert moon is not None
        self.editor.apply("Lock alpha", operations.set_properties, moon, lock_alpha=True)
        self.brush("texture-canvas", 26, "#e6d3ae")
        for x, y in ((905, 150), (948, 188), (925, 205), (960, 140)):
            self.pen.click(x, y)
        self.used.add("lock alpha")

    def clouds(self) -> None:
        self.layer("Clouds", blend_mode="screen", opacity=0.65)
        self.brush("chalk-soft-pastel", 34, "#c98fa8")
        for x, y, length in (
            (90, 300, 380), (160, 322, 300), (520, 250, 300), (560, 266, 420),
            (880, 330, 330), (840, 350, 420), (330, 400, 420), (700, 420, 380),
        ):  # fmt: skip
            self.stroke(self.wander(x, y, length, 5), 0.2, 0.8)
        self.take("smudge")
        self.editor.brush = replace(self.editor.brush, radius=30)
        for x, y, length in ((80, 300, 400), (510, 256, 470), (840, 338, 430), (330, 404, 740)):
            self.stroke(self.wander(x, y, length, 4), 0.5, 0.9)

    def mountains(self) -> None:
        for name, low, high, steps, dark, light, seed in (
            ("Far range", 330, 430, 9, "#5a5a96", "#c88fa8", 3),
            ("Near range", 400, 490, 7, "#32406e", "#7c6a9c", 5),
        ):
            self.layer(name)
            rng = np.random.default_rng(seed)
            crest: list[Point] = []
            for i in range(2 * steps + 1):
                x = WIDTH * i / (2 * steps)
                y = (low if i % 2 else high) + rng.uniform(-34, 34)
                crest.append((x, y))
            self.outlined("select-polygon", [(0, SHORE), *crest, (WIDTH, SHORE)])
            self.take("gradient", shape="linear", stops=f"0 {dark} 1; 1 {light} 1")
            self.pen.down(640, low - 20).move(640, 480).move(640, SHORE + 20).up()
            self.pen.confirm()
            self.brush("oil-knife", 16, "#e9c4c4" if name == "Far range" else "#6f74a8")
            for (x0, y0), (x1, y1) in zip(crest[1::2], crest[2::2], strict=False):
                for k in range(5):
                    share = 0.1 + 0.16 * k
                    x, y = x0 + (x1 - x0) * share, y0 + (y1 - y0) * share
                    self.stroke([(x, y), (x + 12, y + 20), (x + 16, y + 46 - 6 * k)], 0.3, 0.8)
            self.select(None, "Select nothing")
        self.used.add("selection")
        self.layer("Mist", opacity=0.7)
        self.brush("air-soft", 60, "#ffd9b8", opacity=0.6)
        self.stroke(
            [(0, SHORE - 6), (400, SHORE - 12), (860, SHORE - 4), (1280, SHORE - 10)], 0.7, 1
        )

    def lake(self) -> None:
        """The landscape mirrored, darkened, and broken by wet strokes."""
        editor = self.editor
        names = ("Sky", "Stars", "Moon", "Clouds", "Far range", "Near range", "Mist")
        layers = [layer.id for layer in editor.document.layers if layer.name in names]
        merged = flatten(editor.document)
        self.layer("Lake")
        picture = merged
        lake = picture[SHORE - (HEIGHT - SHORE) : SHORE][::-1]
        lake_id = editor.active_layer_id
        assert lake_id is not None and layers
        editor.apply(
            "Paste", operations.set_properties, lake_id, pixels=Pixels.from_array(lake, 0, SHORE)
        )
        self.take("select-rectangle")
        self.pen.line((0, SHORE), (WIDTH, HEIGHT))
        depth = self.layer("Depth", blend_mode="multiply", opacity=0.75)
        self.take("gradient", shape="linear", stops="0 #b8b4d8 1; 1 #26305c 1")
        self.pen.down(640, SHORE).move(640, 700).move(640, HEIGHT).up()
        self.pen.confirm()
        editor.set_active(lake_id)
        self.take("blur", kind="blur", width=4.0)
        editor.brush = replace(editor.brush, radius=120)
        for y in (560, 640, 720):
            self.stroke(self.wander(-20, y, 1320, 2), 1.0, 1.0)
        self.take("smudge")
        editor.brush = replace(editor.brush, radius=9, hardness=0.6)
        for _ in range(60):
            x, y = self.random.uniform(0, 1180), self.random.uniform(SHORE + 20, HEIGHT - 10)
            self.stroke(self.wander(x, y, 90 + (y - SHORE) * 0.3, 1.5), 0.5, 1.0)
        self.select(None, "Select nothing")
        editor.set_active(depth)
        self.layer("Glitter", blend_mode="screen", opacity=0.8)
        self.brush("basic-round", 3, "#ffe2a8", opacity=0.8)
        for _ in range(80):
            y = SHORE + 12 + (HEIGHT - SHORE - 40) * self.random.uniform() ** 1.3
            spread = 18 + (y - SHORE) * 0.34
            x = 930 + self.random.normal() * spread
            self.stroke(self.wander(x - 10, y, 16 + (y - SHORE) * 0.14, 0.6), 0.1, 0.8)

    def shore(self) -> None:
        self.layer("Shore")
        self.shape_of(
            "#141b38",
            [(0, 505), (150, 492), (330, 508), (520, 516), (560, 534), (380, 548), (0, 560)],
        )
        self.brush("stamp-firs", 46, "#16203f")
        self.stroke([(10, 468), (70, 462), (130, 470)], 0.9, 1.0)
        self.brush("stamp-firs", 30, "#1a2648")
        self.stroke([(330, 480), (400, 488), (470, 496)], 0.8, 1.0)
        self.layer("Right bank")
        self.shape_of(
            "#141b38",
            [(1280, 470), (1180, 488), (1060, 515), (1010, 532), (1120, 560), (1280, 590)],
        )
        self.brush("stamp-firs", 60, "#131a36")
        self.stroke([(1120, 450), (1200, 430), (1270, 425)], 0.9, 1.0)

    def cabin(self) -> None:
        editor = self.editor
        self.layer("Cabin")
        self.take("shape", kind="rectangle", paint="fill")
        editor.background = editor.foreground = rgb("#3a2740")
        self.pen.line((196, 430), (300, 500))
        self.shape_of("#241a30", [(180, 436), (248, 384), (316, 436)])
        self.take("shape", kind="rectangle", paint="fill", radius=0.0)
        self.pen.line((276, 386), (290, 420))
        editor.background = editor.foreground = rgb("#ffcf6a")
        for left in (212, 262):
            self.pen.line((left, 446), (left + 24, 472))
        editor.background = editor.foreground = rgb("#5a3524")
        self.pen.line((240, 456), (257, 500))
        self.brush("pencil-shading", 5, "#5b4160")
        for k in range(7):
            self.stroke([(198, 440 + 9 * k), (250, 440.5 + 9 * k), (298, 440 + 9 * k)], 0.2, 0.6)
        self.layer("Window light", blend_mode="plus", opacity=0.75)
        self.brush("air-glow", 46, "#ffb347")
        for x in (224, 274):
            for _ in range(4):
                self.pen.click(x, 459)
        self.brush("basic-round", 2.5, "#ffb040", opacity=0.8)
        for k in range(16):
            y = 556 + 7 * k
            for x in (224, 274):
                self.stroke(self.wander(x - 12 + self.random.normal() * 5, y, 24, 0.6), 0.2, 0.8)
        self.layer("Smoke", opacity=0.9)
        self.brush("stamp-smoke", 22, "#e8d6e6")
        self.stroke([(283, 380), (292, 350), (280, 318), (300, 284), (290, 250)], 0.3, 1.0)
        self.take("smudge")
        editor.brush = replace(editor.brush, radius=14)
        self.stroke([(283, 376), (293, 346), (281, 316), (301, 282), (290, 246)], 0.4, 0.7)

    def jetty(self) -> None:
        editor = self.editor
        self.layer("Jetty")
        editor.apply(
            "Ruler", Document.with_rulers, (Ruler("parallel", ((520.0, 540.0), (700.0, 600.0))),)
        )
        self.used.add("ruler")
        self.brush("basic-hard-round", 5, "#1c1630", dynamics=())
        self.stroke([(505, 530), (560, 548), (640, 572), (700, 594)], 1, 1)
        self.stroke([(490, 540), (560, 562), (630, 586), (684, 606)], 1, 1)
        editor.apply("No rulers", Document.with_rulers, ())
        self.brush("basic-hard-round", 2.5, "#33284a", dynamics=())
        for k in range(20):
            share = k / 19
            x, y = 500 + 190 * share, 532 + 62 * share
            self.stroke([(x, y), (x - 14, y + 9)], 1, 1)
        self.brush("basic-hard-round", 3.5, "#120e22", dynamics=())
        for x, y in ((560, 552), (620, 574), (684, 598), (540, 560), (606, 584), (668, 606)):
            self.stroke([(x, y), (x, y + 34)], 1, 1)

    def boat(self) -> None:
        self.layer("Boat")
        self.shape_of("#3b1d2c", [(730, 604), (850, 604), (826, 632), (754, 632)])
        self.layer("Boat light", clipping=True)
        self.brush("oil-round", 6, "#c4503f")
        self.stroke([(732, 608), (790, 611), (850, 607)], 0.7, 1.0)
        self.brush("oil-round", 4, "#ffc27a")
        self.stroke([(760, 605), (810, 607), (850, 605)], 0.5, 1.0)
        self.layer("Figure")
        self.brush("ink-brush-pen", 9, "#17122a")
        self.stroke([(792, 604), (790, 588), (789, 572)], 0.8, 1.0)
        self.brush("basic-hard-round", 6, "#17122a")
        self.pen.click(789, 562)
        self.brush("ink-fine-liner", 1.6, "#17122a")
        self.stroke([(792, 578), (840, 552), (880, 540)], 0.6, 1.0)
        self.brush("ink-fine-liner", 0.5, "#d8ccc8")
        self.stroke([(880, 540), (892, 580), (896, 640)], 0.6, 0.8)
        self.layer("Boat's mirror", opacity=0.45)
        self.brush("marker-brush", 8, "#1a1230")
        for k in range(5):
            self.stroke(self.wander(738 + 5 * k, 638 + 7 * k, 104 - 10 * k, 0.8), 0.3, 0.8)

    def foreground(self) -> None:
        editor = self.editor
        self.layer("Reeds")
        self.brush("ink-brush-pen", 4.5, "#0b1024")
        for _ in range(46):
            x = (
                self.random.uniform(-10, 330)
                if self.random.uniform() < 0.6
                else self.random.uniform(1040, 1290)
            )
            height = self.random.uniform(70, 190)
            lean = self.random.normal() * 26
            self.stroke(
                [(x, 805), (x + lean * 0.2, 805 - height * 0.55), (x + lean, 805 - height)],
                0.25,
                0.75,
            )
        self.brush("stamp-leaves", 13, "#0e1530")
        for x in (40, 120, 1150, 1230):
            self.stroke([(x, 800), (x + 14, 740), (x + 6, 690)], 0.5, 1.0)
        self.take("clone")
        self.pen.hold(alt=True).click(120, 740).hold()
        editor.brush = replace(editor.brush, radius=46)
        self.stroke([(400, 760), (420, 770), (440, 764)], 0.8, 1.0)
        self.layer("Fireflies", blend_mode="plus")
        self.brush("stamp-sparkles", 8, "#ffe9a0")
        for _ in range(9):
            self.pen.click(self.random.uniform(30, 460), self.random.uniform(610, 760))

    def finish(self) -> None:
        editor = self.editor
        self.layer("Vignette", blend_mode="multiply", opacity=0.55)
        oval = selection.ellipse(editor.document.bounds, (-120, -90, WIDTH + 120, HEIGHT + 90))
        edge = reshape.feather(
            selection.inverted(oval, editor.document.bounds), editor.document.bounds, 150
        )
        self.select(edge, "Feather")
        self.take("fill", tolerance=100.0)
        editor.foreground = rgb("#101430")
        self.pen.click(4, 4)
        self.select(None, "Select nothing")
        self.used.add("feather")
        editor.foreground = rgb("#ffe6c4")
        self.take("text", family="DejaVu Serif", size=30.0, italic=True, letter_spacing=0.12)
        self.pen.down(940, 756).up().write("Still water")
        if editor.busy:
            self.pen.confirm()

    def paint(self) -> Editor:
        for part in (
            self.sky, self.clouds, self.mountains, self.lake, self.shore, self.cabin,
            self.jetty, self.boat, self.foreground, self.finish,
        ):  # fmt: skip
            part()
        return self.editor


def main(target: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        editor = Artist(Path(folder)).paint()
    save_document(editor.document, Path(target))


if __name__ == "__main__":
    application = QGuiApplication([])
    main(sys.argv[1])
