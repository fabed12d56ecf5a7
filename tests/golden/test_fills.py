"""Gradients, patterns, shapes and paths, made by their tools, against a picture kept beside."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from paintapp.document import FULL, Document, Pixels, RasterLayer
from paintapp.editor import Editor
from paintapp.painting.gradient import PRESETS
from paintapp.tools import tool
from tests.golden.test_pictures import check
from tests.pen import Pen

TEXTS = dict(PRESETS)


def test_fills() -> None:
    """A night over hills, with a moon, stars, a path and a wattle, drawn as an artist would."""
    paper = np.full((320, 480, 4), FULL, np.uint16)
    sky = RasterLayer(id=1, name="Sky", pixels=Pixels.from_array(paper))
    drawing = RasterLayer(id=2, name="Drawing")
    editor = Editor(Document(480, 320, (sky, drawing)))
    pen = Pen(editor)

    def take(tool_id: str, **options: object) -> Pen:
        tool(tool_id).change(editor, **options)
        return pen.take(tool_id)

    editor.set_active(1)
    take("gradient", stops=TEXTS["Dawn"], space="oklab").line((240, 10), (240, 230)).confirm()
    editor.set_active(2)
    editor.brush = replace(editor.brush, radius=3.0, hardness=1.0)
    editor.foreground, editor.background = (FULL, 60000, 42000), (62000, 52000, 30000)
    take("shape", kind="ellipse", paint="both").line((350, 30), (430, 110))
    for x, y, side in ((60, 40, 30), (140, 80, 20), (230, 36, 24)):
        take("shape", kind="star", paint="fill", inset=60.0).line((x, y), (x + side, y + side))
    editor.foreground, editor.background = (6000, 14000, 16000), (14000, 30000, 22000)
    pen = take("path", paint="both", taper=10.0)
    pen.line((-10, 230), (60, 190)).line((200, 250), (260, 260)).line((400, 200), (450, 190))
    pen.click(500, 220).click(500, 340).click(-10, 340).click(-10, 230).confirm()
    editor.foreground = (FULL, FULL, 52000)
    editor.brush = replace(editor.brush, radius=7.0)
    pen = take("path", paint="stroke", taper=50.0)
    pen.line((90, 318), (140, 290)).line((230, 270), (280, 262)).confirm()
    editor.brush = replace(editor.brush, radius=2.0)
    editor.foreground = (9000, 7000, 6000)
    fence = take("shape", kind="rectangle", paint="stroke", radius=6.0)
    fence.line((300, 250), (440, 306))
    take("fill", fill="pattern", pattern="weave", sample="layer", grow=1.0).click(370, 280)
    take("shape", kind="polygon", paint="both", corners=6.0).line((40, 240), (80, 280))
    take("gradient", stops="0 #fff4c0 0.9; 1 #fff4c0 0", shape="radial", space="srgb")
    pen.line((390, 70), (390, 160)).confirm()
    assert [entry.label for entry in editor.history.entries].count("Gradient") == 2
    check("fills", editor.document)
