"""The pen over the real window: pressure, its back end, sizes, straight lines, symmetry, rulers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from paintapp.document import Rect, Ruler
from paintapp.painting.curve import Curve
from paintapp.painting.symmetry import Symmetry
from paintapp.tools import tool
from paintapp.ui.canvas import CanvasWidget
from paintapp.ui.canvas_symmetry import SymmetryAxes
from paintapp.ui.dialogs.preferences import FIRM, SOFT, PreferencesDialog
from paintapp.ui.panels.hand_menus import HandMenus
from paintapp.ui.remembering import recall
from paintapp.ui.window import Window
from tests.ui import hand
from tests.ui.steps import settle

SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
NOTHING = Qt.MouseButton.NoButton
ERASER = QPointingDevice(
    "eraser",
    23,
    QInputDevice.DeviceType.Stylus,
    QPointingDevice.PointerType.Eraser,
    QInputDevice.Capability.Position | QInputDevice.Capability.Pressure,
    1,
    2,
)


@pytest.fixture
def canvas(window: Window) -> Iterator[CanvasWidget]:
    window.editor.brush = replace(window.editor.brush, radius=6, hardness=1.0)
    window.editor.last_point = None
    return window.canvas


def pen(
    canvas: CanvasWidget,
    kind: QEvent.Type,
    at: tuple[float, float],
    pressure: float = 1.0,
    device: QPointingDevice = hand.PEN,
    down: bool = True,
) -> None:
    place = QPointF(*canvas.view.to_widget(*at))
    changing = kind in (QEvent.Type.TabletPress, QEvent.Type.TabletRelease)
    held = LEFT if down and kind != QEvent.Type.TabletRelease else NOTHING
    event = QTabletEvent(
        *(kind, device, place, place, pressure, 0.0, 0.0, 0.0, 0.0, 0.0),
        *(hand.NO_KEYS, LEFT if changing else NOTHING, held),
    )
    QApplication.sendEvent(canvas, event)


def alpha(window: Window, x: int, y: int) -> int:
    layer = window.editor.document.layers[-1]
    return int(window.editor.document.raster(layer.id).pixels.read(Rect(x, y, 1, 1))[0, 0, 3])


# Pressure


def test_every_pressure_goes_through_the_curve(window: Window, canvas: CanvasWidget) -> None:
    def width(curve: Curve) -> int:
        canvas.set_pressure_curve(curve)
        pen(canvas, QEvent.Type.TabletPress, (60, 80), 0.4)
        pen(canvas, QEvent.Type.TabletMove, (160, 80), 0.4)
        pen(canvas, QEvent.Type.TabletRelease, (160, 80), 0.0)
        painted = sum(alpha(window, 110, y) > 0 for y in range(60, 100))
        window.editor.undo()
        return painted

    assert width(FIRM) < width(Curve()) < width(SOFT)


def test_preferences_act_at_once_and_only_apply_keeps_them(
    window: Window, canvas: CanvasWidget, qtbot
) -> None:
    for keep in (False, True):
        window.perform(lambda w: w.show_preferences())
        qtbot.waitUntil(lambda: bool(window.findChildren(PreferencesDialog)))
        dialog = window.findChildren(PreferencesDialog)[-1]
        dialog.editor.set_curve(SOFT)
        dialog.editor.changed.emit(SOFT)
        assert canvas.pressure == SOFT
        dialog.accept() if keep else dialog.reject()
        settle(window, qtbot)
        assert canvas.pressure == (SOFT if keep else Curve())
        assert bool(window.preferences.pressure) is keep
        qtbot.waitUntil(lambda: not window.findChildren(PreferencesDialog))


def test_the_pad_shows_how_hard_the_pen_is_pressed(window: Window, qtbot) -> None:
    dialog = PreferencesDialog(Curve(), lambda curve: None)
    qtbot.addWidget(dialog)
    dialog.show()
    empty = dialog.pad.grab().toImage()
    heard: list[float] = []
    dialog.pad.pressed.connect(heard.append)
    for kind, x in ((QEvent.Type.TabletPress, 40.0), (QEvent.Type.TabletMove, 140.0)):
        place = QPointF(x, 90)
        event = QTabletEvent(
            *(kind, hand.PEN, place, place, 0.5, 0.0, 0.0, 0.0, 0.0, 0.0),
            *(hand.NO_KEYS, LEFT, LEFT),
        )
        QApplication.sendEvent(dialog.pad, event)
    assert heard == pytest.approx([0.5, 0.5], abs=1e-4)
    assert dialog.pad.grab().toImage() != empty


# The pen's back end


def test_the_back_of_the_pen_takes_the_eraser_with_its_own_brush(
    window: Window, canvas: CanvasWidget
) -> None:
    editor = window.editor
    editor.tool = tool("select-lasso")
    pen(canvas, QEvent.Type.TabletMove, (50, 50), device=ERASER, down=False)
    assert editor.tool is tool("eraser")
    editor.brush = replace(editor.brush, radius=31)
    pen(canvas, QEvent.Type.TabletMove, (50, 50), down=False)
    assert editor.tool is tool("select-lasso")
    editor.tool = tool("brush")
    assert editor.brush.radius == 6
    pen(canvas, QEvent.Type.TabletMove, (50, 50), device=ERASER, down=False)
    assert editor.brush.radius == 31
    editor.tool = tool("move")  # chosen by hand: it stays
    pen(canvas, QEvent.Type.TabletMove, (50, 50), down=False)
    assert editor.tool is tool("move")


# Size and straight lines


def test_shift_drag_sets_the_size_and_escape_takes_it_back(
    window: Window, canvas: CanvasWidget
) -> None:
    editor = window.editor
    before = editor.document
    zoom = canvas.view.zoom
    hand.drag(canvas, (100, 100), (110, 100), (120, 104), keys=SHIFT)
    assert editor.brush.radius == pytest.approx(26, abs=1 / zoom)
    hand.drag(canvas, (100, 100), (0, 100), keys=SHIFT)
    assert editor.brush.radius == 0.5
    hand.drag(canvas, (100, 100), (150, 100), keys=SHIFT, release=False)
    assert editor.brush.radius > 40
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert editor.brush.radius == 0.5
    hand.let_go(canvas, 150, 100)
    assert editor.document is before


def test_a_shift_click_draws_a_line_and_shift_shows_it_first(
    window: Window, canvas: CanvasWidget, monkeypatch
) -> None:
    editor = window.editor
    hand.drag(canvas, (40, 40), (41, 40))
    hand.hover(canvas, 160, 120)
    plain = hand.colour(canvas, 100, 80)
    monkeypatch.setattr(QGuiApplication, "keyboardModifiers", lambda: SHIFT)
    hand.hover(canvas, 160, 121)
    image = canvas.grab().toImage()
    places = [hand.at(canvas, 100 + x / 4, 80) for x in range(-16, 17)]
    assert any(image.pixelColor(place).name() != plain for place in places)
    monkeypatch.undo()
    hand.drag(canvas, (160, 120), (160, 120), keys=SHIFT)
    assert alpha(window, 100, 80) == 65535
    assert editor.brush.radius == 6
    assert len(editor.history.entries) == 3


# Symmetry and rulers over the canvas


def axes(canvas: CanvasWidget) -> SymmetryAxes:
    found = [shown for shown in canvas.decorations._shown if isinstance(shown, SymmetryAxes)]
    return found[0]


def test_the_axes_are_moved_and_turned_by_their_handles(
    window: Window, canvas: CanvasWidget
) -> None:
    editor = window.editor
    before = editor.document
    window.hand.mirror_strokes("left-right")
    middle = editor.hand.symmetry.middle(before.bounds)
    hand.drag(canvas, middle, (60, 70), (90, 80))
    symmetry = editor.hand.symmetry
    assert (symmetry.x, symmetry.y) == pytest.approx((90, 80), abs=1 / canvas.view.zoom)
    turning = canvas.view.to_canvas(*axes(canvas).handles(canvas.view)[1])
    hand.drag(canvas, turning, (200, 80))
    assert abs(abs(editor.hand.symmetry.angle) - 90) < 2
    hand.drag(canvas, (90, 80), (30, 30), release=False)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    hand.let_go(canvas, 30, 30)
    assert (editor.hand.symmetry.x, editor.hand.symmetry.y) == (symmetry.x, symmetry.y)
    hand.double_click(canvas, 90, 80)
    assert editor.hand.symmetry.x is None
    assert editor.document is before


def test_with_locked_axes_a_stroke_begins_in_the_middle(
    window: Window, canvas: CanvasWidget
) -> None:
    editor = window.editor
    middle = editor.hand.symmetry.middle(editor.document.bounds)
    symmetry = Symmetry("radial", locked=True)
    window.hand.set(symmetry=symmetry)
    hand.drag(canvas, middle, (middle[0] + 20, middle[1]))
    assert editor.hand.symmetry == symmetry
    assert alpha(window, round(middle[0]) + 10, round(middle[1])) == 65535


def test_the_two_mirrors_go_together(window: Window) -> None:
    kinds = []
    for kind in ("left-right", "top-bottom", "left-right", "radial", "top-bottom", "top-bottom"):
        window.hand.mirror_strokes(kind)  # type: ignore[arg-type]
        kinds.append(window.editor.hand.symmetry.kind)
    assert kinds == ["left-right", "both", "top-bottom", "radial", "top-bottom", "off"]


@pytest.mark.parametrize(
    "ruler",
    [
        Ruler("straight", ((20, 20), (200, 150))),
        Ruler("parallel", ((20, 20), (200, 150))),
        Ruler("ellipse", ((120, 90), (200, 90), (120, 150))),
        Ruler("vanishing-point", ((120, 90),)),
        Ruler("one-point", ((120, 90),)),
        Ruler("two-point", ((-900, 90), (2000, 90))),
        Ruler("three-point", ((-900, 90), (2000, 90), (100, 5000))),
    ],
    ids=lambda ruler: ruler.kind,
)
def test_rulers_are_shown_unless_they_are_hidden(
    window: Window, canvas: CanvasWidget, ruler: Ruler, qtbot
) -> None:
    def picture() -> np.ndarray:
        settle(window, qtbot)
        canvas.flush()
        image = canvas.grab().toImage()
        rows = np.frombuffer(image.constBits(), np.uint8).copy()
        return rows.reshape(image.height(), -1)

    empty = picture()
    window.editor.apply("Ruler", lambda document: document.with_rulers((ruler,)))
    ruled = picture()
    assert (ruled != empty).sum() > 200
    window.hand.toggle("rulers")
    assert np.array_equal(picture(), empty)
    window.hand.toggle("rulers")
    window.editor.undo()
    assert np.array_equal(picture(), empty)


# The menus of the options bar


def test_the_menus_set_the_hand_and_follow_it(window: Window, qtbot) -> None:
    editor = window.editor
    editor.tool = tool("eraser")
    settle(window, qtbot)
    menus = window.tool_options.findChildren(HandMenus)[-1]
    buttons = {b.property("value"): b for b in menus._kinds.buttons()}
    buttons["string"].click()
    menus.string.changed.emit(120.0)
    menus.snap.click()
    assert (editor.hand.stabiliser, editor.hand.string, editor.hand.snap) == ("string", 120, False)
    assert menus.stabiliser.button.isChecked()
    assert not menus.smoothing.isVisibleTo(menus.stabiliser._box)
    editor.hand = replace(editor.hand, symmetry=Symmetry("radial", arms=9))
    settle(window, qtbot)
    assert menus.symmetry.button.isChecked()
    menus.mirrored.click()
    assert editor.hand.symmetry == Symmetry("radial", arms=9, mirrored=True)


def test_the_hand_is_remembered_but_not_the_symmetry(window: Window) -> None:
    window.hand.set(stabiliser="smoothing", smoothing=0.7, symmetry=Symmetry("both"))
    window.editor.tool = tool("eraser")
    window.editor.brush = replace(window.editor.brush, radius=77)
    window._remember()
    window.hand.set(stabiliser="off", smoothing=0.1)
    window.editor.brush = replace(window.editor.brush, radius=5)
    recall(window.editor, window.preferences)
    assert window.editor.hand.stabiliser == "smoothing"
    assert window.editor.hand.smoothing == 0.7
    assert window.editor.hand.symmetry == Symmetry()
    assert window.editor.brush_of(tool("eraser")).radius == 77
