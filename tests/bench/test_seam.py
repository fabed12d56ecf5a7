"""The seam bench's rulers, on pictures whose seams are known."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from paintapp.bench import seam
from paintapp.bench.art import ART, SIDE, flat, gradient
from paintapp.document import FULL


def test_there_are_enough_regions_of_every_kind() -> None:
    found = seam.regions()
    assert len(found) >= 30 and len({region.name for region in found}) == len(found)
    assert {region.kind for region in found} == set(ART)
    for region in found:
        document = seam.canvas(region)
        assert document.selection is not None
        chosen = document.selection.read(document.bounds)
        assert 500 < (chosen > FULL // 2).sum() < 0.5 * SIDE * SIDE


def test_art_is_the_same_every_time() -> None:
    for draw in ART.values():
        assert np.array_equal(draw(2), draw(2))
        assert not np.array_equal(draw(2), draw(3))


def box() -> np.ndarray:
    inside = np.zeros((SIDE, SIDE), bool)
    inside[100:200, 80:220] = True
    return inside


def test_an_untouched_picture_has_no_seam() -> None:
    for draw in ART.values():
        assert seam.drift(draw(1), draw(1), box()) == 0
        assert seam.jump_ratio(draw(1), draw(1), box()) == 1


@pytest.mark.parametrize("shift", [4, 12])
def test_a_shift_is_measured(shift: int) -> None:
    """The lightness of a grey patch that is lighter by a known amount, with a hard edge."""
    before = np.full((SIDE, SIDE, 3), 128, np.uint8)
    after = before.copy()
    after[box()] += shift
    lightness = [
        float(seam._lab(np.full((1, 1, 3), grey, np.uint8))[0, 0, 0]) for grey in (128, 128 + shift)
    ]
    assert seam.drift(before, after, box()) == pytest.approx(lightness[1] - lightness[0], rel=0.1)
    assert seam.jump_ratio(before, after, box()) > 1.5
    # Faded in over many pixels, the same shift makes no step to speak of.
    fade = np.clip(seam.signed_distance(box()) / 40, 0, 1)[..., None]
    faded = np.rint(before + shift * fade).astype(np.uint8)
    assert seam.jump_ratio(before, faded, box()) < seam.jump_ratio(before, after, box()) / 1.3


def test_a_change_deep_inside_or_outside_is_no_drift() -> None:
    before = gradient(1)
    after = before.copy()
    after[130:170, 120:180] = 0
    after[:60] = 255
    assert seam.drift(before, after, box()) == 0


def test_sheets_and_figures_are_written(tmp_path: Path) -> None:
    pictures = {name: flat(seed) for seed, name in enumerate(("before", "ours"))}
    seams = [seam.Seam(f"region {n}", n / 10, n, 1.0, 2.0, 0, pictures) for n in range(12)]
    seam.write(tmp_path, seams)
    sheets = sorted(path.name for path in tmp_path.glob("*.png"))
    assert sheets == [f"worst-{place:02}.png" for place in range(1, 11)]
    with Image.open(tmp_path / "worst-01.png") as sheet:
        assert sheet.width > 2 * SIDE
    assert "region 11" in (tmp_path / "regions.json").read_text("utf-8")
