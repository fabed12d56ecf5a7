"""Measuring: lengths, directions, angles, and nothing changed."""

from __future__ import annotations

import pytest

from paintapp.document import Document, RasterLayer
from paintapp.editor import Editor
from paintapp.tools.measure import angle_between
from tests.pen import Pen


@pytest.fixture
def editor() -> Editor:
    return Editor(Document(200, 200, (RasterLayer(id=1, name="Paper"),), resolution=254.0))


def test_a_line_is_measured_and_stays_until_enter(editor: Editor) -> None:
    before = editor.document
    pen = Pen(editor, "measure").line((20, 100), (60, 70))
    assert editor.busy
    assert editor.guide is not None
    assert editor.guide.text == "50.0 px = 5.0 mm\n36.9°   ΔX 40   ΔY -30"
    assert editor.guide.points == ((20, 100), (60, 70))
    pen.confirm()
    assert editor.guide is None
    assert editor.document is before
    assert len(editor.history.entries) == 1


def test_ends_are_dragged_and_another_line_begins_elsewhere(editor: Editor) -> None:
    pen = Pen(editor, "measure").line((20, 100), (60, 70))
    pen.line((61, 71), (120, 100))
    assert editor.guide.points == ((20, 100), (120, 100))
    assert editor.guide.text.startswith("100.0 px")
    pen.line((150, 20), (150, 60))
    assert editor.guide.points == ((150, 20), (150, 60))
    assert "-90.0°" in editor.guide.text


def test_shift_keeps_to_directions(editor: Editor) -> None:
    pen = Pen(editor, "measure").down(50, 50)
    pen.hold(shift=True).move(100, 53).up()
    assert editor.guide.points[1] == pytest.approx((100, 50), abs=0.3)


def test_alt_measures_an_angle_at_an_end(editor: Editor) -> None:
    pen = Pen(editor, "measure").line((50, 100), (100, 100))
    pen.hold(alt=True).line((100, 100), (100, 60))
    assert editor.guide.points == ((50, 100), (100, 100), (100, 60))
    assert editor.guide.text == "90.0°\n50.0 px and 40.0 px"
    assert len(editor.guide.further[0].points) == 25
    editor.undo()
    assert editor.guide.points == ((50, 100), (100, 100))
    editor.undo()
    assert not editor.busy


def test_alt_at_the_other_end_turns_the_line_round(editor: Editor) -> None:
    pen = Pen(editor, "measure").line((50, 100), (100, 100))
    pen.hold(alt=True).line((50, 100), (80, 60))
    assert editor.guide.points == ((100, 100), (50, 100), (80, 60))


@pytest.mark.parametrize(
    ("second", "angle"),
    [((10.0, 0.0), 0), ((0.0, 10.0), 90), ((-7.0, 7.0), 135), ((-3.0, 0.0), 180)],
)
def test_angles_are_between_0_and_180(second: tuple[float, float], angle: float) -> None:
    assert angle_between((5.0, 0.0), (0.0, 0.0), second) == pytest.approx(angle)
    assert angle_between(second, (0.0, 0.0), (5.0, 0.0)) == pytest.approx(angle)
