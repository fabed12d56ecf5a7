"""A headless pen: tests read as an artist acts.

``Pen(editor).down(10, 10).move(40, 40, pressure=0.5).up()``
"""

from __future__ import annotations

from typing import Literal

from paintapp.editor import Editor
from paintapp.gesture import PointerEvent, TextInput
from paintapp.tools import tool

Kind = Literal["press", "move", "release", "confirm"]


class Pen:
    """Sends pen events to an editor, as the canvas does; canvas pixels."""

    def __init__(self, editor: Editor, tool_id: str | None = None) -> None:
        self.editor = editor
        self._x = self._y = self._time = 0.0
        self._held: dict[str, bool] = {}
        self._button: Literal["left", "middle", "right"] = "left"
        self._eraser = False
        if tool_id is not None or editor.tool is None:
            self.take(tool_id or "brush")

    def take(self, tool_id: str) -> Pen:
        """Choose a tool."""
        self.editor.tool = tool(tool_id)
        return self

    def hold(self, *, shift: bool = False, control: bool = False, alt: bool = False) -> Pen:
        """Keys held from now on."""
        self._held = {"shift": shift, "control": control, "alt": alt}
        return self

    def turn(self, eraser: bool = True) -> Pen:
        """Use the pen's other end."""
        self._eraser = eraser
        return self

    def down(
        self,
        x: float,
        y: float,
        pressure: float = 1.0,
        button: Literal["left", "middle", "right"] = "left",
    ) -> Pen:
        self._button = button
        return self._send("press", x, y, pressure)

    def move(self, x: float, y: float, pressure: float = 1.0) -> Pen:
        return self._send("move", x, y, pressure)

    def up(self) -> Pen:
        return self._send("release", self._x, self._y, 0.0)

    def confirm(self) -> Pen:
        """Press Enter."""
        return self._send("confirm", self._x, self._y, 0.0)

    def line(self, *points: tuple[float, float], pressure: float = 1.0) -> Pen:
        """Down at the first point, through the others, up at the last."""
        self.down(*points[0], pressure)
        for x, y in points[1:]:
            self.move(x, y, pressure)
        return self.up()

    def click(self, x: float, y: float) -> Pen:
        return self.down(x, y).up()

    def write(self, text: str) -> Pen:
        """Type into a text that is being written."""
        for character in text:
            self.editor.write(TextInput(kind="insert", text=character))
        return self

    def _send(self, kind: Kind, x: float, y: float, pressure: float) -> Pen:
        self._x, self._y = x, y
        self._time += 0.005
        event = PointerEvent(
            kind=kind,
            x=x,
            y=y,
            pressure=pressure,
            time=self._time,
            button=self._button,
            eraser=self._eraser,
            **self._held,
        )
        self.editor.pointer(event)
        return self
