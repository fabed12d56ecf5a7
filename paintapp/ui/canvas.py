"""The canvas: shows the document and passes the pen on to the editor.

A pen event goes to the editor at once when a frame is due; those that come sooner go together with
the next frame. What they changed is composited and painted once a frame. Between frames there is a
pause in which Qt hands over the events that have come meanwhile.
"""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QGuiApplication,
    QHideEvent,
    QImage,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QShowEvent,
    QTabletEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from paintapp.document import Document, Rect
from paintapp.document.pixels import TileKey
from paintapp.editor import Editor
from paintapp.painting.curve import Curve
from paintapp.ui import theme
from paintapp.ui.canvas_ants import Ants
from paintapp.ui.canvas_decorations import Decorations
from paintapp.ui.canvas_guide import GuideView
from paintapp.ui.canvas_input import CanvasInput
from paintapp.ui.canvas_navigation import pinch, turn_wheel
from paintapp.ui.canvas_overlays import Preview
from paintapp.ui.canvas_pen import PenCursor
from paintapp.ui.canvas_picture import CanvasPicture
from paintapp.ui.canvas_rulers import RulerLines
from paintapp.ui.canvas_symmetry import SymmetryAxes
from paintapp.ui.canvas_text import WritingView
from paintapp.ui.canvas_tiles import bands_of
from paintapp.ui.view import View

FRAME_SECONDS = 0.010
"""What a frame may spend on compositing what the pen has changed."""

SLICE_SECONDS = 0.006
"""What a slice of work in the background may take."""

IDLE_MILLISECONDS = 6
IDLE_SECONDS = 0.002
"""How often, and for how long, tiles are composited before they are painted on."""

LONGEST_PAUSE = 0.002
"""The longest time between frames, however dear they are: enough for all events that wait."""

LONGEST_WAIT = 0.01
"""How long others wait, at most, for an event of the pen to be dealt with, in seconds."""

MARCH_MILLISECONDS = 125


