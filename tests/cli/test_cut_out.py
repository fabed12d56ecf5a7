"""`paintapp cut-out` with the real worker: a flat file, a layered one, and nothing to cut out."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from PIL import Image

from paintapp.document import FULL, RasterLayer, Rect
from paintapp.formats import open_document
from tests.cli.command import paintapp

SUBJECT = np.s_[60:140, 90:160]


def picture(path: Path, *, empty: bool = False) -> np.ndarray:
    """A red block before a pale blue sheet."""
    array = np.empty((192, 256, 3), np.uint8)
    array[:] = (175, 202, 233)
    if not empty:
        array[SUBJECT] = (195, 23, 20)
    Image.fromarray(array).save(path)
    return array


def test_the_subject_of_a_flat_picture(tmp_path: Path) -> None:
    picture(tmp_path / "in.png")
    done = paintapp("cut-out", "in.png", "-o", "out.png", "--json", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    event = json.loads(done.stdout)
    assert event["event"] == "finished" and event["bounds"] == [90, 60, 70, 80]
    alpha = np.asarray(Image.open(tmp_path / "out.png").convert("RGBA"))[..., 3]
    assert alpha[SUBJECT].min() == 255
    assert int((alpha > 0).sum()) == 70 * 80


def test_a_layered_file_keeps_the_rest_behind_a_mask(tmp_path: Path) -> None:
    array = picture(tmp_path / "in.png")
    Image.fromarray(np.full((192, 256), 255, np.uint8)).save(tmp_path / "where.png")
    done = paintapp("cut-out", "in.png", "--mask", "where.png", "-o", "out.ora", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    (layer,) = open_document(tmp_path / "out.ora").layers
    assert isinstance(layer, RasterLayer) and layer.mask is not None
    assert layer.mask.bounds() == (90, 60, 70, 80)
    kept = layer.pixels.read(Rect(0, 0, 256, 192))
    assert np.array_equal(kept[..., :3] // 257, array)
    assert (kept[..., 3] == FULL).all()


def test_nothing_to_cut_out(tmp_path: Path) -> None:
    picture(tmp_path / "in.png", empty=True)
    done = paintapp("cut-out", "in.png", "-o", "out.png", folder=tmp_path)
    assert done.returncode == 2
    assert "No subject stands out" in done.stderr and done.stderr.count("\n") == 1
    assert not (tmp_path / "out.png").exists()
