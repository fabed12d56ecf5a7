"""What is in the artist's hands, from one start of the program to the next.

Options of tools, brushes, guides of the hand and colours lie in the preferences meanwhile.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any

import msgspec

from paintapp.editor import Editor
from paintapp.painting import brush_json
from paintapp.painting.hand import Hand
from paintapp.painting.symmetry import Symmetry
from paintapp.tools import TOOLS, Tool
from paintapp.tools import tool as tool_named
from paintapp.ui.panels.colour import from_hex, to_hex
from paintapp.ui.preferences import Preferences

log = logging.getLogger(__name__)


def recall(editor: Editor, preferences: Preferences) -> None:
    """Put into the hand what `remember` has kept; the log names what can not be recalled."""
    for name, options in preferences.tools.items():
        try:
            _recall_options(tool_named(name), editor, options)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            log.warning("options of %s could not be recalled: %s", name, error)
    for name, record in preferences.brushes.items():
        try:
            editor.set_brush_of(tool_named(name), brush_json.decoded(record))
        except (KeyError, brush_json.BrushError) as error:
            log.warning("the brush of %s could not be recalled: %s", name, error)
    try:
        editor.hand = msgspec.convert(preferences.hand, Hand)
    except msgspec.ValidationError as error:
        log.warning("what guides the hand could not be recalled: %s", error)
    editor.foreground = from_hex(preferences.foreground) or (0, 0, 0)
    editor.background = from_hex(preferences.background) or (65535,) * 3
    if editor.tool is None:
        editor.tool = TOOLS[0]


def remember(editor: Editor, preferences: Preferences) -> None:
    """Keep what is in the hand, but for what belongs to one picture."""
    preferences.foreground = to_hex(editor.foreground)
    preferences.background = to_hex(editor.background)
    preferences.tools = {
        tool.id: _lasting_options(tool, editor) for tool in TOOLS if tool.defaults is not None
    }
    preferences.brushes = {
        tool.id: brush_json.encoded(editor.brush_of(tool))
        for tool in TOOLS
        if tool.id == TOOLS[0].id or tool.own_brush is not None
    }
    preferences.hand = msgspec.to_builtins(replace(editor.hand, symmetry=Symmetry()))


def _lasting_options(tool: Tool, editor: Editor) -> dict[str, Any]:
    """A tool's options as they go into the preferences."""
    found: dict[str, Any] = msgspec.to_builtins(tool.own(editor))
    return {name: value for name, value in found.items() if name not in tool.passing}


def _recall_options(tool: Tool, editor: Editor, options: dict[str, Any]) -> None:
    """Set a tool's options as they were remembered; ValueError or TypeError for nonsense."""
    now = tool.own(editor)
    plain = msgspec.to_builtins(now)
    known = {name: options[name] for name in plain if name in options and name not in tool.passing}
    checked = msgspec.convert({**plain, **known}, type(now))
    tool.change(editor, **{name: getattr(checked, name) for name in known})
