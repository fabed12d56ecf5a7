"""The canvas widget: what it shows, and what pen, mouse, wheel and keys do to it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QInputDevice,
    QKeyEvent,
    QMouseEvent,
    QPointingDevice,
    QTabletEvent,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from paintapp.document import FULL, Document, Pixels, RasterLayer, Rect
from paintapp.editor import Editor
from paintapp.painting import selection
from paintapp.painting.colour import to_8bit_rgb
from paintapp.painting.composite import flatten
from paintapp.tools import tool
from paintapp.ui import canvas as canvas_module
from paintapp.ui.canvas import CanvasWidget
from tests.pen import Pen

NO_KEYS = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


def picture(width: int, height: int) -> Pixels:
    """Opaque colours that differ from pixel to pixel."""
    y, x = np.mgrid[:height, :width]
    pixels = np.full((height, width, 4), FULL, np.uint16)
    pixels[..., 0] = (x * 37 % 256) * 257
    pixels[..., 1] = (y * 59 % 256) * 257
    pixels[..., 2] = ((x + y) * 11 % 256) * 257
    return Pixels.from_array(pixels)


@pytest.fixture
def canvas(qtbot) -> Iterator[CanvasWidget]:
    layers = (
        RasterLayer(id=1, name="Picture", pixels=picture(300, 200)),
        RasterLayer(id=2, name="Paint"),
    )
    editor = Editor(Document(300, 200, layers))
    editor.tool = tool("brush")
    editor.brush = replace(editor.brush, radius=6, hardness=1.0)
    editor.foreground = (FULL, 0, 0)
    widget = CanvasWidget(editor)
    qtbot.addWidget(widget)
    widget.resize(400, 300)
    widget.show()
    qtbot.waitExposed(widget)
    widget.actual_size()
    widget.flush()
    yield widget


def shown(canvas: CanvasWidget) -> np.ndarray:
    """What the widget has painted, (h, w, 3) uint8."""
    canvas.pen.hover((-1000.0, -1000.0))
    image = canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    rows = rows[:, : image.width() * 3].copy()  # the image takes its memory along
    return rows.reshape(image.height(), image.width(), 3)


def canvas_part(canvas: CanvasWidget) -> np.ndarray:
    """The canvas as shown at 100%."""
    left, top = (round(v) for v in canvas.view.to_widget(0, 0))
    height, width = canvas.editor.document.height, canvas.editor.document.width
    return shown(canvas)[top : top + height, left : left + width]


def flat(document: Document) -> np.ndarray:
    return to_8bit_rgb(flatten(document))


PEN = QPointingDevice(
    "pen",
    7,
    QInputDevice.DeviceType.Stylus,
    QPointingDevice.PointerType.Pen,
    QInputDevice.Capability.Position | QInputDevice.Capability.Pressure,
    1,
    2,
)
ERASER = QPointingDevice(
    "eraser",
    8,
    QInputDevice.DeviceType.Stylus,
    QPointingDevice.PointerType.Eraser,
    QInputDevice.Capability.Position | QInputDevice.Capability.Pressure,
    1,
    2,
)


def tablet(
    canvas: CanvasWidget,
    kind: QEvent.Type,
    at: tuple[float, float],
    pressure: float = 1.0,
    device: QPointingDevice = PEN,
) -> None:
    """A tablet event at a canvas point, through Qt."""
    point = QPointF(*canvas.view.to_widget(*at))
    button = LEFT if kind != QEvent.Type.TabletMove else Qt.MouseButton.NoButton
    held = LEFT if kind != QEvent.Type.TabletRelease else Qt.MouseButton.NoButton
    event = QTabletEvent(
        kind, device, point, point, pressure, 3.0, 4.0, 0.0, 5.0, 0.0, NO_KEYS, button, held
    )
    QApplication.sendEvent(canvas, event)
    assert event.isAccepted()


def tablet_stroke(canvas: CanvasWidget, *points: tuple[float, float], device=PEN) -> None:
    tablet(canvas, QEvent.Type.TabletPress, points[0], device=device)
    for point in points[1:]:
        tablet(canvas, QEvent.Type.TabletMove, point, device=device)
    tablet(canvas, QEvent.Type.TabletRelease, points[-1], 0.0, device=device)


def mouse(canvas: CanvasWidget, at: tuple[float, float]) -> QPoint:
    return QPointF(*canvas.view.to_widget(*at)).toPoint()


def wheel(canvas: CanvasWidget, at: tuple[float, float], notches: float, keys=NO_KEYS) -> None:
    point = QPointF(*at)
    event = QWheelEvent(
        point,
        point,
        QPoint(),
        QPoint(0, round(120 * notches)),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, event)


def test_at_100_percent_every_pixel_is_exact(canvas: CanvasWidget) -> None:
    assert np.array_equal(canvas_part(canvas), flat(canvas.editor.document))


@pytest.mark.parametrize("quarter", [1, 2, 3])
def test_quarter_turns_and_mirror_are_exact(canvas: CanvasWidget, quarter: int) -> None:
    canvas.rotate_by(90 * quarter)
    canvas.flush()
    expected = np.rot90(flat(canvas.editor.document), -quarter)
    corners = [canvas.view.to_widget(x, y) for x in (0, 300) for y in (0, 200)]
    left, top = round(min(c[0] for c in corners)), round(min(c[1] for c in corners))
    height, width = expected.shape[:2]
    window = shown(canvas)
    assert np.array_equal(
        window[max(0, top) : top + height, left : left + width],
        expected[max(0, -top) : window.shape[0] - top],
    )
    canvas.reset_rotation()
    canvas.mirror()
    canvas.flush()
    assert np.array_equal(canvas_part_mirrored(canvas), flat(canvas.editor.document)[:, ::-1])


def canvas_part_mirrored(canvas: CanvasWidget) -> np.ndarray:
    left = round(canvas.view.to_widget(300, 0)[0])
    top = round(canvas.view.to_widget(0, 0)[1])
    return shown(canvas)[top : top + 200, left : left + 300]


def test_above_200_percent_pixels_are_squares(canvas: CanvasWidget) -> None:
    canvas.zoom_to(4.0)
    canvas.center_on(150, 100)
    canvas.flush()
    left, top = (round(v) for v in canvas.view.to_widget(120, 80))
    expected = flat(canvas.editor.document)[80:120, 120:160]
    expected = expected.repeat(4, axis=0).repeat(4, axis=1)
    assert np.array_equal(shown(canvas)[top : top + 160, left : left + 160], expected)


@pytest.mark.parametrize("zoom", [0.75, 0.5, 0.3, 0.1, 1.5])
def test_other_zooms_are_smooth_and_without_seams(qtbot, zoom: float) -> None:
    """A flat colour over several blocks stays that colour, up to the edge and nowhere else."""
    pixels = np.full((700, 900, 4), FULL, np.uint16)
    pixels[..., :3] = (100 * 257, 150 * 257, 200 * 257)
    layer = RasterLayer(id=1, name="Flat", pixels=Pixels.from_array(pixels))
    canvas = CanvasWidget(Editor(Document(900, 700, (layer,))))
    qtbot.addWidget(canvas)
    canvas.resize(500, 400)
    canvas.show()
    canvas.zoom_to(zoom)
    canvas.center_on(450, 350)
    canvas.flush()
    for turn in (0.0, 30.0):
        canvas.rotate_by(turn)
        canvas.flush()
        window = shown(canvas)
        ground = window[0, 0] if zoom < 0.5 else None
        inside = canvas.view.widget_rect(Rect(0, 0, 900, 700))
        if turn == 0.0:
            part = window[max(0, inside.y + 1) : inside.bottom - 1][
                :, max(0, inside.x + 1) : inside.right - 1
            ]
            assert (part == (100, 150, 200)).all()
        else:
            middle = window[190:210, 240:260]
            assert (middle == (100, 150, 200)).all()
        if ground is not None:
            assert (ground == window[-1, -1]).all()


def test_transparency_shows_the_checkerboard(canvas: CanvasWidget) -> None:
    canvas.editor.apply("Delete", Document.without, 1)
    canvas.flush()
    assert {tuple(c) for c in canvas_part(canvas).reshape(-1, 3)} == {
        (204, 204, 204),
        (179, 179, 179),
    }


def test_a_tablet_stroke_is_painted_with_its_pressure(canvas: CanvasWidget, qtbot) -> None:
    editor = canvas.editor
    before = editor.document
    tablet(canvas, QEvent.Type.TabletPress, (50, 50), 0.2)
    for x in range(50, 250, 10):
        tablet(canvas, QEvent.Type.TabletMove, (x, 50 + (x % 20)), 0.2 + x / 400)
    assert editor.busy
    tablet(canvas, QEvent.Type.TabletRelease, (240, 50), 0.0)
    assert not editor.busy
    assert len(editor.history.entries) == 2
    qtbot.waitUntil(lambda: not canvas.behind, timeout=30000)
    assert np.array_equal(canvas_part(canvas), flat(editor.document))
    paint = editor.document.raster(2).pixels.read(Rect(0, 0, 300, 200))[..., 3] > FULL // 2
    assert paint[:, 60].sum() < paint[:, 220].sum()
    editor.undo()
    assert editor.document is before
    qtbot.waitUntil(lambda: not canvas.behind, timeout=30000)
    assert np.array_equal(canvas_part(canvas), flat(before))


def test_the_canvas_follows_a_stroke_before_it_ends(canvas: CanvasWidget, qtbot) -> None:
    tablet(canvas, QEvent.Type.TabletPress, (50, 100))
    tablet(canvas, QEvent.Type.TabletMove, (150, 100))
    tablet(canvas, QEvent.Type.TabletMove, (250, 100))
    qtbot.waitUntil(lambda: not canvas.behind, timeout=30000)
    assert tuple(canvas_part(canvas)[100, 150]) == (255, 0, 0)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert not canvas.editor.busy
    qtbot.waitUntil(lambda: not canvas.behind, timeout=30000)
    assert np.array_equal(canvas_part(canvas), flat(canvas.editor.document))
    assert not canvas.editor.can_undo


def test_the_eraser_end_erases(canvas: CanvasWidget) -> None:
    tablet_stroke(canvas, (50, 50), (200, 50))
    tablet_stroke(canvas, (100, 40), (100, 60), device=ERASER)
    pixels = canvas.editor.document.raster(2).pixels.read(Rect(0, 0, 300, 200))
    assert pixels[50, 60, 3] == FULL
    assert pixels[50, 100, 3] == 0


def test_every_move_of_a_burst_is_delivered(canvas: CanvasWidget, qtbot) -> None:
    seen: list[float] = []
    calls: list[int] = []
    original = canvas.editor.pointers

    def pointers(events) -> None:
        calls.append(len(events))
        seen.extend(event.x for event in events)
        original(events)

    canvas.editor.pointers = pointers
    tablet(canvas, QEvent.Type.TabletPress, (50, 50))
    for step in range(100):
        point = QPointF(*canvas.view.to_widget(50 + step, 50))
        QApplication.postEvent(
            canvas,
            QTabletEvent(
                QEvent.Type.TabletMove,
                PEN,
                point,
                point,
                1.0,
                0,
                0,
                0,
                0,
                0,
                NO_KEYS,
                Qt.MouseButton.NoButton,
                LEFT,
            ),
        )
    qtbot.waitUntil(lambda: len(seen) == 101, timeout=30000)
    tablet(canvas, QEvent.Type.TabletRelease, (149, 50), 0.0)
    assert seen == pytest.approx([50, *range(50, 150), 149])
    assert max(calls) > 1  # what comes between two frames goes together


def test_mouse_paints_and_synthesized_mouse_does_not(canvas: CanvasWidget) -> None:
    QTest.mousePress(canvas, LEFT, NO_KEYS, mouse(canvas, (50, 50)))
    QTest.mouseMove(canvas, mouse(canvas, (150, 50)))
    QTest.mouseRelease(canvas, LEFT, NO_KEYS, mouse(canvas, (150, 50)))
    assert len(canvas.editor.history.entries) == 2
    tablet_stroke(canvas, (50, 80), (150, 80))
    assert len(canvas.editor.history.entries) == 3
    point = QPointF(*canvas.view.to_widget(80, 120))
    made_up = QMouseEvent(
        QEvent.Type.MouseButtonPress,
        point,
        point,
        point,
        LEFT,
        LEFT,
        NO_KEYS,
        Qt.MouseEventSource.MouseEventSynthesizedBySystem,
    )
    QApplication.sendEvent(canvas, made_up)
    assert not canvas.editor.busy


def test_why_not_is_said_without_a_box(canvas: CanvasWidget) -> None:
    said: list[str] = []
    canvas.message.connect(said.append)
    canvas.editor.apply("Lock", lambda d: d.with_layer(replace(d.raster(2), lock_pixels=True)))
    tablet_stroke(canvas, (50, 50), (150, 50))
    assert said == ["The active layer is locked."]
    assert len(canvas.editor.history.entries) == 2


def test_wheel_zooms_to_the_cursor_and_turns_with_shift(canvas: CanvasWidget) -> None:
    at = (130.0, 90.0)
    under = canvas.view.to_canvas(*at)
    wheel(canvas, at, 3)
    assert canvas.view.zoom == pytest.approx(1.25**3)
    assert canvas.view.to_canvas(*at) == pytest.approx(under, abs=1)
    wheel(canvas, at, -3)
    assert canvas.view.zoom == 1.0
    wheel(canvas, at, 2, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.view.rotation == pytest.approx(10)
    for _ in range(80):
        wheel(canvas, at, -5)
    assert canvas.view.zoom == 0.02


def test_space_pans_r_turns_and_middle_button_pans(canvas: CanvasWidget) -> None:
    before = canvas.editor.document
    left = canvas.view.to_widget(0, 0)
    QTest.keyPress(canvas, Qt.Key.Key_Space)
    QTest.mousePress(canvas, LEFT, NO_KEYS, QPoint(100, 100))
    QTest.mouseMove(canvas, QPoint(130, 90))
    QTest.mouseRelease(canvas, LEFT, NO_KEYS, QPoint(130, 90))
    QTest.keyRelease(canvas, Qt.Key.Key_Space)
    now = canvas.view.to_widget(0, 0)
    assert (now[0] - left[0], now[1] - left[1]) == (30, -10)
    QTest.mousePress(canvas, Qt.MouseButton.MiddleButton, NO_KEYS, QPoint(130, 90))
    QTest.mouseMove(canvas, QPoint(100, 100))
    QTest.mouseRelease(canvas, Qt.MouseButton.MiddleButton, NO_KEYS, QPoint(100, 100))
    assert canvas.view.to_widget(0, 0) == left
    QTest.keyPress(canvas, Qt.Key.Key_R)
    QTest.mousePress(canvas, LEFT, NO_KEYS, QPoint(300, 150))
    QTest.mouseMove(canvas, QPoint(200, 250))
    QTest.mouseRelease(canvas, LEFT, NO_KEYS, QPoint(200, 250))
    QTest.keyRelease(canvas, Qt.Key.Key_R)
    assert canvas.view.rotation == pytest.approx(90, abs=0.5)
    assert canvas.editor.document is before


def test_keys_set_the_brush(canvas: CanvasWidget) -> None:
    editor = canvas.editor
    radius, hardness = editor.brush.radius, editor.brush.hardness
    QTest.keyClick(canvas, Qt.Key.Key_BracketRight)
    assert editor.brush.radius > radius
    QTest.keyClick(canvas, Qt.Key.Key_BracketLeft)
    QTest.keyClick(canvas, Qt.Key.Key_BracketLeft)
    assert editor.brush.radius < radius
    QTest.keyClick(canvas, Qt.Key.Key_BraceLeft, Qt.KeyboardModifier.ShiftModifier)
    assert editor.brush.hardness == pytest.approx(hardness - 0.1)
    QTest.keyClick(canvas, Qt.Key.Key_4)
    assert editor.brush.opacity == pytest.approx(0.4)
    QTest.keyClick(canvas, Qt.Key.Key_0)
    assert editor.brush.opacity == 1.0


def test_canvas_keys_come_before_shortcuts(canvas: CanvasWidget) -> None:
    def wanted(key: Qt.Key, keys=NO_KEYS) -> bool:
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, keys)
        event.ignore()
        QApplication.sendEvent(canvas, event)
        return event.isAccepted()

    assert wanted(Qt.Key.Key_Space)
    assert wanted(Qt.Key.Key_R)
    assert wanted(Qt.Key.Key_5)
    assert not wanted(Qt.Key.Key_B)
    assert not wanted(Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)


def test_arrows_nudge_with_the_move_tool_and_pan_with_others(canvas: CanvasWidget) -> None:
    view = canvas.view
    QTest.keyClick(canvas, Qt.Key.Key_Left)
    assert canvas.view != view
    canvas.editor.set_active(1)
    canvas.editor.tool = tool("move")
    view = canvas.view
    QTest.keyClick(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.view == view
    assert canvas.editor.document.raster(1).pixels.bounds().x == 10


def test_polygon_lasso_by_clicks_and_enter(canvas: CanvasWidget) -> None:
    canvas.editor.tool = tool("select-polygon")
    for corner in ((20, 20), (120, 20), (120, 120)):
        QTest.mouseClick(canvas, LEFT, NO_KEYS, mouse(canvas, corner))
    assert canvas.editor.guide is not None
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert canvas.editor.guide is None
    chosen = canvas.editor.document.selection
    assert chosen is not None
    assert chosen.read(Rect(100, 40, 1, 1))[0, 0] == FULL


def test_ants_march_only_while_there_is_a_selection(canvas: CanvasWidget, qtbot) -> None:
    plain = canvas_part(canvas)
    document = canvas.editor.document
    chosen = selection.rectangle(document.bounds, (40, 30, 140, 90), True)
    canvas.editor.apply("Select", Document.with_selection, chosen)
    canvas.flush()
    marked = canvas_part(canvas)
    different = (marked != plain).any(axis=2)
    assert different[30, 40:139].any()
    different[29:32, 38:143] = different[88:92, 38:143] = False
    different[28:93, 38:42] = different[28:93, 138:142] = False
    assert not different.any()
    qtbot.waitUntil(lambda: (canvas_part(canvas) != marked).any(), timeout=30000)
    canvas.editor.undo()
    canvas.flush()
    assert np.array_equal(canvas_part(canvas), plain)


def test_the_quick_mask_is_a_red_veil(canvas: CanvasWidget) -> None:
    plain = canvas_part(canvas).astype(int)
    canvas.editor.target = "selection"
    Pen(canvas.editor).line((60, 60), (200, 60))
    canvas.flush()
    veiled = canvas_part(canvas).astype(int)
    expected = plain[60, 100] * 0.5 + np.array([127.5, 39, 39])
    assert np.abs(veiled[60, 100] - expected).max() <= 2
    assert np.array_equal(veiled[120:], plain[120:])
    canvas.editor.target = "pixels"
    canvas.editor.apply("Deselect", Document.with_selection, None)
    canvas.flush()
    assert np.array_equal(canvas_part(canvas), plain)


def test_preview_and_frame_are_drawn_by_the_view_alone(canvas: CanvasWidget) -> None:
    plain = canvas_part(canvas)
    before = canvas.editor.document
    image = QImage(10, 10, QImage.Format.Format_RGB32)
    image.fill(QColor(10, 200, 30))
    mask = QImage(100, 60, QImage.Format.Format_Grayscale8)
    mask.fill(255)
    for y in range(60):
        for x in range(50):
            mask.setPixelColor(x, y, QColor(0, 0, 0))
    bounds = Rect(100, 50, 100, 60)
    canvas.set_preview(bounds, image, mask)
    with_preview = canvas_part(canvas)
    assert tuple(with_preview[80, 180]) == (10, 200, 30)
    assert np.array_equal(with_preview[52:108, 102:148], plain[52:108, 102:148])
    canvas.set_preview(None)
    assert np.array_equal(canvas_part(canvas), plain)
    assert canvas.editor.document is before


def test_only_what_changed_is_painted_anew(canvas: CanvasWidget, qtbot) -> None:
    regions = []
    original = CanvasWidget.paintEvent

    class Watched(CanvasWidget):
        def paintEvent(self, event):
            regions.append(event.region().boundingRect())
            original(self, event)

    watched = Watched(canvas.editor)
    qtbot.addWidget(watched)
    watched.resize(400, 300)
    watched.show()
    watched.actual_size()
    watched.flush()
    qtbot.wait(50)
    regions.clear()
    Pen(canvas.editor).line((20, 20), (30, 20))
    qtbot.waitUntil(lambda: not watched.behind and bool(regions), timeout=30000)
    assert all(rect.width() <= 66 and rect.height() <= 66 for rect in regions)


def test_a_canvas_shown_whole_stays_whole_when_room_is_taken(canvas: CanvasWidget) -> None:
    canvas.fit()
    canvas.resize(400, 150)
    assert canvas.view == canvas.view.fitted(300, 200) and canvas.view.zoom < 1
    canvas.resize(400, 300)
    assert canvas.view == canvas.view.fitted(300, 200) and canvas.view.zoom == 1
    canvas.zoom_to(2.0)
    zoom = canvas.view.zoom
    canvas.resize(400, 150)
    assert canvas.view.zoom == zoom, "what the artist has chosen is kept"


def test_another_document_is_fitted(canvas: CanvasWidget) -> None:
    canvas.editor.replace_document(
        Document(1000, 100, (RasterLayer(id=1, name="x", pixels=picture(1000, 100)),)), "Open"
    )
    canvas.flush()
    shown_rect = canvas.view.widget_rect(Rect(0, 0, 1000, 100))
    assert Rect(0, 0, 400, 300).contains(shown_rect)
    canvas.actual_size()
    canvas.flush()
    canvas.center_on(500, 50)
    canvas.flush()
    left, top = (round(v) for v in canvas.view.to_widget(400, 0))
    part = shown(canvas)[top : top + 100, left : left + 100]
    assert np.array_equal(part, flat(canvas.editor.document)[:, 400:500])


def test_a_huge_sparse_canvas_opens_in_slices(qtbot) -> None:
    """Nothing that the canvas does at once takes long, however large the canvas is."""
    pixels = picture(640, 640)
    layer = RasterLayer(id=1, name="Corner", pixels=pixels)
    editor = Editor(Document(16384, 16384, (layer,)))
    canvas = CanvasWidget(editor)
    qtbot.addWidget(canvas)
    canvas.resize(800, 600)
    canvas.show()
    qtbot.waitUntil(lambda: not canvas.working, timeout=60000)
    assert canvas.view.zoom < 0.05
    window = shown(canvas)
    left, top = (round(v) for v in canvas.view.to_widget(0, 0))
    corner = window[top + 2 : top + 18, left + 2 : left + 18].astype(int)
    assert len({tuple(c) for c in corner.reshape(-1, 3)} - {(204,) * 3, (179,) * 3}) > 10


def test_a_release_that_went_elsewhere_ends_the_stroke(canvas: CanvasWidget) -> None:
    tablet(canvas, QEvent.Type.TabletPress, (50, 50))
    tablet(canvas, QEvent.Type.TabletMove, (150, 50))
    assert canvas.editor.busy
    point = QPointF(*canvas.view.to_widget(10, 10))
    none = Qt.MouseButton.NoButton
    hovering = QTabletEvent(
        QEvent.Type.TabletMove, PEN, point, point, 0.0, 0, 0, 0, 0, 0, NO_KEYS, none, none
    )
    QApplication.sendEvent(canvas, hovering)
    assert not canvas.editor.busy
    assert len(canvas.editor.history.entries) == 2
    tablet_stroke(canvas, (50, 80), (150, 80))
    assert len(canvas.editor.history.entries) == 3


def test_blocks_that_were_forgotten_come_back(canvas: CanvasWidget, qtbot, monkeypatch) -> None:
    monkeypatch.setattr("paintapp.ui.canvas_tiles.BUDGET_BYTES", 256 * 256 * 4)
    expected = flat(canvas.editor.document)
    canvas.zoom_to(0.5)
    canvas.flush()
    canvas.actual_size()
    monkeypatch.undo()
    canvas.repaint()
    qtbot.waitUntil(lambda: not canvas.working, timeout=30000)
    assert np.array_equal(canvas_part(canvas), expected)


def test_other_threads_wait_while_the_canvas_deals_with_an_event(
    canvas: CanvasWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(canvas_module, "LONGEST_WAIT", 30.0)
    threads: list[threading.Thread] = []

    def begin_a_thread(*_: object) -> None:
        thread = threading.Thread(target=canvas.give_way)
        thread.start()
        thread.join(0.02)
        assert thread.is_alive()
        threads.append(thread)

    canvas.editor.document_changed.append(begin_a_thread)
    QTest.mousePress(canvas, LEFT, pos=QPoint(200, 150))
    QTest.mouseRelease(canvas, LEFT, pos=QPoint(200, 150))
    while canvas.pen_waits:
        QApplication.processEvents()
    assert threads
    begin = time.monotonic()
    for thread in threads:
        thread.join()
    canvas.give_way()
    assert time.monotonic() - begin < 15
