"""Setting texts: lines, carets and pictures, in several scripts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from paintapp.document import DocumentError, Pixels, Rect, Text
from paintapp.painting.fonts import has_family
from paintapp.painting.text import drawn, transformed
from paintapp.painting.typeset import Typeset

pytestmark = pytest.mark.usefixtures("qapp")

MIXED = "Hello שלום 😀 world\n\nمرحبا بالعالم fi 漢字かな混じり文"


def text(string: str = "Hamburg", **more: Any) -> Text:
    return Text(**{"text": string, "family": "DejaVu Sans", "size": 40, "x": 30, "y": 20, **more})


def ink(pixels: Pixels) -> Rect:
    return pixels.bounds()


@pytest.mark.parametrize("rotation", [0.0, 33.0])
@pytest.mark.parametrize("width", [None, 300.0])
@pytest.mark.parametrize("alignment", ["left", "centre", "right", "justify"])
def test_it_is_drawn_within_its_bounds_and_premultiplied(
    alignment: str, width: float | None, rotation: float
) -> None:
    typeset = Typeset(
        text(
            MIXED,
            alignment=alignment,
            width=width,
            rotation=rotation,
            colour=(60000, 20001, 123),
        )
    )
    plane = drawn(typeset)
    assert typeset.bounds.contains(ink(plane))
    assert ink(plane).area > 5000
    for tile in plane.tiles.values():
        assert tile.any()
        assert (tile[..., :3] <= tile[..., 3:]).all()
    whole = plane.read(ink(plane))
    opaque = whole[whole[..., 3] == 65535]
    assert len(opaque) > 500
    assert (opaque[:, :3] == (60000, 20001, 123)).all()


def test_alignment_is_about_the_point_or_within_the_box() -> None:
    def sides(**more: Any) -> tuple[int, int]:
        bounds = ink(drawn(Typeset(text(x=200, **more))))
        return bounds.x, bounds.right

    left = sides()
    length = left[1] - left[0]
    assert abs(left[0] - 200) < 8
    assert abs(sum(sides(alignment="centre")) / 2 - 200) < 6
    assert abs(sides(alignment="right")[1] - 200) < 8
    assert abs(sides(alignment="right", width=400.0)[1] - 600) < 8
    assert abs(sum(sides(alignment="centre", width=400.0)) / 2 - 400) < 6
    stretched = Typeset(text("ab cd ef gh ij", width=150.0, alignment="justify"))
    assert len(stretched.lines) > 1
    assert stretched.lines[0].rect.right() == pytest.approx(150, abs=1)
    assert length < 400


def test_size_spacing_and_style_change_the_picture() -> None:
    plain = ink(drawn(Typeset(text())))
    assert ink(drawn(Typeset(text(size=80)))).width == pytest.approx(2 * plain.width, abs=4)
    assert ink(drawn(Typeset(text(size=40.5)))).width > plain.width
    spaced = ink(drawn(Typeset(text(letter_spacing=0.5))))
    assert spaced.width == pytest.approx(plain.width + 6 * 20, abs=3)
    two = ink(drawn(Typeset(text("E\nE")))).height
    apart = ink(drawn(Typeset(text("E\nE", line_height=2.0)))).height
    assert apart > two + 30
    pictures = [
        drawn(Typeset(t)) for t in (text(), text(weight=700), text(italic=True), text(rotation=1))
    ]
    assert all(one != two for i, one in enumerate(pictures) for two in pictures[:i])


@pytest.mark.parametrize(
    ("alignment", "size"), [("left", 40), ("centre", 40), ("justify", 40), ("justify", 200)]
)
def test_typing_redraws_only_lines_that_change_and_gives_the_same_picture(
    alignment: str, size: int
) -> None:
    string = "The quick brown fox jumps over the lazy dog. " * 3
    before = Typeset(text(string, size=size, width=20.0 * size, alignment=alignment))
    plane = drawn(before)
    for changed in (string + "Xy", "Ah " + string, string[:60] + "\n" + string[60:], "short"):
        after = Typeset(replace(before.text, text=changed))
        redrawn = drawn(after, (before, plane))
        assert redrawn == drawn(after)
    typed = drawn(Typeset(replace(before.text, text=string + "Xy")), (before, plane))
    assert len(typed.changed_keys(plane)) < len(plane.tiles) / 2


def test_moving_by_whole_pixels_moves_the_picture_bit_for_bit() -> None:
    for rotation in (0.0, 20.0):
        first = text(MIXED, rotation=rotation, x=30.3)
        moved = first.translated(64 + 17, 5)
        assert drawn(Typeset(moved)) == drawn(Typeset(first)).translated(64 + 17, 5)


@pytest.mark.parametrize("rotation", [0.0, 40.0])
@pytest.mark.parametrize("width", [None, 300.0])
@pytest.mark.parametrize(
    "string", ["Hello 😀 world\n\nsecond 漢字かな", "مرحبا بالعالم\nשלום עולם"]
)
def test_carets_stand_where_positions_are_found_again(
    string: str, width: float | None, rotation: float
) -> None:
    typeset = Typeset(text(string, width=width, rotation=rotation))
    for position in range(len(string) + 1):
        (x0, y0), (x1, y1) = typeset.caret(position)
        assert np.hypot(x1 - x0, y1 - y0) > 40
        found = typeset.position_at((x0 + x1) / 2, (y0 + y1) / 2)
        if position != found:  # a space that a line was broken at is no place for a caret
            assert string[position - 1] == " "
    lines = {round(typeset.caret(p)[0][1]) for p in range(len(string) + 1)}
    assert rotation or len(lines) == len(typeset.lines)


def test_moving_visits_every_letter_in_any_direction() -> None:
    string = "aé😀e\u0301 שלום\nb"
    typeset = Typeset(text(string))
    for move, start, end in (("forward", 0, len(string)), ("back", len(string), 0)):
        at, way = start, [start]
        while at != end:
            after = typeset.moved(at, move)
            assert after != at
            at = after
            way.append(at)
        assert len(way) == 12  # the accent goes with its letter
    right_to_left = Typeset(text("שלום"))
    assert right_to_left.moved(0, "left") == 1
    assert right_to_left.moved(1, "right") == 0
    left_to_right = Typeset(text("ab\nשלום\ncd"))
    assert left_to_right.moved(2, "right") == 3
    assert left_to_right.moved(7, "left") == 8
    assert left_to_right.moved(0, "left") == 0
    assert left_to_right.moved(10, "right") == 10


def test_moving_by_words_and_lines() -> None:
    typeset = Typeset(text("one two three\nfour"))
    assert typeset.moved(0, "word-right") == 4
    assert typeset.moved(8, "word-left") == 4
    assert typeset.moved(5, "line-start") == 0
    assert typeset.moved(5, "line-end") == 13
    assert typeset.moved(2, "down") == 16
    assert typeset.moved(16, "up") == 2
    assert typeset.moved(2, "up") == 0
    assert typeset.moved(16, "down") == 18
    assert typeset.moved(5, "end") == 18
    assert typeset.word_at(5) == (4, 7)
    wrapped = Typeset(text("one two three four", width=150.0))
    assert wrapped.moved(0, "line-end") < 18
    assert wrapped.moved(wrapped.moved(0, "line-end"), "line-end") == wrapped.moved(0, "line-end")


def test_a_selection_is_marked_in_as_many_parts_as_it_takes() -> None:
    typeset = Typeset(text("ab שלום cd"))
    assert typeset.selected(3, 3) == ()
    assert len(typeset.selected(0, 2)) == 1
    assert len(typeset.selected(1, 5)) == 2  # to the middle of what runs the other way
    assert len(Typeset(text("ab\n\ncd")).selected(0, 6)) == 3


def test_characters_that_no_font_has_are_named() -> None:
    assert Typeset(text("abc é \n")).missing() == ""
    assert Typeset(text("a\U0001fa9fb \U000e1000")).missing() != ""


@pytest.mark.parametrize("more", [{"italic": True}, {"weight": 700}, {}])
def test_letters_that_the_style_lacks_are_set_upright(more: dict[str, Any]) -> None:
    """DejaVu Sans Oblique has no Arabic, DejaVu Sans has."""
    typeset = Typeset(text("aمرحبا بالعالمb 😀x", **more))
    assert typeset.missing().strip("😀") == ""
    assert len({typeset.caret(p)[0][0] for p in range(18)}) > 12


def test_fonts_that_are_missing_are_known() -> None:
    assert has_family("DejaVu Sans")
    assert has_family("")
    assert not has_family("No Such Font")
    assert ink(drawn(Typeset(text(family="No Such Font")))).area > 0


def test_too_large_is_refused_and_odd_characters_do_no_harm() -> None:
    with pytest.raises(DocumentError, match="too large"):
        Typeset(text("wide " * 1900, size=2000))
    for odd in ("\udc80 broken", "a\x00b\x1b", "\u202e\u2066", "\u0300" * 50, "\r\t", ""):
        drawn(Typeset(text(odd, width=100.0)))


def test_it_follows_moves_turns_and_scaling_and_nothing_else() -> None:
    first = text(MIXED, width=250.0)
    angle = np.radians(30)
    cos, sin = 1.5 * float(np.cos(angle)), 1.5 * float(np.sin(angle))
    after = transformed(first, ((cos, -sin, 7.0), (sin, cos, -3.0)))
    assert after is not None
    assert (after.size, after.rotation, after.width) == pytest.approx((60, 30, 375))
    old, new = Typeset(first), Typeset(after)
    assert len(old.lines) == len(new.lines)
    for (x, y), there in zip(old.frame, new.frame, strict=True):
        assert there == pytest.approx((cos * x - sin * y + 7, sin * x + cos * y - 3), abs=0.6)
    assert transformed(first, ((-1.0, 0.0, 0.0), (0.0, 1.0, 0.0))) is None
    assert transformed(first, ((1.0, 0.3, 0.0), (0.0, 1.0, 0.0))) is None
    assert transformed(first, ((2.0, 0.0, 0.0), (0.0, 1.0, 0.0))) is None
    assert transformed(first, ((0.0, -2.0, 0.0), (1.0, 0.0, 0.0))) is None
    assert transformed(first, ((2.0, 0.0, 0.0), (0.0, 2.004, 0.0))) is not None
    assert transformed(first, ((0.0, -1.0, 9.0), (1.0, 0.0, 0.0))) == replace(
        first, x=-first.y + 9, y=first.x, rotation=90.0
    )
    assert transformed(first, ((1e4, 0.0, 0.0), (0.0, 1e4, 0.0))) is None
