"""Two results, or a result and the canvas, side by side under a line that the artist drags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QImage, QPainter

from paintapp.document import Rect
from paintapp.generation.expand import offset_of
from paintapp.generation.results import Result
from paintapp.ui.canvas_compare import CompareWipe
from paintapp.ui.generate.background import Background
from paintapp.ui.generate.pictures import mask_of, preview_of

if TYPE_CHECKING:
    from paintapp.ui.generate.controller import GenerateController

LIMIT = 1536
"""Longest side of what is compared, so that the line follows the pen."""

Side = tuple[QImage, QImage]
"""A picture and the grey mask of where it shows."""


class Comparison(QObject):
    """The wipe on the canvas and what it shows."""

    changed = Signal()

    def __init__(self, controller: GenerateController, background: Background) -> None:
        super().__init__(controller)
        self._controller = controller
        self._background = background
        self._wanted: tuple[str, ...] = ()
        self.wipe = CompareWipe()
        self.wipe.closed = self._closed
        decorations = getattr(controller.overlay.canvas, "decorations", None)
        if decorations is not None:
            decorations.add(self.wipe)

    @property
    def identifiers(self) -> tuple[str, ...]:
        """The results that are compared: two, or one with the canvas; none when none are."""
        return self._wanted

    def show(self, first: str, second: str = "") -> None:
        """Compare two results; or what the canvas shows, on the left, with one."""
        results = self._controller.results.list
        self._wanted = (first, second) if second else (first,)
        wanted = self._wanted
        self.changed.emit()

        def have_first(left: Result) -> None:
            if not second:
                self._show(wanted, None, left)
            else:
                results.fetch(second, lambda right: self._show(wanted, left, right), self._failed)

        results.fetch(first, have_first, self._failed)

    def toggle(self, first: str, second: str = "") -> None:
        """Compare, or stop when just that is compared."""
        if self._wanted == ((first, second) if second else (first,)):
            self.end()
        else:
            self.show(first, second)

    def end(self) -> None:
        """Show the canvas alone again."""
        self.wipe.hide()
        self._closed()

    def _closed(self) -> None:
        if self._wanted:
            self._wanted = ()
            self.changed.emit()

    def _failed(self, problem: str) -> None:
        self.end()

    def _show(self, wanted: tuple[str, ...], first: Result | None, second: Result) -> None:
        size = self._controller.editor.document.bounds[2:]
        places = [
            None
            if one is None
            else one.generation.placement.bounds.translated(
                *offset_of(one.generation.placement, size)
            )
            for one in (first, second)
        ]
        bounds = places[1]
        assert bounds is not None
        if places[0] is not None:
            bounds = bounds.united(places[0])

        def make() -> tuple[Side, Side]:
            left, right = places
            assert right is not None
            if first is None or left is None:
                return _canvas_itself(), _side(second, right, bounds)
            return _side(first, left, bounds), _side(second, right, bounds)

        def show(made: tuple[Side, Side]) -> None:
            if self._wanted == wanted:
                (one, one_mask), (other, other_mask) = made
                self.wipe.show(
                    bounds,
                    one,
                    other,
                    first_mask=one_mask,
                    second_mask=other_mask,
                    captions=self._captions(first, second),
                )

        self._background.run(make, show, lambda error: self._failed(str(error)))

    def _captions(self, first: Result | None, second: Result) -> tuple[str, str]:
        def caption(result: Result) -> str:
            return self.tr("Seed {seed}").format(seed=result.seed)

        return self.tr("Canvas") if first is None else caption(first), caption(second)


def _canvas_itself() -> Side:
    """A picture that shows nowhere: the document is seen through it."""
    image = QImage(1, 1, QImage.Format.Format_RGB888)
    mask = QImage(1, 1, QImage.Format.Format_Grayscale8)
    image.fill(0)
    mask.fill(0)
    return image, mask


def _side(result: Result, place: Rect, bounds: Rect) -> Side:
    """A result at its place within the bounds of both, and the mask of where it shows."""
    factor = min(1.0, LIMIT / max(bounds.width, bounds.height))
    size = max(1, round(bounds.width * factor)), max(1, round(bounds.height * factor))
    image = QImage(*size, QImage.Format.Format_RGB888)
    mask = QImage(*size, QImage.Format.Format_Grayscale8)
    image.fill(0)
    mask.fill(0)
    placement = result.generation.placement
    shows = mask_of(placement, result.image.width, result.image.height, LIMIT)
    if shows is None:
        shows = QImage(1, 1, QImage.Format.Format_Grayscale8)
        shows.fill(255)
    target = QRectF(
        (place.x - bounds.x) * factor,
        (place.y - bounds.y) * factor,
        place.width * factor,
        place.height * factor,
    )
    for canvas, picture in ((image, preview_of(result.image, LIMIT)), (mask, shows)):
        painter = QPainter(canvas)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(target, picture)
        painter.end()
    return image, mask
