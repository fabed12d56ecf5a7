"""The text tool: writes on the canvas, and goes on writing in text layers that are there."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, cast

from paintapp.document import (
    Document,
    DocumentError,
    Edit,
    GroupLayer,
    Layer,
    Pixels,
    Text,
    TextLayer,
)
from paintapp.document.text import MAXIMUM_PLACE, Alignment
from paintapp.editor import Editor, EditorError
from paintapp.gesture import Gesture, Guide, Handle, PointerEvent, TextInput, Work, Writing
from paintapp.messages import Message
from paintapp.painting.fonts import default_family, has_family
from paintapp.painting.text import drawn
from paintapp.painting.typeset import Typeset
from paintapp.tools.options import choice, font, number, switch
from paintapp.tools.text_handles import cursor_of, dragged, grip_at, handles_of
from paintapp.tools.text_typing import Typing, cleaned
from paintapp.tools.tool import Tool

LIVE_AREA = 1 << 21
"""Up to so many pixels are drawn at once, more of them on another thread."""
SMALLEST_BOX = 8.0
"""A drag that is narrower, in canvas pixels, is a click."""
BOLD = 700

ALIGNMENTS = (
    ("left", "Left", "align-left"),
    ("centre", "Centre", "align-centre"),
    ("right", "Right", "align-right"),
    ("justify", "Justify", "align-justify"),
)


@dataclass(frozen=True, slots=True)
class TextOptions:
    """How the text looks; its colour is the foreground colour."""

    family: str = font("", "Font")
    size: float = number(64.0, "Size", 4, 2000, unit="px", logarithmic=True, tip="Size of the font")
    bold: bool = switch(False, "Bold", icon="bold", tip="Bold (Ctrl+B)")
    italic: bool = switch(False, "Italic", icon="italic", tip="Italic (Ctrl+I)")
    alignment: str = choice("left", "Alignment", ALIGNMENTS)
    line_height: float = number(
        1.0, "Lines", 50, 300, step=5, unit="%", factor=100, tip="Distance between lines"
    )
    letter_spacing: float = number(
        0.0, "Letters", -20, 200, step=1, unit="%", factor=100, tip="Space between letters"
    )


class TextTool(Tool):
    """Click to write from a point on, drag to write into a box, click a text to go on with it."""

    id = "text"
    label = "Text"
    tip = "Click or drag a box to write, click a text to edit it. Ctrl+Enter ends, Escape cancels"
    icon = "text"
    shortcut = "T"
    cursor = "text"
    defaults = TextOptions()
    lasting = True

    def gesture(self, editor: Editor, press: PointerEvent) -> Gesture:
        found = None if press.shift else text_at(editor, press)
        if found is None:
            placed = yield from self._place(editor, press)
            editor.guide = None
            with editor.edit("Text") as edit:
                yield from _Session(self, editor, edit, placed, None).run(None)
            return
        if found.lock_pixels:
            raise EditorError(Message("“{name}” is locked.", name=found.name))
        editor.activate(found.id)
        self.take(editor, found.text)
        with editor.edit("Edit text") as edit:
            yield from _Session(self, editor, edit, found.text, found).run(press)

    def resting(self, editor: Editor, over: PointerEvent | None) -> Guide | None:
        found = None if over is None or over.shift else text_at(editor, over)
        return None if found is None else Guide("polyline", typeset_of(found.text).frame)

    def _place(self, editor: Editor, press: PointerEvent) -> Any:
        """Where a new text goes: a box that is dragged, or the point clicked."""
        event, x, y = press, press.x, press.y
        least = max(SMALLEST_BOX, 2 * press.reach)
        left, right, top = x, x, y
        while event.kind not in ("release", "confirm"):
            event = yield
            if event.kind in ("move", "release"):
                x, y = event.x, event.y
            left, right = min(press.x, x), max(press.x, x)
            top, bottom = min(press.y, y), max(press.y, y)
            corners = ((left, top), (right, top), (right, bottom), (left, bottom))
            editor.guide = Guide("polyline", corners) if right - left >= least else None
        plain = self.styled(editor, Text(family=default_family()))
        if right - left >= least:
            box = replace(plain, width=min(MAXIMUM_PLACE, right - left))
            return box.translated(left, top)
        # The letters stand on the point: a caret's lower end is a little below.
        _, (_, below) = Typeset(plain).caret(0)
        return plain.translated(press.x, press.y - 0.8 * below)

    def styled(self, editor: Editor, text: Text) -> Text:
        """A text with the look that is set."""
        values: TextOptions = self.values(editor)
        bold = text.weight >= BOLD - 100
        return replace(
            text,
            family=values.family or text.family,
            size=values.size,
            weight=text.weight if bold == values.bold else BOLD if values.bold else 400,
            italic=values.italic,
            alignment=cast(Alignment, values.alignment),
            line_height=values.line_height,
            letter_spacing=values.letter_spacing,
            colour=editor.foreground,
        )

    def take(self, editor: Editor, text: Text) -> None:
        """Set the look of a text."""
        editor.set_tool_options(
            self.id,
            TextOptions(
                family=text.family,
                size=text.size,
                bold=text.weight >= BOLD - 100,
                italic=text.italic,
                alignment=text.alignment,
                line_height=text.line_height,
                letter_spacing=text.letter_spacing,
            ),
        )
        if editor.foreground != text.colour:
            editor.foreground = text.colour


@lru_cache(maxsize=64)
def typeset_of(text: Text) -> Typeset:
    """A text as it is set, kept since the pen asks again and again. DocumentError as for it."""
    return Typeset(text)


def pasted_layer(editor: Editor, string: str) -> TextLayer:
    """Text from elsewhere as a layer in the middle of the canvas, in the look that is set.

    DocumentError when it would be too large.
    """
    tool, bounds = TextTool(), editor.document.bounds
    width = 0.8 * bounds.width
    try:
        text = replace(Text(family=default_family(), width=width), text=cleaned(string).strip())
    except ValueError:
        raise DocumentError("The text would be too large.") from None
    typeset = Typeset(tool.styled(editor, text))
    text = typeset.text.translated(
        round((bounds.width - width) / 2),
        round((bounds.height - typeset.box.height() * typeset.scale) / 2),
    )
    return TextLayer(id=0, name=_name(text), text=text, pixels=drawn(Typeset(text)))


def text_at(editor: Editor, press: PointerEvent) -> TextLayer | None:
    """The text layer whose frame holds a point: the active one, else the topmost visible one."""

    active = editor.active_layer
    first = [active] if active is not None and active.visible else []
    for layer in (*first, *_shown(editor.document.layers)):
        if isinstance(layer, TextLayer):
            try:
                if typeset_of(layer.text).contains(press.x, press.y, press.reach):
                    return layer
            except DocumentError:
                continue
    return None


def _shown(layers: tuple[Layer, ...]) -> Iterator[Layer]:
    """Layers that are not hidden, topmost first."""
    for layer in reversed(layers):
        if layer.visible:
            yield layer
            if isinstance(layer, GroupLayer):
                yield from _shown(layer.children)


class _Session:
    """Writing one text, from the first letter until it is confirmed."""

    def __init__(
        self, tool: TextTool, editor: Editor, edit: Edit, text: Text, layer: TextLayer | None
    ) -> None:
        self.tool, self.editor, self.edit = tool, editor, edit
        self.layer = layer
        self.typing = Typing(text)
        self.original = text
        self.typeset = Typeset(text)
        self.drawn: tuple[Typeset, Pixels] | None = None
        self.reach = 6.0
        self.held = ""
        self.over = "caret"
        self.note = ""
        if layer is not None and not has_family(text.family):
            self.note = Message(
                "The font “{family}” is missing: the text keeps its look until you change it.",
                family=text.family,
            )

    def run(self, press: PointerEvent | None) -> Gesture:
        self.guide()
        if press is not None:
            yield from self.drag_caret(press)
        while True:
            event = yield
            if event.kind == "move":
                if self.grip(event) != self.over:
                    self.over = self.grip(event)
                    self.guide()
                continue
            self.note = ""
            if isinstance(event, TextInput):
                if event.kind == "redo":
                    self.typing.redo()
                    self.tool.take(self.editor, self.typing.text)
                else:
                    self.type(event)
                yield from self.show()
            elif event.kind == "confirm":
                break
            elif event.kind == "back":
                self.typing.undo()
                self.tool.take(self.editor, self.typing.text)
                yield from self.show()
            elif event.kind == "options":
                self.restyle()
                yield from self.show()
            elif event.kind == "press" and event.button == "left":
                self.reach = event.reach
                if not self.grip(event):
                    break
                yield from self.drag(event)
        self.typing.compose_end()
        yield from self.show()
        self.end()

    def end(self) -> None:
        """What is left without a letter is no layer."""
        if self.layer is None or self.typing.text.text:
            return
        document = self.edit.before
        if len(document.layers) > 1 or document.layers[0].id != self.layer.id:
            self.edit.document = document.without(self.layer.id)

    # The text

    def type(self, event: TextInput) -> None:
        try:
            self.typing.take(event, self.typeset)
        except ValueError:
            self.note = "The text would be too large."
            return
        if event.kind in ("insert", "compose") and not event.text.isascii():
            missing = Typeset(replace(self.typing.text, text=event.text, width=None)).missing()
            if missing:
                self.note = _lacking(missing)

    def restyle(self) -> None:
        """Follow the tool's options and the foreground colour."""
        text = self.typing.text
        styled = self.tool.styled(self.editor, text)
        if styled.alignment != text.alignment and text.width is None:
            # A text aligned otherwise stays where it is.
            box, part = self.typeset.box, {"centre": 0.5, "right": 1.0}.get(styled.alignment, 0.0)
            x, y = self.typeset.outer(box.left() + part * box.width(), 0.0)
            styled = replace(styled, x=x, y=y)
        self.typing.change(styled, "style")

    def show(self) -> Gesture:
        """Make the edit's document show the text as it is now."""
        try:
            typeset = Typeset(self.typing.shown)
        except DocumentError as error:
            self.note = str(error)
            self.typing.undo(forget=True)
            self.tool.take(self.editor, self.typing.text)
            typeset = Typeset(self.typing.shown)
        text, before = typeset.text, self.edit.before
        self.typeset = typeset
        if text == self.original or (self.layer is None and not text.text):
            self.edit.document, self.drawn = before, None
        elif self.drawn is None or self.drawn[0].text != text:
            pixels = self.shifted(text)
            if pixels is None:
                last = self.drawn
                area = typeset.bounds if last is None else typeset.changed(last[0])
                if area.area <= LIVE_AREA:
                    pixels = drawn(typeset, last)
                else:
                    pixels = yield Work(_drawing(text, last))
            self.drawn = typeset, pixels
            self.edit.document = self.placed(text, pixels)
        self.guide()

    def shifted(self, text: Text) -> Pixels | None:
        """The picture of a text that has only been moved by whole pixels."""
        last = self.drawn
        if last is None and self.layer is not None:
            text_before, pixels = self.original, self.layer.pixels
        elif last is not None:
            text_before, pixels = last[0].text, last[1]
        else:
            return None
        dx, dy = text.x - text_before.x, text.y - text_before.y
        if dx % 1 or dy % 1 or replace(text, x=text_before.x, y=text_before.y) != text_before:
            return None
        return pixels.translated(round(dx), round(dy))

    def placed(self, text: Text, pixels: Pixels) -> Document:
        document = self.edit.before
        if self.layer is None:
            layer = TextLayer(id=document.next_id(), name=_name(text), pixels=pixels, text=text)
            return document.inserted(layer, self.editor.active_layer_id)
        named = self.layer.name == _name(self.original)
        name = _name(text) if named else self.layer.name
        return document.with_layer(replace(self.layer, name=name, pixels=pixels, text=text))

    # What is shown over the canvas

    def guide(self) -> None:
        typing, typeset = self.typing, self.typeset
        first, last = sorted((typing.position, typing.anchor))
        composed = typing.composed
        caret = typing.position + (len(composed) if composed else 0)
        writing = Writing(
            typing.text.text,
            typing.position,
            typing.anchor,
            typeset.caret(caret),
            () if composed else typeset.selected(first, last),
            typeset.underlines(typing.position, caret) if composed else (),
            self.note,
        )
        frame = typeset.frame if typing.shown.text or typing.text.width is not None else ()
        handles = tuple(
            Handle(x, y, "round" if name == "turn" else "square", active=name == self.held)
            for name, (x, y) in handles_of(typeset, self.reach).items()
        )
        cursor = cursor_of(self.held or self.over, typeset, self.reach)
        self.editor.guide = Guide(
            "polyline", frame, handles=handles, writing=writing, cursor=cursor
        )

    # The pen

    def grip(self, press: PointerEvent) -> str:
        return grip_at(self.typeset, self.reach, press)

    def drag(self, press: PointerEvent) -> Gesture:
        grip = self.grip(press) or "caret"
        if grip == "caret":
            yield from self.drag_caret(press)
            return
        if self.layer is not None and self.layer.lock_position:
            self.note = "The position of this layer is locked."
            self.guide()
            return
        before, typeset, self.held = self.typing.text, self.typeset, grip
        event = press
        while event.kind not in ("release", "confirm"):
            if isinstance(event, PointerEvent) and event.kind in ("press", "move"):
                try:
                    moved = dragged(before, typeset, grip, press, event)
                except ValueError:
                    moved = None
                if moved is not None and moved != self.typing.text:
                    self.typing.change(moved, grip)
                    self.tool.take(self.editor, self.typing.text)
                    yield from self.show()
            event = yield
        self.held = ""
        self.typing.settle()
        self.guide()

    def drag_caret(self, press: PointerEvent) -> Gesture:
        typing = self.typing
        clicks = typing.clicked(press.x, press.y, press.time, press.reach)
        first = last = self.typeset.position_at(press.x, press.y)
        if clicks == 2:
            first, last = self.typeset.word_at(first)
        elif clicks > 2:
            first, last = 0, len(typing.text.text)
        typing.select(typing.anchor if press.shift and clicks == 1 else first, last)
        self.guide()
        event = yield
        while event.kind not in ("release", "confirm"):
            if isinstance(event, TextInput):  # a double click that the system has recognised
                clicks = 2
                self.type(event)
                yield from self.show()
            elif event.kind == "move" and clicks == 1:
                typing.select(typing.anchor, self.typeset.position_at(event.x, event.y))
                self.guide()
            event = yield


def _drawing(text: Text, last: tuple[Typeset, Pixels] | None) -> Callable[[Any], object]:
    """What draws a text on another thread, where it has to be set anew."""

    def work(cancelled: Callable[[], bool]) -> Pixels:
        before = None if last is None else (Typeset(last[0].text), last[1])
        return drawn(Typeset(text), before, cancelled)

    return work


def _lacking(characters: str) -> Message:
    """Which characters no font has; by their script as well, since they cannot be shown."""
    shown = characters[:8]
    if unicodedata.category(characters[0]).startswith("L"):
        name = unicodedata.name(characters[0], "").split("-")[0].split(" ")[0]
        return Message(
            "No installed font has {characters} ({script}): install one that does, such as Noto.",
            characters=shown,
            script=Message(name if name == "CJK" else name.capitalize()),
        )
    return Message(
        "No installed font has {characters}: install one that does, such as Noto.",
        characters=shown,
    )


def _name(text: Text) -> str:
    """A layer's name: how its text begins."""
    words = " ".join(text.text.split())
    return words if len(words) <= 24 else words[:23].rstrip() + "…"
