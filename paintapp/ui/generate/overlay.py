"""What generating shows over the canvas: results pointed at and jobs in the making."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from paintapp.document import Rect
from paintapp.generation.expand import offset_of
from paintapp.generation.job import Job
from paintapp.generation.region import Placement
from paintapp.generation.results import Result
from paintapp.ui.generate.background import Background
from paintapp.ui.generate.pictures import image_of, mask_of, preview_of

RESULT_LIMIT = 1024
JOB_LIMIT = 512
"""Longest sides of what is shown, so that the view draws a large result as quickly as a small."""


class PreviewCanvas(Protocol):
    """What is needed of the canvas."""

    def set_preview(
        self,
        bounds: Rect | None,
        image: QImage | None,
        mask: QImage | None = None,
        opacity: float = 1.0,
    ) -> None: ...

    def fade_preview(self, opacity: float) -> None: ...


class Overlay:
    """Keeps the canvas's one preview: a result pointed at comes before a job in the making, and
    that before the live picture.

    Nothing of it is part of the document.
    """

    def __init__(self, canvas: PreviewCanvas | None, background: Background) -> None:
        self.canvas = canvas
        self.canvas_size: Callable[[], tuple[int, int]] = lambda: (0, 0)
        """Set by whoever knows the document."""
        self._background = background
        self._job: Job | None = None
        self._job_image: QImage | None = None
        self._masks: dict[int, QImage | None] = {}
        self._result: tuple[Rect, QImage, QImage | None] | None = None
        self._wanted: Result | None = None
        self._live: tuple[Rect, QImage, QImage | None, float] | None = None

    def show_live(
        self, bounds: Rect | None, image: QImage | None, mask: QImage | None, opacity: float
    ) -> None:
        """Show a live picture, or none."""
        shown = bounds is not None and image is not None
        if shown or self._live is not None:
            self._live = (bounds, image, mask, opacity) if shown else None
            self._draw()

    def fade_live(self, opacity: float) -> None:
        """Show the same live picture more or less opaque."""
        if self._live is not None and opacity != self._live[3]:
            self._live = (*self._live[:3], opacity)
            if self.canvas is not None and self._result is None and self._job_image is None:
                self.canvas.fade_preview(opacity)

    def show_job(self, job: Job | None) -> None:
        """Show the preview of a running job, or none."""
        if job is not self._job:
            self._masks.clear()
            self._job_image = None
        self._job = job
        if job is not None and job.preview is not None and job.prepared is not None:
            self._job_image = image_of(job.preview.array())
            if job.number not in self._masks:
                self._make_mask(job)
                return
        self._draw()

    def show_result(self, result: Result | None) -> None:
        """Show a finished result in its place, or none."""
        self._wanted = result
        if result is None:
            if self._result is not None:
                self._result = None
                self._draw()
            return
        placement = result.generation.placement

        def make() -> tuple[Rect, QImage, QImage | None]:
            size = result.image.width, result.image.height
            image = preview_of(result.image, RESULT_LIMIT)
            return self._place(placement), image, mask_of(placement, *size, RESULT_LIMIT)

        def show(made: tuple[Rect, QImage, QImage | None]) -> None:
            if self._wanted is result:  # the pointer may have moved on meanwhile
                self._result = made
                self._draw()

        self._background.run(make, show)

    def focus_canvas(self) -> None:
        """Give the keyboard back to the canvas."""
        if isinstance(self.canvas, QWidget):
            self.canvas.setFocus()

    def _place(self, placement: Placement) -> Rect:
        """Where a picture lies on the canvas as it is now: it may have to grow first."""
        return placement.bounds.translated(*offset_of(placement, self.canvas_size()))

    def _make_mask(self, job: Job) -> None:
        assert job.prepared is not None
        request, placement = job.prepared.request, job.prepared.placement

        def keep(mask: QImage | None) -> None:
            if self._job is job:
                self._masks[job.number] = mask
                self._draw()

        if placement.mask is None:
            keep(None)
        else:
            self._background.run(
                lambda: mask_of(placement, request.width, request.height, JOB_LIMIT), keep
            )

    def _draw(self) -> None:
        if self.canvas is None:
            return
        job = self._job
        if self._result is not None:
            self.canvas.set_preview(*self._result)
        elif job is not None and job.bounds is not None and self._job_image is not None:
            assert job.prepared is not None
            bounds = self._place(job.prepared.placement)
            self.canvas.set_preview(bounds, self._job_image, self._masks.get(job.number))
        elif self._live is not None:
            self.canvas.set_preview(*self._live)
        else:
            self.canvas.set_preview(None, None)
