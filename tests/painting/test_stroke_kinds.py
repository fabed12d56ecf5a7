"""Every kind of stroke: the same points give the same pixels, and each parameter shows."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paintapp.document import FULL, Pixels, Rect
from paintapp.document.pixels import Array
from paintapp.painting.bitmaps import Bitmap
from paintapp.painting.brush import Brush
from paintapp.painting.curve import Curve
from paintapp.painting.dynamics import SENSORS, Dynamic
from paintapp.painting.parameters import PARAMETERS
from paintapp.painting.path import PenPoint
from paintapp.painting.stroke import Stroke
from paintapp.painting.symmetry import Symmetry

CANVAS = Rect(0, 0, 256, 192)
ORANGE = (FULL, 30000, 5000)
_bars = np.zeros((20, 12), np.uint8)
_bars[:, 2:5] = 255
_bars[4:8, 6:] = 160
BARS = Bitmap("bars", _bars)
FRAMES = Bitmap("frames", np.stack((_bars, _bars[::-1])))
SAND = Bitmap("sand", np.random.default_rng(1).integers(0, 256, (32, 24)).astype(np.uint8))

KINDS: dict[str, Brush] = {
    "soft": Brush(radius=9, hardness=0.3),
    "hard": Brush(radius=9, hardness=1),
    "large": Brush(radius=40, hardness=0.5),
    "thin paint": Brush(radius=9, hardness=1, flow=0.2),
    "build-up": Brush(radius=9, opacity=0.3, flow=0.8, build_up=True),
    "pressure to opacity": Brush(
        radius=9, hardness=0.2, dynamics=(Dynamic("opacity", "pressure"),)
    ),
    "hard, pressure to opacity": Brush(hardness=1, dynamics=(Dynamic("opacity", "pressure"),)),
    "pressure to flow": Brush(radius=9, dynamics=(Dynamic("flow", "pressure"),)),
    "pressure to hardness": Brush(radius=9, dynamics=(Dynamic("hardness", "pressure"),)),
    "nib": Brush(radius=12, hardness=1, roundness=0.2, angle=40, dynamics=()),
    "turning nib": Brush(radius=30, roundness=0.3, dynamics=(Dynamic("angle", "direction"),)),
    "scattered": Brush(radius=5, scatter=3, count=4, spacing=1),
    "jitter": Brush(
        radius=10,
        dynamics=tuple(
            Dynamic(name, "random-dab", strength=0.5) for name in ("radius", "opacity", "angle")
        ),
    ),
    "colours": Brush(radius=8, spacing=0.8, dynamics=(Dynamic("hue", "random-dab", strength=0.3),)),
    "tip": Brush(radius=10, tip=BARS, spacing=0.6),
    "tips in turn": Brush(radius=10, tip=FRAMES, tip_frames="in-turn", spacing=2),
    "paper": Brush(radius=12, grain=SAND, grain_depth=0.9),
    "moving grain": Brush(radius=12, grain=SAND, grain_each_dab=True, grain_scale=0.7),
    "pressed grain": Brush(radius=12, grain=SAND, dynamics=(Dynamic("grain_depth", "pressure"),)),
    "coloured grain": Brush(
        radius=12, grain=SAND, opacity=0.7, dynamics=(Dynamic("value", "random-dab"),)
    ),
    "dual": Brush(radius=14, dual=True, dual_size=0.3, dual_scatter=1.0),
    "dual tip": Brush(radius=14, dual=True, dual_tip=BARS, dual_size=0.5),
    "wet": Brush(radius=12, colour_rate=0.3, smudge_length=0.8),
    "smear": Brush(radius=12, colour_rate=0.0, smudge_length=0.9, smear=True),
    "wet grain": Brush(radius=12, colour_rate=0.3, smear=True, grain=SAND, opacity=0.6),
    "eraser": Brush(radius=10, hardness=0.4, erase=True),
}
kinds = pytest.mark.parametrize("brush", KINDS.values(), ids=KINDS)


def points(count: int = 30) -> list[PenPoint]:
    return [
        PenPoint(
            20 + 210 * n / count,
            95 + 45 * math.sin(n / 4),
            0.55 + 0.45 * math.sin(n / 6),
            *(20 * math.sin(n / 5), 25.0, 4.0 * n, n / 100),
        )
        for n in range(count + 1)
    ]


def ground() -> Pixels:
    """Stripes of colour on the left, nothing on the right."""
    picture = np.zeros((CANVAS.height, 150, 4), np.uint16)
    picture[...] = (0, 20000, 50000, FULL)
    picture[::16] = picture[1::16] = picture[2::16] = (FULL, FULL, 0, FULL)
    return Pixels.from_array(picture)


def stroked(brush: Brush, plane: Pixels, cuts: list[int], **more: object) -> Pixels:
    """A plane after a stroke whose points are handed over in pieces that end at the cuts."""
    stroke = Stroke(plane, brush, ORANGE, bounds=CANVAS, **more)  # type: ignore[arg-type]
    path = points()
    for start, end in zip([0, *cuts], [*cuts, len(path)], strict=True):
        plane = plane.with_tiles(stroke.moves(path[start:end]))
    return plane.with_tiles(stroke.finish())


def read(plane: Pixels) -> Array:
    return plane.read(CANVAS)


@kinds
def test_colour_never_exceeds_alpha_and_something_is_drawn(brush: Brush) -> None:
    plane = ground()
    after = read(stroked(brush, plane, []))
    assert (after != read(plane)).any()
    assert (after[..., :3] <= after[..., 3:]).all()
    assert set(stroked(brush, plane, []).tiles) <= {(c, r) for c in range(4) for r in range(3)}


@kinds
@settings(max_examples=4, deadline=None)
@given(cuts=st.lists(st.integers(0, 31), max_size=8))
def test_the_pixels_are_the_same_however_the_points_are_shared_out(
    brush: Brush, cuts: list[int]
) -> None:
    whole = stroked(brush, ground(), [])
    assert stroked(brush, ground(), sorted(cuts)) == whole
    assert stroked(brush, ground(), list(range(32))) == whole


@kinds
def test_on_a_mask_it_stays_between_what_was_there_and_the_value(brush: Brush) -> None:
    mask = Pixels.mask(30000)
    after = read(stroked(brush, mask, [], value=50000))
    slack = 2 if brush.wet else 0  # shares are rounded one by one
    assert after.min() >= (0 if brush.erase else 30000 - slack)
    assert after.max() <= 50000 + slack
    if brush.colour_rate > 0:
        assert (after != 30000).any()


@kinds
def test_opacity_is_never_exceeded(brush: Brush) -> None:
    brush = replace(brush, opacity=0.4, erase=False, colour_rate=1.0, build_up=False)
    after = read(stroked(brush, Pixels(), []))
    assert after[..., 3].max() <= round(FULL * 0.4) + 1


@kinds
def test_locked_alpha_and_selection_hold(brush: Brush) -> None:
    plane = ground()
    locked = stroked(brush, plane, [], lock_alpha=True)
    assert np.abs(read(locked)[..., 3].astype(int) - read(plane)[..., 3]).max() == 0
    chosen = np.zeros((CANVAS.height, CANVAS.width), np.uint16)
    chosen[:, 60:120] = FULL
    limited = read(stroked(brush, plane, [], selection=Pixels.from_array(chosen)))
    before = read(plane)
    assert (limited[:, :60] == before[:, :60]).all()
    assert (limited[:, 120:] == before[:, 120:]).all()
    assert (limited[:, 60:120] != before[:, 60:120]).any()


def alpha(brush: Brush, **more: object) -> Array:
    return read(stroked(brush, Pixels(), [], **more))[..., 3]


def test_another_seed_gives_another_jitter_and_the_same_one_the_same() -> None:
    brush = KINDS["scattered"]
    one, two = alpha(brush, seed=1), alpha(brush, seed=2)
    assert (one != two).any()
    assert (alpha(brush, seed=1) == one).all()
    elsewhere = Stroke(Pixels(), brush, ORANGE, bounds=CANVAS)
    assert elsewhere.move(30, 30) != {}


def test_build_up_gets_stronger_where_it_goes_twice() -> None:
    brush = Brush(radius=8, hardness=1, opacity=0.1, spacing=0.5, dynamics=(), build_up=True)
    stroke = Stroke(Pixels(), brush, ORANGE, bounds=CANVAS)
    there = [PenPoint(40 + 10 * n, 60) for n in range(16)]
    once = Pixels().with_tiles(stroke.moves(there))
    twice = once.with_tiles(stroke.moves(there[::-1]))
    assert read(twice)[60, 100, 3] > 1.3 * read(once)[60, 100, 3] > 0


def test_a_nib_is_broad_one_way_and_narrow_the_other() -> None:
    nib = Brush(radius=16, hardness=1, roundness=0.2, dynamics=())

    def width(dx: float, dy: float) -> float:
        stroke = Stroke(Pixels(), nib, ORANGE, bounds=CANVAS)
        path = [PenPoint(128 + dx * n, 96 + dy * n) for n in range(-4, 5)]
        after = Pixels().with_tiles(stroke.moves(path))
        covered = read(after)[..., 3] / FULL
        return float(covered[96].sum() if dy else covered[:, 128].sum())

    assert width(0, 8) == pytest.approx(32, abs=1.5)
    assert width(8, 0) == pytest.approx(6.4, abs=1.5)


def test_grain_lies_still_and_pressing_fills_its_hollows() -> None:
    brush = Brush(radius=20, hardness=1, grain=SAND, grain_depth=1.0, dynamics=())
    one, other = (alpha(brush), alpha(replace(brush, radius=30)))
    inside = alpha(replace(brush, grain=None)) == FULL
    hollows = one[inside] < FULL
    assert 0.1 < hollows.mean() < 0.9
    assert (other[inside] == one[inside]).all()
    light = alpha(replace(brush, opacity=0.999, dynamics=(Dynamic("opacity", "pressure"),)))
    assert (light > 0).sum() < (one > 0).sum()


def test_a_second_tip_lets_paint_through_only_where_it_is() -> None:
    single = alpha(Brush(radius=14, dynamics=()))
    dual = alpha(Brush(radius=14, dynamics=(), dual=True, dual_size=0.3, dual_spacing=2))
    assert (dual <= single).all()
    assert dual.max() == FULL
    assert dual.sum() < 0.7 * single.sum()


def test_a_smudge_carries_colour_and_a_wet_brush_mixes_its_own() -> None:
    plane = ground()
    before, stroke = read(plane), KINDS["smear"]
    across = [PenPoint(100 + 4 * n, 100.0) for n in range(25)]
    made = Stroke(plane, replace(stroke, dynamics=()), ORANGE, bounds=CANVAS)
    after = read(plane.with_tiles(made.moves(across)).with_tiles(made.finish()))
    assert (before[100, 160:170, 3] == 0).all()
    assert (after[100, 152:165, 3] > 10000).all()
    assert (after[100, 155, 0] < ORANGE[0] // 3).all()
    made = Stroke(plane, replace(KINDS["wet"], dynamics=()), ORANGE, bounds=CANVAS)
    mixed = read(plane.with_tiles(made.moves(across)))[104, 130]
    assert before[104, 130, 0] < mixed[0] < ORANGE[0]
    assert mixed[2] > ORANGE[2]


@pytest.mark.parametrize("rate", [0.0, 0.25, 0.5, 0.9])
@pytest.mark.parametrize("smear", [True, False])
def test_a_wet_brush_of_the_colour_of_the_paper_leaves_it_as_it_is(
    rate: float, smear: bool
) -> None:
    white = Pixels.from_array(np.full((CANVAS.height, CANVAS.width, 4), FULL, np.uint16))
    brush = Brush(radius=12, colour_rate=rate, smudge_length=1.0, smear=smear, dynamics=())
    made = Stroke(white, brush, (FULL, FULL, FULL), bounds=CANVAS)
    after = read(white.with_tiles(made.moves(points())).with_tiles(made.finish()))
    assert (after == FULL).all()


def test_dabs_that_differ_in_colour() -> None:
    brush = Brush(radius=6, spacing=2.5, hardness=1, dynamics=(Dynamic("hue", "random-dab"),))
    picture = read(stroked(brush, Pixels(), []))
    opaque = picture[picture[..., 3] == FULL]
    assert len(np.unique(opaque, axis=0)) > 8
    steady = Brush(radius=6, dynamics=(Dynamic("hue", "random-stroke"),))
    picture = read(stroked(steady, Pixels(), [], seed=5))
    assert len(np.unique(picture[picture[..., 3] == FULL], axis=0)) == 1


@pytest.mark.parametrize("sensor", [sensor.id for sensor in SENSORS])
def test_each_sensor_drives_the_size(sensor: str) -> None:
    curve = Curve(((0.0, 0.1), (1.0, 1.0)))
    scale = 80.0 if sensor == "distance" else 0.1 if sensor == "time" else 0.0
    brush = Brush(radius=12, hardness=1, dynamics=(Dynamic("radius", sensor, curve, 1.0, scale),))  # type: ignore[arg-type]
    driven, plain = alpha(brush, seed=3), alpha(replace(brush, dynamics=()), seed=3)
    assert driven.any()
    assert driven.sum() < 0.97 * plain.sum()


@pytest.mark.parametrize("parameter", [p.name for p in PARAMETERS if p.driven])
def test_each_parameter_can_be_driven(parameter: str) -> None:
    base = Brush(radius=12, hardness=0.9, roundness=0.6, scatter=1, count=3, spacing=0.9)
    base = replace(base, dynamics=(), flow=0.9)
    if parameter.startswith("dual"):
        base = replace(base, dual=True, dual_scatter=1.0)
    if parameter == "grain_depth":
        base = replace(base, grain=SAND)
    if parameter in ("colour_rate", "smudge_length"):
        base = replace(base, colour_rate=0.6)
    driven = replace(base, dynamics=(Dynamic(parameter, "pressure"),))
    assert stroked(driven, ground(), [], seed=4) != stroked(base, ground(), [], seed=4)


@pytest.mark.parametrize("kind", ["hard", "tip", "wet", "colours", "scattered", "dual"])
def test_a_symmetry_repeats_every_dab(kind: str) -> None:
    turns = Symmetry("left-right").turns(CANVAS)
    picture = read(stroked(KINDS[kind], Pixels(), [], turns=turns)).astype(int)
    alone = read(stroked(KINDS[kind], Pixels(), []))
    assert (picture[..., 3] > 0).sum() > (alone[..., 3] > 0).sum()
    # Stamps are placed in parts of a pixel, which mirrors only nearly.
    assert np.abs(picture - picture[:, ::-1]).mean() < 0.01 * FULL
