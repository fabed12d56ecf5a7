"""One generation's life, from being asked for to its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from paintapp.document import Document, Rect
from paintapp.document.identity import identity
from paintapp.generation import builtin
from paintapp.generation.pace import Pace
from paintapp.generation.prepare import Prepared
from paintapp.generation.request import Raster
from paintapp.generation.results import Result
from paintapp.generation.settings import Settings

if TYPE_CHECKING:
    from paintapp.generation.jobs import Jobs

JobState = Literal["waiting", "running", "finished", "failed", "cancelled"]


class Job:
    """One request's life, read by whoever shows it; changed by `Jobs` only, on its thread.

    ``layer_id`` is the layer that was active when it was asked for: results belong above it;
    ``document_id`` the identity of the document, if it has one.
    ``fraction`` is 0..1 over all pictures, ``seconds_left`` None while nothing is known,
    ``preview`` a small picture of what is being made, to be drawn over ``bounds`` on the canvas.
    ``message`` says why the job failed, ``warning`` what else the artist should know.
    """

    def __init__(
        self,
        jobs: Jobs,
        number: int,
        settings: Settings,
        layer_id: int | None,
        document: Document | None,
        prepared: Prepared | None,
        document_id: str = "",
    ) -> None:
        self.number = number
        self.settings = settings
        self.layer_id = layer_id
        self.document_id = document_id or ("" if document is None else identity(document))
        self.state: JobState = "waiting"
        self.message = ""
        self.warning = ""
        self.reason = ""
        self.prepared = prepared
        self.results: list[Result] = []
        self.stage = ""
        self.step = 0
        self.steps = 0
        self.index = 0
        self.fraction = 0.0
        self.seconds_left: float | None = None
        self.preview: Raster | None = None
        self.cancelling = False
        self._jobs = jobs
        self._document = document
        self._ticket: int | None = None
        self._preparing = False
        self._saving = 0
        self._ended: JobState | None = None
        self._pace = Pace()

    @property
    def ended(self) -> bool:
        return self.state in ("finished", "failed", "cancelled")

    @property
    def without_model(self) -> bool:
        """Whether this program makes the pictures itself, beside what the worker does."""
        return self.settings.model == builtin.MODEL

    @property
    def _sent(self) -> bool:
        return self._ticket is not None or self._ended is not None or self.state == "running"

    @property
    def bounds(self) -> Rect | None:
        """Where on the canvas the pictures belong, once that is known."""
        return self.prepared.placement.bounds if self.prepared else None

    def cancel(self) -> None:
        self._jobs.cancel(self)

    def again(self) -> Job:
        """Queue the same job once more: the same request when it got that far, seed included."""
        return self._jobs.repeat(self)
