"""Our own brush files hold all that a brush is, and bad ones are refused."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from paintapp.formats import FormatError
from paintapp.formats.brushes import (
    BRUSH_FORMATS,
    Preset,
    preset_id,
    read_brushes,
    read_shared,
    write_brushes,
    write_shared,
)
from paintapp.painting.bitmaps import Bitmap, bundled
from paintapp.painting.brush import Brush
from paintapp.painting.curve import Curve
from paintapp.painting.dynamics import Dynamic

SPOTS = np.arange(2 * 5 * 7, dtype=np.uint8).reshape(2, 5, 7) * 3
RICH = Brush(
    radius=33.5,
    scatter=2.5,
    erase=True,
    tip=Bitmap("spots", SPOTS),
    tip_frames="in-turn",
    dual=True,
    dual_tip=bundled("tips", "sponge"),
    grain=Bitmap("spots", SPOTS[0]),
    dynamics=(
        Dynamic("flow", "tilt", Curve(((0, 1), (0.3, 0.4), (1, 0.2))), 0.7),
        Dynamic("angle", "speed", scale=300),
    ),
)


def test_everything_comes_back() -> None:
    presets = (Preset("rich", "Rich", RICH, ("Oil", "my own")), Preset("plain", "Plain", Brush()))
    assert read_shared(write_shared(presets)) == presets


def test_bundled_pictures_are_only_named() -> None:
    brush = Brush(tip=bundled("tips", "leaf"), grain=bundled("grains", "paper"))
    data = write_shared([Preset("leaf", "Leaf", brush)])
    assert len(data) < 3000
    assert read_shared(data)[0].brush == brush


def test_different_pictures_of_one_name_stay_different() -> None:
    other = Bitmap("spots", SPOTS[:1])
    presets = [
        Preset("a", "A", RICH),
        Preset("b", "B", replace(RICH, tip=other)),
        Preset("c", "C", Brush(tip=Bitmap("leaf", SPOTS))),
    ]
    found = read_shared(write_shared(presets))
    for preset, again in zip(presets, found, strict=True):
        assert again.brush.tip is not None
        assert preset.brush.tip is not None
        assert np.array_equal(again.brush.tip.pixels, preset.brush.tip.pixels)
    assert found[2].brush.tip != bundled("tips", "leaf")


def test_names_make_ids() -> None:
    assert preset_id("Soft Brush No. 2") == "soft-brush-no-2"
    assert preset_id("Größe é") == "groe-e"
    assert preset_id("软笔") == "brush"
    assert preset_id("../../etc/passwd") == "etc-passwd"
    assert preset_id("A", {"a", "a-2"}) == "a-3"


def png(width: int, height: int, channels: int = 1) -> str:
    picture = np.full((height, width, channels), 9, np.uint8)
    return base64.b64encode(cv2.imencode(".png", picture)[1].tobytes()).decode()


def bomb(width: int, height: int) -> str:
    data = bytearray(base64.b64decode(png(1, 1)))
    data[16:24] = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    return base64.b64encode(data).decode()


def held(**more: object) -> bytes:
    brush = {"name": "A", "brush": {"tip": "spots"}}
    found = {"format": "paintapp brushes", "version": 1, "brushes": [brush], **more}
    return json.dumps(found).encode()


def test_this_is_how_a_file_looks() -> None:
    (preset,) = read_shared(held(tips={"spots": [png(3, 2)]}))
    assert preset.brush.tip is not None
    assert preset.brush.tip.pixels.tolist() == [[[9, 9, 9], [9, 9, 9]]]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[" * 100_000,
        held(),
        held(version=2),
        held(format="other"),
        held(brushes=[]),
        held(brushes=[7]),
        held(brushes=[{"name": 7, "brush": {}}]),
        held(brushes=[{"name": "A"}]),
        held(brushes=[{"name": "A", "brush": {"radius": "large"}}]),
        held(brushes=[{"name": "A", "brush": {"dynamics": [{"parameter": "x"}]}}]),
        held(tips=[]),
        held(tips={"spots": []}),
        held(tips={"spots": "x"}),
        held(tips={"spots": [7]}),
        held(tips={"spots": ["!!"]}),
        held(tips={"spots": [base64.b64encode(b"GIF89a" + bytes(40)).decode()]}),
        held(tips={"spots": [png(3, 2, 3)]}),
        held(tips={"spots": [png(3, 2), png(2, 2)]}),
        held(tips={"spots": [bomb(100_000, 100_000)]}),
        held(tips={"spots": [bomb(8000, 8000)]}),
        held(tips={"spots": [png(3, 2)[:-24]]}),
    ],
)
def test_bad_files_are_refused(data: bytes) -> None:
    with pytest.raises(FormatError):
        read_shared(data)


def test_files_by_their_extension(tmp_path: Path) -> None:
    preset = Preset("rich", "Rich", RICH, ("Oil",))
    for row in BRUSH_FORMATS:
        path = tmp_path / f"brush{row.extension}"
        if row.write is None:
            with pytest.raises(FormatError):
                write_brushes([preset], path)
            continue
        write_brushes([preset], path)
        (again,) = read_brushes(path)
        assert again.name == "Rich"
        tip = again.brush.tip
        assert tip is not None
        assert np.array_equal(tip.pixels[0], SPOTS[0]) or row.extension == ".gbr"
        assert again.brush.spacing == pytest.approx(RICH.spacing, abs=0.01)


def test_gimp_files_hold_only_a_tip(tmp_path: Path) -> None:
    with pytest.raises(FormatError):
        write_brushes([Preset("a", "A", Brush())], tmp_path / "a.gbr")


@pytest.mark.parametrize("name", ["a.txt", "a", "missing.gbr", ".gbr"])
def test_what_cannot_be_opened_is_said_in_a_sentence(tmp_path: Path, name: str) -> None:
    if not name.startswith("missing"):
        (tmp_path / name).write_bytes(b"nonsense")
    with pytest.raises(FormatError, match=r"^“.*\.$"):
        read_brushes(tmp_path / name)
