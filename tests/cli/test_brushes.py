"""`paintapp brushes` as a user types it."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from paintapp.formats.brushes import Library, Preset, write_brushes
from paintapp.painting.bitmaps import Bitmap
from paintapp.painting.brush import Brush
from tests.cli.command import paintapp


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "config" / "paintapp" / "brushes"


def test_the_list_names_every_brush(tmp_path: Path) -> None:
    shown = paintapp("brushes", "list", "--json")
    assert shown.returncode == 0, shown.stderr
    rows = [json.loads(line) for line in shown.stdout.splitlines()]
    assert [row["id"] for row in rows] == [p.id for p in Library(tmp_path).presets]
    assert not any(row["own"] for row in rows)


def test_a_sheet_is_a_picture_of_every_brush_of_a_kind(tmp_path: Path) -> None:
    done = paintapp("brushes", "--sheet", tmp_path / "inks.png", "--tag", "Ink")
    assert done.returncode == 0, done.stderr
    count = len(Library(tmp_path / "none").matching(tag="Ink"))
    assert done.stdout.startswith(f"{count} ")
    with Image.open(tmp_path / "inks.png") as image:
        page = np.asarray(image.convert("L"))
    rows = -(-count // 3)
    cells = np.array_split(page[20:], rows)
    for number in range(count):
        cell = np.array_split(cells[number // 3], 3, axis=1)[number % 3]
        height = cell.shape[0]
        assert (cell[: height * 2 // 3] < 200).sum() > 100, f"brush {number} draws nothing"
        assert (cell[height * 2 // 3 :] < 120).sum() > 40, f"brush {number} has no name"


def test_brushes_go_in_and_out(tmp_path: Path, own_folder: Path) -> None:
    tip = Bitmap("spot", np.full((9, 9), 200, np.uint8))
    write_brushes([Preset("x", "Spot", Brush(tip=tip))], tmp_path / "spot.gbr")
    done = paintapp("brushes", "import", tmp_path / "spot.gbr")
    assert done.returncode == 0, done.stderr
    assert [p.name for p in own_folder.iterdir()] == ["spot.paintbrush"]
    done = paintapp("brushes", "export", tmp_path / "all.paintbrush")
    assert done.returncode == 0, done.stderr
    done = paintapp("brushes", "export", tmp_path / "two.paintbrush", "spot", "HB pencil")
    assert done.returncode == 0, done.stderr
    done = paintapp("brushes", "import", tmp_path / "two.paintbrush")
    assert sorted(p.stem for p in own_folder.iterdir()) == ["hb-pencil-2", "spot", "spot-2"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("import", "missing.gbr"),
        ("import", "bad.abr"),
        ("import", "bad.txt"),
        ("export", "out.paintbrush"),
        ("export", "out.paintbrush", "no such brush"),
        ("export", "out.gbr", "basic-round"),
        ("export", "out.myb", "basic-round"),
        ("--sheet", "out.jpg"),
        ("--sheet", "nowhere/out.png"),
        ("--sheet", "out.png", "--tag", "Nothing"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    arguments: tuple[str, ...], tmp_path: Path, own_folder: Path
) -> None:
    for name in ("bad.abr", "bad.txt"):
        (tmp_path / name).write_bytes(b"\0\6\0\2nonsense")
    done = paintapp("brushes", *arguments, folder=tmp_path)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert not list(tmp_path.glob("out.*"))
    assert not own_folder.exists()
