"""Tools: gestures written as generators. A new tool is a module here and a place in `GROUPS`."""

from __future__ import annotations

from paintapp.tools.brush import BrushTool, Eraser
from paintapp.tools.by_colour import ColourSelect
from paintapp.tools.crop import Crop
from paintapp.tools.fill import Fill, Wand
from paintapp.tools.gradient import GradientTool
from paintapp.tools.liquify import Liquify
from paintapp.tools.magnetic import MagneticLasso
from paintapp.tools.measure import Measure
from paintapp.tools.move import Move
from paintapp.tools.options import Option
from paintapp.tools.path import PathTool
from paintapp.tools.picker import Picker
from paintapp.tools.retouch import Blur, Clone, Smudge
from paintapp.tools.rulers import Rulers
from paintapp.tools.select import EllipseSelect, Lasso, PolygonLasso, RectangleSelect
from paintapp.tools.shape import ShapeTool
from paintapp.tools.text import TextTool
from paintapp.tools.tool import Cursor, Tool
from paintapp.tools.transform import Transform
from paintapp.tools.view import Hand, Zoom

GROUPS: tuple[tuple[Tool, ...], ...] = (
    (BrushTool(),),
    (Eraser(),),
    (Smudge(), Blur(), Clone()),
    (Fill(), GradientTool()),
    (ShapeTool(), PathTool()),
    (TextTool(),),
    (Picker(), Measure()),
    (Move(), Transform(), Liquify(), Crop()),
    (RectangleSelect(), EllipseSelect()),
    (Lasso(), PolygonLasso(), MagneticLasso()),
    (Wand(), ColourSelect()),
    (Rulers(),),
    (Hand(), Zoom()),
)
"""Tools that are alike share a button of the toolbox; the first of a group shows at first."""

TOOLS: tuple[Tool, ...] = tuple(tool for group in GROUPS for tool in group)
"""Every tool, in the toolbox's order."""


def tool(tool_id: str) -> Tool:
    """The tool with this id; KeyError when there is none."""
    for candidate in TOOLS:
        if candidate.id == tool_id:
            return candidate
    raise KeyError(tool_id)


__all__ = ["GROUPS", "TOOLS", "Cursor", "Option", "Tool", "tool"]