class CanvasWidget(QWidget):
    """The document in the window.

    ``viewChanged`` tells of zoom, pan, rotation and mirror (read `view`), ``cursorMoved`` where the
    pen is in canvas pixels, ``message`` why something could not be done.
    """

    viewChanged = Signal()  # noqa: N815
    cursorMoved = Signal(float, float)  # noqa: N815
    message = Signal(str)

    def __init__(self, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._at_rest = threading.Event()
        """Set while the canvas has no event to deal with."""
        self._at_rest.set()
        self.editor = editor
        # Every position of the pen counts; Qt would join those that come quickly.
        attribute = Qt.ApplicationAttribute
        QGuiApplication.setAttribute(attribute.AA_CompressHighFrequencyEvents, False)
        QGuiApplication.setAttribute(attribute.AA_CompressTabletEvents, False)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setTabletTracking(True)
        self.setMinimumSize(64, 64)
        self._view = View()
        self._fitted = False
        self._history = editor.history
        self._picture = CanvasPicture(editor.document, QColor(theme.SURROUND))
        self._input = CanvasInput(self)
        self.pen = PenCursor(self, self._input)
        self.outline_shown = True
        """Whether the selection's outline is to be seen."""
        self._ants = Ants()
        self._guide = GuideView()
        self._writing = WritingView(self)
        self._preview = Preview()
        self.pressure = Curve()
        """What a pen's pressure 0..1 counts as."""
        self.decorations = Decorations(self.update_device, lambda: self._view)
        self.decorations.add(RulerLines(editor))
        self.decorations.add(SymmetryAxes(editor, self.devicePixelRatioF()))
        self._dirty = False
        self._unpainted = False
        self._settled = False
        self._next_frame = 0.0
        self._frame_timer = QTimer(self)
        self._frame_timer.setSingleShot(True)
        self._frame_timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._frame_timer.timeout.connect(self._make_frame)
        self._idle_timer = QTimer(self)
        self._idle_timer.setInterval(IDLE_MILLISECONDS)
        self._idle_timer.timeout.connect(self._prepare)
        self._march_timer = QTimer(self)
        self._march_timer.setInterval(MARCH_MILLISECONDS)
        self._march_timer.timeout.connect(self._march)
        editor.document_changed.append(self._document_changed)
        editor.state_changed.append(self._state_changed)
        editor.guide_changed.append(self._guide_changed)
        self._state_changed()

    def sizeHint(self) -> QSize:
        return QSize(960, 640)

    # The view

    @property
    def view(self) -> View:
        """Where the canvas lies; its widget side is in device pixels."""
        return self._view

    def set_view(self, view: View) -> None:
        """Show the canvas otherwise; it is never lost from sight."""
        document = self.editor.document
        view = view.kept(document.width, document.height)
        if view == self._view:
            return
        zoomed = view.zoom != self._view.zoom
        self._view = view
        self._picture.look(view)
        _, more = self._picture.refresh(view, SLICE_SECONDS)
        self.schedule() if more else self._idle_timer.start()
        if zoomed:
            self.pen.place(self.pen.here)
        self._update_ants()
        self.update()
        self.viewChanged.emit()

    def zoom_in(self) -> None:
        self.set_view(self._view.stepped(1, self._anchor()))

    def zoom_out(self) -> None:
        self.set_view(self._view.stepped(-1, self._anchor()))

    def zoom_to(self, factor: float, anchor: tuple[float, float] | None = None) -> None:
        """Show one canvas pixel on ``factor`` device pixels; ``anchor`` (device pixels) stays."""
        self.set_view(self._view.zoomed(factor, anchor))

    def fit(self) -> None:
        """The whole canvas in sight."""
        document = self.editor.document
        self.set_view(self._view.fitted(document.width, document.height))

    def actual_size(self) -> None:
        """One canvas pixel on one device pixel."""
        self.set_view(self._view.zoomed(1.0, self._anchor()))

    def rotate_by(self, degrees: float) -> None:
        """Turn the view clockwise about its middle."""
        self.set_view(self._view.rotated(degrees))

    def reset_rotation(self) -> None:
        self.set_view(self._view.rotated(-self._view.rotation))

    def mirror(self) -> None:
        """Show left and right swapped, or back again; the document stays as it is."""
        self.set_view(self._view.mirror())

    def center_on(self, x: float, y: float) -> None:
        """Bring a canvas point to the middle."""
        from dataclasses import replace

        self.set_view(replace(self._view, focus_x=x, focus_y=y))

    def canvas_position(self, position: QPoint | QPointF) -> tuple[float, float]:
        """The canvas point under a point of the widget."""
        ratio = self.devicePixelRatioF()
        return self._view.to_canvas(position.x() * ratio, position.y() * ratio)

    def _anchor(self) -> tuple[float, float] | None:
        return self.pen.here if self.underMouse() else None

    def set_pressure_curve(self, curve: Curve) -> None:
        """Every pressure of a pen goes through this curve, whatever the brush."""
        self.pressure = curve

    # What others draw over the document

    def set_preview(
        self,
        bounds: Rect | None,
        image: QImage | None = None,
        mask: QImage | None = None,
        opacity: float = 1.0,
    ) -> None:
        """Show a picture over ``bounds`` (canvas pixels) where ``mask`` is light; None: nothing.

        ``image`` and ``mask`` may have any size. Only the view draws it, never the document.
        """
        before = self._preview.bounds
        self._preview.opacity = opacity
        self._preview.set(bounds, image, mask)
        self._update_canvas(before, 2)
        self._update_canvas(self._preview.bounds, 2)

    def fade_preview(self, opacity: float) -> None:
        """Show the same picture more or less opaque, 0..1."""
        if opacity != self._preview.opacity:
            self._preview.opacity = opacity
            self._update_canvas(self._preview.bounds, 2)

    @property
    def preview_bounds(self) -> Rect | None:
        return self._preview.bounds

    def flush(self) -> None:
        """Composite all that is in sight now; for screenshots and tests."""
        self._input.deliver()
        self._take_changes()
        self._picture.look(self._view)
        while self._picture.refresh(self._view, 1.0)[1] or self._picture.prepare(1.0):
            pass
        self.update()

    @property
    def pen_waits(self) -> bool:
        """Whether pen events wait for the next frame."""
        return self._input.waiting

    @property
    def behind(self) -> bool:
        """Whether the screen does not yet show what was done last."""
        return self._input.waiting or self._dirty or self._unpainted or self._picture.urgent

    @property
    def working(self) -> bool:
        """Whether anything in sight still waits to be composited."""
        return self.behind or self._picture.working

    def give_way(self) -> None:
        """Wait until the canvas has dealt with its event, `LONGEST_WAIT` at most.

        For other threads, between short pieces of work: sharing the interpreter with the pen would
        double the time of each of its events.
        """
        self._at_rest.wait(LONGEST_WAIT)

    def cancel_gesture(self) -> bool:
        """Drop the gesture that is going on; whether there was one."""
        self._input.drop()
        cancelled = self._input.cancel_size() or self.editor.cancel()
        self._input.release_all()
        self.pen.refresh()
        return cancelled

    @property
    def writing(self) -> WritingView:
        """The text that is being written on the canvas."""
        return self._writing

    # Frames

    def _document_changed(self, old: Document, new: Document) -> None:
        self._dirty = True
        self.schedule()

    def after_event(self) -> None:
        """A pen event has been dealt with: show what it did unless the last frame was just now."""
        if self.frame_due and (self._dirty or self._picture.urgent):
            self._make_frame()

    @property
    def frame_due(self) -> bool:
        """Whether the next frame may be made now."""
        return time.perf_counter() >= self._next_frame

    def schedule(self) -> None:
        """Have a frame made as soon as it is due."""
        if not self._frame_timer.isActive():
            wait = max(0.0, self._next_frame - time.perf_counter())
            self._frame_timer.start(round(wait * 1000))

    def _make_frame(self) -> None:
        self._at_rest.clear()
        try:
            self._show_frame()
        finally:
            self._at_rest.set()

    def _show_frame(self) -> None:
        self._input.deliver()
        start = time.perf_counter()
        urgent = self._dirty or self._picture.urgent
        self._take_changes()
        seconds = FRAME_SECONDS if urgent else SLICE_SECONDS
        done, more = self._picture.refresh(self._view, seconds)
        painted = self._update_tiles(done)
        if urgent and not painted.isEmpty() and self.isVisible():
            # Qt waits up to 5 ms before it paints, the pen does not. This paints all that waits.
            self.repaint(painted)
        end = time.perf_counter()
        self._next_frame = end + min(LONGEST_PAUSE, end - start)
        if more:
            self.schedule()
        else:
            self._frame_timer.stop()
            self._idle_timer.start()

    def _prepare(self) -> None:
        """While nothing else is to be done, get ready for the pen."""
        if self.editor.busy or self._picture.prepare(IDLE_SECONDS):
            return
        self._idle_timer.stop()
        if not self._settled:
            # What an opened document consists of lasts; going through all of it again and again
            # in search of garbage would stop the pen for some 50 ms each time.
            self._settled = True
            gc.collect()
            gc.freeze()

    def _take_changes(self) -> None:
        """Bring picture and overlays to the editor's document."""
        editor = self.editor
        document = editor.document
        self._dirty = False
        old = self._picture.document
        if (old.width, old.height) != (document.width, document.height):
            self._picture.replace(document)
            self._picture.look(self._view)
            self.set_view(self._view.following(old.bounds[2:], document.bounds[2:]))
            self.update()
        if self._picture.show(document, editor.target, editor.active_layer_id, self._view):
            self._picture.look(self._view)
            self.update()
        self._update_ants()
        if editor.history is not self._history:
            self._history = editor.history
            self._settled = False
            self._idle_timer.start()
            self.fit()

    def _state_changed(self) -> None:
        self._take_changes()
        self.schedule()
        self.pen.refresh()

    def _guide_changed(self) -> None:
        self._guide.ratio = self.devicePixelRatioF()
        self.update_device(self._guide.bounds(self._view))
        cursor = self._guide.cursor
        self._guide.set_guide(self.editor.guide)
        self.update_device(self._guide.bounds(self._view))
        if self._guide.cursor != cursor:
            self.pen.refresh()
        self._writing.show(self.editor.writing)

    # Marching ants

    def _update_ants(self) -> None:
        editor = self.editor
        hidden = editor.target == "selection" or not self.outline_shown
        shown = None if hidden else editor.document.selection
        if self._ants.shows(shown):
            return
        self.update(self._region(self._ants.cells(self._view)))
        self._ants.set_selection(shown, editor.document.bounds)
        self.update(self._region(self._ants.cells(self._view)))
        if self._ants.empty or not self.isVisible():
            self._march_timer.stop()
        elif not self._march_timer.isActive():
            self._march_timer.start()

    def toggle_outline(self) -> None:
        """Hide the selection's outline, or show it again."""
        self.outline_shown = not self.outline_shown
        self._update_ants()

    def _march(self) -> None:
        self._ants.beat += 1
        self.update(self._region(self._ants.cells(self._view)))

    # What to paint anew

    def _update_tiles(self, keys: Iterable[TileKey]) -> QRect:
        """Have tiles painted; a rectangle of the widget that is to be painted for them."""
        bands = bands_of(keys, together=not self._view.axis_aligned)
        painted = QRect()
        for band in bands:
            shown = self._logical(QRectF(*self._view.widget_rect(band).padded(1)))
            if not shown.isEmpty():
                painted = shown
                self.update(shown)
        self._unpainted = self._unpainted or not painted.isEmpty()
        return painted

    def _update_canvas(self, rect: Rect | None, margin: int = 1) -> None:
        if rect is not None and not rect.empty:
            shown = self._view.widget_rect(rect).padded(margin)
            self.update_device(QRectF(*shown))

    def update_device(self, rect: QRectF) -> None:
        """Paint a part of the widget anew, given in device pixels."""
        if not rect.isEmpty():
            self.update(self._logical(rect))

    def _region(self, rects: Iterable[Rect]) -> QRegion:
        region = QRegion()
        for rect in rects:
            region += self._logical(QRectF(*rect))
        return region

    def _logical(self, rect: QRectF) -> QRect:
        ratio = self.devicePixelRatioF()
        scaled = QRectF(
            rect.x() / ratio, rect.y() / ratio, rect.width() / ratio, rect.height() / ratio
        )
        return scaled.toAlignedRect().intersected(self.rect())

    # Qt's events

    def paintEvent(self, event: QPaintEvent) -> None:
        self._unpainted = False
        ratio = self.devicePixelRatioF()
        region = event.region()
        rects = list(region)
        covered = sum(rect.width() * rect.height() for rect in rects)
        bounding = region.boundingRect()
        if len(rects) > 1 and bounding.width() * bounding.height() < 1.6 * covered + 20000:
            rects = [bounding]
        with QPainter(self) as painter:
            painter.scale(1 / ratio, 1 / ratio)
            for rect in rects:
                device = QRectF(
                    rect.x() * ratio, rect.y() * ratio, rect.width() * ratio, rect.height() * ratio
                )
                self._picture.draw(painter, self._view, device.toAlignedRect())
            self._preview.draw(painter, self._view)
            self.decorations.draw(painter)
            self._ants.draw(painter, self._view)
            self._writing.draw(painter, self._view)
            self.pen.draw_line(painter)
            self._guide.draw(painter, self._view)
            self.pen.draw(painter)
        if self._picture.working:
            self.schedule()

    def resizeEvent(self, event: QResizeEvent) -> None:
        ratio = self.devicePixelRatioF()
        document = self.editor.document
        # A canvas that is shown whole stays so, whatever opens beside it.
        whole = self._view == self._view.fitted(document.width, document.height)
        self.set_view(self._view.resized(round(self.width() * ratio), round(self.height() * ratio)))
        if (not self._fitted and self.isVisible()) or (whole and not self.editor.busy):
            self._fitted = self._fitted or self.isVisible()
            self.fit()

    def showEvent(self, event: QShowEvent) -> None:
        if not self._fitted:
            self._fitted = True
            self.fit()
        if not self._ants.empty:
            self._march_timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._march_timer.stop()

    def event(self, event: QEvent) -> bool:
        self._at_rest.clear()
        try:
            return self._handled(event)
        finally:
            self._at_rest.set()

    def _handled(self, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride and self._input.wants(event):
            event.accept()
            return True
        if kind == QEvent.Type.NativeGesture and pinch(self, event):
            event.accept()
            return True
        tabs = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        if kind == QEvent.Type.KeyPress and event.key() in tabs:
            if self._writing.on:
                self.keyPressEvent(event)
                return True
            event.ignore()  # Tab hides the panels; it does not move the focus
            return False
        if kind == QEvent.Type.DevicePixelRatioChange:
            self.resizeEvent(None)
        return super().event(event)

    def tabletEvent(self, event: QTabletEvent) -> None:
        self._input.tablet(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._input.mouse(event, "press")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._input.mouse(event, "move")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._input.mouse(event, "release")

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._input.double_click(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn_wheel(self, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.setAccepted(self._input.key_press(event))

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.setAccepted(self._input.key_release(event))

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._writing.input_method(event)

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> object:
        return self._writing.answer(query, self._view)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._input.release_all()
        self.pen.refresh()
        super().focusOutEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.pen.refresh()

    def leaveEvent(self, event: QEvent) -> None:
        self.editor.hover(None)
        self.decorations.hover(None)
        self.pen.place(None)
