"""The window: canvas, panels and menus put together around one editor."""

from __future__ import annotations

import base64
import inspect
import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QDockWidget, QMainWindow, QToolBar, QVBoxLayout, QWidget

from paintapp.document import Document, DocumentError
from paintapp.editor import Editor, EditorError
from paintapp.generation.jobs import Jobs
from paintapp.generation.results import ResultStore
from paintapp.generation.settings import GenerationError
from paintapp.gesture import Outcome, Work, worked
from paintapp.tools import GROUPS, Tool
from paintapp.tools import tool as tool_named
from paintapp.ui import icons
from paintapp.ui.actions import ACTIONS, Call, make_actions, refresh_actions
from paintapp.ui.brushes.commands import BrushCommands
from paintapp.ui.brushes.panel import BrushesPanel
from paintapp.ui.brushes.picker import PresetPicker
from paintapp.ui.brushes.pictures import BrushPictures
from paintapp.ui.brushes.presets import BrushPresets
from paintapp.ui.canvas import CanvasWidget
from paintapp.ui.clipboard import Clipboard, holds_picture
from paintapp.ui.commands import CanvasCommands, LayerCommands
from paintapp.ui.cut_out import CutOutCommands
from paintapp.ui.docks import Dock, Docks
from paintapp.ui.enlarge import EnlargeCommands
from paintapp.ui.files import Files
from paintapp.ui.generate import (
    GenerateController,
    GeneratePanel,
    PromptBar,
    QueuePanel,
    ResultsStrip,
)
from paintapp.ui.generate.drag_out import dragged_result
from paintapp.ui.generate.live import LiveController
from paintapp.ui.generate.live_bar import LiveBar, live_button
from paintapp.ui.generate.live_view import LiveView, beside
from paintapp.ui.hand_commands import HandCommands
from paintapp.ui.labels import translated
from paintapp.ui.leaving import Leaving
from paintapp.ui.menu_bar import RecentMenu, fill_menu_bar
from paintapp.ui.panels.colour import ColourPanel
from paintapp.ui.panels.history import HistoryPanel
from paintapp.ui.panels.layers import LayersPanel
from paintapp.ui.panels.tool_options import ToolOptions
from paintapp.ui.panels.toolbox import Toolbox
from paintapp.ui.patterns import PatternShelf
from paintapp.ui.preferences import Preferences, pressure_curve
from paintapp.ui.recovery import Recovery
from paintapp.ui.remembering import recall, remember
from paintapp.ui.selecting import SelectionCommands
from paintapp.ui.status import Status
from paintapp.ui.taskbar import Taskbar
from paintapp.ui.waiting import Waiting

log = logging.getLogger(__name__)

NOTICEABLE_MILLISECONDS = 200
"""Work that takes longer is shown in the status bar."""
BUSY_MILLISECONDS = 80
"""While a stroke goes on, panels look again this often whether it has ended."""


