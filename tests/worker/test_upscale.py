"""Upscalers: recognised by their tensors, without seams, with alpha, to any size."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file
from torch.nn import functional

from paintapp.worker import upscale
from paintapp.worker.catalogue import ModelError
from paintapp.worker.upscale import Upscaler
from paintapp.worker.upscaler_catalogue import recognised
from paintapp.worker.upscaler_kinds import Kind, recognise
from tests.worker.upscalers import write_compact, write_esrgan


def drawing(width: int = 90, height: int = 70, channels: int = 3) -> np.ndarray:
    """Blocks, a disc and a slope; with four channels the disc alone is opaque, its edge soft."""
    picture = np.zeros((height, width, 3), np.uint8)
    picture[:] = (np.arange(width) * 2)[None, :, None]
    picture[10:40, 8:30] = (220, 60, 40)
    disc = np.zeros((height, width), np.uint8)
    cv2.circle(disc, (55, 35), 20, 255, -1, cv2.LINE_AA)
    picture[disc > (127 if channels == 3 else 0)] = (60, 180, 70)
    return picture if channels == 3 else np.dstack([picture, disc])


def test_the_network_is_the_published_one(tmp_path: Path) -> None:
    """Written down again from the paper's description, with the file's own names."""
    weights = load_file(write_compact(tmp_path / "a.safetensors", depth=3, wild=True))
    picture = drawing()
    x = torch.from_numpy(picture).permute(2, 0, 1)[None].float() / 255
    y = x
    for index in range(0, 10, 2):
        y = functional.conv2d(
            y, weights[f"body.{index}.weight"], weights[f"body.{index}.bias"], 1, 0
        )
        if index < 8:
            y = functional.prelu(y, weights[f"body.{index + 1}.weight"])
    expected = functional.pixel_shuffle(y, 2)
    expected = expected + x[..., 5:-5, 5:-5].repeat_interleave(2, 2).repeat_interleave(2, 3)
    inner = expected[0].clamp(0, 1).mul(255).round().permute(1, 2, 0).numpy()
    made = Upscaler(tmp_path / "a.safetensors").enlarge(picture)
    assert made.shape == (140, 180, 3)
    assert np.abs(made[10:-10, 10:-10].astype(int) - inner).max() <= 1


@pytest.mark.parametrize("kind", ["compact", "esrgan"])
def test_tiles_show_no_seam(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    write = write_esrgan if kind == "esrgan" else write_compact
    path = tmp_path / "a.safetensors"
    model = Upscaler(write(path, wild=True) if kind == "compact" else write(path))
    assert model.mixed == 0
    picture = drawing()
    whole = model.enlarge(picture)
    monkeypatch.setattr(upscale, "TILE", 32)
    told: list[tuple[int, int]] = []
    tiled = model.enlarge(picture, report=lambda done, total: told.append((done, total)))
    assert told == [(n, 9) for n in range(1, 10)]
    assert np.abs(whole.astype(int) - tiled).max() <= 1
    assert np.array_equal(tiled, model.enlarge(picture))  # again, bit for bit


def test_a_reach_beyond_the_margin_is_mixed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A network that sees further than a tile does changes slowly across the tiles' border."""
    monkeypatch.setattr(upscale, "LARGEST_MARGIN", 1)
    monkeypatch.setattr(upscale, "MIXED", 8)
    model = Upscaler(write_compact(tmp_path / "a.safetensors", depth=4, wild=True))
    assert model.mixed == 8
    picture = np.full((48, 64, 3), 90, np.uint8)
    picture[:, 20:30] = 200
    whole = model.enlarge(picture).astype(int)
    monkeypatch.setattr(upscale, "TILE", 32)
    tiled = model.enlarge(picture).astype(int)
    step = np.abs(np.diff(tiled - whole, axis=1))
    assert step[:, 2 * 32 - 2 : 2 * 32 + 2].max() <= max(2, step.max() // 2)


def test_alpha_keeps_its_edge_and_colours_have_no_dark_fringe(tmp_path: Path) -> None:
    model = Upscaler(write_compact(tmp_path / "a.safetensors"))
    picture = drawing(channels=4)
    picture[picture[..., 3] == 0] = 0  # black where nothing is
    made = model.enlarge(picture)
    assert made.shape == (140, 180, 4)
    assert np.array_equal(made[::2, ::2, 3], picture[..., 3])  # this one repeats pixels
    soft = (made[..., 3] > 0) & (made[..., 3] < 255)
    assert soft.any()
    assert np.abs(made[soft][:, :3].astype(int) - (60, 180, 70)).max() <= 2
    assert np.abs(made[..., :3].astype(int) - (60, 180, 70)).max() <= 2  # carried on everywhere


def test_an_upscaler_that_is_off_leaves_opaque_and_empty_parts_alone(tmp_path: Path) -> None:
    model = Upscaler(write_compact(tmp_path / "a.safetensors", wild=True))
    picture = drawing(channels=4)
    alpha = model.enlarge(picture)[..., 3]
    square = np.ones((3, 3), np.uint8)
    inner, outer = cv2.erode(picture[..., 3], square), cv2.dilate(picture[..., 3], square)
    assert (alpha[np.repeat(np.repeat(inner == 255, 2, 0), 2, 1)] == 255).all()
    assert (alpha[np.repeat(np.repeat(outer == 0, 2, 0), 2, 1)] == 0).all()
    full = np.dstack([drawing(), np.full((70, 90), 255, np.uint8)])
    assert (model.enlarge(full)[..., 3] == 255).all()
    assert np.array_equal(model.enlarge(full)[..., :3], model.enlarge(drawing()))


def test_any_size_with_as_few_passes_as_it_takes(tmp_path: Path) -> None:
    model = Upscaler(write_compact(tmp_path / "a.safetensors"))
    sizes = {(90, 70): 0, (120, 90): 1, (180, 140): 1, (181, 140): 2, (360, 280): 2, (450, 350): 2}
    for size, passes in sizes.items():
        assert model.passes((90, 70), size) == passes
        assert model.enlarge(drawing(), size).shape[1::-1] == size
    four = Upscaler(write_compact(tmp_path / "b.safetensors", scale=4))
    assert four.scale == 4 and four.enlarge(drawing()).shape == (280, 360, 3)


def test_cancelling_ends_the_work_within_a_tile(tmp_path: Path) -> None:
    model = Upscaler(write_compact(tmp_path / "a.safetensors", depth=6))
    asked = 0

    class Ended(Exception):  # noqa: N818
        pass

    def check() -> None:
        nonlocal asked
        asked += 1
        if asked == 9:
            raise Ended

    told: list[int] = []
    with pytest.raises(Ended):
        model.enlarge(drawing(), check=check, report=lambda done, _: told.append(done))
    assert told == []  # the one tile was not finished
    assert model.enlarge(drawing()).shape == (140, 180, 3)  # and it can be used again


def test_esrgan_files_of_both_namings(tmp_path: Path) -> None:
    new = write_esrgan(tmp_path / "new.safetensors", scale=4)
    old = write_esrgan(tmp_path / "old.safetensors", scale=4, old_names=True)
    made = [Upscaler(path).enlarge(drawing(21, 15)) for path in (new, old)]
    assert made[0].shape == (60, 84, 3) and np.array_equal(*made)
    folded = write_esrgan(tmp_path / "folded.safetensors", scale=2, unshuffle=2)
    found = recognised(folded)
    assert found is not None and found.kind == Kind("esrgan", 2, 4, 1, 2, 2)
    assert Upscaler(folded).enlarge(drawing(21, 15)).shape == (30, 42, 3)


def test_what_is_no_upscaler_is_told_from_its_header(tmp_path: Path) -> None:
    weights = load_file(write_compact(tmp_path / "a.safetensors"))
    shapes = {name: tuple(value.shape) for name, value in weights.items()}
    assert recognise(shapes) == Kind("compact", 2, 8, 2)
    for name in shapes:
        assert recognise({key: shape for key, shape in shapes.items() if key != name}) is None
    assert recognise({**shapes, "body.2.weight": (8, 8, 5, 5)}) is None
    assert recognise({**shapes, "body.99.weight": (8, 8, 3, 3)}) is None
    assert recognise({**shapes, "body.x.weight": (8, 8, 3, 3)}) is None
    assert recognise({}) is None
    assert recognised(tmp_path) is None and recognised(tmp_path / "none.safetensors") is None
    (tmp_path / "b.pth").write_bytes(b"\x80\x04pickle")
    assert recognised(tmp_path / "b.pth") is None
    (tmp_path / "cut.safetensors").write_bytes((tmp_path / "a.safetensors").read_bytes()[:500])
    with pytest.raises(ModelError, match="not a readable"):
        recognised(tmp_path / "cut.safetensors")
    save_file({"body.0.weight": torch.zeros(3)}, tmp_path / "other.safetensors")
    with pytest.raises(ModelError, match="not an upscaler"):
        Upscaler(tmp_path / "other.safetensors")
