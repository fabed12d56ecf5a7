"""The editor: the only mutable object of the program's core.

It holds the document with its history and what the artist has in hand: the tool, the brush, the
colours, the active layer. It knows no window; tests and the command line drive it the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Concatenate, Literal, ParamSpec, Protocol

from paintapp.document import Document, Edit, History, Layer, RasterLayer, TextLayer
from paintapp.document.edit import Target
from paintapp.gesture import Colour, Gesture, Guide, PointerEvent, TextInput, Writing
from paintapp.gesture_runner import Elsewhere, GestureRunner
from paintapp.painting.brush import Brush
from paintapp.painting.hand import Hand
from paintapp.painting.patterns import Pattern

Parameters = ParamSpec("Parameters")


class Tool(Protocol):
    """What the editor needs of a tool: a gesture as a generator.

    The generator gets the press as an argument and every later event by `send`, or the result of
    the `Work` it has yielded (the release may come meanwhile, and is sent next). It ends after the
    release, or lives on through further presses until it has all it needs. Closing it (Escape)
    rolls back whatever edit it has open. A tool with an ``own_brush`` has it in hand at first and
    keeps what the artist makes of it; others share one brush. The gesture of a tool with
    ``lasting = True`` goes on until it is confirmed, and is confirmed when the artist turns to
    something else.
    """

    @property
    def id(self) -> str: ...

    def gesture(self, editor: Editor, press: PointerEvent) -> Gesture: ...


class EditorError(ValueError):
    """What was asked cannot be done now; the message is fit to show to the artist."""


TEXT_REASON = "This is a text layer: Layer > Rasterise makes it a layer to paint on."


class Editor:
    """The document being worked on and the artist's hand.

    ``document_changed`` listeners get (old, new) whenever the shown document changes, also in the
    middle of a stroke; ``state_changed`` listeners get nothing and are called when anything else
    (tool, its options, colours, active layer, target, history, saved state) has changed;
    ``guide_changed`` listeners when a gesture's guide line has; ``colour_kept`` listeners get a
    colour to keep as a swatch.
    """

    def __init__(self, document: Document, label: str = "New document") -> None:
        self.document_changed: list[Callable[[Document, Document], None]] = []
        self.state_changed: list[Callable[[], None]] = []
        self.guide_changed: list[Callable[[], None]] = []
        self.colour_kept: list[Callable[[Colour], None]] = []
        self._history = History(document, label)
        self._document = document
        self._saved: Document | None = document
        self._edit: Edit | None = None
        self._runner = GestureRunner(self._gesture_for, self._acted, self._rest)
        self._guide: Guide | None = None
        self._over: PointerEvent | None = None
        self._tool: Tool | None = None
        self._options: dict[str, object] = {}
        self._last_point: tuple[float, float] | None = None
        self._brushes: dict[str, Brush] = {}
        self._hand = Hand()
        self.patterns: dict[str, Pattern] = {}
        """The artist's own patterns by id, beside those that come with the program."""
        self._foreground: Colour = (0, 0, 0)
        self._background: Colour = (65535, 65535, 65535)
        self._target: Target = "pixels"
        self._active: int | None = _topmost(document)
        self._chosen: frozenset[int] = frozenset()

    # The document and its history

    @property
    def document(self) -> Document:
        """The document as it is shown, including an edit that is still going on."""
        return self._document

    @property
    def history(self) -> History:
        return self._history

    @property
    def modified(self) -> bool:
        """Whether the document differs from what was last saved or opened."""
        return self._history.document is not self._saved

    def mark_saved(self, document: Document) -> None:
        """Remember that this document is safely in a file."""
        self._saved = document
        self._state()

    def replace_document(self, document: Document, label: str, *, saved: bool = True) -> None:
        """Start over with another document and a fresh history."""
        self.cancel()
        self._last_point = None
        self._history = History(document, label, self._history.budget_bytes)
        self._saved = document if saved else None
        self._active = _topmost(document)
        self._target = "pixels"
        self._show(document)
        self._state()

    @contextmanager
    def edit(self, label: str) -> Iterator[Edit]:
        """An edit that becomes one history entry on a clean exit and leaves no trace otherwise.

        A lasting gesture is confirmed first. EditorError when another edit is still open.
        """
        self.finish()
        if self._edit is not None:
            raise EditorError("Finish or cancel the current action first.")
        edit = Edit(self._document, label)
        self._edit = edit
        try:
            yield edit
        except BaseException:
            self._edit = None
            self._show(edit.before)
            raise
        self._edit = None
        self._commit(label, edit.document)

    def apply(
        self,
        label: str,
        function: Callable[Concatenate[Document, Parameters], Document],
        *args: Parameters.args,
        **kwargs: Parameters.kwargs,
    ) -> None:
        """Replace the document by ``function(document, ...)`` as one history entry."""
        with self.edit(label) as edit:
            edit.document = function(edit.document, *args, **kwargs)

    @property
    def can_undo(self) -> bool:
        return self._history.can_undo or self.lasting

    @property
    def can_redo(self) -> bool:
        return self._history.can_redo or self.writing is not None

    def undo(self) -> None:
        """One step back; while a gesture is going on, only that is cancelled, or its last point."""
        if self.lasting:
            self.tell("back")
        elif not self.cancel():
            self._travel(self._history.undo())

    def redo(self) -> None:
        if self.writing is not None:
            self.write(TextInput(kind="redo"))
        elif not self.lasting and not self.cancel():
            self._travel(self._history.redo())

    def go_to(self, index: int) -> None:
        """Show a history entry (IndexError when there is none)."""
        self.cancel()
        self._travel(self._history.go_to(index))

    # The hand

    @property
    def busy(self) -> bool:
        """Whether a gesture is going on."""
        return self._runner.busy

    def pointer(self, event: PointerEvent) -> None:
        """Feed a pen event to the tool. What the tool has made so far is shown at once.

        EditorError when the tool cannot do it now; the document is then as it was.
        """
        self.pointers((event,))

    def pointers(self, events: Sequence[PointerEvent | TextInput]) -> None:
        """Feed the pen events of a frame to the tool, in their order; none is left out.

        A gesture that takes them `TOGETHER` gets the moves of a frame at once.
        """
        self._runner.feed(events)

    def begin(self) -> None:
        """Start the tool's gesture without the pen; its first event is of the kind "options".

        EditorError when the tool cannot do it now.
        """
        if not self.busy:
            self._runner.start(PointerEvent(kind="options", x=0, y=0))

    def hover(self, event: PointerEvent | None) -> None:
        """The pen is over the canvas (None: no longer) while no gesture goes on."""
        self._over = event
        if not self.busy:
            self._rest()

    def cancel(self) -> bool:
        """Drop the gesture that is going on; whether there was one."""
        return self._runner.drop()

    @property
    def lasting(self) -> bool:
        """Whether a gesture is going on that lasts until it is confirmed."""
        return self.busy and bool(getattr(self._tool, "lasting", False))

    def finish(self) -> None:
        """Confirm a lasting gesture; one that still goes on after that is dropped.

        What it waits for is worked out on this thread.
        """
        if self.lasting and not self._runner.stepping:
            self._runner.work_here()
            self.tell("confirm")
            self._runner.work_here()
            self.cancel()

    def tell(self, kind: Literal["confirm", "back", "options"]) -> None:
        """Send a lasting gesture something that is not of the pen."""
        if self.lasting:
            self._runner.tell(PointerEvent(kind=kind, x=0, y=0))

    @property
    def elsewhere(self) -> Elsewhere:
        """How a gesture's work is done: at once, until a window has a thread for it."""
        return self._runner.elsewhere

    @elsewhere.setter
    def elsewhere(self, elsewhere: Elsewhere) -> None:
        self._runner.elsewhere = elsewhere

    def write(self, given: TextInput) -> None:
        """Give text, or a key, to a gesture that takes text; without one nothing happens."""
        if self.writing is not None:
            self.pointers((given,))

    @property
    def writing(self) -> Writing | None:
        """The text that the gesture going on is being given; None when it takes none."""
        return None if self._guide is None else self._guide.writing

    @property
    def guide(self) -> Guide | None:
        """What the gesture shows over the canvas, or the tool while no gesture goes on."""
        return self._guide

    @guide.setter
    def guide(self, guide: Guide | None) -> None:
        if guide != self._guide:
            self._guide = guide
            for listener in tuple(self.guide_changed):
                listener()

    @property
    def last_point(self) -> tuple[float, float] | None:
        """Where the last stroke ended, in canvas pixels: straight lines go on from there."""
        return self._last_point

    @last_point.setter
    def last_point(self, point: tuple[float, float] | None) -> None:
        self._last_point = point

    @property
    def tool(self) -> Tool | None:
        return self._tool

    @tool.setter
    def tool(self, tool: Tool | None) -> None:
        self.finish()
        self.cancel()
        self._tool = tool
        self._state()

    def tool_options(self, tool_id: str) -> object | None:
        """A tool's options as the artist has set them; None while they are the tool's defaults."""
        return self._options.get(tool_id)

    def set_tool_options(self, tool_id: str, options: object) -> None:
        self._options[tool_id] = options
        self._hand_changed()

    @property
    def brush(self) -> Brush:
        """The brush in hand: the tool's own where it has one, else the one that others share."""
        return self.brush_of(self._tool)

    @brush.setter
    def brush(self, brush: Brush) -> None:
        self.set_brush_of(self._tool, brush)

    def brush_of(self, tool: Tool | None) -> Brush:
        """The brush of a tool, whether it is in hand or not."""
        first = getattr(tool, "own_brush", None)
        return self._brushes.get(_holder(tool)) or first or Brush()

    def set_brush_of(self, tool: Tool | None, brush: Brush) -> None:
        self._brushes[_holder(tool)] = brush
        self._hand_changed()

    @property
    def hand(self) -> Hand:
        """What guides strokes, whatever the brush."""
        return self._hand

    @hand.setter
    def hand(self, hand: Hand) -> None:
        self._hand = hand
        self._hand_changed()

    @property
    def foreground(self) -> Colour:
        return self._foreground

    @foreground.setter
    def foreground(self, colour: Colour) -> None:
        self._foreground = colour
        self._hand_changed()

    @property
    def background(self) -> Colour:
        return self._background

    @background.setter
    def background(self, colour: Colour) -> None:
        self._background = colour
        self._hand_changed()

    def keep_colour(self, colour: Colour) -> None:
        """Ask whoever keeps swatches to keep a colour."""
        for listener in tuple(self.colour_kept):
            listener(colour)

    def swap_colours(self) -> None:
        self._foreground, self._background = self._background, self._foreground
        self._hand_changed()

    def reset_colours(self) -> None:
        self._foreground, self._background = (0, 0, 0), (65535, 65535, 65535)
        self._hand_changed()

    # What is worked on

    @property
    def active_layer_id(self) -> int | None:
        return self._active

    @property
    def active_layer(self) -> Layer | None:
        return self._document.find(self._active)

    @property
    def chosen(self) -> tuple[int, ...]:
        """Ids of the layers chosen together, lowest first: the active one at least, if any."""
        if self._active in self._chosen:
            return tuple(layer.id for layer in self._document.walk() if layer.id in self._chosen)
        return () if self.active_layer is None else (self.active_layer.id,)

    def choose(self, layer_ids: Iterable[int]) -> None:
        """Choose several layers; the active one stays so if it is among them."""
        chosen = frozenset(layer_ids)
        if chosen == frozenset(self.chosen):
            return
        self.finish()
        self.cancel()
        self._chosen = chosen
        if self._active not in chosen:
            present = [layer.id for layer in self._document.walk() if layer.id in chosen]
            self.set_active(present[-1] if present else None)
            self._chosen = chosen
        self._state()

    def set_active(self, layer_id: int | None) -> None:
        """Make a layer the one that is worked on, and the only one chosen.

        It ends the gesture that is going on.
        """
        self.finish()
        self.cancel()
        self.activate(layer_id)

    def activate(self, layer_id: int | None) -> None:
        """The same for a gesture, which goes on."""
        self._active = layer_id
        self._chosen = frozenset()
        layer = self.active_layer
        if self._target == "mask" and (layer is None or layer.mask is None):
            self._target = "pixels"
        self._state()

    @property
    def target(self) -> Target:
        """What painting changes: the active layer's pixels, its mask, or the selection."""
        return self._target

    @target.setter
    def target(self, target: Target) -> None:
        self.finish()
        self.cancel()
        self._target = target
        self._state()

    def paintable_reason(self) -> str:
        """Why the current target cannot be painted on; empty when it can."""
        if self._target == "selection":
            return ""
        layer = self.active_layer
        if layer is None:
            return "There is no active layer."
        if not layer.visible:
            return "The active layer is hidden."
        if layer.lock_pixels:
            return "The active layer is locked."
        if self._target == "pixels" and not isinstance(layer, RasterLayer):
            return "A group cannot be painted on: choose a layer inside it."
        if self._target == "pixels" and isinstance(layer, TextLayer):
            return TEXT_REASON
        return ""

    # Inside

    def _gesture_for(self, press: PointerEvent) -> Gesture | None:
        return None if self._tool is None else self._tool.gesture(self, press)

    def _acted(self) -> None:
        """Show what a gesture has made so far."""
        if self._edit is not None:
            self._show(self._edit.document)

    def _commit(self, label: str, document: Document) -> None:
        if document is self._history.document:
            self._show(document)
            return
        previous = self._history.document
        self._history.commit(label, document)
        self._show(document)
        self._follow(previous, document)
        self._state()

    def _travel(self, document: Document) -> None:
        previous = self._document
        self._show(document)
        self._follow(previous, document)
        self._state()

    def _follow(self, previous: Document, document: Document) -> None:
        """Keep the active layer sensible: a new layer becomes active, a lost one is replaced."""
        before = {layer.id for layer in previous.walk()}
        added = [layer.id for layer in document.walk() if layer.id not in before]
        if added and len(before) + len(added) == len({layer.id for layer in document.walk()}):
            self._active = added[-1]
        elif document.find(self._active) is None:
            self._active = _neighbour(previous, document, self._active)
        layer = document.find(self._active)
        if self._target == "mask" and (layer is None or layer.mask is None):
            self._target = "pixels"

    def _show(self, document: Document) -> None:
        old, self._document = self._document, document
        if old is not document:
            for listener in tuple(self.document_changed):
                listener(old, document)

    def _hand_changed(self) -> None:
        self._state()
        self.tell("options")

    def _rest(self) -> None:
        """Show what the tool shows while no gesture goes on."""
        resting = getattr(self._tool, "resting", None)
        self.guide = None if resting is None else resting(self, self._over)

    def _state(self) -> None:
        if not self.busy and self._edit is None:
            self._rest()
        for listener in tuple(self.state_changed):
            listener()


def _holder(tool: Tool | None) -> str:
    """Which brush a tool draws with: the name of its own, or the empty one that is shared."""
    return "" if tool is None or getattr(tool, "own_brush", None) is None else tool.id


def _topmost(document: Document) -> int | None:
    return document.layers[-1].id if document.layers else None


def _neighbour(previous: Document, document: Document, layer_id: int | None) -> int | None:
    """The nearest remaining layer to one that has gone: below it, else above, else the top."""
    if layer_id is not None and previous.find(layer_id) is not None:
        siblings = [layer.id for layer in previous.siblings(layer_id)]
        position = siblings.index(layer_id)
        for candidate in (*reversed(siblings[:position]), *siblings[position + 1 :]):
            if document.find(candidate) is not None:
                return candidate
    return _topmost(document)
