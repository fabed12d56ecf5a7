"""What a generation works on, shown on the canvas: the context's frame and the canvas's edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from paintapp.document import Rect
from paintapp.generation.settings import GenerationError
from paintapp.ui.generate.canvas_edges import CanvasEdges
from paintapp.ui.generate.context_frame import ContextFrame

if TYPE_CHECKING:
    from paintapp.ui.canvas import CanvasWidget
    from paintapp.ui.generate.controller import GenerateController

LINGER_MILLISECONDS = 2500
"""How long the frame stays once the pointer has left the widgets, so that it can be reached."""

ROOM = 0.14
"""The part of the view that is left free around a canvas whose edges are to be pulled."""


class Framing(QObject):
    """Shows the frame while a request is set up, or as long as it means something special.

    That is: while the pointer is over the prompt bar or the panel, while an intent was chosen that
    works on a part of the canvas, and while the artist's own frame is in effect. Where the artist
    has dragged it goes into the choices, and so into their undo.
    """

    def __init__(self, controller: GenerateController, canvas: CanvasWidget | None) -> None:
        super().__init__(controller)
        self._controller = controller
        self._canvas = canvas
        self._wanted = False
        self._fitted: Rect | None = None
        self.frame = ContextFrame()
        self.frame.measure = self._measure
        self.frame.settled = lambda rect: controller.choose(frame=rect)
        self.frame.reset = lambda: controller.choose(frame=None)
        self.edges = CanvasEdges()
        self.edges.settled = lambda rect: controller.choose(growth=rect)
        self.edges.reset = lambda: controller.choose(growth=None)
        if canvas is not None:
            canvas.decorations.add(self.edges)
            canvas.decorations.add(self.frame)
        self._linger = QTimer(self)
        self._linger.setSingleShot(True)
        self._linger.setInterval(LINGER_MILLISECONDS)
        self._linger.timeout.connect(self._look_again)
        controller.changed.connect(self.refresh)

    def close(self) -> None:
        self._linger.stop()
        if self._canvas is not None:
            self._canvas.decorations.remove(self.frame)
            self._canvas.decorations.remove(self.edges)

    def show(self, wanted: bool) -> None:
        """The pointer is over the widgets, or has left them."""
        if wanted:
            self._linger.stop()
            self._wanted = True
            self.refresh()
        elif self._wanted:
            self._linger.start()

    def refresh(self) -> None:
        """Show what the controller's choices mean now."""
        controller = self._controller
        found, choices = controller.wanted, controller.choices
        if choices.intent == "expand" and controller.survey is not None:
            canvas = controller.editor.document.bounds
            growth = choices.growth
            self.edges.show(canvas, canvas if growth is None else growth)
            self._make_room(canvas)
            self.frame.hide()
            return
        self.edges.hide()
        self._fitted = None
        canvas = controller.editor.document.bounds
        plan, custom = controller.plan, choices.frame
        special = choices.intent != "automatic" and found.task == "inpaint"
        if not (self._wanted or special or custom is not None):
            self.frame.hide()
        elif plan is not None:
            rect = plan.bounds.intersected(canvas)
            if rect == canvas and custom is None:
                self.frame.hide()  # the canvas's own edge says it already
                return
            model = controller.descriptor
            self.frame.show(
                rect,
                (plan.width, plan.height),
                canvas,
                selected=found.selected,
                native=(model.native_width, model.native_height) if model else (0, 0),
                custom=custom is not None,
            )
        elif custom is not None and not custom.intersected(canvas).empty:
            # Nothing can be made of it now; it stays where it can be taken hold of.
            self.frame.show(custom.intersected(canvas), (0, 0), canvas, custom=True)
            self.frame.place(custom.intersected(canvas), self.tr("Drag over the selection"))
        else:
            self.frame.hide()

    def _measure(self, rect: Rect) -> tuple[int, int] | None:
        try:
            plan = self._controller.plan_for(frame=rect)
        except GenerationError:
            return None
        return None if plan is None else (plan.width, plan.height)

    def _look_again(self) -> None:
        decorations = None if self._canvas is None else self._canvas.decorations
        if self.frame.dragging or (decorations is not None and decorations.cursor is not None):
            self._linger.start()
            return
        self._wanted = False
        self.refresh()

    def _make_room(self, canvas: Rect) -> None:
        """Leave free what the edges are to be pulled into, once for each size of the canvas."""
        if self._canvas is None or self._fitted == canvas:
            return
        self._fitted = canvas
        view = self._canvas.view
        margin = round(ROOM * min(view.width, view.height))
        roomy = view.fitted(canvas.width, canvas.height, margin)
        if roomy.zoom < view.zoom:
            self._canvas.set_view(roomy)
