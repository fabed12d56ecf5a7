"""Mouse and pen over a canvas, in canvas pixels, sent through Qt."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QMouseEvent, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from paintapp.ui.canvas import CanvasWidget

LEFT = Qt.MouseButton.LeftButton
NOTHING = Qt.MouseButton.NoButton
NO_KEYS = Qt.KeyboardModifier.NoModifier

PEN = QPointingDevice(
    "pen",
    17,
    QInputDevice.DeviceType.Stylus,
    QPointingDevice.PointerType.Pen,
    QInputDevice.Capability.Position | QInputDevice.Capability.Pressure,
    1,
    2,
)


def at(canvas: CanvasWidget, x: float, y: float) -> QPoint:
    """The widget's point over a canvas point."""
    ratio = canvas.devicePixelRatioF()
    place = canvas.view.to_widget(x, y)
    return QPointF(place[0] / ratio, place[1] / ratio).toPoint()


def colour(canvas: CanvasWidget, x: float, y: float) -> str:
    """What is on the screen at a canvas point, as #rrggbb."""
    canvas.flush()
    image = canvas.grab().toImage()
    return image.pixelColor(at(canvas, x, y) * image.devicePixelRatio()).name()


def hover(canvas: CanvasWidget, x: float, y: float) -> None:
    """Move the mouse with no button down."""
    _mouse(canvas, QEvent.Type.MouseMove, (x, y), NOTHING, NOTHING, NO_KEYS)


def drag(
    canvas: CanvasWidget,
    *points: tuple[float, float],
    keys: Qt.KeyboardModifier = NO_KEYS,
    release: bool = True,
) -> None:
    """Press the left button at the first point, move through the others, release at the last."""
    _mouse(canvas, QEvent.Type.MouseButtonPress, points[0], LEFT, LEFT, keys)
    for point in points[1:]:
        _mouse(canvas, QEvent.Type.MouseMove, point, NOTHING, LEFT, keys)
    if release:
        let_go(canvas, *points[-1])


def let_go(canvas: CanvasWidget, x: float, y: float) -> None:
    """Release the left button."""
    _mouse(canvas, QEvent.Type.MouseButtonRelease, (x, y), LEFT, NOTHING, NO_KEYS)


def double_click(canvas: CanvasWidget, x: float, y: float) -> None:
    QTest.mouseDClick(canvas, LEFT, pos=at(canvas, x, y))


def pen_drag(canvas: CanvasWidget, *points: tuple[float, float]) -> None:
    """The same as `drag` with a pen."""
    kinds = QEvent.Type
    steps = [(kinds.TabletPress, points[0])]
    steps += [(kinds.TabletMove, point) for point in points[1:]]
    steps += [(kinds.TabletRelease, points[-1])]
    for kind, point in steps:
        place = QPointF(*canvas.view.to_widget(*point))
        button = NOTHING if kind == kinds.TabletMove else LEFT
        held = NOTHING if kind == kinds.TabletRelease else LEFT
        event = QTabletEvent(
            kind, PEN, place, place, 0.5, 0.0, 0.0, 0.0, 0.0, 0.0, NO_KEYS, button, held
        )
        QApplication.sendEvent(canvas, event)


def _mouse(
    canvas: CanvasWidget,
    kind: QEvent.Type,
    point: tuple[float, float],
    button: Qt.MouseButton,
    held: Qt.MouseButton,
    keys: Qt.KeyboardModifier,
) -> None:
    place = QPointF(at(canvas, *point))
    event = QMouseEvent(kind, place, canvas.mapToGlobal(place), button, held, keys)
    QApplication.sendEvent(canvas, event)
