"""Live painting in the window: between the editor, the live pictures and what shows them."""

from __future__ import annotations

import secrets
import time
import weakref

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from paintapp.document import Document
from paintapp.document.identity import identity
from paintapp.generation.live import Live, Moment
from paintapp.generation.results import Result
from paintapp.generation.settings import RANDOM_SEEDS, GenerationError
from paintapp.ui.generate.background import Background
from paintapp.ui.generate.controller import GenerateController
from paintapp.ui.generate.pictures import mask_of, preview_of
from paintapp.ui.waiting import Hop

LONGEST_SIDE = 1024
"""Of what is shown over the canvas."""

PEEK = 0.3
"""The share of its opacity that a picture over the canvas keeps while a stroke goes on, so that
the pen is never hidden by a picture that does not know of the stroke yet."""

PACE_MILLISECONDS = 500
"""How often the number of pictures a second is looked at."""


class LiveController(QObject):
    """Switches live painting on and off, feeds it, and keeps its pictures.

    ``changed`` says that the state or a choice may have changed, ``pictured`` that another picture
    (or none) is to be shown: `moment`. Nothing of it is part of the document until it is kept.
    """

    changed = Signal()
    pictured = Signal()

    def __init__(self, controller: GenerateController, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.controller = controller
        self.editor = controller.editor
        canvas = controller.overlay.canvas
        give_way = canvas.give_way if canvas is not None else lambda: None
        self.live = Live(controller.client, Hop(self).post, give_way)
        self.keeping = False
        """Whether a picture is on its way to becoming a layer."""
        self._background = Background("live-pictures", self)
        self._history = weakref.ref(self.editor.history)
        self._over: Moment | None = None
        self._placing = False
        """Whether a kept picture is about to be placed."""
        self._timer = QTimer(self)
        self._timer.setInterval(PACE_MILLISECONDS)
        self._timer.timeout.connect(self.changed)
        self.editor.document_changed.append(self._document_changed)
        self.editor.state_changed.append(self._follow)
        self.live.changed.append(self._live_changed)
        self.live.pictured.append(self._pictured)
        self.live.failed.append(controller.say_problem)
        controller.changed.connect(self._choices_changed)
        controller.progressed.connect(self.changed)

    def close(self) -> None:
        """Stop for good."""
        self.live.close()
        self._timer.stop()
        for listeners, listener in (
            (self.editor.document_changed, self._document_changed),
            (self.editor.state_changed, self._follow),
        ):
            if listener in listeners:
                listeners.remove(listener)  # type: ignore[arg-type]
        self._background.close()

    # What the artist does

    @property
    def on(self) -> bool:
        return self.live.on

    @property
    def moment(self) -> Moment | None:
        """The picture to show now."""
        return self.live.moment

    @property
    def problem(self) -> str:
        """Why the present model cannot paint live; empty when it can."""
        return self.live.problem(self.controller.choices.model)

    def toggle(self) -> None:
        """Begin to paint live, or stop at once."""
        if self.live.on:
            self.stop()
            return
        if self.problem:
            self.controller.say_problem(self.problem)
            return
        try:
            settings = self.controller.choices.live_settings()
        except GenerationError as error:
            self.controller.say_problem(str(error))
            return
        self._history = weakref.ref(self.editor.history)
        self.live.start(self.editor.document, self.editor.history.document, settings)

    def stop(self) -> None:
        self.keeping = self._placing = False
        self.live.stop()

    def new_seed(self) -> None:
        """Other pictures of the same canvas from now on."""
        self.controller.choose(live_seed=secrets.randbelow(RANDOM_SEEDS))

    def choose(self, **changes: object) -> None:
        """Change choices by name: live_strength, live_over, live_opacity."""
        self.controller.choose(**changes)

    @property
    def can_keep(self) -> bool:
        return self.on and self.moment is not None and not self.keeping

    def keep(self) -> None:
        """Make the picture of this moment a layer, and a result that is never lost.

        Of a first prediction the finished picture is kept, when it comes.
        """
        if self.can_keep:
            self.keeping = True
            self._keep_finished()
            self.changed.emit()

    def _keep_finished(self) -> None:
        moment = self.moment
        if moment is None or moment.early:
            return
        record, document = moment.record, identity(self.editor.document)
        store = self.controller.jobs.store
        assert store is not None
        seed = record.request.seed

        def save() -> Result:
            return store.save(moment.image, record, seed, moment.seconds, document=document)

        def not_saved(error: Exception) -> None:
            now = time.time()
            identifier = f"{int(now * 1e6):016x}-{secrets.token_hex(4)}"
            result = Result(identifier, moment.image, record, seed, moment.seconds, now, document)
            self._kept(result, on_disk=False)
            self.controller.say_problem(str(error))

        self._background.run(save, self._kept, not_saved)

    def _kept(self, result: Result, *, on_disk: bool = True) -> None:
        self.keeping = False
        self._placing = True
        results = self.controller.results
        results.list.add(result, on_disk=on_disk)
        results.apply(result.id)
        self.changed.emit()

    # What is said

    @property
    def status(self) -> str:
        """What live painting is doing, in a few words."""
        state = self.live.state
        if state == "off":
            return ""
        if any(job.state == "running" for job in self.controller.queue):
            return self.tr("Live · waits for the job")
        if state == "starting":
            return self.tr("Live · getting ready")
        if self.keeping:
            return self.tr("Live · keeping…")
        pace = self.live.pictures_per_second
        if state == "painting":
            if pace is None:
                return self.tr("Live · painting")
            return self.tr("Live · {pace} pictures/s").format(pace=f"{pace:.1f}")
        return self.tr("Live · up to date")

    # Listening

    def _document_changed(self, old: Document, new: Document) -> None:
        if self._placing and len(list(new.walk())) > len(list(old.walk())):
            # The canvas shows the picture now. It is not to be painted over and over again, only
            # from the next change on.
            self._placing = False
            self.live.accept(new)
        self._follow()

    def _follow(self) -> None:
        if not self.live.on:
            return
        editor = self.editor
        if self._history() is not editor.history:
            self.stop()  # another document: it is not what was to be painted
            return
        self.live.show(editor.document, editor.history.document)
        self._fade()

    def _choices_changed(self) -> None:
        if self.live.on:
            try:
                self.live.configure(self.controller.choices.live_settings())
            except GenerationError as error:
                self.stop()
                self.controller.say_problem(str(error))
            self._show_over()
        self.changed.emit()

    def _live_changed(self) -> None:
        if self.live.on and not self._timer.isActive():
            self._timer.start()
        elif not self.live.on:
            self._timer.stop()
            self._show_over()
            self.pictured.emit()
        self.changed.emit()

    def _pictured(self, moment: Moment) -> None:
        if self.keeping and not moment.early:
            self._keep_finished()
        self._show_over()
        self.pictured.emit()

    # Over the canvas

    def _show_over(self) -> None:
        """Show the picture over the canvas where that is wanted."""
        overlay, moment = self.controller.overlay, self.moment
        if moment is None or not self.controller.choices.live_over:
            self._over = None
            overlay.show_live(None, None, None, 1.0)
            return
        if moment is self._over:
            self._fade()
            return
        self._over = moment
        request, placement = moment.record.request, moment.record.placement

        def make() -> tuple[QImage, QImage | None]:
            mask = mask_of(placement, request.width, request.height, LONGEST_SIDE)
            return preview_of(moment.image, LONGEST_SIDE), mask

        def show(made: tuple[QImage, QImage | None]) -> None:
            if moment is self._over:  # another one may have come meanwhile
                overlay.show_live(placement.bounds, *made, self._opacity())

        self._background.run(make, show)

    def _fade(self) -> None:
        if self._over is not None:
            self.controller.overlay.fade_live(self._opacity())

    def _opacity(self) -> float:
        opacity = self.controller.choices.live_opacity
        behind = self.editor.busy or (self.live.state == "painting" and not self._is_current())
        return opacity * PEEK if behind else opacity

    def _is_current(self) -> bool:
        """Whether the picture shown has the last stroke in it."""
        return self._over is not None and self._over.stroke >= self.live.stroke