class Window(QMainWindow):
    """The only window. All parts show the editor's state; none knows another part."""

    def __init__(
        self,
        editor: Editor,
        jobs: Jobs,
        store: ResultStore,
        loop: Any,
        preferences: Preferences,
    ) -> None:
        super().__init__()
        self.editor = editor
        self.preferences = preferences
        self.waiting = Waiting(loop, self.report)
        self.panels_hidden = False
        self._may_close = False
        self._hidden: list[QWidget] = []
        self.setWindowIcon(icons.application_icon())
        self.setAcceptDrops(True)
        self.status = Status(self)
        self.setStatusBar(self.status)
        self.patterns = PatternShelf(store.folder.parent / "patterns", editor)
        self.canvas = CanvasWidget(editor)
        self.canvas.set_pressure_curve(pressure_curve(preferences))
        self.generate = GenerateController(editor, jobs, store, self.canvas)
        self.live = LiveController(self.generate, self)
        self.hand = HandCommands(editor)
        self.layers = LayerCommands(editor, self.waiting, self)
        self.selection = SelectionCommands(editor, self.waiting, self)
        self.image = CanvasCommands(editor, self.waiting, self)
        find = self.generate.find_subject
        self.cut_out = CutOutCommands(editor, self.waiting, self.status, find, self)
        client = self.generate.client
        self.enlarge = EnlargeCommands(editor, self.waiting, self.status, client, self)
        self.generate.select_subject = lambda: self.perform(lambda w: w.cut_out.select_subject())
        self.files = Files(editor, self.waiting, preferences, self.status, self)
        self.recovery = Recovery(editor, self.files, self.waiting, self.status, self)
        self.leaving = Leaving(self.files, self.generate, self.waiting, self._close_now, self)
        self.taskbar = Taskbar(self.generate, self)
        self.clipboard = Clipboard(editor, self.waiting, self)
        self.brush_presets = BrushPresets(
            editor,
            self.waiting,
            preferences.presets,
            preferences.brushes,
            parent=self,
        )
        self.brushes = BrushCommands(
            self, self.brush_presets, BrushPictures(lambda: editor.busy, parent=self)
        )
        self.actions_by_id = make_actions(self)
        recall(editor, preferences)
        self._arrange()
        self._make_menus()
        self._connect()
        self._restore()
        self._refresh()
        self.canvas.setFocus()

    # Acting

    def perform(self, call: Call) -> None:
        """Do what an action of the table calls, beside the window when it is a coroutine."""
        try:
            result = call(self)
            if inspect.iscoroutine(result):
                self.waiting.start(result)
        except Exception as error:
            self.report(error)

    def report(self, error: BaseException) -> None:
        """Say in one line what went wrong; the details go to the log."""
        from paintapp.formats import FormatError

        if isinstance(error, (DocumentError, EditorError, FormatError, GenerationError)):
            self.status.complain(translated(str(error)))
            return
        log.error("unexpected", exc_info=error)
        if isinstance(error, MemoryError):
            self.status.complain(self.tr("There is not enough memory for that."))
        else:
            self.status.complain(
                self.tr("Something went wrong ({kind}); the log tells more.").format(
                    kind=type(error).__name__
                )
            )

    def show_brushes(self) -> None:
        """Let the artist choose a brush, below the bar of tool options."""
        if not getattr(self.editor.tool, "strokes", False):
            self.editor.tool = tool_named("brush")
            self.tool_options.refresh()
        self.preset_picker.open()

    def toggle_panels(self) -> None:
        """Hide everything around the canvas, or show it again."""
        self.panels_hidden = not self.panels_hidden
        if self.panels_hidden:
            parts = (*self.findChildren(QDockWidget), *self.findChildren(QToolBar), self.foot)
            self._hidden = [part for part in parts if not part.isHidden()]
            for part in self._hidden:
                part.hide()
        else:
            for part in self._hidden:
                part.show()
            self._hidden = []
        self._refresh()

    def toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    async def show_shortcuts(self) -> None:
        from paintapp.ui.dialogs.shortcuts import ShortcutsDialog

        await self.waiting.answer(ShortcutsDialog(self))

    async def show_about(self) -> None:
        from paintapp.ui.dialogs.about import AboutDialog

        await self.waiting.answer(AboutDialog(self))

    async def show_preferences(self) -> None:
        """Let the artist set how the pen's pressure counts; it does so at once."""
        from paintapp.ui.dialogs.preferences import PreferencesDialog

        dialog = PreferencesDialog(
            pressure_curve(self.preferences), self.canvas.set_pressure_curve, self
        )
        if await self.waiting.answer(dialog):
            self.preferences.pressure = list(dialog.pressure.points)

    async def results_room(self) -> None:
        """Show how much room results take, and let the artist set how much they may."""
        from paintapp.ui.dialogs.results_room import ResultsRoomDialog

        store = self.generate.results.list.store
        if store is None:
            return
        usage = await self.waiting.thread(store.usage)
        dialog = ResultsRoomDialog(usage, str(store.folder), self)
        if await self.waiting.answer(dialog):
            self.preferences.results_megabytes = max(1, dialog.budget >> 20)
            self.generate.results.set_room(self.preferences.results_megabytes << 20)

    async def leave(self) -> None:
        """Close the window once nothing would be lost by it."""
        await self.leaving.leave()

    def _close_now(self) -> None:
        self._may_close = True
        self.close()

    # Qt's events

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_close and self.leaving.needed:
            event.ignore()
            self.raise_()
            self.leaving.begin()
            return
        self._remember()
        self.recovery.close(remove=True)
        self.taskbar.close()
        self.live.close()
        self.live_view.close_thread()
        self.generate.close()
        self.layers_panel.thumbnails.close()
        self.brushes.close()
        self.waiting.close()
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self._refresh_soon()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if holds_picture(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        data = event.mimeData()
        result = dragged_result(data)
        if result and isinstance(event.source(), QWidget):  # from our own strip
            self.generate.results.apply(result)
            return
        self.perform(lambda window: window.clipboard.take(data))

    # Putting together

    def _arrange(self) -> None:
        self.toolbox = Toolbox(GROUPS, self.hand.choose_tool, self, self.preferences.shown_tools)
        self.tool_options = ToolOptions(self.editor, self, self.preferences.gradients)
        self.preset_picker = PresetPicker(self.brushes, self.actions_by_id["brush-pick"].toolTip())
        self.tool_options.lead(self.preset_picker)
        self.addToolBar(Qt.ToolBarArea.TopToolBarArea, self.tool_options)
        self.addToolBar(Qt.ToolBarArea.LeftToolBarArea, self.toolbox)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.foot = QWidget()
        foot = QVBoxLayout(self.foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(0)
        self.results_strip = ResultsStrip(self.generate)
        self.prompt_bar = PromptBar(self.generate)
        self.prompt_bar.add_button(live_button(self.actions_by_id["live"]))
        self.live_bar = LiveBar(self.live)
        self.live_view = LiveView(self.live)
        foot.addWidget(self.results_strip)
        foot.addWidget(self.live_bar)
        foot.addWidget(self.prompt_bar)
        room = QWidget()
        rows = QVBoxLayout(room)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.recovery.bar)
        rows.addWidget(beside(self.canvas, self.live_view), 1)
        rows.addWidget(self.foot)
        self.setCentralWidget(room)
        self.colour_panel = ColourPanel(self.editor, self.preferences, self.actions_by_id)
        self.layers_panel = LayersPanel(self.layers, self.actions_by_id)
        self.brushes_panel = BrushesPanel(self.brushes, self.actions_by_id)
        self.history_panel = HistoryPanel(self.editor)
        self.generate_panel = GeneratePanel(self.generate)
        self.queue_panel = QueuePanel(self.generate)
        self.prompt_bar.queue_asked.connect(lambda: self.docks.raise_("queue"))
        self.docks = Docks(
            self,
            (
                Dock("colour", self.tr("Colour"), self.colour_panel),
                Dock("layers", self.tr("Layers"), self.layers_panel),
                Dock("brushes", self.tr("Brushes"), self.brushes_panel),
                Dock("generate", self.tr("Generate"), self.generate_panel),
                Dock("queue", self.tr("Queue"), self.queue_panel),
                Dock("history", self.tr("History"), self.history_panel),
            ),
        )

    def _make_menus(self) -> None:
        self.recent_menu = RecentMenu(self.preferences, self)
        self.recent_menu.chosen.connect(
            lambda path: self.perform(lambda window: window.files.open_path(path))
        )
        actions = {name: [action] for name, action in self.actions_by_id.items()}
        actions["recent"] = [self.recent_menu.menuAction()]
        actions["docks"] = self.docks.actions()
        fill_menu_bar(self.menuBar(), actions)
        for row in ACTIONS:
            action = self.actions_by_id[row.id]
            if row.on_canvas:
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            (self.canvas if row.on_canvas else self).addAction(action)

    def _connect(self) -> None:
        self._refreshing = QTimer(self)
        self._refreshing.setSingleShot(True)
        self._refreshing.timeout.connect(self._refresh_when_idle)
        self.editor.elsewhere = self._work_elsewhere
        self.editor.document_changed.append(self._document_changed)
        self.editor.state_changed.append(self._refresh_soon)
        self.editor.guide_changed.append(self._say_guide)
        self.files.changed.connect(self._refresh_soon)
        self.results_strip.storage_asked.connect(
            lambda: self.perform(lambda window: window.results_room())
        )
        self.taskbar.changed.connect(self._show_title)
        self.files.opened.connect(self.generate.document_file.read)
        self.files.beside = self.generate.document_file.entries
        self.live.changed.connect(self._show_live)
        self.canvas.viewChanged.connect(self._show_view)
        self.tool_options.chosen.connect(self._go_on_writing)
        self.layers_panel.tree.selection_asked.connect(
            lambda layer_id, of_mask, mode: self.perform(
                lambda w: w.selection.from_layer(mode, layer_id, of_mask)
            )
        )
        self.tool_options.pattern_forgotten.connect(self.patterns.forget)
        self.tool_options.typed.connect(self.canvas.setFocus)
        for complaint in (self.canvas.message, self.tool_options.complained):
            complaint.connect(lambda text: self.status.complain(translated(text)))

    def _show_live(self) -> None:
        """Only what live painting changes: it speaks several times a second."""
        self.actions_by_id["live"].setChecked(self.live.on)
        self.actions_by_id["live-keep"].setEnabled(self.live.can_keep)
        self.actions_by_id["live-stop"].setEnabled(self.live.on)

    def _work_elsewhere(
        self, work: Work, cancelled: Callable[[], bool], done: Callable[[Outcome], None]
    ) -> None:
        """What a gesture waits for is done on a thread; after a moment a line says so."""

        shown = QTimer(self)
        shown.setSingleShot(True)

        async def run() -> None:
            began: list[Any] = []
            shown.timeout.connect(
                lambda: began.append(self.status.begin(self.tr("Working"), self.editor.cancel))
            )
            shown.start(NOTICEABLE_MILLISECONDS)
            outcome = await self.waiting.thread(worked, work, cancelled)
            shown.stop()
            shown.deleteLater()
            for line in began:
                line.end()
            done(outcome)

        self.waiting.start(run())

    def _go_on_writing(self) -> None:
        """A text that is written takes the keys again once its look has been chosen."""
        if self.editor.writing is not None:
            self.canvas.setFocus()

    def _say_guide(self) -> None:
        """What stands beside the pen stands in the status bar too."""
        guide = self.editor.guide
        if guide is not None and guide.text:
            self.status.say(translated(guide.text).replace("\n", "   "))

    def _document_changed(self, old: Document, new: Document) -> None:
        self._refresh_soon()

    def _refresh_soon(self) -> None:
        """All changes of one event are followed together."""
        if not self._refreshing.isActive():
            self._refreshing.start(0)

    def _refresh_when_idle(self) -> None:
        if self.editor.busy and not self.editor.lasting:
            # The pen comes first: panels wait for the end of the stroke.
            self.tool_options.refresh()
            self._refreshing.start(BUSY_MILLISECONDS)
        else:
            self._refresh()

    def _refresh(self) -> None:
        """Make all that is shown agree with the editor."""
        editor = self.editor
        refresh_actions(self, self.actions_by_id)
        self.toolbox.show_tool(editor.tool if isinstance(editor.tool, Tool) else None)
        self.tool_options.refresh()
        self.layers_panel.refresh()
        self.colour_panel.refresh()
        self.history_panel.refresh()
        self._show_title()
        size = f"{editor.document.width} × {editor.document.height}"
        if self.status.size.text() != size:
            self.status.size.setText(size)
        self.status.show_target(editor.target)
        self._show_view()

    def _show_title(self) -> None:
        """The document's name; before it how far the queue has come."""
        progress = self.taskbar.progress
        made = "" if progress is None else f"{progress:.0%} · "
        self.setWindowTitle(f"{made}{self.files.name}[*] — paintapp")
        self.setWindowModified(self.editor.modified)

    def _show_view(self) -> None:
        view = self.canvas.view
        zoom = view.zoom * 100
        text = f"{zoom:.0f}%" if zoom >= 10 else f"{zoom:.1f}%"
        if round(view.rotation) % 360:
            text += f"  {round(view.rotation) % 360}°"
        self.status.zoom.setText(text)
        self.actions_by_id["mirror"].setChecked(view.mirrored)

    # What is remembered

    def _restore(self) -> None:
        """Size and panels as they were; a sensible start when they are not known."""
        self.docks.arrange()
        screen = QGuiApplication.primaryScreen()
        room = screen.availableGeometry() if screen is not None else self.rect()
        self.resize(min(1600, int(room.width() * 0.9)), min(1000, int(room.height() * 0.9)))
        if self.preferences.geometry:
            self.restoreGeometry(_decoded(self.preferences.geometry))
        if self.preferences.docks:
            self.docks.restore(_decoded(self.preferences.docks))

    def _remember(self) -> None:
        if self.panels_hidden:
            self.toggle_panels()
        preferences = self.preferences
        remember(self.editor, preferences)
        preferences.geometry = _encoded(self.saveGeometry())
        preferences.docks = _encoded(self.docks.state())
        preferences.shown_tools = self.toolbox.shown
        preferences.presets = self.brush_presets.in_hand


def _encoded(data: QByteArray) -> str:
    return base64.b64encode(bytes(data.data())).decode()


def _decoded(text: str) -> QByteArray:
    """Qt's record of a window; empty when it is not what it should be."""
    try:
        return QByteArray(base64.b64decode(text, validate=True))
    except ValueError:
        return QByteArray()
