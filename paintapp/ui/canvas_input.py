"""From Qt's events to pen events: tablet, mouse and keys over the canvas.

Keys held while dragging move the view: Space pans, Space with Ctrl zooms, Space with Shift or R
rotates. Shift alone sets the size of a brush, unless the pen stays where it is: then the press goes
to the tool, as everything else does.
"""

from __future__ import annotations

import gc
import math
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, cast

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QPointingDevice, QTabletEvent

from paintapp.editor import EditorError
from paintapp.gesture import PointerEvent, TextInput
from paintapp.painting.brush import MAXIMUM_RADIUS, MINIMUM_RADIUS
from paintapp.tools import Cursor, Tool, tool
from paintapp.ui.canvas_brush_size import BrushSizeDrag
from paintapp.ui.canvas_navigation import ViewDrag, ViewMove

if TYPE_CHECKING:
    from paintapp.ui.canvas import CanvasWidget

MOUSE_AFTER_TABLET = 0.5
"""Seconds for which mouse events after a tablet event count as made up from it."""

GRIP = 8.0
"""How near, in logical pixels, the pen must come to a handle to take hold of it."""

Key = Qt.Key

CANVAS_KEYS = frozenset(
    {
        *(Key.Key_Space, Key.Key_R, Key.Key_BracketLeft, Key.Key_BracketRight),
        *(Key.Key_BraceLeft, Key.Key_BraceRight, Key.Key_Return, Key.Key_Enter),
        *(Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down),
        *range(Key.Key_0, Key.Key_9 + 1),
    }
)
"""Keys that the canvas takes for itself, when nothing but Shift is held with them."""

BUTTONS = {
    Qt.MouseButton.LeftButton: "left",
    Qt.MouseButton.MiddleButton: "middle",
    Qt.MouseButton.RightButton: "right",
}


