"""Where the canvas lies in its widget: zoom, pan, rotation and mirror as one frozen value.

Nothing here knows Qt. Widget points are device pixels, so a zoom of 1 shows one canvas pixel on
one pixel of the screen whatever the display's scale is.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

from paintapp.document import Rect

MINIMUM_ZOOM = 0.02
MAXIMUM_ZOOM = 64.0

ZOOM_STEPS = (
    *(0.02, 0.03, 0.05, 0.0625, 0.0833, 0.125, 0.1667, 0.25, 0.3333, 0.5, 0.6667),
    *(1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 16.0, 24.0, 32.0, 48.0, 64.0),
)
"""What zooming in and out by keys goes through."""

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class View:
    """Maps canvas pixels to device pixels of the widget.

    A canvas point p shows at ``centre + R * zoom * M * (p - focus)``: ``focus`` is the canvas point
    in the middle of the widget, R turns clockwise by ``rotation`` degrees, M mirrors left and
    right when ``mirrored``. ``width`` and ``height`` are the widget's size in device pixels.
    """

    width: int = 1
    height: int = 1
    focus_x: float = 0.0
    focus_y: float = 0.0
    zoom: float = 1.0
    rotation: float = 0.0
    mirrored: bool = False
    matrix: Matrix = field(init=False, repr=False, compare=False)
    """(m11, m12, m21, m22, dx, dy) in QTransform's order: x' = m11 x + m21 y + dx."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "matrix", self._matrix())

    @property
    def axis_aligned(self) -> bool:
        """Whether canvas rows and columns are rows and columns of the screen, not mirrored."""
        return self.rotation == 0.0 and not self.mirrored

    def _matrix(self) -> Matrix:
        angle = math.radians(self.rotation)
        cosine, sine = math.cos(angle) * self.zoom, math.sin(angle) * self.zoom
        if self.rotation % 90 == 0:  # exact, so that right angles stay pixel-exact
            quarter = int(self.rotation // 90) % 4
            cosine = (1, 0, -1, 0)[quarter] * self.zoom
            sine = (0, 1, 0, -1)[quarter] * self.zoom
        sign = -1.0 if self.mirrored else 1.0
        m11, m12, m21, m22 = cosine * sign, sine * sign, -sine, cosine
        dx = self.width / 2 - m11 * self.focus_x - m21 * self.focus_y
        dy = self.height / 2 - m12 * self.focus_x - m22 * self.focus_y
        if self.rotation % 90 == 0:  # whole pixels, so that nothing shimmers while panning
            dx, dy = float(round(dx)), float(round(dy))
        return m11, m12, m21, m22, dx, dy

    def to_widget(self, x: float, y: float) -> Point:
        """The device pixel at which a canvas point shows."""
        m11, m12, m21, m22, dx, dy = self.matrix
        return m11 * x + m21 * y + dx, m12 * x + m22 * y + dy

    def to_canvas(self, x: float, y: float) -> Point:
        """The canvas point that shows at a device pixel."""
        m11, m12, m21, m22, dx, dy = self.matrix
        determinant = m11 * m22 - m12 * m21
        x, y = x - dx, y - dy
        return (m22 * x - m21 * y) / determinant, (m11 * y - m12 * x) / determinant

    def widget_rect(self, rect: Rect) -> Rect:
        """The device pixels that a canvas rectangle may touch."""
        return _outer([self.to_widget(x, y) for x, y in _corners(rect)])

    def canvas_rect(self, rect: Rect) -> Rect:
        """The canvas pixels that a rectangle of device pixels may show."""
        return _outer([self.to_canvas(x, y) for x, y in _corners(rect)])

    @property
    def visible(self) -> Rect:
        """The canvas pixels that may be in sight."""
        return self.canvas_rect(Rect(0, 0, self.width, self.height))

    def resized(self, width: int, height: int) -> View:
        """The same view in a widget of another size; the focus stays in the middle."""
        return replace(self, width=max(1, width), height=max(1, height))

    def zoomed(self, zoom: float, anchor: Point | None = None) -> View:
        """Another zoom (clamped to 0.02..64); the canvas point under ``anchor`` stays there."""
        zoom = min(MAXIMUM_ZOOM, max(MINIMUM_ZOOM, zoom))
        return self._about(replace(self, zoom=zoom), anchor)

    def stepped(self, direction: int, anchor: Point | None = None) -> View:
        """The next larger (direction > 0) or smaller zoom of `ZOOM_STEPS`."""
        if direction > 0:
            larger = (step for step in ZOOM_STEPS if step > self.zoom * 1.001)
            return self.zoomed(next(larger, MAXIMUM_ZOOM), anchor)
        smaller = (step for step in reversed(ZOOM_STEPS) if step < self.zoom * 0.999)
        return self.zoomed(next(smaller, MINIMUM_ZOOM), anchor)

    def panned(self, dx: float, dy: float) -> View:
        """The canvas moved by device pixels."""
        m11, m12, m21, m22, _, _ = self.matrix
        determinant = m11 * m22 - m12 * m21
        return replace(
            self,
            focus_x=self.focus_x - (m22 * dx - m21 * dy) / determinant,
            focus_y=self.focus_y - (m11 * dy - m12 * dx) / determinant,
        )

    def rotated(self, degrees: float, anchor: Point | None = None) -> View:
        """Turned clockwise by some degrees about a device pixel."""
        rotation = (self.rotation + degrees) % 360.0
        if min(rotation % 90.0, 90.0 - rotation % 90.0) < 1e-6:
            rotation = round(rotation / 90.0) * 90.0 % 360.0
        return self._about(replace(self, rotation=rotation), anchor)

    def mirror(self) -> View:
        """Left and right swapped about the middle of the widget, as seen on the screen."""
        return replace(self, mirrored=not self.mirrored, rotation=-self.rotation % 360.0)

    def fitted(self, width: int, height: int, margin: int = 24) -> View:
        """The whole canvas in sight, in the middle, never larger than it is."""
        angle = math.radians(self.rotation)
        cosine, sine = abs(math.cos(angle)), abs(math.sin(angle))
        across, down = width * cosine + height * sine, width * sine + height * cosine
        room_x, room_y = max(1, self.width - 2 * margin), max(1, self.height - 2 * margin)
        zoom = min(1.0, room_x / across, room_y / down)
        return replace(self, zoom=max(MINIMUM_ZOOM, zoom), focus_x=width / 2, focus_y=height / 2)

    def following(self, old: tuple[int, int], new: tuple[int, int]) -> View:
        """The view when a canvas gets another size: one that was shown whole stays so."""
        sight = Rect(0, 0, self.width, self.height)
        if not sight.contains(self.widget_rect(Rect(0, 0, *old))):
            return self
        centred = replace(self, focus_x=new[0] / 2, focus_y=new[1] / 2)
        return (
            centred
            if sight.contains(centred.widget_rect(Rect(0, 0, *new)))
            else (centred.fitted(*new))
        )

    def kept(self, width: int, height: int) -> View:
        """The focus held inside the canvas, so that it can never be lost from sight."""
        return replace(
            self,
            focus_x=min(float(width), max(0.0, self.focus_x)),
            focus_y=min(float(height), max(0.0, self.focus_y)),
        )

    def _about(self, changed: View, anchor: Point | None) -> View:
        if anchor is None:
            return changed
        before = self.to_canvas(*anchor)
        centre_x, centre_y = changed.width / 2, changed.height / 2
        m11, m12, m21, m22, _, _ = changed.matrix
        determinant = m11 * m22 - m12 * m21
        x, y = anchor[0] - centre_x, anchor[1] - centre_y
        return replace(
            changed,
            focus_x=before[0] - (m22 * x - m21 * y) / determinant,
            focus_y=before[1] - (m11 * y - m12 * x) / determinant,
        )


def _corners(rect: Rect) -> tuple[Point, Point, Point, Point]:
    return (
        (rect.x, rect.y),
        (rect.right, rect.y),
        (rect.right, rect.bottom),
        (rect.x, rect.bottom),
    )


def _outer(points: list[Point]) -> Rect:
    columns, rows = [p[0] for p in points], [p[1] for p in points]
    tiny = 1e-6  # rounding must not add a row
    return Rect.from_edges(
        math.floor(min(columns) + tiny),
        math.floor(min(rows) + tiny),
        math.ceil(max(columns) - tiny),
        math.ceil(max(rows) - tiny),
    )
