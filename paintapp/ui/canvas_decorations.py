"""What lies over the canvas and can be taken hold of: frames, handles, a line between pictures.

A decoration belongs to the view, never to the document. It has the pen before the tool has, but
only where it says so and only while no gesture of a tool is going on. Everything is in device
pixels of the canvas widget; decorations turn canvas pixels into them by the view they are given.
"""

# ruff: noqa: B027 -- a decoration need not care for every event

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from paintapp.ui.view import Point, View


class Decoration(ABC):
    """Something drawn over the canvas that may take the pen.

    ``area``, ``draw`` and ``cursor`` say where it is; ``press``, ``drag`` and ``release`` are one
    hold of the pen, which ``cancel`` undoes. Call `refresh` when it has changed.
    """

    def __init__(self) -> None:
        self.on_change: Callable[[Decoration, QRectF | None], None] | None = None
        """Set by the canvas that shows it."""

    @abstractmethod
    def area(self, view: View) -> QRectF:
        """Where it shows and where it can be taken hold of; empty while it is hidden."""

    @abstractmethod
    def draw(self, painter: QPainter, view: View) -> None:
        """Draw in device pixels."""

    def cursor(self, view: View, here: Point) -> Qt.CursorShape | None:
        """What the pen can do at a point; None leaves the point to what lies below."""
        return None

    def press(self, view: View, here: Point, held: Qt.KeyboardModifier) -> None:
        """The pen comes down where `cursor` has named a shape."""

    def drag(self, view: View, here: Point, held: Qt.KeyboardModifier) -> None:
        """The pen moves while it is down."""

    def release(self) -> None:
        """The pen is lifted."""

    def cancel(self) -> None:
        """Escape while the pen is down: all is as it was before the press."""

    def double_click(self, view: View, here: Point) -> bool:
        """A double click where `cursor` has named a shape; whether it meant something."""
        return False

    def dismiss(self) -> bool:
        """Escape while the pen is up; whether it meant something."""
        return False

    @property
    def dismissable(self) -> bool:
        """Whether Escape would mean something now."""
        return False

    def refresh(self, part: QRectF | None = None) -> None:
        """Have it painted as it is now, or only a part of it that has changed."""
        if self.on_change is not None:
            self.on_change(self, part)


class Decorations:
    """The decorations of one canvas, and the one that the pen holds."""

    def __init__(self, update: Callable[[QRectF], None], view: Callable[[], View]) -> None:
        self._update = update
        self._view = view
        self._shown: dict[Decoration, QRectF] = {}
        """In the order they are drawn, each with the area that it was last drawn in."""
        self._held: Decoration | None = None
        self._cursor: Qt.CursorShape | None = None

    def add(self, decoration: Decoration) -> None:
        """Show a decoration above those that are there."""
        decoration.on_change = self.refresh
        self._shown[decoration] = QRectF()
        self.refresh(decoration)

    def remove(self, decoration: Decoration) -> None:
        """Show a decoration no longer."""
        if decoration is self._held:
            self.cancel()
        area = self._shown.pop(decoration, None)
        decoration.on_change = None
        if area is not None:
            self._update(area)

    def refresh(self, decoration: Decoration, part: QRectF | None = None) -> None:
        """Have a decoration painted where it was and where it is, or only a part of it."""
        before = self._shown.get(decoration)
        if part is not None:
            self._update(part)
        elif before is not None:
            now = decoration.area(self._view())
            self._shown[decoration] = now
            self._update(before)
            if now != before:
                self._update(now)

    def draw(self, painter: QPainter) -> None:
        """Draw all of them in device pixels."""
        view = self._view()
        for decoration in self._shown:
            area = decoration.area(view)
            self._shown[decoration] = area
            if not area.isEmpty():
                painter.save()
                decoration.draw(painter, view)
                painter.restore()

    # The pen

    @property
    def held(self) -> bool:
        """Whether the pen holds a decoration."""
        return self._held is not None

    @property
    def cursor(self) -> Qt.CursorShape | None:
        """The pen's shape where it is; None over no decoration."""
        return self._cursor

    def hover(self, here: Point | None) -> bool:
        """The pen is over a point (None: away); whether its shape has changed by that."""
        if self._held is not None:
            return False
        before = self._cursor
        self._cursor = None
        if here is not None:
            found = self._at(here)
            self._cursor = None if found is None else found[1]
        return self._cursor is not before

    def press(self, here: Point, held: Qt.KeyboardModifier) -> bool:
        """The pen comes down; whether a decoration has taken it."""
        found = self._at(here)
        if found is None:
            return False
        self._held, self._cursor = found
        self._held.press(self._view(), here, held)
        return True

    def drag(self, here: Point, held: Qt.KeyboardModifier) -> None:
        if self._held is not None:
            self._held.drag(self._view(), here, held)

    def release(self) -> None:
        decoration, self._held = self._held, None
        if decoration is not None:
            decoration.release()

    def double_click(self, here: Point) -> bool:
        """Whether a decoration has taken a double click."""
        found = self._at(here)
        return found is not None and found[0].double_click(self._view(), here)

    @property
    def wants_escape(self) -> bool:
        return self.held or any(decoration.dismissable for decoration in self._topmost_first())

    def escape(self) -> bool:
        """Let go of what is held, else dismiss the topmost that can be; whether there was one."""
        if self.cancel():
            return True
        return any(decoration.dismiss() for decoration in self._topmost_first())

    def cancel(self) -> bool:
        """Let go of what is held, as if it had never been; whether anything was."""
        decoration, self._held = self._held, None
        if decoration is None:
            return False
        decoration.cancel()
        return True

    def _at(self, here: Point) -> tuple[Decoration, Qt.CursorShape] | None:
        view = self._view()
        for decoration in self._topmost_first():
            if decoration.area(view).contains(*here):
                shape = decoration.cursor(view, here)
                if shape is not None:
                    return decoration, shape
        return None

    def _topmost_first(self) -> Iterator[Decoration]:
        return reversed(tuple(self._shown))
