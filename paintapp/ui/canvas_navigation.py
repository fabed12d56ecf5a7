"""Moving the view by hand: with a drag, with the wheel, with two fingers on a touchpad."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice, QWheelEvent

from paintapp.ui.view import Point

if TYPE_CHECKING:
    from paintapp.ui.canvas import CanvasWidget

WHEEL_NOTCH = 120
ZOOM_PER_NOTCH = 1.25
ROTATION_PER_NOTCH = 5.0
ZOOM_DRAG = 200.0
"""Device pixels dragged for twice the zoom."""

ViewMove = Literal["pan", "zoom", "rotate"]


class ViewDrag:
    """One press of the pen that moves the view. Places are device pixels."""

    def __init__(self, canvas: CanvasWidget, kind: ViewMove, here: Point) -> None:
        self.kind = kind
        self.moved = False
        self._canvas = canvas
        self._from = here

    def move(self, here: Point) -> None:
        """The pen is at a point now."""
        canvas, before = self._canvas, self._from
        dx, dy = here[0] - before[0], here[1] - before[1]
        if dx == 0 and dy == 0:
            return
        self.moved = True
        view = canvas.view
        if self.kind == "pan":
            canvas.set_view(view.panned(dx, dy))
        elif self.kind == "zoom":
            canvas.set_view(view.zoomed(view.zoom * 2 ** ((dx - dy) / ZOOM_DRAG), before))
        else:
            middle = (view.width / 2, view.height / 2)
            first = math.atan2(before[1] - middle[1], before[0] - middle[0])
            second = math.atan2(here[1] - middle[1], here[0] - middle[0])
            turn = (math.degrees(second - first) + 180) % 360 - 180
            canvas.set_view(view.rotated(turn))
        self._from = here

    def click(self, here: Point, *, alt: bool) -> None:
        """The pen was lifted where it came down: one step of zoom, with Alt outwards."""
        if self.kind == "zoom":
            self._canvas.set_view(self._canvas.view.stepped(-1 if alt else 1, here))


def turn_wheel(canvas: CanvasWidget, event: QWheelEvent) -> None:
    """Wheel: zoom to the cursor; with Shift rotate; with Alt pan sideways. A touchpad pans."""
    here = _device(canvas, event.position())
    ratio = canvas.devicePixelRatioF()
    modifiers = event.modifiers()
    pixels, angle = event.pixelDelta(), event.angleDelta()
    touchpad = event.device().type() == QPointingDevice.DeviceType.TouchPad
    control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
    if touchpad and not pixels.isNull() and not control:
        canvas.set_view(canvas.view.panned(pixels.x() * ratio, pixels.y() * ratio))
    elif modifiers & Qt.KeyboardModifier.AltModifier:
        canvas.set_view(canvas.view.panned((angle.x() + angle.y()) * ratio / 2, 0))
    else:
        notches = (angle.y() or angle.x()) / WHEEL_NOTCH
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            canvas.set_view(canvas.view.rotated(notches * ROTATION_PER_NOTCH, here))
        elif notches:
            zoom = canvas.view.zoom * ZOOM_PER_NOTCH**notches
            if abs(zoom - 1) < 0.02:
                zoom = 1.0  # rounding must not blur
            canvas.set_view(canvas.view.zoomed(zoom, here))
    event.accept()


def pinch(canvas: CanvasWidget, event: QNativeGestureEvent) -> bool:
    """Pinching and turning two fingers on a touchpad; whether it was one of these."""
    here = _device(canvas, event.point(0).position())
    kind = event.gestureType()
    if kind == Qt.NativeGestureType.ZoomNativeGesture:
        canvas.set_view(canvas.view.zoomed(canvas.view.zoom * (1 + event.value()), here))
    elif kind == Qt.NativeGestureType.RotateNativeGesture:
        canvas.set_view(canvas.view.rotated(event.value(), here))
    else:
        return False
    return True


def _device(canvas: CanvasWidget, position: QPointF) -> Point:
    """A point of the widget in device pixels."""
    ratio = canvas.devicePixelRatioF()
    return position.x() * ratio, position.y() * ratio
