"""The field of displacements, what its brush does to it, and what it does to pixels."""

from __future__ import annotations

import numpy as np
import pytest

from paintapp.document import FULL, Pixels, Rect
from paintapp.painting import selection
from paintapp.painting.liquify import Field, keys_of, liquified, stroke_dabs

CANVAS = Rect(0, 0, 256, 192)


def dot(x: int, y: int, side: int = 9) -> Pixels:
    return Pixels.from_array(
        np.full((side, side, 4), FULL, np.uint16), x - side // 2, y - side // 2
    )


def middle(plane: Pixels) -> tuple[float, float]:
    alpha = plane.read(CANVAS)[..., 3].astype(float)
    rows, columns = np.indices(alpha.shape)
    return (columns * alpha).sum() / alpha.sum(), (rows * alpha).sum() / alpha.sum()


def area(plane: Pixels) -> float:
    return float(plane.read(CANVAS)[..., 3].astype(float).sum() / FULL)


def bent(plane: Pixels, field: Field) -> Pixels:
    return liquified(plane, plane, field, field.touched(), "bicubic")


def test_pushing_carries_what_is_under_the_brush_along() -> None:
    field, plane = Field(CANVAS), dot(100, 100)
    for x, y, dx, dy in stroke_dabs((100, 100), (130, 90), 40):
        field.dab(x, y, 40, 1.0, "push", (dx, dy))
    x, y = middle(bent(plane, field))
    assert 115 < x < 131
    assert 88 < y < 96


def test_growing_and_shrinking_change_the_size_and_keep_the_place() -> None:
    plane = dot(100, 100, 21)
    sizes = {}
    for effect in ("grow", "shrink"):
        field = Field(CANVAS)
        for _ in range(4):
            field.dab(100.5, 100.5, 60, 1.0, effect)  # type: ignore[arg-type]
        out = bent(plane, field)
        sizes[effect] = area(out)
        assert middle(out) == pytest.approx((100, 100), abs=0.6)
    assert sizes["grow"] > 1.3 * area(plane)
    assert sizes["shrink"] < 0.75 * area(plane)


def test_swirling_turns_to_the_named_side() -> None:
    plane = dot(120, 100)  # to the right of the brush's middle
    for effect, side in (("swirl-right", 1), ("swirl-left", -1)):
        field = Field(CANVAS)
        for _ in range(3):
            field.dab(100, 100, 60, 1.0, effect)  # type: ignore[arg-type]
        assert side * (middle(bent(plane, field))[1] - 100) > 5


def test_bringing_back_ends_where_it_began() -> None:
    field, plane = Field(CANVAS), dot(100, 100)
    field.dab(100, 100, 40, 1.0, "push", (10, 0))
    assert bent(plane, field) != plane
    for _ in range(60):
        field.dab(100, 100, 80, 1.0, "reconstruct")
    assert np.abs(field.shifts).max() < 0.02


def test_a_field_without_displacements_gives_the_very_same_plane() -> None:
    field, plane = Field(CANVAS), dot(100, 100)
    assert liquified(plane, plane, field, keys_of(CANVAS)) is plane
    assert field.touched() == set()


def test_only_what_is_selected_is_bent() -> None:
    chosen = selection.rectangle(CANVAS, (0, 0, 100, 192), True)
    field = Field(CANVAS, chosen)
    field.dab(100, 100, 50, 1.0, "push", (8, 0))
    shift, _ = field.shifts_at(Rect(0, 64, 192, 64))
    assert np.abs(shift[36, 60:90]).max() > 4
    assert np.abs(shift[:, 108:]).max() < 0.01


def test_the_canvas_edge_is_drawn_in_rather_than_nothing() -> None:
    sheet = Pixels.from_array(np.full((192, 256, 4), FULL, np.uint16))
    field = Field(CANVAS)
    for _ in range(5):
        field.dab(0, 96, 60, 1.0, "push", (15, 0))
    assert bent(sheet, field).read(CANVAS).min() == FULL


def test_what_lies_beyond_the_canvas_stays() -> None:
    plane = Pixels.from_array(np.full((40, 80, 4), FULL, np.uint16), -40, 80)
    field = Field(CANVAS)
    field.dab(10, 100, 40, 1.0, "push", (0, 12))
    out = bent(plane, field)
    assert out != plane
    left = Rect(-64, 64, 64, 128)
    assert np.array_equal(out.read(left), plane.read(left))


def test_colours_never_exceed_alpha() -> None:
    random = np.random.default_rng(4)
    alpha = random.integers(0, FULL + 1, (192, 256, 1))
    colours = random.integers(0, FULL + 1, (192, 256, 3)) * alpha // FULL
    plane = Pixels.from_array(np.concatenate((colours, alpha), 2).astype(np.uint16))
    field = Field(CANVAS)
    field.dab(100, 100, 60, 1.0, "swirl-left")
    field.dab(120, 100, 60, 1.0, "push", (9, 7))
    for tile in bent(plane, field).tiles.values():
        assert (tile[..., :3] <= tile[..., 3:]).all()