class CanvasInput:
    """The state of the artist's hands: what is pressed, and what a drag does."""

    def __init__(self, canvas: CanvasWidget) -> None:
        self._canvas = canvas
        self._drag: ViewDrag | None = None
        self._size: BrushSizeDrag | None = None
        self._tip_tool: Tool | None = None
        """What the pen's tip draws with, while its back is over the canvas."""
        self._pressed: Literal["left", "middle", "right"] | None = None
        self._pressed_by_tablet = False
        self._last: PointerEvent | None = None
        self._waiting: list[PointerEvent] = []
        self._tablet_time = -math.inf
        self._space = False
        self._r = False

    @property
    def cursor(self) -> Cursor:
        """What the pen does here and now."""
        drag = self._held_drag() if self._drag is None else self._drag.kind
        if drag is not None:
            return cast(Cursor, {"pan": "hand", "zoom": "zoom", "rotate": "rotate"}[drag])
        guide = self._canvas.editor.guide
        if guide is not None and guide.cursor:
            return cast(Cursor, guide.cursor)
        tool = self._tool()
        if tool is None:
            return "crosshair"
        held = QGuiApplication.keyboardModifiers()
        modifier = Qt.KeyboardModifier
        keys = {
            "shift": bool(held & modifier.ShiftModifier),
            "control": bool(held & modifier.ControlModifier),
            "alt": bool(held & modifier.AltModifier),
        }
        here = self._canvas.pen.hovered
        if here is None:
            return tool.cursor_for(**keys)
        return tool.cursor_over(self._canvas.editor, *here, **keys)

    def _tool(self) -> Tool | None:
        return cast("Tool | None", self._canvas.editor.tool)

    def _held_drag(self) -> ViewMove | None:
        held = QGuiApplication.keyboardModifiers()
        if self._space:
            if held & Qt.KeyboardModifier.ControlModifier:
                return "zoom"
            return "rotate" if held & Qt.KeyboardModifier.ShiftModifier else "pan"
        if self._r:
            return "rotate"
        tool = self._canvas.editor.tool
        return {"hand": "pan", "zoom": "zoom"}.get(tool.id) if tool else None  # type: ignore

    # Pens and mice

    def tablet(self, event: QTabletEvent) -> None:
        """A pen event; accepted, so that Qt makes no mouse event of it."""
        self._tablet_time = time.monotonic()
        kinds = {
            QEvent.Type.TabletPress: "press",
            QEvent.Type.TabletMove: "move",
            QEvent.Type.TabletRelease: "release",
        }
        kind = kinds.get(event.type())
        if kind is not None:
            eraser = event.pointerType() == QPointingDevice.PointerType.Eraser
            self._turned(eraser)
            pressure = self._canvas.pressure(event.pressure())
            self._pointer(kind, event, pressure, eraser, tablet=True)
        event.accept()

    def _turned(self, eraser: bool) -> None:
        """The pen's end over the canvas: its back takes the eraser, its tip what was there before.

        Nothing changes while the pen is down.
        """
        if eraser == (self._tip_tool is not None) or self._pressed is not None:
            return
        editor = self._canvas.editor
        if eraser:
            self._tip_tool = self._tool()
            editor.tool = tool("eraser")
        else:
            before, self._tip_tool = self._tip_tool, None
            if editor.tool is not None and editor.tool.id == "eraser":
                editor.tool = before

    def mouse(self, event: QMouseEvent, kind: str) -> None:
        """A mouse event, unless it was made up from a pen's."""
        synthesized = event.source() != Qt.MouseEventSource.MouseEventNotSynthesized
        recent = time.monotonic() - self._tablet_time < MOUSE_AFTER_TABLET
        if recent and (synthesized or self._pressed_by_tablet):
            event.accept()
            return
        self._pointer(kind, event, 1.0, False, tablet=False)
        event.accept()

    def double_click(self, event: QMouseEvent) -> None:
        """The second press of a double click: ends a gesture, or fits the canvas by hand."""
        tool = self._canvas.editor.tool
        if self._free and self._canvas.decorations.double_click(self._here(event)):
            event.accept()
        elif tool is not None and tool.id == "hand" and not self._space:
            self._canvas.fit()
        elif self._canvas.editor.busy and self._pressed is None and not self._canvas.writing.on:
            self.confirm()
        else:
            self.mouse(event, "press")
            self._canvas.editor.write(TextInput(kind="select-word"))

    def confirm(self) -> bool:
        """Enter: ends a gesture of several clicks; whether there was one."""
        if not self._canvas.editor.busy:
            return False
        last = self._last  # none where a gesture has begun without the pen
        x, y, time = (0.0, 0.0, 0.0) if last is None else (last.x, last.y, last.time)
        self._send(PointerEvent(kind="confirm", x=x, y=y, time=time))
        return True

    def release_all(self) -> None:
        """The widget has lost the keyboard: nothing is held any more."""
        self._space = self._r = False
        gc.enable()

    def _pointer(
        self,
        kind: str,
        event: QMouseEvent | QTabletEvent,
        pressure: float,
        eraser: bool,
        tablet: bool,
    ) -> None:
        canvas = self._canvas
        here = self._here(event)
        canvas.pen.hover(here)
        if kind == "move" and event.buttons() == Qt.MouseButton.NoButton:
            self._release_lost()
        if kind == "press":
            button = BUTTONS.get(event.button(), "left")
            busy = self._pressed or self._drag is not None or self._size is not None
            if busy or canvas.decorations.held:
                return  # a second button while one is down
            drag = self._held_drag() or ("pan" if button == "middle" else None)
            if button == "left" and self._free and self._takes(here, event, tablet):
                return
            if drag is not None:
                self._drag = ViewDrag(canvas, drag, here)
                canvas.pen.refresh()
                return
            if button == "left" and self._sets_size(event.modifiers()):
                press = self._event_of("press", event, here, pressure, eraser)
                self._size = BrushSizeDrag(canvas, press, here)
                self._pressed_by_tablet = tablet
                return
            self._pressed = cast(Literal["left", "middle", "right"], button)
            self._pressed_by_tablet = tablet
            gc.disable()  # strokes leave no cycles, and a search for some would make the pen wait
        elif canvas.decorations.held:
            self._hold(kind, here, event)
            return
        elif self._drag is not None:
            self._drag.move(here)
            if kind == "release":
                self._end_drag(self._drag, here, event)
            return
        elif self._size is not None:
            self._size.move(here, pressure)
            if kind == "release":
                self._end_size()
            return
        elif kind == "release":
            if self._pressed is None or BUTTONS.get(event.button(), "left") != self._pressed:
                return
        elif self._pressed is None and not canvas.editor.busy:
            x, y = canvas.view.to_canvas(*here)
            canvas.editor.hover(PointerEvent(kind="move", x=x, y=y, reach=self._reach))
            return
        self._send(self._event_of(kind, event, here, pressure, eraser))
        if kind == "release":
            self._pressed = None
            self._pressed_by_tablet = False
            gc.enable()

    def _event_of(
        self,
        kind: str,
        event: QMouseEvent | QTabletEvent,
        here: tuple[float, float],
        pressure: float,
        eraser: bool,
    ) -> PointerEvent:
        canvas, modifiers, modifier = self._canvas, event.modifiers(), Qt.KeyboardModifier
        x, y = canvas.view.to_canvas(*here)
        tilt_x = tilt_y = rotation = 0.0
        if isinstance(event, QTabletEvent):
            tilt_x, tilt_y, rotation = event.xTilt(), event.yTilt(), event.rotation()
            if kind == "release" and self._last is not None:
                pressure = self._last.pressure  # a lifted pen reports none
        return PointerEvent(
            kind=cast(Literal["press", "move", "release"], kind),
            x=x,
            y=y,
            pressure=pressure,
            tilt_x=tilt_x,
            tilt_y=tilt_y,
            rotation=rotation,
            time=event.timestamp() / 1000,
            shift=bool(modifiers & modifier.ShiftModifier),
            control=bool(modifiers & modifier.ControlModifier),
            alt=bool(modifiers & modifier.AltModifier),
            button=self._pressed or "left",
            eraser=eraser,
            reach=self._reach,
        )

    def _end_drag(
        self, drag: ViewDrag, here: tuple[float, float], event: QMouseEvent | QTabletEvent
    ) -> None:
        if not drag.moved:
            drag.click(here, alt=bool(event.modifiers() & Qt.KeyboardModifier.AltModifier))
        self._drag = None
        self._canvas.pen.refresh()

    # The size of the brush

    @property
    def anchor(self) -> tuple[float, float] | None:
        """Where the brush's outline stays while its size is set, in device pixels."""
        return None if self._size is None else self._size.anchor

    def _sets_size(self, modifiers: Qt.KeyboardModifier) -> bool:
        tool = self._tool()
        brush = tool is not None and tool.cursor == "brush" and not self._canvas.editor.busy
        return brush and modifiers == Qt.KeyboardModifier.ShiftModifier

    def _end_size(self) -> None:
        """The size is set; where the pen has not moved its press was meant for the tool."""
        size, self._size = self._size, None
        self._pressed_by_tablet = False
        if size is not None and not size.moved:
            self._send(size.press)
            self._send(replace(size.press, kind="release"))
        self._canvas.pen.refresh()

    def cancel_size(self) -> bool:
        """Give the brush its size back; whether it was being set."""
        size, self._size = self._size, None
        if size is None:
            return False
        size.cancel()
        return True

    def _release_lost(self) -> None:
        """The button is up but its release went elsewhere, to a window that came up perhaps."""
        if self._pressed is not None and self._last is not None:
            self._pressed = None
            self._pressed_by_tablet = False
            gc.enable()
            self._send(replace(self._last, kind="release"))
        self._size = None
        if self._drag is not None:
            self._drag = None
            self._canvas.pen.refresh()

    @property
    def _reach(self) -> float:
        return GRIP * self._canvas.devicePixelRatioF() / self._canvas.view.zoom

    def _here(self, event: QMouseEvent | QTabletEvent) -> tuple[float, float]:
        """Where an event happened, in device pixels."""
        ratio = self._canvas.devicePixelRatioF()
        position: QPointF = event.position()
        return position.x() * ratio, position.y() * ratio

    # Decorations

    @property
    def _free(self) -> bool:
        """Whether the pen may take hold of decorations: no key and no gesture claims it."""
        return not (self._space or self._r or self._canvas.editor.busy)

    def _takes(
        self, here: tuple[float, float], event: QMouseEvent | QTabletEvent, tablet: bool
    ) -> bool:
        taken = self._canvas.decorations.press(here, event.modifiers())
        if taken:
            self._pressed_by_tablet = tablet
            self._canvas.pen.refresh()
        return taken

    def _hold(
        self, kind: str, here: tuple[float, float], event: QMouseEvent | QTabletEvent
    ) -> None:
        """An event while the pen holds a decoration."""
        decorations = self._canvas.decorations
        decorations.drag(here, event.modifiers())
        if kind == "release" and BUTTONS.get(event.button(), "left") == "left":
            decorations.release()
            self._pressed_by_tablet = False
            self._canvas.pen.hover(here)

    def _send(self, event: PointerEvent) -> None:
        """Hand an event to the editor; moves that come between two frames go together."""
        self._last = event
        self._waiting.append(event)
        if event.kind == "move" and not self._canvas.frame_due:
            self._canvas.schedule()
            return
        self.deliver()
        self._canvas.after_event()

    @property
    def waiting(self) -> bool:
        """Whether moves wait for the next frame."""
        return bool(self._waiting)

    def deliver(self) -> None:
        """Hand over what has waited."""
        events, self._waiting = self._waiting, []
        if not events:
            return
        try:
            self._canvas.editor.pointers(events)
        except EditorError as error:
            self._canvas.message.emit(str(error))

    def drop(self) -> None:
        """Forget what has waited: its gesture is over."""
        self._waiting.clear()

    # Keys

    def wants(self, event: QKeyEvent) -> bool:
        """Whether a key belongs to the canvas rather than to a menu's shortcut."""
        if self._canvas.writing.wants(event):
            return True
        if event.key() == Key.Key_Escape:
            busy = self._canvas.editor.busy or self._size is not None
            return busy or self._canvas.decorations.wants_escape
        others = event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        if event.key() == Key.Key_Space:
            return True
        if event.key() in (Key.Key_Backspace, Key.Key_Delete):
            return self._canvas.editor.lasting and not others
        return not others and event.key() in CANVAS_KEYS

    def key_press(self, event: QKeyEvent) -> bool:
        """Act on a key; whether it meant something here."""
        key, canvas = event.key(), self._canvas
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if canvas.writing.key_press(event):
            return True
        if key == Key.Key_Space:
            self._space = True
        elif key == Key.Key_R:
            self._r = True
        elif key == Key.Key_Escape:
            return canvas.cancel_gesture() or canvas.decorations.escape()
        elif key in (Key.Key_Return, Key.Key_Enter):
            return self.confirm()
        elif key in (Key.Key_Backspace, Key.Key_Delete):
            if not canvas.editor.lasting:
                return False
            canvas.editor.tell("back")
            canvas.after_event()
        elif key in (Key.Key_BracketLeft, Key.Key_BracketRight):
            direction = 1 if key == Key.Key_BracketRight else -1
            self._change_hardness(direction) if shift else self._change_size(direction)
        elif key in (Key.Key_BraceLeft, Key.Key_BraceRight):
            self._change_hardness(1 if key == Key.Key_BraceRight else -1)
        elif Key.Key_0 <= key <= Key.Key_9 and not event.isAutoRepeat():
            tenths = (key - Key.Key_0) or 10
            self._change_brush(opacity=tenths / 10)
        elif key in (Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down):
            self._arrow(key, 10 if shift else 1)
        elif key not in (Key.Key_Control, Key.Key_Shift, Key.Key_Alt):
            return False
        canvas.pen.refresh()
        return True

    def key_release(self, event: QKeyEvent) -> bool:
        if event.isAutoRepeat():
            return event.key() in (Key.Key_Space, Key.Key_R)
        if event.key() == Key.Key_Space:
            self._space = False
        elif event.key() == Key.Key_R:
            self._r = False
        elif event.key() not in (Key.Key_Control, Key.Key_Shift, Key.Key_Alt):
            return False
        self._canvas.pen.refresh()
        return True

    def _arrow(self, key: int, step: int) -> None:
        dx = {Key.Key_Left: -step, Key.Key_Right: step}.get(key, 0)
        dy = {Key.Key_Up: -step, Key.Key_Down: step}.get(key, 0)
        tool = self._tool()
        try:
            if tool is not None and tool.nudge(self._canvas.editor, dx, dy):
                return
        except EditorError as error:
            self._canvas.message.emit(str(error))
            return
        self._canvas.set_view(self._canvas.view.panned(-dx * 40, -dy * 40))

    def _change_size(self, direction: int) -> None:
        radius = self._canvas.editor.brush.radius
        step = max(0.5, radius * 0.12)
        larger = (
            round((radius + direction * step) * 2) / 2 if radius < 50 else radius + direction * step
        )
        self._change_brush(radius=min(MAXIMUM_RADIUS, max(MINIMUM_RADIUS, larger)))

    def _change_hardness(self, direction: int) -> None:
        hardness = round(self._canvas.editor.brush.hardness * 10 + direction) / 10
        self._change_brush(hardness=min(1.0, max(0.0, hardness)))

    def _change_brush(self, **changes: float) -> None:
        self._canvas.editor.brush = replace(self._canvas.editor.brush, **changes)
