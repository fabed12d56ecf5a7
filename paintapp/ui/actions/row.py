"""What an action is, and what its row may ask of the window."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from paintapp.document import GroupLayer, TextLayer, operations, walk

if TYPE_CHECKING:
    from paintapp.ui.window import Window

Call = Callable[["Window"], Coroutine[Any, Any, Any] | None]
Test = Callable[["Window"], bool]


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One thing the artist can do. With ``checked`` it is a switch."""

    id: str
    label: str
    call: Call
    shortcuts: tuple[str, ...] = ()
    icon: str = ""
    enabled: Test | None = None
    checked: Test | None = None
    on_canvas: bool = False
    """Whether the shortcut works only while the canvas has the keyboard."""


def has_layer(window: Window) -> bool:
    return window.editor.active_layer is not None


def has_mask(window: Window) -> bool:
    layer = window.editor.active_layer
    return layer is not None and layer.mask is not None


def has_selection(window: Window) -> bool:
    return window.editor.document.selection is not None


def is_group(window: Window) -> bool:
    return isinstance(window.editor.active_layer, GroupLayer)


def is_text(window: Window) -> bool:
    """Whether there is a text among the chosen layers, or in the chosen groups."""
    document = window.editor.document
    chosen = operations.roots(document, window.layers.chosen())
    return any(isinstance(layer, TextLayer) for layer in walk(chosen))


def field(name: str) -> Test:
    return lambda window: bool(getattr(window.editor.active_layer, name, False))


def is_generated(window: Window) -> bool:
    layer = window.editor.active_layer_id
    return layer is not None and window.generate.is_generated(layer)
